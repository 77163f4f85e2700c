//! The user's own editor for a long text: a file in a private folder, and the terminal lent until the editor ends.

use std::env;
use std::fs::{File, OpenOptions};
use std::io::{self, Read, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus};
use std::sync::mpsc::Sender;

use encoding_rs::WINDOWS_1252;

use super::event::Event;
use super::terminal::loan::Loan;
use super::terminal::{self, Screen};
use super::worker::{Input, Parked};
use crate::domain::message::Message;
use crate::folder::Folder;

/// Where the environment names an editor, the one for a screen first. There is no other: who does not name one may not
/// know how to leave it.
const VARIABLES: [&str; 2] = ["VISUAL", "EDITOR"];

/// What the folder is for, as its name says.
const PURPOSE: &str = "text";

/// The file in it: editors know a text by its extension.
const FILE: &str = "text.txt";

/// Bytes that are read of what an editor leaves: much more than a text may have, so that one that is too long can be
/// shortened.
const READ_MAX: u64 = 1024 * 1024;

/// Hands texts to the editor of the user.
pub(super) struct Editor {
    input: Input,
    events: Sender<Event>,
    running: Option<Running>,
}

/// An editor that has the terminal.
struct Running {
    /// What the user calls it.
    command: String,
    _parked: Parked,
}

impl Editor {
    /// None is running yet.
    pub(super) fn new(input: Input, events: Sender<Event>) -> Self {
        Self {
            input,
            events,
            running: None,
        }
    }

    /// Whether one has the terminal.
    pub(super) fn is_running(&self) -> bool {
        self.running.is_some()
    }

    /// Whether an event is none of the cockpit's: one that runs takes the terminal again by itself, and what was typed before
    /// it was there to read was meant for it.
    pub(super) fn keeps_away(&self, event: &Event) -> bool {
        let is_its_own = matches!(
            event,
            Event::Key(_) | Event::Mouse(_) | Event::Paste(_) | Event::Resume
        );
        self.is_running() && is_its_own
    }

    /// Lends the terminal to the user's editor, with a text in it. What comes of it is an event, also if there is none.
    pub(super) fn open(&mut self, text: String, screen: &mut Screen) -> io::Result<()> {
        let Some(command) = named() else {
            let _ = self.events.send(Event::NoEditor(text));
            return Ok(());
        };
        match self.start(&command, &text) {
            Ok(parked) => {
                self.running = Some(Running {
                    command,
                    _parked: parked,
                });
                Ok(())
            }
            Err(error) => {
                let told = not_started(&command, &error);
                self.take_again(screen, Err(told))
            }
        }
    }

    fn start(&self, command: &str, text: &str) -> io::Result<Parked> {
        // As a shell splits it, but without one: some stay in between, and a signal would not reach the editor.
        let parts = shell_words::split(command).map_err(io::Error::other)?;
        let (program, arguments) = parts.split_first().ok_or(io::ErrorKind::NotFound)?;
        let folder = folder()?;
        let file = folder.path().join(FILE);
        write(&file, text)?;
        let parked = self.input.park()?;
        let mut program = Command::new(program);
        program.args(arguments).arg(file);
        terminal::lend(|| Loan::start(&mut program, folder))?;
        Ok(parked)
    }

    /// Takes the terminal again if the editor has ended, and hands on what it left.
    pub(super) fn close(&mut self, screen: &mut Screen) -> io::Result<()> {
        let Some((status, folder)) = terminal::end_loan()? else {
            return Ok(());
        };
        // The input thread reads again when the terminal is ours.
        let running = self.running.take();
        let command = running.as_ref().map_or("", |running| &running.command);
        let text = read(command, status, &folder.path().join(FILE));
        self.take_again(screen, text)
    }

    fn take_again(&self, screen: &mut Screen, text: Result<String, Message>) -> io::Result<()> {
        let size = screen.resume()?;
        for event in [Event::Resize(size), Event::Edited(text)] {
            let _ = self.events.send(event);
        }
        Ok(())
    }
}

/// The command of the user's editor, if the environment names one.
fn named() -> Option<String> {
    let mut values = VARIABLES.iter().filter_map(|name| env::var(name).ok());
    values.find(|command| !command.trim().is_empty())
}

/// A folder in memory, where there is one for the user alone, else among the temporary ones.
fn folder() -> io::Result<Folder> {
    let own = env::var_os("XDG_RUNTIME_DIR").map(PathBuf::from);
    let own = own.filter(|path| path.is_absolute());
    let made = own.and_then(|path| Folder::new(&path, PURPOSE).ok());
    made.map_or_else(|| Folder::new(&env::temp_dir(), PURPOSE), Ok)
}

fn write(path: &Path, text: &str) -> io::Result<()> {
    let mut file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path)?;
    file.write_all(text.as_bytes())?;
    if !text.is_empty() {
        file.write_all(b"\n")?;
    }
    Ok(())
}

/// What an editor left, if it ended as one that means it.
fn read(command: &str, status: ExitStatus, path: &Path) -> Result<String, Message> {
    let failed = |key| Message::new(key).with("editor", command);
    if let Some(number) = status.signal() {
        return Err(failed("editor-killed").with("signal", i64::from(number)));
    }
    if let Some(code @ 1..) = status.code() {
        return Err(failed("editor-failed").with("code", i64::from(code)));
    }
    let mut bytes = Vec::new();
    let read = File::open(path).and_then(|file| file.take(READ_MAX + 1).read_to_end(&mut bytes));
    match read {
        Err(error) => Err(failed("editor-no-text").with("detail", error.to_string())),
        Ok(_) if bytes.len() as u64 > READ_MAX => Err(failed("editor-too-much")),
        Ok(_) => Ok(decode(bytes)),
    }
}

/// A text as an editor of these days writes it, or as an old one does: nothing of it is lost.
fn decode(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes)
        .unwrap_or_else(|error| WINDOWS_1252.decode(error.as_bytes()).0.into_owned())
}

fn not_started(command: &str, error: &io::Error) -> Message {
    Message::new("editor-not-started")
        .with("editor", command)
        .with("detail", error.to_string())
}
