//! What the team agrees on from a day on: limits, for everyone or for one stage.

use super::record::not_found;
use crate::domain::calendar::Day;
use crate::domain::deal::Stage;
use crate::domain::id::StageId;
use crate::domain::record::Kind;
use crate::domain::refusal::Refusal;
use crate::domain::signal::{Limit, Rule, Unit};
use crate::domain::team::Policy;
use crate::service::view::rules::{self, RulesView};
use crate::service::{Result, Service, at_most_one};
use crate::store::journal::{Writer, read_record};
use crate::store::sql::Db;
use crate::store::{facts, find};

/// What the journal says it was about: `rot_days/Propose = 10`.
pub(super) fn subject(
    db: &Db,
    limit: Limit,
    stage_id: Option<StageId>,
    value: Option<i64>,
) -> Result<String> {
    let stage = match stage_id {
        Some(id) => read_record::<Stage>(db, id.0)?,
        None => None,
    };
    let of_stage = stage.map_or_else(String::new, |stage| ["/", &stage.name].concat());
    let value = value.map_or_else(|| "-".to_owned(), |value| limit.rule().unit.kept(value));
    Ok([limit.code(), &of_stage, " = ", &value].concat())
}

/// Saves a limit from a day on; what held before stays in the store, for the days before.
pub(super) fn set(
    writer: &mut Writer<'_>,
    limit: Limit,
    stage_id: Option<StageId>,
    from_on: Day,
    value: Option<i64>,
) -> Result<()> {
    let Rule { unit, range, .. } = limit.rule();
    if let Some(bad) = value.filter(|value| !range.contains(value)) {
        let per = if unit == Unit::Hours { 60 } else { 1 };
        return Err(Refusal::BadLimit {
            limit: limit.code(),
            value: bad / per,
            range: range.start() / per..=range.end() / per,
        }
        .into());
    }
    if let Some(id) = stage_id {
        let stage = read_record::<Stage>(writer.db(), id.0)?;
        let stage = stage.ok_or_else(|| not_found(Kind::Stage, id.0))?;
        if !limit.is_of_stages() {
            return Err(Refusal::NoLimitOfStage {
                limit: limit.code(),
                stage: stage.name,
            }
            .into());
        }
    }
    let policies = facts::policies(writer.db())?;
    if limit.agreed(&policies, stage_id, from_on) == value {
        return Ok(());
    }
    let key = limit.key(stage_id);
    let value = value.map_or_else(String::new, |value| unit.kept(value));
    let is_same = |it: &Policy| it.key == key && it.from_on == from_on;
    if let Some(before) = policies.into_iter().find(is_same) {
        let after = Policy {
            value,
            ..before.clone()
        };
        writer.update(&before, &after)?;
    } else {
        let policy = Policy {
            id: writer.id(),
            version: 1,
            key,
            from_on,
            value,
        };
        writer.insert(&policy)?;
    }
    Ok(())
}

impl Service {
    /// The only stage of this name, in any pipeline.
    pub fn stage_named(&self, name: &str) -> Result<StageId> {
        let found = find::stages(&self.db, None, name)?;
        let only = at_most_one(&found, "stage", name)?;
        Ok(only.map(StageId).ok_or_else(|| Refusal::NotFound {
            kind: "stage",
            name: name.to_owned(),
        })?)
    }

    /// What the team agreed on, as it holds on a day.
    pub fn rules(&self, today: Day) -> Result<RulesView> {
        rules::load(&self.db, today)
    }
}
