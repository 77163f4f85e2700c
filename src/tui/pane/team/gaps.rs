//! What is missing, below the rows of a view: each line with the key that mends it.

use ratatui::layout::{Constraint, Layout, Position, Rect};

use super::staffing;
use crate::domain::command::Command;
use crate::domain::message::Message;
use crate::glyph;
use crate::i18n::Words;
use crate::service::query::{Who, Whose};
use crate::service::view::team::{Gap, Mend};
use crate::tui::action::Step;
use crate::tui::effect::Effect;
use crate::tui::event::Mouse;
use crate::tui::job::Job;
use crate::tui::layer::{About, band, behind, person, record};
use crate::tui::model::{Cursor, Model};
use crate::tui::update;
use crate::tui::widget::table::{mark, position};
use crate::tui::widget::{Paint, text};

/// Cells before a line, for the marker.
const MARGIN: u16 = 3;

/// Cells between what is wrong and what mends it.
const GAP: u16 = 2;

/// Cells that are left of the name of a deal.
const NAME_MIN: u16 = 12;

/// In a body of so many lines there is no room for gaps.
const HEIGHT_MIN: u16 = 6;

/// The selected gap, the first visible one, and whether the keys go to them.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Gaps {
    pub cursor: Cursor,
    pub has_focus: bool,
}

/// What is left of a view's place, and below it the gaps with a line above them: as many as there are, up to a third.
pub(super) fn split(body: Rect, count: usize) -> [Rect; 2] {
    let wanted = u16::try_from(count).unwrap_or(u16::MAX).saturating_add(1);
    let height = match count {
        0 => 0,
        _ if body.height < HEIGHT_MIN => 0,
        _ => wanted.min((body.height / 3).max(2)),
    };
    Layout::vertical([Constraint::Min(0), Constraint::Length(height)]).areas(body)
}

/// Where the lines are, below the title.
fn lines(place: Rect) -> Rect {
    let height = place.height.saturating_sub(1);
    Rect {
        y: place.bottom() - height,
        height,
        ..place
    }
}

impl Gaps {
    /// Moves the selection.
    pub fn step(&mut self, step: Step, count: usize, place: Rect) {
        self.cursor.step(step, count, lines(place).height.into());
    }

    /// Keeps the selected one among those there are, and in sight.
    pub fn follow(&mut self, count: usize, place: Rect) {
        self.has_focus &= count > 0 && place.height > 0;
        self.cursor.keep_in(count, lines(place).height.into());
    }

    /// The gap at a place.
    pub fn hit(&self, count: usize, place: Rect, mouse: Mouse) -> Option<usize> {
        let (at, lines) = (Position::new(mouse.column, mouse.row), lines(place));
        let line = lines.contains(at).then(|| usize::from(at.y - lines.y));
        let at = line.map(|line| line + self.cursor.offset);
        at.filter(|at| *at < count)
    }

    /// Draws them and says where the selected one is, if the keys go to them.
    pub fn draw(&self, paint: &mut Paint<'_>, gaps: &[Gap], place: Rect) -> Option<Position> {
        self.draw_title(paint, gaps.len(), text::line_of(place, 0));
        let key = Message::new("gap-key");
        let mut marker = None;
        let shown = gaps.iter().enumerate().skip(self.cursor.offset);
        for (line, (at, gap)) in lines(place).rows().zip(shown) {
            let rest = text::after(line, MARGIN);
            let mends = paint
                .words
                .say(&key.clone().with_word("mend", gap.mend.label()));
            let room = rest.width.saturating_sub(text::width(&mends) + GAP + 1);
            let mut what = said(paint.words, gap, room);
            // What is wrong comes before the key that mends it.
            let is_whole = text::width(&what) <= room;
            if !is_whole {
                what = said(paint.words, gap, rest.width);
            }
            let taken = text::put(paint.buf, rest, &what, paint.theme.warn);
            if is_whole {
                let rest = text::after(rest, taken + GAP);
                text::put(paint.buf, rest, &mends, paint.theme.key);
            }
            if self.has_focus && at == self.cursor.selected {
                marker = Some(mark(paint, line));
            }
        }
        marker
    }

    /// `─ gaps 3 ─────────`
    fn draw_title(&self, paint: &mut Paint<'_>, count: usize, line: Rect) {
        let said = Message::new("team-gaps").with("count", count);
        let said = paint.words.say(&said);
        let after = if self.has_focus {
            position(paint.words, self.cursor, count)
        } else {
            paint.words.text("team-gaps-key")
        };
        let said = [&said, "  ", &after].concat();
        let rule = glyph::ACROSS.repeat(line.width.into());
        text::put(paint.buf, line, &rule, paint.theme.dim);
        let said = [" ", &said, " "].concat();
        let style = if self.has_focus {
            paint.theme.focus
        } else {
            paint.theme.title
        };
        text::put(paint.buf, text::after(line, 2), &said, style);
    }
}

/// What is wrong; of a deal its name gives way where there is no room for all.
fn said(words: &Words, gap: &Gap, room: u16) -> String {
    let said = words.say(&gap.said);
    let over = text::width(&said).saturating_sub(room);
    match &gap.mend {
        Mend::Call(_, name) if over > 0 => {
            let name = text::fit(name, text::width(name).saturating_sub(over).max(NAME_MIN));
            words.say(&gap.said.clone().with("deal", name))
        }
        _ => said,
    }
}

/// Opens what mends a gap.
pub(super) fn mend(model: &mut Model, words: &Words, gap: &Gap) -> Vec<Effect> {
    match gap.mend.clone() {
        Mend::Add {
            kind,
            given,
            called,
        } => record::open_called(model, words, (kind, None), (given, false), called),
        Mend::Edit(kind, id) => record::open(model, words, (kind, Some(id)), Vec::new()),
        Mend::Call(id, name) => band::open(model, id, &name),
        Mend::Staff(call) => staffing::show(model, call),
        Mend::Person(rep_id) => person::open(model, rep_id),
        Mend::Ship => {
            let shipped = Command::ShipRoles(words.shipped_roles());
            update::work(model, Job::Run(shipped))
        }
        Mend::Open(rep_id, name) => {
            let about = About {
                kpi: "open_count",
                whose: Whose::Of(Who {
                    rep_id: Some(rep_id),
                    ..Who::default()
                }),
                name,
                period: model.period(),
                today: model.today,
                before: None,
            };
            behind::open(model, about)
        }
    }
}
