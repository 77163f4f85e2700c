//! Teams of accounts and deals, and what goes without saying about those on them.

use super::record::{self, Row, get, not_found, put};
use crate::domain::calendar::Day;
use crate::domain::record::{Assignment, Kind};
use crate::domain::refusal::Refusal;
use crate::domain::role::SKILL_MAX;
use crate::service::Result;
use crate::store::journal::{Writer, read_row};
use crate::store::value::Value;
use crate::store::{find, tables};

/// What a new record holds where nobody said anything: a code.
const DEFAULTS: &[(Kind, &str, &str)] = &[
    (Kind::DefaultMember, "added", "always"),
    (Kind::Contract, "status", "draft"),
    (Kind::SupportCase, "status", "new"),
    (Kind::SupportCase, "priority", "normal"),
    (Kind::Channel, "kind", "phone"),
    (Kind::OpsDuty, "side", "operations"),
    (Kind::AccountMember, "account_level", "read"),
    (Kind::DealMember, "deal_level", "read"),
];

/// Fills in what nobody said.
pub(super) fn begin(kind: Kind, row: &mut Row) {
    for (_, column, code) in DEFAULTS.iter().filter(|it| it.0 == kind) {
        if get(kind, row, column).is_null() {
            put(tables::of(kind), row, column, Value::Text((*code).into()));
        }
    }
}

/// Adds somebody to a team; whoever is on it already has what is said now instead.
pub(super) fn add(
    writer: &mut Writer<'_>,
    kind: Kind,
    fields: &[Assignment],
    on: Day,
) -> Result<i64> {
    let table = tables::of(kind);
    let mut row = record::draft(writer, kind, fields, on)?;
    let there = find::twins(writer.db(), table, &row)?.into_iter().next();
    let Some(id) = there else {
        record::settle(writer, kind, None, &mut row, on)?;
        return Ok(get(kind, &row, "id").as_int().unwrap_or_default());
    };
    let before = read_row(writer.db(), table, id)?.ok_or_else(|| not_found(kind, id))?;
    let mut after = row;
    for column in ["id", "version"] {
        put(
            table,
            &mut after,
            column,
            get(kind, &before, column).clone(),
        );
    }
    record::settle(writer, kind, Some(&before), &mut after, on)?;
    Ok(id)
}

/// Refuses a skill beyond what there is.
pub(super) fn skilled(row: &Row) -> Result<()> {
    let level = get(Kind::Skill, row, "level").as_int();
    match level.filter(|level| !(1..=SKILL_MAX).contains(level)) {
        None => Ok(()),
        Some(level) => {
            let value = level.to_string();
            Err(Refusal::OutOfRange { value }.into())
        }
    }
}
