//! Who may say who is on a team, on a usual one, and who belongs where with which job.

use super::{Watch, both, called, changed, id, owner_of};
use crate::domain::access::{Level, Object, Person, capped, may_grant};
use crate::domain::id::{AccountId, RepId};
use crate::domain::refusal::Refusal;
use crate::domain::team::{Job, Rep};
use crate::service::access::bound_to;
use crate::store::journal::{Written, read_record, read_row};
use crate::store::sql::Db;
use crate::store::value::Value;
use crate::store::{Error, Result, tables, ties};

impl Watch {
    /// Who is on a team is said by who may, and nobody gives more than they hold. What the usual team of its owner gives
    /// is given by the owner.
    pub(super) fn member(&mut self, db: &Db, object: Object, written: &Written<'_>) -> Result<()> {
        let (column, objects): (_, &[Object]) = match object {
            Object::Deal => ("deal_id", &[Object::Deal]),
            _ => ("account_id", Object::ALL),
        };
        for row in both(written) {
            let record = id(written, row, column);
            if !written.made(record) {
                self.staffs(db, (object, record))?;
            }
        }
        let Some(after) = written.after else {
            return Ok(());
        };
        if is_usual(db, object, written)? {
            return Ok(());
        }
        let record = id(written, after, column);
        let is_passed_on = changed(written, column) || changed(written, "rep_id");
        for &given in objects {
            let level = level(written, after, given);
            if level == Level::None || !(is_passed_on || changed_level(written, given)) {
                continue;
            }
            let held = if written.made(record) {
                self.badge.person.ceiling(given)
            } else {
                self.held(db, object, record, given)?
            };
            if level > held {
                return Err(Error::Refused(Refusal::GivesTooMuch {
                    object: given,
                    held,
                }));
            }
        }
        Ok(())
    }

    /// What the actor holds, of what a team gives.
    fn held(&mut self, db: &Db, object: Object, record: i64, given: Object) -> Result<Level> {
        let access = if object == given {
            self.known(db, (object, record))?.access.clone()
        } else {
            let bound = bound_to(db, &self.badge, given, AccountId(record))?;
            match bound {
                Some(bound) => bound.access(&self.badge, given),
                None => return Ok(Level::None),
            }
        };
        let levels = Level::ALL.iter().rev().copied();
        let most = levels.into_iter().find(|level| may_grant(&access, *level));
        Ok(most.unwrap_or(Level::None))
    }

    /// Somebody's usual team is theirs to choose, and gets from nobody more than their job allows.
    pub(super) fn usual(&self, db: &Db, written: &Written<'_>) -> Result<()> {
        for row in both(written) {
            let rep_id = RepId(id(written, row, "rep_id"));
            if !self.badge.led.contains(&rep_id) {
                let rep = called(db, Some(rep_id))?;
                return Err(Error::Refused(Refusal::NotYourUsualTeam { rep }));
            }
        }
        let Some(after) = written.after else {
            return Ok(());
        };
        let is_passed_on = changed(written, "rep_id") || changed(written, "member_id");
        for &object in Object::ALL {
            let held = self.badge.person.ceiling(object);
            let is_said = is_passed_on || changed_level(written, object);
            if is_said && level(written, after, object) > held {
                return Err(Error::Refused(Refusal::GivesTooMuch { object, held }));
            }
        }
        Ok(())
    }

    /// Who has which job and function is said by who leads them and by who runs the operations; nobody says it of
    /// themselves. What they are called they do say.
    pub(super) fn person(&self, db: &Db, written: &Written<'_>) -> Result<()> {
        let is_there = written.before.is_some() && written.after.is_some();
        let is_own = |row: &[Value<'_>]| self.badge.is_self(Some(RepId(id(written, row, "id"))));
        let is_renamed = changed(written, "name") && !both(written).all(is_own);
        let mut held = ["job", "function", "left_on"].iter();
        if is_there && !is_renamed && !held.any(|it| changed(written, it)) {
            return Ok(());
        }
        let runs = |row: Option<&[Value<'_>]>| {
            let at = written.table.column("job").zip(row);
            at.and_then(|(at, row)| row.get(at)?.as_text()) == Some(Job::SalesOps.code())
        };
        let is_above = runs(written.before) || runs(written.after) || is_jobless(written);
        self.places(db, written, "id", is_above)
    }

    /// Where somebody belongs is said by the same: whoever leads a team leads whom they take into it.
    pub(super) fn place(&self, db: &Db, written: &Written<'_>) -> Result<()> {
        self.places(db, written, "rep_id", false)
    }

    fn places(&self, db: &Db, written: &Written<'_>, of: &str, is_above: bool) -> Result<()> {
        for row in both(written) {
            if !self.badge.may_place(db, RepId(id(written, row, of)))? {
                if !self.badge.is_anybody(db, Person::may_place)? {
                    return Ok(());
                }
                return Err(Error::Refused(Refusal::JobsAreOthers));
            }
            // A lead has a job, and makes nobody whom less holds back.
            if is_above {
                return Err(Error::Refused(Refusal::AboveLeads));
            }
        }
        Ok(())
    }

    /// What somebody is good at and how they are reached is said by themselves and by who leads them or runs the operations.
    pub(super) fn of_person(&self, db: &Db, column: &str, written: &Written<'_>) -> Result<()> {
        for row in both(written) {
            let rep_id = RepId(id(written, row, column));
            if !self.badge.led.contains(&rep_id) && !self.badge.may_place(db, rep_id)? {
                let rep = called(db, Some(rep_id))?;
                return Err(Error::Refused(Refusal::NotTheirs { rep }));
            }
        }
        Ok(())
    }
}

/// Whether a row says what the usual team of the record's owner says, and no more than the owner can give.
fn is_usual(db: &Db, object: Object, written: &Written<'_>) -> Result<bool> {
    let Some(after) = written.after else {
        return Ok(false);
    };
    let (table, column) = match object {
        Object::Deal => (&tables::DEAL, "deal_id"),
        _ => (&tables::ACCOUNT, "account_id"),
    };
    let record = read_row(db, table, id(written, after, column))?;
    let Some(owner) = record.and_then(|row| owner_of(table, &row)) else {
        return Ok(false);
    };
    let Some(usual) = ties::usual(db, owner, RepId(id(written, after, "rep_id")))? else {
        return Ok(false);
    };
    let job = read_record::<Rep>(db, owner.0)?.and_then(|rep| rep.job);
    let most = capped(job, usual);
    // Whoever is on a team reads what it is about, where nothing is said.
    let least = |it: Object| {
        if it == object {
            Level::Read
        } else {
            Level::None
        }
    };
    let mut objects = Object::ALL.iter();
    Ok(objects.all(|it| level(written, after, *it) <= it.of(&most).max(least(*it))))
}

/// Whether somebody would have no job, and be held back by nothing.
fn is_jobless(written: &Written<'_>) -> bool {
    let at = written.table.column("job").zip(written.after);
    at.is_some_and(|(at, row)| row.get(at).is_none_or(Value::is_null))
}

/// The level that a row of a team gives; a team of a deal gives none of anything else.
fn level(written: &Written<'_>, row: &[Value<'_>], object: Object) -> Level {
    let at = written.table.column(level_column(object));
    let code = at.and_then(|at| row.get(at)?.as_text());
    code.and_then(Level::from_code).unwrap_or(Level::None)
}

fn changed_level(written: &Written<'_>, object: Object) -> bool {
    changed(written, level_column(object))
}

fn level_column(object: Object) -> &'static str {
    match object {
        Object::Account => "account_level",
        Object::Deal => "deal_level",
        Object::Contract => "contract_level",
        Object::SupportCase => "case_level",
    }
}
