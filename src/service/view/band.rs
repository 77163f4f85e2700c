//! Whom a deal calls: the seats that are empty and should not be, each with who could take it.

use std::collections::BTreeMap;

use crate::domain::band::{self, CALLS, Candidate, Cause, Missing, SKILLED_FROM};
use crate::domain::calendar::Day;
use crate::domain::command::Command;
use crate::domain::complexity::{Bounds, WhyComplex};
use crate::domain::id::{AccountId, DealId, RepId};
use crate::domain::record::{Assignment, Content, Kind};
use crate::domain::refusal::Refusal;
use crate::domain::role::{DefaultMember, Role, Skill};
use crate::domain::team::{Function, Rep};
use crate::service::Result;
use crate::service::query::{bounds, why_complex};
use crate::store::band::{Called, Seat};
use crate::store::sql::Db;
use crate::store::{self, facts};

use super::deals::{DealRow, Rows};

/// People who are offered for a seat.
const OFFERED_MAX: usize = 9;

/// Whom a deal calls.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BandView {
    /// The deal.
    pub id: DealId,
    /// Its name.
    pub name: String,
    /// Why it is complex; nothing where it is not.
    pub complex: Vec<WhyComplex>,
    /// The products that somebody should know.
    pub products: Vec<String>,
    /// The empty seats.
    pub seats: Vec<EmptySeat>,
}

/// An empty seat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EmptySeat {
    /// The function whose people hold it, and why it should be held.
    pub missing: Missing,
    /// Who could, whoever fits best first; nobody where nobody can.
    pub candidates: Vec<Candidate>,
}

impl BandView {
    /// The command that adds these to the team of the deal, each with their seat: one change in all.
    pub fn command(&self, chosen: &[&Candidate], on: Day) -> Option<Command> {
        let added = chosen.iter().map(|it| {
            let fields = [
                ("deal", Some(Content::Record(self.id.0))),
                ("rep", Some(Content::Record(it.rep_id.0))),
                ("role", it.role_id.map(|id| Content::Record(id.0))),
                (
                    "deal_level",
                    it.level.map(|level| Content::Text(level.code().to_owned())),
                ),
            ];
            let fields = fields.into_iter();
            let fields = fields.filter_map(|(name, content)| Some(Assignment::new(name, content?)));
            Command::Add {
                kind: Kind::DealMember,
                fields: fields.collect(),
                on,
            }
        });
        (!chosen.is_empty()).then(|| Command::one(added.collect()))
    }
}

/// What it takes to know whom deals call: small tables, read whole.
pub(in crate::service) struct Ground<'a> {
    db: &'a Db,
    today: Day,
    bounds: Bounds,
    reps: Vec<Rep>,
    roles: Vec<Role>,
    usual: Vec<DefaultMember>,
    /// What each person is good at.
    skills: BTreeMap<RepId, Vec<Skill>>,
}

/// Whom complex deals and unknown products call.
const ENGINEER: Function = CALLS[0].1;

impl<'a> Ground<'a> {
    pub(in crate::service) fn new(db: &'a Db, today: Day) -> Result<Self> {
        let reps = facts::roster(db)?.reps;
        let mut skills: BTreeMap<RepId, Vec<Skill>> = BTreeMap::new();
        for skill in store::band::skills(db)? {
            skills.entry(skill.rep_id).or_default().push(skill);
        }
        Ok(Self {
            db,
            today,
            bounds: bounds(db, today)?,
            roles: store::band::roles(db)?,
            usual: store::band::default_teams(db)?,
            skills,
            reps,
        })
    }

    /// Which open deals lack an engineer, as the store asks it; nothing where nobody is one: that is no matter of a deal.
    pub(in crate::service) fn called(&self) -> Option<Called<'_>> {
        self.is_there(ENGINEER).then_some(Called {
            function: ENGINEER,
            bounds: &self.bounds,
            today: self.today,
        })
    }

    /// The seats of an open deal that are empty, and somebody could take.
    pub(in crate::service) fn fillable(&self, deal: &DealRow) -> Result<Vec<Function>> {
        let missing = self.missing(deal)?.into_iter().map(|it| it.function);
        Ok(missing.filter(|it| self.is_there(*it)).collect())
    }

    /// Why a deal is complex; nothing where it is not.
    pub(in crate::service) fn why_complex(&self, id: DealId) -> Result<Vec<WhyComplex>> {
        why_complex(self.db, &self.bounds, id)
    }

    /// The seats of a deal that are empty; a deal that is decided calls nobody.
    pub(in crate::service) fn missing(&self, deal: &DealRow) -> Result<Vec<Missing>> {
        if deal.stage_kind.is_closed() {
            return Ok(Vec::new());
        }
        let causes = self.causes(deal)?;
        if causes.is_empty() {
            return Ok(Vec::new());
        }
        let held = self.seats(deal.id, deal.account_id)?.into_iter();
        let mut held: Vec<_> = held.filter_map(|it| it.function).collect();
        held.extend(deal.owner_id.and_then(|id| self.rep(id)?.function));
        Ok(band::missing(&causes, &held))
    }

    fn causes(&self, deal: &DealRow) -> Result<Vec<Cause>> {
        let mut causes = Vec::new();
        if !self.why_complex(deal.id)?.is_empty() {
            causes.push(Cause::Complex);
        }
        // Of whom nothing is known it is not known what they do not know.
        if deal
            .owner_id
            .is_some_and(|id| self.skills.contains_key(&id))
        {
            let products = store::band::products(self.db, deal.id)?;
            let knows =
                |it: &(String, String)| self.level(deal.owner_id, &it.1) >= Some(SKILLED_FROM);
            if !products.iter().all(knows) {
                causes.push(Cause::Unskilled);
            }
        }
        if deal.signals.stalled_days.is_some() {
            causes.push(Cause::Stalled);
        }
        Ok(causes)
    }

    fn seats(&self, id: DealId, account_id: Option<AccountId>) -> Result<Vec<Seat>> {
        Ok(store::band::seats(self.db, id, account_id, self.today)?)
    }

    fn rep(&self, id: RepId) -> Option<&Rep> {
        self.reps.iter().find(|it| it.id == id)
    }

    fn role(&self, it: &DefaultMember) -> Option<&Role> {
        self.roles.iter().find(|role| Some(role.id) == it.role_id)
    }

    /// From where on a deal is complex.
    pub(in crate::service) fn bounds(&self) -> &Bounds {
        &self.bounds
    }

    /// How good somebody is at something by its folded name.
    fn level(&self, rep_id: Option<RepId>, name_key: &str) -> Option<i64> {
        let own = self.skills.get(&rep_id?)?.iter();
        let named = own.filter(|it| it.name_key == name_key);
        named.filter_map(|it| it.level).max()
    }

    /// Whether anybody has a function, or had it until they left: whoever staffs is to see the seats that nobody takes any more.
    pub(in crate::service) fn is_known(&self, function: Function) -> bool {
        let is_one = |it: &Rep| it.function == Some(function);
        self.reps.iter().any(is_one) || self.is_there(function)
    }

    /// Whether anybody who is still there has a function.
    pub(in crate::service) fn is_there(&self, function: Function) -> bool {
        let is_one = |it: &Rep| it.function == Some(function) && it.is_active(self.today);
        self.reps.iter().any(is_one) || self.usual.iter().any(|it| self.sits(it, function))
    }

    /// Whether somebody usually sits with a rep for a function, and is still there.
    fn sits(&self, it: &DefaultMember, function: Function) -> bool {
        let rep = self.rep(it.member_id);
        let of_seat = match it.role_id {
            Some(_) => self.role(it).and_then(|role| role.function),
            None => rep.and_then(|rep| rep.function),
        };
        of_seat == Some(function) && rep.is_some_and(|rep| rep.is_active(self.today))
    }

    /// Who could take a seat on a deal, whoever fits best first. Whoever has another one on it keeps that.
    fn candidates(
        &self,
        deal: &DealRow,
        function: Function,
        products: &[(String, String)],
    ) -> Result<Vec<Candidate>> {
        let seats = self.seats(deal.id, deal.account_id)?;
        let is_free = |rep: &&Rep| {
            let mut seats = seats.iter().filter(|it| it.is_of_deal);
            rep.is_active(self.today)
                && Some(rep.id) != deal.owner_id
                && !seats.any(|it| it.rep_id == rep.id)
        };
        let role = self.roles.iter().find(|it| it.function == Some(function));
        let mut found = Vec::new();
        for rep in self.reps.iter().filter(is_free) {
            let mut usual = self.usual.iter();
            let usual = usual.find(|it| {
                Some(it.rep_id) == deal.owner_id
                    && it.member_id == rep.id
                    && self.sits(it, function)
            });
            if usual.is_none() && rep.function != Some(function) {
                continue;
            }
            let role = usual.and_then(|it| self.role(it)).or(role);
            let (duties, deals) = store::band::load(self.db, rep.id)?;
            let level = |it: &(String, String)| self.level(Some(rep.id), &it.1);
            found.push(Candidate {
                rep_id: rep.id,
                name: rep.name.clone(),
                role_id: role.map(|it| it.id),
                role: role.map(|it| it.name.clone()),
                is_usual: usual.is_some(),
                level: usual.and_then(|it| it.deal_level),
                levels: products.iter().map(level).collect(),
                duties,
                deals,
            });
        }
        band::put_in_order(&mut found);
        found.truncate(OFFERED_MAX);
        Ok(found)
    }
}

pub(in crate::service) fn load(db: &Db, id: DealId, today: Day) -> Result<BandView> {
    let not_found = || Refusal::NotFound {
        kind: "deal",
        name: id.to_string(),
    };
    let rows = Rows::new(db, today)?;
    let row = rows.of([id.0])?.into_iter().next().ok_or_else(not_found)?;
    let ground = Ground::new(db, today)?;
    let products = store::band::products(db, id)?;
    let seats = ground.missing(&row)?.into_iter().map(|missing| {
        let candidates = ground.candidates(&row, missing.function, &products)?;
        Ok(EmptySeat {
            missing,
            candidates,
        })
    });
    Ok(BandView {
        id,
        complex: ground.why_complex(id)?,
        seats: seats.collect::<Result<_>>()?,
        products: products.into_iter().map(|(name, _)| name).collect(),
        name: row.name,
    })
}
