//! `quarterdeck generate`: a sample team in a file, as large as it is wanted.

use std::ffi::OsString;
use std::fs::OpenOptions;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use clap::ArgMatches;

use crate::clock::Clock;
use crate::domain::calendar::Day;
use crate::domain::message::Message;
use crate::domain::refusal::Refusal;
use crate::domain::sample::{self, Request, Scale};
use crate::service;

use super::progress::Bar;
use super::{Error, Invocation, Result, code, day};

/// The seed of the sample that everyone knows.
pub const SEED: u64 = 1;

pub fn run(invocation: &Invocation<'_>, matches: &ArgMatches) -> Result<u8> {
    let path = matches
        .get_one::<PathBuf>("file")
        .cloned()
        .unwrap_or_default();
    let request = Request {
        today: match matches.get_one::<String>("sample-day") {
            Some(text) => day(text)?,
            None => today(Clock::System),
        },
        seed: matches.get_one("seed").copied().unwrap_or(SEED),
        scale: match matches.get_one::<String>("scale") {
            Some(text) => scale(text)?,
            None => Scale::default(),
        },
    };
    // From before there is a file, signals stop the work instead of the program. The file goes, if it does, after the
    // store is closed: locals are dropped in reverse.
    let bar = Bar::new(Bar::ENDING)?;
    let mut file = NewFile::at(&path);
    let mut session = invocation.session(path.clone())?;
    let made = session
        .service
        .generate(&session.actor, &request, &mut |at| bar.show(at));
    bar.clear();
    match (made, bar.signal()) {
        (Ok(_), _) => {
            file.keep();
            let path = path.display().to_string();
            session.tell(&Message::new("generated").with("path", path))?;
            Ok(code::DONE)
        }
        (Err(error @ service::Error::Cancelled), Some(signal)) => {
            session.tell(&error.message())?;
            Ok(code::SIGNAL.saturating_add(signal))
        }
        (Err(error), _) => {
            // Somebody else made it theirs in the meantime.
            if matches!(error, service::Error::Refused(Refusal::NotEmpty)) {
                file.keep();
            }
            Err(error.into())
        }
    }
}

/// Today where the sample team is.
pub fn today(clock: Clock) -> Day {
    let now = clock.now();
    sample::time_zone().map_or_else(|| clock.machine_day(now), |zone| zone.day_at(now))
}

/// `reps=300,deals=1000000,activities=5000000`, or some of it in any order.
fn scale(text: &str) -> Result<Scale> {
    let bad = || Error::Usage(Message::new("error-scale").with("value", text));
    let mut scale = Scale::default();
    for part in text.split(',') {
        let (what, number) = part.split_once('=').ok_or_else(bad)?;
        let slot = match what.trim() {
            "reps" => &mut scale.reps,
            "deals" => &mut scale.deals,
            "activities" => &mut scale.activities,
            _ => return Err(bad()),
        };
        let number = number.trim().parse().ok();
        let number = number.filter(|number| *number <= Scale::MAX);
        if slot.replace(number.ok_or_else(bad)?).is_some() {
            return Err(bad());
        }
    }
    Ok(scale)
}

/// A file that was not there before. It goes again with what SQLite keeps beside it, unless it is kept.
struct NewFile<'p> {
    path: Option<&'p Path>,
}

impl<'p> NewFile<'p> {
    /// Makes the file, private and empty. One that is there already, or cannot be made, is for the store to judge.
    fn at(path: &'p Path) -> Self {
        let made = OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(path);
        Self {
            path: made.is_ok().then_some(path),
        }
    }

    fn keep(&mut self) {
        self.path = None;
    }
}

impl Drop for NewFile<'_> {
    fn drop(&mut self) {
        let Some(path) = self.path else { return };
        for end in ["", "-wal", "-shm"] {
            let mut name = OsString::from(path);
            name.push(end);
            // What is not there need not go.
            let _ = std::fs::remove_file(name);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scale_is_read_in_any_order_and_nothing_twice() {
        let whole = scale("deals=10, reps=3,activities=50").expect("a scale");
        let expected = Scale {
            reps: Some(3),
            deals: Some(10),
            activities: Some(50),
        };
        assert_eq!(whole, expected);
        assert_eq!(scale("deals=10").expect("a scale").reps, None);
        for text in [
            "",
            "deals",
            "deals=",
            "deals=-1",
            "deals=1e6",
            "deals=1,deals=2",
            "leads=3",
            "deals=100000001",
            "deals=1,",
        ] {
            assert!(matches!(scale(text), Err(Error::Usage(_))), "{text}");
        }
    }
}
