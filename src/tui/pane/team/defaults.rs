//! Usual teams: who sells with whom, in which role, added when, with which access.

use super::rows::{self, Listing, Rows};
use super::{FOUND, LISTED, State, TeamView};
use crate::domain::access::Level;
use crate::domain::id::RepId;
use crate::domain::message::Message;
use crate::domain::record::{Assignment, Content, Kind};
use crate::i18n::{NO_VALUE, Words};
use crate::service::view::team::Gap;
use crate::service::view::team::defaults::{DefaultRow, DefaultsView};
use crate::service::{Query, View};
use crate::tui::effect::Slot;
use crate::tui::model::Model;
use crate::tui::scope::Scope;
use crate::tui::widget::table::order::{By, Key};
use crate::tui::widget::table::{Column, Side, widest};

pub(super) const VIEW: TeamView = TeamView {
    code: "defaults",
    contexts: |_| [LISTED, FOUND],
    ask: rows::ask::<DefaultsView>,
    take: rows::take::<DefaultsView>,
    act: rows::act::<DefaultsView>,
    click: rows::click::<DefaultsView>,
    people: rows::people::<DefaultsView>,
    follow: rows::follow::<DefaultsView>,
    head: |model, words| {
        let view = model.team.defaults.asked.answer.as_ref();
        let said = view.map(|view| {
            let said = Message::new("team-usual").with("reps", view.reps);
            words.say(&said.with("members", view.rows.len()))
        });
        said.unwrap_or_default()
    },
    draw: rows::draw::<DefaultsView>,
};

/// What somebody may do with one object.
macro_rules! level {
    ($header:literal, $at:literal) => {
        Column {
            header: $header,
            width: 9,
            width_max: 10,
            side: Side::Left,
            by: Some(By::down(|row| {
                row.levels[$at].map(|it| Key::count(it as i64))
            })),
            text: |words, theme, row, _| (level(words, row.levels[$at]), theme.dim),
        }
    };
}

fn level(words: &Words, level: Option<Level>) -> String {
    let said = level.map(|it| words.text(&["deal-level-", it.code()].concat()));
    said.unwrap_or_else(|| NO_VALUE.to_owned())
}

const COLUMNS: &[Column<DefaultRow>] = &[
    Column {
        header: "column-rep",
        width: 10,
        width_max: 24,
        side: Side::Left,
        by: Some(By::up(|row| Some(Key::name(&row.rep)))),
        text: |_, theme, row, _| (row.rep.clone(), theme.text),
    },
    Column {
        header: "column-member",
        width: 10,
        width_max: 24,
        side: Side::Left,
        by: Some(By::up(|row| Some(Key::name(&row.member)))),
        text: |_, theme, row, _| {
            let style = if row.is_active {
                theme.text
            } else {
                theme.warn
            };
            (row.member.clone(), style)
        },
    },
    Column {
        header: "column-role",
        width: 12,
        width_max: 24,
        side: Side::Left,
        by: Some(By::up(|row| row.role.as_deref().map(Key::name))),
        text: |_, theme, row, _| match &row.role {
            Some(role) => (role.clone(), theme.text),
            None => (NO_VALUE.to_owned(), theme.dim),
        },
    },
    Column {
        header: "column-added",
        width: 10,
        width_max: 14,
        side: Side::Left,
        by: Some(By::up(|row| Some(Key::count(row.added as i64)))),
        text: |words, theme, row, _| {
            let said = words.word("default_member", "added", row.added.code());
            (said, theme.accent)
        },
    },
    level!("column-account", 0),
    level!("column-deal", 1),
    level!("column-contract", 2),
    level!("column-case", 3),
];

impl Listing for DefaultsView {
    type Row = DefaultRow;
    const SLOT: Slot = Slot::Defaults;
    const KIND: Kind = Kind::DefaultMember;
    const COLUMNS: &'static [Column<DefaultRow>] = COLUMNS;
    const KEPT: usize = 4;
    const EMPTY: &'static str = "team-usual-empty";

    fn query(model: &Model) -> Query {
        Query::Defaults {
            who: model.scope.who(),
            today: model.today,
        }
    }

    fn read(view: View) -> Option<Box<Self>> {
        match view {
            View::Defaults(view) => Some(view),
            _ => None,
        }
    }

    fn state(team: &State) -> &Rows<Self> {
        &team.defaults
    }

    fn state_mut(team: &mut State) -> &mut Rows<Self> {
        &mut team.defaults
    }

    fn rows(&self) -> &[DefaultRow] {
        &self.rows
    }

    fn gaps(&self) -> &[Gap] {
        &self.gaps
    }

    fn widths(&self) -> Vec<u16> {
        let reps = widest(self.rows.iter().map(|row| row.rep.as_str()));
        let members = widest(self.rows.iter().map(|row| row.member.as_str()));
        let roles = widest(self.rows.iter().filter_map(|row| row.role.as_deref()));
        vec![reps, members, roles, 14]
    }

    fn id(row: &DefaultRow) -> (i64, i64) {
        (row.id.0, row.version)
    }

    fn people(row: &DefaultRow) -> Vec<RepId> {
        vec![row.rep_id, row.member_id]
    }

    fn names(row: &DefaultRow) -> Vec<&str> {
        vec![&row.rep, &row.member]
    }

    /// Of the rep who is shown, else of the one whose row is selected.
    fn given(model: &Model) -> (Vec<Assignment>, Vec<(&'static str, String)>) {
        let selected = rows::selected::<Self>(&model.team);
        let id = match model.scope {
            Scope::Rep(id) => Some(id),
            _ => selected.map(|row| row.rep_id),
        };
        let mut reps = model.roster.answer.iter().flat_map(|it| &it.reps);
        let rep = reps.find(|rep| Some(rep.id) == id);
        let given = rep.map(|rep| Assignment::new("rep", Content::Record(rep.id.0)));
        let called = rep.map(|rep| ("rep", rep.name.clone()));
        (given.into_iter().collect(), called.into_iter().collect())
    }
}
