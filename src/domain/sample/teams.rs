//! Who sells and serves together in the story: usual teams, those of accounts and deals with what they owe, contracts and
//! what is open in support.

mod care;
mod shares;

use std::collections::BTreeSet;

use crate::domain::access::{self, Level, Levels, Object};
use crate::domain::activity::{Activity, ActivityKind, ActivityStatus};
use crate::domain::calendar::Day;
use crate::domain::deal::DealLine;
use crate::domain::id::{AccountId, DealId, IdSource, RepId};
use crate::domain::role::{
    AccountMember, Channel, ChannelKind, Complexity, DealMember, DefaultMember, OpsCategory,
    OpsDuty, OpsSide, SKILL_MAX, Sharing, Skill, When,
};
use crate::domain::team::{Function, Job};
use crate::domain::text::name_key;

use super::activities::{About, activity};
use super::book::{Book, Dealt};
use super::cast::{
    CALLER, CARE, CAST, ENGINEER, GONE, MARKETING, OPERATIONS, Person, SPONSOR, SUCCESS, SUPPORT,
    TEAMS, place,
};
use super::chance::{Chance, Topic};
use super::house::{DOMAIN, House, PRODUCTS};
use super::plot::{STORY, StoryDeal};
use super::seats::{Owed, Seat};
use super::timeline::{working_from, working_until};
use super::{Batch, LEAD};

/// A usual team: whose, who, in which seat, when.
const USUAL: [(&str, &str, &str, When); 9] = [
    ("Bavo", SUPPORT, "sales_support", When::Always),
    ("Bavo", ENGINEER, "sales_engineer", When::Complex),
    ("Bavo", SPONSOR, "executive_sponsor", When::Ask),
    ("Sander", SUPPORT, "sales_support", When::Always),
    ("Mila", MARKETING, "marketing", When::Ask),
    // He left, so that nobody comes to the largest deal of all.
    ("美咲", GONE, "sales_engineer", When::Complex),
    ("美咲", SPONSOR, "executive_sponsor", When::Ask),
    ("Chloé", ENGINEER, "sales_engineer", When::Complex),
    ("Łukasz", CALLER, "sdr", When::Always),
];

/// What the sales operations and the enablement see to, and who does. Nobody sees to the last one.
const OPERATED: [(&str, OpsCategory, OpsSide, &str); 8] = [
    (
        "Territories for the spring",
        OpsCategory::Strategy,
        OpsSide::Operations,
        OPERATIONS,
    ),
    (
        "Imports from the old CRM",
        OpsCategory::Technology,
        OpsSide::Operations,
        OPERATIONS,
    ),
    (
        "Calendars and rooms",
        OpsCategory::Operations,
        OpsSide::Operations,
        SUPPORT,
    ),
    (
        "Quotas, quarter by quarter",
        OpsCategory::Performance,
        OpsSide::Operations,
        "Frauke",
    ),
    (
        "Product hour",
        OpsCategory::Operations,
        OpsSide::Enablement,
        ENGINEER,
    ),
    (
        "First weeks of whoever is new",
        OpsCategory::Performance,
        OpsSide::Enablement,
        "Xaver",
    ),
    (
        "Pictures and references",
        OpsCategory::Technology,
        OpsSide::Enablement,
        MARKETING,
    ),
    (
        "Who may give which discount",
        OpsCategory::Strategy,
        OpsSide::Operations,
        "",
    ),
];

/// The account on which everyone is, with every level that there is; and what each was given there of account, deals,
/// contracts and cases. Whatever support is given, it edits no contract.
const EVERYONE_ON: usize = 2;
const GIVEN: [(&str, &str, Levels); 5] = [
    (CARE, "support", access::ALL),
    (SPONSOR, "executive_sponsor", [Level::Read; 4]),
    (
        MARKETING,
        "marketing",
        [Level::Read, Level::Read, Level::None, Level::None],
    ),
    (
        ENGINEER,
        "sales_engineer",
        [Level::Read, Level::Edit, Level::None, Level::Edit],
    ),
    (
        SUCCESS,
        "customer_success",
        [Level::Edit, Level::Edit, Level::Read, Level::Edit],
    ),
];

/// The deal of the story that few may see, and the one of which somebody said that it is complex.
const HIDDEN: usize = 3;
const COMPLEX: usize = 4;

/// Days for which a deal that was decided keeps its team.
const RECENT: i64 = 120;
/// Cents from which somebody above meets somebody above.
const HIGH: i64 = 5_000_000;
/// Products that make a deal complex, and the stage from which on somebody came to help with one.
const SHOWN: (usize, usize) = (3, 1);
/// Percent of what is past its stage that was done, and of what is due in the one a deal is in.
const DONE: (i64, i64) = (85, 55);

/// A deal, as it decides who is on it.
struct Seen<'a> {
    owner: &'static Person,
    story: Option<&'static StoryDeal>,
    /// Place of the stage it came to.
    stage: usize,
    amount: i64,
    /// How many different products are on it.
    products: usize,
    is_open: bool,
    is_won: bool,
    is_stalled: bool,
    dealt: &'a Dealt,
}

impl Seen<'_> {
    fn is_owned_by(&self, names: &[&str]) -> bool {
        names.contains(&self.owner.name)
    }

    /// Whether it is complex, and far enough for somebody to have seen it.
    fn is_shown(&self) -> bool {
        let is_complex = self.is_open && self.products >= SHOWN.0 && self.stage >= SHOWN.1;
        self.dealt.is_shown || is_complex && self.story.is_none()
    }

    /// Whether it stands, late and not in the story, with somebody of whose team this is the lead.
    fn stands(&self, team: usize) -> bool {
        let is_late = self.is_stalled && self.stage > SHOWN.1;
        is_late && self.owner.team == Some(team) && self.story.is_none()
    }
}

/// Who is on a deal, and in which seat.
type Joining = (&'static str, &'static str, fn(&Seen<'_>) -> bool);

/// Who is on which deals.
const JOINING: [Joining; 8] = [
    (SUPPORT, "sales_support", |it| {
        it.is_owned_by(&["Bavo", "Sander"])
    }),
    (ENGINEER, "sales_engineer", |it| it.is_shown()),
    (SPONSOR, "executive_sponsor", |it| {
        it.is_open && it.amount >= HIGH && it.story.is_none()
    }),
    (LEAD, "executive_sponsor", |it| it.stands(0)),
    (TEAMS[1].lead, "executive_sponsor", |it| it.stands(1)),
    (MARKETING, "marketing", |it| {
        it.is_open && it.stage == 1 && it.is_owned_by(&["Mila", "Chloé"])
    }),
    (CALLER, "sdr", |it| {
        it.stage == 0 && it.is_owned_by(&["Chloé", "美咲", "Łukasz"])
    }),
    (SUCCESS, "customer_success", |it| {
        it.is_won || it.is_open && it.stage == 3
    }),
];

/// Writes them; the records go into the batch.
pub(super) fn of_cast(
    house: &House,
    book: &Book,
    seed: u64,
    ids: &mut IdSource,
    batch: &mut Batch,
) {
    let mut teams = Teams {
        house,
        book,
        chance: Chance::of(seed, Topic::Team, 0),
        ids,
        batch,
    };
    teams.people();
    teams.usual();
    teams.deals();
    teams.shares();
    teams.accounts();
    teams.operations();
    teams.contracts();
    teams.cases();
}

/// Teams that are being written.
struct Teams<'a> {
    house: &'a House,
    book: &'a Book,
    chance: Chance,
    ids: &'a mut IdSource,
    batch: &'a mut Batch,
}

impl<'a> Teams<'a> {
    fn today(&self) -> Day {
        self.house.timeline.today
    }

    fn person(&self, name: &str) -> Option<(RepId, Job)> {
        let at = place(name)?;
        Some((self.house.cast[at].id, CAST[at].job))
    }

    fn seat(&self, code: &str) -> Option<&'a Seat> {
        self.house.seats.iter().find(|it| it.code == code)
    }

    /// What people are good at, and how they are reached.
    fn people(&mut self) {
        for (at, person) in CAST.iter().enumerate() {
            let rep_id = self.house.cast[at].id;
            let skills = sold(person).chain(person.skills.iter().copied());
            let skills = skills.map(|(name, level)| Skill {
                id: self.ids.mint(),
                version: 1,
                name: name.to_owned(),
                name_key: name_key(name),
                rep_id,
                level: Some(level),
            });
            self.batch.skills.extend(skills);
            let mail = (ChannelKind::Mail, [person.mail, "@", DOMAIN].concat());
            let others = person.channels.iter().map(|(kind, address)| match kind {
                ChannelKind::Phone => (*kind, format!("+49 40 5550 1{at:02}")),
                _ => (*kind, (*address).to_owned()),
            });
            let channels = others.chain([mail]).map(|(kind, address)| Channel {
                id: self.ids.mint(),
                version: 1,
                rep_id,
                kind,
                address: Some(address),
            });
            self.batch.channels.extend(channels);
        }
    }

    fn usual(&mut self) {
        for (whose, who, seat, added) in USUAL {
            let (Some((rep_id, _)), Some((member_id, job)), Some(seat)) =
                (self.person(whose), self.person(who), self.seat(seat))
            else {
                continue;
            };
            let [account, deal, contract, case] = job.ceiling();
            self.batch.default_members.push(DefaultMember {
                id: self.ids.mint(),
                version: 1,
                rep_id,
                member_id,
                role_id: Some(seat.id),
                added,
                account_level: Some(account.min(Level::Read)),
                deal_level: Some(deal),
                contract_level: Some(contract.min(Level::Read)),
                case_level: Some(case.min(Level::Read)),
            });
        }
    }

    /// Who is on deals, and what they owe there.
    fn deals(&mut self) {
        let stories = |company| STORY.iter().find(|it| it.company == company);
        for (at, dealt) in self.book.deals.iter().enumerate() {
            let deal = &mut self.batch.deals[at];
            let story = stories(dealt.customer);
            if story.is_some_and(|it| it.company == HIDDEN) {
                deal.sharing = Some(Sharing::Private);
            }
            if story.is_some_and(|it| it.company == COMPLEX) {
                deal.complexity = Some(Complexity::Complex);
            }
            let (course, end) = (&dealt.course, dealt.course.end);
            let stage = course.entered.len().saturating_sub(1);
            let seen = Seen {
                owner: &CAST[dealt.owner],
                story,
                stage,
                amount: deal.amount.unwrap_or_default(),
                products: products_on(&self.batch.deal_lines, dealt.id),
                is_open: end.is_none(),
                is_stalled: course.is_stalled(self.house.timeline.today),
                is_won: end.is_some_and(|it| it.is_won),
                dealt,
            };
            let oldest = self.house.timeline.today.plus_days(-RECENT);
            if end.is_some_and(|it| it.on < oldest) {
                continue;
            }
            // The owner's seat is theirs without a row.
            if seen.owner.function == Function::AccountExecutive
                && let Some((rep_id, _)) = self.person(seen.owner.name)
                && let Some(seat) = self.seat("account_executive")
            {
                self.owes(&seen, rep_id, seat);
            }
            for (who, seat, is_on) in JOINING {
                if is_on(&seen) {
                    self.join(&seen, who, seat);
                }
            }
        }
    }

    fn join(&mut self, seen: &Seen<'_>, who: &str, seat: &str) {
        let (Some((rep_id, job)), Some(seat)) = (self.person(who), self.seat(seat)) else {
            return;
        };
        self.batch.deal_members.push(DealMember {
            id: self.ids.mint(),
            version: 1,
            deal_id: seen.dealt.id,
            rep_id,
            role_id: Some(seat.id),
            deal_level: Some(Object::Deal.of(&job.ceiling())),
        });
        self.owes(seen, rep_id, seat);
    }

    /// What somebody in a seat owes on a deal, as far as that has come.
    fn owes(&mut self, seen: &Seen<'_>, rep_id: RepId, seat: &Seat) {
        let course = &seen.dealt.course;
        let about = About {
            deal: Some(seen.dealt.id),
            ..About::default()
        };
        for owed in &seat.duties {
            // What is due in a later stage nobody has begun; of what is due in this one some is done.
            let Some(by) = owed.by.filter(|by| *by <= seen.stage) else {
                continue;
            };
            let is_past = by < seen.stage || !seen.is_open;
            let done = if is_past { DONE.0 } else { DONE.1 };
            if seen.is_won || self.chance.happens(done) {
                let on = course.entered.get(by + 1).copied();
                let on = on.map_or(course.warm_until, |on| on.min(course.warm_until));
                self.duty(owed, rep_id, about, Some(on));
            } else if seen.is_open {
                self.duty(owed, rep_id, about, None);
            }
        }
    }

    /// What somebody owes: done on a day, or still to do on any.
    fn duty(&mut self, owed: &Owed, by: RepId, about: About, done_on: Option<Day>) {
        let yesterday = working_until(self.today().plus_days(-1));
        let on = done_on.unwrap_or(yesterday);
        let status = match done_on {
            Some(_) => ActivityStatus::Done,
            None => ActivityStatus::Planned,
        };
        let it = activity(
            self.ids,
            (ActivityKind::Duty, None, ""),
            (status, on),
            by,
            about,
        );
        self.batch.activities.push(Activity {
            subject: Some(owed.name.clone()),
            held_on: done_on,
            duty_id: Some(owed.id),
            ..it
        });
    }

    /// Who is on accounts: whoever is on all of somebody's deals, and on one everyone.
    fn accounts(&mut self) {
        for at in 0..self.book.customers.len() {
            let (owner, customer) = &self.book.customers[at];
            let account_id = customer.id;
            if at == EVERYONE_ON {
                for (who, seat, levels) in GIVEN {
                    self.member(account_id, who, seat, levels);
                }
            }
            if ["Bavo", "Sander"].contains(&CAST[*owner].name) {
                let levels = [Level::Read, Level::Edit, Level::Read, Level::Read];
                self.member(account_id, SUPPORT, "sales_support", levels);
            }
        }
    }

    fn member(&mut self, account_id: AccountId, who: &str, seat: &str, levels: Levels) {
        let (Some((rep_id, _)), Some(seat)) = (self.person(who), self.seat(seat)) else {
            return;
        };
        let [account, deal, contract, case] = levels;
        self.batch.account_members.push(AccountMember {
            id: self.ids.mint(),
            version: 1,
            account_id,
            rep_id,
            role_id: Some(seat.id),
            account_level: Some(account),
            deal_level: Some(deal),
            contract_level: Some(contract),
            case_level: Some(case),
        });
        let about = About {
            account: Some(account_id),
            ..About::default()
        };
        for owed in seat.duties.iter().filter(|it| it.by.is_none()) {
            let days = self.chance.within((3, 40));
            let on =
                working_from(self.today().plus_days(-days - 3)).min(self.today().plus_days(-1));
            let done_on = self.chance.happens(DONE.0).then_some(on);
            self.duty(owed, rep_id, about, done_on);
        }
    }

    fn operations(&mut self) {
        for (name, ops_category, side, who) in OPERATED {
            let rep_id = self.person(who).map(|(id, _)| id);
            self.batch.ops_duties.push(OpsDuty {
                id: self.ids.mint(),
                version: 1,
                name: name.to_owned(),
                name_key: name_key(name),
                ops_category,
                side,
                rep_id,
            });
        }
    }
}

/// How many different products are on a deal.
pub(super) fn products_on(lines: &[DealLine], deal_id: DealId) -> usize {
    let on_it = lines.iter().filter(|it| it.deal_id == deal_id);
    on_it.map(|it| it.product_id).collect::<BTreeSet<_>>().len()
}

/// What somebody who sells is good at: all but what they hardly ever sell, better the more often they do.
fn sold(person: &'static Person) -> impl Iterator<Item = (&'static str, i64)> {
    let mix = person.seller.iter().flat_map(|it| it.mix);
    let products = PRODUCTS.iter().map(|(name, ..)| *name).zip(mix);
    let is_said = |name: &str| person.skills.iter().any(|(it, _)| *it == name);
    products
        .filter(move |(name, often)| *often > 1 && !is_said(name))
        .map(|(name, often)| (name, (often / 2 + 2).min(SKILL_MAX)))
}
