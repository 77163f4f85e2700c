//! The lines of a plan: suggestions with their reasons, and what stands above each group of them.

use ratatui::style::Style;

use crate::domain::calendar::Day;
use crate::domain::message::Message;
use crate::domain::plan::{Suggestion, Why};
use crate::i18n::Words;
use crate::tui::pane::sprint::hours;
use crate::tui::theme::Theme;
use crate::tui::widget::deal;
use crate::tui::widget::table::{Column, Side};

/// A suggestion, and whether it is left.
pub(super) type Row = (Suggestion, bool);

/// A line of the list.
#[derive(Debug, Clone)]
pub(super) enum Entry {
    /// What the next ones have in common, and how many they are.
    Group(&'static str, usize),
    /// One of them.
    Item(Box<Row>),
}

/// The message of what suggestions of a reason are together.
pub(super) const fn group(why: Why) -> &'static str {
    match why {
        Why::Carried(_) | Why::Overdue(_) => "plan-group-carried",
        Why::Cover(_) => "plan-group-cover",
        Why::Served(_) => "plan-group-served",
        Why::StepOverdue(_) | Why::NoStep | Why::Agreement(_) | Why::Close(_) => "plan-group-deals",
        Why::DutyLate | Why::Duty => "plan-group-duties",
        Why::Template => "plan-group-templates",
        Why::Backlog | Why::Todo => "plan-group-backlog",
    }
}

/// What would be in the week: `proposal Price list`, `call block New leads ×20`, `Show the product · Pumps`.
pub(in crate::tui::layer) fn what(words: &Words, it: &Suggestion) -> String {
    let about = it.deal.as_ref().or(it.account.as_ref());
    if let Some(duty) = deal::duty(it.kind, it.subject.as_ref(), about) {
        return duty;
    }
    let named = [&it.deal, &it.subject, &it.account];
    let named = named.into_iter().flatten().next();
    let kind = deal::kind(words, it.kind);
    let what = named.map_or_else(|| kind.clone(), |name| [&kind, " ", name].concat());
    match it.target {
        Some(target) => words.say(
            &Message::new("plan-counted")
                .with("what", what)
                .with("count", target),
        ),
        None => what,
    }
}

/// Why it is suggested.
pub(in crate::tui::layer) fn why(words: &Words, it: &Suggestion) -> String {
    let days = |key, days: i64| Message::new(key).with("days", days);
    let on = |key, day: Day| Message::new(key).with("day", words.weekday(day));
    let of = |key, day: Day| {
        let name = it.cover_of.as_ref().map_or("", |(_, name)| name.as_str());
        let said = Message::new(key).with("rep", name);
        said.with("day", words.day_short(day))
    };
    words.say(&match it.why {
        Why::Carried(0) => Message::new("plan-carried-first"),
        Why::Carried(times) => Message::new("plan-carried").with("count", times),
        Why::Overdue(it) => days("plan-overdue", it),
        Why::Cover(back_on) => of("plan-cover", back_on),
        Why::Served(on) => of("plan-served", on),
        Why::StepOverdue(it) => days("plan-step-overdue", it),
        Why::NoStep => Message::new("plan-no-step"),
        Why::Agreement(day) => on("plan-agreement", day),
        Why::Close(day) => on("plan-close", day),
        Why::DutyLate => Message::new("plan-duty-late"),
        Why::Duty => Message::new("plan-duty"),
        Why::Template => Message::new("plan-template"),
        Why::Backlog => Message::new("plan-backlog"),
        Why::Todo => Message::new("plan-todo"),
    })
}

/// The same of a row, and whether it is left.
pub(super) fn reason(words: &Words, (it, is_left): &Row) -> String {
    let mut why = why(words, it);
    if it.why == Why::Template
        && let Some(on) = it.on
    {
        let parts = [Some(why), Some(words.weekday(on)), it.start_time.clone()];
        why = parts.into_iter().flatten().collect::<Vec<_>>().join(" ");
    }
    if *is_left {
        words.say(&Message::new("plan-left").with("why", why))
    } else {
        why
    }
}

/// How something of a row looks: what is left is dim.
fn style((_, is_left): &Row, theme: &Theme, style: Style) -> Style {
    if *is_left { theme.dim } else { style }
}

/// A cell of a suggestion; what stands above a group has none but the first.
fn cell(entry: &Entry, said: impl FnOnce(&Row) -> (String, Style)) -> (String, Style) {
    match entry {
        Entry::Group(..) => (String::new(), Style::default()),
        Entry::Item(row) => said(row),
    }
}

pub(super) const COLUMNS: &[Column<Entry>] = &[
    Column {
        header: "column-what",
        width: 20,
        width_max: 40,
        side: Side::Left,
        by: None,
        text: |words, theme, entry, _| match entry {
            Entry::Group(key, count) => {
                let said = words.say(&Message::new(key).with("count", *count));
                (said, theme.title)
            }
            Entry::Item(row) => (what(words, &row.0), style(row, theme, theme.text)),
        },
    },
    Column {
        header: "column-reasons",
        width: 14,
        width_max: 40,
        side: Side::Left,
        by: None,
        text: |words, theme, entry, _| {
            cell(entry, |row| {
                let is_late = matches!(
                    row.0.why,
                    Why::Carried(_)
                        | Why::Overdue(_)
                        | Why::StepOverdue(_)
                        | Why::NoStep
                        | Why::DutyLate
                );
                let usual = if is_late { theme.warn } else { theme.text };
                (reason(words, row), style(row, theme, usual))
            })
        },
    },
    Column {
        header: "column-hours",
        width: 7,
        width_max: 7,
        side: Side::Right,
        by: None,
        text: |words, theme, entry, _| {
            cell(entry, |row| {
                (hours(words, row.0.minutes), style(row, theme, theme.text))
            })
        },
    },
    Column {
        header: "column-amount",
        width: 9,
        width_max: 9,
        side: Side::Right,
        by: None,
        text: |words, theme, entry, _| {
            cell(entry, |row| {
                let amount = row.0.amount.map(|it| words.money_short(it));
                (amount.unwrap_or_default(), style(row, theme, theme.text))
            })
        },
    },
];
