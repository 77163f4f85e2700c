//! The rep comparison: KPIs of reps, teams and offices side by side.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::domain::calendar::{Day, Period};
use crate::domain::id::{OfficeId, RepId, TeamId};
use crate::domain::kpi::{Facts, KPIS, Measure};
use crate::domain::money::{Currency, Sum};
use crate::service::Result;
use crate::service::count::Counting;
use crate::service::query::{Agreed, Group, Places, Quotas, Who};
use crate::store::facts;
use crate::store::sql::Db;

/// KPIs of a period.
#[derive(Debug, Clone, PartialEq)]
pub struct KpisView {
    /// The period the results are of.
    pub period: Period,
    /// The day on which open figures are current.
    pub today: Day,
    /// One row a rep, most won first; what nobody owns in a row without a name.
    pub reps: Vec<KpiRow>,
    /// One row a team, and one without a name for what belongs to none.
    pub teams: Vec<KpiRow>,
    /// One row an office, and one without a name for what belongs to none.
    pub offices: Vec<KpiRow>,
    /// Everything together.
    pub total: KpiRow,
    /// The newest day on which one of these deals was won or lost.
    pub last_closed_on: Option<Day>,
}

/// The KPIs of one rep, team or office.
#[derive(Debug, Clone, PartialEq)]
pub struct KpiRow {
    /// Its name; `None` for deals that belong to none, and for the total.
    pub name: Option<String>,
    /// One measure for each of [`crate::domain::kpi::KPIS`], in that order.
    pub measures: Vec<Measure>,
}

/// Facts of every rep, team and office at once.
struct Tally<'a> {
    agreed: &'a Agreed,
    places: &'a Places,
    today: Day,
    groups: [BTreeMap<Option<i64>, Facts>; 3],
    total: Facts,
}

const GROUPS: [Group; 3] = [Group::Rep, Group::Team, Group::Office];

impl Tally<'_> {
    /// Lets `count` add to the facts of everyone that results of a rep on a day belong to.
    fn add(&mut self, rep_id: Option<RepId>, day: Day, count: &dyn Fn(&mut Facts)) {
        for (facts, group) in self.groups.iter_mut().zip(GROUPS) {
            let id = self.places.group(group, rep_id, day);
            count(
                facts
                    .entry(id)
                    .or_insert_with(|| Facts::new(self.agreed.reporting)),
            );
        }
        count(&mut self.total);
    }

    /// Lets `count` add to what a rep has, and to nothing else.
    fn add_alone(&mut self, rep_id: Option<RepId>, count: &dyn Fn(&mut Facts)) {
        let id = rep_id.map(|id| id.0);
        let facts = self.groups[0].entry(id);
        count(facts.or_insert_with(|| Facts::new(self.agreed.reporting)));
    }

    /// Gives everyone their quotas. A rep with a goal and nothing else has a row by that.
    fn set_quotas(&mut self, quotas: &Quotas, who: &Who) {
        let (agreed, places) = (self.agreed, self.places);
        for (facts, group) in self.groups.iter_mut().zip(GROUPS) {
            for (id, _) in places.groups(group) {
                let quota = match group {
                    Group::Rep => quotas.rep(agreed, RepId(id)),
                    Group::Team => quotas.team(agreed, places, TeamId(id)),
                    Group::Office => quotas.of_people(agreed, |rep_id, day| {
                        places.office(Some(rep_id), day) == Some(OfficeId(id))
                    }),
                };
                let row = facts.get_mut(&Some(id));
                match row {
                    Some(row) => row.quota = quota,
                    None if quota.is_some() && *who == Who::default() => {
                        let mut row = Facts::new(agreed.reporting);
                        row.quota = quota;
                        facts.insert(Some(id), row);
                    }
                    None => {}
                }
            }
        }
        self.total.quota = quotas.of(agreed, places, who);
    }

    /// One row for each of a group; those without results too, unless only some were asked for.
    fn rows(&self, index: usize, who: &Who) -> Vec<KpiRow> {
        let group = GROUPS[index];
        let facts = &self.groups[index];
        let nothing = Facts::new(self.agreed.reporting);
        let is_listed = |id: i64| {
            facts.contains_key(&Some(id)) || (*who == Who::default() && self.is_expected(group, id))
        };
        let mut rows: Vec<(Option<String>, &Facts)> = self
            .places
            .groups(group)
            .into_iter()
            .filter(|(id, _)| is_listed(*id))
            .map(|(id, name)| {
                (
                    Some(name.to_owned()),
                    facts.get(&Some(id)).unwrap_or(&nothing),
                )
            })
            // Results that belong to nobody stand in a row of their own: the rows add up to the total.
            .chain(facts.get(&None).map(|facts| (None, facts)))
            .collect();
        // Stable: equal results stay in the order of their names.
        rows.sort_by_key(|(name, facts)| (name.is_none(), most_first(&facts.credited_value)));
        rows.into_iter()
            .map(|(name, facts)| row(name, facts))
            .collect()
    }

    /// Whether a group has a row without any results: people outside the selling line have none.
    fn is_expected(&self, group: Group, id: i64) -> bool {
        group != Group::Rep
            || self
                .places
                .roster()
                .reps
                .iter()
                .any(|rep| rep.id.0 == id && self.places.is_compared(rep, self.today))
    }
}

/// The place of a sum in a list: most worth first. What cannot be compared comes after, each currency by itself, and
/// what has no value last.
pub(super) fn most_first(sum: &Sum) -> (u8, Option<Currency>, Reverse<i128>) {
    match (sum.worth(), sum.money()) {
        (Some(worth), _) => (0, None, Reverse(worth)),
        (None, Some(money)) => (1, Some(money.currency), Reverse(money.minor.into())),
        (None, None) => (2, None, Reverse(0)),
    }
}

fn row(name: Option<String>, facts: &Facts) -> KpiRow {
    KpiRow {
        name,
        measures: KPIS.iter().map(|kpi| (kpi.formula)(facts)).collect(),
    }
}

/// Counts everything once and shows it by rep, team and office.
pub(in crate::service) fn load(
    db: &Db,
    who: &Who,
    period: &Period,
    today: Day,
) -> Result<KpisView> {
    let agreed = Agreed::load(db)?;
    let places = Places::new(facts::roster(db)?);
    let total = Facts::new(agreed.reporting);
    let mut tally = Tally {
        agreed: &agreed,
        places: &places,
        today,
        groups: Default::default(),
        total,
    };
    let counting = Counting {
        db,
        agreed: &agreed,
        places: &places,
        who,
    };
    let mut add = |rep_id: Option<RepId>, day: Day, count: &dyn Fn(&mut Facts)| {
        tally.add(rep_id, day, count);
    };
    counting.open(period, today, &mut add)?;
    let last_closed_on = counting.results(period, &mut add)?;
    counting.promises(period, today, &mut |rep_id, day, is_own, count| {
        if is_own {
            tally.add(rep_id, day, count);
        } else {
            tally.add_alone(rep_id, count);
        }
    })?;
    if let Some(rep_id) = who.rep_id {
        // Of one person all of it is theirs.
        let own = tally.groups[0].get(&Some(rep_id.0));
        let promises = own.map(|it| (it.promised_count, it.kept_count));
        (tally.total.promised_count, tally.total.kept_count) = promises.unwrap_or_default();
    }
    tally.set_quotas(&Quotas::load(db, period)?, who);
    Ok(KpisView {
        period: period.clone(),
        today,
        reps: tally.rows(0, who),
        teams: tally.rows(1, who),
        offices: tally.rows(2, who),
        total: row(None, &tally.total),
        last_closed_on,
    })
}
