#![doc = include_str!("ARCHITECTURE.md")]

pub mod clock;
pub mod domain;
pub mod i18n;
pub mod service;
pub mod store;
pub mod tui;
