//! Which words somebody may have meant who mistyped one.

use super::name_key;

/// The shortest word in which one mistake is forgiven, and the shortest in which two are.
const ONE_MISTAKE_MIN: usize = 4;
const TWO_MISTAKES_MIN: usize = 8;

/// The fewest letters that may stand for a longer word.
const LETTERS_MIN: usize = 3;

/// Names that differ more than this (1 is alike) are not what was meant.
const LIKENESS_MIN: f64 = 0.75;

/// Of some names the one that was meant, if any is near.
pub fn nearest<'n>(name: &str, known: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    let scored = known.map(|it| (strsim::jaro_winkler(name, it), it));
    let best = scored.max_by(|a, b| a.0.total_cmp(&b.0))?;
    (best.0 >= LIKENESS_MIN).then_some(best.1)
}

/// Puts names in the order of how much they are like one.
pub fn by_likeness(name: &str, known: &mut [String]) {
    let key = name_key(name);
    let likeness = |it: &String| strsim::jaro_winkler(&key, &name_key(it));
    known.sort_by(|a, b| likeness(b).total_cmp(&likeness(a)));
}

/// How far a typed word is from a word of a name: a smaller number is nearer; `None` if it cannot be meant.
///
/// A mistake is a letter too many, a missing one, a wrong one, or two that changed places; what the word of the name
/// goes on with is none. A word with many letters missing is farther than one with mistakes.
pub fn distance(typed: &str, word: &str) -> Option<usize> {
    let (typed, word): (Vec<char>, Vec<char>) = (typed.chars().collect(), word.chars().collect());
    let mistakes_max = match typed.len() {
        ..ONE_MISTAKE_MIN => 0,
        ONE_MISTAKE_MIN..TWO_MISTAKES_MIN => 1,
        _ => 2,
    };
    let mistakes = mistakes(&typed, &word);
    if mistakes <= mistakes_max {
        return Some(mistakes);
    }
    let has_letters = typed.len() >= LETTERS_MIN && has_in_order(&word, &typed);
    has_letters.then(|| mistakes_max + word.len() - typed.len())
}

/// The fewest mistakes by which the beginning of a word became what was typed.
fn mistakes(typed: &[char], word: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=word.len()).collect();
    for (row, letter) in typed.iter().enumerate() {
        let mut line = vec![row + 1];
        for (column, other) in word.iter().enumerate() {
            let at =
                |line: &[usize], column: usize| line.get(column).copied().unwrap_or(usize::MAX);
            let wrong = at(&last, column) + usize::from(letter != other);
            let mut fewest = wrong
                .min(at(&last, column + 1) + 1)
                .min(at(&line, column) + 1);
            let is_swapped = row > 0
                && column > 0
                && typed.get(row - 1) == Some(other)
                && word.get(column - 1) == Some(letter);
            if is_swapped {
                fewest = fewest.min(at(&before, column - 1) + 1);
            }
            line.push(fewest);
        }
        before = std::mem::replace(&mut last, line);
    }
    last.into_iter().min().unwrap_or(0)
}

/// Whether a word begins with the first of these letters and has all of them in their order.
fn has_in_order(word: &[char], letters: &[char]) -> bool {
    let mut rest = word.iter();
    word.first() == letters.first() && letters.iter().all(|letter| rest.any(|it| it == letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mistakes_and_missing_letters_are_forgiven_in_long_words() {
        for (typed, word, expected) in [
            ("acme", "acme", Some(0)),
            ("acm", "acme", Some(0)),
            ("acne", "acme", Some(1)),
            ("hotle", "hotel", Some(1)),
            ("hoteel", "hotel", Some(1)),
            ("stadtwrke", "stadtwerke", Some(1)),
            ("stadtwreek", "stadtwerke", Some(2)),
            ("stdtw", "stadtwerke", Some(1)),
            ("sdtk", "stadtwerke", Some(7)),
            ("kil", "kiel", Some(1)),
            ("kli", "kiel", None),
            ("xcme", "acme", Some(1)),
            ("cane", "acme", None),
            ("acm", "bcm", None),
        ] {
            assert_eq!(distance(typed, word), expected, "{typed} {word}");
        }
    }
}
