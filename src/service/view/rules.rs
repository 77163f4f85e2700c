//! What the team agreed on, to be shown and changed: its settings, its limits, the stages these hold for.

use crate::domain::calendar::Day;
use crate::domain::command::Seen;
use crate::domain::deal::StageKind;
use crate::domain::id::{PipelineId, StageId};
use crate::domain::reasons;
use crate::domain::signal::Limit;
use crate::domain::team::{Policy, Setting, SettingKey};
use crate::service::Result;
use crate::store::facts;
use crate::store::sql::Db;

/// What the team agreed on.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RulesView {
    /// The settings that were made.
    pub settings: Vec<Setting>,
    /// Every stage, in the order of the pipelines and of the stages in them.
    pub stages: Vec<StageRules>,
    /// What was agreed on for everyone and holds today, by [`Limit::ALL`].
    pub limits: Vec<Option<i64>>,
    /// Every limit that was ever agreed on, with its day.
    pub policies: Vec<Policy>,
}

/// A stage, with what holds for it alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StageRules {
    /// Its id.
    pub id: StageId,
    /// Its pipeline.
    pub pipeline_id: PipelineId,
    /// Its name.
    pub name: String,
    /// Open, won or lost.
    pub kind: StageKind,
    /// What was agreed on for it and holds today, by [`Limit::ALL`].
    pub limits: Vec<Option<i64>>,
}

impl RulesView {
    /// The value of a setting, if it was made.
    pub fn setting(&self, key: SettingKey) -> Option<&str> {
        let found = self.settings.iter().find(|it| it.key == key);
        found.map(|it| it.value.as_str())
    }

    /// What is seen of a setting by whoever changes it.
    pub fn seen_setting(&self, key: SettingKey) -> Seen {
        let found = self.settings.iter().find(|it| it.key == key);
        Seen::of(found.map(|it| (it.id.0, it.version)))
    }

    /// What is seen of a limit, for everyone or for one stage, by whoever changes it from a day on.
    pub fn seen_limit(&self, limit: Limit, stage_id: Option<StageId>, from_on: Day) -> Seen {
        let found = limit.policy(&self.policies, stage_id, from_on);
        Seen::of(found.map(|it| (it.id.0, it.version)))
    }

    /// Why deals come to such an end: what is offered.
    pub fn reasons(&self, kind: StageKind) -> Vec<String> {
        let agreed = reasons::setting(kind).and_then(|key| self.setting(key));
        reasons::of(kind, agreed)
    }

    /// What holds for everyone: what was agreed on, else the default.
    pub fn limit(&self, limit: Limit) -> Option<i64> {
        of(&self.limits, limit).or(limit.rule().default)
    }

    /// The stages beside one, in their order.
    pub fn beside(&self, id: StageId) -> impl Iterator<Item = &StageRules> {
        let own = self.stages.iter().find(|stage| stage.id == id);
        let pipeline_id = own.map(|stage| stage.pipeline_id);
        let stages = self.stages.iter();
        stages.filter(move |stage| Some(stage.pipeline_id) == pipeline_id)
    }
}

impl StageRules {
    /// What holds for this stage alone.
    pub fn limit(&self, limit: Limit) -> Option<i64> {
        of(&self.limits, limit)
    }
}

fn of(limits: &[Option<i64>], limit: Limit) -> Option<i64> {
    let at = Limit::ALL.iter().position(|it| *it == limit)?;
    limits.get(at).copied().flatten()
}

pub(in crate::service) fn load(db: &Db, today: Day) -> Result<RulesView> {
    let policies = facts::policies(db)?;
    let stages = facts::stages(db)?.into_iter().map(|(_, stage)| StageRules {
        id: stage.id,
        pipeline_id: stage.pipeline_id,
        limits: agreed(&policies, Some(stage.id), today),
        name: stage.name,
        kind: stage.kind,
    });
    Ok(RulesView {
        settings: facts::settings(db)?,
        stages: stages.collect(),
        limits: agreed(&policies, None, today),
        policies,
    })
}

fn agreed(policies: &[Policy], stage_id: Option<StageId>, today: Day) -> Vec<Option<i64>> {
    let limits = Limit::ALL.iter();
    limits
        .map(|limit| limit.agreed(policies, stage_id, today))
        .collect()
}
