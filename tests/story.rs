//! The store story on real files: how a store is born, what is refused and left alone, and what a write guarantees.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::sync::Barrier;
use std::sync::atomic::{AtomicBool, Ordering};

use quarterdeck::domain::deal::StageKind;
use quarterdeck::domain::refusal::Refusal;
use quarterdeck::service::{Error, Service};
use quarterdeck::store;
use quarterdeck::store::journal::{Heading, Writer};
use quarterdeck::store::migrate;
use quarterdeck::store::sql::Statement;
use rusqlite::Connection;
use tempfile::TempDir;

use crate::fixtures::{
    House, PLAIN, add_rep, add_stage, amount, clock, refusal, set_currency, set_rate, store_in,
};

#[test]
fn sqlite_is_one_that_loses_nothing() {
    let house = House::new();
    let version: Option<String> = house
        .db()
        .first(&Statement::new("SELECT sqlite_version()"), |row| row.get(0))
        .expect("a version");
    let version = version.expect("a version");
    let parts: Vec<u32> = version
        .split('.')
        .map(|part| part.parse().expect("a number"))
        .collect();
    assert!(parts >= vec![3, 51, 3], "{version}");
}

/// Every file of a folder with what it holds.
fn contents(folder: &Path) -> Vec<(PathBuf, Option<Vec<u8>>)> {
    let mut found: Vec<_> = fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| {
            let path = entry.expect("an entry").path();
            let bytes = fs::read(&path).ok();
            (path, bytes)
        })
        .collect();
    found.sort();
    found
}

/// A finished store, changed from outside by SQL.
fn tampered(path: &Path, sql: &str) {
    drop(Service::open(path, clock()).expect("a store"));
    let connection = Connection::open(path).expect("a database");
    connection.execute_batch(sql).expect("sound SQL");
}

/// Makes what is no store of ours at a path, and says how it is refused.
type Case = (&'static str, fn(&Path), fn(&store::Error) -> bool);

const NO_STORES: &[Case] = &[
    (
        "a symbolic link",
        |path| {
            let target = path.with_file_name("target.db");
            drop(Service::open(&target, clock()).expect("a store"));
            symlink(target, path).expect("a link");
        },
        |error| {
            matches!(
                error,
                store::Error::Unsuitable {
                    detail: "symlink",
                    ..
                }
            )
        },
    ),
    (
        "a folder",
        |path| fs::create_dir(path).expect("a folder"),
        |error| {
            matches!(
                error,
                store::Error::Unsuitable {
                    detail: "not-a-file",
                    ..
                }
            )
        },
    ),
    (
        "a file that others can write",
        |path| {
            fs::write(path, "").expect("a file");
            fs::set_permissions(path, fs::Permissions::from_mode(0o622)).expect("my file");
        },
        |error| {
            matches!(
                error,
                store::Error::Unsuitable {
                    detail: "writable-by-others",
                    ..
                }
            )
        },
    ),
    (
        "another program's database",
        |path| {
            let connection = Connection::open(path).expect("a database");
            let sql = "CREATE TABLE song (title TEXT); INSERT INTO song VALUES ('Alice')";
            connection.execute_batch(sql).expect("sound SQL");
        },
        |error| matches!(error, store::Error::Foreign { .. }),
    ),
    (
        "another program's marked database",
        |path| {
            let connection = Connection::open(path).expect("a database");
            let sql = "PRAGMA application_id = 7; CREATE TABLE song (title TEXT)";
            connection.execute_batch(sql).expect("sound SQL");
        },
        |error| matches!(error, store::Error::Foreign { .. }),
    ),
    (
        "another program's database that it did not close",
        |path| {
            let name = path.with_file_name("open.db");
            let connection = Connection::open(&name).expect("a database");
            let sql = "CREATE TABLE song (title TEXT); PRAGMA journal_mode = WAL; INSERT INTO song VALUES ('Alice')";
            connection.execute_batch(sql).expect("sound SQL");
            fs::copy(&name, path).expect("a copy");
            fs::copy(
                name.with_file_name("open.db-wal"),
                path.with_file_name("store.db-wal"),
            )
            .expect("a copy");
        },
        |error| matches!(error, store::Error::Foreign { .. }),
    ),
    (
        "no database",
        |path| fs::write(path, "Dear diary,\n".repeat(900)).expect("a file"),
        |error| matches!(error, store::Error::Foreign { .. }),
    ),
    (
        "a newer program's store",
        |path| tampered(path, "PRAGMA user_version = 99"),
        |error| matches!(error, store::Error::Newer { found: 99, .. }),
    ),
    (
        "a store with a view",
        |path| tampered(path, "CREATE VIEW spy AS SELECT * FROM deal"),
        |error| matches!(error, store::Error::Foreign { .. }),
    ),
    (
        "a store with a trigger",
        |path| {
            let sql = "CREATE TRIGGER spy AFTER INSERT ON deal BEGIN DELETE FROM journal_row; END";
            tampered(path, sql);
        },
        |error| matches!(error, store::Error::Foreign { .. }),
    ),
    (
        "a store of another history",
        |path| tampered(path, "UPDATE migration SET hash = 'made by someone else'"),
        |error| matches!(error, store::Error::Damaged { .. }),
    ),
    (
        "a store of a longer history",
        |path| tampered(path, "INSERT INTO migration VALUES (99, 'second', '', '')"),
        |error| matches!(error, store::Error::Damaged { .. }),
    ),
];

#[test]
fn what_is_no_store_of_ours_is_refused_and_left_as_it_was() {
    for (name, make, is_expected) in NO_STORES {
        let folder = TempDir::new().expect("a folder");
        let path = folder.path().join("store.db");
        make(&path);
        let before = contents(folder.path());
        for _ in 0..2 {
            match Service::open(&path, clock()) {
                Err(Error::Store(error)) => assert!(is_expected(&error), "{name}: {error:?}"),
                Err(error) => panic!("{name}: {error:?}"),
                Ok(_) => panic!("{name} was opened"),
            }
            assert!(contents(folder.path()) == before, "{name} was touched");
        }
    }
}

#[test]
fn an_empty_file_and_a_name_of_any_characters_become_stores() {
    let folder = TempDir::new().expect("a folder");
    for name in ["empty.db", "a b?mode=memory#c%20d.db", "größe 日本.db"] {
        let path = folder.path().join(name);
        fs::write(&path, "").expect("a file");
        let service = Service::open(&path, clock()).expect(name);
        drop(service);
        assert!(fs::metadata(&path).expect(name).len() > 0, "{name}");
    }
}

#[test]
fn first_starts_that_race_all_work() {
    const RACERS: usize = 4;
    for _ in 0..8 {
        let folder = TempDir::new().expect("a folder");
        let path = store_in(folder.path());
        let start = Barrier::new(RACERS);
        let race = |at: usize| {
            start.wait();
            let mut service = Service::open(&path, clock())?;
            let actor = service.actor("Ann")?;
            service.run(&actor, &add_rep(&format!("Rep {at}"), None))
        };
        std::thread::scope(|scope| {
            let racers: Vec<_> = (0..RACERS)
                .map(|at| scope.spawn(move || race(at)))
                .collect();
            for racer in racers {
                let done = racer.join().expect("no panic").expect("a store");
                assert!(done.seq.is_some());
            }
        });
        let service = Service::open(&path, clock()).expect("a store");
        let count =
            Statement::new("SELECT COUNT(*) FROM migration UNION ALL SELECT COUNT(*) FROM rep");
        let counts: Vec<i64> = service.db().all(&count, |row| row.get(0)).expect("rows");
        assert_eq!(counts, [migrate::LATEST, 4]);
    }
}

const DEALS: &str = "D1,Acme,Turbines,Talking,100.00,EUR,2026-12-31,Ann,\n\
    D2,Bolt,Vanes,Won,50.00,EUR,2026-10-01,Ann,\n";

#[test]
fn a_write_over_a_version_that_is_gone_is_a_conflict_and_changes_nothing() {
    let mut house = House::furnished();
    house.import_deals("Ann", DEALS);
    let deal = house.deal("Turbines");
    let [first, second] = [1, 2].map(|minor| house.edit(deal.id, amount(minor)));
    house.done("Ann", &first);
    let before = house.everything();
    match house.run("Bob", &second) {
        Err(Error::Store(store::Error::Conflict {
            relation: "deal",
            id,
            version,
        })) => assert_eq!((id, version), (deal.id.0, deal.version)),
        other => panic!("{other:?}"),
    }
    assert_eq!(house.everything(), before);
    assert_eq!(house.deal("Turbines").version, deal.version + 1);
}

#[test]
fn the_store_itself_checks_the_version_of_what_it_saves() {
    let mut house = House::furnished();
    house.import_deals("Ann", DEALS);
    let old = house.deal("Turbines");
    let command = house.edit(old.id, amount(1));
    house.done("Ann", &command);
    let before = house.everything();
    let heading = Heading {
        actor: house.actor("Bob"),
        at: clock().now(),
        command: "edit-deal",
        subject: old.name.clone(),
        root_seq: None,
    };
    let saved = house.db().write(|| {
        let mut writer = Writer::new(house.db(), heading, 0)?;
        let mut new = old.clone();
        new.amount = Some(2);
        writer.update(&old, &new)?;
        writer.finish()
    });
    assert!(
        matches!(saved, Err(store::Error::Conflict { .. })),
        "{saved:?}"
    );
    assert_eq!(house.everything(), before);
}

#[test]
fn a_command_that_fails_half_way_leaves_nothing() {
    let mut house = House::furnished();
    house.import_deals("Ann", DEALS);
    let before = house.everything();
    // The rep is written before the name of the team is looked at.
    let no = refusal(house.run("Ann", &add_rep("Cleo", Some("\u{7}"))));
    assert!(matches!(no, Refusal::BadName { .. }), "{no:?}");
    assert_eq!(house.everything(), before);
    // So are an account and a deal before the row that is refused, and its own account before its owner is.
    let rows = [
        PLAIN,
        "D3,New,Fans,Talking,1.00,EUR,2026-12-31,Ann,\nD4,Newer,Fans,Talking,1.00,EUR,2026-12-31,Nobody,\n",
    ]
    .concat();
    let report = house
        .import("Ann", &[("more.csv", &rows)])
        .expect("a report");
    assert!(!report.is_committed && report.has_rejects());
    assert_eq!(house.everything(), before);
    // And the next command works as if nothing had been.
    house.done("Ann", &add_rep("Cleo", None));
}

#[test]
fn a_refused_row_leaves_nothing_while_the_others_are_taken() {
    let mut house = House::furnished();
    let rows = [
        PLAIN,
        DEALS,
        "D3,New,Fans,Talking,1.00,EUR,2026-12-31,Nobody,\n",
    ]
    .concat();
    let report = house
        .import_as("Ann", &[("deals.csv", &rows)], |request| {
            request.is_partial = true;
        })
        .expect("a report");
    assert!(report.is_committed, "{report:#?}");
    assert_eq!(
        (report.files[0].created, report.files[0].rejected_count),
        (2, 1)
    );
    let accounts = house
        .rows()
        .into_keys()
        .filter(|(table, _)| *table == "account");
    assert_eq!(accounts.count(), 2, "none for the refused row");
    house.undo("Ann", None).expect("hers");
}

#[test]
fn what_changes_nothing_writes_nothing() {
    let mut house = House::furnished();
    house.import_deals("Ann", DEALS);
    house.done("Ann", &set_currency("EUR"));
    house.done("Ann", &set_rate("USD", "2026-01-01", 900_000));
    let before = house.everything();
    let again = house
        .import("Ann", &[("deals.csv", &[PLAIN, DEALS].concat())])
        .expect("a report");
    assert_eq!((again.seq, again.is_committed), (None, false));
    assert_eq!(again.files[0].unchanged, 2);
    let same = house.edit(house.deal("Turbines").id, amount(10_000));
    for command in [
        set_currency("EUR"),
        set_rate("USD", "2026-01-01", 900_000),
        same,
    ] {
        assert_eq!(house.run("Ann", &command).expect("nothing"), None);
    }
    assert_eq!(house.everything(), before);
}

#[test]
fn numbers_of_the_journal_only_grow() {
    let mut house = House::new();
    let mut seqs = vec![
        house.done("Ann", &add_rep("Cleo", None)),
        house.done("Bob", &add_stage("Talking", StageKind::Open, None)),
        house.undo("Ann", None).expect("hers"),
    ];
    house
        .run("Ann", &add_stage("talking", StageKind::Won, None))
        .expect_err("taken");
    seqs.extend([
        house.redo("Ann").expect("hers"),
        house.undo("Bob", None).expect("his"),
        house.done("Bob", &add_rep("Dora", None)),
    ]);
    assert_eq!(seqs, [1, 2, 3, 4, 5, 6]);
    assert_eq!(house.seqs(), seqs);
}

#[test]
fn a_row_of_the_same_moment_is_changed_with_a_new_version_and_an_image() {
    // Every command of a test is run at the same moment, as two programs may, or one whose clock was set back.
    let mut house = House::furnished();
    house.import_deals("Ann", DEALS);
    for minor in 1..=20 {
        let deal = house.deal("Turbines");
        let command = house.edit(deal.id, amount(minor));
        house.done("Bob", &command);
        assert_eq!(house.deal("Turbines").version, deal.version + 1);
    }
    for _ in 1..=20 {
        house.undo("Bob", None).expect("his own");
    }
    assert_eq!(house.deal("Turbines").amount, Some(10_000));
}

#[test]
fn the_first_thing_that_goes_wrong_is_what_is_told() {
    let house = House::new();
    let heading = Heading {
        actor: house.actor("Ann"),
        at: clock().now(),
        command: "import",
        subject: String::new(),
        root_seq: None,
    };
    let told: store::Result<()> = house.db().write(|| {
        Writer::new(house.db(), heading, 0)?.attempt(|writer| {
            // What SQLite does by itself when the disk is full.
            writer.db().run(&Statement::new("ROLLBACK"))?;
            Err(store::Error::DiskFull)
        })
    });
    assert!(matches!(told, Err(store::Error::DiskFull)), "{told:?}");
}

#[test]
fn a_question_is_given_up_from_another_thread_and_the_next_is_answered() {
    let mut house = House::furnished();
    house.import_deals("Ann", DEALS);
    let interrupt = house.service.interrupter();
    let rows = Statement::new("SELECT id FROM word WHERE key > '' ORDER BY key");
    let mut seen = 0;
    let given_up = house.db().each(&rows, |_| {
        seen += 1;
        std::thread::scope(|scope| scope.spawn(&interrupt).join()).expect("no panic");
        Ok(())
    });
    let error = given_up.expect_err("given up");
    assert!(matches!(error, store::Error::Interrupted), "{error:?}");
    assert_eq!(seen, 1);
    assert!(matches!(Error::from(error), Error::Cancelled));
    // Nothing is running: there is nothing to give up.
    interrupt();
    assert!(
        !house
            .db()
            .all(&rows, |row| row.get::<i64>(0))
            .expect("words")
            .is_empty()
    );
}

#[test]
fn whenever_a_question_is_given_up_its_transaction_ends() {
    let house = House::furnished();
    let interrupt = house.service.interrupter();
    let is_over = AtomicBool::new(false);
    let rows = Statement::new("SELECT id FROM stage ORDER BY id");
    std::thread::scope(|scope| {
        scope.spawn(|| {
            while !is_over.load(Ordering::Relaxed) {
                interrupt();
            }
        });
        let ask = || {
            let db = house.db();
            db.read(|| db.all(&rows, |row| row.get::<i64>(0)))
        };
        let failed = (0..20_000).find_map(|_| match ask() {
            Ok(_) | Err(store::Error::Interrupted) => None,
            Err(error) => Some(error),
        });
        is_over.store(true, Ordering::Relaxed);
        assert!(failed.is_none(), "{failed:?}");
    });
    house
        .db()
        .write(|| Ok::<_, store::Error>(()))
        .expect("a change");
}

#[test]
fn somebody_elses_changes_are_noticed_and_ones_own_are_not() {
    let mut house = House::furnished();
    let other = Service::open(&house.path(), clock()).expect("a store");
    let [before, theirs] = [&house.service, &other].map(|it| it.data_version().expect("a number"));
    house.done("Ann", &add_rep("Cleo", None));
    assert_eq!(house.service.data_version().expect("a number"), before);
    assert_ne!(other.data_version().expect("a number"), theirs);
}
