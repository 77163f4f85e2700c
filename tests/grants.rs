//! Whatever people give each other, in whatever order: what everyone reads and writes is what the rule says of the state,
//! worked out here once more by hand; nobody comes above their job, and nobody is given more than the giver holds.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;

use proptest::prelude::*;
use quarterdeck::domain::access::Object;
use quarterdeck::domain::command::{Command, HandOffCommand, Seen};
use quarterdeck::domain::deal::{Criteria, StageKind};
use quarterdeck::domain::id::{DealId, HandOffId, RepId, StageId};
use quarterdeck::domain::record::{Assignment, Content, Kind};
use quarterdeck::domain::refusal::Refusal;
use quarterdeck::domain::team::SettingKey;
use quarterdeck::service::{Error, Query, View};
use quarterdeck::store::tables;
use quarterdeck::store::value::Value;

use crate::access::{CEILINGS, EDITED, KEEPER, KINDS, edit, new};
use crate::fixtures::{Dump, House, add_stage};
use crate::support::today;

const PEOPLE: [&str; 6] = ["Ada", "Ben", "Cid", "Dot", "Eve", "Fay"];
const LEVELS: [&str; 3] = ["none", "read", "edit"];
const LEVEL_FIELDS: [&str; 4] = [
    "account_level",
    "deal_level",
    "contract_level",
    "case_level",
];
const STAGES: [(&str, &str); 2] = [("Qualify", "sdr"), ("Discover", "account_executive")];

/// A row by its columns.
struct Row<'d> {
    columns: &'static [&'static str],
    values: &'d [Value<'static>],
}

impl Row<'_> {
    fn int(&self, column: &str) -> Option<i64> {
        let at = self.columns.iter().position(|it| *it == column);
        self.values[at.expect(column)].as_int()
    }

    fn id(&self) -> i64 {
        self.int("id").expect("an id")
    }

    fn text(&self, column: &str) -> &str {
        let at = self.columns.iter().position(|it| *it == column);
        self.values[at.expect(column)].as_text().unwrap_or_default()
    }

    fn level(&self, object: usize) -> u8 {
        match self.text(LEVEL_FIELDS[object]) {
            "edit" => 2,
            "read" => 1,
            _ => 0,
        }
    }
}

/// All that there is, whoever looks.
struct World(Dump);

impl World {
    fn all<'d>(&'d self, table: &'static str) -> impl Iterator<Item = Row<'d>> + 'd {
        let columns = tables::table(table).expect(table).columns;
        let of_table = self.0.range((table, i64::MIN)..=(table, i64::MAX));
        of_table.map(move |(_, values)| Row { columns, values })
    }

    fn one(&self, table: &'static str, id: i64) -> Option<Row<'_>> {
        self.all(table).find(|row| row.id() == id)
    }

    /// Everyone's job, place among those above and below, and whether they are there.
    fn person(&self, id: i64) -> Row<'_> {
        self.one("rep", id).expect("a person")
    }

    fn is_there(&self, id: i64) -> bool {
        let left = self.person(id).text("left_on").to_owned();
        left.is_empty() || today().to_string() < left
    }

    /// What a job allows at most.
    fn ceiling(&self, person: i64, object: usize) -> u8 {
        let row = self.person(person);
        match row.text("job") {
            _ if !self.is_there(person) => 0,
            "" => 2,
            job => {
                let of = CEILINGS.iter().find(|(code, _)| *code == job);
                of.expect(job).1[object]
            }
        }
    }

    fn is_free(&self, person: i64) -> bool {
        self.is_there(person) && matches!(self.person(person).text("job"), "" | "sales_ops")
    }

    /// Somebody and everyone under them: by who manages whom, and who leads the team that somebody is in.
    fn led(&self, person: i64) -> BTreeSet<i64> {
        let mut led = BTreeSet::from([person]);
        let leads = |team: Option<i64>| {
            let places = self
                .all("membership")
                .filter(move |it| it.int("team_id") == team);
            let people = places.filter_map(|it| it.int("rep_id"));
            people.filter(|id| self.is_there(*id) && self.person(*id).text("job") == "sales_lead")
        };
        loop {
            let places = self.all("membership");
            let under = places.filter(|it| {
                let mut above = it
                    .int("manager_id")
                    .into_iter()
                    .chain(leads(it.int("team_id")));
                above.any(|it| led.contains(&it))
            });
            let under: Vec<i64> = under.filter_map(|it| it.int("rep_id")).collect();
            if under.iter().all(|it| led.contains(it)) {
                return led;
            }
            led.extend(under);
        }
    }

    /// Whether a deal waits for one of these.
    fn is_offered(&self, deal: i64, people: &BTreeSet<i64>) -> bool {
        let waiting = self.all("hand_off");
        let mut waiting =
            waiting.filter(|it| it.int("deal_id") == Some(deal) && it.text("state") == "offered");
        waiting.any(|it| match it.int("to_rep_id") {
            Some(to) => people.contains(&to),
            None => people
                .iter()
                .any(|id| self.person(*id).text("function") == it.text("function")),
        })
    }

    fn on_account(&self, account: i64, person: i64) -> Option<[u8; 4]> {
        let mut rows = self.all("account_member");
        let row = rows
            .find(|it| it.int("account_id") == Some(account) && it.int("rep_id") == Some(person));
        row.map(|row| std::array::from_fn(|object| row.level(object)))
    }

    /// Who has an account or a deal: themselves, and their leads.
    fn has(&self, person: &BTreeSet<i64>, object: usize, id: i64) -> bool {
        let owner = |table, id| self.one(table, id).and_then(|it| it.int("owner_id"));
        let is_one = |owner: Option<i64>| owner.is_some_and(|it| person.contains(&it));
        match object {
            0 => is_one(owner("account", id)),
            1 => {
                let account = self.one("deal", id).and_then(|it| it.int("account_id"));
                let of_account = account.and_then(|id| owner("account", id));
                is_one(owner("deal", id)) || is_one(of_account)
            }
            2 => is_one(self.account_of(2, id).and_then(|id| owner("account", id))),
            _ => {
                let of_account = self.account_of(3, id).and_then(|id| owner("account", id));
                is_one(owner("support_case", id)) || is_one(of_account)
            }
        }
    }

    fn account_of(&self, object: usize, id: i64) -> Option<i64> {
        let table = KINDS[object].code();
        match object {
            0 => Some(id),
            _ => self.one(table, id)?.int("account_id"),
        }
    }

    /// What everyone has of a record.
    fn everyones(&self, object: usize, id: i64) -> u8 {
        let row = self.one(KINDS[object].code(), id).expect("a record");
        let account = self
            .account_of(object, id)
            .and_then(|id| self.one("account", id));
        let is_owned = account
            .as_ref()
            .is_some_and(|it| it.int("owner_id").is_some());
        let is_shut = account.is_some_and(|it| it.text("sharing") == "private");
        match object {
            _ if is_shut => 0,
            0 => 2 - u8::from(is_owned),
            1 => {
                let is_own = row.int("owner_id").is_some();
                if row.text("sharing") == "private" {
                    0
                } else {
                    2 - u8::from(is_own)
                }
            }
            _ if is_owned => 0,
            _ => 2,
        }
    }

    /// Whether somebody has part in what belongs to an account.
    fn has_part(&self, person: i64, account: i64) -> bool {
        let led = self.led(person);
        let on_team = self.on_account(account, person);
        let mut deals = self
            .all("deal")
            .filter(|it| it.int("account_id") == Some(account));
        let mut cases = self
            .all("support_case")
            .filter(|it| it.int("account_id") == Some(account));
        let is_theirs = |row: &Row<'_>| row.int("owner_id").is_some_and(|it| led.contains(&it));
        on_team.is_some_and(|levels| levels.iter().any(|level| *level > 0))
            || deals.any(|deal| {
                is_theirs(&deal)
                    || self.is_offered(deal.id(), &led)
                    || self.all("deal_member").any(|it| {
                        it.int("deal_id") == Some(deal.id())
                            && it.int("rep_id") == Some(person)
                            && it.level(1) > 0
                    })
            })
            || cases.any(|case| is_theirs(&case))
    }

    /// What somebody may do with a record: the least of what their job allows and the most of what they have a claim to.
    fn level(&self, person: i64, object: usize, id: i64) -> u8 {
        let account = self.account_of(object, id);
        let granted = account.and_then(|it| self.on_account(it, person));
        let of_deal = self.all("deal_member");
        let of_deal = of_deal.filter(|it| object == 1 && it.int("deal_id") == Some(id));
        let of_deal = of_deal.filter(|it| it.int("rep_id") == Some(person));
        let claims = [
            2 * u8::from(self.is_free(person) || self.has(&self.led(person), object, id)),
            granted.map_or(0, |levels| levels[object]),
            of_deal.map(|it| it.level(1)).max().unwrap_or(0),
            2 * u8::from(object == 1 && self.is_offered(id, &self.led(person))),
            u8::from(object == 0 && self.has_part(person, id)),
            self.everyones(object, id),
        ];
        let most = claims.into_iter().max().unwrap_or(0);
        most.min(self.ceiling(person, object))
    }

    /// Whether somebody says whose a record is, who sees it and who is on its team.
    fn may_staff(&self, person: i64, object: usize, id: i64) -> bool {
        let has = self.has(&self.led(person), object, id);
        self.is_there(person) && (self.is_free(person) || has || self.everyones(object, id) == 2)
    }

    /// What the usual team of whoever owns a record gives to somebody on it, as far as the owner's job goes.
    fn usual(&self, person: i64, object: usize, id: i64) -> u8 {
        let account = self.account_of(object, id);
        let of_account = account.and_then(|it| self.one("account", it)?.int("owner_id"));
        let of_deal = self.one("deal", id).filter(|_| object == 1);
        let owners = [of_account, of_deal.and_then(|it| it.int("owner_id"))];
        let given = owners.into_iter().flatten().map(|owner| {
            let mut rows = self.all("default_member");
            let row = rows
                .find(|it| it.int("rep_id") == Some(owner) && it.int("member_id") == Some(person));
            row.map_or(0, |it| it.level(object))
                .min(self.ceiling(owner, object))
        });
        given.max().unwrap_or(0)
    }

    /// Every record that access is about.
    fn records(&self) -> Vec<(usize, i64)> {
        let of = |(object, kind): (usize, &Kind)| {
            self.all(kind.code())
                .map(|row| (object, row.id()))
                .collect::<Vec<_>>()
        };
        KINDS.iter().enumerate().flat_map(of).collect()
    }

    fn levels(&self, people: &[i64]) -> BTreeMap<(i64, usize, i64), u8> {
        let all = self.records().into_iter();
        let of = |(object, id)| {
            let of_one = people
                .iter()
                .map(move |who| ((*who, object, id), self.level(*who, object, id)));
            of_one.collect::<Vec<_>>()
        };
        all.flat_map(of).collect()
    }

    /// Whose a record is, who sees it, where it belongs and who is on its team: what only who may staff it says.
    fn staffing(&self, object: usize, id: i64) -> Option<String> {
        let row = self.one(KINDS[object].code(), id)?;
        let own: &[&str] = match object {
            0 => &["owner_id", "sharing"],
            1 => &["owner_id", "sharing", "account_id"],
            _ => &["account_id"],
        };
        let has = |column: &str| row.columns.contains(&column);
        let own = own.iter().filter(|it| has(it)).map(|it| match it {
            &"sharing" => row.text(it).to_owned(),
            it => format!("{:?}", row.int(it)),
        });
        let team = match object {
            0 => Some(("account_member", "account_id", 0..4)),
            1 => Some(("deal_member", "deal_id", 1..2)),
            _ => None,
        };
        let team = team.into_iter().flat_map(|(table, column, objects)| {
            let of_it = self.all(table).filter(move |it| it.int(column) == Some(id));
            of_it.map(move |it| {
                let levels = objects.clone().map(|object| it.level(object));
                format!("{:?} {:?}", it.int("rep_id"), levels.collect::<Vec<_>>())
            })
        });
        let team: BTreeSet<String> = team.collect();
        Some(format!("{:?} {team:?}", own.collect::<Vec<_>>()))
    }
}

/// What somebody does: who, what, and about what; numbers pick among what there is.
#[derive(Debug, Clone)]
struct Act {
    by: usize,
    what: usize,
    about: usize,
    whom: usize,
    levels: [usize; 4],
}

fn acts() -> impl Strategy<Value = Act> {
    let levels = prop::array::uniform4(0_usize..4);
    // Rarely is something taken back that was done, or a hand-off answered by whom it waits for.
    let what = prop_oneof![6 => 0_usize..17, 2 => 11_usize..13, 1 => 15_usize..17];
    let parts = (0_usize..7, what, 0_usize..60, 0_usize..60, levels);
    parts.prop_map(|(by, what, about, whom, levels)| Act {
        by,
        what,
        about,
        whom,
        levels,
    })
}

/// What people begin with: job, function, whom they report to, and whether they left.
type Start = (Option<usize>, bool, usize, bool);

fn starts() -> impl Strategy<Value = Vec<Start>> {
    let job = prop_oneof![1 => Just(None), 12 => (0..CEILINGS.len()).prop_map(Some)];
    let left = prop::bool::weighted(0.1);
    prop::collection::vec((job, any::<bool>(), 0_usize..9, left), PEOPLE.len())
}

/// The store of a case, and what was done in it.
struct Office {
    house: House,
    people: Vec<i64>,
    seqs: Vec<i64>,
    undone: Vec<i64>,
}

impl Office {
    fn new(starts: &[Start], owners: &[usize]) -> Self {
        let mut house = House::new();
        for (name, _) in STAGES {
            house.done(KEEPER, &add_stage(name, StageKind::Open, None));
        }
        for (name, function) in STAGES {
            let id = house.service.record(Kind::Stage, name).expect("a stage");
            let owned = edit(&house, Kind::Stage, id, &[("function", function)]);
            house.done(KEEPER, &owned);
        }
        let line = Command::Set {
            key: SettingKey::SalesModel,
            value: "assembly_line".to_owned(),
            seen: Seen::Unread,
        };
        house.done(KEEPER, &line);
        let mut office = Self {
            house,
            people: Vec::new(),
            seqs: Vec::new(),
            undone: Vec::new(),
        };
        for (name, (job, is_sdr, ..)) in PEOPLE.into_iter().zip(starts) {
            let function = STAGES[usize::from(!is_sdr)].1;
            let mut given = vec![("name", name), ("function", function)];
            given.extend(job.map(|at| ("job", CEILINGS[at].0)));
            office.house.done(KEEPER, &new(Kind::Rep, &given));
            let id = office.house.service.record(Kind::Rep, name).expect("a rep");
            office.people.push(id);
        }
        for (at, (.., above, _)) in starts.iter().enumerate() {
            if let Some(manager) = PEOPLE.get(*above).filter(|_| *above != at) {
                let place = [
                    ("rep", PEOPLE[at]),
                    ("team", ["Crew", "Band"][at % 2]),
                    ("manager", *manager),
                ];
                // Nobody is above whoever is above them.
                let _refused = office.house.run(KEEPER, &new(Kind::Membership, &place));
            }
        }
        for (at, name) in ["Acme", "Bolt"].into_iter().enumerate() {
            let owner = |at: usize| PEOPLE.get(owners[at]).map(|it| ("owner", *it));
            let sharing = [("sharing", "private")];
            let named = [("name", name)];
            let is_private = owners[at].is_multiple_of(2);
            let account = [&named[..], if is_private { &sharing } else { &[] }].concat();
            let account = account.into_iter().chain(owner(at)).collect::<Vec<_>>();
            office.house.done(KEEPER, &new(Kind::Account, &account));
            let of = [("name", name), ("account", name)];
            let deal = [&of[..], &sharing]
                .concat()
                .into_iter()
                .chain(owner(at + 2));
            office
                .house
                .done(KEEPER, &new(Kind::Deal, &deal.collect::<Vec<_>>()));
            office.house.done(KEEPER, &new(Kind::Contract, &of));
            let case = of.into_iter().chain(owner(at + 4)).collect::<Vec<_>>();
            office.house.done(KEEPER, &new(Kind::SupportCase, &case));
        }
        // Some are on teams already, with what nobody they know could give them.
        for (at, (job, is_sdr, above, _)) in starts.iter().enumerate() {
            let account = ["Acme", "Bolt"][usize::from(*is_sdr)];
            let on = [("account", account), ("rep", PEOPLE[at])];
            let kinds = above + job.unwrap_or(0);
            let levels = LEVEL_FIELDS.into_iter().enumerate();
            let levels = levels.map(|(object, it)| (it, LEVELS[2 - ((kinds >> object) & 1)]));
            let given = on.into_iter().chain(levels).collect::<Vec<_>>();
            office.house.done(KEEPER, &new(Kind::AccountMember, &given));
        }
        // Whoever left had what they have before.
        for (&(.., has_left), id) in starts.iter().zip(office.people.clone()) {
            if has_left {
                let left = edit(&office.house, Kind::Rep, id, &[("left_on", "2026-01-05")]);
                office.house.done(KEEPER, &left);
            }
        }
        office
    }

    fn world(&self) -> World {
        let keeper = self.house.actor(KEEPER);
        self.house.service.look_as(&keeper).expect("a store");
        World(self.house.rows())
    }

    /// Does it; whether that changed anything, where it may be done at all.
    fn carry_out(&mut self, act: &Act, world: &World) -> Option<Result<bool, Error>> {
        let name = PEOPLE.get(act.by).copied().unwrap_or(KEEPER);
        let actor = self.house.actor(name);
        if act.what >= 15 {
            let (from, to) = match act.what {
                15 => (&mut self.seqs, &mut self.undone),
                _ => (&mut self.undone, &mut self.seqs),
            };
            let seq = from.iter().rev().nth(act.about % 3).copied()?;
            let taken = match act.what {
                15 => self.house.service.undo(&actor, Some(seq)),
                _ => self.house.service.redo(&actor, Some(seq)),
            };
            if taken.is_ok() {
                from.retain(|it| *it != seq);
                to.push(seq);
            }
            return Some(taken.map(|_| true));
        }
        let command = self.command(act, world)?;
        let done = self.house.service.run(&actor, &command);
        Some(done.map(|done| {
            self.seqs.extend(done.seq);
            done.seq.is_some()
        }))
    }

    /// The command of an act, unless there is nothing that it could be about.
    #[expect(clippy::too_many_lines, reason = "one arm an act")]
    fn command(&self, act: &Act, world: &World) -> Option<Command> {
        let pick = |table: &'static str, at: usize| -> Option<i64> {
            let ids: Vec<i64> = world.all(table).map(|row| row.id()).collect();
            (!ids.is_empty()).then(|| ids[at % ids.len()])
        };
        let record = |field, id: i64| Assignment::new(field, Content::Record(id));
        let whom = self.people[act.whom % self.people.len()];
        let owner = |field| match act.whom % 7 {
            6 => Assignment {
                field,
                content: None,
            },
            _ => record(field, whom),
        };
        let said = |objects: std::ops::Range<usize>| -> Vec<Assignment> {
            let said = objects.filter_map(|object| {
                let level = LEVELS.get(act.levels[object])?;
                let text = Content::Text((*level).to_owned());
                Some(Assignment::new(LEVEL_FIELDS[object], text))
            });
            said.collect()
        };
        let add = |kind, fields: Vec<Assignment>| {
            let on = today();
            Some(Command::Add { kind, fields, on })
        };
        let set = |kind: Kind, id: i64, fields: Vec<Assignment>| {
            Some(Command::Edit {
                kind,
                id,
                version: world.one(kind.code(), id)?.int("version")?,
                fields,
                on: today(),
            })
        };
        let on_account = |whom, said| {
            let account = record("account", pick("account", act.about)?);
            let fields = [account, record("rep", whom)].into_iter().chain(said);
            add(Kind::AccountMember, fields.collect())
        };
        let sharing = |code: &str| vec![Assignment::new("sharing", Content::Text(code.to_owned()))];
        match act.what {
            0 | 1 => on_account(whom, said(0..4)),
            2 => {
                let deal = record("deal", pick("deal", act.about)?);
                let fields = [deal, record("rep", whom)].into_iter().chain(said(1..2));
                add(Kind::DealMember, fields.collect())
            }
            // Somebody else in a place, or another level for whoever has it.
            3 => {
                let id = pick("account_member", act.about)?;
                let fields = if act.whom < 30 {
                    vec![record("rep", whom)]
                } else {
                    said(0..4)
                };
                set(Kind::AccountMember, id, fields)
            }
            4 => {
                let id = pick("deal_member", act.about)?;
                let fields = match act.whom % 3 {
                    0 => vec![record("rep", whom)],
                    1 => vec![record("deal", pick("deal", act.whom)?)],
                    _ => said(1..2),
                };
                set(Kind::DealMember, id, fields)
            }
            5 => {
                let kind = [Kind::AccountMember, Kind::DealMember][act.whom % 2];
                let id = pick(kind.code(), act.about)?;
                deleted(world, kind, id)
            }
            6 => {
                let whose = self.people[act.about % self.people.len()];
                let fields = [record("rep", whose), record("member", whom)];
                add(
                    Kind::DefaultMember,
                    fields.into_iter().chain(said(0..4)).collect(),
                )
            }
            7 => set(
                Kind::Account,
                pick("account", act.about)?,
                vec![owner("owner")],
            ),
            8 => set(Kind::Deal, pick("deal", act.about)?, vec![owner("owner")]),
            9 => {
                let kind = [Kind::Account, Kind::Deal][act.whom % 2];
                let code = ["private", "open"][act.levels[0] % 2];
                set(kind, pick(kind.code(), act.about)?, sharing(code))
            }
            // To where it does not belong.
            10 => {
                let kind = KINDS[1 + act.about % 3];
                let to = pick("account", act.levels[0])?;
                set(
                    kind,
                    pick(kind.code(), act.whom)?,
                    vec![record("account", to)],
                )
            }
            11 => {
                let deal = pick("deal", act.about)?;
                let row = world.one("deal", deal)?;
                let to = pick("stage", act.levels[0].min(1))?;
                let (id, version) = (DealId(deal), row.int("version")?);
                let to_rep_id = (act.whom < 30).then_some(RepId(whom));
                Some(Command::HandOff(HandOffCommand::Offer {
                    id,
                    version,
                    to: StageId(to),
                    criteria: Criteria::default(),
                    to_rep_id,
                    note: None,
                    on: today(),
                }))
            }
            12 => {
                let id = pick("hand_off", act.about)?;
                let version = world.one("hand_off", id)?.int("version")?;
                let (id, on) = (HandOffId(id), today());
                Some(Command::HandOff(match act.levels[0] {
                    0 => HandOffCommand::Return {
                        id,
                        version,
                        reason: "no".to_owned(),
                        on,
                    },
                    _ => HandOffCommand::Accept {
                        id,
                        version,
                        rep_id: RepId(self.people.get(act.by).copied().unwrap_or(whom)),
                        on,
                    },
                }))
            }
            13 => {
                let kind = [Kind::Deal, Kind::Contract, Kind::SupportCase][act.about % 3];
                match act.whom % 3 {
                    0 => deleted(world, kind, pick(kind.code(), act.levels[0])?),
                    1 => set(
                        Kind::SupportCase,
                        pick("support_case", act.levels[0])?,
                        vec![owner("owner")],
                    ),
                    _ => {
                        let name = Assignment::new("name", Content::Text("New".to_owned()));
                        let account = record("account", pick("account", act.levels[0])?);
                        let private = sharing("private").into_iter();
                        add(
                            Kind::Deal,
                            [name, account, owner("owner")]
                                .into_iter()
                                .chain(private)
                                .collect(),
                        )
                    }
                }
            }
            // Two at once.
            _ => {
                let other = self.people[(act.whom + 1) % self.people.len()];
                let both = [
                    on_account(whom, said(0..4))?,
                    on_account(other, said(0..4))?,
                ];
                Some(Command::Many(both.to_vec()))
            }
        }
    }

    /// What somebody finds of a kind.
    fn found(&self, who: &str, kind: Kind) -> BTreeSet<i64> {
        let mut ids = BTreeSet::new();
        let mut visit = |it: &quarterdeck::service::exchange::export::Exported| {
            ids.insert(it.record.id);
            ControlFlow::Continue(())
        };
        let actor = self.house.actor(who);
        match self.house.service.export(&actor, kind, &mut visit) {
            Ok(()) => {}
            Err(Error::Refused(Refusal::HasLeft { .. })) => assert!(ids.is_empty(), "{who}"),
            other => panic!("{other:?}"),
        }
        ids
    }

    /// Everyone reads what the rule says, in bulk and one by one, and it is explained so.
    fn check_reading(&self, world: &World, levels: &BTreeMap<(i64, usize, i64), u8>) {
        for (name, person) in PEOPLE.into_iter().zip(&self.people) {
            for (object, kind) in KINDS.into_iter().enumerate() {
                let of = levels
                    .iter()
                    .filter(|((who, of, _), level)| who == person && *of == object && **level > 0);
                let read: BTreeSet<i64> = of.map(|((.., id), _)| *id).collect();
                assert_eq!(self.found(name, kind), read, "{name} {kind:?}");
            }
        }
        let keeper = self.house.actor(KEEPER);
        for (&(person, object, id), &level) in levels {
            let query = Query::Access {
                rep_id: RepId(person),
                object: Object::ALL[object],
                id,
                today: today(),
            };
            let Ok(View::Access(view)) = self.house.service.ask(&keeper, &query) else {
                panic!("a record");
            };
            let told = view.access.level as u8;
            let job = world.person(person).text("job").to_owned();
            assert_eq!(told, level, "{} {job} {object} {id}", view.rep);
            assert!(level <= world.ceiling(person, object));
        }
    }

    /// Whether somebody may write is what the rule says.
    fn check_writing(&mut self, person: usize, object: usize, id: i64, level: u8) {
        let world = self.world();
        let (field, values) = EDITED[object];
        let held = match object {
            0 => world
                .one("account", id)
                .map(|it| it.text("region").to_owned()),
            1 => world.one("deal", id).map(|it| it.text("note").to_owned()),
            2 => world
                .one("contract", id)
                .map(|it| it.text("status").to_owned()),
            _ => world
                .one("support_case", id)
                .map(|it| it.text("priority").to_owned()),
        };
        let value = values[usize::from(held.as_deref() == Some(values[0]))];
        let command = edit(&self.house, KINDS[object], id, &[(field, value)]);
        let actor = self.house.actor(PEOPLE[person]);
        let done = self.house.service.run(&actor, &command);
        assert_eq!(
            done.is_ok(),
            level == 2,
            "{} {object} {id} {level}: {done:?}",
            PEOPLE[person]
        );
        if done.is_err() {
            assert_eq!(self.world().0, world.0, "a refused command left something");
        }
    }

    /// Whoever does not say whose a record is takes it by no way: not as theirs, not to another account, not by a place on
    /// its team, and not by handing it off.
    fn check_taking(&mut self, person: usize, object: usize, id: i64) {
        let world = self.world();
        let (kind, whom) = (KINDS[object], self.people[person]);
        let row = world.one(kind.code(), id).expect("a record");
        let version = row.int("version").expect("a version");
        let set = |field, content| Command::Edit {
            kind,
            id,
            version,
            fields: vec![Assignment::new(field, content)],
            on: today(),
        };
        let other = world.all("account").map(|it| it.id());
        let other = other
            .filter(|it| Some(*it) != world.account_of(object, id))
            .last();
        let mut ways = Vec::new();
        if object > 0 {
            ways.extend(other.map(|it| set("account", Content::Record(it))));
        }
        if object < 2 {
            let is_private = row.text("sharing") == "private";
            let code = if is_private { "open" } else { "private" };
            ways.push(set("owner", Content::Record(whom)));
            ways.push(set("sharing", Content::Text(code.to_owned())));
            let levels = LEVEL_FIELDS[object];
            ways.push(Command::Add {
                kind: [Kind::AccountMember, Kind::DealMember][object],
                fields: vec![
                    Assignment::new(["account", "deal"][object], Content::Record(id)),
                    Assignment::new("rep", Content::Record(whom)),
                    Assignment::new(levels, Content::Text("edit".to_owned())),
                ],
                on: today(),
            });
        }
        if object == 1 {
            let discover = world.all("stage").last().expect("a stage").id();
            ways.push(Command::HandOff(HandOffCommand::Offer {
                id: DealId(id),
                version,
                to: StageId(discover),
                criteria: Criteria::default(),
                to_rep_id: None,
                note: None,
                on: today(),
            }));
        }
        for way in ways {
            let actor = self.house.actor(PEOPLE[person]);
            let done = self.house.service.run(&actor, &way);
            let has_changed = done.is_ok_and(|done| done.seq.is_some());
            assert!(
                !has_changed,
                "{} took {object} {id}: {way:?}",
                PEOPLE[person]
            );
        }
        assert_eq!(self.world().0, world.0, "a refused command left something");
    }
}

fn deleted(world: &World, kind: Kind, id: i64) -> Option<Command> {
    Some(Command::Delete {
        kind,
        id,
        version: world.one(kind.code(), id)?.int("version")?,
        to: None,
        on: today(),
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, max_shrink_iters: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_sequence_of_commands_lifts_anyone(
        starts in starts(),
        owners in prop::collection::vec(0_usize..7, 6),
        acts in prop::collection::vec(acts(), 1..24),
    ) {
        let mut office = Office::new(&starts, &owners);
        let people = office.people.clone();
        let mut before = office.world();
        let mut held = before.levels(&people);
        office.check_reading(&before, &held);
        for (step, act) in acts.iter().enumerate() {
            let Some(done) = office.carry_out(act, &before) else { continue };
            let after = office.world();
            if !matches!(done, Ok(true)) {
                prop_assert_eq!(&after.0, &before.0, "a refused command left something: {:?}", act);
                continue;
            }
            let levels = after.levels(&people);
            office.check_reading(&after, &levels);
            // What is taken back is as it was: who did it may have been another one then.
            let actor = people.get(act.by).filter(|_| act.what < 15);
            if let Some(&actor) = actor {
                for (object, id) in before.records() {
                    let is_said = before.staffing(object, id) != after.staffing(object, id);
                    // Whoever takes what waits for them says with it whose it is.
                    let takes = act.what == 12 && object == 1;
                    let may = before.may_staff(actor, object, id)
                        || (takes && before.is_offered(id, &before.led(actor)))
                        || (object > 1 && held[&(actor, object, id)] == 2);
                    prop_assert!(!is_said || after.staffing(object, id).is_none() || may, "{act:?} {object} {id}");
                }
                // Whose a record is gives them what their job allows; all else is given.
                let is_given = matches!(act.what, 0..=6 | 14);
                for (&(person, object, id), &level) in levels.iter().filter(|_| is_given) {
                    let was = held.get(&(person, object, id)).copied().unwrap_or(0);
                    let most = held.get(&(actor, object, id)).copied().unwrap_or(0);
                    let most = most.max(before.usual(person, object, id));
                    prop_assert!(level <= was.max(most), "{act:?} {person} {object} {id}: {was} → {level} by {most}");
                }
            }
            let records = after.records();
            let pick = act.about * 7 + step;
            let ((object, id), person) = (records[pick % records.len()], pick % people.len());
            office.check_writing(person, object, id, levels[&(people[person], object, id)]);
            before = office.world();
            held = levels;
        }
        for (at, (object, id)) in before.records().into_iter().enumerate() {
            let person = (at + acts.len()) % people.len();
            office.check_writing(person, object, id, held[&(people[person], object, id)]);
            let strangers = (0..people.len()).filter(|it| !before.may_staff(people[*it], object, id));
            for person in strangers {
                office.check_taking(person, object, id);
            }
        }
    }
}
