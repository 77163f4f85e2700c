//! Runs a thing beside its baseline in turn and prints medians and their ratio: machines are shared and noisy.

use std::time::{Duration, Instant};

/// Prints what was measured: benches report on standard output.
#[expect(clippy::print_stdout, reason = "a bench has no other way to tell")]
fn print(line: &str) {
    println!("{line}");
}

/// Times `ours` and `baseline` alternately, `runs` times each, and prints the medians and ours ÷ baseline.
pub fn beside(
    what: &str,
    runs: usize,
    mut ours: impl FnMut() -> Duration,
    mut baseline: impl FnMut() -> Duration,
) {
    let mut pairs: Vec<(Duration, Duration)> = (0..runs).map(|_| (ours(), baseline())).collect();
    let mut ratios: Vec<f64> = pairs
        .iter()
        .map(|(ours, baseline)| ours.as_secs_f64() / baseline.as_secs_f64().max(f64::EPSILON))
        .collect();
    ratios.sort_by(f64::total_cmp);
    let middle = runs / 2;
    pairs.sort_by_key(|(ours, _)| *ours);
    let ours = pairs[middle].0;
    pairs.sort_by_key(|(_, baseline)| *baseline);
    let baseline = pairs[middle].1;
    print(&format!(
        "{what}: {ours:?} beside {baseline:?}, ratio {:.2}",
        ratios[middle]
    ));
}

/// How long `work` takes.
pub fn time<T>(work: impl FnOnce() -> T) -> Duration {
    let start = Instant::now();
    let _kept_until_here = std::hint::black_box(work());
    start.elapsed()
}
