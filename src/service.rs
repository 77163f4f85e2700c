//! Use cases.

pub mod exchange;
mod query;
pub mod view;

pub use query::{Query, View};
