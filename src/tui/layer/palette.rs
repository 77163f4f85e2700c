//! Every action by its name: found by typing in the palette, by its group in the menu.

use super::help;
use super::help::{here, item};
use super::list::{Choice, Item, Kind, List};
use crate::i18n::Words;
use crate::tui::action::Group;
use crate::tui::effect::Effect;
use crate::tui::keymap::Bound;
use crate::tui::model::Model;
use crate::tui::widget::text;

pub(in crate::tui) static PALETTE: Kind = Kind {
    title: "palette-title",
    explanation: |_, _| None,
    items: |model, words| {
        let rows = listed(model).into_iter();
        rows.map(|(bound, choice)| item(bound, words, choice))
            .collect()
    },
    empty: "palette-empty",
    is_searched: true,
};

pub(in crate::tui) static MENU: Kind = Kind {
    title: "menu-title",
    explanation: |_, _| None,
    items: groups,
    empty: "list-empty",
    is_searched: false,
};

/// The lines of a group of the menu.
pub(in crate::tui) static GROUP: Kind = Kind {
    title: "menu-title",
    explanation: |_, _| None,
    items: |_, _| Vec::new(),
    empty: "list-empty",
    is_searched: false,
};

/// The lists that only say what can be done.
pub(super) const GUIDES: [&Kind; 4] = [&help::KIND, &PALETTE, &MENU, &GROUP];

/// Cells for the first lines of a group.
const NOTE: u16 = 40;

/// What can be done here, then what can be done on the pane below.
fn listed(model: &Model) -> Vec<(&Bound, Choice)> {
    let here = here(model);
    let on_pane = model.keys.available(model.pane_contexts());
    let on_pane = on_pane.filter(|bound| !bound.row.context.holds_in(here));
    let rows = model.keys.available(here);
    let rows = rows.map(|bound| (bound, Choice::Act(bound.row.action)));
    let all = rows.chain(on_pane.map(|bound| (bound, Choice::ActOnPane(bound.row.action))));
    all.filter(|(bound, _)| bound.row.is_listed()).collect()
}

/// The groups in which there is something to do, each with its first lines.
fn groups(model: &Model, words: &Words) -> Vec<Item> {
    let listed = listed(model);
    let group = |group: &Group| {
        let rows = listed.iter().map(|(bound, _)| bound.row);
        let rows = rows.filter(|row| row.group == Some(*group));
        let labels: Vec<_> = rows.map(|row| words.text(&row.label())).collect();
        (!labels.is_empty()).then(|| Item {
            keys: String::new(),
            label: words.text(&group.label()),
            note: text::fit(&labels.join(", "), NOTE),
            choice: Choice::Group(*group),
        })
    };
    Group::ALL.iter().filter_map(group).collect()
}

/// Lays the lines of a group over the menu.
pub(super) fn open_group(model: &mut Model, words: &Words, group: Group) -> Vec<Effect> {
    let rows = listed(model).into_iter();
    let rows = rows.filter(|(bound, _)| bound.row.group == Some(group));
    let items = rows.map(|(bound, choice)| item(bound, words, choice));
    let list = List::of(&GROUP, words.text(&group.label()), items.collect());
    model.layers.push(Box::new(list));
    Vec::new()
}
