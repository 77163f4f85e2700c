//! Ids of every entity: 63-bit integers made by the program, never by the database.

use std::fmt;

/// Declares one id type per entity, so that ids cannot be mixed up.
macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub i64);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { self.0.fmt(f) }
        }

        impl From<i64> for $name {
            fn from(raw: i64) -> Self { Self(raw) }
        }

        impl From<$name> for i64 {
            fn from(id: $name) -> Self { id.0 }
        }
    )+};
}

ids! {
    /// A deal that went from one function to the next.
    HandOffId
    /// A person on the team.
    RepId
    /// A team of reps.
    TeamId
    /// An office.
    OfficeId
    /// A rep's place in a team and office, under a manager, from a day to a day.
    MembershipId
    /// A company.
    AccountId
    /// A person at an account.
    ContactId
    /// Something that is sold.
    ProductId
    /// An ordered set of stages.
    PipelineId
    /// A step of a pipeline.
    StageId
    /// An opportunity.
    DealId
    /// A product on a deal.
    DealLineId
    /// A contact's part in a deal.
    DealContactId
    /// A share of a deal's amount.
    CreditId
    /// One recorded change of a deal.
    DealHistoryId
    /// Something planned or done.
    ActivityId
    /// A policy that holds from a day.
    PolicyId
    /// What somebody is to reach in a period.
    GoalId
    /// One week of one rep.
    SprintId
    /// An activity in a week.
    SprintItemId
    /// Days on which somebody is not there.
    AbsenceId
    /// A day on which nobody works.
    HolidayId
    /// What comes back every week.
    TemplateId
    /// The daily round of a team.
    StandupId
    /// What was noted in a round.
    StandupNoteId
    /// What somebody said in a round.
    StandupLineId
    /// An exchange rate of a day.
    RateId
    /// A setting of the team.
    SettingId
    /// What an outside system calls a record.
    ExternalRefId
    /// One run of an import.
    BatchId
    /// A seat on an account or a deal.
    RoleId
    /// Something a role owes.
    RoleDutyId
    /// Somebody on the team of an account.
    AccountMemberId
    /// Somebody on the team of a deal.
    DealMemberId
    /// Somebody of a rep's usual team.
    DefaultMemberId
    /// What was agreed on with a company.
    ContractId
    /// What a company needs help with.
    SupportCaseId
    /// What somebody is good at.
    SkillId
    /// A way to reach somebody.
    ChannelId
    /// Something that the sales operations see to.
    OpsDutyId
}

/// Bits of an id that do not come from the clock.
const RANDOM_BITS: u32 = 21;

/// Makes ids that increase within this source: milliseconds since 1970, then random bits, then one more each.
///
/// Rows made in one go therefore have neighbouring ids, which the journal records as one run and the
/// database appends to the end of its trees.
#[derive(Debug)]
pub struct IdSource {
    last: i64,
}

impl IdSource {
    /// A source whose first id carries `unix_ms` and the lower bits of `random`.
    pub fn new(unix_ms: i64, random: u64) -> Self {
        let low = i64::try_from(random & ((1 << RANDOM_BITS) - 1)).unwrap_or(0);
        Self {
            last: (unix_ms << RANDOM_BITS) | low,
        }
    }

    /// The same source, beginning after an id that exists.
    #[must_use]
    pub fn after(self, id: i64) -> Self {
        Self {
            last: self.last.max(id),
        }
    }

    /// The next id, of whichever type is asked for.
    pub fn mint<I: From<i64>>(&mut self) -> I {
        self.last += 1;
        I::from(self.last)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_increase_within_a_source_and_carry_the_time() {
        let mut ids = IdSource::new(1_700_000_000_000, u64::MAX);
        let first: i64 = ids.mint();
        let second: i64 = ids.mint();
        assert!(second > first);
        assert!((first >> RANDOM_BITS) - 1_700_000_000_000 <= 1);
    }
}
