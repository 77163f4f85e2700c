//! Who sells: reps, the teams and offices they belong to, and what the team has agreed on.

use super::calendar::{Day, TimeZone};
use super::handoff::SalesModel;
use super::id::{MembershipId, OfficeId, PolicyId, RateId, RepId, SettingId, TeamId};
use super::money::Currency;
use super::reasons;
use super::role::{CostBand, Profile};
use super::text::{Controls, TextKind, clean, name_key};

codes! {
    /// What a person may do at most: the ceiling of access.
    Job {
        /// Sells.
        SalesRep => "sales_rep",
        /// Qualifies leads, or finds them.
        Sdr => "sdr",
        /// Looks after customers.
        CustomerSuccess => "customer_success",
        /// Schedules and follows up for several reps.
        SalesSupport => "sales_support",
        /// Runs the stand-up and coaches.
        SalesLead => "sales_lead",
        /// Runs the sales operations.
        SalesOps => "sales_ops",
        /// Supports customers.
        Support => "support",
        /// Stands behind large deals.
        ExecutiveSponsor => "executive_sponsor",
        /// Explains the product.
        SalesEngineer => "sales_engineer",
        /// Brings attention.
        Marketing => "marketing",
    }
}

codes! {
    /// The place in the selling line, which decides KPIs and goals. A person without one has no row in the comparison.
    Function {
        /// Finds leads.
        LeadGeneration => "lead_generation",
        /// Qualifies leads.
        Sdr => "sdr",
        /// Owns deals.
        AccountExecutive => "account_executive",
        /// Owns customers.
        CustomerSuccess => "customer_success",
        /// Explains the product.
        SalesEngineer => "sales_engineer",
        /// Stands behind large deals.
        ExecutiveSponsor => "executive_sponsor",
        /// Supports customers.
        Support => "support",
        /// Brings attention.
        Marketing => "marketing",
        /// Schedules and follows up for several reps.
        SalesSupport => "sales_support",
    }
}

/// A person on the team.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rep {
    /// Id.
    pub id: RepId,
    /// Version of the row.
    pub version: i64,
    /// Name as written.
    pub name: String,
    /// Name folded to compare and sort.
    pub name_key: String,
    /// Address that outside systems know the person by.
    pub email: Option<String>,
    /// Ceiling of access.
    pub job: Option<Job>,
    /// Place in the selling line.
    pub function: Option<Function>,
    /// What they are best at.
    pub profile: Option<Profile>,
    /// What an hour of them costs, roughly.
    pub cost_band: Option<CostBand>,
    /// The first day on which they are not on the team any more.
    pub left_on: Option<Day>,
}

impl Rep {
    /// One of whom nothing else is known.
    pub fn new(id: RepId, name: &str) -> Self {
        Self {
            id,
            version: 1,
            name: name.to_owned(),
            name_key: name_key(name),
            email: None,
            job: None,
            function: None,
            profile: None,
            cost_band: None,
            left_on: None,
        }
    }

    /// Whether they are still there on a day.
    pub fn is_active(&self, today: Day) -> bool {
        self.left_on.is_none_or(|left_on| today < left_on)
    }
}

/// A team of reps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Team {
    /// Id.
    pub id: TeamId,
    /// Version of the row.
    pub version: i64,
    /// Name as written.
    pub name: String,
    /// Name folded to compare and sort.
    pub name_key: String,
}

/// An office.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Office {
    /// Id.
    pub id: OfficeId,
    /// Version of the row.
    pub version: i64,
    /// Name as written.
    pub name: String,
    /// Name folded to compare and sort.
    pub name_key: String,
}

/// A rep's place: team, office and manager, from a day to a day (`[from_on, to_on)`). At most one holds on any day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Membership {
    /// Id.
    pub id: MembershipId,
    /// Version of the row.
    pub version: i64,
    /// Whose place.
    pub rep_id: RepId,
    /// The team.
    pub team_id: Option<TeamId>,
    /// The office.
    pub office_id: Option<OfficeId>,
    /// Who leads them.
    pub manager_id: Option<RepId>,
    /// First day.
    pub from_on: Day,
    /// First day after; `None` while it lasts.
    pub to_on: Option<Day>,
}

/// Something the whole team agreed on, such as its reporting currency. The keys are [`SettingKey`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting {
    /// Id.
    pub id: SettingId,
    /// Version of the row.
    pub version: i64,
    /// Which one.
    pub key: SettingKey,
    /// Its value, as text.
    pub value: String,
}

codes! {
    /// The settings there are.
    SettingKey {
        /// ISO 4217 code of the currency that sums over several are shown in.
        Currency => "currency",
        /// Month in which the fiscal year starts, 1 to 12.
        FiscalYearStart => "fiscal_year_start",
        /// IANA name of the time zone in which the team's days begin.
        TimeZone => "time_zone",
        /// Why deals are won: what is offered, with commas in between.
        WonReasons => "won_reasons",
        /// Why deals are lost.
        LostReasons => "lost_reasons",
        /// What the team is there for, in one line; nothing is fine.
        Mission => "mission",
        /// Whether a deal's owner sells it to its end, or stages belong to functions.
        SalesModel => "sales_model",
    }
}

impl SettingKey {
    /// A value as the setting keeps it; `None` if it is none of its values.
    pub fn checked(self, value: &str) -> Option<String> {
        match self {
            Self::Currency => Currency::from_code(value).map(|it| it.code().to_owned()),
            Self::FiscalYearStart => {
                let month: u32 = value.parse().ok()?;
                (1..=12).contains(&month).then(|| month.to_string())
            }
            Self::TimeZone => TimeZone::from_name(value).map(|it| it.name().to_owned()),
            Self::WonReasons | Self::LostReasons => {
                reasons::read(value).map(|it| reasons::write(&it))
            }
            Self::SalesModel => SalesModel::from_code(value).map(|it| it.code().to_owned()),
            Self::Mission => clean(value, TextKind::Name, Controls::Refuse)
                .ok()
                .map(|it| it.text),
        }
    }
}

/// How much one unit of a currency is worth in another one from a day on.
///
/// The other one is the reporting currency of the moment. It is kept, because a team may choose another later: then
/// this rate waits until they come back to it, and is not read as a rate to what they report in now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rate {
    /// Id.
    pub id: RateId,
    /// Version of the row.
    pub version: i64,
    /// The currency that is converted.
    pub currency: Currency,
    /// The currency it is converted to.
    pub to_currency: Currency,
    /// First day on which it holds.
    pub from_on: Day,
    /// Millionths of a unit of the currency it is converted to.
    pub micros: i64,
}

/// A rule of the team that holds from a day on, such as the rot days of a stage. Past periods keep theirs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Policy {
    /// Id.
    pub id: PolicyId,
    /// Version of the row.
    pub version: i64,
    /// Which rule.
    pub key: String,
    /// First day on which it holds.
    pub from_on: Day,
    /// Its value, as text.
    pub value: String,
}

/// Whose results are counted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Who {
    /// Only this rep.
    pub rep_id: Option<RepId>,
    /// Only this team, as it was on each closing day.
    pub team_id: Option<TeamId>,
}

/// Whose row of a comparison is meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Whose {
    /// Of these people.
    Of(Who),
    /// What nobody owns.
    Nobody,
}
