//! How the pipeline was looked at, for the next session.

use serde::{Deserialize, Serialize};

use super::columns::Columns;
use super::{Focus, Shape, Sort, State};
use crate::domain::id::{DealId, StageId};
use crate::service::view::deals::{Anchor, DealOrder, DealSort, Key};
use crate::tui::scope::{Scope, Time};
use crate::tui::widget::input::Input;

/// How the pipeline is looked at.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Kept {
    /// How the deals are shown.
    pub shape: Shape,
    /// Their order.
    pub order: Sort,
    /// The columns of the table.
    pub columns: Columns,
    /// What is looked for.
    pub filter: String,
    /// The stage that the arrow keys move in.
    pub stage_id: Option<StageId>,
    /// The selected deal: which one of the list it is, and its place in the order.
    pub selected: Option<(usize, Anchor)>,
    /// The deal that is open, and whether the keys go to it.
    pub open: Option<(DealId, bool)>,
}

impl Kept {
    /// Without what belongs to a day.
    #[must_use]
    pub fn looks(self) -> Self {
        Self {
            shape: self.shape,
            order: self.order,
            columns: self.columns,
            ..Self::default()
        }
    }
}

impl State {
    /// How the pipeline is looked at.
    pub fn kept(&self) -> Kept {
        let cards = self.cards.get(&self.lane());
        let selected = cards.and_then(|cards| {
            let row = cards.selected()?;
            Some((cards.cursor.selected, row.anchor(self.sort.0.by)))
        });
        Kept {
            shape: self.shape,
            order: self.sort,
            columns: self.columns.clone(),
            filter: self.filter.text().to_owned(),
            stage_id: self.stage_id,
            // As long as nothing was asked, it is what it was.
            selected: selected.or_else(|| self.resumed.clone()),
            open: self.open_id.map(|id| (id, self.focus == Focus::Deal)),
        }
    }

    /// Looks at it so, once it is asked for with the same people and the same period.
    pub fn resume(&mut self, kept: Kept, shown: Option<(Scope, Time)>) {
        self.shape = kept.shape;
        self.sort = kept.order;
        self.columns = kept.columns;
        self.filter = Input::new(&kept.filter);
        self.stage_id = kept.stage_id;
        self.resumed = kept.selected;
        self.shown = shown;
        self.open_id = kept.open.map(|(id, _)| id);
        self.reopened = self.open_id;
        self.pinned = self.open_id;
        if kept.open.is_some_and(|(_, has_focus)| has_focus) {
            self.focus = Focus::Deal;
        }
    }
}

/// The same in words and numbers.
#[derive(Debug, Serialize, Deserialize)]
pub struct Written {
    view: String,
    sort: String,
    turned: bool,
    columns: Vec<String>,
    filter: String,
    stage: Option<i64>,
    selected: Option<Selected>,
    open: Option<Open>,
}

/// A deal that is open.
#[derive(Debug, Serialize, Deserialize)]
struct Open {
    deal: i64,
    focus: bool,
}

/// A place in a list.
#[derive(Debug, Serialize, Deserialize)]
struct Selected {
    at: usize,
    deal: i64,
    number: Option<i64>,
    text: Option<String>,
}

impl Written {
    /// In words and numbers.
    pub fn of(kept: &Kept) -> Self {
        let order = kept.order.0;
        let selected = kept.selected.clone().map(|(at, anchor)| {
            let (number, text) = match anchor.key {
                Some(Key::Number(number)) => (Some(number), None),
                Some(Key::Text(text)) => (None, Some(text)),
                None => (None, None),
            };
            Selected {
                at,
                deal: anchor.id,
                number,
                text,
            }
        });
        Self {
            view: kept.shape.code().to_owned(),
            sort: order.by.code().to_owned(),
            turned: order.is_turned,
            columns: kept.columns.codes(),
            filter: kept.filter.clone(),
            stage: kept.stage_id.map(|id| id.0),
            selected,
            open: kept.open.map(|(id, focus)| Open { deal: id.0, focus }),
        }
    }

    /// What it says. An unknown word is one that was never said.
    pub fn read(self) -> Kept {
        let shape = Shape::ALL.into_iter().find(|it| it.code() == self.view);
        let order = DealSort::from_code(&self.sort).map(|by| {
            let is_turned = self.turned;
            Sort(DealOrder { by, is_turned })
        });
        let order = order.unwrap_or_default();
        // What it was sorted by must be of the kind that the order has.
        let is_sound = |it: &Selected| match order.0.by {
            DealSort::Amount => it.text.is_none(),
            // A number, but the day of closing in a closed stage.
            DealSort::Stage | DealSort::Probability => it.number.is_none() || it.text.is_none(),
            _ => it.number.is_none(),
        };
        let selected = self.selected.filter(is_sound).map(|it| {
            let key = it.number.map(Key::Number).or(it.text.map(Key::Text));
            (it.at, Anchor { key, id: it.deal })
        });
        Kept {
            shape: shape.unwrap_or_default(),
            order,
            columns: Columns::from_codes(&self.columns),
            filter: self.filter,
            stage_id: self.stage.map(StageId),
            selected,
            open: self.open.map(|it| (DealId(it.deal), it.focus)),
        }
    }
}
