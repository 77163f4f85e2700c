//! A number explained: its formula, its convention, what went into it and what was left out.

use crate::domain::calendar::{Day, Period};
use crate::domain::id::RepId;
use crate::domain::kpi::{Facts, Kpi, Lack, Measure, Part};
use crate::domain::message::{Arg, Message};
use crate::domain::team::{Who, Whose};
use crate::service::Result;
use crate::service::count::Counting;
use crate::service::query::{Agreed, Places, Quotas};
use crate::store::facts;
use crate::store::sql::Db;

use super::behind::named;

/// A number explained.
#[derive(Debug, Clone, PartialEq)]
pub struct ExplainView {
    /// Key of the KPI.
    pub kpi: &'static str,
    /// The period of the results.
    pub period: Period,
    /// The number, with its observations.
    pub value: Measure,
    /// How many deals, activities or days stand behind it.
    pub n: i64,
    /// The formula in words.
    pub formula: Message,
    /// The convention it is counted under.
    pub convention: Message,
    /// Above the line, where it is a ratio: what it is, and its value.
    pub numerator: Option<(Message, Measure)>,
    /// Below the line.
    pub denominator: Option<(Message, Measure)>,
    /// What could not be counted, each with its count.
    pub left_out: Vec<Message>,
}

pub(in crate::service) fn load(
    db: &Db,
    key: &str,
    whose: &Whose,
    period: &Period,
    today: Day,
) -> Result<ExplainView> {
    let kpi = named(key)?;
    let facts = facts_of(db, whose, period, today)?;
    let value = (kpi.formula)(&facts);
    let side = |part: fn(&(Part, Part)) -> Part| {
        let (label, of) = part(kpi.ratio.as_ref()?);
        Some((Message::new(label), of(&facts)))
    };
    Ok(ExplainView {
        kpi: kpi.key,
        period: period.clone(),
        n: value.observations().unwrap_or_else(|| kpi.count(&facts)),
        value,
        formula: said(kpi, "-formula"),
        convention: said(kpi, "-convention"),
        numerator: side(|ratio| ratio.0),
        denominator: side(|ratio| ratio.1),
        left_out: kpi
            .lacks
            .iter()
            .filter_map(|lack| missed(lack, &facts))
            .collect(),
    })
}

/// One of the texts about a KPI: its key is put together, so that it stands in the message as a word.
fn said(kpi: &Kpi, part: &str) -> Message {
    Message::new("kpi-said").with("text", Arg::Word(kpi.message(part)))
}

fn missed((key, count): &Lack, facts: &Facts) -> Option<Message> {
    let count = count(facts);
    (count > 0).then(|| Message::new(key).with("count", count))
}

/// The facts of one cell of the comparison.
fn facts_of(db: &Db, whose: &Whose, period: &Period, today: Day) -> Result<Facts> {
    let agreed = Agreed::load(db)?;
    let places = Places::new(facts::roster(db)?);
    let everyone = Who::default();
    let (who, is_nobody) = match whose {
        Whose::Of(who) => (who, false),
        Whose::Nobody => (&everyone, true),
    };
    let counting = Counting {
        db,
        agreed: &agreed,
        places: &places,
        who,
    };
    let mut facts = Facts::new(agreed.reporting);
    let mut add = |rep_id: Option<RepId>, _: Day, count: &dyn Fn(&mut Facts)| {
        if !is_nobody || rep_id.is_none() {
            count(&mut facts);
        }
    };
    counting.open(period, today, &mut add)?;
    counting.results(period, &mut add)?;
    counting.promises(period, today, &mut |rep_id, day, is_own, count| {
        // Of one person all of it is theirs.
        if is_own || who.rep_id.is_some() {
            add(rep_id, day, count);
        }
    })?;
    if !is_nobody {
        facts.quota = Quotas::load(db, period)?.of(&agreed, &places, who);
    }
    Ok(facts)
}
