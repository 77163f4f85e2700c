//! A file as a stream of decoded text, scanned as it passes.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use encoding_rs::Encoding;

use super::decode::{Decoded, Decoding};
use super::fault::FileFault;
use super::reason::Reason;
use super::scan::Scan;
use super::source::FILE_BYTES_MAX;

/// Delimiters that are looked for; the first wins a tie.
const DELIMITERS: &[u8] = b",;\t|";

/// The decoded file, watched by the scan as it passes.
pub(super) struct Stream<'a> {
    decoding: Decoding<Box<dyn Read + 'a>>,
    /// Where the stream is.
    pub(super) scan: Scan,
    /// How much of the decoded piece the reader has taken.
    handed_out: usize,
    /// What ended the stream before its time.
    pub(super) fault: Option<FileFault>,
    encoding: &'static Encoding,
}

impl<'a> Stream<'a> {
    /// Reads from where `input` stands.
    pub(super) fn new(
        input: Box<dyn Read + 'a>,
        encoding: &'static Encoding,
        delimiter: u8,
    ) -> Self {
        Self {
            decoding: Decoding::new(input, encoding),
            scan: Scan::new(delimiter),
            handed_out: 0,
            fault: None,
            encoding,
        }
    }

    /// Decodes and scans the next piece; false at the end of the file or of its sense, see `fault`.
    pub(super) fn advance(&mut self) -> io::Result<bool> {
        self.handed_out = 0;
        self.fault = match self.decoding.advance()? {
            Decoded::Text => {
                self.scan.feed(self.decoding.text());
                return Ok(true);
            }
            Decoded::End => self.scan.end_fault(),
            Decoded::TooLarge => Some(FileFault::new(Reason::FileTooLarge).about(&FILE_BYTES_MAX)),
            Decoded::Malformed => Some(
                FileFault::at(Reason::InvalidUtf8, self.scan.line()).about(&self.encoding.name()),
            ),
        };
        Ok(false)
    }
}

/// Records are read from here in a second pass: a fault then means that the file has changed, and stops at once.
impl Read for Stream<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if self.handed_out >= self.decoding.text().len() || self.fault.is_some() {
            let more = self.advance()?;
            self.fault = self.fault.take().or_else(|| self.scan.fault());
            if self.fault.is_some() {
                return Err(io::Error::other("the file is at fault"));
            }
            if !more {
                return Ok(0);
            }
        }
        let mut text = self
            .decoding
            .text()
            .get(self.handed_out..)
            .unwrap_or_default();
        let count = text.read(out)?;
        self.handed_out += count;
        Ok(count)
    }
}

/// The delimiter that cuts the first record into most fields.
pub(super) fn sniff_delimiter(head: &[u8], encoding: &'static Encoding) -> u8 {
    let (text, _) = encoding.decode_without_bom_handling(head);
    let text = text.trim_start_matches('\u{feff}');
    let fields = |delimiter: u8| {
        let mut scan = Scan::new(delimiter);
        for byte in text.as_bytes() {
            scan.feed(std::slice::from_ref(byte));
            if scan.has_record() {
                break;
            }
        }
        scan.fields()
    };
    let mut best = (b',', fields(b','));
    for delimiter in DELIMITERS {
        let count = fields(*delimiter);
        if count > best.1 {
            best = (*delimiter, count);
        }
    }
    best.0
}

/// Opens a regular file. A pipe cannot be read twice, and a device has no end.
pub(super) fn open_plain(path: &Path) -> io::Result<File> {
    if !path.metadata()?.is_file() {
        return Err(io::Error::new(
            io::ErrorKind::InvalidInput,
            "not a regular file",
        ));
    }
    File::open(path)
}
