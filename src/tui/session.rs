//! What a session leaves to the next one on the same store: pane, who and when, and how the panes were looked at.
//!
//! Pure: a session is a value, taken from the model and given back to it; `memory` keeps it in a file. Whatever a file
//! says, it only leads to something that can be looked at: what is not known is left out, what is gone is not found.

use serde::{Deserialize, Serialize};

use super::layer::standup;
use super::model::Model;
use super::pane::pipeline::{self, Kept};
use super::pane::{PANES, Pane, PaneId, kpis, sprint, team, today};
use super::scope::{Scope, Time};
use super::widget::table::order::Order;
use crate::domain::calendar::Day;
use crate::domain::id::{RepId, TeamId};

/// A session.
#[derive(Debug, Clone, PartialEq)]
pub struct Session {
    /// Its day: pane, filter and selection come back on the same one only.
    pub day: Day,
    /// Who acted: so they do for nobody else.
    pub actor: String,
    /// The pane that was shown.
    pub pane: PaneId,
    /// Whom and which period the panes showed, if that was settled.
    pub shown: Option<(Scope, Time)>,
    /// How the pipeline was looked at.
    pub pipeline: Kept,
    /// How the comparison was looked at.
    pub kpis: kpis::Kept,
    /// How it was looked at who does what.
    pub roles: team::Kept,
    /// The order of a team's people.
    pub team: Order,
    /// How the week was looked at.
    pub sprint: sprint::Kept,
    /// Where a daily round is.
    pub round: Option<standup::Kept>,
}

impl Session {
    /// The session as it is now.
    pub fn of(model: &Model) -> Self {
        let settled = model.is_scope_chosen.then_some((model.scope, model.time));
        Self {
            day: model.today,
            actor: model.actor.name.clone(),
            pane: model.shown,
            shown: settled.or(model.resumed),
            pipeline: model.pipeline.kept(),
            kpis: model.kpis.kept(),
            roles: model.team.kept(),
            team: model.today_pane.order,
            sprint: model.sprint.kept(),
            round: model.round.clone(),
        }
    }

    /// Goes on where it ended, in a cockpit that has not asked for anything yet. What the user likes to look at comes
    /// back on any day.
    pub fn resume(self, model: &mut Model) {
        model.today_pane.order = self.team;
        model.team.resume(self.roles);
        let is_same = self.day == model.today && self.actor == model.actor.name;
        if !is_same {
            model.pipeline.resume(self.pipeline.looks(), None);
            model.kpis.resume(self.kpis.looks(), None);
            return;
        }
        model.shown = self.pane;
        model.resumed = self.shown;
        model.round = self.round;
        model.sprint.resume(self.sprint);
        model.pipeline.resume(self.pipeline, self.shown);
        let scope = self.shown.map(|(scope, _)| scope);
        model.kpis.resume(self.kpis, scope);
    }

    /// As a file has it.
    pub fn to_text(&self) -> String {
        // There is nothing in it that could not be written.
        toml_edit::ser::to_string_pretty(&Written::of(self)).unwrap_or_default()
    }

    /// Out of a file, unless it is damaged.
    pub fn from_text(text: &str) -> Option<Self> {
        toml_edit::de::from_str::<Written>(text).ok()?.read()
    }
}

/// A session in words and numbers.
#[derive(Debug, Serialize, Deserialize)]
struct Written {
    day: String,
    actor: String,
    pane: String,
    who: Option<String>,
    when: Option<String>,
    pipeline: pipeline::Written,
    // An older session does not say.
    #[serde(default)]
    kpis: kpis::Written,
    #[serde(default)]
    roles: team::Written,
    team: Option<today::Written>,
    #[serde(default)]
    sprint: sprint::Written,
    round: Option<standup::Written>,
}

const EVERYONE: &str = "everyone";
const TEAM: &str = "team ";
const REP: &str = "rep ";
const ALL_TIME: &str = "all";
const QUARTER: &str = "quarter ";

impl Written {
    fn of(session: &Session) -> Self {
        let who = session.shown.map(|(scope, _)| match scope {
            Scope::Everyone => EVERYONE.to_owned(),
            Scope::Team(id) => format!("{TEAM}{id}"),
            Scope::Rep(id) => format!("{REP}{id}"),
        });
        let when = session.shown.map(|(_, time)| match time {
            Time::All => ALL_TIME.to_owned(),
            Time::Quarter(at) => format!("{QUARTER}{at}"),
        });
        Self {
            day: session.day.to_string(),
            actor: session.actor.clone(),
            pane: Pane::of(session.pane).name.to_owned(),
            who,
            when,
            pipeline: pipeline::Written::of(&session.pipeline),
            kpis: kpis::Written::of(&session.kpis),
            roles: team::Written::of(&session.roles),
            team: today::Written::of(session.team),
            sprint: sprint::Written::of(&session.sprint),
            round: session
                .round
                .as_ref()
                .and_then(|it| standup::Written::of(it, session.day)),
        }
    }

    fn read(self) -> Option<Session> {
        let pane = PANES.iter().find(|pane| pane.name == self.pane)?;
        let who = self.who.as_deref().and_then(scope);
        let when = self.when.as_deref().and_then(time);
        let day = Day::from_iso(&self.day)?;
        Some(Session {
            day,
            actor: self.actor,
            pane: pane.id,
            shown: who.zip(when),
            pipeline: self.pipeline.read(),
            kpis: self.kpis.read(),
            roles: self.roles.read(),
            team: today::Written::read(self.team),
            sprint: self.sprint.read(),
            round: self.round.map(|it| it.read(day)),
        })
    }
}

fn scope(text: &str) -> Option<Scope> {
    let id = |prefix| text.strip_prefix(prefix)?.parse().ok();
    match text {
        EVERYONE => Some(Scope::Everyone),
        _ => id(TEAM)
            .map(|id| Scope::Team(TeamId(id)))
            .or_else(|| id(REP).map(|id| Scope::Rep(RepId(id)))),
    }
}

fn time(text: &str) -> Option<Time> {
    match text {
        ALL_TIME => Some(Time::All),
        _ => Time::quarter(text.strip_prefix(QUARTER)?.parse().ok()?),
    }
}
