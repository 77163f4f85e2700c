//! What is hidden from somebody, and the views without it.

use super::Reach;
use crate::domain::access::Object;
use crate::store::sql::{Db, Statement};
use crate::store::value::Stored;
use crate::store::{Result, tables};

/// Tables whose rows belong to deals, accounts or contacts, by these columns; no value belongs to nothing.
pub(super) const BELONGING: &[(&str, &[(&str, Of)])] = &[
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
pub(super) enum Of {
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
];

const EMPTY: &[&str] = &[
    "DELETE FROM veil_me",
    "DELETE FROM veil_led",
    "DELETE FROM veil_account",
    "DELETE FROM veil_deal",
    "DELETE FROM veil_contact",
];

/// Tables that hide nothing as long as they are empty, or nothing in them is private.
const PRIVATE: [&str; 2] = [
    "SELECT id FROM account WHERE sharing = 'private' LIMIT 1",
    "SELECT id FROM deal WHERE sharing = 'private' LIMIT 1",
];
const CONTRACTS: &str = "SELECT id FROM contract LIMIT 1";
const CASES: &str = "SELECT id FROM support_case LIMIT 1";
const LINES: &str = "SELECT id FROM standup_line LIMIT 1";

/// Private accounts of others (an owner stands inside a function, so that SQLite goes by the few that are private and not by
/// whose they are), of which somebody has no part: no place on the team, no deal that is theirs or waits for
/// them, no case.
const ACCOUNTS: &str = "INSERT INTO veil_account SELECT a.id FROM account a WHERE a.sharing = 'private' \
     AND COALESCE(a.owner_id, 0) NOT IN (SELECT id FROM veil_led) \
     AND NOT EXISTS (SELECT 1 FROM account_member m WHERE m.account_id = a.id AND m.rep_id = $1 \
         AND (COALESCE(m.account_level, 'none') <> 'none' OR COALESCE(m.deal_level, 'none') <> 'none' \
             OR COALESCE(m.contract_level, 'none') <> 'none' OR COALESCE(m.case_level, 'none') <> 'none')) \
     AND NOT EXISTS (SELECT 1 FROM deal_member m CROSS JOIN deal d WHERE m.rep_id = $1 AND d.id = m.deal_id \
         AND COALESCE(m.deal_level, 'none') <> 'none' AND d.account_id = a.id) \
     AND NOT EXISTS (SELECT 1 FROM deal d WHERE d.account_id = a.id AND d.owner_id IN (SELECT id FROM veil_led)) \
     AND NOT EXISTS (SELECT 1 FROM support_case c WHERE c.account_id = a.id \
         AND c.owner_id IN (SELECT id FROM veil_led)) \
     AND NOT EXISTS (SELECT 1 FROM deal d CROSS JOIN hand_off h WHERE d.account_id = a.id AND h.deal_id = d.id \
         AND h.state = 'offered' AND (h.to_rep_id IN (SELECT id FROM veil_led) OR (h.to_rep_id IS NULL \
             AND h.function IN (SELECT r.function FROM veil_led v JOIN rep r ON r.id = v.id))))";

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
     AND COALESCE(d.owner_id, 0) NOT IN (SELECT id FROM veil_led) \
     AND NOT EXISTS (SELECT 1 FROM account a WHERE a.id = d.account_id AND a.owner_id IN (SELECT id FROM veil_led))";

/// Deals of private accounts.
const DEALS_INSIDE: &str = "INSERT INTO veil_deal SELECT d.id FROM account a CROSS JOIN deal d \
     WHERE a.sharing = 'private' AND COALESCE(a.owner_id, 0) NOT IN (SELECT id FROM veil_led) \
     AND d.account_id = a.id AND (d.owner_id IS NULL OR d.owner_id NOT IN (SELECT id FROM veil_led))";

const CONTACTS: &str = "INSERT INTO veil_contact SELECT c.id FROM veil_account v CROSS JOIN contact c \
     WHERE c.account_id = v.id";

/// A row (`t`) of an account that is one's own, or nobody's and open to all.
const OF_OWN_ACCOUNT: &str = "EXISTS (SELECT 1 FROM main.account a WHERE a.id = t.account_id \
     AND (a.owner_id IN (SELECT id FROM veil_led) OR (a.owner_id IS NULL AND a.sharing IS DISTINCT FROM 'private')))";

/// A row of an account whose team gives one something of its contracts.
const CONTRACT_GRANTED: &str = "EXISTS (SELECT 1 FROM main.account_member m WHERE m.account_id = t.account_id \
     AND m.rep_id IN (SELECT id FROM veil_me) AND COALESCE(m.contract_level, 'none') <> 'none')";

/// The same of its support cases.
const CASE_GRANTED: &str = "EXISTS (SELECT 1 FROM main.account_member m WHERE m.account_id = t.account_id \
     AND m.rep_id IN (SELECT id FROM veil_me) AND COALESCE(m.case_level, 'none') <> 'none')";

/// How often seats are taken, less those on what is hidden.
const SEATS: &str = "CREATE TEMP VIEW seat_count AS SELECT rep_id, role_id, CAST(SUM(deals) AS BIGINT) AS deals, \
     CAST(SUM(own_deals) AS BIGINT) AS own_deals, CAST(SUM(accounts) AS BIGINT) AS accounts FROM (\
         SELECT rep_id, role_id, deals, own_deals, accounts FROM main.seat_count \
         UNION ALL SELECT m.rep_id, COALESCE(m.role_id, 0), -1, CASE WHEN d.owner_id = m.rep_id THEN -1 ELSE 0 END, 0 \
             FROM veil_deal v CROSS JOIN main.deal d CROSS JOIN main.deal_member m \
             WHERE d.id = v.id AND d.closed_on IS NULL AND m.deal_id = d.id \
         UNION ALL SELECT m.rep_id, COALESCE(m.role_id, 0), 0, 0, -1 \
             FROM veil_account v CROSS JOIN main.account_member m WHERE m.account_id = v.id\
     ) AS seat GROUP BY rep_id, role_id HAVING CAST(SUM(deals) AS BIGINT) > 0 \
     OR CAST(SUM(accounts) AS BIGINT) > 0";

/// Lines of rounds name deals and accounts as they were called: of what is gone they are there for who told them.
const LINES_READ: &str = "(t.deal IS NULL OR CASE WHEN EXISTS (SELECT 1 FROM main.deal d WHERE d.id = t.deal_id) \
         THEN t.deal_id NOT IN (SELECT id FROM veil_deal) ELSE t.rep_id IN (SELECT id FROM veil_led) END) \
     AND (t.account IS NULL OR CASE WHEN EXISTS (SELECT 1 FROM main.account a WHERE a.id = t.account_id) \
         THEN t.account_id NOT IN (SELECT id FROM veil_account) ELSE t.rep_id IN (SELECT id FROM veil_led) END)";

impl Reach {
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
            (false, false) => ["t.", column, " IS NULL"].concat(),
            (true, true) => ["t.id NOT IN (SELECT id FROM ", hidden, ")"].concat(),
            (true, false) => [
                "(t.",
                column,
                " IS NULL OR t.",
                column,
                " NOT IN (SELECT id FROM ",
                hidden,
                "))",
            ]
            .concat(),
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
        let account = views.iter_mut().find(|(table, ..)| *table == "account");
        if let Some((_, columns, _)) = account {
            *columns = without_parent();
        }
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
        let item = [
            "EXISTS (SELECT 1 FROM main.activity v WHERE v.id = t.activity_id AND ",
            &of_activity,
            ")",
        ]
        .concat();
        views.push(("sprint_item", all(), item));
        let named = [
            ("deal", Object::Deal, "veil_deal"),
            ("account", Object::Account, "veil_account"),
            ("contact", Object::Account, "veil_contact"),
        ];
        let by_kind = |id: &str| {
            let one = named.iter().map(|(kind, object, hidden)| {
                let other = ["t.kind <> '", kind, "'"].concat();
                if !self.may_read(*object) {
                    return other;
                }
                let seen = [" OR t.", id, " NOT IN (SELECT id FROM ", hidden, "))"].concat();
                ["(", &other, &seen].concat()
            });
            one.collect::<Vec<_>>().join(" AND ")
        };
        views.push(("word", all(), by_kind("id")));
        views.push(("external_ref", all(), by_kind("record_id")));
        views
    }

    /// The view of how often seats are taken.
    fn seats(&self) -> String {
        let mut text = SEATS.to_owned();
        let unread = [
            (
                Object::Deal,
                " deals, own_deals,",
                " 0 AS deals, 0 AS own_deals,",
            ),
            (
                Object::Account,
                " accounts FROM main",
                " 0 AS accounts FROM main",
            ),
            // Nor is anything taken off what is not counted.
            (
                Object::Deal,
                " -1, CASE WHEN d.owner_id = m.rep_id THEN -1 ELSE 0 END, 0 ",
                " 0, 0, 0 ",
            ),
            (Object::Account, " 0, 0, -1 ", " 0, 0, 0 "),
        ];
        for (object, column, nothing) in unread {
            if !self.may_read(object) {
                text = text.replace(column, nothing);
            }
        }
        text
    }

    /// What a line of a round must have.
    fn line(&self) -> String {
        if self.may_read(Object::Deal) {
            LINES_READ.to_owned()
        } else {
            "t.deal IS NULL AND t.account IS NULL".to_owned()
        }
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

/// Every column of an account, and nothing instead of a parent that is hidden.
fn without_parent() -> String {
    let columns = tables::ACCOUNT.columns.iter().map(|it| match *it {
        "parent_id" => "CASE WHEN t.parent_id IN (SELECT id FROM veil_account) THEN NULL \
             ELSE t.parent_id END AS parent_id"
            .to_owned(),
        column => ["t.", column].concat(),
    });
    columns.collect::<Vec<_>>().join(", ")
}

fn has(db: &Db, text: &'static str) -> Result<bool> {
    let found = db.first(&Statement::new(text), |row| row.int(0))?;
    Ok(found.is_some())
}

/// Looks up what is hidden; says whether it is anything of deals and accounts.
pub(super) fn find(db: &Db, reach: &Reach) -> Result<bool> {
    let (has_tables, is_filled) = {
        let state = db.veil().0.borrow();
        (state.has_tables, state.is_filled)
    };
    let run = |texts: &[&'static str]| -> Result<()> {
        let mut texts = texts.iter().map(|text| Statement::new(text));
        texts.try_for_each(|text| db.run(&text).map(drop))
    };
    if !has_tables {
        run(TABLES)?;
        db.veil().0.borrow_mut().has_tables = true;
    }
    if is_filled {
        run(EMPTY)?;
        db.veil().0.borrow_mut().is_filled = false;
    }
    let is_private = has(db, PRIVATE[0])? || has(db, PRIVATE[1])?;
    let reads_both = reach.may_read(Object::Account) && reach.may_read(Object::Deal);
    let may_hide = has(db, CONTRACTS)? || has(db, CASES)? || has(db, LINES)?;
    if !is_private && reads_both && !may_hide {
        return Ok(false);
    }
    db.veil().0.borrow_mut().is_filled = true;
    let me = reach.rep_id.to_value();
    db.run(&Statement::new("INSERT INTO veil_me (id) VALUES ($1)").with(vec![me.clone()]))?;
    for rep_id in &reach.led {
        let led = Statement::new("INSERT INTO veil_led (id) VALUES ($1)");
        db.run(&led.with(vec![rep_id.to_value()]))?;
    }
    if !is_private {
        return Ok(!reads_both);
    }
    db.run(&Statement::new(ACCOUNTS).with(vec![me.clone()]))?;
    for text in [DEALS, DEALS_INSIDE] {
        let deals = Statement::new(text).sql(NO_CLAIM).with(vec![me.clone()]);
        db.run(&deals.sql(" ON CONFLICT (id) DO NOTHING"))?;
    }
    run(&[CONTACTS])?;
    Ok(!reads_both
        || has(db, "SELECT id FROM veil_deal LIMIT 1")?
        || has(db, "SELECT id FROM veil_account LIMIT 1")?)
}

/// The views that hide anything, each with what makes it.
pub(super) fn views(db: &Db, reach: &Reach, hides: bool) -> Result<Vec<(&'static str, String)>> {
    let mut views = if hides { reach.views() } else { Vec::new() };
    let all = || "t.*".to_owned();
    if has(db, CONTRACTS)? {
        views.push(("contract", all(), reach.contract()));
    }
    if has(db, CASES)? {
        views.push(("support_case", all(), reach.case()));
    }
    if has(db, LINES)? {
        views.push(("standup_line", all(), reach.line()));
    }
    let seats = hides.then(|| ("seat_count", reach.seats()));
    let made = views.into_iter().map(|(table, columns, condition)| {
        let text = [
            "CREATE TEMP VIEW ",
            table,
            " AS SELECT ",
            &columns,
            " FROM main.",
            table,
            " t WHERE ",
            &condition,
        ];
        (table, text.concat())
    });
    Ok(made.chain(seats).collect())
}
