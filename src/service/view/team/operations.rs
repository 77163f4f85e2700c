//! The sales operations: which category has which duties, whose matter each is, and who covers it.

use super::{Gap, Mend};
use crate::domain::calendar::Day;
use crate::domain::id::{OpsDutyId, RepId};
use crate::domain::message::{Arg, Message};
use crate::domain::record::{Assignment, Content, Kind};
use crate::domain::role::{OpsCategory, OpsDuty, OpsSide};
use crate::domain::team::{Rep, Who};
use crate::service::Result;
use crate::service::query::Places;
use crate::store::sql::Db;
use crate::store::{facts, seats};

/// What the sales operations see to.
#[derive(Debug, Clone, PartialEq)]
pub struct OperationsView {
    /// Every duty: by category, then by name. Of a rep those that they cover, and those that nobody does; the sales
    /// operations are those of all teams.
    pub rows: Vec<OpsRow>,
    /// What nobody sees to.
    pub gaps: Vec<Gap>,
    /// How many of these each category has, and how many of them somebody covers; in the order of the categories.
    pub covered: Vec<(OpsCategory, i64, i64)>,
}

/// A duty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpsRow {
    /// Id.
    pub id: OpsDutyId,
    /// Version of the row.
    pub version: i64,
    /// What it is.
    pub name: String,
    /// What kind it is.
    pub category: OpsCategory,
    /// Whose matter it is.
    pub side: OpsSide,
    /// Who covers it.
    pub rep_id: Option<RepId>,
    /// Their name.
    pub rep: Option<String>,
}

pub(in crate::service) fn load(db: &Db, who: &Who, today: Day) -> Result<OperationsView> {
    let places = Places::new(facts::roster(db)?);
    let reps = &places.roster().reps;
    let mut duties = seats::operations(db)?;
    duties.sort_by_key(|it| it.ops_category);
    let coverer = |duty: &OpsDuty| reps.iter().find(|rep| Some(rep.id) == duty.rep_id);
    let is_covered = |duty: &&OpsDuty| coverer(duty).is_some_and(|rep| rep.is_active(today));
    let is_meant = |duty: &&OpsDuty| {
        let is_open = duty.rep_id.is_none();
        is_open || who.rep_id.is_none() || who.rep_id == duty.rep_id
    };
    let count = |category: &OpsCategory| {
        let meant = || duties.iter().filter(is_meant);
        let of_it = || meant().filter(|it| it.ops_category == *category);
        let numbers = [of_it().count(), of_it().filter(is_covered).count()];
        let [all, covered] = numbers.map(|it| i64::try_from(it).unwrap_or(i64::MAX));
        (*category, all, covered)
    };
    let covered: Vec<_> = OpsCategory::ALL.iter().map(count).collect();
    let has_none = |category: &&OpsCategory| !duties.iter().any(|it| it.ops_category == **category);
    let empty = OpsCategory::ALL.iter().filter(has_none);
    let empty = empty.map(|category| of_none(*category));
    let open = duties.iter().filter(|it| !is_covered(it));
    let open = open.map(|it| of_nobody(it, coverer(it)));
    let row = |duty: &OpsDuty| OpsRow {
        id: duty.id,
        version: duty.version,
        name: duty.name.clone(),
        category: duty.ops_category,
        side: duty.side,
        rep_id: duty.rep_id,
        rep: coverer(duty).map(|rep| rep.name.clone()),
    };
    Ok(OperationsView {
        gaps: open.chain(empty).collect(),
        rows: duties.iter().filter(is_meant).map(row).collect(),
        covered,
    })
}

/// A category in which nothing is seen to.
fn of_none(category: OpsCategory) -> Gap {
    let code = category.code().to_owned();
    let word = Arg::Code {
        kind: "ops_duty",
        field: "ops_category",
        code: code.clone(),
    };
    Gap {
        said: Message::new("gap-ops-category").with("category", word),
        mend: Mend::Add {
            kind: Kind::OpsDuty,
            given: vec![Assignment::new("ops_category", Content::Text(code))],
            called: Vec::new(),
        },
    }
}

/// A duty that nobody covers, or nobody any more.
fn of_nobody(duty: &OpsDuty, left: Option<&Rep>) -> Gap {
    let said = match left {
        Some(rep) => Message::new("gap-ops-duty-left").with("rep", rep.name.as_str()),
        None => Message::new("gap-ops-duty"),
    };
    Gap {
        said: said.with("duty", duty.name.as_str()),
        mend: Mend::Edit(Kind::OpsDuty, duty.id.0),
    }
}
