//! Who sits on deals and their accounts, who could, and which open deals lack somebody.

use std::collections::BTreeSet;

use crate::domain::activity::ActivityStatus;
use crate::domain::calendar::Day;
use crate::domain::complexity::Bounds;
use crate::domain::id::{AccountId, DealId, RepId, StageId};
use crate::domain::role::{DefaultMember, Role, Skill};
use crate::domain::team::Function;

use super::Result;
use super::complexity::is_complex;
use super::record::Table;
use super::sql::{Db, Statement};
use super::tables;
use super::value::{Stored, Value};

fn select(table: &'static Table) -> Statement<'static> {
    Statement::new("SELECT ")
        .sql(table.columns_text())
        .sql(" FROM ")
        .sql(table.name)
}

/// Every role, in the order of their names.
pub fn roles(db: &Db) -> Result<Vec<Role>> {
    db.records(&select(&tables::ROLE).sql(" ORDER BY role.name_key, role.id"))
}

/// The team that usually sells with each rep.
pub fn default_teams(db: &Db) -> Result<Vec<DefaultMember>> {
    db.records(
        &select(&tables::DEFAULT_MEMBER)
            .sql(" ORDER BY default_member.rep_id, default_member.member_id"),
    )
}

/// What everyone is good at.
pub fn skills(db: &Db) -> Result<Vec<Skill>> {
    db.records(&select(&tables::SKILL).sql(" ORDER BY skill.rep_id, skill.id"))
}

/// The products of a deal, each once, in the order of their lines: name and folded name.
pub fn products(db: &Db, id: DealId) -> Result<Vec<(String, String)>> {
    let statement = Statement::new(
        "SELECT p.name, p.name_key FROM deal_line l JOIN product p ON p.id = l.product_id WHERE l.deal_id = ",
    )
    .bind(Value::Int(id.0))
    .sql(" ORDER BY l.id");
    let mut found: Vec<(String, String)> = Vec::new();
    for it in db.all(&statement, |row| Ok((row.get(0)?, row.get(1)?)))? {
        if !found.contains(&it) {
            found.push(it);
        }
    }
    Ok(found)
}

/// Somebody on the team of a deal or of its account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seat {
    /// Who.
    pub rep_id: RepId,
    /// Whether it is on the deal itself.
    pub is_of_deal: bool,
    /// The function of their role; of one who has no role there their own.
    pub function: Option<Function>,
}

/// What a seat (`m`) is for: the function of its role (`o`), without a role that of whoever sits there (`r`).
const FUNCTION: &str = "CASE WHEN m.role_id IS NULL THEN r.function ELSE o.function END";

/// Who is on the team of a deal and of its account, and is still there.
pub fn seats(db: &Db, id: DealId, account_id: Option<AccountId>, today: Day) -> Result<Vec<Seat>> {
    let mut found = Vec::new();
    let account_id = account_id.map(|id| id.0);
    for (is_of_deal, text, id) in [
        (
            true,
            " FROM deal_member m JOIN rep r ON r.id = m.rep_id LEFT JOIN role o ON o.id = m.role_id WHERE m.deal_id = ",
            Some(id.0),
        ),
        (
            false,
            " FROM account_member m JOIN rep r ON r.id = m.rep_id LEFT JOIN role o ON o.id = m.role_id WHERE m.account_id = ",
            account_id,
        ),
    ] {
        let Some(id) = id else { continue };
        let statement = Statement::new("SELECT m.rep_id, ")
            .sql(FUNCTION)
            .sql(text)
            .bind(Value::Int(id))
            .sql(" AND (r.left_on IS NULL OR r.left_on > ")
            .bind(today.to_value().into_owned())
            .sql(")");
        found.extend(db.all(&statement, |row| {
            Ok(Seat {
                rep_id: row.get(0)?,
                is_of_deal,
                function: row.get(1)?,
            })
        })?);
    }
    Ok(found)
}

/// How much somebody has to do: duties that they owe, and open deals that they own or are on the team of.
pub fn load(db: &Db, rep_id: RepId) -> Result<(i64, i64)> {
    let count = |statement: &Statement<'_>| {
        let found = db.first(statement, |row| row.get::<i64>(0))?;
        Ok::<_, super::Error>(found.unwrap_or(0))
    };
    let duties = Statement::new("SELECT COUNT(*) FROM activity a WHERE a.done_by_id = ")
        .bind(Value::Int(rep_id.0))
        .sql(" AND a.duty_id IS NOT NULL AND a.status = ")
        .bind(ActivityStatus::Planned.to_value());
    let owned = Statement::new(
        "SELECT COUNT(*) FROM stage s CROSS JOIN deal d WHERE s.kind = 'open' AND d.owner_id = ",
    )
    .bind(Value::Int(rep_id.0))
    .sql(" AND d.stage_id = s.id AND d.closed_on IS NULL");
    let on_team = Statement::new(
        "SELECT CAST(COALESCE(SUM(deals - own_deals), 0) AS BIGINT) FROM seat_count WHERE rep_id = ",
    )
    .bind(Value::Int(rep_id.0));
    Ok((count(&duties)?, count(&owned)? + count(&on_team)?))
}

/// The open deals of a stage, everyone's or one rep's, that are complex, or have a product that one of these owners does not
/// know, while nobody sits there for a function.
pub fn lacking(
    db: &Db,
    (stage_id, owner_id): (StageId, Option<RepId>),
    called: &Called<'_>,
) -> Result<BTreeSet<DealId>> {
    let statement =
        Statement::new("SELECT d.id FROM deal d WHERE d.closed_on IS NULL AND d.stage_id = ")
            .bind(Value::Int(stage_id.0));
    let statement = match owner_id {
        Some(owner_id) => statement
            .sql(" AND d.owner_id = ")
            .bind(Value::Int(owner_id.0)),
        None => statement,
    };
    let statement = called.put(statement.sql(" AND "));
    let found = db.all(&statement, |row| row.get(0))?;
    Ok(found.into_iter().collect())
}

/// The functions that are called, each with its bit in a deal's `seated`: who sits on an open deal, on its account's team or
/// owns it (`journal/derived.rs` writes it). Of whoever is to leave, or has left, it stands [`LEAVING`] times as high.
const SEATED: [(Function, i64); 2] = [
    (Function::SalesEngineer, 1),
    (Function::ExecutiveSponsor, 2),
];
const LEAVING: i64 = 4;

fn bit_of(function: Function) -> Option<i64> {
    SEATED.iter().find(|it| it.0 == function).map(|it| it.1)
}

/// What `seated` is of the open deals on which nobody sits for a function who stays.
pub(super) fn free(function: Function) -> impl Iterator<Item = i64> {
    let bit = bit_of(function).unwrap_or(0);
    (0..LEAVING * LEAVING).filter(move |seated| seated & bit == 0)
}

/// Appends that nobody sits on an open deal (`d`) for a function, as what is asked of one deal finds it: true or false, never
/// neither. The index of the open deals knows, but for those on which somebody sits who is to leave.
pub(super) fn is_vacant(statement: Statement<'_>, function: Function, today: Day) -> Statement<'_> {
    let Some(bit) = bit_of(function) else {
        return statement.sql("TRUE");
    };
    let mut statement = statement
        .sql("((d.seated & ")
        .bind(Value::Int(bit))
        .sql(") = 0 AND ((d.seated & ")
        .bind(Value::Int(bit * LEAVING))
        .sql(") = 0 OR (TRUE");
    for team in [
        " AND NOT EXISTS (SELECT 1 FROM deal_member m JOIN rep r ON r.id = m.rep_id LEFT JOIN role o ON o.id = m.role_id \
         WHERE m.deal_id = d.id AND ",
        " AND NOT EXISTS (SELECT 1 FROM account_member m JOIN rep r ON r.id = m.rep_id LEFT JOIN role o ON o.id = m.role_id \
         WHERE m.account_id = d.account_id AND ",
    ] {
        statement = statement
            .sql(team)
            .sql(FUNCTION)
            .sql(" = ")
            .bind(function.to_value().into_owned())
            .sql(" AND r.left_on > ")
            .bind(today.to_value().into_owned())
            .sql(")");
    }
    statement.sql(")))")
}

/// That the owner of an open deal (`d`), who has skills, does not know a product on it.
pub(super) const IS_UNSKILLED: &str = "d.unknown_count > 0";

/// Whom complex deals and unknown products call.
#[derive(Debug, Clone)]
pub struct Called<'a> {
    /// The function that is called.
    pub function: Function,
    /// From where on a deal is complex.
    pub bounds: &'a Bounds,
    /// The day.
    pub today: Day,
}

impl Called<'_> {
    /// Appends that an open deal (`d`) lacks somebody: true or false, never neither.
    pub(super) fn put<'v>(&self, statement: Statement<'v>) -> Statement<'v> {
        let statement = is_complex(statement.sql("(("), self.bounds);
        let statement = statement.sql(" OR ").sql(IS_UNSKILLED).sql(") AND ");
        is_vacant(statement, self.function, self.today).sql(")")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::band::CALLS;

    #[test]
    fn whoever_is_called_has_a_bit() {
        let is_seated = |function: &Function| SEATED.iter().any(|it| it.0 == *function);
        assert!(CALLS.iter().all(|(_, function)| is_seated(function)));
        let bits = SEATED.map(|it| it.1);
        assert!(bits.iter().sum::<i64>() < LEAVING, "no bit is two things");
    }
}
