use onionskin_analysis::{Setup, analyze};
use onionskin_json::{Format, Problem, Rendered, Rendering, Theme, View};
use onionskin_render::{Still, element, fragment, html, id_start, page_url, read_info, svg, too_large};
use onionskin_share::parse_change_word;

/// `source`, rendered as `rendering` says.
pub(crate) fn rendered(source: &str, rendering: &Rendering) -> Result<Rendered, String> {
    let mut problems = Vec::new();
    let change = rendering.change.as_deref().map(parse_change_word).transpose();
    let mut still = Still {
        change: change.map_err(|error| error.to_string())?,
        target: rendering.target.as_deref(),
        build_args: rendering.build_args.clone().unwrap_or_default(),
        select: rendering.select,
        theme: theme(rendering.theme.unwrap_or_default()),
        ..Still::new(source)
    };
    if still.select == Some(0) {
        return Err("select: the first line is 1".to_owned());
    }
    let format = rendering.format.unwrap_or_default();
    for (name, option, check) in
        [("page", &rendering.page, page_url as fn(&str) -> _), ("id", &rendering.id, id_start)]
    {
        let Some(option) = option else { continue };
        check(option).map_err(|message| format!("{name}: {message}"))?;
        if format == Format::Svg {
            return Err(format!("{name}: a drawing has no links and is a file of its own, leave it out"));
        }
    }
    still.page = rendering.page.as_deref();
    still.id = rendering.id.as_deref().unwrap_or(still.id);
    let mut view = view(rendering.view.unwrap_or_default());
    let info;
    if let Some(text) = &rendering.info {
        let read = read_info(text);
        (info, problems) =
            read.ok_or_else(|| "info: it has to start with \"dockerfile onionskin\"".to_owned())?;
        still.follow(&info);
        view = info.view.as_deref();
    }
    let markup = match format {
        Format::Html => html(&still),
        Format::Fragment => fragment(&still),
        Format::Element => element(&still, view),
        Format::Svg => svg(&still),
    };
    let markup = markup.map_err(too_large)?;
    problems.extend(still.mistake());
    let setup =
        Setup { target: still.target.map(str::to_owned), build_args: still.build_args, ..Setup::default() };
    let refused = analyze(source, &setup).problems.first().map(Problem::from);
    problems.extend(refused.map(|problem| problem.to_string()));
    Ok(Rendered { markup, problems })
}

const fn theme(theme: Theme) -> onionskin_app::Theme {
    match theme {
        Theme::Auto => onionskin_app::Theme::System,
        Theme::Light => onionskin_app::Theme::Light,
        Theme::Dark => onionskin_app::Theme::Dark,
    }
}

/// The view as an element is told it; the first one goes without saying.
const fn view(view: View) -> Option<&'static str> {
    match view {
        View::Stack => None,
        View::Table => Some("table"),
        View::Changes => Some("changes"),
    }
}
