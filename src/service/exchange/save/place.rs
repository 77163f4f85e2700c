//! Saving where a rep belongs: dated, so that results of the past stay where they were won.
//!
//! A rep who moved gets a new place from the day the source gives, or from today, and the old one ends on it. Filling
//! what was empty is no move. A place that has ended is only corrected.

use crate::domain::calendar::Day;
use crate::domain::check;
use crate::domain::id::RepId;
use crate::domain::team::{Membership, Rep};
use crate::service::exchange::merge::{
    Both, Outcome, merge, row_hash, row_hash_over, row_hash_without,
};
use crate::service::exchange::reason::Reason;
use crate::service::exchange::row::{Draft, RowError};
use crate::store::facts;
use crate::store::journal::read_record;
use crate::store::record::Record;
use crate::store::refs::{self, ExternalRef};
use crate::store::value::{Stored, Value};

use super::{Row, Saved, Saver, Status, id_of};

/// Fields of a place that can change, with their columns.
const FIELDS: [(&str, &str); 3] = [
    ("team", "team_id"),
    ("office", "office_id"),
    ("manager", "manager_id"),
];

impl Saver<'_, '_> {
    /// Saves where a rep belongs.
    pub(super) fn save_place(&mut self, draft: &mut Draft) -> Result<Saved, RowError> {
        let known = refs::find(
            self.writer.db(),
            self.resolver.source(),
            Membership::table().name,
            &draft.external_id,
        )?;
        let hash = row_hash(draft.values.iter().map(Option::as_ref));
        let hash = match &known {
            Some(known) => row_hash_over(&known.row_hash, &hash, |_| false),
            None => hash,
        };
        if known.as_ref().is_some_and(|known| known.row_hash == hash) {
            return Ok(Saved::default());
        }
        self.make_all_anew(draft)?;
        let rep_id = self.value(draft, "rep").and_then(Value::as_int);
        let rep_id = RepId(rep_id.unwrap_or_default());
        let places = facts::places_of(self.writer.db(), rep_id)?;
        let is_known = |place: &&Membership| {
            known
                .as_ref()
                .is_some_and(|known| known.record_id == place.id.0)
        };
        let current = places.iter().find(is_known).or(places.last());
        let (record_id, saved) = match current {
            None => {
                let saved = Saved {
                    status: Status::Created,
                    ..Saved::default()
                };
                (self.create(draft)?, saved)
            }
            Some(current) => {
                let base = known.as_ref().map(|known| known.row_hash.as_str());
                self.merge_place(current, &places, draft, base)?
            }
        };
        self.check_places(rep_id)?;
        let base = known.as_ref().map(|known| known.row_hash.as_str());
        let hash = row_hash_without(base, &hash, &saved.conflicting);
        match known {
            Some(known) => {
                let after = ExternalRef {
                    record_id,
                    row_hash: hash,
                    ..known.clone()
                };
                self.writer.update(&known, &after)?;
            }
            None => self.refer(draft, record_id, hash)?,
        }
        Ok(saved)
    }

    /// Merges a row into the place it is about; returns the place that the row then means.
    fn merge_place(
        &mut self,
        current: &Membership,
        places: &[Membership],
        draft: &Draft,
        base: Option<&str>,
    ) -> Result<(i64, Saved), RowError> {
        let table = Membership::table();
        let before: Row = current
            .values()
            .into_iter()
            .map(Value::into_owned)
            .collect();
        let mut after = before.clone();
        let given = self.given_day(draft)?;
        // A later place that the source has not named before is no change of the one that lasts.
        let follows = base.is_none() && given.is_some_and(|day| day > current.from_on);
        let mut saved = Saved::default();
        let mut has_moved = false;
        for (field, column) in FIELDS {
            let (Some(theirs), Some(at)) = (self.value(draft, field), table.column(column)) else {
                continue;
            };
            let (ours, theirs) = (before[at].clone(), theirs.clone());
            let place = self.bound.entity.field(field).unwrap_or_default();
            let fields = [Both {
                at: place,
                ours,
                theirs,
            }];
            match merge(base, &fields) {
                Outcome::Keep => continue,
                Outcome::Conflict if !follows => {
                    saved.conflicts.push(self.conflict(&fields)?);
                    saved.conflicting.push(place);
                    continue;
                }
                Outcome::Take | Outcome::Conflict => {}
            }
            let [Both { ours, theirs, .. }] = fields;
            has_moved |= !ours.is_null();
            after[at] = theirs;
        }
        let since = given.unwrap_or(self.today);
        let record_id = if has_moved && current.to_on.is_none() && since > current.from_on {
            self.follow(&before, after, since)?
        } else {
            let first = given.filter(|_| !has_moved);
            self.correct(current, places, after, first)?;
            id_of(&before)
        };
        let is_same = record_id == id_of(&before)
            && facts::places_of(self.writer.db(), current.rep_id)? == places;
        saved.status = if is_same {
            Status::Unchanged
        } else {
            Status::Updated
        };
        Ok((record_id, saved))
    }

    /// The first day that the source gives.
    fn given_day(&self, draft: &Draft) -> Result<Option<Day>, RowError> {
        let value = self.value(draft, "from_on").cloned().unwrap_or(Value::Null);
        Ok(Option::<Day>::from_value(value)?)
    }

    /// Ends a place and begins the next one.
    fn follow(&mut self, before: &Row, mut begun: Row, since: Day) -> Result<i64, RowError> {
        let table = Membership::table();
        let column = |name| table.column(name).unwrap_or_default();
        let since = since.to_value().into_owned();
        let mut ended = before.clone();
        ended[column("to_on")] = since.clone();
        self.writer.update_row(table, before, ended)?;
        begun[0] = Value::Int(self.writer.id());
        begun[1] = Value::Int(1);
        begun[column("from_on")] = since;
        self.writer.insert_row(table, &begun)?;
        Ok(id_of(&begun))
    }

    /// Gives a place other values, and another first day if one is given: the place before it then ends on that day.
    fn correct(
        &mut self,
        current: &Membership,
        places: &[Membership],
        after: Row,
        first: Option<Day>,
    ) -> Result<(), RowError> {
        let mut corrected = Membership::from_values(after)?;
        if let Some(day) = first {
            let at = places.iter().position(|place| place.id == current.id);
            let earlier = at
                .and_then(|at| places.get(at.checked_sub(1)?))
                .filter(|earlier| earlier.to_on == Some(current.from_on));
            let leaves_nothing = earlier.is_some_and(|earlier| day <= earlier.from_on)
                || current.to_on.is_some_and(|end| end <= day);
            if leaves_nothing {
                return Err(Reason::RuleBroken.into());
            }
            if let Some(earlier) = earlier {
                let to_on = Some(day);
                let ended = Membership {
                    to_on,
                    ..earlier.clone()
                };
                self.writer.update(earlier, &ended)?;
            }
            corrected.from_on = day;
        }
        self.writer.update(current, &corrected)?;
        Ok(())
    }

    /// A rep has at most one place on any day, and no place ends before it begins.
    fn check_places(&self, rep_id: RepId) -> Result<(), RowError> {
        let places = facts::places_of(self.writer.db(), rep_id)?;
        let name = read_record::<Rep>(self.writer.db(), rep_id.0)?.map(|rep| rep.name);
        check::places(&name.unwrap_or_default(), &places).map_err(|_| Reason::RuleBroken.into())
    }
}
