//! What is called for on a deal or an account: the one place that says so, to the store and of a row. Whom a deal calls is
//! what [`crate::service::view::band`] says of it.

use std::collections::BTreeMap;

use super::{Gap, Holder, RoleHead, StaffRow};
use crate::domain::band::CALLS;
use crate::domain::calendar::Day;
use crate::domain::id::{RepId, RoleId};
use crate::domain::role::{Role, TeamOf};
use crate::domain::signal::Limits;
use crate::domain::staffing::{Call, Seat, seats};
use crate::domain::team::{Function, Rep};
use crate::service::Result;
use crate::service::view::band::Ground;
use crate::service::view::deals::{Anchor, DealRow};
use crate::store::filter::{Column, Condition};
use crate::store::sql::Db;
use crate::store::staffing::{self, AccountFound, usual_seat};
use crate::store::{band, facts};

/// What it takes to say who sits where, and who should.
pub(super) struct Called<'a> {
    db: &'a Db,
    ground: Ground<'a>,
    /// Those that are called for, then the others in the order of the selling line; those of no function at the end.
    roles: Vec<Role>,
    reps: BTreeMap<RepId, Rep>,
    today: Day,
}

impl<'a> Called<'a> {
    pub(super) fn load(db: &'a Db, today: Day) -> Result<Self> {
        let mut roles = band::roles(db)?;
        // Who sells and whoever is called come first: there is not always room for all.
        let is_called = |of: Option<Function>| CALLS.iter().any(|it| Some(it.1) == of);
        let is_first = |of| of == Some(Function::AccountExecutive) || is_called(of);
        roles.sort_by_key(|it| (it.function.is_none(), !is_first(it.function), it.function));
        let reps = facts::roster(db)?.reps.into_iter();
        Ok(Self {
            db,
            ground: Ground::new(db, today)?,
            roles,
            reps: reps.map(|rep| (rep.id, rep)).collect(),
            today,
        })
    }

    pub(super) fn heads(&self) -> Vec<RoleHead> {
        self.roles.iter().map(RoleHead::of).collect()
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

    /// That it is called for.
    pub(super) fn condition(&self, call: Call, limits: &Limits) -> Condition {
        let cause = match call {
            Call::Complex => Condition::Complex(self.ground.bounds().clone()),
            Call::Unskilled => Condition::Unskilled,
            Call::Stalled => Condition::stalled(limits, self.today),
            Call::NoOwner => {
                let mut any = vec![Condition::Lacks(Column::Owner)];
                let gone = self.gone();
                if !gone.is_empty() {
                    any.push(Condition::Owner(gone));
                }
                return Condition::Any(any);
            }
        };
        match call.function() {
            // What few deals have is asked first.
            Some(function) if self.is_called(function) => {
                Condition::All(vec![Condition::Vacant(function, self.today), cause])
            }
            _ => Condition::Always(false),
        }
    }

    /// Whether the people of a function are ever called: the team has a role for them, and somebody who takes it, or took it
    /// until they left.
    fn is_called(&self, function: Function) -> bool {
        self.column(function).is_some() && self.ground.is_known(function)
    }

    fn column(&self, function: Function) -> Option<usize> {
        let mut roles = self.roles.iter();
        roles.position(|it| it.function == Some(function))
    }

    /// A deal with its seats.
    pub(super) fn deal(&self, deal: DealRow, anchor: Anchor) -> Result<StaffRow> {
        let mut gaps = Vec::new();
        for missing in self.ground.missing(&deal)? {
            let calls = Call::ALL.iter().filter(|call| {
                let mut causes = missing.causes.iter();
                self.is_called(missing.function) && causes.any(|it| Some(*it) == call.cause())
            });
            gaps.extend(calls.map(|call| Gap {
                call: *call,
                column: self.column(missing.function),
                days: deal.signals.stalled_days.filter(|_| *call == Call::Stalled),
            }));
        }
        gaps.sort_by_key(|gap| gap.call);
        let (owner_id, account_id) = (deal.owner_id, deal.account_id);
        let mut row = self.seated(StaffRow::of_deal(deal, anchor), owner_id)?;
        if let Some(id) = account_id {
            self.seat_account(&mut row, TeamOf::Account(id))?;
        }
        gaps.extend(row.without_owner());
        Ok(StaffRow { gaps, ..row })
    }

    /// An account with its seats.
    pub(super) fn account(&self, found: AccountFound, anchor: Anchor) -> Result<StaffRow> {
        let owner_id = found.owner_id;
        let row = self.seated(StaffRow::of_account(found, anchor), owner_id)?;
        let gaps = row.without_owner().into_iter().collect();
        Ok(StaffRow { gaps, ..row })
    }

    fn holder(&self, rep_id: RepId) -> Option<Holder> {
        let rep = self.reps.get(&rep_id)?;
        Some(Holder {
            rep_id,
            name: rep.name.clone(),
            is_gone: !rep.is_active(self.today),
            is_of_account: false,
        })
    }

    /// Who sits where on it.
    pub(super) fn taken(&self, of: TeamOf, owner_id: Option<RepId>) -> Result<Vec<Seat>> {
        let usual = |rep_id: RepId| {
            let function = self.reps.get(&rep_id).and_then(|rep| rep.function);
            usual_seat(&self.roles, function)
        };
        Ok(seats(&staffing::members(self.db, of)?, owner_id, usual))
    }

    fn seated(&self, row: StaffRow, owner_id: Option<RepId>) -> Result<StaffRow> {
        let mut row = StaffRow {
            owner: owner_id.and_then(|id| self.holder(id)),
            seats: vec![Vec::new(); self.roles.len()],
            ..row
        };
        for seat in self.taken(row.of, owner_id)? {
            let holder = self.holder(seat.rep_id);
            self.put(&mut row, seat.role_id).extend(holder);
        }
        Ok(row)
    }

    /// Seats those of the account's team beside the deal's own who are not on that.
    fn seat_account(&self, row: &mut StaffRow, of: TeamOf) -> Result<()> {
        let own = row.seats.iter().flatten().chain(&row.others);
        let own: Vec<RepId> = own.map(|it| it.rep_id).collect();
        for seat in self.taken(of, None)? {
            if seat.role_id.is_none() || own.contains(&seat.rep_id) {
                continue;
            }
            let holder = self.holder(seat.rep_id).map(|it| Holder {
                is_of_account: true,
                ..it
            });
            self.put(row, seat.role_id).extend(holder);
        }
        Ok(())
    }

    /// Where whoever has a role stands in a row.
    fn put<'r>(&self, row: &'r mut StaffRow, role_id: Option<RoleId>) -> &'r mut Vec<Holder> {
        let at = self.roles.iter().position(|it| Some(it.id) == role_id);
        let cell = at.and_then(|at| row.seats.get_mut(at));
        cell.unwrap_or(&mut row.others)
    }
}

impl StaffRow {
    fn of_deal(deal: DealRow, anchor: Anchor) -> Self {
        Self {
            account_id: deal.account_id,
            account: deal.account,
            stage: Some(deal.stage),
            amount: deal.amount,
            ..Self::bare(TeamOf::Deal(deal.id), deal.name, anchor)
        }
    }

    fn of_account(found: AccountFound, anchor: Anchor) -> Self {
        Self::bare(TeamOf::Account(found.id), found.name, anchor)
    }

    fn bare(of: TeamOf, name: String, anchor: Anchor) -> Self {
        Self {
            of,
            name,
            account_id: None,
            account: None,
            stage: None,
            amount: None,
            owner: None,
            seats: Vec::new(),
            others: Vec::new(),
            gaps: Vec::new(),
            anchor,
        }
    }

    /// That nobody owns it, or that whoever did has left.
    fn without_owner(&self) -> Option<Gap> {
        let is_owned = self.owner.as_ref().is_some_and(|it| !it.is_gone);
        (!is_owned).then_some(Gap {
            call: Call::NoOwner,
            column: None,
            days: None,
        })
    }
}
