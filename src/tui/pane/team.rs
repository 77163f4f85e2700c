//! Who does what: the frame of the pane, and a table of its views.
//!
//! ```text
//!  Team  8 people · assembly line                                                            view roles
//!    person        function       lead gen  SDR  AE  SE  sponsor  support  load          access
//!  ▶ Bavo          AE                            12                        € 402k · 12   edit
//!  ─ gaps 3 ─────────────────────────────────────────────────────────────────────────────────────────────
//!    Sponsor owes nothing                                                    Enter adds a duty
//! ```
//!
//! A view is a file below and a row in `VIEWS`: what it asks, how it is drawn, what its keys do. The frame draws the
//! first line, finds people, turns to the next view, and hands everything else to the view that is shown.

mod accounts;
mod defaults;
mod gaps;
mod kept;
mod matrix;
mod model;
mod operations;
mod roles;
mod rows;
mod staffing;

use ratatui::layout::{Constraint, Layout, Position, Rect};

use super::{Pane, PaneId, shown};
use crate::domain::id::RepId;
use crate::domain::message::Message;
use crate::domain::text::name_key;
use crate::i18n::Words;
use crate::service::view::team::defaults::DefaultsView;
use crate::service::view::team::operations::OperationsView;
use crate::tui::action::{Action, Context};
use crate::tui::effect::Effect;
use crate::tui::event::{Answer, Mouse};
use crate::tui::model::Model;
use crate::tui::widget::input::{Input, SEARCH};
use crate::tui::widget::{Paint, text};

use rows::Rows;

pub use kept::{Kept, Written};
pub(in crate::tui) use model::FUNCTIONS;

pub(super) const PANE: Pane = Pane {
    id: PaneId::Team,
    digit: '8',
    name: "team",
    places: &[
        LISTED,
        FOUND,
        FINDING,
        SEATS,
        FOUND_SEATS,
        ACCOUNTS,
        FOUND_ACCOUNTS,
        model::HERE,
        model::FOUND,
    ],
    contexts,
    people: |model| match (view(model).people)(model) {
        nobody if nobody.is_empty() => shown(model),
        people => people,
    },
    period: Model::period,
    ask: |model| (view(model).ask)(model),
    take: |model, answer| {
        let views = VIEWS.iter();
        views.flat_map(|view| (view.take)(model, answer)).collect()
    },
    act,
    click: |model, words, _, mouse| {
        let body = body(model);
        (view(model).click)(model, words, body, mouse)
    },
    input: |model| {
        let find = &mut model.team.find;
        find.is_typing.then_some(&mut find.input)
    },
    typed: follow,
    resized: follow,
    draw,
};

/// On the rows of a view, and on its gaps.
const LISTED: &[Context] = &[
    Context::Everywhere,
    Context::Cursor,
    Context::Grid,
    Context::Frame,
    Context::Views,
    Context::Parts,
    Context::Sorted,
    Context::Openable,
    Context::Team,
];

/// The same where Esc shows everyone again.
const FOUND: &[Context] = &[
    Context::Everywhere,
    Context::Cursor,
    Context::Grid,
    Context::Frame,
    Context::Views,
    Context::Parts,
    Context::Sorted,
    Context::Openable,
    Context::Team,
    Context::Layer,
];

/// On deals or accounts and their seats, whose order is that of what they lack.
const SEATS: &[Context] = &[
    Context::Everywhere,
    Context::Cursor,
    Context::Grid,
    Context::Frame,
    Context::Views,
    Context::Parts,
    Context::Openable,
    Context::Team,
];

/// The same where Esc shows all again.
const FOUND_SEATS: &[Context] = &[
    Context::Everywhere,
    Context::Cursor,
    Context::Grid,
    Context::Frame,
    Context::Views,
    Context::Parts,
    Context::Openable,
    Context::Team,
    Context::Layer,
];

/// On accounts, and in the chosen one.
const ACCOUNTS: &[Context] = SEATS;

/// The same where Esc goes back.
const FOUND_ACCOUNTS: &[Context] = FOUND_SEATS;

/// While a name is typed.
const FINDING: &[Context] = &[
    Context::Everywhere,
    Context::Taken,
    Context::Cursor,
    Context::Choice,
    Context::Layer,
];

/// A view of the pane: these are what happens to it. Its state is a field of [`State`].
pub(super) struct TeamView {
    /// Its word in a session; the message `team-view-<code>` is its name.
    code: &'static str,
    /// What is possible on it: usually, and where Esc shows everyone again.
    contexts: fn(&Model) -> [&'static [Context]; 2],
    /// Asks the store for all that it shows.
    ask: fn(&mut Model) -> Vec<Effect>,
    /// Takes an answer, if it is to one of its questions, whichever view is shown.
    take: fn(&mut Model, &Answer) -> Vec<Effect>,
    /// Does what the user means.
    act: fn(&mut Model, &Words, Action) -> Vec<Effect>,
    /// Takes the mouse, on a view in this place.
    click: fn(&mut Model, &Words, Rect, Mouse) -> Vec<Effect>,
    /// Who is meant where somebody wants to look at a person.
    people: fn(&Model) -> Vec<RepId>,
    /// Keeps what is selected among what is shown, and in sight.
    follow: fn(&mut Model),
    /// What stands after the name of the pane.
    head: fn(&Model, &Words) -> String,
    /// Draws it and says where the cursor belongs.
    draw: fn(&mut Paint<'_>, &Model, Rect) -> Option<Position>,
}

/// Every view there is, in their order. A view that is not built yet is not listed.
static VIEWS: &[TeamView] = &[
    roles::VIEW,
    staffing::VIEW,
    accounts::VIEW,
    defaults::VIEW,
    model::VIEW,
    operations::VIEW,
];

/// What the pane holds.
#[derive(Debug, Default)]
pub struct State {
    /// The view that is shown, as a place in [`VIEWS`].
    view: usize,
    find: Find,
    roles: roles::State,
    staffing: staffing::State,
    accounts: accounts::State,
    defaults: Rows<DefaultsView>,
    operations: Rows<OperationsView>,
    model: model::State,
}

/// Who is looked for, on every view.
#[derive(Debug, Default)]
struct Find {
    input: Input,
    is_typing: bool,
}

impl Find {
    /// Whether a name is among those that are looked for.
    fn finds(&self, name: &str) -> bool {
        self.is_empty() || name_key(name).contains(&name_key(self.input.text().trim()))
    }

    fn is_empty(&self) -> bool {
        self.input.text().trim().is_empty()
    }
}

/// The view that is shown.
fn view(model: &Model) -> &'static TeamView {
    VIEWS.get(model.team.view).unwrap_or(&VIEWS[0])
}

/// Turns to a view by its word.
fn turn_to(team: &mut State, code: &str) {
    let at = VIEWS.iter().position(|it| it.code == code);
    team.view = at.unwrap_or(team.view);
}

fn contexts(model: &Model) -> &'static [Context] {
    let find = &model.team.find;
    if find.is_typing {
        return FINDING;
    }
    (view(model).contexts)(model)[usize::from(!find.is_empty())]
}

/// The place of a view below the first line.
fn parts(pane: Rect) -> [Rect; 2] {
    Layout::vertical([Constraint::Length(1), Constraint::Min(0)]).areas(pane)
}

/// Where the view is.
fn body(model: &Model) -> Rect {
    parts(model.pane_area())[1]
}

fn follow(model: &mut Model) -> Vec<Effect> {
    (view(model).follow)(model);
    // Rows that come a page at a time are asked for where they came in sight.
    [staffing::more(model), accounts::more(model)].concat()
}

fn act(model: &mut Model, words: &Words, action: Action) -> Vec<Effect> {
    let state = &mut model.team;
    match action {
        Action::NextView => {
            state.view = (state.view + 1) % VIEWS.len();
            return (view(model).ask)(model);
        }
        Action::Filter => state.find.is_typing = true,
        Action::Open if state.find.is_typing => state.find.is_typing = false,
        Action::Back => state.find = Find::default(),
        _ => return (view(model).act)(model, words, action),
    }
    follow(model)
}

fn draw(paint: &mut Paint<'_>, model: &Model, pane: Rect) -> Option<Position> {
    let [head, body] = parts(pane);
    let typing = draw_head(paint, model, head);
    let marker = (view(model).draw)(paint, model, body);
    typing.or(marker)
}

/// ` Team  8 people · assembly line        / bav                                             view roles`
fn draw_head(paint: &mut Paint<'_>, model: &Model, line: Rect) -> Option<Position> {
    let (state, view) = (&model.team, view(model));
    let mut rest = text::after(line, 1);
    rest.width = rest.width.saturating_sub(1);
    let called = ["team-view-", view.code].concat();
    let called = Message::new("team-view").with_word("view", called);
    let called = paint.words.say(&called);
    let name = paint.words.text("pane-team");
    let taken = text::put(paint.buf, rest, &name, paint.theme.title) + 2;
    rest = text::after(rest, taken);
    if text::width(&called) < rest.width {
        text::put_right(paint.buf, rest, &called, paint.theme.dim);
        rest.width -= text::width(&called) + 1;
    }
    let find = &state.find;
    let mut cursor = None;
    if find.is_typing || !find.is_empty() {
        let taken = text::put(paint.buf, rest, SEARCH, paint.theme.key);
        rest = text::after(rest, taken);
        let width = text::width(&text::fit(find.input.text(), u16::MAX)) + 1;
        let typed = Rect {
            width: width.min(rest.width),
            ..rest
        };
        let at = find.input.draw(paint, typed, paint.theme.accent);
        cursor = find.is_typing.then_some(at);
        rest = text::after(rest, width + 2);
    }
    let said = (view.head)(model, paint.words);
    text::put(paint.buf, rest, &said, paint.theme.text);
    cursor
}
