//! Dates as people write them. A column has one way of writing; a cell that has two readings is refused.

use chrono::Timelike;
use chrono::format::{Parsed, StrftimeItems, parse};

use crate::domain::calendar::Day;
use crate::domain::text::visible;
use crate::domain::written::plain_digits;

use super::notation::Notation;
use super::reason::Reason;
use super::serial::read_serial;
use super::time::{Time, parse_time, split_time};

pub use super::serial::ExcelEpoch;

/// How the dates of a column are read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateReading {
    /// Where day and month stand.
    pub order: DateOrder,
    /// What bare numbers count from; without it they are refused.
    pub excel: Option<ExcelEpoch>,
}

/// Where day and month stand in the dates of a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DateOrder {
    /// In one of these formats, tried in this order: the user or the mapping says so.
    Named(Vec<String>),
    /// Every value of the column can be read with the day first, and one cannot be read otherwise.
    DayFirst,
    /// The same with the month first.
    MonthFirst,
    /// Each cell stands alone.
    PerCell,
}

/// A day, with the time of day if the cell had one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReadDay {
    /// The civil day as written, whatever zone was written behind it.
    pub day: Day,
    /// Hour and minute.
    pub time: Option<(u32, u32)>,
}

/// What the values of a column say about the order of day and month.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct DateEvidence {
    for_day_first: bool,
    for_month_first: bool,
    unreadable: bool,
}

impl DateEvidence {
    /// Takes a value of the column into account. Notations with one reading fit both orders.
    pub fn observe(&mut self, cell: &str) {
        let Some(cell) = prepare(cell).transpose() else {
            return;
        };
        match cell.and_then(|text| recognise(&text)) {
            Ok((
                Notation::Either {
                    month_first: None, ..
                },
                _,
            )) => self.for_day_first = true,
            Ok((
                Notation::Either {
                    day_first: None, ..
                },
                _,
            )) => self.for_month_first = true,
            Ok((Notation::Nothing, _)) | Err(_) => self.unreadable = true,
            Ok(_) => {}
        }
    }

    /// The reading of the column. Named formats (strftime, the first that fits wins) are never mixed with guessing,
    /// and one value that is no date leaves each cell alone.
    pub fn settle(&self, formats: &[String], excel: Option<ExcelEpoch>) -> DateReading {
        let order = match (self.for_day_first, self.for_month_first, self.unreadable) {
            _ if !formats.is_empty() => DateOrder::Named(formats.to_vec()),
            (true, false, false) => DateOrder::DayFirst,
            (false, true, false) => DateOrder::MonthFirst,
            _ => DateOrder::PerCell,
        };
        DateReading { order, excel }
    }
}

/// Reads a day; an empty cell is none.
pub fn read_day(cell: &str, reading: &DateReading) -> Result<Option<ReadDay>, Reason> {
    let Some(text) = prepare(cell)? else {
        return Ok(None);
    };
    let read = match &reading.order {
        DateOrder::Named(formats) => match Notation::of(&text) {
            // Excel's numbers were asked for by name as well; a format may still claim eight digits run together.
            Notation::Bare { days, minutes } if reading.excel.is_some() => {
                read_named(&text, formats).or_else(|_| read_serial(days, minutes, reading.excel))?
            }
            _ => read_named(&text, formats)?,
        },
        order => read_guessed(&text, order, reading.excel)?,
    };
    if read.day.is_storable() {
        Ok(Some(read))
    } else {
        Err(Reason::DateOutOfRange)
    }
}

/// Reads the time of day of a cell, alone or behind a date; an empty cell and a date alone have none.
pub fn read_time(cell: &str) -> Result<Option<(u32, u32)>, Reason> {
    let Some(text) = prepare(cell)? else {
        return Ok(None);
    };
    let (date, time) = split_time(&text);
    if date.is_empty() {
        let time = time.and_then(parse_time).ok_or(Reason::InvalidDate)?;
        return Ok(Some(time));
    }
    match recognise(&text)? {
        (Notation::Nothing, _) => Err(Reason::InvalidDate),
        (Notation::Bare { .. }, _) => Err(Reason::AmbiguousDate),
        (_, time) => Ok(time),
    }
}

/// The cell without what nobody sees and with plain digits; `None` if it is empty.
fn prepare(cell: &str) -> Result<Option<String>, Reason> {
    let seen = visible(cell);
    let trimmed = seen.trim();
    if trimmed.is_empty() {
        return Ok(None);
    }
    plain_digits(trimmed).map(Some).ok_or(Reason::InvalidDate)
}

/// The date of a cell as it is written, and the time behind it.
fn recognise(text: &str) -> Result<(Notation, Option<Time>), Reason> {
    let (date, time) = split_time(text);
    let time = time
        .map(|time| parse_time(time).ok_or(Reason::InvalidDate))
        .transpose()?;
    Ok((Notation::of(date), time))
}

fn read_guessed(
    text: &str,
    order: &DateOrder,
    excel: Option<ExcelEpoch>,
) -> Result<ReadDay, Reason> {
    let (notation, time) = recognise(text)?;
    let day = match notation {
        Notation::Day(day) => day,
        Notation::Either {
            day_first,
            month_first,
        } => {
            let chosen = match order {
                DateOrder::DayFirst => day_first,
                DateOrder::MonthFirst => month_first,
                _ => return either(day_first, month_first).map(|day| ReadDay { day, time }),
            };
            chosen.ok_or(Reason::InvalidDate)?
        }
        Notation::ShortYear => return Err(Reason::AmbiguousDate),
        Notation::Bare { days, minutes } if time.is_none() => {
            return read_serial(days, minutes, excel);
        }
        Notation::Bare { .. } | Notation::Nothing => return Err(Reason::InvalidDate),
    };
    Ok(ReadDay { day, time })
}

/// The day of a cell that stands alone.
fn either(day_first: Option<Day>, month_first: Option<Day>) -> Result<Day, Reason> {
    match (day_first, month_first) {
        // Both lie in the same year: what is out of range is so either way.
        (Some(one), Some(_)) if !one.is_storable() => Err(Reason::DateOutOfRange),
        (Some(_), Some(_)) => Err(Reason::AmbiguousDate),
        (Some(day), None) | (None, Some(day)) => Ok(day),
        (None, None) => Err(Reason::InvalidDate),
    }
}

/// The first format that gives a day in range wins: `%Y` takes `17` for the year 17, and `%y` must have its turn.
fn read_named(text: &str, formats: &[String]) -> Result<ReadDay, Reason> {
    let mut reason = Reason::InvalidDate;
    for format in formats {
        match parse_named(text, format) {
            Some(read) if read.day.is_storable() => return Ok(read),
            Some(_) => reason = Reason::DateOutOfRange,
            None => {}
        }
    }
    Err(reason)
}

fn parse_named(text: &str, format: &str) -> Option<ReadDay> {
    let mut parsed = Parsed::new();
    parse(&mut parsed, text, StrftimeItems::new(format)).ok()?;
    let time = parsed.to_naive_time().ok();
    Some(ReadDay {
        day: parsed.to_naive_date().ok()?.into(),
        time: time.map(|time| (time.hour(), time.minute())),
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn alone() -> DateReading {
        DateEvidence::default().settle(&[], None)
    }

    fn named(formats: &[&str]) -> DateReading {
        let formats: Vec<String> = formats.iter().map(|format| (*format).to_owned()).collect();
        DateEvidence::default().settle(&formats, None)
    }

    /// What a cell becomes, in words: the day, with the time if there is one, or the code of the reason.
    fn word(cell: &str, reading: &DateReading) -> String {
        match read_day(cell, reading) {
            Ok(Some(ReadDay { day, time: None })) => day.to_string(),
            Ok(Some(ReadDay {
                day,
                time: Some((hour, minute)),
            })) => format!("{day} {hour}:{minute:02}"),
            Ok(None) => String::new(),
            Err(reason) => reason.code().to_owned(),
        }
    }

    #[test]
    fn a_date_that_stands_alone_is_read_or_refused() {
        for (cell, expected) in [
            ("2024-02-29", "2024-02-29"),
            ("2023-02-29", "invalid_date"),
            ("29.02.2023", "invalid_date"),
            ("29.02.2024", "2024-02-29"),
            ("12/13/24", "ambiguous_date"),
            ("03/04/2026", "ambiguous_date"),
            ("03/04/1899", "date_out_of_range"),
            ("04/04/2026", "2026-04-04"),
            ("13/12/2026", "2026-12-13"),
            ("12/13/2026", "2026-12-13"),
            ("45351", "ambiguous_date"),
            ("45351.5", "ambiguous_date"),
            ("60", "ambiguous_date"),
            ("20260105", "ambiguous_date"),
            ("1900-02-29", "invalid_date"),
            ("0000-00-00", "invalid_date"),
            ("9999-12-31", "date_out_of_range"),
            ("1899-12-31", "date_out_of_range"),
            ("1989-12-31", "date_out_of_range"),
            ("1990-01-01", "1990-01-01"),
            ("2099-12-31", "2099-12-31"),
            ("2100-01-01", "date_out_of_range"),
            ("2569-12-31", "date_out_of_range"),
            ("2026-W53-4", "invalid_date"),
            ("2024-03-31T02:30:00+01:00", "2024-03-31 2:30"),
            ("2024-12-31T23:30:00-08:00", "2024-12-31 23:30"),
            ("13/12/2026 4:05 pm", "2026-12-13 16:05"),
            ("2026-12-31 25:00", "invalid_date"),
            ("45351 16:30", "invalid_date"),
            ("16:30", "invalid_date"),
            ("31 Dec 2026", "2026-12-31"),
            ("Dec 31, 2026", "2026-12-31"),
            ("01-Jan-15", "ambiguous_date"),
            ("today", "invalid_date"),
            (
                "\u{662}\u{660}\u{662}\u{666}-\u{661}\u{662}-\u{663}\u{661}",
                "2026-12-31",
            ),
            ("2\u{660}26-12-31", "invalid_date"),
            ("", ""),
            ("2026-12-31 ", "2026-12-31"),
            ("########", "invalid_date"),
            ("-1", "invalid_date"),
            ("1e5", "invalid_date"),
        ] {
            assert_eq!(word(cell, &alone()), expected, "{cell}");
        }
    }

    #[test]
    fn a_named_format_is_never_mixed_with_guessing() {
        let day_first = named(&["%d/%m/%Y"]);
        for (cell, expected) in [
            ("03/04/2026", "2026-04-03"),
            ("12/13/2026", "invalid_date"),
            ("2026-12-31", "invalid_date"),
            ("31 Dec 2026", "invalid_date"),
            ("03/04/17", "date_out_of_range"),
        ] {
            assert_eq!(word(cell, &day_first), expected, "{cell}");
        }
        let either = named(&["%d-%m-%Y", "%d-%m-%y", "%Y-%m-%d %H:%M"]);
        for (cell, expected) in [
            ("03-04-17", "2017-04-03"),
            ("03-04-2017", "2017-04-03"),
            ("2017-04-03 16:30", "2017-04-03 16:30"),
        ] {
            assert_eq!(word(cell, &either), expected, "{cell}");
        }
        assert_eq!(word("2026-12-31", &named(&["%Q nonsense"])), "invalid_date");
    }

    #[test]
    fn serials_are_days_where_they_were_asked_for() {
        let [y1900, y1904] = ["1900", "1904"].map(|code| DateReading {
            order: DateOrder::PerCell,
            excel: ExcelEpoch::from_code(code),
        });
        for (cell, reading, expected) in [
            ("45351", &y1900, "2024-02-29"),
            ("45351", &y1904, "2028-03-01"),
            ("45351.75", &y1900, "2024-02-29 18:00"),
            ("60", &y1900, "invalid_date"),
            ("0", &y1900, "invalid_date"),
            ("59", &y1900, "date_out_of_range"),
            ("32874", &y1900, "1990-01-01"),
            ("32873", &y1900, "date_out_of_range"),
            ("20260105", &y1900, "date_out_of_range"),
            ("99999999999999999999", &y1900, "date_out_of_range"),
            ("2026-12-31", &y1900, "2026-12-31"),
        ] {
            assert_eq!(word(cell, reading), expected, "{cell}");
        }
        let both = DateReading {
            excel: Some(ExcelEpoch::Y1900),
            ..named(&["%Y%m%d"])
        };
        assert_eq!(word("20260105", &both), "2026-01-05");
        assert_eq!(word("45351", &both), "2024-02-29");
    }

    #[test]
    fn a_column_settles_on_what_fits_all_of_it() {
        for (cells, order, first) in [
            (
                &["03/04/2026", "13/12/2026", "2026-01-01", ""] as &[&str],
                DateOrder::DayFirst,
                "2026-04-03",
            ),
            (
                &["03/04/2026", "12-13-2026", "31 Dec 2026"],
                DateOrder::MonthFirst,
                "2026-03-04",
            ),
            (
                &["03/04/2026", "05/06/2026"],
                DateOrder::PerCell,
                "ambiguous_date",
            ),
            (
                &["03/04/2026", "13/12/2026", "12/13/2026"],
                DateOrder::PerCell,
                "ambiguous_date",
            ),
            (
                &["03/04/2026", "13/12/2026", "soon"],
                DateOrder::PerCell,
                "ambiguous_date",
            ),
        ] {
            let mut evidence = DateEvidence::default();
            for cell in cells {
                evidence.observe(cell);
            }
            let reading = evidence.settle(&[], None);
            assert_eq!(reading.order, order, "{cells:?}");
            assert_eq!(word("03/04/2026", &reading), first);
        }
    }

    #[test]
    fn times_are_read_alone_or_behind_a_date() {
        for (cell, expected) in [
            ("16:30:00", Ok(Some((16, 30)))),
            ("4:30 pm", Ok(Some((16, 30)))),
            ("2023-01-04T16:30:00", Ok(Some((16, 30)))),
            ("03/04/2026 16:30", Ok(Some((16, 30)))),
            ("2023-01-04", Ok(None)),
            (" ", Ok(None)),
            ("soon 16:30", Err(Reason::InvalidDate)),
            ("25:00", Err(Reason::InvalidDate)),
            ("noon", Err(Reason::InvalidDate)),
            ("0.5", Err(Reason::AmbiguousDate)),
        ] {
            assert_eq!(read_time(cell), expected, "{cell}");
        }
    }

    proptest! {
        #[test]
        fn no_cell_makes_a_reader_fail(cell in prop_oneof![any::<String>(), "[0-9/.: TZ+-]{0,20}", "[0-9]{1,2} [A-Z][a-z]{2} [0-9]{4}"]) {
            let mut evidence = DateEvidence::default();
            evidence.observe(&cell);
            for reading in [evidence.settle(&[], Some(ExcelEpoch::Y1900)), alone(), named(&["%d/%m/%Y", "%+", "%s"])] {
                if let Ok(Some(read)) = read_day(&cell, &reading) {
                    prop_assert!(read.day.is_storable());
                }
            }
            let _ = read_time(&cell);
        }

        #[test]
        fn a_day_reads_back_as_it_is_written(offset in 0i64..40_176) {
            let day = Day::MIN.plus_days(offset);
            for format in ["%Y-%m-%d", "%d.%m.%Y", "%-d %B %Y", "%b %-d, %Y", "%d-%b-%Y", "%Y/%-m/%-d"] {
                prop_assert_eq!(word(&day.date().format(format).to_string(), &alone()), day.to_string());
            }
            for (format, order) in [("%d/%m/%Y", DateOrder::DayFirst), ("%-m-%-d-%Y", DateOrder::MonthFirst)] {
                let reading = DateReading { order, excel: None };
                let cell = day.date().format(format).to_string();
                prop_assert_eq!(word(&cell, &reading), day.to_string());
                let apart = word(&cell, &alone());
                prop_assert!(apart == day.to_string() || apart == "ambiguous_date");
            }
        }
    }
}
