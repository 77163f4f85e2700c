//! How far deals have come, and what is owed on the way.

use std::collections::BTreeMap;

use crate::domain::deal::{Stage, StageKind};
use crate::domain::id::{RoleDutyId, StageId};
use crate::domain::role::Owing;
use crate::service::Result;
use crate::store::sql::Db;
use crate::store::{facts, teams};

/// The stages in their order, and by which of them each duty is expected.
#[derive(Debug, Default)]
pub struct Way {
    stages: Vec<Stage>,
    expected: BTreeMap<RoleDutyId, Option<StageId>>,
}

impl Way {
    /// Reads it: few rows, whole.
    pub fn load(db: &Db) -> Result<Self> {
        let stages = facts::stages(db)?.into_iter().map(|(_, it)| it);
        let duties = teams::duties(db)?.into_iter();
        Ok(Self {
            stages: stages.collect(),
            expected: duties.map(|it| (it.id, it.stage_id)).collect(),
        })
    }

    /// Whether it is time for a duty on a deal in a stage; on an account, without one, it always is.
    pub fn owing(&self, duty_id: RoleDutyId, stands: Option<StageId>) -> Owing {
        let expected = self.expected.get(&duty_id).copied().flatten();
        match stands.and_then(|id| self.place(id)) {
            Some(stands) => Owing::of(expected.and_then(|id| self.place(id)), stands),
            None => Owing::Now,
        }
    }

    /// What the stage is called by which a duty is expected.
    pub fn by(&self, stage_id: Option<StageId>) -> Option<&str> {
        let stage = self.stages.iter().find(|it| Some(it.id) == stage_id);
        stage.map(|it| it.name.as_str())
    }

    /// The place of a stage among the open ones of its pipeline; one that is closed is behind all of them.
    fn place(&self, id: StageId) -> Option<usize> {
        let stage = self.stages.iter().find(|it| it.id == id)?;
        let beside = self
            .stages
            .iter()
            .filter(|it| it.pipeline_id == stage.pipeline_id && it.kind == StageKind::Open);
        let mut places = beside.clone();
        let place = places.position(|it| it.id == id);
        Some(place.unwrap_or_else(|| beside.count()))
    }
}
