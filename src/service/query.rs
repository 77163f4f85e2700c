//! Questions about the data, and what answers them.

mod agreed;
mod answer;
mod chosen;
mod complexity;
mod places;
mod quotas;
mod way;
mod worktime;

use crate::domain::access::Object;
use crate::domain::calendar::{Day, Period};
use crate::domain::command::Command;
use crate::domain::filter::Filter;
use crate::domain::id::{AccountId, DealId, RepId, RoleId, StageId};
use crate::domain::message::Message;
use crate::domain::record::Kind;
use crate::domain::role::TeamOf;
use crate::domain::standup::Round;

use super::view::deals::{DealOrder, Page};
use super::view::{
    access, band, behind, board, changes, compare, credit, deal, deals, explain, journal, jump,
    kpis, list, log, members, party, person, pipeline, plan, record, replan, review, roster, shown,
    sprints, staffing, standing, team, times, today, week,
};

pub use crate::domain::team::{Who, Whose};
pub use agreed::Agreed;
pub(in crate::service) use answer::ask;
pub use chosen::Chosen;
pub use complexity::is_complex;
pub(in crate::service) use complexity::{bounds, why_complex};
pub use places::Places;
pub use quotas::Quotas;
pub use way::Way;
pub use worktime::{Off, WorkTime};

/// What results are grouped by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    /// By rep.
    Rep,
    /// By team of the closing day.
    Team,
    /// By office of the closing day.
    Office,
}

/// A question.
#[derive(Debug, Clone, PartialEq)]
pub enum Query {
    /// The pipeline by stage.
    Pipeline {
        /// Whose.
        who: Who,
        /// The period of won and lost deals; what is open is current.
        period: Period,
        /// The day on which it is current.
        today: Day,
        /// A split of the same.
        group: Option<Group>,
    },
    /// KPIs of reps, teams and offices.
    Kpis {
        /// Whose.
        who: Who,
        /// The period of the results.
        period: Period,
        /// The day on which open figures are current.
        today: Day,
    },
    /// Who is on the team, and whether there is anything at all.
    Roster {
        /// The day of the places.
        today: Day,
    },
    /// Where somebody stands in the quarter of today.
    Standing {
        /// Whose.
        who: Who,
        /// The day.
        today: Day,
    },
    /// The board's headers: totals of every stage.
    Board {
        /// Whose.
        who: Who,
        /// Only deals that it finds.
        filter: Filter,
        /// The period of won and lost deals; what is open is current.
        period: Period,
        /// The day on which it is current.
        today: Day,
    },
    /// A page of the deals of a stage.
    Deals {
        /// Whose.
        who: Who,
        /// Only deals that it finds.
        filter: Filter,
        /// The period of won and lost deals; an open stage ignores it.
        period: Period,
        /// The stage; without one the deals of all open stages are one list.
        stage_id: Option<StageId>,
        /// In which order.
        sort: DealOrder,
        /// Which page.
        page: Page,
        /// How many rows a page has at most.
        limit: usize,
        /// The day on which signals are current.
        today: Day,
    },
    /// All deals that a filter finds, open or closed whenever, with their total.
    List {
        /// Only deals that it finds; a name in it that nobody has is refused.
        filter: Filter,
        /// In which order.
        sort: DealOrder,
        /// How many rows at most.
        limit: usize,
        /// The day on which signals are current.
        today: Day,
    },
    /// Everything about one deal.
    Deal {
        /// The deal.
        id: DealId,
        /// The day on which signals are current.
        today: Day,
    },
    /// Whom a deal calls, and who could come.
    Band {
        /// The deal.
        id: DealId,
        /// The day on which signals are current.
        today: Day,
    },
    /// Who has which share of a deal, to set it.
    Split {
        /// The deal.
        id: DealId,
        /// The day on which people are there.
        today: Day,
    },
    /// Who worked on what was decided, and who has how much to do.
    Credit {
        /// Whose.
        who: Who,
        /// The period of what was decided.
        period: Period,
        /// The day on which open figures are current.
        today: Day,
    },
    /// A record of any kind with its fields.
    Shown {
        /// What it is.
        kind: Kind,
        /// Its id.
        id: i64,
    },
    /// KPIs of reps side by side, with their past and their trend.
    Compare {
        /// Whose.
        who: Who,
        /// The period of the results.
        period: Period,
        /// The day on which open figures are current.
        today: Day,
    },
    /// A page of the deals or activities behind a KPI.
    Behind {
        /// Key of the KPI.
        kpi: String,
        /// Whose.
        whose: Whose,
        /// The period of the results.
        period: Period,
        /// Which page.
        page: Page,
        /// How many rows a page has at most.
        limit: usize,
        /// The day on which open figures are current.
        today: Day,
    },
    /// How a KPI comes about.
    Explain {
        /// Key of the KPI.
        kpi: String,
        /// Whose.
        whose: Whose,
        /// The period of the results.
        period: Period,
        /// The day on which open figures are current.
        today: Day,
    },
    /// The day of a rep or, where none is named, of a team.
    Today {
        /// Whose.
        who: Who,
        /// The day.
        today: Day,
    },
    /// The open deals that need somebody.
    Needs {
        /// Whose.
        who: Who,
        /// The day.
        today: Day,
    },
    /// What changed in the open pipeline since a day.
    Changes {
        /// Whose.
        who: Who,
        /// The day: what happened on it counts.
        since: Day,
        /// Only deals that are expected to close in it, then or now.
        period: Period,
        /// How many deals of each bar are named at most.
        limit: usize,
        /// The day on which the end is current.
        today: Day,
    },
    /// Deals, accounts and contacts by some of the letters of their names.
    Jump {
        /// What was typed.
        typed: String,
    },
    /// A record with all its fields; without an id what a new one begins with.
    Record {
        /// What it is.
        kind: Kind,
        /// Which one.
        id: Option<i64>,
    },
    /// The records of a kind of which there are few, or those that belong to a deal.
    Records {
        /// What they are.
        kind: Kind,
        /// The deal that they belong to.
        deal_id: Option<DealId>,
    },
    /// What is worth a word about a command that somebody is about to give.
    Remarks(Box<Command>),
    /// The deals of an account or of a contact.
    Party {
        /// What it is.
        kind: jump::Named,
        /// Its id.
        id: i64,
        /// The day on which signals are current.
        today: Day,
    },
    /// How the team sells, and what waits between its functions.
    Model {
        /// For whom it waits.
        who: Who,
        /// The day.
        today: Day,
    },
    /// What a deal meets on its way to another stage.
    Border {
        /// The deal.
        id: DealId,
        /// The stage.
        to: StageId,
        /// The day.
        today: Day,
    },
    /// What is known of a person.
    Person {
        /// Who.
        rep_id: RepId,
        /// The period of their results.
        period: Period,
        /// The day on which the rest is current.
        today: Day,
    },
    /// A page of the journal, newest first.
    Log(log::Asked),
    /// What an entry of the journal did.
    Entry {
        /// Its number.
        seq: i64,
    },
    /// The week of a rep.
    Week {
        /// Whose.
        rep_id: RepId,
        /// A day of it.
        week_on: Day,
        /// The day on which it is current.
        today: Day,
    },
    /// What somebody may do with a record, and why.
    Access {
        /// Who.
        rep_id: RepId,
        /// What it is.
        object: Object,
        /// Its id.
        id: i64,
        /// The day on which it is current.
        today: Day,
    },
    /// The daily round of a team.
    Standup {
        /// Whose; of a rep it is that of their team.
        who: Who,
        /// The day.
        today: Day,
    },
    /// The weeks of a team.
    TeamWeek {
        /// Whose.
        who: Who,
        /// A day of it.
        week_on: Day,
        /// The day on which it is current.
        today: Day,
    },
    /// The review of a week.
    Review {
        /// Whose.
        who: Who,
        /// A day of it.
        week_on: Day,
        /// The day on which it is current.
        today: Day,
    },
    /// What a rep may put into a week.
    Plan {
        /// Whose.
        rep_id: RepId,
        /// A day of it; without one it is the week that is planned at this time.
        week_on: Option<Day>,
        /// The day on which it is current.
        today: Day,
    },
    /// When reps are free and when they are busy, on a day and those after it.
    Times {
        /// Whose.
        who: Who,
        /// The first day.
        from: Day,
        /// The day on which it is current.
        today: Day,
    },
    /// What helps when the day of a rep breaks.
    Replan {
        /// Whose.
        rep_id: RepId,
        /// What broke it.
        about: replan::Break,
        /// The day.
        today: Day,
    },
    /// A page of open deals or accounts with who sits where, those with empty seats that are called for first.
    Staffing {
        /// Which of the two.
        staffed: staffing::Staffed,
        /// Whose.
        who: Who,
        /// Only those that it finds: of accounts by the words of their names.
        filter: Filter,
        /// Which page.
        page: Page,
        /// How many rows a page has at most.
        limit: usize,
        /// The day on which it is current.
        today: Day,
    },
    /// How many open deals and accounts there are, and how many have empty seats that are called for.
    Gaps {
        /// Whose.
        who: Who,
        /// Only those that it finds.
        filter: Filter,
        /// The day on which it is current.
        today: Day,
    },
    /// An account with its team, what is owed there, who is credited, contracts and cases.
    Account {
        /// Its id.
        id: AccountId,
        /// The day on which it is current.
        today: Day,
    },
    /// Who may do what, by their job and by the teams they are on.
    Granted {
        /// Who.
        who: Who,
        /// How many records at most.
        limit: usize,
        /// The day on which it is current.
        today: Day,
    },
    /// Who could take a seat.
    Fits {
        /// Where the seat is.
        of: TeamOf,
        /// Which seat.
        role_id: RoleId,
        /// The day on which it is current.
        today: Day,
    },
    /// The team of an account or a deal.
    Team {
        /// Which.
        of: TeamOf,
        /// The day.
        today: Day,
    },
    /// What became of the weeks of a period, by rep and week by week.
    Sprints {
        /// Whose.
        who: Who,
        /// The period: weeks that begin in it.
        period: Period,
        /// The day on which they are current.
        today: Day,
    },
    /// People and the roles that they hold.
    Roles {
        /// Who.
        who: Who,
        /// The day on which they are current.
        today: Day,
    },
    /// What somebody holds a role on.
    Seats {
        /// Who.
        rep_id: RepId,
        /// The role.
        role_id: RoleId,
        /// The day on which it is current.
        today: Day,
    },
    /// The usual teams of reps.
    Defaults {
        /// Whose.
        who: Who,
        /// The day on which they are current.
        today: Day,
    },
    /// What the sales operations see to.
    Operations {
        /// Covered by whom.
        who: Who,
        /// The day on which it is current.
        today: Day,
    },
}

impl Query {
    /// Whether it shows weeks, which the clock starts and closes.
    pub fn is_about_weeks(&self) -> bool {
        matches!(
            self,
            Self::Week { .. }
                | Self::TeamWeek { .. }
                | Self::Plan { .. }
                | Self::Review { .. }
                | Self::Replan { .. }
                | Self::Sprints { .. }
                | Self::Standup { .. }
                | Self::Today { .. }
                | Self::Person { .. }
                | Self::Shown {
                    kind: Kind::Sprint,
                    ..
                }
                | Self::Record {
                    kind: Kind::Sprint,
                    ..
                }
                | Self::Records {
                    kind: Kind::Sprint,
                    ..
                }
        )
    }

    /// The newest entries of the journal.
    pub fn newest(limit: usize) -> Self {
        Self::Log(log::Asked {
            who: None,
            since: None,
            page: Page::First,
            limit,
        })
    }
}

/// An answer.
#[derive(Debug, Clone, PartialEq)]
pub enum View {
    /// To [`Query::Team`].
    Team(Box<members::TeamView>),
    /// To [`Query::Pipeline`].
    Pipeline(pipeline::PipelineView),
    /// To [`Query::Kpis`].
    Kpis(kpis::KpisView),
    /// To [`Query::Roster`].
    Roster(roster::RosterView),
    /// To [`Query::Standing`].
    Standing(Box<standing::StandingView>),
    /// To [`Query::Board`].
    Board(board::BoardView),
    /// To [`Query::Deals`].
    Deals(deals::DealsView),
    /// To [`Query::List`].
    List(list::ListView),
    /// To [`Query::Deal`].
    Deal(Box<deal::DealView>),
    /// To [`Query::Band`].
    Band(Box<band::BandView>),
    /// To [`Query::Split`].
    Split(Box<credit::SplitView>),
    /// To [`Query::Credit`].
    Credit(Box<credit::CreditView>),
    /// To [`Query::Shown`].
    Shown(Box<shown::ShownRecord>),
    /// To [`Query::Compare`].
    Compare(Box<compare::CompareView>),
    /// To [`Query::Behind`].
    Behind(behind::BehindView),
    /// To [`Query::Explain`].
    Explain(Box<explain::ExplainView>),
    /// To [`Query::Today`].
    Today(Box<today::TodayView>),
    /// To [`Query::Needs`].
    Needs(today::NeedsView),
    /// To [`Query::Changes`].
    Changes(Box<changes::ChangesView>),
    /// To [`Query::Jump`].
    Jump(jump::JumpView),
    /// To [`Query::Record`].
    Record(Box<record::RecordView>),
    /// To [`Query::Records`].
    Records(Vec<record::RecordRow>),
    /// To [`Query::Remarks`].
    Remarks(Vec<Message>),
    /// To [`Query::Party`].
    Party(party::PartyView),
    /// To [`Query::Model`].
    Model(Box<team::model::ModelView>),
    /// To [`Query::Border`].
    Border(Box<team::model::BorderView>),
    /// To [`Query::Person`].
    Person(Box<person::PersonView>),
    /// To [`Query::Log`].
    Log(log::LogView),
    /// To [`Query::Entry`].
    Entry(Box<journal::EntryView>),
    /// To [`Query::Week`].
    Week(Box<week::WeekView>),
    /// To [`Query::Access`].
    Access(Box<access::AccessView>),
    /// To [`Query::Standup`].
    Standup(Box<Round>),
    /// To [`Query::Review`].
    Review(Box<review::ReviewView>),
    /// To [`Query::TeamWeek`].
    TeamWeek(Box<week::TeamWeekView>),
    /// To [`Query::Times`].
    Times(Box<times::TimesView>),
    /// To [`Query::Plan`].
    Plan(Box<plan::PlanView>),
    /// To [`Query::Replan`].
    Replan(Box<replan::ReplanView>),
    /// To [`Query::Staffing`].
    Staffing(Box<staffing::StaffingView>),
    /// To [`Query::Gaps`].
    Gaps(staffing::GapsView),
    /// To [`Query::Account`].
    Account(Box<team::accounts::AccountView>),
    /// To [`Query::Granted`].
    Granted(Box<team::granted::GrantedView>),
    /// To [`Query::Fits`].
    Fits(Box<staffing::fits::FitsView>),
    /// To [`Query::Sprints`].
    Sprints(Box<sprints::SprintsView>),
    /// To [`Query::Roles`].
    Roles(Box<team::roles::RolesView>),
    /// To [`Query::Seats`].
    Seats(Box<team::seats::SeatsView>),
    /// To [`Query::Defaults`].
    Defaults(Box<team::defaults::DefaultsView>),
    /// To [`Query::Operations`].
    Operations(Box<team::operations::OperationsView>),
}
