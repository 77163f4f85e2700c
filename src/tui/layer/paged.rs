//! Rows in a table over the pane that the store hands out a page at a time: asked for as far as they are visible.

use ratatui::layout::Rect;

use super::{Clicked, clicked};
use crate::i18n::Words;
use crate::service::view::deals::Page;
use crate::service::{Query, View};
use crate::tui::action::Step;
use crate::tui::effect::{Effect, Slot};
use crate::tui::event::{Answer, Mouse};
use crate::tui::layout::{PopupTable, popup_table};
use crate::tui::widget::table::position;
use crate::tui::window::{PAGE, Portion, Window};

/// The rows, and how many there are.
#[derive(Debug)]
pub(super) struct Paged<R> {
    /// Those that are loaded.
    pub rows: Window<R>,
    slot: Slot,
    /// How many there are in all, once the store has said so.
    count: Option<i64>,
}

impl<R> Paged<R> {
    /// Rows whose answers come by this name.
    pub fn new(slot: Slot) -> Self {
        let mut paged = Self {
            rows: Window::default(),
            slot,
            count: None,
        };
        paged.begin();
        paged
    }

    /// Forgets them: it will be others.
    pub fn begin(&mut self) {
        self.count = None;
        self.rows.reset();
        // How many there are is not known yet: a page of them is asked for.
        self.rows.recount_in(PAGE);
    }

    /// Where they are.
    pub fn place(&self, over: Rect) -> PopupTable {
        popup_table(over, self.rows.count.max(1))
    }

    /// Asks for the rows that are visible and not loaded.
    pub fn follow(&mut self, over: Rect, query: impl FnOnce(Page) -> Query) -> Vec<Effect> {
        let height = usize::from(self.place(over).rows.height);
        self.rows.cursor.keep_in(self.rows.count, height);
        let first = self.rows.cursor.offset;
        let page = self.rows.missing(first..first + height);
        let ask = |page| self.rows.asked.ask(self.slot, query(page));
        page.map(ask).into_iter().collect()
    }

    /// Moves the selection.
    pub fn step(&mut self, step: Step, over: Rect) {
        let height = self.place(over).rows.height;
        self.rows.step(step, height.into());
    }

    /// Takes a click.
    pub fn click(&mut self, over: Rect, mouse: Mouse) -> Clicked {
        let place = self.place(over);
        clicked(&place, &mut self.rows.cursor, self.rows.count, mouse)
    }

    /// Takes an answer, with how many there are in all. Says whether it was to what was asked last.
    pub fn take(
        &mut self,
        answer: &Answer,
        count: fn(&View) -> Option<i64>,
        portion: fn(View) -> Option<Portion<R>>,
    ) -> bool {
        let is_taken = answer.slot == self.slot
            && (self.rows).take(answer.generation, answer.result.clone(), portion);
        let all = answer.result.as_ref().ok().and_then(count);
        if let Some(all) = all.filter(|_| is_taken) {
            self.count = Some(all);
            self.rows.recount(all);
        }
        is_taken
    }

    /// Which of how many is selected: `2 of 29`.
    pub fn position(&self, words: &Words) -> Option<String> {
        let has_rows = self.count.is_some_and(|count| count > 0);
        has_rows.then(|| position(words, self.rows.cursor, self.rows.count))
    }

    /// What is said where there are no rows.
    pub fn instead(&self, words: &Words, empty: &str) -> Option<String> {
        match (&self.rows.asked.failure, self.count) {
            (Some(failure), _) => Some(words.say(failure)),
            (None, None) => Some(words.text("waiting")),
            (None, Some(0)) => Some(words.text(empty)),
            _ => None,
        }
    }
}
