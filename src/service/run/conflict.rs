//! Where somebody else was faster: what they changed, what was wanted, and the same command once more.
//!
//! What was wanted is found by carrying the command out on what is there now, and taking it back before it is kept.

use super::record::Row;
use super::{carry_out, record};
use crate::domain::command::{Actor, Command};
use crate::domain::message::Arg;
use crate::domain::record::Kind;
use crate::service::view::journal::{FieldChange, fields};
use crate::service::{Error, Result, Service};
use crate::store::journal::{images, last_touching, read_row};
use crate::store::tables;
use crate::store::value::Value;

/// States of a row among which the one is looked for that was read.
const IMAGES_MAX: i64 = 100;

/// A command that meets what somebody else changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// The same command about what is there now.
    pub again: Command,
    /// The records that are no longer what was read.
    pub clashes: Vec<Clash>,
}

/// A record that somebody else changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clash {
    /// Who changed it last.
    pub who: String,
    /// What it is called.
    pub name: String,
    /// What they changed, and what is wanted otherwise.
    pub fields: Vec<Both>,
}

/// A field with both values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Both {
    /// The message that is its label.
    pub label: String,
    /// What it holds now.
    pub theirs: Option<Arg>,
    /// Whether it is to hold something else.
    pub is_wanted: bool,
    /// What that is.
    pub yours: Option<Arg>,
}

/// What a command meets that was refused for what somebody else changed.
pub(in crate::service) fn load(
    service: &Service,
    actor: &Actor,
    command: &Command,
) -> Result<Conflict> {
    let db = &service.db;
    let mut again = command.clone();
    let mut met = Vec::new();
    again.read_anew(&mut |kind, id, read| {
        let now = service.version(kind, id)?;
        if now != read {
            met.push((kind, id, read));
        }
        Ok::<_, Error>(now)
    })?;
    let heading = service.heading(actor, again.code(), String::new());
    let mut clashes = Vec::new();
    let tried: Result<()> = db.write(|| {
        let before = states(service, &met)?;
        let mut writer = service.writer(actor, heading)?;
        carry_out(&mut writer, &again)?;
        for (&(kind, id, read), (now, who)) in met.iter().zip(before) {
            clashes.push(Clash {
                who,
                name: record::called(db, kind, &now)?,
                fields: both(service, (kind, id, read), &now)?,
            });
        }
        Err(Error::Cancelled)
    });
    match tried {
        Err(Error::Cancelled) if clashes.len() == met.len() => Ok(Conflict { again, clashes }),
        Err(error) => Err(error),
        Ok(()) => Err(Error::Cancelled),
    }
}

/// The records as they are now, with who changed them last.
fn states(service: &Service, met: &[(Kind, i64, i64)]) -> Result<Vec<(Row, String)>> {
    let state = |&(kind, id, _): &(Kind, i64, i64)| {
        let row = read_row(&service.db, tables::of(kind), id)?;
        let last = last_touching(&service.db, tables::of(kind), id)?;
        let who = last.map_or_else(String::new, |entry| entry.actor);
        Ok((row.ok_or_else(|| record::not_found(kind, id))?, who))
    };
    met.iter().map(state).collect()
}

/// Both values of the fields of a record of which a version was read, that is another one now, and has become what is
/// wanted of it.
fn both(service: &Service, (kind, id, read): (Kind, i64, i64), now: &Row) -> Result<Vec<Both>> {
    let (db, table) = (&service.db, tables::of(kind));
    let is_read = |row: &Row| row.get(1).and_then(Value::as_int) == Some(read);
    let was = images(db, table, (id, id), IMAGES_MAX)?;
    let was = was.into_iter().find(is_read);
    let wanted = read_row(db, table, id)?;
    let changes = |from: Option<&Row>, to: Option<&Row>| -> Result<Vec<FieldChange>> {
        let both = from.zip(to);
        both.map_or_else(|| Ok(Vec::new()), |(from, to)| fields(db, table, from, to))
    };
    let yours = changes(Some(now), wanted.as_ref())?;
    let theirs = changes(was.as_ref(), Some(now))?;
    let is_theirs = |it: &FieldChange| !yours.iter().any(|own| own.label == it.label);
    let theirs = theirs.into_iter().filter(is_theirs).map(|it| Both {
        label: it.label,
        theirs: it.new,
        is_wanted: false,
        yours: None,
    });
    let theirs: Vec<Both> = theirs.collect();
    let yours = yours.into_iter().map(|it| Both {
        label: it.label,
        theirs: it.old,
        is_wanted: true,
        yours: it.new,
    });
    Ok(yours.chain(theirs).collect())
}
