//! Daily rounds: what was noted in them, and what everyone said.

use crate::domain::activity::{ActivityKind, ActivityStatus};
use crate::domain::calendar::Day;
use crate::domain::id::{RepId, StandupId, TeamId};
use crate::domain::standup::{Standup, StandupLine, StandupNote};

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

/// What a rep did on the days from one to before another, of the kinds that are told in a round.
pub fn done(db: &Db, rep_id: RepId, from: Day, to: Day) -> Result<Vec<Listed>> {
    let mut found = Vec::new();
    // Kind by kind: one seek in an index each.
    for kind in ActivityKind::ALL.iter().filter(|kind| kind.is_told()) {
        found.extend(done_by(db, rep_id, *kind, ActivityStatus::Done, from, to)?);
    }
    Ok(found)
}
