//! The arguments of what is about a week.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, ArgGroup, Command, value_parser};

use super::{flag, option};
use crate::domain::sprint::GoalMet;

/// Something planned, in a week or in the backlog.
pub(super) fn item() -> Command {
    Command::new("item")
        .arg(Arg::new("item").value_name("TEXT").required(true))
        .arg(option("item-kind").long("kind"))
        .arg(whose())
        .args(["due", "at", "estimate", "deal", "account", "target"].map(option))
        .arg(option("week").conflicts_with("due"))
        .arg(flag("backlog").conflicts_with_all(["week", "due", "at"]))
        .arg(option("today"))
}

/// A week to look at, and what is done with it.
pub(super) fn week() -> Command {
    let verb = |name: &'static str| {
        Command::new(name)
            .arg(whose())
            .args(["week", "today"].map(option))
    };
    let goal = Arg::new("goal").value_name("TEXT").required(true);
    Command::new("week")
        .arg(whose())
        .args(["team", "week", "today"].map(option))
        .args(["everyone", "json"].map(flag))
        .group(ArgGroup::new("who").args(["whose", "team", "everyone"]))
        .subcommands(["start", "reopen"].map(verb))
        .subcommand(
            verb("close")
                .args(["back", "drop"].map(|it| option(it).action(ArgAction::Append)))
                .args(review()),
        )
        .subcommand(verb("review").args(review()))
        .subcommand(verb("goal").arg(goal))
        .args_conflicts_with_subcommands(true)
}

/// What is said of a week.
fn review() -> [Arg; 6] {
    let met = option("goal-met").long("goal");
    let kind = option("item-kind").long("kind");
    [
        met.value_parser(PossibleValuesParser::new(GoalMet::CODES)),
        option("keep"),
        option("change"),
        option("attempt").long("try"),
        option("improvement").long("improve"),
        kind.requires("improvement"),
    ]
}

/// Something planned that is done.
pub(super) fn done() -> Command {
    Command::new("done")
        .arg(Arg::new("planned").value_name("ITEM").required(true))
        .arg(whose())
        .args(["outcome", "today"].map(option))
}

/// A week as a file for calendars.
pub(super) fn exported() -> Command {
    let to = option("to-file").long("to");
    Command::new("week")
        .arg(flag("ics").required(true))
        .arg(whose())
        .args(["week", "today"].map(option))
        .arg(to.value_parser(value_parser!(PathBuf)))
}

/// Whose week it is about.
fn whose() -> Arg {
    option("whose").long("rep")
}
