//! The deals that need somebody, the most money at risk first, and whether somebody does far less than usual.

use ratatui::layout::{Position, Rect};

use super::Listed;
use crate::domain::message::Message;
use crate::i18n::Words;
use crate::service::view::today::{Alarm, Need, RepToday};
use crate::tui::model::Model;
use crate::tui::widget::deal;
use crate::tui::widget::table::{mark, widest};
use crate::tui::widget::{Paint, text};

/// Cells of the amount.
const AMOUNT: u16 = 9;

/// The name takes no less than this, and no more.
const NAME_MIN: u16 = 14;
const NAME_MAX: u16 = 40;

/// The alarm in words, to whom it concerns.
fn alarm(words: &Words, alarm: &Alarm) -> String {
    let kpi = format!("kpi-{}", alarm.kpi.replace('_', "-"));
    let said = Message::new("today-alarm")
        .with_word("kpi", kpi)
        .with("count", alarm.count)
        .with("usual", words.decimal(alarm.usual, 0));
    let mut said = words.say(&said);
    if let Some(on) = alarm.dry_on {
        said.push(' ');
        said.push_str(&words.say(&Message::new("today-dry").with("on", on)));
    }
    said.push(' ');
    said.push_str(&words.text("today-only-you"));
    said
}

/// Draws them and says where the selected one is.
pub(super) fn draw(
    paint: &mut Paint<'_>,
    model: &Model,
    day: &RepToday,
    list: &Listed,
) -> Option<Position> {
    let title = paint.words.text(if super::is_own(model) {
        "today-needs"
    } else {
        "today-needs-them"
    });
    let beside = Message::new("today-needs-count").with("count", day.needs_count);
    let beside = if day.needs_count > 0 {
        paint.words.say(&beside)
    } else {
        String::new()
    };
    list.draw_title(paint, &title, &beside);
    if day.needs.is_empty() {
        list.draw_empty(paint, "needs-empty");
    }
    let reasons = day
        .needs
        .iter()
        .map(|need| deal::reasons(paint.words, &need.reasons));
    let reasons = widest(reasons.collect::<Vec<_>>().iter().map(String::as_str));
    let mut marker = None;
    for (line, at) in list.body.rows().zip(list.cursor.offset..) {
        let (row, down) = (at / list.height, at % list.height);
        let Some(need) = day.needs.get(row) else {
            break;
        };
        let line = Rect {
            width: line.width.saturating_sub(1),
            ..line
        };
        match (list.height, down) {
            (1, _) => draw_need(paint, need, line, Some(reasons)),
            (_, 0) => draw_need(paint, need, line, None),
            _ => draw_reasons(paint, need, text::after(line, 2 + AMOUNT + 2)),
        }
        if list.is_selected(row) && down == 0 {
            marker = Some(mark(paint, line));
        } else if list.is_selected(row) {
            paint
                .buf
                .set_style(line.intersection(paint.buf.area), paint.theme.selected);
        }
    }
    marker
}

/// Draws the alarm, in as many lines as there are.
pub(super) fn draw_alarm(paint: &mut Paint<'_>, day: &RepToday, area: Rect) {
    let Some(it) = &day.alarm else {
        return;
    };
    let said = alarm(paint.words, it);
    let lines = text::wrap(&said, area.width.saturating_sub(3));
    for (line, said) in area.rows().zip(lines) {
        text::put(paint.buf, text::after(line, 2), &said, paint.theme.warn);
    }
}

/// Amount and name and, in so many cells, why; all of the line for the name where the reasons have their own.
fn draw_need(paint: &mut Paint<'_>, need: &Need, line: Rect, reasons_width: Option<u16>) {
    let theme = paint.theme;
    let place = text::after(line, 2);
    let amount_place = Rect {
        width: AMOUNT.min(place.width),
        ..place
    };
    let amount = deal::amount(paint.words, &need.deal);
    text::put_right(paint.buf, amount_place, &amount, theme.text);
    let rest = text::after(place, AMOUNT + 2);
    let Some(reasons_width) = reasons_width else {
        text::put(paint.buf, rest, &need.deal.name, theme.text);
        return;
    };
    let free = rest
        .width
        .saturating_sub(reasons_width.min(rest.width / 2) + 2);
    let name = Rect {
        width: free.clamp(NAME_MIN, NAME_MAX).min(rest.width),
        ..rest
    };
    text::put(paint.buf, name, &need.deal.name, theme.text);
    draw_reasons(paint, need, text::after(rest, name.width + 2));
}

fn draw_reasons(paint: &mut Paint<'_>, need: &Need, line: Rect) {
    let reasons = deal::reasons(paint.words, &need.reasons);
    text::put(paint.buf, line, &reasons, paint.theme.warn);
}
