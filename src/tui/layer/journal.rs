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

use super::{Clicked, Layer, Reaction, clicked, draw_instead};
use crate::domain::calendar::Day;
use crate::domain::message::Message;
use crate::i18n::Words;
use crate::service::view::log::{Asked, LogRow, LogView};
use crate::service::{Query, View};
use crate::tui::action::{Action, Context, Step};
use crate::tui::effect::{Effect, Slot};
use crate::tui::event::{Answer, Mouse};
use crate::tui::layout::{PopupTable, popup_table};
use crate::tui::model::Model;
use crate::tui::widget::table::{Column, Side, Table, position, widest};
use crate::tui::widget::{Paint, text};
use crate::tui::window::{PAGE, Portion, Window};

pub(super) const CONTEXTS: &[Context] = &[
    Context::Everywhere,
    Context::Cursor,
    Context::Openable,
    Context::Journal,
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
    rows: Window<LogRow>,
    /// How many there are in all, once the store has said so.
    count: Option<i64>,
}

/// Lays the journal over the pane.
pub fn open(model: &mut Model) -> Vec<Effect> {
    let mut journal = Journal {
        today: model.today,
        who: None,
        rows: Window::default(),
        count: None,
    };
    let effects = journal.begin(model.pane_area());
    model.layers.push(Box::new(journal));
    effects
}

impl Journal {
    /// Asks from the newest entry on.
    fn begin(&mut self, over: Rect) -> Vec<Effect> {
        self.count = None;
        self.rows.reset();
        // How many there are is not known yet: a page of them is asked for.
        self.rows.recount_in(PAGE);
        self.follow(over)
    }

    /// Asks for the rows that are visible and not loaded.
    fn follow(&mut self, over: Rect) -> Vec<Effect> {
        let height = usize::from(self.place(over).rows.height);
        self.rows.cursor.keep_in(self.rows.count, height);
        let first = self.rows.cursor.offset;
        let Some(page) = self.rows.missing(first..first + height) else {
            return Vec::new();
        };
        let query = Query::Log(Asked {
            who: self.who.clone(),
            since: None,
            page,
            limit: PAGE,
        });
        vec![self.rows.asked.ask(Slot::Journal, query)]
    }

    fn step(&mut self, step: Step, over: Rect) -> Vec<Effect> {
        let height = self.place(over).rows.height;
        self.rows.step(step, height.into());
        self.follow(over)
    }

    /// Only who did what is selected, or everyone again.
    fn turn_who(&mut self, over: Rect) -> Vec<Effect> {
        self.who = match self.who {
            Some(_) => None,
            None => self.rows.selected().map(|row| row.actor.clone()),
        };
        self.begin(over)
    }

    fn open_selected(&self, model: &mut Model) -> Reaction {
        let selected = self.rows.selected();
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

    fn place(&self, over: Rect) -> PopupTable {
        popup_table(over, self.rows.count.max(1))
    }
}

impl Layer for Journal {
    fn contexts(&self) -> &'static [Context] {
        CONTEXTS
    }

    fn act(&mut self, model: &mut Model, words: &Words, action: Action) -> Reaction {
        let over = model.pane_area();
        match action {
            Action::Back => Reaction::close(Vec::new()),
            Action::Move(step) => Reaction::stay(self.step(step, over)),
            Action::Open => self.open_selected(model),
            Action::Who(_) => Reaction::stay(self.turn_who(over)),
            Action::Copy => {
                let copied = self.rows.selected().map(|row| words.say(&row.told));
                Reaction::stay(copied.map(Effect::Copy).into_iter().collect())
            }
            _ => Reaction::default(),
        }
    }

    // A click selects an entry, and opens the one that is selected; beside the list it closes it.
    fn click(&mut self, model: &mut Model, _words: &Words, mouse: Mouse) -> Reaction {
        let over = model.pane_area();
        let place = self.place(over);
        let count = self.rows.count;
        match clicked(&place, &mut self.rows.cursor, count, mouse) {
            Clicked::Opens => self.open_selected(model),
            Clicked::Leaves => Reaction::close(Vec::new()),
            Clicked::Selects => Reaction::stay(self.follow(over)),
            Clicked::Misses => Reaction::default(),
        }
    }

    fn refresh(&mut self, over: Rect) -> Vec<Effect> {
        self.rows.age();
        self.follow(over)
    }

    fn take(&mut self, answer: &Answer, over: Rect) -> Vec<Effect> {
        if answer.slot != Slot::Journal {
            return Vec::new();
        }
        let count = match &answer.result {
            Ok(View::Log(view)) => Some(view.count),
            _ => None,
        };
        let result = answer.result.clone();
        if !self.rows.take(answer.generation, result, portion) {
            return Vec::new();
        }
        if let Some(count) = count {
            self.count = Some(count);
            self.rows.recount(count);
        }
        self.follow(over)
    }

    fn draw(&self, paint: &mut Paint<'_>, model: &Model, over: Rect) -> Option<Position> {
        let place = self.place(over);
        let cursor = self.rows.cursor;
        let has_rows = self.count.is_some_and(|count| count > 0);
        let at = has_rows.then(|| position(paint.words, cursor, self.rows.count));
        paint.popup(place.frame, &self.title(paint.words), at.as_deref());
        let said = match (&self.rows.asked.failure, self.count) {
            (Some(failure), _) => Some(paint.words.say(failure)),
            (None, None) => Some(paint.words.text("waiting")),
            (None, Some(0)) => Some(paint.words.text("journal-empty")),
            _ => None,
        };
        if let Some(said) = said {
            draw_instead(paint, &place, &said);
            return None;
        }
        let who = widest(self.rows.loaded().map(|row| row.actor.as_str()));
        let entry = text::width(&paint.words.text("column-entry"));
        let table = Table {
            columns: COLUMNS,
            kept: COLUMNS.len(),
            widths: &[WHEN_WIDTH, WHAT_WIDTH, who, entry],
            count: self.rows.count,
            row: &|at| Some((self.rows.get(at)?.clone(), self.today)),
            order: None,
            cursor,
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
