//! The planning of a week: what may be put into it, each with its reason, taken or left with one key, beside how much of
//! the time there is that fills.
//!
//! ```text
//! ┌ Plan W48 · Bavo ─────────────────────────────────────────────┐
//! │ ▇▇▇▇▇▇▇▇▇▁▁▁▁▁  planned 24 h of 36 h  12 h free              │
//! │   what                       why                hours  amount│
//! │   CARRIED OVER 1                                             │
//! │ ▶ proposal Price list        carried over ↷2      1.0        │
//! │   DEALS 8                                                    │
//! │   follow-up Stadtwerke Kiel  no next step         0.3  € 90k │
//! └────────────────────────────────────────────────────── 1 of 9 ┘
//! ```

mod entry;

use std::collections::BTreeSet;

use ratatui::layout::{Position, Rect};

use super::{Clicked, Layer, Reaction, clicked, draw_instead};
use crate::domain::calendar::Day;
use crate::domain::command::Command;
use crate::domain::id::RepId;
use crate::domain::message::Message;
use crate::domain::money::Ratio;
use crate::domain::plan::{Key, Suggestion, fitting};
use crate::domain::sprint::SprintState;
use crate::i18n::Words;
use crate::service::Query;
use crate::service::view::plan::PlanView;
use crate::tui::action::{Action, Context, Shift};
use crate::tui::asked::{Asked, read_as};
use crate::tui::effect::{Effect, Slot};
use crate::tui::event::{Answer, Mouse};
use crate::tui::job::{Busy, Job, Outcome};
use crate::tui::layout::{PopupTable, below, large_popup};
use crate::tui::model::{Cursor, Model};
use crate::tui::pane::sprint::{self, hours};
use crate::tui::update;
use crate::tui::widget::table::{Table, position, widest};
use crate::tui::widget::{Paint, meter, text};
use entry::{COLUMNS, Entry, Row, group, reason};
pub(super) use entry::{what, why};

pub(super) const CONTEXTS: &[Context] = &[
    Context::Everywhere,
    Context::Cursor,
    Context::Planning,
    Context::Weeks,
    Context::Named,
    Context::Layer,
];

/// Cells of the meter of hours.
const METER: u16 = 24;

/// Lines above the table: how full the week is.
const HEAD: u16 = 2;

/// The planning of a week.
#[derive(Debug)]
pub struct Plan {
    rep_id: RepId,
    /// A day of the week; without one it is the week that is planned at this time.
    week_on: Option<Day>,
    today: Day,
    asked: Asked<Box<PlanView>>,
    /// What is not to be in the week, as far as it was said here.
    left: BTreeSet<Key>,
    /// What was taken, and is not in the week that was answered yet.
    taken: BTreeSet<Key>,
    is_sent: bool,
    /// How often one more was to be taken before that.
    owed: usize,
    /// Why the last one was refused.
    problem: Option<Message>,
    cursor: Cursor,
}

/// Lays the planning of a rep's week over the pane.
pub fn open(model: &mut Model, rep_id: Option<RepId>, week_on: Option<Day>) -> Vec<Effect> {
    let Some(rep_id) = rep_id else {
        model.tell(Message::new("plan-whose"));
        return Vec::new();
    };
    let mut plan = Plan {
        rep_id,
        week_on,
        today: model.today,
        asked: Asked::default(),
        left: BTreeSet::new(),
        taken: BTreeSet::new(),
        is_sent: false,
        owed: 0,
        problem: None,
        cursor: Cursor::default(),
    };
    let effects = plan.refresh(model.pane_area());
    model.layers.push(Box::new(plan));
    effects
}

impl Plan {
    fn suggestions(&self) -> impl Iterator<Item = &Suggestion> {
        let all = self.asked.answer.iter().flat_map(|view| &view.suggestions);
        all.filter(|it| !self.taken.contains(&it.key))
    }

    fn rows(&self) -> Vec<Row> {
        self.suggestions()
            .map(|it| (it.clone(), self.left.contains(&it.key)))
            .collect()
    }

    /// The suggestions with what stands above each group of them.
    fn entries(&self) -> Vec<Entry> {
        let rows = self.rows();
        let groups = rows.chunk_by(|a, b| group(a.0.why) == group(b.0.why));
        let entries = groups.flat_map(|rows| {
            let head = rows
                .first()
                .map(|it| Entry::Group(group(it.0.why), rows.len()));
            let items = rows.iter().cloned().map(|it| Entry::Item(Box::new(it)));
            head.into_iter().chain(items)
        });
        entries.collect()
    }

    /// The cursor among the lines of the list, as far down as the selected suggestion must be seen.
    fn shown(&self, entries: &[Entry], page: usize) -> Cursor {
        let is_item = |(_, it): &(usize, &Entry)| matches!(it, Entry::Item(_));
        let mut lines = entries.iter().enumerate().filter(is_item);
        let selected = lines.nth(self.cursor.selected).map_or(0, |(at, _)| at);
        let mut cursor = Cursor {
            selected,
            ..Cursor::default()
        };
        cursor.keep_in(entries.len(), page);
        cursor
    }

    fn count(&self) -> usize {
        self.suggestions().count()
    }

    fn selected(&self) -> Option<&Suggestion> {
        self.suggestions().nth(self.cursor.selected)
    }

    /// Minutes of all that is in the week, with what was just taken.
    fn load(&self) -> i64 {
        self.asked.answer.as_ref().map_or(0, |view| {
            let taken = view.suggestions.iter();
            let taken = taken.filter(|it| self.taken.contains(&it.key));
            view.load_minutes + taken.map(|it| it.minutes).sum::<i64>()
        })
    }

    /// Puts the selected one into the week. Whoever is faster than the store takes the next one when it is there.
    fn take_selected(&mut self, model: &mut Model) -> Vec<Effect> {
        if self.is_sent || self.asked.is_waiting || model.busy != Busy::Idle {
            self.owed += 1;
            return Vec::new();
        }
        let selected = self.selected().cloned();
        self.send(model, &selected.into_iter().collect::<Vec<_>>())
    }

    /// Puts all that fits into the week, in its order; what is left stays where it is.
    fn take_all(&mut self, model: &mut Model) -> Vec<Effect> {
        let Some(view) = &self.asked.answer else {
            return Vec::new();
        };
        let free = view.capacity_minutes - self.load();
        let wanted = self.suggestions().filter(|it| !self.left.contains(&it.key));
        let fitting: Vec<_> = fitting(wanted, free).into_iter().cloned().collect();
        if fitting.is_empty() {
            self.problem = Some(Message::new("plan-none-fits"));
        }
        self.send(model, &fitting)
    }

    fn send(&mut self, model: &mut Model, taken: &[Suggestion]) -> Vec<Effect> {
        let Some(view) = self.asked.answer.as_ref().filter(|_| !taken.is_empty()) else {
            return Vec::new();
        };
        let (rep_id, week_on, on) = (view.rep_id, view.week_on, model.today);
        let commands = taken
            .iter()
            .map(|it| Command::Week(it.command(rep_id, week_on, on)));
        let mut commands: Vec<_> = commands.collect();
        let command = match commands.len() {
            1 => commands.remove(0),
            _ => Command::Many(commands),
        };
        let effects = update::work(model, Job::Run(command));
        self.is_sent = !effects.is_empty();
        if self.is_sent {
            self.problem = None;
            self.taken.extend(taken.iter().map(|it| it.key));
            self.keep_cursor();
        }
        effects
    }

    /// The board shows the week that was planned.
    fn leave_for(&self, model: &mut Model) -> Vec<Effect> {
        let planned = self.asked.answer.as_ref().map(|view| view.week_on);
        planned.map_or_else(Vec::new, |on| sprint::show_week(model, on))
    }

    /// Leaves the selected one, or does not any more, and goes on to the next.
    fn leave(&mut self) {
        let Some(key) = self.selected().map(|it| it.key) else {
            return;
        };
        if !self.left.remove(&key) {
            self.left.insert(key);
            self.cursor.selected += 1;
            self.keep_cursor();
        }
    }

    fn keep_cursor(&mut self) {
        let last = self.count().saturating_sub(1);
        self.cursor.selected = self.cursor.selected.min(last);
    }

    fn turn(&mut self, model: &Model, shift: Shift) -> Vec<Effect> {
        let Some(now) = self.asked.answer.as_ref().map(|view| view.week_on) else {
            return Vec::new();
        };
        let first = model.today.monday();
        self.week_on = match shift {
            Shift::Earlier => Some(now.plus_days(-7).max(first)),
            Shift::Later => Some(now.plus_days(7).min(Day::MAX.plus_days(-14).monday())),
            Shift::Now => None,
        };
        self.cursor = Cursor::default();
        self.refresh(model.pane_area())
    }

    fn widths(&self, words: &Words) -> [u16; 4] {
        let whats: Vec<_> = self.suggestions().map(|it| what(words, it)).collect();
        let whys: Vec<_> = self.rows().iter().map(|it| reason(words, it)).collect();
        let widest = |texts: &[String]| widest(texts.iter().map(String::as_str));
        [widest(&whats), widest(&whys), 0, 0]
    }

    fn title(&self, words: &Words) -> String {
        let Some(view) = &self.asked.answer else {
            return words.text("action-plan");
        };
        let title = Message::new("plan-title").with("week", words.week(view.week_on));
        words.say(&title.with("rep", view.rep.as_str()))
    }

    /// How much of the time there is in the week is planned.
    fn draw_load(&self, paint: &mut Paint<'_>, view: &PlanView, line: Rect) {
        let (words, theme) = (paint.words, paint.theme);
        let (load, capacity) = (self.load(), view.capacity_minutes);
        let is_over = load > capacity;
        let bar = meter::bar(Ratio::new(load, capacity.max(1)), METER);
        let said = Message::new("plan-load")
            .with("load", hours(words, load))
            .with("capacity", hours(words, capacity));
        let (rest, style) = if is_over {
            ("plan-over", theme.warn)
        } else {
            ("plan-free", theme.dim)
        };
        let rest = Message::new(rest).with("hours", hours(words, (capacity - load).abs()));
        let parts = [
            (bar, theme.accent),
            (words.say(&said), theme.text),
            (words.say(&rest), style),
        ];
        let mut place = text::after(line, 1);
        for (said, style) in parts {
            let taken = text::put(paint.buf, place, &said, style);
            place = text::after(place, taken + 2);
        }
    }
}

/// Where the load is, and below it the table.
pub(super) fn place(over: Rect) -> (Rect, PopupTable) {
    let popup = large_popup(over);
    let table = below(popup.lines, HEAD);
    let place = PopupTable {
        frame: popup.frame,
        header: text::line_of(table, 0),
        rows: below(table, 1),
    };
    (text::line_of(popup.lines, 0), place)
}

impl Layer for Plan {
    fn contexts(&self) -> &'static [Context] {
        CONTEXTS
    }

    fn people(&self, _model: &Model) -> Vec<RepId> {
        let selected = self.selected();
        vec![selected.map_or(self.rep_id, |it| it.whose(self.rep_id))]
    }

    fn is_waiting(&self) -> bool {
        self.is_sent
    }

    fn finished(&mut self, outcome: Outcome) -> Option<Message> {
        self.is_sent = false;
        // What was done is seen in the week.
        if outcome.told(&mut self.problem).is_none() {
            self.taken.clear();
            self.owed = 0;
        }
        None
    }

    fn owed(&mut self) -> Option<Action> {
        if self.owed == 0 || self.is_sent || self.asked.is_waiting {
            return None;
        }
        self.owed -= 1;
        Some(Action::Take)
    }

    fn act(&mut self, model: &mut Model, _words: &Words, action: Action) -> Reaction {
        match action {
            Action::Back => return Reaction::close(self.leave_for(model)),
            Action::Take => return Reaction::stay(self.take_selected(model)),
            Action::TakeAll => return Reaction::stay(self.take_all(model)),
            Action::Week(shift) => return Reaction::stay(self.turn(model, shift)),
            Action::Leave => self.leave(),
            Action::Move(step) => {
                let (_, place) = place(model.pane_area());
                let count = self.count();
                self.cursor.step(step, count, place.rows.height.into());
            }
            _ => {}
        }
        Reaction::default()
    }

    // A click selects a suggestion, and takes the one that is selected.
    fn click(&mut self, model: &mut Model, _words: &Words, mouse: Mouse) -> Reaction {
        let (_, place) = place(model.pane_area());
        let entries = self.entries();
        let mut cursor = self.shown(&entries, place.rows.height.into());
        let done = clicked(&place, &mut cursor, entries.len(), mouse);
        let above = entries.iter().take(cursor.selected);
        let above = above.filter(|it| matches!(it, Entry::Item(_))).count();
        match entries.get(cursor.selected) {
            Some(Entry::Group(..)) => return Reaction::default(),
            Some(Entry::Item(_)) => self.cursor.selected = above,
            None => {}
        }
        match done {
            Clicked::Opens => Reaction::stay(self.take_selected(model)),
            Clicked::Leaves => Reaction::close(self.leave_for(model)),
            Clicked::Selects | Clicked::Misses => Reaction::default(),
        }
    }

    fn refresh(&mut self, _over: Rect) -> Vec<Effect> {
        let query = Query::Plan {
            rep_id: self.rep_id,
            week_on: self.week_on,
            today: self.today,
        };
        vec![self.asked.ask(Slot::Plan, query)]
    }

    fn take(&mut self, answer: &Answer, _over: Rect) -> Vec<Effect> {
        if answer.slot != Slot::Plan {
            return Vec::new();
        }
        let result = answer.result.clone();
        if self.asked.take(answer.generation, result, read_as!(Plan)) {
            self.taken.clear();
            // What time it is by now makes no other week of it.
            self.week_on = self.asked.answer.as_ref().map(|view| view.week_on);
            self.keep_cursor();
        }
        Vec::new()
    }

    fn draw(&self, paint: &mut Paint<'_>, _model: &Model, over: Rect) -> Option<Position> {
        let (head, place) = place(over);
        let count = self.count();
        let entries = self.entries();
        let cursor = self.shown(&entries, place.rows.height.into());
        let at = (count > 0).then(|| position(paint.words, self.cursor, count));
        let title = self.title(paint.words);
        paint.popup(place.frame, &title, at.as_deref());
        let said = match (&self.asked.failure, &self.asked.answer) {
            (Some(failure), _) => Some(paint.words.say(failure)),
            (None, None) => Some(paint.words.text("waiting")),
            (None, Some(view)) => {
                self.draw_load(paint, view, head);
                let is_closed = view.state == SprintState::Closed;
                let key = if is_closed {
                    "plan-closed"
                } else {
                    "plan-empty"
                };
                (count == 0).then(|| paint.words.text(key))
            }
        };
        if let Some(problem) = &self.problem {
            let line = Rect {
                y: head.y + 1,
                ..head
            };
            let said = paint.words.say(problem);
            text::put(paint.buf, text::after(line, 1), &said, paint.theme.bad);
        }
        if let Some(said) = said {
            draw_instead(paint, &place, &said);
            return None;
        }
        let table = Table {
            columns: COLUMNS,
            kept: 4,
            widths: &self.widths(paint.words),
            count: entries.len(),
            row: &|at| entries.get(at).cloned(),
            order: None,
            cursor,
            is_focused: true,
        };
        table.draw(paint, place.header, place.rows)
    }
}
