//! Going to any deal, account, contact or rep by some of the letters of its name.
//!
//! ```text
//! ┌ Go to ───────────────────────────────────────────────────── 1 of 9 ┐
//! │ / stadtw kiel▏                                                     │
//! │   kind     name                                                    │
//! │ ▶ account  Stadtwerke Kiel                    North · Bavo         │
//! │   deal     Stadtwerke Kiel: refill points     Propose · € 48k      │
//! └────────────────────────────────────────────────────────────────────┘
//! ```

use std::cmp::Reverse;

use ratatui::layout::{Constraint, Layout, Position, Rect};

use super::{Clicked, Layer, Reaction, clicked, list, party, person};
use crate::domain::id::{DealId, RepId};
use crate::i18n::Words;
use crate::service::Query;
use crate::service::view::jump::{Hit, JumpView, Named};
use crate::tui::action::{Action, Context};
use crate::tui::asked::{Asked, read_as};
use crate::tui::effect::{Effect, Slot};
use crate::tui::event::{Answer, Mouse};
use crate::tui::fuzzy;
use crate::tui::layout::{PopupTable, popup_table};
use crate::tui::model::{Cursor, Model};
use crate::tui::update;
use crate::tui::widget::input::{Input, SEARCH};
use crate::tui::widget::table::{Column, Side, Table, position, widest};
use crate::tui::widget::{Paint, text};

pub(super) const CONTEXTS: &[Context] = list::SEARCHED;

/// Lines for what was found: always the same, so that the box stands still while one types.
const ROWS: usize = 14;

/// So many are remembered of where the user went.
const JUMPED_MAX: usize = ROWS;

/// Somebody or something to go to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// A rep.
    Rep {
        /// Who.
        id: RepId,
        /// What they are called.
        name: String,
        /// Their team.
        team: Option<String>,
    },
    /// A deal, an account or a contact.
    Record(Hit),
}

/// The line to type in, and what was found.
#[derive(Debug)]
pub struct Jump {
    input: Input,
    /// Where the user went, for as long as nothing is typed.
    jumped: Vec<Found>,
    /// Everyone on the team.
    reps: Vec<Found>,
    asked: Asked<JumpView>,
    /// What is listed, the best first.
    found: Vec<Found>,
    cursor: Cursor,
    /// Whether the user wants to go to the best of what is not found yet.
    is_owed: bool,
}

/// Lays the line over the pane.
pub fn open(model: &mut Model) {
    let reps = model
        .roster
        .answer
        .as_ref()
        .map_or_else(Vec::new, |roster| {
            let team = |id| roster.teams.iter().find(|team| Some(team.id) == id);
            let rep = roster.reps.iter().map(|rep| Found::Rep {
                id: rep.id,
                name: rep.name.clone(),
                team: team(rep.team_id).map(|team| team.name.clone()),
            });
            rep.collect()
        });
    model.layers.push(Box::new(Jump {
        input: Input::default(),
        jumped: model.jumped.clone(),
        reps,
        asked: Asked::default(),
        found: model.jumped.clone(),
        cursor: Cursor::default(),
        is_owed: false,
    }));
}

impl Found {
    fn name(&self) -> &str {
        match self {
            Self::Rep { name, .. } => name,
            Self::Record(hit) => &hit.name,
        }
    }

    /// The message that says what it is.
    fn kind(&self) -> &'static str {
        match self {
            Self::Rep { .. } => "kind-rep",
            Self::Record(hit) => match hit.kind {
                Named::Deal => "kind-deal",
                Named::Account => "kind-account",
                Named::Contact => "kind-contact",
            },
        }
    }

    fn is_closed(&self) -> bool {
        matches!(self, Self::Record(hit) if hit.is_closed)
    }

    /// What tells it apart from others of the same name.
    fn about(&self, words: &Words) -> String {
        let parts = match self {
            Self::Rep { team, .. } => vec![team.clone()],
            Self::Record(hit) => {
                // Many deals are called by their account.
                let account = hit.account.clone();
                vec![
                    account.filter(|account| !hit.name.starts_with(account.as_str())),
                    hit.region.clone(),
                    hit.stage.clone(),
                    hit.amount.map(|amount| words.money_short(amount)),
                    hit.owner.clone(),
                ]
            }
        };
        parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }
}

/// Those of the team and of the store that match, the best first: open deals before closed ones, short names before
/// long ones. What the store found for a mistyped word is measured by the word that it took it for.
fn ranked(typed: &str, reps: &[Found], view: &JumpView) -> Vec<Found> {
    let records = view.hits.iter().cloned().map(Found::Record).collect();
    let name = |found: &Found| found.name().to_owned();
    let mut all = fuzzy::scored(typed, reps.to_vec(), name);
    all.retain(|(score, _)| score.is_some());
    all.extend(fuzzy::scored(&view.understood, records, name));
    all.sort_by_key(|(score, found)| {
        let length = found.name().chars().count();
        (Reverse(*score), found.is_closed(), length)
    });
    all.into_iter().map(|(_, found)| found).collect()
}

/// Goes there: a deal opens where it lives, a rep on a page of their own, of the others the deals are listed.
fn go(model: &mut Model, found: Found) -> Vec<Effect> {
    model.jumped.retain(|it| *it != found);
    model.jumped.insert(0, found.clone());
    model.jumped.truncate(JUMPED_MAX);
    match found {
        Found::Rep { id, .. } => person::open(model, id),
        Found::Record(hit) if hit.kind == Named::Deal => update::open_deal(model, DealId(hit.id)),
        Found::Record(hit) => party::open(model, hit.kind, hit.id, hit.name),
    }
}

/// Where everything is.
struct Place {
    input: Rect,
    table: PopupTable,
}

fn place(over: Rect) -> Place {
    let popup = popup_table(over, ROWS + 1);
    let [header, rows] =
        Layout::vertical([Constraint::Length(1), Constraint::Min(0)]).areas(popup.rows);
    Place {
        input: popup.header,
        table: PopupTable {
            header,
            rows,
            ..popup
        },
    }
}

impl Jump {
    fn go(&mut self, model: &mut Model) -> Reaction {
        if self.asked.is_waiting {
            // What is listed is not what is typed.
            self.is_owed = true;
            return Reaction::default();
        }
        let selected = self.found.get(self.cursor.selected).cloned();
        selected.map_or_else(Reaction::default, |found| Reaction::close(go(model, found)))
    }

    fn ask(&mut self) -> Vec<Effect> {
        let typed = self.input.text().trim().to_owned();
        if typed.is_empty() {
            self.asked.forget();
            self.found.clone_from(&self.jumped);
            return Vec::new();
        }
        vec![self.asked.ask(Slot::Jump, Query::Jump { typed })]
    }

    /// What is said where nothing is listed.
    fn said(&self, words: &Words) -> Option<String> {
        if let Some(failure) = &self.asked.failure {
            return Some(words.say(failure));
        }
        let key = match (self.input.text().trim(), self.asked.is_waiting) {
            ("", _) => "jump-help",
            (_, true) => "waiting",
            (_, false) => "jump-empty",
        };
        self.found.is_empty().then(|| words.text(key))
    }
}

impl Layer for Jump {
    fn contexts(&self) -> &'static [Context] {
        CONTEXTS
    }

    fn input(&mut self) -> Option<&mut Input> {
        Some(&mut self.input)
    }

    fn typed(&mut self) -> Vec<Effect> {
        self.cursor = Cursor::default();
        self.is_owed = false;
        self.ask()
    }

    fn act(&mut self, model: &mut Model, _words: &Words, action: Action) -> Reaction {
        match action {
            Action::Back => Reaction::close(Vec::new()),
            Action::Move(step) => {
                let rows = place(model.pane_area()).table.rows;
                self.cursor.step(step, self.found.len(), rows.height.into());
                Reaction::default()
            }
            Action::Open => self.go(model),
            _ => Reaction::default(),
        }
    }

    // A click selects a line, and goes to the one that is selected; beside the list it closes it.
    fn click(&mut self, model: &mut Model, _words: &Words, mouse: Mouse) -> Reaction {
        let place = place(model.pane_area());
        match clicked(&place.table, &mut self.cursor, self.found.len(), mouse) {
            Clicked::Opens => self.go(model),
            Clicked::Leaves => Reaction::close(Vec::new()),
            Clicked::Selects | Clicked::Misses => Reaction::default(),
        }
    }

    fn refresh(&mut self, _over: Rect) -> Vec<Effect> {
        self.ask()
    }

    fn take(&mut self, answer: &Answer, over: Rect) -> Vec<Effect> {
        let result = answer.result.clone();
        if answer.slot == Slot::Jump && self.asked.take(answer.generation, result, read_as!(Jump)) {
            let typed = self.input.text();
            self.found = match &self.asked.answer {
                Some(view) => ranked(typed, &self.reps, view),
                None => Vec::new(),
            };
            let rows = place(over).table.rows;
            self.cursor.keep_in(self.found.len(), rows.height.into());
        }
        Vec::new()
    }

    fn owed(&mut self) -> Option<Action> {
        let is_due = self.is_owed && !self.asked.is_waiting;
        self.is_owed &= !is_due;
        is_due.then_some(Action::Open)
    }

    fn draw(&self, paint: &mut Paint<'_>, _model: &Model, over: Rect) -> Option<Position> {
        let place = place(over);
        let count = self.found.len();
        let mut cursor = self.cursor;
        cursor.keep_in(count, place.table.rows.height.into());
        let at = (count > 0).then(|| position(paint.words, cursor, count));
        let title = paint.words.text("jump-title");
        paint.popup(place.table.frame, &title, at.as_deref());
        let taken = text::put(paint.buf, place.input, SEARCH, paint.theme.key);
        let line = text::after(place.input, taken);
        let typing = self.input.draw(paint, line, paint.theme.text);
        if let Some(said) = self.said(paint.words) {
            let lines = text::wrap(&said, place.table.rows.width.saturating_sub(1));
            for (line, said) in place.table.rows.rows().zip(&lines) {
                text::put(paint.buf, text::after(line, 1), said, paint.theme.dim);
            }
            return Some(typing);
        }
        let width = place.table.header.width;
        let names = widest(self.found.iter().map(Found::name));
        let table = Table {
            columns: COLUMNS,
            kept: 3,
            widths: &[0, names.min(width / 2), width],
            count,
            row: &|at| self.found.get(at).cloned(),
            order: None,
            cursor,
            is_focused: true,
        };
        table.draw(paint, place.table.header, place.table.rows);
        Some(typing)
    }
}

const COLUMNS: &[Column<Found>] = &[
    Column {
        header: "column-kind",
        width: 8,
        width_max: 8,
        side: Side::Left,
        by: None,
        text: |words, theme, found, _| (words.text(found.kind()), theme.dim),
    },
    Column {
        header: "column-name",
        width: 20,
        width_max: 60,
        side: Side::Left,
        by: None,
        text: |_, theme, found, _| (found.name().to_owned(), theme.text),
    },
    Column {
        header: "column-about",
        width: 16,
        width_max: 60,
        side: Side::Left,
        by: None,
        text: |words, theme, found, _| (found.about(words), theme.dim),
    },
];
