//! Records by the words of their names, in so many steps at most, however many records there are.
//!
//! A typed word stands for the words of names that begin so, or that are near it. The rarest of the typed words is
//! walked through, and each record met is looked up under the others.

use crate::domain::codes;
use crate::domain::text::{self, near};

use super::Result;
use super::sql::{Db, Statement};
use super::value::Value;

codes! {
    /// What is found by the words of its name.
    Named {
        /// A deal.
        Deal => "deal",
        /// An account.
        Account => "account",
        /// A contact.
        Contact => "contact",
    }
}

/// How a typed word is understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// As the beginning of a word.
    Exact,
    /// With mistakes, and letters missing.
    Near,
}

/// A word of names that a typed word may stand for is one of so many at most.
const KEYS_MAX: usize = 24;

/// The same for one that was mistyped: the nearest ones.
const NEAR_MAX: usize = 8;

/// Words of names that are compared with one that was mistyped.
const COMPARED_MAX: usize = 2_000;

/// Records that are counted to find the rarest word.
const COUNTED_MAX: usize = 4_000;

/// Times a record is looked up under another word.
const LOOKUPS_MAX: usize = 20_000;

/// Records that are read to see whether their names have a word that stands for too many.
const READ_MAX: usize = 600;

/// A typed word, and what it may stand for.
#[derive(Debug, Clone)]
pub struct Meant {
    typed: String,
    /// Words of names, the most likely first.
    keys: Vec<String>,
    /// Whether there are no others.
    is_all: bool,
}

impl Meant {
    /// What a typed word may stand for; nothing, if no name has anything like it.
    pub fn read(db: &Db, typed: &str, reading: Reading) -> Result<Option<Self>> {
        let (keys, is_all) = match reading {
            Reading::Exact => {
                let mut keys = keys(db, typed, KEYS_MAX + 1)?;
                let is_all = keys.len() <= KEYS_MAX;
                keys.truncate(KEYS_MAX);
                (keys, is_all)
            }
            Reading::Near => (near_keys(db, typed)?, true),
        };
        let typed = typed.to_owned();
        Ok((!keys.is_empty()).then_some(Self {
            typed,
            keys,
            is_all,
        }))
    }

    /// Whether it stands for the same words of names as in another reading.
    pub fn is_same(&self, other: &Self) -> bool {
        let is_in = |key: &String| other.keys.contains(key);
        self.is_all == other.is_all
            && self.keys.len() == other.keys.len()
            && self.keys.iter().all(is_in)
    }

    /// The most likely word of a name that it stands for.
    pub fn best(&self) -> &str {
        self.keys.first().map_or(&self.typed, String::as_str)
    }
}

/// Words of names that begin so, in their order.
fn keys(db: &Db, start: &str, limit: usize) -> Result<Vec<String>> {
    // Each word is sought from the one before it: however many records have one, it is met once.
    let statement = Statement::new(
        "WITH RECURSIVE met (key) AS (SELECT MIN(w.key) FROM word w WHERE w.key >= $1 AND w.key < $2 UNION ALL \
         SELECT (SELECT MIN(w.key) FROM word w WHERE w.key > met.key AND w.key < $2) FROM met \
         WHERE met.key IS NOT NULL) SELECT met.key FROM met WHERE met.key IS NOT NULL LIMIT $3",
    );
    let values = vec![
        Value::Text(start.into()),
        Value::Text(after(start).into()),
        int(limit),
    ];
    db.all(&statement.with(values), |row| row.get(0))
}

/// Words of names that are near a word, the nearest first. The first letter counts as right, or as the second one.
fn near_keys(db: &Db, typed: &str) -> Result<Vec<String>> {
    let letters: Vec<char> = typed.chars().collect();
    let [first, second, ..] = letters[..] else {
        return Ok(Vec::new());
    };
    let starts = [
        String::from_iter([first, second]),
        String::from_iter([second, first]),
        first.to_string(),
    ];
    let mut found = Vec::new();
    for start in starts {
        for key in keys(db, &start, COMPARED_MAX)? {
            if let Some(distance) = near::distance(typed, &key) {
                found.push((distance, key));
            }
        }
        if !found.is_empty() {
            break;
        }
    }
    found.sort_unstable();
    found.truncate(NEAR_MAX);
    Ok(found.into_iter().map(|(_, key)| key).collect())
}

/// Records of a kind whose names begin so, folded.
pub fn beginning(db: &Db, kind: Named, start: &str, limit: usize) -> Result<Vec<i64>> {
    let text = match kind {
        Named::Deal => "SELECT id FROM deal WHERE name_key >= ",
        Named::Account => "SELECT id FROM account WHERE name_key >= ",
        Named::Contact => "SELECT id FROM contact WHERE name_key >= ",
    };
    let statement = Statement::new(text)
        .bind(Value::Text(start.into()))
        .sql(" AND name_key < ")
        .bind(Value::Text(after(start).into()))
        .sql(" ORDER BY name_key, id LIMIT ")
        .bind(int(limit));
    db.all(&statement, |row| row.get(0))
}

/// Records of a kind whose names have all of these words, at most so many. There may be others, where the words are so
/// common that even the rarest of them is too long a walk.
pub fn having(db: &Db, kind: Named, words: &[Meant], limit: usize) -> Result<Vec<i64>> {
    // What stands for too many words of names leads nowhere, unless there is nothing else; it is looked for in the
    // names of what the others lead to.
    let (mut leading, mut read): (Vec<_>, Vec<_>) = words.iter().partition(|word| word.is_all);
    if leading.is_empty() {
        read.sort_by_key(|word| word.typed.chars().count());
        leading.extend(read.pop());
    }
    if read.is_empty() {
        return walk(db, kind, &leading, limit);
    }
    let mut found = Vec::new();
    for id in walk(db, kind, &leading, READ_MAX)? {
        let words = text::words(&name_key(db, kind, id)?);
        let has = |typed: &str| words.iter().any(|word| word.starts_with(typed));
        if read.iter().all(|meant| has(&meant.typed)) {
            found.push(id);
        }
        if found.len() == limit {
            break;
        }
    }
    Ok(found)
}

/// Walks through the records that have the rarest of these words.
fn walk(db: &Db, kind: Named, words: &[&Meant], limit: usize) -> Result<Vec<i64>> {
    let mut counted = Vec::new();
    for word in words {
        counted.push((count(db, kind, word)?, *word));
    }
    counted.sort_by_key(|(count, _)| *count);
    let Some(((fewest, rarest), others)) = counted.split_first() else {
        return Ok(Vec::new());
    };
    if *fewest == 0 {
        return Ok(Vec::new());
    }
    let lookups: usize = others.iter().map(|(_, word)| word.keys.len()).sum();
    let head = Statement::new("SELECT w.id FROM (");
    let mut statement = holders(head, kind, rarest, LOOKUPS_MAX / lookups.max(1)).sql(") w");
    for (at, (_, other)) in others.iter().enumerate() {
        statement = statement
            .sql(if at == 0 { " WHERE " } else { " AND " })
            .sql("EXISTS (SELECT 1 FROM word x WHERE x.id = w.id AND x.kind = ")
            .bind(Value::Text(kind.code().into()))
            .sql(" AND x.key IN ");
        statement = in_keys(statement, other).sql(")");
    }
    let statement = statement.sql(" LIMIT ").bind(int(limit));
    let mut found: Vec<i64> = Vec::new();
    db.each(&statement, |row| {
        // A name may have two of the words that one stands for.
        let id = row.get(0)?;
        if !found.contains(&id) {
            found.push(id);
        }
        Ok(())
    })?;
    Ok(found)
}

/// How many records of a kind have a word, as far as that is counted.
fn count(db: &Db, kind: Named, word: &Meant) -> Result<i64> {
    let head = Statement::new("SELECT COUNT(*) FROM (");
    let statement = holders(head, kind, word, COUNTED_MAX).sql(") w");
    let count = db.first(&statement, |row| row.get(0))?;
    Ok(count.unwrap_or(0))
}

/// The records of a kind that have a word, at most so many.
fn holders<'v>(statement: Statement<'v>, kind: Named, word: &Meant, limit: usize) -> Statement<'v> {
    let statement = statement
        .sql("SELECT id FROM word WHERE kind = ")
        .bind(Value::Text(kind.code().into()))
        .sql(" AND key IN ");
    in_keys(statement, word).sql(" LIMIT ").bind(int(limit))
}

fn in_keys<'v>(statement: Statement<'v>, word: &Meant) -> Statement<'v> {
    let mut statement = statement;
    for (at, key) in word.keys.iter().enumerate() {
        statement = statement
            .sql(if at == 0 { "(" } else { ", " })
            .bind(Value::Text(key.clone().into()));
    }
    statement.sql(")")
}

/// The folded name of a record; of one that is gone it is empty.
fn name_key(db: &Db, kind: Named, id: i64) -> Result<String> {
    let statement = Statement::new(match kind {
        Named::Deal => "SELECT name_key FROM deal WHERE id = $1",
        Named::Account => "SELECT name_key FROM account WHERE id = $1",
        Named::Contact => "SELECT name_key FROM contact WHERE id = $1",
    });
    let found = db.first(&statement.with(vec![Value::Int(id)]), |row| row.get(0))?;
    Ok(found.unwrap_or_default())
}

/// What comes after everything that begins so.
fn after(start: &str) -> String {
    [start, "\u{10ffff}"].concat()
}

fn int(number: usize) -> Value<'static> {
    Value::Int(i64::try_from(number).unwrap_or(i64::MAX))
}
