//! Saving what belongs to weeks: activities that come into one, and the days on which somebody is away.

use crate::domain::activity::Activity;
use crate::domain::calendar::Day;
use crate::domain::id::ActivityId;
use crate::domain::sprint::Absence;
use crate::service::exchange::reason::Reason;
use crate::service::exchange::row::{Draft, RowError};
use crate::service::run::week;
use crate::store;
use crate::store::record::Record;
use crate::store::sprints;
use crate::store::value::{Stored, Value};

use super::{Row, Saver, broken, set};

impl Saver<'_, '_> {
    /// An activity goes into the week that its row names or, if it names none, into that of its day where there is one. By
    /// the rules for changes by hand: a week that is over or closed takes nothing.
    pub(super) fn come_into_week(
        &mut self,
        draft: &Draft,
        before: Option<&Row>,
        after: Row,
        is_named: bool,
    ) -> Result<(), RowError> {
        let before = before.map(|row| Activity::from_values(row.clone()));
        let after = Activity::from_values(after)?;
        let named = self.value(draft, "week").filter(|_| is_named);
        let named = named.map(|it| Option::<Day>::from_value(it.clone()));
        let week_on = named.transpose()?.flatten();
        let before = before.transpose()?;
        week::arrive(self.writer, before.as_ref(), &after, week_on, self.today).map_err(broken)
    }

    /// The Monday of the week that an activity is in.
    pub(super) fn week_of(&self, id: i64) -> store::Result<Value<'static>> {
        let week_on = sprints::week_of(self.writer.db(), ActivityId(id))?;
        Ok(week_on.to_value().into_owned())
    }

    /// What is done is stopped by nothing; numbers of things and minutes are not below zero.
    pub(super) fn complete_activity(&self, row: &mut Row) -> Result<(), RowError> {
        let activity = Activity::from_values(row.clone())?;
        let numbers = [
            ("target", activity.target),
            ("counted", activity.counted),
            ("duration_minutes", activity.duration_minutes),
        ];
        for (field, number) in numbers {
            if number.is_some_and(|number| number < 0) {
                return Err(self.rejected(field, Reason::NumberOutOfRange));
            }
        }
        let kept = activity.unhindered(self.today);
        *row = kept.values().into_iter().map(Value::into_owned).collect();
        Ok(())
    }

    /// Who is away for a day is back on the next one, if nobody says otherwise; and nobody before they went.
    pub(super) fn complete_absence(&self, row: &mut Row) -> Result<(), RowError> {
        let table = Absence::table();
        let day = |column: &str| {
            let value = table.column(column).and_then(|at| row.get(at)).cloned();
            Option::<Day>::from_value(value.unwrap_or(Value::Null))
        };
        let from_on = day("from_on")?.unwrap_or(self.today);
        let back_on = day("back_on")?.unwrap_or_else(|| from_on.plus_days(1));
        if back_on <= from_on {
            return Err(self.rejected("back_on", Reason::RuleBroken));
        }
        set(table, row, "back_on", back_on.to_value().into_owned());
        Ok(())
    }
}
