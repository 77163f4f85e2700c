//! `quarterdeck week review`: what is said of a week. Options say something else of it; what none names stays as it is.

use clap::ArgMatches;

use super::Asked;
use crate::cli::change::{assigned, carry_out, optional};
use crate::cli::output::print;
use crate::cli::report::unexpected;
use crate::cli::{Result, Session};
use crate::domain::activity::ActivityKind;
use crate::domain::command::{Command, WeekCommand};
use crate::domain::record::{Content, Kind, entity};
use crate::domain::sprint::{GoalMet, Improvement, Review};
use crate::domain::team::Who;
use crate::service::view::review::ReviewView;
use crate::service::view::week::WeekView;
use crate::service::{Query, View};

/// Prints it, or changes it.
pub(super) fn run(session: &mut Session<'_>, matches: &ArgMatches) -> Result<()> {
    let asked = Asked::read(session, matches)?;
    let week = asked.ask(session)?;
    if let Some(review) = typed(session, &week, matches)? {
        let command = Command::Week(WeekCommand::Review {
            rep_id: asked.rep_id,
            week_on: asked.week_on,
            version: week.version,
            review: Box::new(review),
            on: asked.today,
        });
        return carry_out(session, &command);
    }
    let who = Who {
        rep_id: Some(asked.rep_id),
        team_id: None,
    };
    let view = ask(
        session,
        &Query::Review {
            who,
            week_on: asked.week_on,
            today: asked.today,
        },
    )?;
    print(&session.words.review_section(&view))?;
    Ok(())
}

/// What a query for a review answers.
pub(in crate::cli) fn ask(session: &Session<'_>, query: &Query) -> Result<Box<ReviewView>> {
    match session.service.ask(&session.actor, query)? {
        View::Review(view) => Ok(view),
        _ => Err(unexpected("review")),
    }
}

/// What the options say of a week, with what was said before where they say nothing; `None` if none is given.
pub(super) fn typed(
    session: &Session<'_>,
    week: &WeekView,
    matches: &ArgMatches,
) -> Result<Option<Review>> {
    let named = ["goal-met", "keep", "change", "attempt", "improvement"];
    if named.iter().all(|name| optional(matches, name).is_none()) {
        return Ok(None);
    }
    let said = |name: &str, before: &Option<String>| match optional(matches, name) {
        Some(text) => Some(text).filter(|it| !it.trim().is_empty()),
        None => before.clone(),
    };
    let before = week.improvement.as_ref();
    let subject = said("improvement", &before.map(|it| it.subject.clone()));
    let kind = match optional(matches, "item-kind") {
        Some(typed) => kind(session, &typed)?,
        None => before.map_or(ActivityKind::Free, |it| it.kind),
    };
    let met = optional(matches, "goal-met");
    Ok(Some(Review {
        goal_met: met.map_or(week.goal_met, |code| GoalMet::from_code(&code)),
        keep: said("keep", &week.keep),
        change: said("change", &week.change),
        attempt: said("attempt", &week.attempt),
        improvement: subject.map(|subject| Improvement { kind, subject }),
    }))
}

/// What kind of item an improvement becomes.
fn kind(session: &Session<'_>, typed: &str) -> Result<ActivityKind> {
    let field = entity(Kind::Activity).filled().find(|it| it.name == "kind");
    let Some(field) = field else {
        return Ok(ActivityKind::Free);
    };
    let read = assigned(session, (Kind::Activity, None, typed), field, typed)?;
    let code = match &read.content {
        Some(Content::Text(code)) => ActivityKind::from_code(code),
        _ => None,
    };
    Ok(code.unwrap_or(ActivityKind::Free))
}
