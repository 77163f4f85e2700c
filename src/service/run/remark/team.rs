//! What a command did to teams beside what it says: what somebody owes now or no more, and who of a usual team did not join.

use crate::domain::activity::{Activity, ActivityKind, ActivityStatus};
use crate::domain::calendar::Day;
use crate::domain::command::Command;
use crate::domain::handoff::{HandOff, HandOffState};
use crate::domain::id::{RoleDutyId, RoleId};
use crate::domain::message::Message;
use crate::domain::record::Kind;
use crate::domain::refusal::function_word;
use crate::domain::role::{Joins, RoleDuty, TeamOf};
use crate::service::Result;
use crate::service::run::{handoff, usual};
use crate::store::journal::{self, Change, EntryRow, read_record};
use crate::store::sql::Db;
use crate::store::teams;

use super::record;

/// Rows of an entry that are looked at: of more than that nobody counts what is owed.
const ROWS_MAX: i64 = 200;

/// What it did to teams, and to whom it left what.
pub(super) fn after(db: &Db, command: &Command, seq: i64) -> Result<Vec<Message>> {
    let mut touched = Touched::default();
    touched.look(command);
    let mut remarks = Vec::new();
    if !touched.duties.is_empty() || touched.makes_duties {
        let rows = journal::rows_of_start(db, seq, ROWS_MAX)?;
        let is_duty = |it: &&EntryRow| it.table.name == "role_duty" && it.change == Change::Created;
        let made = rows.iter().filter(is_duty);
        let made = made.flat_map(|it| it.first_id..=it.last_id.min(it.first_id + ROWS_MAX));
        let duties = touched.duties.iter().copied().chain(made.map(RoleDutyId));
        for id in duties {
            remarks.extend(owing(db, id)?);
        }
    }
    let Some(on) = touched.on else {
        return Ok(remarks);
    };
    let rows = journal::rows_of_start(db, seq, ROWS_MAX)?;
    for row in rows.iter().filter(|it| it.table.name == "hand_off") {
        remarks.extend(waits(db, row, on)?);
    }
    let (mut owed, mut off) = (0_i64, 0_i64);
    for row in rows.iter().filter(|it| it.table.name == "activity") {
        match duties(db, row)? {
            (ActivityStatus::Planned, count) => owed += count,
            (_, count) => off += count,
        }
    }
    for row in rows
        .iter()
        .filter(|it| touched.makes && it.change == Change::Created)
    {
        let kind = Kind::from_code(row.table.name);
        let made = kind.and_then(|kind| TeamOf::of(kind, row.first_id));
        touched.teams.extend(made.filter(|_| row.row_count == 1));
    }
    let counted = |key, count: i64| (count > 0).then(|| Message::new(key).with("count", count));
    let counted = [counted("remark-owed", owed), counted("remark-off", off)];
    remarks.extend(counted.into_iter().flatten());
    for of in touched.teams {
        // An account and its deal may be called the same.
        let more = not_joined(db, of, on)?.into_iter();
        let more: Vec<Message> = more.filter(|it| !remarks.contains(it)).collect();
        remarks.extend(more);
    }
    Ok(remarks)
}

/// For whom a deal waits that came over a border and is offered to nobody by name.
fn waits(db: &Db, row: &EntryRow, on: Day) -> Result<Option<Message>> {
    let found: Option<HandOff> = read_record(db, row.first_id)?;
    let is_open = |it: &HandOff| it.state == HandOffState::Offered && it.to_rep_id.is_none();
    let Some(waiting) = found.filter(is_open) else {
        return Ok(None);
    };
    let names = handoff::takers(db, waiting.function, on)?;
    let key = match names[..] {
        [] => "remark-waits-nobody",
        _ => "remark-waits",
    };
    let said = Message::new(key).with("names", names.join(", "));
    let said = said.with_word("function", function_word(waiting.function));
    Ok(Some(said.with(
        "deal",
        record::subject(db, Kind::Deal, waiting.deal_id.0)?,
    )))
}

/// How many people owe a duty, of all that is open of it.
fn owing(db: &Db, id: RoleDutyId) -> Result<Option<Message>> {
    let Some(duty) = read_record::<RoleDuty>(db, id.0)? else {
        return Ok(None);
    };
    let (people, count) = teams::owing(db, id)?;
    let said = Message::new("remark-duty").with("people", people);
    let said = said.with("count", count).with("duty", duty.name);
    Ok((count > 0).then_some(said))
}

/// How many duties are called off with a duty that goes, or with a role: before they are.
pub(super) fn called_off(db: &Db, kind: Kind, id: i64) -> Result<Vec<Message>> {
    let duties = match kind {
        Kind::RoleDuty => vec![RoleDutyId(id)],
        Kind::Role => {
            let duties = teams::duties_of(db, RoleId(id))?.into_iter();
            duties.map(|it| it.id).collect()
        }
        _ => Vec::new(),
    };
    let open = duties.into_iter().map(|id| Ok(teams::owing(db, id)?.1));
    let open: i64 = open.sum::<Result<i64>>()?;
    let said = (open > 0).then(|| Message::new("remark-off").with("count", open));
    Ok(said.into_iter().collect())
}

/// How many duties were planned anew or called off among neighbouring activities.
fn duties(db: &Db, row: &EntryRow) -> Result<(ActivityStatus, i64)> {
    let status = match row.change {
        Change::Created => ActivityStatus::Planned,
        _ => ActivityStatus::CalledOff,
    };
    let mut count = 0;
    for id in row.first_id..=row.last_id.min(row.first_id + ROWS_MAX) {
        let activity: Option<Activity> = read_record(db, id)?;
        let is_meant = |it: &Activity| it.kind == ActivityKind::Duty && it.status == status;
        count += i64::from(activity.as_ref().is_some_and(is_meant));
    }
    Ok((status, count))
}

/// What a command may have done to teams.
#[derive(Debug, Default)]
struct Touched {
    /// The day on which it did anything to one.
    on: Option<Day>,
    /// Whether it makes accounts or deals.
    makes: bool,
    /// Teams whose owner is another one.
    teams: Vec<TeamOf>,
    /// Whether it makes duties of roles.
    makes_duties: bool,
    /// Duties that are of another role, or expected by another stage.
    duties: Vec<RoleDutyId>,
}

impl Touched {
    fn look(&mut self, command: &Command) {
        use Kind::{Account, AccountMember, Deal, DealMember, RoleDuty};
        match command {
            Command::Many(commands) => commands.iter().for_each(|it| self.look(it)),
            Command::Add { kind, on, .. } => {
                self.makes |= matches!(kind, Account | Deal);
                self.makes_duties |= *kind == RoleDuty;
                let is_meant = matches!(kind, Account | Deal | AccountMember | DealMember);
                self.on = self.on.or(Some(*on).filter(|_| is_meant));
            }
            Command::Delete { kind, on, .. } => {
                let is_meant = matches!(kind, AccountMember | DealMember);
                self.on = self.on.or(Some(*on).filter(|_| is_meant));
            }
            Command::MoveDeal { changed_on, .. } => self.on = self.on.or(Some(*changed_on)),
            Command::Edit {
                kind,
                id,
                fields,
                on,
                ..
            } => {
                let is_member = matches!(kind, AccountMember | DealMember);
                let has = |field: &str| fields.iter().any(|it| it.field == field);
                let team = TeamOf::of(*kind, *id).filter(|_| has("owner"));
                self.teams.extend(team);
                let is_duty = *kind == RoleDuty;
                let is_moved = is_duty && (has("stage") || has("role"));
                self.duties.extend(is_moved.then_some(RoleDutyId(*id)));
                let is_meant = is_member || team.is_some() || has("stage") && !is_duty;
                self.on = self.on.or(Some(*on).filter(|_| is_meant));
            }
            _ => {}
        }
    }
}

/// Who of the usual team of the owner did not join: who is gone, and who joins as soon as somebody says so.
fn not_joined(db: &Db, of: TeamOf, today: Day) -> Result<Vec<Message>> {
    let usual = usual::of(db, of, today)?;
    let what = record::subject(db, of.kind(), of.id())?;
    let said = |joins, key| {
        let those = usual.iter().filter(|it| it.joins == joins);
        let names: Vec<&str> = those.map(|it| it.name.as_str()).collect();
        let remark = Message::new(key).with("names", names.join(", "));
        (!names.is_empty()).then(|| remark.with("what", what.as_str()))
    };
    let said = [
        said(Joins::Left, "remark-left"),
        said(Joins::IfAsked, "remark-ask"),
    ];
    Ok(said.into_iter().flatten().collect())
}
