//! Who gets how much, in one line: `bavo 60 sander 40`. A number ends a name, unless another one follows it.

use super::amount::read_percent;
use super::{Here, TypedFault};
use crate::domain::text::{has_words, name_key};

/// Basis points in a percent.
const PERCENT: i64 = 100;

/// A name and its share, in basis points.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Share {
    /// The name, as typed.
    pub name: String,
    /// The share in basis points; none as long as none is typed.
    pub share: Option<i64>,
}

/// Reads a line. A name without a share stands last.
pub fn read_shares(line: &str, here: &Here) -> Result<Vec<Share>, TypedFault> {
    let read = |(name, share): (String, Option<String>)| {
        let share = share.map(|it| read_percent(&it, here)).transpose()?;
        let share = share.flatten();
        Ok(Share { name, share })
    };
    parts(line).into_iter().map(read).collect()
}

/// The names that a line has, each with its share as it was typed.
pub fn parts(line: &str) -> Vec<(String, Option<String>)> {
    // A sign may stand apart from its number, and commas between people.
    let line = line.replace(" %", "%").replace([',', ';'], " , ");
    let words: Vec<&str> = line.split_whitespace().collect();
    let is_number = |word: &&str| word.starts_with(|c: char| c.is_ascii_digit());
    let mut parts = Vec::new();
    let mut name: Vec<&str> = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let next = words.get(at + 1).filter(|next| is_number(next));
        if *word == "," {
            continue;
        }
        if name.is_empty() || !is_number(word) || next.is_some() {
            name.push(word);
            continue;
        }
        let whole = std::mem::take(&mut name).join(" ");
        parts.push((whole, Some((*word).to_owned())));
    }
    if !name.is_empty() {
        parts.push((name.join(" "), None));
    }
    parts
}

/// The one person who is meant by a name, or by the beginnings of its words. The others, if there are several.
pub fn meant<'p, I: Copy>(typed: &str, people: &'p [(I, String)]) -> Result<I, Vec<&'p str>> {
    let key = name_key(typed);
    if let Some((id, _)) = people.iter().find(|(_, name)| name_key(name) == key) {
        return Ok(*id);
    }
    let found: Vec<_> = people
        .iter()
        .filter(|(_, name)| has_words(name, typed))
        .collect();
    match found[..] {
        [(id, _)] => Ok(*id),
        _ => Err(found.iter().map(|(_, name)| name.as_str()).collect()),
    }
}

/// A share as it is typed: `60`, `33.34`, and `0.50%`, which without its sign may be half of all.
pub fn write_share(bp: i64) -> String {
    match (bp / PERCENT, bp % PERCENT) {
        (whole, 0) => whole.to_string(),
        (0, rest) => format!("0.{rest:02}%"),
        (whole, rest) => format!("{whole}.{rest:02}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calendar::Day;
    use crate::domain::typed::Hand;

    #[test]
    fn a_number_ends_a_name_unless_another_one_follows() {
        let here = Hand::default().here(Day::MIN, 1, None);
        let share = |name: &str, share| Share {
            name: name.to_owned(),
            share,
        };
        for (line, expected) in [
            ("", vec![]),
            (
                "bavo 60 sander 40",
                vec![share("bavo", Some(6_000)), share("sander", Some(4_000))],
            ),
            (
                "Bavo de Vries 33.33 %, Mila 66.67%",
                vec![
                    share("Bavo de Vries", Some(3_333)),
                    share("Mila", Some(6_667)),
                ],
            ),
            (
                "Rep 2 50 Rep 3 50",
                vec![share("Rep 2", Some(5_000)), share("Rep 3", Some(5_000))],
            ),
            (
                "bavo 60 san",
                vec![share("bavo", Some(6_000)), share("san", None)],
            ),
            ("2 50", vec![share("2", Some(5_000))]),
        ] {
            assert_eq!(read_shares(line, &here), Ok(expected), "{line}");
        }
        assert!(read_shares("bavo 120", &here).is_err());
        assert!(read_shares("bavo 6x", &here).is_err());
    }

    #[test]
    fn what_is_written_reads_back() {
        let here = Hand::default().here(Day::MIN, 1, None);
        for bp in [0, 1, 50, 100, 3_334, 9_999, 10_000] {
            let line = ["x ", &write_share(bp)].concat();
            let read = read_shares(&line, &here).expect("a share");
            assert_eq!(read[0].share, Some(bp), "{line}");
        }
    }

    #[test]
    fn whoever_is_the_only_one_is_meant() {
        let people = [
            (1, "Bavo de Vries"),
            (2, "Bavo Smit"),
            (3, "Bavo"),
            (4, "Mila"),
        ];
        let people = people.map(|(id, name)| (id, name.to_owned()));
        assert_eq!(meant("bavo", &people), Ok(3));
        assert_eq!(meant("vri", &people), Ok(1));
        assert_eq!(meant("mi", &people), Ok(4));
        assert_eq!(meant("nobody", &people), Err(vec![]));
        assert_eq!(meant("bav s", &people[..2]), Ok(2));
        assert_eq!(
            meant("bav", &people[..2]),
            Err(vec!["Bavo de Vries", "Bavo Smit"])
        );
    }
}
