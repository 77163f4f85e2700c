//! The seats on open deals that are empty and should not be: how many deals lack whom, and the most pressing by name.

use super::{Gap, Mend};
use crate::domain::calendar::Day;
use crate::domain::filter::Filter;
use crate::domain::message::Message;
use crate::domain::record::Kind;
use crate::domain::role::TeamOf;
use crate::domain::staffing::Call;
use crate::domain::team::{Function, Who};
use crate::service::Query;
use crate::service::view::deals::Page;
use crate::service::view::staffing::{GapCount, StaffRow, Staffed};

/// So many deals are named.
pub const NAMED: usize = 3;

/// What is asked for it: how many open deals lack whom, and the first of them.
pub fn queries(who: &Who, today: Day) -> [Query; 2] {
    let lacking = Query::Gaps {
        who: who.clone(),
        filter: Filter::default(),
        today,
    };
    let first = Query::Staffing {
        staffed: Staffed::Deals,
        who: who.clone(),
        filter: Filter::default(),
        page: Page::First,
        limit: NAMED,
        today,
    };
    [lacking, first]
}

/// A line for each call that is made, with its count over all rows; then the first deals of the staffing.
pub fn called(count: &GapCount, first: &[StaffRow]) -> Vec<Gap> {
    let calls = Call::ALL.iter().zip(&count.by_call);
    let counted = calls.filter(|(_, count)| **count > 0);
    let counted = counted.map(|(call, count)| Gap {
        said: without(Message::new(of_deals(*call)), *call).with("count", *count),
        mend: Mend::Staff(*call),
    });
    counted
        .chain(first.iter().take(NAMED).filter_map(of_deal))
        .collect()
}

const fn of_deals(call: Call) -> &'static str {
    match call {
        Call::Complex => "gap-deals-complex",
        Call::Stalled => "gap-deals-stalled",
        Call::NoOwner => "gap-deals-no-owner",
        Call::Unskilled => "gap-deals-unskilled",
    }
}

/// What a deal lacks most.
fn of_deal(row: &StaffRow) -> Option<Gap> {
    let (gap, TeamOf::Deal(id)) = (row.gaps.first()?, row.of) else {
        return None;
    };
    let (key, mend) = match gap.call {
        Call::NoOwner => ("gap-deal-no-owner", Mend::Edit(Kind::Deal, id.0)),
        Call::Stalled => ("gap-deal-stalled", Mend::Call(id, row.name.clone())),
        Call::Complex | Call::Unskilled => ("gap-deal-calls", Mend::Call(id, row.name.clone())),
    };
    let said = Message::new(key).with("deal", row.name.as_str());
    let said = without(said, gap.call).with("days", gap.days.unwrap_or(0));
    Some(Gap { said, mend })
}

/// The same with whose people are missing.
fn without(said: Message, call: Call) -> Message {
    let code = |it: Function| ["function-", &it.code().replace('_', "-")].concat();
    match call.function() {
        Some(function) => said.with_word("function", code(function)),
        None => said,
    }
}
