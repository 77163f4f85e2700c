//! The rows behind a number: the deals, credits or activities that were counted.

mod credited;

use std::collections::BTreeMap;

use crate::domain::activity::ActivityCount;
use crate::domain::calendar::{Day, Period};
use crate::domain::deal::StageKind;
use crate::domain::id::RepId;
use crate::domain::kpi::{Behind, Kpi, kpi};
use crate::domain::refusal::Refusal;
use crate::domain::team::{Who, Whose};
use crate::service::Result;
use crate::service::query::Places;
use crate::store::filter::Conditions;
use crate::store::list::{DealSort, Key, List, Page, Start};
use crate::store::paging::{SORTED_MAX, Searched, Several, Walk, page};
use crate::store::promises::Hand;
use crate::store::search::Search;
use crate::store::sql::Db;
use crate::store::{self, activities, facts, promises};

use super::deal::ActivityRow;
use super::deals::{Anchor, DealRow, Rows};
use super::served;

pub use credited::CreditedRow;

/// A page of what was counted.
#[derive(Debug, Clone, PartialEq)]
pub struct BehindView {
    /// Key of the KPI.
    pub kpi: &'static str,
    /// How many there are in all.
    pub count: i64,
    /// The page.
    pub rows: BehindRows,
    /// Whether nothing stands before the first of them.
    pub is_start: bool,
    /// Whether nothing follows the last of them.
    pub is_end: bool,
    /// The places of the rows, one each: what [`super::deals::Page`] takes.
    pub anchors: Vec<Anchor>,
}

/// What stands behind a number.
#[derive(Debug, Clone, PartialEq)]
pub enum BehindRows {
    /// Deals: open ones by amount, largest first; closed ones newest first.
    Deals(Vec<DealRow>),
    /// Shares of deals that were won, newest first.
    Credits(Vec<CreditedRow>),
    /// Activities, newest first.
    Activities(Vec<ActivityRow>),
}

/// What is asked for.
pub(in crate::service) struct Asked<'a> {
    pub(in crate::service) kpi: &'a str,
    pub(in crate::service) whose: &'a Whose,
    pub(in crate::service) period: &'a Period,
    pub(in crate::service) page: &'a Page,
    pub(in crate::service) limit: usize,
    pub(in crate::service) today: Day,
}

/// The KPI of a key that somebody named.
pub(super) fn named(key: &str) -> Result<&'static Kpi> {
    let not_found = || Refusal::NotFound {
        kind: "kpi",
        name: key.to_owned(),
    };
    Ok(kpi(key).ok_or_else(not_found)?)
}

pub(in crate::service) fn load(db: &Db, asked: &Asked<'_>) -> Result<BehindView> {
    let kpi = named(asked.kpi)?;
    let rows = Rows::new(db, asked.today)?;
    if matches!(kpi.behind, Behind::Activities(_) | Behind::Promises) {
        return done(db, asked, kpi);
    }
    if let Behind::Credited(kind) = kpi.behind {
        return credited::load(db, &rows, asked, (kpi.key, kind));
    }
    let is_meant = |kind: StageKind| match kpi.behind {
        Behind::Won => kind == StageKind::Won,
        Behind::Lost => kind == StageKind::Lost,
        Behind::Closed => kind.is_closed(),
        _ => kind == StageKind::Open,
    };
    let stages = rows.ranked().filter(|it| is_meant(it.stage.kind));
    let owners = match asked.whose {
        Whose::Of(who) => facts::owners(db, who)?,
        Whose::Nobody => Vec::new(),
    };
    let (search, conditions) = (Search::default(), Conditions::default());
    let lists = stages.map(|stage| {
        let list = List {
            stage,
            whose: asked.whose,
            period: asked.period,
            is_due: kpi.behind == Behind::Due,
            today: asked.today,
            sort: if kpi.behind == Behind::Open {
                DealSort::Amount.into()
            } else {
                DealSort::Close.into()
            },
            conditions: &conditions,
        };
        // The deals of a few owners are looked up, everyone's are walked.
        Ok(Searched::new(db, list, &search, &owners, SORTED_MAX)?)
    });
    let lists = lists.collect::<Result<Vec<_>>>()?;
    let several = Several { lists };
    let paged = page(&several, asked.page, asked.limit)?;
    let mut count = 0;
    for list in &several.lists {
        count += list.count()?;
    }
    Ok(BehindView {
        kpi: kpi.key,
        count,
        rows: BehindRows::Deals(rows.of(paged.places.iter().map(|place| place.id))?),
        is_start: paged.is_start,
        is_end: paged.is_end,
        anchors: paged.places,
    })
}

/// Which activities of a person count.
enum Source {
    /// What they did, or put into the calendar.
    Count(ActivityCount),
    /// What was due, by whose it is.
    Due(BTreeMap<Option<RepId>, Vec<Hand>>),
}

impl Source {
    /// Whose they are, of what was due.
    fn hands(&self, person: Option<RepId>) -> &[Hand] {
        match self {
            Self::Due(hands) => hands.get(&person).map_or(&[], |hands| hands),
            Self::Count(_) => &[],
        }
    }
}

/// Activities of several people, as one list, newest first.
struct Done<'a> {
    db: &'a Db,
    source: Source,
    period: Period,
    people: Vec<Option<RepId>>,
    places: Places,
    who: Who,
}

impl Walk for Done<'_> {
    fn walk(&self, start: Start<'_>, is_back: bool, limit: usize) -> store::Result<Vec<Anchor>> {
        let mut all = Vec::new();
        for person in &self.people {
            all.extend(self.of(*person, start, is_back, limit)?);
        }
        newest_first(&mut all);
        if is_back {
            all.reverse();
        }
        all.truncate(limit);
        Ok(all)
    }
}

impl Done<'_> {
    /// The next ones of a person that count for the team of their day.
    fn of(
        &self,
        person: Option<RepId>,
        start: Start<'_>,
        is_back: bool,
        limit: usize,
    ) -> store::Result<Vec<Anchor>> {
        let is_counted = |place: &Anchor| {
            let day = place.key.as_ref().and_then(Key::day);
            day.is_some_and(|day| self.places.includes(&self.who, person, day))
        };
        let walk = |start: Start<'_>| {
            let mut all = Vec::new();
            for hand in self.source.hands(person) {
                let period = &self.period;
                all.extend(promises::walk(
                    self.db, hand, period, start, is_back, limit,
                )?);
            }
            if let Source::Count(count) = self.source {
                let period = &self.period;
                all = activities::walk(self.db, person, count, period, start, is_back, limit)?;
            }
            Ok::<_, store::Error>(all)
        };
        let mut found = Vec::new();
        let mut read = walk(start)?;
        loop {
            newest_first(&mut read);
            if is_back {
                read.reverse();
            }
            // Each kind was read up to the limit: only so many of all of them follow one another without a gap.
            let is_last = read.len() < limit;
            read.truncate(limit);
            let last = read.last().cloned();
            found.extend(read.into_iter().filter(is_counted));
            match last {
                Some(last) if !is_last && found.len() < limit => read = walk(Start::Behind(&last))?,
                _ => return Ok(found),
            }
        }
    }

    /// How many there are in all.
    fn count(&self) -> Result<i64> {
        let mut count = 0;
        for person in &self.people {
            let mut add = |day, times| {
                if self.places.includes(&self.who, *person, day) {
                    count += times;
                }
                Ok(())
            };
            for hand in self.source.hands(*person) {
                promises::each_day(self.db, hand, &self.period, |kept| add(kept.on, kept.due))?;
            }
            if let Source::Count(of) = self.source {
                activities::each_day(self.db, *person, of, &self.period, add)?;
            }
        }
        Ok(count)
    }
}

fn newest_first(places: &mut [Anchor]) {
    places.sort_unstable_by(|a, b| (&b.key, b.id).cmp(&(&a.key, a.id)));
}

fn done(db: &Db, asked: &Asked<'_>, kpi: &'static Kpi) -> Result<BehindView> {
    let places = Places::new(facts::roster(db)?);
    let everyone = || places.roster().reps.iter().map(|rep| Some(rep.id));
    let (people, who) = match asked.whose {
        Whose::Nobody => (vec![None], Who::default()),
        Whose::Of(who) if *who == Who::default() => {
            (everyone().chain([None]).collect(), who.clone())
        }
        Whose::Of(who) => {
            let owners = facts::owners(db, who)?;
            (owners.into_iter().map(Some).collect(), who.clone())
        }
    };
    let (source, period) = if let Behind::Activities(count) = kpi.behind {
        (Source::Count(count), asked.period.clone())
    } else {
        let mut due = BTreeMap::new();
        for person in &people {
            let mut hands = served::hands(db, &places, *person, asked.today)?;
            // Of several people what others do counts for those who do it.
            if who.rep_id.is_none() {
                hands.truncate(1);
            }
            due.insert(*person, hands);
        }
        (Source::Due(due), asked.period.until(asked.today))
    };
    let done = Done {
        db,
        source,
        period,
        people,
        places,
        who,
    };
    let paged = page(&done, asked.page, asked.limit)?;
    let mut rows = Vec::new();
    for place in &paged.places {
        rows.extend(activities::find(db, place.id)?.map(ActivityRow::from));
    }
    Ok(BehindView {
        kpi: kpi.key,
        count: done.count()?,
        rows: BehindRows::Activities(rows),
        is_start: paged.is_start,
        is_end: paged.is_end,
        anchors: paged.places,
    })
}
