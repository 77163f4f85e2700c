//! The command line: arguments in, words or JSON out, an exit code at the end.
//!
//! Standard output carries data only; everything else goes to standard error.

mod access;
mod args;
mod change;
mod config;
mod demo;
mod export;
mod file;
mod generate;
mod handoff;
mod import;
mod limit;
mod list;
mod log;
mod manual;
mod output;
mod progress;
mod report;
mod show;
mod split;
mod team;
mod week;

use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;

use clap::ArgMatches;
use clap::parser::ValueSource;

use crate::clock::{self, Clock};
use crate::config::{ConfigError, State, store_path};
use crate::domain::calendar::Day;
use crate::domain::command::Actor;
use crate::domain::id::{RepId, TeamId};
use crate::domain::message::Message;
use crate::domain::money::Currency;
use crate::domain::record::Kind;
use crate::domain::text::{Escaped, is_hostile};
use crate::domain::typed::when::{read_day, read_past_day};
use crate::domain::typed::{Here, TypedFault};
use crate::i18n::{Words, is_language, languages};
use crate::service::error::ErrorKind;
use crate::service::query::Who;
use crate::service::{self, Service};
use crate::tui::{self, Cockpit, Ended, Introduction};

use self::config::Own;

/// Exit codes, as the design lists them.
mod code {
    /// Done.
    pub const DONE: u8 = 0;
    /// A rule, rejected rows or files, something that was not found.
    pub const REFUSED: u8 = 1;
    /// Wrong usage.
    pub const USAGE: u8 = 2;
    /// Busy, conflict, unavailable.
    pub const UNAVAILABLE: u8 = 3;
    /// The store is damaged, foreign or newer.
    pub const STORE: u8 = 4;
    /// Ended by a signal of number n: this + n.
    pub const SIGNAL: u8 = 128;
}

/// Why a subcommand ends early.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A use case failed.
    #[error(transparent)]
    Service(#[from] service::Error),
    /// The user's configuration cannot be used.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// An argument does not say what it should.
    #[error("usage: {0:?}")]
    Usage(Message),
    /// Output could not be written.
    #[error("output: {0}")]
    Output(#[from] io::Error),
}

impl From<crate::domain::refusal::Refusal> for Error {
    fn from(refusal: crate::domain::refusal::Refusal) -> Self {
        Self::Service(refusal.into())
    }
}

impl Error {
    fn message(&self) -> Message {
        match self {
            Self::Service(error) => error.message(),
            Self::Config(error) => Message::new("error-config")
                .with("path", error.path.display().to_string())
                .with("detail", error.detail.as_str()),
            Self::Usage(message) => message.clone(),
            Self::Output(error) => Message::new("error-output").with("detail", error.to_string()),
        }
    }

    fn exit_code(&self) -> u8 {
        match self {
            Self::Service(error) => match error.kind() {
                ErrorKind::Refused => code::REFUSED,
                ErrorKind::Unavailable => code::UNAVAILABLE,
                ErrorKind::Store => code::STORE,
            },
            Self::Config(_) | Self::Usage(_) => code::USAGE,
            Self::Output(_) => code::UNAVAILABLE,
        }
    }
}

/// The result of a subcommand: its exit code.
type Result<T> = std::result::Result<T, Error>;

/// What every subcommand has at hand.
struct Session<'w> {
    words: &'w Words,
    own: &'w Own,
    service: Service,
    actor: Actor,
    /// Whether somebody said who acts.
    is_named: bool,
    store: PathBuf,
    /// Whether nothing of it is kept.
    is_demo: bool,
    /// Whether the cockpit begins as if it had never been open.
    is_fresh: bool,
}

/// What the user typed and configured.
struct Invocation<'w> {
    matches: &'w ArgMatches,
    own: &'w Own,
    words: &'w Words,
}

/// Runs the program with these arguments and says how it ended.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> u8 {
    let own = Own::load();
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let named = args::lang(&arguments);
    let known = named.as_deref().filter(|tag| is_language(tag));
    let variable = std::env::var(args::LANG).ok().filter(|tag| !tag.is_empty());
    let chosen = known.or(variable.as_deref()).or(own.language());
    let words = own.preferences.naming(Words::for_user(chosen));
    let matches = match args::command(&words).try_get_matches_from(&arguments) {
        Ok(matches) => matches,
        Err(usage) => return told_usage(&usage, &arguments),
    };
    // The word does what the option of this name does.
    if let Some(matches) = matches.subcommand_matches("help") {
        let of = matches.get_many::<String>("command").into_iter().flatten();
        let help = ["quarterdeck".into()]
            .into_iter()
            .chain(of.map(OsString::from));
        let help = help.chain(["--help".into()]);
        if let Err(usage) = args::command(&words).try_get_matches_from(help) {
            return told_usage(&usage, &arguments);
        }
    }
    let invocation = Invocation {
        matches: &matches,
        own: &own,
        words: &words,
    };
    let outcome = match check_language(named.as_deref()) {
        Err(error) => Err(error),
        Ok(()) => invocation.carry_out(),
    };
    match outcome {
        Ok(code) => code,
        Err(Error::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => code::DONE,
        Err(error) => {
            // With standard error gone as well there is nobody left to tell.
            let _ = writeln!(io::stderr(), "{}", words.say(&error.message()));
            error.exit_code()
        }
    }
}

/// Refuses a language that nobody translated, where an argument asks for it.
fn check_language(named: Option<&str>) -> Result<()> {
    let Some(tag) = named.filter(|tag| !is_language(tag)) else {
        return Ok(());
    };
    let refused = Message::new("error-language")
        .with("value", tag)
        .with("languages", languages().collect::<Vec<_>>().join(", "));
    Err(Error::Usage(refused))
}

/// Says what clap has to say. Help and version are no mistakes; clap knows where each belongs. A closed pipe is nobody's
/// fault.
fn told_usage(usage: &clap::Error, arguments: &[OsString]) -> u8 {
    match say_usage(usage, arguments) {
        _ if usage.use_stderr() => code::USAGE,
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => code::UNAVAILABLE,
        _ => code::DONE,
    }
}

/// Says what clap has to say. It quotes arguments as they are: if one of them could drive the terminal, all is said
/// without colours and made safe.
fn say_usage(usage: &clap::Error, arguments: &[OsString]) -> io::Result<()> {
    let is_hostile = |argument: &OsString| argument.to_string_lossy().contains(is_hostile);
    if !usage.use_stderr() || !arguments.iter().any(is_hostile) {
        return usage.print();
    }
    let said = usage.render().to_string();
    said.lines()
        .try_for_each(|line| writeln!(io::stderr(), "{}", Escaped(line)))
}

impl<'w> Invocation<'w> {
    fn carry_out(&self) -> Result<u8> {
        match self.matches.subcommand() {
            Some(("completions", matches)) => manual::completions(self.words, matches),
            Some(("man", _)) => manual::man(self.words),
            Some(("config", matches)) => config::run(self.own, self.words, matches),
            _ => self.work(),
        }
    }

    fn work(&self) -> Result<u8> {
        // The cockpit says what is wrong where it is seen.
        if !self.is_cockpit() {
            // Who acts stands in it as well: a script does nothing under a name that is not meant.
            if let Some(unreadable) = &self.own.unreadable {
                return Err(unreadable.clone().into());
            }
            if let Some(problem) = self.own.problem(self.words) {
                writeln!(io::stderr(), "{}", self.words.say(&problem))?;
            }
        }
        match self.matches.subcommand() {
            Some(("demo", _)) => demo::run(self.words, self.own, self.named()),
            Some(("generate", matches)) => generate::run(self, matches),
            _ => self.session(self.store()?)?.dispatch(self.matches),
        }
    }

    /// Whether it opens the cockpit, before somebody.
    fn is_cockpit(&self) -> bool {
        is_seen() && matches!(self.matches.subcommand(), None | Some(("demo", _)))
    }

    /// The file of the team's data.
    fn store(&self) -> Result<PathBuf> {
        let named = self.matches.get_one::<PathBuf>("store").cloned();
        let no_home = || Error::Usage(Message::new("error-no-home"));
        named.or_else(store_path).ok_or_else(no_home)
    }

    /// The name that was given to whoever acts.
    fn named(&self) -> Option<String> {
        // A variable that is set to nothing names nobody; an argument that does is a mistake.
        let is_argument = self.matches.value_source("as") == Some(ValueSource::CommandLine);
        self.matches
            .get_one::<String>("as")
            .filter(|name| is_argument || !name.is_empty())
            .cloned()
    }

    /// Who acts where nobody said it: whoever is logged in.
    fn login(&self) -> String {
        let login = std::env::var("USER").ok().filter(|name| !name.is_empty());
        login.unwrap_or_else(|| self.words.text("actor-unknown"))
    }

    /// Whether it adds somebody to the team.
    fn adds_rep(&self) -> bool {
        let adds = self.matches.subcommand_matches("add");
        adds.and_then(ArgMatches::subcommand_name) == Some("rep")
    }

    /// Opens the store in a file.
    fn session(&self, store: PathBuf) -> Result<Session<'w>> {
        let service = Service::open(&store, Clock::System)?;
        let me = self.own.config.me.as_ref().map(|me| me.name.clone());
        let given = self.named().or_else(|| me.filter(|name| !name.is_empty()));
        let actor = match &given {
            None => service.actor(&self.login())?,
            // The cockpit asks who it is, and whoever is new has to be added first.
            Some(name) if self.is_cockpit() || self.adds_rep() => {
                let member = service.member(name);
                member.or_else(|_| service.actor(name))?
            }
            Some(name) => service.member(name)?,
        };
        // What is hidden from them the cockpit's reader looks up with its first question, beside the first frame.
        if self.is_cockpit() {
            service.is_there(&actor)?;
        } else {
            service.look_as(&actor)?;
        }
        Ok(Session {
            words: self.words,
            own: self.own,
            service,
            actor,
            is_named: given.is_some(),
            store,
            is_demo: false,
            is_fresh: self.matches.get_flag("fresh"),
        })
    }
}

impl Session<'_> {
    fn dispatch(mut self, matches: &ArgMatches) -> Result<u8> {
        match matches.subcommand() {
            Some(("import", matches)) => import::run(&mut self, matches),
            Some(("report", matches)) => report::run(&self, matches),
            Some(("add" | "delete" | "move" | "won" | "lost" | "set" | "undo" | "redo", _)) => {
                change::run(&mut self, matches)
            }
            Some(("take", matches)) => handoff::take(&mut self, matches),
            Some(("return", matches)) => handoff::give_back(&mut self, matches),
            Some(("split", matches)) => split::run(&mut self, matches),
            Some(("week", matches)) => week::run(&mut self, matches),
            Some(("done", matches)) => week::finish(&mut self, matches),
            Some(("list", matches)) => list::run(&self, matches),
            Some(("log", matches)) => log::run(&self, matches),
            Some(("export", matches)) => export::run(&self, matches),
            Some(("show", matches)) => show::run(&self, matches),
            Some(("access", matches)) => access::run(&self, matches),
            Some(("who", matches)) => team::who(&self, matches),
            Some(("assign", matches)) => team::assign(&mut self, matches),
            _ => self.look(),
        }
    }

    /// The cockpit on a terminal, an overview elsewhere.
    fn look(self) -> Result<u8> {
        if !is_seen() {
            return report::overview(&self);
        }
        let words = self.words;
        match self.cockpit()? {
            Ended::Quit => Ok(code::DONE),
            Ended::Sample => Err(demo::begin_anew(words).into()),
            Ended::Interrupted => Ok(code::SIGNAL + 2),
            Ended::Signal(number) => {
                Ok(code::SIGNAL.saturating_add(u8::try_from(number).unwrap_or(0)))
            }
        }
    }

    /// Opens the cockpit; what it writes goes through a connection of its own.
    fn cockpit(self) -> Result<Ended> {
        let today = self.service.today()?;
        let label = self.store.file_stem().unwrap_or_default();
        let path = self.store.clone();
        // What nobody keeps has nothing to go on with.
        let state = State::of(&path).filter(|_| !self.is_demo);
        let introduction = self.introduction();
        Ok(tui::run(Cockpit {
            words: self.words,
            service: self.service,
            open: Box::new(move || Service::open(&path, Clock::System)),
            actor: self.actor,
            introduction,
            today,
            store: label.to_string_lossy().into_owned(),
            is_demo: self.is_demo,
            preferences: self.own.preferences.clone(),
            problem: self.own.problem(self.words),
            zone: clock::machine_zone(),
            state,
            is_fresh: self.is_fresh,
        })?)
    }

    /// How whoever acts said who they are.
    fn introduction(&self) -> Option<Introduction> {
        let unreadable = self.own.unreadable.as_ref();
        match (self.is_named, unreadable) {
            (true, _) => Some(Introduction::Given),
            (false, Some(_)) => Some(Introduction::Unreadable),
            (false, None) => None,
        }
    }

    /// Today, or the day that `--today` names.
    fn today(&self, matches: &ArgMatches) -> Result<Day> {
        match matches.get_one::<String>("today") {
            None => Ok(self.service.today()?),
            Some(text) => day(text),
        }
    }

    /// A day as people type it: `2026-11-01`, `yesterday`, `mon`.
    fn typed_day(&self, text: &str) -> Result<Day> {
        let mistake = || Error::Usage(Message::new("error-day").with("value", text));
        let read = read_day(text, &self.here(None)?);
        read.ok().flatten().ok_or_else(mistake)
    }

    /// The Monday of the week that is named: `2026-W47`, `this`, `last`, `next`, or a day of it. Without a name it is this
    /// one.
    fn week(&self, named: Option<&String>, today: Day) -> Result<Day> {
        let Some(text) = named.map(|text| text.trim()) else {
            return Ok(today.monday());
        };
        let period = [text, "-week"].concat();
        let period = match self.service.period(&period, today)? {
            Some(period) => Some(period),
            None => self.service.period(text, today)?,
        };
        let start = period.and_then(|it| it.start);
        let of_week = start.filter(|it| *it == it.monday() && it.is_storable());
        match of_week {
            Some(monday) => Ok(monday),
            None => Ok(self.typed_day(text)?.monday()),
        }
    }

    /// Whoever `--rep` names, else whoever acts.
    fn rep_or_me(&self, matches: &ArgMatches) -> Result<RepId> {
        match matches.get_one::<String>("whose") {
            Some(name) => Ok(RepId(self.meant(Kind::Rep, name)?)),
            None => self.actor.rep_id.ok_or_else(|| {
                Error::Usage(Message::new("error-whose").with("name", self.actor.name.as_str()))
            }),
        }
    }

    /// A day that somebody typed on this day, to look back to.
    fn typed_past_day(&self, text: &str, today: Day) -> Result<Day> {
        let mistake = || Message::new("error-day").with("value", text);
        let here = Here {
            today,
            ..self.here(None)?
        };
        let day = match read_past_day(text, &here) {
            Err(ahead @ TypedFault::Ahead { .. }) => Err(ahead.message()),
            read => read.ok().flatten().ok_or_else(mistake),
        };
        day.map_err(Error::Usage)
    }

    /// The record of a kind that is meant by a name, or by a part of one.
    fn meant(&self, kind: Kind, reference: &str) -> Result<i64> {
        Ok(self.service.meant(&self.actor, kind, reference)?)
    }

    /// What the reading of something typed depends on.
    fn here(&self, currency: Option<Currency>) -> Result<Here> {
        let (today, fiscal_month) = (self.service.today()?, self.service.fiscal_month()?);
        Ok(self.words.here(today, fiscal_month, currency))
    }

    /// Whose results are asked for.
    fn who(&self, matches: &ArgMatches) -> Result<Who> {
        let rep_id = matches
            .get_one::<String>("rep")
            .map(|name| self.meant(Kind::Rep, name).map(RepId))
            .transpose()?;
        let team_id = matches
            .get_one::<String>("team")
            .map(|name| self.meant(Kind::Team, name).map(TeamId))
            .transpose()?;
        Ok(Who { rep_id, team_id })
    }

    /// Writes a line of words to standard error.
    fn tell(&self, message: &Message) -> Result<()> {
        Ok(writeln!(io::stderr(), "{}", self.words.say(message))?)
    }
}

/// Whether somebody sits at a terminal and sees what is shown.
fn is_seen() -> bool {
    io::stdout().is_terminal() && io::stdin().is_terminal()
}

/// A day on the command line: `YYYY-MM-DD`.
fn day(text: &str) -> Result<Day> {
    let mistake = || Error::Usage(Message::new("error-day").with("value", text));
    Day::from_iso(text)
        .filter(|day| day.is_storable())
        .ok_or_else(mistake)
}
