//! Hand-offs on an assembly line: offered as a deal comes to a stage of another function, taken, returned, or withdrawn as the
//! deal goes elsewhere.

use super::{checked_name, deal, record, staff};
use crate::domain::access::Level;
use crate::domain::calendar::Day;
use crate::domain::command::HandOffCommand;
use crate::domain::deal::{Criteria, Deal, Stage};
use crate::domain::handoff::{HandOff, HandOffState};
use crate::domain::id::{HandOffId, RepId};
use crate::domain::record::{Assignment, Content, Kind};
use crate::domain::refusal::Refusal;
use crate::domain::role::TeamOf;
use crate::domain::team::{Function, Job, Rep};
use crate::service::Result;
use crate::service::view::team::model::model;
use crate::store::journal::{Writer, read_record};
use crate::store::record::Record;
use crate::store::sql::Db;
use crate::store::{self, facts, handoffs, teams, veil};

/// Whom a deal is offered to, and what they are told.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Offer {
    /// Who; without one everyone of the function.
    pub to_rep_id: Option<RepId>,
    /// What they are told.
    pub note: Option<String>,
    /// Whether it is an offer and nothing else: where nothing is handed off, it is refused.
    pub is_meant: bool,
}

pub(super) fn carry_out(writer: &mut Writer<'_>, command: &HandOffCommand) -> Result<()> {
    match command {
        HandOffCommand::Offer {
            id,
            version,
            to,
            criteria,
            to_rep_id,
            note,
            on,
        } => {
            let offer = Offer {
                to_rep_id: *to_rep_id,
                note: note.as_deref().map(checked_name).transpose()?,
                is_meant: true,
            };
            deal::offer(writer, (*id, *version), *to, (None, criteria), offer, *on)
        }
        HandOffCommand::Accept {
            id,
            version,
            rep_id,
            on,
        } => accept(writer, (*id, *version), *rep_id, *on),
        HandOffCommand::Return {
            id,
            version,
            reason,
            on,
        } => give_back(writer, (*id, *version), reason, *on),
    }
}

/// What the journal says it was about.
pub(super) fn subject(db: &Db, command: &HandOffCommand) -> Result<String> {
    let deal_id = match command {
        HandOffCommand::Offer { id, .. } => Some(*id),
        HandOffCommand::Accept { id, .. } | HandOffCommand::Return { id, .. } => {
            read_record::<HandOff>(db, id.0)?.map(|it| it.deal_id)
        }
    };
    match deal_id {
        Some(id) => record::subject(db, Kind::Deal, id.0),
        None => Ok(String::new()),
    }
}

fn function_of(db: &Db, rep_id: Option<RepId>) -> Result<Option<Function>> {
    let Some(id) = rep_id else { return Ok(None) };
    let rep: Option<Rep> = read_record(db, id.0)?;
    Ok(rep.and_then(|rep| rep.function))
}

/// Brings what waits for an answer up to date with a deal that was saved: one that came over a border is offered, one that
/// left the stages it was offered for waits no more, and whoever was made its owner has taken it.
pub(super) fn follow(
    writer: &mut Writer<'_>,
    before: &Deal,
    after: &Deal,
    (checklist, offer): (Option<String>, Offer),
    on: Day,
) -> Result<()> {
    let stages = |writer: &Writer<'_>| -> Result<_> {
        let from: Option<Stage> = read_record(writer.db(), before.stage_id.0)?;
        Ok(from.zip(read_record::<Stage>(writer.db(), after.stage_id.0)?))
    };
    let mut waiting = handoffs::waiting(writer.db(), after.id)?;
    let mut function = None;
    if before.stage_id != after.stage_id
        && let Some((from, to)) = stages(writer)?
    {
        let owner = function_of(writer.db(), after.owner_id)?;
        function = model(writer.db())?.hand_off(&from, &to, owner);
        let is_same = |it: &HandOff| !to.kind.is_closed() && to.function == Some(it.function);
        if let Some(left) = waiting.take_if(|it| function.is_some() || !is_same(it)) {
            answer(writer, &left, HandOffState::Withdrawn, |_| {}, on)?;
        }
    }
    match (function, offer) {
        (Some(function), offer) => {
            check_receiver(writer.db(), after, function, offer.to_rep_id, on)?;
            let row = HandOff {
                id: HandOffId(writer.id()),
                version: 1,
                deal_id: after.id,
                from_stage_id: Some(before.stage_id),
                to_stage_id: Some(after.stage_id),
                from_rep_id: after.owner_id,
                to_rep_id: offer.to_rep_id,
                function,
                state: HandOffState::Offered,
                checklist,
                note: offer.note,
                reason: None,
                offered_on: on,
                answered_on: None,
                answered_by_id: None,
            };
            Ok(writer.insert(&row)?)
        }
        (None, Offer { is_meant: true, .. }) => {
            let stage: Option<Stage> = read_record(writer.db(), after.stage_id.0)?;
            let stage = stage.map_or_else(String::new, |it| it.name);
            let deal = after.name.clone();
            Err(Refusal::NoHandOff { deal, stage }.into())
        }
        (None, _) => match waiting {
            Some(taken) if before.owner_id != after.owner_id => {
                let is_theirs = function_of(writer.db(), after.owner_id)? == Some(taken.function);
                if is_theirs {
                    let owner = after.owner_id;
                    answer(
                        writer,
                        &taken,
                        HandOffState::Accepted,
                        |it| it.to_rep_id = owner,
                        on,
                    )?;
                }
                Ok(())
            }
            _ => Ok(()),
        },
    }
}

/// Whom a deal is offered to is of the function, and still there.
fn check_receiver(
    db: &Db,
    deal: &Deal,
    function: Function,
    to_rep_id: Option<RepId>,
    on: Day,
) -> Result<()> {
    let Some(id) = to_rep_id else { return Ok(()) };
    let rep: Rep = read_record(db, id.0)?.ok_or_else(|| record::not_found(Kind::Rep, id.0))?;
    if let Some(left_on) = rep.left_on.filter(|_| !rep.is_active(on)) {
        let name = rep.name;
        return Err(Refusal::IsGone { name, left_on }.into());
    }
    if rep.function == Some(function) {
        return Ok(());
    }
    let stage: Option<Stage> = read_record(db, deal.stage_id.0)?;
    Err(Refusal::OtherFunction {
        stage: stage.map_or_else(String::new, |it| it.name),
        function,
        rep: rep.name,
        others: takers(db, function, on)?,
    }
    .into())
}

/// Who is of a function, and there.
pub(super) fn takers(db: &Db, function: Function, on: Day) -> Result<Vec<String>> {
    let reps = facts::roster(db)?.reps.into_iter();
    let takes = |it: &Rep| it.function == Some(function) && it.is_active(on);
    Ok(reps.filter(takes).map(|it| it.name).collect())
}

fn answer(
    writer: &mut Writer<'_>,
    before: &HandOff,
    state: HandOffState,
    more: impl FnOnce(&mut HandOff),
    on: Day,
) -> Result<()> {
    let mut after = HandOff {
        state,
        answered_on: Some(on.max(before.offered_on)),
        answered_by_id: writer.actor().rep_id,
        ..before.clone()
    };
    more(&mut after);
    writer.update(before, &after)?;
    Ok(())
}

/// The hand-off of an id as it was seen, as long as it waits, with its deal.
fn waiting(writer: &Writer<'_>, (id, version): (HandOffId, i64)) -> Result<(HandOff, Deal)> {
    let is_seen = veil::reads_id(writer.db(), HandOff::table(), id.0)?;
    let found: Option<HandOff> = read_record(writer.db(), id.0)?;
    let hand_off = found.filter(|_| is_seen).ok_or_else(|| Refusal::NotFound {
        kind: "hand_off",
        name: id.to_string(),
    })?;
    let deal_id = hand_off.deal_id.0;
    let deal: Option<Deal> = read_record(writer.db(), deal_id)?;
    let deal = deal.ok_or_else(|| record::not_found(Kind::Deal, deal_id))?;
    if hand_off.state != HandOffState::Offered {
        return Err(Refusal::NotWaiting { deal: deal.name }.into());
    }
    if hand_off.version == version {
        return Ok((hand_off, deal));
    }
    Err(store::Error::Conflict {
        relation: "hand_off",
        id: id.0,
        version,
    }
    .into())
}

/// Whether somebody may take a deal that is offered: whom it is offered to, else everyone of the function.
fn is_for(hand_off: &HandOff, rep: &Rep) -> bool {
    match hand_off.to_rep_id {
        Some(id) => rep.id == id,
        None => rep.function == Some(hand_off.function),
    }
}

/// Whether the actor may answer: for themselves if it is for them, and for everyone if they lead, run the sales
/// operations, or have no job that holds them back.
fn may_answer(writer: &Writer<'_>, hand_off: &HandOff) -> Result<Option<Rep>> {
    let actor = match writer.actor().rep_id {
        Some(id) => read_record::<Rep>(writer.db(), id.0)?,
        None => None,
    };
    let is_above = |rep: &Rep| matches!(rep.job, None | Some(Job::SalesLead | Job::SalesOps));
    Ok(actor.filter(|rep| !is_for(hand_off, rep) && !is_above(rep)))
}

fn accept(writer: &mut Writer<'_>, of: (HandOffId, i64), rep_id: RepId, on: Day) -> Result<()> {
    let (hand_off, deal) = waiting(writer, of)?;
    let rep: Option<Rep> = read_record(writer.db(), rep_id.0)?;
    let rep = rep.ok_or_else(|| record::not_found(Kind::Rep, rep_id.0))?;
    let refused = |rep: Rep| {
        let deal = deal.name.clone();
        Refusal::NotOffered {
            deal,
            rep: rep.name,
        }
    };
    if let Some(actor) = may_answer(writer, &hand_off)? {
        return Err(refused(actor).into());
    }
    if !(is_for(&hand_off, &rep) || rep.function == Some(hand_off.function)) || !rep.is_active(on) {
        return Err(refused(rep).into());
    }
    answer(
        writer,
        &hand_off,
        HandOffState::Accepted,
        |it| it.to_rep_id = Some(rep_id),
        on,
    )?;
    if deal.owner_id == Some(rep_id) {
        return Ok(());
    }
    let owner = [Assignment::new("owner", Content::Record(rep_id.0))];
    record::edit(writer, (Kind::Deal, deal.id.0, deal.version), &owner, on)?;
    match deal.owner_id {
        Some(giver) => keep_reading(writer, &deal, giver, on),
        None => Ok(()),
    }
}

/// Whoever gave a deal away still reads it, unless its team has them already or they are gone.
fn keep_reading(writer: &mut Writer<'_>, deal: &Deal, giver: RepId, on: Day) -> Result<()> {
    let rep: Option<Rep> = read_record(writer.db(), giver.0)?;
    let team = teams::members(writer.db(), TeamOf::Deal(deal.id))?;
    if rep.is_none_or(|rep| !rep.is_active(on)) || team.iter().any(|it| it.rep_id == giver) {
        return Ok(());
    }
    let mut fields = vec![
        Assignment::new("deal", Content::Record(deal.id.0)),
        Assignment::new("rep", Content::Record(giver.0)),
        Assignment::new("deal_level", Content::Text(Level::Read.code().to_owned())),
    ];
    // What they did for the deal they did in the seat of their function.
    let role = teams::usual_role(writer.db(), giver)?;
    fields.extend(role.map(|id| Assignment::new("role", Content::Record(id.0))));
    staff::add(writer, Kind::DealMember, &fields, on).map(drop)
}

fn give_back(writer: &mut Writer<'_>, of: (HandOffId, i64), reason: &str, on: Day) -> Result<()> {
    let (hand_off, deal) = waiting(writer, of)?;
    if let Some(actor) = may_answer(writer, &hand_off)? {
        let deal = deal.name;
        return Err(Refusal::NotOffered {
            deal,
            rep: actor.name,
        }
        .into());
    }
    let reason = checked_name(reason)?;
    answer(
        writer,
        &hand_off,
        HandOffState::Returned,
        |it| it.reason = Some(reason),
        on,
    )?;
    let Some(from) = hand_off.from_stage_id else {
        return Ok(());
    };
    let nothing = Criteria::default();
    deal::go(writer, (deal.id, deal.version), from, (None, &nothing), on)
}
