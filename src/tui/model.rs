//! What the cockpit knows. `update` changes it, `view` draws it; nothing in it looks outside.

use chrono::Datelike;
use ratatui::layout::{Position, Rect, Size};

use super::action::{self, Context, Row, Shift, Step};
use super::layout;
use super::pane::{PANES, Pane, PaneId};
use crate::domain::calendar::{Day, Period};
use crate::domain::message::Message;
use crate::service::View;

/// The whole state of the cockpit.
#[derive(Debug, Clone)]
pub struct Model {
    /// The size of the terminal.
    pub size: Size,
    /// The day that "now" means.
    pub today: Day,
    /// Who acts.
    pub who: String,
    /// What the store calls its team, or where it lies.
    pub store: String,
    /// The pane that is shown.
    pub shown: PaneId,
    /// What lies over it.
    pub layer: Option<Layer>,
    /// The period of the panes that have one.
    pub time: Time,
    panes: PaneStates,
}

/// The state of each pane, in the order of [`PANES`].
#[derive(Debug, Clone, Default)]
struct PaneStates([PaneState; PANES.len()]);

impl PaneStates {
    fn of(&self, id: PaneId) -> &PaneState {
        &self.0[id as usize]
    }

    fn of_mut(&mut self, id: PaneId) -> &mut PaneState {
        &mut self.0[id as usize]
    }
}

/// Something that lies over the pane and takes the keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Layer {
    /// What the pane is about and what can be done.
    Help(Cursor),
}

/// What a pane holds.
#[derive(Debug, Clone, Default)]
pub struct PaneState {
    /// Counts its questions.
    pub generation: u64,
    /// Whether the last one is still open.
    pub is_waiting: bool,
    /// The last answer; it stays, dimmed, while the next one is awaited.
    pub view: Option<View>,
    /// Why there is no newer answer.
    pub failure: Option<Message>,
    /// The selected row.
    pub cursor: Cursor,
}

impl Model {
    /// A cockpit that knows nothing yet.
    pub fn new(size: Size, today: Day, who: String, store: String) -> Self {
        Self {
            size,
            today,
            who,
            store,
            shown: PaneId::Pipeline,
            layer: None,
            time: Time::All,
            panes: PaneStates::default(),
        }
    }

    /// The state of a pane.
    pub fn pane(&self, id: PaneId) -> &PaneState {
        self.panes.of(id)
    }

    pub(super) fn pane_mut(&mut self, id: PaneId) -> &mut PaneState {
        self.panes.of_mut(id)
    }

    /// Where the user is, as far as keys are concerned.
    pub fn contexts(&self) -> &'static [Context] {
        match self.layer {
            Some(Layer::Help(_)) => &[Context::Everywhere, Context::Help],
            None => Pane::of(self.shown).contexts,
        }
    }

    /// What the help lists: all that can be done on the pane below it.
    pub fn help_rows(&self) -> impl Iterator<Item = &'static Row> {
        action::available(Pane::of(self.shown).contexts)
    }

    /// The period that results are of.
    pub fn period(&self) -> Period {
        self.time.period(self.today)
    }

    /// The newest day with results, as far as the pane that is shown knows: only all time says so.
    pub(super) fn last_closed_on(&self) -> Option<Day> {
        match &self.pane(self.shown).view {
            Some(View::Kpis(view)) if view.period.end.is_none() => view.last_closed_on,
            _ => None,
        }
    }

    /// How many rows can be selected, and how many are visible at a time.
    pub fn list_size(&self) -> (usize, usize) {
        let area = Rect::from((Position::ORIGIN, self.size));
        let Some(frame) = layout::frame(area) else {
            return (0, 0);
        };
        match self.layer {
            Some(Layer::Help(_)) => {
                let help = layout::help(frame.pane, usize::MAX);
                (self.help_rows().count(), help.lines.height.into())
            }
            None => {
                let pane = Pane::of(self.shown);
                let count = self.pane(self.shown).view.as_ref().map_or(0, pane.rows);
                let sheet = layout::sheet(frame.pane, pane.has_total);
                let lines = sheet.rows.height.saturating_sub(pane.has_sum.into());
                (count, lines.into())
            }
        }
    }

    /// The cursor that the arrow keys move.
    pub(super) fn cursor_mut(&mut self) -> &mut Cursor {
        match &mut self.layer {
            Some(Layer::Help(cursor)) => cursor,
            None => &mut self.panes.of_mut(self.shown).cursor,
        }
    }
}

/// The selected row of a list, and the first row that is visible.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Cursor {
    /// The selected row.
    pub selected: usize,
    /// The first visible row.
    pub offset: usize,
}

impl Cursor {
    /// Moves within `count` rows of which `page` are visible.
    pub(super) fn step(&mut self, step: Step, count: usize, page: usize) {
        let page_step = page.max(1);
        self.selected = match step {
            Step::Up => self.selected.saturating_sub(1),
            Step::Down => self.selected.saturating_add(1),
            Step::PageUp => self.selected.saturating_sub(page_step),
            Step::PageDown => self.selected.saturating_add(page_step),
            Step::First => 0,
            Step::Last => usize::MAX,
        };
        self.keep_in(count, page);
    }

    /// Stays on a row that there is, and keeps it visible.
    pub(super) fn keep_in(&mut self, count: usize, page: usize) {
        self.selected = self.selected.min(count.saturating_sub(1));
        let offset_min = (self.selected + 1).saturating_sub(page);
        let offset_max = self
            .selected
            .min(count.saturating_sub(page).max(offset_min));
        self.offset = self.offset.clamp(offset_min.min(offset_max), offset_max);
    }
}

/// The period of the panes that have one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Time {
    /// Everything there is.
    All,
    /// A quarter: years × 4 + quarter, both from 0.
    Quarter(i32),
}

impl Time {
    /// The quarter of a day.
    fn quarter_of(day: Day) -> i32 {
        let quarter = match day.date().month0() {
            0..=2 => 0,
            3..=5 => 1,
            6..=8 => 2,
            _ => 3,
        };
        day.date().year() * 4 + quarter
    }

    /// The period one step on. From all time a step back leads to the newest quarter with results, so that old data
    /// is near, and a step forward to this quarter.
    pub(super) fn shifted(self, shift: Shift, today: Day, last_closed_on: Option<Day>) -> Self {
        let earliest = Self::quarter_of(Day::MIN);
        let latest = Self::quarter_of(Day::MAX);
        match (self, shift) {
            (_, Shift::All) => Self::All,
            (Self::All, Shift::Earlier) => {
                Self::Quarter(Self::quarter_of(last_closed_on.unwrap_or(today)))
            }
            (Self::All, Shift::Later) => Self::Quarter(Self::quarter_of(today)),
            (Self::Quarter(at), Shift::Earlier) => Self::Quarter((at - 1).max(earliest)),
            (Self::Quarter(at), Shift::Later) => Self::Quarter((at + 1).min(latest)),
        }
    }

    fn period(self, today: Day) -> Period {
        match self {
            Self::All => Period::all(),
            Self::Quarter(at) => {
                let name = format!("{}-Q{}", at.div_euclid(4), at.rem_euclid(4) + 1);
                Period::parse(&name, today, 1).unwrap_or_else(Period::all)
            }
        }
    }
}
