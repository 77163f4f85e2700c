//! Daily rounds: what was noted in them, and what everyone said.

use crate::domain::activity::{Activity, ActivityKind, ActivityStatus};
use crate::domain::calendar::Day;
use crate::domain::id::{RepId, StandupId, TeamId};
use crate::domain::money::Currency;
use crate::domain::standup::{Standup, StandupLine, StandupNote};
use crate::domain::text::name_key;

use super::Result;
use super::activities::{Listed, done_by};
use super::record::{Record, Table};
use super::sql::{Db, Statement};
use super::tables;
use super::value::{Stored, Value};

fn select(table: &'static Table) -> Statement<'static> {
    Statement::new("SELECT ")
        .sql(table.columns_text())
        .sql(" FROM ")
        .sql(table.name)
}

/// The round of a team, or of everyone, on a day: the latest, if there were several.
pub fn of_day(db: &Db, team_id: Option<TeamId>, on: Day) -> Result<Option<Standup>> {
    let statement = select(&tables::STANDUP)
        .sql(" WHERE standup.held_on = ")
        .bind(on.to_value().into_owned())
        .sql(" AND standup.team_id IS NOT DISTINCT FROM ")
        .bind(team_id.to_value().into_owned())
        .sql(" ORDER BY standup.id DESC LIMIT 1");
    Ok(db.records(&statement)?.into_iter().next())
}

/// What was noted in a round, in the order in which it was.
pub fn notes(db: &Db, id: StandupId) -> Result<Vec<StandupNote>> {
    of_standup(db, &tables::STANDUP_NOTE, id)
}

/// What everyone said in a round that ended, in its order.
pub fn lines(db: &Db, id: StandupId) -> Result<Vec<StandupLine>> {
    of_standup(db, &tables::STANDUP_LINE, id)
}

fn of_standup<R: Record>(db: &Db, table: &'static Table, id: StandupId) -> Result<Vec<R>> {
    let statement = select(table)
        .sql(" WHERE ")
        .sql(table.name)
        .sql(".standup_id = ")
        .bind(Value::Int(id.0))
        .sql(" ORDER BY ")
        .sql(table.name)
        .sql(".id");
    db.records(&statement)
}

/// Something before somebody, with the names of what it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ahead {
    /// The activity.
    pub activity: Activity,
    /// Name of the deal.
    pub deal: Option<String>,
    /// Name of the account: its own, else the deal's.
    pub account: Option<String>,
    /// The deal's amount, minor units.
    pub amount: Option<i64>,
    /// Its currency.
    pub currency: Option<Currency>,
    /// Who can lift what stops it.
    pub blocker_owner: Option<String>,
}

/// What a rep has planned for a day, and what stops any of their plans.
pub fn ahead(db: &Db, rep_id: RepId, on: Day) -> Result<Vec<Ahead>> {
    let statement = Statement::new("SELECT ")
        .sql(tables::ACTIVITY.columns_text())
        .sql(
            ", d.name, COALESCE(x.name, y.name), d.amount, d.currency, r.name FROM activity \
             LEFT JOIN deal d ON d.id = activity.deal_id LEFT JOIN account x ON x.id = activity.account_id \
             LEFT JOIN account y ON y.id = d.account_id LEFT JOIN rep r ON r.id = activity.blocker_owner_id \
             WHERE activity.status = 'planned' AND activity.done_by_id = ",
        )
        .bind(Value::Int(rep_id.0))
        .sql(" AND (activity.held_on = ")
        .bind(on.to_value().into_owned())
        .sql(" OR activity.blocker IS NOT NULL) ORDER BY activity.held_on, activity.start_time, activity.id");
    let columns = Activity::table().columns.len();
    db.all(&statement, |row| {
        Ok(Ahead {
            activity: Activity::from_values(row.values(columns)?)?,
            deal: row.get(columns)?,
            account: row.get(columns + 1)?,
            amount: row.get(columns + 2)?,
            currency: row.get(columns + 3)?,
            blocker_owner: row.get(columns + 4)?,
        })
    })
}

/// What a rep did on the days from one to before another, of the kinds that are told in a round.
pub fn done(db: &Db, rep_id: RepId, from: Day, to: Day) -> Result<Vec<Listed>> {
    let told = ActivityKind::ALL.iter().copied();
    let told: Vec<_> = told.filter(|kind| kind.is_told()).collect();
    done_by(db, rep_id, &told, ActivityStatus::Done, from, to)
}

/// Whether one of these names is that of a private record of its table.
pub fn names_private(db: &Db, names: [(&'static Table, &Option<String>); 2]) -> Result<bool> {
    for (table, name) in names {
        let Some(name) = name else { continue };
        let statement = Statement::new("SELECT id FROM ")
            .sql(table.name)
            .sql(" WHERE sharing = 'private' AND name_key = ")
            .bind(name_key(name).to_value().into_owned())
            .sql(" LIMIT 1");
        if db.first(&statement, |row| row.int(0))?.is_some() {
            return Ok(true);
        }
    }
    Ok(false)
}
