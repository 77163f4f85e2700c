//! A long list: a window of loaded rows that follows what is visible, however many there are.

use std::ops::Range;

use crate::domain::message::Message;
use crate::service::View;
use crate::service::view::deals::{Anchor, Page};
use crate::tui::action::Step;
use crate::tui::asked::Asked;
use crate::tui::model::Cursor;

/// Rows that are asked for at a time.
pub const PAGE: usize = 100;

/// More rows than this are not kept.
const KEPT_MAX: usize = 4 * PAGE;

/// A list of which only what is near the selected row is loaded.
#[derive(Debug)]
pub struct Window<R> {
    /// How many there are, loaded or not.
    pub count: usize,
    /// The selected one, and the first that is visible.
    pub cursor: Cursor,
    /// The question for more of them.
    pub asked: Asked<Portion<R>>,
    /// What that question is about, and the first row that was visible when it was asked.
    under_way: Option<(Page, usize)>,
    /// Those that are loaded, and which of all of them is the first.
    rows: Vec<(R, Anchor)>,
    first: usize,
    /// Whether what is loaded is to be read again.
    is_stale: bool,
    /// A row that is to be selected, and which of all it was when its place was taken down.
    resumed: Option<(usize, Anchor)>,
    /// Whether `first` is a guess, until an end of the list is seen.
    is_guess: bool,
}

/// A page of the list.
#[derive(Debug, Clone)]
pub struct Portion<R> {
    /// The rows, each with its place in the list.
    pub rows: Vec<(R, Anchor)>,
    /// Whether nothing stands before the first of them.
    pub is_start: bool,
    /// Whether nothing follows the last of them.
    pub is_end: bool,
}

impl<R> Default for Window<R> {
    fn default() -> Self {
        Self {
            count: 0,
            cursor: Cursor::default(),
            asked: Asked::default(),
            under_way: None,
            rows: Vec::new(),
            first: 0,
            is_stale: false,
            resumed: None,
            is_guess: false,
        }
    }
}

impl<R> Window<R> {
    /// One of them, if it is loaded.
    pub fn get(&self, at: usize) -> Option<&R> {
        self.rows
            .get(at.checked_sub(self.first)?)
            .map(|(row, _)| row)
    }

    /// Those that are loaded.
    pub fn loaded(&self) -> impl Iterator<Item = &R> {
        self.rows.iter().map(|(row, _)| row)
    }

    /// The selected one, if it is loaded.
    pub fn selected(&self) -> Option<&R> {
        self.get(self.cursor.selected)
    }

    /// Takes another number of them.
    pub fn recount(&mut self, count: i64) {
        self.recount_in(usize::try_from(count).unwrap_or(0));
    }

    /// The same, counted here.
    pub fn recount_in(&mut self, count: usize) {
        self.count = count;
        self.cursor.selected = self.cursor.selected.min(count.saturating_sub(1));
    }

    /// From now on what is loaded is of an earlier state; it is shown until it has been read again. So is what is under
    /// way, which is taken no more.
    pub fn age(&mut self) {
        self.is_stale = true;
        self.under_way = None;
        self.asked.forget();
    }

    /// Whether what is loaded is of an earlier state.
    pub fn is_stale(&self) -> bool {
        self.is_stale && self.count > 0 && !self.rows.is_empty()
    }

    /// Forgets everything: other deals match, or in another order.
    pub fn reset(&mut self) {
        self.asked.forget();
        let count = self.count;
        *self = Self {
            count,
            asked: std::mem::take(&mut self.asked),
            ..Self::default()
        };
    }

    /// Selects the row of a place that was taken down earlier, or what stands there now: it need not be loaded.
    pub fn resume(&mut self, at: usize, anchor: Anchor) {
        self.cursor.selected = at.min(self.count.saturating_sub(1));
        self.resumed = Some((self.cursor.selected, anchor));
    }

    /// Which of all of them is the first that is wanted, of those that are loaded.
    pub fn place_of(&self, is_wanted: impl Fn(&R) -> bool) -> Option<usize> {
        let at = self.rows.iter().position(|(row, _)| is_wanted(row));
        at.map(|at| at + self.first)
    }

    /// Selects the row of a place. How many stand before it nobody counts: it is in the middle until an end is seen.
    pub fn seek(&mut self, anchor: Anchor) {
        self.age();
        self.rows.clear();
        self.is_guess = self.count > 2 * PAGE;
        let at = if self.is_guess {
            self.count / 2
        } else {
            self.count
        };
        self.resume(at, anchor);
    }

    /// Moves the selection, of which so many are visible at a time.
    pub fn step(&mut self, step: Step, page: usize) {
        self.cursor.step(step, self.count, page);
    }

    /// The page to ask for so that these rows and those around them are loaded, if one is missing.
    pub fn missing(&mut self, visible: Range<usize>) -> Option<Page> {
        // What could not be read is not asked for again until something has changed.
        let has_failed = self.asked.failure.is_some();
        if self.count == 0 || self.under_way.is_some() || has_failed {
            return None;
        }
        let wanted =
            visible.start.saturating_sub(PAGE / 2)..(visible.end + PAGE / 2).min(self.count);
        let loaded = self.first..self.first + self.rows.len();
        let mut first = visible.start;
        // Where the place is a guess, rows may lie beyond either end.
        let is_before = wanted.start < loaded.start || self.is_guess && wanted.start == 0;
        let is_after = loaded.end < wanted.end || self.is_guess && wanted.end == self.count;
        let page = if self.is_stale || self.rows.is_empty() {
            let (page, at) = self.anew(&visible);
            first = at;
            page
        } else if is_before {
            self.towards_start(visible.start)
        } else if is_after {
            self.towards_end(visible.end)
        } else {
            return None;
        };
        self.under_way = Some((page.clone(), first));
        Some(page)
    }

    /// From the first visible row on, if it is known, or from the one that is to be selected; else from where it is
    /// nearest. And which of all rows the page then begins with, if it does so at a row.
    fn anew(&self, visible: &Range<usize>) -> (Page, usize) {
        let first = visible.start;
        let near = self.near();
        if first <= near {
            return (Page::First, 0);
        }
        if visible.end + near >= self.count {
            return (Page::Last, first);
        }
        let known = first.checked_sub(self.first);
        let known = known.and_then(|at| self.rows.get(at));
        let known = known.map(|(_, anchor)| (first, anchor));
        let resumed = self.resumed.as_ref().map(|(at, anchor)| (*at, anchor));
        let at = known.or(resumed.filter(|(at, _)| visible.contains(at)));
        at.map_or((Page::First, 0), |(at, anchor)| {
            (Page::From(anchor.clone()), at)
        })
    }

    /// So near to an end it is read from there: where the place is a guess, only at the end itself.
    fn near(&self) -> usize {
        if self.is_guess { 0 } else { PAGE }
    }

    fn towards_start(&self, wanted: usize) -> Page {
        let before = self.rows.first().map(|(_, it)| Page::Before(it.clone()));
        before
            .filter(|_| wanted > self.near())
            .unwrap_or(Page::First)
    }

    fn towards_end(&self, wanted: usize) -> Page {
        let is_apart = self.first + self.rows.len() + PAGE < wanted;
        let is_near_end = wanted + self.near() >= self.count && (is_apart || self.is_guess);
        let after = self.rows.last().map(|(_, it)| Page::After(it.clone()));
        after.filter(|_| !is_near_end).unwrap_or(Page::Last)
    }

    /// Takes an answer, if it is the one that is awaited.
    pub fn take(
        &mut self,
        generation: u64,
        result: Result<View, Message>,
        read: impl Fn(View) -> Option<Portion<R>>,
    ) -> bool {
        if !self.asked.take(generation, result, read) {
            return false;
        }
        let page = self.under_way.take();
        let Some(answer) = self.asked.answer.take() else {
            return true;
        };
        let rows = answer.rows;
        match page {
            Some((Page::After(_), _)) if !self.is_stale => self.rows.extend(rows),
            Some((Page::Before(_), _)) if !self.is_stale => {
                if self.is_guess {
                    self.stand_at(self.first.max(rows.len()));
                }
                self.first = self.first.saturating_sub(rows.len());
                self.rows.splice(0..0, rows);
            }
            Some((Page::From(_), first)) => {
                self.first = first;
                self.rows = rows;
            }
            Some((Page::Last, _)) => {
                self.is_guess = false;
                self.first = self.count.saturating_sub(rows.len());
                self.rows = rows;
            }
            _ => {
                self.is_guess = false;
                self.first = 0;
                self.rows = rows;
            }
        }
        // The ends are known for sure once they have been seen: another process may have added or taken rows.
        if answer.is_start {
            self.begin_at(0);
        } else if answer.is_end && self.is_guess {
            self.begin_at(self.count.saturating_sub(self.rows.len()));
        }
        if answer.is_end {
            self.count = self.first + self.rows.len();
            self.recount_in(self.count);
        }
        self.is_stale = false;
        self.find_resumed();
        self.trim();
        self.leave_room();
        true
    }

    /// The first loaded row stands here for sure. Where that was a guess the selection keeps its row.
    fn begin_at(&mut self, first: usize) {
        if self.is_guess {
            self.stand_at(first);
        }
        self.is_guess = false;
        self.first = first;
    }

    /// The first loaded row stands here, and a selected one that is loaded goes with it.
    fn stand_at(&mut self, first: usize) {
        if self.selected().is_some() {
            let moved = |at: usize| (at + first).saturating_sub(self.first);
            self.cursor.selected = moved(self.cursor.selected);
            self.cursor.offset = moved(self.cursor.offset);
        }
        self.first = first;
    }

    /// Where the place is a guess, and no end was seen, rows are still to come at both ends: room is left for them.
    fn leave_room(&mut self) {
        if self.is_guess {
            let free = self.count.saturating_sub(self.rows.len());
            let room = PAGE.min(free / 2);
            self.stand_at(self.first.clamp(room, free - room));
        }
    }

    /// Selects the row that is to be selected, once it is loaded: others may have come before it or gone. Somebody who
    /// moved on meanwhile is left alone.
    fn find_resumed(&mut self) {
        let Some((at, anchor)) = self.resumed.take() else {
            return;
        };
        let found = self.rows.iter().position(|(_, it)| it.id == anchor.id);
        let is_loaded = (self.first..self.first + self.rows.len()).contains(&at);
        match found {
            _ if self.cursor.selected != at => {}
            Some(found) => self.cursor.selected = self.first + found,
            None if is_loaded => {}
            None => self.resumed = Some((at, anchor)),
        }
    }

    /// Lets rows go that are far from the selected one.
    fn trim(&mut self) {
        let Some(surplus) = self.rows.len().checked_sub(KEPT_MAX) else {
            return;
        };
        let middle = self.first + self.rows.len() / 2;
        if self.cursor.selected >= middle {
            self.rows.drain(..surplus);
            self.first += surplus;
        } else {
            self.rows.truncate(KEPT_MAX);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::StageId;
    use crate::domain::record::Kind;
    use crate::service::Query;
    use crate::tui::effect::{Effect, Slot};

    const COUNT: usize = 1_000;
    const VISIBLE: usize = 30;

    fn anchor(at: usize) -> Anchor {
        Anchor {
            key: None,
            id: i64::try_from(at).expect("small"),
        }
    }

    /// A page of a list of numbers.
    fn portion(page: &Page) -> Portion<usize> {
        let at = |anchor: &Anchor| usize::try_from(anchor.id).expect("a place");
        let (start, end) = match page {
            Page::First => (0, PAGE),
            Page::Last => (COUNT - PAGE, COUNT),
            Page::After(anchor) => (at(anchor) + 1, at(anchor) + 1 + PAGE),
            Page::Before(anchor) => (at(anchor).saturating_sub(PAGE), at(anchor)),
            Page::From(anchor) => (at(anchor), at(anchor) + PAGE),
        };
        let end = end.min(COUNT);
        Portion {
            rows: (start..end).map(|at| (at, anchor(at))).collect(),
            is_start: start == 0,
            is_end: end == COUNT,
        }
    }

    /// Reads what is missing around the selection, and says which row is selected.
    fn read(window: &mut Window<usize>) -> Option<usize> {
        for _ in 0..20 {
            window.cursor.keep_in(window.count, VISIBLE);
            let first = window.cursor.offset;
            let Some(page) = window.missing(first..(first + VISIBLE).min(window.count)) else {
                return window.selected().copied();
            };
            let query = Query::Records {
                kind: Kind::Deal,
                deal_id: None,
            };
            let slot = Slot::Stage(Some(StageId(1)));
            let Effect::Ask(request) = window.asked.ask(slot, query) else {
                panic!("it asks");
            };
            let view = View::Records(Vec::new());
            window.take(request.generation, Ok(view), |_| Some(portion(&page)));
        }
        panic!("it asks without end");
    }

    #[test]
    fn every_row_is_reached_from_a_place_that_was_guessed() {
        for place in [0, 120, 300, 500, 700, 880, 999] {
            for (step, last) in [(Step::PageDown, COUNT - 1), (Step::PageUp, 0)] {
                let mut window = Window {
                    count: COUNT,
                    ..Window::default()
                };
                window.seek(anchor(place));
                let mut seen = read(&mut window).expect("a row");
                assert_eq!(seen, place);
                while seen != last {
                    window.step(step, VISIBLE);
                    let now = read(&mut window).expect("a row");
                    let next = match step {
                        Step::PageDown => (seen + VISIBLE).min(last),
                        _ => seen.saturating_sub(VISIBLE),
                    };
                    assert_eq!(now, next, "{step:?} from {place}");
                    seen = now;
                }
                assert_eq!((window.count, window.cursor.selected), (COUNT, last));
            }
            for (step, last) in [(Step::Last, COUNT - 1), (Step::First, 0)] {
                let mut window = Window {
                    count: COUNT,
                    ..Window::default()
                };
                window.seek(anchor(place));
                read(&mut window);
                window.age();
                assert_eq!(read(&mut window), Some(place), "read again");
                window.step(step, VISIBLE);
                assert_eq!(read(&mut window), Some(last), "{step:?} from {place}");
            }
        }
    }
}
