//! Where a store lies: a private file on a disk of this machine, or it is refused before SQLite sees it.

use std::fs::{DirBuilder, OpenOptions, Permissions};
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

use crate::store::{Error, Result};

/// File systems that other machines write to as well, or that a program serves: SQLite's locks and its shared memory
/// are not kept there, and two programs can damage a store. NFS, CIFS, SMB2, FUSE, 9p (`statfs(2)`).
const NETWORK: &[u32] = &[0x6969, 0xff53_4d42, 0xfe53_4d42, 0x6573_5546, 0x0102_1997];

/// What SQLite keeps beside a file. Nobody writes to the file without one of the first two.
const SIDECARS: &[&str] = &["-wal", "-journal", "-shm"];

/// Creates the folder 0700 and the file 0600 before SQLite sees them: its sidecars take the file's mode.
pub(super) fn prepare(path: &Path) -> Result<()> {
    let io = |source| Error::Io {
        path: path.to_owned(),
        source,
    };
    let unsuitable = |detail| Error::Unsuitable {
        path: path.to_owned(),
        detail,
    };
    if is_on_network(path) {
        return Err(unsuitable("network-file-system"));
    }
    if let Some(folder) = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
    {
        DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(folder)
            .map_err(io)?;
    }
    match std::fs::symlink_metadata(path) {
        Ok(found) if found.is_symlink() => Err(unsuitable("symlink")),
        Ok(found) if !found.is_file() => Err(unsuitable("not-a-file")),
        Ok(found) if found.uid() != rustix::process::geteuid().as_raw() => {
            Err(unsuitable("foreign-owner"))
        }
        Ok(found) if found.permissions().mode() & 0o022 != 0 => {
            Err(unsuitable("writable-by-others"))
        }
        Ok(_) => tighten(path).map_err(io),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            match OpenOptions::new()
                .write(true)
                .create_new(true)
                .mode(0o600)
                .open(path)
            {
                // Another first start won the race: both go on with the same file.
                Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => Ok(()),
                other => other.map(|_| ()).map_err(io),
            }
        }
        Err(error) => Err(io(error)),
    }
}

/// Takes the right to read it from everyone else, for a file that was copied here with an open umask, and for what
/// lies beside it. By name and not through a handle: to close one would drop the locks of this process on the file.
fn tighten(path: &Path) -> std::io::Result<()> {
    let beside = SIDECARS.iter().map(|end| sidecar(path, end));
    for name in std::iter::once(path.to_owned()).chain(beside) {
        // What is not there, or goes while we look, can be read by nobody.
        let is_open = std::fs::symlink_metadata(&name)
            .is_ok_and(|it| it.is_file() && it.permissions().mode() & 0o077 != 0);
        if is_open
            && let Err(error) = std::fs::set_permissions(&name, Permissions::from_mode(0o600))
            && error.kind() != std::io::ErrorKind::NotFound
        {
            return Err(error);
        }
    }
    Ok(())
}

/// Whether SQLite keeps a journal of the file beside it: nobody writes to it without one.
pub(super) fn has_journal(path: &Path) -> bool {
    SIDECARS
        .iter()
        .take(2)
        .any(|end| sidecar(path, end).exists())
}

fn sidecar(path: &Path, end: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(end);
    name.into()
}

/// Whether a path, or the folder it would be in, is on a file system of another machine.
#[cfg(target_os = "linux")]
fn is_on_network(path: &Path) -> bool {
    let here = |it: &Path| it.as_os_str().is_empty();
    let found = path.ancestors().find_map(|it| {
        let it = if here(it) { Path::new(".") } else { it };
        rustix::fs::statfs(it).ok()
    });
    found.is_some_and(|it| u32::try_from(it.f_type).is_ok_and(is_network))
}

/// Elsewhere file systems have no such numbers.
#[cfg(not(target_os = "linux"))]
fn is_on_network(_path: &Path) -> bool {
    false
}

fn is_network(kind: u32) -> bool {
    NETWORK.contains(&kind)
}

/// The same file by the real path of its folder.
pub(super) fn resolved(path: &Path) -> Result<PathBuf> {
    let folder = path.parent().filter(|it| !it.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    let io = |source| Error::Io {
        path: folder.to_owned(),
        source,
    };
    let folder = folder.canonicalize().map_err(io)?;
    Ok(folder.join(path.file_name().unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn file_systems_of_other_machines_are_known_by_their_numbers() {
        let local = [0xef53, 0x5846_5342, 0x9123_683e, 0x0102_1994, 0x2fc1_2fc1];
        for kind in local {
            assert!(!is_network(kind), "{kind:x}");
        }
        for kind in [0x6969, 0xff53_4d42, 0xfe53_4d42, 0x6573_5546, 0x0102_1997] {
            assert!(is_network(kind), "{kind:x}");
        }
    }

    #[test]
    fn a_path_of_which_nothing_is_there_yet_is_looked_up_where_it_begins() {
        for path in ["store.db", "nowhere/at/all/store.db", "/nowhere/store.db"] {
            assert!(!is_on_network(Path::new(path)), "{path}");
        }
    }
}
