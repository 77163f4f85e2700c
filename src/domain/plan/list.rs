//! The list of what may be put into a week: what is suggested, for which reason, in which order.

use std::collections::BTreeSet;

use super::{Known, Open, Present, Suggestion, Template, Waiting, Why};
use crate::domain::activity::ActivityKind;
use crate::domain::calendar::Day;
use crate::domain::id::DealId;
use crate::domain::text::name_key;

/// What a rep may put into a week: what earlier weeks left and what is overdue; what falls due to those who are away and
/// whom they cover, and what is to be followed up for those whom they serve; deals with an overdue step, without one,
/// and with a milestone in the week, each by its money; what the rep owes by their seats, what is late first; what comes
/// back every week; the backlog. A deal asks for something once, for its weightiest reason; what is in the week already is
/// not there.
pub fn suggestions(week_on: Day, today: Day, known: &Known) -> Vec<Suggestion> {
    let mut list = List {
        week_on,
        today,
        known,
        deals: BTreeSet::new(),
        found: Vec::new(),
    };
    list.items();
    list.covered();
    list.served();
    list.deals();
    list.duties();
    list.templates();
    list.backlog();
    list.found
}

/// Places of the suggestions that fit into so many minutes, one after the other; what is too long is passed over.
pub fn fitting<'a>(
    suggestions: impl IntoIterator<Item = &'a Suggestion>,
    free_minutes: i64,
) -> Vec<&'a Suggestion> {
    let mut left = free_minutes;
    let mut taken = Vec::new();
    for it in suggestions {
        if it.minutes <= left {
            left -= it.minutes;
            taken.push(it);
        }
    }
    taken
}

/// The suggestions as they are found.
struct List<'a> {
    week_on: Day,
    today: Day,
    known: &'a Known,
    /// The deals that are suggested.
    deals: BTreeSet<DealId>,
    found: Vec<Suggestion>,
}

impl<'a> List<'a> {
    fn waiting(&self) -> impl Iterator<Item = &'a Waiting> + use<'a> {
        let known = self.known;
        let is_there = |it: &&Waiting| {
            let mut present = known.present.iter();
            !present.any(|there| there.activity_id == it.activity_id)
        };
        known.waiting.iter().filter(is_there)
    }

    /// Days since the day of something passed, before the week or before today.
    fn overdue(&self, it: &Waiting) -> Option<i64> {
        let days = self.today.days_since(it.held_on?);
        Some(days).filter(|days| *days > 0)
    }

    /// What earlier weeks left, and what is overdue and no step of an open deal of the rep.
    fn items(&mut self) {
        let is_own = |id: DealId| self.known.open.iter().any(|it| it.deal_id == id);
        let mut items: Vec<_> = self
            .waiting()
            .filter_map(|it| {
                let overdue = self.overdue(it);
                // What still has its day ahead is not left over yet.
                let is_left = overdue.is_some() || it.held_on.is_none();
                let why = match it.carries.filter(|_| is_left) {
                    Some(carries) => Why::Carried(carries),
                    None if it.deal_id.is_some_and(is_own) => return None,
                    None => Why::Overdue(overdue?),
                };
                Some(Suggestion::of_waiting(it, why))
            })
            .collect();
        items.sort_by_key(|it| match it.why {
            Why::Carried(times) => (0, -times),
            Why::Overdue(days) => (1, -days),
            _ => (2, 0),
        });
        self.deals.extend(items.iter().filter_map(|it| it.deal_id));
        self.found.extend(items);
    }

    /// What falls due to those who are away, by its day.
    fn covered(&mut self) {
        let mut covered: Vec<_> = self.known.covered.iter().collect();
        covered.sort_by_key(|(_, it)| (it.held_on, it.activity_id));
        let covered = covered.into_iter().map(|(cover, it)| Suggestion {
            cover_of: Some((cover.rep_id, cover.rep.clone())),
            ..Suggestion::of_waiting(it, Why::Cover(cover.back_on))
        });
        self.found.extend(covered);
    }

    /// What is to be followed up for those whom the rep serves, by its day.
    fn served(&mut self) {
        let covered = |id| {
            self.known
                .covered
                .iter()
                .any(|(_, it)| it.activity_id == id)
        };
        let served = self.known.served.iter();
        let mut served: Vec<_> = served.filter(|(_, it)| !covered(it.activity_id)).collect();
        served.sort_by_key(|(_, it)| (it.held_on, it.activity_id));
        let served = served.into_iter().filter_map(|(rep, it)| {
            Some(Suggestion {
                cover_of: Some(rep.clone()),
                ..Suggestion::of_waiting(it, Why::Served(it.held_on?))
            })
        });
        self.found.extend(served);
    }

    /// The deals that ask for something, those with the weightiest reasons first and of these those with most money.
    fn deals(&mut self) {
        let mut asking: Vec<_> = self
            .known
            .open
            .iter()
            .filter(|it| !self.deals.contains(&it.deal_id))
            .filter_map(|it| Some((it, self.of_deal(it)?)))
            .collect();
        let group = |why: Why| match why {
            Why::StepOverdue(_) => 0,
            Why::NoStep => 1,
            _ => 2,
        };
        asking.sort_by_key(|(deal, it)| {
            let money = std::cmp::Reverse(deal.worth);
            (group(it.why), money, deal.deal_id)
        });
        self.deals.extend(asking.iter().map(|(it, _)| it.deal_id));
        self.found.extend(asking.into_iter().map(|(_, it)| it));
    }

    /// What a deal asks for, for its weightiest reason.
    fn of_deal(&self, deal: &Open) -> Option<Suggestion> {
        use ActivityKind::{Agreement, FollowUp};
        let end = self.week_on.plus_days(7);
        let in_week = |on: Option<Day>| on.filter(|on| self.week_on <= *on && *on < end);
        let of_deal = |it: &&Present| it.deal_id == Some(deal.deal_id);
        let there: Vec<_> = self.known.present.iter().filter(of_deal).collect();
        let is_free = there.is_empty();
        let has_agreement = there.iter().any(|it| it.kind == Agreement);
        let agreement_on = in_week(deal.agreement_on).filter(|_| !has_agreement);
        let close_on = in_week(deal.close_on).filter(|_| is_free);
        // Whatever the reason is: in the week of its agreement that is the work.
        let (kind, on) = match agreement_on {
            Some(on) => (Agreement, Some(on)),
            None => (FollowUp, close_on),
        };
        let own: Vec<_> = self
            .waiting()
            .filter(|it| it.deal_id == Some(deal.deal_id))
            .collect();
        let past = deal.next_on.map(|on| self.today.days_since(on));
        if let Some(days) = past.filter(|days| *days > 0 && is_free) {
            let own = own.iter().filter(|it| self.overdue(it).is_some());
            let why = Why::StepOverdue(days);
            let step = own.min_by_key(|it| (it.held_on, it.activity_id));
            // The step may be somebody else's: then this is a new one.
            return Some(step.map_or_else(
                || Suggestion::of_deal(deal, why, kind, on),
                |it| Suggestion::of_waiting(it, why),
            ));
        }
        if deal.next_on.is_none() && is_free {
            return Some(Suggestion::of_deal(deal, Why::NoStep, kind, on));
        }
        let why = agreement_on
            .map(Why::Agreement)
            .or(close_on.map(Why::Close))?;
        let fits = |it: &&&Waiting| {
            it.held_on.is_none() && (agreement_on.is_none() || it.kind == Agreement)
        };
        Some(own.iter().find(fits).map_or_else(
            || Suggestion::of_deal(deal, why, kind, on),
            |it| Suggestion::of_waiting(it, why),
        ))
    }

    /// What the rep owes by their seats, in the order in which it came to them.
    fn duties(&mut self) {
        let known = self.known;
        let is_there = |it: &Waiting| {
            let mut present = known.present.iter();
            present.any(|there| there.activity_id == it.activity_id)
        };
        let found = known.duties.iter().filter(|(it, _)| !is_there(it));
        let mut found: Vec<_> = found
            .map(|(it, is_late)| {
                let why = if *is_late { Why::DutyLate } else { Why::Duty };
                Suggestion::of_waiting(it, why)
            })
            .collect();
        found.sort_by_key(|it| (it.why, it.activity_id()));
        self.found.extend(found);
    }

    fn templates(&mut self) {
        let name = |subject: &Option<String>| subject.as_deref().map(name_key);
        let is_there = |it: &Template| {
            let mut present = self.known.present.iter();
            present.any(|there| there.kind == it.kind && name(&there.subject) == name(&it.subject))
        };
        let templates = self.known.templates.iter().filter(|it| !is_there(it));
        let week_on = self.week_on;
        let mut found: Vec<_> = templates
            .map(|it| Suggestion::of_template(it, week_on))
            .collect();
        // What is counted goes before what is not.
        found.sort_by_key(|it| (it.target.is_none(), it.on, it.start_time.clone()));
        self.found.extend(found);
    }

    fn backlog(&mut self) {
        let is_new = |it: &&Waiting| {
            let is_suggested = it.deal_id.is_some_and(|id| self.deals.contains(&id));
            it.held_on.is_none() && it.carries.is_none() && !is_suggested
        };
        let found: Vec<_> = self.waiting().filter(is_new).collect();
        let found = found
            .into_iter()
            .map(|it| Suggestion::of_waiting(it, Why::Backlog));
        self.found.extend(found);
    }
}
