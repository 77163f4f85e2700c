//! Times of day as people type them: `11:00`, `9am`, `at 9`, `14 uhr`.

use std::fmt;

use super::Here;
use super::language::Word;

/// A time of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Time {
    /// 0 to 23.
    pub hour: u32,
    /// 0 to 59.
    pub minute: u32,
}

/// `HH:MM`, as an activity keeps it.
impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.hour, self.minute)
    }
}

/// Reads the folded words of a time: `11:00`, `9am`, `at 9`, `14 uhr`, `noon`.
pub(super) fn read_time(words: &[&str], here: &Here) -> Option<Time> {
    const HALVES: &[(&str, u32)] = &[("am", 0), ("pm", 12), ("a.m.", 0), ("p.m.", 12)];
    let means = |word: &str, meaning| here.language.meanings(word).any(|it| it == meaning);
    let is_at = words
        .first()
        .is_some_and(|word| *word == "@" || means(word, Word::At));
    let words = words.get(usize::from(is_at)..)?;
    if let [word] = words
        && means(word, Word::Noon)
    {
        return Some(Time {
            hour: 12,
            minute: 0,
        });
    }
    let (words, is_clock) = match words {
        [before @ .., word] if means(word, Word::Clock) => (before, true),
        _ => (words, false),
    };
    if words.is_empty() || words.len() > 2 {
        return None;
    }
    let text = words.concat();
    let half = HALVES
        .iter()
        .find_map(|(word, shift)| Some((text.strip_suffix(word)?, *shift)));
    let clock = half.map_or(&*text, |(clock, _)| clock);
    // Parted by a blank, digits are no time: `1 1:00`.
    if words.len() == 2 && words.first() != Some(&clock) {
        return None;
    }
    let (hour, minute) = match clock.split_once(':') {
        Some((hour, minute)) if minute.len() == 2 => (hour, below(minute, 60)?),
        None if is_at || is_clock || half.is_some() => (clock, 0),
        _ => return None,
    };
    let hour = match (below(hour, 24)?, half) {
        (hour, None) => hour,
        (hour @ 1..=12, Some((_, shift))) => hour % 12 + shift,
        _ => return None,
    };
    Some(Time { hour, minute })
}

/// A number of one or two digits, below a bound.
fn below(text: &str, bound: u32) -> Option<u32> {
    let is_short = matches!(text.len(), 1 | 2) && text.bytes().all(|byte| byte.is_ascii_digit());
    let number = is_short.then(|| text.parse().ok()).flatten();
    number.filter(|number| *number < bound)
}
