//! Who holds which seat: roles and what they owe, the teams of accounts and deals, and the people that fill them.
//!
//! A duty that somebody owes on a deal is an activity of the kind `duty`: their board, the deal and the staffing show one
//! record, and finishing it anywhere finishes it everywhere.

mod seat;

use super::access::Level;
use super::calendar::Day;
use super::id::{
    AccountId, AccountMemberId, ChannelId, ContractId, DealId, DealMemberId, DefaultMemberId,
    OpsDutyId, RepId, RoleDutyId, RoleId, SkillId, StageId, SupportCaseId,
};
use super::money::Currency;
use super::team::Function;

pub use seat::{DutyState, Joins, LEVELS, Owing, RoleGaps, RoleNames, TeamOf, stage_at};

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
