use std::collections::BTreeMap;

use onionskin_app::{Change, Theme};
use onionskin_share::{parse_build_args_word, parse_change_word, quoted};

use crate::words::words;

/// The languages that are Dockerfiles.
const LANGUAGES: [&str; 2] = ["dockerfile", "docker"];
/// What asks for an explanation.
const NAME: &str = "onionskin";
/// The views that an element comes to life with. The first one goes without saying.
const VIEWS: [&str; 3] = ["stack", "table", "changes"];

/// What stands behind the fence of a block of code in Markdown (its *info string*):
/// ```` ```dockerfile onionskin change=requirements.txt select=4 ````.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Info {
    /// What is different.
    pub change: Option<Change>,
    /// The line whose instruction is open.
    pub select: Option<u32>,
    /// The view, where it is not the first one.
    pub view: Option<String>,
    /// The stage to build.
    pub target: Option<String>,
    /// Build arguments by name.
    pub build_args: BTreeMap<String, String>,
    /// The colours, where they are not those of the page around.
    pub theme: Theme,
}

/// What `info` asks for, and what is wrong with it, in words; nothing where the block is none of ours. What is wrong is left
/// out.
pub fn read_info(info: &str) -> Option<(Info, Vec<String>)> {
    // Only between these two words; a comma in a value is its own.
    let rest = LANGUAGES.iter().find_map(|language| {
        let (word, rest) = info.trim_start().split_at_checked(language.len())?;
        (word.eq_ignore_ascii_case(language) && rest.starts_with([' ', '\t', ','])).then_some(rest)
    })?;
    let mut words = words(rest.trim_start_matches([' ', '\t', ','])).into_iter();
    if words.next()? != NAME {
        return None;
    }
    let mut read = Info::default();
    let mut warnings = Vec::new();
    for word in words {
        let Some((key, value)) = word.split_once('=') else {
            warnings.push(format!("{} is no KEY=VALUE; the keys are {KEYS}", quoted(&word)));
            continue;
        };
        if let Err(warning) = set(&mut read, key, value) {
            warnings.push(warning);
        }
    }
    Some((read, warnings))
}

const KEYS: &str = "change, select, view, target, build-args and theme";

fn set(info: &mut Info, key: &str, value: &str) -> Result<(), String> {
    match key {
        "change" => info.change = Some(parse_change_word(value).map_err(|error| error.to_string())?),
        "select" => {
            let line = value.parse().ok().filter(|line| *line > 0);
            info.select =
                Some(line.ok_or_else(|| format!("{} is no line: select=4 takes the fourth", quoted(value)))?);
        }
        "view" => {
            let at = VIEWS.iter().position(|view| *view == value);
            let at =
                at.ok_or_else(|| format!("there is no view {}, but {}", quoted(value), VIEWS.join(", ")))?;
            info.view = (at > 0).then(|| value.to_owned());
        }
        "target" => info.target = Some(value.to_owned()).filter(|stage| !stage.is_empty()),
        "build-args" => {
            info.build_args = parse_build_args_word(value).map_err(|error| error.to_string())?;
        }
        "theme" => {
            info.theme = match value {
                "auto" => Theme::System,
                "light" => Theme::Light,
                "dark" => Theme::Dark,
                _ => return Err(format!("there is no theme {}, but auto, light, dark", quoted(value))),
            }
        }
        _ => return Err(format!("there is no key {}; the keys are {KEYS}", quoted(key))),
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use onionskin_app::{Change, Theme};

    use super::{Info, read_info};

    #[test]
    fn a_block_says_what_is_different_and_what_is_open() {
        let info = "Dockerfile onionskin change=\"a b, c\" select=4 view=table target=build build-args=\"A=1,B=x y\" theme=dark";
        let expected = Info {
            change: Some(Change::Files(vec!["a b".to_owned(), "c".to_owned()])),
            select: Some(4),
            view: Some("table".to_owned()),
            target: Some("build".to_owned()),
            build_args: [("A", "1"), ("B", "x y")].map(|(name, value)| (name.into(), value.into())).into(),
            theme: Theme::Dark,
        };
        assert_eq!(read_info(info), Some((expected, vec![])));
        for plain in [
            "dockerfile onionskin",
            "docker,onionskin",
            "dockerfile  onionskin view=stack theme=auto target=",
        ] {
            assert_eq!(read_info(plain), Some((Info::default(), vec![])), "{plain}");
        }
    }

    #[test]
    fn other_blocks_are_none_of_ours() {
        for info in [
            "",
            "dockerfile",
            "onionskin",
            "rust onionskin",
            "dockerfiles onionskin",
            "dockerfile onionskins",
        ] {
            assert_eq!(read_info(info), None, "{info}");
        }
    }

    #[test]
    fn what_is_wrong_is_told_and_left_out() {
        for (info, part) in [
            (
                "color=red",
                "there is no key \"color\"; the keys are change, select, view, target, build-args and theme",
            ),
            ("select=0", "\"0\" is no line"),
            ("select=x", "\"x\" is no line"),
            ("view=pile", "there is no view \"pile\", but stack, table, changes"),
            ("theme=navy", "there is no theme \"navy\""),
            ("change=/etc", "no path of a file"),
            ("build-args=A", "\"A\" has no value: write NAME=VALUE"),
            ("open", "\"open\" is no KEY=VALUE"),
            ("\u{1b}[2J=1", "there is no key \"\\u{1b}[2J\""),
        ] {
            let (read, warnings) = read_info(&format!("dockerfile onionskin {info}")).unwrap();
            assert_eq!(read, Info::default(), "{info}");
            assert!(warnings.len() == 1 && warnings.concat().contains(part), "{warnings:?}");
        }
    }
}
