//! Import and export: files from outside in, by mappings, and what was not taken said row by row.

mod affix;
pub mod bind;
pub mod date;
mod decode;
mod digits;
pub mod entity;
mod fault;
mod grouping;
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
mod resolve;
mod row;
mod save;
mod scan;
mod serial;
pub mod source;
mod stream;
mod symbol;
mod time;
