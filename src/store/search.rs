//! Searching deals by the beginnings of words: of their own names and those of account, owner and contacts.
//!
//! What begins so is looked up once, in the order of the words: the deals, accounts and reps that have it. A deal is
//! then found by its id, its account and its owner, which every index of deals has. Only a word that very many records
//! have is not looked up to its end: whoever walks a list meets it soon, and tests each deal by its names.

use crate::domain::id::{AccountId, DealId, RepId};
use crate::domain::text;

use super::Result;
use super::sql::{Db, Statement};
use super::value::{Stored, Value};

/// Records that are looked up for a word; more make it a common one.
pub const LOOKED_UP_MAX: usize = 20_000;

/// What a search needs to know of a deal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sought {
    /// Id.
    pub id: DealId,
    /// Its account.
    pub account_id: Option<AccountId>,
    /// Its owner.
    pub owner_id: Option<RepId>,
}

/// What deals must have to be found.
#[derive(Debug, Clone, Default)]
pub struct Search {
    words: Vec<Word>,
}

/// A beginning of words, and who has it: ids in their order.
#[derive(Debug, Clone)]
struct Word {
    start: String,
    /// `None` is too many to look up.
    holders: Option<Holders>,
}

#[derive(Debug, Clone, Default)]
struct Holders {
    deals: Vec<i64>,
    accounts: Vec<i64>,
    reps: Vec<i64>,
}

impl Search {
    /// A search for deals with all of these words, as people typed them. Looks up to `limit` records up for each.
    pub fn new(db: &Db, words: &[String], limit: usize) -> Result<Self> {
        let typed = words
            .iter()
            .flat_map(|word| text::words(&text::name_key(word)));
        let word = |start: String| {
            let holders = holders(db, &start, limit)?;
            Ok(Word { start, holders })
        };
        let words = typed.map(word).collect::<Result<_>>()?;
        Ok(Self { words })
    }

    /// The same with every word looked up to its end.
    pub fn completed(&self, db: &Db) -> Result<Self> {
        let word = |word: &Word| {
            let holders = match &word.holders {
                Some(holders) => Some(holders.clone()),
                None => holders(db, &word.start, usize::MAX)?,
            };
            Ok(Word {
                start: word.start.clone(),
                holders,
            })
        };
        let words = self.words.iter().map(word).collect::<Result<_>>()?;
        Ok(Self { words })
    }

    /// Whether every deal is found.
    pub fn is_for_all(&self) -> bool {
        self.words.is_empty()
    }

    /// Whether a deal is found.
    pub fn finds(&self, db: &Db, deal: Sought) -> Result<bool> {
        let mut left = Vec::new();
        for word in &self.words {
            match &word.holders {
                None => left.push(word.start.as_str()),
                Some(holders) if holders.have(deal) => {}
                Some(_) => return Ok(false),
            }
        }
        Ok(left.is_empty() || has_all(db, deal.id, left)?)
    }

    /// Deals that one of the words leaves, if they are at most so many: the rest need not be looked at.
    pub fn candidates(&self, db: &Db, limit: usize) -> Result<Option<Vec<i64>>> {
        let looked_up = self.words.iter().filter_map(|word| word.holders.as_ref());
        let Some(fewest) = looked_up.min_by_key(|it| it.count()) else {
            return Ok(None);
        };
        if fewest.count() > limit {
            return Ok(None);
        }
        let mut ids = fewest.deals.clone();
        let pointing = [
            (&fewest.accounts, "SELECT id FROM deal WHERE account_id = "),
            (&fewest.reps, "SELECT id FROM deal WHERE owner_id = "),
        ];
        for (holders, text) in pointing {
            for id in holders {
                let statement = Statement::new(text).bind(Value::Int(*id));
                let statement = at_most(statement, limit.saturating_sub(ids.len()));
                ids.extend(db.all(&statement, |row| row.get::<i64>(0))?);
                if ids.len() > limit {
                    return Ok(None);
                }
            }
        }
        ids.sort_unstable();
        ids.dedup();
        Ok(Some(ids))
    }
}

impl Holders {
    fn have(&self, deal: Sought) -> bool {
        let has =
            |ids: &[i64], id: Option<i64>| id.is_some_and(|id| ids.binary_search(&id).is_ok());
        has(&self.deals, Some(deal.id.0))
            || has(&self.accounts, deal.account_id.map(|id| id.0))
            || has(&self.reps, deal.owner_id.map(|id| id.0))
    }

    fn count(&self) -> usize {
        self.deals.len() + self.accounts.len() + self.reps.len()
    }
}

/// Who has a word that begins so; `None` if there are more than `limit`.
fn holders(db: &Db, start: &str, limit: usize) -> Result<Option<Holders>> {
    // The last character there is ends whatever begins so.
    let end = [start, "\u{10ffff}"].concat();
    let records = Statement::new("SELECT kind, id FROM word WHERE key >= ")
        .bind(Value::Text(start.into()))
        .sql(" AND key < ")
        .bind(Value::Text(end.into()));
    let (mut found, mut contacts, mut count) = (Holders::default(), Vec::new(), 0);
    db.each(&at_most(records, limit), |row| {
        let (kind, id): (String, i64) = (row.get(0)?, row.get(1)?);
        count += 1;
        match kind.as_str() {
            "deal" => found.deals.push(id),
            "account" => found.accounts.push(id),
            "rep" => found.reps.push(id),
            _ => contacts.push(id),
        }
        Ok(())
    })?;
    if count > limit {
        return Ok(None);
    }
    for contact in contacts {
        let statement = Statement::new("SELECT deal_id FROM deal_contact WHERE contact_id = $1")
            .with(vec![Value::Int(contact)]);
        db.each(&statement, |row| {
            found.deals.push(row.get(0)?);
            Ok(())
        })?;
    }
    for ids in [&mut found.deals, &mut found.accounts, &mut found.reps] {
        ids.sort_unstable();
        ids.dedup();
    }
    Ok(Some(found))
}

/// Whether the names of a deal have all of these beginnings.
fn has_all(db: &Db, deal_id: DealId, starts: Vec<&str>) -> Result<bool> {
    let mut left = starts;
    let mut take = |key: Option<String>| {
        let words = key.map(|key| text::words(&key)).unwrap_or_default();
        left.retain(|wanted| !words.iter().any(|word| word.starts_with(wanted)));
    };
    let names = Statement::new(
        "SELECT d.name_key, a.name_key, r.name_key FROM deal d LEFT JOIN account a ON a.id = d.account_id \
         LEFT JOIN rep r ON r.id = d.owner_id WHERE d.id = $1",
    );
    db.each(&names.with(vec![deal_id.to_value()]), |row| {
        (0..3).try_for_each(|at| row.get(at).map(&mut take))
    })?;
    let contacts = Statement::new(
        "SELECT c.name_key FROM deal_contact x JOIN contact c ON c.id = x.contact_id WHERE x.deal_id = $1",
    );
    db.each(&contacts.with(vec![deal_id.to_value()]), |row| {
        row.get(0).map(&mut take)
    })?;
    Ok(left.is_empty())
}

/// One more than the limit, to tell that there are more.
fn at_most(statement: Statement<'_>, limit: usize) -> Statement<'_> {
    let limit = i64::try_from(limit).unwrap_or(i64::MAX).saturating_add(1);
    statement.sql(" LIMIT ").bind(Value::Int(limit))
}
