//! Several processes on one store, and processes that are killed: nothing is lost, nothing is half done.

use std::fs;
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;

use quarterdeck::clock::Clock;
use quarterdeck::domain::command::{Actor, Command as Change, Seen};
use quarterdeck::domain::money::Currency;
use quarterdeck::domain::team::SettingKey;
use quarterdeck::service::Service;
use rustix::process::{Pid, Signal, kill_process};

use crate::home::{Home, ann, day, journal, lines, number, texts};

/// Says to a copy of this test binary that it is a child, and on which store it works.
const CHILD: &str = "QUARTERDECK_TEST_CHILD";
/// Changes a child makes.
const CHANGES: i64 = 5_000;
/// Rows of the import that is killed.
const ROWS: usize = 8_000;

/// A copy of this test binary that runs one test only.
fn child_test(name: &str, store: &Path, number: i64) -> Child {
    let exe = std::env::current_exe().expect("this binary");
    Command::new(exe)
        .args(["--exact", name, "--nocapture", "--test-threads=1"])
        .env_clear()
        .env(CHILD, store)
        .env("QUARTERDECK_TEST_NUMBER", number.to_string())
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .expect("a child")
}

/// The changes of a child: half of them make a record, half of them change one that the other changes too.
#[test]
fn a_child_makes_its_changes() {
    let Some(store) = std::env::var_os(CHILD) else {
        return; // Only a child has work here.
    };
    let number: i64 = std::env::var("QUARTERDECK_TEST_NUMBER")
        .ok()
        .and_then(|it| it.parse().ok())
        .expect("a number");
    let mut service = Service::open(Path::new(&store), Clock::System).expect("a store");
    let actor = Actor {
        rep_id: None,
        name: format!("child {number}"),
    };
    // Both wait until both are there.
    std::io::stdin()
        .read_exact(&mut [0])
        .expect("the word to begin");
    for at in 0..CHANGES {
        let change = if at % 2 == 0 {
            Change::AddRep {
                name: format!("rep {number} {at}"),
                fields: Vec::new(),
                team: None,
            }
        } else {
            Change::SetRate {
                currency: Currency::from_code("USD").expect("dollars"),
                from_on: day("2026-01-01"),
                micros: number * CHANGES + at,
                seen: Seen::Unread,
            }
        };
        let done = service.run(&actor, &change).expect("no change is refused");
        assert!(done.seq.is_some(), "{change:?}");
    }
}

#[test]
fn two_processes_write_five_thousand_times_each_and_nothing_is_lost_or_busy() {
    let home = Home::new();
    let mut service = home.service("2026-11-23");
    let currency = Change::Set {
        key: SettingKey::Currency,
        value: "EUR".to_owned(),
        seen: Seen::Unread,
    };
    service.run(&ann(), &currency).expect("a currency");
    let children =
        [1, 2].map(|at| child_test("processes::a_child_makes_its_changes", &home.store(), at));
    let mut waiting: Vec<Child> = children.into();
    for child in &mut waiting {
        let mut stdin = child.stdin.take().expect("a pipe");
        stdin.write_all(b"\n").expect("a child that listens");
    }
    for child in waiting {
        let output = child.wait_with_output().expect("an end");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{said}");
    }
    assert_eq!(
        number(&service, "SELECT count(*) FROM journal"),
        1 + 2 * CHANGES
    );
    assert_eq!(
        number(&service, "SELECT max(seq) FROM journal"),
        1 + 2 * CHANGES
    );
    assert_eq!(number(&service, "SELECT count(*) FROM rep"), CHANGES);
    assert_eq!(
        number(&service, "SELECT version FROM rate"),
        CHANGES,
        "each change has its version"
    );
    let noted = "SELECT count(*) FROM journal_row WHERE relation = 'rate' AND change = 'changed'";
    assert_eq!(
        number(&service, noted),
        CHANGES - 1,
        "and its image of before"
    );
    assert_eq!(texts(&service, "PRAGMA integrity_check"), ["ok"]);
    let by = "SELECT actor || ' ' || count(*) FROM journal GROUP BY actor ORDER BY actor";
    assert_eq!(
        texts(&service, by),
        ["Ann 1", "child 1 5000", "child 2 5000"]
    );
}

/// A pipeline of many deals with its team and products.
fn many(home: &Home) -> [String; 3] {
    let deal = |at| {
        let (rep, account) = (at % 7, at % 900);
        format!("O{at},Rep {rep},P,Account {account},Won,2026-01-02,2026-03-04,{at}\n")
    };
    let header = "opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value\n";
    let deals = header.to_owned() + &lines(ROWS, deal);
    let reps = lines(7, |at| format!("Rep {at},Mo,East\n"));
    [
        ("deals.csv", deals),
        (
            "reps.csv",
            "sales_agent,manager,regional_office\n".to_owned() + &reps,
        ),
        (
            "products.csv",
            "product,series,sales_price\nP,S,1\n".to_owned(),
        ),
    ]
    .map(|(name, text)| home.write(name, text).display().to_string())
}

/// The program importing in the background.
fn importing(home: &Home, files: &[String; 3]) -> Child {
    let arguments: Vec<&str> = ["import"]
        .into_iter()
        .chain(files.iter().map(String::as_str))
        .collect();
    let mut command = home.program(&arguments);
    command
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program")
}

/// Bytes of the write-ahead log: how far a transaction is.
fn log_bytes(home: &Home) -> u64 {
    let mut name = home.store().into_os_string();
    name.push("-wal");
    fs::metadata(name).map_or(0, |it| it.len())
}

/// Looks again and again until something holds, and then `more` times, or until the process is gone. Says whether
/// it still runs.
fn watch(child: &mut Child, more: usize, mut holds: impl FnMut() -> bool) -> bool {
    let mut left = more;
    loop {
        if child.try_wait().expect("a child").is_some() {
            return false;
        }
        if holds() {
            if left == 0 {
                return true;
            }
            left -= 1;
        }
        thread::yield_now();
    }
}

/// Deals in the store: every one of them or none.
fn whole_or_absent(home: &Home) -> bool {
    let service = home.service("2026-11-23");
    assert_eq!(texts(&service, "PRAGMA integrity_check"), ["ok"]);
    let (deals, entries) = (
        number(&service, "SELECT count(*) FROM deal"),
        journal(&service).len(),
    );
    let all = i64::try_from(ROWS).expect("small");
    assert!(
        (deals, entries) == (0, 0) || (deals, entries) == (all, 1),
        "{deals} deals, {entries} entries"
    );
    deals > 0
}

#[test]
fn an_import_that_is_killed_is_whole_or_absent() {
    let home = Home::new();
    let files = many(&home);
    // How large the log gets tells how far each of the others is.
    let mut largest = 0;
    let mut whole = importing(&home, &files);
    watch(&mut whole, 0, || {
        largest = largest.max(log_bytes(&home));
        false
    });
    assert!(whole_or_absent(&home), "nobody killed this one");
    assert!(largest > 4_000_000, "{largest}");
    let home = Home::new();
    let files = many(&home);
    let (mut kills, mut inside) = (0, 0);
    for point in 0..12 {
        let least = largest * point / 11;
        let mut child = importing(&home, &files);
        let is_running = watch(&mut child, 0, || log_bytes(&home) >= least);
        child.kill().expect("killed");
        child.wait().expect("gone");
        kills += u32::from(is_running);
        if whole_or_absent(&home) {
            assert_eq!(home.run(&["undo"]).code, 0);
            fs::remove_dir_all(home.path("data")).expect("a new store");
        } else {
            inside += u32::from(is_running && least > 0);
        }
    }
    assert!(
        kills >= 10 && inside > 2,
        "{kills} kills, {inside} of them inside the transaction"
    );
    let last = importing(&home, &files).wait().expect("an end");
    assert!(
        last.success() && whole_or_absent(&home),
        "and then it goes through"
    );
}

#[test]
fn ctrl_c_stops_an_import_and_nothing_of_it_stays() {
    let home = Home::new();
    let files = many(&home);
    let mut child = importing(&home, &files);
    assert!(
        watch(&mut child, 0, || log_bytes(&home) > 2_000_000),
        "it takes long enough"
    );
    kill_process(Pid::from_child(&child), Signal::INT).expect("it runs");
    let ended = child.wait().expect("an end");
    assert!(!whole_or_absent(&home));
    assert_eq!(ended.code(), Some(1), "{ended}");
}

#[test]
fn a_first_start_that_is_killed_is_no_obstacle_to_the_next() {
    let mut kills = 0;
    for turn in 0..200 {
        let home = Home::new();
        let mut child = home
            .program(&["log"])
            .stderr(Stdio::null())
            .spawn()
            .expect("the program");
        // Its folder, its file, the first byte of its log, and then as the log grows.
        let grown = u64::try_from(turn % 24).expect("small") * 10_000;
        let is_running = watch(&mut child, turn % 16, || match turn % 4 {
            0 => home.path("data").exists(),
            1 => home.store().exists(),
            2 => log_bytes(&home) > 0,
            _ => log_bytes(&home) > grown,
        });
        child.kill().expect("killed");
        child.wait().expect("gone");
        kills += u32::from(is_running);
        let next = home.run(&["add", "rep", "Bea"]);
        assert_eq!(next.code, 0, "killed in turn {turn}: {next:?}");
        let service = home.service("2026-11-23");
        assert_eq!(texts(&service, "PRAGMA integrity_check"), ["ok"]);
        assert_eq!(
            number(&service, "SELECT count(*) FROM migration"),
            quarterdeck::store::migrate::LATEST
        );
        if kills >= 24 {
            return;
        }
    }
    // A fast machine is through before most of them.
    assert!(kills > 0, "no kill hit a running program");
}

#[test]
fn first_starts_at_once_share_one_store() {
    for _ in 0..25 {
        let home = Home::new();
        let start = |name: &str| {
            home.program(&["add", "rep", name])
                .stderr(Stdio::piped())
                .spawn()
        };
        let children =
            ["Bea", "Carl", "Dora", "Emil"].map(|name| start(name).expect("the program"));
        for child in children {
            let ended = child.wait_with_output().expect("an end");
            assert!(ended.status.success(), "{ended:?}");
        }
        let service = home.service("2026-11-23");
        assert_eq!(
            texts(&service, "SELECT name FROM rep ORDER BY name"),
            ["Bea", "Carl", "Dora", "Emil"]
        );
    }
}
