//! Finding the records that a row refers to, by what the source calls them or by name, and making those it may make.

mod stages;

use std::collections::HashMap;

use crate::domain::deal::{Stage, StageKind};
use crate::domain::id::{ExternalRefId, RepId, StageId};
use crate::domain::text::name_key;
use crate::service::run::pipeline_named;
use crate::store::journal::{Writer, images, read_record, read_row};
use crate::store::refs::{self, ExternalRef};
use crate::store::sql::Db;
use crate::store::value::Value;
use crate::store::{self, find, tables, veil};

use super::mapping::{Mapping, Rule};
use super::merge::row_hash;
use super::reason::Reason;
use super::row::RowError;
use crate::domain::record::{Kind, Target, entity};

use stages::make_stage;
pub use stages::make_stages;

/// Names remembered at a time: more are looked up again, so that memory does not grow with the file.
const REMEMBERED_MAX: usize = 50_000;

/// What a field wants to refer to.
pub struct Wanted<'a> {
    /// The kind of record.
    pub kind: Kind,
    /// The field that refers to it.
    pub field: &'static str,
    /// How it is named and what to do if it is missing.
    pub rule: &'a Rule,
}

/// A record that the source names and that was deleted here. It stands for itself as long as its row has nothing new to
/// say: else no row that names it would be what it was, and each would bring back what was deleted.
struct Gone {
    kind: Kind,
    id: i64,
    name: String,
    field: &'static str,
    rule: Rule,
}

/// What becomes of people whom a file names and nobody here knows; if nothing is said, their rows are refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stranger {
    /// They come onto the team.
    Made,
    /// Nobody stands in their place.
    Nobody,
    /// Somebody of the team takes over what is theirs.
    Is(RepId),
}

/// What becomes of what a file names and nobody here knows.
#[derive(Debug, Clone, Copy, Default)]
pub struct Unknown {
    /// Of people.
    pub reps: Option<Stranger>,
    /// Whether stages are made, each at the end of its pipeline.
    pub stages_made: bool,
}

/// Finds records, and remembers what it found.
pub struct Resolver {
    source: String,
    unknown: Unknown,
    found: HashMap<(Kind, String), i64>,
    /// What the record that is being read refers to and what is gone.
    gone: Vec<Gone>,
    stages: HashMap<(Option<i64>, String), (StageId, StageKind)>,
    /// Other sources that call records by the same ids.
    same_ids: Vec<String>,
    /// Whether the record that is being read had a role made.
    has_made_role: bool,
}

impl Resolver {
    /// A resolver for the names of the source of a mapping.
    pub fn new(mapping: &Mapping, unknown: Unknown) -> Self {
        Self {
            source: mapping.source.clone(),
            unknown,
            found: HashMap::new(),
            gone: Vec::new(),
            stages: HashMap::new(),
            same_ids: mapping.knows.clone(),
            has_made_role: false,
        }
    }

    /// Whether a role was made since somebody asked.
    pub fn took_new_role(&mut self) -> bool {
        std::mem::take(&mut self.has_made_role)
    }

    /// The source whose names it knows.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// Another record is read.
    pub fn begin(&mut self) {
        self.gone.clear();
    }

    /// Forgets what it found: some of it may have been taken back.
    pub fn forget(&mut self) {
        self.found.clear();
        if self.unknown.stages_made {
            self.stages.clear();
        }
    }

    /// The record of a name; made, refused or left empty if there is none. One that was deleted here is still meant:
    /// whoever writes it asks for it [anew](Self::anew).
    pub fn reference(
        &mut self,
        writer: &mut Writer<'_>,
        wanted: &Wanted<'_>,
        name: &str,
    ) -> std::result::Result<Option<i64>, RowError> {
        let rejected = |reason| RowError::Rejected {
            column: None,
            reason,
            value: Some(name.to_owned()),
        };
        let key = (
            wanted.kind,
            [wanted.rule.by.as_deref().unwrap_or_default(), ":", name].concat(),
        );
        if let Some(&id) = self.found.get(&key) {
            return Ok(Some(id));
        }
        let id = match self.look_up(writer.db(), wanted, name)?[..] {
            [only] => only,
            [] => match self.deleted(writer.db(), wanted, name)? {
                Some(id) => return Ok(Some(id)),
                None => match self.missing(writer, wanted, name, None)? {
                    Some(id) => {
                        self.has_made_role |= wanted.kind == Kind::Role;
                        id
                    }
                    None => return Ok(None),
                },
            },
            _ => return Err(rejected(Reason::AmbiguousReference)),
        };
        if self.found.len() >= REMEMBERED_MAX {
            self.found.clear();
        }
        self.found.insert(key, id);
        Ok(Some(id))
    }

    /// What the rule says about a record that is not there: it is made, refused or left empty.
    fn missing(
        &self,
        writer: &mut Writer<'_>,
        wanted: &Wanted<'_>,
        name: &str,
        id: Option<i64>,
    ) -> std::result::Result<Option<i64>, RowError> {
        // An id of digits names nobody who could be made.
        let by_id = matches!(wanted.rule.by.as_deref(), Some("id" | "own"));
        let stranger = self.unknown.reps;
        let stranger = stranger.filter(|_| wanted.kind == Kind::Rep && !by_id);
        match (wanted.rule.missing.as_deref(), stranger) {
            (Some("create"), _) => Ok(Some(self.make(writer, wanted, name, id)?)),
            (Some("empty"), _) | (_, Some(Stranger::Nobody)) => Ok(None),
            (_, Some(Stranger::Made)) => Ok(Some(self.make(writer, wanted, name, id)?)),
            (_, Some(Stranger::Is(rep))) => Ok(Some(rep.0)),
            _ => Err(RowError::Rejected {
                column: None,
                reason: unknown_of(wanted),
                value: Some(name.to_owned()),
            }),
        }
    }

    /// The id of what the source calls so and what was deleted here.
    fn deleted(&mut self, db: &Db, wanted: &Wanted<'_>, name: &str) -> store::Result<Option<i64>> {
        let kind = wanted.kind;
        let by = |id: &str| refs::find(db, &self.source, kind.code(), id);
        let known = match by(name)? {
            None => by(&name_key(name))?,
            known => known,
        };
        let Some(ExternalRef { record_id: id, .. }) = known else {
            return Ok(None);
        };
        if read_row(db, tables::of(kind), id)?.is_some() {
            return Ok(None);
        }
        self.gone.push(Gone {
            kind,
            id,
            name: name.to_owned(),
            field: wanted.field,
            rule: wanted.rule.clone(),
        });
        Ok(Some(id))
    }

    /// Says what is written in the place of a record that was deleted here, once its row has something new to say. By the
    /// rule of the field it is made anew, with its name and its id: then every other row that names it is still what it
    /// was. A record that is here is left as it is.
    pub fn anew(
        &mut self,
        writer: &mut Writer<'_>,
        kind: Kind,
        id: i64,
    ) -> std::result::Result<Value<'static>, RowError> {
        let is_it = |it: &Gone| it.kind == kind && it.id == id;
        let Some(gone) = self.gone.iter().find(|it| is_it(it)) else {
            return Ok(Value::Int(id));
        };
        let wanted = Wanted {
            kind,
            field: gone.field,
            rule: &gone.rule,
        };
        let made = self.missing(writer, &wanted, &gone.name, Some(id))?;
        self.gone.retain(|it| !is_it(it));
        Ok(made.map_or(Value::Null, Value::Int))
    }

    /// What the source calls a record that was deleted here.
    pub fn name_of_gone(&self, kind: Kind, id: i64) -> Option<&str> {
        let gone = self.gone.iter().find(|it| it.kind == kind && it.id == id);
        gone.map(|gone| gone.name.as_str())
    }

    /// Every record that goes by a name, in the way the rule says, and that whoever brings the file may read: but for ids of
    /// the source, which nobody guesses.
    fn look_up(&self, db: &Db, wanted: &Wanted<'_>, name: &str) -> store::Result<Vec<i64>> {
        let table = tables::of(wanted.kind);
        let seen = |found| veil::read_of(db, table, found);
        match wanted.rule.by.as_deref() {
            Some("name") => seen(find::by_name(db, table, name)?),
            Some("email") if table.column("email").is_some() => {
                seen(find::by_column(db, table, "email", &name.to_lowercase())?)
            }
            Some("domain") if table.column("domain").is_some() => {
                seen(find::by_column(db, table, "domain", &name.to_lowercase())?)
            }
            // Ids are as they are written: two may differ in case alone.
            Some("id") => self.by_written_id(db, wanted.kind, name),
            Some("own") => {
                let id = name.parse().ok();
                let row = id.map(|id| read_row(db, table, id)).transpose()?;
                seen(row.flatten().and(id).into_iter().collect())
            }
            _ => {
                let by_id = self.by_external_id(db, wanted.kind, name)?;
                if by_id.is_empty() && table.column("name_key").is_some() {
                    seen(find::by_name(db, table, name)?)
                } else {
                    Ok(by_id)
                }
            }
        }
    }

    /// What the source calls so: by an id as it is written, or by a folded name that serves as one.
    fn by_external_id(&self, db: &Db, kind: Kind, name: &str) -> store::Result<Vec<i64>> {
        let exact = self.by_written_id(db, kind, name)?;
        if exact.is_empty() {
            self.by_written_id(db, kind, &name_key(name))
        } else {
            Ok(exact)
        }
    }

    fn by_written_id(&self, db: &Db, kind: Kind, id: &str) -> store::Result<Vec<i64>> {
        let Some(id) = self.known(db, kind, id)? else {
            return Ok(Vec::new());
        };
        // What was deleted here keeps its name at the source, and nothing can refer to it.
        let row = read_row(db, tables::of(kind), id)?;
        Ok(row.map(|_| id).into_iter().collect())
    }

    /// The record of an id of the source, or of another one with the same ids.
    pub fn known(&self, db: &Db, kind: Kind, id: &str) -> store::Result<Option<i64>> {
        for source in std::iter::once(&self.source).chain(&self.same_ids) {
            if let Some(found) = refs::find(db, source, kind.code(), id)? {
                return Ok(Some(found.record_id));
            }
        }
        Ok(None)
    }

    /// Makes a record that has nothing but a name, and the address it was looked for by; of a deleted one the id it had.
    fn make(
        &self,
        writer: &mut Writer<'_>,
        wanted: &Wanted<'_>,
        name: &str,
        id: Option<i64>,
    ) -> store::Result<i64> {
        let kind = wanted.kind;
        let entity = entity(kind);
        if let [known] = self.by_external_id(writer.db(), kind, name)?[..] {
            return Ok(known);
        }
        let before = match id {
            Some(id) => images(writer.db(), tables::of(kind), (id, id), 1)?.pop(),
            None => None,
        };
        let version = before.and_then(|row| row.get(1)?.as_int()).unwrap_or(0) + 1;
        let id = id.unwrap_or_else(|| writer.id());
        let value = |column: &&str| match *column {
            "id" => Value::Int(id),
            "version" => Value::Int(version),
            "name" => Value::Text(name.to_owned().into()),
            "name_key" => Value::Text(name_key(name).into()),
            address if wanted.rule.by.as_deref() == Some(address) => {
                Value::Text(name.to_lowercase().into())
            }
            // Whoever is named as an owner or doer sells; the file does not say more.
            "job" if kind == Kind::Rep => Value::Text("sales_rep".into()),
            "function" if kind == Kind::Rep => Value::Text("account_executive".into()),
            _ => Value::Null,
        };
        let values: Vec<Value<'static>> = tables::of(kind).columns.iter().map(value).collect();
        writer.insert_row(tables::of(kind), &values)?;
        let known = Value::Text(name.to_owned().into());
        let is_name = |target| target == Target::Column("name");
        let fields = entity
            .fields
            .iter()
            .map(|field| is_name(field.target).then_some(&known));
        let row_hash = row_hash(fields);
        let external_id = name_key(name);
        // One that was deleted here goes by this name, or by what else the source calls it, still.
        let by = |id: &str| refs::find(writer.db(), &self.source, kind.code(), id);
        let known = match by(&external_id)? {
            None => by(name)?,
            known => known,
        };
        if let Some(known) = known {
            let again = ExternalRef {
                record_id: id,
                row_hash,
                ..known.clone()
            };
            writer.update(&known, &again)?;
            return Ok(id);
        }
        let reference = ExternalRef {
            id: ExternalRefId(writer.id()),
            source: self.source.clone(),
            kind: kind.code().to_owned(),
            external_id,
            record_id: id,
            row_hash,
        };
        writer.insert(&reference)?;
        Ok(id)
    }

    /// The stage of a name, in a pipeline or in the only one that has it.
    pub fn stage(
        &mut self,
        writer: &mut Writer<'_>,
        pipeline: Option<i64>,
        name: &str,
    ) -> std::result::Result<(StageId, StageKind), RowError> {
        let key = (pipeline, name.to_owned());
        if let Some(&found) = self.stages.get(&key) {
            return Ok(found);
        }
        let rejected = |reason| RowError::Rejected {
            column: None,
            reason,
            value: Some(name.to_owned()),
        };
        let id = match find::stages(writer.db(), pipeline, name)?[..] {
            [only] => only,
            [] if self.unknown.stages_made => make_stage(writer, pipeline, name)?,
            [] => return Err(rejected(Reason::UnknownStage)),
            _ => return Err(rejected(Reason::AmbiguousReference)),
        };
        let stage: Option<Stage> = read_record(writer.db(), id)?;
        let stage = stage.ok_or_else(|| rejected(Reason::UnknownStage))?;
        if self.stages.len() >= REMEMBERED_MAX {
            self.stages.clear();
        }
        self.stages.insert(key, (stage.id, stage.kind));
        Ok((stage.id, stage.kind))
    }

    /// The pipeline of a name.
    pub fn pipeline(
        &self,
        writer: &mut Writer<'_>,
        name: &str,
    ) -> std::result::Result<Option<i64>, RowError> {
        if name.is_empty() {
            return Ok(None);
        }
        match find::by_name(writer.db(), &tables::PIPELINE, name)?[..] {
            [only] => Ok(Some(only)),
            [] if self.unknown.stages_made => Ok(Some(pipeline_named(writer, Some(name))?.0)),
            [] => Err(RowError::Rejected {
                column: None,
                reason: Reason::UnknownStage,
                value: Some(name.to_owned()),
            }),
            _ => Err(RowError::Rejected {
                column: None,
                reason: Reason::AmbiguousReference,
                value: None,
            }),
        }
    }
}

/// The value of a column of a record.
pub fn value_of(db: &Db, kind: Kind, id: i64, column: &str) -> store::Result<Value<'static>> {
    let table = tables::of(kind);
    let Some(at) = table.column(column) else {
        return Ok(Value::Null);
    };
    Ok(find::value(db, table, id, at)?.unwrap_or(Value::Null))
}

/// The reason for a record that is not there: by the field if it has one of its own, else by the kind.
fn unknown_of(wanted: &Wanted<'_>) -> Reason {
    let of_field = Reason::from_code(&["unknown_", wanted.field].concat());
    of_field.unwrap_or_else(|| unknown(wanted.kind))
}

/// The reason for a record of a kind that is not there.
pub fn unknown(kind: Kind) -> Reason {
    let of_kind = Reason::from_code(&["unknown_", kind.code()].concat());
    of_kind.unwrap_or(Reason::UnknownValue)
}
