//! The day.

use super::{Pane, PaneId, no_input, nothing};
use crate::service::Query;
use crate::service::view::today::TodayView;
use crate::tui::action::Context;
use crate::tui::asked::{Asked, read_as};
use crate::tui::effect::Slot;

pub(super) const PANE: Pane = Pane {
    id: PaneId::Today,
    digit: '1',
    name: "today",
    places: &[CONTEXTS],
    contexts: |_| CONTEXTS,
    ask: |model| {
        let (who, today) = (model.scope.who(), model.today);
        vec![
            model
                .today_pane
                .day
                .ask(Slot::Today, Query::Today { who, today }),
        ]
    },
    take: |model, answer| {
        if answer.slot == Slot::Today {
            let result = answer.result.clone();
            model
                .today_pane
                .day
                .take(answer.generation, result, read_as!(Today));
        }
        Vec::new()
    },
    act: |_, _, _| Vec::new(),
    click: |_, _, _| Vec::new(),
    input: no_input,
    typed: nothing,
    resized: nothing,
    draw: |_, _, _| None,
};

const CONTEXTS: &[Context] = &[
    Context::Everywhere,
    Context::Cursor,
    Context::Frame,
    Context::Openable,
];

/// What the pane holds.
#[derive(Debug, Default)]
pub struct State {
    day: Asked<Box<TodayView>>,
}
