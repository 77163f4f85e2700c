//! Use cases.

pub mod exchange;
pub mod view;
