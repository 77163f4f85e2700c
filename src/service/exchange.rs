//! Import and export.

pub mod reason;
