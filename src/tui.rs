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

use std::io;
use std::sync::mpsc::{self, TryRecvError};

use crate::domain::calendar::Day;
use crate::domain::message::Message;
use crate::i18n::Words;
use crate::service::{Query, View};
use effect::Effect;
use event::Event;
use model::Model;
use terminal::Screen;
use theme::Theme;

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
    /// Whether nothing of it is kept.
    pub is_demo: bool,
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
        is_demo: _,
    } = cockpit;
    let (events, inbox) = mpsc::channel();
    worker::watch_signals(events.clone())?;
    let mut screen = Screen::enter()?;
    worker::read_input(events.clone());
    let requests = worker::answer_queries(ask, events);

    let theme = Theme::for_terminal();
    let mut model = Model::new(screen.size()?, today, who, store);
    let mut effects = update::start(&mut model);
    loop {
        for effect in effects {
            match effect {
                // A store thread that is gone has said so with `Event::Lost`.
                Effect::Ask(request) => drop(requests.send(request)),
                Effect::Redraw => screen.forget()?,
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
        effects = match event {
            Event::Lost(error) => return Err(error),
            event => update::update(&mut model, event),
        };
    }
}
