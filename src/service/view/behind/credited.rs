//! The credits behind an amount of money: a row for each, the newest first.

use std::cmp::Ordering;

use crate::domain::calendar::Day;
use crate::domain::credit::CreditKind;
use crate::domain::id::RepId;
use crate::domain::money::Money;
use crate::domain::team::{Who, Whose};
use crate::service::Result;
use crate::service::query::Places;
use crate::service::view::deals::{Anchor, DealRow, Rows};
use crate::store::credits::{self, Placed};
use crate::store::list::{Key, Start};
use crate::store::paging::{Walk, page};
use crate::store::sql::Db;
use crate::store::{self, facts};

use super::{Asked, BehindRows, BehindView};

/// A share of a deal that was won.
#[derive(Debug, Clone, PartialEq)]
pub struct CreditedRow {
    /// Its id; that of the deal, where all of it is its owner's.
    pub id: i64,
    /// The deal.
    pub deal: DealRow,
    /// Who is credited.
    pub rep: Option<String>,
    /// With which share, in basis points.
    pub share_bp: i64,
    /// With how much, if the deal is worth anything.
    pub amount: Option<Money>,
}

/// Credits in their order.
struct Credits(Vec<Placed>);

fn anchor(placed: &Placed) -> Anchor {
    Anchor {
        key: Some(Key::Text(placed.closed_on.to_string())),
        id: placed.id,
    }
}

/// The newest first.
fn compare(placed: &Placed, day: Option<Day>, id: i64) -> Ordering {
    day.cmp(&Some(placed.closed_on)).then(placed.id.cmp(&id))
}

impl Walk for Credits {
    fn walk(&self, start: Start<'_>, is_back: bool, limit: usize) -> store::Result<Vec<Anchor>> {
        let of = |anchor: &Anchor| (anchor.key.as_ref().and_then(Key::day), anchor.id);
        let before = |at: &Anchor| {
            let (day, id) = of(at);
            self.0.partition_point(|it| compare(it, day, id).is_lt())
        };
        let behind = |at: &Anchor| {
            let (day, id) = of(at);
            self.0.partition_point(|it| compare(it, day, id).is_le())
        };
        let (from, to) = match (start, is_back) {
            (Start::End, _) => (0, self.0.len()),
            (Start::At(anchor), false) => (before(anchor), self.0.len()),
            (Start::Behind(anchor), false) => (behind(anchor), self.0.len()),
            (Start::At(anchor), true) => (0, behind(anchor)),
            (Start::Behind(anchor), true) => (0, before(anchor)),
        };
        let part = self.0.get(from..to).unwrap_or_default().iter().map(anchor);
        Ok(if is_back {
            part.rev().take(limit).collect()
        } else {
            part.take(limit).collect()
        })
    }
}

pub(super) fn load(
    db: &Db,
    rows: &Rows<'_>,
    asked: &Asked<'_>,
    (kpi, kind): (&'static str, CreditKind),
) -> Result<BehindView> {
    let places = Places::new(facts::roster(db)?);
    let everyone = Who::default();
    let (who, is_nobody) = match asked.whose {
        Whose::Of(who) => (who, false),
        Whose::Nobody => (&everyone, true),
    };
    let is_meant = |rep_id: Option<RepId>, day: Day| {
        (!is_nobody || rep_id.is_none()) && places.includes(who, rep_id, day)
    };
    let mut found = credits::placed(db, kind, asked.period, is_meant)?;
    found.sort_unstable_by(|a, b| compare(a, Some(b.closed_on), b.id));
    let found = Credits(found);
    let paged = page(&found, asked.page, asked.limit)?;
    let name = |id: RepId| {
        let mut reps = places.roster().reps.iter();
        reps.find(|rep| rep.id == id).map(|rep| rep.name.clone())
    };
    let mut shown = Vec::new();
    for place in &paged.places {
        let day = place.key.as_ref().and_then(Key::day);
        let at = found
            .0
            .partition_point(|it| compare(it, day, place.id).is_lt());
        let Some(placed) = found.0.get(at) else {
            continue;
        };
        let deal = rows.of([placed.deal_id.0])?.into_iter().next();
        shown.extend(deal.map(|deal| {
            CreditedRow {
                id: placed.id,
                rep: placed.rep_id.and_then(name),
                share_bp: placed.share,
                amount: placed
                    .amount
                    .zip(placed.currency)
                    .map(|(minor, currency)| Money::new(minor, currency)),
                deal,
            }
        }));
    }
    Ok(BehindView {
        kpi,
        count: i64::try_from(found.0.len()).unwrap_or(i64::MAX),
        rows: BehindRows::Credits(shown),
        is_start: paged.is_start,
        is_end: paged.is_end,
        anchors: paged.places,
    })
}
