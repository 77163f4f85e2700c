//! What the selected row is about, and what is possible there.

use super::places::places;
use super::{Part, agenda, focus, is_own, team_before};
use crate::service::view::today::TodayView;
use crate::tui::action::Context;
use crate::tui::layer::step::Matter;
use crate::tui::model::Model;

pub(super) const ON_DAY: &[Context] = &[
    Context::Everywhere,
    Context::Cursor,
    Context::Frame,
    Context::Openable,
    Context::Parts,
];

/// The same, on something planned or a deal that needs somebody.
pub(super) const ON_MATTER: &[Context] = &[
    Context::Everywhere,
    Context::Cursor,
    Context::Frame,
    Context::Openable,
    Context::Steps,
    Context::Parts,
];

/// As on a day, with a team to go back to.
pub(super) const ON_PERSON: &[Context] = &[
    Context::Everywhere,
    Context::Cursor,
    Context::Frame,
    Context::Openable,
    Context::Parts,
    Context::Layer,
];

/// As on a matter, with a team to go back to.
pub(super) const ON_PERSONS_MATTER: &[Context] = &[
    Context::Everywhere,
    Context::Cursor,
    Context::Frame,
    Context::Openable,
    Context::Steps,
    Context::Parts,
    Context::Layer,
];

pub(super) fn contexts(model: &Model) -> &'static [Context] {
    match (team_before(model).is_some(), selected(model).is_some()) {
        (false, false) => ON_DAY,
        (false, true) => ON_MATTER,
        (true, false) => ON_PERSON,
        (true, true) => ON_PERSONS_MATTER,
    }
}

/// What the selected row is about, if it is something planned or a deal that needs somebody.
pub(super) fn selected(model: &Model) -> Option<Matter> {
    let state = &model.today_pane;
    let day = state.day.answer.as_ref()?;
    let part = focus(state, day, &places(day, is_own(model), model.pane_area()));
    let row = state.cursor(part).selected;
    match (&**day, part) {
        (TodayView::Rep(day), Part::Agenda) => {
            let item = agenda::row(day, row)?;
            Some(Matter::of_item(item, &day.agenda, model.today))
        }
        (TodayView::Rep(day), Part::Needs) => Some(Matter::of_deal(&day.needs.get(row)?.deal)),
        _ => None,
    }
}
