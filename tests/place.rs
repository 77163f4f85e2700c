//! Where a store lies: private from its birth on, made private again, and refused in words where it cannot work.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};

use quarterdeck::service::{Error, Service};
use quarterdeck::store;
use quarterdeck::store::sql::Statement;

use crate::fixtures::{House, add_rep, clock};

fn mode(path: &Path) -> u32 {
    let found = fs::metadata(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    found.permissions().mode() & 0o777
}

#[test]
fn a_store_is_born_private_and_so_are_the_files_beside_it() {
    let mut house = House::new();
    house.done("Ann", &add_rep("Cleo", None));
    let path = house.path();
    assert_eq!(mode(path.parent().expect("a folder")), 0o700);
    for beside in ["", "-wal", "-shm"] {
        let mut name = path.clone().into_os_string();
        name.push(beside);
        assert_eq!(mode(Path::new(&name)), 0o600, "{beside}");
    }
}

#[test]
fn a_store_that_others_can_read_is_taken_from_them() {
    let mut house = House::new();
    house.done("Ann", &add_rep("Cleo", None));
    let path = house.path();
    let named = |end: &str| {
        let mut name = path.clone().into_os_string();
        name.push(end);
        PathBuf::from(name)
    };
    for end in ["", "-wal", "-shm"] {
        let open = fs::Permissions::from_mode(0o644);
        fs::set_permissions(named(end), open).expect("my file");
    }
    drop(Service::open(&path, clock()).expect("a store"));
    for end in ["", "-wal", "-shm"] {
        assert_eq!(mode(&named(end)), 0o600, "{end}");
    }
}

#[test]
fn a_store_that_cannot_be_written_or_opened_says_what_to_do() {
    let mut house = House::new();
    let pragma = Statement::new("PRAGMA query_only = ON");
    house.db().run(&pragma).expect("read-only");
    let told = house.run("Ann", &add_rep("Cleo", None));
    let is_read_only = |error: &store::Error| matches!(error, store::Error::Unsuitable { path, detail: "read-only" } if *path == house.path());
    assert!(
        matches!(&told, Err(Error::Store(error)) if is_read_only(error)),
        "{told:?}"
    );
}

#[test]
fn a_folder_behind_a_link_is_as_good_as_any() {
    let house = House::new();
    let link = house.path().with_file_name("link");
    symlink(house.path().parent().expect("a folder"), &link).expect("a link");
    let opened = Service::open(&link.join("store.db"), clock());
    assert!(opened.is_ok(), "{:?}", opened.err());
}

#[test]
fn a_store_whose_log_was_half_moved_into_it_opens_by_its_log() {
    let mut house = House::new();
    house.done("Ann", &add_rep("Cleo", None));
    let path = house.path();
    let mut log = path.clone().into_os_string();
    log.push("-wal");
    let kept = fs::read(&log).expect("a log");
    drop(house.service);
    let whole = fs::read(&path).expect("a store");
    // The first page is in the file, the others were still to come when the process was killed.
    fs::write(&path, &whole[..4096]).expect("half a store");
    fs::write(&log, kept).expect("its log");
    let service = Service::open(&path, clock()).expect("a store");
    assert!(service.actor("Cleo").expect("an actor").rep_id.is_some());
}
