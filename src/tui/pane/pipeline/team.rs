//! Who is on the team of a deal, and what their seats owe, as lines of its window.

use super::deal::Entry;
use crate::domain::calendar::Day;
use crate::domain::message::Message;
use crate::domain::role::{DutyState, Owing};
use crate::i18n::Words;
use crate::service::view::deal::DealView;
use crate::tui::theme::Theme;

/// Between the parts of a line.
const BETWEEN: &str = " · ";

/// A line for each one on it, where there is anybody but the owner.
pub(super) fn members(words: &Words, theme: &Theme, deal: &DealView) -> Vec<Entry> {
    let is_alone = deal.team.iter().all(|it| it.is_owner && it.row.is_none());
    let shown = deal.team.iter().filter(|_| !is_alone);
    let line = shown.map(|it| {
        let owner = it.is_owner.then(|| words.text("team-owner"));
        let role = it.role.as_ref().map(|(_, name)| name.clone());
        let left = it.left_on.map(|on| {
            let on = words.day(on);
            words.say(&Message::new("team-left").with("on", on))
        });
        Entry {
            label: it.name.clone(),
            text: joined([owner, role, left]),
            style: theme.text,
        }
    });
    line.collect()
}

/// A line for each duty: what is open first, and of that what is late.
pub(super) fn duties(words: &Words, theme: &Theme, deal: &DealView, today: Day) -> Vec<Entry> {
    let line = deal.duties.iter().map(|it| Entry {
        label: match (it.state.is_done, it.state.on) {
            (true, Some(on)) => words.day_brief(on, today),
            _ if it.state.owing == Owing::Late => words.text("duty-late"),
            _ => words.text("duty-open"),
        },
        text: joined([
            Some(it.name.clone()),
            it.who.clone(),
            by(words, &it.state).or_else(|| words.marked(&it.state)),
        ]),
        style: match it.state.owing {
            _ if it.state.is_done => theme.dim,
            Owing::Late => theme.warn,
            Owing::Now | Owing::Ahead => theme.text,
        },
    });
    line.collect()
}

/// The stage by which what is open is expected.
fn by(words: &Words, state: &DutyState) -> Option<String> {
    let by = state.by.as_ref().filter(|_| !state.is_done)?;
    Some(words.say(&Message::new("duty-by").with("stage", by.as_str())))
}

fn joined(parts: [Option<String>; 3]) -> String {
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    parts.join(BETWEEN)
}
