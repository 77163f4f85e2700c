//! What somebody may not read is not there: as long as they look, each table that may hold such rows is a view of the same
//! name without them, on their connection alone. No query has to think of it, and none can forget it.
//!
//! Which rows those are is the rule of [`domain::access`](crate::domain::access), said for sets; `tests/access.rs` holds one
//! against the other. Hiding is the exception: where nothing is hidden there is no view, and what is hidden is looked up
//! once, as long as nobody writes. Writing lifts the veil ([`Db::write`]): rules hold for all rows, and a guard looks at
//! each that is written. The journal keeps rows that are gone, and images of others: [`reads`] says which may be shown.

mod hidden;
mod reading;

use std::cell::RefCell;
use std::collections::BTreeSet;

use crate::domain::access::Object;
use crate::domain::id::RepId;

use super::Result;
use super::record::Table;
use super::sql::Db;
use super::value::Value;
use reading::Reading;

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
#[expect(clippy::struct_excessive_bools, reason = "each is a step of its own")]
struct State {
    /// Before whom; nobody looks who does not see everything.
    reach: Option<Reach>,
    /// The views that there are: their tables and what made them.
    drawn: Vec<(&'static str, String)>,
    /// Whether the hidden rows are known.
    is_known: bool,
    /// Whether somebody writes, to whom all rows are there.
    is_lifted: bool,
    /// Whether there are tables for what is hidden, and whether they hold anything.
    has_tables: bool,
    is_filled: bool,
}

impl Reach {
    fn may_read(&self, object: Object) -> bool {
        self.reads[object as usize]
    }
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
    let hides = hidden::find(db, reach)?;
    for (table, text) in hidden::views(db, reach, hides)? {
        hang(db, table, text)?;
    }
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

/// Those of the rows of a table that whoever looks may read.
pub fn read_of(db: &Db, table: &'static Table, ids: Vec<i64>) -> Result<Vec<i64>> {
    let mut read = Vec::with_capacity(ids.len());
    for id in ids {
        if reads_id(db, table, id)? {
            read.push(id);
        }
    }
    Ok(read)
}

/// How many of the rows of a table with an id between the two whoever looks may read, and how many are hidden from them;
/// nothing where none is hidden. Of those that are gone nobody knows.
pub fn between(db: &Db, table: &'static Table, ids: (i64, i64)) -> Result<Option<(i64, i64)>> {
    let is_drawn = {
        let state = db.veil().0.borrow();
        state.drawn.iter().any(|(drawn, _)| *drawn == table.name)
    };
    if !is_drawn {
        return Ok(None);
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
    let seen = count("")?;
    Ok(Some((seen, count("main.")? - seen)))
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
