//! A filter with everything in it looked up: who and what is meant by a name, limits, what an amount is elsewhere.

use std::collections::BTreeMap;

use crate::domain::calendar::Day;
use crate::domain::command::Actor;
use crate::domain::complexity::Bounds;
use crate::domain::deal::{Stage, StageKind};
use crate::domain::filter::{
    Compared, DayOf, Field, Filter, Flag, Person, Span, Term, Test, meant,
};
use crate::domain::id::{RepId, StageId};
use crate::domain::money::Currency;
use crate::domain::refusal::Refusal;
use crate::domain::signal::Limits;
use crate::service::Result;
use crate::store::facts::{self, Roster};
use crate::store::filter::{Column, Condition, Conditions, Scalar, scalars};
use crate::store::search::Search;
use crate::store::sql::Db;

use super::{Agreed, complexity};

/// No amount is beyond this, above zero or below.
const AMOUNT_BOUND: i64 = 1_000_000_000_000_000;

/// What a filter asks of the deals of each stage.
pub struct Chosen<'a> {
    filter: &'a Filter,
    /// Of a stage that is not in it no deal is meant.
    conditions: BTreeMap<StageId, Conditions>,
    owners: Option<Vec<RepId>>,
    /// The first name that nobody and nothing has.
    unknown: Option<Refusal>,
}

/// What it takes to look a filter up.
struct Ground<'a> {
    stages: &'a [(Stage, Limits)],
    today: Day,
    me: Option<RepId>,
    roster: Roster,
    agreed: Option<Agreed>,
    currencies: Vec<Currency>,
    complex: Option<Bounds>,
}

impl<'a> Chosen<'a> {
    /// Looks a filter up for deals in these stages.
    pub fn new(
        db: &Db,
        actor: &Actor,
        filter: &'a Filter,
        stages: &[(Stage, Limits)],
        today: Day,
    ) -> Result<Self> {
        let asks = |is: fn(&Test) -> bool| filter.terms.iter().any(|term| is(&term.test));
        let is_about_people = asks(|it| matches!(it, Test::Owner(_) | Test::Team(_)));
        let is_about_money = asks(|it| matches!(it, Test::Amount(..)));
        let is_about_complexity = asks(|it| matches!(it, Test::Is(Flag::Complex)));
        let ground = Ground {
            stages,
            today,
            me: actor.rep_id,
            roster: if is_about_people {
                facts::roster(db)?
            } else {
                Roster::default()
            },
            agreed: is_about_money.then(|| Agreed::load(db)).transpose()?,
            currencies: if is_about_money {
                facts::currencies(db)?
            } else {
                Vec::new()
            },
            complex: is_about_complexity
                .then(|| complexity::bounds(db, today))
                .transpose()?,
        };
        let mut conditions = BTreeMap::new();
        for (stage, limits) in stages {
            let mut all = Conditions::default();
            // The search answers what is asked of names.
            let asks = |term: &&Term| !matches!(term.test, Test::Names(..));
            let mut terms = filter.terms.iter().filter(asks);
            if terms.all(|term| all.add(term.is_negated, ground.any(&term.test, stage, limits))) {
                conditions.insert(stage.id, all);
            }
        }
        Ok(Self {
            filter,
            conditions,
            owners: filter.terms.iter().find_map(|term| ground.owners(term)),
            unknown: filter.terms.iter().find_map(|it| ground.unknown(&it.test)),
        })
    }

    /// What a deal of a stage must have; `None` if none of them is meant.
    pub fn of(&self, stage_id: StageId) -> Option<&Conditions> {
        self.conditions.get(&stage_id)
    }

    /// Whoever must own a deal, if the filter says so.
    pub fn owners(&self) -> Option<&[RepId]> {
        self.owners.as_deref()
    }

    /// The only one who may own a deal, if the filter says so.
    pub fn owner(&self) -> Option<RepId> {
        match self.owners() {
            Some([only]) => Some(*only),
            _ => None,
        }
    }

    /// Refuses a name that nobody and nothing has.
    pub fn known(&self) -> Result<()> {
        self.unknown.clone().map_or(Ok(()), |it| Err(it.into()))
    }

    /// Its search by names, which looks up to `limit` records up for each word.
    pub fn search(&self, db: &Db, limit: usize) -> Result<Search> {
        Ok(Search::new(db, self.filter, limit)?)
    }
}

impl Ground<'_> {
    /// What a test asks of the deals of a stage: one of these.
    fn any(&self, test: &Test, stage: &Stage, limits: &Limits) -> Vec<Condition> {
        let is_closed = stage.kind.is_closed();
        let one = match test {
            Test::Names(..) => Condition::Always(true),
            Test::Owner(people) => return self.owned(people),
            Test::Team(names) => self.in_team(names, is_closed),
            Test::Stage(compared, names) => {
                Condition::Always(self.is_there(*compared, names, stage))
            }
            Test::Days(DayOf::Next, ..) if is_closed => Condition::Always(false),
            Test::Days(day, compared, period) => {
                let mut span = compared.span(period.start, period.end);
                if *day == DayOf::Next {
                    // The last day there is stands for a step without one.
                    span.to = Some(span.to.unwrap_or(Day::MAX).min(Day::MAX));
                }
                Condition::Lies(day_column(*day, is_closed), scalars(span, Scalar::Day))
            }
            Test::Amount(compared, money) => {
                Condition::Amount(self.amounts(compared.number(money.minor), money.currency))
            }
            Test::Probability(compared, bp) => {
                let span = scalars(compared.number(*bp), Scalar::Number);
                Condition::LiesElse(Column::Probability, stage.probability, span)
            }
            Test::Pushed(compared, count) => {
                let span = scalars(compared.number(*count), Scalar::Number);
                Condition::Lies(Column::Pushed, span)
            }
            Test::Category(wanted) => Condition::Category(stage.category, wanted.clone()),
            Test::Reason(_) if !is_closed => Condition::Always(false),
            Test::Reason(reasons) => Condition::Reason(written_reasons(reasons)),
            Test::Without(Field::Amount) => Condition::Lacks(Column::Amount),
            Test::Without(Field::Day(day)) => Condition::Lacks(day_column(*day, is_closed)),
            Test::Without(_) => Condition::Always(false),
            Test::Is(flag) => self.state(*flag, stage.kind, limits),
        };
        vec![one]
    }

    fn state(&self, flag: Flag, kind: StageKind, limits: &Limits) -> Condition {
        let (today, is_open) = (self.today, !kind.is_closed());
        let lies = |column, from: Option<Day>, to| {
            Condition::Lies(column, scalars(Span { from, to }, Scalar::Day))
        };
        match flag {
            Flag::Complex => match &self.complex {
                Some(bounds) => Condition::Complex(bounds.clone()),
                None => Condition::Always(false),
            },
            Flag::Open => Condition::Always(is_open),
            Flag::Closed => Condition::Always(!is_open),
            Flag::Won => Condition::Always(kind == StageKind::Won),
            Flag::Lost => Condition::Always(kind == StageKind::Lost),
            // Signals and steps are those of what is still to be decided.
            _ if !is_open => Condition::Always(false),
            Flag::Idle => Condition::idle(limits, today),
            Flag::Stalled => Condition::stalled(limits, today),
            Flag::Untouched => Condition::untouched(limits, today),
            Flag::NoStep => Condition::Lacks(Column::Next),
            Flag::Overdue => lies(Column::Next, None, Some(today)),
            Flag::Today => lies(Column::Next, Some(today), Some(today.plus_days(1))),
            Flag::NoClose => Condition::Lacks(Column::ExpectedClose),
            Flag::NoAmount => Condition::Lacks(Column::Amount),
            Flag::Pushed => {
                let span = Compared::From.number(limits.push_count);
                Condition::Lies(Column::Pushed, scalars(span, Scalar::Number))
            }
        }
    }

    fn owned(&self, people: &[Person]) -> Vec<Condition> {
        let mut ids = Vec::new();
        let mut any = Vec::new();
        for person in people {
            match person {
                Person::Me => ids.extend(self.me),
                Person::Nobody => any.push(Condition::Lacks(Column::Owner)),
                Person::Named(name) => ids.extend(self.reps(name)),
            }
        }
        any.push(if ids.is_empty() {
            Condition::Always(false)
        } else {
            Condition::Owner(ids)
        });
        any
    }

    fn reps(&self, name: &str) -> Vec<RepId> {
        let reps = self.roster.reps.iter();
        meant(name, reps.map(|rep| (rep.id, rep.name_key.as_str()))).collect()
    }

    /// Whoever must own a deal that a term lets through.
    fn owners(&self, term: &Term) -> Option<Vec<RepId>> {
        let Test::Owner(people) = &term.test else {
            return None;
        };
        if term.is_negated || people.contains(&Person::Nobody) {
            return None;
        }
        let conditions = self.owned(people).into_iter();
        let owners = conditions.filter_map(|it| match it {
            Condition::Owner(ids) => Some(ids),
            _ => None,
        });
        Some(owners.flatten().collect())
    }

    /// The first name of a test that no rep, team or stage has.
    fn unknown(&self, test: &Test) -> Option<Refusal> {
        let stages = self.stages.iter().map(|(it, _)| ((), it.name_key.as_str()));
        let teams = self.roster.teams.iter();
        let teams = teams.map(|it| ((), it.name_key.as_str()));
        let is_called = |kind: &str, name: &str| match kind {
            "rep" => !self.reps(name).is_empty(),
            "team" => meant(name, teams.clone()).next().is_some(),
            _ => meant(name, stages.clone()).next().is_some(),
        };
        let named = |it: &Person| match it {
            Person::Named(name) => Some(name.clone()),
            _ => None,
        };
        let (kind, names) = match test {
            Test::Owner(people) => ("rep", people.iter().filter_map(named).collect()),
            Test::Team(names) => ("team", names.clone()),
            Test::Stage(_, names) => ("stage", names.clone()),
            _ => ("", Vec::new()),
        };
        let name = names.into_iter().find(|name| !is_called(kind, name))?;
        Some(Refusal::NotFound { kind, name })
    }

    fn in_team(&self, names: &[String], is_closed: bool) -> Condition {
        let teams = self.roster.teams.iter();
        let teams = teams.map(|team| (team.id, team.name_key.as_str()));
        let named = names.iter().flat_map(|name| meant(name, teams.clone()));
        let ids: Vec<_> = named.collect();
        if ids.is_empty() {
            return Condition::Always(false);
        }
        Condition::Team(ids, (!is_closed).then_some(self.today))
    }

    /// Whether a stage compares so with one of these names, in the order of its pipeline.
    fn is_there(&self, compared: Compared, names: &[String], stage: &Stage) -> bool {
        let stages = self.stages.iter().map(|(it, _)| (it, it.name_key.as_str()));
        let mut named = names.iter().flat_map(|name| meant(name, stages.clone()));
        named.any(|it| {
            let place = |it: &Stage| (it.position, it.id);
            let order = place(stage).cmp(&place(it));
            it.pipeline_id == stage.pipeline_id
                && match compared {
                    Compared::Below => order.is_lt(),
                    Compared::UpTo => order.is_le(),
                    Compared::Is => order.is_eq(),
                    Compared::From => order.is_ge(),
                    Compared::Above => order.is_gt(),
                }
        })
    }

    /// The same span in every currency that has one: in its own, and in those that are worth something in it today.
    fn amounts(&self, span: Span<i64>, currency: Currency) -> Vec<(Currency, Span<i64>)> {
        let same = |other: &Currency| {
            if *other == currency {
                return Some((*other, span));
            }
            let agreed = self.agreed.as_ref()?;
            let has_rate =
                agreed.reporting == Some(currency) && agreed.has_rate(Some(*other), self.today);
            let least = |minor: i64| least_worth(agreed, *other, minor, self.today);
            has_rate.then(|| {
                let span = Span {
                    from: span.from.map(least),
                    to: span.to.map(least),
                };
                (*other, span)
            })
        };
        self.currencies.iter().filter_map(same).collect()
    }
}

/// The least amount of a currency that is worth so much in the reporting currency: worth grows with the amount.
fn least_worth(agreed: &Agreed, currency: Currency, minor: i64, today: Day) -> i64 {
    let is_worth = |it: i64| {
        let worth = agreed.in_reporting(it.into(), currency, today);
        worth.is_some_and(|worth| i128::from(minor) <= worth)
    };
    let (mut less, mut enough) = (-AMOUNT_BOUND, AMOUNT_BOUND);
    while enough - less > 1 {
        let middle = less + (enough - less) / 2;
        if is_worth(middle) {
            enough = middle;
        } else {
            less = middle;
        }
    }
    enough
}

fn day_column(day: DayOf, is_closed: bool) -> Column {
    match day {
        DayOf::Close if is_closed => Column::Closed,
        DayOf::Close => Column::ExpectedClose,
        DayOf::Agreement => Column::Agreement,
        DayOf::Started => Column::Started,
        DayOf::Next => Column::Next,
    }
}

/// Reasons as they may be written in the store: as typed, and as the codes of the shipped ones are.
fn written_reasons(typed: &[String]) -> Vec<String> {
    let code = |text: &String| text.to_lowercase().replace([' ', '-'], "_");
    typed
        .iter()
        .flat_map(|text| [text.clone(), code(text)])
        .collect()
}
