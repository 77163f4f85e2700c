//! What follows from rows: the derived columns of deals, the amounts of credits, how often seats are taken and which of them
//! are on decided deals, and the words of names.
//!
//! The writer notes here what it touched, and this brings what follows up to date once, when the entry closes.
//! Notes of an attempt that was taken back may stay: what follows is then computed anew and found to be as it was.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::credit::shared;
use crate::domain::deal::StageKind;
use crate::store::record::Table;
use crate::store::sql::{Db, Statement};
use crate::store::value::{Stored, Value};
use crate::store::words::{self, NAMED};
use crate::store::{Result, credits, tables};

/// Deals that are compared with what they follow from at a time.
const PAGE: i64 = 1_000;

/// A deal's derived columns, as they stand and what they follow from. A planned activity without a day is the latest; what a
/// role owes is a step once it has a day. Who sits on an open deal is said in `store::band`, as bits, and so is what its owner
/// does not know.
const DERIVED: &str = "SELECT d.id, d.stage_since_on, d.touched_on, d.next_on, d.push_count, d.active_on, d.meeting_on, \
     d.owner_key, d.account_key, d.product_count, d.contact_count, d.seated, d.unknown_count, \
     (SELECT MAX(h.changed_on) FROM deal_history h WHERE h.deal_id = d.id AND h.new_stage_id = d.stage_id \
         AND h.old_stage_id IS DISTINCT FROM h.new_stage_id), \
     d.started_on, \
     (SELECT MAX(h.changed_on) FROM deal_history h WHERE h.deal_id = d.id), \
     (SELECT MAX(a.held_on) FROM activity a WHERE a.deal_id = d.id AND a.status = 'done'), \
     (SELECT MIN(COALESCE(a.held_on, '2099-12-31')) FROM activity a WHERE a.deal_id = d.id AND a.status = 'planned' \
         AND (a.kind <> 'duty' OR a.held_on IS NOT NULL)), \
     (SELECT COUNT(*) FROM deal_history h WHERE h.deal_id = d.id AND h.old_close_on < h.new_close_on \
         AND h.old_stage_id NOT IN (SELECT s.id FROM stage s WHERE s.kind <> 'open') \
         AND h.new_stage_id NOT IN (SELECT s.id FROM stage s WHERE s.kind <> 'open')), \
     (SELECT MAX(COALESCE(a.held_on, '2099-12-31')) FROM activity a WHERE a.deal_id = d.id AND a.status = 'planned' \
         AND a.kind IN ('meeting', 'demo')), \
     (SELECT r.name_key FROM rep r WHERE r.id = d.owner_id), \
     (SELECT c.name_key FROM account c WHERE c.id = d.account_id), \
     (SELECT COUNT(DISTINCT l.product_id) FROM deal_line l WHERE l.deal_id = d.id), \
     (SELECT COUNT(DISTINCT x.contact_id) FROM deal_contact x WHERE x.deal_id = d.id), \
     CASE WHEN d.closed_on IS NULL THEN (SELECT CAST(COALESCE(SUM(DISTINCT s.bit), 0) AS BIGINT) FROM (\
         SELECT CASE r.function WHEN 'sales_engineer' THEN 1 WHEN 'executive_sponsor' THEN 2 ELSE 0 END AS bit \
             FROM rep r WHERE r.id = d.owner_id \
         UNION ALL SELECT CASE CASE WHEN m.role_id IS NULL THEN r.function ELSE o.function END \
             WHEN 'sales_engineer' THEN 1 WHEN 'executive_sponsor' THEN 2 ELSE 0 END * CASE WHEN r.left_on IS NULL THEN 1 ELSE 4 END \
             FROM deal_member m JOIN rep r ON r.id = m.rep_id LEFT JOIN role o ON o.id = m.role_id WHERE m.deal_id = d.id \
         UNION ALL SELECT CASE CASE WHEN m.role_id IS NULL THEN r.function ELSE o.function END \
             WHEN 'sales_engineer' THEN 1 WHEN 'executive_sponsor' THEN 2 ELSE 0 END * CASE WHEN r.left_on IS NULL THEN 1 ELSE 4 END \
             FROM account_member m JOIN rep r ON r.id = m.rep_id LEFT JOIN role o ON o.id = m.role_id \
             WHERE m.account_id = d.account_id) AS s) ELSE 0 END, \
     CASE WHEN d.closed_on IS NULL AND EXISTS (SELECT 1 FROM skill k WHERE k.rep_id = d.owner_id) THEN \
         (SELECT COUNT(DISTINCT l.product_id) FROM deal_line l JOIN product p ON p.id = l.product_id WHERE l.deal_id = d.id \
             AND NOT EXISTS (SELECT 1 FROM skill k WHERE k.rep_id = d.owner_id AND k.name_key = p.name_key \
             AND k.level >= 3)) ELSE 0 END \
     FROM deal d WHERE d.id BETWEEN $1 AND $2 ORDER BY d.id LIMIT $3";

/// Deals that were put off while they were in a stage, came to it or left it.
const PUSHED: &str = "SELECT h.deal_id FROM deal_history h WHERE h.old_stage_id = $1 AND h.old_close_on < h.new_close_on \
     UNION SELECT h.deal_id FROM deal_history h WHERE h.new_stage_id = $1 AND h.old_close_on < h.new_close_on";

/// How often somebody sits in a seat, counted anew: on open deals, on open deals of their own, on accounts.
const SEAT: &str = "INSERT INTO seat_count (rep_id, role_id, deals, own_deals, accounts) SELECT $1, $2, \
     COUNT(*), COUNT(CASE WHEN d.owner_id = $1 THEN 1 END), \
     (SELECT COUNT(*) FROM account_member a WHERE a.rep_id = $1 AND a.role_id IS NOT DISTINCT FROM NULLIF($2, 0)) \
     FROM deal_member m CROSS JOIN deal d WHERE m.rep_id = $1 AND m.role_id IS NOT DISTINCT FROM NULLIF($2, 0) \
     AND m.closed_on IS NULL AND d.id = m.deal_id \
     ON CONFLICT (rep_id, role_id) DO UPDATE \
     SET deals = excluded.deals, own_deals = excluded.own_deals, accounts = excluded.accounts";

/// A seat that nobody takes any more.
const EMPTY_SEAT: &str =
    "DELETE FROM seat_count WHERE rep_id = $1 AND role_id = $2 AND deals = 0 AND accounts = 0";

/// Tables whose rows are seats.
const SEATED: &[&str] = &["deal_member", "account_member"];

/// When a deal was decided, in its seats.
const CLOSED_OF_DEAL: &str = "UPDATE deal_member SET closed_on = (SELECT closed_on FROM deal WHERE id = $1) WHERE deal_id = $1";

/// When the deals of seats were decided: of a run of them.
const CLOSED_OF_SEATS: &str = "UPDATE deal_member SET closed_on = (SELECT d.closed_on FROM deal d WHERE d.id = deal_member.deal_id) \
     WHERE id BETWEEN $1 AND $2";

/// The seats on a deal.
const SEATS_OF: &str = "SELECT rep_id, COALESCE(role_id, 0) FROM deal_member WHERE deal_id = $1";

/// What says who sits on open deals and what their owners know, beside what belongs to the deals themselves: a table, which of
/// its columns matter (all, where none is named), which of them leads to the deals, and how.
const LEADING: &[Leading] = &[
    Leading {
        table: "account_member",
        columns: &[],
        by: "account_id",
        text: "SELECT id FROM deal WHERE account_id = $1 AND closed_on IS NULL",
    },
    Leading {
        table: "skill",
        columns: &[],
        by: "rep_id",
        text: "SELECT id FROM deal WHERE owner_id = $1 AND closed_on IS NULL",
    },
    Leading {
        table: "product",
        columns: &["name_key"],
        by: "id",
        text: "SELECT d.id FROM deal_line l CROSS JOIN deal d WHERE l.product_id = $1 AND d.id = l.deal_id \
               AND d.closed_on IS NULL",
    },
    Leading {
        table: "rep",
        columns: &["function", "left_on"],
        by: "id",
        text: "SELECT id FROM deal WHERE owner_id = $1 AND closed_on IS NULL \
               UNION SELECT d.id FROM deal_member m CROSS JOIN deal d WHERE m.rep_id = $1 AND d.id = m.deal_id \
               AND d.closed_on IS NULL \
               UNION SELECT d.id FROM account_member m CROSS JOIN deal d WHERE m.rep_id = $1 AND d.account_id = m.account_id \
               AND d.closed_on IS NULL",
    },
    Leading {
        table: "role",
        columns: &["function"],
        by: "id",
        text: "SELECT d.id FROM deal_member m CROSS JOIN deal d WHERE m.role_id = $1 AND d.id = m.deal_id \
               AND d.closed_on IS NULL \
               UNION SELECT d.id FROM account_member m CROSS JOIN deal d WHERE m.role_id = $1 AND d.account_id = m.account_id \
               AND d.closed_on IS NULL",
    },
];

/// A table that leads to deals.
struct Leading {
    table: &'static str,
    columns: &'static [&'static str],
    by: &'static str,
    text: &'static str,
}

/// Names that deals keep a copy of: whose, and how it is brought up to date in the deals before an id.
const KEPT_NAMES: &[(&str, &str)] = &[
    (
        "rep",
        "UPDATE deal SET owner_key = $1 WHERE owner_id = $2 AND id < $3",
    ),
    (
        "account",
        "UPDATE deal SET account_key = $1 WHERE account_id = $2 AND id < $3",
    ),
];

/// What was touched.
#[derive(Debug, Default)]
pub(super) struct Derived {
    /// Deals from before the entry whose history, activities, products, contacts or own row were written to.
    deals: BTreeSet<i64>,
    /// Deals whose amount or owner changed, and those from before the entry whose shares were written to.
    shared: BTreeSet<i64>,
    /// Stages from before the entry that were closed and are no longer, or the other way round: a push from or to one
    /// of them counts otherwise.
    turned: BTreeSet<i64>,
    /// Seats that were taken or left: whose, and in which role.
    seats: BTreeSet<(i64, i64)>,
    /// Deals that were decided or opened again, or that somebody else owns.
    decided: BTreeSet<i64>,
    /// Seats on deals from before the entry that were written to.
    members: BTreeSet<i64>,
    /// Rows of [`LEADING`] that changed: the number of theirs, and the id that leads to deals from before the entry.
    leading: BTreeSet<(usize, i64)>,
    /// Named records from before the entry, with the key of the name they had when it began; `None` was not there.
    names: BTreeMap<(&'static str, i64), Option<String>>,
}

impl Derived {
    /// Takes note of a row before and after; `is_new` says which rows this entry made: they are looked at together.
    pub(super) fn note(
        &mut self,
        table: &'static Table,
        before: Option<&[Value<'_>]>,
        after: Option<&[Value<'_>]>,
        is_new: impl Fn(i64) -> bool,
    ) {
        let value = |row: Option<&[Value<'_>]>, column: &str| {
            let at = table.column(column)?;
            row?.get(at).cloned().map(Value::into_owned)
        };
        let has_changed = |columns: &[&str]| {
            let mut columns = columns.iter();
            let is_other = |column: &&str| value(before, column) != value(after, column);
            before.is_some() && after.is_some() && columns.any(is_other)
        };
        let deal_column = match table.name {
            "deal" if after.is_some() => Some("id"),
            "deal_history" | "activity" | "deal_line" | "deal_contact" | "deal_member" => {
                Some("deal_id")
            }
            _ => None,
        };
        for row in [before, after] {
            let id = deal_column.and_then(|column| value(row, column)?.as_int());
            self.deals.extend(id.filter(|id| !is_new(*id)));
        }
        let shared_column = match table.name {
            "deal" if has_changed(&["amount", "owner_id"]) => Some("id"),
            "credit" => Some("deal_id"),
            _ => None,
        };
        for row in [before, after] {
            // The shares that an entry made are looked at together.
            let is_kept = |row| {
                !value(row, "id")
                    .and_then(|id| id.as_int())
                    .is_some_and(&is_new)
            };
            let column = shared_column.filter(|_| before.is_some() || is_kept(row));
            self.shared
                .extend(column.and_then(|column| value(row, column)?.as_int()));
        }
        if table.name == "deal" && has_changed(&["closed_on", "owner_id"]) {
            let id = value(after, "id").and_then(|id| id.as_int());
            self.decided.extend(id.filter(|id| !is_new(*id)));
        }
        if table.name == "deal_member" {
            let id = value(after, "id").and_then(|id| id.as_int());
            self.members.extend(id.filter(|id| !is_new(*id)));
        }
        for row in [before, after] {
            let number = |column| value(row, column).and_then(|it| it.as_int());
            if SEATED.contains(&table.name)
                && let Some(rep_id) = number("rep_id")
            {
                self.seats.insert((rep_id, number("role_id").unwrap_or(0)));
            }
            for (at, it) in LEADING.iter().enumerate() {
                let is_meant =
                    it.table == table.name && (it.columns.is_empty() || has_changed(it.columns));
                if is_meant && let Some(id) = number(it.by).filter(|id| !is_new(*id)) {
                    self.leading.insert((at, id));
                }
            }
        }
        if table.name == "stage" {
            // One that is not there is as an open one to the history that names it.
            let is_closed = |row| {
                let kind = value(row, "kind");
                kind.is_some_and(|kind| kind.as_text() != Some(StageKind::Open.code()))
            };
            let id = value(before.or(after), "id").and_then(|id| id.as_int());
            let id = id.filter(|id| !is_new(*id) && is_closed(before) != is_closed(after));
            self.turned.extend(id);
        }
        if is_named(table) && after.is_some() {
            let key = |row| value(row, "name_key");
            let id = value(after, "id").and_then(|id| id.as_int());
            if let Some(id) = id.filter(|id| !is_new(*id))
                && key(before) != key(after)
            {
                let old = || key(before).and_then(|key| Some(key.as_text()?.to_owned()));
                self.names.entry((table.name, id)).or_insert_with(old);
            }
        }
    }

    /// Takes the words of a row that goes along with it: an undo takes away many, and their names need not be kept.
    pub(super) fn forget(db: &Db, table: &'static Table, row: &[Value<'_>]) -> Result<()> {
        let at = table.column("name_key").filter(|_| is_named(table));
        let key = at.and_then(|at| row.get(at)?.as_text());
        let id = row.first().and_then(Value::as_int);
        match (id, key) {
            (Some(id), Some(key)) => words::replace(db, table, id, Some(key), None),
            _ => Ok(()),
        }
    }

    /// Brings up to date what follows from what was noted, and from the rows that the entry made: runs of ids by table.
    pub(super) fn settle(
        mut self,
        db: &Db,
        created: impl Fn(&Table) -> Option<(i64, i64)>,
    ) -> Result<()> {
        for &table in NAMED {
            if let Some(ids) = created(table) {
                words::add_all(db, table, ids)?;
            }
        }
        for ((name, id), old) in std::mem::take(&mut self.names) {
            let Some(table) = tables::table(name) else {
                continue;
            };
            let statement = Statement::new("SELECT name_key FROM ")
                .sql(table.name)
                .sql(" WHERE id = ")
                .bind(Value::Int(id));
            let new: Option<String> = db.first(&statement, |row| row.get(0))?;
            words::replace(db, table, id, old.as_deref(), new.as_deref())?;
            // Deals that the entry made look it up themselves, and may not have their indexes yet.
            let first_new = created(&tables::DEAL).map_or(i64::MAX, |(first, _)| first);
            for (_, text) in KEPT_NAMES.iter().filter(|(of, _)| *of == name) {
                let values = [new.to_value(), Value::Int(id), Value::Int(first_new)];
                db.run_text(text, &values)?;
            }
        }
        let leading = std::mem::take(&mut self.leading).into_iter();
        let leading = leading.map(|(at, id)| (LEADING[at].text, id));
        let turned = self.turned.iter().map(|id| (PUSHED, *id));
        for (text, id) in leading.chain(turned) {
            let statement = Statement::new(text).with(vec![Value::Int(id)]);
            self.deals
                .extend(db.all(&statement, |row| row.get::<i64>(0))?);
        }
        if let Some(ids) = created(&tables::DEAL) {
            settle_deals(db, ids)?;
        }
        self.settle_seats(db, created(&tables::DEAL_MEMBER))?;
        let new = created(&tables::CREDIT);
        for deal_id in self.shared_deals(db, new)? {
            settle_credits(db, deal_id)?;
        }
        self.deals
            .into_iter()
            .try_for_each(|id| settle_deals(db, (id, id)))
    }

    /// Says of the seats that were taken, these new ones among them, or whose deals were decided, when that was; counts those
    /// anew that were taken or left, or whose deals were decided.
    fn settle_seats(&mut self, db: &Db, new: Option<(i64, i64)>) -> Result<()> {
        for (first, last) in self.members.iter().map(|&id| (id, id)).chain(new) {
            db.run_text(CLOSED_OF_SEATS, &[Value::Int(first), Value::Int(last)])?;
        }
        for &deal_id in &self.decided {
            db.run_text(CLOSED_OF_DEAL, &[Value::Int(deal_id)])?;
            let seats = Statement::new(SEATS_OF).with(vec![Value::Int(deal_id)]);
            self.seats
                .extend(db.all(&seats, |row| Ok((row.get(0)?, row.get(1)?)))?);
        }
        for &(rep_id, role_id) in &self.seats {
            for text in [SEAT, EMPTY_SEAT] {
                db.run_text(text, &[Value::Int(rep_id), Value::Int(role_id)])?;
            }
        }
        Ok(())
    }

    /// Deals whose shares are to be looked at, with those of the credits that the entry made: a run of ids.
    pub(super) fn shared_deals(&self, db: &Db, new: Option<(i64, i64)>) -> Result<BTreeSet<i64>> {
        let mut shared = self.shared.clone();
        if let Some((first, last)) = new {
            let statement = Statement::new("SELECT DISTINCT deal_id FROM credit WHERE id BETWEEN ")
                .bind(Value::Int(first))
                .sql(" AND ")
                .bind(Value::Int(last));
            shared.extend(db.all(&statement, |row| row.get::<i64>(0))?);
        }
        Ok(shared)
    }
}

/// Corrects what the shares of a deal are worth, kind by kind.
fn settle_credits(db: &Db, deal_id: i64) -> Result<()> {
    let held = credits::worth(db, deal_id)?;
    for of_kind in held.chunk_by(|one, other| one.kind == other.kind) {
        let shares: Vec<i64> = of_kind.iter().map(|it| it.share).collect();
        let whole = of_kind.first().and_then(|it| it.whole);
        let parts = whole.map(|amount| shared(amount, &shares));
        for (at, it) in of_kind.iter().enumerate() {
            let follows = parts.as_ref().and_then(|parts| parts.get(at).copied());
            if it.amount != follows {
                db.run_text(
                    "UPDATE credit SET amount = $1 WHERE id = $2",
                    &[follows.to_value(), Value::Int(it.id)],
                )?;
            }
        }
    }
    Ok(())
}

/// Works out what all shares are worth.
pub(in crate::store) fn fill_credits(db: &Db) -> Result<()> {
    let all = Derived::default().shared_deals(db, Some((i64::MIN, i64::MAX)))?;
    all.into_iter()
        .try_for_each(|deal_id| settle_credits(db, deal_id))
}

fn is_named(table: &Table) -> bool {
    NAMED.iter().any(|named| named.name == table.name)
}

/// Corrects the derived columns of the deals with an id between the two, where they do not follow.
fn settle_deals(db: &Db, ids: (i64, i64)) -> Result<()> {
    let mut first = ids.0;
    loop {
        let statement = Statement::new(DERIVED).with(vec![
            Value::Int(first),
            Value::Int(ids.1),
            Value::Int(PAGE),
        ]);
        let rows = db.all(&statement, |row| row.values(26))?;
        let Some(last) = rows.last().and_then(|row| row[0].as_int()) else {
            return Ok(());
        };
        for row in &rows {
            let (kept, from) = row.split_at(13);
            let text = |at: usize| from[at].as_text();
            let owned = |text: Option<&str>| text.map(str::to_owned).to_value().into_owned();
            let touched_on = text(1).max(text(2)).max(text(3));
            let active_on = text(3).or(text(1)).or(text(0));
            let mut follows = vec![
                from[0].clone(),
                owned(touched_on),
                from[4].clone(),
                from[5].clone(),
                owned(active_on),
            ];
            follows.extend_from_slice(&from[6..]);
            if kept[1..] != follows {
                let mut values = follows;
                values.push(row[0].clone());
                db.run_text(
                    "UPDATE deal SET stage_since_on = $1, touched_on = $2, next_on = $3, push_count = $4, \
                     active_on = $5, meeting_on = $6, owner_key = $7, account_key = $8, product_count = $9, \
                     contact_count = $10, seated = $11, unknown_count = $12 WHERE id = $13",
                    &values,
                )?;
            }
        }
        if rows.len() < usize::try_from(PAGE).unwrap_or(usize::MAX) || last == ids.1 {
            return Ok(());
        }
        first = last + 1;
    }
}
