use onionskin_analysis::{Setup, analyze};
use onionskin_json::{Format, Problem, Rendered, Rendering, Theme, View};
use onionskin_render::{Still, element, fragment, html, is_id, is_page_url, read_info, svg};
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
    if let Some(page) = &rendering.page {
        if !is_page_url(page) {
            return Err("page: it has to start with https:// or http://, and hold no blanks".to_owned());
        }
        still.page = Some(page);
    }
    if let Some(id) = &rendering.id {
        if !is_id(id) {
            return Err("id: it has to be a letter, and then letters, digits, - and _".to_owned());
        }
        still.id = id;
    }
    let mut view = view(rendering.view.unwrap_or_default());
    let info;
    if let Some(text) = &rendering.info {
        let read = read_info(text);
        (info, problems) =
            read.ok_or_else(|| "info: it has to start with \"dockerfile onionskin\"".to_owned())?;
        still.change.clone_from(&info.change);
        still.target = info.target.as_deref();
        still.select = info.select;
        still.theme = info.theme;
        view = info.view.as_deref();
    }
    let markup = match rendering.format.unwrap_or_default() {
        Format::Html => html(&still),
        Format::Fragment => fragment(&still),
        Format::Element => element(&still, view),
        Format::Svg => svg(&still),
    };
    let markup = markup.map_err(|too_large| {
        let (found, limit, unit) = too_large.measure();
        format!("too large to be shown: it has {found} {unit}, and the limit is {limit}")
    })?;
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
