//! Open deals that need somebody: which, and why.

use std::collections::BTreeSet;

use crate::domain::calendar::Day;
use crate::domain::id::RepId;
use crate::domain::money::Sum;
use crate::domain::signal::{Limits, is_ahead};
use crate::service::Result;
use crate::service::query::{Agreed, Places, Who};
use crate::store::band::lacking;
use crate::store::filter::Conditions;
use crate::store::open::{self, Cuts, OpenDeal, SignalFact};
use crate::store::sql::Db;

use super::{NEEDS_MAX, Need, NeedsView, Reason, Waits};
use crate::service::view::band::Ground;
use crate::service::view::deals::Rows;
use crate::service::view::team::model;

/// Counts what is wrong with open deals, by stage and owner: everyone's, or those of one rep.
pub(in crate::service) fn each_signal(
    db: &Db,
    agreed: &Agreed,
    owner_id: Option<RepId>,
    today: Day,
    mut visit: impl FnMut(&SignalFact),
) -> Result<()> {
    let rows = Rows::new(db, today)?;
    let band = Ground::new(db, today)?;
    let called = band.called();
    for (stage, limits) in rows.stages() {
        if stage.kind.is_closed() {
            continue;
        }
        let cuts = cuts(agreed, limits, today);
        for fact in open::signals(db, stage.id, owner_id, &cuts, called.as_ref())? {
            visit(&fact);
        }
    }
    Ok(())
}

/// What decides on the signals of a stage today.
pub(in crate::service) fn cuts(agreed: &Agreed, limits: &Limits, today: Day) -> Cuts {
    Cuts {
        idle_before: limits.idle_before(today),
        stalled_before: limits.stalled_before(today),
        untouched_before: limits.untouched_before(today),
        pushes: limits.push_count,
        big: limits
            .big
            .map_or_else(Vec::new, |whole| agreed.least(whole, today)),
        today,
    }
}

/// Why a deal needs somebody, but for those whom it calls. `open::signals` counts by the same rules.
fn reasons(deal: &OpenDeal, cuts: &Cuts) -> Vec<Reason> {
    let today = cuts.today;
    let before = |day: Option<Day>, cut: Day| {
        let day = day.filter(|day| *day < cut);
        day.map(|day| today.days_since(day))
    };
    let step = match deal.next_on {
        None => Some(Reason::NoStep),
        Some(_) => before(deal.next_on, today).map(Reason::StepOverdue),
    };
    let has_meeting = is_ahead(deal.meeting_on, today);
    let untouched = before(deal.active_on, cuts.untouched_before).filter(|_| !has_meeting);
    let is_big = cuts.big.iter().any(|(currency, least)| {
        deal.currency == Some(*currency) && deal.amount.is_some_and(|minor| minor >= *least)
    });
    [
        step,
        before(deal.expected_close_on, today).map(Reason::ClosePassed),
        before(deal.stage_since_on, cuts.stalled_before).map(Reason::Stalled),
        before(deal.touched_on, cuts.idle_before).map(Reason::Idle),
        untouched.map(Reason::Untouched),
        (deal.push_count >= cuts.pushes).then_some(Reason::Pushed(deal.push_count)),
        (is_big && !has_meeting).then_some(Reason::Big),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// So many are held before the lesser half of them is let go: a large store has more than fit.
const HELD_MAX: usize = 2 * NEEDS_MAX;

/// The open deals that need somebody, most money first, and how many there are in all.
pub(super) fn load(
    db: &Db,
    agreed: &Agreed,
    places: &Places,
    who: &Who,
    today: Day,
) -> Result<NeedsView> {
    let rows = Rows::new(db, today)?;
    let conditions = Conditions::default();
    let band = Ground::new(db, today)?;
    let called = band.called();
    let mut count = 0;
    let mut found: Vec<Found> = Vec::new();
    for (stage, limits) in rows.stages() {
        if stage.kind.is_closed() {
            continue;
        }
        let cuts = cuts(agreed, limits, today);
        let lacking = match &called {
            Some(called) => lacking(db, (stage.id, who.rep_id), called)?,
            None => BTreeSet::new(),
        };
        open::each(db, stage.id, who.rep_id, &conditions, |deal| {
            if !places.includes(who, deal.owner_id, today) {
                return Ok(());
            }
            let reasons = reasons(&deal, &cuts);
            if !reasons.is_empty() || lacking.contains(&deal.id) {
                count += 1;
                found.push((worth(agreed, &deal, today), deal.id.0, reasons));
            }
            if found.len() > HELD_MAX {
                keep_most(&mut found);
            }
            Ok(())
        })?;
    }
    for it in model::waiting(db, places, who, today)? {
        count += 1;
        let mut sum = Sum::empty(agreed.reporting);
        agreed.add(&mut sum, it.amount.map(i128::from), it.currency, today);
        let hand_off = it.hand_off;
        let waits = Waits::of(&hand_off, today);
        found.push((
            sum.worth(),
            hand_off.deal_id.0,
            vec![Reason::HandOff(waits)],
        ));
    }
    keep_most(&mut found);
    let deals = rows.of(found.iter().map(|(_, id, _)| *id))?;
    let needs = deals
        .into_iter()
        .zip(found)
        .map(|(deal, (.., mut reasons))| {
            let called = band.fillable(&deal)?.into_iter();
            reasons.extend(called.map(Reason::Band));
            Ok(Need { deal, reasons })
        });
    Ok(NeedsView {
        needs: needs.collect::<Result<_>>()?,
        count,
    })
}

/// What a deal is worth, its id, and why it needs somebody.
type Found = (Option<i128>, i64, Vec<Reason>);

/// Those with most money, and no more than are shown.
fn keep_most(found: &mut Vec<Found>) {
    found.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    found.truncate(NEEDS_MAX);
}

/// What a deal is worth in the reporting currency today.
pub(in crate::service) fn worth(agreed: &Agreed, deal: &OpenDeal, today: Day) -> Option<i128> {
    let mut sum = Sum::empty(agreed.reporting);
    agreed.add(&mut sum, deal.amount.map(i128::from), deal.currency, today);
    sum.worth()
}
