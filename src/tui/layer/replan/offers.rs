//! What helps when the day breaks: what fits into the time that became free, or what makes way for a deal that is ready to
//! be signed. Each is one key and one change.
//!
//! ```text
//! ┌ Replan · Hotel Zur Post ─────────────────────────────────────┐
//! │ free Wed 25 Nov 11:00 · 1 h                                  │
//! │   what                       why                hours  amount│
//! │ ▶ call Fjord Catering        in the week          0.3  € 31k │
//! │   mail Price list            backlog              0.3        │
//! └────────────────────────────────────────────────────── 1 of 9 ┘
//! ```

use ratatui::layout::{Position, Rect};

use crate::domain::calendar::Day;
use crate::domain::command::Spot;
use crate::domain::id::RepId;
use crate::domain::message::Message;
use crate::domain::replan::Load;
use crate::i18n::Words;
use crate::service::Query;
use crate::service::view::replan::{Break, Offer, ReplanView};
use crate::tui::action::{Action, Context};
use crate::tui::asked::{Asked, read_as};
use crate::tui::effect::{Effect, Slot};
use crate::tui::event::{Answer, Mouse};
use crate::tui::job::{Busy, Job, Outcome};
use crate::tui::layer::plan::{place, what, why};
use crate::tui::layer::{Clicked, Layer, Reaction, clicked, draw_instead};
use crate::tui::model::{Cursor, Model};
use crate::tui::pane::sprint::hours;
use crate::tui::update;
use crate::tui::widget::table::{Column, Side, Table, position, widest};
use crate::tui::widget::{Paint, text};

pub(in crate::tui::layer) const CONTEXTS: &[Context] = &[
    Context::Everywhere,
    Context::Cursor,
    Context::Choice,
    Context::Named,
    Context::Layer,
];

/// What helps when a day breaks.
#[derive(Debug)]
pub(super) struct Offers {
    rep_id: RepId,
    today: Day,
    about: Break,
    /// The same before what was sent last.
    before: Break,
    /// What makes way does so because of this.
    reason: String,
    name: String,
    asked: Asked<Box<ReplanView>>,
    /// Whether what is done first is done.
    is_begun: bool,
    is_sent: bool,
    /// How often one more was to be taken before the answer was there.
    owed: usize,
    /// Why the last one was refused.
    problem: Option<Message>,
    cursor: Cursor,
}

impl Offers {
    /// As long as what comes first is on its way.
    pub(super) fn new(rep_id: RepId, today: Day, about: Break, name: String) -> Self {
        Self {
            rep_id,
            today,
            before: about.clone(),
            about,
            reason: String::new(),
            name,
            asked: Asked::default(),
            is_begun: false,
            is_sent: true,
            owed: 0,
            problem: None,
            cursor: Cursor::default(),
        }
    }

    /// The same where what makes way does so for this reason.
    pub(super) fn because(self, reason: String) -> Self {
        Self { reason, ..self }
    }

    fn offers(&self) -> &[Offer] {
        // As long as something is on its way, what was answered may be gone.
        let answer = self.asked.answer.as_ref().filter(|_| self.is_begun);
        answer.map_or(&[], |view| &view.offers)
    }

    fn take_selected(&mut self, model: &mut Model) -> Vec<Effect> {
        if self.is_sent || self.asked.is_waiting || model.busy != Busy::Idle {
            self.owed += 1;
            return Vec::new();
        }
        let Some(offer) = self.offers().get(self.cursor.selected) else {
            return Vec::new();
        };
        let slot = match &self.about {
            Break::Free(slot) => Some(slot),
            Break::Ready(_) => None,
        };
        let left = slot.map(|slot| slot.after(offer.what.minutes));
        let command = offer.command(slot, self.rep_id, &self.reason, model.today);
        let Some(command) = command else {
            return Vec::new();
        };
        let effects = update::work(model, Job::Run(command));
        self.is_sent = !effects.is_empty();
        if self.is_sent {
            self.problem = None;
            self.before = self.about.clone();
            if let Some(left) = left {
                self.about = Break::Free(left);
            }
        }
        effects
    }

    /// What is free, or how full today and the week are.
    fn head(&self, words: &Words) -> Vec<(String, bool)> {
        let hours_of = |minutes: i64| hours(words, minutes);
        if let Break::Free(slot) = &self.about {
            let on = words.day_brief(slot.on, self.today);
            let parts = [Some(on), slot.start_time.clone()];
            let when: Vec<_> = parts.into_iter().flatten().collect();
            let said = Message::new("replan-free")
                .with("when", when.join(" "))
                .with("hours", hours_of(slot.minutes));
            return vec![(words.say(&said), false)];
        }
        let load = self.asked.answer.as_ref().map(|view| &view.load);
        let said = |load: &Load| {
            let of = |key, minutes, capacity| {
                let said = Message::new(key)
                    .with("load", hours_of(minutes))
                    .with("capacity", hours_of(capacity));
                (words.say(&said), minutes > capacity)
            };
            vec![
                of("replan-day", load.day_minutes, load.day_capacity),
                of("replan-week", load.week_minutes, load.week_capacity),
            ]
        };
        load.filter(|_| self.is_begun).map_or_else(Vec::new, said)
    }

    /// Says what is wrong, or that there is nothing to choose from.
    fn said(&self, words: &Words) -> Option<String> {
        if let Some(failure) = &self.asked.failure {
            return Some(words.say(failure));
        }
        if self.asked.answer.is_none() || !self.is_begun {
            return Some(words.text("waiting"));
        }
        let key = match self.about {
            Break::Free(_) => "replan-none-fits",
            Break::Ready(_) => "replan-all-fits",
        };
        self.offers().is_empty().then(|| words.text(key))
    }
}

/// Why something fits, or where it goes.
fn reason(words: &Words, offer: &Offer, today: Day) -> String {
    match &offer.to {
        None => why(words, &offer.what),
        Some(Spot::Day(on, _)) => {
            let on = words.day_brief(*on, today);
            words.say(&Message::new("replan-to").with("when", on))
        }
        Some(Spot::Week(on)) => {
            let week = words.week(*on);
            words.say(&Message::new("replan-to").with("when", week))
        }
    }
}

/// What is offered, with the day on which it is.
type Row = (Offer, Day);

const COLUMNS: &[Column<Row>] = &[
    Column {
        header: "column-what",
        width: 20,
        width_max: 40,
        side: Side::Left,
        by: None,
        text: |words, theme, row, _| (what(words, &row.0.what), theme.text),
    },
    Column {
        header: "column-reasons",
        width: 14,
        width_max: 30,
        side: Side::Left,
        by: None,
        text: |words, theme, row, _| (reason(words, &row.0, row.1), theme.text),
    },
    Column {
        header: "column-hours",
        width: 7,
        width_max: 7,
        side: Side::Right,
        by: None,
        text: |words, theme, row, _| (hours(words, row.0.what.minutes), theme.text),
    },
    Column {
        header: "column-amount",
        width: 9,
        width_max: 9,
        side: Side::Right,
        by: None,
        text: |words, theme, row, _| {
            let amount = row.0.what.amount.map(|it| words.money_short(it));
            (amount.unwrap_or_default(), theme.text)
        },
    },
];

impl Layer for Offers {
    fn contexts(&self) -> &'static [Context] {
        CONTEXTS
    }

    fn people(&self, _model: &Model) -> Vec<RepId> {
        let selected = self.offers().get(self.cursor.selected);
        vec![selected.map_or(self.rep_id, |it| it.what.whose(self.rep_id))]
    }

    fn is_waiting(&self) -> bool {
        self.is_sent
    }

    fn finished(&mut self, outcome: Outcome) -> Option<Message> {
        self.is_sent = false;
        let is_done = outcome.told(&mut self.problem).is_some();
        if !is_done {
            self.about = self.before.clone();
            self.owed = 0;
        }
        // Where the first thing was refused nothing else follows from it.
        if !is_done && !self.is_begun {
            return self.problem.take();
        }
        self.is_begun = true;
        None
    }

    fn owed(&mut self) -> Option<Action> {
        if self.owed == 0 || self.is_sent || self.asked.is_waiting {
            return None;
        }
        self.owed -= 1;
        Some(Action::Open)
    }

    fn act(&mut self, model: &mut Model, _words: &Words, action: Action) -> Reaction {
        match action {
            Action::Back => return Reaction::close(Vec::new()),
            Action::Open => return Reaction::stay(self.take_selected(model)),
            Action::Move(step) => {
                let (_, place) = place(model.pane_area());
                let count = self.offers().len();
                self.cursor.step(step, count, place.rows.height.into());
            }
            _ => {}
        }
        Reaction::default()
    }

    // A click selects an offer, and takes the one that is selected.
    fn click(&mut self, model: &mut Model, _words: &Words, mouse: Mouse) -> Reaction {
        let (_, place) = place(model.pane_area());
        let count = self.offers().len();
        match clicked(&place, &mut self.cursor, count, mouse) {
            Clicked::Opens => Reaction::stay(self.take_selected(model)),
            Clicked::Leaves => Reaction::close(Vec::new()),
            Clicked::Selects | Clicked::Misses => Reaction::default(),
        }
    }

    fn refresh(&mut self, _over: Rect) -> Vec<Effect> {
        let query = Query::Replan {
            rep_id: self.rep_id,
            about: self.about.clone(),
            today: self.today,
        };
        vec![self.asked.ask(Slot::Replan, query)]
    }

    fn take(&mut self, answer: &Answer, _over: Rect) -> Vec<Effect> {
        if answer.slot == Slot::Replan {
            let result = answer.result.clone();
            self.asked.take(answer.generation, result, read_as!(Replan));
            let last = self.offers().len().saturating_sub(1);
            self.cursor.selected = self.cursor.selected.min(last);
        }
        Vec::new()
    }

    fn draw(&self, paint: &mut Paint<'_>, _model: &Model, over: Rect) -> Option<Position> {
        let (head, place) = place(over);
        let count = self.offers().len();
        let mut cursor = self.cursor;
        cursor.keep_in(count, place.rows.height.into());
        let at = (count > 0).then(|| position(paint.words, cursor, count));
        let title = Message::new("replan-title").with("name", self.name.as_str());
        let title = paint.words.say(&title);
        paint.popup(place.frame, &title, at.as_deref());
        let mut rest = text::after(head, 1);
        for (said, is_over) in self.head(paint.words) {
            let (sign, style) = if is_over {
                ("! ", paint.theme.warn)
            } else {
                ("", paint.theme.text)
            };
            let taken = text::put(paint.buf, rest, &[sign, &said].concat(), style);
            rest = text::after(rest, taken + 3);
        }
        if let Some(problem) = &self.problem {
            let line = Rect {
                y: head.y + 1,
                ..head
            };
            let said = paint.words.say(problem);
            text::put(paint.buf, text::after(line, 1), &said, paint.theme.bad);
        }
        if let Some(said) = self.said(paint.words) {
            draw_instead(paint, &place, &said);
            return None;
        }
        let rows: Vec<Row> = self
            .offers()
            .iter()
            .map(|it| (it.clone(), self.today))
            .collect();
        let widest_of = |column: &Column<Row>| {
            let texts = rows.iter();
            let texts = texts.map(|row| (column.text)(paint.words, paint.theme, row, u16::MAX).0);
            widest(texts.collect::<Vec<_>>().iter().map(String::as_str))
        };
        let widths: Vec<u16> = COLUMNS.iter().map(widest_of).collect();
        let table = Table {
            columns: COLUMNS,
            kept: 3,
            widths: &widths,
            count,
            row: &|at| rows.get(at).cloned(),
            order: None,
            cursor,
            is_focused: true,
        };
        table.draw(paint, place.header, place.rows)
    }
}
