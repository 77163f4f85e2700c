//! Facts that KPIs are computed from: grouped and summed over all rows, in the store.
//!
//! Two fragments have their one place here. `scope` stands in every query that lists, counts or shows deals: all that are
//! there, because what somebody may not read is not there ([`store::veil`](crate::store::veil)). `CreditFragment` says who
//! is credited with how much of a deal; it stands in the queries that are about credits alone, because it answers several
//! rows a deal, and a deal is counted once.

use crate::domain::calendar::{Day, Period};
use crate::domain::credit::CreditKind;
use crate::domain::deal::{Pipeline, Stage, StageKind};
use crate::domain::goal::Goal;
use crate::domain::id::{RepId, StageId};
use crate::domain::money::Currency;
use crate::domain::team::{Membership, Office, Policy, Rate, Rep, Setting, SettingKey, Team, Who};

use super::Result;
use super::filter::Conditions;
use super::search::Sought;
use super::sql::{Db, Row, Statement};
use super::value::{Stored, Value};

/// Who is credited with how much of a deal (`d`).
pub(super) struct CreditFragment {
    /// Rows to join.
    join: &'static str,
    /// Columns: who, with how much.
    pub(super) columns: &'static str,
    /// The same, and the share in basis points and the id of what says so.
    pub(super) all_columns: &'static str,
}

/// As long as nothing is shared out, all is the owner's: nothing to join.
const OWNED: CreditFragment = CreditFragment {
    join: "",
    columns: "d.owner_id, d.amount ",
    all_columns: "d.owner_id, d.amount, 10000, d.id ",
};

/// Those that share the revenue; the owner, where nobody does.
const SHARED: CreditFragment = CreditFragment {
    join: "LEFT JOIN credit c ON c.deal_id = d.id AND c.kind = 'revenue' ",
    columns: "COALESCE(c.rep_id, d.owner_id), CASE WHEN c.rep_id IS NULL THEN d.amount ELSE c.amount END ",
    all_columns: "COALESCE(c.rep_id, d.owner_id), CASE WHEN c.rep_id IS NULL THEN d.amount ELSE c.amount END, \
                  COALESCE(c.share, 10000), COALESCE(c.id, d.id) ",
};

/// Those that helped, on top of the revenue.
const OVERLAID: CreditFragment = CreditFragment {
    join: "JOIN credit c ON c.deal_id = d.id AND c.kind = 'overlay' ",
    ..SOURCED
};

/// Those that brought it.
const SOURCED: CreditFragment = CreditFragment {
    join: "JOIN credit c ON c.deal_id = d.id AND c.kind = 'sourcing' ",
    columns: "c.rep_id, c.amount ",
    all_columns: "c.rep_id, c.amount, c.share, c.id ",
};

impl CreditFragment {
    /// What says who is credited in this way.
    fn of(db: &Db, kind: CreditKind) -> Result<&'static Self> {
        Ok(match kind {
            CreditKind::Overlay => &OVERLAID,
            CreditKind::Sourcing => &SOURCED,
            CreditKind::Revenue if is_shared(db)? => &SHARED,
            CreditKind::Revenue => &OWNED,
        })
    }
}

/// Whether the revenue of any deal is shared out.
pub fn is_shared(db: &Db) -> Result<bool> {
    let first =
        Statement::new("SELECT deal_id FROM credit WHERE kind = 'revenue' AND deal_id > 0 LIMIT 1");
    Ok(db.first(&first, |row| row.int(0))?.is_some())
}

/// Deals (`d`) with their stages (`s`), stage by stage: a plain join lets SQLite read the whole index of the deals
/// first, while a cross join keeps this order there and means the same everywhere.
pub(super) const DEALS_BY_STAGE: &str = "FROM stage s CROSS JOIN deal d ";

/// Sums are taken in two parts, whole millions and the rest, and put together here: ten thousand of the largest amounts
/// are more than a database adds up.
const MILLION: i128 = 1_000_000;

/// What keeps the lower part of a weighted amount above zero, so that rounding half up is one division.
const LIFT: i128 = 10_000_000_000;

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
    pub amount: i128,
    /// How many have an amount.
    pub amount_count: i64,
    /// Sum of their amounts × probability, minor units, each rounded half up.
    pub weighted: i128,
    /// How many have an amount and a probability.
    pub weighted_count: i64,
}

/// The open pipeline, grouped: everyone's, or that of one rep.
pub fn open(db: &Db, owner_id: Option<RepId>) -> Result<Vec<OpenFact>> {
    let mut all = Vec::new();
    for stage in open_stages(db)? {
        let select = open_columns(&stage).sql(" ");
        let statement = of_open_stage(select, stage.id, owner_id).sql(BY_OWNER_AND_CURRENCY);
        all.extend(db.all(&statement, |row| open_fact(row, stage.id))?);
    }
    Ok(all)
}

/// Of one stage, so that the index has what is grouped side by side.
pub(super) const BY_OWNER_AND_CURRENCY: &str = " GROUP BY d.owner_id, d.currency";

/// Selects the columns of an [`OpenFact`], and begins a question about a stage with them.
///
/// An amount is weighed in two parts too, its tens of billions and the rest: no product is beyond 2^53
/// (`domain::money::weighted` says what comes out).
pub(super) fn open_columns(stage: &Stage) -> Statement<'static> {
    let probability = || Value::from(&stage.probability);
    Statement::new("SELECT d.owner_id, d.currency, COUNT(*), COUNT(d.amount), ")
        .sql(match stage.probability {
            Some(_) => "COUNT(d.amount)",
            None => "COUNT(d.amount + d.probability)",
        })
        .sql(
            ", CAST(COALESCE(SUM(d.amount / 1000000), 0) AS BIGINT), \
             CAST(COALESCE(SUM(d.amount % 1000000), 0) AS BIGINT), \
             CAST(COALESCE(SUM(d.amount / 10000000000 * COALESCE(d.probability, ",
        )
        .bind(probability())
        .sql(
            ")), 0) AS BIGINT), \
             CAST(COALESCE(SUM((d.amount % 10000000000 * COALESCE(d.probability, ",
        )
        .bind(probability())
        .sql(") + 100000000005000) / 10000), 0) AS BIGINT)")
}

/// Reads them.
pub(super) fn open_fact(row: &Row<'_>, stage_id: StageId) -> Result<OpenFact> {
    let weighted_count: i64 = row.get(4)?;
    Ok(OpenFact {
        stage_id,
        owner_id: row.get(0)?,
        currency: row.get(1)?,
        count: row.get(2)?,
        amount_count: row.get(3)?,
        weighted_count,
        amount: in_two_parts(row, 5)?,
        weighted: in_two_parts(row, 7)? - LIFT * i128::from(weighted_count),
    })
}

/// Every stage whose deals are still to be decided.
pub(super) fn open_stages(db: &Db) -> Result<Vec<Stage>> {
    db.records(&Statement::new(
        "SELECT id, version, pipeline_id, name, name_key, position, kind, probability, category, \
             exit_criteria, function FROM stage \
         WHERE kind = 'open' ORDER BY id",
    ))
}

/// The open deals (`d`) of a stage: everyone's, or those of one rep.
pub(super) fn of_open_stage(
    select: Statement<'_>,
    stage_id: StageId,
    owner_id: Option<RepId>,
) -> Statement<'_> {
    let statement = select
        .sql("FROM deal d WHERE d.closed_on IS NULL AND d.stage_id = ")
        .bind(Value::Int(stage_id.0));
    match owner_id {
        Some(owner_id) => statement
            .sql(" AND d.owner_id = ")
            .bind(Value::Int(owner_id.0)),
        None => statement,
    }
}

/// A sum whose millions stand in a column and the rest in the one after.
pub(super) fn in_two_parts(row: &Row<'_>, column: usize) -> Result<i128> {
    let [millions, rest] = [row.get::<i64>(column)?, row.get(column + 1)?];
    Ok(i128::from(millions) * MILLION + i128::from(rest))
}

/// A decided deal, as far as sums of it need it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClosedFact {
    /// Its stage.
    pub stage_id: StageId,
    /// Won or lost.
    pub kind: StageKind,
    /// Its owner, to whom counts and rates belong.
    pub owner_id: Option<RepId>,
    /// The full amount, minor units.
    pub amount: Option<i64>,
    /// Its currency.
    pub currency: Option<Currency>,
    /// When it was decided.
    pub closed_on: Day,
}

/// What else is known of a decided deal. It is read when it is asked for: most are only added up.
pub struct ClosedMore<'r>(&'r Row<'r>);

impl ClosedMore<'_> {
    /// When it began.
    pub fn started_on(&self) -> Result<Option<Day>> {
        self.0.get(4)
    }

    /// What a search finds it by.
    pub fn sought(&self) -> Result<Sought> {
        Ok(Sought {
            id: self.0.get(5)?,
            account_id: self.0.get(6)?,
            owner_id: self.0.get(0)?,
        })
    }
}

/// First day inside a period and first day after it, as far as a record may lie inside. The store compares days as
/// text: one with a fifth digit of its year or a sign before it would stand in the wrong place.
pub(super) fn bounds(period: &Period) -> (Day, Day) {
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
    period: &Period,
    visit: impl FnMut(&ClosedFact, &ClosedMore<'_>) -> Result<()>,
) -> Result<()> {
    let none = Conditions::default();
    each_closed_of(db, period, |_| Some(&none), visit)
}

/// The same of those that have what the deals of their stage must have; of a stage without conditions none has it.
pub fn each_closed_of<'c>(
    db: &Db,
    period: &Period,
    conditions: impl Fn(StageId) -> Option<&'c Conditions>,
    mut visit: impl FnMut(&ClosedFact, &ClosedMore<'_>) -> Result<()>,
) -> Result<()> {
    let (start, end) = bounds(period);
    let stages = Statement::new("SELECT id, kind FROM stage WHERE kind <> 'open' ORDER BY id");
    let stages: Vec<(StageId, StageKind)> =
        db.all(&stages, |row| Ok((row.get(0)?, row.get(1)?)))?;
    for (stage_id, kind) in stages {
        let Some(conditions) = conditions(stage_id) else {
            continue;
        };
        let statement = Statement::new(
            "SELECT d.owner_id, d.amount, d.currency, d.closed_on, d.started_on, d.id, d.account_id FROM deal d \
             WHERE d.stage_id = ",
        )
        .bind(Value::Int(stage_id.0))
        .sql(" AND d.closed_on >= ")
        .bind(start.to_value())
        .sql(" AND d.closed_on < ")
        .bind(end.to_value());
        let statement = conditions.put(statement);
        db.each(&statement, |row| {
            let fact = ClosedFact {
                stage_id,
                kind,
                owner_id: row.get(0)?,
                amount: row.get(1)?,
                currency: row.get(2)?,
                closed_on: row.get(3)?,
            };
            visit(&fact, &ClosedMore(row))
        })?;
    }
    Ok(())
}

/// What one rep is credited with for one won deal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CreditedFact {
    /// Who is credited.
    pub rep_id: Option<RepId>,
    /// With how much, minor units.
    pub amount: Option<i64>,
    /// Its currency.
    pub currency: Option<Currency>,
    /// When the deal was won.
    pub closed_on: Day,
}

/// Hands every credit of a kind for a deal that was won in the period to `visit`.
pub fn each_credited(
    db: &Db,
    kind: CreditKind,
    period: &Period,
    mut visit: impl FnMut(CreditedFact) -> Result<()>,
) -> Result<()> {
    let select = |credit: &CreditFragment| {
        Statement::new("SELECT d.currency, d.closed_on, ").sql(credit.columns)
    };
    let statement = credited(db, kind, bounds(period), select)?;
    db.each(&statement, |row| {
        visit(CreditedFact {
            currency: row.get(0)?,
            closed_on: row.get(1)?,
            rep_id: row.get(2)?,
            amount: row.get(3)?,
        })
    })
}

/// Selects columns of the credits of a kind, and of the deals (`d`) that they are for: those that were won on the days from
/// one to before another.
pub(super) fn credited(
    db: &Db,
    kind: CreditKind,
    days: (Day, Day),
    select: impl FnOnce(&CreditFragment) -> Statement<'static>,
) -> Result<Statement<'static>> {
    let credit = CreditFragment::of(db, kind)?;
    let select = select(credit).sql(DEALS_BY_STAGE).sql(credit.join);
    Ok(closed_on(select.sql("WHERE s.kind = 'won'"), days))
}

/// The same of deals that were lost too.
pub(super) fn shared_closed(
    db: &Db,
    kind: CreditKind,
    days: (Day, Day),
    select: impl FnOnce(&CreditFragment) -> Statement<'static>,
) -> Result<Statement<'static>> {
    let credit = CreditFragment::of(db, kind)?;
    let select = select(credit).sql(DEALS_BY_STAGE).sql(credit.join);
    Ok(closed_on(select.sql("WHERE s.kind <> 'open'"), days))
}

/// Ends a question about deals (`d`) of a stage (`s`) that were decided on the days from one to before another.
pub(super) fn closed_on(
    statement: Statement<'static>,
    (from, to): (Day, Day),
) -> Statement<'static> {
    statement
        .sql(" AND d.stage_id = s.id AND d.closed_on >= ")
        .bind(from.to_value().into_owned())
        .sql(" AND d.closed_on < ")
        .bind(to.to_value().into_owned())
}

/// Every pipeline, in their order.
pub fn pipelines(db: &Db) -> Result<Vec<Pipeline>> {
    db.records(&Statement::new(
        "SELECT id, version, name, name_key, position FROM pipeline ORDER BY position, id",
    ))
}

/// Every stage with its pipeline's name, in the order of the pipelines and of the stages in them.
pub fn stages(db: &Db) -> Result<Vec<(Pipeline, Stage)>> {
    let mut all = Vec::new();
    for pipeline in pipelines(db)? {
        let statement = Statement::new(
            "SELECT id, version, pipeline_id, name, name_key, position, kind, probability, category, \
             exit_criteria, function FROM stage \
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
            "SELECT id, version, name, name_key, email, job, function, profile, cost_band, left_on FROM rep ORDER BY name_key, id",
        ))?,
        teams: db.records(&Statement::new("SELECT id, version, name, name_key FROM team ORDER BY name_key, id"))?,
        offices: db.records(&Statement::new("SELECT id, version, name, name_key FROM office ORDER BY name_key, id"))?,
        memberships: db.records(&Statement::new(
            "SELECT id, version, rep_id, team_id, office_id, manager_id, from_on, to_on FROM membership \
             ORDER BY rep_id, from_on, id",
        ))?,
    })
}

/// The places of one rep, in the order of their first days.
pub fn places_of(db: &Db, rep_id: RepId) -> Result<Vec<Membership>> {
    let statement = Statement::new(
        "SELECT id, version, rep_id, team_id, office_id, manager_id, from_on, to_on FROM membership \
         WHERE rep_id = $1 ORDER BY from_on, id",
    );
    db.records(&statement.with(vec![Value::Int(rep_id.0)]))
}

/// Every setting that was made.
pub fn settings(db: &Db) -> Result<Vec<Setting>> {
    db.records(&Statement::new(
        "SELECT id, version, key, value FROM setting ORDER BY key",
    ))
}

/// One setting, if it was made.
pub fn setting(db: &Db, key: SettingKey) -> Result<Option<Setting>> {
    let statement = Statement::new("SELECT id, version, key, value FROM setting WHERE key = $1");
    let found = db.records(&statement.with(vec![key.to_value()]))?;
    Ok(found.into_iter().next())
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

/// Every currency of deals, in the order of their codes.
pub fn currencies(db: &Db) -> Result<Vec<Currency>> {
    let mut found: Vec<Currency> = Vec::new();
    loop {
        let last = found.last().map_or("", Currency::code).to_owned();
        let next = Statement::new("SELECT MIN(currency) FROM deal WHERE currency > ")
            .bind(Value::Text(last.into()));
        match db
            .first(&next, |row| row.get::<Option<Currency>>(0))?
            .flatten()
        {
            Some(next) => found.push(next),
            None => return Ok(found),
        }
    }
}

/// The newest day on which a deal of a closed stage was decided.
pub fn last_closed_on(db: &Db, stage_id: StageId) -> Result<Option<Day>> {
    let statement = Statement::new(
        "SELECT closed_on FROM deal WHERE stage_id = $1 AND closed_on IS NOT NULL \
         ORDER BY closed_on DESC LIMIT 1",
    );
    db.first(&statement.with(vec![stage_id.to_value()]), |row| row.get(0))
}

/// Whether there is a deal.
pub fn has_deals(db: &Db) -> Result<bool> {
    let first = Statement::new("SELECT id FROM deal WHERE id > 0 LIMIT 1");
    Ok(db.first(&first, |row| row.int(0))?.is_some())
}

/// Every policy, the oldest first of each key.
pub fn policies(db: &Db) -> Result<Vec<Policy>> {
    db.records(&Statement::new(
        "SELECT id, version, key, from_on, value FROM policy ORDER BY key, from_on",
    ))
}

/// Everyone whose deals may count for these people: a rep, or whoever was ever in a team.
pub fn owners(db: &Db, who: &Who) -> Result<Vec<RepId>> {
    if let Some(rep_id) = who.rep_id {
        return Ok(vec![rep_id]);
    }
    let Some(team_id) = who.team_id else {
        return Ok(Vec::new());
    };
    let statement =
        Statement::new("SELECT DISTINCT rep_id FROM membership WHERE team_id = $1 ORDER BY rep_id");
    db.all(&statement.with(vec![team_id.to_value()]), |row| row.get(0))
}

/// The quotas whose days all lie in a period, the earliest first.
pub fn quotas(db: &Db, period: &Period) -> Result<Vec<Goal>> {
    let (start, end) = bounds(period);
    let statement = Statement::new(
        "SELECT id, version, rep_id, team_id, metric, kind, start_on, end_on, target, currency FROM goal \
         WHERE metric = 'won_value' AND kind = 'target' AND start_on >= $1 AND end_on <= $2 ORDER BY start_on, id",
    );
    db.records(&statement.with(vec![start.to_value(), end.to_value()]))
}

/// Days from start to close of the deals that a rep won in a period, where both are known.
pub fn cycles(db: &Db, owner_id: RepId, period: &Period) -> Result<Vec<i64>> {
    let (start, end) = bounds(period);
    let statement = Statement::new("SELECT d.started_on, d.closed_on ")
        .sql(DEALS_BY_STAGE)
        .sql("WHERE s.kind = 'won' AND d.stage_id = s.id AND d.started_on IS NOT NULL AND d.owner_id = ")
        .bind(Value::Int(owner_id.0))
        .sql(" AND d.closed_on >= ")
        .bind(start.to_value())
        .sql(" AND d.closed_on < ")
        .bind(end.to_value());
    db.all(&statement, |row| {
        let (started_on, closed_on): (Day, Day) = (row.get(0)?, row.get(1)?);
        Ok(closed_on.days_since(started_on))
    })
}
