//! What is planned or was done about a deal or an account.

use super::calendar::Day;
use super::id::{AccountId, ActivityId, ContactId, DealId, RepId};

codes! {
    /// What kind of activity.
    ActivityKind {
        /// A phone call.
        Call => "call",
        /// A mail.
        Email => "email",
        /// A meeting.
        Meeting => "meeting",
        /// A demonstration.
        Demo => "demo",
        /// A proposal sent.
        Proposal => "proposal",
        /// Asking for a referral.
        ReferralAsk => "referral_ask",
        /// A message on a social network or chat.
        Message => "message",
        /// A note.
        Note => "note",
    }
}

codes! {
    /// Whether it is still to come.
    ActivityStatus {
        /// To come.
        Planned => "planned",
        /// Done.
        Done => "done",
    }
}

codes! {
    /// What of the activities is counted: the things a rep controls. The codes are keys of KPIs.
    ActivityCount {
        /// Calls made, by the day they were made.
        CallsMade => "calls_made",
        /// Meetings and demonstrations put into the calendar, by the day on which they were.
        MeetingsBooked => "meetings_booked",
        /// Meetings and demonstrations held, by their day.
        MeetingsHeld => "meetings_held",
        /// Proposals sent, by the day they were sent.
        ProposalsSent => "proposals_sent",
    }
}

impl ActivityCount {
    /// The kinds of activity that count.
    pub const fn kinds(self) -> &'static [ActivityKind] {
        match self {
            Self::CallsMade => &[ActivityKind::Call],
            Self::MeetingsBooked | Self::MeetingsHeld => {
                &[ActivityKind::Meeting, ActivityKind::Demo]
            }
            Self::ProposalsSent => &[ActivityKind::Proposal],
        }
    }

    /// Whether the day of the booking counts, and it need not have taken place.
    pub const fn is_booking(self) -> bool {
        matches!(self, Self::MeetingsBooked)
    }
}

impl ActivityKind {
    /// Whether people meet: what counts as a meeting in KPIs and as a meeting ahead.
    pub const fn is_meeting(self) -> bool {
        matches!(self, Self::Meeting | Self::Demo)
    }
}

/// A call, email, meeting …: planned or done. A deal's next step is its earliest planned one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Activity {
    /// Id.
    pub id: ActivityId,
    /// Version of the row.
    pub version: i64,
    /// What kind.
    pub kind: ActivityKind,
    /// What it is about.
    pub subject: Option<String>,
    /// Its day in the team's time zone.
    pub held_on: Option<Day>,
    /// The day on which it was put into the calendar.
    pub booked_on: Option<Day>,
    /// Its start, `HH:MM`, if it has one.
    pub start_time: Option<String>,
    /// How long, in minutes.
    pub duration_minutes: Option<i64>,
    /// Planned or done.
    pub status: ActivityStatus,
    /// What came of it.
    pub outcome: Option<String>,
    /// Anything else.
    pub note: Option<String>,
    /// Who does it.
    pub done_by_id: Option<RepId>,
    /// For whom.
    pub done_for_id: Option<RepId>,
    /// Who put it into the calendar.
    pub scheduled_by_id: Option<RepId>,
    /// About which deal.
    pub deal_id: Option<DealId>,
    /// About which account.
    pub account_id: Option<AccountId>,
    /// With whom.
    pub contact_id: Option<ContactId>,
}
