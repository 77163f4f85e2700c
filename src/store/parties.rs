//! Accounts and contacts by their ids, and the deals of one.

use super::Result;
use super::jump::Named;
use super::sql::{Db, Statement};
use super::value::Value;

/// An account or a contact, and what tells it apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Party {
    /// Its name.
    pub name: String,
    /// The region of an account.
    pub region: Option<String>,
    /// The name of its owner.
    pub owner: Option<String>,
    /// The account of a contact.
    pub account: Option<String>,
}

/// The account or the contact of an id.
pub fn find(db: &Db, kind: Named, id: i64) -> Result<Option<Party>> {
    let text = match kind {
        Named::Deal => return Ok(None),
        Named::Account => {
            "SELECT p.name, p.region, r.name, CAST(NULL AS TEXT) FROM account p \
             LEFT JOIN rep r ON r.id = p.owner_id WHERE p.id = $1"
        }
        Named::Contact => {
            "SELECT p.name, CAST(NULL AS TEXT), r.name, a.name FROM contact p LEFT JOIN rep r ON r.id = p.owner_id \
             LEFT JOIN account a ON a.id = p.account_id WHERE p.id = $1"
        }
    };
    let statement = Statement::new(text).with(vec![Value::Int(id)]);
    db.first(&statement, |row| {
        Ok(Party {
            name: row.get(0)?,
            region: row.get(1)?,
            owner: row.get(2)?,
            account: row.get(3)?,
        })
    })
}

/// The deals of an account or of a contact, the newest first, at most so many.
pub fn deals_of(db: &Db, kind: Named, id: i64, limit: i64) -> Result<Vec<i64>> {
    let text = match kind {
        Named::Deal => return Ok(vec![id]),
        Named::Account => "SELECT id FROM deal WHERE account_id = $1 ORDER BY id DESC LIMIT $2",
        Named::Contact => {
            "SELECT deal_id FROM deal_contact WHERE contact_id = $1 ORDER BY deal_id DESC LIMIT $2"
        }
    };
    let statement = Statement::new(text).with(vec![Value::Int(id), Value::Int(limit)]);
    db.all(&statement, |row| row.get(0))
}
