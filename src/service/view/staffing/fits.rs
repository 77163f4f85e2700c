//! Who fits: the people who could take a seat, by what they are good at, by their best and weakest ratio, and by load.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::RoleHead;
use super::called::Called;
use crate::domain::access::{Level, Object, Person};
use crate::domain::calendar::{Day, Period};
use crate::domain::id::{AccountId, DealId, RepId, RoleId};
use crate::domain::kpi::{Facts, Measure, OBSERVATIONS_MIN, kpi};
use crate::domain::money::Ratio;
use crate::domain::refusal::Refusal;
use crate::domain::role::TeamOf;
use crate::domain::role::{Role, Skill};
use crate::domain::team::{Function, Rep, Who};
use crate::domain::text::words;
use crate::service::Result;
use crate::service::count::Counting;
use crate::service::query::{Agreed, Places, Quotas};
use crate::store::sql::Db;
use crate::store::{band, deals, facts, fits, staffing};

/// Who could take a seat.
#[derive(Debug, Clone, PartialEq)]
pub struct FitsView {
    /// Where the seat is.
    pub of: TeamOf,
    /// What that is called.
    pub name: String,
    /// The seat.
    pub role: RoleHead,
    /// What is sold there.
    pub products: Vec<String>,
    /// The quarters that ratios are of.
    pub period: Period,
    /// Who could take it, whoever fits best first.
    pub rows: Vec<Fit>,
}

/// Somebody who could take it.
#[derive(Debug, Clone, PartialEq)]
pub struct Fit {
    /// Who.
    pub rep_id: RepId,
    /// Their name.
    pub name: String,
    /// Their place in the selling line.
    pub function: Option<Function>,
    /// What they are best at of what is sold there, and how good.
    pub skill: Option<(String, Option<i64>)>,
    /// Their ratios, by [`RATIOS`].
    pub ratios: Vec<Measure>,
    /// Which of them is the best, and which the weakest of several: of those with enough observations.
    pub best: Option<usize>,
    /// The weakest.
    pub weakest: Option<usize>,
    /// Open deals that they own, or are on.
    pub deals: i64,
    /// The weighted amount of those that they own.
    pub weighted: Measure,
    /// Duties that they owe.
    pub duties: i64,
    /// What their job lets them do there at most.
    pub ceiling: Level,
}

/// The KPIs that are looked at. Win rate is of the deals that they owned or were on: whoever holds a seat beside the owner
/// is judged by those.
pub const RATIOS: &[&str] = &["win_rate", "quota_attainment", "on_time_rate"];

/// Quarters that are over and looked at.
const QUARTERS: usize = 4;

pub(in crate::service) fn load(
    db: &Db,
    of: TeamOf,
    role_id: RoleId,
    today: Day,
) -> Result<FitsView> {
    let called = Called::load(db, today)?;
    let role = called.role(role_id).ok_or_else(|| Refusal::NotFound {
        kind: "role",
        name: role_id.to_string(),
    })?;
    let (name, owner_id) = named(db, of)?;
    let agreed = Agreed::load(db)?;
    let products = fits::products(db, of)?;
    // Whoever is on the team keeps the seat they have there.
    let seated = called.taken(of, owner_id)?.into_iter();
    let seated: BTreeSet<RepId> = seated.map(|it| it.rep_id).collect();
    let candidates = candidates(db, &called, role, today)?;
    let candidates: Vec<&Rep> = candidates
        .into_iter()
        .filter(|rep| !seated.contains(&rep.id))
        .collect();
    let period = quarters(today, agreed.fiscal_month);
    let places = Places::new(facts::roster(db)?);
    let asked = Judged {
        db,
        agreed: &agreed,
        attained: attained(db, &agreed, &places, &candidates, &period)?,
        places: &places,
        skills: band::skills(db)?,
        products: &products,
        period: &period,
        object: match of {
            TeamOf::Deal(_) => Object::Deal,
            TeamOf::Account(_) => Object::Account,
        },
        today,
    };
    let rows = candidates.iter().map(|rep| asked.fit(rep));
    let mut rows = rows.collect::<Result<Vec<_>>>()?;
    rows.sort_by_key(|it| {
        let level = it.skill.as_ref().map(|(_, level)| level.unwrap_or(0));
        let best = it.best.and_then(|at| basis_points(it.ratios.get(at)?));
        (Reverse(level), Reverse(best), it.deals, it.name.clone())
    });
    Ok(FitsView {
        of,
        name,
        role: RoleHead::of(role),
        products: products.into_iter().map(|(name, _)| name).collect(),
        period,
        rows,
    })
}

/// What a deal or an account is called, and who owns it.
fn named(db: &Db, of: TeamOf) -> Result<(String, Option<RepId>)> {
    let (found, kind, id) = match of {
        TeamOf::Deal(DealId(id)) => {
            let deal = deals::find(db, id)?;
            (deal.map(|it| (it.name, it.owner_id)), "deal", id)
        }
        TeamOf::Account(AccountId(id)) => {
            let account = staffing::account(db, AccountId(id))?;
            (account.map(|it| (it.name, it.owner_id)), "account", id)
        }
    };
    let name = id.to_string();
    Ok(found.ok_or(Refusal::NotFound { kind, name })?)
}

/// Those still there whose function it is, and those who sit in it on somebody's usual team. A role of no function, or of
/// one that nobody has, anybody may take.
fn candidates<'c>(
    db: &Db,
    called: &'c Called<'_>,
    role: &Role,
    today: Day,
) -> Result<Vec<&'c Rep>> {
    let usual = band::default_teams(db)?.into_iter();
    let usual = usual.filter(|it| it.role_id == Some(role.id));
    let usual: Vec<RepId> = usual.map(|it| it.member_id).collect();
    let active = || called.reps().filter(move |rep| rep.is_active(today));
    let is_of_it = |rep: &&Rep| {
        role.function.is_some() && rep.function == role.function || usual.contains(&rep.id)
    };
    let of_it: Vec<&Rep> = active().filter(is_of_it).collect();
    Ok(if of_it.is_empty() {
        active().collect()
    } else {
        of_it
    })
}

/// The quarters before that of today.
fn quarters(today: Day, fiscal_month: u32) -> Period {
    let this = Period::quarter_of(today, fiscal_month);
    let mut all: Option<Period> = None;
    let mut next = this.previous();
    for _ in 0..QUARTERS {
        let Some(quarter) = next else {
            break;
        };
        next = quarter.previous();
        all = Some(match all {
            Some(later) => quarter.joined(&later),
            None => quarter,
        });
    }
    all.unwrap_or(this)
}

/// The attainment of those candidates who had goals: credited won value ÷ quota.
fn attained(
    db: &Db,
    agreed: &Agreed,
    places: &Places,
    candidates: &[&Rep],
    period: &Period,
) -> Result<BTreeMap<RepId, Measure>> {
    let quotas = Quotas::load(db, period)?;
    let mut facts = BTreeMap::new();
    for rep in candidates {
        if let Some(quota) = quotas.rep(agreed, rep.id) {
            let mut own = Facts::new(agreed.reporting);
            own.quota = Some(quota);
            facts.insert(rep.id, own);
        }
    }
    if facts.is_empty() {
        return Ok(BTreeMap::new());
    }
    let who = Who::default();
    let counting = Counting {
        db,
        agreed,
        places,
        who: &who,
    };
    counting.credits(period, &mut |rep_id, _, count| {
        if let Some(own) = rep_id.and_then(|id| facts.get_mut(&id)) {
            own.won_count += 1;
            count(own);
        }
    })?;
    let measure = |facts: &Facts| kpi("quota_attainment").map(|kpi| (kpi.formula)(facts));
    let all = facts.iter();
    Ok(all
        .filter_map(|(id, facts)| Some((*id, measure(facts)?)))
        .collect())
}

/// What candidates are judged by.
struct Judged<'a> {
    db: &'a Db,
    agreed: &'a Agreed,
    places: &'a Places,
    attained: BTreeMap<RepId, Measure>,
    skills: Vec<Skill>,
    products: &'a [(String, String)],
    period: &'a Period,
    object: Object,
    today: Day,
}

impl Judged<'_> {
    fn fit(&self, rep: &Rep) -> Result<Fit> {
        let db = self.db;
        let (won, lost) = fits::decided(db, rep.id, self.period)?;
        let rate = Measure::Rate {
            value: Ratio::new(won, won + lost),
            n: won + lost,
        };
        let unknown = Measure::Share {
            value: Ratio::NONE,
            n: 0,
        };
        let attained = self.attained.get(&rep.id).cloned();
        let ratios = vec![rate, attained.unwrap_or(unknown), self.on_time(rep.id)?];
        let (best, weakest) = best_and_weakest(&ratios);
        let mut open = Facts::new(self.agreed.reporting);
        for fact in facts::open(db, Some(rep.id))? {
            self.agreed.add_open(&mut open, &fact, self.today);
        }
        let person = Person {
            job: rep.job,
            is_active: true,
        };
        let (duties, deals) = band::load(db, rep.id)?;
        Ok(Fit {
            rep_id: rep.id,
            name: rep.name.clone(),
            function: rep.function,
            skill: self.skill(rep.id),
            ratios,
            best,
            weakest,
            deals,
            weighted: kpi("weighted_value").map_or(Measure::NO_MONEY, |kpi| (kpi.formula)(&open)),
            duties,
            ceiling: person.ceiling(self.object),
        })
    }

    /// What they did by its day, of what was due.
    fn on_time(&self, rep_id: RepId) -> Result<Measure> {
        let who = Who {
            rep_id: Some(rep_id),
            team_id: None,
        };
        let counting = Counting {
            db: self.db,
            agreed: self.agreed,
            places: self.places,
            who: &who,
        };
        let mut facts = Facts::new(self.agreed.reporting);
        counting.promises(self.period, self.today, &mut |_, _, _, count| {
            count(&mut facts);
        })?;
        let rate = kpi("on_time_rate").map(|kpi| (kpi.formula)(&facts));
        Ok(rate.unwrap_or(Measure::NO_MONEY))
    }

    /// The best skill of somebody that is named like a product.
    fn skill(&self, rep_id: RepId) -> Option<(String, Option<i64>)> {
        let fits = |it: &&Skill| {
            let mut products = self.products.iter();
            it.rep_id == rep_id && products.any(|(_, key)| is_like(&it.name_key, key))
        };
        let own = self.skills.iter().filter(fits);
        let best = own.max_by_key(|it| (it.level, Reverse(it.id)));
        best.map(|it| (it.name.clone(), it.level))
    }
}

/// Whether one folded name has all the words of the other.
fn is_like(skill: &str, product: &str) -> bool {
    let (skill, product) = (words(skill), words(product));
    let is_in = |some: &[String], others: &[String]| {
        !some.is_empty() && some.iter().all(|word| others.contains(word))
    };
    is_in(&skill, &product) || is_in(&product, &skill)
}

/// A ratio as basis points, if enough stands behind it.
fn basis_points(measure: &Measure) -> Option<i64> {
    let (Measure::Rate { value, n } | Measure::Share { value, n }) = measure else {
        return None;
    };
    let is_enough = *n >= OBSERVATIONS_MIN;
    let value = value.value().filter(|_| is_enough)?;
    #[expect(clippy::cast_possible_truncation, reason = "a ratio of counts")]
    Some((value * 10_000.0).round() as i64)
}

/// Which ratio is the best, and which of several the weakest: the first of equal ones.
fn best_and_weakest(ratios: &[Measure]) -> (Option<usize>, Option<usize>) {
    let known = ratios.iter().enumerate();
    let known: Vec<(usize, i64)> = known
        .filter_map(|(at, it)| Some((at, basis_points(it)?)))
        .collect();
    let best = known.iter().max_by_key(|(at, it)| (*it, Reverse(*at)));
    let weakest = known.iter().filter(|it| Some(*it) != best);
    let weakest = weakest.min_by_key(|(_, it)| *it);
    (best.map(|it| it.0), weakest.map(|it| it.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rate(numerator: i64, n: i64) -> Measure {
        Measure::Rate {
            value: Ratio::new(numerator, n),
            n,
        }
    }

    #[test]
    fn few_observations_make_nobody_the_best() {
        let of = |ratios: &[Measure]| best_and_weakest(ratios);
        assert_eq!(of(&[rate(4, 4), rate(1, 10)]), (Some(1), None));
        assert_eq!(of(&[rate(4, 5), rate(1, 10)]), (Some(0), Some(1)));
        assert_eq!(of(&[rate(1, 10), rate(4, 5)]), (Some(1), Some(0)));
        assert_eq!(of(&[rate(0, 0)]), (None, None));
    }

    #[test]
    fn a_skill_is_like_a_product_by_its_words() {
        assert!(is_like("pumps", "aqua pumps 200"));
        assert!(is_like("aqua pumps and filters", "pumps"));
        assert!(!is_like("pump", "pumps"));
        assert!(!is_like("", "pumps"));
    }

    #[test]
    fn the_quarters_that_are_over_are_looked_at() {
        let today = Day::new(2026, 11, 22).expect("a day");
        let period = quarters(today, 1);
        assert_eq!(period.start, Day::new(2025, 10, 1));
        assert_eq!(period.end, Day::new(2026, 10, 1));
    }
}
