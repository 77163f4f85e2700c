//! The first frame of the cockpit on a large store, its memory and its size on disk, beside the least program that shows
//! deals of the same store (`minimal.rs`).

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use crate::kept;
use crate::measure;
use crate::measure::{Pair, print, time};
use rusqlite::Connection;
use tempfile::TempDir;
use termlens::{Key, Screen, Terminal};

/// No wait lasts longer.
const PATIENCE: Duration = Duration::from_secs(30);

/// How often each program is started.
const RUNS: usize = 21;

/// The goal of the issue for the first frame, memory and size.
const GOAL: f64 = 2.0;

/// Measures and prints.
pub fn run() {
    let store = kept::store(kept::LARGE);
    let ours = Program::cockpit(&store);
    let minimal = Program::minimal(&store, &[]);
    let counting = Program::minimal(&store, &["totals"]);
    print("At 120×40, on these tables and indexes:");
    let schema = Connection::open(&store).expect("the store");
    measure::print_schema(&schema, &["deal"]);
    drop(schema);

    let first = |screen: &Screen| screen.alternate_screen() && !screen.text().trim().is_empty();
    Pair {
        what: "from the start of the program to its first frame",
        baseline: "minimal STORE: opens the file, reads 50 deals by expected close, draws a table",
        goal: GOAL,
        rows: None,
        runs: RUNS,
    }
    .beside(|| ours.show(first).took, || minimal.show(first).took);

    // What a team's lead sees first is counted over everything; the least program counts nothing.
    let ours_shown = |screen: &Screen| screen.contains("SINCE");
    let minimal_shown = |screen: &Screen| screen.contains("EUR");
    Pair {
        what: "from the start of the program to a frame with data: the day of 300 reps",
        baseline: "minimal STORE: 50 deals",
        goal: f64::INFINITY,
        rows: None,
        runs: RUNS,
    }
    .beside(
        || ours.show(ours_shown).took,
        || minimal.show(minimal_shown).took,
    );

    let memory = |program: &Program, is_shown: &dyn Fn(&Screen) -> bool| {
        let mut all: Vec<u64> = (0..5).map(|_| program.show(is_shown).resident_kb).collect();
        all.sort_unstable();
        all[2]
    };
    let ours_kb = memory(&ours, &ours_shown);
    for (program, does) in [
        (&minimal, "50 deals"),
        (&counting, "50 deals and every stage's totals"),
    ] {
        compared(
            &format!("resident memory with data on the screen, KB, beside minimal with {does}"),
            ours_kb,
            memory(program, &minimal_shown),
        );
    }
    let size = |program: &Program| program.path.metadata().expect("a program").len();
    compared("size on disk, bytes", size(&ours), size(&minimal));
}

fn compared(what: &str, ours: u64, minimal: u64) {
    let ratio = ours as f64 / minimal as f64;
    let missed = if ratio <= GOAL { "" } else { "   MISSED" };
    print(&format!(
        "{what}\n    {ours} beside {minimal}: {ratio:.2} ×, goal ≤ {GOAL} ×{missed}"
    ));
}

/// A program and what it is started with.
struct Program {
    path: PathBuf,
    arguments: Vec<PathBuf>,
    /// A home with a configuration that leaves nothing to ask the terminal.
    home: TempDir,
}

/// What came of a start.
struct Shown {
    took: Duration,
    resident_kb: u64,
}

impl Program {
    fn cockpit(store: &Path) -> Self {
        Self::new(
            Path::new(env!("CARGO_BIN_EXE_quarterdeck")),
            vec!["--store".into(), store.into()],
        )
    }

    /// The least program, built as the cockpit is.
    fn minimal(store: &Path, more: &[&str]) -> Self {
        let target = Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("");
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let build = [
            "build",
            "--release",
            "--quiet",
            "--example",
            "minimal",
            "--target-dir",
        ];
        let built = Command::new(cargo).args(build).arg(&target).status();
        assert!(
            built.is_ok_and(|status| status.success()),
            "the least program is not built"
        );
        let more = more.iter().map(PathBuf::from);
        let arguments = std::iter::once(store.into()).chain(more).collect();
        Self::new(&target.join("release/examples/minimal"), arguments)
    }

    fn new(path: &Path, arguments: Vec<PathBuf>) -> Self {
        let home = kept::home();
        Self {
            path: path.to_owned(),
            arguments,
            home,
        }
    }

    /// Starts it, waits for a screen, and ends it.
    fn show(&self, is_shown: impl Fn(&Screen) -> bool) -> Shown {
        let builder = Terminal::builder()
            .size(120, 40)
            .timeout(PATIENCE)
            .args(&self.arguments)
            .env_clear()
            .env("TERM", "xterm-256color")
            .env("LANG", "en_US.UTF-8")
            .env("HOME", self.home.path());
        let mut terminal = None;
        let took = time(|| {
            let mut started = builder.spawn(&self.path).expect("a terminal");
            started.wait_until(&is_shown).expect("a screen");
            terminal = Some(started);
        });
        let mut terminal = terminal.expect("a terminal");
        let resident_kb = resident_kb(terminal.pid().expect("a process"));
        terminal.send(Key::Char('q')).expect("a key");
        assert!(terminal.wait_exit().expect("an end").success());
        Shown { took, resident_kb }
    }
}

/// The resident memory of a process.
fn resident_kb(pid: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).expect("a process");
    let line = status
        .lines()
        .find(|line| line.starts_with("VmRSS:"))
        .expect("its memory");
    let number = line.split_whitespace().nth(1).expect("a number");
    number.parse().expect("a number")
}
