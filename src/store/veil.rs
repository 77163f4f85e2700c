//! What somebody may not read is not there: as long as they look, each table that may hold such rows is a view of the same
//! name without them, on their connection alone. No query has to think of it, and none can forget it.
//!
//! Which rows those are is the rule of [`domain::access`](crate::domain::access), said for sets; `tests/access.rs` holds one
//! against the other. Hiding is the exception: where nothing is hidden there is no view, and what is hidden is looked up
//! once, as long as nobody writes. Writing lifts the veil ([`Db::write`]): rules hold for all rows, and a guard looks at
//! each that is written. The journal keeps rows that are gone, and images of others: [`reads`] says which may be shown.

use std::cell::RefCell;
use std::collections::BTreeSet;

use crate::domain::access::Object;
use crate::domain::id::RepId;

use super::Result;
use super::journal::last_image;
use super::record::Table;
use super::sql::{Db, Statement};
use super::tables;
use super::value::{Stored, Value};

/// How far somebody sees.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reach {
    /// Who.
    pub rep_id: RepId,
    /// Themselves and everyone they lead.
    pub led: BTreeSet<RepId>,
    /// Whether their job lets them read an object at all, in the order of [`Object::ALL`].
    pub reads: [bool; 4],
}

/// The veil of a connection.
#[derive(Debug, Default)]
pub struct Veil(RefCell<State>);

#[derive(Debug, Default)]
struct State {
    /// Before whom; nobody looks who does not see everything.
    reach: Option<Reach>,
    /// The views that there are: their tables and what made them.
    drawn: Vec<(&'static str, String)>,
    /// Whether the hidden rows are known.
    is_known: bool,
    /// Whether somebody writes, to whom all rows are there.
    is_lifted: bool,
}

/// Tables whose rows belong to deals, accounts or contacts, by these columns; no value belongs to nothing.
const BELONGING: &[(&str, &[(&str, Of)])] = &[
    ("account", &[("id", Of::Account)]),
    ("contact", &[("account_id", Of::Account)]),
    ("account_member", &[("account_id", Of::Account)]),
    ("deal", &[("id", Of::Deal)]),
    ("deal_line", &[("deal_id", Of::Deal)]),
    (
        "deal_contact",
        &[("deal_id", Of::Deal), ("contact_id", Of::Contact)],
    ),
    ("deal_history", &[("deal_id", Of::Deal)]),
    ("deal_member", &[("deal_id", Of::Deal)]),
    ("hand_off", &[("deal_id", Of::Deal)]),
    ("credit", &[("deal_id", Of::Deal)]),
    (
        "activity",
        &[
            ("deal_id", Of::Deal),
            ("account_id", Of::Account),
            ("contact_id", Of::Contact),
        ],
    ),
];

/// What a row belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Of {
    Account,
    Deal,
    Contact,
}

/// Who looks, and what is hidden from them. They are empty as long as nobody looks who does not see everything.
const TABLES: &[&str] = &[
    "CREATE TEMP TABLE IF NOT EXISTS veil_me (id BIGINT PRIMARY KEY)",
    "CREATE TEMP TABLE IF NOT EXISTS veil_led (id BIGINT PRIMARY KEY)",
    "CREATE TEMP TABLE IF NOT EXISTS veil_account (id BIGINT PRIMARY KEY)",
    "CREATE TEMP TABLE IF NOT EXISTS veil_deal (id BIGINT PRIMARY KEY)",
    "CREATE TEMP TABLE IF NOT EXISTS veil_contact (id BIGINT PRIMARY KEY)",
    "DELETE FROM veil_me",
    "DELETE FROM veil_led",
    "DELETE FROM veil_account",
    "DELETE FROM veil_deal",
    "DELETE FROM veil_contact",
];

/// Private accounts of others, of which somebody has no part: no place on the team, no deal, no case.
const ACCOUNTS: &str = "INSERT INTO veil_account SELECT a.id FROM account a WHERE a.sharing = 'private' \
     AND a.owner_id IS NOT NULL AND a.owner_id NOT IN (SELECT id FROM veil_led) \
     AND NOT EXISTS (SELECT 1 FROM account_member m WHERE m.account_id = a.id AND m.rep_id = $1 \
         AND (COALESCE(m.account_level, 'none') <> 'none' OR COALESCE(m.deal_level, 'none') <> 'none' \
             OR COALESCE(m.contract_level, 'none') <> 'none' OR COALESCE(m.case_level, 'none') <> 'none')) \
     AND NOT EXISTS (SELECT 1 FROM deal_member m CROSS JOIN deal d WHERE m.rep_id = $1 AND d.id = m.deal_id \
         AND d.account_id = a.id) \
     AND NOT EXISTS (SELECT 1 FROM deal d WHERE d.account_id = a.id AND d.owner_id IN (SELECT id FROM veil_led)) \
     AND NOT EXISTS (SELECT 1 FROM support_case c WHERE c.account_id = a.id \
         AND c.owner_id IN (SELECT id FROM veil_led))";

/// What gives a claim to a deal (`d`) beside whose its account is.
const NO_CLAIM: &str = " AND NOT EXISTS (SELECT 1 FROM deal_member m WHERE m.deal_id = d.id AND m.rep_id = $1 \
         AND COALESCE(m.deal_level, 'none') <> 'none') \
     AND NOT EXISTS (SELECT 1 FROM account_member m WHERE m.account_id = d.account_id AND m.rep_id = $1 \
         AND COALESCE(m.deal_level, 'none') <> 'none') \
     AND NOT EXISTS (SELECT 1 FROM hand_off h WHERE h.deal_id = d.id AND h.state = 'offered' \
         AND (h.to_rep_id IN (SELECT id FROM veil_led) OR (h.to_rep_id IS NULL \
             AND h.function IN (SELECT r.function FROM veil_led v JOIN rep r ON r.id = v.id))))";

/// Private deals of others, unless their account is one's own.
const DEALS: &str = "INSERT INTO veil_deal SELECT d.id FROM deal d WHERE d.sharing = 'private' \
     AND d.owner_id IS NOT NULL AND d.owner_id NOT IN (SELECT id FROM veil_led) \
     AND NOT EXISTS (SELECT 1 FROM account a WHERE a.id = d.account_id AND a.owner_id IN (SELECT id FROM veil_led))";

/// Deals of private accounts.
const DEALS_INSIDE: &str = "INSERT INTO veil_deal SELECT d.id FROM account a CROSS JOIN deal d \
     WHERE a.sharing = 'private' AND a.owner_id IS NOT NULL AND a.owner_id NOT IN (SELECT id FROM veil_led) \
     AND d.account_id = a.id AND (d.owner_id IS NULL OR d.owner_id NOT IN (SELECT id FROM veil_led))";

const CONTACTS: &str = "INSERT INTO veil_contact SELECT c.id FROM veil_account v CROSS JOIN contact c \
     WHERE c.account_id = v.id";

/// A row (`t`) of an account that is one's own, or nobody's.
const OF_OWN_ACCOUNT: &str = "EXISTS (SELECT 1 FROM main.account a WHERE a.id = t.account_id \
     AND (a.owner_id IS NULL OR a.owner_id IN (SELECT id FROM veil_led)))";

/// A row of an account whose team gives one something of its contracts.
const CONTRACT_GRANTED: &str = "EXISTS (SELECT 1 FROM main.account_member m WHERE m.account_id = t.account_id \
     AND m.rep_id IN (SELECT id FROM veil_me) AND COALESCE(m.contract_level, 'none') <> 'none')";

/// The same of its support cases.
const CASE_GRANTED: &str = "EXISTS (SELECT 1 FROM main.account_member m WHERE m.account_id = t.account_id \
     AND m.rep_id IN (SELECT id FROM veil_me) AND COALESCE(m.case_level, 'none') <> 'none')";

/// Lines of rounds name deals and accounts as they were called.
const LINES: &str = "(t.deal IS NULL OR t.deal NOT IN \
         (SELECT d.name FROM veil_deal v CROSS JOIN main.deal d WHERE d.id = v.id)) \
     AND (t.account IS NULL OR t.account NOT IN \
         (SELECT a.name FROM veil_account v CROSS JOIN main.account a WHERE a.id = v.id))";

impl Reach {
    fn may_read(&self, object: Object) -> bool {
        self.reads[object as usize]
    }

    /// What a row (`t`) must have that belongs to something by a column.
    fn of(&self, column: &str, of: Of) -> String {
        let (may_read, hidden) = match of {
            Of::Account => (self.may_read(Object::Account), "veil_account"),
            Of::Contact => (self.may_read(Object::Account), "veil_contact"),
            Of::Deal => (self.may_read(Object::Deal), "veil_deal"),
        };
        let is_itself = column == "id";
        match (may_read, is_itself) {
            (false, true) => "FALSE".to_owned(),
            (false, false) => format!("t.{column} IS NULL"),
            (true, true) => format!("t.id NOT IN (SELECT id FROM {hidden})"),
            (true, false) => {
                format!("(t.{column} IS NULL OR t.{column} NOT IN (SELECT id FROM {hidden}))")
            }
        }
    }

    /// What every row of a table must have that belongs to deals, accounts or contacts.
    fn belonging(&self, columns: &[(&str, Of)]) -> String {
        let all = columns.iter().map(|(column, of)| self.of(column, *of));
        all.collect::<Vec<_>>().join(" AND ")
    }

    /// The views that hide what is hidden of deals, accounts and contacts: table, columns, condition.
    fn views(&self) -> Vec<(&'static str, String, String)> {
        let all = || "t.*".to_owned();
        let mut views: Vec<_> = BELONGING
            .iter()
            .map(|(table, columns)| (*table, all(), self.belonging(columns)))
            .collect();
        let activity = views.iter_mut().find(|(table, ..)| *table == "activity");
        if let Some((_, columns, condition)) = activity
            && !self.may_read(Object::Deal)
            && self.may_read(Object::Account)
        {
            // What somebody does themselves they see, and not for which deal.
            *columns = without_deal();
            *condition = [
                "(t.deal_id IS NULL OR t.done_by_id IN (SELECT id FROM veil_led)) AND ",
                &self.of("account_id", Of::Account),
                " AND ",
                &self.of("contact_id", Of::Contact),
            ]
            .concat();
        }
        let of_activity = views.iter().find(|(table, ..)| *table == "activity");
        let of_activity = of_activity.map_or_else(String::new, |(.., it)| it.replace("t.", "v."));
        let item = format!(
            "EXISTS (SELECT 1 FROM main.activity v WHERE v.id = t.activity_id AND {of_activity})"
        );
        views.push(("sprint_item", all(), item));
        let named = [
            ("deal", Object::Deal, "veil_deal"),
            ("account", Object::Account, "veil_account"),
            ("contact", Object::Account, "veil_contact"),
        ];
        let by_kind = |id: &str| {
            let one = named.iter().map(|(kind, object, hidden)| {
                if self.may_read(*object) {
                    format!("(t.kind <> '{kind}' OR t.{id} NOT IN (SELECT id FROM {hidden}))")
                } else {
                    format!("t.kind <> '{kind}'")
                }
            });
            one.collect::<Vec<_>>().join(" AND ")
        };
        views.push(("word", all(), by_kind("id")));
        views.push(("external_ref", all(), by_kind("record_id")));
        let lines = if self.may_read(Object::Deal) {
            LINES.to_owned()
        } else {
            "t.deal IS NULL AND t.account IS NULL".to_owned()
        };
        views.push(("standup_line", all(), lines));
        views
    }

    /// What a contract must have.
    fn contract(&self) -> String {
        if !self.may_read(Object::Contract) {
            return "FALSE".to_owned();
        }
        [OF_OWN_ACCOUNT, " OR ", CONTRACT_GRANTED].concat()
    }

    /// What a support case must have.
    fn case(&self) -> String {
        if !self.may_read(Object::SupportCase) {
            return "FALSE".to_owned();
        }
        let own = " OR t.owner_id IN (SELECT id FROM veil_led)";
        [OF_OWN_ACCOUNT, " OR ", CASE_GRANTED, own].concat()
    }
}

/// Every column of an activity, and nothing instead of its deal.
fn without_deal() -> String {
    let columns = tables::ACTIVITY.columns.iter().map(|it| match *it {
        "deal_id" => "CAST(NULL AS BIGINT) AS deal_id".to_owned(),
        column => ["t.", column].concat(),
    });
    columns.collect::<Vec<_>>().join(", ")
}

/// From now on everything on this connection is as somebody of this reach sees it; without one as it is. `is_known` says
/// that nobody wrote since the last time.
pub fn draw(db: &Db, reach: Option<&Reach>, is_known: bool) -> Result<()> {
    let is_same = {
        let state = db.veil().0.borrow();
        state.reach.as_ref() == reach && (reach.is_none() || (state.is_known && is_known))
    };
    if is_same {
        return Ok(());
    }
    lift(db)?;
    {
        let mut state = db.veil().0.borrow_mut();
        (state.is_known, state.is_lifted) = (false, false);
        state.reach = reach.cloned();
    }
    let Some(reach) = reach else { return Ok(()) };
    find_hidden(db, reach)?;
    hang_all(db, reach)?;
    db.veil().0.borrow_mut().is_known = true;
    Ok(())
}

/// Takes the views away, so that everything is there, and returns them. Who looks is not forgotten.
pub(super) fn lift(db: &Db) -> Result<Lifted> {
    let mut lifted = Vec::new();
    // Whatever ends this half way, nobody looks before it is drawn anew.
    db.veil().0.borrow_mut().is_known = false;
    loop {
        let last = db.veil().0.borrow().drawn.last().cloned();
        let Some((table, text)) = last else {
            db.veil().0.borrow_mut().is_lifted = true;
            return Ok(Lifted(lifted));
        };
        db.run_text(&["DROP VIEW temp.", table].concat(), &[])?;
        db.veil().0.borrow_mut().drawn.pop();
        lifted.push((table, text));
    }
}

/// The views that were taken away.
pub(super) struct Lifted(Vec<(&'static str, String)>);

/// Hangs them again, before whoever looked. What is hidden is looked up anew when they ask next.
pub(super) fn let_down(db: &Db, lifted: Lifted) -> Result<()> {
    {
        let mut state = db.veil().0.borrow_mut();
        (state.is_known, state.is_lifted) = (false, false);
    }
    for (table, text) in lifted.0.into_iter().rev() {
        hang(db, table, text)?;
    }
    Ok(())
}

/// Hangs the view of a table.
fn hang(db: &Db, table: &'static str, text: String) -> Result<()> {
    db.run_text(&text, &[])?;
    db.veil().0.borrow_mut().drawn.push((table, text));
    Ok(())
}

/// Looks up what is hidden.
fn find_hidden(db: &Db, reach: &Reach) -> Result<()> {
    for text in TABLES {
        db.run(&Statement::new(text))?;
    }
    let me = reach.rep_id.to_value();
    db.run(&Statement::new("INSERT INTO veil_me (id) VALUES ($1)").with(vec![me.clone()]))?;
    for rep_id in &reach.led {
        let led = Statement::new("INSERT INTO veil_led (id) VALUES ($1)");
        db.run(&led.with(vec![rep_id.to_value()]))?;
    }
    db.run(&Statement::new(ACCOUNTS).with(vec![me.clone()]))?;
    for text in [DEALS, DEALS_INSIDE] {
        let deals = Statement::new(text).sql(NO_CLAIM).with(vec![me.clone()]);
        db.run(&deals.sql(" ON CONFLICT (id) DO NOTHING"))?;
    }
    db.run(&Statement::new(CONTACTS))?;
    Ok(())
}

/// Hangs the views that hide anything.
fn hang_all(db: &Db, reach: &Reach) -> Result<()> {
    let has = |text| -> Result<bool> {
        let found = db.first(&Statement::new(text), |row| row.int(0))?;
        Ok(found.is_some())
    };
    let hides = !reach.may_read(Object::Account)
        || !reach.may_read(Object::Deal)
        || has("SELECT id FROM veil_deal LIMIT 1")?
        || has("SELECT id FROM veil_account LIMIT 1")?;
    let mut views = if hides { reach.views() } else { Vec::new() };
    let all = || "t.*".to_owned();
    // Of an empty table there is nothing to hide.
    if has("SELECT id FROM contract LIMIT 1")? {
        views.push(("contract", all(), reach.contract()));
    }
    if has("SELECT id FROM support_case LIMIT 1")? {
        views.push(("support_case", all(), reach.case()));
    }
    for (table, columns, condition) in views {
        let text = format!(
            "CREATE TEMP VIEW {table} AS SELECT {columns} FROM main.{table} t WHERE {condition}"
        );
        hang(db, table, text)?;
    }
    Ok(())
}

/// Whether whoever looks may read a row, which may be one that is gone: an image in the journal.
pub fn reads(db: &Db, table: &Table, row: &[Value<'_>]) -> Result<bool> {
    let reach = db.veil().0.borrow().reach.clone();
    let Some(reach) = reach else { return Ok(true) };
    Reading { db, reach }.row(table, row)
}

/// Whether whoever looks may read the row of an id, as it is or as it was last.
pub fn reads_id(db: &Db, table: &'static Table, id: i64) -> Result<bool> {
    let reach = db.veil().0.borrow().reach.clone();
    let Some(reach) = reach else { return Ok(true) };
    Reading { db, reach }.id(table, Some(id))
}

/// How many of the rows of a table with an id between the two are hidden from whoever looks.
pub fn hidden_between(db: &Db, table: &'static Table, ids: (i64, i64)) -> Result<i64> {
    let is_drawn = {
        let state = db.veil().0.borrow();
        state.drawn.iter().any(|(drawn, _)| *drawn == table.name)
    };
    if !is_drawn {
        return Ok(0);
    }
    let count = |schema: &str| {
        let text = [
            "SELECT COUNT(*) FROM ",
            schema,
            table.name,
            " WHERE id BETWEEN $1 AND $2",
        ];
        let found = db.first_text(&text.concat(), &[Value::Int(ids.0), Value::Int(ids.1)], 1)?;
        let count = found.and_then(|row| row.first()?.as_int());
        Ok::<_, super::Error>(count.unwrap_or_default())
    };
    Ok(count("main.")? - count("")?)
}

/// Whether anything may be hidden from whoever looks, or looked before somebody writes.
pub fn is_drawn(db: &Db) -> bool {
    db.veil().0.borrow().reach.is_some()
}

/// The same, as long as nobody writes.
pub fn is_looked_through(db: &Db) -> bool {
    let state = db.veil().0.borrow();
    state.reach.is_some() && !state.is_lifted
}

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
struct Reading<'db> {
    db: &'db Db,
    reach: Reach,
}

impl Reading<'_> {
    fn row(&self, table: &Table, row: &[Value<'_>]) -> Result<bool> {
        let int = |column: &str| row.get(table.column(column)?)?.as_int();
        let text = |column: &str| row.get(table.column(column)?)?.as_text();
        Ok(match table.name {
            "deal" | "account" => self.record(table, row)?,
            "contract" | "support_case" => self.of_account(table, row)?,
            "activity" if !self.reach.may_read(Object::Deal) => {
                let done_by = int("done_by_id").map(RepId);
                int("deal_id").is_none() || done_by.is_some_and(|it| self.reach.led.contains(&it))
            }
            "sprint_item" => self.id(&tables::ACTIVITY, int("activity_id"))?,
            "external_ref" => match text("kind").and_then(tables::table) {
                Some(of) => self.id(of, int("record_id"))?,
                None => true,
            },
            "standup_line" => self.line(text("deal"), text("account"))?,
            name => {
                let belonging = BELONGING.iter().find(|(table, _)| *table == name);
                for (column, of) in belonging.map_or(&[][..], |(_, columns)| columns) {
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
    fn id(&self, table: &'static Table, id: Option<i64>) -> Result<bool> {
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
        Ok(!(is_private && owner.is_some()) && self.id(&tables::ACCOUNT, int("account_id"))?)
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
        let owner = tables::ACCOUNT.column("owner_id").zip(account);
        let owner = owner.and_then(|(at, row)| row.get(at)?.as_int());
        if owner.is_none() || is_led(owner) {
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

    /// A line of a round, which names a deal and an account as they were called.
    fn line(&self, deal: Option<&str>, account: Option<&str>) -> Result<bool> {
        if !self.reach.may_read(Object::Deal) {
            return Ok(deal.is_none() && account.is_none());
        }
        let hidden = [
            (
                deal,
                "SELECT d.id FROM veil_deal v CROSS JOIN main.deal d WHERE d.id = v.id AND d.name = $1 LIMIT 1",
            ),
            (
                account,
                "SELECT a.id FROM veil_account v CROSS JOIN main.account a WHERE a.id = v.id AND a.name = $1 LIMIT 1",
            ),
        ];
        for (name, text) in hidden {
            let Some(name) = name else { continue };
            let statement = Statement::new(text).with(vec![Value::Text(name.into())]);
            if self.db.first(&statement, |row| row.int(0))?.is_some() {
                return Ok(false);
            }
        }
        Ok(true)
    }
}
