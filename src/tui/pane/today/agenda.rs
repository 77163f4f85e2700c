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
use crate::tui::widget::{Paint, meter, text};

/// The parts in the order in which they are read.
const ORDER: [AgendaPart; 7] = [
    AgendaPart::Today,
    AgendaPart::Overdue,
    AgendaPart::Cover,
    AgendaPart::Tomorrow,
    AgendaPart::Week,
    AgendaPart::Later,
    AgendaPart::Undated,
];

/// Cells of the time, the kind, the amount and the duration, with the blank after or before them.
const WHEN_MIN: u16 = 10;
const WHEN_MAX: u16 = 14;
const KIND_MAX: u16 = 13;
const AMOUNT: u16 = 9;
const DURATION: u16 = 8;

/// Cells of the bar of a counted item.
const COUNTED: u16 = 6;

/// Cells between what is said of the days to come.
const GAP: u16 = 3;

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
    /// More about it.
    More(usize, usize),
}

/// Every line, in the order in which they are read.
fn lines(day: &RepToday, height: usize) -> Vec<Line> {
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
            if height > 1 {
                lines.push(Line::More(rows, at));
            }
            rows += 1;
        }
    }
    lines
}

/// How many lines there are, and the one a row stands on.
pub(super) fn line_of_row(day: &RepToday, row: usize, height: usize) -> (usize, usize) {
    let lines = lines(day, height);
    let is_row = |line: &Line| matches!(line, Line::Item(it, _) if *it == row);
    (lines.len(), lines.iter().position(is_row).unwrap_or(0))
}

/// The row on a line.
pub(super) fn row_of_line(day: &RepToday, line: usize, height: usize) -> Option<usize> {
    match lines(day, height).get(line)? {
        Line::Item(row, _) | Line::More(row, _) => Some(*row),
        _ => None,
    }
}

/// The item of a row.
pub(super) fn row(day: &RepToday, row: usize) -> Option<&AgendaItem> {
    lines(day, 1).iter().find_map(|line| match line {
        Line::Item(it, at) if *it == row => day.agenda.get(*at),
        _ => None,
    })
}

/// The deal or account that an item is about, unless its subject names it.
fn about(item: &AgendaItem) -> Option<&str> {
    let subject = item.subject.as_deref().unwrap_or_default();
    let about = item.deal.as_deref().or(item.account.as_deref());
    about.filter(|it| !it.is_empty() && !subject.contains(*it))
}

/// What is to be done, and with whom.
fn matter(words: &Words, item: &AgendaItem) -> Vec<String> {
    let with = item.with.as_deref();
    let with = with.map(|name| words.say(&Message::new("today-with").with("name", name)));
    let subject = item.subject.clone().filter(|it| !it.is_empty());
    let cover = item.cover.as_ref().map(|cover| {
        let said = Message::new("plan-cover").with("rep", cover.rep.as_str());
        let near = item.on.unwrap_or(cover.back_on);
        words.say(&said.with("day", words.day_near(cover.back_on, near)))
    });
    [cover, subject, with].into_iter().flatten().collect()
}

/// What an item is about: the account or deal, the subject, and with whom.
pub(super) fn what(words: &Words, item: &AgendaItem) -> String {
    let mut parts = matter(words, item);
    parts.splice(0..0, about(item).map(str::to_owned));
    parts.join(" · ")
}

/// When an item is: its time today and tomorrow, its day with its time else, and how late it is where it is.
pub(super) fn when(words: &Words, item: &AgendaItem, today: Day) -> String {
    let time = item.start_time.clone();
    match (item.part, item.on) {
        (AgendaPart::Overdue | AgendaPart::Cover, Some(on)) if on < today => {
            words.say(&Message::new("today-late").with("days", today.days_since(on)))
        }
        (AgendaPart::Week | AgendaPart::Later, Some(on)) => {
            let day = match item.part {
                AgendaPart::Week => words.weekday(on),
                _ => words.day_near(on, today),
            };
            [Some(day), time]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join(" ")
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
    let title = paint.words.text("today-today");
    list.draw_title(paint, &title, &planned(paint.words, day));
    if day.agenda.is_empty() {
        list.draw_empty(paint, "today-agenda-empty");
        return None;
    }
    draw_ahead(paint, day, text::after(list.foot, 1));
    let mut marker = None;
    let lines = lines(day, list.height);
    let kinds = day
        .agenda
        .iter()
        .map(|item| deal::kind(paint.words, item.kind));
    let kinds = kinds.map(|kind| text::width(&kind)).max().unwrap_or(0);
    let kinds = (kinds + 1).min(KIND_MAX);
    let whens = day.agenda.iter();
    let whens = whens.map(|item| text::width(&when(paint.words, item, model.today)));
    let whens = whens.max().unwrap_or(0) + 1;
    let whens = whens.clamp(WHEN_MIN, WHEN_MAX);
    let shown = lines.iter().skip(list.cursor.offset);
    for (line, place) in shown.zip(list.body.rows()) {
        let place = Rect {
            width: place.width.saturating_sub(1),
            ..place
        };
        let inner = text::after(place, 1);
        match line {
            Line::Free => {
                let free = paint.words.text("today-free");
                text::put(paint.buf, inner, &free, paint.theme.dim);
            }
            Line::Head(part, count) => draw_head(paint, *part, *count, inner),
            Line::Item(row, at) | Line::More(row, at) => {
                let Some(item) = day.agenda.get(*at) else {
                    break;
                };
                let is_more = matches!(line, Line::More(..));
                let kinds = if list.height > 1 { 0 } else { kinds };
                let columns = Columns::of(place, whens, kinds);
                if is_more {
                    columns.draw_size(paint, item);
                    draw_more(paint, item, columns.what);
                } else if list.height > 1 {
                    columns.draw_when(paint, item, model.today);
                    let all = text::after(place, columns.what.x - place.x);
                    text::put(
                        paint.buf,
                        all,
                        &headline(paint.words, item),
                        paint.theme.text,
                    );
                } else {
                    columns.draw_when(paint, item, model.today);
                    columns.draw_size(paint, item);
                    let what = what(paint.words, item);
                    let place = draw_counted(paint, item, &what, columns.what);
                    text::put(paint.buf, place, &what, paint.theme.text);
                }
                if list.is_selected(*row) && is_more {
                    paint
                        .buf
                        .set_style(place.intersection(paint.buf.area), paint.theme.selected);
                } else if list.is_selected(*row) {
                    marker = Some(mark(paint, place));
                }
            }
        }
    }
    marker
}

/// The first line of an item that has two: what it is about, else what is to be done.
fn headline(words: &Words, item: &AgendaItem) -> String {
    let about = about(item).map(str::to_owned);
    about.unwrap_or_else(|| matter(words, item).into_iter().next().unwrap_or_default())
}

/// Its second line: what kind it is, and what the first one does not say.
fn draw_more(paint: &mut Paint<'_>, item: &AgendaItem, line: Rect) {
    let kind = deal::kind(paint.words, item.kind);
    let taken = text::put(paint.buf, line, &kind, paint.theme.accent);
    let skipped = usize::from(about(item).is_none());
    let matter = matter(paint.words, item).into_iter().skip(skipped);
    let matter = matter.collect::<Vec<_>>().join(" · ");
    let place = draw_counted(paint, item, &matter, text::after(line, taken + 1));
    text::put(paint.buf, place, &matter, paint.theme.dim);
}

/// What is planned for today of what there is time for: `3.5 h planned of 7.0`.
fn planned(words: &Words, day: &RepToday) -> String {
    if day.planned_minutes == 0 && day.capacity_minutes == 0 {
        return String::new();
    }
    let key = if day.capacity_minutes > 0 {
        "today-planned-of"
    } else {
        "today-planned"
    };
    let said = Message::new(key)
        .with("hours", words.hours(day.planned_minutes))
        .with("capacity", words.hours(day.capacity_minutes));
    words.say(&said)
}

/// How far a counted item is, behind what it is or at the end of the place, and the place that is left for what it is.
fn draw_counted(paint: &mut Paint<'_>, item: &AgendaItem, what: &str, place: Rect) -> Rect {
    let Some(target) = item.target else {
        return place;
    };
    let said = Message::new("sprint-counted")
        .with("counted", item.counted)
        .with("target", target);
    let bar = meter::bar(Ratio::new(item.counted, target), COUNTED);
    let said = [&paint.words.say(&said), " ", &bar].concat();
    let width = text::width(&said).min(place.width);
    let left = Rect {
        width: (place.width - width).saturating_sub(1),
        ..place
    };
    let at = (text::width(what) + 2).min(place.width - width);
    text::put(paint.buf, text::after(place, at), &said, paint.theme.total);
    left
}

/// What is ahead, as far as it fits: `TOMORROW  2   REST OF WEEK  5   carried over 2`.
fn draw_ahead(paint: &mut Paint<'_>, day: &RepToday, line: Rect) {
    let mut rest = line;
    for part in [AgendaPart::Tomorrow, AgendaPart::Week] {
        let count = day.agenda.iter().filter(|item| item.part == part).count();
        let width = head_width(paint.words, part, count);
        if width <= rest.width {
            draw_head(paint, part, count, rest);
            rest = text::after(rest, width + GAP);
        }
    }
    let carried = Message::new("today-carried").with("count", day.carried_count);
    let carried = paint.words.say(&carried);
    if day.carried_count > 0 && text::width(&carried) <= rest.width {
        text::put(paint.buf, rest, &carried, paint.theme.warn);
    }
}

/// Cells of a part and how many items it has.
fn head_width(words: &Words, part: AgendaPart, count: usize) -> u16 {
    let count = words.count(i64::try_from(count).unwrap_or(i64::MAX));
    text::width(&words.text(&format!("today-{}", part.code()))) + 2 + text::width(&count)
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

/// Where everything of an item is in its line.
struct Columns {
    when: Rect,
    kind: Rect,
    what: Rect,
    amount: Rect,
    duration: Rect,
}

impl Columns {
    /// The columns of a line, with so many cells for the time and the kind.
    fn of(line: Rect, whens: u16, kinds: u16) -> Self {
        let mut rest = text::after(line, 2);
        let mut take = |width: u16| {
            let place = Rect {
                width: width.saturating_sub(1).min(rest.width),
                ..rest
            };
            rest = text::after(rest, width);
            place
        };
        let (when, kind) = (take(whens), take(kinds));
        let mut right = |width: u16| {
            if rest.width < WHAT_MIN + width {
                return Rect::ZERO;
            }
            rest.width -= width;
            Rect {
                x: rest.right(),
                width,
                ..rest
            }
        };
        let (duration, amount) = (right(DURATION), right(AMOUNT));
        Self {
            when,
            kind,
            what: rest,
            amount,
            duration,
        }
    }

    fn draw_when(&self, paint: &mut Paint<'_>, item: &AgendaItem, today: Day) {
        let (words, theme) = (paint.words, paint.theme);
        let style = if item.part == AgendaPart::Overdue {
            theme.bad
        } else {
            theme.text
        };
        text::put(paint.buf, self.when, &when(words, item, today), style);
        let kind = deal::kind(words, item.kind);
        text::put(paint.buf, self.kind, &kind, theme.accent);
    }

    /// How much is at stake, and how long it takes.
    fn draw_size(&self, paint: &mut Paint<'_>, item: &AgendaItem) {
        let words = paint.words;
        if let Some(amount) = item.amount {
            let amount = words.money_short(amount);
            text::put_right(paint.buf, self.amount, &amount, paint.theme.text);
        }
        if let Some(minutes) = item.duration_minutes {
            let said = Message::new("today-hours").with("hours", words.hours(minutes));
            text::put_right(paint.buf, self.duration, &words.say(&said), paint.theme.dim);
        }
    }
}
