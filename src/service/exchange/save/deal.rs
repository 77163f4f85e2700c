//! What belongs to a deal besides its own row: its line, its contact, the stages it went through.

use crate::domain::deal::{Deal, DealContact, DealHistory, DealLine};
use crate::domain::id::{ContactId, DealContactId, DealHistoryId, DealId, DealLineId, ProductId};
use crate::service::exchange::entity::Target;
use crate::service::exchange::row::Draft;
use crate::store::record::Record;
use crate::store::sql::{Db, Statement};
use crate::store::value::Value;
use crate::store::{self, find};

use super::{Saver, empty_draft};

impl Saver<'_, '_> {
    /// What a deal has besides its own row: its line and its contact.
    pub(super) fn add_parts(&mut self, draft: &Draft, deal_id: DealId) -> store::Result<()> {
        if let Some(product) = self.value(draft, "product").and_then(Value::as_int) {
            let line = DealLine {
                id: DealLineId(self.writer.id()),
                deal_id,
                product_id: ProductId(product),
                quantity: 1,
                price: None,
            };
            self.writer.insert(&line)?;
        }
        if let Some(contact) = self.value(draft, "contact").and_then(Value::as_int) {
            let id = DealContactId(self.writer.id());
            self.writer.insert(&DealContact {
                id,
                deal_id,
                contact_id: ContactId(contact),
            })?;
        }
        Ok(())
    }

    /// The stages a new deal went through, on the days the source gives; none if it gives none.
    pub(super) fn add_history(&mut self, draft: &Draft, deal: &Deal) -> store::Result<()> {
        let mut before: Option<Deal> = None;
        for (at, (stage_id, day)) in draft.history.iter().enumerate() {
            let is_last = at + 1 == draft.history.len();
            let mut after = deal.clone();
            after.stage_id = *stage_id;
            after.closed_on = deal.closed_on.filter(|_| is_last);
            let (recorded_at, actor) = (self.writer.at(), self.writer.actor().name.clone());
            if let Some(mut step) =
                DealHistory::of(before.as_ref(), &after, *day, recorded_at, &actor)
            {
                step.id = DealHistoryId(self.writer.id());
                self.writer.insert(&step)?;
            }
            before = Some(after);
        }
        Ok(())
    }

    pub(super) fn replace_parts(
        &mut self,
        parts: &[(Target, Value<'static>)],
        deal_id: DealId,
        draft: &Draft,
    ) -> store::Result<()> {
        for (target, _) in parts {
            let table = if *target == Target::DealLine {
                DealLine::table()
            } else {
                DealContact::table()
            };
            for id in find::pointing_to(self.writer.db(), table, "deal_id", (deal_id.0, deal_id.0))?
            {
                self.writer.remove_rows(table, (id, id))?;
            }
        }
        let only = |target| parts.iter().any(|(moved, _)| *moved == target);
        let mut moved = Draft {
            values: draft.values.clone(),
            ..empty_draft()
        };
        for (at, field) in self.bound.entity.fields.iter().enumerate() {
            if matches!(field.target, Target::DealLine | Target::DealContact) && !only(field.target)
            {
                moved.values[at] = None;
            }
        }
        self.add_parts(&moved, deal_id)
    }
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
