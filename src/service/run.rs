//! Carrying out commands: load, decide by the rules of the domain, save, journal; one transaction each.

mod activity;
pub(super) mod agreed;
pub(super) mod conflict;
mod deal;
mod delete;
pub(super) mod duty;
mod handoff;
mod place;
mod planned;
mod record;
pub(super) mod remark;
pub(super) mod split;
mod staff;
mod standup;
pub(in crate::service) mod usual;
pub(super) mod week;
mod worth;

use crate::domain::calendar::Day;
use crate::domain::command::{Actor, Command, NewTeam, Seen};
use crate::domain::deal::{Deal, Pipeline, Stage, StageKind};
use crate::domain::handoff::HandOff;
use crate::domain::id::{DealId, PipelineId, RepId, StageId, TeamId};
use crate::domain::message::Message;
use crate::domain::money::Currency;
use crate::domain::record::{Assignment, Content, Kind};
use crate::domain::refusal::Refusal;
use crate::domain::team::SettingKey;
use crate::domain::text::{Controls, TextKind, clean, name_key};
use crate::store::journal::{Change, EntryRow, Writer, Written, read_record, read_row};
use crate::store::value::Value;
use crate::store::{self, facts, handoffs, tables, veil};

use super::query::Agreed;
use super::{Done, Error, Result, Service};
pub(super) use deal::record_history;
pub(super) use record::{in_currency, resave};

/// Rows of an entry among which a new deal is looked for: its account and what else was made by name stand before it.
const MADE_MAX: i64 = 20;

/// Name of the pipeline that a first stage makes.
const FIRST_PIPELINE: &str = "Sales";

pub(super) fn run(service: &Service, actor: &Actor, command: &Command) -> Result<Done> {
    refuse_unseen(service, command)?;
    let subject = subject(service, command)?;
    let heading = service.heading(actor, command.code(), subject);
    // What goes wrong with a word about a command is no reason against it: the command itself says what is.
    let remarks = remark::on(&service.db, command).unwrap_or_default();
    let seq = service.db.write(|| {
        let mut writer = service.writer(actor, heading)?;
        carry_out(&mut writer, command)?;
        split::check(&writer)?;
        Ok::<_, Error>(writer.finish()?)
    })?;
    let today = service.today()?;
    let after = seq.map(|seq| remark::after(&service.db, command, seq, today));
    let after = after.transpose().unwrap_or_default().unwrap_or_default();
    Ok(Done {
        seq,
        remarks: [remarks, after].concat(),
    })
}

/// Refuses a command about a record that is not there for whoever looks, before any rule says something about it.
fn refuse_unseen(service: &Service, command: &Command) -> Result<()> {
    if !veil::is_drawn(&service.db) {
        return Ok(());
    }
    command.clone().read_anew(&mut |kind, id, version| {
        service.version(kind, id)?;
        Ok::<_, Error>(version)
    })
}

fn carry_out(writer: &mut Writer<'_>, command: &Command) -> Result<()> {
    match command {
        Command::StartTeam(team) => start_team(writer, team),
        Command::AddRep { name, fields, team } => add_rep(writer, name, fields, team.as_deref()),
        Command::Add { kind, fields, on } => record::add(writer, *kind, fields, *on).map(drop),
        Command::Edit {
            kind,
            id,
            version,
            fields,
            on,
        } => record::edit(writer, (*kind, *id, *version), fields, *on),
        Command::Delete {
            kind,
            id,
            version,
            to,
            on,
        } => delete::delete(writer, (*kind, *id, *version), *to, *on),
        Command::Many(commands) => commands.iter().try_for_each(|it| carry_out(writer, it)),
        Command::MoveDeal {
            id,
            version,
            to,
            reason,
            criteria,
            changed_on,
        } => deal::go(
            writer,
            (*id, *version),
            *to,
            (reason.as_deref(), criteria),
            *changed_on,
        ),
        Command::Split {
            deal_id,
            version,
            kind,
            shares,
            on,
        } => split::split(writer, (*deal_id, *version), *kind, shares, *on),
        Command::Set { key, value, seen } => agreed::set(writer, *key, value, *seen),
        Command::SetRate {
            currency,
            from_on,
            micros,
            seen,
        } => agreed::set_rate(writer, *currency, *from_on, *micros, *seen),
        Command::SetPolicy {
            limit,
            stage_id,
            from_on,
            value,
            seen,
        } => agreed::set_policy(writer, (*limit, *stage_id, *from_on), *value, *seen),
        Command::Week(command) => week::carry_out(writer, command),
        Command::Standup(command) => standup::carry_out(writer, command),
        Command::HandOff(command) => handoff::carry_out(writer, command),
        Command::ShipRoles(names) => staff::ship(writer, names),
    }
}

/// What the journal says the command was about.
fn subject(service: &Service, command: &Command) -> Result<String> {
    let db = &service.db;
    Ok(match command {
        Command::StartTeam(team) => team.name.clone(),
        Command::AddRep { name, .. } => name.clone(),
        Command::Add { kind, fields, .. } => record::subject_of_new(db, *kind, fields)?,
        Command::Edit { kind, id, .. } | Command::Delete { kind, id, .. } => {
            record::subject(db, *kind, *id)?
        }
        Command::MoveDeal { id, .. } | Command::Split { deal_id: id, .. } => {
            record::subject(db, Kind::Deal, id.0)?
        }
        Command::Many(commands) => match &commands[..] {
            [] => String::new(),
            [only] => subject(service, only)?,
            [first, rest @ ..] => format!("{} +{}", subject(service, first)?, rest.len()),
        },
        Command::Set { key, value, .. } => [key.code(), " = ", value].concat(),
        Command::SetRate { currency, .. } => currency.to_string(),
        Command::SetPolicy {
            limit,
            stage_id,
            value,
            ..
        } => agreed::subject(&service.db, *limit, *stage_id, *value)?,
        Command::Week(command) => week::subject(db, command)?,
        Command::Standup(command) => standup::subject(db, command)?,
        Command::HandOff(command) => handoff::subject(db, command)?,
        Command::ShipRoles(names) => match &staff::unshipped(db, names)?[..] {
            [] => String::new(),
            [(_, only)] => only.name.clone(),
            [(_, first), rest @ ..] => format!("{} +{}", first.name, rest.len()),
        },
    })
}

/// A name as it may be stored.
fn checked_name(name: &str) -> Result<String> {
    let bad = || Refusal::BadName {
        name: name.to_owned(),
    };
    let clean = clean(name, TextKind::Name, Controls::Refuse).map_err(|_| bad())?;
    if clean.text.is_empty() {
        Err(bad().into())
    } else {
        Ok(clean.text)
    }
}

fn start_team(writer: &mut Writer<'_>, team: &NewTeam) -> Result<()> {
    agreed::set(
        writer,
        SettingKey::Currency,
        team.currency.code(),
        Seen::Unread,
    )?;
    agreed::set(writer, SettingKey::TimeZone, team.zone.name(), Seen::Unread)?;
    add_rep(writer, &team.rep, &[], Some(&team.name))?;
    for stage in &team.stages {
        let pipeline_id = pipeline_named(writer, None)?;
        let name = checked_name(&stage.name)?;
        let stage = new_stage(writer, pipeline_id, name, stage.kind, stage.probability)?;
        writer.insert(&stage)?;
    }
    if team.roles.is_empty() {
        return Ok(());
    }
    staff::ship(writer, &team.roles)
}

/// A person in a team that is made if it is new.
fn add_rep(
    writer: &mut Writer<'_>,
    name: &str,
    fields: &[Assignment],
    team: Option<&str>,
) -> Result<()> {
    let name = Assignment::new("name", Content::Text(name.to_owned()));
    let rep = [&[name], fields].concat();
    let rep_id = record::add(writer, Kind::Rep, &rep, Day::MIN)?;
    let Some(team) = team else { return Ok(()) };
    let place = [
        Assignment::new("rep", Content::Record(rep_id)),
        Assignment::new("team", Content::Named(team.to_owned())),
    ];
    record::add(writer, Kind::Membership, &place, Day::MIN).map(drop)
}

/// A stage at the end of a pipeline, not yet saved.
pub(super) fn new_stage(
    writer: &mut Writer<'_>,
    pipeline_id: PipelineId,
    name: String,
    kind: StageKind,
    probability: Option<i64>,
) -> store::Result<Stage> {
    Ok(Stage {
        id: writer.id(),
        version: 1,
        pipeline_id,
        name_key: name_key(&name),
        name,
        position: record::next_position(writer.db(), Some(pipeline_id))?,
        kind,
        probability,
        category: None,
        exit_criteria: None,
        function: None,
    })
}

/// The pipeline of a name, made if it is new; without a name the first one.
pub(super) fn pipeline_named(writer: &mut Writer<'_>, name: Option<&str>) -> Result<PipelineId> {
    let pipelines = facts::pipelines(writer.db())?;
    let wanted = checked_name(name.unwrap_or(FIRST_PIPELINE))?;
    let key = name_key(&wanted);
    let found = match name {
        None => pipelines.first(),
        Some(_) => pipelines.iter().find(|pipeline| pipeline.name_key == key),
    };
    if let Some(pipeline) = found {
        return Ok(pipeline.id);
    }
    let position = pipelines.last().map_or(0, |pipeline| pipeline.position) + 1;
    let pipeline = Pipeline {
        id: writer.id(),
        version: 1,
        name: wanted,
        name_key: key,
        position,
    };
    writer.insert(&pipeline)?;
    Ok(pipeline.id)
}

impl Service {
    /// A deal as it stands, to move it.
    pub fn deal(&self, id: DealId) -> Result<Deal> {
        Ok(read_record(&self.db, id.0)?.ok_or_else(|| record::not_found(Kind::Deal, id.0))?)
    }

    /// The hand-off of a deal that waits for an answer.
    pub fn waiting(&self, id: DealId) -> Result<Option<HandOff>> {
        Ok(handoffs::waiting(&self.db, id)?)
    }

    /// Refuses whoever may not change a record at all: before anything is said about what they would change it to.
    pub fn changes(&self, actor: &Actor, kind: Kind, id: i64) -> Result<()> {
        self.look_as(actor)?;
        let row = read_row(&self.db, tables::of(kind), id)?;
        if let (Some(mut guard), Some(row)) = (self.guard(actor, &[])?, row) {
            guard.check(&self.db, &Written::changing(tables::of(kind), &row))?;
        }
        Ok(())
    }

    /// The version of a record, to change it.
    pub fn version(&self, kind: Kind, id: i64) -> Result<i64> {
        let table = tables::of(kind);
        let row = read_row(&self.db, table, id)?.ok_or_else(|| record::not_found(kind, id))?;
        Ok(row.get(1).and_then(Value::as_int).unwrap_or_default())
    }

    /// The stage of this name in the pipeline that a deal is in.
    pub fn stage(&self, deal: &Deal, name: &str) -> Result<StageId> {
        let key = name_key(name);
        let found = self.stages_beside(deal)?;
        let found = found.into_iter().find(|stage| stage.name_key == key);
        Ok(found
            .map(|stage| stage.id)
            .ok_or_else(|| Refusal::NotFound {
                kind: "stage",
                name: name.to_owned(),
            })?)
    }

    /// The first stage of a kind in the pipeline that a deal is in.
    pub fn stage_of_kind(&self, deal: &Deal, kind: StageKind) -> Result<StageId> {
        let found = self.stages_beside(deal)?;
        let found = found.into_iter().find(|stage| stage.kind == kind);
        let none = || Refusal::NoStageOf { kind: kind.code() };
        Ok(found.map(|stage| stage.id).ok_or_else(none)?)
    }

    /// What a stage asks of the deals that come on to it.
    pub fn criteria(&self, id: StageId) -> Result<Vec<String>> {
        let stage: Option<Stage> = read_record(&self.db, id.0)?;
        let stage = stage.ok_or_else(|| record::not_found(Kind::Stage, id.0))?;
        Ok(stage.criteria())
    }

    /// The stages of the pipeline that a deal is in, in their order.
    fn stages_beside(&self, deal: &Deal) -> Result<Vec<Stage>> {
        let all = facts::stages(&self.db)?.into_iter().map(|(_, stage)| stage);
        let all: Vec<Stage> = all.collect();
        let own = all.iter().find(|stage| stage.id == deal.stage_id);
        let pipeline_id = own.map(|stage| stage.pipeline_id);
        let is_beside = |stage: &Stage| Some(stage.pipeline_id) == pipeline_id;
        Ok(all.into_iter().filter(is_beside).collect())
    }

    /// The currency that the team reports in, if it has chosen one.
    pub fn reporting_currency(&self) -> Result<Option<Currency>> {
        Ok(Agreed::load(&self.db)?.reporting)
    }

    /// Month in which the team's fiscal year starts.
    pub fn fiscal_month(&self) -> Result<u32> {
        Ok(Agreed::load(&self.db)?.fiscal_month)
    }

    /// The rep who goes by this name.
    pub fn rep(&self, reference: &str) -> Result<RepId> {
        self.record(Kind::Rep, reference).map(RepId)
    }

    /// The team that goes by this name.
    pub fn team(&self, reference: &str) -> Result<TeamId> {
        self.record(Kind::Team, reference).map(TeamId)
    }

    /// What an entry of the journal did, in a sentence.
    pub fn told(&self, seq: i64) -> Result<Message> {
        super::view::told::load(&self.db, seq)
    }

    /// The deal that an entry of the journal made, if it made one.
    pub fn made(&self, seq: i64) -> Result<Option<DealId>> {
        let rows = store::journal::rows_of_start(&self.db, seq, MADE_MAX)?.into_iter();
        let is_made =
            |row: &EntryRow| row.change == Change::Created && row.table.name == tables::DEAL.name;
        let made: Vec<EntryRow> = rows.filter(is_made).collect();
        Ok(match &made[..] {
            [only] if only.row_count == 1 => Some(DealId(only.first_id)),
            _ => None,
        })
    }

    /// The deal that an entry of the journal gave other values or brought back, if it is only one.
    pub fn deal_of(&self, seq: i64) -> Result<Option<DealId>> {
        let rows = store::journal::rows_of_start(&self.db, seq, MADE_MAX)?.into_iter();
        let is_there =
            |row: &EntryRow| row.change != Change::Removed && row.table.name == tables::DEAL.name;
        let mut ids: Vec<(i64, i64)> = rows
            .filter(is_there)
            .map(|row| (row.first_id, row.last_id))
            .collect();
        ids.dedup();
        Ok(match ids[..] {
            [(first, last)] if first == last => Some(DealId(first)),
            _ => None,
        })
    }

    /// The record of a kind that goes by this id, outside id or name.
    pub fn record(&self, kind: Kind, reference: &str) -> Result<i64> {
        self.find(tables::of(kind), kind.code(), reference)
    }
}
