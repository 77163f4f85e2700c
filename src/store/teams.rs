//! The teams of accounts and deals: who holds which seat, what the seats owe, and who usually joins.

use crate::domain::access::Level;
use crate::domain::activity::{Activity, ActivityStatus};
use crate::domain::calendar::Day;
use crate::domain::id::{RepId, RoleDutyId, RoleId, StageId};
use crate::domain::role::{DefaultMember, Role, RoleDuty, TeamOf};

use super::Result;
use super::record::Record;
use super::sql::{Db, Statement};
use super::tables;
use super::value::{Stored, Value};

/// Somebody on a team.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Id of the row that has them there.
    pub id: i64,
    /// Its version.
    pub version: i64,
    /// Who.
    pub rep_id: RepId,
    /// Their name.
    pub name: String,
    /// Since when they are gone.
    pub left_on: Option<Day>,
    /// Their seat.
    pub role_id: Option<RoleId>,
    /// What it is called.
    pub role: Option<String>,
    /// What they may do with the account, its deals, contracts and cases; on a deal's team only with the deal.
    pub levels: [Option<Level>; 4],
}

/// The people on a team, in the order in which they came.
pub fn members(db: &Db, of: TeamOf) -> Result<Vec<Member>> {
    let statement = match of {
        TeamOf::Account(_) => Statement::new(
            "SELECT m.id, m.version, m.rep_id, r.name, r.left_on, m.role_id, x.name, m.account_level, m.deal_level, \
             m.contract_level, m.case_level FROM account_member m JOIN rep r ON r.id = m.rep_id \
             LEFT JOIN role x ON x.id = m.role_id WHERE m.account_id = ",
        ),
        TeamOf::Deal(_) => Statement::new(
            "SELECT m.id, m.version, m.rep_id, r.name, r.left_on, m.role_id, x.name, NULL, m.deal_level, NULL, NULL \
             FROM deal_member m JOIN rep r ON r.id = m.rep_id LEFT JOIN role x ON x.id = m.role_id WHERE m.deal_id = ",
        ),
    };
    let statement = statement.bind(Value::Int(of.id())).sql(" ORDER BY m.id");
    db.all(&statement, |row| {
        Ok(Member {
            id: row.get(0)?,
            version: row.get(1)?,
            rep_id: row.get(2)?,
            name: row.get(3)?,
            left_on: row.get(4)?,
            role_id: row.get(5)?,
            role: row.get(6)?,
            levels: [row.get(7)?, row.get(8)?, row.get(9)?, row.get(10)?],
        })
    })
}

/// What a role owes, in the order in which it was said.
pub fn duties_of(db: &Db, role_id: RoleId) -> Result<Vec<RoleDuty>> {
    let statement = Statement::new("SELECT ")
        .sql(tables::ROLE_DUTY.columns_text())
        .sql(" FROM role_duty WHERE role_id = ")
        .bind(Value::Int(role_id.0))
        .sql(" ORDER BY id");
    db.records(&statement)
}

/// All that any role owes.
pub fn duties(db: &Db) -> Result<Vec<RoleDuty>> {
    let statement = Statement::new("SELECT ")
        .sql(tables::ROLE_DUTY.columns_text())
        .sql(" FROM role_duty ORDER BY id");
    db.records(&statement)
}

/// Every role, in the order of their names, with how many duties it has.
pub fn roles(db: &Db) -> Result<Vec<(Role, usize)>> {
    let columns = Role::table().columns.len();
    let statement = Statement::new("SELECT ")
        .sql(tables::ROLE.columns_text())
        .sql(
            ", (SELECT COUNT(*) FROM role_duty d WHERE d.role_id = role.id) FROM role ORDER BY name_key, id",
        );
    db.all(&statement, |row| {
        let count: i64 = row.get(columns)?;
        let role = Role::from_values(row.values(columns)?)?;
        Ok((role, usize::try_from(count).unwrap_or(0)))
    })
}

/// Something that a seat owes or owed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owed {
    /// The activity by which it is done.
    pub activity: Activity,
    /// Whose it is.
    pub who: Option<String>,
    /// The role that owes it.
    pub role_id: RoleId,
    /// What that is called.
    pub role: String,
    /// The stage by which it is expected to be done.
    pub stage_id: Option<StageId>,
}

/// A condition on activities that are duties follows.
fn select_owed() -> Statement<'static> {
    Statement::new("SELECT ")
        .sql(tables::ACTIVITY.columns_text())
        .sql(
            ", r.name, y.role_id, x.name, y.stage_id FROM activity JOIN role_duty y ON y.id = activity.duty_id \
             JOIN role x ON x.id = y.role_id LEFT JOIN rep r ON r.id = activity.done_by_id WHERE ",
        )
}

fn owed(db: &Db, statement: &Statement<'_>) -> Result<Vec<Owed>> {
    let columns = Activity::table().columns.len();
    let mut found = db.all(statement, |row| {
        Ok(Owed {
            activity: Activity::from_values(row.values(columns)?)?,
            who: row.get(columns)?,
            role_id: row.get(columns + 1)?,
            role: row.get(columns + 2)?,
            stage_id: row.get(columns + 3)?,
        })
    })?;
    // Put in order here: they are few, and no index has them so.
    found.sort_by_key(|it: &Owed| it.activity.id);
    Ok(found)
}

/// All that the seats of a team owe and owed: done, still open, and called off.
pub fn owed_on(db: &Db, of: TeamOf) -> Result<Vec<Owed>> {
    let statement = match of {
        TeamOf::Account(_) => select_owed().sql(
            "activity.duty_id IS NOT NULL AND activity.deal_id IS NULL AND activity.account_id = ",
        ),
        TeamOf::Deal(_) => {
            select_owed().sql("activity.duty_id IS NOT NULL AND activity.deal_id = ")
        }
    };
    owed(db, &statement.bind(Value::Int(of.id())))
}

/// What anybody still owes of a duty.
pub fn open_of_duty(db: &Db, duty_id: RoleDutyId) -> Result<Vec<Owed>> {
    let statement = select_owed()
        .sql("activity.duty_id = ")
        .bind(Value::Int(duty_id.0))
        .sql(" AND activity.status = ")
        .bind(ActivityStatus::Planned.to_value().into_owned());
    owed(db, &statement)
}

/// Who usually joins what is a rep's, in the order in which it was said, with their name and since when they are gone.
pub fn usual(db: &Db, rep_id: RepId) -> Result<Vec<(DefaultMember, String, Option<Day>)>> {
    let columns = DefaultMember::table().columns.len();
    let statement = Statement::new("SELECT ")
        .sql(tables::DEFAULT_MEMBER.columns_text())
        .sql(
            ", r.name, r.left_on FROM default_member JOIN rep r ON r.id = default_member.member_id \
             WHERE default_member.rep_id = ",
        )
        .bind(Value::Int(rep_id.0))
        .sql(" ORDER BY default_member.id");
    db.all(&statement, |row| {
        let member = DefaultMember::from_values(row.values(columns)?)?;
        Ok((member, row.get(columns)?, row.get(columns + 1)?))
    })
}
