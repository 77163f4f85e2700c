//! What records are worth, and in which currency: an amount is never read in another currency than it was given in.

use super::record::{Row, get, name_of};
use crate::domain::money::{Currency, MINOR_MAX, Money};
use crate::domain::record::{Kind, Read, entity};
use crate::domain::refusal::Refusal;
use crate::service::Result;
use crate::store::journal::{Writer, read_row};
use crate::store::sql::Db;
use crate::store::value::Value;
use crate::store::{find, tables};

/// Lines of a deal that are looked at.
const LINES_MAX: usize = 1_000;

/// The currency that a record has with this amount. One that is worth something keeps the currency it is in.
pub(super) fn currency(
    writer: &Writer<'_>,
    kind: Kind,
    row: &Row,
    money: Money,
) -> Result<Currency> {
    if money.minor.abs() > money.currency.minor_max().min(MINOR_MAX) {
        let value = money.to_string();
        return Err(Refusal::OutOfRange { value }.into());
    }
    let db = writer.db();
    let (name, kept) = if kind == Kind::DealLine {
        let deal = deal_of(db, row)?;
        let name = name_of(Kind::Deal, &deal);
        // Nothing but its deal says what the price of a line is in.
        let kept = held(Kind::Deal, &deal)
            .ok_or_else(|| Refusal::AmountWithoutCurrency { name: name.clone() })?;
        (name, Some(kept))
    } else {
        let kept = held(kind, row).filter(|_| has_amount(kind, row));
        let kept = match kept {
            None if has_prices(db, kind, row)? => held(kind, row),
            kept => kept,
        };
        (name_of(kind, row), kept)
    };
    match kept.filter(|kept| *kept != money.currency) {
        None => Ok(money.currency),
        Some(currency) => Err(other(name, currency, money.currency)),
    }
}

/// Refuses another currency for amounts that stay as they are.
pub(super) fn keep(writer: &Writer<'_>, kind: Kind, before: &Row, after: &Row) -> Result<()> {
    let db = writer.db();
    let (name, was, is) = if kind == Kind::DealLine {
        let [was, is] = [deal_of(db, before)?, deal_of(db, after)?];
        let name = name_of(Kind::Deal, &is);
        (name, held(Kind::Deal, &was), held(Kind::Deal, &is))
    } else {
        (name_of(kind, after), held(kind, before), held(kind, after))
    };
    let Some(was) = was.filter(|was| Some(*was) != is) else {
        return Ok(());
    };
    let has_stayed = has_amount(kind, before) && has_amount(kind, after);
    if !has_stayed && !has_prices(db, kind, after)? {
        return Ok(());
    }
    match is {
        Some(is) => Err(other(name, was, is)),
        None => Err(Refusal::AmountWithoutCurrency { name }.into()),
    }
}

fn other(deal: String, currency: Currency, given: Currency) -> crate::service::Error {
    Refusal::OtherCurrency {
        deal,
        currency,
        given,
    }
    .into()
}

fn held(kind: Kind, row: &Row) -> Option<Currency> {
    let code = get(kind, row, "currency").as_text();
    code.and_then(Currency::from_stored)
}

fn has_amount(kind: Kind, row: &Row) -> bool {
    let mut amounts = entity(kind).filled().filter(|it| it.read == Read::Money);
    amounts.any(|it| !get(kind, row, it.column().unwrap_or_default()).is_null())
}

/// Whether it is a deal with a line that has a price.
fn has_prices(db: &Db, kind: Kind, row: &Row) -> Result<bool> {
    if kind != Kind::Deal {
        return Ok(false);
    }
    let id = get(kind, row, "id").as_int().unwrap_or_default();
    for line in find::pointing_to(db, &tables::DEAL_LINE, "deal_id", id, LINES_MAX)? {
        let line = read_row(db, &tables::DEAL_LINE, line)?.unwrap_or_default();
        if has_amount(Kind::DealLine, &line) {
            return Ok(true);
        }
    }
    Ok(false)
}

fn deal_of(db: &Db, line: &Row) -> Result<Vec<Value<'static>>> {
    let id = get(Kind::DealLine, line, "deal_id").as_int();
    let deal = read_row(db, &tables::DEAL, id.unwrap_or_default())?;
    Ok(deal.unwrap_or_default())
}
