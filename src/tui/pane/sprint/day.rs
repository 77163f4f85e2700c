//! The week day by day: its columns, how full a day is and why nobody works on it, and what stands on a card there.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::Column;
use super::card::{Card, cards, fitting, hours, is_late, waits};
use super::stack::Told;
use crate::domain::calendar::Day;
use crate::domain::message::Message;
use crate::domain::sprint::{Lane, capacity_on};
use crate::domain::times::{Clash, Span, written};
use crate::glyph;
use crate::i18n::Words;
use crate::service::query::Off;
use crate::service::view::week::{WeekItem, WeekView};
use crate::tui::action::Where;
use crate::tui::widget::{Paint, deal, text};

/// Lines above the cards of a day off.
pub(super) const OFF_LINES: u16 = 2;

/// The columns of a week: what waits, what has no day, and the days; one of the weekend only if something is on it.
pub(super) fn columns(week: &WeekView) -> Vec<Column> {
    let days = (0..7).map(|at| week.week_on.plus_days(at));
    let is_shown = |on: &Day| {
        let mut items = week.items.iter().chain(&week.dated).chain(&week.served);
        on.is_working_day() || items.any(|it| column(week, it) == Where::On(*on))
    };
    let days = days.filter(is_shown).map(Where::On);
    [Where::Backlog, Where::AnyDay]
        .into_iter()
        .chain(days)
        .collect()
}

/// The column of an item: its day, if that is one of the week.
pub(super) fn column(week: &WeekView, item: &WeekItem) -> Column {
    let is_here = |on: &Day| on.monday() == week.week_on;
    item.due_on.filter(is_here).map_or(Where::AnyDay, Where::On)
}

/// The day on which a week is looked at first: today, else the first one.
pub(super) fn first(week: &WeekView, today: Day) -> Column {
    let columns = columns(week);
    let mut days = columns.iter().filter(|it| matches!(it, Where::On(_)));
    let first = days.clone().next();
    let is_today = |it: &&Column| **it == Where::On(today);
    days.find(is_today)
        .or(first)
        .copied()
        .unwrap_or(Where::AnyDay)
}

/// Why nobody works on the day of a column.
pub(super) fn off(week: &WeekView, column: Column) -> Option<&Off> {
    let is_here = |(on, _): &&(Day, Off)| column == Where::On(*on);
    week.off.iter().find(is_here).map(|(_, off)| off)
}

/// Minutes planned for a day, and those there are.
fn minutes(week: &WeekView, on: Day) -> (i64, i64) {
    let items = cards(week, Where::On(on)).into_iter();
    let planned = items.filter_map(Card::item).map(|it| it.minutes).sum();
    let capacity = capacity_on(on, week.figures.capacity_minutes, &week.days);
    (planned, capacity)
}

/// Whether more is planned for a day than there is time for.
pub(super) fn is_over(week: &WeekView, on: Day) -> bool {
    let (planned, capacity) = minutes(week, on);
    planned > capacity
}

/// Hours that are planned for a day of those there are: `3.5/7.2`
pub(super) fn load(words: &Words, week: &WeekView, on: Day) -> String {
    let (planned, capacity) = minutes(week, on);
    let said = Message::new("sprint-counted")
        .with("counted", hours(words, planned))
        .with("target", hours(words, capacity));
    words.say(&said)
}

/// Says why nobody works on a day: `away until Thu`, and who covers; `Christmas Day`, `public holiday`.
pub(super) fn draw_off(paint: &mut Paint<'_>, off: &Off, today: Day, inner: Rect) {
    let words = paint.words;
    let (first, then) = match off {
        Off::Away { back_on, cover } => {
            let until = Message::new("day-away").with("day", words.day_near(*back_on, today));
            let cover = match cover {
                Some(cover) => Message::new("day-cover").with("cover", cover.as_str()),
                None => Message::new("day-no-cover"),
            };
            (words.say(&until), words.say(&cover))
        }
        Off::Holiday(name) => (name.clone(), words.text("day-holiday")),
    };
    let lines = inner.rows().zip([first, then]);
    for (line, said) in lines.take(OFF_LINES.into()) {
        text::put(paint.buf, text::after(line, 1), &said, paint.theme.warn);
    }
}

/// The second line of a card: what is wrong with its time, how far it is, what kind, until when, how much is at stake.
pub(super) fn detail(
    paint: &Paint<'_>,
    card: Card<'_>,
    today: Day,
    (place, told): (Rect, Told),
) -> (String, Style) {
    let (words, theme) = (paint.words, paint.theme);
    let kind = deal::kind(words, card.kind());
    let amount = card.amount().map(|it| words.money_short(it));
    let Some(item) = card.item() else {
        let parts = [Some(kind), amount];
        return (fitting(parts.into_iter().flatten(), place), theme.dim);
    };
    let late = is_late(item, today).then(|| {
        let days = item.due_on.map_or(0, |on| today.days_since(on));
        words.say(&Message::new("today-late").with("days", days))
    });
    let far = match item.lane {
        Lane::Todo => None,
        Lane::Doing => Some(words.text("week-text-lane-doing")),
        Lane::Blocked => Some(waits(words, item, told)),
        Lane::Done => Some(glyph::MARK.to_owned()),
    };
    let clash = item.clash.map(|it| words.text(clash(it)));
    let style = match (item.lane, clash.is_some() || late.is_some()) {
        (Lane::Done, _) => theme.good,
        (_, true) => theme.bad,
        (Lane::Blocked, _) => theme.warn,
        _ => theme.text,
    };
    let parts = [clash, late, far, Some(kind), length(words, item), amount];
    (fitting(parts.into_iter().flatten(), place), style)
}

/// The message of what is wrong with the time of something.
fn clash(clash: Clash) -> &'static str {
    match clash {
        Clash::Overlap => "clash-overlap",
        Clash::Away => "clash-away",
        Clash::Holiday => "clash-holiday",
    }
}

/// `until 12:30`, else how long it takes where somebody said so: `1.5 h`.
fn length(words: &Words, item: &WeekItem) -> Option<String> {
    let span = item.start_time.as_deref();
    let span = span.and_then(|time| Span::of(time, item.minutes));
    let length = || Message::new("today-hours").with("hours", hours(words, item.minutes));
    match span {
        Some(span) => Some(Message::new("day-until").with("time", written(span.end))),
        None => item.is_estimated.then(length),
    }
    .map(|said| words.say(&said))
}
