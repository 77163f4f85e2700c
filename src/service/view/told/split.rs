//! Who gets how much of a deal, in a sentence: `shared out Zeta: Ann 60 %, Ben 40 %`.

use std::collections::BTreeMap;

use super::team::name;
use crate::domain::credit::{Credit, CreditKind};
use crate::domain::id::{CreditId, RepId};
use crate::domain::message::{Arg, Message};
use crate::domain::record::Kind;
use crate::service::Result;
use crate::store::credits;
use crate::store::journal::{self, Change, EntryRow, read_record};
use crate::store::record::Record;
use crate::store::sql::Db;
use crate::store::tables;

/// What an entry did that shared out one kind of a deal: everyone's share after it, and those of nothing that it took away;
/// nothing where it was about several.
pub(super) fn told(db: &Db, rows: &[EntryRow], seq: i64) -> Result<Option<Message>> {
    let mut shares = BTreeMap::new();
    for row in rows.iter().filter(|it| it.table.name == "credit") {
        for id in row.first_id..=row.last_id {
            let after = as_of(db, CreditId(id), seq)?;
            let before = row.image.clone().map(Credit::from_values).transpose()?;
            let gone = before.filter(|_| row.change == Change::Removed);
            let gone = gone.map(|it| Credit { share: 0, ..it });
            shares.extend(gone.or(after).map(|it| (it.id, it)));
        }
    }
    let Some((deal_id, kind)) = shares.values().next().map(|it| (it.deal_id, it.kind)) else {
        return Ok(None);
    };
    if shares
        .values()
        .any(|it| (it.deal_id, it.kind) != (deal_id, kind))
    {
        return Ok(None);
    }
    for other in credits::of_deal(db, deal_id, kind)? {
        if !shares.contains_key(&other.id) {
            let stayed = as_of(db, other.id, seq)?.map(|it| (it.id, it));
            shares.extend(stayed);
        }
    }
    let mut shares: Vec<Credit> = shares.into_values().collect();
    shares.sort_by_key(|it| (-it.share, it.id));
    if kind == CreditKind::Revenue && shares.iter().all(|it| it.share == 0) {
        return Ok(Some(Message::new("told-split-none")));
    }
    let key = match kind {
        CreditKind::Revenue => "told-split",
        CreditKind::Overlay => "told-split-overlay",
        CreditKind::Sourcing => "told-split-sourcing",
    };
    let said: Result<Vec<Message>> = shares
        .iter()
        .map(|it| said(db, it.rep_id, it.share))
        .collect();
    let said = said?.into_iter().reduce(|first, rest| {
        Message::new("told-and")
            .with("first", first)
            .with("rest", rest)
    });
    Ok(said.map(|said| Message::new(key).with("shares", said)))
}

/// `Ann 60 %`.
fn said(db: &Db, rep_id: RepId, share: i64) -> Result<Message> {
    let said = Message::new("told-share").with("name", name(db, Kind::Rep, Some(rep_id.0))?);
    Ok(said.with("share", Arg::Share(share)))
}

/// A share as an entry left it, if it was there.
fn as_of(db: &Db, id: CreditId, seq: i64) -> Result<Option<Credit>> {
    if let Some(image) = journal::image_after(db, &tables::CREDIT, id.0, seq)? {
        return Ok(Some(Credit::from_values(image)?));
    }
    let last = journal::last_touching(db, &tables::CREDIT, id.0)?;
    if last.is_none_or(|it| it.seq > seq) {
        return Ok(None);
    }
    Ok(read_record(db, id.0)?)
}
