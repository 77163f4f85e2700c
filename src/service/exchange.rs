//! Import and export.

mod affix;
pub mod date;
mod decode;
mod digits;
mod fault;
mod grouping;
mod notation;
pub mod number;
pub mod reason;
mod record;
mod scan;
mod serial;
pub mod source;
mod stream;
mod symbol;
#[cfg(test)]
mod time;
