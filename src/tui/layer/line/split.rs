//! Who gets how much of a deal, in one line: `bavo 60 sander 40`. What each share is worth stands below it while it is typed.

use super::{About, Meant, Reading};
use crate::domain::command::Command;
use crate::domain::credit::{self, CreditKind};
use crate::domain::id::RepId;
use crate::domain::message::{Arg, Message};
use crate::domain::money::{Money, WHOLE_BP};
use crate::domain::typed::shares::{Share, meant, parts, read_shares, write_share};
use crate::i18n::Words;
use crate::service::Query;
use crate::service::view::credit::SplitView;
use crate::tui::asked::{Asked, read_as};
use crate::tui::effect::{Effect, Slot};
use crate::tui::event::Answer;

/// The shares of a deal that are being set.
#[derive(Debug, Clone)]
pub(super) struct Split {
    kind: CreditKind,
    asked: Asked<Box<SplitView>>,
}

impl Split {
    /// Shares of a kind.
    pub(super) fn new(kind: CreditKind) -> Self {
        Self {
            kind,
            asked: Asked::default(),
        }
    }

    /// Takes how the deal is shared: says what stands in the line then.
    pub(super) fn take(&mut self, answer: &Answer) -> Option<String> {
        if answer.slot != Slot::Split {
            return None;
        }
        let result = answer.result.clone();
        let is_new = self.asked.take(answer.generation, result, read_as!(Split));
        let view = self.asked.answer.as_ref().filter(|_| is_new)?;
        Some(begin(view, self.kind))
    }

    /// Whom a line names, as far as it is clear who is meant.
    pub(super) fn people(&self, typed: &str) -> Vec<RepId> {
        let known = self.asked.answer.as_ref().map(|view| &view.people[..]);
        let known = known.unwrap_or_default();
        let named = parts(typed).into_iter();
        named
            .filter_map(|(name, _)| meant(&name, known).ok())
            .collect()
    }
}

/// Asks how the deal is shared, once.
pub(super) fn ask(about: &mut About) -> Vec<Effect> {
    let deal = about.deals.as_ref().and_then(|deals| deals.0.first());
    let (Some(split), Some(id)) = (&mut about.split, deal.map(|deal| deal.id)) else {
        return Vec::new();
    };
    if split.asked.is_waiting || split.asked.answer.is_some() {
        return Vec::new();
    }
    let today = about.today;
    vec![split.asked.ask(Slot::Split, Query::Split { id, today })]
}

/// The line as it begins: who has what, and of an overlay what the roles of others on the team are usually given.
fn begin(view: &SplitView, kind: CreditKind) -> String {
    let held = view.credits.iter().filter(|it| it.kind == kind);
    let held = held.map(|it| (&it.name, it.share_bp));
    let proposed = view.proposed.iter();
    let proposed = proposed.filter(|_| kind == CreditKind::Overlay);
    let proposed = proposed.map(|it| (&it.name, it.share_bp));
    let said = |(name, bp): (&String, i64)| [name, " ", &write_share(bp)].concat();
    held.chain(proposed).map(said).collect::<Vec<_>>().join(" ")
}

/// What was typed as shares of people, in the order in which the store will have them: what is rounded goes by it.
fn people(
    view: &SplitView,
    kind: CreditKind,
    typed: &[Share],
) -> Result<Vec<(RepId, i64)>, Message> {
    let mut shares: Vec<(RepId, i64)> = Vec::new();
    for it in typed {
        let id = meant(&it.name, &view.people).map_err(|several| {
            let key = match several[..] {
                [] => "line-split-nobody",
                _ => "line-split-several",
            };
            Message::new(key)
                .with("name", it.name.as_str())
                .with("some", several.join(", "))
        })?;
        let none = || Message::new("split-no-share").with("name", it.name.as_str());
        let share = it.share.ok_or_else(none)?;
        if shares.iter().any(|(other, _)| *other == id) {
            return Err(Message::new("line-split-twice").with("name", name_of(view, id)));
        }
        shares.push((id, share));
    }
    let held: Vec<RepId> = view
        .credits
        .iter()
        .filter(|it| it.kind == kind)
        .map(|it| it.rep_id)
        .collect();
    // Of one alone nothing is stored.
    if kind != CreditKind::Revenue || held.len() > 1 {
        let place = |id: &RepId| held.iter().position(|it| it == id);
        shares.sort_by_key(|(id, _)| place(id).unwrap_or(usize::MAX));
    }
    Ok(shares)
}

fn name_of(view: &SplitView, id: RepId) -> &str {
    let mut people = view.people.iter();
    people.find(|it| it.0 == id).map_or("", |it| it.1.as_str())
}

/// Whether revenue is all shared out, its owner among those who share it.
fn whole(view: &SplitView, shares: &[(RepId, i64)]) -> Result<(), Message> {
    let total: i64 = shares.iter().map(|it| it.1).sum();
    if total != WHOLE_BP {
        let key = if total < WHOLE_BP {
            "line-split-left"
        } else {
            "line-split-over"
        };
        return Err(Message::new(key)
            .with("total", Arg::Share(total))
            .with("rest", Arg::Share((WHOLE_BP - total).abs())));
    }
    let owner = view.owner.as_ref();
    let is_named = owner.is_none_or(|(id, _)| shares.iter().any(|it| it.0 == *id));
    match owner.filter(|_| !is_named) {
        Some((_, name)) => Err(Message::new("line-split-owner").with("name", name.as_str())),
        None => Ok(()),
    }
}

/// Those whose share the line began with and has no more: what it shows is all there is, so that theirs is taken away, which
/// is said below it.
fn left_out(view: &SplitView, kind: CreditKind, shares: &[(RepId, i64)]) -> Vec<(RepId, i64)> {
    let held = view.credits.iter().filter(|it| it.kind == kind);
    let gone = held.filter(|it| shares.iter().all(|(id, _)| *id != it.rep_id));
    gone.map(|it| (it.rep_id, 0)).collect()
}

fn holds(view: &SplitView, kind: CreditKind, rep_id: RepId) -> bool {
    let mut credits = view.credits.iter();
    credits.any(|it| it.kind == kind && it.rep_id == rep_id)
}

pub(super) fn read(typed: &str, about: &About, words: &Words) -> Reading {
    let split = about.split.as_ref();
    let Some((view, kind)) = split.and_then(|it| Some((it.asked.answer.as_ref()?, it.kind))) else {
        return match split.and_then(|it| it.asked.failure.clone()) {
            Some(failure) => Err(failure),
            None => Ok(None),
        };
    };
    let read = read_shares(typed, &about.here(words)).map_err(|it| it.message())?;
    if read.is_empty() && begin(view, kind).is_empty() {
        return Ok(None);
    }
    let mut shares = people(view, kind, &read)?;
    if kind == CreditKind::Revenue {
        whole(view, &shares)?;
    } else {
        shares.extend(left_out(view, kind, &shares));
        shares.retain(|(id, bp)| *bp > 0 || holds(view, kind, *id));
    }
    let bps: Vec<i64> = shares.iter().map(|it| it.1).collect();
    let parts = view.amount.map(|it| {
        let minors = credit::shared(it.minor, &bps).into_iter();
        minors.map(|minor| Money::new(minor, it.currency)).collect()
    });
    let parts: Vec<Money> = parts.unwrap_or_default();
    let said = |(at, (id, bp)): (usize, &(RepId, i64))| {
        let money = parts.get(at).map(|it| words.money(*it));
        let said = [
            Some(name_of(view, *id).to_owned()),
            Some(words.share(*bp)),
            money,
        ];
        said.into_iter().flatten().collect::<Vec<_>>().join(" ")
    };
    let shown: Vec<String> = shares.iter().enumerate().map(said).collect();
    let shown = if shown.is_empty() {
        words.text("line-split-none")
    } else {
        shown.join(" · ")
    };
    let command = Command::Split {
        deal_id: view.deal_id,
        version: view.version,
        kind,
        shares,
        on: about.today,
    };
    Ok(Some((shown, Meant::Run(command))))
}
