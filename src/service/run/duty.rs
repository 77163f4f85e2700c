//! What seats owe: planned when somebody takes one, called off when they leave it or nobody owes it any more.
//!
//! What is owed follows from roles and teams: whoever may change those need not be one who may change the deals.
//!
//! A duty is owed once on a deal or an account, whoever holds the seat: by the first of them. What is done stays done, so
//! that whoever comes next owes the rest.

use std::collections::{BTreeMap, BTreeSet};

use super::record::{self, Row};
use super::week;
use crate::domain::activity::{Activity, ActivityKind, ActivityStatus, Outcome};
use crate::domain::calendar::Day;
use crate::domain::deal::{Deal, Stage};
use crate::domain::id::{PipelineId, RepId, RoleDutyId, RoleId, StageId};
use crate::domain::record::{Assignment, Content, Kind};
use crate::domain::role::{AccountMember, DealMember, Role, RoleDuty, TeamOf};
use crate::domain::text::name_key;
use crate::service::{Error, Result};
use crate::store::journal::{self, Writer, read_record, read_row};
use crate::store::record::Record;
use crate::store::sql::Db;
use crate::store::staffing::usual_seat;
use crate::store::teams::{self, Owed};
use crate::store::value::Value;
use crate::store::{band, facts, tables};

/// Somebody on a team, in a seat or in none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Seat {
    of: TeamOf,
    rep_id: RepId,
    role_id: Option<RoleId>,
}

impl Seat {
    /// The seat that a row of a team says.
    fn read(kind: Kind, row: &Row) -> Result<Self> {
        Ok(if kind == Kind::AccountMember {
            let it = AccountMember::from_values(row.clone())?;
            Self {
                of: TeamOf::Account(it.account_id),
                rep_id: it.rep_id,
                role_id: it.role_id,
            }
        } else {
            let it = DealMember::from_values(row.clone())?;
            Self {
                of: TeamOf::Deal(it.deal_id),
                rep_id: it.rep_id,
                role_id: it.role_id,
            }
        })
    }
}

/// Brings what is owed up to date with somebody who is on a team now, or in another seat.
pub(super) fn follow(
    writer: &mut Writer<'_>,
    kind: Kind,
    before: Option<&Row>,
    after: &Row,
    on: Day,
) -> Result<()> {
    let after = Seat::read(kind, after)?;
    let before = before.map(|row| Seat::read(kind, row)).transpose()?;
    went(writer, before, after, on)
}

fn went(writer: &mut Writer<'_>, before: Option<Seat>, after: Seat, on: Day) -> Result<()> {
    // Whoever owns it sat in their usual seat before a row said anything.
    let role_id = None;
    let before = before.unwrap_or(Seat { role_id, ..after });
    if before != after {
        leave(writer, before, on)?;
    }
    owe(writer, after.of, on)
}

/// Brings it up to date with somebody who is not on the team any more.
pub(super) fn left(writer: &mut Writer<'_>, kind: Kind, row: &Row, on: Day) -> Result<()> {
    leave(writer, Seat::read(kind, row)?, on)
}

/// Calls off what somebody owes in a seat that they do not hold any more, and lets whoever else holds it owe that.
fn leave(writer: &mut Writer<'_>, seat: Seat, on: Day) -> Result<()> {
    let role_id = match seat.role_id {
        Some(role_id) => Some(role_id),
        None => teams::usual_role(writer.db(), seat.rep_id)?,
    };
    let mut held = teams::held(writer.db(), seat.of, on)?.into_iter();
    let holds = held.any(|it| (it.rep_id, it.role_id) == (seat.rep_id, role_id));
    let is_theirs =
        |it: &Owed| Some(it.role_id) == role_id && doers(&it.activity).any(|id| id == seat.rep_id);
    if !holds {
        call_off(writer, seat.of, Outcome::SeatLeft, is_theirs, on)?;
    }
    owe(writer, seat.of, on)
}

/// Brings it up to date with a deal or an account that is somebody's now: its owner has a seat that no row needs to give.
pub(super) fn owned(
    writer: &mut Writer<'_>,
    of: TeamOf,
    before: Option<RepId>,
    on: Day,
) -> Result<()> {
    let Some(rep_id) = before else {
        return owe(writer, of, on);
    };
    let role_id = None;
    leave(
        writer,
        Seat {
            of,
            rep_id,
            role_id,
        },
        on,
    )
}

/// Brings it up to date with a deal that came to another stage: one that is closed owes nothing, and each pipeline has
/// duties of its own.
pub(super) fn moved(writer: &mut Writer<'_>, deal: &Deal, to: &Stage, on: Day) -> Result<()> {
    let of = TeamOf::Deal(deal.id);
    if to.kind.is_closed() {
        return call_off(writer, of, Outcome::DealClosed, |_| true, on);
    }
    let mut elsewhere = Vec::new();
    for it in teams::owed_on(writer.db(), of)? {
        if it.stage_id.is_some() && !is_of(writer, it.stage_id, to.pipeline_id)? {
            elsewhere.push(it.activity.id);
        }
    }
    let is_elsewhere = |it: &Owed| elsewhere.contains(&it.activity.id);
    call_off(writer, of, Outcome::NotOwed, is_elsewhere, on)?;
    owe(writer, of, on)
}

/// Brings it up to date with a duty that is new, or was another one before.
pub(super) fn said(
    writer: &mut Writer<'_>,
    before: Option<&Row>,
    after: &Row,
    on: Day,
) -> Result<()> {
    let duty = RoleDuty::from_values(after.clone())?;
    let before = before.map(|row| RoleDuty::from_values(row.clone()));
    let pipeline_id = pipeline_of(writer, duty.stage_id)?;
    if let Some(before) = before.transpose()? {
        renamed(writer, &before.name, &duty, on)?;
        let was_owed = (before.role_id, pipeline_of(writer, before.stage_id)?);
        if was_owed == (duty.role_id, pipeline_id) {
            return Ok(());
        }
        goes(writer, duty.id, on)?;
    }
    writer.unasked(|writer| spread(writer, &duty, &BTreeSet::new(), on))
}

/// Calls what is open of a duty what the duty is called now, unless somebody called it otherwise.
fn renamed(writer: &mut Writer<'_>, before: &str, duty: &RoleDuty, on: Day) -> Result<()> {
    if before == duty.name {
        return Ok(());
    }
    let subject = [Assignment::new("subject", Content::Text(duty.name.clone()))];
    for it in teams::open_of_duty(writer.db(), duty.id)? {
        let Activity { id, version, .. } = it.activity;
        if it.activity.subject.as_deref() == Some(before) {
            let of = (Kind::Activity, id.0, version);
            writer.unasked(|writer| record::edit(writer, of, &subject, on))?;
        }
    }
    Ok(())
}

/// The seat that everyone sits in where no row gives them another one.
pub(in crate::service) type UsualSeats = BTreeMap<RepId, Option<RoleId>>;

/// The usual seats of everyone.
pub(in crate::service) fn usual_seats(db: &Db) -> Result<UsualSeats> {
    let roles = band::roles(db)?;
    let reps = facts::roster(db)?.reps.into_iter();
    Ok(reps
        .map(|rep| (rep.id, usual_seat(&roles, rep.function)))
        .collect())
}

/// Brings it up to date with people who usually sit elsewhere since then: they, or a role, have another function.
pub(in crate::service) fn reseated(
    writer: &mut Writer<'_>,
    before: &UsualSeats,
    on: Day,
) -> Result<()> {
    let (mut moved, mut roles) = (BTreeSet::new(), BTreeSet::new());
    for (rep_id, after) in usual_seats(writer.db())? {
        // Whoever is new has nothing yet.
        if let Some(seat) = before.get(&rep_id).filter(|seat| **seat != after) {
            moved.insert(rep_id);
            roles.extend([*seat, after].into_iter().flatten());
        }
    }
    if roles.is_empty() {
        return Ok(());
    }
    let duties = teams::duties(writer.db())?.into_iter();
    for duty in duties.filter(|it| roles.contains(&it.role_id)) {
        writer.unasked(|writer| spread(writer, &duty, &moved, on))?;
    }
    Ok(())
}

/// Plans a duty on each team with its seat on which nobody owes it and nobody did it, and calls off what those owe of it who
/// moved and do not hold the seat there any more: who holds the seat and what became of the duty are read once for all of
/// them.
fn spread(
    writer: &mut Writer<'_>,
    duty: &RoleDuty,
    moved: &BTreeSet<RepId>,
    on: Day,
) -> Result<()> {
    let pipeline_id = pipeline_of(writer, duty.stage_id)?;
    let role: Option<Role> = read_record(writer.db(), duty.role_id.0)?;
    let function = role.and_then(|it| it.function);
    let usual = usual_seat(&band::roles(writer.db())?, function);
    let usual_of = function.filter(|_| usual == Some(duty.role_id));
    let holders = teams::holders(writer.db(), (duty.role_id, usual_of), pipeline_id, on)?;
    let held: BTreeSet<(TeamOf, RepId)> = holders.iter().copied().collect();
    let mut settled = BTreeSet::new();
    for it in teams::all_of_duty(writer.db(), duty.id)? {
        let deal = it.activity.deal_id.map(TeamOf::Deal);
        let Some(of) = deal.or(it.activity.account_id.map(TeamOf::Account)) else {
            continue;
        };
        let is_left = it.activity.status == ActivityStatus::Planned
            && doers(&it.activity).any(|id| moved.contains(&id))
            && !doers(&it.activity).any(|id| held.contains(&(of, id)));
        if is_left {
            week::call_off(writer, &it.activity, Outcome::SeatLeft.code(), on)?;
        } else if is_settled(&it, |rep_id| held.contains(&(of, rep_id))) {
            settled.insert(of);
        }
    }
    for (of, rep_id) in holders {
        // It is owed once, by the first of them.
        if settled.insert(of) {
            plan(writer, of, rep_id, duty, on)?;
        }
    }
    Ok(())
}

/// Brings it up to date with all that an import did to teams and to the stages of deals. `tick` is heard now and then.
pub(in crate::service) fn catch_up(
    writer: &mut Writer<'_>,
    on: Day,
    tick: &mut dyn FnMut() -> Result<()>,
) -> Result<()> {
    let is_any = !teams::duties(writer.db())?.is_empty();
    let Some(seq) = writer.seq().filter(|_| is_any) else {
        return Ok(());
    };
    for kind in [Kind::AccountMember, Kind::DealMember] {
        let table = tables::of(kind);
        let seat = |row: Row| {
            let id = row.first().and_then(Value::as_int).unwrap_or_default();
            Ok::<_, Error>((id, Seat::read(kind, &row)?))
        };
        for (id, before) in journal::changed(writer.db(), seq, table, seat)? {
            tick()?;
            if let Some(row) = read_row(writer.db(), table, id)? {
                let after = Seat::read(kind, &row)?;
                writer.unasked(|writer| went(writer, Some(before), after, on))?;
            }
        }
        let new = writer.created(table);
        let new = new.map(|ids| teams::owing_between(writer.db(), kind, ids));
        for of in new.transpose()?.unwrap_or_default() {
            tick()?;
            writer.unasked(|writer| owe(writer, of, on))?;
        }
    }
    let new = writer.created(&tables::DEAL);
    let new = new.map(|ids| teams::owned_between(writer.db(), ids));
    for of in new.transpose()?.unwrap_or_default() {
        tick()?;
        writer.unasked(|writer| owe(writer, of, on))?;
    }
    let stood = |row: Row| {
        let it = Deal::from_values(row)?;
        Ok::<_, Error>((it.id, it.stage_id, it.owner_id))
    };
    for (id, stage_id, owner_id) in journal::changed(writer.db(), seq, &tables::DEAL, stood)? {
        tick()?;
        let Some(deal) = read_record::<Deal>(writer.db(), id.0)? else {
            continue;
        };
        if deal.owner_id != owner_id {
            let of = TeamOf::Deal(id);
            writer.unasked(|writer| owned(writer, of, owner_id, on))?;
        }
        if deal.stage_id == stage_id {
            continue;
        }
        if let Some(stage) = read_record::<Stage>(writer.db(), deal.stage_id.0)? {
            writer.unasked(|writer| moved(writer, &deal, &stage, on))?;
        }
    }
    Ok(())
}

/// Calls off what is owed of a role that goes.
pub(super) fn role_goes(writer: &mut Writer<'_>, role_id: RoleId, on: Day) -> Result<()> {
    let duties = teams::duties_of(writer.db(), role_id)?;
    duties.iter().try_for_each(|it| goes(writer, it.id, on))
}

/// Calls off what is owed of a duty that goes.
pub(super) fn goes(writer: &mut Writer<'_>, duty_id: RoleDutyId, on: Day) -> Result<()> {
    let open = teams::open_of_duty(writer.db(), duty_id)?;
    let mut open = open.iter();
    writer.unasked(|writer| {
        open.try_for_each(|it| week::call_off(writer, &it.activity, Outcome::NotOwed.code(), on))
    })
}

/// Calls off what is still open and meant.
fn call_off(
    writer: &mut Writer<'_>,
    of: TeamOf,
    why: Outcome,
    is_meant: impl Fn(&Owed) -> bool,
    on: Day,
) -> Result<()> {
    for it in teams::owed_on(writer.db(), of)? {
        if it.activity.status == ActivityStatus::Planned && is_meant(&it) {
            week::call_off(writer, &it.activity, why.code(), on)?;
        }
    }
    Ok(())
}

/// Plans what the seats of a team owe and nobody owes or did yet.
fn owe(writer: &mut Writer<'_>, of: TeamOf, on: Day) -> Result<()> {
    let duties = teams::duties(writer.db())?;
    if duties.is_empty() {
        return Ok(());
    }
    let place = place(writer, of)?;
    let members = teams::held(writer.db(), of, on)?;
    let mut known: Vec<RoleDutyId> = teams::owed_on(writer.db(), of)?
        .into_iter()
        .filter(|it| {
            let holds = |rep_id| {
                let mut members = members.iter();
                members.any(|member| (member.rep_id, member.role_id) == (rep_id, Some(it.role_id)))
            };
            is_settled(it, holds)
        })
        .filter_map(|it| it.activity.duty_id)
        .collect();
    for member in members {
        let Some(role_id) = member.role_id else {
            continue;
        };
        for duty in duties.iter().filter(|it| it.role_id == role_id) {
            let is_owed = match place {
                Place::Deal(id) => is_of(writer, duty.stage_id, id)?,
                Place::Account => duty.stage_id.is_none(),
                Place::Nowhere => false,
            };
            if is_owed && !known.contains(&duty.id) {
                known.push(duty.id);
                plan(writer, of, member.rep_id, duty, on)?;
            }
        }
    }
    Ok(())
}

/// Whether something that is owed needs no other record: it is open or done, or whoever still holds the seat said that they
/// do not do it.
fn is_settled(owed: &Owed, holds: impl Fn(RepId) -> bool) -> bool {
    if owed.activity.status != ActivityStatus::CalledOff {
        return true;
    }
    let why = owed
        .activity
        .outcome
        .as_deref()
        .and_then(Outcome::from_code);
    let by_itself = [Outcome::SeatLeft, Outcome::DealClosed, Outcome::NotOwed];
    !why.is_some_and(|why| by_itself.contains(&why)) && owed.activity.done_by_id.is_some_and(holds)
}

/// The open duty that something done and written down elsewhere was about: of the same deal or account, and called the same.
pub(super) fn matching(writer: &Writer<'_>, done: &Activity) -> Result<Option<Activity>> {
    let deal = done.deal_id.map(TeamOf::Deal);
    let of = deal.or(done.account_id.map(TeamOf::Account));
    let Some(of) = of.filter(|_| done.kind == ActivityKind::Duty) else {
        return Ok(None);
    };
    let name = |it: &Activity| it.subject.as_deref().map(name_key);
    let is_it = |it: &Activity| {
        let is_same = done
            .duty_id
            .map_or(name(it) == name(done), |id| it.duty_id == Some(id));
        it.status == ActivityStatus::Planned && it.done_by_id == done.done_by_id && is_same
    };
    let owed = teams::owed_on(writer.db(), of)?.into_iter();
    Ok(owed.map(|it| it.activity).find(is_it))
}

/// Whose something is to do: whoever does it, and for whom they cover.
fn doers(activity: &Activity) -> impl Iterator<Item = RepId> {
    [activity.done_by_id, activity.done_for_id]
        .into_iter()
        .flatten()
}

/// Where a team owes something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// On a deal, what is expected by a stage of this pipeline.
    Deal(PipelineId),
    /// On an account, what is expected by no stage.
    Account,
    /// The deal is closed.
    Nowhere,
}

fn place(writer: &Writer<'_>, of: TeamOf) -> Result<Place> {
    let TeamOf::Deal(id) = of else {
        return Ok(Place::Account);
    };
    let deal: Option<Deal> = read_record(writer.db(), id.0)?;
    let stage = deal.map(|it| read_record::<Stage>(writer.db(), it.stage_id.0));
    let stage = stage.transpose()?.flatten();
    let open = stage.filter(|it| !it.kind.is_closed());
    Ok(open.map_or(Place::Nowhere, |it| Place::Deal(it.pipeline_id)))
}

/// Whether a stage is one of a pipeline.
fn is_of(writer: &Writer<'_>, stage_id: Option<StageId>, pipeline_id: PipelineId) -> Result<bool> {
    Ok(pipeline_of(writer, stage_id)? == Some(pipeline_id))
}

/// The pipeline of a stage.
fn pipeline_of(writer: &Writer<'_>, stage_id: Option<StageId>) -> Result<Option<PipelineId>> {
    let stage = stage_id.map(|id| read_record::<Stage>(writer.db(), id.0));
    let stage = stage.transpose()?.flatten();
    Ok(stage.map(|it| it.pipeline_id))
}

fn plan(
    writer: &mut Writer<'_>,
    of: TeamOf,
    rep_id: RepId,
    duty: &RoleDuty,
    on: Day,
) -> Result<()> {
    let text = |code: &str| Content::Text(code.to_owned());
    let about = match of {
        TeamOf::Account(_) => "account",
        TeamOf::Deal(_) => "deal",
    };
    let fields = [
        Assignment::new("kind", text(ActivityKind::Duty.code())),
        Assignment::new("status", text(ActivityStatus::Planned.code())),
        Assignment::new("subject", text(&duty.name)),
        Assignment::new("done_by", Content::Record(rep_id.0)),
        Assignment::new(about, Content::Record(of.id())),
        Assignment::new("duty", Content::Record(duty.id.0)),
    ];
    record::insert(writer, Kind::Activity, &fields, on).map(drop)
}
