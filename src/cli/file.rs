//! A file that somebody asked for: private, and under its name only when it is complete.

use std::fs::{File, OpenOptions};
use std::io::{self, BufWriter, StdoutLock, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

/// Where an answer is written to.
pub enum Out {
    /// To standard output.
    Stdout(BufWriter<StdoutLock<'static>>),
    /// To a file.
    File(NewFile),
}

/// A file that is being written.
pub struct NewFile {
    path: PathBuf,
    part: PathBuf,
    writer: BufWriter<File>,
    is_complete: bool,
}

impl Out {
    /// To a file, or to standard output where none is named.
    pub fn new(path: Option<&Path>) -> io::Result<Self> {
        match path {
            Some(path) => NewFile::new(path).map(Self::File),
            None => Ok(Self::Stdout(BufWriter::new(io::stdout().lock()))),
        }
    }

    /// Completes it.
    pub fn finish(self) -> io::Result<()> {
        match self {
            Self::Stdout(mut out) => out.flush(),
            Self::File(file) => file.finish(),
        }
    }
}

impl Write for Out {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Stdout(out) => out.write(bytes),
            Self::File(file) => file.writer.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Stdout(out) => out.flush(),
            Self::File(file) => file.writer.flush(),
        }
    }
}

impl NewFile {
    fn new(path: &Path) -> io::Result<Self> {
        // A name that nobody can have planted a link under; the rename at the end replaces, it never follows.
        let mut name = path.file_name().unwrap_or_default().to_owned();
        name.push(format!(".{:016x}.part", fastrand::u64(..)));
        let part = path.with_file_name(name);
        let file = OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(&part)?;
        Ok(Self {
            path: path.to_owned(),
            part,
            writer: BufWriter::new(file),
            is_complete: false,
        })
    }

    fn finish(mut self) -> io::Result<()> {
        self.writer.flush()?;
        std::fs::rename(&self.part, &self.path)?;
        self.is_complete = true;
        Ok(())
    }
}

impl Drop for NewFile {
    fn drop(&mut self) {
        if !self.is_complete {
            // Whoever stopped it does not want half of it.
            let _gone = std::fs::remove_file(&self.part);
        }
    }
}
