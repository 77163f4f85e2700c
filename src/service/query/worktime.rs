//! How much reps can work: the days on which they do, less absences and holidays, and the minutes of a week.

use crate::domain::calendar::Day;
use crate::domain::id::RepId;
use crate::domain::signal::Limit;
use crate::domain::sprint::{Absence, Holiday, Sprint, WEEK_MINUTES, WIP_LIMIT, capacity, days_of};
use crate::domain::team::Policy;
use crate::service::Result;
use crate::store::sql::Db;
use crate::store::{facts, sprints};

use super::Places;

/// Why a rep does not work on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Off {
    /// They are not there. Why is theirs.
    Away {
        /// The first day on which they are.
        back_on: Day,
        /// Who takes over what is due.
        cover: Option<String>,
    },
    /// Nobody works, or nobody of their office: what the day is called.
    Holiday(String),
}

/// What decides how much reps can work in some weeks.
pub struct WorkTime {
    absences: Vec<Absence>,
    holidays: Vec<Holiday>,
    policies: Vec<Policy>,
}

impl WorkTime {
    /// Of a rep, or of everyone, in the weeks that begin on the days from one to before another.
    pub fn load(db: &Db, rep_id: Option<RepId>, from: Day, to: Day) -> Result<Self> {
        let end = to.plus_days(6);
        Ok(Self {
            absences: sprints::absences(db, rep_id, from, end)?,
            holidays: sprints::holidays(db, from, end)?,
            policies: facts::policies(db)?,
        })
    }

    /// The days of a week on which a rep works.
    pub fn days(&self, places: &Places, rep_id: RepId, week_on: Day) -> Vec<Day> {
        // Ordered by rep.
        let first = self.absences.partition_point(|it| it.rep_id < rep_id);
        let own = &self.absences[first..];
        let own = &own[..own.partition_point(|it| it.rep_id == rep_id)];
        let office_id = places.office(Some(rep_id), week_on);
        let is_theirs = |it: &&Holiday| it.office_id.is_none() || it.office_id == office_id;
        let holidays = self.holidays.iter().filter(is_theirs);
        let holidays: Vec<Day> = holidays.map(|it| it.held_on).collect();
        days_of(week_on, own, &holidays)
    }

    /// Why a rep does not work on a day, if that is not because it is one of the weekend: who is away on a holiday is away.
    pub fn off(&self, places: &Places, rep_id: RepId, on: Day) -> Option<Off> {
        let is_away = |it: &&Absence| it.rep_id == rep_id && it.from_on <= on && on < it.back_on;
        if let Some(away) = self.absences.iter().find(is_away) {
            let name = |id: RepId| {
                let mut reps = places.roster().reps.iter();
                Some(reps.find(|it| it.id == id)?.name.clone())
            };
            return Some(Off::Away {
                back_on: away.back_on,
                cover: away.cover_id.and_then(name),
            });
        }
        let office_id = places.office(Some(rep_id), on.monday());
        let is_theirs = |it: &&Holiday| it.office_id.is_none() || it.office_id == office_id;
        let mut holidays = self.holidays.iter().filter(|it| it.held_on == on);
        Some(Off::Holiday(holidays.find(is_theirs)?.name.clone()))
    }

    /// Minutes of work in a week of so many days: as somebody said of that week, else by what the team agreed on.
    pub fn minutes(&self, sprint: Option<&Sprint>, week_on: Day, days: &[Day]) -> i64 {
        let said = sprint.and_then(|it| it.capacity_minutes);
        said.unwrap_or_else(|| capacity(self.week_minutes(week_on), days))
    }

    /// Minutes of a whole week: what held on its Monday.
    fn week_minutes(&self, week_on: Day) -> i64 {
        let agreed = Limit::Week.agreed(&self.policies, None, week_on);
        agreed.unwrap_or(WEEK_MINUTES)
    }

    /// Items that somebody may be at in a week, at the same time: what holds today, or on the day of the week that is
    /// nearest to it. Nothing planned hangs on it, so what is agreed on a Wednesday holds for the week that runs.
    pub fn wip_limit(&self, week_on: Day, today: Day) -> i64 {
        let on = today.clamp(week_on, week_on.plus_days(6));
        let agreed = Limit::Wip.agreed(&self.policies, None, on);
        agreed.unwrap_or(WIP_LIMIT)
    }
}
