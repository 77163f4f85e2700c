//! Whether somebody may read a row that stands in no table any more, or in none that a view could hide.

use super::Reach;
use super::hidden::{BELONGING, Of};
use crate::domain::access::Object;
use crate::domain::id::RepId;
use crate::store::journal::last_image;
use crate::store::record::Table;
use crate::store::sql::{Db, Statement};
use crate::store::value::{Stored, Value};
use crate::store::{Result, tables};

/// A row as it is, before whomever it is.
fn live(db: &Db, table: &Table, id: i64) -> Result<Option<Vec<Value<'static>>>> {
    let text = [
        "SELECT ",
        &table.columns.join(", "),
        " FROM main.",
        table.name,
        " WHERE id = $1",
    ];
    db.first_text(&text.concat(), &[Value::Int(id)], table.columns.len())
}

/// Reads rows for somebody.
pub(super) struct Reading<'db> {
    pub(super) db: &'db Db,
    pub(super) reach: Reach,
}

impl Reading<'_> {
    pub(super) fn row(&self, table: &Table, row: &[Value<'_>]) -> Result<bool> {
        let int = |column: &str| row.get(table.column(column)?)?.as_int();
        let held = |column: &str| row.get(table.column(column)?)?.as_text();
        Ok(match table.name {
            "deal" | "account" => self.record(table, row)?,
            "contract" | "support_case" => self.of_account(table, row)?,
            "sprint_item" => self.id(&tables::ACTIVITY, int("activity_id"))?,
            "external_ref" => match held("kind").and_then(tables::table) {
                Some(of) => self.id(of, int("record_id"))?,
                None => true,
            },
            "standup_line" => self.line(row)?,
            name => {
                let belonging = BELONGING.iter().find(|(table, _)| *table == name);
                // What somebody does themselves they see, and not for which deal.
                let is_own = name == "activity"
                    && int("done_by_id").is_some_and(|it| self.reach.led.contains(&RepId(it)));
                let is_masked = is_own && !self.reach.may_read(Object::Deal);
                let columns = belonging.map_or(&[][..], |(_, columns)| columns);
                for (column, of) in columns {
                    if is_masked && *of == Of::Deal {
                        continue;
                    }
                    let of = match of {
                        Of::Account => &tables::ACCOUNT,
                        Of::Deal => &tables::DEAL,
                        Of::Contact => &tables::CONTACT,
                    };
                    if !self.id(of, int(column))? {
                        return Ok(false);
                    }
                }
                true
            }
        })
    }

    /// The row of an id as it is, or as it was last.
    pub(super) fn id(&self, table: &'static Table, id: Option<i64>) -> Result<bool> {
        let Some(id) = id else { return Ok(true) };
        let row = match live(self.db, table, id)? {
            Some(row) => Some(row),
            None => last_image(self.db, table, id)?,
        };
        row.map_or(Ok(true), |row| self.row(table, &row))
    }

    /// A deal or an account: one that is there is hidden or not, of one that is gone its last owner decides.
    fn record(&self, table: &Table, row: &[Value<'_>]) -> Result<bool> {
        let (object, hidden) = match table.name {
            "deal" => (Object::Deal, "SELECT id FROM veil_deal WHERE id = $1"),
            _ => (Object::Account, "SELECT id FROM veil_account WHERE id = $1"),
        };
        if !self.reach.may_read(object) {
            return Ok(false);
        }
        let column = |column: &str| row.get(table.column(column)?);
        let int = |name: &str| column(name)?.as_int();
        let id = int("id").unwrap_or_default();
        if live(self.db, table, id)?.is_some() {
            let hidden = Statement::new(hidden).with(vec![Value::Int(id)]);
            return Ok(self.db.first(&hidden, |row| row.int(0))?.is_none());
        }
        let owner = int("owner_id").map(RepId);
        let is_private = column("sharing").and_then(Value::as_text) == Some("private");
        if owner.is_some_and(|owner| self.reach.led.contains(&owner)) {
            return Ok(true);
        }
        Ok(!is_private && self.id(&tables::ACCOUNT, int("account_id"))?)
    }

    /// A contract or a support case.
    fn of_account(&self, table: &Table, row: &[Value<'_>]) -> Result<bool> {
        let int = |column: &str| row.get(table.column(column)?)?.as_int();
        let (object, granted) = match table.name {
            "contract" => (Object::Contract, "contract_level"),
            _ => (Object::SupportCase, "case_level"),
        };
        if !self.reach.may_read(object) {
            return Ok(false);
        }
        let is_led =
            |owner: Option<i64>| owner.is_some_and(|it| self.reach.led.contains(&RepId(it)));
        if is_led(int("owner_id")) {
            return Ok(true);
        }
        let account_id = int("account_id").unwrap_or_default();
        let account = match live(self.db, &tables::ACCOUNT, account_id)? {
            Some(row) => Some(row),
            None => last_image(self.db, &tables::ACCOUNT, account_id)?,
        };
        let of_account = |column: &str| account.as_ref()?.get(tables::ACCOUNT.column(column)?);
        let owner = of_account("owner_id").and_then(Value::as_int);
        let is_private = of_account("sharing").and_then(Value::as_text) == Some("private");
        if (owner.is_none() && !is_private) || is_led(owner) {
            return Ok(true);
        }
        let statement = Statement::new("SELECT m.")
            .sql(granted)
            .sql(" FROM main.account_member m WHERE m.account_id = ")
            .bind(Value::Int(account_id))
            .sql(" AND m.rep_id = ")
            .bind(self.reach.rep_id.to_value());
        let level: Option<String> = self.db.first(&statement, |row| row.get(0))?.flatten();
        Ok(level.is_some_and(|level| level != "none"))
    }

    /// A line of a round: of what is gone it is there for who told it.
    fn line(&self, row: &[Value<'_>]) -> Result<bool> {
        let held = |column: &str| row.get(tables::STANDUP_LINE.column(column)?);
        let int = |column: &str| held(column)?.as_int();
        let is_own = int("rep_id").is_some_and(|it| self.reach.led.contains(&RepId(it)));
        for (name, id, table) in [
            ("deal", "deal_id", &tables::DEAL),
            ("account", "account_id", &tables::ACCOUNT),
        ] {
            if held(name).is_none_or(Value::is_null) {
                continue;
            }
            let about = int(id).map(|id| live(self.db, table, id));
            let reads = match about.transpose()?.flatten() {
                _ if !self.reach.may_read(Object::Deal) => false,
                Some(row) => self.row(table, &row)?,
                None => is_own,
            };
            if !reads {
                return Ok(false);
            }
        }
        Ok(true)
    }
}
