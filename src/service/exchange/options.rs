//! What the user or a mapping says about a file before it is read.

use std::io;

use encoding_rs::Encoding;

use super::calendar::Place;
use super::fault::SourceError;

/// How a file is to be read, as far as the user or the mapping says so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceOptions {
    /// The WHATWG label of its encoding, such as `windows-1252`.
    pub encoding: Option<String>,
    /// The delimiter, an ASCII character.
    pub delimiter: Option<u8>,
    /// Whether the first record names the columns.
    pub has_header: bool,
    /// Where appointments of a calendar come to; without one such a file is refused.
    pub calendar: Option<Place>,
}

impl Default for SourceOptions {
    fn default() -> Self {
        Self {
            encoding: None,
            delimiter: None,
            has_header: true,
            calendar: None,
        }
    }
}

/// The encoding of a label.
pub(super) fn find_encoding(label: &str) -> Result<&'static Encoding, SourceError> {
    Encoding::for_label_no_replacement(label.as_bytes())
        .ok_or_else(|| SourceError::UnknownEncoding(label.to_owned()))
}

/// Refuses what the CSV reader could not tell from text or line ends.
pub(super) fn check_delimiter(delimiter: Option<u8>) -> io::Result<()> {
    match delimiter {
        Some(byte) if !byte.is_ascii() || matches!(byte, b'"' | b'\r' | b'\n' | 0) => Err(
            io::Error::new(io::ErrorKind::InvalidInput, "not a delimiter"),
        ),
        _ => Ok(()),
    }
}
