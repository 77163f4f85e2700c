//! Merging a row into the record that is there: field by field, and what a person changed here stays.

use crate::domain::deal::{Deal, Stage, StageKind};
use crate::domain::id::DealId;
use crate::domain::money::Currency;
use crate::domain::record::{Field, Kind, Read, Target};
use crate::domain::text::name_key;
use crate::service::exchange::bind::BoundRecord;
use crate::service::exchange::cell::shown_money;
use crate::service::exchange::merge::{Both, Outcome, merge};
use crate::service::exchange::reason::Reason;
use crate::service::exchange::row::{Draft, RowError};
use crate::service::run::resave;
use crate::service::run::split::hand_over;
use crate::store::journal::read_record;
use crate::store::record::Record;
use crate::store::sql::Statement;
use crate::store::value::Value;
use crate::store::{self, find, tables, veil};

use super::deal::part;
use super::week::{moved, set};
use super::{Row, Saved, Saver, Status, broken, id_of, rename};

impl Saver<'_, '_> {
    /// Merges the row into a record field by field; what a person changed here stays.
    pub(super) fn merge_into(
        &mut self,
        row: &Row,
        draft: &mut Draft,
        base: Option<&str>,
    ) -> Result<Saved, RowError> {
        let table = tables::of(self.bound.entity.kind);
        // Where nothing is written no guard looks, and what is in conflict is shown.
        if !veil::reads_id(self.writer.db(), table, id_of(row))? {
            return Err(RowError::Rejected {
                column: None,
                reason: Reason::NotAllowed,
                value: None,
            });
        }
        let mut after = row.clone();
        let mut saved = Saved {
            name: name_of(self.bound, row),
            ..Saved::default()
        };
        let mut moved_parts = Vec::new();
        for group in self.groups(draft) {
            let fields = group
                .into_iter()
                .map(|at| {
                    let ours = self.ours(&self.bound.entity.fields[at], row)?;
                    let theirs = draft.values[at].clone().unwrap_or(Value::Null);
                    Ok(Both { at, ours, theirs })
                })
                .collect::<store::Result<Vec<Both>>>()?;
            let only_fills = fields.iter().all(|it| self.only_fills(it.at));
            let is_filled = fields.iter().any(|it| !it.ours.is_null());
            match merge(base, &fields) {
                _ if only_fills && is_filled => {}
                Outcome::Keep => {}
                Outcome::Take => {
                    for Both { at, .. } in fields {
                        self.make_anew(draft, at)?;
                        let theirs = draft.values[at].clone().unwrap_or(Value::Null);
                        match self.bound.entity.fields[at].target {
                            Target::DayBefore(column) => {
                                set(table, &mut after, column, moved(&theirs, 1)?);
                            }
                            Target::Column(column) | Target::ByHand(column) => {
                                after[table.column(column).unwrap_or(0)] = theirs;
                            }
                            target => moved_parts.push(target),
                        }
                    }
                }
                Outcome::Conflict => {
                    saved.conflicts.push(self.conflict(&fields)?);
                    saved.conflicting.extend(fields.iter().map(|it| it.at));
                }
            }
        }
        let has_changed = &after != row || !moved_parts.is_empty();
        if has_changed {
            self.save_merged(row, after, draft, &moved_parts)?;
            // A record that an earlier row of this import made is still a new one.
            saved.status = if self.writer.made(id_of(row)) {
                Status::Created
            } else {
                Status::Updated
            };
        }
        Ok(saved)
    }

    fn save_merged(
        &mut self,
        before: &Row,
        mut after: Row,
        draft: &Draft,
        parts: &[Target],
    ) -> Result<(), RowError> {
        let kind = self.bound.entity.kind;
        if self.bound.own.is_some() {
            // Whoever changed our own file did it by hand, and the rules are the same.
            self.replace_parts(draft, parts, DealId(id_of(before)))?;
            rename(kind, &mut after);
            let currency = self.currency(draft);
            resave(self.writer, kind, (before, after), currency, self.today).map_err(broken)?;
            let now = self
                .row(id_of(before))?
                .filter(|_| parts.contains(&Target::Week));
            return now.map_or(Ok(()), |now| self.come_into_week(draft, None, now, true));
        }
        if kind == Kind::Deal {
            let (before, mut merged) = (
                Deal::from_values(before.clone())?,
                Deal::from_values(after)?,
            );
            let stage_kind = self.stage_kind(&merged, draft)?;
            if !stage_kind.is_closed() {
                merged.closed_on = None;
            }
            merged.name_key = name_key(&merged.name);
            self.check_deal(&merged, stage_kind)?;
            self.replace_parts(draft, parts, merged.id)?;
            self.writer.update(&before, &merged)?;
            hand_over(self.writer, &before, &merged).map_err(broken)?;
            return Ok(self.add_changes(draft, before, &merged)?);
        }
        self.complete(&mut after, draft)?;
        let is_activity = kind == Kind::Activity;
        let saved = is_activity.then(|| after.clone());
        self.writer.update_row(tables::of(kind), before, after)?;
        match saved {
            Some(after) => {
                let is_named = parts.contains(&Target::Week);
                self.come_into_week(draft, Some(before), after, is_named)
            }
            None => Ok(()),
        }
    }

    /// What the stage of a merged deal means: the source's, or the one that a person chose here.
    fn stage_kind(&self, merged: &Deal, draft: &Draft) -> Result<StageKind, RowError> {
        let theirs = self.value(draft, "stage").and_then(Value::as_int);
        if theirs == Some(merged.stage_id.0) {
            return Ok(draft.stage_kind.unwrap_or(StageKind::Open));
        }
        let stage: Option<Stage> = read_record(self.writer.db(), merged.stage_id.0)?;
        Ok(stage.map_or(StageKind::Open, |stage| stage.kind))
    }

    /// The present value of a field of a record.
    pub(super) fn ours(&self, field: &Field, row: &Row) -> store::Result<Value<'static>> {
        let db = self.writer.db();
        match field.target {
            Target::Column(column) | Target::ByHand(column) => {
                Ok(row[tables::of(self.bound.entity.kind)
                    .column(column)
                    .unwrap_or(0)]
                .clone())
            }
            Target::DealLine => part(
                db,
                Statement::new("SELECT product_id FROM deal_line WHERE deal_id = "),
                id_of(row),
            ),
            Target::DealContact => part(
                db,
                Statement::new("SELECT contact_id FROM deal_contact WHERE deal_id = "),
                id_of(row),
            ),
            Target::Week => self.week_of(id_of(row)),
            Target::DayBefore(column) => {
                let at = tables::of(self.bound.entity.kind).column(column);
                let held = at.and_then(|at| row.get(at));
                moved(held.unwrap_or(&Value::Null), -1)
            }
            Target::Nowhere => Ok(Value::Null),
        }
    }

    /// The fields that the row has, those that are one thing together: an amount is nothing without its currency.
    fn groups(&self, draft: &Draft) -> Vec<Vec<usize>> {
        let fields = self.bound.entity.fields;
        let has = |at: &usize| draft.values[*at].is_some() && fields[*at].target != Target::Nowhere;
        let is_money = |at: &usize| matches!(fields[*at].read, Read::Money | Read::Currency);
        let (money, others): (Vec<usize>, Vec<usize>) =
            (0..fields.len()).filter(has).partition(is_money);
        let alone = others.into_iter().map(|at| vec![at]);
        alone.chain((!money.is_empty()).then_some(money)).collect()
    }

    /// A conflict as the report lists it: the field, our value, theirs.
    pub(super) fn conflict(
        &self,
        fields: &[Both],
    ) -> store::Result<(&'static str, String, String)> {
        let read = |it: &Both| self.bound.entity.fields[it.at].read;
        let Some(main) = fields
            .iter()
            .find(|it| read(it) != Read::Currency)
            .or(fields.first())
        else {
            return Ok(("", String::new(), String::new()));
        };
        let currency = fields.iter().find(|it| read(it) == Read::Currency);
        let field = &self.bound.entity.fields[main.at];
        let of = |value: Option<&Value<'static>>| {
            value.and_then(|value| value.as_text().and_then(Currency::from_stored))
        };
        let (ours, theirs) = (
            of(currency.map(|it| &it.ours)),
            of(currency.map(|it| &it.theirs)),
        );
        let shown = |value: &Value<'static>, of: Option<Currency>| {
            let text = self.shown(field, value, of)?;
            // Where the currencies differ they are part of what is in conflict.
            Ok::<_, store::Error>(match of.filter(|_| ours != theirs) {
                Some(currency) => [text.as_str(), " ", currency.code()].concat(),
                None => text,
            })
        };
        Ok((
            field.name,
            shown(&main.ours, ours)?,
            shown(&main.theirs, theirs)?,
        ))
    }

    /// A value as people know it: an amount with its decimals, a record by its name.
    fn shown(
        &self,
        field: &Field,
        value: &Value<'static>,
        currency: Option<Currency>,
    ) -> store::Result<String> {
        let Some(number) = value.as_int() else {
            return Ok(value.as_text().unwrap_or_default().to_owned());
        };
        if let Read::Reference(kind) = field.read
            && let Some(name) = self.resolver.name_of_gone(kind, number)
        {
            return Ok(name.to_owned());
        }
        let target = match field.read {
            Read::Money => return Ok(shown_money(number, currency)),
            Read::Reference(kind) => tables::of(kind),
            Read::Stage => &store::tables::STAGE,
            _ => return Ok(number.to_string()),
        };
        if !veil::reads_id(self.writer.db(), target, number)? {
            return Ok(String::new());
        }
        let name = target
            .column("name")
            .map(|at| find::value(self.writer.db(), target, number, at))
            .transpose()?;
        let name = name.flatten();
        Ok(name
            .as_ref()
            .and_then(Value::as_text)
            .unwrap_or_default()
            .to_owned())
    }
}

fn name_of(bound: &BoundRecord, row: &Row) -> String {
    let name = tables::of(bound.entity.kind)
        .column("name")
        .and_then(|at| row.get(at));
    name.and_then(Value::as_text).unwrap_or_default().to_owned()
}
