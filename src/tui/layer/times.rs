//! When several reps are free and when they are busy, side by side: for whoever makes appointments for others. What makes
//! them busy is not said.
//!
//! ```text
//! ┌ Free and busy · Mon 23 Nov ──────────────────────────────────┐
//! │ first 1 h together: Mon 23 Nov 10:30–11:30                   │
//! │                08  09  10  11  12  13  14  15  16  17        │
//! │   together     ▇▇▇▇▁▁▁▁▁▁▇▇▇▇▇▇▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁        │
//! │ ▶✓ Bavo        ▇▇▇▇▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁        │
//! │    Mila        away until Thu                                │
//! └──────────────────────────────────────────────────────────────┘
//! ```

mod draw;

use std::collections::BTreeSet;

use ratatui::layout::{Position, Rect};

use super::line::week::{NewItem, new_item};
use super::line::{self, Line};
use super::{Layer, Reaction};
use crate::domain::calendar::Day;
use crate::domain::id::RepId;
use crate::domain::message::Message;
use crate::domain::team::Who;
use crate::domain::times::{CELL_MINUTES, Slot, Span, WORKING_HOURS, first_free};
use crate::i18n::Words;
use crate::service::Query;
use crate::service::view::times::{TimesRow, TimesView};
use crate::tui::action::{Action, Context, Shift, Step, Way};
use crate::tui::asked::{Asked, read_as};
use crate::tui::effect::{Effect, Slot as Asker};
use crate::tui::event::{Answer, Mouse, MouseKind};
use crate::tui::layout::{below, large_popup};
use crate::tui::model::{Cursor, Model};
use crate::tui::scope::Scope;
use crate::tui::widget::table::{MARKER, position, widest};
use crate::tui::widget::{Paint, text};
use draw::cell_at;

pub(super) const CONTEXTS: &[Context] = &[
    Context::Everywhere,
    Context::Cursor,
    Context::Grid,
    Context::Times,
    Context::Named,
    Context::Layer,
];

/// How long an appointment may be, in minutes.
const LENGTHS: [i64; 6] = [15, 30, 45, 60, 90, 120];

/// Lines above the people: what is found, the hours, and what is free together; and below them.
const HEAD: u16 = 3;
const FOOT: u16 = 1;

/// Cells before a name: the marker, and whether they are chosen.
const MARGIN: u16 = 4;

/// Cells of a name at most.
const NAME_MAX: u16 = 24;

/// Cells of half an hour at most.
const CELL_MAX: u16 = 4;

/// The times of a team over a pane.
#[derive(Debug)]
pub struct Times {
    who: Who,
    /// The day that is shown.
    on: Day,
    today: Day,
    asked: Asked<Box<TimesView>>,
    /// Who is to be there; nobody is everyone.
    chosen: BTreeSet<RepId>,
    /// The selected one, until the people are known.
    rep_id: Option<RepId>,
    cursor: Cursor,
    /// The selected half hour.
    cell: usize,
    /// How long it is to be: a place in [`LENGTHS`].
    length: usize,
}

/// Lays the times of the team that is shown over the pane; of a rep it is that of theirs.
pub fn open(model: &mut Model) -> Vec<Effect> {
    let rep_id = match model.scope {
        Scope::Rep(id) => Some(id),
        _ => None,
    };
    let roster = model.roster.answer.as_ref();
    let rep = roster.and_then(|it| it.reps.iter().find(|rep| Some(rep.id) == rep_id));
    let team = rep.and_then(|rep| rep.team_id).map(Scope::Team);
    let scope = match rep_id {
        Some(_) => team.unwrap_or(Scope::Everyone),
        None => model.scope,
    };
    let mut times = Times {
        who: scope.who(),
        on: model.today,
        today: model.today,
        asked: Asked::default(),
        chosen: rep_id.into_iter().collect(),
        rep_id,
        cursor: Cursor::default(),
        cell: 0,
        length: 3,
    };
    let effects = times.refresh(model.pane_area());
    model.layers.push(Box::new(times));
    effects
}

/// Where everything is.
struct Places {
    frame: Rect,
    lines: Rect,
    rows: Rect,
    /// Where the first half hour begins, and cells of each.
    first: u16,
    cell: u16,
}

impl Times {
    fn rows(&self) -> &[TimesRow] {
        let view = self.asked.answer.as_ref();
        view.map_or(&[], |view| &view.rows)
    }

    fn minutes(&self) -> i64 {
        LENGTHS.get(self.length).copied().unwrap_or(CELL_MINUTES)
    }

    /// The selected half hour.
    fn span(&self) -> Span {
        let mut cells = WORKING_HOURS.cells();
        cells.nth(self.cell).unwrap_or(WORKING_HOURS)
    }

    /// Those who are to be there.
    fn meant(&self) -> impl Iterator<Item = &TimesRow> {
        let is_all = self.chosen.is_empty();
        let rows = self.rows().iter();
        rows.filter(move |it| is_all || self.chosen.contains(&it.rep_id))
    }

    /// What is taken of a day of anybody who is to be there.
    fn together(&self, at: usize) -> Vec<Span> {
        self.meant().flat_map(|row| row.taken(at)).collect()
    }

    /// The first time from the day that is shown on at which all of them are free.
    fn first(&self) -> Option<Slot> {
        let view = self.asked.answer.as_ref()?;
        let count = view.rows.first()?.days.len();
        let days = (0i64..)
            .zip(0..count)
            .map(|(days, at)| (view.from.plus_days(days), at));
        let days = days.filter(|(on, _)| on.is_working_day());
        let days = days.map(|(on, at)| (on, self.together(at)));
        let first = view.now.max((view.from, 0));
        first_free(days, WORKING_HOURS, self.minutes(), first)
    }

    fn places(&self, over: Rect) -> Places {
        let popup = large_popup(over);
        let lines = popup.lines;
        let rows = below(lines, HEAD);
        let names = widest(self.rows().iter().map(|it| it.rep.as_str()));
        let count = u16::try_from(WORKING_HOURS.cells().count()).unwrap_or(1);
        let room = lines.width.saturating_sub(MARGIN + 1);
        let names = names.clamp(10, NAME_MAX).min(room.saturating_sub(count));
        let cell = (room.saturating_sub(names) / count).clamp(1, CELL_MAX);
        Places {
            frame: popup.frame,
            lines,
            rows: Rect {
                height: rows.height.saturating_sub(FOOT),
                ..rows
            },
            first: lines.x + MARGIN + names + 1,
            cell,
        }
    }

    /// Selects the first time together, on its day.
    fn go_to_first(&mut self, over: Rect) -> Vec<Effect> {
        let Some((on, span)) = self.first() else {
            return Vec::new();
        };
        let from = span.start - WORKING_HOURS.start;
        self.cell = usize::try_from(from / CELL_MINUTES).unwrap_or(0);
        self.show(on, over)
    }

    fn show(&mut self, on: Day, over: Rect) -> Vec<Effect> {
        self.on = on.max(self.today).min(Day::MAX.plus_days(-30));
        self.refresh(over)
    }

    /// Opens the line for a new item of the selected rep at the selected time.
    fn make(&self, model: &mut Model) -> Vec<Effect> {
        let Some(row) = self.rows().get(self.cursor.selected) else {
            return Vec::new();
        };
        let start = match self.first() {
            // The time that was found may begin within the half hour.
            Some((on, span)) if on == self.on && self.span().overlaps(span) => {
                span.start.max(self.span().start)
            }
            _ => self.span().start,
        };
        let new = NewItem {
            rep_id: row.rep_id,
            week_on: self.on.monday(),
            waits: false,
            on_day: Some(self.on),
            at: Some(Span {
                start,
                end: start + self.minutes(),
            }),
            scheduled_by: model.actor.rep_id,
            rep: Some(row.rep.clone()),
        };
        let (about, ask) = new_item(model, new);
        Line::open(model, &line::ITEM, about, "");
        vec![ask]
    }

    /// Which of the days that were asked for is shown.
    fn day_at(&self) -> usize {
        let from = self.asked.answer.as_ref().map_or(self.on, |it| it.from);
        usize::try_from(self.on.days_since(from)).unwrap_or(usize::MAX)
    }
}

impl Layer for Times {
    fn contexts(&self) -> &'static [Context] {
        CONTEXTS
    }

    fn people(&self, _model: &Model) -> Vec<RepId> {
        let row = self.rows().get(self.cursor.selected).map(|it| it.rep_id);
        row.into_iter().collect()
    }

    fn act(&mut self, model: &mut Model, _words: &Words, action: Action) -> Reaction {
        let over = model.pane_area();
        let last = WORKING_HOURS.cells().count().saturating_sub(1);
        let effects = match action {
            Action::Back => return Reaction::close(Vec::new()),
            Action::Open => self.make(model),
            Action::NextPart => self.go_to_first(over),
            Action::When(Shift::Earlier) => self.show(self.on.plus_days(-1), over),
            Action::When(Shift::Later) => self.show(self.on.plus_days(1), over),
            Action::When(Shift::Now) => self.show(self.today, over),
            _ => Vec::new(),
        };
        match action {
            Action::Move(Step::Left) => self.cell = self.cell.saturating_sub(1),
            Action::Move(Step::Right) => self.cell = (self.cell + 1).min(last),
            Action::Move(step) => {
                let page = self.places(over).rows.height.into();
                let count = self.rows().len();
                self.cursor.step(step, count, page);
            }
            Action::Length(Way::Back) => self.length = self.length.saturating_sub(1),
            Action::Length(_) => self.length = (self.length + 1).min(LENGTHS.len() - 1),
            Action::Mark => {
                let row = self.rows().get(self.cursor.selected);
                if let Some(id) = row.map(|row| row.rep_id)
                    && !self.chosen.remove(&id)
                {
                    self.chosen.insert(id);
                }
            }
            Action::MarkAll if self.chosen.is_empty() => {
                self.chosen = self.rows().iter().map(|row| row.rep_id).collect();
            }
            Action::MarkAll => self.chosen.clear(),
            _ => {}
        }
        Reaction::stay(effects)
    }

    // A click selects a half hour of somebody, and makes an appointment in the one that is selected; beside the box it
    // closes it.
    fn click(&mut self, model: &mut Model, _words: &Words, mouse: Mouse) -> Reaction {
        let places = self.places(model.pane_area());
        let at = Position::new(mouse.column, mouse.row);
        if mouse.kind != MouseKind::Down {
            return Reaction::default();
        }
        if !places.frame.contains(at) {
            return Reaction::close(Vec::new());
        }
        if !places.rows.contains(at) {
            return Reaction::default();
        }
        let row = usize::from(at.y - places.rows.y) + self.cursor.offset;
        let cell = at.x.checked_sub(places.first).map(|it| it / places.cell);
        let cell = cell.map_or(self.cell, usize::from);
        let is_there = row < self.rows().len() && cell < WORKING_HOURS.cells().count();
        if !is_there {
            return Reaction::default();
        }
        if (row, cell) == (self.cursor.selected, self.cell) {
            return Reaction::stay(self.make(model));
        }
        (self.cursor.selected, self.cell) = (row, cell);
        Reaction::default()
    }

    fn refresh(&mut self, _over: Rect) -> Vec<Effect> {
        let query = Query::Times {
            who: self.who.clone(),
            from: self.on,
            today: self.today,
        };
        vec![self.asked.ask(Asker::Times, query)]
    }

    fn take(&mut self, answer: &Answer, over: Rect) -> Vec<Effect> {
        if answer.slot != Asker::Times {
            return Vec::new();
        }
        let result = answer.result.clone();
        if self.asked.take(answer.generation, result, read_as!(Times)) {
            let meant = self.rep_id.take();
            let at = self.rows().iter().position(|row| Some(row.rep_id) == meant);
            self.cursor.selected = at.unwrap_or(self.cursor.selected);
            let page = self.places(over).rows.height.into();
            let count = self.rows().len();
            self.cursor.keep_in(count, page);
        }
        Vec::new()
    }

    fn draw(&self, paint: &mut Paint<'_>, _model: &Model, over: Rect) -> Option<Position> {
        let places = self.places(over);
        let count = self.rows().len();
        let mut cursor = self.cursor;
        cursor.keep_in(count, places.rows.height.into());
        let title = Message::new("times-title").with("day", paint.words.day_short(self.on));
        let at = (count > 0).then(|| position(paint.words, cursor, count));
        paint.popup(places.frame, &paint.words.say(&title), at.as_deref());
        let said = match (&self.asked.failure, &self.asked.answer) {
            (Some(failure), _) => Some(paint.words.say(failure)),
            (None, None) => Some(paint.words.text("waiting")),
            (None, Some(_)) if count == 0 => Some(paint.words.text("times-nobody")),
            _ => None,
        };
        if let Some(said) = said {
            let lines = text::wrap(&said, places.lines.width.saturating_sub(2));
            for (line, said) in places.lines.rows().zip(lines) {
                text::put(paint.buf, text::after(line, 1), &said, paint.theme.text);
            }
            return None;
        }
        self.draw_head(paint, &places);
        self.draw_foot(paint, &places);
        let mut marker = None;
        let shown = self.rows().iter().enumerate().skip(cursor.offset);
        for (line, (at, row)) in places.rows.rows().zip(shown) {
            self.draw_row(paint, &places, line, row);
            if at == cursor.selected {
                let cell = u16::try_from(self.cell).unwrap_or(0);
                let cell = cell_at(&places, line, cell);
                let cell = cell.intersection(paint.buf.area);
                paint.buf.set_style(cell, paint.theme.selected);
                text::put(paint.buf, line, MARKER, paint.theme.selected);
                marker = Some(Position::new(line.x, line.y));
            }
        }
        marker
    }
}
