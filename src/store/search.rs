//! Searching deals by the beginnings of words: of their own names and those of account, owner and contacts.
//!
//! What begins so is looked up once, in the order of the words: the deals, accounts and reps that have it. A deal is
//! then found by its id, its account and its owner, which every index of deals has. Only a word that very many records
//! have is not looked up to its end: whoever walks a list meets it soon, and tests each deal by its names.

use crate::domain::filter::{Filter, NameOf, Term, Test};
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
    phrases: Vec<Phrase>,
}

/// Words of which all must be there, several times: one of them, or none if it is negated.
#[derive(Debug, Clone)]
struct Phrase {
    is_negated: bool,
    any: Vec<Vec<Word>>,
}

/// A beginning of words, and who has it: ids in their order.
#[derive(Debug, Clone)]
struct Word {
    of: NameOf,
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

/// The words of a deal's names: of its account, of its contacts, and of everything.
#[derive(Debug, Default)]
struct Names {
    account: Vec<String>,
    contacts: Vec<String>,
    others: Vec<String>,
}

impl Search {
    /// A search by the names of a filter. Looks up to `limit` records up for each of its words.
    pub fn new(db: &Db, filter: &Filter, limit: usize) -> Result<Self> {
        let mut phrases = Vec::new();
        for Term { is_negated, test } in &filter.terms {
            let Test::Names(of, texts) = test else {
                continue;
            };
            let words = |text: &String| {
                let starts = text::words(&text::name_key(text)).into_iter();
                let word = |start: String| {
                    Ok(Word {
                        of: *of,
                        holders: holders(db, *of, &start, limit)?,
                        start,
                    })
                };
                starts.map(word).collect::<Result<Vec<_>>>()
            };
            let mut any = texts.iter().map(words).collect::<Result<Vec<_>>>()?;
            // Marks alone are no words to look for.
            any.retain(|words| !words.is_empty());
            if !any.is_empty() {
                phrases.push(Phrase {
                    is_negated: *is_negated,
                    any,
                });
            }
        }
        Ok(Self { phrases })
    }

    /// The same with every word looked up to its end.
    pub fn completed(&self, db: &Db) -> Result<Self> {
        let mut all = self.clone();
        let words = all.phrases.iter_mut().flat_map(|it| &mut it.any).flatten();
        for word in words {
            if word.holders.is_none() {
                word.holders = holders(db, word.of, &word.start, usize::MAX)?;
            }
        }
        Ok(all)
    }

    /// Whether every deal is found.
    pub fn is_for_all(&self) -> bool {
        self.phrases.is_empty()
    }

    /// Whether a deal is found.
    pub fn finds(&self, db: &Db, deal: Sought) -> Result<bool> {
        let mut names = None;
        for phrase in &self.phrases {
            let mut is_there = false;
            for words in &phrase.any {
                is_there = is_there || has_all(db, words, deal, &mut names)?;
            }
            if is_there == phrase.is_negated {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Deals that one of the words leaves, if they are at most so many: the rest need not be looked at.
    pub fn candidates(&self, db: &Db, limit: usize) -> Result<Option<Vec<i64>>> {
        // What is one of several, or must not be there, leaves others.
        let only = |phrase: &'_ Phrase| !phrase.is_negated && phrase.any.len() == 1;
        let leaving = self.phrases.iter().filter(|phrase| only(phrase));
        let words = leaving.flat_map(|phrase| &phrase.any).flatten();
        let looked_up = words.filter_map(|word| word.holders.as_ref());
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

impl Names {
    fn have(&self, word: &Word) -> bool {
        let lists: &[&Vec<String>] = match word.of {
            NameOf::Any => &[&self.account, &self.contacts, &self.others],
            NameOf::Account => &[&self.account],
            NameOf::Contact => &[&self.contacts],
        };
        let mut names = lists.iter().copied().flatten();
        names.any(|name| name.starts_with(&word.start))
    }
}

/// Who has a word that begins so; `None` if there are more than `limit`.
fn holders(db: &Db, of: NameOf, start: &str, limit: usize) -> Result<Option<Holders>> {
    // The last character there is ends whatever begins so.
    let end = [start, "\u{10ffff}"].concat();
    let records = Statement::new("SELECT kind, id FROM word WHERE key >= ")
        .bind(Value::Text(start.into()))
        .sql(" AND key < ")
        .bind(Value::Text(end.into()))
        .sql(match of {
            NameOf::Any => "",
            NameOf::Account => " AND kind = 'account'",
            NameOf::Contact => " AND kind = 'contact'",
        });
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

/// Whether a deal has all of these words. Its names are read for a word that too many have, once.
fn has_all(db: &Db, words: &[Word], deal: Sought, names: &mut Option<Names>) -> Result<bool> {
    let mut left = Vec::new();
    for word in words {
        match &word.holders {
            None => left.push(word),
            Some(holders) if holders.have(deal) => {}
            Some(_) => return Ok(false),
        }
    }
    if left.is_empty() {
        return Ok(true);
    }
    let read = match names.take() {
        Some(read) => read,
        None => names_of(db, deal.id)?,
    };
    let names = names.insert(read);
    Ok(left.into_iter().all(|word| names.have(word)))
}

/// The words of the names of a deal.
fn names_of(db: &Db, deal_id: DealId) -> Result<Names> {
    let mut found = Names::default();
    let words = |key: Option<String>| key.map(|key| text::words(&key)).unwrap_or_default();
    let names = Statement::new(
        "SELECT d.name_key, a.name_key, r.name_key FROM deal d LEFT JOIN account a ON a.id = d.account_id \
         LEFT JOIN rep r ON r.id = d.owner_id WHERE d.id = $1",
    );
    db.each(&names.with(vec![deal_id.to_value()]), |row| {
        found.others.extend(words(row.get(0)?));
        found.account.extend(words(row.get(1)?));
        found.others.extend(words(row.get(2)?));
        Ok(())
    })?;
    let contacts = Statement::new(
        "SELECT c.name_key FROM deal_contact x JOIN contact c ON c.id = x.contact_id WHERE x.deal_id = $1",
    );
    db.each(&contacts.with(vec![deal_id.to_value()]), |row| {
        found.contacts.extend(words(row.get(0)?));
        Ok(())
    })?;
    Ok(found)
}

/// One more than the limit, to tell that there are more.
fn at_most(statement: Statement<'_>, limit: usize) -> Statement<'_> {
    let limit = i64::try_from(limit).unwrap_or(i64::MAX).saturating_add(1);
    statement.sql(" LIMIT ").bind(Value::Int(limit))
}
