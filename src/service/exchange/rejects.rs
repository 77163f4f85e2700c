//! The file of refused rows beside an imported one: private, inert in a spreadsheet, complete.

use std::fs::{File, OpenOptions};
use std::io;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use crate::domain::text::{Escaped, neutralise};

use super::report::Rejected;
use super::source::Record;

/// Columns that stand before the row's own; a file that has them is no export.
pub const HEADERS: [&str; 5] = [
    "reject_row",
    "reject_line",
    "reject_field",
    "reject_reason",
    "reject_value",
];

/// Writes refused rows, beginning with the first. Takes its name only when it is complete.
pub struct RejectsFile {
    path: PathBuf,
    headers: Vec<String>,
    open: Option<(csv::Writer<File>, PathBuf)>,
}

impl RejectsFile {
    /// The rejects of a file with these headers. Nothing is written before the first.
    pub fn beside(path: &Path, headers: &[String]) -> Self {
        let mut name = path.file_name().unwrap_or_default().to_owned();
        name.push(".rejects.csv");
        Self {
            path: path.with_file_name(name),
            headers: headers.to_vec(),
            open: None,
        }
    }

    /// Adds a refused row.
    pub fn add(&mut self, rejected: &Rejected, record: &Record<'_>) -> io::Result<()> {
        let (row, line) = (rejected.row.to_string(), rejected.line.to_string());
        let about = [
            &row,
            &line,
            rejected.field.as_deref().unwrap_or_default(),
            rejected.reason.code(),
            &rejected.value,
        ];
        let cells: Vec<String> = about
            .into_iter()
            .chain(record.fields.iter())
            .map(inert)
            .collect();
        Ok(self.writer()?.write_record(&cells)?)
    }

    fn writer(&mut self) -> io::Result<&mut csv::Writer<File>> {
        if self.open.is_none() {
            // A name that nobody can have planted a link under; the rename at the end replaces, it never follows.
            let mut name = self.path.file_name().unwrap_or_default().to_owned();
            name.push(format!(".{:016x}.part", fastrand::u64(..)));
            let part = self.path.with_file_name(name);
            let file = OpenOptions::new()
                .write(true)
                .create_new(true)
                .mode(0o600)
                .open(&part)?;
            let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(file);
            let headers = HEADERS
                .into_iter()
                .chain(self.headers.iter().map(String::as_str));
            writer.write_record(headers.map(inert))?;
            self.open = Some((writer, part));
        }
        match &mut self.open {
            Some((writer, _)) => Ok(writer),
            None => Err(io::ErrorKind::NotFound.into()),
        }
    }

    /// Completes the file and says where it is; `None` if there was nothing to write.
    pub fn finish(mut self) -> io::Result<Option<PathBuf>> {
        let Some((mut writer, part)) = self.open.take() else {
            return Ok(None);
        };
        writer.flush()?;
        drop(writer);
        std::fs::rename(&part, &self.path)?;
        Ok(Some(self.path.clone()))
    }
}

impl Drop for RejectsFile {
    fn drop(&mut self) {
        if let Some((_, part)) = &self.open {
            // Whoever stopped the import does not want half of it.
            let _gone = std::fs::remove_file(part);
        }
    }
}

/// A cell that is shown as it is and never run as a formula.
fn inert(cell: &str) -> String {
    neutralise(&Escaped(cell).to_string()).into_owned()
}
