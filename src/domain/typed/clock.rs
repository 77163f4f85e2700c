//! Times of day as people type them: `11:00`, `9am`, `at 9`, `14 uhr`.

use std::fmt;

use super::language::Word;
use super::{Here, folded};

/// Behind the hour of half a day, with the hours before it.
const HALVES: &[(&str, u32)] = &[("am", 0), ("pm", 12), ("a.m.", 0), ("p.m.", 12)];

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

/// Whether a text is written like a time, whatever it says: `25:00`, `13pm`, `99 uhr`, `9:00-10:00`.
pub(super) fn is_like_time(text: &str, here: &Here) -> bool {
    let folded = folded(text);
    let words: Vec<&str> = folded.split_whitespace().collect();
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|it| it.is_ascii_digit());
    let is_half = |word: &str| HALVES.iter().any(|(half, _)| *half == word);
    let is_behind = |word: &str| {
        let mut meanings = here.language.meanings(word);
        is_half(word) || meanings.any(|it| it == Word::Clock)
    };
    match words[..] {
        [number, behind] => is_number(number) && is_behind(behind),
        [word] => {
            let mut halves = HALVES
                .iter()
                .filter_map(|(half, _)| word.strip_suffix(half));
            let minute = word.split_once(':').filter(|(hour, _)| is_number(hour));
            halves.any(is_number) || minute.and_then(|it| it.1.get(..2)).is_some_and(is_number)
        }
        _ => false,
    }
}

/// A number of one or two digits, below a bound.
fn below(text: &str, bound: u32) -> Option<u32> {
    let is_short = matches!(text.len(), 1 | 2) && text.bytes().all(|byte| byte.is_ascii_digit());
    let number = is_short.then(|| text.parse().ok()).flatten();
    number.filter(|number| *number < bound)
}
