//! What is wrong with a file as a whole.

use std::io;
use std::path::PathBuf;

use super::reason::Reason;

/// Why a whole file is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileFault {
    /// The code of the report.
    pub reason: Reason,
    /// The line at fault, counted from 1.
    pub line: Option<u64>,
    /// What the reason is about: the name of a column, an encoding, a limit.
    pub detail: Option<String>,
}

impl FileFault {
    /// A fault of the file as a whole.
    pub(super) fn new(reason: Reason) -> Self {
        Self {
            reason,
            line: None,
            detail: None,
        }
    }

    /// A fault with the line where it is.
    pub(super) fn at(reason: Reason, line: u64) -> Self {
        Self {
            line: Some(line),
            ..Self::new(reason)
        }
    }

    /// The same fault with what it is about.
    pub(super) fn about(self, detail: &impl ToString) -> Self {
        Self {
            detail: Some(detail.to_string()),
            ..self
        }
    }
}

/// Why a file gives no records.
#[derive(Debug, thiserror::Error)]
pub enum SourceError {
    /// It cannot be read.
    #[error("cannot read {}: {source}", .path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// No encoding has this label.
    #[error("unknown encoding {0:?}")]
    UnknownEncoding(String),
    /// It is not a file that can be imported.
    #[error("{}", .0.reason.code())]
    Fault(FileFault),
}
