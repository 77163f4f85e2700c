//! Who sits where on deals and accounts, and what is called for there: lists with the gaps first, and how many there are.

use crate::domain::calendar::Day;
use crate::domain::id::{AccountId, RepId, RoleId, StageId};
use crate::domain::role::{Role, TeamOf};
use crate::domain::staffing::Seat;
use crate::domain::team::{Function, Who, Whose};

use super::Result;
use super::filter::{Condition, Conditions};
use super::list::{Anchor, Key, Start, owned};
use super::paging::Walk;
use super::sql::{Db, Row, Statement};
use super::value::Value;

/// Who is on the team of a deal or an account, and in which seat, in the order in which they came.
pub fn members(db: &Db, of: TeamOf) -> Result<Vec<Seat>> {
    let (text, id) = match of {
        TeamOf::Deal(id) => (
            "SELECT rep_id, role_id FROM deal_member WHERE deal_id = $1",
            id.0,
        ),
        TeamOf::Account(id) => (
            "SELECT rep_id, role_id FROM account_member WHERE account_id = $1",
            id.0,
        ),
    };
    let statement = Statement::new(text).with(vec![Value::Int(id)]);
    db.all(&statement, |row| {
        Ok(Seat {
            rep_id: row.get(0)?,
            role_id: row.get(1)?,
        })
    })
}

/// What is asked of the open deals of a stage.
#[derive(Debug, Clone, Copy)]
pub struct OpenStage<'a> {
    /// The stage.
    pub stage_id: StageId,
    /// Whose deals.
    pub whose: &'a Whose,
    /// The day on which an owner is in a team.
    pub today: Day,
    /// What else they must have.
    pub conditions: &'a Conditions,
}

impl OpenStage<'_> {
    fn of(&self, select: Statement<'static>) -> Statement<'static> {
        let statement = select
            .sql(" FROM deal d WHERE d.closed_on IS NULL AND d.stage_id = ")
            .bind(Value::Int(self.stage_id.0));
        self.conditions
            .put(owned(statement, self.whose, Some(self.today)))
    }

    fn all(&self) -> Statement<'static> {
        self.of(Statement::new("SELECT COUNT(*)"))
    }

    /// How many there are.
    pub fn count(&self, db: &Db) -> Result<i64> {
        counted(db, &self.all())
    }

    /// How many of them have the one of these at a place; and how many of those have none before it.
    pub fn count_of(&self, db: &Db, calls: &[Condition], at: usize) -> Result<(i64, i64)> {
        let (before, call) = calls.split_at(at);
        let alternatives = call.first().map_or(&[][..], Condition::alternatives);
        let not = |it: Statement<'static>, one: &Condition| one.put(it.sql(" AND NOT "));
        let (mut has, mut only) = (0, 0);
        // One of several at a time: each is led to by another index.
        for (at, one) in alternatives.iter().enumerate() {
            let led = || {
                let statement = self.all().sql(" AND ");
                // The index of those who are called has nothing of what else may be asked.
                let statement = if self.conditions.is_empty() {
                    one.lead(statement).sql(" AND ")
                } else {
                    statement
                };
                alternatives.iter().take(at).fold(one.put(statement), not)
            };
            let of_one = counted(db, &led())?;
            has += of_one;
            only += match before {
                [] => of_one,
                _ => counted(db, &before.iter().fold(led(), not))?,
            };
        }
        Ok((has, only))
    }
}

fn counted(db: &Db, statement: &Statement<'_>) -> Result<i64> {
    let found = db.first(statement, |row| row.get(0))?;
    Ok(found.unwrap_or(0))
}

/// An account as its staffing shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountFound {
    /// Id.
    pub id: AccountId,
    /// Name.
    pub name: String,
    /// The name folded.
    pub name_key: String,
    /// Who owns it.
    pub owner_id: Option<RepId>,
}

/// The account of an id.
pub fn account(db: &Db, id: AccountId) -> Result<Option<AccountFound>> {
    let statement =
        Statement::new("SELECT a.id, a.name, a.name_key, a.owner_id FROM account a WHERE a.id = ")
            .bind(Value::Int(id.0));
    db.first(&statement, |row| {
        Ok(AccountFound {
            id: row.get(0)?,
            name: row.get(1)?,
            name_key: row.get(2)?,
            owner_id: row.get(3)?,
        })
    })
}

/// Accounts by their names: all, those without an owner, or the others.
#[derive(Clone, Copy)]
pub struct Accounts<'a> {
    /// Where they are.
    pub db: &'a Db,
    /// Whose.
    pub who: &'a Who,
    /// The day on which an owner is in a team.
    pub today: Day,
    /// Who has left: what they own nobody does.
    pub gone: &'a [RepId],
    /// Whether somebody owns them.
    pub is_owned: Option<bool>,
}

impl Accounts<'_> {
    fn of(&self, select: Statement<'static>) -> Statement<'static> {
        // The names lead to them: the index that has those has the owners too.
        let mut statement = select.sql(" FROM account a WHERE a.name_key >= ''");
        if let Some(is_owned) = self.is_owned {
            statement = statement.sql(if is_owned { " AND NOT (" } else { " AND (" });
            // The column stands inside a function, so that no index is entered by it.
            statement = self
                .gone(statement.sql("COALESCE(a.owner_id, 0) IN (0"))
                .sql(")");
        }
        self.of_who(statement)
    }

    fn of_who(&self, mut statement: Statement<'static>) -> Statement<'static> {
        if let Some(rep_id) = self.who.rep_id {
            statement = statement
                .sql(" AND COALESCE(a.owner_id, 0) = ")
                .bind(Value::Int(rep_id.0));
        }
        if let Some(team_id) = self.who.team_id {
            let today = || Value::Text(self.today.to_string().into());
            statement = statement
                .sql(" AND EXISTS (SELECT 1 FROM membership m WHERE m.rep_id = a.owner_id AND m.team_id = ")
                .bind(Value::Int(team_id.0))
                .sql(" AND m.from_on <= ")
                .bind(today())
                .sql(" AND (m.to_on IS NULL OR m.to_on > ")
                .bind(today())
                .sql("))");
        }
        statement
    }

    /// Ends a list of owners with those who have left.
    fn gone<'v>(&self, mut statement: Statement<'v>) -> Statement<'v> {
        for id in self.gone {
            statement = statement.sql(", ").bind(Value::Int(id.0));
        }
        statement.sql(")")
    }

    /// The place of an account among them, if it is one of them.
    pub fn place_of(&self, id: AccountId) -> Result<Option<Anchor>> {
        let statement = self.of(Statement::new("SELECT a.id, a.name_key"));
        let statement = statement.sql(" AND a.id = ").bind(Value::Int(id.0));
        self.db.first(&statement, place)
    }

    /// How many there are, and how many of them nobody owns.
    pub fn count(&self) -> Result<(i64, i64)> {
        let all = self.of(Statement::new("SELECT COUNT(*)"));
        // Those stand together in the index of the owners.
        let unowned =
            "SELECT COUNT(*) FROM account a WHERE (a.owner_id IS NULL OR a.owner_id IN (0";
        let unowned = self.of_who(self.gone(Statement::new(unowned)).sql(")"));
        Ok((counted(self.db, &all)?, counted(self.db, &unowned)?))
    }
}

impl Walk for Accounts<'_> {
    fn walk(&self, start: Start<'_>, is_back: bool, limit: usize) -> Result<Vec<Anchor>> {
        let mut statement = self.of(Statement::new("SELECT a.id, a.name_key"));
        if let Start::Behind(anchor) | Start::At(anchor) = start {
            let name = match &anchor.key {
                Some(Key::Text(text)) => text.clone(),
                _ => String::new(),
            };
            let than = match (is_back, matches!(start, Start::At(_))) {
                (false, false) => ") > (",
                (false, true) => ") >= (",
                (true, false) => ") < (",
                (true, true) => ") <= (",
            };
            statement = statement
                .sql(" AND (a.name_key, a.id")
                .sql(than)
                .bind(Value::Text(name.into()))
                .sql(", ")
                .bind(Value::Int(anchor.id))
                .sql(")");
        }
        let way = if is_back { " DESC" } else { "" };
        let statement = statement
            .sql(" ORDER BY a.name_key")
            .sql(way)
            .sql(", a.id")
            .sql(way)
            .sql(" LIMIT ")
            .bind(Value::Int(i64::try_from(limit).unwrap_or(i64::MAX)));
        self.db.all(&statement, place)
    }
}

fn place(row: &Row<'_>) -> Result<Anchor> {
    Ok(Anchor {
        id: row.get(0)?,
        key: Some(Key::Text(row.get(1)?)),
    })
}

/// The seat that the people of a function sit in: the first role of that function.
pub fn usual_seat<'r>(
    roles: impl IntoIterator<Item = &'r Role>,
    function: Option<Function>,
) -> Option<RoleId> {
    let of_it = |it: &&Role| function.is_some() && it.function == function;
    roles.into_iter().find(of_it).map(|it| it.id)
}
