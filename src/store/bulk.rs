//! Loading many rows at once: without the secondary indexes of the large tables, which are made anew in the end.
//!
//! An index that is made anew is sorted once, where one that stands while a million rows arrive is searched a million
//! times: three times the work (`46 s` beside `144 s` for ten million rows).

use super::Result;
use super::migrate;
use super::sql::{Db, Statement};

/// Tables that grow with the business.
const LARGE: &[&str] = &[
    "account",
    "contact",
    "deal",
    "deal_line",
    "deal_contact",
    "deal_history",
    "activity",
];

/// An index beside a table's key, as the migrations made it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Index {
    /// Its name.
    pub(super) name: &'static str,
    /// Its table.
    pub(super) table: &'static str,
    /// The text that makes it.
    pub(super) text: &'static str,
}

/// A load in the transaction that is open. If that ends in an error, the indexes are as they were.
pub struct Load<'db> {
    db: &'db Db,
    gone: Vec<Index>,
}

impl<'db> Load<'db> {
    /// Takes the indexes away.
    pub fn begin(db: &'db Db) -> Result<Self> {
        let mut gone = migrate::indexes();
        gone.retain(|index| LARGE.contains(&index.table));
        for index in &gone {
            db.run(&Statement::new("DROP INDEX ").sql(index.name))?;
        }
        Ok(Self { db, gone })
    }

    /// How many indexes are still to be made.
    pub fn left(&self) -> usize {
        self.gone.len()
    }

    /// Makes the next index of a table that is wanted. Says whether there was one.
    pub fn make(&mut self, is_wanted: impl Fn(&str) -> bool) -> Result<bool> {
        let Some(at) = self.gone.iter().position(|index| is_wanted(index.table)) else {
            return Ok(false);
        };
        let index = self.gone.remove(at);
        self.db.run(&Statement::new(index.text))?;
        Ok(true)
    }
}
