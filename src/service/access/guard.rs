//! Who looks at each row before it is written: whether whoever writes it may, and if not, why, and whom to ask.
//!
//! A record is known by what bound somebody to it when the entry first came to it: whoever gives a deal away still writes
//! its history.

use std::collections::HashMap;
use std::rc::Rc;

use super::{Badge, Bound, bound, bound_to, to_case, waits_for};
use crate::domain::access::{Access, Level, Object, capped, may_grant};
use crate::domain::handoff::{HandOff, HandOffState};
use crate::domain::id::{AccountId, RepId};
use crate::domain::refusal::Refusal;
use crate::domain::role::SupportCase;
use crate::domain::team::{Job, Rep};
use crate::store::journal::{EntryRow, Guard, Written, read_record, read_row};
use crate::store::record::{Record, Table};
use crate::store::sql::Db;
use crate::store::value::Value;
use crate::store::{Error, Result, tables, ties};

/// Records that are remembered at a time: what is looked up again is as it was, unless this entry changed it.
const KNOWN_MAX: usize = 20_000;

/// What a table's rows are held to.
#[derive(Clone, Copy)]
enum Rule {
    /// The record itself.
    Own(Object),
    /// The deal that this column names.
    OfDeal(&'static str),
    /// A contact of an account.
    Contact,
    /// Somebody on a team.
    Member(Object),
    /// Somebody on a usual team.
    Usual,
    /// What is planned or done.
    Activity,
    /// Somebody, with their job.
    Person,
    /// Where somebody belongs.
    Place,
}

/// Tables whose rows are looked at; all others are everyone's.
static RULES: &[(&Table, Rule)] = &[
    (&tables::ACCOUNT, Rule::Own(Object::Account)),
    (&tables::DEAL, Rule::Own(Object::Deal)),
    (&tables::CONTRACT, Rule::Own(Object::Contract)),
    (&tables::SUPPORT_CASE, Rule::Own(Object::SupportCase)),
    (&tables::CONTACT, Rule::Contact),
    (&tables::DEAL_LINE, Rule::OfDeal("deal_id")),
    (&tables::DEAL_CONTACT, Rule::OfDeal("deal_id")),
    (&tables::CREDIT, Rule::OfDeal("deal_id")),
    (&tables::DEAL_HISTORY, Rule::OfDeal("deal_id")),
    (&tables::HAND_OFF, Rule::OfDeal("deal_id")),
    (&tables::DEAL_MEMBER, Rule::Member(Object::Deal)),
    (&tables::ACCOUNT_MEMBER, Rule::Member(Object::Account)),
    (&tables::DEFAULT_MEMBER, Rule::Usual),
    (&tables::ACTIVITY, Rule::Activity),
    (&tables::REP, Rule::Person),
    (&tables::MEMBERSHIP, Rule::Place),
];

/// What decides whose a record is and who sees it: said by whoever says who is on its team.
const WHOSE: &[&str] = &["owner_id", "sharing"];

/// Columns of people of whom each has a part in an activity.
const INVOLVED: &[&str] = &[
    "done_by_id",
    "done_for_id",
    "scheduled_by_id",
    "blocker_owner_id",
];

/// A record with what somebody may do with it.
struct Known {
    bound: Bound,
    access: Access,
}

/// Looks at what one person writes in one entry.
pub(in crate::service) struct Watch {
    badge: Badge,
    known: HashMap<(Object, i64), Option<Rc<Known>>>,
}

impl Guard for Watch {
    fn check(&mut self, db: &Db, written: &Written<'_>) -> Result<()> {
        let rule = RULES
            .iter()
            .find(|(table, _)| table.name == written.table.name);
        let Some((_, rule)) = rule else { return Ok(()) };
        match *rule {
            Rule::Own(object) => self.own(db, object, written),
            Rule::OfDeal(column) => {
                for row in both(written) {
                    self.edits(db, (Object::Deal, id(written, row, column)), written)?;
                }
                Ok(())
            }
            Rule::Contact => self.contact(db, written),
            Rule::Member(object) => self.member(db, object, written),
            Rule::Usual => self.usual(db, written),
            Rule::Activity => self.activity(db, written),
            Rule::Person => self.person(written),
            Rule::Place => self.places(),
        }
    }
}

impl Watch {
    pub(in crate::service) fn new(badge: Badge) -> Self {
        Self {
            badge,
            known: HashMap::new(),
        }
    }

    /// Lets somebody take back what they did themselves: what is theirs again then is theirs to bring back.
    pub(in crate::service) fn taking_back(mut self, db: &Db, rows: &[EntryRow]) -> Result<Self> {
        for row in rows {
            let object = match row.table.name {
                "account" => Object::Account,
                "deal" => Object::Deal,
                "hand_off" => {
                    self.offered_again(db, row)?;
                    continue;
                }
                _ => continue,
            };
            let owner = row.table.column("owner_id").zip(row.image.as_ref());
            let owner = owner.and_then(|(at, image)| image.get(at)?.as_int());
            let is_theirs = owner.is_some_and(|owner| self.badge.led.contains(&RepId(owner)));
            if let Some(mut bound) = bound(db, &self.badge, object, row.first_id)?
                && is_theirs
            {
                bound.ties.is_owner = true;
                let known = self.known_by(bound, object);
                self.known.insert((object, row.first_id), Some(known));
            }
        }
        Ok(self)
    }

    /// What waits for somebody again is theirs to let wait.
    fn offered_again(&mut self, db: &Db, row: &EntryRow) -> Result<()> {
        let image = row.image.clone().map(HandOff::from_values).transpose()?;
        let again = image.filter(|it| it.state == HandOffState::Offered);
        let Some(again) = again else { return Ok(()) };
        let (is_own, _) = waits_for(db, &self.badge, &again)?;
        let id = again.deal_id.0;
        if let Some(mut bound) = bound(db, &self.badge, Object::Deal, id)?
            && is_own
        {
            bound.ties.is_owner = true;
            let known = self.known_by(bound, Object::Deal);
            self.known.insert((Object::Deal, id), Some(known));
        }
        Ok(())
    }

    fn known_by(&self, bound: Bound, object: Object) -> Rc<Known> {
        let access = bound.access(&self.badge, object);
        Rc::new(Known { bound, access })
    }

    /// A record as this entry found it; one that the actor cannot see is not there.
    fn known(&mut self, db: &Db, (object, id): (Object, i64)) -> Result<Rc<Known>> {
        let known = if let Some(known) = self.known.get(&(object, id)) {
            known.clone()
        } else {
            let bound = bound(db, &self.badge, object, id)?;
            let known = bound.map(|it| self.known_by(it, object));
            if self.known.len() >= KNOWN_MAX {
                self.known.clear();
            }
            self.known.insert((object, id), known.clone());
            known
        };
        let known = known.filter(|it| it.access.level > Level::None);
        known.ok_or_else(|| unseen(object, id))
    }

    /// Refuses what the actor may not change. What they made in this entry is theirs to fill, as far as their job goes.
    fn edits(&mut self, db: &Db, (object, id): (Object, i64), written: &Written<'_>) -> Result<()> {
        if written.made(id) {
            return self.reaches(db, object, String::new(), None);
        }
        let known = self.known(db, (object, id))?;
        if known.access.level == Level::Edit {
            return Ok(());
        }
        let Bound { name, owner_id, .. } = &known.bound;
        self.reaches(db, object, name.clone(), *owner_id)?;
        Err(Error::Refused(Refusal::NotYours {
            name: name.clone(),
            owner: called(db, *owner_id)?,
        }))
    }

    /// Refuses what the actor's job does not reach.
    fn reaches(
        &self,
        db: &Db,
        object: Object,
        name: String,
        owner_id: Option<RepId>,
    ) -> Result<()> {
        let ceiling = self.badge.person.ceiling(object);
        match self.badge.person.job {
            Some(job) if ceiling < Level::Edit => Err(Error::Refused(Refusal::BeyondJob {
                object,
                name,
                job,
                ceiling,
                owner: called(db, owner_id)?,
            })),
            _ => Ok(()),
        }
    }

    /// Refuses whose a record is, who sees it and who is on its team, where that is not the actor's to say.
    fn staffs(&mut self, db: &Db, (object, id): (Object, i64)) -> Result<Rc<Known>> {
        let known = self.known(db, (object, id))?;
        if known.access.may_staff {
            return Ok(known);
        }
        Err(Error::Refused(Refusal::NotYourTeam {
            name: known.bound.name.clone(),
            owner: called(db, known.bound.owner_id)?,
        }))
    }

    fn own(&mut self, db: &Db, object: Object, written: &Written<'_>) -> Result<()> {
        let account_of = |row| match object {
            Object::Account => None,
            _ => int(written, row, "account_id"),
        };
        if let Some(before) = written.before {
            let id = id(written, before, "id");
            self.edits(db, (object, id), written)?;
            let is_whose = |column: &&&str| changed(written, column);
            let is_of_two = matches!(object, Object::Account | Object::Deal);
            let is_given = is_of_two && WHOSE.iter().any(|it| is_whose(&it));
            if is_given && !written.made(id) {
                self.staffs(db, (object, id))?;
            }
        }
        let Some(after) = written.after else {
            return Ok(());
        };
        let account = account_of(after);
        if written.before.is_some() && account == written.before.and_then(account_of) {
            return Ok(());
        }
        let name = written.table.name_in(after).unwrap_or_default().to_owned();
        self.reaches(db, object, name, None)?;
        let Some(account) = account.filter(|id| !written.made(*id)) else {
            return Ok(());
        };
        let seen = self.known(db, (Object::Account, account))?;
        match object {
            Object::Account | Object::Deal => Ok(()),
            Object::Contract => {
                let bound = bound_to(db, &self.badge, object, AccountId(account))?;
                self.claims(db, object, bound, &seen)
            }
            Object::SupportCase => {
                let case = after.iter().cloned().map(Value::into_owned).collect();
                let bound = to_case(db, &self.badge, &SupportCase::from_values(case)?)?;
                self.claims(db, object, bound, &seen)
            }
        }
    }

    /// Refuses something new that belongs to an account, without a claim to what does.
    fn claims(&self, db: &Db, object: Object, bound: Option<Bound>, account: &Known) -> Result<()> {
        let access = bound.map(|it| it.access(&self.badge, object));
        if access.is_some_and(|it| it.level == Level::Edit) {
            return Ok(());
        }
        Err(Error::Refused(Refusal::NotYours {
            name: account.bound.name.clone(),
            owner: called(db, account.bound.owner_id)?,
        }))
    }

    /// A contact is its account's, or whose it is.
    fn contact(&mut self, db: &Db, written: &Written<'_>) -> Result<()> {
        let account = |row| int(written, row, "account_id");
        if let Some(before) = written.before
            && !written.made(id(written, before, "id"))
        {
            let owner = int(written, before, "owner_id").map(RepId);
            match account(before) {
                _ if self.badge.is_led(owner) => {}
                Some(account) => self.edits(db, (Object::Account, account), written)?,
                None if owner.is_some() => {
                    let name = written.table.name_in(before).unwrap_or_default().to_owned();
                    let owner = called(db, owner)?;
                    return Err(Error::Refused(Refusal::NotYours { name, owner }));
                }
                None => {}
            }
        }
        let Some(after) = written.after else {
            return Ok(());
        };
        let name = written.table.name_in(after).unwrap_or_default().to_owned();
        self.reaches(db, Object::Account, name, None)?;
        match account(after).filter(|id| !written.made(*id)) {
            Some(id) if Some(id) != written.before.and_then(account) => {
                self.known(db, (Object::Account, id)).map(drop)
            }
            _ => Ok(()),
        }
    }

    /// Who is on a team is said by who may, and nobody gives more than they hold. What the usual team of its owner gives
    /// is given by the owner.
    fn member(&mut self, db: &Db, object: Object, written: &Written<'_>) -> Result<()> {
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
        for &given in objects {
            let level = level(written, after, given);
            if level == Level::None || !(written.before.is_none() || changed_level(written, given))
            {
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

    /// Somebody's usual team is theirs to choose.
    fn usual(&self, db: &Db, written: &Written<'_>) -> Result<()> {
        for row in both(written) {
            let rep_id = RepId(id(written, row, "rep_id"));
            if !self.badge.led.contains(&rep_id) {
                let rep = called(db, Some(rep_id))?;
                return Err(Error::Refused(Refusal::NotYourUsualTeam { rep }));
            }
        }
        Ok(())
    }

    /// What is planned or done about a record is changed by who changes that, and by who reads it and has part in it.
    fn activity(&mut self, db: &Db, written: &Written<'_>) -> Result<()> {
        let has_part = |row: Option<&[Value<'_>]>| {
            let people = INVOLVED.iter().filter_map(|it| int(written, row?, it));
            let mut people = people.map(RepId);
            people.any(|it| self.badge.led.contains(&it))
        };
        let (had_part, has_part) = (has_part(written.before), has_part(written.after));
        let before = written.before.and_then(|row| about(written, row));
        if let Some(before) = before.filter(|_| !had_part) {
            self.edits(db, before, written)?;
        }
        let after = written.after.and_then(|row| about(written, row));
        match after.filter(|it| Some(*it) != before && !written.made(it.1)) {
            Some(after) if had_part || has_part => self.known(db, after).map(drop),
            Some(after) => self.edits(db, after, written),
            None => Ok(()),
        }
    }

    /// Who has which job is said by who leads and by who runs the operations; nobody says it of themselves.
    fn person(&self, written: &Written<'_>) -> Result<()> {
        let is_there = written.before.is_some() && written.after.is_some();
        if is_there && !changed(written, "job") && !changed(written, "left_on") {
            return Ok(());
        }
        self.places()?;
        let row = written.before.or(written.after).unwrap_or_default();
        let is_self = self.badge.is_self(int(written, row, "id").map(RepId));
        let runs = |row: Option<&[Value<'_>]>| {
            let at = written.table.column("job").zip(row);
            at.and_then(|(at, row)| row.get(at)?.as_text()) == Some(Job::SalesOps.code())
        };
        let is_above = runs(written.before) || runs(written.after) || is_jobless(written);
        if is_self || is_above {
            return Err(Error::Refused(Refusal::JobsAreOthers));
        }
        Ok(())
    }

    fn places(&self) -> Result<()> {
        if self.badge.person.may_place() {
            return Ok(());
        }
        Err(Error::Refused(Refusal::JobsAreOthers))
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

/// What is not there for whoever may not read it.
fn unseen(object: Object, id: i64) -> Error {
    Error::Refused(Refusal::Unseen { object, id })
}

/// The row before and after.
fn both<'a>(written: &Written<'a>) -> impl Iterator<Item = &'a [Value<'a>]> {
    [written.before, written.after].into_iter().flatten()
}

fn int(written: &Written<'_>, row: &[Value<'_>], column: &str) -> Option<i64> {
    let at = written.table.column(column)?;
    row.get(at)?.as_int()
}

fn id(written: &Written<'_>, row: &[Value<'_>], column: &str) -> i64 {
    int(written, row, column).unwrap_or_default()
}

fn owner_of(table: &Table, row: &[Value<'_>]) -> Option<RepId> {
    row.get(table.column("owner_id")?)?.as_int().map(RepId)
}

/// Whether a column is to hold something else; nothing that goes does.
fn changed(written: &Written<'_>, column: &str) -> bool {
    let at = written.table.column(column);
    let held = |row: Option<&[Value<'_>]>| {
        let value = row.and_then(|row| row.get(at?));
        value.cloned().map(Value::into_owned)
    };
    written.after.is_none() || held(written.before) != held(written.after)
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

/// The record that an activity is about.
fn about(written: &Written<'_>, row: &[Value<'_>]) -> Option<(Object, i64)> {
    let deal = int(written, row, "deal_id").map(|id| (Object::Deal, id));
    deal.or_else(|| int(written, row, "account_id").map(|id| (Object::Account, id)))
}

/// What somebody is called; nothing where there is nobody.
fn called(db: &Db, rep_id: Option<RepId>) -> Result<String> {
    let Some(rep_id) = rep_id else {
        return Ok(String::new());
    };
    let rep = read_record::<Rep>(db, rep_id.0)?;
    Ok(rep.map_or_else(String::new, |rep| rep.name))
}
