//! A key until the screen of a real terminal shows what it did: a million deals beside a thousand, the program itself in a
//! pseudo-terminal.

use std::path::Path;
use std::time::{Duration, Instant};

use quarterdeck::domain::sample::Scale;
use termlens::{Key, Screen, Terminal};

use crate::kept::{self, LARGE};
use crate::measure::print;

/// A thousand deals of as many reps.
const TINY: Scale = Scale {
    reps: Some(300),
    deals: Some(1_000),
    activities: Some(5_000),
};

/// Longer than this nothing takes.
const PATIENCE: Duration = Duration::from_secs(60);

/// How often each step is taken.
const RUNS: usize = 21;

/// A step: how to get ready, what is typed, what the screen shows once it is done, and how to get back.
struct Step {
    what: &'static str,
    /// The most it may take on the large store, in milliseconds: what the issue asks for.
    goal_ms: f64,
    before: &'static str,
    typed: &'static str,
    /// Whether the screen shows it, beside the one before.
    is_done: fn(&Screen, &Screen) -> bool,
    /// Presses of Esc after it.
    escapes: usize,
}

const STEPS: &[Step] = &[
    Step {
        what: "the selection, one down",
        goal_ms: 16.0,
        before: "",
        typed: "j",
        // At the edge of the stage the cards move, not the cursor.
        is_done: |now, before| now.logical_text() != before.logical_text(),
        escapes: 0,
    },
    Step {
        what: "a filter by a word: the deals that are found",
        goal_ms: 100.0,
        before: "/",
        typed: "stadtwerke",
        is_done: |now, _| all_cards(now, |card| card.name.contains("Stadtwerke")),
        escapes: 1,
    },
    Step {
        what: "a filter by fields: the deals that are found",
        goal_ms: 100.0,
        before: "/",
        typed: "owner:bavo amount>20k",
        is_done: |now, _| all_cards(now, |card| card.owner == "Bavo" && card.thousands() > 20.0),
        escapes: 1,
    },
    Step {
        what: "the jump list",
        goal_ms: 100.0,
        before: "g",
        typed: "stadtwerke",
        is_done: |now, _| {
            let text = now.text();
            let mut found = text.lines().filter(|line| line.contains("Stadtwerke"));
            found.any(|line| {
                line.trim_start_matches(['│', '▶', ' '])
                    .starts_with("deal ")
            })
        },
        escapes: 1,
    },
];

/// What the board shows of a deal.
struct Card {
    name: String,
    amount: String,
    owner: String,
}

impl Card {
    /// `€ 30.6k` are 30.6.
    fn thousands(&self) -> f64 {
        let amount = self.amount.split_whitespace().nth(1).unwrap_or_default();
        let number = amount.trim_end_matches(char::is_alphabetic);
        let times = if amount.ends_with('M') { 1_000.0 } else { 1.0 };
        number.parse::<f64>().map_or(0.0, |it| it * times)
    }
}

/// The cards on the board: three lines each, of which the last says whose it is and for how many days.
fn cards(screen: &Screen) -> Vec<Card> {
    let text = screen.text();
    let rows: Vec<Vec<&str>> = text
        .lines()
        .map(|line| line.split(['┃', '│']).map(str::trim).collect())
        .collect();
    let mut cards = Vec::new();
    for lines in rows.windows(3) {
        for (column, last) in lines[2].iter().enumerate() {
            let is_days = |word: &str| {
                let days = word.strip_suffix('d');
                days.is_some_and(|days| days.parse::<u32>().is_ok())
            };
            let owner: Vec<&str> = last
                .split_whitespace()
                .take_while(|it| !is_days(it))
                .collect();
            let is_last = last.split_whitespace().nth(owner.len()).is_some();
            let (Some(name), Some(amount)) = (lines[0].get(column), lines[1].get(column)) else {
                continue;
            };
            if is_last && !owner.is_empty() {
                cards.push(Card {
                    name: (*name).to_owned(),
                    amount: (*amount).to_owned(),
                    owner: owner.join(" "),
                });
            }
        }
    }
    cards
}

/// Whether there are cards, and all of them are so.
fn all_cards(screen: &Screen, is_so: impl Fn(&Card) -> bool) -> bool {
    let cards = cards(screen);
    !cards.is_empty() && cards.iter().all(is_so)
}

pub fn run() {
    let stores = [LARGE, TINY].map(kept::store);
    let mut screens = stores.each_ref().map(|store| open(store));
    for step in STEPS {
        let mut times = [Vec::new(), Vec::new()];
        for _ in 0..RUNS {
            // In turn, so that whatever else the machine does falls on both.
            for (terminal, times) in screens.iter_mut().zip(&mut times) {
                times.push(take(terminal, step));
            }
        }
        let [large, tiny] = times.map(|mut times| {
            times.sort_unstable();
            times
        });
        let middle = RUNS / 2;
        let missed = if large[middle].as_secs_f64() * 1_000.0 > step.goal_ms {
            ", missed"
        } else {
            ""
        };
        print(step.what);
        print(&format!(
            "    {:.1?} beside {:.1?} at 1,000 deals (slowest {:.1?}, {:.1?}), goal ≤ {} ms{missed}",
            large[middle],
            tiny[middle],
            large[RUNS - 1],
            tiny[RUNS - 1],
            step.goal_ms,
        ));
    }
}

/// The pipeline of everyone.
fn open(store: &Path) -> Terminal {
    let home = kept::home().keep();
    let mut terminal = Terminal::builder()
        .size(120, 40)
        .timeout(PATIENCE)
        .env_clear()
        .env("HOME", &home)
        .env("TERM", "xterm-256color")
        .env("LANG", "en_US.UTF-8")
        .env("QUARTERDECK_STORE", store)
        .spawn(env!("CARGO_BIN_EXE_quarterdeck"))
        .expect("a terminal");
    let has = |text: &'static str| move |screen: &Screen| screen.contains(text);
    terminal.wait_until(has("Pipeline")).expect("a frame");
    terminal.send(Key::Char('3')).expect("a key");
    terminal.wait_until(has("open")).expect("the board");
    terminal
}

/// How long a step takes from its key to the screen that shows it.
fn take(terminal: &mut Terminal, step: &Step) -> Duration {
    terminal.send_str(step.before).expect("keys");
    // What came before is no part of it.
    terminal
        .wait_stable(Duration::from_millis(150))
        .expect("a quiet screen");
    let before = terminal.screen();
    // What is there already measures nothing.
    assert!(
        !(step.is_done)(&before, &before),
        "{}\n{}",
        step.what,
        before.text()
    );
    let start = Instant::now();
    terminal.send_str(step.typed).expect("a key");
    terminal
        .wait_until(|screen| (step.is_done)(screen, &before))
        .expect("what it leads to");
    let took = start.elapsed();
    for _ in 0..step.escapes {
        terminal.send(Key::Esc).expect("a key");
    }
    if step.escapes > 0 {
        terminal
            .wait_until(|screen| !screen.contains(step.typed))
            .expect("the board again");
        // A key right behind an Esc would be another key together with Alt.
        terminal
            .wait_stable(Duration::from_millis(50))
            .expect("a quiet screen");
    }
    took
}
