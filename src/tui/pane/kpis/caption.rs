//! What is said around the comparison: of what it is, the selected number in words, and what the signs mean.

use super::grid::Grid;
use super::{Selected, Shape, column_name, selected};
use crate::domain::calendar::{Day, Period};
use crate::domain::kpi::{KPIS, Measure};
use crate::domain::message::Message;
use crate::i18n::Words;
use crate::service::view::compare::{Change, CompareView};
use crate::tui::model::Model;
use crate::tui::widget::{Paint, text};

/// What the signs mean, those first that need it most.
const LEGEND: &[&str] = &["legend-change", "legend-best", "legend-few", "legend-none"];

/// ` KPIs  2026-Q4 to date, against the same days of 2026-Q3     by win rate, lowest first    reps as columns`
pub(super) fn draw_title(paint: &mut Paint<'_>, model: &Model, view: &CompareView, grid: &Grid) {
    let (words, state) = (paint.words, &model.kpis);
    let mut rest = text::after(grid.title, 1);
    rest.width = rest.width.saturating_sub(1);
    let name = words.text("pane-kpis");
    let taken = text::put(paint.buf, rest, &name, paint.theme.title);
    rest = text::after(rest, taken + 2);
    let style = if state.asked.is_waiting {
        paint.theme.dim
    } else {
        paint.theme.text
    };
    let said = period(
        words,
        &view.period,
        view.before.as_ref(),
        view.is_in_progress,
        view.today,
    );
    let taken = text::put(paint.buf, rest, &said, style);
    rest = text::after(rest, taken + 2);
    let shape = match (state.shape, grid.is_turned) {
        (Shape::All, _) => "kpis-all",
        (_, true) => "kpis-rows",
        (_, false) => "kpis-columns",
    };
    let mut said = vec![(words.text(shape), paint.theme.dim)];
    if let Some(sort) = state.sort
        && let Some(kpi) = KPIS.get(sort.column)
    {
        let key = if sort.is_down {
            "kpis-highest"
        } else {
            "kpis-lowest"
        };
        let kpi = kpi.message("-short");
        let by = Message::new(key).with_word("kpi", kpi);
        said.insert(0, (words.say(&by), paint.theme.accent));
    }
    // What the user did last is told before how it looks.
    for (said, style) in said {
        let width = text::width(&said);
        if width > rest.width {
            break;
        }
        text::put_right(paint.buf, rest, &said, style);
        rest.width = rest.width.saturating_sub(width + 3);
    }
}

/// The period of the results, and what it is compared with.
pub(in crate::tui) fn period(
    words: &Words,
    period: &Period,
    compared: Option<&Period>,
    is_in_progress: bool,
    today: Day,
) -> String {
    if period.start.is_none() {
        return words.text("period-all");
    }
    let name = period.name.as_str();
    let key = match (compared, is_in_progress) {
        (Some(_), true) => "kpis-period-so-far",
        (Some(_), false) => "kpis-period-against",
        (None, true) => "kpis-period-to-date",
        (None, false) => return name.to_owned(),
    };
    let before = before(words, compared, is_in_progress, today);
    let said = Message::new(key).with("period", name);
    words.say(&said.with("before", before.unwrap_or_default()))
}

/// What the period before is called: by its days as long as it is only a part of one.
pub(in crate::tui) fn before(
    words: &Words,
    before: Option<&Period>,
    is_in_progress: bool,
    today: Day,
) -> Option<String> {
    let before = before?;
    let (Some(start), Some(end), true) = (before.start, before.end, is_in_progress) else {
        return Some(before.name.clone());
    };
    let days = Message::new("days-from-to")
        .with("start", words.day_brief(start, today))
        .with("end", words.day_brief(end.plus_days(-1), today));
    Some(words.say(&days))
}

/// The same of a comparison.
pub(super) fn before_of(words: &Words, view: &CompareView) -> Option<String> {
    before(words, view.before.as_ref(), view.is_in_progress, view.today)
}

/// The selected cell in words, and what the signs mean.
pub(super) fn draw_detail(paint: &mut Paint<'_>, model: &Model, view: &CompareView, grid: &Grid) {
    let Some(selected) = selected(&model.kpis, view) else {
        return;
    };
    let words = paint.words;
    let name = column_name(words, model, selected.column, selected.is_whole);
    let kpi = selected.kpi.message("");
    let what = Message::new("kpis-detail")
        .with("name", name)
        .with_word("kpi", kpi)
        .with("value", words.measure(&selected.cell.value));
    let mut line = text::after(grid.detail, 1);
    line.width = line.width.saturating_sub(1);
    let taken = text::put(paint.buf, line, &words.say(&what), paint.theme.total);
    let mut rest = text::after(line, taken);
    for said in details(words, model, view, &selected) {
        let said = format!(" · {said}");
        if text::width(&said) > rest.width {
            break;
        }
        let taken = text::put(paint.buf, rest, &said, paint.theme.text);
        rest = text::after(rest, taken);
    }
    let mut rest = text::after(grid.legend, 1);
    for key in LEGEND {
        let said = words.text(key);
        if text::width(&said) > rest.width {
            break;
        }
        let taken = text::put(paint.buf, rest, &said, paint.theme.dim);
        rest = text::after(rest, taken + 3);
    }
}

/// More about the selected cell, the most important first.
fn details(
    words: &Words,
    model: &Model,
    view: &CompareView,
    selected: &Selected<'_>,
) -> Vec<String> {
    let cell = selected.cell;
    let mut said = Vec::new();
    if let Some(n) = observations(&cell.value) {
        said.push(words.say(&Message::new("kpis-observations").with("n", n)));
    }
    if let Some(before) = &cell.before {
        let key = match cell.change {
            Change::Better => "kpis-before-better",
            Change::Worse => "kpis-before-worse",
            Change::Same => "kpis-before-same",
            Change::Unknown => "kpis-before",
        };
        said.push(words.say(&Message::new(key).with("value", words.measure_short(before))));
    }
    if let Some(target) = &cell.target {
        let target = words.measure_short(target);
        said.push(words.say(&Message::new("kpis-target").with("value", target)));
    }
    if cell.is_best && !selected.is_whole {
        let function = selected.column.function.map_or_else(
            || words.text("kpis-together"),
            |it| words.text(&format!("function-{}", it.code().replace('_', "-"))),
        );
        said.push(words.say(&Message::new("kpis-best").with("function", function)));
    }
    let at = KPIS.iter().position(|kpi| kpi.key == selected.kpi.key);
    let whole = at.and_then(|at| view.whole.cells.get(at));
    if let Some(whole) = whole.filter(|_| !selected.is_whole && view.columns.len() > 1) {
        let name = column_name(words, model, &view.whole, true);
        let value = whole.median.map_or_else(
            || words.measure_short(&whole.value),
            |median| {
                let value = words.decimal(median, 0);
                words.say(&Message::new("kpis-median").with("value", value))
            },
        );
        let said_of_all = Message::new("kpis-whole")
            .with("name", name)
            .with("value", value);
        said.push(words.say(&said_of_all));
    }
    said
}

/// How many observations a measure carries, where it does.
fn observations(measure: &Measure) -> Option<i64> {
    match measure {
        Measure::Count(_) => None,
        Measure::Money { n, .. } => *n,
        Measure::MoneyRatio { n, .. }
        | Measure::Rate { n, .. }
        | Measure::Share { n, .. }
        | Measure::Multiple { n, .. }
        | Measure::Days { n, .. } => Some(*n),
    }
}
