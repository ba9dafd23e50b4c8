//! The stack as a drawing.

mod colors;
mod text;

use std::fmt::Write as _;
use std::rc::Rc;

use onionskin_app::words::export as words;
use onionskin_app::{Arrow, LANE_GAP, LANE_PITCH, LayerRow, Layers, Screen, Shape, Verdict, glyph};
use onionskin_report::escaped;

pub use colors::Shade;
use colors::{Colors, dark_where_asked_for};
use text::{fitted, wrapped};

/// The room around everything. All measures are in CSS pixels.
const MARGIN: u32 = 24;
/// The width of the stack where there is one stage.
const STACK_WIDTH: u32 = 752;
/// From the left side of a lane to that of the next one.
const PITCH: u32 = 360;
/// The heights of what a row shows: a step, one in a lane, a line more, and a setting.
const SLAB: u32 = 34;
const LANE_SLAB: u32 = 48;
const TAKES: u32 = 17;
const SETTING: u32 = 24;
/// The height of the heading of a stage.
const HEADING: u32 = 34;
/// Below a row.
const GAP: u32 = 9;
/// The room for a verdict at the right side of a row.
const VERDICT: u32 = 168;
/// How round the corners of an arrow are.
const CORNER: u32 = 6;
/// How wide a column of text is, at most, in tenths: fonts with a fixed width at 13 px, others at 14 px on average.
const CODE_COLUMN_TENTHS: u32 = 79;
const PROSE_COLUMN_TENTHS: u32 = 76;
/// From line to line of prose.
const LINE: u32 = 21;

const SANS: &str = "system-ui,-apple-system,'Segoe UI',Roboto,sans-serif";
const MONO: &str = "ui-monospace,'SF Mono','Cascadia Mono',Menlo,Consolas,'DejaVu Sans Mono',monospace";

/// A drawing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawing {
    /// The SVG document. It needs nothing else, and nothing in it runs.
    pub text: String,
    /// Its width in CSS pixels.
    pub width: u32,
    /// Its height in CSS pixels.
    pub height: u32,
}

/// The stack that is on `screen`, with what stands above it.
pub fn svg(screen: &Screen, shade: Shade) -> Drawing {
    let colors = shade.colors();
    let none = Vec::new();
    let rows = if let Layers::Rows(rows) = &*screen.layers { rows } else { &none };
    let n_lanes = screen.lanes.as_ref().map_or(1, |lanes| lanes.n_lanes);
    let stack_width =
        if n_lanes > 1 { to_px(lane_left(n_lanes), 0).saturating_sub(gap_px()) } else { STACK_WIDTH };
    let width = stack_width.max(STACK_WIDTH) + 2 * MARGIN;
    let mut drawn = Head {
        colors,
        out: String::new(),
        y: MARGIN,
        columns: columns(width - 2 * MARGIN, PROSE_COLUMN_TENTHS),
    };
    drawn.all(screen);
    let Head { mut out, y, .. } = drawn;
    let places = places(rows, y + 12, n_lanes > 1);
    let height = places.last().map_or(y, |place| place.bottom) + MARGIN;
    if n_lanes > 1 {
        beds(rows, &places, colors, &mut out);
        for arrow in screen.lanes.iter().flat_map(|lanes| &lanes.arrows) {
            draw_arrow(arrow, rows, &places, colors, &mut out);
        }
    }
    let number_width = rows.iter().map(|row| number(row).len()).max().unwrap_or_default();
    for (row, place) in rows.iter().zip(&places) {
        draw_row(row, place, number_width, n_lanes > 1, colors, &mut out);
    }
    let text = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" \
         role=\"img\" aria-labelledby=\"onionskin-title onionskin-desc\" font-family=\"{SANS}\" font-size=\"13\" fill=\"none\">\n\
         <title id=\"onionskin-title\">{}</title>\n<desc id=\"onionskin-desc\">{}</desc>\n{}\
         <rect width=\"{width}\" height=\"{height}\" fill=\"{}\"/>\n{out}</svg>\n",
        escaped(&title(screen)),
        escaped(&description(screen, rows)),
        patterns(colors),
        colors.panel,
    );
    Drawing { text, width, height }
}

/// The same drawing for where it is not known in which colours it will be seen: light, or dark where the reader's system is.
pub fn svg_for_any_scheme(screen: &Screen) -> Drawing {
    let drawing = svg(screen, Shade::Light);
    let style = dark_where_asked_for();
    // Text has no `<` in it, so this is the place behind title and description.
    Drawing { text: drawing.text.replacen("<defs>", &[&style, "<defs>"].concat(), 1), ..drawing }
}

/// What the drawing is of, without the name of the page.
fn title(screen: &Screen) -> String {
    screen.title.strip_suffix(" · Onionskin").unwrap_or(words::DOCKERFILE).to_owned()
}

/// All of it in words.
fn description(screen: &Screen, rows: &[Rc<LayerRow>]) -> String {
    let mut text = sentences(screen).join(" ");
    for row in rows {
        let step = row.step.as_deref().unwrap_or("-");
        // Writing to a String cannot fail.
        let _ = write!(text, "\n{step} {}: {}", row.text, verdict_words(row));
        if matches!(row.verdict, Verdict::Rebuilds | Verdict::RebuildsUnlessSame) {
            let _ = write!(text, " ({})", row.cause);
        }
        for takes in &row.takes {
            let _ = write!(text, ", {takes}");
        }
    }
    text
}

/// What stands above the stack.
fn sentences(screen: &Screen) -> Vec<String> {
    let change = screen.choices.iter().find(|choice| choice.is_chosen);
    let change = change.map(|choice| words::change(&choice.label.plain()));
    let totals = Some(screen.totals.plain()).filter(|totals| !totals.is_empty());
    let costs: Vec<String> = change.into_iter().chain(totals).chain(screen.cost.clone()).collect();
    [screen.summary.plain(), costs.join(" ")].into_iter().filter(|text| !text.is_empty()).collect()
}

fn verdict_words(row: &LayerRow) -> &'static str {
    if row.has_error { words::ERROR } else { words::verdict(row.verdict) }
}

/// What stands above the stack, from top to bottom.
struct Head {
    colors: &'static Colors,
    out: String,
    y: u32,
    columns: usize,
}

impl Head {
    fn all(&mut self, screen: &Screen) {
        self.y += 14;
        let title = fitted(&title(screen), self.columns * 7 / 10);
        let _ = writeln!(
            self.out,
            "<text x=\"{MARGIN}\" y=\"{}\" font-size=\"19\" font-weight=\"650\" fill=\"{}\">{}</text>",
            self.y,
            self.colors.ink,
            escaped(&title)
        );
        self.y += 8;
        let sentences = sentences(screen);
        for (at, sentence) in sentences.iter().enumerate() {
            let is_last = at + 1 == sentences.len();
            let (color, weight) = if is_last { (self.colors.ink, 600) } else { (self.colors.ink_2, 400) };
            self.lines(sentence, MARGIN, color, weight);
            self.y += 3;
        }
        if let Some(problem) = &screen.editor.problem {
            let top = self.y + 9;
            icon(glyph::ERROR, MARGIN, top, self.colors.error, &mut self.out);
            self.lines(&problem.message, MARGIN + 24, self.colors.error, 400);
        }
        if let Some(caveat) = screen.caveat {
            self.lines(caveat, MARGIN, self.colors.ink_2, 400);
        }
    }

    fn lines(&mut self, text: &str, x: u32, color: &str, weight: u32) {
        for line in wrapped(text, self.columns.saturating_sub(4)) {
            self.y += LINE;
            let _ = writeln!(
                self.out,
                "<text x=\"{x}\" y=\"{}\" font-size=\"14\" font-weight=\"{weight}\" fill=\"{color}\">{}</text>",
                self.y,
                escaped(&line)
            );
        }
    }
}

/// Where a row stands.
#[derive(Clone, Copy)]
struct Place {
    /// The top of its heading, which is its own where it has none.
    heading_top: u32,
    top: u32,
    bottom: u32,
}

impl Place {
    fn middle(self) -> u32 {
        self.top.midpoint(self.bottom)
    }
}

/// The rows below each other, without the room that they have beside the lines of an editor.
fn places(rows: &[Rc<LayerRow>], start: u32, has_lanes: bool) -> Vec<Place> {
    let mut y = start;
    let place = |row: &Rc<LayerRow>| {
        let heading_top = y;
        let top = y + if row.heading.is_some() { HEADING } else { 0 };
        let height = match row.shape {
            Shape::Setting => SETTING,
            Shape::Start | Shape::Base | Shape::Layer | Shape::Step if !has_lanes => SLAB,
            Shape::Start | Shape::Base | Shape::Layer | Shape::Step => {
                LANE_SLAB + if row.takes.is_empty() { 0 } else { TAKES }
            }
        };
        y = top.saturating_add(height + GAP);
        Place { heading_top, top, bottom: top.saturating_add(height) }
    };
    rows.iter().map(place).collect()
}

/// The left side of a lane, in the app's units.
fn lane_left(lane: usize) -> u32 {
    u32::try_from(lane).unwrap_or(u32::MAX).saturating_mul(LANE_PITCH)
}

/// A distance across from the left side of the first lane, as a place in the drawing.
fn to_px(units: u32, left: u32) -> u32 {
    let px = u64::from(units) * u64::from(PITCH) / u64::from(LANE_PITCH);
    left.saturating_add(u32::try_from(px).unwrap_or(u32::MAX))
}

fn gap_px() -> u32 {
    to_px(LANE_GAP, 0)
}

fn columns(px: u32, column_tenths: u32) -> usize {
    (px * 10 / column_tenths) as usize
}

fn patterns(colors: &Colors) -> String {
    format!(
        "<defs><pattern id=\"onionskin-stripes\" width=\"12\" height=\"12\" patternUnits=\"userSpaceOnUse\" \
         patternTransform=\"rotate(45)\"><rect width=\"12\" height=\"12\" fill=\"{}\"/><rect width=\"3\" height=\"12\" \
         fill=\"{stripe}\"/></pattern><linearGradient id=\"onionskin-fade\"><stop stop-color=\"{stripe}\"/>\
         <stop offset=\".85\" stop-color=\"{}\"/></linearGradient></defs>\n",
        colors.rebuilds_fill,
        colors.reused_fill,
        stripe = colors.rebuilds_stripe,
    )
}

/// What a row is filled, edged and written with.
fn tones(row: &LayerRow, colors: &Colors) -> (&'static str, &'static str, &'static str) {
    let (fill, edge, tone) = match row.verdict {
        Verdict::Reused => (colors.reused_fill, colors.reused_edge, colors.reused),
        Verdict::Rebuilds => ("url(#onionskin-stripes)", colors.rebuilds_edge, colors.rebuilds),
        Verdict::RebuildsUnlessSame => ("url(#onionskin-fade)", colors.rebuilds_edge, colors.rebuilds),
        Verdict::NotBuilt => ("none", colors.line_2, colors.ink_3),
        Verdict::Settings => ("none", colors.setting_edge, colors.ink_3),
    };
    if row.has_error { (fill, colors.error, colors.error) } else { (fill, edge, tone) }
}

/// The "2/5" of `[build 2/5]`: the name stands in the heading of the stage.
fn number(row: &LayerRow) -> &str {
    let step = row.step.as_deref().unwrap_or_default();
    step.trim_matches(['[', ']']).rsplit(' ').next().unwrap_or_default()
}

fn draw_row(
    row: &LayerRow,
    place: &Place,
    number_width: usize,
    has_lanes: bool,
    colors: &Colors,
    out: &mut String,
) {
    let (fill, edge, tone) = tones(row, colors);
    let lane_width = if has_lanes { PITCH - gap_px() } else { STACK_WIDTH };
    let indent = if row.shape == Shape::Setting { 24 } else { 0 };
    let x = to_px(lane_left(row.lane), MARGIN) + indent;
    let (width, height) = (lane_width - indent, place.bottom - place.top);
    if let Some(heading) = &row.heading {
        heading_texts(&heading.name, heading.note, x - indent, place.heading_top + 22, colors, out);
    }
    let _ = write!(out, "<g><title>{}</title>", escaped(&row.text));
    let is_solid = row.step.is_some() && row.verdict != Verdict::NotBuilt;
    let n_skins = match row.shape {
        Shape::Base if is_solid => 2,
        Shape::Layer if is_solid => 1,
        Shape::Base | Shape::Layer | Shape::Step | Shape::Start | Shape::Setting => 0,
    };
    for skin in (1..=n_skins).rev() {
        // What a layer is thick shows below it.
        let y = place.top + 3 * skin;
        let _ = write!(
            out,
            "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"7\" fill=\"{edge}\" \
             stroke=\"{}\"/>",
            colors.panel
        );
    }
    let dashes = match row.shape {
        _ if row.verdict == Verdict::NotBuilt => " stroke-dasharray=\"1 3\"",
        Shape::Setting | Shape::Start => " stroke-dasharray=\"4 3\"",
        Shape::Base | Shape::Layer | Shape::Step => "",
    };
    let fill = if fill == "none" && has_lanes { colors.panel } else { fill };
    let _ = write!(
        out,
        "<rect x=\"{x}\" y=\"{}\" width=\"{width}\" height=\"{height}\" rx=\"7\" fill=\"{fill}\" stroke=\"{edge}\"{dashes}/>",
        place.top
    );
    let ink = if row.verdict == Verdict::NotBuilt { colors.ink_2 } else { colors.ink };
    let is_setting = row.shape == Shape::Setting;
    // Where a row has lines below each other, the first one stands here.
    let is_tall = has_lanes && !is_setting;
    let base = if is_tall { place.top + 19 } else { place.middle() + 4 };
    if row.step.is_some() {
        let _ = write!(
            out,
            "<text x=\"{}\" y=\"{base}\" font-family=\"{MONO}\" font-size=\"12\" font-weight=\"600\" fill=\"{tone}\">{}</text>",
            x + 12,
            escaped(number(row))
        );
    }
    let number_px = u32::try_from(number_width).unwrap_or_default() * 8 + 12;
    let text_x = x + 12 + if is_setting || row.shape == Shape::Start { 0 } else { number_px };
    let verdict_room = if is_tall {
        0
    } else if has_lanes {
        78
    } else {
        VERDICT
    };
    let room = (x + width).saturating_sub(text_x + verdict_room + 10);
    let _ = write!(
        out,
        "<text x=\"{text_x}\" y=\"{base}\" font-family=\"{MONO}\" fill=\"{ink}\">{}</text>",
        escaped(&fitted(&row.text, columns(room, CODE_COLUMN_TENTHS)))
    );
    let (verdict_x, verdict_base) =
        if is_tall { (text_x, base + 18) } else { (x + width - verdict_room, base) };
    let drawing = if row.has_error { glyph::ERROR } else { glyph::verdict(row.verdict) };
    icon(drawing, verdict_x, verdict_base - 11, tone, out);
    let weight = if is_setting { 400 } else { 600 };
    let _ = write!(
        out,
        "<text x=\"{}\" y=\"{verdict_base}\" font-weight=\"{weight}\" fill=\"{tone}\">{}</text>",
        verdict_x + 19,
        verdict_words(row)
    );
    if is_tall && !row.takes.is_empty() {
        icon(glyph::TAKES, text_x, verdict_base + 6, colors.ink_2, out);
        let room = (x + width).saturating_sub(text_x + 19 + 10);
        let _ = write!(
            out,
            "<text x=\"{}\" y=\"{}\" fill=\"{}\">{}</text>",
            text_x + 19,
            verdict_base + TAKES,
            colors.ink_2,
            escaped(&fitted(&row.takes.join(", "), columns(room, PROSE_COLUMN_TENTHS)))
        );
    }
    out.push_str("</g>\n");
}

/// The name of a stage, and what becomes of it.
fn heading_texts(name: &str, note: &str, x: u32, y: u32, colors: &Colors, out: &mut String) {
    let room = columns(PITCH - gap_px(), CODE_COLUMN_TENTHS).saturating_sub(14);
    let _ = writeln!(
        out,
        "<text x=\"{}\" y=\"{y}\" font-family=\"{MONO}\" font-weight=\"600\" fill=\"{}\">{}\
         <tspan dx=\"10\" font-family=\"{SANS}\" font-weight=\"400\" fill=\"{}\">{}</tspan></text>",
        x + 12,
        colors.ink,
        escaped(&fitted(name, room)),
        colors.ink_3,
        escaped(note)
    );
}

fn icon(path: &str, x: u32, y: u32, color: &str, out: &mut String) {
    let _ = write!(
        out,
        "<path transform=\"translate({x} {y}) scale(.85)\" d=\"{path}\" stroke=\"{color}\" stroke-width=\"1.8\" \
         stroke-linecap=\"round\" stroke-linejoin=\"round\"/>"
    );
}

/// What lies behind the rows of each stage.
fn beds(rows: &[Rc<LayerRow>], places: &[Place], colors: &Colors, out: &mut String) {
    let mut all = rows.iter().zip(places).peekable();
    while let Some((row, place)) = all.next() {
        let mut bottom = place.bottom;
        while let Some((_, last)) = all.next_if(|(next, _)| next.stage == row.stage) {
            bottom = last.bottom;
        }
        let x = to_px(lane_left(row.lane), MARGIN) - 8;
        let width = PITCH - gap_px() + 16;
        let (y, height) = (place.heading_top, (bottom + 8) - place.heading_top);
        let _ = writeln!(
            out,
            "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"10\" fill=\"{}\"/>",
            colors.sunken
        );
    }
}

/// An arrow from where something is taken to the step that takes it.
fn draw_arrow(arrow: &Arrow, rows: &[Rc<LayerRow>], places: &[Place], colors: &Colors, out: &mut String) {
    let [(start, from), (turn, _), (_, to), (end, _)] = arrow.points;
    // Rows are in the order of their heights.
    let place_of = |y: u32| {
        let at = rows.partition_point(|row| row.place.bottom < y);
        places.get(at).map(|place| place.middle())
    };
    let (Some(from), Some(to)) = (place_of(from), place_of(to)) else { return };
    let [start, turn, end] = [start, turn, end].map(|units| to_px(units, MARGIN));
    let is_rightward = start < turn;
    let toward = |x: u32, other: u32| if x < other { x + CORNER } else { x.saturating_sub(CORNER) };
    let (before, after) = (toward(turn, start), toward(turn, end));
    let (below, above) = (toward(from, to), toward(to, from));
    let (tip, back) = if is_rightward { (end, end.saturating_sub(7)) } else { (end, end + 7) };
    let color = match arrow.verdict {
        Verdict::Reused => colors.reused,
        Verdict::Rebuilds | Verdict::RebuildsUnlessSame => colors.rebuilds,
        Verdict::NotBuilt | Verdict::Settings => colors.ink_3,
    };
    let _ = writeln!(
        out,
        "<path d=\"M{start} {from}H{before}Q{turn} {from} {turn} {below}V{above}Q{turn} {to} {after} {to}H{tip}M{back} {}\
         L{tip} {to}L{back} {}\" stroke=\"{color}\" stroke-width=\"1.6\"/>",
        to.saturating_sub(4),
        to + 4
    );
}
