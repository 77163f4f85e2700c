//! Who gets how much: the shares of one deal, and of everyone who worked on what was decided in a period.

use std::collections::BTreeMap;

use crate::domain::calendar::{Day, Period};
use crate::domain::credit::CreditKind;
use crate::domain::deal::StageKind;
use crate::domain::id::{DealId, RepId};
use crate::domain::kpi::{Facts, Measure};
use crate::domain::money::{Money, Sum, WHOLE_BP};
use crate::domain::record::Kind;
use crate::domain::refusal::Refusal;
use crate::domain::team::{Rep, Who};
use crate::service::Result;
use crate::service::count::Counting;
use crate::service::query::{Agreed, Places};
use crate::store::credits::{self, Worked};
use crate::store::deals::Found;
use crate::store::sql::Db;
use crate::store::{deals, facts, seats};

/// Who is credited with a share of a deal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Credited {
    /// Id.
    pub rep_id: RepId,
    /// Name.
    pub name: String,
    /// Part of the amount, or on top of it.
    pub kind: CreditKind,
    /// Share in basis points.
    pub share_bp: i64,
    /// What it is worth, if the deal is worth anything.
    pub amount: Option<Money>,
    /// Whether it is the owner.
    pub is_owner: bool,
}

/// Somebody on the team of a deal who has no share of it yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposed {
    /// Id.
    pub rep_id: RepId,
    /// Name.
    pub name: String,
    /// Their role.
    pub role: Option<String>,
    /// What the role is usually given on top, in basis points.
    pub share_bp: i64,
}

/// The shares of a deal, to set them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SplitView {
    /// The deal.
    pub deal_id: DealId,
    /// Its version.
    pub version: i64,
    /// Its name.
    pub deal: String,
    /// Whose it is: id and name.
    pub owner: Option<(RepId, String)>,
    /// What it is worth.
    pub amount: Option<Money>,
    /// Revenue first: of a deal that is not shared out its owner with all of it.
    pub credits: Vec<Credited>,
    /// Who else is on its team, with what their role is usually given on top.
    pub proposed: Vec<Proposed>,
    /// Everyone who may be given a share: id and name.
    pub people: Vec<(RepId, String)>,
}

pub(in crate::service) fn split(db: &Db, id: DealId, today: Day) -> Result<SplitView> {
    let not_found = || Refusal::NotFound {
        kind: Kind::Deal.code(),
        name: id.to_string(),
    };
    let deal = deals::find(db, id.0)?.ok_or_else(not_found)?;
    let credits = of_deal(db, &deal)?;
    let has_overlay = |rep_id| {
        credits
            .iter()
            .any(|it| it.kind == CreditKind::Overlay && it.rep_id == rep_id)
    };
    let seats = credits::seats(db, id)?.into_iter();
    let proposed = seats.filter_map(|(rep_id, name, role, share)| {
        let share_bp = share.filter(|share| *share > 0 && !has_overlay(rep_id))?;
        Some(Proposed {
            rep_id,
            name,
            role,
            share_bp,
        })
    });
    let proposed = proposed.collect();
    let reps = facts::roster(db)?.reps.into_iter();
    let there = reps.filter(|rep| rep.is_active(today));
    Ok(SplitView {
        deal_id: id,
        version: deal.version,
        amount: money(deal.amount, &deal),
        owner: deal.owner_id.zip(deal.owner),
        deal: deal.name,
        credits,
        proposed,
        people: there.map(|rep| (rep.id, rep.name)).collect(),
    })
}

fn money(minor: Option<i64>, deal: &Found) -> Option<Money> {
    let (minor, currency) = minor.zip(deal.currency)?;
    Some(Money::new(minor, currency))
}

/// Who is credited with what of a deal.
pub(super) fn of_deal(db: &Db, deal: &Found) -> Result<Vec<Credited>> {
    let shown = credits::shown(db, deal.id)?;
    let is_shared = shown.iter().any(|it| it.kind == CreditKind::Revenue);
    let owner = deal.owner_id.zip(deal.owner.clone());
    let alone = owner.filter(|_| !is_shared).map(|(rep_id, name)| Credited {
        rep_id,
        name,
        kind: CreditKind::Revenue,
        share_bp: WHOLE_BP,
        amount: money(deal.amount, deal),
        is_owner: true,
    });
    let shown = shown.into_iter().map(|it| Credited {
        rep_id: it.rep_id,
        name: it.rep,
        kind: it.kind,
        share_bp: it.share,
        amount: money(it.amount, deal),
        is_owner: deal.owner_id == Some(it.rep_id),
    });
    Ok(alone.into_iter().chain(shown).collect())
}

/// Who worked on a deal that was decided, as what, for which share.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CreditRow {
    /// The deal.
    pub deal_id: DealId,
    /// Its name.
    pub deal: String,
    /// Won or lost.
    pub result: StageKind,
    /// When it was.
    pub closed_on: Day,
    /// Who.
    pub rep_id: Option<RepId>,
    /// Their name.
    pub rep: Option<String>,
    /// Their role.
    pub role: Option<String>,
    /// What they have a share of; nobody on the team needs one.
    pub kind: Option<CreditKind>,
    /// The share in basis points.
    pub share_bp: Option<i64>,
    /// What they are credited with: nothing for a deal that was lost.
    pub amount: Option<Money>,
    /// Whether it is the owner.
    pub is_owner: bool,
}

/// What somebody is credited with in a period, and what they have to do now.
#[derive(Debug, Clone, PartialEq)]
pub struct CreditPerson {
    /// Who; nobody has the deals that nobody owns.
    pub rep_id: Option<RepId>,
    /// Their name.
    pub rep: Option<String>,
    /// Money of deals won, by revenue shares.
    pub won_value: Measure,
    /// What they were given on top for helping.
    pub overlay_value: Measure,
    /// What they were given on top for having brought it.
    pub sourced_value: Measure,
    /// Deals won that are theirs.
    pub won_count: i64,
    /// Deals won that are somebody else's, and that they have a share of or a seat on.
    pub assist_count: i64,
    /// Open deals that are theirs.
    pub open_count: i64,
    /// What these are worth, weighted.
    pub weighted_value: Measure,
    /// Duties that they owe.
    pub duty_count: i64,
}

/// Who worked on what.
#[derive(Debug, Clone, PartialEq)]
pub struct CreditView {
    /// The period.
    pub period: Period,
    /// The day on which what is open is current.
    pub today: Day,
    /// Deals × people: what was decided last comes first, of a deal revenue, overlay, sourcing, then whoever has a seat.
    pub rows: Vec<CreditRow>,
    /// Everyone with anything to tell, in the order of the roster.
    pub people: Vec<CreditPerson>,
    /// All of them together.
    pub total: CreditPerson,
}

/// What is added up for a person.
struct Tally {
    facts: Facts,
    overlay: Sum,
    assists: i64,
    duties: i64,
}

impl Tally {
    fn new(agreed: &Agreed) -> Self {
        Self {
            facts: Facts::new(agreed.reporting),
            overlay: Sum::empty(agreed.reporting),
            assists: 0,
            duties: 0,
        }
    }

    fn is_told(&self) -> bool {
        let facts = &self.facts;
        let counts = [
            facts.credited_count,
            facts.sourced_count,
            facts.won_count,
            facts.open_count,
            self.assists,
            self.duties,
        ];
        counts.iter().any(|count| *count > 0)
    }

    fn person(&self, rep: Option<&Rep>) -> CreditPerson {
        let facts = &self.facts;
        CreditPerson {
            rep_id: rep.map(|rep| rep.id),
            rep: rep.map(|rep| rep.name.clone()),
            won_value: Measure::sum(&facts.credited_value, None),
            overlay_value: Measure::sum(&self.overlay, None),
            sourced_value: Measure::sum(&facts.sourced_value, None),
            won_count: facts.won_count,
            assist_count: self.assists,
            open_count: facts.open_count,
            weighted_value: Measure::sum(&facts.weighted_value, Some(facts.weighted_count)),
            duty_count: self.duties,
        }
    }
}

/// Answers for whoever is meant.
pub(in crate::service) fn load(
    db: &Db,
    who: &Who,
    period: &Period,
    today: Day,
) -> Result<CreditView> {
    let agreed = Agreed::load(db)?;
    let places = Places::new(facts::roster(db)?);
    let counting = Counting {
        db,
        agreed: &agreed,
        places: &places,
        who,
    };
    let mut people: BTreeMap<Option<RepId>, Tally> = BTreeMap::new();
    let mut whole = Tally::new(&agreed);
    {
        let mut add = |rep_id: Option<RepId>, _: Day, count: &dyn Fn(&mut Facts)| {
            let tally = people.entry(rep_id).or_insert_with(|| Tally::new(&agreed));
            count(&mut tally.facts);
            count(&mut whole.facts);
        };
        counting.open(period, today, &mut add)?;
        counting.decided(period, &mut add)?;
        counting.credits(period, &mut add)?;
        counting.sourced(period, &mut add)?;
    }
    let rows = rows(&counting, period)?;
    for row in &rows {
        let tally = people
            .entry(row.rep_id)
            .or_insert_with(|| Tally::new(&agreed));
        if row.kind == Some(CreditKind::Overlay) && row.result == StageKind::Won {
            for sum in [&mut tally.overlay, &mut whole.overlay] {
                let amount = row.amount.map(|it| i128::from(it.minor));
                let currency = row.amount.map(|it| it.currency);
                agreed.add(sum, amount, currency, row.closed_on);
            }
        }
    }
    for of_deal in rows.chunk_by(|one, other| one.deal_id == other.deal_id) {
        let helped = of_deal.iter().filter(|it| is_assist(it));
        let mut helped: Vec<_> = helped.map(|it| it.rep_id).collect();
        helped.sort_unstable();
        helped.dedup();
        for rep_id in helped {
            whole.assists += 1;
            if let Some(tally) = people.get_mut(&rep_id) {
                tally.assists += 1;
            }
        }
    }
    for (rep_id, count) in seats::owed(db)? {
        if places.includes(who, Some(rep_id), today) {
            whole.duties += count;
            let tally = people.entry(Some(rep_id));
            tally.or_insert_with(|| Tally::new(&agreed)).duties += count;
        }
    }
    let reps = places.roster().reps.iter().map(Some).chain([None]);
    let people = reps.filter_map(|rep| {
        let tally = people.get(&rep.map(|rep| rep.id))?;
        tally.is_told().then(|| tally.person(rep))
    });
    Ok(CreditView {
        period: period.clone(),
        today,
        people: people.collect(),
        total: whole.person(None),
        rows,
    })
}

/// Whether a row is about somebody who helped to win a deal that is not theirs.
fn is_assist(row: &CreditRow) -> bool {
    row.result == StageKind::Won && !row.is_owner && row.rep_id.is_some() && row.share_bp != Some(0)
}

/// Everyone who worked on a deal that was decided in the period.
fn rows(counting: &Counting<'_>, period: &Period) -> Result<Vec<CreditRow>> {
    let db = counting.db;
    let mut found: Vec<(Worked, Option<CreditKind>)> = Vec::new();
    for &kind in CreditKind::ALL {
        credits::each_shared(db, kind, period, |worked| {
            found.push((worked, Some(kind)));
            Ok(())
        })?;
    }
    let mut seats = BTreeMap::new();
    let mut seated = Vec::new();
    credits::each_seat(db, period, |worked, role| {
        seats.insert((worked.deal_id, worked.rep_id), role);
        seated.push(worked);
        Ok(())
    })?;
    // Whoever has a share is told of by it, and by their seat only without one.
    let mut shared: Vec<_> = found.iter().map(|it| (it.0.deal_id, it.0.rep_id)).collect();
    shared.sort_unstable();
    seated.retain(|it| shared.binary_search(&(it.deal_id, it.rep_id)).is_err());
    found.extend(seated.into_iter().map(|it| (it, None)));
    found.retain(|(it, _)| {
        let Counting { places, who, .. } = counting;
        places.includes(who, it.rep_id, it.closed_on)
    });
    found.sort_by_key(|(it, kind)| {
        let kind = kind.map_or(usize::MAX, |kind| kind as usize);
        let share = std::cmp::Reverse(it.share);
        (
            std::cmp::Reverse(it.closed_on),
            it.deal_id,
            kind,
            share,
            it.rep_id,
        )
    });
    let roles = credits::roles(db)?;
    let reps: BTreeMap<RepId, &Rep> = counting
        .places
        .roster()
        .reps
        .iter()
        .map(|rep| (rep.id, rep))
        .collect();
    let row = |(worked, kind): (Worked, Option<CreditKind>)| {
        let rep = worked.rep_id.and_then(|id| reps.get(&id).copied());
        // Whoever was given no seat sits where people of their function do.
        let usual = |rep: &Rep| {
            let mut roles = roles.iter();
            let role = roles.find(|it| it.1.is_some() && it.1 == rep.function);
            role.map(|it| it.0.clone())
        };
        let seat = seats.get(&(worked.deal_id, worked.rep_id));
        let role = seat.cloned().flatten();
        let is_won = worked.result == StageKind::Won;
        let money = worked.amount.zip(worked.currency).filter(|_| is_won);
        CreditRow {
            role: role.or_else(|| rep.and_then(usual)),
            is_owner: worked.owner_id == worked.rep_id,
            deal_id: worked.deal_id,
            deal: worked.deal,
            result: worked.result,
            closed_on: worked.closed_on,
            rep_id: worked.rep_id,
            rep: rep.map(|rep| rep.name.clone()),
            kind,
            share_bp: worked.share,
            amount: money.map(|(minor, currency)| Money::new(minor, currency)),
        }
    };
    Ok(found.into_iter().map(row).collect())
}
