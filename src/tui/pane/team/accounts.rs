//! Accounts, and of the chosen one: its team with what each may do there, what is owed, who is credited, contracts, cases.
//!
//! ```text
//!  Team  1 of 40 accounts without an owner                                                   view accounts
//!  ▶ Acme Bottling      │ Acme Bottling
//!    Aqua Nord          │ TEAM 3           seat             account  deal   contract  case
//!    Fjord Catering     │   Bavo, owner    AE               edit     edit   edit      read
//!                       │ DUTIES 2 open, 1 done
//! ```
//!
//! Tab goes between the two; where there is no room for both, one is shown.

mod draw;
mod lines;

use ratatui::layout::{Constraint, Layout, Position, Rect};

use super::staffing::portion;
use super::{ACCOUNTS, FOUND_ACCOUNTS, TeamView, body, view};
use crate::domain::command::Command;
use crate::domain::filter::Filter;
use crate::domain::id::{AccountId, RepId};
use crate::domain::message::Message;
use crate::domain::record::{Assignment, Content, Kind};
use crate::domain::role::TeamOf;
use crate::i18n::Words;
use crate::service::Query;
use crate::service::view::staffing::{GapsView, StaffRow, Staffed};
use crate::service::view::team::accounts::AccountView;
use crate::tui::action::{Action, Step};
use crate::tui::asked::{Asked, read_as};
use crate::tui::effect::{Effect, Slot};
use crate::tui::event::{Answer, Mouse, MouseKind};
use crate::tui::job::Job;
use crate::tui::layer::{person, record};
use crate::tui::model::{Cursor, Model};
use crate::tui::scope::Scope;
use crate::tui::update;
use crate::tui::window::{PAGE, Window};

use lines::{Line, Opens, lines};

/// Its word in a session.
const CODE: &str = "accounts";

pub(super) const VIEW: TeamView = TeamView {
    code: CODE,
    contexts: |_| [ACCOUNTS, FOUND_ACCOUNTS],
    ask,
    take,
    act,
    click,
    people,
    follow,
    head: |model, words| {
        let Some(gaps) = &model.team.accounts.gaps.answer else {
            return String::new();
        };
        let said = Message::new("staffing-head-accounts")
            .with("gaps", gaps.accounts.gaps())
            .with("count", gaps.accounts.all);
        words.say(&said)
    },
    draw: draw::draw,
};

/// What the view holds.
#[derive(Debug, Default)]
pub(super) struct State {
    gaps: Asked<GapsView>,
    rows: Window<StaffRow>,
    account: Asked<Box<AccountView>>,
    /// Which account that is about.
    chosen: Option<AccountId>,
    /// The selected line of it.
    line: Cursor,
    /// Whether the keys go to the account.
    is_inside: bool,
    /// An account that somebody came for: it is shown whatever is selected.
    came_for: Option<AccountId>,
    /// Whom and what the rows are about.
    about: (Scope, String),
}

/// Cells of the list, at least and at most, and the width of the pane from which on both are shown.
const LIST: (u16, u16) = (28, 46);
const BOTH_MIN: u16 = 100;

/// Where the list and the account are; the one without room is nowhere.
fn parts(body: Rect, is_inside: bool) -> [Rect; 2] {
    if body.width >= BOTH_MIN {
        let widths = [
            Constraint::Length((body.width / 5).clamp(LIST.0, LIST.1)),
            Constraint::Min(0),
        ];
        return Layout::horizontal(widths).areas(body);
    }
    if is_inside {
        [Rect::ZERO, body]
    } else {
        [body, Rect::ZERO]
    }
}

/// Where the lines of the account are, below its name.
fn inside(part: Rect) -> Rect {
    Rect {
        x: part.x + u16::from(part.width > 1),
        y: part.y + 1,
        width: part.width.saturating_sub(1),
        height: part.height.saturating_sub(1),
    }
}

/// Shows an account, from wherever somebody comes.
pub(super) fn show(model: &mut Model, id: AccountId) -> Vec<Effect> {
    super::turn_to(&mut model.team, CODE);
    let state = &mut model.team.accounts;
    state.came_for = Some(id);
    state.is_inside = true;
    state.line = Cursor::default();
    ask(model)
}

fn ask(model: &mut Model) -> Vec<Effect> {
    let query = Query::Gaps {
        who: model.scope.who(),
        filter: sought(model),
        today: model.today,
    };
    let about = (model.scope, model.team.find.input.text().trim().to_owned());
    let state = &mut model.team.accounts;
    if state.about == about {
        state.rows.age();
    } else {
        state.about = about;
        state.rows.reset();
        state.rows.cursor = Cursor::default();
        state.came_for = None;
    }
    let mut effects = vec![state.gaps.ask(Slot::Gaps, query)];
    effects.extend(ask_account(model, true));
    effects
}

/// What is looked for.
fn sought(model: &Model) -> Filter {
    super::staffing::sought(model)
}

/// Asks for the account that is chosen, if it is another one, or anew.
fn ask_account(model: &mut Model, is_anew: bool) -> Vec<Effect> {
    let today = model.today;
    let state = &mut model.team.accounts;
    let selected = state.rows.selected().and_then(|row| match row.of {
        TeamOf::Account(id) => Some(id),
        TeamOf::Deal(_) => None,
    });
    let chosen = state.came_for.or(selected);
    if chosen == state.chosen && !is_anew {
        return Vec::new();
    }
    if chosen != state.chosen {
        state.account.forget();
        state.line = Cursor::default();
        state.chosen = chosen;
    }
    let ask = |id| {
        let query = Query::Account { id, today };
        state.account.ask(Slot::Account, query)
    };
    chosen.map(ask).into_iter().collect()
}

/// Asks for what came in sight and is not loaded, and for the account that is selected now.
pub(super) fn more(model: &mut Model) -> Vec<Effect> {
    if view(model).code != CODE {
        return Vec::new();
    }
    if model.team.accounts.about.1 != model.team.find.input.text().trim() {
        return ask(model);
    }
    let [list, _] = parts(body(model), model.team.accounts.is_inside);
    let (who, filter, today) = (model.scope.who(), sought(model), model.today);
    let state = &mut model.team.accounts;
    let first = state.rows.cursor.offset;
    let page = state.rows.missing(first..first + usize::from(list.height));
    let ask = |page| {
        let query = Query::Staffing {
            staffed: Staffed::Accounts,
            who,
            filter,
            page,
            limit: PAGE,
            today,
        };
        state.rows.asked.ask(Slot::Accounts, query)
    };
    let mut effects: Vec<Effect> = page.map(ask).into_iter().collect();
    effects.extend(ask_account(model, false));
    effects
}

fn take(model: &mut Model, answer: &Answer) -> Vec<Effect> {
    let state = &mut model.team.accounts;
    let result = answer.result.clone();
    match answer.slot {
        Slot::Gaps => {
            state.gaps.take(answer.generation, result, read_as!(Gaps));
            if let Some(gaps) = &state.gaps.answer {
                state.rows.recount(gaps.accounts.all);
            }
        }
        Slot::Accounts => {
            state.rows.take(answer.generation, result, portion);
        }
        Slot::Account => {
            state
                .account
                .take(answer.generation, result, read_as!(Account));
        }
        _ => return Vec::new(),
    }
    follow(model);
    more(model)
}

/// Keeps what is selected in sight, and on a line that can be selected.
fn follow(model: &mut Model) {
    let body = body(model);
    let state = &mut model.team.accounts;
    let [list, part] = parts(body, state.is_inside);
    state
        .rows
        .cursor
        .keep_in(state.rows.count, list.height.into());
    if let Some(view) = &state.account.answer {
        let count = lines(view).len();
        state.line.selected = state.line.selected.min(count.saturating_sub(1));
        state.line.keep_in(count, inside(part).height.into());
    }
}

/// The selected line of the account.
fn selected_line(state: &State) -> Option<Line<'_>> {
    let view = state.account.answer.as_ref()?;
    lines(view).into_iter().nth(state.line.selected)
}

fn act(model: &mut Model, words: &Words, action: Action) -> Vec<Effect> {
    let body = body(model);
    let state = &mut model.team.accounts;
    let [list, part] = parts(body, state.is_inside);
    match action {
        Action::Move(Step::Right) | Action::NextPart | Action::PreviousPart if !state.is_inside => {
            state.is_inside = true;
        }
        Action::Move(Step::Left) | Action::NextPart | Action::PreviousPart => {
            state.is_inside = false;
        }
        Action::Move(step) if state.is_inside => {
            let count = state
                .account
                .answer
                .as_ref()
                .map_or(0, |it| lines(it).len());
            state.line.step(step, count, inside(part).height.into());
        }
        Action::Move(step) => {
            state.came_for = None;
            state.rows.step(step, list.height.into());
        }
        Action::Open if !state.is_inside => state.is_inside = true,
        Action::Open => return open(model, words),
        Action::New => return add(model, words),
        Action::Edit => return edit(model, words),
        Action::Delete => return delete(model),
        Action::Copy => {
            let line = selected_line(state).filter(|_| state.is_inside);
            let name = state.rows.selected().map(|row| row.name.clone());
            let said = line.map(|line| line.said(words)).or(name);
            return said.map(Effect::Copy).into_iter().collect();
        }
        _ => {}
    }
    follow(model);
    more(model)
}

/// Who the selected line is about; in the list the owner of the account.
fn people(model: &Model) -> Vec<RepId> {
    let state = &model.team.accounts;
    let who = if state.is_inside {
        selected_line(state).and_then(|line| line.person())
    } else {
        let owner = state.rows.selected().and_then(|row| row.owner.as_ref());
        owner.map(|it| it.rep_id)
    };
    who.into_iter().collect()
}

/// What a line is about opens: a person's page, a deal where it lives, a record as a form.
fn open(model: &mut Model, words: &Words) -> Vec<Effect> {
    if let Some(Line::Member(member, _)) = selected_line(&model.team.accounts) {
        let id = member.rep_id;
        return person::open(model, id);
    }
    match selected_line(&model.team.accounts).map(|line| line.opens()) {
        Some(Opens::Deal(id)) => update::open_deal(model, id),
        Some(Opens::Record(kind, id, _)) => {
            record::open(model, words, (kind, Some(id)), Vec::new())
        }
        Some(Opens::New(_)) => add(model, words),
        Some(Opens::Nothing) | None => Vec::new(),
    }
}

/// A new one of what the selected line lists: somebody of the team, a contract, a case.
fn add(model: &mut Model, words: &Words) -> Vec<Effect> {
    let state = &model.team.accounts;
    let Some(view) = &state.account.answer else {
        return record::open(model, words, (Kind::Account, None), Vec::new());
    };
    let line = selected_line(state).filter(|_| state.is_inside);
    let kind = line.map_or(Kind::AccountMember, |line| line.kind());
    let given = Assignment::new("account", Content::Record(view.id.0));
    let called = vec![("account", view.team.name.clone())];
    record::open_called(model, words, (kind, None), (vec![given], false), called)
}

/// What a line is about as a form; in the list the account itself.
fn edit(model: &mut Model, words: &Words) -> Vec<Effect> {
    let state = &model.team.accounts;
    if state.is_inside {
        return match selected_line(state).map(|line| line.opens()) {
            Some(Opens::Record(kind, id, _)) => {
                record::open(model, words, (kind, Some(id)), Vec::new())
            }
            _ => add(model, words),
        };
    }
    let id = state.chosen.map(|id| id.0);
    id.map_or_else(Vec::new, |id| {
        record::open(model, words, (Kind::Account, Some(id)), Vec::new())
    })
}

/// Deletes what a line is about: it is not confirmed, because it can be taken back.
fn delete(model: &mut Model) -> Vec<Effect> {
    let state = &model.team.accounts;
    let line = selected_line(state).filter(|_| state.is_inside);
    let Some(Opens::Record(kind, id, Some(version))) = line.map(|line| line.opens()) else {
        return Vec::new();
    };
    let command = Command::Delete {
        kind,
        id,
        version,
        to: None,
        on: model.today,
    };
    update::work(model, Job::Run(command))
}

/// A click selects, and opens what is selected.
fn click(model: &mut Model, words: &Words, body: Rect, mouse: Mouse) -> Vec<Effect> {
    let state = &mut model.team.accounts;
    let [list, part] = parts(body, state.is_inside);
    let at = Position::new(mouse.column, mouse.row);
    if mouse.kind != MouseKind::Down {
        return Vec::new();
    }
    let inside = inside(part);
    if list.contains(at) {
        let row = usize::from(at.y - list.y) + state.rows.cursor.offset;
        if row >= state.rows.count {
            return Vec::new();
        }
        state.is_inside = row == state.rows.cursor.selected && !state.is_inside;
        state.rows.cursor.selected = row;
        state.came_for = None;
    } else if inside.contains(at) {
        let line = usize::from(at.y - inside.y) + state.line.offset;
        let was = (state.is_inside, state.line.selected);
        (state.is_inside, state.line.selected) = (true, line);
        if was == (true, line) {
            return open(model, words);
        }
    } else {
        return Vec::new();
    }
    follow(model);
    more(model)
}
