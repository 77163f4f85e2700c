//! What lies over a pane and takes the keys: lists to choose from, explanations, the first run, the importer.
//!
//! A layer is a file below, a type that is a [`Layer`]. An event goes to the topmost layer only; drawing goes from the bottom up.

pub(in crate::tui) mod band;
pub mod behind;
pub mod changes;
pub mod columns;
pub mod conflict;
pub mod deal;
pub mod explain;
pub mod filters;
pub mod fits;
pub mod form;
pub mod gate;
pub mod handoff;
pub mod help;
pub mod import;
pub mod journal;
pub mod jump;
pub mod keyed;
pub mod line;
pub mod list;
pub mod long;
pub mod me;
pub mod needs;
mod paged;
pub mod palette;
pub mod party;
pub mod person;
pub mod plan;
pub mod record;
pub mod records;
pub mod replan;
pub mod review;
pub mod seats;
pub mod settings;
pub mod sort;
pub mod standup;
pub mod start;
pub mod step;
pub mod team;
pub mod times;
pub mod week;
pub mod who;

use std::fmt;

use ratatui::layout::{Position, Rect};

use super::action::{Action, Context};
use super::effect::Effect;
use super::event::{Answer, Key, Mouse, MouseKind};
use super::files::Seen;
use super::job::Outcome;
use super::layout::PopupTable;
use super::model::{Cursor, Model};
use super::widget::input::Input;
use super::widget::{self, Paint, text};
use crate::domain::calendar::{Day, Period};
use crate::domain::id::RepId;
use crate::domain::kpi::Measure;
use crate::domain::message::Message;
use crate::i18n::Words;
use crate::service::query::Whose;

/// Every set of what can be possible on a layer, for the test that no key means two things.
pub const PLACES: &[&[Context]] = &[
    list::CONTEXTS,
    list::SEARCHED,
    line::CONTEXTS,
    long::HERE,
    long::ANYWHERE,
    band::CONTEXTS,
    behind::CONTEXTS,
    fits::CONTEXTS,
    jump::CONTEXTS,
    party::CONTEXTS,
    person::CONTEXTS,
    plan::CONTEXTS,
    replan::CONTEXTS,
    times::CONTEXTS,
    records::CONTEXTS,
    team::CONTEXTS,
    seats::CONTEXTS,
    line::WHOLE,
    line::SHARING,
    week::REVIEW,
    week::REVIEW_FINDING,
    changes::CONTEXTS,
    columns::CONTEXTS,
    explain::CONTEXTS,
    journal::CONTEXTS,
    journal::entry::DONE,
    journal::entry::UNDONE,
    journal::entry::LOOKING,
    gate::TICKING,
    gate::TYPING,
    week::CONTEXTS,
    needs::CONTEXTS,
    start::FIRST,
    start::LATER,
    standup::COVER,
    standup::TURN,
    standup::SUMMARY,
    review::PAGE,
    review::SUMMARY,
    widget::form::FILLING,
    widget::form::FILLING_LONG,
    widget::form::FINDING,
    import::CHOOSING,
    import::FINDING,
    import::TYPING,
    import::WAITING,
    import::READING,
    import::DONE,
];

/// Something that lies over the pane.
pub trait Layer: fmt::Debug {
    /// What is possible on it.
    fn contexts(&self) -> &'static [Context];

    /// Whether it only says what can be done on what lies below it: help, palette, menu. It makes way for what is done.
    fn is_guide(&self) -> bool {
        false
    }

    /// The line that is being typed on it.
    fn input(&mut self) -> Option<&mut Input> {
        None
    }

    /// Lets what is being typed take a key. Says whether it did.
    fn press(&mut self, key: Key) -> bool {
        self.input().is_some_and(|input| input.press(key))
    }

    /// Lets it take a text from the clipboard. Says whether there is anything that does.
    fn paste(&mut self, text: &str) -> bool {
        self.input().map(|input| input.paste(text)).is_some()
    }

    /// The long text that is being filled in, if it is one: [`Action::EditLong`] hands it to an editor.
    fn long(&self) -> Option<String> {
        None
    }

    /// Takes the text that the editor left. It is clean.
    fn edited(&mut self, _text: String) {}

    /// What was typed has changed.
    fn typed(&mut self) -> Vec<Effect> {
        Vec::new()
    }

    /// What was typed has changed by a paste.
    fn pasted(&mut self) -> Vec<Effect> {
        self.typed()
    }

    /// Whether a key means something here alone.
    fn takes(&self, _key: Key) -> bool {
        false
    }

    /// Takes such a key.
    fn pressed(&mut self, _model: &mut Model, _words: &Words, _key: Key) -> Reaction {
        Reaction::default()
    }

    /// Does what the user means.
    fn act(&mut self, model: &mut Model, words: &Words, action: Action) -> Reaction;

    /// Takes the mouse.
    fn click(&mut self, model: &mut Model, words: &Words, mouse: Mouse) -> Reaction;

    /// Who is meant where somebody wants to look at a person; of several one is chosen, where nobody is, of all.
    fn people(&self, _model: &Model) -> Vec<RepId> {
        Vec::new()
    }

    /// Asks for all that it shows anew: something has changed, or it has another size.
    fn refresh(&mut self, _over: Rect) -> Vec<Effect> {
        Vec::new()
    }

    /// Takes an answer, if it is to one of its questions.
    fn take(&mut self, _answer: &Answer, _over: Rect) -> Vec<Effect> {
        Vec::new()
    }

    /// What the user asked for before its answer was there, and can be done now.
    fn owed(&mut self) -> Option<Action> {
        None
    }

    /// Whether a timer runs on it.
    fn is_timed(&self) -> bool {
        false
    }

    /// So many seconds went by.
    fn beat(&mut self, _seconds: i64) {}

    /// Takes what a folder holds.
    fn seen(&mut self, _seen: Seen) {}

    /// Whether the job that is under way is its own.
    fn is_waiting(&self) -> bool {
        false
    }

    /// Whether it shows by itself what somebody else changed meanwhile, so that its job can be sent again from here.
    fn sees_changes(&self) -> bool {
        false
    }

    /// Takes what came of its job. What is to be told instead ends it.
    fn finished(&mut self, _outcome: Outcome) -> Option<Message> {
        None
    }

    /// Draws it over a pane and says where the cursor belongs.
    fn draw(&self, paint: &mut Paint<'_>, model: &Model, over: Rect) -> Option<Position>;
}

/// A number that somebody wants to know more about.
#[derive(Debug, Clone, PartialEq)]
pub struct About {
    /// Key of its KPI.
    pub kpi: &'static str,
    /// Whose it is.
    pub whose: Whose,
    /// What they are called.
    pub name: String,
    /// The period of the results.
    pub period: Period,
    /// The day on which open figures are current.
    pub today: Day,
    /// The period before and what the number was in it.
    pub before: Option<(String, Measure)>,
}

impl About {
    /// The number's title: `Win rate · Bavo · 2026-Q4`.
    fn title(&self, words: &Words) -> String {
        let period = match self.period.start {
            Some(_) => self.period.name.clone(),
            None => words.text("period-all"),
        };
        let kpi = words.text(&format!("kpi-{}", self.kpi.replace('_', "-")));
        [kpi, self.name.clone(), period].join(" · ")
    }
}

/// Says something where the rows of a table over the pane would be.
fn draw_instead(paint: &mut Paint<'_>, place: &PopupTable, said: &str) {
    let width = place.header.width.saturating_sub(2);
    let lines = place.header.rows().chain(place.rows.rows());
    for (line, said) in lines.zip(text::wrap(said, width)) {
        text::put(paint.buf, text::after(line, 1), &said, paint.theme.text);
    }
}

/// What a click does to a table that lies over the pane.
enum Clicked {
    /// It opens the row that was selected.
    Opens,
    /// It lies beside the table, which goes away.
    Leaves,
    /// It selects another row.
    Selects,
    /// It hits nothing.
    Misses,
}

/// A click selects a row, and opens the one that is selected; beside the table it closes it.
fn clicked(place: &PopupTable, cursor: &mut Cursor, count: usize, mouse: Mouse) -> Clicked {
    let at = Position::new(mouse.column, mouse.row);
    if mouse.kind != MouseKind::Down {
        return Clicked::Misses;
    }
    if !place.frame.contains(at) {
        return Clicked::Leaves;
    }
    let row = place.row_at(at, cursor.offset);
    match row.filter(|row| *row < count) {
        None => Clicked::Misses,
        Some(row) if row == cursor.selected => Clicked::Opens,
        Some(row) => {
            cursor.selected = row;
            Clicked::Selects
        }
    }
}

/// What becomes of a layer, and what is to be done.
#[derive(Debug, Default)]
pub struct Reaction {
    /// Whether it goes away.
    pub closes: bool,
    /// What is to be done.
    pub effects: Vec<Effect>,
}

impl Reaction {
    /// It stays.
    pub fn stay(effects: Vec<Effect>) -> Self {
        Self {
            closes: false,
            effects,
        }
    }

    /// It goes away.
    pub fn close(effects: Vec<Effect>) -> Self {
        Self {
            closes: true,
            effects,
        }
    }
}
