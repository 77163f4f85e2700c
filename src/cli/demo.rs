//! `quarterdeck demo`: the cockpit on a sample team that nobody keeps.

use std::fs::DirBuilder;
use std::io;
use std::ops::ControlFlow;
use std::os::unix::fs::DirBuilderExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use rustix::io::Errno;
use rustix::process::{Pid, test_kill_process};

use crate::clock::Clock;
use crate::domain::sample::{COMPANY, LEAD, Request, Scale};
use crate::i18n::Words;
use crate::service::exchange::import::Progress;
use crate::service::{self, Service};

use super::config::Own;
use super::generate::{SEED, today};
use super::progress::Bar;
use super::{Error, Result, Session, code};

/// How the names of the folders begin; the number of their process follows.
const PREFIX: &str = "quarterdeck-demo-";

/// Opens the sample team for whoever goes by this name, else for the lead of one of its teams.
pub fn run(words: &Words, own: &Own, named: Option<String>) -> Result<u8> {
    let bar = Bar::new(Bar::ENDING)?;
    let opened = open(words, Clock::System, &mut |at| bar.show(at));
    let signal = bar.signal();
    drop(bar);
    // The folder goes when all is over, whatever ends it.
    let (service, store) = match (opened, signal) {
        (Err(Error::Service(service::Error::Cancelled)), Some(signal)) => {
            return Ok(code::SIGNAL.saturating_add(signal));
        }
        (opened, _) => opened?,
    };
    // A name that the user goes by elsewhere is nobody's here.
    let named = named.map(|name| service.actor(&name)).transpose()?;
    let member = named.filter(|actor| actor.rep_id.is_some());
    let session = Session {
        words,
        own,
        actor: member.map_or_else(|| service.actor(LEAD), Ok)?,
        service,
        store: store.path(),
        is_demo: true,
        is_fresh: true,
    };
    session.look()
}

/// Makes this process the demo. It comes back only if that fails.
///
/// A cockpit leaves threads behind that wait for keys and signals: a second one in the same process would miss a key, and
/// a signal would end it before the store is gone.
pub fn begin_anew(words: &Words) -> io::Error {
    match std::env::current_exe() {
        Ok(program) => Command::new(program)
            .arg("demo")
            .env(super::args::LANG, words.tag())
            .exec(),
        Err(error) => error,
    }
}

/// A store with the sample team in a folder that goes with the guard. `progress` may stop it.
pub fn open(
    words: &Words,
    clock: Clock,
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<(Service, TempStore)> {
    let store = TempStore::new(&std::env::temp_dir())?;
    let mut service = Service::open(&store.path(), clock)?;
    // Not whoever looks at it: their undo must not take it away.
    let actor = service.actor(&words.text("actor-sample"))?;
    let request = Request {
        today: today(clock),
        seed: SEED,
        scale: Scale::default(),
    };
    service.generate(&actor, &request, progress)?;
    Ok((service, store))
}

/// A folder for one store that nobody else may enter. It goes with the value.
pub struct TempStore {
    folder: PathBuf,
}

impl TempStore {
    fn new(beside: &Path) -> io::Result<Self> {
        sweep(beside);
        let (pid, random) = (std::process::id(), fastrand::u64(..));
        let folder = beside.join(format!("{PREFIX}{pid}-{random:016x}"));
        // Not recursive: a folder that somebody else put there is refused.
        DirBuilder::new().mode(0o700).create(&folder)?;
        Ok(Self { folder })
    }

    /// The file of the store; a cockpit shows its name.
    pub fn path(&self) -> PathBuf {
        self.folder.join([COMPANY, ".db"].concat())
    }
}

impl Drop for TempStore {
    fn drop(&mut self) {
        // There is nobody left to tell, and what is in a temporary folder goes some day.
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// Takes away what demos left that were killed, or that a second signal ended before they could.
fn sweep(beside: &Path) {
    let entries = std::fs::read_dir(beside).into_iter().flatten().flatten();
    for entry in entries {
        let name = entry.file_name();
        let pid = name.to_str().and_then(|name| {
            let (pid, _) = name.strip_prefix(PREFIX)?.split_once('-')?;
            Pid::from_raw(pid.parse().ok()?)
        });
        let is_left = pid.is_some_and(|pid| test_kill_process(pid) == Err(Errno::SRCH));
        // Not a link: what it points to is not ours to remove.
        if is_left && entry.file_type().is_ok_and(|it| it.is_dir()) {
            // What belongs to somebody else stays.
            let _ = std::fs::remove_dir_all(entry.path());
        }
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn a_store_for_a_while_is_private_and_goes_with_its_guard() {
        let beside = tempfile::tempdir().expect("a folder");
        let store = TempStore::new(beside.path()).expect("a store");
        let service = Service::open(&store.path(), Clock::System).expect("a service");
        let mode = |path: &Path| {
            let found = std::fs::metadata(path).expect("a file");
            found.permissions().mode() & 0o777
        };
        assert_eq!(mode(&store.folder), 0o700);
        assert_eq!(mode(&store.path()), 0o600);
        let folder = store.folder.clone();
        drop((service, store));
        assert!(!folder.exists());
    }

    #[test]
    fn what_a_killed_demo_left_goes_with_the_next_one_and_nothing_else() {
        let beside = tempfile::tempdir().expect("a folder");
        let mut gone = Command::new("true").spawn().expect("a process");
        gone.wait().expect("an end");
        let [left, running, other] = [
            format!("{PREFIX}{}-0", gone.id()),
            format!("{PREFIX}{}-0", std::process::id()),
            format!("{PREFIX}of-mine"),
        ]
        .map(|name| beside.path().join(name));
        for folder in [&left, &running, &other] {
            std::fs::create_dir(folder).expect("a folder");
            std::fs::write(folder.join("a"), "b").expect("a file");
        }
        drop(TempStore::new(beside.path()).expect("a store"));
        assert!(!left.exists() && running.exists() && other.exists());
    }
}
