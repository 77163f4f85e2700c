//! What the selected row is about, and what is possible there.

use super::places::places;
use super::{Part, agenda, focus, is_own, team_before};
use crate::domain::id::{RepId, StageId};
use crate::i18n::Words;
use crate::service::view::deals::DealRow;
use crate::service::view::today::{AgendaItem, AgendaPart, Need, TodayView};
use crate::tui::action::{ACTIONS, Action, Context, Row};
use crate::tui::layer::deal::Chosen;
use crate::tui::layer::replan::Broken;
use crate::tui::layer::step::{Matter, Planned};
use crate::tui::model::Model;
use crate::tui::pane::shown;
use crate::tui::widget::deal;

pub(super) const ON_DAY: &[Context] = &[
    Context::Everywhere,
    Context::Cursor,
    Context::Frame,
    Context::Plannable,
    Context::Openable,
    Context::Parts,
];

/// On the people of a team.
pub(super) const ON_TEAM: &[Context] = &[
    Context::Everywhere,
    Context::Cursor,
    Context::Frame,
    Context::Openable,
    Context::Sorted,
    Context::Parts,
];

/// As on a day, on something planned or a deal that needs somebody.
pub(super) const ON_MATTER: &[Context] = &[
    Context::Everywhere,
    Context::Cursor,
    Context::Frame,
    Context::Plannable,
    Context::Openable,
    Context::Planned,
    Context::Steps,
    Context::Parts,
];

/// As on a day, with a team to go back to.
pub(super) const ON_PERSON: &[Context] = &[
    Context::Everywhere,
    Context::Cursor,
    Context::Frame,
    Context::Plannable,
    Context::Openable,
    Context::Parts,
    Context::Layer,
];

/// As on a matter, with a team to go back to.
pub(super) const ON_PERSONS_MATTER: &[Context] = &[
    Context::Everywhere,
    Context::Cursor,
    Context::Frame,
    Context::Plannable,
    Context::Openable,
    Context::Planned,
    Context::Steps,
    Context::Parts,
    Context::Layer,
];

/// On something due to somebody who is away.
pub(super) const ON_OFFER: &[Context] = &[
    Context::Everywhere,
    Context::Cursor,
    Context::Frame,
    Context::Plannable,
    Context::Openable,
    Context::Offer,
    Context::Parts,
];

/// The same, with a team to go back to.
pub(super) const ON_PERSONS_OFFER: &[Context] = &[
    Context::Everywhere,
    Context::Cursor,
    Context::Frame,
    Context::Plannable,
    Context::Openable,
    Context::Offer,
    Context::Parts,
    Context::Layer,
];

/// On a deal that needs somebody: what helps it is done from there.
pub(super) const ON_NEED: &[Context] = &[
    Context::Everywhere,
    Context::Cursor,
    Context::Frame,
    Context::Plannable,
    Context::Openable,
    Context::Deal,
    Context::HandOffs,
    Context::Steps,
    Context::Parts,
];

/// The same, with a team to go back to.
pub(super) const ON_PERSONS_NEED: &[Context] = &[
    Context::Everywhere,
    Context::Cursor,
    Context::Frame,
    Context::Plannable,
    Context::Openable,
    Context::Deal,
    Context::HandOffs,
    Context::Steps,
    Context::Parts,
    Context::Layer,
];

pub(super) fn contexts(model: &Model) -> &'static [Context] {
    if is_on_team(model) {
        return ON_TEAM;
    }
    let sets = match (need(model).is_some(), selected(model).is_some()) {
        _ if offer(model).is_some() => [ON_OFFER, ON_PERSONS_OFFER],
        (true, _) => [ON_NEED, ON_PERSONS_NEED],
        (false, true) => [ON_MATTER, ON_PERSONS_MATTER],
        (false, false) => [ON_DAY, ON_PERSON],
    };
    sets[usize::from(team_before(model).is_some())]
}

/// Whether the keys go to the people of a team.
fn is_on_team(model: &Model) -> bool {
    let state = &model.today_pane;
    let pane = model.pane_area();
    let day = state.day.answer.as_ref();
    day.is_some_and(|day| focus(state, day, &places(day, is_own(model), pane)) == Part::Team)
}

/// Who is meant: of a team the selected one, else the owner of the selected deal, else whoever is shown.
pub(super) fn people(model: &Model) -> Vec<RepId> {
    let state = &model.today_pane;
    let of_team = || match state.day.answer.as_deref() {
        Some(TodayView::Team(day)) if is_on_team(model) => {
            let row = day.rows.get(state.cursor(Part::Team).selected);
            row.map(|row| row.rep_id)
        }
        _ => None,
    };
    let owner = need(model).and_then(|deal| deal.owner_id);
    let one = owner.or_else(of_team);
    one.map_or_else(|| shown(model), |id| vec![id])
}

/// Whether deals stand there that can go on from there.
pub(super) fn has_deals(model: &Model) -> bool {
    let Some(TodayView::Rep(day)) = model.today_pane.day.answer.as_deref() else {
        return false;
    };
    !day.needs.is_empty() || day.agenda.iter().any(|it| it.stage.is_some())
}

/// The deal of something planned that is selected, with that, and the stage it is in.
pub(super) fn known(model: &Model) -> Option<(Chosen, StageId)> {
    let it = agenda_row(model)?;
    let (stage_id, version) = it.stage?;
    let step = Planned::new(it.id, it.version, it.kind, it.on);
    let deal = Chosen {
        id: it.deal_id?,
        version,
        name: it.deal.clone()?,
        step: Some(step),
    };
    Some((deal, stage_id))
}

/// The selected row, if it is a deal that needs somebody.
pub(super) fn need(model: &Model) -> Option<DealRow> {
    needed(model).map(|need| need.deal)
}

/// The selected row, with why it needs somebody.
pub(super) fn needed(model: &Model) -> Option<Need> {
    let state = &model.today_pane;
    let day = state.day.answer.as_ref()?;
    let part = focus(state, day, &places(day, is_own(model), model.pane_area()));
    match (&**day, part) {
        (TodayView::Rep(day), Part::Needs) => day.needs.get(state.cursor(part).selected).cloned(),
        _ => None,
    }
}

/// The selected row, if it is something due to somebody who is away.
pub(super) fn offer(model: &Model) -> Option<&AgendaItem> {
    agenda_row(model).filter(|item| item.part == AgendaPart::Cover)
}

fn agenda_row(model: &Model) -> Option<&AgendaItem> {
    let state = &model.today_pane;
    let day = state.day.answer.as_ref()?;
    let part = focus(state, day, &places(day, is_own(model), model.pane_area()));
    match (&**day, part) {
        (TodayView::Rep(day), Part::Agenda) => agenda::row(day, state.cursor(part).selected),
        _ => None,
    }
}

/// Whether an action is about the selected deal.
pub(super) fn is_about_deal(action: Action) -> bool {
    let is_of_deals = |row: &&Row| matches!(row.context, Context::Deal | Context::Steps);
    let mut of_deals = ACTIONS.iter().filter(is_of_deals);
    of_deals.any(|row| row.action == action)
}

/// Something planned that is selected, as it is when the day breaks.
pub(super) fn broken(model: &Model, rep_id: RepId, words: &Words) -> Option<Broken> {
    let state = &model.today_pane;
    let day = state.day.answer.as_ref()?;
    let part = focus(state, day, &places(day, is_own(model), model.pane_area()));
    let (TodayView::Rep(day), Part::Agenda) = (&**day, part) else {
        return None;
    };
    let item = agenda::row(day, state.cursor(part).selected)?;
    let minutes = item.duration_minutes.unwrap_or_else(|| item.kind.minutes());
    let named = [&item.deal, &item.account, &item.subject];
    let named = named.into_iter().flatten().next().cloned();
    let about = item.deal.as_ref().or(item.account.as_ref());
    let named = deal::duty(item.kind, item.subject.as_ref(), about).or(named);
    Some(Broken {
        rep_id,
        activity_id: item.id,
        version: item.version,
        name: named.unwrap_or_else(|| deal::kind(words, item.kind)),
        deal_id: item.deal_id,
        slot: Broken::time(item.on, item.start_time.as_deref(), minutes, model.today),
    })
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
            if item.part == AgendaPart::Cover {
                return None; // theirs until it is taken
            }
            Some(Matter::of_item(item, &day.agenda, model.today))
        }
        (TodayView::Rep(day), Part::Needs) => Some(Matter::of_deal(&day.needs.get(row)?.deal)),
        _ => None,
    }
}
