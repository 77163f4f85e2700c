//! The arguments of what is about teams, and of lists of what belongs to accounts and people.

use clap::builder::PossibleValuesParser;
use clap::{Arg, Command};

use super::{flag, option};
use crate::cli::export::plural;
use crate::domain::access::Level;
use crate::domain::record::{Kind, Read, entity};

/// Kinds that are listed with what their records refer to as conditions.
pub const LISTED: &[Kind] = &[
    Kind::Contract,
    Kind::SupportCase,
    Kind::AccountMember,
    Kind::DealMember,
    Kind::DefaultMember,
    Kind::Role,
    Kind::RoleDuty,
    Kind::Skill,
    Kind::Channel,
    Kind::OpsDuty,
];

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

/// A list of each of those kinds.
pub(super) fn lists() -> impl Iterator<Item = Command> {
    LISTED.iter().map(|kind| {
        let referring = entity(*kind).filled();
        let referring = referring.filter(|it| matches!(it.read, Read::Reference(_)));
        let of = referring.map(|field| {
            let arg = Arg::new(field.label()).long(field.option());
            arg.value_name("NAME")
        });
        let command = Command::new(plural(*kind));
        let command = match kind {
            Kind::SupportCase => command.alias("cases"),
            _ => command,
        };
        command
            .args(of)
            .arg(flag("json"))
            .arg(flag("csv").conflicts_with("json"))
    })
}
