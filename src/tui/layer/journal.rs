//! The journal: who did what when, newest first, as long as it gets; Enter shows what an entry did.
//!
//! ```text
//! ┌ Journal ─────────────────────────────────────────────────────────────────────────┐
//! │   when              what                                      who            entry │
//! │ ▶ Mon 23 Nov 09:04  moved Acme Bottling to Propose            Bavo de Vries    812 │
//! │   Fri 20 Nov 17:30  (taken back) lost Hotel Zur Post: price   Mila Berg        811 │
//! └──────────────────────────────────────────────────────────────────────── 1 of 812 ┘
//! ```

pub mod entry;

use ratatui::layout::{Position, Rect};

use super::paged::Paged;
use super::{Clicked, Layer, Reaction, draw_instead};
use crate::domain::calendar::Day;
use crate::domain::id::RepId;
use crate::domain::message::Message;
use crate::i18n::Words;
use crate::service::view::log::{Asked, LogRow, LogView};
use crate::service::{Query, View};
use crate::tui::action::{Action, Context, Step};
use crate::tui::effect::{Effect, Slot};
use crate::tui::event::{Answer, Mouse};
use crate::tui::model::Model;
use crate::tui::widget::table::{Column, Side, Table, widest};
use crate::tui::widget::{Paint, text};
use crate::tui::window::{PAGE, Portion};

pub(super) const CONTEXTS: &[Context] = &[
    Context::Everywhere,
    Context::Cursor,
    Context::Openable,
    Context::Journal,
    Context::Named,
    Context::Layer,
];

/// Cells that a day with its time takes, and most sentences.
const WHEN_WIDTH: u16 = 18;
const WHAT_WIDTH: u16 = 60;

/// The journal over a pane.
#[derive(Debug)]
pub struct Journal {
    today: Day,
    /// Whose entries are listed, if not everyone's.
    who: Option<String>,
    paged: Paged<LogRow>,
}

/// Lays the journal over the pane.
pub fn open(model: &mut Model) -> Vec<Effect> {
    let mut journal = Journal {
        today: model.today,
        who: None,
        paged: Paged::new(Slot::Journal),
    };
    let effects = journal.follow(model.pane_area());
    model.layers.push(Box::new(journal));
    effects
}

impl Journal {
    /// Asks for the rows that are visible and not loaded.
    fn follow(&mut self, over: Rect) -> Vec<Effect> {
        let who = self.who.clone();
        self.paged.follow(over, |page| {
            Query::Log(Asked {
                who,
                since: None,
                page,
                limit: PAGE,
            })
        })
    }

    fn step(&mut self, step: Step, over: Rect) -> Vec<Effect> {
        self.paged.step(step, over);
        self.follow(over)
    }

    /// Only who did what is selected, or everyone again: from the newest entry on.
    fn turn_who(&mut self, over: Rect) -> Vec<Effect> {
        self.who = match self.who {
            Some(_) => None,
            None => self.paged.rows.selected().map(|row| row.actor.clone()),
        };
        self.paged.begin();
        self.follow(over)
    }

    fn open_selected(&self, model: &mut Model) -> Reaction {
        let selected = self.paged.rows.selected();
        selected.map_or_else(Reaction::default, |row| {
            Reaction::stay(entry::open(model, row))
        })
    }

    fn title(&self, words: &Words) -> String {
        match &self.who {
            None => words.text("journal-title"),
            Some(name) => words.say(&Message::new("journal-title-of").with("name", name.as_str())),
        }
    }
}

/// The rep whose name whoever ran it has.
fn actor(model: &Model, row: &LogRow) -> Option<RepId> {
    let mut reps = model.roster.answer.iter().flat_map(|it| &it.reps);
    reps.find(|rep| rep.name == row.actor).map(|rep| rep.id)
}

impl Layer for Journal {
    fn contexts(&self) -> &'static [Context] {
        CONTEXTS
    }

    fn people(&self, model: &Model) -> Vec<RepId> {
        let row = self.paged.rows.selected();
        row.and_then(|row| actor(model, row)).into_iter().collect()
    }

    fn act(&mut self, model: &mut Model, words: &Words, action: Action) -> Reaction {
        let over = model.pane_area();
        match action {
            Action::Back => Reaction::close(Vec::new()),
            Action::Move(step) => Reaction::stay(self.step(step, over)),
            Action::Open => self.open_selected(model),
            Action::Who(_) => Reaction::stay(self.turn_who(over)),
            Action::Copy => {
                let copied = self.paged.rows.selected().map(|row| words.say(&row.told));
                Reaction::stay(copied.map(Effect::Copy).into_iter().collect())
            }
            _ => Reaction::default(),
        }
    }

    // A click selects an entry, and opens the one that is selected; beside the list it closes it.
    fn click(&mut self, model: &mut Model, _words: &Words, mouse: Mouse) -> Reaction {
        let over = model.pane_area();
        match self.paged.click(over, mouse) {
            Clicked::Opens => self.open_selected(model),
            Clicked::Leaves => Reaction::close(Vec::new()),
            Clicked::Selects => Reaction::stay(self.follow(over)),
            Clicked::Misses => Reaction::default(),
        }
    }

    fn refresh(&mut self, over: Rect) -> Vec<Effect> {
        self.paged.rows.age();
        self.follow(over)
    }

    fn take(&mut self, answer: &Answer, over: Rect) -> Vec<Effect> {
        let count = |view: &View| match view {
            View::Log(view) => Some(view.count),
            _ => None,
        };
        if !self.paged.take(answer, count, portion) {
            return Vec::new();
        }
        self.follow(over)
    }

    fn draw(&self, paint: &mut Paint<'_>, model: &Model, over: Rect) -> Option<Position> {
        let place = self.paged.place(over);
        let rows = &self.paged.rows;
        let at = self.paged.position(paint.words);
        paint.popup(place.frame, &self.title(paint.words), at.as_deref());
        let said = self.paged.instead(paint.words, "journal-empty");
        if let Some(said) = said {
            draw_instead(paint, &place, &said);
            return None;
        }
        let who = widest(rows.loaded().map(|row| row.actor.as_str()));
        let entry = text::width(&paint.words.text("column-entry"));
        let table = Table {
            columns: COLUMNS,
            kept: COLUMNS.len(),
            widths: &[WHEN_WIDTH, WHAT_WIDTH, who, entry],
            count: rows.count,
            row: &|at| Some((rows.get(at)?.clone(), self.today)),
            order: None,
            cursor: rows.cursor,
            // Only what an entry did ever lies over the list.
            is_focused: model.layers.len() == 1,
        };
        table.draw(paint, place.header, place.rows)
    }
}

/// The rows of an answer, each with its place in the list.
fn portion(view: View) -> Option<Portion<LogRow>> {
    let View::Log(LogView {
        rows,
        is_start,
        is_end,
        ..
    }) = view
    else {
        return None;
    };
    let rows = rows.into_iter().map(|row| {
        let anchor = row.anchor();
        (row, anchor)
    });
    Some(Portion {
        rows: rows.collect(),
        is_start,
        is_end,
    })
}

/// When an entry was recorded: `Fri 20 Nov 17:30`.
fn when(words: &Words, row: &LogRow, today: Day) -> String {
    [words.day_brief(row.on, today), row.time.clone()].join(" ")
}

const COLUMNS: &[Column<(LogRow, Day)>] = &[
    Column {
        header: "column-at",
        width: 10,
        width_max: 10, // what was done comes before the time of another day
        side: Side::Left,
        by: None,
        text: |words, theme, (row, today), width| {
            let when = when(words, row, *today);
            let said = match (text::width(&when) <= width, row.on == *today) {
                (true, _) => when,
                (false, true) => row.time.clone(),
                (false, false) => words.day_brief(row.on, *today),
            };
            (said, theme.text)
        },
    },
    Column {
        header: "column-what",
        width: 31,
        width_max: 60,
        side: Side::Left,
        by: None,
        text: |words, theme, (row, _), _| {
            let told = words.say(&row.told);
            if row.about_seq.is_some() || row.is_in_force {
                return (told, theme.text);
            }
            let back = Message::new("log-no-longer").with("what", told);
            (words.say(&back), theme.dim)
        },
    },
    Column {
        header: "column-who",
        width: 8,
        width_max: 12,
        side: Side::Left,
        by: None,
        text: |_, theme, (row, _), _| (row.actor.clone(), theme.text),
    },
    Column {
        header: "column-entry",
        width: 5,
        width_max: 8,
        side: Side::Right,
        by: None,
        text: |_, theme, (row, _), _| (row.seq.to_string(), theme.dim),
    },
];
