//! What a form offers for what is typed into a field that refers to other records.

use super::{NEW, Sheet};
use crate::domain::record::{Kind, entity};
use crate::service::Query;
use crate::service::view::jump::Named;
use crate::service::view::record::RecordRow;
use crate::service::view::shown::referred;
use crate::tui::effect::{Effect, Slot};
use crate::tui::fuzzy;
use crate::tui::widget::form::Offer;

/// Records that are offered for what was typed.
const OFFERS_MAX: usize = 12;

impl Sheet {
    /// What is looked for in the field that is being filled in.
    pub(super) fn look_up(&mut self) -> Vec<Effect> {
        let Some(field) = self.form.current() else {
            return Vec::new();
        };
        let Some(typed) = field.wanted().map(str::to_owned) else {
            return Vec::new();
        };
        let name = field.name;
        let kind = entity(self.kind).named(name).and_then(referred);
        self.looked_for = Some((name, typed.trim().to_owned()));
        if kind.is_some_and(|kind| named(kind).is_some()) {
            let query = Query::Jump { typed };
            return vec![self.looked_up.ask(Slot::Offers, query)];
        }
        self.offer();
        Vec::new()
    }

    /// The records of a kind that match what is typed, the best first.
    fn matching(&self, kind: Option<Kind>, typed: &str) -> Vec<Offer> {
        let label = |offer: &Offer| offer.label.clone();
        if let (Some(named), Some(view)) = (kind.and_then(named), &self.looked_up.answer) {
            let hits = view.hits.iter().filter(|hit| hit.kind == named);
            let offers = hits.map(|hit| Offer {
                value: hit.id.to_string(),
                label: match &hit.account {
                    Some(account) if !hit.name.starts_with(account.as_str()) => {
                        [&hit.name, " · ", account].concat()
                    }
                    _ => hit.name.clone(),
                },
            });
            return fuzzy::best(&view.understood, offers.collect(), label);
        }
        let view = self.view.answer.as_ref();
        let rows = view.and_then(|it| it.choices.iter().find(|it| Some(it.0) == kind));
        let rows = rows.map(|(_, rows)| &rows[..]).unwrap_or_default();
        fuzzy::best(typed, rows.iter().map(offered).collect(), label)
    }

    /// Offers what was found for what is typed, and to make it if it is new.
    pub(super) fn offer(&mut self) {
        let Some((name, typed)) = self.looked_for.clone() else {
            return;
        };
        let Some(of) = entity(self.kind).named(name) else {
            return;
        };
        let kind = referred(of);
        let mut found = self.matching(kind, &typed);
        found.truncate(OFFERS_MAX);
        let is_new = !found.iter().any(|offer| offer.label == typed);
        if is_new && kind.is_some_and(Kind::is_made_by_name) {
            found.push(Offer {
                value: [NEW.to_string(), typed.clone()].concat(),
                label: [NEW.to_string(), " ".to_owned(), typed].concat(),
            });
        }
        if !of.is_required {
            found.push(Offer {
                value: String::new(),
                label: self.nothing.clone(),
            });
        }
        self.form.offer(name, found);
    }
}

/// A record as something to choose.
pub(super) fn offered(row: &RecordRow) -> Offer {
    Offer {
        value: row.id.to_string(),
        label: row.name.clone(),
    }
}

/// The kind by which names are looked up.
fn named(kind: Kind) -> Option<Named> {
    match kind {
        Kind::Deal => Some(Named::Deal),
        Kind::Account => Some(Named::Account),
        Kind::Contact => Some(Named::Contact),
        _ => None,
    }
}
