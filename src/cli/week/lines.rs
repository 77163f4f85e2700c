//! What is said of weeks and their items, wherever they are printed.

use crate::domain::activity::ActivityKind;
use crate::domain::message::Message;
use crate::domain::sprint::{By, Ending, FIGURES, Figures, SprintState, Urgency};
use crate::i18n::Words;
use crate::service::view::week::WeekItem;

/// A number of a week as people read it; the minutes of it in hours.
pub fn figure(words: &Words, name: &str, figures: &Figures) -> String {
    let row = FIGURES.iter().find(|(it, _)| *it == name);
    let Some((_, measure)) = row else {
        return String::new();
    };
    match measure(figures) {
        crate::domain::kpi::Measure::Count(minutes) if name.ends_with("_minutes") => {
            words.hours(minutes)
        }
        measure => words.measure(&measure),
    }
}

/// The head of a column of such numbers.
pub fn figure_head(words: &Words, name: &str) -> String {
    words.text(&["figure-", &name.replace('_', "-")].concat())
}

/// Where a week stands, and what brought it there.
pub fn state(words: &Words, state: Option<SprintState>, by: Option<By>) -> String {
    let Some(state) = state else {
        return words.text("week-text-state-none");
    };
    let said = words.text(&["week-text-state-", state.code()].concat());
    match by {
        Some(By::Clock) => words.say(&Message::new("week-text-by-clock").with("state", said)),
        _ => said,
    }
}

/// What kind of activity.
pub fn kind(words: &Words, kind: ActivityKind) -> String {
    words.text(&["activity-", &kind.code().replace('_', "-")].concat())
}

/// The lane of an item, or how it left the week otherwise than done.
pub fn place(words: &Words, item: &WeekItem) -> String {
    match item.ending.filter(|ending| *ending != Ending::Done) {
        Some(ending) => words.text(&["week-text-ending-", ending.code()].concat()),
        None => words.text(&["week-text-lane-", item.lane.code()].concat()),
    }
}

/// What else is to be known of an item.
pub fn notes(words: &Words, item: &WeekItem) -> String {
    let target = item.target.map(|target| {
        let counted = Message::new("week-text-counted").with("counted", item.counted);
        words.say(&counted.with("target", target))
    });
    let urgency = item.urgency.map(|it| match it {
        Urgency::High => words.text("week-text-urgency-high"),
        Urgency::Low => words.text("week-text-urgency-low"),
    });
    let carried = (item.carry_count > 0)
        .then(|| words.say(&Message::new("week-text-carried").with("count", item.carry_count)));
    let added = item.is_added.then(|| words.text("week-text-added"));
    let reason = item.reason.clone();
    let whom = item.whom.as_deref();
    let whom = whom.map(|rep| words.say(&Message::new("week-text-for").with("rep", rep)));
    let parts = [
        whom,
        target,
        urgency,
        blocker(words, item),
        added,
        carried,
        reason,
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn blocker(words: &Words, item: &WeekItem) -> Option<String> {
    let what = item.blocker.as_deref()?;
    let waits = match &item.blocker_owner {
        Some(owner) => Message::new("week-text-blocked-by").with("owner", owner.as_str()),
        None => Message::new("week-text-blocked"),
    };
    let days = item.blocked_days.unwrap_or(0);
    Some(words.say(&waits.with("what", what).with("count", days)))
}
