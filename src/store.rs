//! The team's data in a database: SQL, drivers, migrations, journal. Returns ids and values, never words.
//!
//! [`sql::Db`] is the only way to a database and its driver file the only one that names the driver's crate.
//! Rows are written through [`journal::Writer`], which keeps what it takes to take them back.

pub mod accounts;
pub mod activities;
pub mod band;
pub mod bulk;
pub mod changes;
pub mod complexity;
pub mod credits;
pub mod deals;
pub mod error;
pub mod export;
pub mod facts;
pub mod filter;
pub mod find;
pub mod fits;
pub mod groups;
pub mod handoffs;
pub mod history;
pub mod journal;
pub mod jump;
pub mod list;
pub mod migrate;
pub mod open;
pub mod paging;
pub mod parties;
pub mod person;
pub mod promises;
pub mod record;
pub mod refs;
pub mod reviews;
pub mod search;
pub mod seats;
pub mod served;
pub mod sprints;
pub mod sql;
mod sqlite;
pub mod staffing;
pub mod standups;
pub mod tables;
pub mod teams;
pub mod ties;
pub mod value;
pub mod veil;
pub mod words;

pub use error::Error;

/// The result of everything here.
pub type Result<T> = std::result::Result<T, Error>;
