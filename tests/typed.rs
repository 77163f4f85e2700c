//! What people type is read as they mean it: days, periods, amounts, durations and whole lines.

use proptest::prelude::*;
use quarterdeck::domain::activity::ActivityKind;
use quarterdeck::domain::calendar::Day;
use quarterdeck::domain::money::{Currency, Money};
use quarterdeck::domain::typed::amount::{read_duration, read_money, read_percent, write_duration};
use quarterdeck::domain::typed::clock::Time;
use quarterdeck::domain::typed::language::Language;
use quarterdeck::domain::typed::line::{DealLine, Role, StepLine};
use quarterdeck::domain::typed::period::read_period;
use quarterdeck::domain::typed::when::{When, read_day, read_past_day, read_when};
use quarterdeck::domain::typed::{Here, Order, TypedFault};
use quarterdeck::domain::written::{Decimal, NumberFault};

use crate::fixtures::day;

/// A Wednesday.
const TODAY: &str = "2026-11-18";

fn currency(code: &str) -> Currency {
    Currency::from_code(code).expect("an active currency")
}

fn british() -> Here {
    Here {
        today: day(TODAY),
        week_on: None,
        fiscal_month: 1,
        language: Language::of("en"),
        order: Order::DayFirst,
        decimal: Decimal::Dot,
        currency: Some(currency("EUR")),
    }
}

fn german() -> Here {
    Here {
        language: Language::of("de"),
        decimal: Decimal::Comma,
        ..british()
    }
}

fn american() -> Here {
    Here {
        order: Order::MonthFirst,
        currency: Some(currency("USD")),
        ..british()
    }
}

/// How a day is read, in words.
fn read(text: &str, here: &Here) -> String {
    match read_when(text, here) {
        Ok(when) => when.map_or_else(String::new, |it| it.to_string()),
        Err(TypedFault::NotADay { .. }) => "no day".to_owned(),
        Err(TypedFault::NoSuchDay { .. }) => "no such day".to_owned(),
        Err(TypedFault::DayOutOfRange { .. }) => "out of range".to_owned(),
        Err(other) => format!("{other:?}"),
    }
}

fn are_read(here: &Here, rows: &[(&str, &str)]) {
    for (text, expected) in rows {
        assert_eq!(&read(text, here), expected, "{text}");
        assert_eq!(&read(&text.to_uppercase(), here), expected, "{text}");
    }
}

#[test]
fn a_day_to_look_back_to_is_the_last_one_that_was() {
    let here = Here {
        today: day("2026-11-23"),
        ..british()
    };
    for (text, expected) in [
        ("2", "2026-11-02"),
        ("23", "2026-11-23"),
        ("24", "2026-10-24"),
        ("31", "2026-10-31"),
        ("fri", "2026-11-20"),
        ("mon", "2026-11-23"),
        ("yesterday", "2026-11-22"),
        ("-2w", "2026-11-09"),
        ("last month", "2026-10-01"),
        ("1 dec", "2025-12-01"),
        ("2 nov", "2026-11-02"),
        ("24.11.", "2025-11-24"),
        ("29 feb", "2024-02-29"),
        ("end of march", "2026-03-31"),
        ("w50", "2025-12-08"),
    ] {
        let read = read_past_day(text, &here).expect("a day");
        assert_eq!(read, Some(day(expected)), "{text}");
    }
    for text in [
        "eom",
        "+2w",
        "2w",
        "tomorrow",
        "in 3 days",
        "next fri",
        "end of month",
        "next week",
        "2027-01-01",
        "monatsende",
    ] {
        let ahead = TypedFault::Ahead {
            part: text.to_owned(),
        };
        let here = Here {
            language: Language::of("de"),
            ..here
        };
        assert_eq!(read_past_day(text, &here), Err(ahead), "{text}");
    }
    let first_of_march = Here {
        today: day("2026-03-01"),
        ..here
    };
    let read = |text| read_past_day(text, &first_of_march).expect("a day");
    assert_eq!(read("30"), Some(day("2026-01-30")));
    assert_eq!(read("1"), Some(day("2026-03-01")));
    let third = Here {
        today: day("2026-03-03"),
        ..here
    };
    assert_eq!(read_past_day("1", &third), Ok(Some(day("2026-03-01"))));
}

#[test]
fn days_are_read_as_people_mean_them() {
    are_read(
        &british(),
        &[
            ("fri", "2026-11-20"),
            ("wed", "2026-11-25"),
            ("tuesday", "2026-11-24"),
            ("next fri", "2026-11-27"),
            ("next wed", "2026-11-25"),
            ("this fri", "2026-11-20"),
            ("last fri", "2026-11-13"),
            ("last wed", "2026-11-11"),
            ("+3d", "2026-11-21"),
            ("+2w", "2026-12-02"),
            ("3d", "2026-11-21"),
            ("2w", "2026-12-02"),
            ("2 weeks", "2026-12-02"),
            ("-3d", "2026-11-15"),
            ("in 3 days", "2026-11-21"),
            ("in 2 weeks", "2026-12-02"),
            ("in a week", "2026-11-25"),
            ("in 3 months", "2027-02-18"),
            ("1y", "2027-11-18"),
            ("tod", "2026-11-18"),
            ("today", "2026-11-18"),
            ("tom", "2026-11-19"),
            ("tomorrow", "2026-11-19"),
            ("yesterday", "2026-11-17"),
            ("next week", "2026-11-23"),
            ("next month", "2026-12-01"),
            ("next quarter", "2027-01-01"),
            ("next year", "2027-01-01"),
            ("eow", "2026-11-20"),
            ("eom", "2026-11-30"),
            ("end of month", "2026-11-30"),
            ("end of next month", "2026-12-31"),
            ("end-of-month", "2026-11-30"),
            ("eoq", "2026-12-31"),
            ("end of q1", "2027-03-31"),
            ("eoy", "2026-12-31"),
            ("end of dec", "2026-12-31"),
            ("end feb 2028", "2028-02-29"),
            ("mid dec", "2026-12-15"),
            ("15", "2026-12-15"),
            ("15th", "2026-12-15"),
            ("18.", "2026-11-18"),
            ("31", "2026-12-31"),
            ("32", "no such day"),
            ("12 dec", "2026-12-12"),
            ("dec 12", "2026-12-12"),
            ("1 dec", "2026-12-01"),
            ("Dec 1 2026", "2026-12-01"),
            ("dec 1st, 2026", "2026-12-01"),
            ("12-dec-2026", "2026-12-12"),
            ("12dec26", "2026-12-12"),
            ("17 nov", "2027-11-17"),
            ("18 nov", "2026-11-18"),
            ("29 feb", "2028-02-29"),
            ("12/1", "2027-01-12"),
            ("1/12", "2026-12-01"),
            ("12/31", "2026-12-31"),
            ("12.12.", "2026-12-12"),
            ("12.12", "2026-12-12"),
            ("12. 12.", "2026-12-12"),
            ("12.12.26", "2026-12-12"),
            ("1.12.2026", "2026-12-01"),
            ("27.11.", "2026-11-27"),
            ("2026-12-12", "2026-12-12"),
            ("2026/12/1", "2026-12-01"),
            ("01/02/2027", "2027-02-01"),
            ("w48", "2026-11-23"),
            ("week 47", "2026-11-16"),
            ("w46", "2027-11-15"),
            ("fri w48", "2026-11-27"),
            ("fri next week", "2026-11-27"),
            ("Fri 27 Nov", "2026-11-27"),
            ("fri 28 nov", "no such day"),
            ("32 dec", "no such day"),
            ("30 feb", "no such day"),
            ("29.2.2027", "no such day"),
            ("w54", "no such day"),
            ("1 jan 1900", "out of range"),
            ("999999w", "out of range"),
            ("garbage", "no day"),
            ("dec", "no day"),
            ("12 12", "no day"),
            ("montag", "no day"),
            ("", ""),
            ("-", ""),
        ],
    );
}

#[test]
fn times_stand_before_or_behind_the_day_or_alone() {
    are_read(
        &british(),
        &[
            ("mon 11:00", "2026-11-23 11:00"),
            ("11:00 mon", "2026-11-23 11:00"),
            ("fri 9am", "2026-11-20 09:00"),
            ("fri 9:30 pm", "2026-11-20 21:30"),
            ("fri 12am", "2026-11-20 00:00"),
            ("tomorrow at 9", "2026-11-19 09:00"),
            ("12 dec at noon", "2026-12-12 12:00"),
            ("12.12. 8:05", "2026-12-12 08:05"),
            ("9 o'clock", "2026-11-18 09:00"),
            ("11:00", "2026-11-18 11:00"),
            ("fri 24:00", "no day"),
            ("fri 11:60", "no day"),
            ("fri 13pm", "no day"),
        ],
    );
    assert!(read_day("fri 11:00", &british()).is_err());
}

#[test]
fn german_words_are_read_beside_english_ones() {
    are_read(
        &german(),
        &[
            ("fr", "2026-11-20"),
            ("fri", "2026-11-20"),
            ("nächsten freitag", "2026-11-27"),
            ("naechsten freitag", "2026-11-27"),
            ("morgen", "2026-11-19"),
            ("übermorgen", "2026-11-20"),
            ("in 3 tagen", "2026-11-21"),
            ("in einer woche", "2026-11-25"),
            ("nächste woche", "2026-11-23"),
            ("nächsten monat", "2026-12-01"),
            ("ende des monats", "2026-11-30"),
            ("ende nächsten monats", "2026-12-31"),
            ("monatsende", "2026-11-30"),
            ("quartalsende", "2026-12-31"),
            ("12. dez", "2026-12-12"),
            ("12. dez. 2026", "2026-12-12"),
            ("am 3. märz", "2027-03-03"),
            ("mitte märz", "2027-03-15"),
            ("kw48", "2026-11-23"),
            ("do um 14 uhr", "2026-11-19 14:00"),
            ("sa 14:30", "2026-11-21 14:30"),
        ],
    );
}

#[test]
fn slashes_follow_the_user_and_quarters_the_fiscal_year() {
    are_read(
        &american(),
        &[
            ("12/1", "2026-12-01"),
            ("1/12", "2027-01-12"),
            ("31/12", "2026-12-31"),
            ("12/1/26", "2026-12-01"),
            ("1.12.", "2026-12-01"),
        ],
    );
    let fiscal = Here {
        fiscal_month: 2,
        ..british()
    };
    are_read(
        &fiscal,
        &[
            ("eoq", "2027-01-31"),
            ("next quarter", "2027-02-01"),
            ("end of q1", "2027-04-30"),
            ("end of q4", "2027-01-31"),
            ("eoy", "2026-12-31"),
            ("eofy", "2027-01-31"),
        ],
    );
}

#[test]
fn a_week_ends_on_the_friday_ahead() {
    for (today, friday) in [
        ("2026-11-20", "2026-11-20"),
        ("2026-11-21", "2026-11-27"),
        ("2026-11-22", "2026-11-27"),
        ("2026-12-31", "2027-01-01"),
    ] {
        let here = Here {
            today: day(today),
            ..british()
        };
        assert_eq!(read("eow", &here), friday, "{today}");
    }
}

#[test]
fn periods_are_read_as_people_name_them() {
    let fiscal = Here {
        fiscal_month: 4,
        ..british()
    };
    for (here, text, name) in [
        (british(), "q4", "2026-Q4"),
        (british(), "q1 2027", "2027-Q1"),
        (british(), "this quarter", "2026-Q4"),
        (british(), "last quarter", "2026-Q3"),
        (british(), "last week", "2026-W46"),
        (british(), "next month", "2026-12"),
        (british(), "oct", "2026-10"),
        (british(), "dec 2025", "2025-12"),
        (british(), "w48", "2026-W48"),
        (british(), "yesterday", "yesterday"),
        (british(), "2026-Q4", "2026-Q4"),
        (british(), "all", "all"),
        (british(), "last fri", "2026-11-13"),
        (british(), "1 dec - 12 dec", "2026-12-01..2026-12-12"),
        (british(), "last mon to today", "2026-11-16..2026-11-18"),
        (british(), "1.12...12.12.", "2026-12-01..2026-12-12"),
        (german(), "letztes quartal", "2026-Q3"),
        (german(), "1.12. bis 31.12.", "2026-12"),
        (fiscal, "q3", "FY2026-Q3"),
        (fiscal, "this quarter", "FY2026-Q3"),
    ] {
        let period = read_period(text, &here);
        assert_eq!(period.map(|it| it.name), Ok(name.to_owned()), "{text}");
    }
    for text in ["", "q5", "w54", "12 dec - 1 dec", "soon", " - "] {
        assert!(read_period(text, &british()).is_err(), "{text}");
    }
}

#[test]
fn amounts_are_read_as_people_write_them() {
    for (here, text, amount) in [
        (british(), "48k", "48000.00 EUR"),
        (british(), "48 K", "48000.00 EUR"),
        (british(), "1.2m", "1200000.00 EUR"),
        (british(), "1,2m", "1200000.00 EUR"),
        (british(), "1.5 Mio.", "1500000.00 EUR"),
        (british(), "2bn", "2000000000.00 EUR"),
        (british(), "48 000", "48000.00 EUR"),
        (british(), "48,000", "48000.00 EUR"),
        (british(), "48.000,50 EUR", "48000.50 EUR"),
        (british(), "12.500,00", "12500.00 EUR"),
        (british(), "12,500.00", "12500.00 EUR"),
        (british(), "€48k", "48000.00 EUR"),
        (british(), "48k€", "48000.00 EUR"),
        (british(), "48k USD", "48000.00 USD"),
        (british(), "£1.5k", "1500.00 GBP"),
        (british(), "2m JPY", "2000000 JPY"),
        (british(), "1.0001k", "1000.10 EUR"),
        (german(), "1.234", "1234.00 EUR"),
        (german(), "1,5k", "1500.00 EUR"),
        (american(), "$48k", "48000.00 USD"),
    ] {
        let read = read_money(text, &here).map(|it| it.map(|it| format!("{it} {}", it.currency)));
        assert_eq!(read, Ok(Some(amount.to_owned())), "{text}");
    }
    for (text, fault) in [
        ("$48k", NumberFault::AmbiguousCurrency),
        ("48 ABC", NumberFault::UnknownCurrency),
        ("999999999999k", NumberFault::OutOfRange),
        ("48x", NumberFault::NotANumber),
        ("k", NumberFault::NotANumber),
        ("48%", NumberFault::NotANumber),
    ] {
        let part = text.to_owned();
        let refused = Err(TypedFault::BadNumber { part, fault });
        assert_eq!(read_money(text, &british()), refused, "{text}");
    }
    for (here, text, whole, decimal) in [
        (british(), "18.500", "18500", "18.50"),
        (british(), "1.234 EUR", "1234", "1.23"),
        (german(), "18,500", "18500", "18,50"),
    ] {
        let refused = TypedFault::TwoAmounts {
            part: text.to_owned(),
            grouped: whole.to_owned(),
            decimal: decimal.to_owned(),
        };
        assert_eq!(read_money(text, &here), Err(refused.clone()), "{text}");
        let line = DealLine::read(&["Acme ", text].concat(), &here);
        assert!(
            text.contains(' ')
                || line
                    .pieces
                    .iter()
                    .any(|it| it.role == Role::Fault(refused.clone())),
            "{:?}",
            line.pieces
        );
    }
    // Where there are three decimals, or a letter stands behind them, that is what they are.
    for (text, amount) in [("18.500 KWD", "18.500"), ("1.234k", "1234.00")] {
        let read = read_money(text, &british()).map(|it| it.map(|it| it.to_string()));
        assert_eq!(read, Ok(Some(amount.to_owned())), "{text}");
    }
    assert!(matches!(
        read_money("-5", &british()),
        Err(TypedFault::Negative { .. })
    ));
    assert_eq!(read_money(" - ", &british()), Ok(None));
}

#[test]
fn percentages_and_durations_are_read() {
    for (text, bp) in [
        ("60%", Some(6_000)),
        ("60", Some(6_000)),
        ("60 %", Some(6_000)),
        ("12.5%", Some(1_250)),
        ("12,5", Some(1_250)),
        ("0.5%", Some(50)),
        ("0", Some(0)),
        ("100", Some(10_000)),
        ("0.6", None),
        ("101", None),
        ("-1", None),
        ("60 €", None),
        ("many", None),
    ] {
        assert_eq!(read_percent(text, &british()).ok().flatten(), bp, "{text}");
    }
    for (text, minutes) in [
        ("30m", Some(30)),
        ("30 min", Some(30)),
        ("90", Some(90)),
        ("1h", Some(60)),
        ("1h30", Some(90)),
        ("1h30m", Some(90)),
        ("1 h 30 min", Some(90)),
        ("1:30", Some(90)),
        ("1.5h", Some(90)),
        ("1,5 Std.", Some(90)),
        ("0.33h", Some(20)),
        ("1:60", None),
        ("1:5", None),
        ("1h60", None),
        ("1.5h30", None),
        ("1h1h", None),
        ("-30m", None),
        ("1000h", None),
        ("soon", None),
        ("", None),
    ] {
        assert_eq!(read_duration(text).ok().flatten(), minutes, "{text}");
    }
}

#[test]
fn a_deal_is_one_line() {
    for (here, line, written) in [
        (
            british(),
            "Acme 48k 12 dec",
            "\"Acme\" 48000.00 EUR 2026-12-12",
        ),
        (
            british(),
            "Acme 12 dec 48k",
            "\"Acme\" 48000.00 EUR 2026-12-12",
        ),
        (
            british(),
            "Acme 48 000 EUR end of next month",
            "\"Acme\" 48000.00 EUR 2026-12-31",
        ),
        (british(), "Acme", "\"Acme\""),
        (british(), "May", "\"May\""),
        (
            british(),
            "Sun Systems 1.2m fri",
            "\"Sun Systems\" 1200000.00 EUR 2026-11-20",
        ),
        (british(), "Pier 7 48k", "\"Pier 7\" 48000.00 EUR"),
        (british(), "Studio 54", "\"Studio 54\""),
        (
            british(),
            "Acme 48k renewal eoq",
            "\"Acme renewal\" 48000.00 EUR 2026-12-31",
        ),
        (
            british(),
            "The \"Fri 48k\" Co 5k",
            "\"The Fri 48k Co\" 5000.00 EUR",
        ),
        (british(), "Acme \"Sun", "\"Acme Sun\""),
        (british(), "Acme 48.50", "\"Acme\" 48.50 EUR"),
        (
            british(),
            "Acme 12 dec 1999",
            "\"Acme\" 1999.00 EUR 2026-12-12",
        ),
        (
            german(),
            "Hotel Zur Post 12,5k 12. dez",
            "\"Hotel Zur Post\" 12500.00 EUR 2026-12-12",
        ),
        (british(), "", "\"\""),
    ] {
        assert_eq!(DealLine::read(line, &here).write(), written, "{line}");
    }
}

#[test]
fn a_step_is_one_line() {
    for (here, line, written) in [
        (british(), "demo fri 11:00", "demo 2026-11-20 11:00"),
        (
            british(),
            "demo pricing fri 11:00 45m",
            "demo \"pricing\" 2026-11-20 11:00 45m",
        ),
        (british(), "call", "call"),
        (british(), "call Mila tomorrow", "call \"Mila\" 2026-11-19"),
        (
            british(),
            "send the offer +3d",
            "\"send the offer\" 2026-11-21",
        ),
        (
            british(),
            "meeting 1h30 mon at 9",
            "meeting 2026-11-23 09:00 1h30m",
        ),
        (british(), "fri call back", "\"call back\" 2026-11-20"),
        (
            german(),
            "Anruf wegen Preis mo 9:00",
            "call \"wegen Preis\" 2026-11-23 09:00",
        ),
        (british(), "", ""),
    ] {
        assert_eq!(StepLine::read(line, &here).write(), written, "{line}");
    }
    let kind = StepLine::read("demo", &british()).kind;
    assert_eq!(kind, Some(ActivityKind::Demo));
}

#[test]
fn a_line_says_what_it_read_as_what() {
    let line = "Acme $48k 32 dec";
    let pieces = DealLine::read(line, &british()).pieces;
    let shown: Vec<_> = pieces
        .iter()
        .map(|it| (line.get(it.span.clone()).unwrap_or_default(), &it.role))
        .collect();
    assert!(
        matches!(
            shown[..],
            [
                ("Acme", Role::Text),
                ("$48k", Role::Fault(TypedFault::BadNumber { .. })),
                ("32 dec", Role::Fault(TypedFault::NoSuchDay { .. })),
            ]
        ),
        "{shown:?}"
    );
}

#[test]
fn what_looks_like_a_day_or_a_time_and_is_none_is_no_text() {
    let refused = |line: &str| {
        let pieces = StepLine::read(line, &british()).pieces;
        let faults = pieces.into_iter().filter_map(|it| match it.role {
            Role::Fault(fault) => Some(fault),
            _ => None,
        });
        faults.collect::<Vec<_>>()
    };
    let time = |part: &str| TypedFault::NotATime { part: part.into() };
    let too_much = |part: &str| TypedFault::OutOfPlace { part: part.into() };
    let no_day = |part: &str| TypedFault::NoSuchDay { part: part.into() };
    let no_duration = |part: &str| TypedFault::NotADuration { part: part.into() };
    for (line, faults) in [
        ("call 25:00", vec![time("25:00")]),
        ("call 25:00 fri", vec![time("25:00")]),
        ("fri 24:00 Mila", vec![time("24:00")]),
        ("call 9:00-10:00", vec![time("9:00-10:00")]),
        ("call 13pm", vec![time("13pm")]),
        ("call 99 o'clock", vec![time("99 o'clock")]),
        ("call 11:00 fri 12:00", vec![too_much("11:00")]),
        ("call 1.12. 8.12.", vec![too_much("1.12.")]),
        ("call 32.12.", vec![no_day("32.12.")]),
        ("demo 32 dec fri", vec![no_day("32 dec")]),
        ("demo 1h60", vec![no_duration("1h60")]),
        ("call 25:00 26:00", vec![time("25:00"), time("26:00")]),
        // These are words, and so is all that stands in quotation marks.
        ("1:1 with Ann", Vec::new()),
        ("support 7 or 8 sites 1.2m", Vec::new()),
        ("call +49 40 1234", Vec::new()),
        ("call \"25:00\" fri", Vec::new()),
    ] {
        assert_eq!(refused(line), faults, "{line}");
    }
    let pieces = DealLine::read("Acme 48k fri 11:00", &british()).pieces;
    assert_eq!(pieces[3].role, Role::Fault(too_much("11:00")));
}

/// Text as people and files make it: words of the tables, numbers, marks, and anything else.
fn texts() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        Just("fri"),
        Just("next"),
        Just("end"),
        Just("of"),
        Just("dec"),
        Just("12"),
        Just("."),
        Just("/"),
        Just("-"),
        Just("+"),
        Just("w48"),
        Just("q1"),
        Just("in"),
        Just("3d"),
        Just("999999"),
        Just("y"),
        Just("48k"),
        Just("€"),
        Just("11:00"),
        Just("am"),
        Just("\""),
        Just("29"),
        Just("feb"),
        Just("h"),
        Just("m"),
        Just(" "),
        Just("ü"),
        Just("½"),
        Just("٣"),
    ];
    prop_oneof![
        any::<String>(),
        prop::collection::vec(word, 0..40).prop_map(|words| words.concat()),
    ]
}

proptest! {
    #[test]
    fn no_text_is_too_strange(text in texts(), offset in 0i64..40_000, fiscal_month in 1u32..=12) {
        let today = Day::MIN.plus_days(offset);
        for here in [british(), german(), american()] {
            let here = Here { today, fiscal_month, ..here };
            let _ = (read_when(&text, &here), read_period(&text, &here), read_money(&text, &here));
            let _ = (read_percent(&text, &here), read_duration(&text));
            for pieces in [DealLine::read(&text, &here).pieces, StepLine::read(&text, &here).pieces] {
                let mut end = 0;
                for piece in pieces {
                    prop_assert!(end <= piece.span.start && text.get(piece.span.clone()).is_some());
                    end = piece.span.end;
                }
            }
        }
    }

    #[test]
    fn a_day_and_a_time_read_back_as_they_are_written(
        offset in 0i64..40_000, from in 0i64..40_000, time in prop::option::of((0u32..24, 0u32..60)),
    ) {
        let time = time.map(|(hour, minute)| Time { hour, minute });
        let when = When { day: Day::MIN.plus_days(offset), time };
        let here = Here { today: Day::MIN.plus_days(from), ..german() };
        prop_assert_eq!(read_when(&when.to_string(), &here), Ok(Some(when)));
    }

    #[test]
    fn a_weekday_is_one_of_the_seven_days_ahead(offset in 0i64..40_000) {
        let today = Day::MIN.plus_days(offset);
        let here = Here { today, ..british() };
        for text in ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] {
            let read = read_day(text, &here).ok().flatten();
            let ahead = read.map(|it| it.days_since(today));
            prop_assert!(ahead.is_some_and(|it| (1..=7).contains(&it)), "{} {:?}", text, read);
        }
    }

    #[test]
    fn a_duration_reads_back_as_it_is_written(minutes in 0i64..60_000) {
        prop_assert_eq!(read_duration(&write_duration(minutes)), Ok(Some(minutes)));
    }

    #[test]
    fn a_deal_line_reads_back_as_it_is_written(
        name in "\\PC{1,20}", minor in prop::option::of(0i64..=99_999_999_999_999),
        code in prop::sample::select(vec!["EUR", "USD", "JPY", "KWD"]),
        ahead in prop::option::of(-400i64..7_000),
    ) {
        let here = british();
        let amount = minor.map(|minor| Money::new(minor, currency(code)));
        prop_assume!(amount.is_none_or(|it| it.minor <= it.currency.minor_max()));
        let close_on = ahead.map(|days| here.today.plus_days(days));
        let deal = DealLine { name, amount, close_on, pieces: Vec::new() };
        let read = DealLine::read(&deal.write(), &here);
        prop_assert_eq!(DealLine { pieces: Vec::new(), ..read }, deal);
    }
}
