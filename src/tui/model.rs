//! What the cockpit knows. `update` changes it, `view` draws it; nothing in it looks outside.

use ratatui::layout::{Position, Rect, Size};

use super::action::{Context, Step};
use super::asked::Asked;
use super::drafts::{Drafts, Origin};
use super::job::Busy;
use super::keymap::Keymap;
use super::layer::{Layer, jump, standup};
use super::layout::{self, Frame};
use super::pane::{Pane, PaneId, kpis, pipeline, sprint, team, today};
use super::preferences::{Preferences, Wish};
use super::scope::{Scope, Time};
use super::theme::ThemeChoice;
use crate::config::filters::Named as NamedFilter;
use crate::domain::calendar::{Day, Period, TimeZone};
use crate::domain::command::Actor;
use crate::domain::message::Message;
use crate::domain::typed::{Hand, Here};
use crate::glyph::Glyphs;
use crate::service::view::roster::RosterView;
use crate::service::view::standing::StandingView;

/// The whole state of the cockpit.
#[derive(Debug)]
pub struct Model {
    /// The size of the terminal.
    pub size: Size,
    /// The day that "now" means.
    pub today: Day,
    /// Who acts.
    pub actor: Actor,
    /// How they introduced themselves, until it is known whether the team knows them.
    pub introduction: Option<Introduction>,
    /// What the store is called.
    pub store: String,
    /// Whether nothing that is done here is kept.
    pub is_demo: bool,
    /// What is the user's own.
    pub looks: Looks,
    /// What the locale can show.
    pub locale: Glyphs,
    /// Which keys do what.
    pub keys: Keymap,
    /// Whom the user wants to see first.
    pub wish: Wish,
    /// How the user writes days and numbers.
    pub hand: Hand,
    /// Filters of deals that the user keeps.
    pub filters: Vec<NamedFilter>,
    /// Where the machine stands, if it says so.
    pub zone: Option<TimeZone>,
    /// Whom the panes show.
    pub scope: Scope,
    /// Whom and which period the session before this one showed, until the store's first answer.
    pub resumed: Option<(Scope, Time)>,
    /// Whether the user chose them: until then the store's first answer does.
    pub is_scope_chosen: bool,
    /// The period of the results that the panes show.
    pub time: Time,
    /// Who is on the team.
    pub roster: Asked<RosterView>,
    /// How the chosen ones stand in the quarter.
    pub standing: Asked<Box<StandingView>>,
    /// The pane that is shown.
    pub shown: PaneId,
    /// What lies over it, the topmost last.
    pub layers: Vec<Box<dyn Layer>>,
    /// Where the user went by name, the last one first.
    pub jumped: Vec<jump::Found>,
    /// What was typed into lines and not saved.
    pub drafts: Drafts,
    /// Where a daily round was left.
    pub round: Option<standup::Kept>,
    /// What just happened.
    pub toast: Option<Toast>,
    /// What is being done.
    pub busy: Busy,
    /// The day as it is planned.
    pub today_pane: today::State,
    /// The week and what is in it.
    pub sprint: sprint::State,
    /// The board and its cards.
    pub pipeline: pipeline::State,
    /// The comparison.
    pub kpis: kpis::State,
    /// Who does what.
    pub team: team::State,
}

/// What the user wants the cockpit to look like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Looks {
    /// The theme.
    pub theme: ThemeChoice,
    /// The language, by its code; none for that of the system.
    pub language: Option<&'static str>,
    /// What borders and signs are drawn with; none for what the locale can show.
    pub glyphs: Option<Glyphs>,
    /// Whether the mouse is listened to.
    pub mouse: bool,
}

impl Default for Looks {
    fn default() -> Self {
        Self {
            theme: ThemeChoice::Auto,
            language: None,
            glyphs: None,
            mouse: true,
        }
    }
}

/// How the user introduced themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Introduction {
    /// By a name that they gave.
    Given,
    /// Not at all, and they were never here before.
    Missing,
    /// By a name in a configuration that cannot be read: whoever is logged in may be somebody else.
    Unreadable,
}

/// Something of the user's own to keep beyond this session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Setting {
    /// The theme.
    Theme(ThemeChoice),
    /// The language, by its code.
    Language(Option<&'static str>),
    /// What borders and signs are drawn with.
    Glyphs(Option<Glyphs>),
    /// Whether the mouse is listened to.
    Mouse(bool),
    /// Who the user is on the team.
    Me(String),
    /// A filter of deals under a name; without a text it is forgotten.
    Filter(String, Option<String>),
}

/// A line that says what just happened.
#[derive(Debug, Clone, PartialEq)]
pub struct Toast {
    /// What to say.
    pub message: Message,
    /// Whether it went wrong: then it stays until the next key.
    pub is_failure: bool,
}

/// Who opens the cockpit, on what.
#[derive(Debug, Clone)]
pub struct Opened {
    /// The size of the terminal.
    pub size: Size,
    /// The day that "now" means.
    pub today: Day,
    /// Who acts.
    pub actor: Actor,
    /// How they introduced themselves; nothing, if that is settled.
    pub introduction: Option<Introduction>,
    /// What the store is called.
    pub store: String,
    /// Whether nothing that is done here is kept.
    pub is_demo: bool,
    /// What is the user's own.
    pub preferences: Preferences,
    /// What is wrong with what the user configured.
    pub problem: Option<Message>,
    /// Where the machine stands, if it says so.
    pub zone: Option<TimeZone>,
}

impl Model {
    /// A cockpit that knows nothing of the store yet.
    pub fn new(opened: Opened) -> Self {
        let Opened {
            size,
            today,
            actor,
            introduction,
            store,
            is_demo,
            preferences,
            problem,
            zone,
        } = opened;
        let Preferences {
            looks,
            locale,
            keys,
            wish,
        } = preferences;
        let mut model = Self {
            size,
            today,
            actor,
            introduction,
            store,
            is_demo,
            looks,
            locale,
            keys,
            wish,
            hand: Hand::default(),
            filters: Vec::new(),
            zone,
            scope: Scope::default(),
            resumed: None,
            is_scope_chosen: false,
            time: Time::All,
            roster: Asked::default(),
            standing: Asked::default(),
            shown: PaneId::Today,
            layers: Vec::new(),
            jumped: Vec::new(),
            drafts: Drafts::default(),
            round: None,
            toast: None,
            busy: Busy::default(),
            today_pane: today::State::default(),
            sprint: sprint::State::default(),
            pipeline: pipeline::State::default(),
            kpis: kpis::State::default(),
            team: team::State::default(),
        };
        if let Some(problem) = problem {
            model.warn(problem);
        }
        model
    }

    /// What is needed to read what the user types.
    pub fn here(&self) -> Here {
        let currency = self.roster.answer.as_ref().and_then(|it| it.currency);
        self.hand.here(self.today, self.fiscal_month(), currency)
    }

    /// The frame, unless the terminal is too small for one.
    pub fn frame(&self) -> Option<Frame> {
        layout::frame(Rect::from((Position::ORIGIN, self.size)), self.is_demo)
    }

    /// Where the pane is; nowhere if the terminal is too small.
    pub fn pane_area(&self) -> Rect {
        self.frame().map_or(Rect::ZERO, |frame| frame.pane)
    }

    /// The pane that is shown.
    pub fn pane(&self) -> &'static Pane {
        Pane::of(self.shown)
    }

    /// What is possible where the user is.
    pub fn contexts(&self) -> &'static [Context] {
        self.layers
            .last()
            .map_or_else(|| self.pane_contexts(), |layer| layer.contexts())
    }

    /// What is possible on the pane, whatever lies over it.
    pub fn pane_contexts(&self) -> &'static [Context] {
        (self.pane().contexts)(self)
    }

    /// What help, palette and menu are about, if it is not the pane: the topmost layer that is none of them.
    pub fn guided(&self) -> Option<&dyn Layer> {
        let mut layers = self.layers.iter().rev();
        layers.find(|it| !it.is_guide()).map(AsRef::as_ref)
    }

    /// Whether a timer runs: then each second is an event.
    pub fn is_timed(&self) -> bool {
        self.layers.iter().any(|layer| layer.is_timed())
    }

    /// Help, palette and menu make way.
    pub fn leave_guides(&mut self) {
        while self.layers.last().is_some_and(|it| it.is_guide()) {
            self.layers.pop();
        }
    }

    /// The period that results are of.
    pub fn period(&self) -> Period {
        self.time.period(self.fiscal_month())
    }

    /// The month in which the team's year starts, as far as the store has said.
    pub fn fiscal_month(&self) -> u32 {
        self.roster.answer.as_ref().map_or(1, |it| it.fiscal_month)
    }

    /// The newest day on which a deal was won or lost, as far as the store has said.
    pub fn last_closed_on(&self) -> Option<Day> {
        self.roster.answer.as_ref()?.last_closed_on
    }

    /// Takes over a setting.
    pub fn keep(&mut self, setting: &Setting) {
        match setting {
            Setting::Theme(theme) => self.looks.theme = *theme,
            Setting::Language(language) => self.looks.language = *language,
            Setting::Glyphs(glyphs) => self.looks.glyphs = *glyphs,
            Setting::Mouse(mouse) => self.looks.mouse = *mouse,
            Setting::Me(_) => {}
            Setting::Filter(name, text) => {
                self.filters.retain(|it| it.name != *name || text.is_some());
                let known = self.filters.iter_mut().find(|it| it.name == *name);
                match (text.clone(), known) {
                    (Some(text), Some(known)) => known.text = text,
                    (Some(text), None) => {
                        let name = name.clone();
                        self.filters.push(NamedFilter { name, text });
                    }
                    (None, _) => {}
                }
            }
        }
    }

    /// What borders and signs are drawn with.
    pub fn glyphs(&self) -> Glyphs {
        self.looks.glyphs.unwrap_or(self.locale)
    }

    /// Keeps what was typed into a line that is left, and says so.
    pub fn keep_draft(&mut self, origin: &Origin, text: &str) {
        if self.drafts.keep(origin, text) {
            self.tell(Message::new("draft-kept").with("text", text));
        }
    }

    /// Says what happened.
    pub fn tell(&mut self, message: Message) {
        self.toast = Some(Toast {
            message,
            is_failure: false,
        });
    }

    /// Says what went wrong.
    pub fn warn(&mut self, message: Message) {
        self.toast = Some(Toast {
            message,
            is_failure: true,
        });
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
            Step::Up | Step::Left => self.selected.saturating_sub(1),
            Step::Down | Step::Right => self.selected.saturating_add(1),
            Step::PageUp => self.selected.saturating_sub(page_step),
            Step::PageDown => self.selected.saturating_add(page_step),
            Step::First => 0,
            Step::Last => usize::MAX,
        };
        self.keep_in(count, page);
    }

    /// Stays on the row of this id, wherever it stands among these now; where it has gone, on what has its place.
    pub(super) fn stay_on<T: PartialEq>(
        &mut self,
        id: Option<T>,
        mut ids: impl ExactSizeIterator<Item = T>,
    ) {
        let last = ids.len().saturating_sub(1);
        let at = id.and_then(|id| ids.position(|it| it == id));
        self.selected = at.unwrap_or(self.selected).min(last);
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
