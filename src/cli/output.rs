//! Ways of writing an answer: tables for people, JSON and CSV for programs. Text from outside is made safe in each.

use std::io::{self, Write};

use comfy_table::{Cell, CellAlignment, ColumnConstraint, ContentArrangement, Row, Table, presets};
use serde_json::ser::{CharEscape, CompactFormatter, Formatter, PrettyFormatter, Serializer};
use serde_json::{Map, Value as Json, json};

use serde::Serialize;

use crate::domain::kpi::Measure;
use crate::domain::money::Money;
use crate::domain::text::{Escaped, is_hostile, neutralise};

/// Version of every JSON answer's shape: it grows when a key changes its meaning or goes.
pub const SCHEMA_VERSION: u32 = 1;

/// Writes text to standard output.
pub fn print(text: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()
}

/// A table whose first columns are text and whose others are numbers, right-aligned. Cells are made safe here.
pub fn table(headers: &[String], rows: &[Vec<String>], text_columns: usize) -> String {
    arranged(headers, rows, text_columns, None)
}

/// The same, on a terminal no wider than that: names, which these columns hold, are cut.
pub fn fitted(
    headers: &[String],
    rows: &[Vec<String>],
    text_columns: usize,
    names: &[usize],
) -> String {
    let width = width().map(|width| (width, names));
    arranged(headers, rows, text_columns, width)
}

/// Cells of a line, where standard output is a terminal.
fn width() -> Option<u16> {
    let size = rustix::termios::tcgetwinsize(io::stdout()).ok()?;
    Some(size.ws_col).filter(|width| *width > 0)
}

fn arranged(
    headers: &[String],
    rows: &[Vec<String>],
    text_columns: usize,
    width: Option<(u16, &[usize])>,
) -> String {
    let mut table = Table::new();
    table
        .load_style(presets::NOTHING)
        .set_truncation_indicator("…");
    match width {
        Some((width, _)) => table
            .set_content_arrangement(ContentArrangement::Dynamic)
            .set_width(width),
        None => table.set_content_arrangement(ContentArrangement::Disabled),
    };
    let cell = |(at, text): (usize, &String)| {
        let alignment = if at < text_columns {
            CellAlignment::Left
        } else {
            CellAlignment::Right
        };
        Cell::new(Escaped(text)).set_alignment(alignment)
    };
    let row = |cells: &[String]| {
        let mut row = Row::from(cells.iter().enumerate().map(cell).collect::<Vec<_>>());
        if width.is_some() {
            row.max_height(1);
        }
        row
    };
    table.set_header(row(headers));
    table.add_rows(rows.iter().map(|cells| row(cells)));
    if let Some((_, names)) = width {
        let whole = table.column_iter_mut().enumerate();
        for (_, column) in whole.filter(|(at, _)| !names.contains(at)) {
            column.set_constraint(ColumnConstraint::ContentWidth);
        }
    }
    let lines: Vec<String> = table
        .lines()
        .map(|line| line.trim_end().to_owned() + "\n")
        .collect();
    lines.concat()
}

/// The same table in Markdown. What means something there is taken as it is written.
pub fn markdown(headers: &[String], rows: &[Vec<String>], text_columns: usize) -> String {
    let line = |cells: Vec<String>| ["| ", &cells.join(" | "), " |\n"].concat();
    let rule = (0..headers.len()).map(|at| if at < text_columns { "---" } else { "--:" });
    let written = |cells: &[String]| cells.iter().map(|it| literal(it)).collect();
    let lines = [
        line(written(headers)),
        line(rule.map(str::to_owned).collect()),
    ];
    let rows = rows.iter().map(|cells| line(written(cells)));
    lines.into_iter().chain(rows).collect()
}

/// Text that Markdown shows as it is.
fn literal(text: &str) -> String {
    let mut written = String::new();
    for c in Escaped(text).to_string().chars() {
        if "\\`*_[]<>|".contains(c) {
            written.push('\\');
        }
        written.push(c);
    }
    written
}

/// Writes JSON to standard output, every control and reordering character escaped.
pub fn print_json(value: &Json) -> io::Result<()> {
    let mut out = io::stdout().lock();
    let formatter = SafeFormatter(PrettyFormatter::new());
    value
        .serialize(&mut Serializer::with_formatter(&mut out, formatter))
        .map_err(io::Error::from)?;
    out.write_all(b"\n")?;
    out.flush()
}

/// Writes JSON on one line, as safe as [`print_json`] does.
pub fn write_json(out: &mut impl Write, value: &Json) -> io::Result<()> {
    let formatter = SafeFormatter(CompactFormatter);
    value
        .serialize(&mut Serializer::with_formatter(out, formatter))
        .map_err(io::Error::from)
}

/// JSON that a terminal can be shown: DEL, C1 and bidi controls are escaped as well as C0.
struct SafeFormatter<F>(F);

macro_rules! delegate {
    ($($name:ident($($arg:ident: $type:ty),*);)+) => {$(
        fn $name<W: ?Sized + io::Write>(&mut self, writer: &mut W $(, $arg: $type)*) -> io::Result<()> {
            self.0.$name(writer $(, $arg)*)
        }
    )+};
}

impl<F: Formatter> Formatter for SafeFormatter<F> {
    delegate! {
        begin_array();
        end_array();
        begin_array_value(first: bool);
        end_array_value();
        begin_object();
        end_object();
        begin_object_key(first: bool);
        begin_object_value();
        end_object_value();
        write_char_escape(escape: CharEscape);
    }

    fn write_string_fragment<W: ?Sized + io::Write>(
        &mut self,
        writer: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        let mut units = [0; 2];
        for c in fragment.chars() {
            if is_hostile(c) {
                for unit in c.encode_utf16(&mut units) {
                    write!(writer, "\\u{unit:04x}")?;
                }
            } else {
                write!(writer, "{c}")?;
            }
        }
        Ok(())
    }
}

/// Writes CSV to standard output: text cells inert in a spreadsheet, numbers bare.
pub fn print_csv(headers: &[String], rows: &[Vec<CsvCell>]) -> io::Result<()> {
    let mut csv = Csv::new(io::stdout().lock(), headers)?;
    rows.iter().try_for_each(|row| csv.row(row))?;
    csv.finish().map(drop)
}

/// CSV that is written row by row.
pub struct Csv<W: Write>(csv::Writer<W>);

impl<W: Write> Csv<W> {
    /// Begins with the headers.
    pub fn new(out: W, headers: &[String]) -> io::Result<Self> {
        let mut writer = csv::Writer::from_writer(out);
        writer.write_record(headers).map_err(io_error)?;
        Ok(Self(writer))
    }

    /// Adds a row.
    pub fn row(&mut self, cells: &[CsvCell]) -> io::Result<()> {
        let cells = cells.iter().map(CsvCell::written);
        self.0.write_record(cells).map_err(io_error)
    }

    /// Writes what is left, and gives back where it was written to.
    pub fn finish(self) -> io::Result<W> {
        self.0.into_inner().map_err(csv::IntoInnerError::into_error)
    }
}

/// What the system said: csv's own conversion forgets which kind of error it was, and a closed pipe is none.
fn io_error(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

/// A cell of a CSV answer.
pub enum CsvCell {
    /// Text from the data.
    Text(String),
    /// Text of several lines.
    Long(String),
    /// A number as machines read it; empty for no value.
    Number(String),
}

impl CsvCell {
    fn written(&self) -> String {
        match self {
            Self::Text(text) => neutralise(&Escaped(text).to_string()).into_owned(),
            Self::Long(text) => {
                // Line feeds and tabs stay: what stands between them is escaped.
                let parts = text.split_inclusive(['\n', '\t']);
                let safe = parts.map(|part| {
                    let line = part.trim_end_matches(['\n', '\t']);
                    let end = part.strip_prefix(line).unwrap_or_default();
                    [&Escaped(line).to_string(), end].concat()
                });
                neutralise(&safe.collect::<String>()).into_owned()
            }
            Self::Number(number) => number.clone(),
        }
    }
}

/// An amount in JSON.
pub fn money_json(money: Option<Money>) -> Json {
    money.map_or(
        Json::Null,
        |money| json!({ "amount": money.to_string(), "currency": money.currency.code() }),
    )
}

/// Adds a measure under its key, with its observations and, where it has no single value, its parts beside it.
pub fn add_measure(object: &mut Map<String, Json>, key: &str, measure: &Measure) {
    let (value, n) = match measure {
        Measure::Count(count) => (json!(count), None),
        Measure::Money { value, n, .. } => (money_json(*value), *n),
        Measure::MoneyRatio { value, n } => (money_json(*value), Some(*n)),
        Measure::Rate { value, n }
        | Measure::Share { value, n }
        | Measure::Multiple { value, n }
        | Measure::Days { value, n } => (json!(value.value()), Some(*n)),
    };
    object.insert(key.to_owned(), value);
    if let Some(n) = n {
        object.insert([key, "_n"].concat(), json!(n));
    }
    if let Measure::Money { parts, .. } = measure
        && !parts.is_empty()
    {
        let parts = parts.iter().map(|part| money_json(Some(*part))).collect();
        object.insert([key, "_by_currency"].concat(), Json::Array(parts));
    }
}

/// Headers of a measure in CSV: the value, then what belongs to it.
pub fn csv_headers(key: &str, measure: &Measure) -> Vec<String> {
    let with = |suffix: &str| [key, suffix].concat();
    match measure {
        Measure::Count(_) => vec![with("")],
        Measure::Money { n: None, .. } => vec![with(""), with("_currency")],
        Measure::Money { .. } | Measure::MoneyRatio { .. } => {
            vec![with(""), with("_currency"), with("_n")]
        }
        Measure::Rate { .. }
        | Measure::Share { .. }
        | Measure::Multiple { .. }
        | Measure::Days { .. } => vec![with(""), with("_n")],
    }
}

/// A measure in CSV, one cell for each of its headers.
pub fn csv_cells(measure: &Measure) -> Vec<CsvCell> {
    let number = |text: String| CsvCell::Number(text);
    match measure {
        Measure::Count(count) => vec![number(count.to_string())],
        Measure::Money { value, n, .. } => money_cells(*value, *n),
        Measure::MoneyRatio { value, n } => money_cells(*value, Some(*n)),
        Measure::Rate { value, n }
        | Measure::Share { value, n }
        | Measure::Multiple { value, n }
        | Measure::Days { value, n } => {
            vec![
                number(
                    value
                        .value()
                        .map(|value| value.to_string())
                        .unwrap_or_default(),
                ),
                number(n.to_string()),
            ]
        }
    }
}

fn money_cells(value: Option<Money>, n: Option<i64>) -> Vec<CsvCell> {
    let amount = value.map(|money| money.to_string());
    let currency = value.map(|money| money.currency.to_string());
    [amount, currency]
        .map(|text| CsvCell::Number(text.unwrap_or_default()))
        .into_iter()
        .chain(n.map(|n| CsvCell::Number(n.to_string())))
        .collect()
}
