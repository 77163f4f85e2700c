//! The sales operations: which duties there are in each category, whose matter each is, and who covers it.

use super::rows::{self, Listing, Rows};
use super::{FOUND, LISTED, State, TeamView};
use crate::domain::id::RepId;
use crate::domain::message::Message;
use crate::domain::record::{Assignment, Content, Kind};
use crate::i18n::Words;
use crate::service::view::team::Gap;
use crate::service::view::team::operations::{OperationsView, OpsRow};
use crate::service::{Query, View};
use crate::tui::effect::Slot;
use crate::tui::model::Model;
use crate::tui::widget::table::order::{By, Key};
use crate::tui::widget::table::{Column, Side, widest};

pub(super) const VIEW: TeamView = TeamView {
    code: "operations",
    contexts: |_| [LISTED, FOUND],
    ask: rows::ask::<OperationsView>,
    take: rows::take::<OperationsView>,
    act: rows::act::<OperationsView>,
    click: rows::click::<OperationsView>,
    people: rows::people::<OperationsView>,
    follow: rows::follow::<OperationsView>,
    head: |model, words| {
        let view = model.team.operations.asked.answer.as_ref();
        view.map_or_else(String::new, |view| covered(words, view))
    },
    draw: rows::draw::<OperationsView>,
};

/// `strategy 2/3 · technology 0 · …`: how many duties of each category somebody covers.
fn covered(words: &Words, view: &OperationsView) -> String {
    let part = |(category, all, covered): &(_, i64, i64)| {
        let category: &crate::domain::role::OpsCategory = category;
        let said = Message::new("team-covered")
            .with("category", word(words, "ops_category", category.code()))
            .with("covered", *covered)
            .with("all", *all);
        words.say(&said)
    };
    let parts: Vec<_> = view.covered.iter().map(part).collect();
    parts.join(" · ")
}

fn word(words: &Words, field: &'static str, code: &str) -> String {
    words.word("ops_duty", field, code)
}

const COLUMNS: &[Column<OpsRow>] = &[
    Column {
        header: "column-category",
        width: 12,
        width_max: 14,
        side: Side::Left,
        by: Some(By::up(|row| Some(Key::count(row.category as i64)))),
        text: |words, theme, row, _| {
            let said = word(words, "ops_category", row.category.code());
            (said, theme.accent)
        },
    },
    Column {
        header: "column-duty",
        width: 16,
        width_max: 40,
        side: Side::Left,
        by: Some(By::up(|row| Some(Key::name(&row.name)))),
        text: |_, theme, row, _| (row.name.clone(), theme.text),
    },
    Column {
        header: "column-covered-by",
        width: 10,
        width_max: 24,
        side: Side::Left,
        by: Some(By::up(|row| row.rep.as_deref().map(Key::name))),
        text: |words, theme, row, _| match &row.rep {
            Some(rep) => (rep.clone(), theme.text),
            None => (words.text("team-covered-by-nobody"), theme.warn),
        },
    },
    Column {
        header: "column-side",
        width: 12,
        width_max: 18,
        side: Side::Left,
        by: Some(By::up(|row| Some(Key::count(row.side as i64)))),
        text: |words, theme, row, _| (word(words, "side", row.side.code()), theme.dim),
    },
];

impl Listing for OperationsView {
    type Row = OpsRow;
    const SLOT: Slot = Slot::Operations;
    const KIND: Kind = Kind::OpsDuty;
    const COLUMNS: &'static [Column<OpsRow>] = COLUMNS;
    const KEPT: usize = 4;
    const EMPTY: &'static str = "team-operations-empty";

    fn query(model: &Model) -> Query {
        Query::Operations {
            who: model.scope.who(),
            today: model.today,
        }
    }

    fn read(view: View) -> Option<Box<Self>> {
        match view {
            View::Operations(view) => Some(view),
            _ => None,
        }
    }

    fn state(team: &State) -> &Rows<Self> {
        &team.operations
    }

    fn state_mut(team: &mut State) -> &mut Rows<Self> {
        &mut team.operations
    }

    fn rows(&self) -> &[OpsRow] {
        &self.rows
    }

    fn gaps(&self) -> &[Gap] {
        &self.gaps
    }

    fn widths(&self) -> Vec<u16> {
        let names = widest(self.rows.iter().map(|row| row.name.as_str()));
        let reps = widest(self.rows.iter().filter_map(|row| row.rep.as_deref()));
        vec![14, names, reps.max(10), 18]
    }

    fn id(row: &OpsRow) -> (i64, i64) {
        (row.id.0, row.version)
    }

    fn people(row: &OpsRow) -> Vec<RepId> {
        row.rep_id.into_iter().collect()
    }

    fn names(row: &OpsRow) -> Vec<&str> {
        let rep = row.rep.as_deref();
        [row.name.as_str()].into_iter().chain(rep).collect()
    }

    /// In the category of the selected one.
    fn given(model: &Model) -> (Vec<Assignment>, Vec<(&'static str, String)>) {
        let selected = rows::selected::<Self>(&model.team);
        let given = selected.map(|row| {
            let code = row.category.code().to_owned();
            Assignment::new("ops_category", Content::Text(code))
        });
        (given.into_iter().collect(), Vec::new())
    }
}
