//! Every test that needs more than one module: one binary, one line a file.
#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a test says what it expects by failing"
)]

mod home;
mod import;
mod keys;
mod merge;
mod panes;
mod support;
