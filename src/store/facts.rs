//! Facts that KPIs are computed from: grouped and summed over all rows, in the store.
//!
//! Two fragments stand in every query here. `scope` says which deals an actor may read; `CREDIT` says who is
//! credited with how much of a deal. Both are at their simplest until access and splits arrive, and change here only.

use crate::domain::calendar::{Day, Period};
use crate::domain::command::Actor;
use crate::domain::deal::{Pipeline, Stage, StageKind};
use crate::domain::id::{RepId, StageId};
use crate::domain::money::Currency;
use crate::domain::team::{Membership, Office, Rate, Rep, Setting, Team};

use super::Result;
use super::sql::{Db, Statement};
use super::value::{Stored, Value};

/// Which deals (`d`) an actor may read: all, until access arrives.
fn scope(_actor: &Actor) -> &'static str {
    "TRUE"
}

/// Who is credited with how much of a deal (`d`): the owner with all of it, until splits arrive.
struct CreditFragment {
    rep_id: &'static str,
    amount: &'static str,
    join: &'static str,
}

const CREDIT: CreditFragment = CreditFragment {
    rep_id: "d.owner_id",
    amount: "d.amount",
    join: "",
};

/// Deals (`d`) with their stages (`s`), stage by stage: a plain join lets SQLite read the whole index of the deals
/// first, while a cross join keeps this order there and means the same everywhere.
const DEALS_BY_STAGE: &str = "FROM stage s CROSS JOIN deal d ";

/// Amount × probability in minor units, rounded half up, without a product beyond 2^53: whole ten-thousands and the
/// rest are weighted apart, and the rest is floored (`domain::money::weighted` says the same in Rust).
const WEIGHTED: &str = "d.amount / 10000 * COALESCE(d.probability, s.probability) \
     + (d.amount % 10000 * COALESCE(d.probability, s.probability) + 5000 \
        - ((d.amount % 10000 * COALESCE(d.probability, s.probability) + 5000) % 10000 + 10000) % 10000) / 10000";

/// Open deals of one owner in one stage and currency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenFact {
    /// Their stage.
    pub stage_id: StageId,
    /// Their owner.
    pub owner_id: Option<RepId>,
    /// Their currency; those without an amount may have none.
    pub currency: Option<Currency>,
    /// How many.
    pub count: i64,
    /// Sum of their amounts, minor units.
    pub amount: i64,
    /// How many have an amount.
    pub amount_count: i64,
    /// Sum of their amounts × probability, minor units, each rounded half up.
    pub weighted: i64,
    /// How many have an amount and a probability.
    pub weighted_count: i64,
}

/// The open pipeline, grouped.
pub fn open(db: &Db, actor: &Actor) -> Result<Vec<OpenFact>> {
    let statement = Statement::new(
        "SELECT s.id, d.owner_id, d.currency, COUNT(*), CAST(COALESCE(SUM(d.amount), 0) AS BIGINT), COUNT(d.amount), \
         CAST(COALESCE(SUM(",
    )
    .sql(WEIGHTED)
    .sql("), 0) AS BIGINT), COUNT(d.amount + COALESCE(d.probability, s.probability)) ")
    .sql(DEALS_BY_STAGE)
    .sql("WHERE s.kind = 'open' AND d.stage_id = s.id AND ")
    .sql(scope(actor))
    .sql(" GROUP BY s.id, d.owner_id, d.currency");
    db.all(&statement, |row| {
        Ok(OpenFact {
            stage_id: row.get(0)?,
            owner_id: row.get(1)?,
            currency: row.get(2)?,
            count: row.get(3)?,
            amount: row.get(4)?,
            amount_count: row.get(5)?,
            weighted: row.get(6)?,
            weighted_count: row.get(7)?,
        })
    })
}

/// A decided deal, as far as KPIs need it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClosedFact {
    /// Its stage.
    pub stage_id: StageId,
    /// Won or lost.
    pub kind: StageKind,
    /// Its owner, to whom counts and rates belong.
    pub owner_id: Option<RepId>,
    /// Who is credited with money.
    pub credited_id: Option<RepId>,
    /// With how much, minor units.
    pub credited: Option<i64>,
    /// The full amount, minor units.
    pub amount: Option<i64>,
    /// Its currency.
    pub currency: Option<Currency>,
    /// When it began.
    pub started_on: Option<Day>,
    /// When it was decided.
    pub closed_on: Day,
}

/// First day inside a period and first day after it, as far as a record may lie inside. The store compares days as
/// text: one with a fifth digit of its year or a sign before it would stand in the wrong place.
fn bounds(period: &Period) -> (Day, Day) {
    let last = Day::MAX.plus_days(1);
    let within = |day: Day| day.clamp(Day::MIN, last);
    (
        within(period.start.unwrap_or(Day::MIN)),
        within(period.end.unwrap_or(last)),
    )
}

/// Hands every deal that was decided in the period to `visit`.
pub fn each_closed(
    db: &Db,
    actor: &Actor,
    period: &Period,
    mut visit: impl FnMut(ClosedFact) -> Result<()>,
) -> Result<()> {
    let (start, end) = bounds(period);
    let statement = Statement::new(
        "SELECT s.id, s.kind, d.owner_id, d.amount, d.currency, d.started_on, d.closed_on, ",
    )
    .sql(CREDIT.rep_id)
    .sql(", ")
    .sql(CREDIT.amount)
    .sql(" ")
    .sql(DEALS_BY_STAGE)
    .sql(CREDIT.join)
    .sql("WHERE s.kind <> 'open' AND d.stage_id = s.id AND d.closed_on >= ")
    .bind(start.to_value())
    .sql(" AND d.closed_on < ")
    .bind(end.to_value())
    .sql(" AND ")
    .sql(scope(actor));
    db.each(&statement, |row| {
        visit(ClosedFact {
            stage_id: row.get(0)?,
            kind: row.get(1)?,
            owner_id: row.get(2)?,
            amount: row.get(3)?,
            currency: row.get(4)?,
            started_on: row.get(5)?,
            closed_on: row.get(6)?,
            credited_id: row.get(7)?,
            credited: row.get(8)?,
        })
    })
}

/// Every stage with its pipeline's name, in the order of the pipelines and of the stages in them.
pub fn stages(db: &Db) -> Result<Vec<(Pipeline, Stage)>> {
    let pipelines: Vec<Pipeline> = db.records(&Statement::new(
        "SELECT id, version, name, name_key, position FROM pipeline ORDER BY position, id",
    ))?;
    let mut all = Vec::new();
    for pipeline in pipelines {
        let statement = Statement::new(
            "SELECT id, version, pipeline_id, name, name_key, position, kind, probability, category FROM stage \
             WHERE pipeline_id = $1 ORDER BY position, id",
        )
        .with(vec![Value::Int(pipeline.id.0)]);
        all.extend(
            db.records(&statement)?
                .into_iter()
                .map(|stage| (pipeline.clone(), stage)),
        );
    }
    Ok(all)
}

/// Who is on the team and where, for grouping: small tables, read whole.
#[derive(Debug, Clone, Default)]
pub struct Roster {
    /// Everyone, in the order of their names.
    pub reps: Vec<Rep>,
    /// Every team, in the order of their names.
    pub teams: Vec<Team>,
    /// Every office, in the order of their names.
    pub offices: Vec<Office>,
    /// Who is where, and from when.
    pub memberships: Vec<Membership>,
}

/// Reads the roster.
pub fn roster(db: &Db) -> Result<Roster> {
    Ok(Roster {
        reps: db.records(&Statement::new(
            "SELECT id, version, name, name_key, email, job, function FROM rep ORDER BY name_key, id",
        ))?,
        teams: db.records(&Statement::new("SELECT id, version, name, name_key FROM team ORDER BY name_key, id"))?,
        offices: db.records(&Statement::new("SELECT id, version, name, name_key FROM office ORDER BY name_key, id"))?,
        memberships: db.records(&Statement::new(
            "SELECT id, version, rep_id, team_id, office_id, manager_id, from_on, to_on FROM membership \
             ORDER BY rep_id, from_on",
        ))?,
    })
}

/// Every setting that was made.
pub fn settings(db: &Db) -> Result<Vec<Setting>> {
    db.records(&Statement::new(
        "SELECT id, version, key, value FROM setting ORDER BY key",
    ))
}

/// Every rate, the newest first of each pair of currencies.
pub fn rates(db: &Db) -> Result<Vec<Rate>> {
    db.records(&Statement::new(
        "SELECT id, version, currency, to_currency, from_on, micros FROM rate \
         ORDER BY currency, to_currency, from_on DESC",
    ))
}

/// The currency of all deals, if they share one.
pub fn only_currency(db: &Db) -> Result<Option<Currency>> {
    let ends = |text| db.first(&Statement::new(text), |row| row.get::<Option<Currency>>(0));
    let first = ends("SELECT MIN(currency) FROM deal")?.flatten();
    let last = ends("SELECT MAX(currency) FROM deal")?.flatten();
    Ok(first.filter(|_| first == last))
}
