//! What to do next about a deal, in one sentence.

use crate::domain::calendar::Day;
use crate::domain::deal::StageKind;
use crate::domain::message::Message;
use crate::service::view::deals::{DealRow, StepState};

/// What matters most comes first; a deal that is well is told its next step.
pub(super) fn of(row: &DealRow, today: Day) -> Message {
    match row.stage_kind {
        StageKind::Won => return closed("deal-next-won", row),
        StageKind::Lost => return closed("deal-next-lost", row),
        StageKind::Open => {}
    }
    let step = &row.next_step;
    let kind = step.kind.map(|kind| kind.code().replace('_', "-"));
    let kind = ["activity-", kind.as_deref().unwrap_or("note")].concat();
    let passed = row.expected_close_on.filter(|day| *day < today);
    match (step.state, passed, row.signals.stalled_days) {
        (StepState::Overdue, ..) => {
            let days = step.on.map_or(0, |on| today.days_since(on));
            Message::new("deal-next-overdue")
                .with_word("kind", kind)
                .with("days", days)
        }
        (StepState::None, Some(day), _) => Message::new("deal-next-none-passed").with("day", day),
        (StepState::None, None, Some(days)) => Message::new("deal-next-none-stalled")
            .with("days", days)
            .with("stage", row.stage.as_str()),
        (StepState::None, None, None) => Message::new("deal-next-none"),
        (_, Some(day), _) => Message::new("deal-next-passed").with("day", day),
        (_, None, Some(days)) => Message::new("deal-next-stalled")
            .with("days", days)
            .with("stage", row.stage.as_str()),
        (StepState::Today, ..) => Message::new("deal-next-today").with_word("kind", kind),
        (StepState::Later, ..) => match step.on {
            Some(day) => Message::new("deal-next-later")
                .with_word("kind", kind)
                .with("day", day),
            None => Message::new("deal-next-undated").with_word("kind", kind),
        },
    }
}

fn closed(key: &'static str, row: &DealRow) -> Message {
    let message = Message::new(key);
    match row.closed_on {
        Some(day) => message.with("day", day),
        None => message,
    }
}
