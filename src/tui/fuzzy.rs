//! Finding a line by some of its letters, whatever accents and case they have.

use nucleo_matcher::pattern::{AtomKind, CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use crate::domain::text::name_key;

/// Those of `items` whose text has the letters of `wanted` in their order, the best first.
pub fn best<T>(wanted: &str, items: Vec<T>, text: impl Fn(&T) -> String) -> Vec<T> {
    let mut found: Vec<_> = scored(wanted, items, text)
        .into_iter()
        .filter_map(|(score, item)| Some((score?, item)))
        .collect();
    // Stable: equally good ones keep their order.
    found.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    found.into_iter().map(|(_, item)| item).collect()
}

/// How well the text of each of `items` matches: more is better; `None` if letters are missing.
pub fn scored<T>(
    wanted: &str,
    items: Vec<T>,
    text: impl Fn(&T) -> String,
) -> Vec<(Option<u32>, T)> {
    // Not `parse`: there `!` and `^` are commands, and people type what they see.
    let pattern = Pattern::new(
        &name_key(wanted),
        CaseMatching::Ignore,
        Normalization::Smart,
        AtomKind::Fuzzy,
    );
    let mut matcher = Matcher::new(Config::DEFAULT);
    let mut chars = Vec::new();
    let mut score = |item: &T| {
        let folded = name_key(&text(item));
        pattern.score(Utf32Str::new(&folded, &mut chars), &mut matcher)
    };
    items.into_iter().map(|it| (score(&it), it)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_and_case_do_not_matter() {
        for (wanted, name) in [
            ("muller", "Müller"),
            ("CAFE", "Café Zentral"),
            ("skoda", "Škoda"),
            ("oresund", "Øresund"),
            ("istanbul", "İstanbul"),
            ("日本", "日本電気"),
            ("bdv", "Bavo de Vries"),
            ("!deals", "!deals.csv"),
            ("^a$", "^a$.csv"),
        ] {
            assert_eq!(
                best(wanted, vec!["Zzz", name], |it| (*it).to_owned()),
                [name],
                "{wanted}"
            );
        }
    }

    #[test]
    fn the_best_match_comes_first() {
        let names = vec!["Sam Wander", "Wanda Sam", "Sander"];
        assert_eq!(best("sander", names, |it| (*it).to_owned())[0], "Sander");
    }
}
