/// Whether a drawing is dark on light or light on dark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shade {
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

/// The colours of a drawing: those of the page, by the names that they have in `web/styles/tokens.css`.
pub(super) struct Colors {
    pub(super) panel: &'static str,
    pub(super) sunken: &'static str,
    pub(super) ink: &'static str,
    pub(super) ink_2: &'static str,
    pub(super) ink_3: &'static str,
    pub(super) line_2: &'static str,
    pub(super) reused: &'static str,
    pub(super) reused_fill: &'static str,
    pub(super) reused_edge: &'static str,
    pub(super) rebuilds: &'static str,
    pub(super) rebuilds_fill: &'static str,
    pub(super) rebuilds_stripe: &'static str,
    pub(super) rebuilds_edge: &'static str,
    pub(super) setting_edge: &'static str,
    pub(super) error: &'static str,
}

pub(super) const LIGHT: Colors = Colors {
    panel: "#ffffff",
    sunken: "#f6f3f8",
    ink: "#1c1922",
    ink_2: "#544e60",
    ink_3: "#6a6376",
    line_2: "#cfc7d8",
    reused: "#0a5795",
    reused_fill: "#e4f0fb",
    reused_edge: "#9cc3e6",
    rebuilds: "#993a05",
    rebuilds_fill: "#fdece0",
    rebuilds_stripe: "#fadcc7",
    rebuilds_edge: "#eba97d",
    setting_edge: "#b8afc3",
    error: "#b3142b",
};

pub(super) const DARK: Colors = Colors {
    panel: "#1a1722",
    sunken: "#15121c",
    ink: "#ece8f2",
    ink_2: "#b6aec4",
    ink_3: "#9b93ab",
    line_2: "#433b52",
    reused: "#86c5fa",
    reused_fill: "#14293b",
    reused_edge: "#2f5b80",
    rebuilds: "#ffb07c",
    rebuilds_fill: "#39210f",
    rebuilds_stripe: "#4b2c17",
    rebuilds_edge: "#87502c",
    setting_edge: "#57506a",
    error: "#ff99a4",
};

impl Shade {
    pub(super) const fn colors(self) -> &'static Colors {
        match self {
            Self::Light => &LIGHT,
            Self::Dark => &DARK,
        }
    }
}

/// All colours with their names.
const fn named(colors: &Colors) -> [(&'static str, &'static str); 15] {
    [
        ("panel", colors.panel),
        ("sunken", colors.sunken),
        ("ink", colors.ink),
        ("ink-2", colors.ink_2),
        ("ink-3", colors.ink_3),
        ("line-2", colors.line_2),
        ("reused", colors.reused),
        ("reused-fill", colors.reused_fill),
        ("reused-edge", colors.reused_edge),
        ("rebuilds", colors.rebuilds),
        ("rebuilds-fill", colors.rebuilds_fill),
        ("rebuilds-stripe", colors.rebuilds_stripe),
        ("rebuilds-edge", colors.rebuilds_edge),
        ("setting-edge", colors.setting_edge),
        ("error", colors.error),
    ]
}

/// A style sheet that draws in dark colours, where the reader's system is dark, what is drawn in light ones. Whatever reads
/// no style sheets draws the light ones.
pub(super) fn dark_where_asked_for() -> String {
    let colors = named(&LIGHT).into_iter().zip(named(&DARK));
    let rule = |((_, light), (_, dark)): ((&str, &str), (&str, &str))| {
        format!(
            "[fill=\"{light}\"]{{fill:{dark}}}[stroke=\"{light}\"]{{stroke:{dark}}}[stop-color=\"{light}\"]{{stop-color:{dark}}}"
        )
    };
    let rules: String = colors.map(rule).collect();
    format!("<style>@media (prefers-color-scheme:dark){{{rules}}}</style>\n")
}

#[cfg(test)]
mod tests {
    use super::{DARK, LIGHT, named};

    /// The styles of the page, which the colours have to agree with.
    const TOKENS: &str = include_str!("../../../../web/styles/tokens.css");

    #[test]
    fn the_colours_are_those_of_the_page() {
        for ((name, light), (_, dark)) in named(&LIGHT).into_iter().zip(named(&DARK)) {
            let line = format!("--{name}: light-dark({light}, {dark});");
            assert!(TOKENS.contains(&line), "{line}");
        }
    }

    #[test]
    fn a_light_colour_stands_for_one_dark_colour() {
        let mut light = named(&LIGHT).map(|(_, color)| color);
        light.sort_unstable();
        assert!(light.windows(2).all(|two| two[0] != two[1]), "{light:?}");
    }
}
