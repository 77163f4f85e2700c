//! What every language must hold, and how English writes values.

use fluent_syntax::ast::Entry;

use super::*;
use crate::domain::kpi::KPIS;
use crate::domain::money::Currency;

fn en() -> Words {
    Words::for_language("en")
}

fn money(minor: i64, code: &str) -> Money {
    Money::new(
        minor,
        Currency::from_code(code).expect("an active currency"),
    )
}

fn day(text: &str) -> Day {
    Day::from_iso(text).expect("a day")
}

#[test]
fn words_may_move_to_another_thread() {
    fn is_send<T: Send>() {}
    is_send::<Words>();
}

#[test]
fn every_message_file_is_read_without_a_mistake() {
    for language in LANGUAGES {
        let messages = FluentResource::try_new(language.messages.to_owned())
            .unwrap_or_else(|(_, mistakes)| panic!("{}: {mistakes:?}", language.code));
        FluentBundle::new_concurrent(vec![language.code.parse().expect("a language")])
            .add_resource(messages)
            .unwrap_or_else(|twice| panic!("{}: {twice:?}", language.code));
    }
}

#[test]
fn every_message_reads_alone_as_it_does_in_its_file() {
    for language in LANGUAGES {
        let file = FluentResource::try_new(language.messages.to_owned()).expect("Fluent");
        let alone = Messages::of(language.messages);
        for entry in file.entries() {
            let said = format!("{entry:?}");
            let refers = ["MessageReference", "TermReference"].map(|it| said.contains(it));
            assert_eq!(refers, [false, false], "{}: {said}", language.code);
            if let Entry::Message(message) = entry {
                assert_eq!(alone.get(message.id.name), message.value.as_ref());
            }
        }
    }
}

#[test]
fn what_a_translation_lacks_or_has_wrong_is_said_in_english() {
    let mut words = Words::for_language("de");
    let number = words.messages.len();
    words.messages = vec![Messages::of("here = hier\nwrong = { $n\n")];
    words.messages.push(Messages::of(
        "here = here\nwrong = right\nlacking = there\n",
    ));
    let said = ["here", "wrong", "lacking", "nowhere"].map(|key| words.text(key));
    assert_eq!(
        (number, said),
        (
            2,
            ["hier", "right", "there", "«nowhere»"].map(str::to_owned)
        )
    );
    assert_eq!(en().messages.len(), 1, "English lies below itself");
}

#[test]
fn every_kpi_has_its_label_and_a_short_header() {
    for language in LANGUAGES {
        let words = Words::for_language(language.code);
        for kpi in KPIS {
            let key = format!("kpi-{}", kpi.key.replace('_', "-"));
            assert!(words.has(&key), "{}: {key}", language.code);
            assert!(
                words.has(&format!("{key}-short")),
                "{}: {key}-short",
                language.code
            );
        }
    }
}

#[test]
fn every_short_form_of_money_has_its_word() {
    for language in LANGUAGES {
        let words = Words::for_language(language.code);
        for minor in [1, 100_000, 100_000_000, 100_000_000_000] {
            let text = words.money_short(money(minor, "EUR"));
            assert!(!text.contains('«'), "{}: {text}", language.code);
        }
    }
}

#[test]
fn a_missing_message_shows_its_key() {
    assert_eq!(en().text("no-such-message"), "«no-such-message»");
    assert!(!en().has("no-such-message"));
}

#[test]
fn an_unknown_language_is_english() {
    for tag in [
        "en",
        "en-GB",
        "en_GB.UTF-8",
        "xx",
        "C",
        "C.UTF-8",
        "POSIX",
        "",
        "sv-SE",
        "no tag",
    ] {
        let words = Words::for_language(tag);
        assert_eq!(words.text("kpi-win-rate"), "Win rate", "{tag}");
        assert_eq!(words.count(8800), "8,800", "{tag}");
        assert_eq!(words.code(), "en", "{tag}");
    }
}

#[test]
fn german_is_written_the_german_way() {
    let de = Words::for_language("de_DE.UTF-8");
    assert_eq!(de.count(1_234_567), "1.234.567");
    assert_eq!(de.money(money(-123_450, "EUR")), "-1.234,50\u{a0}€");
    assert_eq!(de.money(money(1_234_567, "KWD")), "1.234,567\u{a0}KWD");
    for (minor, text) in [
        (51_200, "512\u{a0}€"),
        (4_820_000, "48,2\u{a0}k€"),
        (-128_000_000, "-1,28\u{a0}M€"),
        (250_000_000_000, "2,50\u{a0}Mrd\u{a0}€"),
    ] {
        assert_eq!(de.money_short(money(minor, "EUR")), text);
    }
    assert_eq!(de.decimal(Ratio::new(518, 10), 1), "51,8");
    assert_eq!(de.day(day("2026-03-03")), "3. Mär 2026");
    assert_eq!(de.day_short(day("2026-12-01")), "Di 1. Dez");
    assert_eq!(de.week(day("2026-11-23")), "KW48");
    assert_eq!(de.code(), "de");
    let swiss = Words::for_language("de-CH");
    assert_eq!(swiss.text("kpi-won-value"), "Gewonnen");
    assert_eq!(swiss.count(1_234_567), "1'234'567");
}

#[test]
fn a_language_is_known_in_every_region() {
    for tag in ["en", "de", "de-AT", "de_CH.UTF-8", "qps"] {
        assert!(is_language(tag), "{tag}");
    }
    for tag in ["", "tlh", "deutsch", "C", "no tag"] {
        assert!(!is_language(tag), "{tag}");
    }
}

#[test]
fn a_region_groups_digits_its_own_way() {
    assert_eq!(Words::for_language("en-IN").count(1_234_567), "12,34,567");
}

#[test]
fn counts_are_grouped() {
    for (n, text) in [
        (0, "0"),
        (999, "999"),
        (8800, "8,800"),
        (-1_234_567, "-1,234,567"),
    ] {
        assert_eq!(en().count(n), text);
    }
    assert_eq!(en().count(i64::MAX), "9,223,372,036,854,775,807");
}

#[test]
fn money_is_written_whole() {
    for (minor, code, text) in [
        (115_321_400, "USD", "$1,153,214.00"),
        (123_450, "EUR", "€1,234.50"),
        (5, "EUR", "€0.05"),
        (-123_450, "EUR", "-€1,234.50"),
        (1234, "JPY", "¥1,234"),
        (1_234_567, "KWD", "KWD 1,234.567"),
        (100_000, "SEK", "kr 1,000.00"),
        (100_000, "AED", "AED 1,000.00"),
    ] {
        assert_eq!(en().money(money(minor, code)), text);
    }
}

#[test]
fn short_money_has_three_digits_and_rounds_half_up() {
    for (minor, text) in [
        (0, "€ 0"),
        (49, "€ 0"),
        (50, "€ 1"),
        (51_200, "€ 512"),
        (99_949, "€ 999"),
        (99_950, "€ 1.00k"),
        (482_000, "€ 4.82k"),
        (4_820_000, "€ 48.2k"),
        (4_824_999, "€ 48.2k"),
        (4_825_000, "€ 48.3k"),
        (35_500_000, "€ 355k"),
        (99_949_999, "€ 999k"),
        (99_950_000, "€ 1.00M"),
        (128_000_000, "€ 1.28M"),
        (99_999_999_999_999, "€ 1,000B"),
        (-4_820_000, "-€ 48.2k"),
    ] {
        assert_eq!(en().money_short(money(minor, "EUR")), text, "{minor}");
    }
    assert_eq!(en().money_short(money(48_200, "JPY")), "¥ 48.2k");
    assert_eq!(en().money_short(money(i64::MAX, "EUR")), "€ 92,233,720B");
    assert_eq!(en().money_short(money(i64::MIN, "EUR")), "-€ 92,233,720B");
}

#[test]
fn ratios_are_rounded_and_nothing_is_no_value() {
    assert_eq!(en().percent(Ratio::new(5, 8)), "63 %");
    assert_eq!(en().percent(Ratio::new(0, 3)), "0 %");
    assert_eq!(en().percent(Ratio::new(0, 0)), "–");
    assert_eq!(en().share(1_250), "12.5 %");
    assert_eq!(Words::for_language("de").share(1_205), "12,05 %");
    assert_eq!(en().share(3_500), "35 %");
    assert_eq!(en().decimal(Ratio::new(518, 10), 1), "51.8");
    assert_eq!(en().decimal(Ratio::new(2, 3), 2), "0.67");
    assert_eq!(en().decimal(Ratio::new(12_345, 10), 1), "1,234.5");
    assert_eq!(en().decimal(Ratio::new(7, 1), 1), "7.0");
    assert_eq!(en().decimal(Ratio::new(1, 0), 1), "–");
    assert_eq!(
        en().decimal(Ratio::new(i64::MAX, 1), u8::MAX),
        "–",
        "too large is no value, not a wrong one"
    );
}

#[test]
fn days_are_named_by_the_language() {
    assert_eq!(en().day(day("2026-11-23")), "23 Nov 2026");
    assert_eq!(en().day_short(day("2026-11-23")), "Mon 23 Nov");
    assert_eq!(en().week(day("2026-11-23")), "W48");
    assert_eq!(en().week(day("2027-01-03")), "W53");
}

#[test]
fn a_measure_says_what_it_lacks() {
    let eur = money(4_820_000, "EUR");
    let sum = |n| Measure::Money {
        value: Some(eur),
        parts: vec![],
        n,
    };
    let mean = |value, n| Measure::MoneyRatio { value, n };
    for (measure, short, whole) in [
        (Measure::Count(8800), "8,800", "8,800"),
        (sum(None), "€ 48.2k", "€48,200.00"),
        (sum(Some(1)), "€ 48.2k", "€48,200.00"),
        (mean(Some(eur), 5), "€ 48.2k", "€48,200.00"),
        (mean(Some(eur), 4), "~€ 48.2k", "~€48,200.00"),
        (mean(None, 0), "–", "–"),
        (
            Measure::Rate {
                value: Ratio::new(2, 3),
                n: 3,
            },
            "~67 %",
            "~67 %",
        ),
        (
            Measure::Rate {
                value: Ratio::new(0, 0),
                n: 0,
            },
            "–",
            "–",
        ),
        (
            Measure::Days {
                value: Ratio::new(518, 10),
                n: 10,
            },
            "51.8 d",
            "51.8 days",
        ),
        (
            Measure::Days {
                value: Ratio::new(0, 0),
                n: 0,
            },
            "–",
            "–",
        ),
    ] {
        assert_eq!(en().measure_short(&measure), short);
        assert_eq!(en().measure(&measure), whole);
    }
    let parts = Measure::Money {
        value: None,
        parts: vec![eur, money(100, "USD")],
        n: None,
    };
    assert_eq!(en().measure(&parts), "€48,200.00 + $1.00");
}

/// A language with messages of our own, because the shipped ones come and go.
fn speaking(tag: &str, messages: &'static str) -> Words {
    let mut words = Words::for_language(tag);
    words.messages.insert(0, Messages::of(messages));
    words
}

const SAMPLE: &str = "\
rows = { $n ->
    [one] one row
   *[other] { $n } rows
 } of { $file }
due = { $amount } on { $day }
";

#[test]
fn a_count_selects_the_plural_and_is_grouped() {
    let words = speaking("en", SAMPLE);
    let rows = |n: i64| words.say(&Message::new("rows").with("n", n).with("file", "a.csv"));
    assert_eq!(rows(1), "one row of a.csv");
    assert_eq!(rows(8800), "8,800 rows of a.csv");
}

#[test]
fn money_and_days_are_written_for_the_language() {
    let due = Message::new("due")
        .with("amount", money(5_000, "EUR"))
        .with("day", day("2026-11-23"));
    assert_eq!(speaking("en", SAMPLE).say(&due), "€50.00 on 23 Nov 2026");
}

#[test]
fn the_pseudo_language_accents_messages_but_not_their_values() {
    let words = speaking("qps", SAMPLE);
    let text = words.say(
        &Message::new("rows")
            .with("n", 8800_i64)
            .with("file", "orders.csv"),
    );
    assert_eq!(text, "8,800 ŕóŵš óƒ orders.csv");
    assert_eq!(Words::for_language("qps").text("kpi-win-rate"), "Ŵíñ ŕáţé");
    assert_eq!(
        Words::for_language("qps").day_short(day("2026-11-23")),
        "Mon 23 Nov"
    );
}

#[test]
fn text_from_outside_cannot_command_the_terminal() {
    let hostile = "\u{1b}[31mred\u{7}\u{202e}dlof\u{9b}x\n";
    let text =
        speaking("en", SAMPLE).say(&Message::new("rows").with("n", 1_i64).with("file", hostile));
    assert_eq!(
        text,
        "one row of \\u{1b}[31mred\\u{7}\\u{202e}dlof\\u{9b}x\\u{a}"
    );
}
