//! Deals of a stage in the order of their owners: owner by owner, since no index of deals has a name of theirs.

use std::cmp::Ordering;

use super::{Key, List, OWNER_KEY, Order, Place, Start, place};
use crate::domain::id::RepId;
use crate::domain::team::Whose;
use crate::store::Result;
use crate::store::facts::owners;
use crate::store::sql::{Db, Statement};
use crate::store::value::Value;

/// An owner and the key of their name; nobody is last.
type Owner = (Option<Key>, Option<RepId>);

impl List<'_> {
    /// The next rows of a walk, as [`List::walk`] has them. The list is of an open stage.
    pub(super) fn walk_by_owner(
        &self,
        db: &Db,
        order: &Order,
        start: Start<'_>,
        is_back: bool,
        limit: usize,
    ) -> Result<Vec<Place>> {
        let is_down = order.is_down != is_back;
        let compare = |a: &Option<Key>, b: &Option<Key>| match (a, b) {
            (None, None) => Ordering::Equal,
            (Some(a), Some(b)) if is_down => b.cmp(a),
            (Some(a), Some(b)) => a.cmp(b),
            // Whoever walks back begins with nobody's.
            (None, Some(_)) if is_back => Ordering::Less,
            (Some(_), None) if !is_back => Ordering::Less,
            _ => Ordering::Greater,
        };
        let mut owners = self.owners(db)?;
        owners.sort_by(|(a, _), (b, _)| compare(a, b));
        let mut rows = Vec::new();
        for (key, owner) in owners {
            let from = match start {
                Start::End => Start::End,
                Start::Behind(anchor) | Start::At(anchor) => match compare(&key, &anchor.key) {
                    Ordering::Less => continue,
                    Ordering::Equal => start,
                    Ordering::Greater => Start::End,
                },
            };
            let left = limit - rows.len();
            let statement = self.owned_by(owner, order, from, is_down, left);
            rows.extend(db.all(&statement, |row| place(row, order))?);
            if rows.len() == limit {
                break;
            }
        }
        Ok(rows)
    }

    /// Everyone whose deals may be in the list: a team is small.
    fn owners(&self, db: &Db) -> Result<Vec<Owner>> {
        let named = match &self.whose {
            Whose::Nobody => return Ok(vec![(None, None)]),
            Whose::Of(who) => owners(db, who)?,
        };
        let everyone = Statement::new("SELECT name_key, id FROM rep");
        let mut all = db.all(&everyone, |row| {
            let owner: (String, RepId) = (row.get(0)?, row.get(1)?);
            Ok((Some(Key::Text(owner.0)), Some(owner.1)))
        })?;
        if named.is_empty() {
            all.push((None, None));
        } else {
            all.retain(|(_, owner)| owner.is_some_and(|owner| named.contains(&owner)));
        }
        Ok(all)
    }

    /// The deals of one owner, in the order of their ids.
    fn owned_by(
        &self,
        owner: Option<RepId>,
        order: &Order,
        start: Start<'_>,
        is_down: bool,
        limit: usize,
    ) -> Statement<'static> {
        let statement = Statement::new("SELECT d.id, d.owner_id, d.account_id, ")
            .sql(OWNER_KEY)
            .sql(" FROM deal d WHERE d.owner_id ");
        let statement = match owner {
            Some(owner) => statement.sql("= ").bind(Value::Int(owner.0)),
            None => statement.sql("IS NULL"),
        };
        let mut statement = statement
            .sql(" AND d.closed_on IS NULL AND d.stage_id = ")
            .bind(Value::Int(self.stage_id.0));
        let bound = match (start, is_down) {
            (Start::End, _) => None,
            (Start::Behind(anchor), false) => Some((" AND d.id > ", anchor)),
            (Start::Behind(anchor), true) => Some((" AND d.id < ", anchor)),
            (Start::At(anchor), false) => Some((" AND d.id >= ", anchor)),
            (Start::At(anchor), true) => Some((" AND d.id <= ", anchor)),
        };
        if let Some((than, anchor)) = bound {
            statement = statement.sql(than).bind(Value::Int(anchor.id));
        }
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        self.matching(order, statement)
            .sql(if is_down {
                " ORDER BY d.id DESC LIMIT "
            } else {
                " ORDER BY d.id LIMIT "
            })
            .bind(Value::Int(limit))
    }
}
