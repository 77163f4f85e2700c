//! The board's headers: what stands in each stage, over all deals that match, however few of them are shown.

use std::collections::BTreeMap;

use crate::domain::calendar::{Day, Period};
use crate::domain::command::Actor;
use crate::domain::deal::{Pipeline, Place, Stage, StageKind};
use crate::domain::filter::Filter;
use crate::domain::id::{PipelineId, RepId, StageId};
use crate::domain::kpi::{Facts, Measure};
use crate::domain::money::{Sum, weighted};
use crate::domain::signal::{Limits, Signals};
use crate::domain::team::Who;
use crate::service::Result;
use crate::service::query::{Agreed, Chosen, Places};
use crate::store::deals;
use crate::store::facts::{self, ClosedFact, OpenFact};
use crate::store::open::{self, OpenDeal};
use crate::store::paging::SORTED_MAX;
use crate::store::search::Search;
use crate::store::sql::Db;

use super::pipeline::measure;
use super::today::needs;

/// Every stage with its totals, and the open pipeline in all.
#[derive(Debug, Clone, PartialEq)]
pub struct BoardView {
    /// Every stage of every pipeline, in their order.
    pub stages: Vec<StageColumn>,
    /// Deals in an open stage.
    pub open_count: i64,
    /// Their amounts.
    pub open_value: Measure,
    /// Their amounts × probability.
    pub weighted_value: Measure,
}

/// One stage: over all rows in the store that match, not over those that are shown.
#[derive(Debug, Clone, PartialEq)]
pub struct StageColumn {
    /// Id.
    pub id: StageId,
    /// The pipeline it belongs to.
    pub pipeline_id: PipelineId,
    /// That pipeline's name.
    pub pipeline: String,
    /// Its name.
    pub name: String,
    /// Its place in its pipeline.
    pub position: i64,
    /// Open, won or lost.
    pub kind: StageKind,
    /// What it asks of the deals that come on to it.
    pub criteria: Vec<String>,
    /// Deals in it; of a won or lost stage, those closed in the period.
    pub count: i64,
    /// Their amounts.
    pub value: Measure,
    /// Their amounts × probability; a closed stage has none.
    pub weighted_value: Measure,
    /// Deals whose last touch is longer ago than the stage's rot days; 0 in a closed stage.
    pub idle_count: i64,
    /// Deals that are in the stage for longer than its limit; 0 in a closed stage.
    pub stalled_count: i64,
}

impl StageColumn {
    /// Where it stands.
    pub fn place(&self) -> Place {
        Place {
            pipeline_id: self.pipeline_id,
            position: self.position,
            kind: self.kind,
        }
    }
}

/// What stands in one stage.
struct Standing {
    facts: Facts,
    closed_count: i64,
    closed_value: Sum,
    idle_count: i64,
    stalled_count: i64,
}

/// Counts into the stages.
struct Tally<'a> {
    agreed: Agreed,
    places: Places,
    who: &'a Who,
    period: &'a Period,
    today: Day,
    stages: Vec<(Stage, Limits)>,
    standings: BTreeMap<StageId, Standing>,
}

impl Tally<'_> {
    fn at(
        &mut self,
        stage_id: StageId,
        owner_id: Option<RepId>,
        day: Day,
    ) -> Option<(&Agreed, &mut Standing)> {
        if !self.places.includes(self.who, owner_id, day) {
            return None;
        }
        let standing = self.standings.get_mut(&stage_id)?;
        Some((&self.agreed, standing))
    }

    fn add_open(&mut self, fact: &OpenFact) {
        let today = self.today;
        if let Some((agreed, standing)) = self.at(fact.stage_id, fact.owner_id, today) {
            agreed.add_open(&mut standing.facts, fact, today);
        }
    }

    fn add_closed(&mut self, fact: &ClosedFact) {
        let day = fact.closed_on;
        if !self.period.contains(day) {
            return;
        }
        if let Some((agreed, standing)) = self.at(fact.stage_id, fact.owner_id, day) {
            standing.closed_count += 1;
            let amount = fact.amount.map(i128::from);
            agreed.add(&mut standing.closed_value, amount, fact.currency, day);
        }
    }

    fn add_signals(&mut self, stage_id: StageId, owner_id: Option<RepId>, idle: i64, stalled: i64) {
        let today = self.today;
        if let Some((_, standing)) = self.at(stage_id, owner_id, today) {
            standing.idle_count += idle;
            standing.stalled_count += stalled;
        }
    }

    /// Counts one open deal.
    fn add_deal(&mut self, deal: &OpenDeal) {
        let Some((stage, limits)) = self.stages.iter().find(|(it, _)| it.id == deal.stage_id)
        else {
            return;
        };
        let probability = deal.probability.or(stage.probability);
        let part = deal
            .amount
            .zip(probability)
            .map(|(minor, bp)| weighted(minor, bp));
        let signals = Signals::of(limits, self.today, deal.touched_on, deal.stage_since_on);
        self.add_open(&OpenFact {
            stage_id: deal.stage_id,
            owner_id: deal.owner_id,
            currency: deal.currency,
            count: 1,
            amount: deal.amount.unwrap_or(0).into(),
            amount_count: deal.amount.is_some().into(),
            weighted: part.unwrap_or(0).into(),
            weighted_count: part.is_some().into(),
        });
        let (idle, stalled) = (signals.idle_days.is_some(), signals.stalled_days.is_some());
        self.add_signals(deal.stage_id, deal.owner_id, idle.into(), stalled.into());
    }

    /// Counts every deal that is chosen, grouped in the store.
    fn add_all(&mut self, db: &Db, chosen: &Chosen<'_>) -> Result<()> {
        let owner_id = self.who.rep_id.or(chosen.owner());
        for (stage, limits) in self.stages.clone() {
            let Some(conditions) = chosen.of(stage.id).filter(|_| !stage.kind.is_closed()) else {
                continue;
            };
            let cuts = needs::cuts(&self.agreed, &limits, self.today);
            for fact in open::standing(db, &stage, owner_id, conditions, &cuts)? {
                self.add_open(&fact.open);
                let (idle, stalled) = (fact.idle_count, fact.stalled_count);
                self.add_signals(stage.id, fact.open.owner_id, idle, stalled);
            }
        }
        let (period, of) = (self.period, |id| chosen.of(id));
        Ok(facts::each_closed_of(db, period, of, |fact, _| {
            self.add_closed(fact);
            Ok(())
        })?)
    }

    /// Counts the deals of a search, one by one.
    fn add_found(&mut self, db: &Db, chosen: &Chosen<'_>, search: &Search) -> Result<()> {
        if let Some(ids) = search.candidates(db, SORTED_MAX)? {
            for id in ids {
                if let Some(found) = deals::find(db, id)?
                    && search.finds(db, found.sought())?
                    && let Some(conditions) = chosen.of(found.stage_id)
                    && deals::meets(db, found.id, conditions)?
                {
                    self.add_looked_up(&found);
                }
            }
            return Ok(());
        }
        let owner_id = self.who.rep_id.or(chosen.owner());
        for (stage, _) in self.stages.clone() {
            if let Some(conditions) = chosen.of(stage.id).filter(|_| !stage.kind.is_closed()) {
                open::each(db, stage.id, owner_id, conditions, |deal| {
                    if search.finds(db, deal.sought())? {
                        self.add_deal(&deal);
                    }
                    Ok(())
                })?;
            }
        }
        let (period, of) = (self.period, |id| chosen.of(id));
        Ok(facts::each_closed_of(db, period, of, |fact, more| {
            if search.finds(db, more.sought()?)? {
                self.add_closed(fact);
            }
            Ok(())
        })?)
    }

    fn add_looked_up(&mut self, found: &deals::Found) {
        let stage = self.stages.iter().find(|(it, _)| it.id == found.stage_id);
        let Some(kind) = stage.map(|(stage, _)| stage.kind) else {
            return;
        };
        match found.closed_on {
            Some(closed_on) if kind.is_closed() => self.add_closed(&ClosedFact {
                stage_id: found.stage_id,
                kind,
                owner_id: found.owner_id,
                amount: found.amount,
                currency: found.currency,
                closed_on,
            }),
            None if !kind.is_closed() => self.add_deal(&OpenDeal {
                id: found.id,
                stage_id: found.stage_id,
                owner_id: found.owner_id,
                account_id: found.account_id,
                currency: found.currency,
                amount: found.amount,
                probability: found.probability,
                category: None,
                expected_close_on: found.expected_close_on,
                touched_on: found.touched_on,
                stage_since_on: found.stage_since_on,
                next_on: found.next_on,
                push_count: found.push_count,
                active_on: found.active_on,
                meeting_on: found.meeting_on,
            }),
            _ => {}
        }
    }
}

/// Counts every deal that matches.
fn tally<'a>(
    db: &Db,
    actor: &Actor,
    who: &'a Who,
    filter: &Filter,
    period: &'a Period,
    today: Day,
) -> Result<(Vec<(Pipeline, Stage)>, Tally<'a>)> {
    let agreed = Agreed::load(db)?;
    let policies = facts::policies(db)?;
    let stages = facts::stages(db)?;
    let empty = |stage: &Stage| {
        let standing = Standing {
            facts: Facts::new(agreed.reporting),
            closed_count: 0,
            closed_value: Sum::empty(agreed.reporting),
            idle_count: 0,
            stalled_count: 0,
        };
        (stage.id, standing)
    };
    let limited = |stage: &Stage| (stage.clone(), Limits::of(&policies, stage.id, today));
    let mut tally = Tally {
        standings: stages.iter().map(|(_, stage)| empty(stage)).collect(),
        stages: stages.iter().map(|(_, stage)| limited(stage)).collect(),
        agreed,
        places: Places::new(facts::roster(db)?),
        who,
        period,
        today,
    };
    // Every word is looked up to the last deal: a total is over all of them.
    let chosen = Chosen::new(db, actor, filter, &tally.stages, today)?;
    let search = chosen.search(db, usize::MAX)?;
    if search.is_for_all() {
        tally.add_all(db, &chosen)?;
    } else {
        tally.add_found(db, &chosen, &search)?;
    }
    Ok((stages, tally))
}

/// How many deals match, open or closed whenever, and their amounts.
pub(in crate::service) fn total(
    db: &Db,
    actor: &Actor,
    filter: &Filter,
    today: Day,
) -> Result<(i64, Sum)> {
    let (who, period) = (Who::default(), Period::all());
    let (_, tally) = tally(db, actor, &who, filter, &period, today)?;
    let mut count = 0;
    let mut value = Sum::empty(tally.agreed.reporting);
    for standing in tally.standings.values() {
        count += standing.facts.open_count + standing.closed_count;
        value.merge(&standing.facts.open_value);
        value.merge(&standing.closed_value);
    }
    Ok((count, value))
}

/// The headers of the board.
pub(in crate::service) fn load(
    db: &Db,
    actor: &Actor,
    who: &Who,
    filter: &Filter,
    period: &Period,
    today: Day,
) -> Result<BoardView> {
    let (stages, tally) = tally(db, actor, who, filter, period, today)?;
    let mut open = Facts::new(tally.agreed.reporting);
    let mut columns = Vec::new();
    for (pipeline, stage) in stages {
        let Some(standing) = tally.standings.get(&stage.id) else {
            continue;
        };
        open.merge(&standing.facts);
        columns.push(column(pipeline.name, stage, standing));
    }
    Ok(BoardView {
        stages: columns,
        open_count: open.open_count,
        open_value: measure("open_value", &open),
        weighted_value: measure("weighted_value", &open),
    })
}

fn column(pipeline: String, stage: Stage, standing: &Standing) -> StageColumn {
    let (count, value, weighted_value) = if stage.kind.is_closed() {
        let none = Measure::Money {
            value: None,
            parts: Vec::new(),
            n: Some(0),
        };
        (
            standing.closed_count,
            Measure::sum(&standing.closed_value, None),
            none,
        )
    } else {
        (
            standing.facts.open_count,
            measure("open_value", &standing.facts),
            measure("weighted_value", &standing.facts),
        )
    };
    StageColumn {
        id: stage.id,
        pipeline_id: stage.pipeline_id,
        pipeline,
        position: stage.position,
        criteria: stage.criteria(),
        name: stage.name,
        kind: stage.kind,
        count,
        value,
        weighted_value,
        idle_count: standing.idle_count,
        stalled_count: standing.stalled_count,
    }
}
