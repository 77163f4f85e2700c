//! The cockpit: key → Event → Action → `update` → Effect → a thread with the store → answer → `view`.
//!
//! `update` and `view` are pure; everything that touches a terminal, a thread or a clock is in this file, `reader`,
//! `writer`, `worker`, `editor` and `terminal`. The cockpit never waits for the store, and an idle one never draws.

pub mod action;
pub mod asked;
mod editor;
pub mod effect;
pub mod event;
pub mod files;
mod fuzzy;
pub mod job;
pub mod layer;
pub mod layout;
pub mod model;
pub mod pane;
mod reader;
pub mod scope;
mod terminal;
pub mod theme;
pub mod update;
pub mod view;
pub mod widget;
mod window;
mod worker;
mod writer;

use std::env;
use std::io;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, TryRecvError};
use std::time::Duration;

use crate::config::{Config, ConfigError};
use crate::domain::calendar::{Day, TimeZone};
use crate::domain::command::Actor;
use crate::domain::message::Message;
use crate::i18n::Words;
use crate::service::Service;
use editor::Editor;
use effect::Effect;
use event::Event;
use model::{Model, Opened, Setting};
use reader::Reader;
use terminal::background::{Asked, Late};
use terminal::{Options, Screen};
use theme::{Background, Depth, Theme};
use worker::Input;
use writer::Writer;

pub use model::Looks;
pub use theme::ThemeChoice;

/// What just happened is told for so long, unless it went wrong.
const TOAST: Duration = Duration::from_secs(4);

/// What the cockpit needs from outside.
pub struct Cockpit<'a> {
    /// The words of the user's language.
    pub words: &'a Words,
    /// Answers questions. It moves to a thread of its own.
    pub service: Service,
    /// Opens the store once more, for what writes.
    pub open: writer::Open,
    /// Who acts.
    pub actor: Actor,
    /// The day that "now" means.
    pub today: Day,
    /// What the store is called.
    pub store: String,
    /// Whether nothing that is done here is kept.
    pub is_demo: bool,
    /// What the user wants it to look like.
    pub looks: Looks,
    /// Where the machine stands, if it says so.
    pub zone: Option<TimeZone>,
}

/// How a session of the cockpit ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// The user left.
    Quit,
    /// The user wants to look at the sample team.
    Sample,
    /// Ctrl-C.
    Interrupted,
    /// A signal of this number asked for it.
    Signal(i32),
}

/// Runs the cockpit in the terminal until the user leaves. The terminal is as it was before on every way out.
pub fn run(cockpit: Cockpit<'_>) -> io::Result<Ended> {
    let words = cockpit.words;
    let (events, inbox) = mpsc::channel();
    worker::signals::watch(events.clone())?;
    let Looks { theme, mouse } = cockpit.looks;
    let (dresser, late) = Dresser::ask(theme);
    let mut theme = dresser.theme(theme);
    let mut screen = Screen::enter(Options { mouse })?;
    let input = Input::read(events.clone(), late);
    let mut editor = Editor::new(input, events.clone());
    let reader = Reader::start(cockpit.service, events.clone());
    let writer = Writer::start(cockpit.open, events.clone());

    let mut model = Model::new(Opened {
        size: screen.size()?,
        today: cockpit.today,
        actor: cockpit.actor,
        store: cockpit.store,
        is_demo: cockpit.is_demo,
        looks: cockpit.looks,
        zone: cockpit.zone,
    });
    let mut effects = update::start(&mut model);
    loop {
        for effect in effects {
            match effect {
                Effect::Ask(request) => reader.ask(model.actor.clone(), request),
                Effect::Work(job) => writer.work(model.actor.clone(), job),
                Effect::Cancel => writer.stop(),
                Effect::Look(look) => files::look(look, events.clone()),
                Effect::Copy(text) => terminal::copy(&text)?,
                Effect::Keep(setting) => {
                    theme = dresser.theme(model.looks.theme);
                    screen.set_mouse(model.looks.mouse)?;
                    if let Err(error) = save(setting) {
                        let detail = error.to_string();
                        model.warn(Message::new("config-not-kept").with("detail", detail));
                    }
                }
                Effect::Edit(text) => editor.open(text, &mut screen)?,
                Effect::Redraw => screen.forget()?,
                Effect::Suspend => terminal::stop_job()?,
                Effect::End(ended) => return Ok(ended),
            }
        }
        // All that happened is taken in before anything is drawn.
        let event = match inbox.try_recv() {
            Ok(event) => event,
            Err(TryRecvError::Empty) => {
                if !editor.is_running() {
                    screen.draw(|area, buf| view::view(&model, words, &theme, area, buf))?;
                }
                wait(&inbox, &model)?
            }
            Err(gone @ TryRecvError::Disconnected) => return Err(io::Error::other(gone)),
        };
        #[cfg(debug_assertions)]
        if matches!(event, Event::Key(_)) {
            terminal::fail_as_told("main")?;
        }
        effects = match event {
            Event::Lost(error) => return Err(error),
            Event::Suspend => {
                terminal::suspend()?;
                Vec::new()
            }
            Event::Child => {
                editor.close(&mut screen)?;
                Vec::new()
            }
            // Typed before the editor was there to read it; and it takes the terminal again by itself.
            Event::Key(_) | Event::Mouse(_) | Event::Paste(_) | Event::Resume
                if editor.is_running() =>
            {
                Vec::new()
            }
            Event::Resume => {
                let size = screen.resume()?;
                update::update(&mut model, words, Event::Resize(size))
            }
            event => update::update(&mut model, words, event),
        };
    }
}

/// Keeps a setting beyond this session.
fn save(setting: Setting) -> Result<(), ConfigError> {
    match setting {
        Setting::Theme(theme) => Config::save("theme", theme.name()),
        Setting::Mouse(mouse) => Config::save("mouse", mouse),
        Setting::Me(name) => Config::save("me", name),
    }
}

/// What the terminal can show, for whatever theme is chosen.
struct Dresser {
    depth: Depth,
    background: Option<Background>,
}

impl Dresser {
    /// Finds out, and what the terminal may still have to say about its background. It is not asked for what would
    /// change nothing.
    fn ask(choice: ThemeChoice) -> (Self, Late) {
        let depth = theme::depth(&termprofile::Env);
        let colors = env::var("COLORFGBG").ok();
        let asked = if choice == ThemeChoice::Auto && depth >= Depth::Ansi16 {
            Asked::terminal(colors.as_deref())
        } else {
            Asked::guess(colors.as_deref())
        };
        let background = asked.background;
        (Self { depth, background }, asked.late)
    }

    fn theme(&self, choice: ThemeChoice) -> Theme {
        Theme::choose(choice, self.background, self.depth)
    }
}

/// The next event. While something is told that goes by itself, its end is one.
fn wait(inbox: &Receiver<Event>, model: &Model) -> io::Result<Event> {
    if model.toast.as_ref().is_none_or(|toast| toast.is_failure) {
        return inbox.recv().map_err(io::Error::other);
    }
    match inbox.recv_timeout(TOAST) {
        Ok(event) => Ok(event),
        Err(RecvTimeoutError::Timeout) => Ok(Event::Tick),
        Err(gone @ RecvTimeoutError::Disconnected) => Err(io::Error::other(gone)),
    }
}
