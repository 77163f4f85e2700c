//! The day: of a rep what is planned and what needs them, of a team one row a person, the largest gap first.
//!
//! ```text
//!  TODAY  3.5 h planned of 7.0                     │ NEEDS YOU  7, by money at risk
//! ▶09:30   call     Acme Bottling         € 48.0k  │  € 90.0k  Stadtwerke Kiel   no next step, stalled 31 d
//!  OVERDUE  2                                      │  4 meetings in 5 working days, usually 9
//!  2 d     mail     Fjord Catering        € 31.0k  │ SINCE Fri 20 Nov
//!  TOMORROW  1   REST OF WEEK  5   carried over 2  │  Fri  ✓ Mila won Hotel Zur Post          € 22.0k
//!
//!  rep           Q4 to goal        gap      needs  commit   cover  calls  meet  next
//! ▶Sander        41 % ▇▇▇▇▁▁▁▁     € 142k       8  € 116k    0.9×     40     9  call Acme, 11:00
//! ```

mod agenda;
mod listed;
mod matter;
mod needs;
mod news;
mod places;
mod team;

use std::collections::BTreeMap;

use ratatui::layout::{Position, Rect};

use super::{Pane, PaneId, no_input, nothing, pipeline, sprint};
use crate::domain::command::{Command, WeekCommand};
use crate::domain::id::{DealId, RepId};
use crate::domain::message::Message;
use crate::glyph;
use crate::i18n::Words;
use crate::service::Query;
use crate::service::view::today::TodayView;
use crate::tui::action::Action;
use crate::tui::asked::{Asked, read_as};
use crate::tui::effect::{Effect, Slot};
use crate::tui::event::{Mouse, MouseKind};
use crate::tui::job::Job;
use crate::tui::layer::{needs as needs_layer, plan, replan, step};
use crate::tui::model::{Cursor, Model};
use crate::tui::scope::Scope;
use crate::tui::update;
use crate::tui::widget::table::order::Order;
use crate::tui::widget::table::position;
use crate::tui::widget::{Paint, text};
use listed::Listed;
use matter::{
    ON_DAY, ON_MATTER, ON_NEED, ON_OFFER, ON_PERSON, ON_PERSONS_MATTER, ON_PERSONS_NEED,
    ON_PERSONS_OFFER, ON_TEAM,
};
use places::{Places, places};

pub use team::Written;

pub(super) const PANE: Pane = Pane {
    id: PaneId::Today,
    digit: '1',
    name: "today",
    places: &[
        ON_DAY,
        ON_TEAM,
        ON_MATTER,
        ON_NEED,
        ON_PERSON,
        ON_PERSONS_MATTER,
        ON_PERSONS_NEED,
        ON_OFFER,
        ON_PERSONS_OFFER,
    ],
    contexts: matter::contexts,
    people: matter::people,
    period: Model::period,
    ask,
    take: |model, answer| {
        if answer.slot == Slot::Today {
            let result = answer.result.clone();
            let state = &mut model.today_pane;
            state.day.take(answer.generation, result, read_as!(Today));
            team::keep_order(model);
            follow(model);
            if matter::has_deals(model) {
                return pipeline::know_stages(model);
            }
        }
        Vec::new()
    },
    act,
    click,
    input: no_input,
    typed: nothing,
    resized: |model| {
        follow(model);
        Vec::new()
    },
    draw,
};

/// What the pane holds.
#[derive(Debug)]
pub struct State {
    day: Asked<Box<TodayView>>,
    /// Whose day it is.
    scope: Scope,
    /// The part that the user chose.
    focus: Option<Part>,
    /// The selected row of each part, and the first line of it that is visible.
    cursors: BTreeMap<Part, Cursor>,
    /// The order of a team's people.
    pub order: Order,
    /// The team from whose day the user came, and the rep they went to.
    came: Option<(Scope, Scope)>,
}

/// A part of the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    /// One row a person.
    Team,
    /// What is planned.
    Agenda,
    /// The deals that need somebody.
    Needs,
    /// What happened.
    News,
}

impl Part {
    /// Lines above its rows: a title, and of a table the names of its columns.
    fn head(self) -> u16 {
        if self == Self::Team { 2 } else { 1 }
    }

    /// Lines below its rows, of a part that has so many: what is ahead.
    fn foot(self, height: u16) -> u16 {
        const LINES_MIN: u16 = 6;
        u16::from(self == Self::Agenda && height >= LINES_MIN)
    }

    /// Lines of a row where those that have more to say take so many.
    fn height(self, tall: usize) -> usize {
        match self {
            Self::Agenda | Self::Needs => tall,
            Self::Team | Self::News => 1,
        }
    }
}

impl Default for State {
    fn default() -> Self {
        Self {
            day: Asked::default(),
            scope: Scope::default(),
            focus: None,
            cursors: BTreeMap::new(),
            order: team::USUAL,
            came: None,
        }
    }
}

impl State {
    fn cursor(&self, part: Part) -> Cursor {
        self.cursors.get(&part).copied().unwrap_or_default()
    }
}

/// The parts of a day, in the order in which Tab goes through them.
fn parts(day: &TodayView) -> &'static [Part] {
    match day {
        TodayView::Rep(_) => &[Part::Agenda, Part::Needs, Part::News],
        TodayView::Team(_) => &[Part::Team, Part::News],
    }
}

/// How many rows a part has that can be selected.
fn count(day: &TodayView, part: Part) -> usize {
    match (day, part) {
        (TodayView::Rep(day), Part::Agenda) => day.agenda.len(),
        (TodayView::Rep(day), Part::Needs) => day.needs.len(),
        (TodayView::Rep(day), Part::News) => day.news.len(),
        (TodayView::Team(day), Part::Team) => day.rows.len(),
        (TodayView::Team(day), Part::News) => day.news.len(),
        _ => 0,
    }
}

/// The lines of a part whose rows take so many: how many there are, and the first one of a row.
fn line_of_row(day: &TodayView, part: Part, row: usize, height: usize) -> (usize, usize) {
    match (day, part) {
        (TodayView::Rep(day), Part::Agenda) => agenda::line_of_row(day, row, height),
        _ => (count(day, part) * height, row * height),
    }
}

/// The row on a line of a part, if it can be selected.
fn row_of_line(day: &TodayView, part: Part, line: usize, height: usize) -> Option<usize> {
    match (day, part) {
        (TodayView::Rep(day), Part::Agenda) => agenda::row_of_line(day, line, height),
        _ => Some(line / height).filter(|row| *row < count(day, part)),
    }
}

/// The parts that can be seen and have rows.
fn full(day: &TodayView, places: &Places) -> Vec<Part> {
    let seen = places.parts.iter().filter(|it| !it.area.is_empty());
    let parts = seen.map(|it| it.part);
    parts.filter(|part| count(day, *part) > 0).collect()
}

/// The part that the keys go to: the one that was chosen, as long as it has rows to be seen.
fn focus(state: &State, day: &TodayView, places: &Places) -> Part {
    let full = full(day, places);
    let chosen = state.focus.filter(|part| full.contains(part));
    let first = full.first().or(parts(day).first()).copied();
    chosen.or(first).unwrap_or(Part::News)
}

/// Whether the day is the actor's own.
fn is_own(model: &Model) -> bool {
    model.actor.rep_id.map(Scope::Rep) == Some(model.scope)
}

/// The rep whose day it is.
fn person(model: &Model) -> Option<RepId> {
    match model.scope {
        Scope::Rep(id) => Some(id),
        _ => None,
    }
}

/// The team to go back to, as long as the rep is shown to whom the user went from there.
fn team_before(model: &Model) -> Option<Scope> {
    let (team, rep) = model.today_pane.came?;
    (rep == model.scope).then_some(team)
}

fn ask(model: &mut Model) -> Vec<Effect> {
    let (who, today) = (model.scope.who(), model.today);
    let state = &mut model.today_pane;
    if state.scope != model.scope {
        state.scope = model.scope;
        state.cursors.clear();
    }
    vec![state.day.ask(Slot::Today, Query::Today { who, today })]
}

/// Keeps what is selected among the rows there are, and in sight.
fn follow(model: &mut Model) {
    let (pane, is_own) = (model.pane_area(), is_own(model));
    let state = &mut model.today_pane;
    let Some(day) = &state.day.answer else {
        return;
    };
    for placed in places(day, is_own, pane).parts {
        let (part, height) = (placed.part, placed.height);
        let cursor = state.cursors.entry(part).or_default();
        cursor.selected = cursor.selected.min(count(day, part).saturating_sub(1));
        let (lines, line) = line_of_row(day, part, cursor.selected, height);
        let last = line + height - 1;
        let mut on_lines = Cursor {
            selected: last,
            offset: cursor.offset.min(line),
        };
        on_lines.keep_in(lines, placed.body().height.into());
        // What stands above the first row is seen again together with it.
        cursor.offset = if cursor.selected == 0 {
            0
        } else {
            on_lines.offset
        };
    }
}

fn act(model: &mut Model, words: &Words, action: Action) -> Vec<Effect> {
    if let Action::AcceptDeal | Action::ReturnDeal = action {
        let need = matter::needed(model);
        return needs_layer::answered(model, words, action, need.as_ref());
    }
    if let Some(row) = matter::need(model).filter(|_| matter::is_about_deal(action)) {
        return pipeline::act_on(model, words, action, &row);
    }
    if let Action::NextStep | Action::Call | Action::Activity | Action::Do = action {
        let matters = matter::selected(model).into_iter().collect();
        return step::act(model, words, action, matters);
    }
    if action == Action::MoveItemsDeal {
        sprint::choose_stage(model, words, matter::known(model));
        return Vec::new();
    }
    if action == Action::Plan {
        return plan::open(model, person(model), None);
    }
    if action == Action::Take {
        return take_over(model);
    }
    if let Action::Replan(how) = action {
        let broken = person(model).and_then(|rep_id| matter::broken(model, rep_id, words));
        return broken.map_or_else(Vec::new, |it| replan::act(model, words, how, &it));
    }
    let team = team_before(model);
    let (pane, is_own) = (model.pane_area(), is_own(model));
    let state = &mut model.today_pane;
    let Some(day) = &state.day.answer else {
        return Vec::new();
    };
    let places = places(day, is_own, pane);
    let part = focus(state, day, &places);
    match action {
        Action::Move(step) => {
            let placed = places.parts.iter().find(|it| it.part == part);
            let page = placed.map_or(0, |it| usize::from(it.body().height) / it.height);
            let cursor = state.cursors.entry(part).or_default();
            let offset = cursor.offset;
            cursor.step(step, count(day, part), page);
            cursor.offset = offset;
        }
        Action::NextPart => state.focus = Some(turned(&full(day, &places), part, false)),
        Action::PreviousPart => state.focus = Some(turned(&full(day, &places), part, true)),
        Action::Open => return open(model),
        Action::Sort if part == Part::Team => {
            let list = team::choose_order(words, state.order);
            model.layers.push(Box::new(list));
            return Vec::new();
        }
        Action::SortBy(column) => return team::sort_by(model, column),
        Action::Back => return team.map_or_else(Vec::new, |team| update::show_scope(model, team)),
        Action::Copy => {
            let line = selected_text(words, day, part, state.cursor(part).selected);
            return line.map(Effect::Copy).into_iter().collect();
        }
        _ => {}
    }
    follow(model);
    Vec::new()
}

/// Lets the rep whose day it is take what is due to somebody who is away.
fn take_over(model: &mut Model) -> Vec<Effect> {
    let Some((rep_id, item)) = person(model).zip(matter::offer(model)) else {
        return Vec::new();
    };
    let command = WeekCommand::TakeOver {
        activity_id: item.id,
        version: item.version,
        rep_id,
        week_on: model.today.monday(),
        on: model.today,
    };
    update::work(model, Job::Run(Command::Week(command)))
}

/// The next part, or the one before, in a circle.
fn turned(full: &[Part], part: Part, is_back: bool) -> Part {
    let at = full.iter().position(|it| *it == part).unwrap_or(0);
    let by = if is_back {
        full.len().saturating_sub(1)
    } else {
        1
    };
    let next = (at + by)
        .checked_rem(full.len())
        .and_then(|at| full.get(at));
    next.copied().unwrap_or(part)
}

/// The deal that a row is about.
fn deal_of(day: &TodayView, part: Part, row: usize) -> Option<DealId> {
    match (day, part) {
        (TodayView::Rep(day), Part::Agenda) => agenda::row(day, row)?.deal_id,
        (TodayView::Rep(day), Part::Needs) => Some(day.needs.get(row)?.deal.id),
        (TodayView::Rep(day), Part::News) => Some(day.news.get(row)?.deal_id),
        (TodayView::Team(day), Part::News) => Some(day.news.get(row)?.deal_id),
        _ => None,
    }
}

/// The deal where it lives, or of a team the day of the selected rep.
fn open(model: &mut Model) -> Vec<Effect> {
    let (pane, is_own) = (model.pane_area(), is_own(model));
    let state = &mut model.today_pane;
    let Some(day) = &state.day.answer else {
        return Vec::new();
    };
    let part = focus(state, day, &places(day, is_own, pane));
    let row = state.cursor(part).selected;
    if let (TodayView::Team(day), Part::Team) = (&**day, part) {
        let Some(row) = day.rows.get(row) else {
            return Vec::new();
        };
        let rep = Scope::Rep(row.rep_id);
        state.came = Some((model.scope, rep));
        return update::show_scope(model, rep);
    }
    if let Some(id) = deal_of(day, part, row) {
        return update::open_deal(model, id);
    }
    if row < count(day, part) {
        model.tell(Message::new("today-no-deal"));
    }
    Vec::new()
}

/// The selected row for other programs.
fn selected_text(words: &Words, day: &TodayView, part: Part, row: usize) -> Option<String> {
    match (day, part) {
        (TodayView::Rep(day), Part::Agenda) => Some(agenda::what(words, agenda::row(day, row)?)),
        (TodayView::Rep(day), Part::Needs) => {
            Some(crate::tui::widget::deal::as_text(&day.needs.get(row)?.deal))
        }
        (TodayView::Rep(day), Part::News) => Some(news::what(words, day.news.get(row)?)),
        (TodayView::Team(day), Part::News) => Some(news::what(words, day.news.get(row)?)),
        (TodayView::Team(day), Part::Team) => Some(day.rows.get(row)?.name.clone()),
        _ => None,
    }
}

/// A click selects a row, and opens the one that is selected.
fn click(model: &mut Model, words: &Words, pane: Rect, mouse: Mouse) -> Vec<Effect> {
    let is_own = is_own(model);
    let state = &mut model.today_pane;
    let (Some(day), MouseKind::Down) = (&state.day.answer, mouse.kind) else {
        return Vec::new();
    };
    let at = Position::new(mouse.column, mouse.row);
    let places = places(day, is_own, pane);
    let hit = places.parts.iter().find(|it| it.area.contains(at));
    let Some(placed) = hit.copied() else {
        return Vec::new();
    };
    let (part, body) = (placed.part, placed.body());
    if let (TodayView::Team(day), Part::Team) = (&**day, part) {
        let list = Listed::new(state, &placed, true);
        if let Some(column) = team::sorted_by(day, state.order, &list, mouse) {
            return act(model, words, Action::SortBy(column));
        }
    }
    let had_focus = focus(state, day, &places) == part;
    state.focus = Some(part);
    let line = usize::from(at.y.saturating_sub(body.y)) + state.cursor(part).offset;
    let Some(row) = row_of_line(day, part, line, placed.height).filter(|_| body.contains(at))
    else {
        return Vec::new();
    };
    let cursor = state.cursors.entry(part).or_default();
    if had_focus && cursor.selected == row {
        return open(model);
    }
    cursor.selected = row;
    follow(model);
    Vec::new()
}

fn draw(paint: &mut Paint<'_>, model: &Model, pane: Rect) -> Option<Position> {
    let state = &model.today_pane;
    if let Some(message) = &state.day.failure {
        super::draw_failure(paint, message, model.pane(), pane);
        return None;
    }
    let Some(day) = &state.day.answer else {
        super::draw_calm(paint, &["waiting"], pane);
        return None;
    };
    if is_blank(day) {
        super::draw_calm(paint, &["pane-today-empty", "empty-import"], pane);
        return None;
    }
    let places = places(day, is_own(model), pane);
    let focus = focus(state, day, &places);
    for line in places.rule.rows() {
        text::put(paint.buf, line, glyph::UPRIGHT, paint.theme.dim);
    }
    if let TodayView::Rep(day) = &**day {
        needs::draw_alarm(paint, day, places.alarm);
    }
    let mut marker = None;
    let seen = places.parts.iter().filter(|it| !it.area.is_empty());
    for placed in seen {
        let part = placed.part;
        let list = Listed::new(state, placed, part == focus);
        let drawn = match (&**day, part) {
            (TodayView::Rep(day), Part::Agenda) => agenda::draw(paint, model, day, &list),
            (TodayView::Rep(day), Part::Needs) => needs::draw(paint, model, day, &list),
            (TodayView::Rep(day), _) => news::draw(paint, &day.news, day.news_since, &list),
            (TodayView::Team(day), Part::Team) => team::draw(paint, model, day, &list),
            (TodayView::Team(day), _) => news::draw(paint, &day.news, day.news_since, &list),
        };
        let (lines, _) = line_of_row(day, part, 0, placed.height);
        if lines > usize::from(list.body.height) {
            let at = position(paint.words, list.cursor, count(day, part));
            let place = Rect {
                width: list.title.width.saturating_sub(1),
                ..list.title
            };
            text::put_right(paint.buf, place, &at, paint.theme.dim);
        }
        marker = marker.or(drawn);
    }
    marker
}

/// Whether there is nothing at all to show: then the pane says what belongs there.
fn is_blank(day: &TodayView) -> bool {
    let has_alarm = matches!(day, TodayView::Rep(day) if day.alarm.is_some());
    !has_alarm && parts(day).iter().all(|part| count(day, *part) == 0)
}
