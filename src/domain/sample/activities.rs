//! What people do about deals: calls, mails, proposals, and the step they planned next.

use crate::domain::activity::{Activity, ActivityKind, ActivityStatus};
use crate::domain::calendar::Day;
use crate::domain::id::{AccountId, ContactId, DealId, IdSource, RepId};

use super::chance::Chance;
use super::course::Course;
use super::house::OPEN_STAGES;
use super::timeline::working_until;

/// Something to do: what kind, how many minutes, and what it is called.
pub(super) type Deed = (ActivityKind, Option<i64>, &'static str);

/// What is done without an appointment, by the stage of the deal.
pub(super) const TOUCHES: [&[Deed]; OPEN_STAGES] = [
    &[
        (ActivityKind::Call, Some(10), "First call"),
        (ActivityKind::Call, Some(5), "Called again"),
        (ActivityKind::Email, None, "Thanks and brochure"),
        (ActivityKind::Message, None, "Hello from the trade fair"),
    ],
    &[
        (ActivityKind::Call, Some(20), "How much do you pour a week?"),
        (ActivityKind::Email, None, "Samples are on their way"),
        (ActivityKind::Email, None, "Questions about delivery"),
        (
            ActivityKind::ReferralAsk,
            Some(10),
            "Who else should taste it?",
        ),
    ],
    &[
        (ActivityKind::Proposal, None, "Proposal sent"),
        (ActivityKind::Call, Some(15), "Questions about the proposal"),
        (ActivityKind::Email, None, "Proposal, with deposit bottles"),
        (ActivityKind::Call, Some(15), "Price of glass and PET"),
    ],
    &[
        (ActivityKind::Call, Some(25), "Terms of delivery"),
        (ActivityKind::Email, None, "Agreement for signature"),
        (ActivityKind::Email, None, "Changes to the agreement"),
        (ActivityKind::Call, Some(10), "Who signs, and when?"),
    ],
];

/// What is planned next, by the stage of the deal.
pub(super) const STEPS: [&[Deed]; OPEN_STAGES] = [
    &[
        (ActivityKind::Call, Some(15), "First call"),
        (ActivityKind::Call, Some(15), "Find out who decides"),
        (ActivityKind::Email, None, "Brochure and price list"),
    ],
    &[
        (ActivityKind::Meeting, Some(60), "Tasting with the kitchen"),
        (ActivityKind::Demo, Some(45), "Demo of the cooler"),
        (ActivityKind::Call, Some(20), "What did the tasting say?"),
    ],
    &[
        (ActivityKind::Proposal, Some(30), "Send the proposal"),
        (ActivityKind::Meeting, Some(60), "Go through the proposal"),
        (ActivityKind::Call, Some(15), "Questions about the proposal"),
    ],
    &[
        (
            ActivityKind::Meeting,
            Some(60),
            "Agree on delivery and deposit",
        ),
        (ActivityKind::Email, Some(15), "Send the agreement"),
        (ActivityKind::Call, Some(15), "Ask for the signature"),
    ],
];

/// What people meet for, by the stage of the deal.
pub(super) const MEETINGS: [&[Deed]; OPEN_STAGES] = [
    &[
        (
            ActivityKind::Meeting,
            Some(30),
            "Getting to know each other",
        ),
        (ActivityKind::Meeting, Some(45), "Tour of the kitchen"),
    ],
    &[
        (ActivityKind::Meeting, Some(60), "Tasting with the kitchen"),
        (ActivityKind::Demo, Some(45), "Demo of the cooler"),
        (ActivityKind::Demo, Some(60), "Demo of the refill point"),
    ],
    &[
        (
            ActivityKind::Meeting,
            Some(60),
            "The proposal, line by line",
        ),
        (ActivityKind::Demo, Some(45), "Demo for the management"),
    ],
    &[
        (ActivityKind::Meeting, Some(60), "Delivery and deposit"),
        (
            ActivityKind::Meeting,
            Some(30),
            "Open points of the agreement",
        ),
    ],
];

/// What people meet for where there is no deal.
pub(super) const VISITS: &[Deed] = &[
    (
        ActivityKind::Meeting,
        Some(45),
        "Visit: how is the water doing?",
    ),
    (ActivityKind::Meeting, Some(30), "Tasting of new bottles"),
    (ActivityKind::Meeting, Some(30), "Introduction"),
    (
        ActivityKind::Meeting,
        Some(45),
        "Breakfast with the manager",
    ),
    (ActivityKind::Meeting, Some(60), "Look at the store room"),
    (ActivityKind::Meeting, Some(30), "Plan for next season"),
    (ActivityKind::Demo, Some(45), "Cooler on trial"),
];

/// What people call for where there is no deal.
pub(super) const COLD_CALLS: &[Deed] = &[
    (ActivityKind::Call, Some(5), "First call"),
    (ActivityKind::Call, Some(5), "First call, second try"),
    (
        ActivityKind::Call,
        Some(10),
        "Do you pour still or sparkling?",
    ),
    (ActivityKind::Call, Some(10), "Former customer"),
    (ActivityKind::Call, Some(10), "Met at the trade fair"),
];

/// What comes of a call.
const CALL_OUTCOMES: [&str; 5] = [
    "reached",
    "reached",
    "no answer",
    "call back later",
    "left a message",
];
/// What comes of a meeting.
const MEETING_OUTCOMES: [&str; 4] = [
    "next step agreed",
    "interested",
    "want a price",
    "need to think",
];

/// About what an activity is.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct About {
    /// The deal.
    pub(super) deal: Option<DealId>,
    /// The account.
    pub(super) account: Option<AccountId>,
    /// The contact.
    pub(super) contact: Option<ContactId>,
}

/// A deed on a day, done or planned; in the calendar since that day, unless somebody says since when.
pub(super) fn activity(
    ids: &mut IdSource,
    (kind, minutes, subject): Deed,
    (status, on): (ActivityStatus, Day),
    by: RepId,
    about: About,
) -> Activity {
    Activity {
        subject: Some(subject.to_owned()),
        held_on: Some(on),
        booked_on: Some(on),
        duration_minutes: minutes,
        done_by_id: Some(by),
        deal_id: about.deal,
        account_id: about.account,
        contact_id: about.contact,
        ..Activity::new(ids.mint(), kind, status)
    }
}

/// Of what is done for others, one in so many comes late, and by so many days.
const LATE: (usize, i64) = (7, 2);

/// Says by when each of them was to be done: what was put into the calendar before its day by that day, and what is done for
/// others on its day or, sometimes, before.
pub(super) fn promise(activities: &mut [Activity]) {
    for (nth, it) in activities.iter_mut().enumerate() {
        let is_before = it.booked_on < it.held_on;
        let is_late = it.done_for_id.is_some() && nth % LATE.0 == 0;
        it.due_on = match it.status {
            _ if !it.kind.is_promise() => None,
            ActivityStatus::Planned => it.held_on,
            ActivityStatus::Done if is_late => {
                it.held_on.map(|on| working_until(on.plus_days(-LATE.1)))
            }
            ActivityStatus::Done if is_before || it.done_for_id.is_some() => it.held_on,
            _ => None,
        };
    }
}

/// What came of something that is done.
pub(super) fn outcome(kind: ActivityKind, chance: &mut Chance) -> Option<String> {
    let outcomes: &[&str] = match kind {
        ActivityKind::Call => &CALL_OUTCOMES,
        kind if kind.is_meeting() => &MEETING_OUTCOMES,
        _ => return None,
    };
    Some((*chance.one(outcomes)).to_owned())
}

/// So many days on which somebody did something about a deal: the first, the last, and others in between.
pub(super) fn touched_on(course: &Course, count: i64, chance: &mut Chance) -> Vec<Day> {
    let (first, last) = (course.start(), course.warm_until);
    let span = last.days_since(first);
    let day = |nth: i64| {
        let is_end = nth == 0 || nth == count - 1;
        let apart = if is_end { 0 } else { chance.within((-2, 2)) };
        let on = first.plus_days(span * nth / (count - 1).max(1) + apart);
        working_until(on).clamp(first, last)
    };
    (0..count).map(day).collect()
}
