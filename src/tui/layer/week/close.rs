//! The end of a week: of each item that is not done it asks whether it goes on, goes back to the backlog, or is dropped,
//! for a reason that is typed where it stands. The review of the week follows.
//!
//! ```text
//! ┌ The end of W47 ──────────────────────────────┐
//! │ What becomes of what is not done?            │
//! │                                              │
//! │ ▶ carry on   Proposal Acme                   │
//! │   backlog    New leads                       │
//! │   drop       Training, because: ill▏         │
//! └──────────────────────────────────────────────┘
//! ```

use ratatui::layout::{Position, Rect};

use super::review;
use crate::domain::command::Left;
use crate::domain::id::SprintItemId;
use crate::domain::message::Message;
use crate::domain::sprint::Lane;
use crate::i18n::Words;
use crate::service::view::week::{WeekItem, WeekView};
use crate::tui::action::{Action, Context};
use crate::tui::effect::Effect;
use crate::tui::event::{Mouse, MouseKind};
use crate::tui::layer::{Layer, Reaction};
use crate::tui::layout::{self, Popup};
use crate::tui::model::{Cursor, Model};
use crate::tui::widget::input::Input;
use crate::tui::widget::table::MARKER;
use crate::tui::widget::{Paint, deal, text};

pub(in crate::tui::layer) const CONTEXTS: &[Context] = &[
    Context::Everywhere,
    Context::Taken,
    Context::Cursor,
    Context::Fates,
    Context::Send,
    Context::Layer,
];

/// Cells for the marker.
const MARGIN: u16 = 2;

/// Lines above the items.
const LEAD: u16 = 2;

/// What becomes of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    Carry,
    Return,
    Drop,
}

impl Fate {
    const ALL: [Self; 3] = [Self::Carry, Self::Return, Self::Drop];

    /// The message of what it is called.
    const fn label(self) -> &'static str {
        match self {
            Self::Carry => "fate-carry",
            Self::Return => "fate-return",
            Self::Drop => "fate-drop",
        }
    }

    const fn next(self) -> Self {
        match self {
            Self::Carry => Self::Return,
            Self::Return => Self::Drop,
            Self::Drop => Self::Carry,
        }
    }
}

/// An item that is not done.
#[derive(Debug)]
pub(super) struct Unfinished {
    item_id: SprintItemId,
    name: String,
    fate: Fate,
    reason: Input,
}

/// The end of a week.
#[derive(Debug)]
pub struct Close {
    week: Box<WeekView>,
    items: Vec<Unfinished>,
    cursor: Cursor,
    is_leaving: bool,
    /// What is missing, or why it is not left yet.
    problem: Option<Message>,
}

/// Asks what becomes of what is not done, if anything is not, and then for the review of the week, which ends it.
pub(in crate::tui) fn open(model: &mut Model, words: &Words, week: Box<WeekView>) -> Vec<Effect> {
    let is_open = |it: &&WeekItem| it.ending.is_none() && it.lane != Lane::Done;
    let unfinished = week.items.iter().filter(is_open).map(|it| {
        let names = [&it.deal, &it.account, &it.subject];
        let name = names.into_iter().flatten().next();
        let kind = deal::kind(words, it.kind);
        let name = name.map(|name| [&kind, " ", name].concat()).unwrap_or(kind);
        let about = it.deal.as_ref().or(it.account.as_ref());
        let name = deal::duty(it.kind, it.subject.as_ref(), about).unwrap_or(name);
        Unfinished {
            item_id: it.item_id,
            name,
            fate: Fate::Carry,
            reason: Input::default(),
        }
    });
    let unfinished: Vec<_> = unfinished.collect();
    if unfinished.is_empty() {
        return review::open(model, words, week, Some(unfinished));
    }
    let close = Close::new(week, unfinished);
    model.layers.push(Box::new(close));
    Vec::new()
}

impl Unfinished {
    /// What becomes of it.
    pub(super) fn left(&self) -> (SprintItemId, Left) {
        let left = match self.fate {
            Fate::Carry => Left::Carry,
            Fate::Return => Left::Return,
            Fate::Drop => Left::Drop(self.reason.text().trim().to_owned()),
        };
        (self.item_id, left)
    }
}

impl Close {
    /// What is asked of these items before a week ends.
    pub(super) fn new(week: Box<WeekView>, items: Vec<Unfinished>) -> Self {
        Self {
            week,
            items,
            cursor: Cursor::default(),
            is_leaving: false,
            problem: None,
        }
    }

    /// Leaves the week as it is. Leaving what was chosen or typed takes a second Esc.
    fn leave(&mut self) -> Reaction {
        let is_changed = |it: &Unfinished| it.fate != Fate::Carry || !it.reason.text().is_empty();
        if self.items.iter().any(is_changed) && !self.is_leaving {
            (self.problem, self.is_leaving) = (Some(Message::new("form-leave")), true);
            return Reaction::default();
        }
        Reaction::close(Vec::new())
    }

    fn selected(&mut self) -> Option<&mut Unfinished> {
        self.items.get_mut(self.cursor.selected)
    }

    /// Goes on to the review, if all that is dropped has a reason.
    fn go_on(&mut self, model: &mut Model, words: &Words) -> Reaction {
        let lacks = |it: &Unfinished| it.fate == Fate::Drop && it.reason.text().trim().is_empty();
        if let Some(at) = self.items.iter().position(lacks) {
            self.cursor.selected = at;
            self.problem = Some(Message::new("close-why"));
            return Reaction::default();
        }
        let items = std::mem::take(&mut self.items);
        let week = self.week.clone();
        Reaction::close(review::open(model, words, week, Some(items)))
    }

    /// Its box, and where the items are.
    fn place(&self, over: Rect) -> (Popup, Rect) {
        let lines = self.items.len() + usize::from(LEAD) + 2;
        let popup = layout::popup(over, lines);
        let rows = layout::below(popup.lines, LEAD);
        let height = rows.height.saturating_sub(1);
        (popup, Rect { height, ..rows })
    }

    fn turn(&mut self) {
        (self.problem, self.is_leaving) = (None, false);
        if let Some(item) = self.selected() {
            item.fate = item.fate.next();
        }
    }
}

impl Layer for Close {
    fn contexts(&self) -> &'static [Context] {
        CONTEXTS
    }

    fn input(&mut self) -> Option<&mut Input> {
        self.selected().map(|item| &mut item.reason)
    }

    // Whoever types says why it is dropped.
    fn typed(&mut self) -> Vec<Effect> {
        (self.problem, self.is_leaving) = (None, false);
        if let Some(item) = self.selected() {
            item.fate = Fate::Drop;
        }
        Vec::new()
    }

    fn act(&mut self, model: &mut Model, words: &Words, action: Action) -> Reaction {
        match action {
            Action::Back => return self.leave(),
            Action::Open => return self.go_on(model, words),
            Action::Mark => self.turn(),
            Action::Move(step) => {
                let (_, rows) = self.place(model.pane_area());
                self.cursor.step(step, self.items.len(), rows.height.into());
            }
            _ => {}
        }
        Reaction::default()
    }

    // A click on the selected item chooses something else for it.
    fn click(&mut self, model: &mut Model, _words: &Words, mouse: Mouse) -> Reaction {
        let at = Position::new(mouse.column, mouse.row);
        let (_, rows) = self.place(model.pane_area());
        if mouse.kind == MouseKind::Down && rows.contains(at) {
            let row = usize::from(at.y - rows.y) + self.cursor.offset;
            if row == self.cursor.selected {
                self.turn();
            } else if row < self.items.len() {
                self.cursor.selected = row;
            }
        }
        Reaction::default()
    }

    fn draw(&self, paint: &mut Paint<'_>, _model: &Model, over: Rect) -> Option<Position> {
        let (popup, rows) = self.place(over);
        let week = paint.words.week(self.week.week_on);
        let title = Message::new("close-title").with("week", week);
        let title = paint.words.say(&title);
        paint.popup(popup.frame, &title, None);
        let lead = paint.words.text("close-lead");
        text::put(
            paint.buf,
            text::line_of(popup.lines, 0),
            &lead,
            paint.theme.text,
        );
        let fates = Fate::ALL.map(|it| text::width(&paint.words.text(it.label())));
        let fates = fates.into_iter().max().unwrap_or(0);
        let mut cursor = None;
        let shown = self.items.iter().enumerate().skip(self.cursor.offset);
        for ((at, item), line) in shown.zip(rows.rows()) {
            let is_selected = at == self.cursor.selected;
            let typing = draw_item(paint, item, line, fates, is_selected);
            cursor = cursor.or(typing.filter(|_| is_selected));
        }
        if let Some(last) = popup.lines.rows().next_back() {
            let (said, style) = match &self.problem {
                Some(problem) => (paint.words.say(problem), paint.theme.bad),
                None => (paint.words.text("close-help"), paint.theme.dim),
            };
            text::put(paint.buf, last, &said, style);
        }
        cursor
    }
}

/// What becomes of it, what it is and, if it is dropped, why; says where the cursor is.
fn draw_item(
    paint: &mut Paint<'_>,
    item: &Unfinished,
    line: Rect,
    fates: u16,
    is_selected: bool,
) -> Option<Position> {
    let place = text::after(line, MARGIN);
    let fate = paint.words.text(item.fate.label());
    let style = match item.fate {
        Fate::Carry => paint.theme.text,
        Fate::Return => paint.theme.accent,
        Fate::Drop => paint.theme.warn,
    };
    text::put(paint.buf, place, &fate, style);
    let mut rest = text::after(place, fates + 2);
    let is_dropped = item.fate == Fate::Drop;
    let name = Rect {
        width: if is_dropped {
            rest.width / 2
        } else {
            rest.width
        },
        ..rest
    };
    let taken = text::put(paint.buf, name, &item.name, paint.theme.text);
    let mut at = Position::new(line.x, line.y);
    if is_selected {
        paint.buf.set_style(line, paint.theme.selected);
        text::put(paint.buf, line, MARKER, paint.theme.selected);
    }
    if is_dropped {
        rest = text::after(rest, taken + 1);
        let because = paint.words.text("close-because");
        let taken = text::put(paint.buf, rest, &because, paint.theme.key);
        let typing = item
            .reason
            .draw(paint, text::after(rest, taken + 1), paint.theme.text);
        at = typing;
    }
    is_selected.then_some(at)
}
