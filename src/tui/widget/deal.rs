//! What a deal looks like in a line or two: its next step, its signals, its money.

use crate::domain::activity::{ActivityKind, Outcome};
use crate::domain::band::Missing;
use crate::domain::calendar::Day;
use crate::domain::message::Message;
use crate::domain::signal::Signals;
use crate::domain::team::Function;
use crate::domain::text::Escaped;
use crate::i18n::{NO_VALUE, Words};
use crate::service::view::deals::{DealRow, NextStep, StepState};
use crate::service::view::today::Reason;
use crate::tui::theme::Theme;
use ratatui::style::Style;

/// Between what an activity is and what it is about.
pub const BETWEEN: &str = " · ";

/// How the next step of a deal is shown: a glyph, always with a word, and a colour that says the same.
pub fn step(words: &Words, theme: &Theme, step: &NextStep, today: Day) -> (String, Style) {
    let named = step.kind.map(|it| kind(words, it));
    let kind = named.unwrap_or_else(|| words.text("step-untyped"));
    let days = step.on.map_or(0, |on| today.days_since(on));
    let (key, style) = match step.state {
        StepState::None => ("step-none", theme.warn),
        StepState::Overdue => ("step-overdue", theme.bad),
        StepState::Today => ("step-today", theme.good),
        StepState::Later => ("step-later", theme.dim),
    };
    let on = step
        .on
        .map_or_else(|| NO_VALUE.to_owned(), |on| words.day_near(on, today));
    let said = Message::new(key)
        .with("kind", kind)
        .with("days", days)
        .with("on", on);
    (words.say(&said), style)
}

/// What an activity is called.
pub fn kind(words: &Words, kind: ActivityKind) -> String {
    words.text(&format!("activity-{}", kind.code().replace('_', "-")))
}

/// What a role owes, with what it is about: `Show the product · Pumps`. Of everything else the deal says enough.
pub fn duty(
    kind: ActivityKind,
    subject: Option<&String>,
    about: Option<&String>,
) -> Option<String> {
    let subject = subject.filter(|_| kind == ActivityKind::Duty)?;
    let parts: Vec<&str> = [Some(subject), about]
        .into_iter()
        .flatten()
        .map(String::as_str)
        .collect();
    Some(parts.join(BETWEEN))
}

/// What came of an activity: in the user's language where it is one of those that are offered.
pub fn outcome(words: &Words, text: &str) -> String {
    match Outcome::of_text(text) {
        Some(known) => words.text(&format!("outcome-{}", known.code().replace('_', "-"))),
        None => text.to_owned(),
    }
}

/// Why a deal needs somebody, each with the key that helps: `no step (f), stalled 31 d (m)`.
pub fn reasons(words: &Words, reasons: &[Reason]) -> String {
    let said = reasons.iter().map(|reason| {
        let (said, fix) = reason_and_fix(*reason);
        let keyed = Message::new("need-with-key").with("why", words.say(&said));
        words.say(&keyed.with("key", words.key(fix)))
    });
    said.collect::<Vec<_>>().join(", ")
}

/// The same where no key helps: `no step, stalled 31 d`.
pub fn why(words: &Words, reasons: &[Reason]) -> String {
    let said = reasons.iter().map(|it| words.say(&reason_and_fix(*it).0));
    said.collect::<Vec<_>>().join(", ")
}

/// A reason in words, and the action that helps.
fn reason_and_fix(reason: Reason) -> (Message, &'static str) {
    let days = |key, days: i64| Message::new(key).with("days", days);
    match reason {
        Reason::NoStep => (Message::new("need-no-step"), "next-step"),
        Reason::StepOverdue(it) => (days("need-step-overdue", it), "next-step"),
        Reason::ClosePassed(it) => (days("need-close-passed", it), "close-on"),
        Reason::Stalled(it) => (days("need-stalled", it), "move"),
        Reason::Idle(it) => (days("need-idle", it), "call"),
        Reason::Untouched(it) => (days("need-untouched", it), "call"),
        Reason::Pushed(count) => (Message::new("need-pushed").with("count", count), "close-on"),
        Reason::Big => (Message::new("need-big"), "next-step"),
        Reason::HandOff(it) => (days("need-hand-off", it.days), "accept-deal"),
        Reason::Band(it) => (
            Message::new("need-band").with_word("role", function_key(it)),
            "band",
        ),
    }
}

fn function_key(function: Function) -> String {
    ["function-", &function.code().replace('_', "-")].concat()
}

/// What a place in the selling line is called.
pub fn function(words: &Words, function: Function) -> String {
    words.text(&function_key(function))
}

/// Why a seat should be held: `complex, unknown product`.
pub fn causes(words: &Words, missing: &Missing) -> String {
    let said = missing.causes.iter();
    let said = said.map(|it| words.text(&["band-cause-", it.code()].concat()));
    said.collect::<Vec<_>>().join(", ")
}

/// The seats that are empty, each with why, and the key that helps: `sales engineer: complex (H)`.
pub fn missing(words: &Words, missing: &[Missing]) -> String {
    let seats = missing.iter().map(|it| {
        let said = Message::new("band-seat").with_word("role", function_key(it.function));
        words.say(&said.with("why", causes(words, it)))
    });
    let seats = seats.collect::<Vec<_>>().join("; ");
    let keyed = Message::new("need-with-key").with("why", seats);
    words.say(&keyed.with("key", words.key("band")))
}

/// Whether a deal asks for attention: idle, stalled or untouched.
pub fn is_alarming(signals: &Signals) -> bool {
    signals.idle_days.is_some()
        || signals.stalled_days.is_some()
        || signals.untouched_days.is_some()
}

/// The signals of a deal in words: `idle 31 d, stalled 40 d`.
pub fn signals(words: &Words, signals: &Signals) -> String {
    let named = [
        ("signal-idle", signals.idle_days),
        ("signal-stalled", signals.stalled_days),
        ("signal-untouched", signals.untouched_days),
    ];
    let said: Vec<_> = named
        .into_iter()
        .filter_map(|(key, days)| Some(words.say(&Message::new(key).with("days", days?))))
        .collect();
    said.join(", ")
}

/// The chance that a deal is won.
pub fn probability(words: &Words, row: &DealRow) -> String {
    let chance = row.probability_bp;
    let chance = chance.map(|bp| words.share(bp));
    chance.unwrap_or_else(|| NO_VALUE.to_owned())
}

/// The amount of a deal.
pub fn amount(words: &Words, row: &DealRow) -> String {
    row.amount
        .map_or_else(|| NO_VALUE.to_owned(), |amount| words.money_short(amount))
}

/// When a deal closes or closed, and how often that was put off: `4 Dec ↷2`.
pub fn close(words: &Words, row: &DealRow, today: Day) -> String {
    let day = row.closed_on.or(row.expected_close_on);
    let day = day.map_or_else(
        || words.text("deal-no-close"),
        |day| words.day_brief(day, today),
    );
    if row.push_count > 0 && row.closed_on.is_none() {
        words.say(
            &Message::new("deal-pushed")
                .with("on", day)
                .with("count", row.push_count),
        )
    } else {
        day
    }
}

/// How the close of a deal looks: one that was to be closed by now stands out.
pub fn urgency(theme: &Theme, row: &DealRow, today: Day) -> Style {
    let is_late = row.closed_on.is_none() && row.expected_close_on.is_some_and(|on| on < today);
    if is_late { theme.bad } else { theme.text }
}

/// The days a deal has been in its stage: `12d`.
pub fn age(words: &Words, row: &DealRow) -> String {
    row.days_in_stage.map_or_else(
        || NO_VALUE.to_owned(),
        |days| words.say(&Message::new("days-short").with("days", days)),
    )
}

/// The deal in a line for other programs.
pub fn as_text(row: &DealRow) -> String {
    let mut parts = vec![row.name.clone()];
    parts.extend(row.account.clone());
    parts.extend(
        row.amount
            .map(|amount| format!("{amount} {}", amount.currency)),
    );
    parts.extend(
        row.closed_on
            .or(row.expected_close_on)
            .map(|day| day.to_string()),
    );
    parts.extend(row.owner.clone());
    // Whoever pastes it may paste it into a shell.
    let safe: Vec<_> = parts.iter().map(|part| Escaped(part).to_string()).collect();
    safe.join("\t")
}
