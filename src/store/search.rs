//! Searching deals by the beginnings of words: of their own names and those of account, owner and contacts.
//!
//! A rare word is looked up: its deals are few. A word that is everywhere is not: whoever walks a list in its order
//! meets it soon, and tests each deal. How many there are of it is counted up to a limit to tell one from the other.

use crate::domain::id::{RepId, StageId};
use crate::domain::text;

use super::Result;
use super::sql::{Db, Statement};
use super::value::Value;

/// Deals that are looked up for a word; more make it a common one.
pub const LOOKED_UP_MAX: usize = 20_000;

/// What deals must have to be found.
#[derive(Debug, Clone, Default)]
pub struct Search {
    /// All of them have one of these ids, which are sorted; `None` is any.
    pub ids: Option<Vec<i64>>,
    /// Words that are common, and have to be tested.
    common: Vec<String>,
}

impl Search {
    /// A search for deals with all of these words, as people typed them. Looks up to `limit` deals up for each.
    pub fn new(db: &Db, words: &[String], limit: usize) -> Result<Self> {
        let mut search = Self::default();
        for word in words
            .iter()
            .flat_map(|word| text::words(&text::name_key(word)))
        {
            match deals_with(db, &word, limit)? {
                None => search.common.push(word),
                Some(found) => search.ids = Some(intersection(search.ids.take(), found)),
            }
        }
        Ok(search)
    }

    /// Whether every deal is found.
    pub fn is_for_all(&self) -> bool {
        self.ids.is_none() && self.common.is_empty()
    }

    /// Looks the deals of some owners in a stage up as well, if they are at most so many: to walk through everyone's
    /// would pass most of them over.
    pub fn limit_to_owners(
        &mut self,
        db: &Db,
        owners: &[RepId],
        stage_id: StageId,
        limit: usize,
    ) -> Result<()> {
        let mut own: Vec<i64> = Vec::new();
        for owner in owners {
            let statement =
                Statement::new("SELECT id FROM deal WHERE owner_id = $1 AND stage_id = $2")
                    .with(vec![Value::Int(owner.0), Value::Int(stage_id.0)]);
            let left = at_most(statement, limit - own.len());
            own.extend(db.all(&left, |row| row.get::<i64>(0))?);
            if own.len() > limit {
                return Ok(());
            }
        }
        own.sort_unstable();
        self.ids = Some(intersection(self.ids.take(), own));
        Ok(())
    }

    /// Whether a deal is found.
    pub fn finds(&self, db: &Db, deal_id: i64) -> Result<bool> {
        if let Some(ids) = &self.ids
            && ids.binary_search(&deal_id).is_err()
        {
            return Ok(false);
        }
        self.has_common(db, deal_id)
    }

    /// Whether a deal has the common words.
    fn has_common(&self, db: &Db, deal_id: i64) -> Result<bool> {
        if self.common.is_empty() {
            return Ok(true);
        }
        let mut left: Vec<&str> = self.common.iter().map(String::as_str).collect();
        let mut take = |key: Option<String>| {
            let words = key.map(|key| text::words(&key)).unwrap_or_default();
            left.retain(|wanted| !words.iter().any(|word| word.starts_with(wanted)));
        };
        let names = Statement::new(
            "SELECT d.name_key, a.name_key, r.name_key FROM deal d LEFT JOIN account a ON a.id = d.account_id \
             LEFT JOIN rep r ON r.id = d.owner_id WHERE d.id = $1",
        );
        db.each(&names.with(vec![Value::Int(deal_id)]), |row| {
            (0..3).try_for_each(|at| row.get(at).map(&mut take))
        })?;
        let contacts = Statement::new(
            "SELECT c.name_key FROM deal_contact x JOIN contact c ON c.id = x.contact_id WHERE x.deal_id = $1",
        );
        db.each(&contacts.with(vec![Value::Int(deal_id)]), |row| {
            row.get(0).map(&mut take)
        })?;
        Ok(left.is_empty())
    }
}

/// Deals with a word that begins so, sorted; `None` if there are more than `limit`.
fn deals_with(db: &Db, start: &str, limit: usize) -> Result<Option<Vec<i64>>> {
    // The last character there is ends whatever begins so.
    let end = [start, "\u{10ffff}"].concat();
    let records = Statement::new("SELECT kind, id FROM word WHERE key >= ")
        .bind(Value::Text(start.into()))
        .sql(" AND key < ")
        .bind(Value::Text(end.into()));
    let mut ids = Vec::new();
    let mut pointing = Vec::new();
    db.each(&at_most(records, limit), |row| {
        let (kind, id): (String, i64) = (row.get(0)?, row.get(1)?);
        if kind == "deal" {
            ids.push(id);
        } else {
            pointing.push((kind, id));
        }
        Ok(())
    })?;
    if ids.len() + pointing.len() > limit {
        return Ok(None);
    }
    for (kind, id) in pointing {
        let statement = Statement::new(match kind.as_str() {
            "account" => "SELECT id FROM deal WHERE account_id = ",
            "rep" => "SELECT id FROM deal WHERE owner_id = ",
            _ => "SELECT deal_id FROM deal_contact WHERE contact_id = ",
        });
        let statement = at_most(statement.bind(Value::Int(id)), limit - ids.len());
        db.each(&statement, |row| {
            ids.push(row.get(0)?);
            Ok(())
        })?;
        if ids.len() > limit {
            return Ok(None);
        }
    }
    ids.sort_unstable();
    ids.dedup();
    Ok(Some(ids))
}

/// One more than the limit, to tell that there are more.
fn at_most(statement: Statement<'_>, limit: usize) -> Statement<'_> {
    let limit = i64::try_from(limit).unwrap_or(i64::MAX).saturating_add(1);
    statement.sql(" LIMIT ").bind(Value::Int(limit))
}

/// What is in both; the other alone where there was no limit yet.
fn intersection(known: Option<Vec<i64>>, found: Vec<i64>) -> Vec<i64> {
    match known {
        None => found,
        Some(mut known) => {
            known.retain(|id| found.binary_search(id).is_ok());
            known
        }
    }
}
