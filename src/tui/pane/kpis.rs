//! The comparison.

use super::{Pane, PaneId, no_input, nothing};
use crate::service::Query;
use crate::service::view::compare::CompareView;
use crate::tui::action::Context;
use crate::tui::asked::{Asked, read_as};
use crate::tui::effect::Slot;

pub(super) const PANE: Pane = Pane {
    id: PaneId::Kpis,
    digit: '7',
    name: "kpis",
    places: &[CONTEXTS],
    contexts: |_| CONTEXTS,
    ask: |model| {
        let query = Query::Compare {
            who: model.scope.who(),
            period: model.period(),
            today: model.today,
        };
        vec![model.kpis.reps.ask(Slot::Compare, query)]
    },
    take: |model, answer| {
        if answer.slot == Slot::Compare {
            let result = answer.result.clone();
            model
                .kpis
                .reps
                .take(answer.generation, result, read_as!(Compare));
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
    Context::Grid,
    Context::Frame,
    Context::Views,
    Context::Numbers,
    Context::Openable,
];

/// What the pane holds.
#[derive(Debug, Default)]
pub struct State {
    reps: Asked<Box<CompareView>>,
}
