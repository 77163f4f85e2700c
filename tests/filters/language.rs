//! The language of filters: how texts are read, and what words become.

use proptest::prelude::*;
use quarterdeck::domain::filter::{self, Reading, Role};

use super::here;

/// Texts with what they are read as: pieces by their texts and roles, and how many conditions come of them.
const READ: &[(&str, &str, usize)] = &[
    ("", "", 0),
    ("acme", "acme text", 1),
    ("acme  owner:me", "acme text|owner: field|me value", 2),
    ("-acme !idle", "- not|acme text|! not|idle flag", 2),
    (
        "\"zur post\" \"owner:me\"",
        "\"zur post\" text|\"owner:me\" text",
        2,
    ),
    (
        "owner:\"Bavo de Vries\",me",
        "owner: field|\"Bavo de Vries\",me value",
        1,
    ),
    ("amount > 20k idle", "amount > field|20k value|idle flag", 2),
    ("amount>=1.2m", "amount>= field|1.2m value", 1),
    (
        "close<end of next month acme",
        "close< field|end of next month value|acme text",
        2,
    ),
    (
        "close<12 dec idle",
        "close< field|12 dec value|idle flag",
        2,
    ),
    ("close:dec 2026", "close: field|dec 2026 value", 1),
    (
        "close<next fri today",
        "close< field|next fri value|today flag",
        2,
    ),
    (
        "abschluss<fri ruht",
        "abschluss< field|fri value|ruht flag",
        2,
    ),
    ("zuständig:ich", "zuständig: field|ich value", 1),
    ("foo:bar idle", "foo:bar fault|idle flag", 1),
    ("owner>me", "owner>me fault", 0),
    ("amount>", "amount> fault", 0),
    ("amount> idle", "amount> fault|idle flag", 1),
    ("amount>many", "amount>many fault", 0),
    ("close<32 dec", "close<32 fault|dec text", 1),
    ("probability>=150", "probability>=150 fault", 0),
    ("pushed>=x pushed", "pushed>=x fault|pushed flag", 1),
    (
        "category:best,commit",
        "category: field|best,commit value",
        1,
    ),
    ("category:worst", "category:worst fault", 0),
    ("stage>=propose", "stage>= field|propose value", 1),
    ("co-op - !", "co-op text|- text|! text", 1),
    ("\"open", "\"open text", 1),
];

#[test]
fn texts_are_read_as_people_mean_them() {
    for (text, pieces, count) in READ {
        let reading = Reading::of(text, &here());
        let said = reading.pieces.iter().map(|piece| {
            let role = match piece.role {
                Role::Not => "not",
                Role::Text => "text",
                Role::Field(_) => "field",
                Role::Value => "value",
                Role::Flag(_) => "flag",
                Role::Fault(_) => "fault",
            };
            [text.get(piece.span.clone()).expect("a piece"), " ", role].concat()
        });
        assert_eq!(said.collect::<Vec<_>>().join("|"), *pieces, "{text}");
        assert_eq!(reading.filter.terms.len(), *count, "{text}");
    }
}

#[test]
fn words_are_completed_where_the_cursor_stands() {
    let known = filter::Known {
        owners: vec!["Bavo de Vries", "Mila"],
        teams: vec!["North"],
        stages: vec!["Qualify", "Propose"],
    };
    let completed = |text: &str| {
        let at = text.find('|').expect("a cursor");
        let candidates = filter::candidates(&text.replace('|', ""), at, &known);
        let show = |it: filter::Candidate| {
            let (before, after) = it.text.split_at_checked(it.at).expect("a place");
            [before, "|", after].concat()
        };
        candidates.into_iter().map(show).collect::<Vec<_>>()
    };
    assert_eq!(completed("ow|"), ["owner:|"]);
    assert_eq!(completed("acme -id| won"), ["acme -idle| won"]);
    assert_eq!(completed("owner:ba|"), ["owner:\"Bavo de Vries\" |"]);
    assert_eq!(completed("owner:vri|"), ["owner:\"Bavo de Vries\" |"]);
    assert_eq!(completed("owner:me,mi|"), ["owner:me,Mila |"]);
    assert_eq!(completed("stage>=pro|"), ["stage>=Propose |"]);
    assert_eq!(completed("amo|"), ["amount>|"]);
    assert_eq!(completed("category:co|"), ["category:commit |"]);
    assert_eq!(completed("zus|"), ["zustandig:|"]);
    assert!(completed("|").len() > 20);
    assert!(completed("xyz|").is_empty() && completed("foo:b|").is_empty());
}

proptest! {
    #[test]
    fn any_text_is_read_and_its_pieces_are_all_of_it(
        text in prop_oneof![
            any::<String>(),
            "[a-z:<>=!\" ,.0-9-]{0,40}",
            prop::collection::vec(prop::sample::select(vec![
                "owner:", "-", "idle", "\"", "close<", "fri", " ", "amount>", "20k", ",", "dec", "stage", ">=", "é", "日本",
            ]), 0..12).prop_map(|parts| parts.concat()),
        ],
    ) {
        let reading = Reading::of(&text, &here());
        let mut end = 0;
        for piece in &reading.pieces {
            prop_assert!(end <= piece.span.start && piece.span.start < piece.span.end);
            prop_assert!(text.get(end..piece.span.start).expect("a gap").chars().all(char::is_whitespace));
            end = piece.span.end;
        }
        prop_assert!(text.get(end..).expect("an end").chars().all(char::is_whitespace));
        for at in (0..=text.len()).filter(|at| text.is_char_boundary(*at)) {
            for candidate in filter::candidates(&text, at, &filter::Known::default()) {
                prop_assert!(candidate.text.is_char_boundary(candidate.at));
            }
        }
    }
}
