//! Who holds which seat: roles and what they owe, the teams of accounts and deals, and the people that fill them.
//!
//! A duty that somebody owes on a deal is an activity of the kind `duty`: their board, the deal and the staffing show one
//! record, and finishing it anywhere finishes it everywhere.

use super::access::{ALL, Level};
use super::calendar::Day;
use super::id::{
    AccountId, AccountMemberId, ChannelId, ContractId, DealId, DealMemberId, DefaultMemberId,
    OpsDutyId, RepId, RoleDutyId, RoleId, SkillId, StageId, SupportCaseId,
};
use super::money::Currency;
use super::record::{Assignment, Content, Kind};
use super::team::{Function, Job};

codes! {
    /// What somebody is best at: to start from nothing, or to scale what is there.
    Profile {
        /// Starts from nothing.
        Builder => "builder",
        /// Scales what is in place.
        Grower => "grower",
    }
}

codes! {
    /// What an hour of somebody costs, roughly.
    CostBand {
        /// Less than most.
        Low => "low",
        /// As most.
        Middle => "middle",
        /// More than most.
        High => "high",
    }
}

codes! {
    /// A kind of sales operations.
    OpsCategory {
        /// Where to sell, to whom, with whom.
        Strategy => "strategy",
        /// Tools and data.
        Technology => "technology",
        /// What runs every day.
        Operations => "operations",
        /// Goals, pay, measuring.
        Performance => "performance",
    }
}

codes! {
    /// Whose matter a duty of the sales operations is.
    OpsSide {
        /// That of who runs the machine.
        Operations => "operations",
        /// That of who makes sellers better.
        Enablement => "enablement",
    }
}

codes! {
    /// A way to reach somebody.
    ChannelKind {
        /// By phone.
        Phone => "phone",
        /// In a chat.
        Chat => "chat",
        /// By mail.
        Mail => "mail",
        /// Where all else fails.
        Backup => "backup",
    }
}

codes! {
    /// When somebody of a rep's usual team is added to what is new.
    When {
        /// Always.
        Always => "always",
        /// If somebody says so.
        Ask => "ask",
        /// If it is complex.
        Complex => "complex",
    }
}

codes! {
    /// Who may see an account or a deal, where it is not as the team has it.
    Sharing {
        /// Everyone on the team.
        Open => "open",
        /// Its owner, who leads that, and its team.
        Private => "private",
    }
}

codes! {
    /// Whether a deal is sold by one person or by a band.
    Complexity {
        /// One person sells it.
        Simple => "simple",
        /// It needs a band.
        Complex => "complex",
    }
}

codes! {
    /// Where a contract stands.
    ContractStatus {
        /// It is written.
        Draft => "draft",
        /// It is with the other side.
        Sent => "sent",
        /// It is in force.
        Active => "active",
        /// It is over.
        Ended => "ended",
    }
}

codes! {
    /// Where a support case stands.
    CaseStatus {
        /// Nobody is at it.
        New => "new",
        /// Somebody is.
        Working => "working",
        /// The company has to say something.
        Waiting => "waiting",
        /// It is done.
        Closed => "closed",
    }
}

codes! {
    /// How much a support case presses.
    Priority {
        /// Before all others.
        High => "high",
        /// As most.
        Normal => "normal",
        /// After the others.
        Low => "low",
    }
}

/// A seat on an account or a deal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Role {
    /// Id.
    pub id: RoleId,
    /// Version of the row.
    pub version: i64,
    /// Name as written.
    pub name: String,
    /// Name folded to compare and sort.
    pub name_key: String,
    /// The function whose people usually hold it.
    pub function: Option<Function>,
    /// The KPI by which it is judged.
    pub measure: Option<String>,
    /// What whoever holds it is usually given of a deal on top of the owner's: basis points.
    pub overlay_share: Option<i64>,
}

/// Something a role owes on a deal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoleDuty {
    /// Id.
    pub id: RoleDutyId,
    /// Version of the row.
    pub version: i64,
    /// Name as written.
    pub name: String,
    /// Name folded to compare and sort.
    pub name_key: String,
    /// Whose duty it is.
    pub role_id: RoleId,
    /// The stage by which it is expected to be done.
    pub stage_id: Option<StageId>,
}

/// Somebody on the team of an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountMember {
    /// Id.
    pub id: AccountMemberId,
    /// Version of the row.
    pub version: i64,
    /// The account.
    pub account_id: AccountId,
    /// Who.
    pub rep_id: RepId,
    /// Their seat.
    pub role_id: Option<RoleId>,
    /// What they may do with the account.
    pub account_level: Option<Level>,
    /// With its deals.
    pub deal_level: Option<Level>,
    /// With its contracts.
    pub contract_level: Option<Level>,
    /// With its support cases.
    pub case_level: Option<Level>,
}

/// Somebody on the team of a deal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DealMember {
    /// Id.
    pub id: DealMemberId,
    /// Version of the row.
    pub version: i64,
    /// The deal.
    pub deal_id: DealId,
    /// Who.
    pub rep_id: RepId,
    /// Their seat.
    pub role_id: Option<RoleId>,
    /// What they may do with it.
    pub deal_level: Option<Level>,
}

/// Somebody of the team that usually sells with a rep.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DefaultMember {
    /// Id.
    pub id: DefaultMemberId,
    /// Version of the row.
    pub version: i64,
    /// With whom.
    pub rep_id: RepId,
    /// Who.
    pub member_id: RepId,
    /// Their seat.
    pub role_id: Option<RoleId>,
    /// When they are added.
    pub added: When,
    /// What they may do with the account.
    pub account_level: Option<Level>,
    /// With its deals.
    pub deal_level: Option<Level>,
    /// With its contracts.
    pub contract_level: Option<Level>,
    /// With its support cases.
    pub case_level: Option<Level>,
}

/// What was agreed on with a company.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contract {
    /// Id.
    pub id: ContractId,
    /// Version of the row.
    pub version: i64,
    /// Its number, as written.
    pub name: String,
    /// The number folded to compare and sort.
    pub name_key: String,
    /// With whom.
    pub account_id: AccountId,
    /// Where it stands.
    pub status: ContractStatus,
    /// From when it holds.
    pub start_on: Option<Day>,
    /// The first day on which it does not any more.
    pub end_on: Option<Day>,
    /// What it is worth, in minor units.
    pub amount: Option<i64>,
    /// Currency of that.
    pub currency: Option<Currency>,
}

/// What a company needs help with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SupportCase {
    /// Id.
    pub id: SupportCaseId,
    /// Version of the row.
    pub version: i64,
    /// What it is about.
    pub name: String,
    /// That folded to compare and sort.
    pub name_key: String,
    /// Who needs it.
    pub account_id: AccountId,
    /// Who is at it.
    pub owner_id: Option<RepId>,
    /// Where it stands.
    pub status: CaseStatus,
    /// How much it presses.
    pub priority: Priority,
    /// Since when.
    pub opened_on: Option<Day>,
}

/// What somebody is good at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skill {
    /// Id.
    pub id: SkillId,
    /// Version of the row.
    pub version: i64,
    /// What: a product, an industry, a language.
    pub name: String,
    /// That folded to compare and sort.
    pub name_key: String,
    /// Who.
    pub rep_id: RepId,
    /// How good, 1 to [`SKILL_MAX`].
    pub level: Option<i64>,
}

/// A way to reach somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Channel {
    /// Id.
    pub id: ChannelId,
    /// Version of the row.
    pub version: i64,
    /// Whom.
    pub rep_id: RepId,
    /// By what.
    pub kind: ChannelKind,
    /// The number, the address, the name.
    pub address: Option<String>,
}

/// Something that the sales operations see to, or the enablement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpsDuty {
    /// Id.
    pub id: OpsDutyId,
    /// Version of the row.
    pub version: i64,
    /// Name as written.
    pub name: String,
    /// Name folded to compare and sort.
    pub name_key: String,
    /// What kind it is.
    pub ops_category: OpsCategory,
    /// Whose matter it is.
    pub side: OpsSide,
    /// Who covers it.
    pub rep_id: Option<RepId>,
}

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

/// The best that somebody can be at something.
pub const SKILL_MAX: i64 = 5;

/// Ways to reach somebody below which there are too few.
pub const CHANNELS_LEAST: usize = 2;

/// What a role may be judged by: keys of KPIs.
pub const MEASURES: &[&str] = &[
    "quota_attainment",
    "won_value",
    "sourced_value",
    "win_rate",
    "open_value",
    "weighted_value",
    "calls_made",
    "meetings_booked",
    "meetings_held",
    "proposals_sent",
    "on_time_rate",
];

/// A role as it comes with the program.
#[derive(Debug)]
pub struct Shipped {
    /// Its code; the message `role-<code>` is its name.
    pub code: &'static str,
    /// The function whose people usually hold it.
    pub function: Option<Function>,
    /// The KPI by which it is judged.
    pub measure: &'static str,
    /// What whoever holds it is usually given of a deal on top of the owner's: basis points.
    pub overlay_share: Option<i64>,
    /// What it owes, with how far a deal has come by then: in hundredths of the way through the open stages. The message
    /// `duty-<code>` is its name.
    pub duties: &'static [(&'static str, i64)],
}

/// The roles that come with the program: ready to use, and the team's to change.
pub static SHIPPED: &[Shipped] = &[
    Shipped {
        code: "account_executive",
        function: Some(Function::AccountExecutive),
        measure: "quota_attainment",
        overlay_share: None,
        duties: &[
            ("know_the_buyers", 25),
            ("write_the_proposal", 60),
            ("agree_on_terms", 90),
        ],
    },
    Shipped {
        code: "sales_engineer",
        function: Some(Function::SalesEngineer),
        measure: "win_rate",
        overlay_share: Some(2_000),
        duties: &[("check_the_fit", 30), ("show_the_product", 50)],
    },
    Shipped {
        code: "executive_sponsor",
        function: Some(Function::ExecutiveSponsor),
        measure: "win_rate",
        overlay_share: Some(500),
        duties: &[("meet_their_executive", 60)],
    },
    Shipped {
        code: "support",
        function: Some(Function::Support),
        measure: "on_time_rate",
        overlay_share: Some(500),
        duties: &[("say_what_is_open", 90)],
    },
    Shipped {
        code: "marketing",
        function: Some(Function::Marketing),
        measure: "sourced_value",
        overlay_share: Some(500),
        duties: &[("send_references", 40)],
    },
    Shipped {
        code: "sales_support",
        function: Some(Function::SalesSupport),
        measure: "on_time_rate",
        overlay_share: Some(1_000),
        duties: &[("schedule_the_meetings", 20), ("follow_up", 60)],
    },
    Shipped {
        code: "sdr",
        function: Some(Function::Sdr),
        measure: "meetings_booked",
        overlay_share: Some(1_000),
        duties: &[("qualify", 10)],
    },
    Shipped {
        code: "lead_generation",
        function: Some(Function::LeadGeneration),
        measure: "sourced_value",
        overlay_share: Some(1_000),
        duties: &[("say_where_it_came_from", 0)],
    },
    Shipped {
        code: "customer_success",
        function: Some(Function::CustomerSuccess),
        measure: "on_time_rate",
        overlay_share: Some(1_000),
        duties: &[("plan_the_start", 90)],
    },
];

#[cfg(test)]
mod tests {
    use super::*;

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
