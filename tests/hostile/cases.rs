//! The hostile files, each with what must become of it.

use super::cells::{
    AMOUNT_REASONS, AMOUNTS, BIDI, COMMANDS, DATE_REASONS, DATES, INVISIBLE, SCOT, words,
};

pub(super) const HEADER: &str =
    "id,account,opportunity,owner,stage,amount,currency,close_date,note\r\n";

/// A file, and what must become of it.
pub(super) struct Case {
    pub(super) name: &'static str,
    pub(super) bytes: Vec<u8>,
    pub(super) options: &'static [&'static str],
    pub(super) file_reason: Option<&'static str>,
    pub(super) accepted: u64,
    pub(super) rejected: Vec<(u64, Option<&'static str>, &'static str)>,
    pub(super) warnings: Vec<&'static str>,
    pub(super) line: Option<u64>,
    /// Row, column, value as it was read.
    pub(super) values: Vec<(u64, &'static str, &'static str)>,
}

impl Case {
    fn new(name: &'static str, bytes: impl Into<Vec<u8>>, accepted: u64) -> Self {
        Self {
            name,
            bytes: bytes.into(),
            options: &[],
            file_reason: None,
            accepted,
            rejected: Vec::new(),
            warnings: Vec::new(),
            line: None,
            values: Vec::new(),
        }
    }

    fn refused(mut self, reason: &'static str, line: Option<u64>) -> Self {
        (self.file_reason, self.line) = (Some(reason), line);
        self
    }

    fn but(mut self, rows: &[(u64, Option<&'static str>, &'static str)]) -> Self {
        self.rejected.extend_from_slice(rows);
        self
    }

    fn reads(mut self, values: &[(u64, &'static str, &'static str)]) -> Self {
        self.values.extend_from_slice(values);
        self
    }

    fn warns(mut self, warning: &'static str, times: usize) -> Self {
        self.warnings.extend(std::iter::repeat_n(warning, times));
        self
    }

    fn with(mut self, options: &'static [&'static str]) -> Self {
        self.options = options;
        self
    }

    pub(super) fn outcome(&self) -> &'static str {
        match (self.file_reason, self.rejected.is_empty()) {
            (Some(_), _) => "reject_file",
            (None, true) => "accept",
            (None, false) => "partial",
        }
    }
}

/// A good row with some cells of its own.
pub(super) fn row(at: usize, cells: &[(&str, &str)]) -> String {
    let cell = |column: &str, usual: &str| {
        let own = cells.iter().find(|(name, _)| *name == column);
        let text = own.map_or(usual, |(_, value)| value);
        if text.contains([',', '"', '\n', '\r']) {
            ["\"", &text.replace('"', "\"\""), "\""].concat()
        } else {
            text.to_owned()
        }
    };
    let (id, name) = (format!("X{at}"), format!("Deal {at}"));
    let line = [
        cell("id", &id),
        cell("account", "Acme GmbH"),
        cell("opportunity", &name),
        cell("owner", "rep1"),
        cell("stage", "Proposal"),
        cell("amount", "1000.00"),
        cell("currency", "EUR"),
        cell("close_date", "2026-12-31"),
        cell("note", ""),
    ];
    line.join(",") + "\r\n"
}

/// The header and a row for each value of a column.
fn file(column: &str, values: &[&str]) -> String {
    let rows = values.iter().enumerate();
    let rows = rows.map(|(at, value)| row(at + 1, &[(column, *value)]));
    HEADER.to_owned() + &rows.collect::<String>()
}

fn three() -> String {
    file("account", &["Acme GmbH", "Globex", "Initech"])
}

fn utf16(text: &str, is_big: bool) -> Vec<u8> {
    let units = text.encode_utf16();
    units
        .flat_map(|unit| {
            if is_big {
                unit.to_be_bytes()
            } else {
                unit.to_le_bytes()
            }
        })
        .collect()
}

fn latin1(text: &str) -> Vec<u8> {
    text.chars()
        .map(|c| u8::try_from(u32::from(c)).expect("Latin-1"))
        .collect()
}

pub(super) fn encodings() -> Vec<Case> {
    let names = file("account", &["Müller", "Café Niño"]);
    let mixed = [
        file("account", &["Müller"]).into_bytes(),
        latin1(&row(2, &[("account", "Café")])),
    ]
    .concat();
    vec![
        Case::new("utf8", three(), 3),
        Case::new("utf8_bom", "\u{feff}".to_owned() + &three(), 3).reads(&[(1, "id", "X1")]),
        Case::new(
            "utf16le_bom",
            utf16(&("\u{feff}".to_owned() + &names), false),
            2,
        )
        .reads(&[(1, "account", "Müller")]),
        Case::new(
            "utf16be_bom",
            utf16(
                &("\u{feff}".to_owned() + &file("account", &["東京電力"])),
                true,
            ),
            1,
        )
        .reads(&[(1, "account", "東京電力")]),
        Case::new("utf16le_nobom", utf16(&three(), false), 0).refused("utf16_without_bom", None),
        Case::new("latin1", latin1(&names), 0).refused("invalid_utf8", Some(2)),
        Case::new("latin1_named", latin1(&names), 2)
            .with(&["--encoding=windows-1252"])
            .reads(&[(1, "account", "Müller"), (2, "account", "Café Niño")]),
        Case::new("mixed", mixed, 0).refused("invalid_utf8", Some(3)),
    ]
}

pub(super) fn shapes() -> Vec<Case> {
    let lines: Vec<String> = three().lines().map(str::to_owned).collect();
    let blank = [lines[0].as_str(), &lines[1], "", "", &lines[2], ""].join("\r\n");
    let ragged = [
        lines[0].as_str(),
        &lines[1],
        "X2,Globex,Deal 2",
        &row(3, &[("note", ",extra")]).replace("\",extra\"", ",extra"),
    ]
    .join("\r\n")
        + &row(4, &[]).replace("\r\n", ",,\r\n")
        + &row(5, &[]);
    let open_quote = HEADER.to_owned()
        + &row(1, &[])
        + "X2,\"Globex,Deal 2,rep1,Proposal,1.00,EUR,2026-12-31,\r\n"
        + &row(3, &[]);
    vec![
        Case::new("nl_lf", three().replace("\r\n", "\n"), 3),
        Case::new("nl_cr", three().replace("\r\n", "\r"), 3),
        Case::new("no_final_newline", three().trim_end(), 3),
        Case::new("blank_lines", blank, 2),
        Case::new("semicolon", three().replace(',', ";").replace("1000.00", "1.234,56"), 3).reads(&[(1, "amount", "1234.56")]),
        Case::new("tab", three().replace(',', "\t"), 3),
        Case::new("empty", "", 0).refused("empty_file", None),
        Case::new("only_bom", "\u{feff}", 0).refused("empty_file", None),
        Case::new("header_only", HEADER, 0),
        Case::new("ragged", ragged, 3).but(&[(2, None, "field_count"), (3, None, "field_count")]),
        Case::new("quotes", file("account", &["He said \"hi\", then left"]), 1)
            .reads(&[(1, "account", "He said \"hi\", then left")]),
        Case::new("quotes_unterminated", open_quote, 0).refused("unterminated_quote", Some(3)),
        Case::new("newline_in_note", file("note", &["line1\r\nline2\nline3"]), 1).reads(&[(1, "note", "line1\nline2\nline3")]),
        Case::new("header_missing", "id,name,value\r\n1,a,2\r\n", 0).refused("missing_header", None),
        Case::new("header_twice", HEADER.replace("note", "Amount ") + &row(1, &[]), 0).refused("duplicate_header", Some(1)),
        Case::new("header_shuffled", " NOTE , CLOSE DATE , CURRENCY , AMOUNT , STAGE , OWNER , OPPORTUNITY , ACCOUNT , ID \r\n,2026-12-31,EUR,1000.00,Proposal,rep1,Deal 1,Acme,X1\r\n", 1)
            .reads(&[(1, "amount", "1000.00")]),
        Case::new("header_unknown", three().replace("note\r\n", "note,shoe_size\r\n").replace(",\r\n", ",,44\r\n"), 3)
            .warns("unknown_column:shoe_size", 1),
        Case::new("header_too_many", ",".repeat(1_024), 0).refused("too_many_columns", Some(1)),
        Case::new("duplicates", file("id", &["X1", "X1", "X2"]), 2).but(&[(2, Some("id"), "duplicate_in_file")]),
        Case::new("html", "<!DOCTYPE html>\n<html><body>Session expired, please log in</body></html>\n", 0).refused("missing_header", None),
        Case::new("zip", [b"PK\x03\x04\x14\0\0\0\x08\0".as_slice(), &[0; 40]].concat(), 0).refused("not_text", None),
        Case::new("binary", (0..4_096u32).map(|at| (at * 7 % 251) as u8).collect::<Vec<_>>(), 0).refused("not_text", None),
    ]
}

pub(super) fn commands() -> String {
    let names: Vec<String> = words(COMMANDS)
        .iter()
        .map(|it| ["Acme", it].concat())
        .collect();
    let names: Vec<&str> = names
        .iter()
        .map(String::as_str)
        .chain(["Acme GmbH"])
        .collect();
    file("account", &names)
}

pub(super) fn texts() -> Vec<Case> {
    let inside = |marks: &[&str]| {
        file(
            "account",
            &marks
                .iter()
                .map(|it| format!("Ac{it}me GmbH"))
                .collect::<Vec<_>>()
                .iter()
                .map(String::as_str)
                .collect::<Vec<_>>(),
        )
    };
    let all = |count: usize, reason| {
        (1..=count as u64)
            .map(|at| (at, Some("account"), reason))
            .collect::<Vec<_>>()
    };
    let long = "漢".repeat(200);
    let names = [
        "Zoë Über",
        "Zoe\u{308} U\u{308}ber",
        "👨‍👩‍👧‍👦 Family Foods",
        SCOT,
        "نمونه\u{200c}سازی",
        "क्षेत्रीय",
        "ﬃ Ligature",
        "İş",
        "(╯°□°)╯",
        &long,
    ];
    let formulas = [
        "=1+1",
        "=cmd|'/c calc'!A1",
        "+1+1",
        "-1+1",
        "@SUM(1)",
        "\t=1+1",
        "＝1+1",
        "\u{200b}=1",
        "  =1",
        "|calc",
    ];
    vec![
        Case::new("commands", commands(), 1).but(&all(words(COMMANDS).len(), "control_character")),
        Case::new(
            "commands_cleaned",
            commands(),
            words(COMMANDS).len() as u64 + 1,
        )
        .with(&["--clean"])
        .warns("control_removed", words(COMMANDS).len()),
        Case::new(
            "commands_in_notes",
            file(
                "note",
                &[
                    "hello \u{1b}]52;c;aGk=\u{7} world",
                    "tab\tok and\nnewline ok",
                ],
            ),
            1,
        )
        .but(&[(1, Some("note"), "control_character")])
        .reads(&[(2, "note", "tab\tok and\nnewline ok")]),
        Case::new("bidi", inside(&words(BIDI)), 0).but(&all(words(BIDI).len(), "bidi_control")),
        Case::new("invisible", inside(&words(INVISIBLE)), 10)
            .warns("invisible_removed", 10)
            .reads(&[(1, "account", "Acme GmbH"), (10, "account", "Acme GmbH")]),
        Case::new("marks", inside(&[&"\u{301}".repeat(9)]), 0).but(&all(1, "excessive_combining")),
        Case::new("long", file("account", &[&"x".repeat(201)]), 0).but(&all(1, "field_too_long")),
        Case::new("nothing", file("opportunity", &["\u{200b} \u{200b}"]), 0).but(&[(
            1,
            Some("opportunity"),
            "missing_value",
        )]),
        Case::new("unicode", file("account", &names), 10)
            .reads(&[(2, "account", "Zoë Über"), (4, "account", SCOT)]),
        Case::new("formulas", file("note", &formulas), 10)
            .warns("invisible_removed", 1)
            .reads(&[(1, "note", "=1+1")]),
        Case::new(
            "strangers",
            HEADER.to_owned() + &row(1, &[("owner", "who")]) + &row(2, &[("stage", "Maybe")]),
            0,
        )
        .but(&[
            (1, Some("owner"), "unknown_owner"),
            (2, Some("stage"), "unknown_stage"),
        ]),
    ]
}

/// Splits a column's values into what is read, and as what, and what is refused, and why.
fn column(name: &'static str, column: &'static str, cells: &'static str, reasons: &[&str]) -> Case {
    let cells: Vec<_> = cells
        .lines()
        .filter_map(|line| line.split_once(" => "))
        .collect();
    let values: Vec<&str> = cells.iter().map(|(value, _)| *value).collect();
    let is_reason = |text: &str| reasons.contains(&text);
    let numbered = || (1..).zip(cells.iter().map(|(_, outcome)| *outcome));
    let good: Vec<_> = numbered()
        .filter(|(_, it)| !is_reason(it))
        .map(|(at, it)| (at, column, it))
        .collect();
    let bad: Vec<_> = numbered()
        .filter(|(_, it)| is_reason(it))
        .map(|(at, it)| (at, Some(column), it))
        .collect();
    Case::new(name, file(column, &values), good.len() as u64)
        .reads(&good)
        .but(&bad)
}

pub(super) fn values() -> Vec<Case> {
    let currency = |cells: &[(&str, &str)]| HEADER.to_owned() + &row(1, cells);
    let one = |name, cells, field, reason| {
        Case::new(name, currency(cells), 0).but(&[(1, Some(field), reason)])
    };
    vec![
        column("dates", "close_date", DATES, DATE_REASONS).warns("time_dropped", 2),
        Case::new(
            "dates_named",
            file("close_date", &["03/04/2026", "12/13/2026"]),
            1,
        )
        .with(&["--date-format=%d/%m/%Y"])
        .reads(&[(1, "close_date", "2026-04-03")])
        .but(&[(2, Some("close_date"), "invalid_date")]),
        Case::new("dates_of_a_sheet", file("close_date", &["45351", "60"]), 1)
            .with(&["--excel-dates=1900"])
            .reads(&[(1, "close_date", "2024-02-29")])
            .but(&[(2, Some("close_date"), "invalid_date")]),
        column("amounts", "amount", AMOUNTS, AMOUNT_REASONS),
        Case::new("amounts_comma", file("amount", &["1,234", "1.234"]), 1)
            .with(&["--decimal=comma"])
            .reads(&[(2, "amount", "1234.00")])
            .but(&[(1, Some("amount"), "too_many_decimals")]),
        Case::new(
            "amounts_below_zero",
            file("amount", &["-500", "(1,234.50)", "500-"]),
            3,
        )
        .with(&["--allow-negative"])
        .reads(&[
            (1, "amount", "-500.00"),
            (2, "amount", "-1234.50"),
            (3, "amount", "-500.00"),
        ]),
        Case::new(
            "yen",
            currency(&[("currency", "JPY"), ("amount", "１２３４")]),
            1,
        )
        .reads(&[(1, "amount", "1234")]),
        one(
            "yen_with_decimals",
            &[("currency", "JPY"), ("amount", "1000.50")],
            "amount",
            "too_many_decimals",
        ),
        one(
            "no_currency",
            &[("currency", "")],
            "amount",
            "missing_currency",
        ),
        one(
            "old_currency",
            &[("currency", "DEM")],
            "currency",
            "unknown_currency",
        ),
        one(
            "whose_dollars",
            &[("currency", ""), ("amount", "$5")],
            "amount",
            "ambiguous_currency",
        ),
    ]
}
