//! Weeks and what is in them.

use crate::domain::activity::{Activity, ActivityKind};
use crate::domain::calendar::{Day, Instant};
use crate::domain::id::{ActivityId, DealId, RepId, SprintId, StageId};
use crate::domain::money::Currency;
use crate::domain::plan::Template;
use crate::domain::sprint::{Absence, Counted, Holiday, Sprint, SprintItem, SprintState};

use super::Result;
use super::activities::DUE;
use super::record::{Record, Table};
use super::sql::{Db, Row, Statement};
use super::tables;
use super::value::{Stored, Value};

/// Every column of a table; what it is joined with, and a condition, follow.
fn select(table: &'static Table) -> Statement<'static> {
    Statement::new("SELECT ")
        .sql(table.columns_text())
        .sql(" FROM ")
        .sql(table.name)
}

fn day(day: Day) -> Value<'static> {
    day.to_value().into_owned()
}

/// The week of a rep that begins on this Monday.
pub fn of_rep(db: &Db, rep_id: RepId, week_on: Day) -> Result<Option<Sprint>> {
    let statement = select(&tables::SPRINT)
        .sql(" WHERE sprint.rep_id = ")
        .bind(Value::Int(rep_id.0))
        .sql(" AND sprint.week_on = ")
        .bind(day(week_on));
    Ok(db.records(&statement)?.into_iter().next())
}

/// The weeks of a rep that begin between two days, the first included.
pub fn of_rep_between(db: &Db, rep_id: RepId, from: Day, to: Day) -> Result<Vec<Sprint>> {
    let statement = select(&tables::SPRINT)
        .sql(" WHERE sprint.rep_id = ")
        .bind(Value::Int(rep_id.0))
        .sql(" AND sprint.week_on >= ")
        .bind(day(from))
        .sql(" AND sprint.week_on < ")
        .bind(day(to))
        .sql(" ORDER BY sprint.week_on");
    db.records(&statement)
}

/// The weeks up to one that nobody has started, and those before it that nobody has closed; the oldest first.
pub fn overdue(db: &Db, week_on: Day) -> Result<Vec<Sprint>> {
    let statement = select(&tables::SPRINT)
        .sql(" WHERE sprint.state <> 'closed' AND sprint.week_on <= ")
        .bind(day(week_on))
        .sql(" AND (sprint.state = 'planning' OR sprint.week_on < ")
        .bind(day(week_on))
        .sql(") ORDER BY sprint.week_on, sprint.rep_id");
    db.records(&statement)
}

/// The weeks of a rep before one that nobody has closed, the oldest first.
pub fn open_before(db: &Db, rep_id: RepId, week_on: Day) -> Result<Vec<Sprint>> {
    let statement = select(&tables::SPRINT)
        .sql(" WHERE sprint.state <> 'closed' AND sprint.rep_id = ")
        .bind(Value::Int(rep_id.0))
        .sql(" AND sprint.week_on < ")
        .bind(day(week_on))
        .sql(" ORDER BY sprint.week_on");
    db.records(&statement)
}

/// What is and was in a week, in its order.
pub fn items(db: &Db, sprint_id: SprintId) -> Result<Vec<SprintItem>> {
    let statement = select(&tables::SPRINT_ITEM)
        .sql(" WHERE sprint_item.sprint_id = ")
        .bind(Value::Int(sprint_id.0))
        .sql(" ORDER BY sprint_item.position, sprint_item.id");
    db.records(&statement)
}

/// The item of an activity that is still in its week.
pub fn item_of(db: &Db, activity_id: ActivityId) -> Result<Option<SprintItem>> {
    let statement = select(&tables::SPRINT_ITEM)
        .sql(" WHERE sprint_item.activity_id = ")
        .bind(Value::Int(activity_id.0))
        .sql(" AND sprint_item.ending IS NULL ORDER BY sprint_item.id");
    Ok(db.records(&statement)?.into_iter().next())
}

/// The Monday of the week that an activity is in.
pub fn week_of(db: &Db, activity_id: ActivityId) -> Result<Option<Day>> {
    let statement = Statement::new(
        "SELECT s.week_on FROM sprint_item i JOIN sprint s ON s.id = i.sprint_id WHERE i.activity_id = ",
    )
    .bind(Value::Int(activity_id.0))
    .sql(" AND i.ending IS NULL ORDER BY i.id");
    db.first(&statement, |row| row.get(0))
}

/// An activity in a week, with the names of what it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// Its place in the week.
    pub item: SprintItem,
    /// The activity.
    pub activity: Activity,
    /// Name of the deal.
    pub deal: Option<String>,
    /// Name of the account: its own, else the deal's.
    pub account: Option<String>,
    /// The deal's amount, minor units.
    pub amount: Option<i64>,
    /// Its currency.
    pub currency: Option<Currency>,
    /// Who can lift what stops it.
    pub blocker_owner: Option<String>,
    /// The stage of the deal.
    pub stage_id: Option<StageId>,
    /// Version of the deal.
    pub deal_version: Option<i64>,
}

/// What is read of all that an activity points to, behind its own columns: [`named`] reads it.
const NAMES: &str =
    ", d.name, COALESCE(x.name, y.name), d.amount, d.currency, r.name, d.stage_id, d.version";

/// And where that is.
const NAMED: &str = " LEFT JOIN deal d ON d.id = activity.deal_id LEFT JOIN account x ON x.id = activity.account_id \
                     LEFT JOIN account y ON y.id = d.account_id LEFT JOIN rep r ON r.id = activity.blocker_owner_id";

/// What is and was in a week, with its activities, in its order.
pub fn held(db: &Db, sprint_id: SprintId) -> Result<Vec<Held>> {
    let statement = Statement::new("SELECT ")
        .sql(tables::SPRINT_ITEM.columns_text())
        .sql(", ")
        .sql(tables::ACTIVITY.columns_text())
        .sql(NAMES)
        .sql(" FROM sprint_item JOIN activity ON activity.id = sprint_item.activity_id")
        .sql(NAMED)
        .sql(" WHERE sprint_item.sprint_id = ")
        .bind(Value::Int(sprint_id.0))
        .sql(" ORDER BY sprint_item.position, sprint_item.id");
    db.all(&statement, read_held)
}

/// That a deal went from stage to stage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DealMove {
    /// What was done about it on that day.
    pub activity_id: ActivityId,
    /// The stage it was in.
    pub from: String,
    /// The stage it came to.
    pub to: String,
}

/// How the deals of a week went from stage to stage on the days on which something about them was done, the first step first.
pub fn moves(db: &Db, sprint_id: SprintId) -> Result<Vec<DealMove>> {
    let statement = Statement::new(
        "SELECT i.activity_id, x.name, y.name, h.recorded_at, h.id FROM sprint_item i \
         JOIN activity a ON a.id = i.activity_id \
         JOIN deal_history h ON h.deal_id = a.deal_id AND h.changed_on = a.held_on \
         JOIN stage x ON x.id = h.old_stage_id JOIN stage y ON y.id = h.new_stage_id \
         WHERE a.status = 'done' AND h.old_stage_id <> h.new_stage_id AND i.sprint_id = ",
    )
    .bind(Value::Int(sprint_id.0));
    let mut moves: Vec<(Instant, i64, DealMove)> = db.all(&statement, |row| {
        let moved = DealMove {
            activity_id: row.get(0)?,
            from: row.get(1)?,
            to: row.get(2)?,
        };
        Ok((row.get(3)?, row.get(4)?, moved))
    })?;
    moves.sort_by_key(|(at, id, _)| (*at, *id));
    Ok(moves.into_iter().map(|(.., moved)| moved).collect())
}

/// What a rep has planned on the days from one to before another and is due, as it would be in a week that nobody has made:
/// its place there has no id yet.
pub fn dated(db: &Db, rep_id: RepId, from: Day, to: Day) -> Result<Vec<Held>> {
    let statement = Statement::new("SELECT ")
        .sql(tables::ACTIVITY.columns_text())
        .sql(NAMES)
        .sql(" FROM activity")
        .sql(NAMED)
        .sql(" WHERE activity.status = 'planned' AND activity.done_by_id = ")
        .bind(Value::Int(rep_id.0))
        .sql(" AND activity.held_on >= ")
        .bind(day(from))
        .sql(" AND activity.held_on < ")
        .bind(day(to))
        .sql(" AND EXISTS (SELECT 1 FROM activity a WHERE a.id = activity.id AND ")
        .sql(DUE)
        .sql(") ORDER BY activity.held_on, activity.start_time, activity.id");
    db.all(&statement, |row| {
        let columns = Activity::table().columns.len();
        let activity = Activity::from_values(row.values(columns)?)?;
        named(
            row,
            columns,
            SprintItem::waiting(activity.id, from),
            activity,
        )
    })
}

/// The appointments and follow-ups of a rep in a week, planned and due or done: those of its days, and those without a day
/// that are in the week of the rep. Their places are those of no week.
pub fn promised(db: &Db, rep_id: RepId, week_on: Day) -> Result<Vec<Held>> {
    let select = || {
        Statement::new("SELECT ")
            .sql(tables::ACTIVITY.columns_text())
            .sql(NAMES)
            .sql(" FROM activity")
            .sql(NAMED)
            .sql(" WHERE activity.done_by_id = ")
            .bind(Value::Int(rep_id.0))
    };
    // One seek in an index each.
    let mut statement = select();
    let mut before = " AND activity.kind IN (";
    for kind in ActivityKind::ALL.iter().filter(|it| it.is_promise()) {
        statement = statement.sql(before).bind(kind.to_value());
        before = ", ";
    }
    let dated = statement
        .sql(") AND activity.status IN ('planned', 'done') AND activity.held_on >= ")
        .bind(day(week_on))
        .sql(" AND activity.held_on < ")
        .bind(day(week_on.plus_days(7)))
        .sql(" AND (activity.status = 'done' OR EXISTS (SELECT 1 FROM activity a LEFT JOIN deal d ON d.id = a.deal_id WHERE a.id = activity.id AND ")
        .sql(DUE)
        .sql("))");
    let undated = select()
        .sql(
            " AND activity.status = 'planned' AND activity.held_on IS NULL AND activity.id IN (SELECT i.activity_id \
             FROM sprint s JOIN sprint_item i ON i.sprint_id = s.id WHERE i.ending IS NULL AND s.rep_id = ",
        )
        .bind(Value::Int(rep_id.0))
        .sql(" AND s.week_on = ")
        .bind(day(week_on))
        .sql(")");
    let mut found = Vec::new();
    for statement in [dated, undated] {
        found.extend(db.all(&statement, |row| {
            let columns = Activity::table().columns.len();
            let activity = Activity::from_values(row.values(columns)?)?;
            let item = SprintItem::waiting(activity.id, week_on);
            named(row, columns, item, activity)
        })?);
    }
    found.retain(|it| it.activity.kind.is_promise());
    // Put in order here: they are few, and the index has them by their kinds.
    let when = |it: &Activity| {
        (
            it.held_on.is_none(),
            it.held_on,
            it.start_time.clone(),
            it.id,
        )
    };
    found.sort_by_key(|it| when(&it.activity));
    Ok(found)
}

fn read_held(row: &Row<'_>) -> Result<Held> {
    let first = SprintItem::table().columns.len();
    let then = first + Activity::table().columns.len();
    let mut values = row.values(then)?;
    let activity = Activity::from_values(values.split_off(first))?;
    named(row, then, SprintItem::from_values(values)?, activity)
}

/// The names stand behind so many columns.
fn named(row: &Row<'_>, then: usize, item: SprintItem, activity: Activity) -> Result<Held> {
    Ok(Held {
        item,
        activity,
        deal: row.get(then)?,
        account: row.get(then + 1)?,
        amount: row.get(then + 2)?,
        currency: row.get(then + 3)?,
        blocker_owner: row.get(then + 4)?,
        stage_id: row.get(then + 5)?,
        deal_version: row.get(then + 6)?,
    })
}

/// The absences that touch the days from one to before another: of a rep, or of everyone.
pub fn absences(db: &Db, rep_id: Option<RepId>, from: Day, to: Day) -> Result<Vec<Absence>> {
    let statement = select(&tables::ABSENCE).sql(" WHERE ");
    let statement = match rep_id {
        Some(rep_id) => statement
            .sql("absence.rep_id = ")
            .bind(Value::Int(rep_id.0))
            .sql(" AND "),
        None => statement,
    };
    let statement = statement
        .sql("absence.from_on < ")
        .bind(day(to))
        .sql(" AND absence.back_on > ")
        .bind(day(from))
        .sql(" ORDER BY absence.rep_id, absence.from_on, absence.id");
    db.records(&statement)
}

/// The absences of others that touch the days from one to before another, and that a rep covers.
pub fn covered_by(db: &Db, cover_id: RepId, from: Day, to: Day) -> Result<Vec<Absence>> {
    let statement = select(&tables::ABSENCE)
        .sql(" WHERE absence.cover_id = ")
        .bind(Value::Int(cover_id.0))
        .sql(" AND absence.rep_id <> ")
        .bind(Value::Int(cover_id.0))
        .sql(" AND absence.from_on < ")
        .bind(day(to))
        .sql(" AND absence.back_on > ")
        .bind(day(from))
        .sql(" ORDER BY absence.from_on, absence.id");
    db.records(&statement)
}

/// The days from one to before another on which nobody works, or nobody of an office.
pub fn holidays(db: &Db, from: Day, to: Day) -> Result<Vec<Holiday>> {
    let statement = select(&tables::HOLIDAY)
        .sql(" WHERE holiday.held_on >= ")
        .bind(day(from))
        .sql(" AND holiday.held_on < ")
        .bind(day(to))
        .sql(" ORDER BY holiday.held_on, holiday.id");
    db.records(&statement)
}

/// An agreement to send or a close to expect.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// The deal.
    pub id: DealId,
    /// Whose it is.
    pub owner_id: Option<RepId>,
    /// Its amount, minor units.
    pub amount: Option<i64>,
    /// Its currency.
    pub currency: Option<Currency>,
    /// When its agreement is to be sent.
    pub agreement_send_on: Option<Day>,
    /// When it is expected to close.
    pub expected_close_on: Option<Day>,
}

/// The open deals of a rep, or of everyone, with something due on the days from one to before another, in no
/// order: read off an index, so that names are looked up where one is shown.
pub fn due(db: &Db, rep_id: Option<RepId>, from: Day, to: Day) -> Result<Vec<Due>> {
    let statement = Statement::new(
        "SELECT d.id, d.owner_id, d.amount, d.currency, d.agreement_send_on, d.expected_close_on FROM stage s \
         CROSS JOIN deal d WHERE d.stage_id = s.id AND d.closed_on IS NULL AND s.kind = 'open' AND ",
    );
    let statement = match rep_id {
        Some(rep_id) => statement
            .sql("d.owner_id = ")
            .bind(Value::Int(rep_id.0))
            .sql(" AND "),
        None => statement,
    };
    let statement = statement
        .sql("((d.expected_close_on >= ")
        .bind(day(from))
        .sql(" AND d.expected_close_on < ")
        .bind(day(to))
        .sql(") OR (d.agreement_send_on >= ")
        .bind(day(from))
        .sql(" AND d.agreement_send_on < ")
        .bind(day(to))
        .sql("))");
    db.all(&statement, |row| {
        Ok(Due {
            id: row.get(0)?,
            owner_id: row.get(1)?,
            amount: row.get(2)?,
            currency: row.get(3)?,
            agreement_send_on: row.get(4)?,
            expected_close_on: row.get(5)?,
        })
    })
}

/// The name of a deal.
pub fn deal_name(db: &Db, id: DealId) -> Result<Option<String>> {
    let statement =
        Statement::new("SELECT d.name FROM deal d WHERE d.id = ").bind(Value::Int(id.0));
    db.first(&statement, |row| row.get(0))
}

/// What comes back every week: of a rep, and of everyone of a function or at all.
pub fn templates(db: &Db, rep_id: RepId) -> Result<Vec<Template>> {
    let mut found = Vec::new();
    for whose in [Value::Int(rep_id.0), Value::Null] {
        let statement = select(&tables::TEMPLATE)
            .sql(" WHERE template.rep_id IS NOT DISTINCT FROM ")
            .bind(whose)
            .sql(" ORDER BY template.id");
        found.extend(db.records(&statement)?);
    }
    Ok(found)
}

/// The weeks that begin on a Monday, of every rep.
pub fn all_of(db: &Db, week_on: Day) -> Result<Vec<Sprint>> {
    let statement = select(&tables::SPRINT)
        .sql(" WHERE sprint.week_on = ")
        .bind(day(week_on))
        .sql(" ORDER BY sprint.rep_id");
    db.records(&statement)
}

/// An item of a week as its numbers need it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemFact {
    /// Whose week.
    pub rep_id: RepId,
    /// Its Monday.
    pub week_on: Day,
    /// Where it stands.
    pub state: SprintState,
    /// What counts of the item.
    pub item: Counted,
    /// Its place among the others.
    pub position: i64,
    /// What stops it, as long as it is in its week and not done.
    pub blocker: Option<String>,
    /// Since when.
    pub blocked_on: Option<Day>,
}

/// Hands what is and was in the weeks that begin on the days from one to before another to `visit`, in no order: of a rep,
/// or of everyone.
pub fn each_item(
    db: &Db,
    rep_id: Option<RepId>,
    (from, to): (Day, Day),
    mut visit: impl FnMut(ItemFact),
) -> Result<()> {
    let statement = Statement::new(
        "SELECT sprint.rep_id, sprint.week_on, sprint.state, i.planned_minutes, i.carry_count, i.ending, i.added_on, i.ended_on, a.kind, \
         a.status, a.duration_minutes, a.held_on, i.position, \
         CASE WHEN i.ending IS NULL AND a.status = 'planned' THEN a.blocker END, a.blocked_on \
         FROM sprint JOIN sprint_item i ON i.sprint_id = sprint.id \
         JOIN activity a ON a.id = i.activity_id WHERE ",
    );
    db.each(&of_weeks(statement, rep_id, from, to), |row| {
        visit(ItemFact {
            rep_id: row.get(0)?,
            week_on: row.get(1)?,
            state: row.get(2)?,
            item: Counted {
                planned_minutes: row.get(3)?,
                carry_count: row.get(4)?,
                ending: row.get(5)?,
                added_on: row.get(6)?,
                ended_on: row.get(7)?,
                kind: row.get(8)?,
                status: row.get(9)?,
                duration_minutes: row.get(10)?,
                held_on: row.get(11)?,
            },
            position: row.get(12)?,
            blocker: row.get(13)?,
            blocked_on: row.get(14)?,
        });
        Ok(())
    })
}

/// Why something left the weeks that begin on the days from one to before another, undone: of a rep, or of everyone; with
/// whose week it was and which.
pub fn causes(
    db: &Db,
    rep_id: Option<RepId>,
    from: Day,
    to: Day,
) -> Result<Vec<(RepId, Day, String)>> {
    let statement = Statement::new(
        "SELECT sprint.rep_id, sprint.week_on, i.reason FROM sprint JOIN sprint_item i ON i.sprint_id = sprint.id \
         WHERE i.reason IS NOT NULL AND ",
    );
    db.all(&of_weeks(statement, rep_id, from, to), |row| {
        Ok((row.get(0)?, row.get(1)?, row.get(2)?))
    })
}

/// The weeks that begin on the days from one to before another: of a rep, or of everyone.
pub fn between(db: &Db, rep_id: Option<RepId>, from: Day, to: Day) -> Result<Vec<Sprint>> {
    let statement = select(&tables::SPRINT).sql(" WHERE ");
    db.records(&of_weeks(statement, rep_id, from, to))
}

/// Adds which weeks are meant.
fn of_weeks(
    statement: Statement<'static>,
    rep_id: Option<RepId>,
    from: Day,
    to: Day,
) -> Statement<'static> {
    let statement = match rep_id {
        Some(rep_id) => statement
            .sql("sprint.rep_id = ")
            .bind(Value::Int(rep_id.0))
            .sql(" AND "),
        None => statement,
    };
    statement
        .sql("sprint.week_on >= ")
        .bind(day(from))
        .sql(" AND sprint.week_on < ")
        .bind(day(to))
}
