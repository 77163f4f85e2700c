//! What the program remembers for its user between two sessions: a small file a store, in the platform's state folder.

use std::fmt::Write;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{self, Path, PathBuf};

use sha2::{Digest, Sha256};

use super::{folders, put};

/// A larger file is none of ours.
const SIZE_MAX: u64 = 64 * 1024;

/// Bytes of a store's path, hashed, that its file is called by.
const HASH: usize = 8;

/// The file that remembers a session on one store.
#[derive(Debug, Clone)]
pub struct State(PathBuf);

impl State {
    /// The file for a store. `None` on a machine without a home.
    pub fn of(store: &Path) -> Option<Self> {
        let folders = folders()?;
        let folder = folders.state_dir().unwrap_or(folders.data_local_dir());
        Some(Self::within(folder, store))
    }

    fn within(folder: &Path, store: &Path) -> Self {
        // However a store is named, it is the same one.
        let absolute = fs::canonicalize(store).or_else(|_| path::absolute(store));
        let absolute = absolute.unwrap_or_else(|_| store.to_owned());
        let hash = Sha256::digest(absolute.as_os_str().as_encoded_bytes());
        let mut name = "session-".to_owned();
        for byte in hash.iter().take(HASH) {
            let _ = write!(name, "{byte:02x}");
        }
        Self(folder.join(name + ".toml"))
    }

    /// What was remembered, if there is anything to be read.
    pub fn read(&self) -> Option<String> {
        let mut text = String::new();
        let file = File::open(&self.0).ok()?;
        file.take(SIZE_MAX).read_to_string(&mut text).ok()?;
        Some(text)
    }

    /// Remembers a text instead.
    pub fn write(&self, text: &str) -> io::Result<()> {
        put(&self.0, text)
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;

    #[test]
    fn a_text_is_remembered_privately_and_replaced_whole() {
        let home = tempfile::tempdir().expect("a folder");
        let folder = home.path().join("state/quarterdeck");
        let state = State::within(&folder, &home.path().join("a.db"));
        assert_eq!(state.read(), None);
        for text in ["pane = 'today'\n", "pane = 'kpis'\n", ""] {
            state.write(text).expect("written");
            assert_eq!(state.read().as_deref(), Some(text));
        }
        let mode = |path: &Path| {
            let found = fs::metadata(path).expect("it is there");
            found.permissions().mode() & 0o777
        };
        assert_eq!((mode(&state.0), mode(&folder)), (0o600, 0o700));
        assert_eq!(fs::read_dir(&folder).expect("a folder").count(), 1);
    }

    #[test]
    fn every_store_has_a_file_of_its_own_however_it_is_named() {
        let home = tempfile::tempdir().expect("a folder");
        let (store, other) = (home.path().join("a.db"), home.path().join("b.db"));
        fs::write(&store, "").expect("written");
        symlink(&store, home.path().join("link.db")).expect("a link");
        let file = |store: &Path| State::within(home.path(), store).0;
        assert_ne!(file(&store), file(&other));
        for same in ["link.db", "./a.db"] {
            assert_eq!(file(&home.path().join(same)), file(&store), "{same}");
        }
    }

    #[test]
    fn what_is_no_text_is_not_read_and_is_written_over() {
        let home = tempfile::tempdir().expect("a folder");
        let state = State::within(home.path(), Path::new("a.db"));
        fs::write(&state.0, [0xff, 0xfe, 0x00]).expect("written");
        assert_eq!(state.read(), None);
        state.write("pane = 'today'\n").expect("written");
        assert_eq!(state.read().as_deref(), Some("pane = 'today'\n"));
        fs::remove_file(&state.0).expect("gone");
        fs::create_dir(&state.0).expect("a folder in its place");
        assert_eq!(state.read(), None);
        assert!(state.write("x").is_err());
        assert_eq!(fs::read_dir(home.path()).expect("it").count(), 1);
    }
}
