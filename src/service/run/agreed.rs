//! What the team agrees on: settings, what currencies are worth, and limits, the latter two from a day on. What holds by
//! now is compared with what was seen: of two changes of one thing the later is a conflict, unless both say the same.

use super::record::not_found;
use crate::domain::calendar::Day;
use crate::domain::command::Seen;
use crate::domain::deal::Stage;
use crate::domain::id::StageId;
use crate::domain::money::Currency;
use crate::domain::record::Kind;
use crate::domain::refusal::Refusal;
use crate::domain::signal::{Limit, Rule, Unit};
use crate::domain::team::{Policy, Rate, Setting, SettingKey};
use crate::service::query::Agreed;
use crate::service::view::rules::{self, RulesView};
use crate::service::{Error, Outdated, Result, Service, at_most_one};
use crate::store::journal::{Writer, read_record};
use crate::store::sql::Db;
use crate::store::{facts, find};

/// Highest rate in millionths: below a hundred million, ten times what the weakest currency asks for.
const RATE_MAX: i64 = 99_999_999_999_999;

/// A conflict, unless a row is the one that was seen.
fn compare(seen: Seen, row: Option<(i64, i64)>, what: &str, now: Option<&str>) -> Result<()> {
    if seen.is(row) {
        return Ok(());
    }
    Err(Error::Outdated(Outdated {
        what: what.replace('_', "-"),
        now: now.unwrap_or("-").to_owned(),
        seen: Seen::of(row),
    }))
}

/// Saves a setting.
pub(in crate::service) fn set(
    writer: &mut Writer<'_>,
    key: SettingKey,
    value: &str,
    seen: Seen,
) -> Result<()> {
    let value = key.checked(value).ok_or_else(|| Refusal::BadSetting {
        key: key.code(),
        value: value.to_owned(),
    })?;
    let before = facts::setting(writer.db(), key)?;
    let now = before.as_ref().map(|it| it.value.as_str());
    if now == Some(&value) {
        return Ok(());
    }
    let row = before.as_ref().map(|it| (it.id.0, it.version));
    compare(seen, row, &["setting-", key.code()].concat(), now)?;
    if let Some(before) = before {
        let after = Setting {
            value,
            ..before.clone()
        };
        writer.update(&before, &after)?;
    } else {
        let setting = Setting {
            id: writer.id(),
            version: 1,
            key,
            value,
        };
        writer.insert(&setting)?;
    }
    Ok(())
}

/// Millionths as people write them: `0.92`.
fn written(micros: i64) -> String {
    let digits = format!("{}.{:06}", micros / 1_000_000, micros % 1_000_000);
    digits
        .trim_end_matches('0')
        .trim_end_matches('.')
        .to_owned()
}

/// The rate of a currency that holds on a day.
fn rate_on(rates: &[Rate], currency: Currency, to: Currency, on: Day) -> Option<&Rate> {
    let of_both = |it: &&Rate| it.currency == currency && it.to_currency == to && it.from_on <= on;
    rates.iter().filter(of_both).max_by_key(|it| it.from_on)
}

/// Saves what a currency is worth in the reporting currency that is in force now.
pub(super) fn set_rate(
    writer: &mut Writer<'_>,
    currency: Currency,
    from_on: Day,
    micros: i64,
    seen: Seen,
) -> Result<()> {
    if !(1..=RATE_MAX).contains(&micros) {
        return Err(Refusal::RateOutOfRange { currency }.into());
    }
    let reporting = Agreed::load(writer.db())?.reporting;
    let to_currency = reporting.ok_or(Refusal::NoReportingCurrency { currency })?;
    if to_currency == currency {
        return Err(Refusal::RateOfItself { currency }.into());
    }
    let rates = facts::rates(writer.db())?;
    let held = rate_on(&rates, currency, to_currency, from_on);
    let same_day = held.filter(|it| it.from_on == from_on);
    if same_day.is_some_and(|it| it.micros == micros) {
        return Ok(());
    }
    let now = held.map(|it| written(it.micros));
    let row = held.map(|it| (it.id.0, it.version));
    compare(seen, row, "kind-rate", now.as_deref())?;
    if let Some(before) = same_day {
        let after = Rate {
            micros,
            ..before.clone()
        };
        writer.update(before, &after)?;
    } else {
        let rate = Rate {
            id: writer.id(),
            version: 1,
            currency,
            to_currency,
            from_on,
            micros,
        };
        writer.insert(&rate)?;
    }
    Ok(())
}

/// What the journal says a limit was about: `rot_days/Propose = 10`.
pub(super) fn subject(
    db: &Db,
    limit: Limit,
    stage_id: Option<StageId>,
    value: Option<i64>,
) -> Result<String> {
    let stage = match stage_id {
        Some(id) => read_record::<Stage>(db, id.0)?,
        None => None,
    };
    let of_stage = stage.map_or_else(String::new, |stage| ["/", &stage.name].concat());
    let unit = limit.rule().unit;
    let value = value.map_or_else(|| "-".to_owned(), |value| unit.kept(value));
    Ok([limit.code(), &of_stage, " = ", &value].concat())
}

/// Saves a limit from a day on; what held before stays in the store, for the days before.
pub(super) fn set_policy(
    writer: &mut Writer<'_>,
    (limit, stage_id, from_on): (Limit, Option<StageId>, Day),
    value: Option<i64>,
    seen: Seen,
) -> Result<()> {
    let Rule { unit, range, .. } = limit.rule();
    if let Some(bad) = value.filter(|value| !range.contains(value)) {
        let per = if unit == Unit::Hours { 60 } else { 1 };
        return Err(Refusal::BadLimit {
            limit: limit.code(),
            value: bad / per,
            range: range.start() / per..=range.end() / per,
        }
        .into());
    }
    if let Some(id) = stage_id {
        let stage = read_record::<Stage>(writer.db(), id.0)?;
        let stage = stage.ok_or_else(|| not_found(Kind::Stage, id.0))?;
        if !limit.is_of_stages() {
            return Err(Refusal::NoLimitOfStage {
                limit: limit.code(),
                stage: stage.name,
            }
            .into());
        }
    }
    let policies = facts::policies(writer.db())?;
    if limit.agreed(&policies, stage_id, from_on) == value {
        return Ok(());
    }
    let held = limit.policy(&policies, stage_id, from_on);
    let now = held.map(|it| it.value.as_str()).filter(|it| !it.is_empty());
    let row = held.map(|it| (it.id.0, it.version));
    compare(seen, row, &["limit-", limit.code()].concat(), now)?;
    let value = value.map_or_else(String::new, |value| unit.kept(value));
    if let Some(before) = held.filter(|it| it.from_on == from_on) {
        let after = Policy {
            value,
            ..before.clone()
        };
        writer.update(before, &after)?;
    } else {
        let policy = Policy {
            id: writer.id(),
            version: 1,
            key: limit.key(stage_id),
            from_on,
            value,
        };
        writer.insert(&policy)?;
    }
    Ok(())
}

impl Service {
    /// The only stage of this name, in any pipeline.
    pub fn stage_named(&self, name: &str) -> Result<StageId> {
        let found = find::stages(&self.db, None, name)?;
        let only = at_most_one(&found, "stage", name)?;
        Ok(only.map(StageId).ok_or_else(|| Refusal::NotFound {
            kind: "stage",
            name: name.to_owned(),
        })?)
    }

    /// What the team agreed on, as it holds on a day.
    pub fn rules(&self, today: Day) -> Result<RulesView> {
        rules::load(&self.db, today)
    }

    /// What is seen of the rate of a currency that holds on a day.
    pub fn seen_rate(&self, currency: Currency, on: Day) -> Result<Seen> {
        let rates = facts::rates(&self.db)?;
        let to = Agreed::load(&self.db)?.reporting;
        let held = to.and_then(|to| rate_on(&rates, currency, to, on));
        Ok(Seen::of(held.map(|it| (it.id.0, it.version))))
    }
}
