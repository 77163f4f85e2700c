//! What somebody means by the name of something planned.

use crate::domain::activity::{Activity, ActivityStatus};
use crate::domain::calendar::Day;
use crate::domain::id::{ActivityId, RepId};
use crate::domain::record::Kind;
use crate::domain::refusal::Refusal;
use crate::domain::text::name_key;
use crate::service::{Result, Service, at_most_one};
use crate::store::activities::{self, Named};
use crate::store::journal::read_record;

/// How a name may be meant, the nearest first: as it is written, as a beginning, as a part.
const MEANT: [fn(&str, &str) -> bool; 3] = [
    |name, key| name == key,
    |name, key| name.starts_with(key),
    |name, key| name.contains(key),
];

impl Service {
    /// What is planned and goes by this id or, of what this rep has planned, by this name of its own or of its deal: what
    /// is in the week goes before all else. Its id and its version.
    pub fn planned(
        &self,
        rep_id: RepId,
        week_on: Day,
        reference: &str,
    ) -> Result<(ActivityId, i64)> {
        if let Some(found) = self.planned_by_id(reference)? {
            return Ok(found);
        }
        let all = activities::planned(&self.db, rep_id)?;
        let of_week = all.iter().filter(|it| it.week_on == Some(week_on));
        let mut found = called(&of_week.collect::<Vec<_>>(), reference);
        if found.is_empty() {
            found = called(&all.iter().collect::<Vec<_>>(), reference);
        }
        let kind = Kind::Activity.code();
        let ids: Vec<i64> = found.iter().map(|it| it.id.0).collect();
        at_most_one(&ids, kind, reference)?;
        let only = found.first().map(|it| (it.id, it.version));
        let not_found = || Refusal::NotFound {
            kind,
            name: reference.to_owned(),
        };
        Ok(only.ok_or_else(not_found)?)
    }

    /// The same by its id alone.
    pub fn planned_by_id(&self, reference: &str) -> Result<Option<(ActivityId, i64)>> {
        let Ok(id) = reference.parse() else {
            return Ok(None);
        };
        let Some(activity) = read_record::<Activity>(&self.db, id)? else {
            return Ok(None);
        };
        if activity.status != ActivityStatus::Planned {
            let name = activity.subject.unwrap_or_else(|| reference.to_owned());
            return Err(Refusal::NotPlanned { name }.into());
        }
        Ok(Some((activity.id, activity.version)))
    }
}

/// Those that a name may mean, in the nearest way in which it means any.
fn called<'a>(all: &[&'a Named], name: &str) -> Vec<&'a Named> {
    let key = name_key(name);
    let in_way = |is_meant: &fn(&str, &str) -> bool| {
        let is_named = |own: &Option<String>| {
            let own = own.as_deref().map(name_key);
            own.is_some_and(|own| is_meant(&own, &key))
        };
        let named = all
            .iter()
            .filter(|it| is_named(&it.subject) || is_named(&it.deal));
        named.copied().collect::<Vec<_>>()
    };
    let mut ways = MEANT.iter().filter(|_| !key.is_empty()).map(in_way);
    ways.find(|found| !found.is_empty()).unwrap_or_default()
}
