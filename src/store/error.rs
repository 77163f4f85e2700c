//! What can go wrong with a store, classified where it arises.

use std::path::PathBuf;

use crate::domain::refusal::Refusal;

/// An error of the store. The text is for developers; people read the message of [`crate::service::Error`].
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Somebody else holds the write lock for longer than we wait.
    #[error("the store is busy")]
    Busy,
    /// The row was saved by someone else since it was read.
    #[error("{relation} {id} was changed since version {version}")]
    Conflict {
        /// Table of the row.
        relation: &'static str,
        /// Its id.
        id: i64,
        /// The version that was read.
        version: i64,
    },
    /// Who writes may not write this.
    #[error("refused: {0:?}")]
    Refused(Refusal),
    /// The file is not a store of ours.
    #[error("{} is not a Quarterdeck store", path.display())]
    Foreign {
        /// The file.
        path: PathBuf,
    },
    /// A newer program wrote the file.
    #[error("{} has schema {found}, this program knows {known}", path.display())]
    Newer {
        /// The file.
        path: PathBuf,
        /// Number of its last migration.
        found: i64,
        /// Number of ours.
        known: i64,
    },
    /// The file is ours and broken.
    #[error("the store is damaged: {detail}")]
    Damaged {
        /// What was found.
        detail: String,
    },
    /// The folder or file is not private or cannot be used.
    #[error("{} cannot hold a store: {detail}", path.display())]
    Unsuitable {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        detail: &'static str,
    },
    /// Another thread gave up what was running.
    #[error("interrupted")]
    Interrupted,
    /// There is no room left.
    #[error("the disk is full")]
    DiskFull,
    /// The disk, or what leads to it, failed while the database read or wrote.
    #[error("the disk failed: {detail}")]
    DiskFailed {
        /// What the database says.
        detail: String,
    },
    /// The file system failed.
    #[error("{}: {source}", path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// Anything else the database says.
    #[error("database: {0}")]
    Database(String),
}
