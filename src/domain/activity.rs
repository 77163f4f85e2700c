//! What is planned or was done about a deal or an account.

use super::calendar::Day;
use super::deal::Deal;
use super::id::{AccountId, ActivityId, ContactId, DealId, RepId, RoleDutyId};
use super::refusal::Refusal;
use super::sprint::Urgency;
use super::text::name_key;

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
        /// An agreement sent to be signed.
        Agreement => "agreement",
        /// Seeing to what was left open.
        FollowUp => "follow_up",
        /// Many calls in a row, counted.
        CallBlock => "call_block",
        /// Looking for whom to sell to.
        Prospecting => "prospecting",
        /// Talking to somebody who sells with us.
        PartnerTalk => "partner_talk",
        /// Looking after who bought already.
        AccountCare => "account_care",
        /// Learning.
        Training => "training",
        /// What was agreed on with the coach.
        Coaching => "coaching",
        /// What a role owes.
        Duty => "duty",
        /// Anything else.
        Free => "free",
    }
}

codes! {
    /// Whether it is still to come.
    ActivityStatus {
        /// To come.
        Planned => "planned",
        /// Done.
        Done => "done",
        /// It will not be: nobody waits for it any more.
        CalledOff => "called_off",
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

codes! {
    /// What comes of an activity: what is offered; any other words are as good.
    Outcome {
        /// Somebody answered the phone.
        Reached => "reached",
        /// Nobody did.
        NoAnswer => "no_answer",
        /// Nobody did, and was told why.
        LeftAMessage => "left_a_message",
        /// They have no time now.
        CallBackLater => "call_back_later",
        /// It is somebody else's business.
        WrongPerson => "wrong_person",
        /// They do not want it.
        NotInterested => "not_interested",
        /// Both know what comes next.
        NextStepAgreed => "next_step_agreed",
        /// They may want it.
        Interested => "interested",
        /// They ask what it costs.
        WantAPrice => "want_a_price",
        /// They do not know yet.
        NeedToThink => "need_to_think",
        /// Nobody came.
        NoShow => "no_show",
        /// It is out.
        Sent => "sent",
        /// It is out, and something came back.
        Answered => "answered",
        /// A duty that nobody owes any more: whoever owed it left the seat.
        SeatLeft => "seat_left",
        /// The same: the deal is closed.
        DealClosed => "deal_closed",
        /// The same: the role owes it no more, or not in this pipeline.
        NotOwed => "not_owed",
    }
}

impl Outcome {
    /// The one that somebody wrote: `no answer` is as good as its code.
    pub fn of_text(text: &str) -> Option<Self> {
        Self::from_code(&name_key(text).replace(' ', "_"))
    }
}

impl ActivityKind {
    /// The kind of one that nobody named.
    pub const USUAL: Self = Self::Call;

    /// Whether people meet: what counts as a meeting in KPIs and as a meeting ahead.
    pub const fn is_meeting(self) -> bool {
        matches!(self, Self::Meeting | Self::Demo)
    }

    /// What may come of one, in the order in which it is offered.
    pub const fn outcomes(self) -> &'static [Outcome] {
        use Outcome as It;
        match self {
            Self::Call => &[
                It::Reached,
                It::NoAnswer,
                It::LeftAMessage,
                It::CallBackLater,
                It::WrongPerson,
                It::NotInterested,
            ],
            Self::Meeting | Self::Demo => &[
                It::NextStepAgreed,
                It::Interested,
                It::WantAPrice,
                It::NeedToThink,
                It::NotInterested,
                It::NoShow,
            ],
            Self::Email | Self::Proposal | Self::ReferralAsk | Self::Message => {
                &[It::Sent, It::Answered, It::NotInterested]
            }
            Self::FollowUp => &[It::Answered, It::NextStepAgreed, It::NotInterested],
            Self::Agreement => &[It::Sent, It::Answered, It::NotInterested],
            Self::PartnerTalk | Self::AccountCare => &[It::NextStepAgreed, It::Interested],
            Self::Note
            | Self::CallBlock
            | Self::Prospecting
            | Self::Training
            | Self::Coaching
            | Self::Duty
            | Self::Free => &[],
        }
    }

    /// Whether somebody else waits for one: the appointments and follow-ups that are to be done by their day.
    pub const fn is_promise(self) -> bool {
        self.is_selling() && !matches!(self, Self::CallBlock | Self::Prospecting)
    }

    /// Minutes one takes where nobody said how many.
    pub const fn minutes(self) -> i64 {
        match self {
            Self::Message | Self::Note => 10,
            Self::Call | Self::Email | Self::ReferralAsk | Self::FollowUp => 15,
            Self::AccountCare | Self::Coaching | Self::Duty | Self::Free => 30,
            Self::Meeting
            | Self::Demo
            | Self::Proposal
            | Self::Agreement
            | Self::Prospecting
            | Self::PartnerTalk
            | Self::Training => 60,
            Self::CallBlock => 90,
        }
    }

    /// Whether one that is done may be what brings its deal on: the kinds that are the deal's step put into a week.
    pub const fn moves_deals(self) -> bool {
        matches!(
            self,
            Self::Meeting | Self::Demo | Self::Proposal | Self::Agreement | Self::FollowUp
        )
    }

    /// Whether one may be about a deal: the others are about many, or about the rep.
    pub const fn is_about_deals(self) -> bool {
        self.is_selling() && !matches!(self, Self::CallBlock | Self::Prospecting)
            || matches!(self, Self::Note)
    }

    /// Whether time spent on it is selling time (domain.md: `selling_time_share`).
    pub const fn is_selling(self) -> bool {
        !matches!(
            self,
            Self::Note | Self::Training | Self::Coaching | Self::Duty | Self::Free
        )
    }
}

impl ActivityStatus {
    /// Whether a new one is done that nobody said it of: something came of it, or its day has passed.
    pub fn of_new(held_on: Option<Day>, has_outcome: bool, today: Day) -> Self {
        if has_outcome || held_on.is_some_and(|on| on < today) {
            Self::Done
        } else {
            Self::Planned
        }
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
    /// The day by which it was to be done, of an appointment or a follow-up that was planned for one: `held_on` goes on to
    /// the day on which it is done, or to a later one, and this stays.
    pub due_on: Option<Day>,
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
    /// How many there are to be, of one that is counted.
    pub target: Option<i64>,
    /// How many there are already.
    pub counted: Option<i64>,
    /// How much it presses, if not as much as the others.
    pub urgency: Option<Urgency>,
    /// The day since which somebody is at it.
    pub doing_since_on: Option<Day>,
    /// What stops it.
    pub blocker: Option<String>,
    /// Who can lift that.
    pub blocker_owner_id: Option<RepId>,
    /// The day since which it is stopped.
    pub blocked_on: Option<Day>,
    /// What it is that a role owes, of a duty.
    pub duty_id: Option<RoleDutyId>,
}

impl Activity {
    /// One of which nothing else is known.
    pub const fn new(id: ActivityId, kind: ActivityKind, status: ActivityStatus) -> Self {
        Self {
            id,
            version: 1,
            kind,
            subject: None,
            held_on: None,
            booked_on: None,
            due_on: None,
            start_time: None,
            duration_minutes: None,
            status,
            outcome: None,
            note: None,
            done_by_id: None,
            done_for_id: None,
            scheduled_by_id: None,
            deal_id: None,
            account_id: None,
            contact_id: None,
            target: None,
            counted: None,
            urgency: None,
            doing_since_on: None,
            blocker: None,
            blocker_owner_id: None,
            blocked_on: None,
            duty_id: None,
        }
    }

    /// Minutes it takes: its own, else those of its kind.
    pub fn minutes(&self) -> i64 {
        self.duration_minutes.unwrap_or_else(|| self.kind.minutes())
    }

    /// A new one with what goes without saying: whoever acts does it, and put it into the calendar where it is still to
    /// come. What is written down afterwards was booked on its day at the latest.
    #[must_use]
    pub fn begun(self, by: Option<RepId>, today: Day) -> Self {
        let is_planned = self.status == ActivityStatus::Planned;
        let booked_on = self.held_on.filter(|_| !is_planned).unwrap_or(today);
        Self {
            booked_on: self.booked_on.or(Some(booked_on.min(today))),
            done_by_id: self.done_by_id.or(by),
            scheduled_by_id: self.scheduled_by_id.or(by.filter(|_| is_planned)),
            ..self
        }
    }

    /// As it is kept: one that is done has a day, at the latest today, and one about a deal is about its account where
    /// it names none. `before` is what it was; what its day was then is not looked at again.
    pub fn settled(
        self,
        before: Option<&Self>,
        deal: Option<&Deal>,
        today: Day,
    ) -> Result<Self, Refusal> {
        let is_done = self.status == ActivityStatus::Done;
        let held_on = self.held_on.or(is_done.then_some(today));
        let is_other = before.is_none_or(|it| (it.status, it.held_on) != (self.status, held_on));
        if let Some(on) = held_on.filter(|on| is_done && is_other && *on > today) {
            return Err(Refusal::DoneAhead { on });
        }
        // One that goes to another deal goes to its account too, unless that was named.
        let is_kept =
            before.is_none_or(|it| it.deal_id == self.deal_id || it.account_id != self.account_id);
        let account_id = self.account_id.filter(|_| is_kept);
        let settled = Self {
            held_on,
            account_id: account_id.or(deal.and_then(|deal| deal.account_id)),
            ..self
        };
        Ok(settled.unhindered(today))
    }

    /// The same with the day by which it is to be done: as long as that has not passed it goes where the plan goes; once it
    /// has, it stays, whatever the plan is then. What was never planned was never due.
    #[must_use]
    pub fn promised(self, today: Day) -> Self {
        let is_missed = self.due_on.is_some_and(|due_on| due_on < today);
        let due_on = match self.status {
            _ if !self.kind.is_promise() => None,
            ActivityStatus::Planned if !is_missed => self.held_on,
            _ => self.due_on,
        };
        Self { due_on, ..self }
    }

    /// The same where what is done is stopped by nothing, what is stopped is so since a day, none are not counted, and what
    /// is planned is due.
    #[must_use]
    pub fn unhindered(self, today: Day) -> Self {
        let is_planned = self.status == ActivityStatus::Planned;
        let it = self.promised(today);
        let blocker = it.blocker.filter(|_| is_planned);
        Self {
            target: it.target.filter(|target| *target > 0),
            blocker_owner_id: it.blocker_owner_id.filter(|_| blocker.is_some()),
            blocked_on: blocker.is_some().then(|| it.blocked_on.unwrap_or(today)),
            blocker,
            ..it
        }
    }
}
