//! What a use case can fail with, and what to tell the person about it.

use std::path::PathBuf;

use crate::domain::command::Seen;
use crate::domain::message::{Arg, Message};
use crate::domain::refusal::Refusal;
use crate::store;

/// How an error ends the program: the table of exit codes in the design.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ErrorKind {
    /// A rule, a rejected row or file, something that was not found.
    Refused,
    /// Busy, conflict, unavailable, a full disk.
    Unavailable,
    /// The store is damaged, foreign or newer.
    Store,
}

/// Something that the team agrees on and somebody changed meanwhile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outdated {
    /// The message of what it is called.
    pub what: String,
    /// What holds by now.
    pub now: String,
    /// What is seen of it by now.
    pub seen: Seen,
}

impl Outdated {
    /// What happened, to what, and what to do now.
    pub fn message(&self) -> Message {
        self.said("error-outdated")
    }

    /// A message about it.
    pub fn said(&self, key: &'static str) -> Message {
        let now = if self.what.ends_with("-reasons") {
            Arg::Reasons(self.now.clone())
        } else {
            Arg::Text(self.now.clone())
        };
        let said = Message::new(key).with_word("what", self.what.as_str());
        said.with("now", now)
    }
}

/// An error of a use case. The text is for developers; people read [`Error::message`].
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A rule said no.
    #[error("refused: {0:?}")]
    Refused(Refusal),
    /// A mapping file cannot be used.
    #[error("mapping {}: {detail}", path.display())]
    Mapping {
        /// The file.
        path: PathBuf,
        /// What is wrong with it, with its line where there is one.
        detail: String,
    },
    /// A file could not be read or written.
    #[error("{}: {source}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// No encoding has this name.
    #[error("unknown encoding {0}")]
    UnknownEncoding(String),
    /// The user stopped it, or asked something else meanwhile.
    #[error("cancelled")]
    Cancelled,
    /// What the team agrees on was changed since somebody looked at it.
    #[error("{} is {} by now", .0.what, .0.now)]
    Outdated(Outdated),
    /// The store said no.
    #[error(transparent)]
    Store(store::Error),
}

impl From<store::Error> for Error {
    fn from(error: store::Error) -> Self {
        match error {
            store::Error::Interrupted => Self::Cancelled,
            store::Error::Refused(refusal) => Self::Refused(refusal),
            error => Self::Store(error),
        }
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl Error {
    /// How it ends the program.
    pub fn kind(&self) -> ErrorKind {
        use store::Error as Store;
        match self {
            Self::Refused(_)
            | Self::Mapping { .. }
            | Self::File { .. }
            | Self::UnknownEncoding(_)
            | Self::Cancelled => ErrorKind::Refused,
            Self::Store(Store::Foreign { .. } | Store::Newer { .. } | Store::Damaged { .. }) => {
                ErrorKind::Store
            }
            Self::Outdated(_) | Self::Store(_) => ErrorKind::Unavailable,
        }
    }

    /// Whether somebody else changed meanwhile what it is about.
    pub fn is_conflict(&self) -> bool {
        matches!(self, Self::Store(store::Error::Conflict { .. }))
    }

    /// What happened, to what, and what to do now.
    pub fn message(&self) -> Message {
        match self {
            Self::Refused(refusal) => refusal.message(),
            Self::Mapping { path, detail } => Message::new("error-mapping")
                .with("path", shown(path))
                .with("detail", detail.as_str()),
            Self::File { path, source } => Message::new("error-file")
                .with("path", shown(path))
                .with("detail", source.to_string()),
            Self::UnknownEncoding(name) => {
                Message::new("error-unknown-encoding").with("name", name.as_str())
            }
            Self::Cancelled => Message::new("error-cancelled"),
            Self::Outdated(outdated) => outdated.message(),
            Self::Store(error) => store_message(error),
        }
    }
}

fn store_message(error: &store::Error) -> Message {
    use store::Error as Store;
    match error {
        Store::Busy => Message::new("error-busy"),
        Store::Interrupted => Message::new("error-cancelled"),
        Store::Refused(refusal) => refusal.message(),
        Store::Conflict {
            relation,
            id,
            version,
        } => Message::new("error-conflict")
            .with_word("kind", ["kind-", relation].concat())
            .with("id", id.to_string())
            .with("version", version.to_string()),
        Store::Foreign { path } => Message::new("error-foreign-store").with("path", shown(path)),
        Store::Newer { path, found, known } => Message::new("error-newer-store")
            .with("path", shown(path))
            .with("found", found.to_string())
            .with("known", known.to_string()),
        Store::Damaged { detail } => {
            Message::new("error-damaged-store").with("detail", detail.as_str())
        }
        Store::Unsuitable { path, detail } => Message::new(match *detail {
            "symlink" => "error-store-symlink",
            "not-a-file" => "error-store-not-a-file",
            "foreign-owner" => "error-store-foreign-owner",
            "network-file-system" => "error-store-network",
            "path-not-unicode" => "error-store-path",
            "writable-by-others" => "error-store-writable-by-others",
            "no-wal" => "error-store-no-log",
            "read-only" => "error-store-read-only",
            _ => "error-store-cannot-open",
        })
        .with("path", shown(path)),
        Store::DiskFull => Message::new("error-disk-full"),
        Store::DiskFailed { detail } => {
            Message::new("error-disk-failed").with("detail", detail.as_str())
        }
        Store::Io { path, source } => Message::new("error-file")
            .with("path", shown(path))
            .with("detail", source.to_string()),
        Store::Database(detail) => Message::new("error-database").with("detail", detail.as_str()),
    }
}

fn shown(path: &std::path::Path) -> String {
    path.display().to_string()
}
