//! Who gets how much of a deal: all of its revenue at once, what is on top one by one, and what holds of those of every deal.

use std::collections::BTreeSet;

use super::record::{Row, get, not_found, of_version};
use super::staff;
use crate::domain::calendar::Day;
use crate::domain::credit::{self, Credit, CreditKind};
use crate::domain::deal::Deal;
use crate::domain::id::{CreditId, DealId, RepId};
use crate::domain::money::WHOLE_BP;
use crate::domain::record::Kind;
use crate::domain::refusal::Refusal;
use crate::domain::team::Rep;
use crate::domain::typed::shares::write_share;
use crate::service::Result;
use crate::store::journal::{Writer, read_record, read_row};
use crate::store::record::Record;
use crate::store::{self, credits, tables};

/// Has these people share a deal: its revenue nobody else; what is on top of it leaves everyone else what they have.
/// Nobody but the owner has a share of nothing. Who is gone is given no share that is new.
pub(super) fn split(
    writer: &mut Writer<'_>,
    (deal_id, version): (DealId, i64),
    kind: CreditKind,
    shares: &[(RepId, i64)],
    on: Day,
) -> Result<()> {
    let row = of_version(writer, (Kind::Deal, deal_id.0, version))?;
    let deal = Deal::from_values(row.clone())?;
    let mut seen = BTreeSet::new();
    for (rep_id, share) in shares {
        let rep = name_of(writer, *rep_id)?.ok_or_else(|| not_found(Kind::Rep, rep_id.0))?;
        if !seen.insert(*rep_id) {
            return Err(Refusal::SharedTwice { rep }.into());
        }
        if !(0..=WHOLE_BP).contains(share) {
            let value = write_share(*share);
            let field = "share";
            return Err(Refusal::BadValue { field, value }.into());
        }
    }
    let is_revenue = kind == CreditKind::Revenue;
    let is_owner = |rep_id: RepId| is_revenue && deal.owner_id == Some(rep_id);
    let held = credits::of_deal(writer.db(), deal_id, kind)?;
    let mut wanted = shares.to_vec();
    if !is_revenue {
        let others = held.iter().map(|it| (it.rep_id, it.share));
        let others: Vec<_> = others.filter(|it| !seen.contains(&it.0)).collect();
        wanted.extend(others);
    }
    wanted.retain(|(rep_id, share)| *share > 0 || is_owner(*rep_id));
    if wanted.iter().all(|it| is_owner(it.0) && it.1 == WHOLE_BP) {
        wanted.clear();
    }
    if is_revenue {
        whole(writer, &deal, &wanted)?;
    }
    for (rep_id, _) in &wanted {
        if !is_owner(*rep_id) && held.iter().all(|it| it.rep_id != *rep_id) {
            staff::is_there(writer, rep_id.0, (Kind::Deal, &row), on)?;
        }
    }
    if put(writer, deal_id, kind, &wanted)? {
        writer.touch(&tables::DEAL, &row)?;
    }
    Ok(())
}

/// Lets the shares of one kind be these. Says whether any was another one.
fn put(
    writer: &mut Writer<'_>,
    deal_id: DealId,
    kind: CreditKind,
    wanted: &[(RepId, i64)],
) -> Result<bool> {
    let mut has_changed = false;
    let held = credits::of_deal(writer.db(), deal_id, kind)?;
    for before in &held {
        let share = wanted.iter().find(|it| it.0 == before.rep_id);
        match share {
            None => has_changed |= remove(writer, before)? > 0,
            Some((_, share)) => {
                let after = Credit {
                    share: *share,
                    ..before.clone()
                };
                has_changed |= writer.update(before, &after)?;
            }
        }
    }
    for (rep_id, share) in wanted {
        if held.iter().all(|it| it.rep_id != *rep_id) {
            let credit = Credit {
                id: CreditId(writer.id()),
                version: 1,
                deal_id,
                rep_id: *rep_id,
                kind,
                share: *share,
            };
            writer.insert(&credit)?;
            has_changed = true;
        }
    }
    Ok(has_changed)
}

fn remove(writer: &mut Writer<'_>, credit: &Credit) -> store::Result<usize> {
    let id = credit.id.0;
    writer.remove_rows(&tables::CREDIT, (id, id))
}

/// Has the deals of shares that are written one by one be others than somebody saw.
pub(super) fn touch<'r>(
    writer: &mut Writer<'_>,
    shares: impl Iterator<Item = &'r Row>,
) -> Result<()> {
    let of = |row: &Row| get(Kind::Credit, row, "deal_id").as_int();
    let deals: BTreeSet<i64> = shares.filter_map(of).collect();
    for id in deals {
        if let Some(row) = read_row(writer.db(), &tables::DEAL, id)? {
            writer.touch(&tables::DEAL, &row)?;
        }
    }
    Ok(())
}

/// A deal that goes to another owner takes what the one before had of it along.
pub(in crate::service) fn hand_over(
    writer: &mut Writer<'_>,
    before: &Deal,
    after: &Deal,
) -> Result<()> {
    let Some(owner_id) = after.owner_id.filter(|_| before.owner_id != after.owner_id) else {
        return Ok(());
    };
    let held = credits::of_deal(writer.db(), after.id, CreditKind::Revenue)?;
    if held.is_empty() {
        return Ok(());
    }
    let shares = held.iter().map(|it| (it.rep_id, it.share));
    let (given, mut wanted): (Vec<_>, Vec<_>) =
        shares.partition(|it| Some(it.0) == before.owner_id || it.0 == owner_id);
    if !wanted.is_empty() {
        wanted.push((owner_id, given.iter().map(|it| it.1).sum()));
    }
    put(writer, after.id, CreditKind::Revenue, &wanted).map(drop)
}

/// Has a deal be another one whose shares were written one by one; its owner alone needs none.
pub(in crate::service) fn settle(writer: &mut Writer<'_>, deal_id: DealId) -> Result<()> {
    of_deal(writer, deal_id)?;
    let deal: Option<Deal> = read_record(writer.db(), deal_id.0)?;
    let owner_id = deal.and_then(|deal| deal.owner_id);
    let held = credits::of_deal(writer.db(), deal_id, CreditKind::Revenue)?;
    if let [only] = &held[..]
        && Some(only.rep_id) == owner_id
    {
        remove(writer, only)?;
    }
    if let Some(row) = read_row(writer.db(), &tables::DEAL, deal_id.0)? {
        writer.touch(&tables::DEAL, &row)?;
    }
    Ok(())
}

/// Refuses an entry that leaves a deal whose revenue is not shared out, whatever wrote it.
pub(in crate::service) fn check(writer: &Writer<'_>) -> Result<()> {
    for deal_id in writer.shared_deals()? {
        of_deal(writer, DealId(deal_id))?;
    }
    Ok(())
}

/// Refuses shares of a deal's revenue that are not all of it.
pub(in crate::service) fn of_deal(writer: &Writer<'_>, deal_id: DealId) -> Result<()> {
    let held = credits::of_deal(writer.db(), deal_id, CreditKind::Revenue)?;
    match read_record::<Deal>(writer.db(), deal_id.0)? {
        Some(deal) if !held.is_empty() => {
            let shares: Vec<_> = held.iter().map(|it| (it.rep_id, it.share)).collect();
            whole(writer, &deal, &shares)
        }
        _ => Ok(()),
    }
}

fn whole(writer: &Writer<'_>, deal: &Deal, shares: &[(RepId, i64)]) -> Result<()> {
    let owner = match deal.owner_id {
        Some(id) => name_of(writer, id)?.map(|name| (id, name)),
        None => None,
    };
    let owner = owner.as_ref().map(|(id, name)| (*id, name.as_str()));
    Ok(credit::check(&deal.name, owner, shares)?)
}

fn name_of(writer: &Writer<'_>, id: RepId) -> store::Result<Option<String>> {
    let rep: Option<Rep> = read_record(writer.db(), id.0)?;
    Ok(rep.map(|rep| rep.name))
}
