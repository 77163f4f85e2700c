//! Rules that hold for every record, whoever writes it: a command, an import, an undo.

use super::calendar::Day;
use super::deal::{Deal, StageKind};
use super::money::{Currency, MINOR_MAX};
use super::refusal::Refusal;
use super::team::Membership;

/// A deal in a stage of this kind: closed exactly when it has a close day, amounts with a currency and in range.
pub fn deal(deal: &Deal, kind: StageKind) -> Result<(), Refusal> {
    if kind.is_closed() && deal.closed_on.is_none() {
        return Err(Refusal::ClosedWithoutDay {
            deal: deal.name.clone(),
        });
    }
    if !kind.is_closed() && deal.closed_on.is_some() {
        return Err(Refusal::OpenWithCloseDay {
            deal: deal.name.clone(),
        });
    }
    if deal.amount.is_some() && deal.currency.is_none() {
        return Err(Refusal::AmountWithoutCurrency {
            name: deal.name.clone(),
        });
    }
    match deal.amount {
        Some(minor) if minor.abs() > deal.currency.map_or(MINOR_MAX, Currency::minor_max) => {
            Err(Refusal::OutOfRange {
                value: minor.to_string(),
            })
        }
        _ => Ok(()),
    }
}

/// The days of a deal, as somebody says them today: it is decided after it began, and not in days to come.
pub fn course(deal: &Deal, today: Day) -> Result<(), Refusal> {
    let Some(closed_on) = deal.closed_on else {
        return Ok(());
    };
    let deal_name = || deal.name.clone();
    if let Some(started_on) = deal.started_on.filter(|it| *it > closed_on) {
        return Err(Refusal::ClosedBeforeStart {
            deal: deal_name(),
            started_on,
            closed_on,
        });
    }
    if closed_on > today {
        return Err(Refusal::ClosedInFuture {
            deal: deal_name(),
            closed_on,
        });
    }
    Ok(())
}

/// A place of a rep: it lasts a day at least.
pub fn place(rep: &str, place: &Membership) -> Result<(), Refusal> {
    if place.to_on.is_none_or(|end| place.from_on < end) {
        Ok(())
    } else {
        Err(Refusal::EndsBeforeItBegins {
            rep: rep.to_owned(),
        })
    }
}

/// The places of one rep, in the order of their first days: at most one holds on any day.
pub fn places(rep: &str, places: &[Membership]) -> Result<(), Refusal> {
    let is_apart = |(before, after): (&Membership, &Membership)| {
        before.to_on.is_some_and(|end| end <= after.from_on)
    };
    if places.iter().zip(places.iter().skip(1)).all(is_apart) {
        Ok(())
    } else {
        Err(Refusal::TwoPlaces {
            rep: rep.to_owned(),
        })
    }
}
