//! The first run: three ways to begin, and what each of them leads to.
//!
//! ```text
//!   Welcome aboard. Nothing is in here yet: how do you want to begin?
//!
//! ▶ 1  Look at a sample team
//!      Nine months of made-up deals. Nothing you do there is kept.
//! ```

use ratatui::layout::{Constraint, Position, Rect};

use super::{Layer, Reaction};
use crate::i18n::Words;
use crate::tui::action::{Action, Context};
use crate::tui::event::{Mouse, MouseKind};
use crate::tui::model::{Cursor, Model};
use crate::tui::update;
use crate::tui::widget::table::MARKER;
use crate::tui::widget::{Paint, text};

pub(super) const FIRST: &[Context] = &[
    Context::Everywhere,
    Context::Cursor,
    Context::Choice,
    Context::Layer,
    Context::Start,
    Context::NewTeam,
];

/// Where there is a team already, no other one is made.
pub(super) const LATER: &[Context] = &[
    Context::Everywhere,
    Context::Cursor,
    Context::Choice,
    Context::Layer,
    Context::Start,
];

/// A way to begin.
struct Way {
    action: Action,
    /// Id of its action and message of its name; `<name>-help` is that of what it leads to.
    name: &'static str,
    help: &'static str,
}

const WAYS: [Way; 3] = [
    Way {
        action: Action::Sample,
        name: "start-sample",
        help: "start-sample-help",
    },
    Way {
        action: Action::Import,
        name: "start-import",
        help: "start-import-help",
    },
    Way {
        action: Action::StartTeam,
        name: "start-team",
        help: "start-team-help",
    },
];

/// Lines are no longer than this.
const WIDTH_MAX: u16 = 68;

/// Cells before the name of a way: the marker and the key.
const MARGIN: u16 = 5;

/// The ways to begin, one of them selected.
#[derive(Debug, Default)]
pub struct Start {
    selected: usize,
    has_team: bool,
}

/// A line of what is drawn.
enum Said {
    Text(String),
    Way(usize),
    Help(usize, String),
}

impl Start {
    /// The ways that a store has, by what is in it.
    pub fn new(has_team: bool) -> Self {
        Self {
            selected: 0,
            has_team,
        }
    }

    fn ways(&self) -> &'static [Way] {
        let count = if self.has_team { 2 } else { WAYS.len() };
        const { &WAYS }.get(..count).unwrap_or(&[])
    }

    /// What is said, and where: in the middle of the pane, with air between the lines as long as there is room.
    fn lines(&self, words: &Words, over: Rect) -> (Rect, Vec<Said>) {
        let width = over.width.saturating_sub(4).min(WIDTH_MAX);
        let key = if self.has_team {
            "start-again"
        } else {
            "start-welcome"
        };
        let welcome = text::wrap(&words.text(key), width).into_iter();
        let welcome: Vec<_> = welcome.map(Said::Text).collect();
        let ways: Vec<Vec<Said>> = (0..)
            .zip(self.ways())
            .map(|(at, way)| {
                let help = text::wrap(&words.text(way.help), width.saturating_sub(MARGIN));
                let help = help.into_iter().map(|line| Said::Help(at, line));
                std::iter::once(Said::Way(at)).chain(help).collect()
            })
            .collect();
        let dense = welcome.len() + ways.iter().map(Vec::len).sum::<usize>();
        let gaps = 1 + ways.len();
        let is_airy = dense + gaps <= usize::from(over.height);
        let mut lines = welcome;
        let blank = || Said::Text(String::new());
        for way in ways {
            lines.extend(is_airy.then(blank));
            lines.extend(way);
        }
        let height = u16::try_from(lines.len()).unwrap_or(u16::MAX);
        let area = over.centered(Constraint::Length(width), Constraint::Length(height));
        (area, lines)
    }
}

impl Layer for Start {
    fn contexts(&self) -> &'static [Context] {
        if self.has_team { LATER } else { FIRST }
    }

    fn act(&mut self, model: &mut Model, words: &Words, action: Action) -> Reaction {
        match action {
            Action::Back => Reaction::close(Vec::new()),
            Action::Move(step) => {
                let mut cursor = Cursor {
                    selected: self.selected,
                    offset: 0,
                };
                cursor.step(step, self.ways().len(), self.ways().len());
                self.selected = cursor.selected;
                Reaction::default()
            }
            Action::Open => match self.ways().get(self.selected) {
                Some(way) => self.act(model, words, way.action),
                None => Reaction::default(),
            },
            // It stays below: whoever comes back finds the other ways again.
            Action::Sample | Action::Import | Action::StartTeam => {
                Reaction::stay(update::act(model, words, action))
            }
            _ => Reaction::default(),
        }
    }

    // A click on a way takes it.
    fn click(&mut self, model: &mut Model, words: &Words, mouse: Mouse) -> Reaction {
        let over = model.frame().map_or(Rect::ZERO, |frame| frame.pane);
        let (area, lines) = self.lines(words, over);
        let at = Position::new(mouse.column, mouse.row);
        let hit = area.rows().zip(&lines).find(|(row, _)| row.contains(at));
        match (mouse.kind, hit) {
            (MouseKind::Down, Some((_, Said::Way(clicked) | Said::Help(clicked, _)))) => {
                self.selected = *clicked;
                self.act(model, words, Action::Open)
            }
            _ => Reaction::default(),
        }
    }

    fn draw(&self, paint: &mut Paint<'_>, _model: &Model, over: Rect) -> Option<Position> {
        paint.clear(over);
        paint.buf.set_style(over, paint.theme.text);
        let (area, lines) = self.lines(paint.words, over);
        let mut marker = None;
        for (line, said) in area.rows().zip(&lines) {
            match said {
                Said::Text(said) => {
                    text::put(paint.buf, line, said, paint.theme.title);
                }
                Said::Help(_, said) => {
                    let place = text::after(line, MARGIN);
                    text::put(paint.buf, place, said, paint.theme.dim);
                }
                Said::Way(at) => {
                    let Some(way) = self.ways().get(*at) else {
                        continue;
                    };
                    let mut place = text::after(line, 2);
                    place.width = place.width.min(MARGIN - 2);
                    let key = paint.words.key(way.name);
                    text::put(paint.buf, place, &key, paint.theme.key);
                    let name = paint.words.text(way.name);
                    text::put(
                        paint.buf,
                        text::after(line, MARGIN),
                        &name,
                        paint.theme.total,
                    );
                    if *at == self.selected {
                        text::put(paint.buf, line, MARKER, paint.theme.text);
                        paint.buf.set_style(line, paint.theme.selected);
                        marker = Some(Position::new(line.x, line.y));
                    }
                }
            }
        }
        marker
    }
}
