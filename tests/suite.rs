//! Every test that needs more than one module: one binary, one line a file.
#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a test says what it expects by failing"
)]

mod fixtures;
mod journey;
mod keys;
mod numbers;
mod panes;
mod plans;
mod source;
mod story;
mod support;
mod tidy;
mod undo;
mod words;
