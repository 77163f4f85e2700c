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
    let needs = day.needs.iter().enumerate().skip(list.cursor.offset);
    let mut marker = None;
    for (line, (row, need)) in list.body.rows().zip(needs) {
        let line = Rect {
            width: line.width.saturating_sub(1),
            ..line
        };
        draw_need(paint, need, line, reasons);
        if list.is_selected(row) {
            marker = Some(mark(paint, line));
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

fn draw_need(paint: &mut Paint<'_>, need: &Need, line: Rect, reasons_width: u16) {
    let theme = paint.theme;
    let place = text::after(line, 2);
    let amount = Rect {
        width: AMOUNT.min(place.width),
        ..place
    };
    text::put_right(
        paint.buf,
        amount,
        &deal::amount(paint.words, &need.deal),
        theme.text,
    );
    let rest = text::after(place, AMOUNT + 2);
    let reasons = deal::reasons(paint.words, &need.reasons);
    let reasons_width = reasons_width.min(rest.width / 2);
    let free = rest.width.saturating_sub(reasons_width + 2);
    let name = Rect {
        width: free.clamp(NAME_MIN, NAME_MAX).min(rest.width),
        ..rest
    };
    text::put(paint.buf, name, &need.deal.name, theme.text);
    let reasons_place = text::after(rest, name.width + 2);
    text::put(paint.buf, reasons_place, &reasons, theme.warn);
}
