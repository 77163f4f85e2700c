//! Loading many rows at once: without secondary indexes of the large tables, which are made anew in the end.
//!
//! An index that is made anew is sorted once, where one that stands while a million rows arrive is searched a million
//! times: three times the work (`46 s` beside `144 s` for ten million rows).

use super::migrate;
use super::sql::{Db, Statement};
use super::{Result, find, tables};

/// Tables that grow with the business.
const LARGE: &[&str] = &[
    "account",
    "account_member",
    "contact",
    "deal",
    "deal_member",
    "deal_line",
    "deal_contact",
    "deal_history",
    "activity",
    "external_ref",
];

/// Indexes that an import finds what it refers to by (the accounts below one are looked for by the database itself, as
/// long as a parent is missing). All but those of names and addresses grow at their ends.
const READ_BY_AN_IMPORT: &[&str] = &[
    "account_by_name",
    "account_by_domain",
    "account_by_parent",
    "account_member_by_account",
    "contact_by_name",
    "contact_by_email",
    "deal_by_name",
    "deal_line_by_deal",
    "deal_contact_by_deal",
    "deal_history_by_deal",
    "deal_member_by_deal",
    "external_ref_by_id",
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
    /// Takes the indexes of the large tables away.
    pub fn begin(db: &'db Db) -> Result<Self> {
        Self::without(db, |_| true)
    }

    /// Takes those away that an import does not read by, of tables that hold nothing yet: where many rows are there
    /// already, it may be more work to sort them all than to search for the place of each new one.
    pub fn begin_import(db: &'db Db) -> Result<Self> {
        let mut empty = Vec::new();
        for name in LARGE {
            if let Some(table) = tables::table(name)
                && find::is_empty(db, table)?
            {
                empty.push(*name);
            }
        }
        Self::without(db, |index| {
            empty.contains(&index.table) && !READ_BY_AN_IMPORT.contains(&index.name)
        })
    }

    fn without(db: &'db Db, is_gone: impl Fn(&Index) -> bool) -> Result<Self> {
        let mut gone = migrate::indexes();
        gone.retain(|index| LARGE.contains(&index.table) && is_gone(index));
        for index in &gone {
            db.run(&Statement::new("DROP INDEX ").sql(index.name))?;
        }
        Ok(Self { db, gone })
    }

    /// How many indexes are still to be made.
    pub fn left(&self) -> usize {
        self.gone.len()
    }

    /// Makes the next index that is wanted before what follows from other rows is written into the deals: that finds
    /// those by their indexes, and then has none of the deals' own to keep. Says whether there was one.
    pub fn make_for_deals(&mut self) -> Result<bool> {
        self.make(|index| index.table != tables::DEAL.name)
    }

    /// Makes the next index. Says whether there was one.
    pub fn make_last(&mut self) -> Result<bool> {
        self.make(|_| true)
    }

    fn make(&mut self, is_wanted: impl Fn(&Index) -> bool) -> Result<bool> {
        let Some(at) = self.gone.iter().position(is_wanted) else {
            return Ok(false);
        };
        let index = self.gone.remove(at);
        self.db.run(&Statement::new(index.text))?;
        Ok(true)
    }
}
