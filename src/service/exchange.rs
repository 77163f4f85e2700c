//! Import and export.

mod affix;
pub mod date;
mod decode;
mod digits;
mod fault;
mod grouping;
mod notation;
pub mod number;
mod options;
pub mod reason;
mod record;
mod scan;
mod serial;
pub mod source;
mod stream;
mod symbol;
mod time;
