//! What happened to the team's deals since the last working day.

use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::Listed;
use crate::domain::calendar::Day;
use crate::domain::message::Message;
use crate::glyph;
use crate::i18n::Words;
use crate::service::view::today::{News, NewsKind};
use crate::tui::theme::Theme;
use crate::tui::widget::table::mark;
use crate::tui::widget::{Paint, text};

/// Cells of the day and of the amount.
const DAY: u16 = 5;
const AMOUNT: u16 = 9;

/// What happened, in words.
pub(super) fn what(words: &Words, news: &News) -> String {
    let key = match news.kind {
        NewsKind::Won => "today-won",
        NewsKind::Lost => "today-lost",
        NewsKind::Moved => "today-moved",
        NewsKind::Started => "today-started",
    };
    let nobody = words.text("pane-kpis-nobody");
    let said = Message::new(key)
        .with("who", news.owner.clone().unwrap_or(nobody))
        .with("deal", news.deal.as_str())
        .with("stage", news.stage.as_str());
    words.say(&said)
}

fn glyph(kind: NewsKind, theme: &Theme) -> (&'static str, Style) {
    match kind {
        NewsKind::Won => (glyph::MARK, theme.good),
        NewsKind::Lost => (glyph::FAILED, theme.bad),
        NewsKind::Moved => (glyph::TO, theme.accent),
        NewsKind::Started => ("+", theme.text),
    }
}

/// Draws it and says where the selected line is.
pub(super) fn draw(
    paint: &mut Paint<'_>,
    news: &[News],
    since: Day,
    list: &Listed,
) -> Option<Position> {
    let day = paint.words.day_short(since);
    let title = Message::new("today-since").with("day", day);
    let title = paint.words.say(&title);
    list.draw_title(paint, &title, "");
    if news.is_empty() {
        list.draw_empty(paint, "today-news-empty");
    }
    let mut marker = None;
    let rows = news.iter().enumerate().skip(list.cursor.offset);
    for (line, (row, news)) in list.body.rows().zip(rows) {
        let line = Rect {
            width: line.width.saturating_sub(1),
            ..line
        };
        draw_line(paint, news, line);
        if list.is_selected(row) {
            marker = Some(mark(paint, line));
        }
    }
    marker
}

fn draw_line(paint: &mut Paint<'_>, news: &News, line: Rect) {
    let (words, theme) = (paint.words, paint.theme);
    let mut rest = text::after(line, 2);
    text::put(paint.buf, rest, &words.weekday(news.on), theme.dim);
    rest = text::after(rest, DAY);
    let (glyph, style) = glyph(news.kind, theme);
    text::put(paint.buf, rest, glyph, style);
    rest = text::after(rest, 2);
    let amount = news.amount.map(|amount| words.money_short(amount));
    let said_width = rest.width.saturating_sub(AMOUNT + 1);
    let said = Rect {
        width: said_width,
        ..rest
    };
    let taken = text::put(paint.buf, said, &what(words, news), theme.text);
    let amount_place = Rect {
        width: AMOUNT.min(rest.width),
        ..text::after(rest, taken + 1)
    };
    text::put(
        paint.buf,
        amount_place,
        &amount.unwrap_or_default(),
        theme.dim,
    );
}
