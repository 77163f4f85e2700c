//! The arguments of what is about teams.

use clap::builder::PossibleValuesParser;
use clap::{Arg, Command};

use super::{flag, option};
use crate::domain::access::Level;

/// Who is on the team of a record.
pub(super) fn who() -> Command {
    Command::new("who")
        .arg(words("record").num_args(1..=2))
        .arg(option("today"))
        .arg(flag("json"))
}

/// Who is put on it, or taken off.
pub(super) fn assign() -> Command {
    let level = |(id, long): (&'static str, &'static str)| {
        let levels = PossibleValuesParser::new(Level::CODES);
        option(id).long(long).value_parser(levels)
    };
    let levels = [
        ("account-level", "account"),
        ("deal-level", "deal"),
        ("contract-level", "contract"),
        ("case-level", "case"),
    ];
    Command::new("assign")
        .arg(words("assigned").num_args(1..=4))
        .args(levels.map(level))
        .arg(flag("remove").conflicts_with("default"))
        .arg(flag("default"))
        .arg(option("today"))
}

fn words(id: &'static str) -> Arg {
    let name = if id == "record" { "RECORD" } else { "WORD" };
    Arg::new(id).value_name(name).required(true)
}
