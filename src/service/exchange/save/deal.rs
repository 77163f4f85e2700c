//! What belongs to a deal besides its own row: its line, its contact, the stages it went through.

use crate::domain::calendar::Day;
use crate::domain::deal::{Deal, DealContact, DealLine};
use crate::domain::id::{ContactId, DealContactId, DealId, DealLineId, ProductId, StageId};
use crate::domain::record::Target;
use crate::service::exchange::row::Draft;
use crate::service::run::record_history;
use crate::store;
use crate::store::record::{Record, Table};
use crate::store::sql::{Db, Statement};
use crate::store::value::Value;

use super::Saver;

/// Everything that a deal can have besides its own row.
pub(super) const PARTS: &[Target] = &[Target::DealLine, Target::DealContact];

impl Saver<'_, '_> {
    /// What a deal has besides its own row, as far as it is among `parts`.
    pub(super) fn add_parts(
        &mut self,
        draft: &Draft,
        parts: &[Target],
        deal_id: DealId,
    ) -> store::Result<()> {
        for part in parts {
            let field = if *part == Target::DealLine {
                "product"
            } else {
                "contact"
            };
            let Some(id) = self.value(draft, field).and_then(Value::as_int) else {
                continue;
            };
            if *part == Target::DealLine {
                let line = DealLine {
                    id: DealLineId(self.writer.id()),
                    version: 1,
                    deal_id,
                    product_id: ProductId(id),
                    quantity: 1,
                    price: None,
                };
                self.writer.insert(&line)?;
            } else {
                let contact = DealContact {
                    id: DealContactId(self.writer.id()),
                    version: 1,
                    deal_id,
                    contact_id: ContactId(id),
                };
                self.writer.insert(&contact)?;
            }
        }
        Ok(())
    }

    /// The stages a new deal went through, on the days the source gives; none if it gives none.
    pub(super) fn add_history(&mut self, draft: &Draft, deal: &Deal) -> store::Result<()> {
        self.add_steps(&draft.history, None, deal).map(|_| ())
    }

    /// What an import changed of a deal. One that moved: the steps that the source gives and that are not recorded yet,
    /// on their days. What they do not explain: on the day it was closed, or of the import.
    pub(super) fn add_changes(
        &mut self,
        draft: &Draft,
        before: Deal,
        after: &Deal,
    ) -> store::Result<()> {
        let recorded = self.recorded_steps(after.id)?;
        let is_new = |step: &&(StageId, Day)| !recorded.contains(step);
        let has_moved = after.stage_id != before.stage_id;
        let steps: Vec<_> = draft.history.iter().filter(is_new).copied().collect();
        let leads_here = steps
            .last()
            .is_some_and(|(stage_id, _)| *stage_id == after.stage_id);
        let reached = if has_moved && leads_here {
            self.add_steps(&steps, Some(before), after)?
        } else {
            Some(before)
        };
        let day = after.closed_on.filter(|_| has_moved).unwrap_or(self.today);
        record_history(self.writer, reached.as_ref(), after, day)
    }

    /// Records a deal's way through stages, from `before` to `deal`; returns the state that the last step led to.
    fn add_steps(
        &mut self,
        steps: &[(StageId, Day)],
        mut before: Option<Deal>,
        deal: &Deal,
    ) -> store::Result<Option<Deal>> {
        for (at, (stage_id, day)) in steps.iter().enumerate() {
            let is_last = at + 1 == steps.len();
            // What else changed, changed with the last step: nobody knows an earlier day for it.
            let mut after = match &before {
                Some(before) if !is_last => before.clone(),
                _ => deal.clone(),
            };
            after.stage_id = *stage_id;
            after.closed_on = deal.closed_on.filter(|_| is_last);
            record_history(self.writer, before.as_ref(), &after, *day)?;
            before = Some(after);
        }
        Ok(before)
    }

    /// Stages that the history of a deal has, with their days.
    fn recorded_steps(&self, deal_id: DealId) -> store::Result<Vec<(StageId, Day)>> {
        let statement =
            Statement::new("SELECT new_stage_id, changed_on FROM deal_history WHERE deal_id = $1")
                .with(vec![Value::Int(deal_id.0)]);
        self.writer
            .db()
            .all(&statement, |row| Ok((row.get(0)?, row.get(1)?)))
    }

    /// Gives a deal those of its parts anew that stand in `parts`, as the row has them.
    pub(super) fn replace_parts(
        &mut self,
        draft: &Draft,
        parts: &[Target],
        deal_id: DealId,
    ) -> store::Result<()> {
        for part in parts {
            let table = if *part == Target::DealLine {
                DealLine::table()
            } else {
                DealContact::table()
            };
            for id in parts_of(self.writer.db(), table, deal_id)? {
                self.writer.remove_rows(table, (id, id))?;
            }
        }
        self.add_parts(draft, parts, deal_id)
    }
}

/// Ids of the rows of `table` that belong to a deal.
fn parts_of(db: &Db, table: &'static Table, deal_id: DealId) -> store::Result<Vec<i64>> {
    let statement = Statement::new("SELECT id FROM ")
        .sql(table.name)
        .sql(" WHERE deal_id = ")
        .bind(Value::Int(deal_id.0));
    db.all(&statement, |row| row.get(0))
}

/// The first part of a deal, as `statement` finds it.
pub(super) fn part(
    db: &Db,
    statement: Statement<'_>,
    deal_id: i64,
) -> store::Result<Value<'static>> {
    let statement = statement
        .bind(Value::Int(deal_id))
        .sql(" ORDER BY id LIMIT 1");
    Ok(db
        .first(&statement, |row| row.int(0))?
        .flatten()
        .map_or(Value::Null, Value::Int))
}
