//! `quarterdeck set rot_days 10 --stage Propose --from mon`: limits that hold from a day on.

use clap::ArgMatches;

use crate::domain::command::Command;
use crate::domain::signal::{Limit, Unit};
use crate::domain::typed::amount::read_duration;

use super::change::{bad_number, optional};
use super::{Result, Session};

/// What takes a limit back to what holds without it.
const NONE: &[&str] = &["-", "none"];

/// The command that a limit and its value stand for.
pub(super) fn command(
    session: &Session<'_>,
    matches: &ArgMatches,
    limit: Limit,
    value: &str,
) -> Result<Command> {
    let value = match value.trim() {
        none if NONE.contains(&none) => None,
        typed => Some(number(limit, typed).ok_or_else(|| bad_number(typed))?),
    };
    let stage = optional(matches, "limit-stage").map(|name| session.service.stage_named(&name));
    let from_on = match optional(matches, "from") {
        Some(text) => session.typed_day(&text)?,
        None => session.service.today()?,
    };
    let stage_id = stage.transpose()?;
    let rules = session.service.rules(from_on)?;
    Ok(Command::SetPolicy {
        limit,
        stage_id,
        from_on,
        value,
        seen: rules.seen_limit(limit, stage_id, from_on),
    })
}

/// A number; hours also as `38,5` or `38h30m`.
fn number(limit: Limit, typed: &str) -> Option<i64> {
    let unit = limit.rule().unit;
    unit.read(&typed.replace(',', ".")).or_else(|| {
        let read = read_duration(typed).ok().flatten();
        read.filter(|_| unit == Unit::Hours)
    })
}
