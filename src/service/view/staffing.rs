//! Open deals and accounts × roles: who sits where, which seats are empty that are called for, those first.

mod accounts;
mod called;
pub mod fits;

use crate::domain::calendar::{Day, Period};
use crate::domain::codes;
use crate::domain::command::Actor;
use crate::domain::deal::StageKind;
use crate::domain::filter::Filter;
use crate::domain::id::{AccountId, RepId, RoleId};
use crate::domain::message::Message;
use crate::domain::money::Money;
use crate::domain::role::{Role, TeamOf};
use crate::domain::staffing::{Call, Lack};
use crate::domain::team::{Function, Who, Whose};
use crate::service::Result;
use crate::service::query::Chosen;
use crate::store::filter::Conditions;
use crate::store::groups::{Groups, outer};
use crate::store::list::{List, Ranked};
use crate::store::paging::{Paged, SORTED_MAX, Searched, Several, page};
use crate::store::search::LOOKED_UP_MAX;
use crate::store::sql::Db;
use crate::store::staffing::OpenStage;
use crate::store::{self, facts};

use super::deals::{Anchor, DealSort, Key, Page, Rows};
use called::Called;

codes! {
    /// What is staffed.
    Staffed {
        /// Open deals.
        Deals => "deals",
        /// Accounts.
        Accounts => "accounts",
    }
}

/// A page of deals or accounts with their seats.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaffingView {
    /// The columns, in the order of the selling line.
    pub roles: Vec<RoleHead>,
    /// The rows: by what is called for first ([`Call::ALL`]), then those that call for nothing; deals by their expected
    /// close, accounts by their names.
    pub rows: Vec<StaffRow>,
    /// Whether nothing stands before the first of them.
    pub is_start: bool,
    /// Whether nothing follows the last of them.
    pub is_end: bool,
}

/// A role as a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoleHead {
    /// Id.
    pub id: RoleId,
    /// Name.
    pub name: String,
    /// The function whose people usually hold it.
    pub function: Option<Function>,
}

impl RoleHead {
    fn of(role: &Role) -> Self {
        Self {
            id: role.id,
            name: role.name.clone(),
            function: role.function,
        }
    }
}

/// A deal or an account with its seats.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaffRow {
    /// What it is.
    pub of: TeamOf,
    /// Its name.
    pub name: String,
    /// Of a deal, whom it is sold to.
    pub account_id: Option<AccountId>,
    /// That account's name.
    pub account: Option<String>,
    /// Of a deal, where it stands.
    pub stage: Option<String>,
    /// Of a deal, its worth.
    pub amount: Option<Money>,
    /// Who owns it.
    pub owner: Option<Holder>,
    /// Who sits in each role, in the order of the columns.
    pub seats: Vec<Vec<Holder>>,
    /// Who is on the team without a seat.
    pub others: Vec<Holder>,
    /// What is called for, the most pressing first.
    pub gaps: Vec<Gap>,
    /// Its place in the list.
    pub anchor: Anchor,
}

impl StaffRow {
    /// What is missing, as it is told; `roles` are the columns.
    pub fn lacking<'a>(&'a self, roles: &'a [RoleHead]) -> Vec<Lack<'a>> {
        let lack = |gap: &Gap| Lack {
            call: gap.call,
            days: gap.days,
            role: gap
                .column
                .and_then(|at| roles.get(at))
                .map(|it| it.name.as_str()),
            owner: self.owner.as_ref().map(|it| it.name.as_str()),
        };
        self.gaps.iter().map(lack).collect()
    }
}

/// Somebody in a seat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    /// Who.
    pub rep_id: RepId,
    /// Their name.
    pub name: String,
    /// Whether they have left, so that the seat is as good as empty.
    pub is_gone: bool,
    /// Whether it is the team of a deal's account that they are on.
    pub is_of_account: bool,
}

/// A seat that is called for and empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gap {
    /// Why it is called for.
    pub call: Call,
    /// Which column; `None` is the owner's seat.
    pub column: Option<usize>,
    /// Of what stands still, for how many days.
    pub days: Option<i64>,
}

/// How many there are, and how many have gaps: over all rows in the store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GapsView {
    /// Open deals.
    pub deals: GapCount,
    /// Accounts.
    pub accounts: GapCount,
}

/// How many there are, and for how many each call is the first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct GapCount {
    /// All of them.
    pub all: i64,
    /// By [`Call::ALL`], how many make each call: one that makes two is in both.
    pub by_call: Vec<i64>,
    /// By [`Call::ALL`] too, each counted once, for what presses most: so they stand in the list.
    pub first: Vec<i64>,
}

impl GapCount {
    /// The message that tells how many there are, and how many of them have a gap.
    pub fn said(&self, staffed: Staffed) -> Message {
        let key = match (staffed, self.gaps()) {
            (Staffed::Accounts, _) => "staffing-head-accounts",
            (Staffed::Deals, 0) => "staffing-head-deals-whole",
            (Staffed::Deals, _) => "staffing-head-deals",
        };
        Message::new(key)
            .with("gaps", self.gaps())
            .with("count", self.all)
    }

    /// How many have a gap.
    pub fn gaps(&self) -> i64 {
        self.first.iter().sum()
    }
}

/// What a page is asked for by.
pub(in crate::service) struct Asked<'a> {
    pub(in crate::service) staffed: Staffed,
    pub(in crate::service) who: &'a Who,
    pub(in crate::service) filter: &'a Filter,
    pub(in crate::service) page: &'a Page,
    pub(in crate::service) limit: usize,
    pub(in crate::service) today: Day,
}

pub(in crate::service) fn load(db: &Db, actor: &Actor, asked: &Asked<'_>) -> Result<StaffingView> {
    let called = Called::load(db, asked.today)?;
    let (paged, rows) = match asked.staffed {
        Staffed::Deals => of_deals(db, actor, &called, asked)?,
        Staffed::Accounts => accounts::load(db, &called, asked)?,
    };
    Ok(StaffingView {
        roles: called.heads(),
        rows,
        is_start: paged.is_start,
        is_end: paged.is_end,
    })
}

/// How many deals and accounts there are, and how many of them have gaps.
pub(in crate::service) fn gaps(
    db: &Db,
    actor: &Actor,
    who: &Who,
    filter: &Filter,
    today: Day,
) -> Result<GapsView> {
    let called = Called::load(db, today)?;
    let deals = Deals::new(db, actor, who, filter, today)?;
    Ok(GapsView {
        deals: deals.count(&called)?,
        accounts: accounts::count(db, &called, who, filter, today)?,
    })
}

/// Where the deals begin for which a call is the first, in the list of all of them.
pub fn first_of(call: Call) -> Anchor {
    let at = Call::ALL.iter().position(|it| *it == call);
    // No day stands before it.
    let first = Anchor {
        key: Some(Key::Text(String::new())),
        id: 0,
    };
    outer(at.unwrap_or(0), first)
}

/// Everything that calls, and then the rest.
const GROUPS: usize = Call::ALL.len() + 1;

/// The open deals that are meant.
struct Deals<'a> {
    db: &'a Db,
    whose: Whose,
    today: Day,
    rows: Rows<'a>,
    chosen: Chosen<'a>,
    owners: Vec<RepId>,
}

impl<'a> Deals<'a> {
    fn new(
        db: &'a Db,
        actor: &'a Actor,
        who: &Who,
        filter: &'a Filter,
        today: Day,
    ) -> Result<Self> {
        let rows = Rows::new(db, today)?;
        let chosen = Chosen::new(db, actor, filter, rows.stages(), today)?;
        let owners = match chosen.owners() {
            Some(owners) => owners.to_vec(),
            None => facts::owners(db, who)?,
        };
        Ok(Self {
            db,
            whose: Whose::Of(who.clone()),
            today,
            rows,
            chosen,
            owners,
        })
    }

    /// The open stages whose deals may be meant.
    fn stages(&self) -> impl Iterator<Item = (Ranked<'_>, &Conditions)> {
        let open = self.rows.ranked();
        let open = open.filter(|it| it.stage.kind == StageKind::Open);
        open.filter_map(|it| Some((it, self.chosen.of(it.stage.id)?)))
    }

    /// What the deals of each stage must have that are in a group.
    fn conditions(&self, called: &Called<'_>, group: usize) -> Vec<(Ranked<'_>, Conditions)> {
        let calls = Call::ALL.iter().enumerate().take(group + 1);
        let calls: Vec<_> = calls.map(|(at, call)| (at != group, *call)).collect();
        self.meeting(called, &calls)
    }

    /// What the deals of each stage must have that make these calls, or do not.
    fn meeting(
        &self,
        called: &Called<'_>,
        calls: &[(bool, Call)],
    ) -> Vec<(Ranked<'_>, Conditions)> {
        let of_stage = |(ranked, chosen): (Ranked<'_>, &Conditions)| {
            let mut all = chosen.clone();
            let mut each = calls
                .iter()
                .map(|(is_negated, call)| (*is_negated, called.condition(*call, ranked.limits)));
            each.all(|(is_negated, it)| all.add(is_negated, vec![it]))
                .then_some(all)
        };
        self.stages()
            .filter_map(|it| Some((it.0, of_stage(it)?)))
            .collect()
    }

    fn count(&self, called: &Called<'_>) -> Result<GapCount> {
        let search = self.chosen.search(self.db, LOOKED_UP_MAX)?;
        let mut count = GapCount {
            all: 0,
            by_call: vec![0; Call::ALL.len()],
            first: vec![0; Call::ALL.len()],
        };
        if search.is_for_all() {
            for (ranked, conditions) in self.stages() {
                let of_stage = OpenStage {
                    stage_id: ranked.stage.id,
                    whose: &self.whose,
                    today: self.today,
                    conditions,
                };
                let calls = Call::ALL.iter();
                let calls: Vec<_> = calls
                    .map(|call| called.condition(*call, ranked.limits))
                    .collect();
                count.all += of_stage.count(self.db)?;
                let sums = count.by_call.iter_mut().zip(&mut count.first);
                for (at, (has, is_first)) in sums.enumerate() {
                    let (all, only) = of_stage.count_of(self.db, &calls, at)?;
                    (*has, *is_first) = (*has + all, *is_first + only);
                }
            }
            return Ok(count);
        }
        let counted = |conditions: Vec<_>| -> Result<i64> {
            let lists = self.lists(&conditions, &search)?;
            let counts = lists.iter().map(|list| Ok(list.count()?));
            counts.sum()
        };
        for group in 0..GROUPS {
            let of_group = counted(self.conditions(called, group))?;
            count.all += of_group;
            if let Some(sum) = count.first.get_mut(group) {
                *sum = of_group;
            }
        }
        for (sum, call) in count.by_call.iter_mut().zip(Call::ALL) {
            *sum = counted(self.meeting(called, &[(false, *call)]))?;
        }
        Ok(count)
    }

    fn lists<'l>(
        &'l self,
        conditions: &'l [(Ranked<'l>, Conditions)],
        search: &'l store::search::Search,
    ) -> store::Result<Vec<Searched<'l>>> {
        let list = |(stage, conditions): &'l (Ranked<'l>, Conditions)| {
            let list = List {
                stage: *stage,
                whose: &self.whose,
                period: ALL_TIME,
                is_due: false,
                today: self.today,
                sort: DealSort::Close.into(),
                conditions,
            };
            Searched::new(self.db, list, search, &self.owners, SORTED_MAX)
        };
        conditions.iter().map(list).collect()
    }
}

/// What is open is of no period.
static ALL_TIME: &Period = &Period {
    name: String::new(),
    start: None,
    end: None,
};

fn of_deals(
    db: &Db,
    actor: &Actor,
    called: &Called<'_>,
    asked: &Asked<'_>,
) -> Result<(Paged, Vec<StaffRow>)> {
    let deals = Deals::new(db, actor, asked.who, asked.filter, asked.today)?;
    let search = deals.chosen.search(db, LOOKED_UP_MAX)?;
    let conditions: Vec<_> = (0..GROUPS)
        .map(|group| deals.conditions(called, group))
        .collect();
    let several = |group: usize| {
        let of_group = conditions.get(group).map_or(&[][..], Vec::as_slice);
        let lists = deals.lists(of_group, &search)?;
        Ok(Several { lists })
    };
    let paged = page(&Groups::new(GROUPS, several), asked.page, asked.limit)?;
    let found = deals.rows.of(paged.places.iter().map(|it| it.id))?;
    let mut rows = Vec::new();
    for deal in found {
        let anchor = paged.places.iter().find(|it| it.id == deal.id.0).cloned();
        if let Some(anchor) = anchor {
            rows.push(called.deal(deal, anchor)?);
        }
    }
    Ok((paged, rows))
}
