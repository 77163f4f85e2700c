//! Where records and quotes begin: a state machine over decoded bytes that follows the rules of the `csv` crate.
//!
//! That crate takes the rest of a file into one field when a quote is never closed, and says nothing (rust-csv #252).
//! It also knows lines by line feeds alone, and holds a field in memory however long it is.

use std::collections::VecDeque;

use super::fault::FileFault;
use super::reason::Reason;
use super::source::{COLUMNS_MAX, FIELD_BYTES_MAX};

/// A field this long ends the import: one that is only too long for a value is its row's fault.
pub(super) const FIELD_BYTES_CAP: usize = 4 * FIELD_BYTES_MAX;

/// A record this long ends the import, so that many long fields do not fill the memory either.
pub(super) const RECORD_BYTES_CAP: usize = 128 * FIELD_BYTES_MAX;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// Before a record, where line ends are skipped.
    Between,
    /// Before the first character of a field.
    FieldStart,
    /// In a field, where quotes mean nothing.
    Plain,
    /// In a quoted field.
    Quoted,
    /// After a quote in a quoted field: a second one is a quote, anything else ends the quotes.
    Closing,
}

/// Follows a file through its bytes.
#[derive(Debug)]
pub(super) struct Scan {
    delimiter: u8,
    state: State,
    line: u64,
    after_return: bool,
    /// Lines where records begin that nobody has asked for yet.
    starts: VecDeque<u64>,
    records: u64,
    fields: usize,
    field_bytes: usize,
    record_bytes: usize,
    record_line: u64,
    quote_line: u64,
    overlong: Option<u64>,
    overwide: Option<u64>,
}

impl Scan {
    /// Starts before the first byte of a file.
    pub(super) fn new(delimiter: u8) -> Self {
        Self {
            delimiter,
            state: State::Between,
            line: 1,
            after_return: false,
            starts: VecDeque::new(),
            records: 0,
            fields: 0,
            field_bytes: 0,
            record_bytes: 0,
            record_line: 1,
            quote_line: 1,
            overlong: None,
            overwide: None,
        }
    }

    /// The line of the next byte, counted from 1; LF, CRLF and CR alone end a line.
    pub(super) fn line(&self) -> u64 {
        self.line
    }

    /// Records begun so far, blank lines apart.
    pub(super) fn records(&self) -> u64 {
        self.records
    }

    /// Fields of the record that the scan is in or has just left.
    pub(super) fn fields(&self) -> usize {
        self.fields
    }

    /// Whether a record has begun and ended.
    pub(super) fn has_record(&self) -> bool {
        self.records > 1 || (self.records == 1 && self.state == State::Between)
    }

    /// The line where the next record begins, in the order of the file.
    pub(super) fn next_start(&mut self) -> Option<u64> {
        self.starts.pop_front()
    }

    /// Forgets the beginnings of records, where only their number counts.
    pub(super) fn forget_starts(&mut self) {
        self.starts.clear();
    }

    /// Follows the next bytes.
    pub(super) fn feed(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.step(*byte);
            self.count_line(*byte);
        }
    }

    /// What makes reading on useless already.
    pub(super) fn fault(&self) -> Option<FileFault> {
        let wide = self.overwide.map(|line| (Reason::TooManyColumns, line));
        let long = self.overlong.map(|line| (Reason::FieldTooLong, line));
        wide.or(long)
            .map(|(reason, line)| FileFault::at(reason, line))
    }

    /// What the whole file is at fault for. A quote that was never closed comes first: it is why a field is long.
    pub(super) fn end_fault(&self) -> Option<FileFault> {
        if self.state == State::Quoted {
            return Some(FileFault::at(Reason::UnterminatedQuote, self.quote_line));
        }
        self.fault()
    }

    fn step(&mut self, byte: u8) {
        let ends_line = matches!(byte, b'\r' | b'\n');
        if self.state == State::Between {
            if ends_line {
                return;
            }
            self.begin_record();
        }
        self.record_bytes += 1;
        match self.state {
            State::Quoted if byte == b'"' => self.state = State::Closing,
            State::Quoted => self.grow(),
            State::FieldStart if byte == b'"' => {
                self.state = State::Quoted;
                self.quote_line = self.line;
            }
            State::Closing if byte == b'"' => {
                self.state = State::Quoted;
                self.grow();
            }
            _ if byte == self.delimiter => self.begin_field(),
            _ if ends_line => self.state = State::Between,
            _ => {
                self.state = State::Plain;
                self.grow();
            }
        }
    }

    fn begin_record(&mut self) {
        self.records += 1;
        self.starts.push_back(self.line);
        self.record_line = self.line;
        self.record_bytes = 0;
        self.fields = 0;
        self.begin_field();
    }

    fn begin_field(&mut self) {
        self.state = State::FieldStart;
        self.field_bytes = 0;
        self.fields += 1;
        if self.fields > COLUMNS_MAX {
            self.overwide.get_or_insert(self.record_line);
        }
    }

    fn grow(&mut self) {
        self.field_bytes += 1;
        if self.field_bytes > FIELD_BYTES_CAP || self.record_bytes > RECORD_BYTES_CAP {
            self.overlong.get_or_insert(self.record_line);
        }
    }

    fn count_line(&mut self, byte: u8) {
        if byte == b'\r' || (byte == b'\n' && !self.after_return) {
            self.line += 1;
        }
        self.after_return = byte == b'\r';
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn scan(text: &str) -> Scan {
        let mut scan = Scan::new(b',');
        scan.feed(text.as_bytes());
        scan
    }

    #[test]
    fn an_open_quote_is_found_where_it_opened() {
        for (text, line) in [
            ("a,b\r\n1,2\r\n3,\"x\r\n4,5\r\n", Some(3)),
            ("a,b\r1,2\r3,\"x\r4,5\r", Some(3)),
            ("a\n\"x\ny\",\"\n", Some(3)),
            ("a\n\"x\"\"\n", Some(2)),
            ("a\nx\"y\n", None),
            ("a\n\"x\"y\"z\n", None),
            ("a\n\"x\"", None),
            ("a\n \"x\n", None),
        ] {
            let fault = scan(text).end_fault();
            assert_eq!(fault.and_then(|fault| fault.line), line, "{text:?}");
        }
    }

    #[test]
    fn lines_are_counted_for_every_line_end() {
        for text in ["a\nb\n\nc", "a\r\nb\r\n\r\nc", "a\rb\r\rc", "a\r\nb\n\rc"] {
            let scan = scan(text);
            assert_eq!(scan.starts, [1, 2, 4], "{text:?}");
        }
        let multi_line = scan("a\n\"1\r\n2\r3\"\nb");
        assert_eq!(multi_line.starts, [1, 2, 5]);
    }

    #[test]
    fn fields_columns_and_records_are_bounded() {
        assert_eq!(scan(&"x".repeat(FIELD_BYTES_CAP)).fault(), None);
        let long = scan(&format!("a\n{}", "x".repeat(FIELD_BYTES_CAP + 1)));
        assert_eq!(long.fault(), Some(FileFault::at(Reason::FieldTooLong, 2)));
        let many = format!("{},", "x".repeat(FIELD_BYTES_MAX)).repeat(130);
        let reason = scan(&many).fault().map(|fault| fault.reason);
        assert_eq!(reason, Some(Reason::FieldTooLong));
        assert_eq!(scan(&",".repeat(COLUMNS_MAX - 1)).fault(), None);
        let wide = scan(&",".repeat(COLUMNS_MAX)).fault();
        assert_eq!(wide, Some(FileFault::at(Reason::TooManyColumns, 1)));
    }

    proptest! {
        /// The scan and the `csv` crate agree on what a record is, whatever the text.
        #[test]
        fn the_scan_follows_the_csv_crate(text in r#"[a",\r\n ]{0,60}"#) {
            let mut reader = csv::ReaderBuilder::new()
                .has_headers(false)
                .flexible(true)
                .from_reader(text.as_bytes());
            let theirs: Vec<usize> = reader.records().map(|record| record.expect("UTF-8").len()).collect();
            let ours = scan(&text);
            prop_assert_eq!(ours.records(), theirs.len() as u64);
            prop_assert_eq!(ours.starts.len(), theirs.len());
            if let Some(last) = theirs.last() {
                prop_assert_eq!(ours.fields(), *last);
            }
        }
    }
}
