//! Calling the band: the seats on a deal that are empty, why they should not be, and who could take each; one key adds all
//! that are ticked, as one change.
//!
//! ```text
//! ┌ Call the band · Stadtwerke Kiel ─────────────────────────────────────────────┐
//! │   seat                  name       why                  to do                │
//! │ ▶ ✓ sales engineer      Anastasia  complex              2 duties, 9 deals    │
//! │   ✓ executive sponsor   Xaver      stalled              1 deal               │
//! │   knows: Tower 4, Filter –                                                   │
//! └─────────────────────────────────────────────────────────────────────── 1 of 2 ┘
//! ```

use ratatui::layout::{Position, Rect};

use super::{Clicked, Layer, Reaction, clicked, draw_instead};
use crate::domain::band::Candidate;
use crate::domain::calendar::Day;
use crate::domain::id::{DealId, RepId};
use crate::domain::message::Message;
use crate::i18n::{NO_VALUE, Words};
use crate::service::Query;
use crate::service::view::band::{BandView, EmptySeat};
use crate::tui::action::{Action, Context};
use crate::tui::asked::{Asked, read_as};
use crate::tui::effect::{Effect, Slot};
use crate::tui::event::{Answer, Mouse};
use crate::tui::job::Job;
use crate::tui::layout::{PopupTable, popup_table};
use crate::tui::model::{Cursor, Model};
use crate::tui::update;
use crate::tui::widget::table::{Column, MARKED, Side, Table, position, widest};
use crate::tui::widget::{Paint, deal, text};

pub(super) const CONTEXTS: &[Context] = &[
    Context::Everywhere,
    Context::Cursor,
    Context::Band,
    Context::Named,
    Context::Layer,
];

/// Lines below the seats.
const FOOT: u16 = 1;

/// Whom a deal calls.
#[derive(Debug)]
pub struct Band {
    id: DealId,
    name: String,
    today: Day,
    asked: Asked<Box<BandView>>,
    /// Of each seat who is to take it, by their place among those who could, and whether they are to.
    chosen: Vec<(usize, bool)>,
    /// Whether they were to be added before it was known who they are.
    is_owed: bool,
    cursor: Cursor,
}

/// Lays whom a deal calls over what is shown.
pub(in crate::tui) fn open(model: &mut Model, id: DealId, name: &str) -> Vec<Effect> {
    let mut band = Band {
        id,
        name: name.to_owned(),
        today: model.today,
        asked: Asked::default(),
        chosen: Vec::new(),
        is_owed: false,
        cursor: Cursor::default(),
    };
    let effects = band.refresh(model.pane_area());
    model.layers.push(Box::new(band));
    effects
}

impl Band {
    fn seats(&self) -> &[EmptySeat] {
        self.asked.answer.as_ref().map_or(&[], |view| &view.seats)
    }

    fn place(&self, over: Rect) -> PopupTable {
        let mut place = popup_table(over, self.seats().len().max(1) + usize::from(FOOT));
        place.rows.height = place.rows.height.saturating_sub(FOOT);
        place
    }

    /// What is known of who would take the selected seat: what they have to do, and how well they know the products.
    fn foot(&self, words: &Words) -> String {
        let row = self.rows().nth(self.cursor.selected);
        let row = row.filter(|row| row.candidate.is_some());
        let parts = row.map_or_else(Vec::new, |row| vec![row.load(words), row.knows(words)]);
        let parts: Vec<_> = parts.into_iter().filter(|it| !it.is_empty()).collect();
        parts.join(" · ")
    }

    /// Who is to take a seat.
    fn candidate(&self, at: usize) -> Option<&Candidate> {
        let (nth, _) = self.chosen.get(at)?;
        self.seats().get(at)?.candidates.get(*nth)
    }

    fn is_ticked(&self, at: usize) -> bool {
        self.candidate(at).is_some() && self.chosen.get(at).is_some_and(|it| it.1)
    }

    /// Lets somebody else take the selected seat: the next one who could.
    fn turn(&mut self) {
        let at = self.cursor.selected;
        let count = self.seats().get(at).map_or(0, |it| it.candidates.len());
        if let Some((nth, is_ticked)) = self.chosen.get_mut(at).filter(|_| count > 0) {
            *nth = (*nth + 1) % count;
            *is_ticked = true;
        }
    }

    /// Adds all that are ticked. Nobody sits twice: of two seats of one person the first is taken.
    fn add(&mut self, model: &mut Model) -> Reaction {
        let Some(view) = &self.asked.answer else {
            self.is_owed = self.asked.is_waiting;
            return Reaction::default();
        };
        let mut all: Vec<&Candidate> = Vec::new();
        let ticked = (0..view.seats.len()).filter(|at| self.is_ticked(*at));
        for it in ticked.filter_map(|at| self.candidate(at)) {
            if !all.iter().any(|other| other.rep_id == it.rep_id) {
                all.push(it);
            }
        }
        let Some(command) = view.command(&all, self.today) else {
            return Reaction::close(Vec::new());
        };
        let effects = update::work(model, Job::Run(command));
        Reaction {
            closes: !effects.is_empty(),
            effects,
        }
    }

    fn rows(&self) -> impl Iterator<Item = Row> + '_ {
        let view = self.asked.answer.iter();
        let seats = view.flat_map(|view| view.seats.iter().map(|seat| (seat, &view.products)));
        seats.enumerate().map(|(at, (seat, products))| Row {
            seat: seat.clone(),
            candidate: self.candidate(at).cloned(),
            is_ticked: self.is_ticked(at),
            products: products.clone(),
        })
    }
}

/// A seat as it is shown.
#[derive(Debug, Clone)]
struct Row {
    seat: EmptySeat,
    candidate: Option<Candidate>,
    is_ticked: bool,
    products: Vec<String>,
}

impl Row {
    /// The role that they get, else what the seat is for.
    fn seat(&self, words: &Words) -> String {
        let role = self.candidate.as_ref().and_then(|it| it.role.clone());
        let name = role.unwrap_or_else(|| deal::function(words, self.seat.missing.function));
        let tick = if self.is_ticked { MARKED } else { " " };
        [tick, " ", &name].concat()
    }

    /// Who it would be, and whether they usually are.
    fn who(&self, words: &Words) -> String {
        match &self.candidate {
            None => words.text("band-nobody"),
            Some(it) if it.is_usual => {
                words.say(&Message::new("band-usual").with("name", it.name.as_str()))
            }
            Some(it) => it.name.clone(),
        }
    }

    /// How well they know the products: `Tower 4, Filter –`.
    fn knows(&self, words: &Words) -> String {
        let levels = self.candidate.iter().flat_map(|it| &it.levels);
        let known = self.products.iter().zip(levels).map(|(product, level)| {
            let level = level.map_or_else(|| NO_VALUE.to_owned(), |level| level.to_string());
            [product, " ", &level].concat()
        });
        let known = known.collect::<Vec<_>>().join(", ");
        if known.is_empty() {
            return known;
        }
        words.say(&Message::new("band-knows").with("what", known))
    }

    fn load(&self, words: &Words) -> String {
        let said = |(key, count): (&'static str, i64)| {
            (count > 0).then(|| words.say(&Message::new(key).with("count", count)))
        };
        let load = self.candidate.iter();
        let load = load.flat_map(|it| [("band-duties", it.duties), ("band-deals", it.deals)]);
        load.filter_map(said).collect::<Vec<_>>().join(", ")
    }
}

const COLUMNS: &[Column<Row>] = &[
    Column {
        header: "column-seat",
        width: 16,
        width_max: 30,
        side: Side::Left,
        by: None,
        text: |words, theme, row, _| {
            let style = if row.is_ticked { theme.text } else { theme.dim };
            (row.seat(words), style)
        },
    },
    Column {
        header: "column-name",
        width: 14,
        width_max: 36,
        side: Side::Left,
        by: None,
        text: |words, theme, row, _| {
            let style = match row.candidate {
                Some(_) => theme.text,
                None => theme.bad,
            };
            (row.who(words), style)
        },
    },
    Column {
        header: "column-reasons",
        width: 10,
        width_max: 30,
        side: Side::Left,
        by: None,
        text: |words, theme, row, _| (deal::causes(words, &row.seat.missing), theme.warn),
    },
    Column {
        header: "column-to-do",
        width: 18,
        width_max: 24,
        side: Side::Left,
        by: None,
        text: |words, theme, row, _| (row.load(words), theme.dim),
    },
];

impl Layer for Band {
    fn contexts(&self) -> &'static [Context] {
        CONTEXTS
    }

    fn people(&self, _model: &Model) -> Vec<RepId> {
        let candidate = self.candidate(self.cursor.selected);
        candidate.map(|it| it.rep_id).into_iter().collect()
    }

    fn act(&mut self, model: &mut Model, _words: &Words, action: Action) -> Reaction {
        match action {
            Action::Back => return Reaction::close(Vec::new()),
            Action::Open => return self.add(model),
            Action::Move(step) => {
                let height = self.place(model.pane_area()).rows.height;
                let count = self.seats().len();
                self.cursor.step(step, count, height.into());
            }
            Action::Mark => {
                if let Some((_, is_ticked)) = self.chosen.get_mut(self.cursor.selected) {
                    *is_ticked = !*is_ticked;
                }
            }
            Action::NextPart => self.turn(),
            _ => {}
        }
        Reaction::default()
    }

    fn owed(&mut self) -> Option<Action> {
        let is_owed = self.is_owed && !self.asked.is_waiting;
        self.is_owed &= !is_owed;
        is_owed.then_some(Action::Open)
    }

    // A click selects a seat, and ticks the one that is selected or not any more; beside the list it closes it.
    fn click(&mut self, model: &mut Model, words: &Words, mouse: Mouse) -> Reaction {
        let place = self.place(model.pane_area());
        let count = self.seats().len();
        match clicked(&place, &mut self.cursor, count, mouse) {
            Clicked::Opens => self.act(model, words, Action::Mark),
            Clicked::Leaves => Reaction::close(Vec::new()),
            Clicked::Selects | Clicked::Misses => Reaction::default(),
        }
    }

    fn refresh(&mut self, _over: Rect) -> Vec<Effect> {
        let query = Query::Band {
            id: self.id,
            today: self.today,
        };
        vec![self.asked.ask(Slot::Band, query)]
    }

    fn take(&mut self, answer: &Answer, _over: Rect) -> Vec<Effect> {
        if answer.slot == Slot::Band {
            let before = self.asked.answer.take();
            let result = answer.result.clone();
            self.asked.take(answer.generation, result, read_as!(Band));
            // What was chosen stays chosen as long as there is the same to choose from.
            let seats = |view: Option<&BandView>| view.map(|it| it.seats.clone());
            if seats(before.as_deref()) != seats(self.asked.answer.as_deref()) {
                self.chosen = vec![(0, true); self.seats().len()];
            }
            let last = self.seats().len().saturating_sub(1);
            self.cursor.selected = self.cursor.selected.min(last);
        }
        Vec::new()
    }

    fn draw(&self, paint: &mut Paint<'_>, _model: &Model, over: Rect) -> Option<Position> {
        let place = self.place(over);
        let rows: Vec<_> = self.rows().collect();
        let mut cursor = self.cursor;
        cursor.keep_in(rows.len(), place.rows.height.into());
        let at = (!rows.is_empty()).then(|| position(paint.words, cursor, rows.len()));
        let title = Message::new("band-title").with("name", self.name.as_str());
        paint.popup(place.frame, &paint.words.say(&title), at.as_deref());
        let said = match (&self.asked.failure, &self.asked.answer) {
            (Some(failure), _) => Some(paint.words.say(failure)),
            (None, None) => Some(paint.words.text("waiting")),
            (None, Some(_)) => rows.is_empty().then(|| paint.words.text("band-complete")),
        };
        if let Some(said) = said {
            draw_instead(paint, &place, &said);
            return None;
        }
        let words = paint.words;
        let of = |text: &dyn Fn(&Row) -> String| {
            let texts: Vec<_> = rows.iter().map(text).collect();
            widest(texts.iter().map(String::as_str))
        };
        let table = Table {
            columns: COLUMNS,
            kept: 3,
            widths: &[
                of(&|row| row.seat(words)),
                of(&|row| row.who(words)),
                of(&|row| deal::causes(words, &row.seat.missing)),
                of(&|row| row.load(words)),
            ],
            count: rows.len(),
            row: &|at| rows.get(at).cloned(),
            order: None,
            cursor,
            is_focused: true,
        };
        let marker = table.draw(paint, place.header, place.rows);
        let foot = Rect {
            y: place.rows.bottom(),
            height: FOOT,
            ..place.rows
        };
        let said = self.foot(words);
        text::put(paint.buf, text::after(foot, 3), &said, paint.theme.dim);
        marker
    }
}
