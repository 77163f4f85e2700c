//! All deals that a filter finds as one list, open ones first, with how many there are and what they are worth in all.

use crate::domain::calendar::{Day, Period};
use crate::domain::command::Actor;
use crate::domain::filter::Filter;
use crate::domain::kpi::Measure;
use crate::domain::money::Money;
use crate::domain::team::Who;
use crate::service::Result;
use crate::service::query::Chosen;
use crate::store::sql::Db;

use super::board;
use super::deals::{self, DealOrder, DealRow, Page, Rows};

/// Deals that a filter finds.
#[derive(Debug, Clone, PartialEq)]
pub struct ListView {
    /// The first of them, in their order: what is open, then each closed stage.
    pub rows: Vec<DealRow>,
    /// How many there are in all.
    pub count: i64,
    /// What all of them are worth.
    pub value: Measure,
    /// The same by currency, in the order of the codes.
    pub by_currency: Vec<Money>,
}

pub(in crate::service) fn load(
    db: &Db,
    actor: &Actor,
    filter: &Filter,
    sort: DealOrder,
    limit: usize,
    today: Day,
) -> Result<ListView> {
    let known = Rows::new(db, today)?;
    // Nobody looks while it is typed: a name that nobody has is a mistake.
    Chosen::new(db, actor, filter, known.stages(), today)?.known()?;
    let closed = known.stages().iter().map(|(stage, _)| stage);
    let closed = closed.filter(|stage| stage.kind.is_closed());
    let lists = [None].into_iter().chain(closed.map(|stage| Some(stage.id)));
    let mut rows: Vec<DealRow> = Vec::new();
    for stage_id in lists {
        let asked = deals::Asked {
            who: &Who::default(),
            filter,
            period: &Period::all(),
            stage_id,
            sort,
            page: &Page::First,
            limit: limit.saturating_sub(rows.len()),
            today,
        };
        if asked.limit > 0 {
            rows.extend(deals::load(db, actor, &asked)?.rows);
        }
    }
    let (count, sum) = board::total(db, actor, filter, today)?;
    Ok(ListView {
        rows,
        count,
        value: Measure::sum(&sum, None),
        by_currency: sum.by_currency().collect(),
    })
}
