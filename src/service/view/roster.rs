//! Who can be asked for, and whether there is anything to ask about: the frame's choosers and the first run.

use crate::domain::calendar::Day;
use crate::domain::id::{RepId, TeamId};
use crate::domain::money::Currency;
use crate::domain::team::{Function, Job};
use crate::service::Result;
use crate::service::query::{Agreed, Places};
use crate::store::facts;
use crate::store::sql::Db;

use super::rules::{self, RulesView};

/// Who is on the team.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RosterView {
    /// Everyone, in the order of their names.
    pub reps: Vec<RosterRep>,
    /// Every team, in the order of their names.
    pub teams: Vec<RosterTeam>,
    /// Sums over several currencies are in this one.
    pub currency: Option<Currency>,
    /// Nobody has used the store yet: no deal, no stage, no rep.
    pub is_empty: bool,
    /// Whether there is a deal.
    pub has_deals: bool,
    /// Month in which the team's year starts, 1 to 12.
    pub fiscal_month: u32,
    /// The newest day on which a deal was won or lost.
    pub last_closed_on: Option<Day>,
    /// What the team agreed on.
    pub rules: RulesView,
}

/// A person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RosterRep {
    /// Id.
    pub id: RepId,
    /// Name.
    pub name: String,
    /// Place in the selling line.
    pub function: Option<Function>,
    /// Ceiling of access.
    pub job: Option<Job>,
    /// The team today.
    pub team_id: Option<TeamId>,
    /// Whether they are still there.
    pub is_active: bool,
}

impl RosterView {
    /// Everyone who is still there: people to choose from.
    pub fn there(&self) -> impl Iterator<Item = &RosterRep> {
        self.reps.iter().filter(|rep| rep.is_active)
    }
}

/// A team.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RosterTeam {
    /// Id.
    pub id: TeamId,
    /// Name.
    pub name: String,
}

pub(in crate::service) fn load(db: &Db, today: Day) -> Result<RosterView> {
    let places = Places::new(facts::roster(db)?);
    let stages = facts::stages(db)?;
    let mut last_closed_on = None;
    for (_, stage) in stages.iter().filter(|(_, stage)| stage.kind.is_closed()) {
        last_closed_on = last_closed_on.max(facts::last_closed_on(db, stage.id)?);
    }
    let has_deals = facts::has_deals(db)?;
    let reps: Vec<_> = places
        .roster()
        .reps
        .iter()
        .map(|rep| RosterRep {
            id: rep.id,
            name: rep.name.clone(),
            function: rep.function,
            job: rep.job,
            team_id: places.team(Some(rep.id), today),
            is_active: rep.is_active(today),
        })
        .collect();
    let team = |team: &crate::domain::team::Team| RosterTeam {
        id: team.id,
        name: team.name.clone(),
    };
    let agreed = Agreed::load(db)?;
    Ok(RosterView {
        fiscal_month: agreed.fiscal_month,
        is_empty: !has_deals && stages.is_empty() && reps.is_empty(),
        reps,
        teams: places.roster().teams.iter().map(team).collect(),
        currency: agreed.reporting,
        has_deals,
        last_closed_on,
        rules: rules::load(db, today)?,
    })
}
