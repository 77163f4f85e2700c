//! What the cockpit costs, each thing beside a baseline in the same run: `cargo bench -- key store`, or all of them.
//!
//! | name | what is measured |
//! | --- | --- |
//! | `key` | a key from its event over the store's answer to the drawn cells |
//! | `screen` | a key until a real terminal shows what it did |
//! | `store` | queries beside the best SQL written by hand, a saved change beside a write and a sync |
//! | `week` | a board, the weeks of everyone, planning and the round over half a million items |
//! | `team` | people × roles over all seats on deals and accounts |
//! | `staffing` | who sits where on deals and accounts, who is missing, who fits, beside SQL by hand |
//! | `changes` | what changed since a day, from yesterday to a year ago, beside SQL by hand |
//! | `frame` | first frame, memory and size beside the least program that shows deals |
//! | `import` | an import beside the database shell's own |
//! | `generate` | the sample beside bare inserts |
//!
//! Large stores are made once and kept in `target/bench`.
#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a bench that cannot run has nothing to say"
)]
#![expect(
    clippy::cast_precision_loss,
    clippy::too_many_lines,
    reason = "what is measured stands beside its baseline, and a ratio needs no more digits"
)]

mod byhand;
mod changes;
mod frame;
mod generate;
mod import;
mod kept;
mod key;
mod measure;
mod screen;
mod staffing;
mod store;
mod team;
mod week;

/// Every bench by its name.
const BENCHES: [(&str, fn()); 10] = [
    ("key", key::run),
    ("screen", screen::run),
    ("store", store::run),
    ("week", week::run),
    ("team", team::run),
    ("staffing", staffing::run),
    ("changes", changes::run),
    ("frame", frame::run),
    ("import", import::run),
    ("generate", generate::run),
];

fn main() {
    let named: Vec<String> = std::env::args().skip(1).collect();
    // Cargo adds options of its own.
    let is_wanted = |name: &str| {
        let mut names = named.iter().filter(|it| !it.starts_with('-')).peekable();
        names.peek().is_none() || names.any(|it| it == name)
    };
    for (name, run) in BENCHES {
        if is_wanted(name) {
            run();
        }
    }
}
