//! Seats on teams: what a team is on, who joins by themselves, when something is owed, and what keeps a role from being one.

use super::{DefaultMember, Role, When};
use crate::domain::access::{ALL, Level};
use crate::domain::calendar::Day;
use crate::domain::id::{AccountId, DealId, RepId, RoleId};
use crate::domain::record::{Assignment, Content, Kind};
use crate::domain::team::Job;

/// What a team is on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TeamOf {
    /// A company.
    Account(AccountId),
    /// An opportunity.
    Deal(DealId),
}

impl TeamOf {
    /// The team of a record, if it is one that has a team.
    pub const fn of(kind: Kind, id: i64) -> Option<Self> {
        match kind {
            Kind::Account => Some(Self::Account(AccountId(id))),
            Kind::Deal => Some(Self::Deal(DealId(id))),
            _ => None,
        }
    }

    /// What it is on.
    pub const fn kind(self) -> Kind {
        match self {
            Self::Account(_) => Kind::Account,
            Self::Deal(_) => Kind::Deal,
        }
    }

    /// The id of that.
    pub const fn id(self) -> i64 {
        match self {
            Self::Account(id) => id.0,
            Self::Deal(id) => id.0,
        }
    }

    /// What somebody on it is.
    pub const fn members(self) -> Kind {
        match self {
            Self::Account(_) => Kind::AccountMember,
            Self::Deal(_) => Kind::DealMember,
        }
    }

    /// What a row of it holds that has somebody on it in a seat, or in none, with levels for account, deal, contract and
    /// case; a deal's team says nothing of other records.
    pub fn row(
        self,
        rep_id: RepId,
        role_id: Option<RoleId>,
        levels: [Option<Level>; 4],
    ) -> Vec<Assignment> {
        let on = match self {
            Self::Account(_) => "account",
            Self::Deal(_) => "deal",
        };
        let role = role_id.map(|id| Assignment::new("role", Content::Record(id.0)));
        let levels = LEVELS.iter().zip(levels).filter_map(|(field, level)| {
            let is_said = self.kind() == Kind::Account || *field == "deal_level";
            let level = level.filter(|_| is_said)?.code().to_owned();
            Some(Assignment::new(field, Content::Text(level)))
        });
        let row = [
            Assignment::new(on, Content::Record(self.id())),
            Assignment::new("rep", Content::Record(rep_id.0)),
        ];
        row.into_iter().chain(role).chain(levels).collect()
    }
}

/// The fields of a member's levels: account, deal, contract, case.
pub const LEVELS: [&str; 4] = [
    "account_level",
    "deal_level",
    "contract_level",
    "case_level",
];

codes! {
    /// Whether somebody of a rep's usual team joins what is theirs now.
    Joins {
        /// They do.
        Now => "now",
        /// As soon as somebody says so.
        IfAsked => "if_asked",
        /// Not this one: it is no complex deal.
        NotThis => "not_this",
        /// They are not there any more.
        Left => "left",
        /// They are on the team already.
        Already => "already",
    }
}

impl DefaultMember {
    /// With no more than somebody of a job can give.
    #[must_use]
    pub fn capped(self, job: Option<Job>) -> Self {
        let [account, deal, contract, case] = job.map_or(ALL, Job::ceiling);
        let least = |level: Option<Level>, most: Level| level.map(|level| level.min(most));
        Self {
            account_level: least(self.account_level, account),
            deal_level: least(self.deal_level, deal),
            contract_level: least(self.contract_level, contract),
            case_level: least(self.case_level, case),
            ..self
        }
    }

    /// Whether they join a team on which they are or not, of a complex deal or not.
    pub fn joins(&self, is_there: bool, is_active: bool, is_complex: bool) -> Joins {
        match self.added {
            // Whoever has it is on its team without a word.
            _ if is_there || self.member_id == self.rep_id => Joins::Already,
            When::Complex if !is_complex => Joins::NotThis,
            _ if !is_active => Joins::Left,
            When::Ask => Joins::IfAsked,
            When::Always | When::Complex => Joins::Now,
        }
    }
}

/// What a role that comes with the program is called, and what it owes, in the words of whoever starts with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoleNames {
    /// Its code.
    pub code: &'static str,
    /// Its name.
    pub name: String,
    /// The names of its duties, in their order.
    pub duties: Vec<String>,
}

/// What keeps a role from being one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RoleGaps {
    /// It owes nothing.
    pub has_no_duties: bool,
    /// Nobody knows what it is judged by.
    pub has_no_measure: bool,
}

impl Role {
    /// What is missing of it, if it owes so many things.
    pub const fn gaps(&self, duties: usize) -> RoleGaps {
        RoleGaps {
            has_no_duties: duties == 0,
            has_no_measure: self.measure.is_none(),
        }
    }
}

impl RoleGaps {
    /// Whether there is one.
    pub const fn any(self) -> bool {
        self.has_no_duties || self.has_no_measure
    }
}

/// The place among so many open stages of what is so many hundredths of the way through them.
pub fn stage_at(hundredths: i64, stages: usize) -> usize {
    let at = usize::try_from(hundredths).unwrap_or(0) * stages / 100;
    at.min(stages.saturating_sub(1))
}

/// Where something that a seat owes stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DutyState {
    /// Whether it is done.
    pub is_done: bool,
    /// The day on which it was done, or is to be.
    pub on: Option<Day>,
    /// Who marked it done, where it was somebody else than whoever owed it.
    pub marked_by: Option<String>,
    /// The stage by which it is expected.
    pub by: Option<String>,
    /// Whether it is time for it; of what is done it was.
    pub owing: Owing,
}

codes! {
    /// Whether it is time for what a seat owes on a deal.
    Owing {
        /// The deal is not there yet.
        Ahead => "ahead",
        /// It is in the stage by which it is expected, or in the one before.
        Now => "now",
        /// It is past that stage.
        Late => "late",
    }
}

impl Owing {
    /// Of what is expected by an open stage of a deal's pipeline, from where the deal stands, both by their places. What is
    /// expected by none is always due, and never late.
    pub const fn of(expected: Option<usize>, stands: usize) -> Self {
        match expected {
            Some(expected) if stands > expected => Self::Late,
            Some(expected) if stands + 1 < expected => Self::Ahead,
            _ => Self::Now,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::DefaultMemberId;
    use crate::domain::role::{MEASURES, SHIPPED};

    #[test]
    fn a_duty_is_expected_on_the_way_through_the_open_stages() {
        for (hundredths, stages, expected) in [
            (0, 4, 0),
            (24, 4, 0),
            (25, 4, 1),
            (60, 4, 2),
            (90, 4, 3),
            (100, 4, 3),
            (90, 1, 0),
            (50, 7, 3),
            (50, 0, 0),
        ] {
            assert_eq!(
                stage_at(hundredths, stages),
                expected,
                "{hundredths} of {stages}"
            );
        }
    }

    #[test]
    fn a_duty_is_due_in_its_stage_and_the_one_before() {
        use Owing::{Ahead, Late, Now};
        for (expected, stands, owing) in [
            (Some(2), 0, Ahead),
            (Some(2), 1, Now),
            (Some(2), 2, Now),
            (Some(2), 3, Late),
            (Some(0), 0, Now),
            (None, 3, Now),
        ] {
            assert_eq!(Owing::of(expected, stands), owing, "{expected:?} {stands}");
        }
    }

    #[test]
    fn a_usual_team_joins_by_its_rule() {
        use Joins::{Already, IfAsked, Left, NotThis, Now};
        let of = |added, member_id| DefaultMember {
            id: DefaultMemberId(1),
            version: 1,
            rep_id: RepId(1),
            member_id: RepId(member_id),
            role_id: None,
            added,
            account_level: None,
            deal_level: None,
            contract_level: None,
            case_level: None,
        };
        for (added, is_there, is_active, is_complex, expected) in [
            (When::Always, false, true, false, Now),
            (When::Always, true, true, false, Already),
            (When::Always, false, false, false, Left),
            (When::Ask, false, true, true, IfAsked),
            (When::Ask, false, false, true, Left),
            (When::Complex, false, true, false, NotThis),
            (When::Complex, false, false, false, NotThis),
            (When::Complex, false, true, true, Now),
            (When::Complex, false, false, true, Left),
        ] {
            let found = of(added, 2).joins(is_there, is_active, is_complex);
            assert_eq!(
                found, expected,
                "{added:?} {is_there} {is_active} {is_complex}"
            );
        }
        assert_eq!(of(When::Always, 1).joins(false, true, true), Already);
    }

    #[test]
    fn what_comes_with_the_program_has_no_gaps() {
        for it in SHIPPED {
            assert!(
                !it.duties.is_empty() && MEASURES.contains(&it.measure),
                "{}",
                it.code
            );
        }
    }
}
