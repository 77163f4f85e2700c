//! Carrying out commands: load, decide by the rules of the domain, save, journal; one transaction each.

mod deal;
mod policy;

use crate::domain::calendar::Day;
use crate::domain::command::{Actor, Command, NewTeam};
use crate::domain::deal::{Deal, Pipeline, Stage, StageKind};
use crate::domain::id::{DealId, PipelineId, RepId, StageId, TeamId};
use crate::domain::money::Currency;
use crate::domain::refusal::Refusal;
use crate::domain::team::{Function, Job, Membership, Rate, Rep, Setting, SettingKey, Team};
use crate::domain::text::{Controls, TextKind, clean, name_key};
use crate::store::journal::{Writer, read_record};
use crate::store::record::Table;
use crate::store::sql::Statement;
use crate::store::value::Stored;
use crate::store::{self, facts, find, tables};

use super::query::Agreed;
use super::{Done, Result, Service, at_most_one};
pub(super) use deal::record_history;

/// Highest rate in millionths: below a hundred million, ten times what the weakest currency asks for.
const RATE_MAX: i64 = 99_999_999_999_999;

/// Name of the pipeline that a first stage makes.
const FIRST_PIPELINE: &str = "Sales";

pub(super) fn run(service: &Service, actor: &Actor, command: &Command) -> Result<Done> {
    let subject = subject(service, command)?;
    let heading = service.heading(actor, command.code(), subject);
    service.db.write(|| {
        let mut writer = Writer::new(&service.db, heading, fastrand::u64(..))?;
        match command {
            Command::StartTeam(team) => start_team(&mut writer, team),
            Command::AddRep { name, team } => add_rep(&mut writer, name, team.as_deref()),
            Command::AddStage {
                name,
                kind,
                probability,
                pipeline,
            } => add_stage(&mut writer, name, *kind, *probability, pipeline.as_deref()),
            Command::AddDeal(new) => deal::add(&mut writer, new),
            Command::EditDeal {
                id,
                version,
                edit,
                changed_on,
            } => deal::edit(&mut writer, *id, *version, edit, *changed_on),
            Command::MoveDeal {
                id,
                version,
                to,
                reason,
                changed_on,
            } => deal::go(
                &mut writer,
                (*id, *version),
                *to,
                reason.as_deref(),
                *changed_on,
            ),
            Command::Set { key, value } => set(&mut writer, *key, value),
            Command::SetRate {
                currency,
                from_on,
                micros,
            } => set_rate(&mut writer, *currency, *from_on, *micros),
            Command::SetPolicy {
                limit,
                stage_id,
                from_on,
                value,
            } => policy::set(&mut writer, *limit, *stage_id, *from_on, *value),
        }?;
        Ok(Done {
            seq: writer.finish()?,
        })
    })
}

/// What the journal says the command was about.
fn subject(service: &Service, command: &Command) -> Result<String> {
    Ok(match command {
        Command::StartTeam(team) => team.name.clone(),
        Command::AddRep { name, .. } | Command::AddStage { name, .. } => name.clone(),
        Command::AddDeal(new) => new.name.clone(),
        Command::EditDeal { id, .. } | Command::MoveDeal { id, .. } => {
            read_record::<Deal>(&service.db, id.0)?
                .map(|deal| deal.name)
                .unwrap_or_default()
        }
        Command::Set { key, value } => [key.code(), " = ", value].concat(),
        Command::SetRate { currency, .. } => currency.to_string(),
        Command::SetPolicy {
            limit,
            stage_id,
            value,
            ..
        } => policy::subject(&service.db, *limit, *stage_id, *value)?,
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

/// Refuses a name that a row of the table has already.
fn free_name(
    writer: &Writer<'_>,
    table: &'static Table,
    kind: &'static str,
    name: &str,
) -> Result<()> {
    if find::by_name(writer.db(), table, name)?.is_empty() {
        Ok(())
    } else {
        Err(Refusal::NameTaken {
            kind,
            name: name.to_owned(),
        }
        .into())
    }
}

fn start_team(writer: &mut Writer<'_>, team: &NewTeam) -> Result<()> {
    set(writer, SettingKey::Currency, team.currency.code())?;
    set(writer, SettingKey::TimeZone, team.zone.name())?;
    add_rep(writer, &team.rep, Some(&team.name))?;
    for stage in &team.stages {
        add_stage(writer, &stage.name, stage.kind, stage.probability, None)?;
    }
    Ok(())
}

fn add_rep(writer: &mut Writer<'_>, name: &str, team: Option<&str>) -> Result<()> {
    let name = checked_name(name)?;
    free_name(writer, &tables::REP, "rep", &name)?;
    let rep = Rep {
        id: writer.id(),
        version: 1,
        name_key: name_key(&name),
        name,
        email: None,
        job: Some(Job::SalesRep),
        function: Some(Function::AccountExecutive),
    };
    writer.insert(&rep)?;
    let Some(team) = team else { return Ok(()) };
    let team_id = team_named(writer, team)?;
    let membership = Membership {
        id: writer.id(),
        version: 1,
        rep_id: rep.id,
        team_id: Some(team_id),
        office_id: None,
        manager_id: None,
        // A first place has nothing before it to contradict, and results of the past belong somewhere.
        from_on: Day::MIN,
        to_on: None,
    };
    Ok(writer.insert(&membership)?)
}

/// The team of a name, made if it is new.
fn team_named(writer: &mut Writer<'_>, name: &str) -> Result<TeamId> {
    let name = checked_name(name)?;
    let found = find::by_name(writer.db(), &tables::TEAM, &name)?;
    if let Some(id) = at_most_one(&found, "team", &name)? {
        return Ok(TeamId(id));
    }
    let team = Team {
        id: writer.id(),
        version: 1,
        name_key: name_key(&name),
        name,
    };
    writer.insert(&team)?;
    Ok(team.id)
}

fn add_stage(
    writer: &mut Writer<'_>,
    name: &str,
    kind: StageKind,
    probability: Option<i64>,
    pipeline: Option<&str>,
) -> Result<()> {
    let name = checked_name(name)?;
    let pipeline_id = pipeline_named(writer, pipeline)?;
    if !find::stages(writer.db(), Some(pipeline_id.0), &name)?.is_empty() {
        return Err(Refusal::NameTaken {
            kind: "stage",
            name,
        }
        .into());
    }
    let stage = new_stage(writer, pipeline_id, name, kind, probability)?;
    Ok(writer.insert(&stage)?)
}

/// A stage at the end of a pipeline, not yet saved.
pub(super) fn new_stage(
    writer: &mut Writer<'_>,
    pipeline_id: PipelineId,
    name: String,
    kind: StageKind,
    probability: Option<i64>,
) -> store::Result<Stage> {
    let statement = Statement::new("SELECT MAX(position) FROM stage WHERE pipeline_id = ")
        .bind(pipeline_id.to_value());
    let last: Option<i64> = writer.db().first(&statement, |row| row.int(0))?.flatten();
    Ok(Stage {
        id: writer.id(),
        version: 1,
        pipeline_id,
        name_key: name_key(&name),
        name,
        position: last.unwrap_or(0) + 1,
        kind,
        probability,
        category: None,
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

fn not_found(kind: &'static str, id: i64) -> Refusal {
    Refusal::NotFound {
        kind,
        name: id.to_string(),
    }
}

fn set(writer: &mut Writer<'_>, key: SettingKey, value: &str) -> Result<()> {
    let value = key.checked(value).ok_or_else(|| Refusal::BadSetting {
        key: key.code(),
        value: value.to_owned(),
    })?;
    if let Some(before) = facts::setting(writer.db(), key)? {
        let after = Setting {
            value,
            ..before.clone()
        };
        writer.update(&before, &after)?;
    } else {
        let setting = Setting {
            id: writer.id(),
            version: 1,
            key,
            value,
        };
        writer.insert(&setting)?;
    }
    Ok(())
}

/// Saves what a currency is worth in the reporting currency that is in force now.
fn set_rate(writer: &mut Writer<'_>, currency: Currency, from_on: Day, micros: i64) -> Result<()> {
    if !(1..=RATE_MAX).contains(&micros) {
        return Err(Refusal::RateOutOfRange { currency }.into());
    }
    let reporting = Agreed::load(writer.db())?.reporting;
    let to_currency = reporting.ok_or(Refusal::NoReportingCurrency { currency })?;
    if to_currency == currency {
        return Err(Refusal::RateOfItself { currency }.into());
    }
    let same = |rate: &Rate| {
        rate.currency == currency && rate.to_currency == to_currency && rate.from_on == from_on
    };
    if let Some(before) = facts::rates(writer.db())?.into_iter().find(same) {
        let after = Rate {
            micros,
            ..before.clone()
        };
        writer.update(&before, &after)?;
    } else {
        let rate = Rate {
            id: writer.id(),
            version: 1,
            currency,
            to_currency,
            from_on,
            micros,
        };
        writer.insert(&rate)?;
    }
    Ok(())
}

impl Service {
    /// A deal as it stands, to edit it.
    pub fn deal(&self, id: DealId) -> Result<Deal> {
        Ok(read_record(&self.db, id.0)?.ok_or_else(|| not_found("deal", id.0))?)
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

    /// The rep who goes by this name.
    pub fn rep(&self, reference: &str) -> Result<RepId> {
        self.find(&tables::REP, "rep", reference).map(RepId)
    }

    /// The team that goes by this name.
    pub fn team(&self, reference: &str) -> Result<TeamId> {
        self.find(&tables::TEAM, "team", reference).map(TeamId)
    }

    /// What an entry of the journal is about.
    pub fn entry_subject(&self, seq: Option<i64>) -> Result<String> {
        let entry = seq
            .map(|seq| store::journal::entry(&self.db, seq))
            .transpose()?
            .flatten();
        Ok(entry.map(|entry| entry.subject).unwrap_or_default())
    }

    /// The deal that goes by this id, outside id or name.
    pub fn deal_id(&self, reference: &str) -> Result<DealId> {
        self.find(&tables::DEAL, "deal", reference).map(DealId)
    }
}
