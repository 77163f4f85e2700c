//! Why deals are won and lost: what a team offers to choose from. Any other reason is as good.

use super::deal::StageKind;
use super::team::SettingKey;
use super::text::{Controls, TextKind, clean, name_key};

/// A list that nobody reads to its end helps nobody.
const COUNT_MAX: usize = 20;

/// The setting that lists the reasons of such an end; an open deal has come to none.
pub fn setting(kind: StageKind) -> Option<SettingKey> {
    match kind {
        StageKind::Open => None,
        StageKind::Won => Some(SettingKey::WonReasons),
        StageKind::Lost => Some(SettingKey::LostReasons),
    }
}

/// Reads a list with commas in between; `None` if there is nothing on it, too much, or what is no name. Who is named
/// twice stands there once.
pub fn read(text: &str) -> Option<Vec<String>> {
    let mut reasons: Vec<String> = Vec::new();
    for part in text.split(',').filter(|part| !part.trim().is_empty()) {
        let name = clean(part, TextKind::Name, Controls::Refuse).ok()?.text;
        if name.is_empty() {
            return None;
        }
        if listed(&reasons, &name).is_none() {
            reasons.push(name);
        }
    }
    (1..=COUNT_MAX).contains(&reasons.len()).then_some(reasons)
}

/// The list as the setting keeps it.
pub fn write(reasons: &[String]) -> String {
    reasons.join(", ")
}

/// The reasons of an end: the team's own, else those that everyone starts with.
pub fn of(kind: StageKind, agreed: Option<&str>) -> Vec<String> {
    let shipped = || kind.reasons().iter().map(|it| (*it).to_owned()).collect();
    agreed.and_then(read).unwrap_or_else(shipped)
}

/// The one on a list that is meant, however it is written.
pub fn listed<'r>(reasons: &'r [String], typed: &str) -> Option<&'r str> {
    let key = name_key(typed);
    let found = reasons.iter().find(|it| name_key(it) == key);
    found.map(String::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_read_as_it_is_written() {
        for (text, expected) in [
            (
                "price, competitor, our_follow_up",
                Some("price, competitor, our_follow_up"),
            ),
            (" Price ,,price,  too late ", Some("Price, too late")),
            ("", None),
            (" , ,", None),
            ("price, \u{202e}evil", None),
        ] {
            let read = read(text);
            assert_eq!(read.as_deref().map(write).as_deref(), expected, "{text}");
        }
        let many = |count: usize| {
            (0..count)
                .map(|at| format!("r{at}"))
                .collect::<Vec<_>>()
                .join(",")
        };
        assert_eq!(read(&many(COUNT_MAX)).map(|it| it.len()), Some(COUNT_MAX));
        assert_eq!(read(&many(COUNT_MAX + 1)), None);
    }

    #[test]
    fn what_a_team_lists_goes_before_what_everyone_starts_with() {
        assert_eq!(
            of(StageKind::Lost, Some("sleep")),
            ["sleep".to_owned()].to_vec()
        );
        for (kind, first) in [(StageKind::Won, "price"), (StageKind::Lost, "price")] {
            assert_eq!(of(kind, None).first().map(String::as_str), Some(first));
        }
        assert!(of(StageKind::Open, None).is_empty());
        assert_eq!(
            listed(&of(StageKind::Lost, None), "Competitor"),
            Some("competitor")
        );
    }
}
