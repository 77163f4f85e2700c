//! A folder for a while: nobody else may enter it, and it goes with its guard.

use std::fs::{self, DirBuilder};
use std::io;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

use rustix::io::Errno;
use rustix::process::{Pid, test_kill_process};

/// A folder that goes with the value.
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
}

impl Folder {
    /// Makes one beside others, its name says what for. What processes left there that were killed goes first.
    pub fn new(beside: &Path, purpose: &str) -> io::Result<Self> {
        let prefix = ["quarterdeck-", purpose, "-"].concat();
        sweep(beside, &prefix);
        let (pid, random) = (std::process::id(), fastrand::u64(..));
        let path = beside.join(format!("{prefix}{pid}-{random:016x}"));
        // Not recursive: a folder that somebody else put there is refused.
        DirBuilder::new().mode(0o700).create(&path)?;
        Ok(Self { path })
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // There is nobody left to tell, and what is in a temporary folder goes some day.
        let _ = fs::remove_dir_all(&self.path);
    }
}

/// Takes away what processes left that were killed, or that a second signal ended before they could.
fn sweep(beside: &Path, prefix: &str) {
    let entries = fs::read_dir(beside).into_iter().flatten().flatten();
    for entry in entries {
        let name = entry.file_name();
        let pid = name.to_str().and_then(|name| {
            let (pid, _) = name.strip_prefix(prefix)?.split_once('-')?;
            Pid::from_raw(pid.parse().ok()?)
        });
        let is_left = pid.is_some_and(|pid| test_kill_process(pid) == Err(Errno::SRCH));
        // Not a link: what it points to is not ours to remove.
        if is_left && entry.file_type().is_ok_and(|it| it.is_dir()) {
            // What belongs to somebody else stays.
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;
    use std::process::{self, Command};

    use super::*;

    #[test]
    fn it_is_private_and_goes_with_its_guard() {
        let beside = tempfile::tempdir().expect("a folder");
        let folder = Folder::new(beside.path(), "test").expect("a folder");
        let path = folder.path().to_owned();
        let found = fs::metadata(&path).expect("a folder");
        assert_eq!(found.permissions().mode() & 0o777, 0o700);
        fs::write(path.join("a"), "b").expect("a file");
        drop(folder);
        assert!(!path.exists());
    }

    #[test]
    fn what_a_killed_process_left_goes_with_the_next_one_and_nothing_else() {
        let beside = tempfile::tempdir().expect("a folder");
        let mut gone = Command::new("true").spawn().expect("a process");
        gone.wait().expect("an end");
        let [left, running, other, stranger] = [
            format!("quarterdeck-test-{}-0", gone.id()),
            format!("quarterdeck-test-{}-0", process::id()),
            "quarterdeck-test-of-mine".to_owned(),
            format!("quarterdeck-else-{}-0", gone.id()),
        ]
        .map(|name| beside.path().join(name));
        for folder in [&left, &running, &other, &stranger] {
            fs::create_dir(folder).expect("a folder");
            fs::write(folder.join("a"), "b").expect("a file");
        }
        drop(Folder::new(beside.path(), "test").expect("a folder"));
        assert!(!left.exists() && running.exists() && other.exists() && stranger.exists());
    }
}
