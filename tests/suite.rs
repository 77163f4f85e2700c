//! Every test that needs more than one module: one binary, one line a file.
#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a test says what it expects by failing"
)]
#![expect(clippy::cast_possible_wrap, reason = "made-up ids are small")]

mod again;
mod behind;
mod bulk;
mod change;
mod changes;
mod cli;
mod compare;
mod crm;
mod daily;
mod derived;
mod ends;
mod firstrun;
mod fixtures;
mod generate;
mod home;
mod hostile;
mod import;
mod journey;
mod jump;
mod keys;
mod kpis;
mod languages;
mod lists;
mod long;
mod mapping;
mod merge;
mod messages;
mod money;
mod moves;
mod numbers;
mod panes;
mod place;
mod plans;
mod processes;
mod pty;
mod records;
mod sample;
mod shown;
mod source;
mod story;
mod support;
mod tidy;
mod today;
mod typed;
mod undo;
mod waterfall;
mod words;
