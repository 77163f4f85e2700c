//! `quarterdeck demo`: the cockpit on a sample team that nobody keeps.

use std::io;
use std::ops::ControlFlow;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::clock::Clock;
use crate::domain::sample::{COMPANY, LEAD, Request, Scale};
use crate::folder::Folder;
use crate::i18n::Words;
use crate::service::exchange::import::Progress;
use crate::service::{self, Service};

use super::config::Own;
use super::generate::{SEED, today};
use super::progress::Bar;
use super::{Error, Result, Session, code};

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
        is_named: true,
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

/// A place for one store that goes with the value.
pub struct TempStore {
    folder: Folder,
}

impl TempStore {
    fn new(beside: &Path) -> io::Result<Self> {
        let folder = Folder::new(beside, "demo")?;
        Ok(Self { folder })
    }

    /// The file of the store; a cockpit shows its name.
    pub fn path(&self) -> PathBuf {
        self.folder.path().join([COMPANY, ".db"].concat())
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
        let found = std::fs::metadata(store.path()).expect("a file");
        assert_eq!(found.permissions().mode() & 0o777, 0o600);
        let path = store.path();
        drop((service, store));
        assert!(!path.exists());
    }
}
