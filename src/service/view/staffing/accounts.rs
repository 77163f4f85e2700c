//! Accounts with their seats: those that nobody owns first, then by name.

use super::called::Called;
use super::{Asked, GapCount, StaffRow};
use crate::domain::calendar::Day;
use crate::domain::filter::{Filter, Test};
use crate::domain::id::{AccountId, RepId};
use crate::domain::staffing::Call;
use crate::domain::team::Who;
use crate::domain::text::{name_key, words};
use crate::service::Result;
use crate::store;
use crate::store::groups::Groups;
use crate::store::jump::{self, Meant, Named, Reading};
use crate::store::list::{Anchor, Start};
use crate::store::paging::{Paged, Walk, page};
use crate::store::sql::Db;
use crate::store::staffing::{self, Accounts};

/// Accounts that are found by words are so many at most.
const FOUND_MAX: usize = 2_000;

/// All accounts of a group, or those of them that words find.
enum Listed<'a> {
    All(Accounts<'a>),
    /// In their order.
    Found(Vec<Anchor>),
}

impl Walk for Listed<'_> {
    fn walk(&self, start: Start<'_>, is_back: bool, limit: usize) -> store::Result<Vec<Anchor>> {
        let found = match self {
            Self::All(accounts) => return accounts.walk(start, is_back, limit),
            Self::Found(found) => found,
        };
        let is_in = |it: &&Anchor| {
            let place = |it: &Anchor| (it.key.clone(), it.id);
            let order = |anchor: &Anchor| match (place(it).cmp(&place(anchor)), is_back) {
                (order, false) => order,
                (order, true) => order.reverse(),
            };
            match start {
                Start::End => true,
                Start::Behind(anchor) => order(anchor).is_gt(),
                Start::At(anchor) => order(anchor).is_ge(),
            }
        };
        let found = found.iter();
        Ok(if is_back {
            found.rev().filter(is_in).take(limit).cloned().collect()
        } else {
            found.filter(is_in).take(limit).cloned().collect()
        })
    }
}

/// What is meant, apart from the group.
struct Wanted<'a> {
    accounts: Accounts<'a>,
    /// What was found by words; `None` where none were said.
    found: Option<Vec<AccountId>>,
}

impl<'a> Wanted<'a> {
    fn new(
        db: &'a Db,
        who: &'a Who,
        filter: &Filter,
        gone: &'a [RepId],
        today: Day,
    ) -> Result<Self> {
        let is_owned = None;
        Ok(Self {
            accounts: Accounts {
                db,
                who,
                today,
                gone,
                is_owned,
            },
            found: found(db, filter)?,
        })
    }

    /// Those that somebody owns, or the others.
    fn of(&self, is_owned: bool) -> store::Result<Listed<'a>> {
        let accounts = Accounts {
            is_owned: Some(is_owned),
            ..self.accounts
        };
        let Some(found) = &self.found else {
            return Ok(Listed::All(accounts));
        };
        let mut places = Vec::new();
        for id in found {
            places.extend(accounts.place_of(*id)?);
        }
        places.sort_by_key(|it| (it.key.clone(), it.id));
        Ok(Listed::Found(places))
    }
}

/// The accounts whose names have all words of a filter. What it asks of deals says nothing about an account.
fn found(db: &Db, filter: &Filter) -> Result<Option<Vec<AccountId>>> {
    let texts = filter.terms.iter().filter_map(|term| match &term.test {
        Test::Names(_, texts) if !term.is_negated => texts.first(),
        _ => None,
    });
    let typed: Vec<String> = texts.flat_map(|text| words(&name_key(text))).collect();
    if typed.is_empty() {
        return Ok(None);
    }
    let mut meant = Vec::new();
    for word in &typed {
        match Meant::read(db, word, Reading::Exact)? {
            Some(word) => meant.push(word),
            None => return Ok(Some(Vec::new())),
        }
    }
    let ids = jump::having(db, Named::Account, &meant, FOUND_MAX)?;
    Ok(Some(ids.into_iter().map(AccountId).collect()))
}

pub(super) fn load(
    db: &Db,
    called: &Called<'_>,
    asked: &Asked<'_>,
) -> Result<(Paged, Vec<StaffRow>)> {
    let gone = called.gone();
    let wanted = Wanted::new(db, asked.who, asked.filter, &gone, asked.today)?;
    let paged = page(
        &Groups::new(2, |group| wanted.of(group > 0)),
        asked.page,
        asked.limit,
    )?;
    let mut rows = Vec::new();
    for anchor in &paged.places {
        if let Some(found) = staffing::account(db, AccountId(anchor.id))? {
            rows.push(called.account(found, anchor.clone())?);
        }
    }
    Ok((paged, rows))
}

pub(super) fn count(
    db: &Db,
    called: &Called<'_>,
    who: &Who,
    filter: &Filter,
    today: Day,
) -> Result<GapCount> {
    let gone = called.gone();
    let wanted = Wanted::new(db, who, filter, &gone, today)?;
    let (all, unowned) = if wanted.found.is_none() {
        wanted.accounts.count()?
    } else {
        let count = |is_owned: bool| -> Result<i64> {
            let found = wanted.of(is_owned)?.walk(Start::End, false, usize::MAX)?;
            Ok(i64::try_from(found.len()).unwrap_or(i64::MAX))
        };
        let unowned = count(false)?;
        (unowned + count(true)?, unowned)
    };
    let of_call = |call: &Call| if *call == Call::NoOwner { unowned } else { 0 };
    let by_call: Vec<_> = Call::ALL.iter().map(of_call).collect();
    Ok(GapCount {
        all,
        first: by_call.clone(),
        by_call,
    })
}
