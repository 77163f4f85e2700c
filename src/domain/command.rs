//! Commands: changes to the team's data in the domain's words. The only way to change anything.

use super::calendar::{Day, TimeZone};
use super::credit::CreditKind;
use super::deal::{Criteria, StageKind};
use super::id::{ActivityId, DealId, HandOffId, RepId, SprintItemId, StageId, StandupId, TeamId};
use super::money::Currency;
use super::record::{Assignment, Kind, entity};
use super::role::RoleNames;
use super::signal::Limit;
use super::sprint::Review;
use super::standup::{NoteKind, Turns};
use super::team::SettingKey;

/// Who acts: a person on the team, or a name that the team does not know yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// The person, if the team knows the name.
    pub rep_id: Option<RepId>,
    /// The name, as the journal keeps it.
    pub name: String,
}

/// A team at its beginning, with one person on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewTeam {
    /// Name of the person.
    pub rep: String,
    /// Name of the team.
    pub name: String,
    /// The currency that it reports in.
    pub currency: Currency,
    /// Where its days begin.
    pub zone: TimeZone,
    /// The stages of its first pipeline, in their order.
    pub stages: Vec<NewStage>,
    /// What the roles that it begins with are called.
    pub roles: Vec<RoleNames>,
}

/// A stage that is made with others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewStage {
    /// Its name.
    pub name: String,
    /// Open, won or lost.
    pub kind: StageKind,
    /// Chance in basis points that a deal in it is won.
    pub probability: Option<i64>,
}

/// What somebody had before them when they changed what the team agrees on: if something else holds by then, it is a
/// conflict. A row is told by its id too, because one that was taken back and made anew begins at its first version.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seen {
    /// They did not look: what they say is to hold, whatever held.
    Unread,
    /// Nothing had been agreed on.
    Nothing,
    /// This row.
    Row {
        /// Its id.
        id: i64,
        /// Its version.
        version: i64,
    },
}

impl Seen {
    /// What is seen of a row, by its id and version.
    pub fn of(row: Option<(i64, i64)>) -> Self {
        row.map_or(Self::Nothing, |(id, version)| Self::Row { id, version })
    }

    /// Whether a row, or none, is what was seen.
    pub fn is(self, row: Option<(i64, i64)>) -> bool {
        self == Self::Unread || self == Self::of(row)
    }
}

/// A change. An import is one too, with a file format of its own: see [`crate::service::Service::import`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// A team, all that it needs before its first deal.
    StartTeam(NewTeam),
    /// A new person on the team.
    AddRep {
        /// Name of the person.
        name: String,
        /// What else is known of them.
        fields: Vec<Assignment>,
        /// Name of the team, made if it is new.
        team: Option<String>,
    },
    /// A new record.
    Add {
        /// What it is.
        kind: Kind,
        /// What its fields hold.
        fields: Vec<Assignment>,
        /// The day on which it begins.
        on: Day,
    },
    /// Other values for some fields of a record.
    Edit {
        /// What it is.
        kind: Kind,
        /// Its id.
        id: i64,
        /// The version that was read.
        version: i64,
        /// What changes.
        fields: Vec<Assignment>,
        /// The day on which the change holds.
        on: Day,
    },
    /// A record goes, and what is only a part of it. The journal keeps both: undo brings them back.
    Delete {
        /// What it is.
        kind: Kind,
        /// Its id.
        id: i64,
        /// The version that was read.
        version: i64,
        /// Where the deals of a stage go.
        to: Option<StageId>,
        /// The day on which they go there.
        on: Day,
    },
    /// Several changes as one: all are made or none, and they are taken back together.
    Many(Vec<Command>),
    /// A deal goes to another stage: on or back, won, lost, or open again.
    MoveDeal {
        /// The deal.
        id: DealId,
        /// The version that was read.
        version: i64,
        /// Where it goes.
        to: StageId,
        /// Why it is won or lost; needed there, and of no meaning elsewhere.
        reason: Option<String>,
        /// What is said about what the stage asks for; needed where the deal comes on, and of no meaning elsewhere.
        criteria: Criteria,
        /// The day on which it went; a won or lost deal is closed on it.
        changed_on: Day,
    },
    /// Who gets how much of a deal, of one kind. Of the revenue these are all shares there are then, and none where it is
    /// its owner's alone; on top of it they are those of these people, and the others keep theirs.
    Split {
        /// The deal.
        deal_id: DealId,
        /// The version that was read.
        version: i64,
        /// Part of the amount, or on top of it.
        kind: CreditKind,
        /// Who gets how much, in basis points; a share of nothing is taken away.
        shares: Vec<(RepId, i64)>,
        /// The day of the change: who is gone by then is given none.
        on: Day,
    },
    /// What the team agrees on.
    Set {
        /// Which setting.
        key: SettingKey,
        /// Its value.
        value: String,
        /// What held.
        seen: Seen,
    },
    /// What one unit of a currency is worth in the reporting currency from a day on.
    SetRate {
        /// The currency.
        currency: Currency,
        /// First day on which it holds.
        from_on: Day,
        /// Millionths of a unit of the reporting currency that is in force.
        micros: i64,
        /// The rate that held on that day.
        seen: Seen,
    },
    /// A limit from a day on. Days before it keep the one they had.
    SetPolicy {
        /// Which limit.
        limit: Limit,
        /// The stage that it holds for; without one it holds for all that have none of their own.
        stage_id: Option<StageId>,
        /// First day on which it holds.
        from_on: Day,
        /// Its value; none is what holds without it: everyone's, or the default.
        value: Option<i64>,
        /// What was agreed on for the same stage, or for all, and held on that day.
        seen: Seen,
    },
    /// What is in a rep's week, and where that week stands.
    Week(WeekCommand),
    /// The daily round and what is noted in it.
    Standup(StandupCommand),
    /// A deal on an assembly line goes from hand to hand.
    HandOff(HandOffCommand),
    /// The roles that come with the program, those that there are not yet.
    ShipRoles(Vec<RoleNames>),
}

/// A change of a hand-off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HandOffCommand {
    /// A deal goes to a stage of another function, and is offered to somebody of it.
    Offer {
        /// The deal.
        id: DealId,
        /// The version that was read.
        version: i64,
        /// Where it goes.
        to: StageId,
        /// What is said about what the stage asks for.
        criteria: Criteria,
        /// Whom it is offered to; without one it is everyone of the function.
        to_rep_id: Option<RepId>,
        /// What they are told.
        note: Option<String>,
        /// The day on which it went.
        on: Day,
    },
    /// Somebody takes it: they own the deal, and whoever gave it reads it.
    Accept {
        /// The hand-off.
        id: HandOffId,
        /// The version that was read.
        version: i64,
        /// Who takes it.
        rep_id: RepId,
        /// The day.
        on: Day,
    },
    /// The deal goes back to the stage that it came from.
    Return {
        /// The hand-off.
        id: HandOffId,
        /// The version that was read.
        version: i64,
        /// Why.
        reason: String,
        /// The day.
        on: Day,
    },
}

/// A change of a daily round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StandupCommand {
    /// The round of a day begins, or goes on where it was left; what is planned in weeks that nobody started is frozen.
    Start {
        /// The team; without one it is everyone's.
        team_id: Option<TeamId>,
        /// In which order people speak.
        turns: Turns,
        /// The day.
        on: Day,
    },
    /// People speak in another order.
    Turn {
        /// The stand-up.
        id: StandupId,
        /// The version that was read.
        version: i64,
        /// The order.
        turns: Turns,
    },
    /// Something is noted.
    Note {
        /// The stand-up.
        id: StandupId,
        /// What it is.
        kind: NoteKind,
        /// Whose turn it is.
        rep_id: Option<RepId>,
        /// Who is asked for help or thanked.
        about_id: Option<RepId>,
        /// What it says.
        text: String,
    },
    /// The round ends, and what everyone said is kept.
    End {
        /// The stand-up.
        id: StandupId,
        /// The version that was read.
        version: i64,
    },
}

/// A change of a rep's week. A week is named by its Monday.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WeekCommand {
    /// A new activity, in a week of whoever does it or, without a week, in the backlog.
    Add {
        /// What the activity holds.
        fields: Vec<Assignment>,
        /// The week.
        week_on: Option<Day>,
        /// The day on which it comes.
        on: Day,
    },
    /// A planned activity goes into a week of whoever does it or, without a week, back to the backlog.
    Put {
        /// The activity.
        activity_id: ActivityId,
        /// The version that was read.
        version: i64,
        /// The week.
        week_on: Option<Day>,
        /// The day on which it goes there.
        on: Day,
    },
    /// A planned activity of somebody who is away goes into a week of whoever covers them, and is done for them.
    TakeOver {
        /// The activity.
        activity_id: ActivityId,
        /// The version that was read.
        version: i64,
        /// Who takes it.
        rep_id: RepId,
        /// The week.
        week_on: Day,
        /// The day on which it goes there.
        on: Day,
    },
    /// A planned activity is called off: it leaves its week, and nobody waits for it any more.
    Drop {
        /// The activity.
        activity_id: ActivityId,
        /// The version that was read.
        version: i64,
        /// Why.
        reason: String,
        /// The day on which it goes.
        on: Day,
    },
    /// A planned activity goes somewhere else because the day broke.
    Shift {
        /// The activity.
        activity_id: ActivityId,
        /// The version that was read.
        version: i64,
        /// Where it goes.
        to: Spot,
        /// What it makes way for: kept where it leaves its week.
        reason: Option<String>,
        /// The day on which it goes there.
        on: Day,
    },
    /// A deal is ready to be signed: what closes it is put into a rep's day.
    Sign {
        /// The deal.
        deal_id: DealId,
        /// Who does it.
        rep_id: RepId,
        /// The day.
        on: Day,
    },
    /// An item stands before another one of its week or, without one, last.
    Order {
        /// The item.
        item_id: SprintItemId,
        /// The version that was read.
        version: i64,
        /// The one that comes after it.
        before: Option<SprintItemId>,
    },
    /// A counted activity comes on by so many. Of a call block each is a call that was made.
    Count {
        /// The activity.
        activity_id: ActivityId,
        /// The version that was read.
        version: i64,
        /// How many more.
        more: i64,
        /// The day on which they were.
        on: Day,
    },
    /// What is planned is frozen.
    Start {
        /// Whose week.
        rep_id: RepId,
        /// Its Monday.
        week_on: Day,
        /// The day on which it starts.
        on: Day,
    },
    /// A week ends. What is not done goes where it is said; what is not named goes on to the next week.
    Close {
        /// Whose week.
        rep_id: RepId,
        /// Its Monday.
        week_on: Day,
        /// What becomes of items that are not done.
        left: Vec<(SprintItemId, Left)>,
        /// What is said of it; without a word it says what it said before.
        review: Option<Box<Review>>,
        /// The day on which it ends.
        on: Day,
    },
    /// Something else is said of a week.
    Review {
        /// Whose week.
        rep_id: RepId,
        /// Its Monday.
        week_on: Day,
        /// The version of the week that was read.
        version: i64,
        /// What is said now.
        review: Box<Review>,
        /// The day on which it is said.
        on: Day,
    },
    /// A closed week is open again. What was carried on stays where it went.
    Reopen {
        /// Whose week.
        rep_id: RepId,
        /// Its Monday.
        week_on: Day,
    },
}

/// Where something planned goes when a day breaks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Spot {
    /// To a day, at a time (`HH:MM`) or at any.
    Day(Day, Option<String>),
    /// To the week of a day. What had a day keeps its weekday.
    Week(Day),
}

impl Spot {
    /// The week that it is in.
    pub fn week_on(&self) -> Day {
        let (Self::Day(on, _) | Self::Week(on)) = self;
        on.monday()
    }
}

/// What becomes of an item that a week leaves undone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Left {
    /// It goes on to the next week.
    Carry,
    /// It goes back to the backlog.
    Return,
    /// It is called off, for a reason.
    Drop(String),
}

impl Command {
    /// Several changes as one, a single one as itself.
    pub fn one(mut commands: Vec<Self>) -> Self {
        match commands.len() {
            1 => commands.remove(0),
            _ => Self::Many(commands),
        }
    }

    /// Puts other versions in place of those that were read: those that are found for a record and the version of it.
    pub fn read_anew<E>(
        &mut self,
        find: &mut impl FnMut(Kind, i64, i64) -> Result<i64, E>,
    ) -> Result<(), E> {
        match self {
            Self::Edit {
                kind, id, version, ..
            }
            | Self::Delete {
                kind, id, version, ..
            } => *version = find(*kind, *id, *version)?,
            Self::MoveDeal { id, version, .. }
            | Self::HandOff(HandOffCommand::Offer { id, version, .. })
            | Self::Split {
                deal_id: id,
                version,
                ..
            } => *version = find(Kind::Deal, id.0, *version)?,
            Self::Many(commands) => {
                for command in commands {
                    command.read_anew(find)?;
                }
            }
            Self::Week(
                WeekCommand::Put {
                    activity_id,
                    version,
                    ..
                }
                | WeekCommand::TakeOver {
                    activity_id,
                    version,
                    ..
                }
                | WeekCommand::Drop {
                    activity_id,
                    version,
                    ..
                }
                | WeekCommand::Shift {
                    activity_id,
                    version,
                    ..
                }
                | WeekCommand::Count {
                    activity_id,
                    version,
                    ..
                },
            ) => *version = find(Kind::Activity, activity_id.0, *version)?,
            // Who puts items in order reads them all anew.
            Self::Week(_)
            | Self::StartTeam(_)
            | Self::AddRep { .. }
            | Self::Add { .. }
            | Self::Set { .. }
            | Self::SetRate { .. }
            | Self::SetPolicy { .. }
            | Self::Standup(_)
            | Self::HandOff(_)
            | Self::ShipRoles(_) => {}
        }
        Ok(())
    }

    /// The command's name in the journal; its words are the message `command-<code>`.
    pub fn code(&self) -> &'static str {
        match self {
            Self::StartTeam(_) => "start-team",
            Self::AddRep { .. } => "add-rep",
            Self::Add { kind, .. } => entity(*kind).commands[0],
            Self::Edit { kind, .. } => entity(*kind).commands[1],
            Self::Delete { kind, .. } => entity(*kind).commands[2],
            Self::Many(commands) => commands.first().map_or("many", Self::code),
            Self::MoveDeal { .. } => "move-deal",
            Self::Split { .. } => "split-deal",
            Self::Set { .. } => "set",
            Self::SetRate { .. } => "set-rate",
            Self::SetPolicy { .. } => "set-policy",
            Self::Week(command) => command.code(),
            Self::Standup(command) => command.code(),
            Self::HandOff(command) => command.code(),
            Self::ShipRoles(_) => "ship-roles",
        }
    }
}

impl HandOffCommand {
    /// The command's name in the journal.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Offer { .. } => "offer-deal",
            Self::Accept { .. } => "accept-deal",
            Self::Return { .. } => "return-deal",
        }
    }
}

impl WeekCommand {
    /// The command's name in the journal.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Add { week_on: None, .. } => "keep-item",
            Self::Add { .. } => "add-item",
            Self::Put { week_on: None, .. } => "return-item",
            Self::Put { .. } => "put-item",
            Self::TakeOver { .. } => "take-over",
            Self::Drop { .. } => "drop-item",
            Self::Shift { .. } => "shift-item",
            Self::Sign { .. } => "sign-deal",
            Self::Order { .. } => "order-item",
            Self::Count { .. } => "count-item",
            Self::Start { .. } => "start-sprint",
            Self::Close { .. } => "close-sprint",
            Self::Reopen { .. } => "reopen-sprint",
            Self::Review { .. } => "review-sprint",
        }
    }
}

impl StandupCommand {
    /// The command's name in the journal.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Start { .. } => "start-standup",
            Self::Turn { .. } => "turn-standup",
            Self::Note { .. } => "note-standup",
            Self::End { .. } => "end-standup",
        }
    }
}
