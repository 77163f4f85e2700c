//! The daily round: who is there, what each did since they last worked, what is before them, and what stops them.
//!
//! Nothing private is told: no needs, no alarms, nothing between a rep and a coach, nothing about pay.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::domain::activity::{Activity, ActivityStatus};
use crate::domain::calendar::Day;
use crate::domain::deal::{NewsKind, Stage, StageKind};
use crate::domain::id::{RepId, StageId, StandupId, TeamId};
use crate::domain::sprint::{Absence, Holiday, Lane, works_on};
use crate::domain::standup::{
    Absent, Noted, OnBoard, Part, Round, Standup, StandupLine, Told, Turn, Turns, last_worked,
    looked_back_from,
};
use crate::domain::team::{Rep, SettingKey, Who};
use crate::service::Result;
use crate::service::query::Places;
use crate::store::activities::Listed;
use crate::store::history::Entered;
use crate::store::sprints::{self, Held};
use crate::store::sql::Db;
use crate::store::standups::Ahead;
use crate::store::{deals, facts, history, standups};

/// What is before somebody that is told; the rest is counted.
const TODAY_MAX: usize = 8;

/// What is told of the week if nothing is due: what comes first.
const NEXT_MAX: usize = 3;

/// Deals of somebody that are told of; the newest are.
const MOVED_MAX: usize = 20;

/// Changes of a deal among which those since yesterday are found.
const CHANGES_MAX: i64 = 50;

/// The round of a team on a day. Of a rep it is that of their team.
pub(in crate::service) fn load(db: &Db, who: &Who, today: Day) -> Result<Round> {
    let places = Places::new(facts::roster(db)?);
    let team_id = team_of(&places, who, today);
    let standup = standups::of_day(db, team_id, today)?;
    let roster = places.roster();
    let name_of = |id: RepId| roster.reps.iter().find(|rep| rep.id == id);
    let name_of = |id: Option<RepId>| id.and_then(name_of).map(|rep| rep.name.clone());
    let notes = match &standup {
        Some(standup) => standups::notes(db, standup.id)?,
        None => Vec::new(),
    };
    let notes = notes.into_iter().map(|it| Noted {
        kind: it.kind,
        rep: name_of(it.rep_id),
        about: name_of(it.about_id),
        text: it.text,
    });
    let (turns, absent) = people(db, &places, team_id, standup.as_ref(), today)?;
    let mission = facts::setting(db, SettingKey::Mission)?.map(|it| it.value);
    let team = roster.teams.iter().find(|team| Some(team.id) == team_id);
    Ok(Round {
        on: today,
        team_id,
        team: team.map(|team| team.name.clone()),
        mission: mission.filter(|it| !it.is_empty()),
        turns,
        absent,
        notes: notes.collect(),
        people: here(&places, None, today)
            .map(|rep| (rep.id, rep.name.clone()))
            .collect(),
        standup,
    })
}

/// Whose round is meant: of a rep that of their team.
fn team_of(places: &Places, who: &Who, today: Day) -> Option<TeamId> {
    who.team_id.or_else(|| places.team(who.rep_id, today))
}

/// Who belongs to a team on a day, or to the company, in the order of their names.
pub(in crate::service) fn here(
    places: &Places,
    team_id: Option<TeamId>,
    today: Day,
) -> impl Iterator<Item = &Rep> {
    let who = Who {
        rep_id: None,
        team_id,
    };
    let all = places.roster().reps.iter();
    all.filter(move |rep| {
        places.is_here(rep.id, today) && places.includes(&who, Some(rep.id), today)
    })
}

/// When people work, as far back as a round looks.
pub(in crate::service) struct Diary {
    today: Day,
    absences: Vec<Absence>,
    holidays: Vec<Holiday>,
}

impl Diary {
    pub(in crate::service) fn load(db: &Db, today: Day) -> Result<Self> {
        let (from, to) = (looked_back_from(today), today.plus_days(1));
        Ok(Self {
            today,
            absences: sprints::absences(db, None, from, to)?,
            holidays: sprints::holidays(db, from, to)?,
        })
    }

    /// When somebody who is not there today is back. On a weekend nobody is away who comes.
    pub(in crate::service) fn back_on(&self, places: &Places, rep_id: RepId) -> Option<Day> {
        let is_away = |it: &&Absence| it.from_on <= self.today && self.today < it.back_on;
        let mut own = self.absences.iter().filter(|it| it.rep_id == rep_id);
        let is_holiday = self.holidays_of(places, rep_id).contains(&self.today);
        own.find(is_away)
            .map(|it| it.back_on)
            .or(is_holiday.then(|| self.today.plus_days(1)))
    }

    /// The last day on which somebody worked.
    fn since(&self, places: &Places, rep_id: RepId) -> Day {
        let own = self.absences.iter().filter(|it| it.rep_id == rep_id);
        let own: Vec<Absence> = own.cloned().collect();
        let holidays = self.holidays_of(places, rep_id);
        last_worked(self.today, |day| works_on(day, &own, &holidays))
    }

    fn holidays_of(&self, places: &Places, rep_id: RepId) -> Vec<Day> {
        let office_id = places.office(Some(rep_id), self.today);
        let is_theirs = |it: &&Holiday| it.office_id.is_none() || it.office_id == office_id;
        let holidays = self.holidays.iter().filter(is_theirs);
        holidays.map(|it| it.held_on).collect()
    }
}

/// Who is there with what they have to tell, and who is not.
fn people(
    db: &Db,
    places: &Places,
    team_id: Option<TeamId>,
    standup: Option<&Standup>,
    today: Day,
) -> Result<(Vec<Turn>, Vec<Absent>)> {
    let ended = standup.filter(|it| it.ended_at.is_some());
    let mut kept = match ended {
        Some(standup) => standups::lines(db, standup.id)?,
        None => Vec::new(),
    };
    let stages = facts::stages(db)?;
    let stages: Vec<Stage> = stages.into_iter().map(|(_, it)| it).collect();
    let (mut turns, mut absent) = (Vec::new(), Vec::new());
    let diary = Diary::load(db, today)?;
    let since = here(places, team_id, today).map(|rep| diary.since(places, rep.id));
    let entered = match (ended, since.min()) {
        (None, Some(first)) => entered(db, &stages, first, today)?,
        _ => BTreeMap::new(),
    };
    let teller = Teller {
        db,
        stages: &stages,
        entered: &entered,
        id: standup.map_or(StandupId(0), |it| it.id),
        today,
    };
    for rep in here(places, team_id, today) {
        let own = kept.extract_if(.., |it| it.rep_id == rep.id);
        let own: Vec<_> = own.collect();
        if let Some(back_on) = diary.back_on(places, rep.id).filter(|_| own.is_empty()) {
            absent.push(Absent {
                rep: rep.name.clone(),
                back_on,
            });
            continue;
        }
        let since = diary.since(places, rep.id);
        let (told, more) = match ended {
            Some(_) => (own.into_iter().map(over).collect(), 0),
            None => teller.turn(rep.id, since)?,
        };
        turns.push(Turn {
            rep_id: rep.id,
            rep: rep.name.clone(),
            since,
            told,
            more,
        });
    }
    let order = standup.map_or(Turns::List, |it| it.turns);
    Ok((order.of(turns, today), absent))
}

/// The deals that entered their stage since a day, by their owners, the newest first: all stages are walked once.
fn entered(
    db: &Db,
    stages: &[Stage],
    since: Day,
    today: Day,
) -> Result<BTreeMap<RepId, Vec<Entered>>> {
    let mut found = Vec::new();
    for stage in stages {
        let entered = history::entered(db, stage, since, today.plus_days(1))?;
        found.extend(entered);
    }
    found.sort_by_key(|it| Reverse((it.on, it.id)));
    let mut by_owner: BTreeMap<RepId, Vec<Entered>> = BTreeMap::new();
    for it in found {
        if let Some(owner_id) = it.owner_id {
            by_owner.entry(owner_id).or_default().push(it);
        }
    }
    Ok(by_owner)
}

fn over(line: StandupLine) -> Told {
    Told {
        line,
        on_board: None,
    }
}

/// Finds what people have to tell.
struct Teller<'a> {
    db: &'a Db,
    stages: &'a [Stage],
    entered: &'a BTreeMap<RepId, Vec<Entered>>,
    id: StandupId,
    today: Day,
}

impl Teller<'_> {
    /// What somebody has to tell, and how much else is before them.
    fn turn(&self, rep_id: RepId, since: Day) -> Result<(Vec<Told>, usize)> {
        let mut told = self.moved(rep_id, since)?;
        told.extend(self.done(rep_id, since)?);
        let (ahead, more) = self.ahead(rep_id)?;
        told.extend(ahead);
        Ok((told, more))
    }

    fn line(&self, rep_id: RepId, part: Part) -> StandupLine {
        StandupLine::new(self.id, rep_id, part)
    }

    /// What became of their deals: things that happened, as the history has them.
    fn moved(&self, rep_id: RepId, since: Day) -> Result<Vec<Told>> {
        let stage = |id: StageId| self.stages.iter().find(|it| it.id == id);
        let mut told = Vec::new();
        let entered = self.entered.get(&rep_id).into_iter().flatten();
        let entered = entered.filter(|it| it.on >= since).take(MOVED_MAX);
        for Entered { id, .. } in entered {
            let changes = history::newest(self.db, *id, CHANGES_MAX)?;
            let is_then = |on: Day| since <= on && on < self.today;
            let mut then = changes
                .iter()
                .filter(|it| is_then(it.changed_on) && it.old_stage_id != Some(it.new_stage_id));
            let Some(last) = then.next() else { continue };
            let first = then.next_back().unwrap_or(last);
            let Some(deal) = deals::find(self.db, id.0)? else {
                continue;
            };
            let new = stage(last.new_stage_id);
            let kind = match (new.map(|it| it.kind), first.old_stage_id) {
                (Some(StageKind::Won), _) => NewsKind::Won,
                (Some(StageKind::Lost), _) => NewsKind::Lost,
                (_, None) => NewsKind::Started,
                (_, Some(_)) => NewsKind::Moved,
            };
            let old = first.old_stage_id.and_then(stage);
            told.push(over(StandupLine {
                news: Some(kind),
                deal: Some(deal.name),
                deal_id: Some(*id),
                account: deal.account,
                amount: deal.amount.filter(|_| deal.currency.is_some()),
                currency: deal.currency.filter(|_| deal.amount.is_some()),
                old_stage: old.map(|it| it.name.clone()),
                new_stage: new.map(|it| it.name.clone()),
                on_day: Some(last.changed_on),
                ..self.line(rep_id, Part::Yesterday)
            }));
        }
        told.sort_by_key(|it| it.line.news);
        Ok(told)
    }

    /// What they did; of what there are many of on a day the number.
    fn done(&self, rep_id: RepId, since: Day) -> Result<Vec<Told>> {
        let mut told: Vec<Told> = Vec::new();
        for it in standups::done(self.db, rep_id, since, self.today)? {
            let is_counted = it.activity.kind.is_counted_when_told();
            if let Some(last) = told
                .last_mut()
                .filter(|last| is_counted && last.line.kind == Some(it.activity.kind))
            {
                last.line.count += 1;
                last.line.subject = None;
                last.line.deal = None;
                last.line.account = None;
                (last.line.deal_id, last.line.account_id) = (None, None);
                continue;
            }
            told.push(over(self.of_activity(rep_id, it)));
        }
        Ok(told)
    }

    fn of_activity(&self, rep_id: RepId, it: Listed) -> StandupLine {
        StandupLine {
            kind: Some(it.activity.kind),
            subject: it.activity.subject,
            deal: it.deal,
            deal_id: it.activity.deal_id,
            account: it.account,
            account_id: it.activity.account_id,
            on_day: it.activity.held_on,
            start_time: it.activity.start_time,
            ..self.line(rep_id, Part::Yesterday)
        }
    }

    /// What is before them this week and what stops them; and how much is not told.
    fn ahead(&self, rep_id: RepId) -> Result<(Vec<Told>, usize)> {
        let mut told = self.planned(rep_id)?;
        let lane = |it: &Told| it.on_board.map(|it| it.lane);
        let rank = |it: &Told| match (lane(it), it.line.on_day) {
            (Some(Lane::Blocked), _) => 3,
            (Some(Lane::Doing), _) => 0,
            (_, Some(due_on)) if due_on <= self.today => 1,
            _ => 2,
        };
        // What is due stands as the day goes: what has a time before what has the whole day for it.
        let time = |it: &Told| {
            let time = it.line.start_time.clone();
            (it.line.on_day, time.is_none(), time)
        };
        told.sort_by_cached_key(|it| (rank(it), (rank(it) == 1).then(|| time(it))));
        let due = told.iter().filter(|it| rank(it) < 2).count();
        let ahead = told.iter().filter(|it| rank(it) < 3).count();
        let shown = if due > 0 {
            due.min(TODAY_MAX)
        } else {
            ahead.min(NEXT_MAX)
        };
        told.drain(shown..ahead);
        Ok((told, ahead - shown))
    }

    /// The items of their week or, where none is made, what stands in their calendar today.
    fn planned(&self, rep_id: RepId) -> Result<Vec<Told>> {
        let sprint = sprints::of_rep(self.db, rep_id, self.today.monday())?;
        let planned: Vec<(Option<Day>, Ahead)> = if let Some(sprint) = sprint {
            let held = sprints::held(self.db, sprint.id)?.into_iter();
            let open = held.filter(|it| it.item.ending.is_none());
            open.map(|it| (Some(it.item.added_on), ahead_of(it)))
                .collect()
        } else {
            let ahead = standups::ahead(self.db, rep_id, self.today)?.into_iter();
            ahead.map(|it| (it.activity.booked_on, it)).collect()
        };
        let is_told = |it: &Activity| it.status == ActivityStatus::Planned && it.kind.is_told();
        let told = planned.into_iter().filter(|it| is_told(&it.1.activity));
        let told = told.map(|(since_on, it)| {
            let since_on = since_on.unwrap_or(self.today);
            self.of_item(rep_id, it, since_on)
        });
        Ok(told.collect())
    }

    fn of_item(&self, rep_id: RepId, it: Ahead, added_on: Day) -> Told {
        let activity = it.activity;
        let lane = Lane::of(&activity);
        let is_blocked = lane == Lane::Blocked;
        let part = if is_blocked {
            Part::Blocker
        } else {
            Part::Today
        };
        let since_on = match lane {
            Lane::Blocked => activity.blocked_on,
            Lane::Doing => activity.doing_since_on,
            Lane::Todo | Lane::Done => None,
        };
        let since_on = since_on.unwrap_or(added_on);
        let due_on = activity.held_on;
        Told {
            on_board: Some(OnBoard {
                activity_id: activity.id,
                version: activity.version,
                lane,
                since_on,
            }),
            line: StandupLine {
                kind: Some(activity.kind),
                subject: activity.subject,
                deal: it.deal,
                deal_id: activity.deal_id,
                account: it.account,
                account_id: activity.account_id,
                amount: it.amount,
                currency: it.currency,
                on_day: if is_blocked { Some(since_on) } else { due_on },
                start_time: activity.start_time,
                blocker: activity.blocker,
                owner: it.blocker_owner,
                ..self.line(rep_id, part)
            },
        }
    }
}

fn ahead_of(held: Held) -> Ahead {
    Ahead {
        activity: held.activity,
        deal: held.deal,
        account: held.account,
        amount: held.amount,
        currency: held.currency,
        blocker_owner: held.blocker_owner,
    }
}
