//! `quarterdeck config`: what is the user's own, where it stands, and what is wrong with it.

use std::env;
use std::fmt::Write as _;

use clap::ArgMatches;

use crate::config::{self, Config, ConfigError, Mistake};
use crate::domain::message::Message;
use crate::domain::text::Escaped;
use crate::i18n::{Words, is_language};
use crate::tui::Preferences;

use super::output::print;
use super::{Error, Result, code};

/// What is the user's own, as the configuration says it.
#[derive(Default)]
pub struct Own {
    /// What it says.
    pub config: Config,
    /// What that means to the cockpit.
    pub preferences: Preferences,
    /// What is wrong in it and left out.
    pub mistakes: Vec<Mistake>,
    /// Why all of it is left out.
    pub unreadable: Option<ConfigError>,
}

impl Own {
    /// Reads it. A file that cannot be read as one is left out whole.
    pub fn load() -> Self {
        let (read, unreadable) = match Config::load() {
            Ok(read) => (read, None),
            Err(error) => (Default::default(), Some(error)),
        };
        let (config, mut mistakes) = read;
        let (preferences, unknown) = Preferences::of(&config, |name| env::var(name).ok());
        mistakes.extend(unknown);
        mistakes.sort_by_key(|mistake| mistake.line);
        Self {
            config,
            preferences,
            mistakes,
            unreadable,
        }
    }

    /// The language it chooses, if there is one like that.
    pub fn language(&self) -> Option<&str> {
        let named = self
            .config
            .language
            .as_ref()
            .map(|named| named.name.as_str());
        named.filter(|tag| is_language(tag))
    }

    /// The first thing that is wrong, and where to see the rest.
    pub fn problem(&self, words: &Words) -> Option<Message> {
        if let Some(ConfigError { detail, .. }) = &self.unreadable {
            return Some(Message::new("config-unreadable").with("detail", detail.as_str()));
        }
        let first = self.mistakes.first()?;
        let more = self.mistakes.len() - 1;
        let key = if more == 0 {
            "config-problem"
        } else {
            "config-problems"
        };
        let problem = Message::new(key)
            .with("line", first.line.to_string())
            .with("what", words.say(&first.what));
        Some(problem.with("more", more))
    }
}

/// Checks it, says where it is, or describes the one that is shipped.
pub fn run(own: &Own, words: &Words, matches: &ArgMatches) -> Result<u8> {
    let path = config::path().ok_or_else(|| Error::Usage(Message::new("error-no-home")))?;
    let path = path.display().to_string();
    match matches.subcommand_name() {
        Some("check") => check(own, words, &path),
        Some("path") => {
            print(&format!("{}\n", Escaped(&path)))?;
            Ok(code::DONE)
        }
        _ => {
            print(&Preferences::shipped(words))?;
            Ok(code::DONE)
        }
    }
}

fn check(own: &Own, words: &Words, path: &str) -> Result<u8> {
    if let Some(error) = &own.unreadable {
        let error = Error::Config(error.clone());
        print(&format!("{}\n", words.say(&error.message())))?;
        return Ok(code::REFUSED);
    }
    if own.mistakes.is_empty() {
        let fine = Message::new("config-fine").with("path", path);
        print(&format!("{}\n", words.say(&fine)))?;
        return Ok(code::DONE);
    }
    let mut found = String::new();
    for Mistake { line, what, remedy } in &own.mistakes {
        let mistake = Message::new("config-mistake")
            .with("path", path)
            .with("line", line.to_string())
            .with("what", words.say(what))
            .with("remedy", words.say(remedy));
        // A string takes whatever is written to it.
        let _ = writeln!(found, "{}", words.say(&mistake));
    }
    print(&found)?;
    Ok(code::REFUSED)
}
