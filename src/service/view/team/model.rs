//! The sales model: whose stage each is, where a deal changes hands, and what waits there for an answer.

use std::collections::BTreeMap;

use crate::domain::calendar::Day;
use crate::domain::codes;
use crate::domain::deal::{Criteria, Deal, Stage, StageKind};
use crate::domain::handoff::{HandOff, SalesModel};
use crate::domain::id::{DealId, RepId, StageId};
use crate::domain::money::Money;
use crate::domain::record::Kind;
use crate::domain::refusal::Refusal;
use crate::domain::role::TeamOf;
use crate::domain::team::{Function, Rep, SettingKey, Who};
use crate::service::Result;
use crate::service::query::Places;
use crate::store::handoffs::{self, Waiting};
use crate::store::journal::read_record;
use crate::store::sql::Db;
use crate::store::{facts, teams};

/// How the team sells, and what waits between its functions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ModelView {
    /// Who sells a deal.
    pub model: SalesModel,
    /// Every open stage, in the order of the pipelines and of the stages in them.
    pub stages: Vec<ModelStage>,
    /// What waits for those who are asked for, the oldest first.
    pub waiting: Vec<HandOffRow>,
}

/// A stage, and what comes after it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ModelStage {
    /// Id.
    pub id: StageId,
    /// Version of the row.
    pub version: i64,
    /// Its name.
    pub name: String,
    /// The name of its pipeline.
    pub pipeline: String,
    /// Whose it is on an assembly line.
    pub function: Option<Function>,
    /// How many people of that function there are.
    pub people: i64,
    /// The function that its deals are handed off to as they come on to the next stage.
    pub next: Option<Function>,
    /// How many deals that came from here wait for an answer.
    pub waiting: i64,
    /// Days for which the oldest of them does.
    pub oldest: Option<i64>,
}

/// A deal that waits for an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandOffRow {
    /// The hand-off.
    pub hand_off: HandOff,
    /// The deal's name.
    pub deal: String,
    /// Its amount.
    pub amount: Option<Money>,
    /// The stage that it came from.
    pub from_stage: Option<String>,
    /// The stage that it came to.
    pub to_stage: Option<String>,
    /// Who had it.
    pub from: Option<String>,
    /// Whom it is offered to, if it is one.
    pub to: Option<String>,
    /// Days since it was offered.
    pub days: i64,
    /// What was said about what the stage asks for.
    pub checklist: Option<Criteria>,
}

/// How the team sells.
pub(in crate::service) fn model(db: &Db) -> Result<SalesModel> {
    let setting = facts::setting(db, SettingKey::SalesModel)?;
    let model = setting.and_then(|it| SalesModel::from_code(&it.value));
    Ok(model.unwrap_or(SalesModel::Island))
}

/// Whether a hand-off waits for whoever is asked for: for whom it is offered to, else for everyone of the function.
fn is_for(places: &Places, who: &Who, it: &HandOff, today: Day) -> bool {
    if *who == Who::default() {
        return true;
    }
    let mut reps = places.roster().reps.iter();
    reps.any(|rep| waits_for(it, rep, today) && places.includes(who, Some(rep.id), today))
}

fn waits_for(it: &HandOff, rep: &Rep, today: Day) -> bool {
    match it.to_rep_id {
        Some(id) => rep.id == id,
        None => rep.function == Some(it.function) && rep.is_active(today),
    }
}

/// What waits for those who are asked for, the oldest first.
pub(in crate::service) fn waiting(
    db: &Db,
    places: &Places,
    who: &Who,
    today: Day,
) -> Result<Vec<Waiting>> {
    let mut all = handoffs::all_waiting(db)?;
    all.retain(|it| is_for(places, who, &it.hand_off, today));
    Ok(all)
}

/// How many wait for each person.
pub(in crate::service) fn counts(
    db: &Db,
    places: &Places,
    today: Day,
) -> Result<BTreeMap<RepId, i64>> {
    let mut counts = BTreeMap::new();
    for it in handoffs::all_waiting(db)? {
        for rep in &places.roster().reps {
            if waits_for(&it.hand_off, rep, today) {
                *counts.entry(rep.id).or_default() += 1;
            }
        }
    }
    Ok(counts)
}

pub(in crate::service) fn load(db: &Db, who: &Who, today: Day) -> Result<ModelView> {
    let places = Places::new(facts::roster(db)?);
    let stages = facts::stages(db)?;
    let model = model(db)?;
    let waiting = waiting(db, &places, who, today)?;
    let open: Vec<_> = stages
        .iter()
        .filter(|(_, it)| it.kind == StageKind::Open)
        .collect();
    let after = |at: usize, stage: &Stage| {
        let next = open.get(at + 1).map(|(_, next)| next);
        next.and_then(|next| model.hand_off(stage, next, stage.function))
    };
    let people = |function: Option<Function>| {
        let reps = places.roster().reps.iter();
        let of = reps.filter(|rep| function.is_some() && rep.function == function);
        i64::try_from(of.filter(|rep| rep.is_active(today)).count()).unwrap_or(i64::MAX)
    };
    let of_stage = |stage: &Stage| {
        let from = waiting
            .iter()
            .filter(|it| it.hand_off.from_stage_id == Some(stage.id));
        let ages: Vec<i64> = from.map(|it| it.hand_off.age(today)).collect();
        (
            i64::try_from(ages.len()).unwrap_or(i64::MAX),
            ages.into_iter().max(),
        )
    };
    let rows = open.iter().enumerate().map(|(at, (pipeline, stage))| {
        let (waiting, oldest) = of_stage(stage);
        ModelStage {
            id: stage.id,
            version: stage.version,
            name: stage.name.clone(),
            pipeline: pipeline.name.clone(),
            function: stage.function,
            people: people(stage.function),
            next: after(at, stage),
            waiting,
            oldest,
        }
    });
    let rows = rows.collect();
    let name_of_stage = |id: Option<StageId>| {
        let mut all = stages.iter();
        let found = all.find(|(_, it)| Some(it.id) == id);
        found.map(|(_, it)| it.name.clone())
    };
    let name_of = |id: Option<RepId>| {
        let mut reps = places.roster().reps.iter();
        reps.find(|it| Some(it.id) == id).map(|it| it.name.clone())
    };
    let row = |it: &Waiting| HandOffRow {
        deal: it.deal.clone(),
        amount: it
            .amount
            .zip(it.currency)
            .map(|(minor, currency)| Money::new(minor, currency)),
        from_stage: name_of_stage(it.hand_off.from_stage_id),
        to_stage: name_of_stage(it.hand_off.to_stage_id),
        from: name_of(it.hand_off.from_rep_id),
        to: name_of(it.hand_off.to_rep_id),
        days: it.hand_off.age(today),
        checklist: it.hand_off.checklist.as_deref().map(Criteria::read),
        hand_off: it.hand_off.clone(),
    };
    Ok(ModelView {
        model,
        stages: rows,
        waiting: waiting.iter().map(row).collect(),
    })
}

/// What a deal meets on its way to another stage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BorderView {
    /// The function that it is handed off to; none where it stays whose it is.
    pub function: Option<Function>,
    /// Who of that function may take it, the likeliest first.
    pub people: Vec<Receiver>,
}

/// Somebody who may take a deal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receiver {
    /// Who.
    pub rep_id: RepId,
    /// Their name.
    pub name: String,
    /// Why they are likely.
    pub near: Near,
}

codes! {
    /// How near somebody is to a deal.
    Near {
        /// They are on its team.
        Deal => "deal",
        /// They usually sell with its owner.
        Usual => "usual",
        /// They are on the team of its owner.
        Team => "team",
        /// They are of the function, and no more.
        Function => "function",
    }
}

pub(in crate::service) fn border(
    db: &Db,
    deal_id: DealId,
    to: StageId,
    today: Day,
) -> Result<BorderView> {
    let missing = |kind: Kind, id: i64| Refusal::NotFound {
        kind: kind.code(),
        name: id.to_string(),
    };
    let deal: Option<Deal> = read_record(db, deal_id.0)?;
    let deal = deal.ok_or_else(|| missing(Kind::Deal, deal_id.0))?;
    let stage = |id: StageId| -> Result<Stage> {
        let found: Option<Stage> = read_record(db, id.0)?;
        Ok(found.ok_or_else(|| missing(Kind::Stage, id.0))?)
    };
    let (from, to) = (stage(deal.stage_id)?, stage(to)?);
    let places = Places::new(facts::roster(db)?);
    let reps = &places.roster().reps;
    let owner = reps.iter().find(|rep| Some(rep.id) == deal.owner_id);
    let function = model(db)?.hand_off(&from, &to, owner.and_then(|it| it.function));
    let on_deal = teams::members(db, TeamOf::Deal(deal.id))?;
    let usual = match deal.owner_id {
        Some(owner) => teams::usual(db, owner)?,
        None => Vec::new(),
    };
    let team = places.team(deal.owner_id, today);
    let near = |rep: &Rep| {
        if on_deal.iter().any(|it| it.rep_id == rep.id) {
            Near::Deal
        } else if usual.iter().any(|(it, ..)| it.member_id == rep.id) {
            Near::Usual
        } else if team.is_some() && places.team(Some(rep.id), today) == team {
            Near::Team
        } else {
            Near::Function
        }
    };
    let of = reps
        .iter()
        .filter(|rep| function.is_some() && rep.function == function && rep.is_active(today));
    let mut people: Vec<_> = of
        .map(|rep| Receiver {
            rep_id: rep.id,
            name: rep.name.clone(),
            near: near(rep),
        })
        .collect();
    // Stable: those who are as near stay in the order of their names.
    people.sort_by_key(|it| it.near);
    Ok(BorderView { function, people })
}
