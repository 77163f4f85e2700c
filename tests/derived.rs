//! What follows from rows: derived columns of deals and words of names, compared with what they follow from.
//!
//! Every house of the tests looks here after each command, import, undo and redo.

use std::collections::{BTreeMap, BTreeSet};

use quarterdeck::domain::activity::{Activity, ActivityKind, ActivityStatus};
use quarterdeck::domain::calendar::Day;
use quarterdeck::domain::command::{Actor, Command};
use quarterdeck::domain::credit::{Credit, CreditKind, shared};
use quarterdeck::domain::deal::{Deal, DealContact, DealHistory, DealLine, Stage, StageKind};
use quarterdeck::domain::id::{DealId, ProductId, RepId, StageId};
use quarterdeck::domain::party::{Account, Product};
use quarterdeck::domain::record::{Assignment, Content, Kind};
use quarterdeck::domain::role::{AccountMember, DealMember, Role, Skill};
use quarterdeck::domain::team::{Function, Rep};
use quarterdeck::domain::text::{name_key, words};
use quarterdeck::store::record::Record;
use quarterdeck::store::sql::{Db, Statement};
use quarterdeck::store::tables;
use quarterdeck::store::value::Value;
use quarterdeck::store::words::NAMED;

use crate::fixtures::{House, add_stage, amount, day, every_row};
use crate::numbers::{stage_of, written};
use crate::support::today;

pub(crate) fn all<R: Record>(db: &Db) -> Vec<R> {
    let rows = every_row(db, R::table()).into_iter();
    rows.map(|row| R::from_values(row).expect("a record"))
        .collect()
}

/// Since when it is in its stage, last touched, next step, pushes, last activity, latest planned meeting, the names of its
/// owner and its account, how many different products and contacts it has, who sits on it and what its owner does not know.
pub(crate) type Columns = (
    Option<Day>,
    Option<Day>,
    Option<Day>,
    i64,
    Option<Day>,
    Option<Day>,
    [Option<String>; 2],
    [i64; 4],
);

/// Derived columns by their definition, one rule after the other.
pub(crate) fn expected(db: &Db) -> BTreeMap<DealId, Columns> {
    let closed: BTreeSet<StageId> = all::<Stage>(db)
        .into_iter()
        .filter(|stage| stage.kind.is_closed())
        .map(|stage| stage.id)
        .collect();
    let (history, activities) = (all::<DealHistory>(db), all::<Activity>(db));
    let (lines, contacts) = (all::<DealLine>(db), all::<DealContact>(db));
    let (reps, accounts) = (all::<Rep>(db), all::<Account>(db));
    let ground = Ground::new(db);
    let mut expected = BTreeMap::new();
    for deal in all::<Deal>(db) {
        let started_on = deal.started_on;
        let mut columns: Columns = (None, started_on, None, 0, None, None, [None, None], [0; 4]);
        let of_deal = lines.iter().filter(|it| it.deal_id == deal.id);
        let products: BTreeSet<_> = of_deal.map(|it| it.product_id).collect();
        let of_deal = contacts.iter().filter(|it| it.deal_id == deal.id);
        let people: BTreeSet<_> = of_deal.map(|it| it.contact_id).collect();
        columns.7 = [
            products.len() as i64,
            people.len() as i64,
            ground.seated(&deal),
            ground.unknown(&deal, &products),
        ];
        let owner = reps.iter().find(|it| Some(it.id) == deal.owner_id);
        let account = accounts.iter().find(|it| Some(it.id) == deal.account_id);
        columns.6 = [
            owner.map(|it| it.name_key.clone()),
            account.map(|it| it.name_key.clone()),
        ];
        for row in history.iter().filter(|row| row.deal_id == deal.id) {
            let entered = row.old_stage_id != Some(row.new_stage_id);
            if entered && row.new_stage_id == deal.stage_id {
                columns.0 = columns.0.max(Some(row.changed_on));
            }
            columns.1 = columns.1.max(Some(row.changed_on));
            let is_later =
                matches!((row.old_close_on, row.new_close_on), (Some(old), Some(new)) if old < new);
            // A stage that is gone was open.
            let was_open = row.old_stage_id.is_some_and(|id| !closed.contains(&id));
            columns.3 += i64::from(is_later && was_open && !closed.contains(&row.new_stage_id));
        }
        for it in activities.iter().filter(|it| it.deal_id == Some(deal.id)) {
            if it.status == ActivityStatus::Done {
                columns.1 = columns.1.max(it.held_on);
                columns.4 = columns.4.max(it.held_on);
            } else if it.status == ActivityStatus::Planned {
                // What a role owes is a step once it has a day.
                if it.kind == ActivityKind::Duty && it.held_on.is_none() {
                    continue;
                }
                let on = it.held_on.unwrap_or(Day::MAX);
                columns.2 = Some(columns.2.map_or(on, |next: Day| next.min(on)));
                if it.kind.is_meeting() {
                    columns.5 = columns.5.max(Some(on));
                }
            }
        }
        columns.4 = columns.4.or(deal.started_on).or(columns.0);
        expected.insert(deal.id, columns);
    }
    expected
}

/// What says who sits on deals, and what their owners know.
struct Ground {
    reps: Vec<Rep>,
    roles: Vec<Role>,
    deal_members: Vec<DealMember>,
    account_members: Vec<AccountMember>,
    skills: Vec<Skill>,
    products: Vec<Product>,
}

impl Ground {
    fn new(db: &Db) -> Self {
        Self {
            reps: all(db),
            roles: all(db),
            deal_members: all(db),
            account_members: all(db),
            skills: all(db),
            products: all(db),
        }
    }

    /// Who sits on an open deal: an engineer is 1, a sponsor 2, and four times that if they are to leave or have left.
    fn seated(&self, deal: &Deal) -> i64 {
        if deal.closed_on.is_some() {
            return 0;
        }
        let bit = |function: Option<Function>| match function {
            Some(Function::SalesEngineer) => 1,
            Some(Function::ExecutiveSponsor) => 2,
            _ => 0,
        };
        let rep = |id: RepId| self.reps.iter().find(|it| it.id == id).expect("somebody");
        let of_deal = self.deal_members.iter();
        let of_deal = of_deal.filter(|it| it.deal_id == deal.id);
        let of_account = self.account_members.iter();
        let of_account = of_account.filter(|it| Some(it.account_id) == deal.account_id);
        let members = of_deal.map(|it| (it.rep_id, it.role_id));
        let members = members.chain(of_account.map(|it| (it.rep_id, it.role_id)));
        let seats = members.map(|(rep_id, role_id)| {
            let rep = rep(rep_id);
            let role = role_id.and_then(|id| self.roles.iter().find(|it| it.id == id));
            let function = role.map_or(rep.function, |it| it.function);
            bit(function) * if rep.left_on.is_some() { 4 } else { 1 }
        });
        let own = deal.owner_id.map_or(0, |id| bit(rep(id).function));
        seats.fold(own, |sum, it| sum | it)
    }

    /// How many products of an open deal its owner does not know, who has skills.
    fn unknown(&self, deal: &Deal, sold: &BTreeSet<ProductId>) -> i64 {
        let skills = self.skills.iter();
        let mut skills = skills
            .filter(|it| Some(it.rep_id) == deal.owner_id)
            .peekable();
        if deal.closed_on.is_some() || skills.peek().is_none() {
            return 0;
        }
        let skilled = skills.filter(|it| it.level.is_some_and(|level| level >= 3));
        let known: BTreeSet<&str> = skilled.map(|it| it.name_key.as_str()).collect();
        let sold = self.products.iter().filter(|it| sold.contains(&it.id));
        sold.filter(|it| !known.contains(it.name_key.as_str()))
            .count() as i64
    }
}

/// Fails if seats are not counted as often as they are taken, or do not keep when their deal was decided.
fn check_seats(db: &Db) {
    let text = "SELECT id FROM deal_member m WHERE id > 0 AND closed_on IS DISTINCT FROM (SELECT d.closed_on FROM deal d \
                WHERE d.id = m.deal_id) ORDER BY id";
    let stale = db.all(&Statement::new(text), |row| row.get::<i64>(0));
    let stale = stale.expect("seats");
    assert!(
        stale.is_empty(),
        "seats of deals that were decided: {stale:?}"
    );
    let text = "SELECT rep_id, role_id, deals, own_deals, accounts FROM seat_count WHERE rep_id > 0 ORDER BY rep_id, role_id";
    let found = db.all(&Statement::new(text), |row| {
        let counts = [row.get::<i64>(2)?, row.get(3)?, row.get(4)?];
        Ok(((row.get::<i64>(0)?, row.get::<i64>(1)?), counts))
    });
    let found: BTreeMap<_, _> = found.expect("seats").into_iter().collect();
    let deals: BTreeMap<DealId, Deal> = all::<Deal>(db).into_iter().map(|it| (it.id, it)).collect();
    let mut expected: BTreeMap<(i64, i64), [i64; 3]> = BTreeMap::new();
    for it in all::<DealMember>(db) {
        let deal = &deals[&it.deal_id];
        if deal.closed_on.is_none() {
            let seat = (it.rep_id.0, it.role_id.map_or(0, |id| id.0));
            let counts = expected.entry(seat).or_default();
            counts[0] += 1;
            counts[1] += i64::from(deal.owner_id == Some(it.rep_id));
        }
    }
    for it in all::<AccountMember>(db) {
        let seat = (it.rep_id.0, it.role_id.map_or(0, |id| id.0));
        expected.entry(seat).or_default()[2] += 1;
    }
    assert_eq!(found, expected);
}

/// Fails if anything that follows from rows does not.
pub(crate) fn check(db: &Db) {
    let columns = Statement::new(
        "SELECT id, stage_since_on, touched_on, next_on, push_count, active_on, meeting_on, owner_key, account_key, \
         product_count, contact_count, seated, unknown_count FROM deal WHERE id > 0 ORDER BY id",
    );
    let found = db
        .all(&columns, |row| {
            let columns: Columns = (
                row.get(1)?,
                row.get(2)?,
                row.get(3)?,
                row.get(4)?,
                row.get(5)?,
                row.get(6)?,
                [row.get(7)?, row.get(8)?],
                [row.get(9)?, row.get(10)?, row.get(11)?, row.get(12)?],
            );
            Ok((row.get::<DealId>(0)?, columns))
        })
        .expect("deals");
    assert_eq!(found.into_iter().collect::<BTreeMap<_, _>>(), expected(db));

    check_credits(db);
    check_seats(db);

    let mut expected = BTreeSet::new();
    for &table in NAMED {
        let at = table.column("name_key").expect("a name");
        for row in every_row(db, table) {
            let id = row[0].as_int().expect("an id");
            let key = row[at].as_text().expect("a name");
            expected.extend(
                words(key)
                    .into_iter()
                    .map(|word| (word, table.name.to_owned(), id)),
            );
        }
    }
    let texts =
        Statement::new("SELECT key, kind, id FROM word WHERE key > '' ORDER BY key, kind, id");
    let found = db.all(&texts, |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)));
    let found: BTreeSet<(String, String, i64)> = found.expect("words").into_iter().collect();
    assert_eq!(found, expected);
}

/// Fails if a share is not worth what it says, or if those of a deal's revenue are not all of it and its owner among them.
fn check_credits(db: &Db) {
    let amounts = Statement::new("SELECT id, amount FROM credit WHERE id > 0 ORDER BY id");
    let found = db.all(&amounts, |row| Ok((row.get(0)?, row.get(1)?)));
    let found: BTreeMap<i64, Option<i64>> = found.expect("credits").into_iter().collect();
    let credits = all::<Credit>(db);
    for deal in all::<Deal>(db) {
        for &kind in CreditKind::ALL {
            let of = credits
                .iter()
                .filter(|it| (it.deal_id, it.kind) == (deal.id, kind));
            let of: Vec<&Credit> = of.collect();
            let shares: Vec<i64> = of.iter().map(|it| it.share).collect();
            let parts = deal.amount.map(|amount| shared(amount, &shares));
            for (at, credit) in of.iter().enumerate() {
                let expected = parts.as_ref().map(|parts| parts[at]);
                assert_eq!(found[&credit.id.0], expected, "{credit:?} of {deal:?}");
            }
            if kind == CreditKind::Revenue && !of.is_empty() {
                assert_eq!(shares.iter().sum::<i64>(), 10_000, "{of:?} of {deal:?}");
                let has_share = |owner| of.iter().any(|it| it.rep_id == owner);
                assert!(deal.owner_id.is_none_or(has_share), "{of:?} of {deal:?}");
                let worth = of
                    .iter()
                    .map(|it| found[&it.id.0].unwrap_or(0))
                    .sum::<i64>();
                assert_eq!(worth, deal.amount.unwrap_or(0), "{of:?} of {deal:?}");
            }
        }
    }
}

#[test]
fn deals_keep_the_names_of_their_owner_and_account_whatever_these_are_called() {
    let mut house = House::furnished();
    house.import_deals(
        "Ann",
        "D1,Acme,Turbines,Talking,100.00,EUR,2026-12-31,Ann,\n",
    );
    let deal = house.deal("Turbines");
    let renamed = |kind, id, version, name: &str| {
        let name = Assignment::new("name", Content::Text(name.to_owned()));
        let on = today();
        Command::Edit {
            kind,
            id,
            version,
            fields: vec![name],
            on,
        }
    };
    let version = |id: i64, house: &House| {
        let reps = all::<Rep>(house.db()).into_iter();
        let accounts = all::<Account>(house.db()).into_iter();
        let mut versions = reps
            .map(|it| (it.id.0, it.version))
            .chain(accounts.map(|it| (it.id.0, it.version)));
        versions
            .find(|(other, _)| *other == id)
            .expect("it is there")
            .1
    };
    let owner = deal.owner_id.expect("an owner").0;
    let account = deal.account_id.expect("an account").0;
    for (kind, id, column, old) in [
        (Kind::Rep, owner, "owner_key", "ann"),
        (Kind::Account, account, "account_key", "acme"),
    ] {
        assert_eq!(derived(&house, column), [Some(old.to_owned())]);
        let command = renamed(kind, id, version(id, &house), "Zoë & Co");
        house.done("Bob", &command);
        assert_eq!(derived(&house, column), [Some(name_key("Zoë & Co"))]);
        house.undo("Bob", None).expect("the old name");
        assert_eq!(derived(&house, column), [Some(old.to_owned())]);
    }
    // It is not a change of the deal.
    assert_eq!(house.deal("Turbines").version, deal.version);
}

#[test]
fn what_follows_from_activities_and_history_is_kept() {
    let mut house = House::furnished();
    house.import_deals(
        "Ann",
        "D1,Acme,Turbines,Talking,100.00,EUR,2026-12-31,Ann,\n",
    );
    let deal = house.deal("Turbines");
    let planned =
        |writer: &mut quarterdeck::store::journal::Writer<'_>, on: Option<&str>, status| {
            let activity = Activity {
                held_on: on.map(day),
                booked_on: on.map(day),
                done_by_id: deal.owner_id,
                deal_id: Some(deal.id),
                ..Activity::new(writer.id(), ActivityKind::Call, status)
            };
            writer.insert(&activity).map(|()| activity)
        };
    let mut first = None;
    written(&house, |writer| {
        planned(writer, None, ActivityStatus::Planned)?;
        first = Some(planned(
            writer,
            Some("2026-11-30"),
            ActivityStatus::Planned,
        )?);
        planned(writer, Some("2026-11-20"), ActivityStatus::Done).map(|_| ())
    });
    assert_eq!(derived(&house, "next_on"), [Some("2026-11-30".to_owned())]);
    let before = first.expect("an activity");
    let after = Activity {
        status: ActivityStatus::Done,
        ..before.clone()
    };
    let seq = crate::numbers::written_by(&house, "Ann", |writer| {
        writer.update(&before, &after).map(|_| ())
    });
    assert_eq!(
        derived(&house, "next_on"),
        [Some("2099-12-31".to_owned())],
        "one without a day is the latest"
    );
    assert_eq!(
        derived(&house, "touched_on"),
        [Some("2026-11-30".to_owned())]
    );
    check(house.db());
    house.undo("Ann", Some(seq)).expect("hers");
    assert_eq!(derived(&house, "next_on"), [Some("2026-11-30".to_owned())]);
}

#[test]
fn a_close_that_moves_later_is_a_push_and_one_that_moves_back_is_none() {
    let mut house = House::furnished();
    house.import_deals(
        "Ann",
        "D1,Acme,Turbines,Talking,100.00,EUR,2026-12-01,Ann,\n",
    );
    for (close, pushes) in [("2026-12-05", 1), ("2026-12-02", 1), ("2027-01-01", 2)] {
        let edit = crate::fixtures::DealEdit {
            expected_close_on: Some(day(close)),
            ..amount(7_000)
        };
        let edit = house.edit(house.deal("Turbines").id, edit);
        house.done("Ann", &edit);
        let found = house
            .db()
            .first(&Statement::new("SELECT push_count FROM deal"), |row| {
                row.get::<i64>(0)
            });
        assert_eq!(found.expect("a deal"), Some(pushes), "{close}");
    }
    assert_eq!(derived(&house, "touched_on"), [Some(today().to_string())]);
    // What a stage means decides what was open: all of its deals follow.
    let stage = crate::numbers::stages(&house)
        .into_iter()
        .find(|stage| stage.id == stage_of(&house, StageKind::Open))
        .expect("a stage");
    let lost = Stage {
        kind: StageKind::Lost,
        ..stage.clone()
    };
    written(&house, |writer| writer.update(&stage, &lost).map(|_| ()));
    check(house.db());
}

#[test]
fn a_stage_that_goes_and_comes_back_touches_only_the_deals_that_were_put_off_over_it() {
    let mut house = House::furnished();
    house.import_deals(
        "Ann",
        "D1,Acme,Turbines,Talking,100.00,EUR,2026-12-01,Ann,\nD2,Acme,Vanes,Talking,100.00,EUR,2026-12-01,Ann,\n",
    );
    house.done("Ann", &add_stage("Signed", StageKind::Won, None));
    house.done("Ann", &add_stage("Offer", StageKind::Open, None));
    let named = |house: &House, name: &str| house.service.stage_named(name).expect("a stage");
    let (signed, offer) = (named(&house, "Signed"), named(&house, "Offer"));
    let turbines = house.deal("Turbines");
    // It was put off while it left a stage that counts as decided.
    written(&house, |writer| {
        let decided = Deal {
            stage_id: signed,
            ..turbines.clone()
        };
        let later = Deal {
            expected_close_on: Some(day("2027-01-01")),
            ..turbines.clone()
        };
        let row = DealHistory::of(Some(&decided), &later, today(), writer.at(), "Ann");
        let row = DealHistory {
            id: writer.id(),
            ..row.expect("a change")
        };
        writer.insert(&row)
    });
    check(house.db());
    let pushes = |house: &House, name: &str| {
        let id = Value::Int(house.deal(name).id.0);
        let statement = Statement::new("SELECT push_count FROM deal WHERE id = ").bind(id);
        let found = house.db().first(&statement, |row| row.get::<i64>(0));
        found.expect("a store").expect("a deal")
    };
    assert_eq!(pushes(&house, "Turbines"), 0);
    // Nobody but the writer keeps this column: whoever is computed anew has the right number again.
    let wrong = Statement::new("UPDATE deal SET push_count = 7 WHERE name = 'Vanes'");
    house.db().run(&wrong).expect("a store");
    for (stage, of_turbines) in [(offer, 0), (signed, 1)] {
        let gone = Command::Delete {
            kind: Kind::Stage,
            id: stage.0,
            version: house.service.version(Kind::Stage, stage.0).expect("it"),
            to: None,
            on: today(),
        };
        let (service, actor) = (
            &mut house.service,
            Actor {
                rep_id: None,
                name: "Ann".to_owned(),
            },
        );
        service.run(&actor, &gone).expect("it goes");
        assert_eq!(pushes(&house, "Turbines"), of_turbines);
        assert_eq!(pushes(&house, "Vanes"), 7, "it was not touched");
        house.service.undo(&actor, None).expect("it comes back");
        assert_eq!(pushes(&house, "Turbines"), 0);
        assert_eq!(pushes(&house, "Vanes"), 7, "it was not touched");
    }
}

#[test]
fn words_follow_names_whoever_changes_them() {
    let mut house = House::furnished();
    house.done("Ann", &add_stage("Offer", StageKind::Open, None));
    house.import_deals(
        "Ann",
        "D1,Ácme-Bottling (north),Turbines & Vanes,Talking,100.00,EUR,2026-12-01,Ann,\n",
    );
    let keys = |house: &House| {
        let statement = Statement::new("SELECT key FROM word ORDER BY key, kind, id");
        house
            .db()
            .all(&statement, |row| row.get::<String>(0))
            .expect("words")
    };
    assert_eq!(
        keys(&house),
        ["acme", "ann", "bottling", "north", "turbines", "vanes"]
    );
    let edit = crate::fixtures::DealEdit {
        name: Some("Vanes for Zoë".to_owned()),
        ..Default::default()
    };
    let edit = house.edit(house.deal("Turbines & Vanes").id, edit);
    house.done("Ann", &edit);
    assert_eq!(
        keys(&house),
        ["acme", "ann", "bottling", "for", "north", "vanes", "zoe"]
    );
    house.undo("Ann", None).expect("hers");
    house.undo("Ann", None).expect("the import");
    assert_eq!(keys(&house), ["ann"]);
}

fn derived(house: &House, column: &'static str) -> Vec<Option<String>> {
    let statement = Statement::new("SELECT ")
        .sql(column)
        .sql(" FROM deal ORDER BY id");
    house.db().all(&statement, |row| row.get(0)).expect("deals")
}

#[test]
fn a_store_of_the_first_schema_gets_what_follows_when_it_is_opened() {
    let mut house = House::furnished();
    committed(&mut house);
    let new = house.rows();
    let folder = tempfile::TempDir::new().expect("a folder");
    let path = folder.path().join("store.db");
    first_schema(&path, &house);
    let service = quarterdeck::service::Service::open(&path, crate::fixtures::clock());
    let service = service.expect("an older store");
    check(service.db());
    for &table in tables::TABLES {
        let mut rows = every_row(service.db(), table);
        rows.retain(|row| !new.values().any(|known| known == row));
        assert!(rows.is_empty(), "{}: {rows:#?}", table.name);
    }
    let backups = std::fs::read_dir(folder.path()).expect("a folder");
    let is_backup = |name: &std::ffi::OsStr| name.to_string_lossy().contains(".schema-1.");
    assert!(backups.flatten().any(|entry| is_backup(&entry.file_name())));
}

#[test]
fn shares_that_an_older_store_held_are_worth_something_when_it_is_opened() {
    let mut house = House::furnished();
    committed(&mut house);
    let folder = tempfile::TempDir::new().expect("a folder");
    let path = folder.path().join("store.db");
    first_schema(&path, &house);
    let deals = all::<Deal>(house.db()).into_iter();
    let deal = deals.max_by_key(|it| it.amount).expect("a deal");
    let rep_id = deal.owner_id.expect("an owner");
    let connection = rusqlite::Connection::open(&path).expect("a file");
    for id in [7, 8] {
        let values = [id, deal.id.0, rep_id.0, 2_500];
        let text =
            "INSERT INTO credit (id, deal_id, rep_id, kind, share) VALUES (?, ?, ?, 'overlay', ?)";
        connection.execute(text, values).expect("a share");
    }
    drop(connection);
    let service = quarterdeck::service::Service::open(&path, crate::fixtures::clock());
    let service = service.expect("an older store");
    check(service.db());
    let held = all::<Credit>(service.db());
    assert_eq!(held.len(), 1, "nobody has two shares of a kind: {held:?}");
    assert_eq!((held[0].deal_id, held[0].share), (deal.id, 2_500));
}

/// Deals with history, activities and everything else that something follows from.
fn committed(house: &mut House) {
    for files in [
        crate::plans::SAAS.as_slice(),
        &[("f.csv", crate::plans::FORECAST)],
    ] {
        let report = house.import("Ann", files).expect("an import");
        assert!(report.is_committed, "{report:#?}");
    }
}

/// A file as the first release wrote it, with the rows of a house.
fn first_schema(path: &std::path::Path, house: &House) {
    let script = include_str!("../src/store/migrations/0001_first.sql");
    let connection = rusqlite::Connection::open(path).expect("a file");
    connection
        .execute_batch(script)
        .expect("the first migration");
    connection
        .execute_batch("PRAGMA journal_mode = WAL; PRAGMA application_id = 1365533547; PRAGMA user_version = 1;")
        .expect("its mark");
    let statement = Statement::new(
        "SELECT number, name, hash, applied_at FROM migration ORDER BY number LIMIT 1",
    );
    let record = house.db().first(&statement, |row| row.values(4));
    let record = record.expect("a history").expect("a first migration");
    put(
        &connection,
        "migration",
        &["number", "name", "hash", "applied_at"],
        &record,
    );
    let newer = [
        "goal",
        "sprint",
        "sprint_item",
        "absence",
        "holiday",
        "template",
    ];
    for table in tables::TABLES.iter().filter(|it| !newer.contains(&it.name)) {
        for row in every_row(house.db(), table) {
            let version = if ["deal_line", "deal_contact"].contains(&table.name) {
                "version"
            } else {
                ""
            };
            let later = [
                "booked_on",
                "exit_criteria",
                "criteria",
                "target",
                "counted",
                "urgency",
                "doing_since_on",
                "blocker",
                "blocker_owner_id",
                "blocked_on",
                "due_on",
                "profile",
                "cost_band",
                "left_on",
                "sharing",
                "complexity",
                "duty_id",
                if table.name == "stage" {
                    "function"
                } else {
                    version
                },
                version,
            ];
            let later = later.map(|it| table.column(it));
            let (columns, values): (Vec<&str>, Vec<_>) = table
                .columns
                .iter()
                .zip(row)
                .enumerate()
                .filter(|(at, _)| !later.contains(&Some(*at)))
                .map(|(_, (column, value))| (*column, value))
                .unzip();
            put(&connection, table.name, &columns, &values);
        }
    }
}

fn put(
    connection: &rusqlite::Connection,
    table: &str,
    columns: &[&str],
    values: &[Value<'static>],
) {
    let marks = vec!["?"; columns.len()].join(", ");
    let text = format!(
        "INSERT INTO {table} ({}) VALUES ({marks})",
        columns.join(", ")
    );
    let values = values.iter().map(|value| match value {
        Value::Null => rusqlite::types::Value::Null,
        Value::Int(number) => (*number).into(),
        Value::Text(text) => text.to_string().into(),
    });
    let put = connection.execute(&text, rusqlite::params_from_iter(values));
    put.expect("a row of the first schema");
}

/// Someone's house in which every kind of row is made and changed that says who sits on a deal or what its owner knows:
/// whatever comes of it is compared after each change, and after each is taken back.
#[test]
fn who_sits_on_a_deal_follows_whatever_says_it() {
    use Content::{Number, Record as Id, Text};
    let mut house = House::furnished();
    house.import_deals(
        "Bob",
        "D1,Acme,Turbines,Talking,100.00,EUR,2026-12-31,Ann,\nD2,Bolt,Vanes,Talking,100.00,EUR,2026-12-31,Ann,\n",
    );
    let id = |house: &House, kind, name| house.service.record(kind, name).expect("a record");
    let deal = id(&house, Kind::Deal, "Turbines");
    let account = id(&house, Kind::Account, "Acme");
    let ann = id(&house, Kind::Rep, "Ann");
    let name = |text: &str| ("name", Text(text.to_owned()));
    let function = |code: &str| ("function", Text(code.to_owned()));
    let engineer = add(
        &mut house,
        Kind::Role,
        &[name("Engineer"), function("sales_engineer")],
    );
    let eve = add(
        &mut house,
        Kind::Rep,
        &[name("Eve"), function("executive_sponsor")],
    );
    let filter = add(&mut house, Kind::Product, &[name("Filters")]);
    let line = [("deal", Id(deal)), ("product", Id(filter))];
    add(&mut house, Kind::DealLine, &line);
    let skill = [("rep", Id(ann)), name("Pumps"), ("level", Number(5))];
    add(&mut house, Kind::Skill, &skill);
    let on_deal = [("deal", Id(deal)), ("rep", Id(eve))];
    let on_deal = add(&mut house, Kind::DealMember, &on_deal);
    let on_account = [
        ("account", Id(account)),
        ("rep", Id(eve)),
        ("role", Id(engineer)),
    ];
    let on_account = add(&mut house, Kind::AccountMember, &on_account);
    let turbines = id(&house, Kind::Deal, "Turbines");
    let vanes = id(&house, Kind::Deal, "Vanes");
    let won = id(&house, Kind::Stage, "Won");
    for (kind, id, field, content) in [
        (Kind::DealMember, on_deal, "role", Id(engineer)),
        (
            Kind::Role,
            engineer,
            "function",
            Text("executive_sponsor".to_owned()),
        ),
        (
            Kind::Rep,
            eve,
            "function",
            Text("sales_engineer".to_owned()),
        ),
        (Kind::Rep, eve, "left_on", Content::Day(day("2027-01-31"))),
        (
            Kind::Rep,
            ann,
            "function",
            Text("sales_engineer".to_owned()),
        ),
        (Kind::Product, filter, "name", Text("Pumps".to_owned())),
        (Kind::Deal, turbines, "owner", Id(eve)),
        (Kind::Deal, vanes, "account", Id(account)),
        (Kind::Deal, turbines, "stage", Id(won)),
    ] {
        let mut fields = vec![Assignment::new(field, content)];
        if field == "stage" {
            fields.push(Assignment::new("close_reason", Text("price".to_owned())));
        }
        let edit = Command::Edit {
            kind,
            id,
            version: version(&house, kind, id),
            fields,
            on: today(),
        };
        there_and_back(&mut house, &edit);
    }
    for (kind, id) in [(Kind::AccountMember, on_account), (Kind::Role, engineer)] {
        let delete = Command::Delete {
            kind,
            id,
            version: version(&house, kind, id),
            to: None,
            on: today(),
        };
        there_and_back(&mut house, &delete);
    }
}

/// Does something, takes it back and brings it back: the house compares what follows each time.
fn there_and_back(house: &mut House, command: &Command) {
    let seq = house.done("Bob", command);
    let after = house.data();
    house.undo("Bob", Some(seq)).expect("taken back");
    house.redo_entry("Bob", Some(seq)).expect("brought back");
    assert_eq!(house.data(), after);
}

/// Adds a record; its id.
fn add(house: &mut House, kind: Kind, fields: &[(&'static str, Content)]) -> i64 {
    let fields = fields.iter();
    let fields = fields.map(|(name, it)| Assignment::new(name, it.clone()));
    let command = Command::Add {
        kind,
        fields: fields.collect(),
        on: today(),
    };
    there_and_back(house, &command);
    let rows = every_row(house.db(), tables::of(kind)).into_iter();
    rows.filter_map(|row| row[0].as_int()).max().expect("a row")
}

fn version(house: &House, kind: Kind, id: i64) -> i64 {
    let rows = every_row(house.db(), tables::of(kind)).into_iter();
    let mut rows = rows.filter(|row| row[0].as_int() == Some(id));
    rows.find_map(|row| row[1].as_int()).expect("a version")
}
