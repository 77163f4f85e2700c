//! What is called for on a deal or an account: the one place that says so, to the store and of a row.

use std::collections::BTreeMap;

use super::{Gap, Holder, RoleHead, StaffRow};
use crate::domain::calendar::Day;
use crate::domain::complexity::Bounds;
use crate::domain::id::{RepId, RoleId};
use crate::domain::role::Role;
use crate::domain::signal::Limits;
use crate::domain::staffing::{Call, Matter, Seat, seats as seated};
use crate::domain::team::{Function, Rep};
use crate::service::Result;
use crate::service::query::{bounds, why_complex};
use crate::service::view::deals::{Anchor, DealRow};
use crate::store::filter::{Column, Condition, Vacancy};
use crate::store::sql::Db;
use crate::store::staffing::{self, AccountFound, usual_seat};
use crate::store::{facts, seats};

/// What it takes to say who sits where, and who should.
pub(super) struct Called {
    /// In the order of the selling line; those of no function at the end.
    roles: Vec<Role>,
    reps: BTreeMap<RepId, Rep>,
    /// From where on a deal is complex.
    bounds: Bounds,
    today: Day,
}

impl Called {
    pub(super) fn load(db: &Db, today: Day) -> Result<Self> {
        let roles = seats::roles(db)?.into_iter();
        let mut roles: Vec<Role> = roles.map(|it| it.0).collect();
        roles.sort_by_key(|it| (it.function.is_none(), it.function));
        let reps = facts::roster(db)?.reps.into_iter();
        Ok(Self {
            roles,
            reps: reps.map(|rep| (rep.id, rep)).collect(),
            bounds: bounds(db, today)?,
            today,
        })
    }

    pub(super) fn heads(&self) -> Vec<RoleHead> {
        let head = |role: &Role| RoleHead {
            id: role.id,
            name: role.name.clone(),
            function: role.function,
        };
        self.roles.iter().map(head).collect()
    }

    pub(super) fn role(&self, id: RoleId) -> Option<&Role> {
        self.roles.iter().find(|it| it.id == id)
    }

    /// Everyone, by id.
    pub(super) fn reps(&self) -> impl Iterator<Item = &Rep> {
        self.reps.values()
    }

    /// Who has left.
    pub(super) fn gone(&self) -> Vec<RepId> {
        self.of_reps(|rep| !rep.is_active(self.today))
    }

    fn of_reps(&self, is_one: impl Fn(&Rep) -> bool) -> Vec<RepId> {
        let reps = self.reps.values().filter(|rep| is_one(rep));
        reps.map(|rep| rep.id).collect()
    }

    /// What must hold in any case where it is called for, and is seen at once.
    pub(super) fn seen(&self, call: Call, limits: &Limits) -> Condition {
        match call {
            Call::Complex => Condition::Complex(self.bounds.clone()),
            Call::Stalled => Condition::stalled(limits, self.today),
            Call::NoOwner => {
                let mut any = vec![Condition::Lacks(Column::Owner)];
                let gone = self.gone();
                if !gone.is_empty() {
                    any.push(Condition::Owner(gone));
                }
                Condition::Any(any)
            }
        }
    }

    /// That it is called for. A seat that the team has no role for is never empty.
    pub(super) fn condition(&self, call: Call, limits: &Limits) -> Condition {
        let seen = self.seen(call, limits);
        let Some(function) = call.function() else {
            return seen;
        };
        let roles = self.roles_of(function);
        if roles.is_empty() {
            return Condition::Always(false);
        }
        let is_of_it = |rep: &Rep| rep.function == Some(function) && rep.is_active(self.today);
        let vacancy = Vacancy {
            // Only the first of several is somebody's usual seat; it is the same seat for all that.
            people: self.of_reps(is_of_it),
            gone: self.gone(),
            roles,
        };
        Condition::All(vec![seen, Condition::Vacant(vacancy)])
    }

    fn roles_of(&self, function: Function) -> Vec<RoleId> {
        let roles = self.roles.iter();
        let of_it = roles.filter(|it| it.function == Some(function));
        of_it.map(|it| it.id).collect()
    }

    /// A deal with its seats.
    pub(super) fn deal(&self, db: &Db, deal: DealRow, anchor: Anchor) -> Result<StaffRow> {
        let (owner_id, days) = (deal.owner_id, deal.signals.stalled_days);
        let is_complex = !why_complex(db, &self.bounds, deal.id)?.is_empty();
        let row = self.seated(db, StaffRow::of_deal(deal, anchor), owner_id)?;
        Ok(self.with_gaps(row, |call| match call {
            Call::Complex => is_complex.then_some(None),
            Call::Stalled => days.map(Some),
            Call::NoOwner => Some(None),
        }))
    }

    /// An account with its seats.
    pub(super) fn account(&self, db: &Db, found: AccountFound, anchor: Anchor) -> Result<StaffRow> {
        let row = StaffRow {
            matter: Matter::Account(found.id),
            name: found.name,
            account_id: None,
            account: None,
            stage: None,
            amount: None,
            owner: None,
            seats: Vec::new(),
            others: Vec::new(),
            gaps: Vec::new(),
            anchor,
        };
        let row = self.seated(db, row, found.owner_id)?;
        Ok(self.with_gaps(row, |call| (call == Call::NoOwner).then_some(None)))
    }

    fn holder(&self, rep_id: RepId) -> Option<Holder> {
        let rep = self.reps.get(&rep_id)?;
        Some(Holder {
            rep_id,
            name: rep.name.clone(),
            is_gone: !rep.is_active(self.today),
        })
    }

    /// Who sits where on it.
    pub(super) fn taken(
        &self,
        db: &Db,
        matter: Matter,
        owner_id: Option<RepId>,
    ) -> Result<Vec<Seat>> {
        let usual = |rep_id: RepId| {
            let function = self.reps.get(&rep_id).and_then(|rep| rep.function);
            usual_seat(&self.roles, function)
        };
        Ok(seated(&staffing::members(db, matter)?, owner_id, usual))
    }

    fn seated(&self, db: &Db, row: StaffRow, owner_id: Option<RepId>) -> Result<StaffRow> {
        let mut row = StaffRow {
            owner: owner_id.and_then(|id| self.holder(id)),
            seats: vec![Vec::new(); self.roles.len()],
            ..row
        };
        for seat in self.taken(db, row.matter, owner_id)? {
            let at = self.roles.iter().position(|it| Some(it.id) == seat.role_id);
            let cell = at.and_then(|at| row.seats.get_mut(at));
            cell.unwrap_or(&mut row.others)
                .extend(self.holder(seat.rep_id));
        }
        Ok(row)
    }

    /// The empty seats of a row that are called for: `wanted` says of each call whether it is made, and since how many days.
    fn with_gaps(
        &self,
        mut row: StaffRow,
        wanted: impl Fn(Call) -> Option<Option<i64>>,
    ) -> StaffRow {
        let is_there = |it: &Holder| !it.is_gone;
        for call in Call::ALL {
            let Some(days) = wanted(*call) else {
                continue;
            };
            let seats: Vec<usize> = match call.function() {
                None => Vec::new(),
                Some(function) => {
                    let of_it = |at: &usize| {
                        let role = self.roles.get(*at);
                        role.is_some_and(|it| it.function == Some(function))
                    };
                    (0..self.roles.len()).filter(of_it).collect()
                }
            };
            let has_seat = call.function().is_none() || !seats.is_empty();
            let mut holders = seats.iter().filter_map(|at| row.seats.get(*at)).flatten();
            let is_taken = match call.function() {
                None => row.owner.as_ref().is_some_and(is_there),
                Some(_) => holders.any(is_there),
            };
            if has_seat && !is_taken {
                row.gaps.push(Gap {
                    call: *call,
                    column: seats.first().copied(),
                    days,
                });
            }
        }
        row
    }
}
