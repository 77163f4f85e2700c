//! News: what was won, lost and moved since the last working day.

use crate::domain::calendar::{Day, Period};
use crate::domain::deal::{NewsKind, StageKind};
use crate::domain::id::DealId;
use crate::domain::team::{Who, Whose};
use crate::service::Result;
use crate::store::filter::Conditions;
use crate::store::history;
use crate::store::list::{Anchor, DealSort, Key, List, Start};
use crate::store::sql::Db;

use super::{NEWS_MAX, News};
use crate::service::view::deals::Rows;

/// What happened to the deals of these people from a day on, newest first.
pub(super) fn since(db: &Db, who: &Who, since: Day, today: Day) -> Result<Vec<News>> {
    let rows = Rows::new(db, today)?;
    let whose = Whose::Of(who.clone());
    let tomorrow = today.plus_days(1);
    let period = Period::between(since, tomorrow);
    let newest = Anchor {
        key: Some(Key::Text(tomorrow.to_string())),
        id: 0,
    };
    let mut found: Vec<(Day, i64)> = Vec::new();
    let conditions = Conditions::default();
    for stage in rows.ranked() {
        let list = List {
            stage,
            whose: &whose,
            period: &period,
            is_due: false,
            today,
            sort: DealSort::Age.into(),
            conditions: &conditions,
        };
        // By the day they were closed, or entered the stage: from the newest back.
        let places = list.walk(db, Start::Behind(&newest), true, NEWS_MAX)?;
        found.extend(places.iter().filter_map(|place| {
            let day = place.anchor.key.as_ref()?.day();
            Some((day.filter(|day| *day >= since)?, place.anchor.id))
        }));
    }
    found.sort_by(|a, b| b.cmp(a));
    found.truncate(NEWS_MAX);
    let mut news = Vec::new();
    for (on, id) in found {
        for deal in rows.of([id])? {
            let kind = match deal.stage_kind {
                StageKind::Won => NewsKind::Won,
                StageKind::Lost => NewsKind::Lost,
                StageKind::Open if history::began_on(db, DealId(id), on)? => NewsKind::Started,
                StageKind::Open => NewsKind::Moved,
            };
            news.push(News {
                on,
                kind,
                deal_id: deal.id,
                deal: deal.name,
                account: deal.account,
                owner_id: deal.owner_id,
                owner: deal.owner,
                amount: deal.amount,
                stage: deal.stage,
            });
        }
    }
    Ok(news)
}
