//! Where reps belong on a day: whose team and office a result counts for.

use crate::domain::calendar::Day;
use crate::domain::id::{OfficeId, RepId, TeamId};
use crate::domain::team::{Membership, Rep};
use crate::store::facts::Roster;

use super::{Group, Who};

/// Where reps belong on a day.
pub struct Places {
    roster: Roster,
}

impl Places {
    /// Places by the memberships of a roster.
    pub fn new(roster: Roster) -> Self {
        Self { roster }
    }

    /// Who is on the team.
    pub fn roster(&self) -> &Roster {
        &self.roster
    }

    /// The place of a rep on a day.
    fn on(&self, rep_id: Option<RepId>, day: Day) -> Option<&Membership> {
        let rep_id = rep_id?;
        // Sorted by rep and day: the last that began by then is the only one that can hold.
        let all = &self.roster.memberships;
        let after = all.partition_point(|it| (it.rep_id, it.from_on) <= (rep_id, day));
        let place = all.get(after.checked_sub(1)?)?;
        (place.rep_id == rep_id && place.to_on.is_none_or(|end| day < end)).then_some(place)
    }

    /// The team of a rep on a day.
    pub fn team(&self, rep_id: Option<RepId>, day: Day) -> Option<TeamId> {
        self.on(rep_id, day)?.team_id
    }

    /// The office of a rep on a day.
    pub fn office(&self, rep_id: Option<RepId>, day: Day) -> Option<OfficeId> {
        self.on(rep_id, day)?.office_id
    }

    /// Whether a rep has a place on a day. Who never had one is always there.
    pub fn is_here(&self, rep_id: RepId, day: Day) -> bool {
        let mut all = self.roster.memberships.iter();
        self.on(Some(rep_id), day).is_some() || all.all(|it| it.rep_id != rep_id)
    }

    /// Whether somebody has a row before there are results: who has a place in the selling line, and is there. Whoever
    /// serves every team belongs to none, and is beside nobody.
    pub fn is_compared(&self, rep: &Rep, day: Day) -> bool {
        let mut places = self.roster.memberships.iter();
        let serves_all = self.team(Some(rep.id), day).is_none()
            && places.any(|it| it.rep_id == rep.id && it.team_id.is_none());
        rep.function.is_some() && rep.is_active(day) && !serves_all
    }

    /// Whether results of a rep on any day may be asked for.
    pub fn may_include(&self, who: &Who, rep_id: Option<RepId>) -> bool {
        who.rep_id.is_none_or(|wanted| rep_id == Some(wanted))
            && who.team_id.is_none_or(|wanted| {
                let mut places = self.roster.memberships.iter();
                places.any(|it| Some(it.rep_id) == rep_id && it.team_id == Some(wanted))
            })
    }

    /// Whether results of a rep on a day are asked for.
    pub fn includes(&self, who: &Who, rep_id: Option<RepId>, day: Day) -> bool {
        who.rep_id.is_none_or(|wanted| rep_id == Some(wanted))
            && who
                .team_id
                .is_none_or(|wanted| self.team(rep_id, day) == Some(wanted))
    }

    /// Whether somebody has a row among the people of a week, by where they belong on a day of it: who is asked for,
    /// unless they had left when it began.
    pub fn is_listed(&self, who: &Who, rep: &Rep, (week_on, day): (Day, Day)) -> bool {
        let is_there = who.rep_id.is_some() || rep.is_active(week_on);
        is_there && self.includes(who, Some(rep.id), day)
    }

    /// The group that results of a rep on a day belong to, as a raw id.
    pub fn group(&self, group: Group, rep_id: Option<RepId>, day: Day) -> Option<i64> {
        match group {
            Group::Rep => rep_id.map(|id| id.0),
            Group::Team => self.team(rep_id, day).map(|id| id.0),
            Group::Office => self.office(rep_id, day).map(|id| id.0),
        }
    }

    /// Every group with its id and name, in the order of their names.
    pub fn groups(&self, group: Group) -> Vec<(i64, &str)> {
        match group {
            Group::Rep => self
                .roster
                .reps
                .iter()
                .map(|it| (it.id.0, it.name.as_str()))
                .collect(),
            Group::Team => self
                .roster
                .teams
                .iter()
                .map(|it| (it.id.0, it.name.as_str()))
                .collect(),
            Group::Office => self
                .roster
                .offices
                .iter()
                .map(|it| (it.id.0, it.name.as_str()))
                .collect(),
        }
    }
}
