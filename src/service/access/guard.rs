//! Who looks at each row before it is written: whether whoever writes it may, and if not, why, and whom to ask.
//!
//! A record is known by what bound somebody to it when the entry first came to it: whoever gives a deal away still writes
//! its history.

mod team;

use std::collections::HashMap;
use std::rc::Rc;

use super::{Badge, Bound, bound, bound_to, to_case, waits_for};
use crate::domain::access::{Access, Level, Object};
use crate::domain::handoff::{HandOff, HandOffState};
use crate::domain::id::{AccountId, RepId};
use crate::domain::party::Contact;
use crate::domain::refusal::Refusal;
use crate::domain::role::SupportCase;
use crate::domain::team::Rep;
use crate::store::journal::{EntryRow, Guard, Written, read_record};
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
    /// Who gets how much of the deal that this column names.
    Shares(&'static str),
    /// A hand-off of a deal.
    HandOff,
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
    /// What is known of whoever this column names.
    Of(&'static str),
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
    (&tables::CREDIT, Rule::Shares("deal_id")),
    (&tables::DEAL_HISTORY, Rule::OfDeal("deal_id")),
    (&tables::HAND_OFF, Rule::HandOff),
    (&tables::DEAL_MEMBER, Rule::Member(Object::Deal)),
    (&tables::ACCOUNT_MEMBER, Rule::Member(Object::Account)),
    (&tables::DEFAULT_MEMBER, Rule::Usual),
    (&tables::ACTIVITY, Rule::Activity),
    (&tables::REP, Rule::Person),
    (&tables::MEMBERSHIP, Rule::Place),
    (&tables::SKILL, Rule::Of("rep_id")),
    (&tables::CHANNEL, Rule::Of("rep_id")),
];

/// What decides whose a record is and who sees it, where it belongs among it: said by whoever says who is on its team.
const WHOSE: &[(Object, &[&str])] = &[
    (Object::Account, &["owner_id", "sharing"]),
    (Object::Deal, &["owner_id", "sharing", "account_id"]),
    (Object::Contract, &["account_id"]),
    (Object::SupportCase, &["account_id"]),
];

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
            Rule::Shares(column) => {
                for row in both(written) {
                    let deal = id(written, row, column);
                    self.edits(db, (Object::Deal, deal), written)?;
                    if !written.made(deal) {
                        self.staffs(db, (Object::Deal, deal))?;
                    }
                }
                Ok(())
            }
            Rule::HandOff => self.hand_off(db, written),
            Rule::Contact => self.contact(db, written),
            Rule::Member(object) => self.member(db, object, written),
            Rule::Usual => self.usual(db, written),
            Rule::Activity => self.activity(db, written),
            Rule::Person => self.person(db, written),
            Rule::Place => self.place(db, written),
            Rule::Of(column) => self.of_person(db, column, written),
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
                    let image = row.image.clone().map(HandOff::from_values).transpose()?;
                    self.is_offered(db, image)?;
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

    /// What waits for somebody, or waits for them again, is theirs to take or to let wait.
    fn is_offered(&mut self, db: &Db, hand_off: Option<HandOff>) -> Result<()> {
        let offered = hand_off.filter(|it| it.state == HandOffState::Offered);
        let Some(offered) = offered else {
            return Ok(());
        };
        let id = offered.deal_id.0;
        if waits_for(db, &self.badge, &offered)?
            && let Some(mut bound) = bound(db, &self.badge, Object::Deal, id)?
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
                owner: match owner_id.filter(|id| self.badge.is_self(Some(*id))) {
                    Some(_) => None,
                    None => Some(called(db, owner_id)?),
                },
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
            // Whoever edits a contract or a case may also delete it.
            let is_kept =
                written.after.is_some() || matches!(object, Object::Account | Object::Deal);
            let whose = WHOSE.iter().filter(|it| it.0 == object && is_kept);
            if whose
                .flat_map(|it| it.1)
                .any(|column| changed(written, column))
                && !written.made(id)
            {
                let known = self.staffs(db, (object, id))?;
                self.takes(db, (object, id), &known)?;
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

    /// Refuses an account that nobody owns with the deals of others, or with one that nobody sees: whoever owns it may do
    /// with them what they like.
    fn takes(&self, db: &Db, (object, id): (Object, i64), known: &Known) -> Result<()> {
        if object != Object::Account || known.bound.owner_id.is_some() {
            return Ok(());
        }
        let owners = ties::owners_inside(db, AccountId(id))?;
        if owners.iter().all(|owner| self.badge.led.contains(owner))
            && !ties::has_nobodys_inside(db, AccountId(id))?
        {
            return Ok(());
        }
        Err(Error::Refused(Refusal::NotYourTeam {
            name: known.bound.name.clone(),
            owner: String::new(),
        }))
    }

    /// Whom a deal is handed off to takes it: so it is offered by whoever may give it away.
    fn hand_off(&mut self, db: &Db, written: &Written<'_>) -> Result<()> {
        for row in both(written) {
            let deal = (Object::Deal, id(written, row, "deal_id"));
            self.edits(db, deal, written)?;
            if written.before.is_none() && !written.made(deal.1) {
                self.staffs(db, deal)?;
            }
        }
        let read = |row: &[Value<'_>]| {
            let row = row.iter().cloned().map(Value::into_owned);
            HandOff::from_values(row.collect())
        };
        if let (Some(before), Some(after)) = (written.before, written.after)
            && read(after)?.state == HandOffState::Accepted
        {
            self.is_offered(db, Some(read(before)?))?;
        }
        Ok(())
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
                self.edits(db, (Object::Account, id), written)
            }
            _ => Ok(()),
        }
    }

    /// What is planned or done about a record is changed by who changes that, and by who reads it and has part in it.
    fn activity(&mut self, db: &Db, written: &Written<'_>) -> Result<()> {
        let has_part = |row: Option<&[Value<'_>]>| {
            let people = INVOLVED.iter().filter_map(|it| int(written, row?, it));
            let mut people = people.map(RepId);
            people.any(|it| self.badge.led.contains(&it))
        };
        let (had_part, has_part) = (has_part(written.before), has_part(written.after));
        let before = about(db, written, written.before)?;
        if let Some(before) = before.filter(|_| !had_part) {
            self.edits(db, before, written)?;
        }
        let after = about(db, written, written.after)?;
        match after.filter(|it| Some(*it) != before && !written.made(it.1)) {
            Some(after) if had_part || has_part => self.known(db, after).map(drop),
            Some(after) => self.edits(db, after, written),
            None => Ok(()),
        }
    }
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

/// The record that an activity is about; one about a contact is about the account.
fn about(
    db: &Db,
    written: &Written<'_>,
    row: Option<&[Value<'_>]>,
) -> Result<Option<(Object, i64)>> {
    let held = |column| int(written, row?, column);
    if let Some(id) = held("deal_id") {
        return Ok(Some((Object::Deal, id)));
    }
    let contact = match held("contact_id").filter(|_| held("account_id").is_none()) {
        Some(id) => read_record::<Contact>(db, id)?,
        None => None,
    };
    let of_contact = contact.and_then(|it| it.account_id).map(|id| id.0);
    let account = held("account_id").or(of_contact);
    Ok(account.map(|id| (Object::Account, id)))
}

/// What somebody is called; nothing where there is nobody.
fn called(db: &Db, rep_id: Option<RepId>) -> Result<String> {
    let Some(rep_id) = rep_id else {
        return Ok(String::new());
    };
    let rep = read_record::<Rep>(db, rep_id.0)?;
    Ok(rep.map_or_else(String::new, |rep| rep.name))
}
