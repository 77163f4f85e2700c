#![doc = include_str!("ARCHITECTURE.md")]

pub mod cli;
pub mod clock;
pub mod config;
pub mod domain;
pub mod glyph;
pub mod i18n;
pub mod service;
pub mod store;
pub mod tui;
