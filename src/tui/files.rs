//! What folders hold, for choosing files. They are read on a thread of their own: a disk may take its time.

use std::env;
use std::fs::{self, DirEntry, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;
use std::thread;

use directories::BaseDirs;

use super::event::Event;
use crate::domain::message::Message;
use crate::domain::text::name_key;

/// More entries of a folder than this are not listed.
const ENTRIES_MAX: usize = 5_000;

/// So many files of one name are kept beside each other.
const NAMES_MAX: usize = 99;

/// The ending of the files that are listed.
const ENDING: &str = "csv";

/// A wish to see a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    /// Counts the wishes: what an earlier one finds is dropped.
    pub generation: u64,
    /// Where to look.
    pub place: Place,
}

/// Where to look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// In the folder the program was started in.
    Here,
    /// In this folder.
    Folder(PathBuf),
    /// At paths as people type or paste them: in quotes, with backslashes, several, from a folder on.
    Typed {
        /// What was typed.
        text: String,
        /// The folder that a relative path starts from.
        from: PathBuf,
    },
}

/// What was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Seen {
    /// The wish that this is the answer to.
    pub generation: u64,
    /// The folder, or why it cannot be seen.
    pub result: Result<Folder, Message>,
}

/// A folder.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Folder {
    /// Where it is.
    pub path: PathBuf,
    /// The files that may be imported, then the folders; hidden ones are left out.
    pub entries: Vec<Entry>,
    /// Whether there are more than can be listed.
    pub is_cut: bool,
    /// Files that were asked for by their paths.
    pub named: Vec<PathBuf>,
}

/// Something in a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// What it is called, as far as it can be read.
    pub name: String,
    /// Where it is.
    pub path: PathBuf,
    /// What it is.
    pub kind: EntryKind,
}

/// What an entry is, in the order in which they are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum EntryKind {
    /// A file.
    File {
        /// How large it is.
        bytes: u64,
    },
    /// The folder it all lies in.
    Parent,
    /// A folder.
    Folder,
}

impl EntryKind {
    /// Whether it is a file.
    pub fn is_file(self) -> bool {
        matches!(self, Self::File { .. })
    }

    fn rank(self) -> u8 {
        match self {
            Self::File { .. } => 0,
            Self::Parent => 1,
            Self::Folder => 2,
        }
    }
}

/// Looks, and sends what is found.
pub(super) fn look(look: Look, events: Sender<Event>) {
    thread::spawn(move || {
        let seen = Seen {
            generation: look.generation,
            result: see(look.place),
        };
        let _ = events.send(Event::Seen(seen));
    });
}

/// Keeps a text in a new file where the program was started, and says which: no file that is there is touched.
pub(super) fn write(name: String, text: String, events: Sender<Event>) {
    thread::spawn(move || {
        let written = env::current_dir().and_then(|here| write_in(&here, &name, &text));
        let written = written
            .map(|path| path.display().to_string())
            .map_err(|error| {
                about("file-not-written", Path::new(&name)).with("detail", error.to_string())
            });
        let _ = events.send(Event::Written(written));
    });
}

fn write_in(folder: &Path, name: &str, text: &str) -> io::Result<PathBuf> {
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    let names = std::iter::once(name.to_owned());
    let names = names.chain((2..=NAMES_MAX).map(|count| format!("{stem}-{count}.{ending}")));
    for name in names {
        let path = folder.join(name);
        match File::create_new(&path) {
            Ok(mut file) => return file.write_all(text.as_bytes()).map(|()| path),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

fn see(place: Place) -> Result<Folder, Message> {
    match place {
        Place::Here => {
            let here = env::current_dir().map_err(|error| unreadable(Path::new("."), &error))?;
            list(&here)
        }
        Place::Folder(path) => list(&path),
        Place::Typed { text, from } => see_typed(&text, &from),
    }
}

/// A folder is gone into; of files, those that were named are marked, in the folder of the first.
fn see_typed(text: &str, from: &Path) -> Result<Folder, Message> {
    let paths = resolve(text, from)?;
    let Some(first) = paths.first() else {
        return list(from);
    };
    if first.is_dir() {
        return list(first);
    }
    let folder = first.parent().unwrap_or(from);
    // A file may be read in a folder that may not be listed.
    let folder = list(folder).unwrap_or_else(|_| Folder {
        path: folder.to_owned(),
        ..Folder::default()
    });
    Ok(Folder {
        named: paths.into_iter().filter(|path| path.is_file()).collect(),
        ..folder
    })
}

/// The paths that a text names. All of it may be one; else each of its words is.
fn resolve(text: &str, from: &Path) -> Result<Vec<PathBuf>, Message> {
    let whole = absolute(text.trim(), from);
    if whole.exists() {
        return Ok(vec![whole]);
    }
    let paths = words(text).into_iter().map(|word| absolute(&word, from));
    paths
        .map(|path| match path.try_exists() {
            Ok(true) => Ok(path),
            Ok(false) => Err(about("files-missing", &path)),
            Err(error) => Err(unreadable(&path, &error)),
        })
        .collect()
}

/// The path from the root on, with `~` for the user's home.
fn absolute(path: &str, from: &Path) -> PathBuf {
    let home = BaseDirs::new().map(|dirs| dirs.home_dir().to_owned());
    let path = match (path.strip_prefix('~'), home) {
        (Some(rest), Some(home)) if rest.is_empty() || rest.starts_with('/') => {
            home.join(rest.trim_start_matches('/'))
        }
        _ => from.join(path),
    };
    // Without `.` and `..`, where that is possible.
    path.canonicalize().unwrap_or(path)
}

/// The words of a text as a shell reads them: in quotes, or with a backslash before a blank.
pub(super) fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match (c, quote) {
            (c, Some(open)) if c == open => quote = None,
            ('\'' | '"', None) => {
                word.get_or_insert_default();
                quote = Some(c);
            }
            ('\\', None) => word.get_or_insert_default().extend(chars.next()),
            (c, None) if c.is_whitespace() => words.extend(word.take()),
            (c, _) => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    words
}

fn list(path: &Path) -> Result<Folder, Message> {
    let failed = |error: io::Error| unreadable(path, &error);
    let path = path.canonicalize().map_err(failed)?;
    let found = fs::read_dir(&path).map_err(failed)?;
    let mut wanted = found.filter_map(|entry| entry_of(&entry.ok()?));
    let mut entries: Vec<Entry> = wanted.by_ref().take(ENTRIES_MAX).collect();
    let is_cut = wanted.next().is_some();
    if let Some(parent) = path.parent() {
        entries.push(Entry {
            name: "..".to_owned(),
            path: parent.to_owned(),
            kind: EntryKind::Parent,
        });
    }
    entries.sort_by_cached_key(|entry| (entry.kind.rank(), name_key(&entry.name)));
    Ok(Folder {
        path,
        entries,
        is_cut,
        named: Vec::new(),
    })
}

/// A folder, or a file that may be imported; nothing else is listed.
fn entry_of(entry: &DirEntry) -> Option<Entry> {
    let name = entry.file_name().to_string_lossy().into_owned();
    if name.starts_with('.') {
        return None;
    }
    let path = entry.path();
    // What a link leads to.
    let meta = fs::metadata(&path).ok()?;
    let is_wanted = path
        .extension()
        .is_some_and(|it| it.eq_ignore_ascii_case(ENDING));
    let kind = match () {
        () if meta.is_dir() => EntryKind::Folder,
        () if meta.is_file() && is_wanted => EntryKind::File { bytes: meta.len() },
        () => return None,
    };
    Some(Entry { name, path, kind })
}

fn about(key: &'static str, path: &Path) -> Message {
    Message::new(key).with("path", path.display().to_string())
}

fn unreadable(path: &Path, error: &io::Error) -> Message {
    about("files-unreadable", path).with("detail", error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pasted_path_is_read_as_a_shell_reads_it() {
        for (text, expected) in [
            ("/a/b.csv", vec!["/a/b.csv"]),
            ("'/a/my deals.csv' ", vec!["/a/my deals.csv"]),
            ("/a/my\\ deals.csv", vec!["/a/my deals.csv"]),
            (
                "\"/a/1.csv\" '/a/it is.csv' /a/3.csv",
                vec!["/a/1.csv", "/a/it is.csv", "/a/3.csv"],
            ),
            ("/a/'b c'.csv", vec!["/a/b c.csv"]),
            ("'open", vec!["open"]),
            ("", vec![]),
            ("\\", vec![""]),
        ] {
            assert_eq!(words(text), expected, "{text}");
        }
    }

    #[test]
    fn a_folder_lists_its_files_and_folders() {
        let folder = tempfile::tempdir().expect("a folder");
        for name in ["b.CSV", "a.csv", "notes.txt", ".hidden.csv", "my deals.csv"] {
            fs::write(folder.path().join(name), "x").expect("written");
        }
        fs::create_dir(folder.path().join("Exports")).expect("made");
        let listed = |folder: &Folder| -> Vec<String> {
            let entries = folder.entries.iter().map(|entry| entry.name.clone());
            entries.collect()
        };
        let seen = see(Place::Folder(folder.path().to_owned())).expect("seen");
        assert_eq!(
            listed(&seen),
            ["a.csv", "b.CSV", "my deals.csv", "..", "Exports"]
        );
        assert!(!seen.is_cut);
        // Typed from there: the whole text is one path before its words are.
        let typed = |text: &str| {
            see(Place::Typed {
                text: text.to_owned(),
                from: seen.path.clone(),
            })
        };
        let named = typed("my deals.csv").expect("seen").named;
        assert_eq!(named, [seen.path.join("my deals.csv")]);
        let named = typed("a.csv './notes.txt'").expect("seen").named;
        assert_eq!(
            named,
            [seen.path.join("a.csv"), seen.path.join("notes.txt")]
        );
        let inside = typed("Exports/").expect("seen");
        assert_eq!(inside.path, seen.path.join("Exports"));
        let missing = typed("a.csv none.csv").expect_err("there is none");
        assert_eq!(missing.key, "files-missing");
    }

    #[test]
    fn of_a_huge_folder_the_first_entries_are_listed() {
        let folder = tempfile::tempdir().expect("a folder");
        for at in 0..=ENTRIES_MAX {
            fs::write(folder.path().join(format!("{at}.csv")), "").expect("written");
        }
        let seen = see(Place::Folder(folder.path().to_owned())).expect("seen");
        assert_eq!(seen.entries.len(), ENTRIES_MAX + 1, "with the way up");
        assert!(seen.is_cut);
    }
}
