//! The stores that are measured on: made by `generate` when they are first wanted, and kept in `target/bench`.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use quarterdeck::clock::Clock;
use quarterdeck::domain::calendar::{Day, Instant};
use quarterdeck::domain::sample::{Request, Scale};
use quarterdeck::service::Service;
use rusqlite::Connection;

use crate::measure::print;

/// The day that "now" means in them.
pub fn today() -> Day {
    Day::new(2026, 11, 22).expect("a day")
}

/// The same seed makes the same rows.
const SEED: u64 = 1;

/// The large one: a million deals.
pub const LARGE: Scale = Scale {
    reps: Some(300),
    deals: Some(1_000_000),
    activities: Some(5_000_000),
};

/// The small one: the same in a hundredth of the deals.
pub const SMALL: Scale = Scale {
    reps: Some(300),
    deals: Some(10_000),
    activities: Some(50_000),
};

/// The one whose weeks are measured: as many deals as 300 people have.
pub const WEEKS: Scale = Scale {
    reps: Some(300),
    deals: Some(75_000),
    activities: Some(375_000),
};

/// Noon of that day, for stores in which the clock would start and close weeks.
pub fn clock() -> Clock {
    let noon = format!("{}T12:00:00.000Z", today());
    Clock::Fixed(Instant::from_rfc3339(&noon).expect("an instant"))
}

/// The store of a scale. Another schema, day, seed or scale is another file.
pub fn store(scale: Scale) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("bench");
    std::fs::create_dir_all(&folder).expect("a folder");
    let path = folder.join(format!(
        "{}-{}-{SEED}-{}.db",
        scale.deals.unwrap_or_default(),
        scale.activities.unwrap_or_default(),
        schema(&folder),
    ));
    if path.exists() {
        return path;
    }
    print(&format!("making {}", path.display()));
    // Under another name until it is whole.
    let begun = path.with_extension("begun");
    remove(&begun);
    let mut service = Service::open(&begun, Clock::System).expect("a store");
    let actor = service.actor("bench").expect("an actor");
    let request = Request {
        today: today(),
        seed: SEED,
        scale,
    };
    let mut unwatched = |_| ControlFlow::Continue(());
    let made = service.generate(&actor, &request, &mut unwatched);
    made.expect("the sample team");
    drop(service);
    std::fs::rename(&begun, &path).expect("renamed");
    path
}

/// Items of weeks that [`weeks`] has at least.
const ITEMS: i64 = 500_000;

/// Makes what the weeks that are over hold once more, and puts it eight weeks further back.
const EARLIER: &str = "
    UPDATE past_sprint SET id = id + ?, week_on = date(week_on, '-56 days'), started_on = date(started_on, '-56 days'),
        closed_on = date(closed_on, '-56 days');
    UPDATE past_item SET id = id + ?, sprint_id = sprint_id + ?, activity_id = activity_id + ?,
        added_on = date(added_on, '-56 days'), ended_on = date(ended_on, '-56 days');
    UPDATE past_activity SET id = id + ?, held_on = date(held_on, '-56 days'), booked_on = date(booked_on, '-56 days');
    INSERT INTO sprint SELECT * FROM past_sprint;
    INSERT INTO activity SELECT * FROM past_activity;
    INSERT INTO sprint_item SELECT * FROM past_item";

/// A store of 300 reps with more than two years of weeks: those that the sample has, and the same again and again before
/// them.
pub fn weeks() -> PathBuf {
    let made = store(WEEKS);
    let path = made.with_extension("weeks.db");
    if path.exists() {
        return path;
    }
    print(&format!("making {}", path.display()));
    let begun = made.with_extension("begun");
    remove(&begun);
    std::fs::copy(&made, &begun).expect("a copy");
    let store = Connection::open(&begun).expect("a store");
    let number = |sql: &str| {
        store
            .query_row(sql, [], |row| row.get::<_, i64>(0))
            .expect("a number")
    };
    let span = 1
        + number(
            "SELECT MAX(id) - MIN(id) FROM (SELECT id FROM activity UNION ALL SELECT id FROM sprint UNION ALL \
         SELECT id FROM sprint_item)",
        );
    store
        .execute_batch(
            "PRAGMA synchronous = OFF; BEGIN;
             CREATE TEMP TABLE past_sprint AS SELECT * FROM sprint WHERE state = 'closed';
             CREATE TEMP TABLE past_item AS SELECT * FROM sprint_item WHERE sprint_id IN (SELECT id FROM past_sprint);
             CREATE TEMP TABLE past_activity AS SELECT * FROM activity
                 WHERE id IN (SELECT activity_id FROM past_item);
             UPDATE past_activity SET status = 'done', held_on = COALESCE(held_on, booked_on), blocker = NULL
                 WHERE status = 'planned'",
        )
        .expect("the weeks that are over");
    while number("SELECT COUNT(*) FROM sprint_item") < ITEMS {
        store
            .execute_batch(&EARLIER.replace('?', &span.to_string()))
            .expect("earlier weeks");
    }
    store.execute_batch("COMMIT").expect("kept");
    drop(store);
    std::fs::rename(&begun, &path).expect("renamed");
    path
}

/// Seats on open deals and on accounts: three a deal and one an account, of whoever it falls to; one deal in ten is complex.
/// Where the sample has roles or members of its own they stay.
const SEATS: &str = "
    CREATE TEMP TABLE seat AS SELECT ROW_NUMBER() OVER (ORDER BY id) - 1 AS at, id FROM role;
    CREATE TEMP TABLE person AS SELECT ROW_NUMBER() OVER (ORDER BY id) - 1 AS at, id FROM rep;
    CREATE TEMP TABLE taken AS SELECT d.id AS deal_id, k.at AS at, ABS(d.id % 1000003) AS mix FROM deal d, (SELECT 0 AS at \
        UNION ALL SELECT 1 UNION ALL SELECT 2) k WHERE d.closed_on IS NULL;
    INSERT OR IGNORE INTO deal_member (id, version, deal_id, rep_id, role_id, deal_level)
        SELECT ROW_NUMBER() OVER (), 1, t.deal_id, p.id, s.id, 'read' FROM taken t
        JOIN person p ON p.at = (t.mix + t.at * 41) % (SELECT COUNT(*) FROM person)
        JOIN seat s ON s.at = (t.mix / 7 + t.at * 2) % (SELECT COUNT(*) FROM seat);
    INSERT OR IGNORE INTO account_member (id, version, account_id, rep_id, role_id, account_level)
        SELECT ROW_NUMBER() OVER (), 1, a.id, p.id, s.id, 'read' FROM account a
        JOIN person p ON p.at = ABS(a.id % 1000003) % (SELECT COUNT(*) FROM person)
        JOIN seat s ON s.at = ABS(a.id % 1000003) % (SELECT COUNT(*) FROM seat);
    UPDATE deal SET complexity = 'complex' WHERE closed_on IS NULL AND id % 10 = 0";

/// Roles, where the sample has none.
const ROLES: &str = "
    INSERT INTO role (id, version, name, name_key, function) SELECT v.column1, 1, v.column2, v.column2, v.column3 FROM (VALUES
        (1, 'finder', 'lead_generation'), (2, 'opener', 'sdr'), (3, 'executive', 'account_executive'),
        (4, 'success', 'customer_success'), (5, 'engineer', 'sales_engineer'), (6, 'sponsor', 'executive_sponsor'),
        (7, 'support', 'support'), (8, 'marketing', 'marketing'), (9, 'scheduler', 'sales_support')) v
    WHERE NOT EXISTS (SELECT 1 FROM role)";

/// The store of a scale with people in the seats of its open deals and accounts.
pub fn staffed(scale: Scale) -> PathBuf {
    let made = store(scale);
    let path = made.with_extension("staffed.db");
    if path.exists() {
        return path;
    }
    print(&format!("making {}", path.display()));
    let begun = made.with_extension("begun");
    remove(&begun);
    std::fs::copy(&made, &begun).expect("a copy");
    let store = Connection::open(&begun).expect("a store");
    store
        .execute_batch(
            &[
                "PRAGMA synchronous = OFF; BEGIN;",
                ROLES,
                ";",
                SEATS,
                ";",
                &counted(),
                "; COMMIT",
            ]
            .concat(),
        )
        .expect("seats");
    drop(store);
    std::fs::rename(&begun, &path).expect("renamed");
    path
}

/// What follows from seats, worked out as the migrations do it.
fn counted() -> String {
    let migrations = [
        include_str!("../src/store/migrations/0009_seats.sql"),
        include_str!("../src/store/migrations/0010_closed.sql"),
    ];
    let texts = migrations.iter().flat_map(|it| it.split(";\n"));
    let texts = texts.map(str::trim);
    let texts = texts.filter(|text| text.starts_with("INSERT") || text.starts_with("UPDATE"));
    let texts: Vec<&str> = texts.collect();
    assert_eq!(
        texts.len(),
        4,
        "of seats, of who sits there, of what is known, of what was decided"
    );
    ["DELETE FROM seat_count;", &texts.join(";")].concat()
}

/// What the tables and indexes of an empty store are, as a number.
fn schema(folder: &Path) -> String {
    let empty = folder.join("empty.db");
    remove(&empty);
    drop(Service::open(&empty, Clock::System).expect("a store"));
    let store = Connection::open(&empty).expect("a store");
    let mut statement = store
        .prepare("SELECT sql FROM sqlite_schema ORDER BY name")
        .expect("a query");
    let texts = statement.query_map([], |row| row.get::<_, Option<String>>(0));
    let mut hash = std::hash::DefaultHasher::new();
    for text in texts.expect("rows") {
        std::hash::Hash::hash(&text.expect("a text"), &mut hash);
    }
    format!("{:08x}", std::hash::Hasher::finish(&hash) >> 32)
}

/// Removes a store with its log.
pub fn remove(path: &Path) {
    for end in ["", "-wal", "-shm"] {
        let mut name = path.as_os_str().to_owned();
        name.push(end);
        let _was_there = std::fs::remove_file(name);
    }
}

/// The home of somebody whom the team knows and who looks at everyone: nobody is asked anything first.
pub fn home() -> tempfile::TempDir {
    let home = tempfile::tempdir().expect("a folder");
    let folder = home.path().join(".config/quarterdeck");
    std::fs::create_dir_all(&folder).expect("a folder");
    let own = "me = \"Bavo\"\nscope = \"all\"\ntheme = \"dark\"\n";
    std::fs::write(folder.join("config.toml"), own).expect("written");
    home
}
