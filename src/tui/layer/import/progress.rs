//! How far a job of the importer is, and why it failed.

use ratatui::layout::Rect;

use crate::domain::message::Message;
use crate::domain::money::Ratio;
use crate::tui::job::Busy;
use crate::tui::layout;
use crate::tui::widget::{Paint, meter, text};

/// Cells of the meter.
const METER: u16 = 40;

/// How far it is, and how to stop it.
pub fn draw(paint: &mut Paint<'_>, busy: Busy, what: &str, over: Rect) {
    let popup = layout::popup(over, 5);
    paint.popup(popup.frame, &paint.words.text(what), None);
    let stop = paint.words.text("import-stop");
    let line = text::line_of(popup.lines, 3);
    text::put(paint.buf, line, &stop, paint.theme.text);
    let Busy::At(progress) = busy else { return };
    let count = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
    let share = Ratio::new(count(progress.done), count(progress.total));
    // Before the first row is taken each of them is looked at, to settle how columns are read; after the last one an
    // empty store gets its indexes.
    let rows = match progress.done {
        0 => Message::new("import-looking"),
        done if done == progress.total => Message::new("import-finishing"),
        done => Message::new("import-rows").with("done", count(done)),
    };
    let rows = rows.with("total", count(progress.total));
    let bar = meter::bar(share, METER.min(popup.lines.width.saturating_sub(6)));
    let line = text::line_of(popup.lines, 0);
    let taken = text::put(paint.buf, line, &bar, paint.theme.accent);
    let percent = paint.words.percent(share);
    text::put(
        paint.buf,
        text::after(line, taken + 1),
        &percent,
        paint.theme.text,
    );
    let said = paint.words.say(&rows);
    text::put(
        paint.buf,
        text::line_of(popup.lines, 1),
        &said,
        paint.theme.dim,
    );
}

/// What went wrong, at the bottom of the box but for so many lines.
pub fn draw_problem(paint: &mut Paint<'_>, problem: &Message, below: u16, over: Rect) {
    let popup = layout::large_popup(over);
    let said = text::wrap(&paint.words.say(problem), popup.lines.width);
    let height = u16::try_from(said.len()).unwrap_or(u16::MAX);
    let top = popup
        .lines
        .height
        .saturating_sub(height.saturating_add(below));
    let place = Rect {
        height,
        ..layout::below(popup.lines, top)
    };
    let place = place.intersection(popup.lines);
    paint.clear(place);
    for (line, said) in place.rows().zip(&said) {
        text::put(paint.buf, line, said, paint.theme.bad);
    }
}
