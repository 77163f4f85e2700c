//! How the comparison was looked at, for the next session.

use serde::{Deserialize, Serialize};

use super::{Shape, State};
use crate::domain::kpi::KPIS;
use crate::tui::scope::Scope;
use crate::tui::widget::table::order::Order;

/// How the comparison is looked at.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Kept {
    /// How it is laid out.
    pub shape: Shape,
    /// The order of the reps.
    pub sort: Option<Order>,
    /// The selected rep and the selected KPI, as places among those that are shown.
    pub selected: [usize; 2],
}

impl Kept {
    /// Without what belongs to a day.
    #[must_use]
    pub fn looks(self) -> Self {
        Self {
            selected: [0; 2],
            ..self
        }
    }
}

impl State {
    /// How the comparison is looked at.
    pub fn kept(&self) -> Kept {
        Kept {
            shape: self.shape,
            sort: self.sort,
            selected: [self.reps.selected, self.kpis.selected],
        }
    }

    /// Looks at it so, once it is asked for about the same people.
    pub fn resume(&mut self, kept: Kept, scope: Option<Scope>) {
        self.shape = kept.shape;
        self.sort = kept.sort;
        [self.reps.selected, self.kpis.selected] = kept.selected;
        self.scope = scope.unwrap_or(self.scope);
    }
}

/// The same in words and numbers.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Written {
    view: String,
    sort: Option<String>,
    down: bool,
    rep: usize,
    kpi: usize,
}

impl Written {
    /// In words and numbers.
    pub fn of(kept: &Kept) -> Self {
        let sorted = kept.sort.and_then(|sort| KPIS.get(sort.column));
        let [rep, kpi] = kept.selected;
        Self {
            view: kept.shape.code().to_owned(),
            sort: sorted.map(|kpi| kpi.key.to_owned()),
            down: kept.sort.is_some_and(|sort| sort.is_down),
            rep,
            kpi,
        }
    }

    /// What it says. An unknown word is one that was never said.
    pub fn read(self) -> Kept {
        let shape = Shape::ALL.into_iter().find(|it| it.code() == self.view);
        let kpi = |key: String| KPIS.iter().position(|kpi| kpi.key == key);
        let is_down = self.down;
        Kept {
            shape: shape.unwrap_or_default(),
            sort: self
                .sort
                .and_then(kpi)
                .map(|column| Order { column, is_down }),
            selected: [self.rep, self.kpi],
        }
    }
}
