//! Runs a thing beside its baseline in turn and prints medians and their ratio: machines are shared and noisy.

use std::time::{Duration, Instant};

use rusqlite::Connection;

/// A thing and what it is measured beside.
pub struct Pair<'a> {
    /// What is measured.
    pub what: &'a str,
    /// The command or the SQL that it is measured beside.
    pub baseline: &'a str,
    /// How good is good enough: at most so many times the baseline's time or, of rows, at least so many times as many a
    /// second.
    pub goal: f64,
    /// How many rows are written, where that is measured.
    pub rows: Option<usize>,
    /// How often both are run.
    pub runs: usize,
}

impl Pair<'_> {
    /// Times `ours` and `baseline` alternately and prints the medians and their ratio.
    pub fn beside(
        &self,
        mut ours: impl FnMut() -> Duration,
        mut baseline: impl FnMut() -> Duration,
    ) {
        let mut pairs: Vec<(Duration, Duration)> = Vec::new();
        for run in 0..self.runs {
            // Each goes first as often as the other: what the first leaves in the caches helps the second.
            pairs.push(if run % 2 == 0 {
                (ours(), baseline())
            } else {
                let baseline = baseline();
                (ours(), baseline)
            });
        }
        let mut ratios: Vec<f64> = pairs
            .iter()
            .map(|(ours, baseline)| {
                let [ours, baseline] = [ours, baseline].map(Duration::as_secs_f64);
                match self.rows {
                    None => ours / baseline.max(f64::EPSILON),
                    Some(_) => baseline / ours.max(f64::EPSILON),
                }
            })
            .collect();
        ratios.sort_by(f64::total_cmp);
        let (mut ours, mut baseline): (Vec<_>, Vec<_>) = pairs.into_iter().unzip();
        ours.sort_unstable();
        baseline.sort_unstable();
        let ratio = ratios[self.runs / 2];
        print(self.what);
        print(&format!("    beside: {}", self.baseline));
        let (middle, slow) = (self.runs / 2, self.runs * 99 / 100);
        let goal = self.goal;
        match self.rows {
            None => print(&format!(
                "    {:.3?} beside {:.3?} (p99 {:.3?}, {:.3?}): {ratio:.2} ×, goal ≤ {goal} ×{}",
                ours[middle],
                baseline[middle],
                ours[slow],
                baseline[slow],
                missed(ratio <= goal)
            )),
            Some(rows) => {
                let rate = |time: Duration| rows as f64 / time.as_secs_f64();
                print(&format!(
                    "    {:.0} rows/s beside {:.0}: {ratio:.2} ×, goal ≥ {goal} ×{}",
                    rate(ours[middle]),
                    rate(baseline[middle]),
                    missed(ratio >= goal)
                ));
            }
        }
    }
}

fn missed(is_reached: bool) -> &'static str {
    if is_reached { "" } else { "   MISSED" }
}

/// Prints a line: benches report on standard output.
#[expect(clippy::print_stdout, reason = "a bench has no other way to tell")]
pub fn print(line: &str) {
    println!("{line}");
}

/// Prints the tables and indexes that are measured on.
pub fn print_schema(store: &Connection, tables: &[&str]) {
    for table in tables {
        let mut statement = store
            .prepare("SELECT sql FROM sqlite_schema WHERE tbl_name = ?1 AND sql IS NOT NULL ORDER BY type DESC, name")
            .expect("a query");
        let texts = statement.query_map([table], |row| row.get::<_, String>(0));
        for text in texts.expect("rows") {
            let text = text.expect("a text");
            // Comments end with their lines.
            let lines = text.lines().map(|line| line.split("--").next());
            let words: Vec<&str> = lines.flatten().flat_map(str::split_whitespace).collect();
            print(&format!("    {}", words.join(" ")));
        }
    }
}

/// How long `work` keeps this thread's processor busy, so many times in the middle: on a shared machine what the others do
/// is no part of it. The system counts in ticks, so that one time alone says nothing; where it does not count at all, the
/// middle of how long it takes.
pub fn busy<T>(runs: u32, mut work: impl FnMut() -> T) -> Duration {
    let read = || {
        let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
        let nanoseconds = text.split_whitespace().next()?.parse().ok()?;
        Some(Duration::from_nanos(nanoseconds))
    };
    let before = read();
    let took: Duration = (0..runs).map(|_| time(&mut work)).sum();
    let counted = before.zip(read());
    counted.map_or(took, |(before, after)| after.saturating_sub(before)) / runs
}

/// How long `work` takes.
pub fn time<T>(work: impl FnOnce() -> T) -> Duration {
    let start = Instant::now();
    let _kept_until_here = std::hint::black_box(work());
    start.elapsed()
}
