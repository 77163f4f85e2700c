//! Every test that needs more than one module: one binary, one line a file.
#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a test says what it expects by failing"
)]
#![expect(clippy::cast_possible_wrap, reason = "made-up ids are small")]

mod activities;
mod again;
mod behind;
mod bulk;
mod calendars;
mod change;
mod changes;
mod cli;
mod compare;
mod config;
mod conflict;
mod crm;
mod crmfiles;
mod daily;
mod derived;
mod ends;
mod export;
mod filters;
mod firstrun;
mod fixtures;
mod forms;
mod generate;
mod glyphs;
mod guides;
mod headless;
mod home;
mod hostile;
mod import;
mod items;
mod journal;
mod journey;
mod jump;
mod keymap;
mod keys;
mod kpis;
mod languages;
mod listing;
mod lists;
mod long;
mod mapping;
mod me;
mod merge;
mod messages;
mod money;
mod moves;
mod numbers;
mod panes;
mod place;
mod planning;
mod plans;
mod processes;
mod pty;
mod records;
mod replan;
mod review;
mod round;
mod rules;
mod sample;
mod selected;
mod session;
mod shown;
mod sight;
mod sorts;
mod source;
mod sprint;
mod sprints;
mod standup;
mod steps;
mod story;
mod stumbles;
mod support;
mod tidy;
mod today;
mod told;
mod typed;
mod undo;
mod waterfall;
mod week;
mod weekfiles;
mod words;
