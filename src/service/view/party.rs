//! The deals of an account or of a contact.

use std::cmp::Reverse;

use crate::domain::calendar::Day;
use crate::domain::refusal::Refusal;
use crate::service::Result;
use crate::store::jump::Named;
use crate::store::parties;
use crate::store::sql::Db;

use super::deals::{DealRow, Rows};

/// The deals of an account or of a contact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartyView {
    /// What it is called.
    pub name: String,
    /// Its deals: open ones first, the next expected close first; then the closed ones, the newest first.
    pub deals: Vec<DealRow>,
}

/// The newest of so many deals are shown at most.
const DEALS_MAX: i64 = 500;

pub(in crate::service) fn load(db: &Db, kind: Named, id: i64, today: Day) -> Result<PartyView> {
    let not_found = || Refusal::NotFound {
        kind: kind.code(),
        name: id.to_string(),
    };
    let party = parties::find(db, kind, id)?.ok_or_else(not_found)?;
    let ids = parties::deals_of(db, kind, id, DEALS_MAX)?;
    let mut deals = Rows::new(db, today)?.of(ids)?;
    deals.sort_by_key(|deal| {
        let is_closed = deal.stage_kind.is_closed();
        let closes_on = deal.expected_close_on.unwrap_or(Day::MAX);
        (is_closed, Reverse(deal.closed_on), closes_on)
    });
    Ok(PartyView {
        name: party.name,
        deals,
    })
}
