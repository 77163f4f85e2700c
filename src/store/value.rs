//! Values that cross the seam to a database, and how the domain's types become them and come back.

use std::borrow::Cow;

use crate::domain::access::Level;
use crate::domain::activity::{ActivityKind, ActivityStatus};
use crate::domain::calendar::{Day, Instant};
use crate::domain::credit::CreditKind;
use crate::domain::deal::{ForecastCategory, NewsKind, StageKind};
use crate::domain::goal::{GoalKind, Metric};
use crate::domain::handoff::HandOffState;
use crate::domain::id::{
    AbsenceId, AccountId, AccountMemberId, ActivityId, BatchId, ChannelId, ContactId, ContractId,
    CreditId, DealContactId, DealHistoryId, DealId, DealLineId, DealMemberId, DefaultMemberId,
    ExternalRefId, GoalId, HandOffId, HolidayId, MembershipId, OfficeId, OpsDutyId, PipelineId,
    PolicyId, ProductId, RateId, RepId, RoleDutyId, RoleId, SettingId, SkillId, SprintId,
    SprintItemId, StageId, StandupId, StandupLineId, StandupNoteId, SupportCaseId, TeamId,
    TemplateId,
};
use crate::domain::money::Currency;
use crate::domain::party::StrategicClass;
use crate::domain::plan::Weekday;
use crate::domain::role::{
    CaseStatus, ChannelKind, Complexity, ContractStatus, CostBand, OpsCategory, OpsSide, Priority,
    Profile, Sharing, When,
};
use crate::domain::sprint::{By, Ending, GoalMet, SprintState, Urgency};
use crate::domain::standup::{NoteKind, Part, Turns};
use crate::domain::team::{Function, Job, SettingKey};

use super::{Error, Result};

/// One value of one column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value<'a> {
    /// No value.
    Null,
    /// A whole number.
    Int(i64),
    /// Text.
    Text(Cow<'a, str>),
}

impl Value<'_> {
    /// The same value, owning its text.
    pub fn into_owned(self) -> Value<'static> {
        match self {
            Value::Null => Value::Null,
            Value::Int(number) => Value::Int(number),
            Value::Text(text) => Value::Text(Cow::Owned(text.into_owned())),
        }
    }

    /// The number, if it is one.
    pub fn as_int(&self) -> Option<i64> {
        if let Value::Int(number) = self {
            Some(*number)
        } else {
            None
        }
    }

    /// The text, if it is text.
    pub fn as_text(&self) -> Option<&str> {
        if let Value::Text(text) = self {
            Some(text)
        } else {
            None
        }
    }

    /// Whether there is no value.
    pub fn is_null(&self) -> bool {
        matches!(self, Value::Null)
    }
}

/// A type of the domain that a column can hold.
pub trait Stored: Sized {
    /// The column's value.
    fn to_value(&self) -> Value<'_>;
    /// The type again; an error means that the store holds what the program never writes.
    fn from_value(value: Value<'_>) -> Result<Self>;
}

fn unreadable(value: &Value<'_>, expected: &str) -> Error {
    Error::Damaged {
        detail: format!("{value:?} is not {expected}"),
    }
}

impl Stored for i64 {
    fn to_value(&self) -> Value<'_> {
        Value::Int(*self)
    }

    fn from_value(value: Value<'_>) -> Result<Self> {
        value.as_int().ok_or_else(|| unreadable(&value, "a number"))
    }
}

impl Stored for String {
    fn to_value(&self) -> Value<'_> {
        Value::Text(Cow::Borrowed(self))
    }

    fn from_value(value: Value<'_>) -> Result<Self> {
        match value {
            Value::Text(text) => Ok(text.into_owned()),
            other => Err(unreadable(&other, "text")),
        }
    }
}

impl<T: Stored> Stored for Option<T> {
    fn to_value(&self) -> Value<'_> {
        self.as_ref().map_or(Value::Null, Stored::to_value)
    }

    fn from_value(value: Value<'_>) -> Result<Self> {
        if value.is_null() {
            Ok(None)
        } else {
            T::from_value(value).map(Some)
        }
    }
}

/// Types that are written as text and read back from it.
macro_rules! stored_as_text {
    ($($type:ty, $write:expr, $read:expr, $expected:literal;)+) => {$(
        impl Stored for $type {
            fn to_value(&self) -> Value<'_> {
                let write: fn(&$type) -> Cow<'_, str> = $write;
                Value::Text(write(self))
            }

            fn from_value(value: Value<'_>) -> Result<Self> {
                let read: fn(&str) -> Option<$type> = $read;
                value.as_text().and_then(read).ok_or_else(|| unreadable(&value, $expected))
            }
        }
    )+};
}

stored_as_text! {
    Day, |it| Cow::Owned(it.to_string()), Day::from_iso, "a day";
    Instant, |it| Cow::Owned(it.to_string()), Instant::from_rfc3339, "an instant";
    Currency, |it| Cow::Borrowed(it.code()), Currency::from_stored, "a currency";
    StageKind, |it| Cow::Borrowed(it.code()), StageKind::from_code, "a stage kind";
    ForecastCategory, |it| Cow::Borrowed(it.code()), ForecastCategory::from_code, "a category";
    CreditKind, |it| Cow::Borrowed(it.code()), CreditKind::from_code, "a kind of credit";
    Job, |it| Cow::Borrowed(it.code()), Job::from_code, "a job";
    Function, |it| Cow::Borrowed(it.code()), Function::from_code, "a function";
    Metric, |it| Cow::Borrowed(it.code()), Metric::from_code, "a metric";
    GoalKind, |it| Cow::Borrowed(it.code()), GoalKind::from_code, "a kind of goal";
    SettingKey, |it| Cow::Borrowed(it.code()), SettingKey::from_code, "a setting";
    StrategicClass, |it| Cow::Borrowed(it.code()), StrategicClass::from_code, "a class";
    ActivityKind, |it| Cow::Borrowed(it.code()), ActivityKind::from_code, "a kind of activity";
    ActivityStatus, |it| Cow::Borrowed(it.code()), ActivityStatus::from_code, "a status";
    NewsKind, |it| Cow::Borrowed(it.code()), NewsKind::from_code, "news of a deal";
    Turns, |it| Cow::Borrowed(it.code()), Turns::from_code, "an order of turns";
    NoteKind, |it| Cow::Borrowed(it.code()), NoteKind::from_code, "a kind of note";
    Part, |it| Cow::Borrowed(it.code()), Part::from_code, "a part of a turn";
    Urgency, |it| Cow::Borrowed(it.code()), Urgency::from_code, "an urgency";
    Weekday, |it| Cow::Borrowed(it.code()), Weekday::from_code, "a day of the week";
    SprintState, |it| Cow::Borrowed(it.code()), SprintState::from_code, "a state of a sprint";
    By, |it| Cow::Borrowed(it.code()), By::from_code, "what started or closed a week";
    GoalMet, |it| Cow::Borrowed(it.code()), GoalMet::from_code, "whether a goal was met";
    Level, |it| Cow::Borrowed(it.code()), Level::from_code, "a level of access";
    Profile, |it| Cow::Borrowed(it.code()), Profile::from_code, "a profile";
    CostBand, |it| Cow::Borrowed(it.code()), CostBand::from_code, "a cost band";
    OpsCategory, |it| Cow::Borrowed(it.code()), OpsCategory::from_code, "a category";
    OpsSide, |it| Cow::Borrowed(it.code()), OpsSide::from_code, "a side of the sales operations";
    ChannelKind, |it| Cow::Borrowed(it.code()), ChannelKind::from_code, "a kind of channel";
    When, |it| Cow::Borrowed(it.code()), When::from_code, "when somebody is added";
    Complexity, |it| Cow::Borrowed(it.code()), Complexity::from_code, "how complex it is";
    Sharing, |it| Cow::Borrowed(it.code()), Sharing::from_code, "who may see it";
    ContractStatus, |it| Cow::Borrowed(it.code()), ContractStatus::from_code, "a status of a contract";
    CaseStatus, |it| Cow::Borrowed(it.code()), CaseStatus::from_code, "a status of a case";
    Priority, |it| Cow::Borrowed(it.code()), Priority::from_code, "a priority";
    HandOffState, |it| Cow::Borrowed(it.code()), HandOffState::from_code, "a state of a hand-off";
    Ending, |it| Cow::Borrowed(it.code()), Ending::from_code, "how an item ended";
}

macro_rules! stored_as_id {
    ($($id:ty)+) => {$(
        impl Stored for $id {
            fn to_value(&self) -> Value<'_> {
                Value::Int(self.0)
            }

            fn from_value(value: Value<'_>) -> Result<Self> {
                i64::from_value(value).map(Self)
            }
        }
    )+};
}

stored_as_id! {
    RepId TeamId OfficeId MembershipId AccountId ContactId ProductId PipelineId StageId DealId DealLineId
    DealContactId CreditId DealHistoryId ActivityId PolicyId GoalId RateId SettingId ExternalRefId BatchId
    SprintId SprintItemId AbsenceId HolidayId TemplateId StandupId StandupNoteId StandupLineId
    RoleId RoleDutyId AccountMemberId DealMemberId DefaultMemberId ContractId SupportCaseId SkillId ChannelId
    OpsDutyId HandOffId
}

impl<T: Stored> From<&T> for Value<'static> {
    fn from(stored: &T) -> Self {
        stored.to_value().into_owned()
    }
}
