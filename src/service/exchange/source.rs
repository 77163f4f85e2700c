//! A file that somebody sent us, as records: streamed, as often as needed, in bounded memory.

use std::collections::{BTreeMap, HashSet};
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use csv::StringRecord;
use encoding_rs::{Encoding, UTF_8};

use crate::domain::text::{name_key, visible};

use super::calendar::{self, CALENDAR_BYTES_MAX, Place, is_calendar};
use super::decode::{CHUNK_BYTES, settle_encoding};
use super::options::{check_delimiter, find_encoding};
use super::reason::{Reason, Warning};
use super::record::{is_blank, record_fault};
use super::stream::{Stream, open_plain, sniff_delimiter};

pub use super::fault::{FileFault, SourceError};
pub use super::options::SourceOptions;
pub use super::record::Record;

/// Bytes of a file.
pub const FILE_BYTES_MAX: u64 = 256 * 1024 * 1024;
/// Bytes of a field.
pub const FIELD_BYTES_MAX: usize = 64 * 1024;
/// Columns of a file.
pub const COLUMNS_MAX: usize = 1_024;
/// Records of a file.
pub const ROWS_MAX: u64 = 1_000_000;

/// Where its records are.
#[derive(Debug)]
enum Content {
    /// In the file itself.
    File(File),
    /// In a table that was made of it.
    Table(Vec<u8>),
}

/// A file that was read once and found whole.
#[derive(Debug)]
pub struct Source {
    path: PathBuf,
    content: Content,
    warnings: BTreeMap<Warning, u64>,
    encoding: &'static Encoding,
    delimiter: u8,
    has_header: bool,
    headers: Vec<String>,
    record_count: u64,
}

impl Source {
    /// Opens a file and reads all of it once: what it is, how it is cut, whether it ends well.
    pub fn open(path: &Path, options: &SourceOptions) -> Result<Self, SourceError> {
        let failed = |source| SourceError::Io {
            path: path.to_owned(),
            source,
        };
        let named = options.encoding.as_deref().map(find_encoding).transpose()?;
        check_delimiter(options.delimiter).map_err(failed)?;
        let file = open_plain(path).map_err(failed)?;
        if file.metadata().map_err(failed)?.len() > FILE_BYTES_MAX {
            let fault = FileFault::new(Reason::FileTooLarge).about(&FILE_BYTES_MAX);
            return Err(SourceError::Fault(fault));
        }
        let mut head = Vec::with_capacity(CHUNK_BYTES);
        (&file)
            .take(CHUNK_BYTES as u64)
            .read_to_end(&mut head)
            .map_err(failed)?;
        let encoding = settle_encoding(&head, named)
            .map_err(|reason| SourceError::Fault(FileFault::new(reason)))?;
        let is_calendar = is_calendar(&head);
        let sniffed = || sniff_delimiter(&head, encoding);
        let (content, warnings) = if is_calendar {
            let (rows, warnings) = read_calendar(&file, options.calendar, failed)?;
            (Content::Table(rows), warnings)
        } else {
            (Content::File(file), BTreeMap::new())
        };
        let mut source = Self {
            path: path.to_owned(),
            delimiter: if is_calendar {
                b','
            } else {
                options.delimiter.unwrap_or_else(sniffed)
            },
            has_header: options.has_header,
            headers: Vec::new(),
            record_count: 0,
            content,
            warnings,
            encoding: if is_calendar { UTF_8 } else { encoding },
        };
        let records = source.scan()?;
        source.read_header(records)?;
        Ok(source)
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The names of the columns as in the file. Without a header they are the positions: `1`, `2`, …
    pub fn headers(&self) -> &[String] {
        &self.headers
    }

    /// The name of the encoding, such as `UTF-8`.
    pub fn encoding_name(&self) -> &str {
        self.encoding.name()
    }

    /// What was left out of it, or taken otherwise than it says, before any row is read.
    pub fn warnings(&self) -> &BTreeMap<Warning, u64> {
        &self.warnings
    }

    /// The delimiter.
    pub fn delimiter(&self) -> u8 {
        self.delimiter
    }

    /// Records after the header.
    pub fn record_count(&self) -> u64 {
        self.record_count
    }

    /// Hands every record after the header to `visit`, from the first one on, until it breaks off.
    pub fn each_record(
        &mut self,
        visit: &mut dyn FnMut(&Record<'_>) -> ControlFlow<()>,
    ) -> Result<(), SourceError> {
        let width = self.headers.len();
        let skip = u64::from(self.has_header);
        let mut number = 0;
        self.each_raw(&mut |line, fields| {
            number += 1;
            if number <= skip {
                return ControlFlow::Continue(());
            }
            visit(&Record {
                row: number - skip,
                line,
                fields,
                fault: record_fault(fields, width),
            })
        })
    }

    /// Reads the file to its end without keeping anything, and counts its records.
    fn scan(&self) -> Result<u64, SourceError> {
        let mut stream = self.rewind()?;
        let records_max = ROWS_MAX + u64::from(self.has_header);
        while stream.advance().map_err(|error| self.failed(error, None))? {
            stream.scan.forget_starts();
            if stream.scan.records() > records_max {
                let fault = FileFault::new(Reason::TooManyRows).about(&ROWS_MAX);
                return Err(SourceError::Fault(fault));
            }
        }
        match stream.fault {
            Some(fault) => Err(SourceError::Fault(fault)),
            None => Ok(stream.scan.records()),
        }
    }

    /// Settles the columns from the first record.
    fn read_header(&mut self, records: u64) -> Result<(), SourceError> {
        let (mut first, mut line, mut has_content) = (StringRecord::new(), 1, false);
        self.each_raw(&mut |at, fields| {
            if first.is_empty() {
                first = fields.clone();
                line = at;
            }
            has_content |= !is_blank(fields);
            if has_content {
                return ControlFlow::Break(());
            }
            ControlFlow::Continue(())
        })?;
        if !has_content {
            return Err(SourceError::Fault(FileFault::new(Reason::EmptyFile)));
        }
        self.record_count = records - u64::from(self.has_header);
        if !self.has_header {
            self.headers = (1..=first.len()).map(|at| at.to_string()).collect();
            return Ok(());
        }
        if is_blank(&first) {
            let fault = FileFault::at(Reason::MissingHeader, line);
            return Err(SourceError::Fault(fault));
        }
        self.headers = first.iter().map(str::to_owned).collect();
        let mut seen = HashSet::new();
        let keys = self.headers.iter().map(|header| fold_header(header));
        for key in keys.filter(|key| !key.is_empty()) {
            if let Some(twice) = seen.replace(key) {
                let fault = FileFault::at(Reason::DuplicateHeader, line).about(&twice);
                return Err(SourceError::Fault(fault));
            }
        }
        Ok(())
    }

    /// Hands out every record of the file, the header too, with the line where it begins.
    fn each_raw(
        &self,
        visit: &mut dyn FnMut(u64, &StringRecord) -> ControlFlow<()>,
    ) -> Result<(), SourceError> {
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(self.delimiter)
            .has_headers(false)
            .flexible(true)
            .buffer_capacity(CHUNK_BYTES)
            .from_reader(self.rewind()?);
        let mut fields = StringRecord::new();
        loop {
            match reader.read_record(&mut fields) {
                Ok(true) => {}
                Ok(false) => return Ok(()),
                Err(error) => {
                    let fault = reader.get_mut().fault.take();
                    return Err(self.failed(error.into(), fault));
                }
            }
            let line = reader.get_mut().scan.next_start().unwrap_or_default();
            if visit(line, &fields).is_break() {
                return Ok(());
            }
        }
    }

    fn rewind(&self) -> Result<Stream<'_>, SourceError> {
        let input: Box<dyn Read + '_> = match &self.content {
            Content::File(file) => {
                let mut file = file;
                let sought = file.seek(SeekFrom::Start(0));
                sought.map_err(|error| self.failed(error, None))?;
                Box::new(file)
            }
            Content::Table(rows) => Box::new(rows.as_slice()),
        };
        Ok(Stream::new(input, self.encoding, self.delimiter))
    }

    fn failed(&self, source: io::Error, fault: Option<FileFault>) -> SourceError {
        match fault {
            Some(fault) => SourceError::Fault(fault),
            None => SourceError::Io {
                path: self.path.clone(),
                source,
            },
        }
    }
}

/// The table of a calendar file, for whoever has its appointments.
fn read_calendar(
    mut file: &File,
    place: Option<Place>,
    failed: impl Fn(io::Error) -> SourceError,
) -> Result<(Vec<u8>, BTreeMap<Warning, u64>), SourceError> {
    let nobody = || SourceError::Fault(FileFault::new(Reason::UnknownRep));
    let place = place.ok_or_else(nobody)?;
    let mut bytes = Vec::new();
    file.seek(SeekFrom::Start(0)).map_err(&failed)?;
    let read = file.take(CALENDAR_BYTES_MAX + 1).read_to_end(&mut bytes);
    read.map_err(failed)?;
    calendar::rows(&bytes, place).map_err(SourceError::Fault)
}

/// Compares headers: trimmed, without invisible characters, case and width folded, `close_date` as `Close Date`.
pub fn fold_header(header: &str) -> String {
    name_key(&visible(header).replace(['_', '-'], " "))
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use proptest::prelude::*;
    use tempfile::NamedTempFile;

    use super::*;

    fn file(bytes: &[u8]) -> NamedTempFile {
        let mut file = NamedTempFile::new().expect("a temporary file");
        file.write_all(bytes).expect("written");
        file
    }

    fn open(bytes: &[u8]) -> Result<Source, SourceError> {
        Source::open(file(bytes).path(), &SourceOptions::default())
    }

    fn fault(result: Result<Source, SourceError>) -> (Reason, Option<u64>) {
        match result {
            Err(SourceError::Fault(fault)) => (fault.reason, fault.line),
            other => panic!("no fault of the file: {other:?}"),
        }
    }

    /// Row, line, cells joined by `/`, fault.
    fn records(source: &mut Source) -> Vec<(u64, u64, String, Option<Reason>)> {
        let mut all = Vec::new();
        source
            .each_record(&mut |record| {
                let cells: Vec<&str> = record.fields.iter().collect();
                all.push((record.row, record.line, cells.join("/"), record.fault));
                ControlFlow::Continue(())
            })
            .expect("readable");
        all
    }

    #[test]
    fn a_file_at_fault_is_refused_whole() {
        for (bytes, reason, line) in [
            (b"" as &[u8], Reason::EmptyFile, None),
            (b"\xef\xbb\xbf", Reason::EmptyFile, None),
            (b"\xef\xbb\xbf\r\n\n \n", Reason::EmptyFile, None),
            (b",,\n1,2,3\n", Reason::MissingHeader, Some(1)),
            (b"PK\x03\x04zip", Reason::NotText, None),
            (b"a,b\n1,\0\n", Reason::NotText, None),
            (b"a\0,\0b\0\n\0", Reason::Utf16WithoutBom, None),
            (b"a,b\nx,y\nM\xfcller,1\n", Reason::InvalidUtf8, Some(3)),
            (b"a,b\r\rM\xfcller,1\r", Reason::InvalidUtf8, Some(3)),
            (b"a,b\n1,\"x\n2,3\n", Reason::UnterminatedQuote, Some(2)),
            (
                b"\namount,b,\xe2\x80\x8bAmount \n1,2,3\n",
                Reason::DuplicateHeader,
                Some(2),
            ),
        ] {
            assert_eq!(fault(open(bytes)), (reason, line), "{bytes:?}");
        }
        let wide = ",".repeat(COLUMNS_MAX);
        assert_eq!(fault(open(wide.as_bytes())).0, Reason::TooManyColumns);
        let open_quote = format!("a,b\n1,\"{}", "x".repeat(8 * FIELD_BYTES_MAX));
        assert_eq!(
            fault(open(open_quote.as_bytes())),
            (Reason::UnterminatedQuote, Some(2))
        );
    }

    #[test]
    fn sizes_are_bounded() {
        let sparse = file(b"a,b\n");
        sparse
            .as_file()
            .set_len(FILE_BYTES_MAX + 1)
            .expect("a sparse file");
        let refused = Source::open(sparse.path(), &SourceOptions::default());
        assert_eq!(fault(refused).0, Reason::FileTooLarge);
        let rows = "1\n".repeat(usize::try_from(ROWS_MAX).expect("64 bits"));
        let full = open(format!("a\n{rows}").as_bytes()).expect("a full file");
        assert_eq!(full.record_count(), ROWS_MAX);
        assert_eq!(
            fault(open(format!("a\n{rows}1\n").as_bytes())).0,
            Reason::TooManyRows
        );
        let long = format!("a,b\n1,{}\n", "x".repeat(FIELD_BYTES_MAX + 1));
        let mut long = open(long.as_bytes()).expect("one bad row");
        assert_eq!(records(&mut long)[0].3, Some(Reason::FieldTooLong));
        let far = format!("a,b\n1,2\n1,{}\n", "x".repeat(5 * FIELD_BYTES_MAX));
        assert_eq!(fault(open(far.as_bytes())), (Reason::FieldTooLong, Some(3)));
    }

    #[test]
    fn rows_and_lines_are_those_of_the_file() {
        for end in ["\n", "\r\n", "\r"] {
            let text = [
                "",
                "\u{feff}\u{feff}a,b",
                "1,x",
                "",
                "2,\"y",
                "z\"",
                "3",
                "4,,,",
                "5,,,w",
                "",
            ]
            .join(end);
            let mut source = open(text.trim_start_matches(end).as_bytes()).expect("readable");
            assert_eq!(source.headers(), ["a", "b"]);
            let expected = [
                (1, 2, "1/x".to_owned(), None),
                (2, 4, format!("2/y{end}z"), None),
                (3, 6, "3".to_owned(), Some(Reason::FieldCount)),
                (4, 7, "4///".to_owned(), None),
                (5, 8, "5///w".to_owned(), Some(Reason::FieldCount)),
            ];
            assert_eq!(records(&mut source), expected, "{end:?}");
            assert_eq!(records(&mut source), expected, "a second time");
            assert_eq!(source.record_count(), 5);
        }
    }

    #[test]
    fn encoding_and_delimiter_are_found_or_named() {
        for (bytes, encoding, delimiter, cells) in [
            (b"a;b,c;d\n1;2,5;3\n" as &[u8], "UTF-8", b';', "1/2,5/3"),
            (b"a\tb\n1\t2\n", "UTF-8", b'\t', "1/2"),
            (b"a|b\n1|2\n", "UTF-8", b'|', "1/2"),
            (b"a,b;c\n1,2\n", "UTF-8", b',', "1/2"),
            (b"\"a;b;c\",d\n1,2\n", "UTF-8", b',', "1/2"),
            (
                b"\xff\xfea\0,\0\xfc\0\n\x001\0,\0\xfc\0",
                "UTF-16LE",
                b',',
                "1/\u{fc}",
            ),
        ] {
            let mut source = open(bytes).expect("readable");
            let found = (source.encoding_name(), source.delimiter());
            assert_eq!(found, (encoding, delimiter), "{bytes:?}");
            assert_eq!(records(&mut source)[0].2, cells);
        }
        let latin = file(b"M\xfcller+1\n\x80+2\n");
        let options = SourceOptions {
            encoding: Some("latin1".to_owned()),
            delimiter: Some(b'+'),
            has_header: false,
            calendar: None,
        };
        let mut source = Source::open(latin.path(), &options).expect("readable");
        assert_eq!(source.headers(), ["1", "2"]);
        assert_eq!(source.encoding_name(), "windows-1252");
        assert_eq!(records(&mut source)[1].2, "\u{20ac}/2");
        let unknown = SourceOptions {
            encoding: Some("klingon".to_owned()),
            ..options
        };
        let refused = Source::open(latin.path(), &unknown);
        assert!(matches!(refused, Err(SourceError::UnknownEncoding(label)) if label == "klingon"));
    }

    #[test]
    fn what_cannot_be_read_twice_is_no_source() {
        let folder = tempfile::tempdir().expect("a folder");
        for path in [
            folder.path(),
            Path::new("/dev/null"),
            &folder.path().join("none"),
        ] {
            let refused = Source::open(path, &SourceOptions::default());
            assert!(
                matches!(refused, Err(SourceError::Io { .. })),
                "{}",
                path.display()
            );
        }
    }

    #[test]
    fn a_file_that_changes_is_still_bounded() {
        let mut changing = file(b"a,b\n1,2\n");
        let mut source =
            Source::open(changing.path(), &SourceOptions::default()).expect("readable");
        let long = format!("3,{}\n5,6\n", "x".repeat(8 * FIELD_BYTES_MAX));
        changing.write_all(long.as_bytes()).expect("appended");
        let mut rows = 0;
        let result = source.each_record(&mut |_| {
            rows += 1;
            ControlFlow::Continue(())
        });
        assert!(matches!(result, Err(SourceError::Fault(fault)) if fault.line == Some(3)));
        assert_eq!(rows, 1, "what follows a fault is not read");
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(
            head in prop::sample::select(vec!["", "a,b\n", "\u{feff}a;b\r\n", "a,b\r"]),
            bytes in prop_oneof![
                prop::collection::vec(any::<u8>(), 0..200),
                r#"[a",;\r\n \t\u{fc}]{0,200}"#.prop_map(String::into_bytes),
            ],
        ) {
            if let Ok(mut source) = open(&[head.as_bytes(), &bytes].concat()) {
                let all = records(&mut source);
                prop_assert_eq!(all.len() as u64, source.record_count());
                prop_assert!(all.iter().is_sorted_by(|one, next| one.0 + 1 == next.0 && one.1 < next.1));
                prop_assert!(all.iter().all(|record| record.1 > 0));
            }
        }
    }
}
