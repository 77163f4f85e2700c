//! The cockpit: key → Event → Action → `update` → Effect → a thread with the store → answer → `view`.
//!
//! `update` and `view` are pure; everything that touches a terminal, a thread or a clock is in this file, `reader`,
//! `writer`, `worker`, `editor`, `pulse` and `terminal`. The cockpit never waits for the store, and an idle one never draws.

pub mod action;
pub mod asked;
pub mod drafts;
mod editor;
pub mod effect;
pub mod event;
pub mod files;
mod fuzzy;
mod hold;
pub mod job;
pub mod keymap;
pub mod layer;
pub mod layout;
mod memory;
pub mod model;
pub mod pane;
pub mod preferences;
mod pulse;
mod reader;
pub mod scope;
pub mod session;
mod speech;
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
use std::sync::mpsc::{self, Receiver, Sender, TryRecvError};

use crate::config::{Config, ConfigError, State, filters};
use crate::domain::calendar::{Day, TimeZone};
use crate::domain::command::Actor;
use crate::domain::message::Message;
use crate::glyph::SETS;
use crate::i18n::Words;
use crate::service::Service;
use editor::Editor;
use effect::Effect;
use event::Event;
use hold::Hold;
use memory::Memory;
use model::{Model, Opened, Setting};
use preferences::AUTO;
use pulse::Pulse;
use reader::Reader;
use session::Session;
use speech::Speech;
use terminal::background::{Asked, Late};
use terminal::{Options, Screen};
use theme::{Background, Depth, Theme, ThemeChoice};
use worker::Input;
use writer::Writer;

pub use model::Introduction;
pub use preferences::Preferences;

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
    /// How somebody said so; nothing if nobody did.
    pub introduction: Option<Introduction>,
    /// The day that "now" means.
    pub today: Day,
    /// What the store is called.
    pub store: String,
    /// Whether nothing that is done here is kept.
    pub is_demo: bool,
    /// What is the user's own.
    pub preferences: Preferences,
    /// What is wrong with what the user configured.
    pub problem: Option<Message>,
    /// Where the machine stands, if it says so.
    pub zone: Option<TimeZone>,
    /// What remembers the session, if anything does.
    pub state: Option<State>,
    /// Whether to begin as if there had been none before.
    pub is_fresh: bool,
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
    let (events, inbox) = mpsc::channel();
    worker::signals::watch(events.clone())?;
    let looks = cockpit.preferences.looks;
    let (dresser, late) = Dresser::ask(looks.theme);
    let theme = dresser.theme(looks.theme);
    let screen = Screen::enter(Options { mouse: looks.mouse })?;
    let input = Input::read(events.clone(), late);
    let remembered = cockpit.state.as_ref().filter(|_| !cockpit.is_fresh);
    let remembered = remembered.and_then(State::read);
    let missing = remembered.is_none().then_some(Introduction::Missing);
    let introduction = cockpit.introduction.or(missing);
    let mut model = Model::new(Opened {
        size: screen.size()?,
        today: cockpit.today,
        actor: cockpit.actor,
        introduction,
        store: cockpit.store,
        is_demo: cockpit.is_demo,
        preferences: cockpit.preferences,
        problem: cockpit.problem,
        zone: cockpit.zone,
    });
    let helm = Helm {
        speech: Speech::new(cockpit.words, &model),
        reader: Reader::start(cockpit.service, events.clone()),
        writer: Writer::start(cockpit.open, events.clone()),
        editor: Editor::new(input, events.clone()),
        events,
        inbox,
        dresser,
        theme,
        pulse: Pulse::default(),
        hold: Hold::default(),
    };
    match filters::load() {
        Ok(filters) => model.filters = filters,
        // Of a file that cannot be read at all that is said already.
        Err(_) if model.toast.is_some() => {}
        Err(error) => model.warn(Message::new("config-not-read").with("detail", error.to_string())),
    }
    if let Some(session) = remembered.and_then(|it| Session::from_text(&it)) {
        session.resume(&mut model);
    }
    let mut memory = Memory::start(cockpit.state);
    let ended = helm.steer(screen, &mut model, &mut memory);
    memory.end(&model);
    ended
}

/// What the main loop has at hand.
struct Helm<'a> {
    speech: Speech<'a>,
    reader: Reader,
    writer: Writer,
    editor: Editor,
    events: Sender<Event>,
    inbox: Receiver<Event>,
    dresser: Dresser,
    theme: Theme,
    pulse: Pulse,
    hold: Hold,
}

impl Helm<'_> {
    /// The main loop.
    fn steer(
        mut self,
        mut screen: Screen,
        model: &mut Model,
        memory: &mut Memory,
    ) -> io::Result<Ended> {
        let mut effects = update::start(model);
        loop {
            self.hold.note(&effects);
            for effect in effects {
                if let Some(ended) = self.perform(effect, &mut screen, model)? {
                    return Ok(ended);
                }
            }
            let Some(event) = self.next(&mut screen, model, memory)? else {
                effects = Vec::new();
                continue;
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
                    self.editor.close(&mut screen)?;
                    Vec::new()
                }
                event if self.editor.keeps_away(&event) => Vec::new(),
                Event::Resume => {
                    let size = screen.resume()?;
                    update::update(model, self.speech.words(), Event::Resize(size))
                }
                event => update::update(model, self.speech.words(), event),
            };
        }
    }

    /// What comes next; nothing if it waits for what is being done. All that happened is taken in before anything is drawn.
    fn next(
        &mut self,
        screen: &mut Screen,
        model: &mut Model,
        memory: &mut Memory,
    ) -> io::Result<Option<Event>> {
        if let Some(event) = self.hold.release() {
            return Ok(Some(event));
        }
        let event = match self.inbox.try_recv() {
            Ok(event) => event,
            Err(TryRecvError::Empty) => {
                self.draw(screen, model)?;
                memory.note(model);
                self.pulse.wait(&self.inbox, model)?
            }
            Err(gone @ TryRecvError::Disconnected) => return Err(io::Error::other(gone)),
        };
        Ok(self.hold.admit(event))
    }

    /// Draws, as long as the terminal is the cockpit's.
    fn draw(&self, screen: &mut Screen, model: &Model) -> io::Result<()> {
        if self.editor.is_running() {
            return Ok(());
        }
        let (words, theme) = (self.speech.words(), &self.theme);
        screen.draw(|area, buf| view::view(model, words, theme, area, buf))
    }

    /// Does what an event led to. Says how the session ended, if it did.
    fn perform(
        &mut self,
        effect: Effect,
        screen: &mut Screen,
        model: &mut Model,
    ) -> io::Result<Option<Ended>> {
        match effect {
            Effect::Ask(request) => self.reader.ask(model.actor.clone(), request),
            Effect::Work(job) => self.writer.work(model.actor.clone(), job),
            Effect::Cancel => self.writer.stop(),
            Effect::Look(look) => files::look(look, self.events.clone()),
            Effect::Copy(text) => terminal::copy(&text)?,
            Effect::Write(name, text) => files::write(name, text, self.events.clone()),
            Effect::Keep(setting) => {
                self.theme = self.dresser.theme(model.looks.theme);
                screen.set_mouse(model.looks.mouse)?;
                self.speech.suit(model);
                if let Err(error) = save(setting) {
                    let detail = error.to_string();
                    model.warn(Message::new("config-not-kept").with("detail", detail));
                }
            }
            Effect::Edit(text) => self.editor.open(text, screen)?,
            Effect::Redraw => screen.forget()?,
            Effect::Suspend => terminal::stop_job()?,
            Effect::End(ended) => return Ok(Some(ended)),
        }
        Ok(None)
    }
}

/// Keeps a setting beyond this session.
fn save(setting: Setting) -> Result<(), ConfigError> {
    match setting {
        Setting::Theme(theme) => Config::save("theme", theme.name()),
        Setting::Language(code) => Config::save("language", code.unwrap_or(AUTO)),
        Setting::Glyphs(glyphs) => {
            let set = SETS.iter().find(|(_, set)| Some(*set) == glyphs);
            Config::save("glyphs", set.map_or(AUTO, |it| it.0))
        }
        Setting::Mouse(mouse) => Config::save("mouse", mouse),
        Setting::Me(name) => Config::save("me", name),
        Setting::Filter(name, text) => filters::save(&name, text.as_deref()),
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
