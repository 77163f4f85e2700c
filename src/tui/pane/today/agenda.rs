//! What is planned: today first, then what is overdue, then the days to come.

use ratatui::layout::{Position, Rect};

use super::Listed;
use crate::domain::calendar::Day;
use crate::domain::message::Message;
use crate::domain::money::Ratio;
use crate::i18n::Words;
use crate::service::view::today::{AgendaItem, AgendaPart, RepToday};
use crate::tui::model::Model;
use crate::tui::widget::deal;
use crate::tui::widget::table::mark;
use crate::tui::widget::{Paint, text};

/// The parts in the order in which they are read.
const ORDER: [AgendaPart; 5] = [
    AgendaPart::Today,
    AgendaPart::Overdue,
    AgendaPart::Tomorrow,
    AgendaPart::Week,
    AgendaPart::Undated,
];

/// Cells of the time, the kind, the amount and the duration, with the blank after or before them.
const WHEN: u16 = 10;
const KIND_MAX: u16 = 13;
const AMOUNT: u16 = 9;
const DURATION: u16 = 8;

/// The item itself takes no less; the amount and the duration go first.
const WHAT_MIN: u16 = 18;

/// A line of the agenda.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Line {
    /// That nothing is planned for today.
    Free,
    /// A part and how many items it has.
    Head(AgendaPart, usize),
    /// An item: its row, and its place in the answer.
    Item(usize, usize),
}

/// Every line, in the order in which they are read.
fn lines(day: &RepToday) -> Vec<Line> {
    let mut lines = Vec::with_capacity(day.agenda.len() + ORDER.len());
    let mut rows = 0;
    for part in ORDER {
        let items = day.agenda.iter().enumerate();
        let items: Vec<_> = items.filter(|(_, item)| item.part == part).collect();
        match (part, items.is_empty()) {
            (AgendaPart::Today, true) => lines.push(Line::Free),
            (AgendaPart::Today, false) | (_, true) => {}
            _ => lines.push(Line::Head(part, items.len())),
        }
        for (at, _) in items {
            lines.push(Line::Item(rows, at));
            rows += 1;
        }
    }
    lines
}

/// How many lines there are, and the one a row stands on.
pub(super) fn line_of_row(day: &RepToday, row: usize) -> (usize, usize) {
    let lines = lines(day);
    let is_row = |line: &Line| matches!(line, Line::Item(it, _) if *it == row);
    (lines.len(), lines.iter().position(is_row).unwrap_or(0))
}

/// The row on a line.
pub(super) fn row_of_line(day: &RepToday, line: usize) -> Option<usize> {
    match lines(day).get(line)? {
        Line::Item(row, _) => Some(*row),
        _ => None,
    }
}

/// The item of a row.
pub(super) fn row(day: &RepToday, row: usize) -> Option<&AgendaItem> {
    lines(day).iter().find_map(|line| match line {
        Line::Item(it, at) if *it == row => day.agenda.get(*at),
        _ => None,
    })
}

/// What an item is about: the account or deal, the subject, and with whom.
pub(super) fn what(words: &Words, item: &AgendaItem) -> String {
    let subject = item.subject.as_deref().unwrap_or_default();
    let about = item.deal.as_deref().or(item.account.as_deref());
    let about = about.filter(|it| !subject.contains(*it));
    let with = item.with.as_deref();
    let with = with.map(|name| words.say(&Message::new("today-with").with("name", name)));
    let parts = [about, Some(subject), with.as_deref()];
    let parts: Vec<_> = parts
        .into_iter()
        .flatten()
        .filter(|it| !it.is_empty())
        .collect();
    parts.join(" · ")
}

/// When an item is: its time today and tomorrow, its day else, and how late it is where it is.
pub(super) fn when(words: &Words, item: &AgendaItem, today: Day) -> String {
    let time = item.start_time.clone();
    match (item.part, item.on) {
        (AgendaPart::Overdue, Some(on)) => {
            words.say(&Message::new("today-late").with("days", today.days_since(on)))
        }
        (AgendaPart::Week, Some(on)) => {
            let day = words.weekday(on);
            time.map_or_else(|| day.clone(), |time| format!("{day} {time}"))
        }
        (AgendaPart::Undated, _) => String::new(),
        _ => time.unwrap_or_else(|| words.text("today-any-time")),
    }
}

/// Draws it and says where its selected row is.
pub(super) fn draw(
    paint: &mut Paint<'_>,
    model: &Model,
    day: &RepToday,
    list: &Listed,
) -> Option<Position> {
    let hours =
        Message::new("today-planned").with("hours", hours(paint.words, day.planned_minutes));
    let beside = if day.planned_minutes > 0 {
        paint.words.say(&hours)
    } else {
        String::new()
    };
    let title = paint.words.text("today-today");
    list.draw_title(paint, &title, &beside);
    if day.agenda.is_empty() {
        list.draw_empty(paint, "today-agenda-empty");
        return None;
    }
    let mut marker = None;
    let lines = lines(day);
    let kinds = day
        .agenda
        .iter()
        .map(|item| deal::kind(paint.words, item.kind));
    let kinds = kinds.map(|kind| text::width(&kind)).max().unwrap_or(0);
    let kinds = (kinds + 1).min(KIND_MAX);
    for (place, line) in list.body.rows().zip(lines.iter().skip(list.cursor.offset)) {
        let inner = text::after(place, 1);
        match line {
            Line::Free => {
                let free = paint.words.text("today-free");
                text::put(paint.buf, inner, &free, paint.theme.dim);
            }
            Line::Head(part, count) => draw_head(paint, *part, *count, inner),
            Line::Item(row, at) => {
                let Some(item) = day.agenda.get(*at) else {
                    break;
                };
                let place = Rect {
                    width: place.width.saturating_sub(1),
                    ..place
                };
                draw_item(paint, item, place, kinds, model.today);
                if list.is_selected(*row) {
                    marker = Some(mark(paint, place));
                }
            }
        }
    }
    marker
}

fn draw_head(paint: &mut Paint<'_>, part: AgendaPart, count: usize, line: Rect) {
    let name = paint.words.text(&format!("today-{}", part.code()));
    let style = if part == AgendaPart::Overdue {
        paint.theme.bad
    } else {
        paint.theme.title
    };
    let taken = text::put(paint.buf, line, &name, style);
    let count = paint.words.count(i64::try_from(count).unwrap_or(i64::MAX));
    text::put(
        paint.buf,
        text::after(line, taken + 2),
        &count,
        paint.theme.text,
    );
}

fn draw_item(paint: &mut Paint<'_>, item: &AgendaItem, line: Rect, kinds: u16, today: Day) {
    let (words, theme) = (paint.words, paint.theme);
    let mut rest = text::after(line, 2);
    let mut take = |width: u16| {
        let place = Rect {
            width: width.saturating_sub(1).min(rest.width),
            ..rest
        };
        rest = text::after(rest, width);
        place
    };
    let (when_place, kind_place) = (take(WHEN), take(kinds));
    let style = if item.part == AgendaPart::Overdue {
        theme.bad
    } else {
        theme.text
    };
    text::put(paint.buf, when_place, &when(words, item, today), style);
    text::put(
        paint.buf,
        kind_place,
        &deal::kind(words, item.kind),
        theme.accent,
    );
    let duration = item.duration_minutes.map(|minutes| {
        words.say(&Message::new("today-hours").with("hours", hours(words, minutes)))
    });
    let amount = item.amount.map(|amount| words.money_short(amount));
    for (said, width, style) in [
        (duration, DURATION, theme.dim),
        (amount, AMOUNT, theme.text),
    ] {
        if rest.width < WHAT_MIN + width {
            continue;
        }
        rest.width -= width;
        let place = Rect {
            x: rest.right(),
            width,
            ..rest
        };
        text::put_right(paint.buf, place, &said.unwrap_or_default(), style);
    }
    text::put(paint.buf, rest, &what(words, item), theme.text);
}

/// Minutes as hours: `3.5`.
fn hours(words: &Words, minutes: i64) -> String {
    words.decimal(Ratio::new(minutes, 60), 1)
}
