//! One deal: what to do next on top, then what it is, its history, its activities and its people.
//!
//! ```text
//! ┏ Stadtwerke Kiel ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┓
//! ┃ ! No next step: plan one.                       ┃
//! ┃                                                 ┃
//! ┃ Propose · € 90,000.00 · 60 %                    ┃
//! ┃ closes       4 Dec 2026, put off twice          ┃
//! ┃ ACTIVITIES                                      ┃
//! ┃ 3 Dec 11:00  demo    Minibar programme          ┃
//! ```

use std::iter;

use ratatui::layout::{Margin, Position, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Block, BorderType, Widget};

use super::{Focus, team};
use crate::domain::activity::ActivityStatus;
use crate::domain::calendar::Day;
use crate::domain::complexity::WhyComplex;
use crate::domain::credit::CreditKind;
use crate::domain::deal::Criteria;
use crate::domain::message::Message;
use crate::domain::money::WHOLE_BP;
use crate::domain::role::Complexity;
use crate::i18n::{NO_VALUE, Words};
use crate::service::view::deal::{ActivityRow, Changed, DealView, HistoryEntry, HistoryValue};
use crate::tui::action::Step;
use crate::tui::model::{Cursor, Model};
use crate::tui::theme::Theme;
use crate::tui::widget::{Paint, deal as row, text};

/// Cells of what a line is about.
const LABEL: u16 = 17;

/// A line of the deal: a label, what is said, and how it looks.
pub(super) struct Entry {
    pub(super) label: String,
    pub(super) text: String,
    pub(super) style: Style,
}

impl Entry {
    /// The same in as many lines as it takes, the label before the first.
    fn wrapped(self, width: u16) -> Vec<Self> {
        let room = width.saturating_sub(LABEL);
        if self.label.is_empty() || text::width(&self.text) <= room {
            return vec![self];
        }
        let labels = iter::once(self.label).chain(iter::repeat(" ".to_owned()));
        let lines = labels.zip(text::wrap(&self.text, room));
        let style = self.style;
        lines
            .map(|(label, text)| Self { label, text, style })
            .collect()
    }
}

/// Moves the first visible line of a deal in this area.
pub(super) fn scroll(model: &mut Model, words: &Words, step: Step, area: Rect) {
    let (today, inner) = (model.today, inner(area));
    let state = &mut model.pipeline;
    let Some(deal) = &state.deal.answer else {
        return;
    };
    // How many lines there are does not depend on their looks.
    let lines = lines(words, &Theme::mono(), deal, today, inner.width);
    let page = usize::from(inner.height);
    let mut cursor = Cursor {
        selected: state.deal_offset,
        offset: 0,
    };
    cursor.step(step, lines.len().saturating_sub(page) + 1, page);
    state.deal_offset = cursor.selected;
}

/// The lines inside the border.
fn inner(area: Rect) -> Rect {
    area.inner(Margin::new(2, 1))
}

/// Draws it and says where its first line is.
pub(super) fn draw(paint: &mut Paint<'_>, model: &Model, area: Rect) -> Option<Position> {
    let state = &model.pipeline;
    let is_focused = state.focus == Focus::Deal;
    let (border, style) = if is_focused {
        (BorderType::Thick, paint.theme.focus)
    } else {
        (BorderType::Plain, paint.theme.dim)
    };
    let mut frame = Block::bordered().border_type(border).border_style(style);
    if let Some(deal) = &state.deal.answer {
        let name = text::fit(&deal.row.name, area.width.saturating_sub(6));
        let name = Span::styled(name, paint.theme.title);
        frame = frame.title(Line::from(vec![Span::raw(" "), name, Span::raw(" ")]));
    }
    let inner = inner(area);
    paint.clear(area);
    frame.render(area, paint.buf);
    let Some(deal) = &state.deal.answer else {
        let said = match &state.deal.failure {
            Some(failure) => paint.words.say(failure),
            None => paint.words.text("waiting"),
        };
        text::put(paint.buf, text::line_of(inner, 0), &said, paint.theme.text);
        return None;
    };
    let said = lines(paint.words, paint.theme, deal, model.today, inner.width);
    let surplus = said.len().saturating_sub(inner.height.into());
    let first = state.deal_offset.min(surplus);
    for (line, said) in inner.rows().zip(said.iter().skip(first)) {
        let mut rest = line;
        if !said.label.is_empty() {
            let label = Rect {
                width: LABEL.min(line.width),
                ..line
            };
            text::put(paint.buf, label, &said.label, paint.theme.dim);
            rest = text::after(line, LABEL);
        }
        text::put(paint.buf, rest, &said.text, said.style);
    }
    // One that was open before stays until the one that is wanted is there.
    if Some(deal.row.id) != state.open_id {
        paint.buf.set_style(area, paint.theme.dim);
    }
    Some(Position::new(inner.x, inner.y))
}

fn lines(words: &Words, theme: &Theme, deal: &DealView, today: Day, width: u16) -> Vec<Entry> {
    let entries = entries(words, theme, deal, today, width);
    let wrapped = entries.into_iter().flat_map(|entry| entry.wrapped(width));
    wrapped.collect()
}

fn entries(words: &Words, theme: &Theme, deal: &DealView, today: Day, width: u16) -> Vec<Entry> {
    let plain = |said: String, style| Entry {
        label: String::new(),
        text: said,
        style,
    };
    let mut lines = Vec::new();
    for line in text::wrap(&words.say(&deal.advice), width) {
        lines.push(plain(line, theme.accent));
    }
    lines.push(plain(String::new(), theme.text));
    lines.extend(facts(words, theme, deal, today));
    let sections = [
        ("deal-team", team::members(words, theme, deal)),
        ("deal-duties", team::duties(words, theme, deal, today)),
        (
            "deal-activities",
            activities(words, theme, deal, today, width),
        ),
        ("deal-history", history(words, theme, deal)),
        ("deal-people", people(words, theme, deal)),
    ];
    for (title, section) in sections {
        if !section.is_empty() {
            lines.push(plain(String::new(), theme.text));
            lines.push(plain(words.text(title), theme.title));
            lines.extend(section);
        }
    }
    lines
}

/// What the deal is, a line each; what has no value has no line.
fn facts(words: &Words, theme: &Theme, deal: &DealView, today: Day) -> Vec<Entry> {
    let row = &deal.row;
    let day = |day: Option<Day>| day.map(|day| words.day(day));
    let amount = row.amount.map(|amount| words.money(amount));
    let chance = row.probability_bp.map(|_| row::probability(words, row));
    let stage = [
        Some(row.stage.clone()),
        row.days_in_stage.map(|_| row::age(words, row)),
    ];
    let stage: Vec<_> = stage.into_iter().flatten().collect();
    let closes = row.expected_close_on.map(|on| {
        let on = words.day(on);
        let key = if row.push_count > 0 {
            "deal-closes-pushed"
        } else {
            "deal-closes-on"
        };
        words.say(
            &Message::new(key)
                .with("on", on)
                .with("count", row.push_count),
        )
    });
    let step =
        (!row.stage_kind.is_closed()).then(|| row::step(words, theme, &row.next_step, today));
    let signals = row::signals(words, &row.signals);
    let category = deal
        .category
        .map(|it| words.text(&format!("category-{}", it.code().replace('_', "-"))));
    let products: Vec<_> = deal.lines.iter().map(|line| product(words, line)).collect();
    let facts = [
        ("deal-stage", Some(stage.join(" · "))),
        ("deal-amount", amount),
        ("deal-probability", chance),
        ("deal-category", category),
        ("deal-closes", closes.filter(|_| row.closed_on.is_none())),
        ("deal-closed", day(row.closed_on)),
        (
            "deal-reason",
            deal.close_reason.as_ref().map(|it| words.reason(it)),
        ),
        ("deal-owner", row.owner.clone()),
        ("deal-account", row.account.clone()),
        ("deal-started", day(deal.started_on)),
        ("deal-agreement", day(deal.agreement_send_on)),
        (
            "deal-products",
            (!products.is_empty()).then(|| products.join(", ")),
        ),
        ("deal-complexity", complexity(words, deal)),
        ("deal-note", deal.note.clone()),
    ];
    let mut said: Vec<_> = facts
        .into_iter()
        .filter_map(|(label, said)| {
            Some(Entry {
                label: words.text(label),
                text: said?,
                style: theme.text,
            })
        })
        .collect();
    said.extend(step.map(|(step, style)| Entry {
        label: words.text("deal-next-step"),
        text: step,
        style,
    }));
    said.extend(deal.waits.as_ref().map(|(waits, to)| {
        let said = words.waits(waits.function, to.as_deref(), waits.days);
        Entry {
            label: words.text("deal-waits"),
            text: words.say(&Message::new("deal-waits-keys").with("said", said)),
            style: theme.warn,
        }
    }));
    if !deal.missing.is_empty() {
        said.push(Entry {
            label: words.text("deal-missing"),
            text: row::missing(words, &deal.missing),
            style: theme.warn,
        });
    }
    if !signals.is_empty() {
        said.push(Entry {
            label: words.text("deal-signals"),
            text: signals,
            style: theme.warn,
        });
    }
    said
}

/// Whether it is complex and why; nothing where it is simple by the rule.
fn complexity(words: &Words, deal: &DealView) -> Option<String> {
    if deal.counted.said == Some(Complexity::Simple) {
        return Some(words.text("complexity-said-simple"));
    }
    let why = deal.complex.iter().map(|it| {
        let said = Message::new(match it {
            WhyComplex::Said => "complexity-said-complex",
            WhyComplex::Amount => "complexity-amount",
            WhyComplex::Products => "complexity-products",
            WhyComplex::Stakeholders => "complexity-stakeholders",
        });
        let count = match it {
            WhyComplex::Products => deal.counted.products,
            _ => deal.counted.stakeholders,
        };
        words.say(&said.with("count", count))
    });
    let why = why.collect::<Vec<_>>().join(", ");
    (!why.is_empty()).then_some(why)
}

fn product(words: &Words, line: &crate::service::view::deal::DealProduct) -> String {
    let said = Message::new("deal-line")
        .with("quantity", line.quantity)
        .with("product", line.product.as_str());
    words.say(&said)
}

/// What was planned and done, each with as much of its note as a line below it holds.
fn activities(words: &Words, theme: &Theme, deal: &DealView, today: Day, width: u16) -> Vec<Entry> {
    let entry = |activity: &ActivityRow| Entry {
        label: when(words, activity, today),
        text: what(words, activity),
        style: match activity.status {
            ActivityStatus::Planned => theme.text,
            ActivityStatus::Done | ActivityStatus::CalledOff => theme.dim,
        },
    };
    let note = |activity: &ActivityRow| {
        let note = activity.note.as_deref()?;
        let line = note.split_whitespace().collect::<Vec<_>>().join(" ");
        Some(Entry {
            label: " ".to_owned(),
            text: text::fit(&line, width.saturating_sub(LABEL)),
            style: theme.dim,
        })
    };
    let activities = deal.activities.iter();
    activities
        .flat_map(|it| iter::once(entry(it)).chain(note(it)))
        .collect()
}

fn when(words: &Words, activity: &ActivityRow, today: Day) -> String {
    let day = activity
        .on
        .map_or_else(|| NO_VALUE.to_owned(), |on| words.day_brief(on, today));
    match &activity.start_time {
        Some(time) => format!("{day} {time}"),
        None => day,
    }
}

/// `demo Minibar programme · Bavo · interested`
fn what(words: &Words, activity: &ActivityRow) -> String {
    let kind = words.text(&format!(
        "activity-{}",
        activity.kind.code().replace('_', "-")
    ));
    let status = match activity.status {
        ActivityStatus::Planned => Some("activity-planned"),
        ActivityStatus::CalledOff => Some("activity-called-off"),
        ActivityStatus::Done => None,
    };
    let outcome = activity.outcome.as_deref();
    let parts = [
        Some(kind),
        status.map(|it| words.text(it)),
        activity.subject.clone(),
        activity.who.clone(),
        outcome.map(|it| row::outcome(words, it)),
    ];
    let parts: Vec<_> = parts
        .into_iter()
        .flatten()
        .filter(|it| !it.is_empty())
        .collect();
    parts.join(" · ")
}

fn history(words: &Words, theme: &Theme, deal: &DealView) -> Vec<Entry> {
    let entry = |entry: &HistoryEntry| {
        let day = words.day(entry.on);
        let changes: Vec<_> = entry.changes.iter().map(|it| change(words, it)).collect();
        let said = if entry.is_first {
            words.say(&Message::new("history-first").with("what", changes.join(", ")))
        } else {
            changes.join(", ")
        };
        Entry {
            label: day,
            text: format!("{said} · {}", entry.actor),
            style: theme.text,
        }
    };
    let more = |entry: &HistoryEntry| {
        let said = entry.criteria.as_ref();
        let said = said.map_or_else(Vec::new, |it| criteria(words, it));
        said.into_iter().map(|text| Entry {
            label: " ".to_owned(),
            text,
            style: theme.dim,
        })
    };
    let history = deal.history.iter();
    history
        .flat_map(|it| iter::once(entry(it)).chain(more(it)))
        .collect()
}

/// What was met of what the stage asked for, and with which word the rest was passed.
fn criteria(words: &Words, said: &Criteria) -> Vec<String> {
    let of = |key: &'static str, criteria: &[String]| {
        let word = said.word.as_deref().unwrap_or_default();
        let message = Message::new(key).with("word", word);
        let message = message.with("criteria", criteria.join(", "));
        (!criteria.is_empty()).then(|| words.say(&message))
    };
    [
        of("history-met", &said.met),
        of("history-passed", &said.passed),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn change(words: &Words, change: &Changed) -> String {
    let value = |value: &Option<HistoryValue>| match value {
        None => NO_VALUE.to_owned(),
        Some(HistoryValue::Name(name)) => name.clone(),
        Some(HistoryValue::Gone(id)) => {
            words.say(&Message::new("history-gone").with("id", id.to_string()))
        }
        Some(HistoryValue::Money(money)) => words.money_short(*money),
        Some(HistoryValue::Share(bp)) => words.share(*bp),
        Some(HistoryValue::Day(day)) => words.day(*day),
        Some(HistoryValue::Category(it)) => {
            words.text(&format!("category-{}", it.code().replace('_', "-")))
        }
    };
    let key = if change.old.is_some() {
        "history-change"
    } else {
        "history-set"
    };
    let said = Message::new(key)
        .with_word("field", format!("history-{}", change.field.code()))
        .with("old", value(&change.old))
        .with("new", value(&change.new));
    words.say(&said)
}

fn people(words: &Words, theme: &Theme, deal: &DealView) -> Vec<Entry> {
    let credited = deal.people.iter().map(|person| {
        // Of a deal that is not shared out it goes without saying.
        let is_shared = person.share_bp != WHOLE_BP || person.kind != CreditKind::Revenue;
        let amount = person.amount.filter(|_| is_shared);
        let kind = (person.kind != CreditKind::Revenue)
            .then(|| words.text(&["credit-", person.kind.code()].concat()));
        let parts = [
            Some(person.name.clone()),
            amount.map(|it| words.money(it)),
            kind,
        ];
        let parts: Vec<_> = parts.into_iter().flatten().collect();
        Entry {
            label: words.share(person.share_bp),
            text: parts.join(" · "),
            style: theme.text,
        }
    });
    let contacts = deal.contacts.iter().map(|contact| {
        let parts = [
            Some(contact.name.clone()),
            contact.title.clone(),
            contact.email.clone(),
            contact.phone.clone(),
        ];
        let parts: Vec<_> = parts.into_iter().flatten().collect();
        Entry {
            label: words.text("deal-contact"),
            text: parts.join(" · "),
            style: theme.text,
        }
    });
    credited.chain(contacts).collect()
}
