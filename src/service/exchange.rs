//! Import and export: files from outside in, by mappings, and what was not taken said row by row.

pub mod bind;
pub mod calendar;
mod cell;
pub mod changed;
pub mod date;
mod decode;
pub mod export;
mod fault;
pub mod import;
pub mod mapping;
mod merge;
mod notation;
pub mod number;
mod options;
pub mod reason;
mod record;
mod rejects;
pub mod report;
pub mod resolve;
mod row;
mod save;
mod scan;
mod serial;
pub mod source;
mod stream;
mod time;
