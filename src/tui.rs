//! The cockpit: key → Event → Action → `update` → Effect → store thread → answer → `view`.
//!
//! `update` and `view` are pure; everything that touches a terminal, a thread or a clock is in this file,
//! `worker` and `terminal`. The cockpit never waits for the store, and an idle one never wakes up.

pub mod action;
pub mod effect;
pub mod event;
pub mod layer;
pub mod layout;
pub mod model;
pub mod pane;
mod terminal;
pub mod theme;
pub mod update;
pub mod view;
pub mod widget;
mod worker;

use std::env;
use std::io;
use std::sync::mpsc::{self, TryRecvError};

use crate::domain::calendar::Day;
use crate::domain::message::Message;
use crate::i18n::Words;
use crate::service::{Query, View};
use effect::Effect;
use event::Event;
use model::Model;
use terminal::background::{Asked, Late};
use terminal::{Options, Screen};
use theme::{Depth, Theme};

pub use theme::ThemeChoice;

/// Answers a query about the data, or says why it cannot.
pub type Ask = Box<dyn FnMut(&Query) -> Result<View, Message> + Send>;

/// What the cockpit needs from outside.
pub struct Cockpit<'a> {
    /// The words of the user's language.
    pub words: &'a Words,
    /// Reads the data. It moves to a thread of its own.
    pub ask: Ask,
    /// The day that "now" means.
    pub today: Day,
    /// Who acts.
    pub who: String,
    /// What the store calls its team, or where it lies.
    pub store: String,
    /// Which theme the user wants.
    pub theme: ThemeChoice,
    /// Whether the mouse is listened to.
    pub mouse: bool,
}

/// How a session of the cockpit ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// The user left.
    Quit,
    /// Ctrl-C.
    Interrupted,
    /// A signal of this number asked for it.
    Signal(i32),
}

/// Runs the cockpit in the terminal until the user leaves. The terminal is as it was before on every way out.
pub fn run(cockpit: Cockpit<'_>) -> io::Result<Ended> {
    let Cockpit {
        words,
        ask,
        today,
        who,
        store,
        theme,
        mouse,
    } = cockpit;
    let (events, inbox) = mpsc::channel();
    worker::signals::watch(events.clone())?;
    let (theme, late) = dress(theme);
    let mut screen = Screen::enter(Options { mouse })?;
    worker::read_input(events.clone(), late);
    let requests = worker::answer_queries(ask, events);

    let mut model = Model::new(screen.size()?, today, who, store);
    let mut effects = update::start(&mut model);
    loop {
        for effect in effects {
            match effect {
                // A store thread that is gone has said so with `Event::Lost`.
                Effect::Ask(request) => drop(requests.send(request)),
                Effect::Redraw => screen.forget()?,
                Effect::Stop => terminal::stop_job()?,
                Effect::End(ended) => return Ok(ended),
            }
        }
        // All that happened is taken in before anything is drawn.
        let event = match inbox.try_recv() {
            Ok(event) => event,
            Err(TryRecvError::Empty) => {
                screen.draw(|area, buf| view::view(&model, words, &theme, area, buf))?;
                inbox.recv().map_err(io::Error::other)?
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
            Event::Resume => update::update(&mut model, Event::Resize(screen.resume()?)),
            event => update::update(&mut model, event),
        };
    }
}

/// The theme for this terminal, and what it may still have to say about its background. It is not asked for what
/// would change nothing.
fn dress(choice: ThemeChoice) -> (Theme, Late) {
    let depth = theme::depth(&termprofile::Env);
    let colors = env::var("COLORFGBG").ok();
    let asked = if choice == ThemeChoice::Auto && depth >= Depth::Ansi16 {
        Asked::terminal(colors.as_deref())
    } else {
        Asked::guess(colors.as_deref())
    };
    (Theme::choose(choice, asked.background, depth), asked.late)
}
