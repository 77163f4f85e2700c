//! The pipeline by stage.

use std::collections::BTreeMap;

use crate::domain::calendar::{Day, Period};
use crate::domain::deal::{Pipeline, Stage, StageKind};
use crate::domain::id::{RepId, StageId};
use crate::domain::kpi::{Facts, Measure, kpi};
use crate::domain::money::Sum;
use crate::service::Result;
use crate::service::query::{Agreed, Group, Places, Who};
use crate::store::facts;
use crate::store::sql::Db;

/// What stands in each stage, and the open pipeline in all.
#[derive(Debug, Clone, PartialEq)]
pub struct PipelineView {
    /// Every stage of every pipeline, in their order.
    pub stages: Vec<StageRow>,
    /// Deals in an open stage.
    pub open_count: i64,
    /// Their amounts.
    pub open_value: Measure,
    /// Their amounts × probability.
    pub weighted_value: Measure,
    /// The same split by rep, team or office, where asked for.
    pub groups: Vec<PipelineGroup>,
}

/// One stage.
#[derive(Debug, Clone, PartialEq)]
pub struct StageRow {
    /// The pipeline it belongs to.
    pub pipeline: String,
    /// Its name.
    pub stage: String,
    /// Open, won or lost.
    pub kind: StageKind,
    /// Deals in it; of a won or lost stage, those closed in the period.
    pub count: i64,
    /// Their amounts.
    pub value: Measure,
    /// Their amounts × probability; a closed stage has none.
    pub weighted_value: Measure,
}

/// The pipeline of one rep, team or office.
#[derive(Debug, Clone, PartialEq)]
pub struct PipelineGroup {
    /// Its name; `None` for deals that belong to none.
    pub name: Option<String>,
    /// Its stages, the open pipeline in all.
    pub view: Box<PipelineView>,
}

/// What stands in one stage: open deals, or decided ones of either kind.
#[derive(Debug, Clone)]
struct Standing {
    open: Facts,
    closed_count: i64,
    closed_value: Sum,
}

impl Standing {
    fn new(agreed: &Agreed) -> Self {
        Self {
            open: Facts::new(agreed.reporting),
            closed_count: 0,
            closed_value: Sum::empty(agreed.reporting),
        }
    }
}

/// Everything by stage, of everyone together or of one group.
type ByStage = BTreeMap<StageId, Standing>;

/// Counts everything once, in all and, where asked for, by group.
pub(in crate::service) fn load(
    db: &Db,
    who: &Who,
    period: &Period,
    today: Day,
    group: Option<Group>,
) -> Result<PipelineView> {
    let agreed = Agreed::load(db)?;
    let places = Places::new(facts::roster(db)?);
    let stages = facts::stages(db)?;
    let mut all = ByStage::new();
    let mut groups: BTreeMap<Option<i64>, ByStage> = BTreeMap::new();
    let mut add =
        |rep_id: Option<RepId>, day: Day, stage_id: StageId, count: &dyn Fn(&mut Standing)| {
            if !places.includes(who, rep_id, day) {
                return;
            }
            let add_to = |by_stage: &mut ByStage| {
                count(
                    by_stage
                        .entry(stage_id)
                        .or_insert_with(|| Standing::new(&agreed)),
                );
            };
            add_to(&mut all);
            if let Some(group) = group {
                add_to(groups.entry(places.group(group, rep_id, day)).or_default());
            }
        };
    for fact in facts::open(db, who.rep_id)? {
        add(fact.owner_id, today, fact.stage_id, &|standing| {
            agreed.add_open(&mut standing.open, &fact, today);
        });
    }
    facts::each_closed(db, period, |fact, _| {
        let (day, amount) = (fact.closed_on, fact.amount.map(i128::from));
        add(fact.owner_id, day, fact.stage_id, &|standing| {
            standing.closed_count += 1;
            agreed.add(&mut standing.closed_value, amount, fact.currency, day);
        });
        Ok(())
    })?;
    let mut view = view_of(&stages, &all, &agreed);
    if let Some(group) = group {
        let unnamed = groups.remove(&None);
        let named = places
            .groups(group)
            .into_iter()
            .filter_map(|(id, name)| Some((Some(name.to_owned()), groups.get(&Some(id))?.clone())));
        view.groups = named
            .chain(unnamed.map(|by_stage| (None, by_stage)))
            .map(|(name, by_stage)| PipelineGroup {
                name,
                view: Box::new(view_of(&stages, &by_stage, &agreed)),
            })
            .collect();
    }
    Ok(view)
}

fn view_of(stages: &[(Pipeline, Stage)], by_stage: &ByStage, agreed: &Agreed) -> PipelineView {
    let nothing = Standing::new(agreed);
    let of = |stage: &Stage| by_stage.get(&stage.id).unwrap_or(&nothing);
    let mut open = nothing.open.clone();
    for (_, stage) in stages {
        open.merge(&of(stage).open);
    }
    PipelineView {
        stages: stages
            .iter()
            .map(|(pipeline, stage)| stage_row(pipeline, stage, of(stage)))
            .collect(),
        open_count: open.open_count,
        open_value: measure("open_value", &open),
        weighted_value: measure("weighted_value", &open),
        groups: Vec::new(),
    }
}

fn stage_row(pipeline: &Pipeline, stage: &Stage, standing: &Standing) -> StageRow {
    let (count, value, weighted_value) = if stage.kind.is_closed() {
        let none = Measure::Money {
            value: None,
            parts: Vec::new(),
            n: Some(0),
        };
        let value = Measure::sum(&standing.closed_value, None);
        (standing.closed_count, value, none)
    } else {
        let open = &standing.open;
        (
            open.open_count,
            measure("open_value", open),
            measure("weighted_value", open),
        )
    };
    StageRow {
        pipeline: pipeline.name.clone(),
        stage: stage.name.clone(),
        kind: stage.kind,
        count,
        value,
        weighted_value,
    }
}

/// A KPI of some facts: the pipeline and the comparison share one definition.
pub(super) fn measure(key: &str, facts: &Facts) -> Measure {
    kpi(key).map_or(Measure::Count(0), |kpi| (kpi.formula)(facts))
}
