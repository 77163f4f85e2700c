//! The teams of accounts and deals: who holds which seat, what the seats owe, and who usually joins.

use std::collections::BTreeMap;

use crate::domain::access::Level;
use crate::domain::activity::{Activity, ActivityStatus};
use crate::domain::calendar::Day;
use crate::domain::id::{PipelineId, RepId, RoleDutyId, RoleId, StageId};
use crate::domain::record::Kind;
use crate::domain::role::{DefaultMember, Role, RoleDuty, TeamOf};
use crate::domain::staffing::{Seat, seats};
use crate::domain::team::{Function, Rep};
use crate::domain::text::name_key;

use super::record::Record;
use super::sql::{Db, Statement};
use super::staffing::usual_seat;
use super::value::{Stored, Value};
use super::{Result, band, journal, tables};

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
    /// Their place in the selling line.
    pub function: Option<Function>,
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
            "SELECT m.id, m.version, m.rep_id, r.name, r.left_on, r.function, m.role_id, x.name, m.account_level, \
             m.deal_level, m.contract_level, m.case_level FROM account_member m JOIN rep r ON r.id = m.rep_id \
             LEFT JOIN role x ON x.id = m.role_id WHERE m.account_id = ",
        ),
        TeamOf::Deal(_) => Statement::new(
            "SELECT m.id, m.version, m.rep_id, r.name, r.left_on, r.function, m.role_id, x.name, NULL, m.deal_level, NULL, NULL \
             FROM deal_member m JOIN rep r ON r.id = m.rep_id LEFT JOIN role x ON x.id = m.role_id WHERE m.deal_id = ",
        ),
    };
    let statement = statement.bind(Value::Int(of.id()));
    let mut members = db.all(&statement, |row| {
        Ok(Member {
            id: row.get(0)?,
            version: row.get(1)?,
            rep_id: row.get(2)?,
            name: row.get(3)?,
            left_on: row.get(4)?,
            function: row.get(5)?,
            role_id: row.get(6)?,
            role: row.get(7)?,
            levels: [row.get(8)?, row.get(9)?, row.get(10)?, row.get(11)?],
        })
    })?;
    // A team is small, and an index that knows its seats is quicker than one that knows when they came.
    members.sort_by_key(|it: &Member| it.id);
    Ok(members)
}

/// Who holds which seat on a team, by [`seats`]: its owner first, then its members in the order in which they came. Whoever
/// owns it and has left holds none.
pub fn held(db: &Db, of: TeamOf, on: Day) -> Result<Vec<Seat>> {
    let members = members(db, of)?;
    let owner = match of {
        TeamOf::Account(_) => Statement::new(
            "SELECT r.id, r.function, r.left_on FROM account a JOIN rep r ON r.id = a.owner_id WHERE a.id = ",
        ),
        TeamOf::Deal(_) => Statement::new(
            "SELECT r.id, r.function, r.left_on FROM deal d JOIN rep r ON r.id = d.owner_id WHERE d.id = ",
        ),
    };
    let owner: Option<(RepId, Option<Function>, Option<Day>)> = db
        .first(&owner.bind(Value::Int(of.id())), |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })?;
    let owner = owner.filter(|(_, _, left_on)| left_on.is_none_or(|left_on| on < left_on));
    let roles = band::roles(db)?;
    let functions = members.iter().map(|it| (it.rep_id, it.function));
    let functions: BTreeMap<RepId, Option<Function>> =
        functions.chain(owner.map(|it| (it.0, it.1))).collect();
    let rows = members.iter().map(|it| Seat {
        rep_id: it.rep_id,
        role_id: it.role_id,
    });
    let rows: Vec<Seat> = rows.collect();
    Ok(seats(&rows, owner.map(|it| it.0), |rep_id| {
        usual_seat(&roles, functions.get(&rep_id).copied().flatten())
    }))
}

/// The seat that somebody sits in wherever no row gives them another one.
pub fn usual_role(db: &Db, rep_id: RepId) -> Result<Option<RoleId>> {
    let function =
        Statement::new("SELECT function FROM rep WHERE id = ").bind(Value::Int(rep_id.0));
    let function: Option<Option<Function>> = db.first(&function, |row| row.get(0))?;
    Ok(usual_seat(&band::roles(db)?, function.flatten()))
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

/// Who marked something done that is somebody else's, as long as it is so: by the name under which they acted.
pub fn marked_by(db: &Db, done: &Activity) -> Result<Option<String>> {
    let is_done = ("status", &ActivityStatus::Done.to_value());
    let Some(entry) = journal::set_by(db, &tables::ACTIVITY, done.id.0, is_done)? else {
        return Ok(None);
    };
    let Some(RepId(id)) = done.done_by_id else {
        return Ok(Some(entry.actor));
    };
    // By the name that they had then: one that somebody else had, or has, is not theirs.
    let then = match journal::image_after(db, &tables::REP, id, entry.seq)? {
        Some(then) => Some(Rep::from_values(then)?),
        None => journal::read_record(db, id)?,
    };
    let is_theirs = then.is_some_and(|it| it.name_key == name_key(&entry.actor));
    Ok(Some(entry.actor).filter(|_| !is_theirs))
}

/// All that anybody owes and owed of a duty.
pub fn all_of_duty(db: &Db, duty_id: RoleDutyId) -> Result<Vec<Owed>> {
    let statement = select_owed()
        .sql("activity.duty_id = ")
        .bind(Value::Int(duty_id.0));
    owed(db, &statement)
}

/// How many people still owe a duty, and on how many deals and accounts.
pub fn owing(db: &Db, duty_id: RoleDutyId) -> Result<(i64, i64)> {
    let statement = Statement::new(
        "SELECT COUNT(DISTINCT done_by_id), COUNT(*) FROM activity WHERE duty_id = ",
    )
    .bind(Value::Int(duty_id.0))
    .sql(" AND status = ")
    .bind(ActivityStatus::Planned.to_value().into_owned());
    let found = db.first(&statement, |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(found.unwrap_or_default())
}

/// Everyone in a role on a day: on the open deals of a pipeline or, without one, on accounts; on each its owner first, then
/// the others in the order in which they came. `usual_of` is the function whose people sit in it where nothing is said.
pub fn holders(
    db: &Db,
    (role_id, usual_of): (RoleId, Option<Function>),
    pipeline_id: Option<PipelineId>,
    on: Day,
) -> Result<Vec<(TeamOf, RepId)>> {
    let said = on_teams(pipeline_id).sql("m.role_id = ");
    let mut holding = vec![(1_i64, said.bind(Value::Int(role_id.0)))];
    if let Some(function) = usual_of {
        let function = || function.to_value().into_owned();
        let unsaid = on_teams(pipeline_id)
            .sql("m.role_id IS NULL AND m.rep_id IN (SELECT r.id FROM rep r WHERE r.function = ")
            .bind(function());
        holding.push((1, unsaid.sql(")")));
        let owners = match pipeline_id {
            Some(id) => Statement::new(
                "SELECT d.id, 0, d.owner_id FROM stage s CROSS JOIN deal d JOIN rep r ON r.id = d.owner_id \
                 WHERE s.kind = 'open' AND d.stage_id = s.id AND d.closed_on IS NULL AND NOT EXISTS (SELECT 1 \
                 FROM deal_member m WHERE m.deal_id = d.id AND m.rep_id = d.owner_id AND m.role_id IS NOT NULL) \
                 AND s.pipeline_id = ",
            )
            .bind(Value::Int(id.0))
            .sql(" AND "),
            None => Statement::new(
                "SELECT a.id, 0, a.owner_id FROM rep r CROSS JOIN account a WHERE a.owner_id = r.id AND NOT EXISTS (SELECT 1 \
                 FROM account_member m WHERE m.account_id = a.id AND m.rep_id = a.owner_id AND m.role_id IS NOT NULL) AND ",
            ),
        };
        let owners = owners
            .sql("r.function = ")
            .bind(function())
            .sql(" AND (r.left_on IS NULL OR r.left_on > ")
            .bind(on.to_value().into_owned());
        holding.push((0, owners.sql(")")));
    }
    let mut found = Vec::new();
    for (order, statement) in holding {
        found.extend(db.all(&statement, |row| {
            let of = match pipeline_id {
                Some(_) => TeamOf::Deal(row.get(0)?),
                None => TeamOf::Account(row.get(0)?),
            };
            Ok((of, order, row.get::<i64>(1)?, row.get(2)?))
        })?);
    }
    found.sort_unstable();
    let found = found.into_iter();
    Ok(found.map(|(of, _, _, rep_id)| (of, rep_id)).collect())
}

/// Who is on teams of open deals of a pipeline or, without one, of accounts; a condition follows.
fn on_teams(pipeline_id: Option<PipelineId>) -> Statement<'static> {
    match pipeline_id {
        Some(id) => Statement::new(
            "SELECT m.deal_id, m.id, m.rep_id FROM deal_member m JOIN deal d ON d.id = m.deal_id \
             JOIN stage s ON s.id = d.stage_id WHERE s.kind = 'open' AND s.pipeline_id = ",
        )
        .bind(Value::Int(id.0))
        .sql(" AND "),
        None => Statement::new("SELECT m.account_id, m.id, m.rep_id FROM account_member m WHERE "),
    }
}

/// The teams that somebody came on by rows with an id between the two, in a role that owes something.
pub fn owing_between(db: &Db, kind: Kind, ids: (i64, i64)) -> Result<Vec<TeamOf>> {
    let is_account = kind == Kind::AccountMember;
    let statement = if is_account {
        Statement::new("SELECT DISTINCT account_id FROM account_member WHERE id BETWEEN ")
    } else {
        Statement::new("SELECT DISTINCT deal_id FROM deal_member WHERE id BETWEEN ")
    };
    let statement = statement
        .bind(Value::Int(ids.0))
        .sql(" AND ")
        .bind(Value::Int(ids.1))
        .sql(" AND role_id IN (SELECT role_id FROM role_duty)");
    db.all(&statement, |row| {
        Ok(if is_account {
            TeamOf::Account(row.get(0)?)
        } else {
            TeamOf::Deal(row.get(0)?)
        })
    })
}

/// The open deals with an id between the two whose owners usually sit in a role that owes something.
pub fn owned_between(db: &Db, ids: (i64, i64)) -> Result<Vec<TeamOf>> {
    let statement = Statement::new("SELECT d.id FROM deal d WHERE d.id BETWEEN ")
        .bind(Value::Int(ids.0))
        .sql(" AND ")
        .bind(Value::Int(ids.1))
        .sql(
            " AND d.closed_on IS NULL AND d.owner_id IN (SELECT r.id FROM rep r JOIN role x ON x.function = r.function \
             JOIN role_duty y ON y.role_id = x.id)",
        );
    db.all(&statement, |row| Ok(TeamOf::Deal(row.get(0)?)))
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
