//! `quarterdeck week`, `add item`, `done`: a rep's week without the cockpit, to look at and to plan.

mod board;
pub(super) mod json;
pub(super) mod lines;
pub(super) mod review;

use clap::ArgMatches;
use serde_json::Value as Json;

use crate::domain::activity::ActivityStatus;
use crate::domain::calendar::Day;
use crate::domain::command::{Command, Left, WeekCommand};
use crate::domain::id::{RepId, SprintItemId, TeamId};
use crate::domain::message::Message;
use crate::domain::plan::{Suggestion, Why};
use crate::domain::record::{Assignment, Content, Kind, entity};
use crate::domain::refusal::Refusal;
use crate::domain::team::Who;
use crate::service::view::week::{TeamWeekView, WeekView};
use crate::service::{Query, View};

use super::change::{assigned, carry_out, optional};
use super::output::{print, print_json};
use super::report::unexpected;
use super::{Error, Result, Session, code};

/// Options of an item, and the fields of the activity that they give.
const FIELDS: &[(&str, &str)] = &[
    ("item", "subject"),
    ("item-kind", "kind"),
    ("due", "held_on"),
    ("at", "start_time"),
    ("estimate", "duration_minutes"),
    ("deal", "deal"),
    ("account", "account"),
    ("target", "target"),
];

pub fn run(session: &mut Session<'_>, matches: &ArgMatches) -> Result<u8> {
    match matches.subcommand() {
        None => show(session, matches)?,
        Some(("review", matches)) => review::run(session, matches)?,
        Some((verb, matches)) => {
            let command = change(session, verb, matches)?;
            carry_out(session, &command)?;
        }
    }
    Ok(code::DONE)
}

/// Which week of whom is meant.
pub(super) struct Asked {
    rep_id: RepId,
    week_on: Day,
    today: Day,
}

impl Asked {
    pub(super) fn read(session: &Session<'_>, matches: &ArgMatches) -> Result<Self> {
        let today = session.today(matches)?;
        Ok(Self {
            rep_id: session.rep_or_me(matches)?,
            week_on: session.week(matches.get_one("week"), today)?,
            today,
        })
    }

    pub(super) fn ask(&self, session: &Session<'_>) -> Result<Box<WeekView>> {
        let query = Query::Week {
            rep_id: self.rep_id,
            week_on: self.week_on,
            today: self.today,
        };
        match session.service.ask(&session.actor, &query)? {
            View::Week(view) => Ok(view),
            _ => Err(unexpected("week")),
        }
    }

    /// What the rep owes by their seats and has not planned, of which a plan of the week would speak.
    fn owed(&self, session: &Session<'_>) -> Result<Vec<Suggestion>> {
        if self.week_on.monday() < self.today.monday() {
            return Ok(Vec::new());
        }
        let query = Query::Plan {
            rep_id: self.rep_id,
            week_on: Some(self.week_on),
            today: self.today,
        };
        let View::Plan(view) = session.service.ask(&session.actor, &query)? else {
            return Err(unexpected("plan"));
        };
        let mut owed = view.suggestions;
        owed.retain(|it| matches!(it.why, Why::Duty | Why::DutyLate));
        Ok(owed)
    }
}

/// Prints the board of a rep, or a line for each rep of a team.
fn show(session: &Session<'_>, matches: &ArgMatches) -> Result<()> {
    let today = session.today(matches)?;
    let (json, text): (Json, String);
    if matches.get_one::<String>("team").is_some() || matches.get_flag("everyone") {
        let view = team(session, matches, today)?;
        json = json::of_team(&view, today);
        text = board::of_team(session.words, &view, today);
    } else {
        let asked = Asked::read(session, matches)?;
        let view = asked.ask(session)?;
        json = json::of_rep(&view, today);
        text = board::of_rep(session.words, &view, &asked.owed(session)?, today);
    }
    if matches.get_flag("json") {
        print_json(&json)?;
    } else {
        print(&text)?;
    }
    Ok(())
}

fn team(session: &Session<'_>, matches: &ArgMatches, today: Day) -> Result<Box<TeamWeekView>> {
    let named = optional(matches, "team");
    let team_id = named.map(|name| session.meant(Kind::Team, &name).map(TeamId));
    let team_id = team_id.transpose()?;
    let rep_id = None;
    let query = Query::TeamWeek {
        who: Who { rep_id, team_id },
        week_on: session.week(matches.get_one("week"), today)?,
        today,
    };
    match session.service.ask(&session.actor, &query)? {
        View::TeamWeek(view) => Ok(view),
        _ => Err(unexpected("week")),
    }
}

/// `start`, `close`, `reopen`, `goal`.
fn change(session: &Session<'_>, verb: &str, matches: &ArgMatches) -> Result<Command> {
    let asked = Asked::read(session, matches)?;
    let (rep_id, week_on, on) = (asked.rep_id, asked.week_on, asked.today);
    Ok(match verb {
        "start" => Command::Week(WeekCommand::Start {
            rep_id,
            week_on,
            on,
        }),
        "reopen" => Command::Week(WeekCommand::Reopen { rep_id, week_on }),
        "close" => {
            let view = asked.ask(session)?;
            Command::Week(WeekCommand::Close {
                rep_id,
                week_on,
                left: left(session, &view, matches)?,
                review: review::typed(session, &view, matches)?.map(Box::new),
                on,
            })
        }
        _ => goal(session, &asked, matches)?,
    })
}

/// What the week is for; without words nothing is said of it any more.
fn goal(session: &Session<'_>, asked: &Asked, matches: &ArgMatches) -> Result<Command> {
    let typed = optional(matches, "goal").unwrap_or_default();
    let view = asked.ask(session)?;
    let field = entity(Kind::Sprint).named("goal");
    let goal = match field {
        Some(field) => assigned(session, (Kind::Sprint, None, &typed), field, &typed)?,
        None => Assignment::cleared("goal"),
    };
    let (kind, on) = (Kind::Sprint, asked.today);
    Ok(match view.sprint {
        Some(id) => Command::Edit {
            kind,
            id: id.0,
            version: view.version,
            fields: vec![goal],
            on,
        },
        None => Command::Add {
            kind,
            fields: vec![
                Assignment::new("rep", Content::Record(asked.rep_id.0)),
                Assignment::new("week_on", Content::Day(asked.week_on)),
                goal,
            ],
            on,
        },
    })
}

/// What becomes of what is not done: `--back ITEM`, `--drop ITEM=REASON`. What is not named goes on to the next week.
fn left(
    session: &Session<'_>,
    view: &WeekView,
    matches: &ArgMatches,
) -> Result<Vec<(SprintItemId, Left)>> {
    let given = |name| matches.get_many::<String>(name).into_iter().flatten();
    let mut left = Vec::new();
    for name in given("back") {
        left.push((item(session, view, name)?, Left::Return));
    }
    for pair in given("drop") {
        let no_reason = || Error::Usage(Message::new("error-drop").with("value", pair.as_str()));
        let (name, reason) = pair.split_once('=').ok_or_else(no_reason)?;
        let reason = Left::Drop(reason.trim().to_owned());
        left.push((item(session, view, name)?, reason));
    }
    Ok(left)
}

/// What goes by this id or name and is still in a week.
fn item(session: &Session<'_>, view: &WeekView, name: &str) -> Result<SprintItemId> {
    let (id, _) = session.service.planned(view.rep_id, view.week_on, name)?;
    let mut here = view.items.iter().filter(|it| it.ending.is_none());
    let not_found = || Refusal::NotFound {
        kind: Kind::Activity.code(),
        name: name.to_owned(),
    };
    let found = here.find(|it| it.activity_id == id);
    Ok(found.map(|it| it.item_id).ok_or_else(not_found)?)
}

/// `add item`: something planned, for a week or the backlog. What is due on a day is in the week of that day.
pub(super) fn add(session: &Session<'_>, matches: &ArgMatches) -> Result<Command> {
    let asked = Asked::read(session, matches)?;
    let activity = entity(Kind::Activity);
    let title = optional(matches, "item").unwrap_or_default();
    let mut fields = vec![Assignment::new("done_by", Content::Record(asked.rep_id.0))];
    for (option, name) in FIELDS {
        let field = activity.filled().find(|it| it.name == *name);
        if let (Some(field), Some(typed)) = (field, optional(matches, option)) {
            let record = (Kind::Activity, None, &*title);
            fields.push(assigned(session, record, field, &typed)?);
        }
    }
    let due_on = fields.iter().find_map(|it| match it.content {
        Some(Content::Day(day)) => Some(day),
        _ => None,
    });
    let week_on = due_on.map_or(asked.week_on, Day::monday);
    Ok(Command::Week(WeekCommand::Add {
        fields,
        week_on: Some(week_on).filter(|_| !matches.get_flag("backlog")),
        on: asked.today,
    }))
}

/// `done ITEM`: what was planned is done, today.
pub(super) fn finish(session: &mut Session<'_>, matches: &ArgMatches) -> Result<u8> {
    let name = optional(matches, "planned").unwrap_or_default();
    let on = session.today(matches)?;
    let (id, version) = match session.rep_or_me(matches) {
        Ok(rep_id) => session.service.planned(rep_id, on.monday(), &name)?,
        // An id says itself whose it is.
        Err(error) => session.service.planned_by_id(&name)?.ok_or(error)?,
    };
    let done = Content::Text(ActivityStatus::Done.code().to_owned());
    let mut fields = vec![
        Assignment::new("status", done),
        Assignment::new("held_on", Content::Day(on)),
    ];
    if let Some(outcome) = optional(matches, "outcome") {
        fields.push(Assignment::new("outcome", Content::Text(outcome)));
    }
    let command = Command::Edit {
        kind: Kind::Activity,
        id: id.0,
        version,
        fields,
        on,
    };
    carry_out(session, &command)?;
    Ok(code::DONE)
}
