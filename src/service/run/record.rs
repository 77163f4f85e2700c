//! Records of every kind: made and changed by one way, field by field, with the rules of their kind.

mod value;

use value::{cleaned, text_value, value_of};

use super::{activity, deal, duty, place, split, staff, week, worth};
use crate::domain::calendar::Day;
use crate::domain::deal::StageKind;
use crate::domain::id::{AccountId, PipelineId, RepId};
use crate::domain::money::{Currency, Money};
use crate::domain::record::{Assignment, Content, Field, Kind, Read, entity};
use crate::domain::refusal::Refusal;
use crate::domain::role::{Sharing, TeamOf};
use crate::domain::team::{Function, Job};
use crate::domain::text::name_key;
use crate::service::Result;
use crate::store::journal::{Writer, read_row};
use crate::store::record::Table;
use crate::store::sql::{Db, Statement};
use crate::store::value::{Stored, Value};
use crate::store::{self, facts, find, tables};

/// One value a column.
pub(super) type Row = Vec<Value<'static>>;

/// A new record; returns its id. Of an activity that was planned already, that one is it.
pub(super) fn add(
    writer: &mut Writer<'_>,
    kind: Kind,
    fields: &[Assignment],
    on: Day,
) -> Result<i64> {
    match kind {
        Kind::Activity => activity::add(writer, fields, on),
        Kind::AccountMember | Kind::DealMember | Kind::DefaultMember => {
            staff::add(writer, kind, fields, on)
        }
        Kind::Account | Kind::Deal => {
            let id = insert(writer, kind, fields, on)?;
            staff::begun(writer, kind, id, on)?;
            Ok(id)
        }
        _ => insert(writer, kind, fields, on),
    }
}

/// A new row; returns its id.
pub(super) fn insert(
    writer: &mut Writer<'_>,
    kind: Kind,
    fields: &[Assignment],
    on: Day,
) -> Result<i64> {
    let mut row = draft(writer, kind, fields, on)?;
    settle(writer, kind, None, &mut row, on)?;
    Ok(get(kind, &row, "id").as_int().unwrap_or_default())
}

/// A new row with what goes without saying, not yet saved.
pub(super) fn draft(
    writer: &mut Writer<'_>,
    kind: Kind,
    fields: &[Assignment],
    on: Day,
) -> Result<Row> {
    let table = tables::of(kind);
    let mut row: Row = vec![Value::Null; table.columns.len()];
    put(table, &mut row, "id", Value::Int(writer.id()));
    put(table, &mut row, "version", Value::Int(1));
    assign(writer, kind, &mut row, fields)?;
    begin(writer, kind, &mut row, on)?;
    staff::there(writer, kind, None, &row, on)?;
    Ok(row)
}

/// Other values for fields of a record.
pub(super) fn edit(
    writer: &mut Writer<'_>,
    (kind, id, version): (Kind, i64, i64),
    fields: &[Assignment],
    on: Day,
) -> Result<()> {
    let before = of_version(writer, (kind, id, version))?;
    // Who may not is not told what else is wrong with it.
    writer.allows(tables::of(kind), Some(&before), Some(&before))?;
    let mut after = before.clone();
    assign(writer, kind, &mut after, fields)?;
    staff::there(writer, kind, Some(&before), &after, on)?;
    worth::keep(writer, kind, &before, &after)?;
    settle(writer, kind, Some(&before), &mut after, on)?;
    if get(kind, &before, "owner_id") == get(kind, &after, "owner_id") {
        return Ok(());
    }
    staff::transferred(writer, kind, id, on)?;
    if kind == Kind::Account {
        let owner = get(kind, &before, "owner_id").as_int().map(RepId);
        duty::owned(writer, TeamOf::Account(AccountId(id)), owner, on)?;
    }
    Ok(())
}

/// Saves other values of a record that came from a file of our own, by the rules for changes by hand. `currency` is that
/// of its amounts in the file.
pub(in crate::service) fn resave(
    writer: &mut Writer<'_>,
    kind: Kind,
    (before, mut after): (&Row, Row),
    currency: Option<Currency>,
    on: Day,
) -> Result<()> {
    in_currency(writer, kind, &after, currency)?;
    worth::keep(writer, kind, before, &after)?;
    settle(writer, kind, Some(before), &mut after, on)
}

/// Refuses amounts of a record in another currency than the one it has.
pub(in crate::service) fn in_currency(
    writer: &Writer<'_>,
    kind: Kind,
    row: &Row,
    currency: Option<Currency>,
) -> Result<()> {
    let amounts = entity(kind).fields.iter();
    for field in amounts.filter(|it| it.read == Read::Money) {
        let minor = get(kind, row, field.column().unwrap_or_default()).as_int();
        if let Some((minor, currency)) = minor.zip(currency) {
            worth::currency(writer, kind, row, Money::new(minor, currency))?;
        }
    }
    Ok(())
}

/// The record as somebody read it; a conflict if it is another one by now.
pub(super) fn of_version(
    writer: &Writer<'_>,
    (kind, id, version): (Kind, i64, i64),
) -> Result<Row> {
    let table = tables::of(kind);
    let row = read_row(writer.db(), table, id)?.ok_or_else(|| not_found(kind, id))?;
    if row.get(1).and_then(Value::as_int) == Some(version) {
        Ok(row)
    } else {
        Err(store::Error::Conflict {
            relation: table.name,
            id,
            version,
        }
        .into())
    }
}

pub(super) fn not_found(kind: Kind, id: i64) -> Refusal {
    Refusal::NotFound {
        kind: kind.code(),
        name: id.to_string(),
    }
}

pub(super) fn put(table: &Table, row: &mut Row, column: &str, value: Value<'static>) {
    if let Some(place) = table.column(column).and_then(|at| row.get_mut(at)) {
        *place = value;
    }
}

/// The value of a column.
pub(super) fn get<'a>(kind: Kind, row: &'a Row, column: &str) -> &'a Value<'static> {
    let at = tables::of(kind).column(column);
    at.and_then(|at| row.get(at)).unwrap_or(&Value::Null)
}

/// Puts what fields are to hold into a row.
fn assign(writer: &mut Writer<'_>, kind: Kind, row: &mut Row, fields: &[Assignment]) -> Result<()> {
    let table = tables::of(kind);
    for it in fields {
        let field = entity(kind).filled().find(|field| field.name == it.field);
        let no_field = || Refusal::NoSuchField {
            kind: kind.code(),
            field: it.field.to_owned(),
        };
        let (field, column) = field
            .and_then(|field| Some((field, field.column()?)))
            .ok_or_else(no_field)?;
        let value = match &it.content {
            None => Value::Null,
            Some(Content::Money(money)) if field.read == Read::Money => {
                let currency = worth::currency(writer, kind, row, *money)?;
                put(table, row, "currency", currency.to_value().into_owned());
                Value::Int(money.minor)
            }
            Some(Content::More(more)) if field.read == Read::Long => {
                let held = table.column(column).and_then(|at| row.get(at));
                let lines = held.and_then(Value::as_text).into_iter();
                let text: Vec<&str> = lines.chain([more.as_str()]).collect();
                text_value(cleaned(field, &text.join("\n"))?)
            }
            Some(content) => value_of(writer, field, content)?,
        };
        if field.read == Read::Name {
            let key = value.as_text().map(name_key).unwrap_or_default();
            put(table, row, "name_key", Value::Text(key.into()));
        }
        put(table, row, column, value);
    }
    for field in entity(kind).filled().filter(|field| field.is_required) {
        let is_left_out = |it: &Assignment| it.field == field.name && it.content.is_none();
        if fields.iter().any(is_left_out) {
            return Err(needed(kind, field).into());
        }
    }
    Ok(())
}

fn needed(kind: Kind, field: &Field) -> Refusal {
    Refusal::Needed {
        kind: kind.code(),
        field: field.name,
    }
}

/// What a new record holds where nobody said anything.
fn begin(writer: &mut Writer<'_>, kind: Kind, row: &mut Row, on: Day) -> Result<()> {
    let is_empty = |row: &Row, column| get(kind, row, column).is_null();
    let table = tables::of(kind);
    match kind {
        Kind::Deal => {
            if is_empty(row, "stage_id") {
                let stage = deal::first_open(writer)?;
                put(table, row, "stage_id", Value::Int(stage.id.0));
            }
            if is_empty(row, "started_on") {
                put(table, row, "started_on", on.to_value().into_owned());
            }
        }
        Kind::Stage => {
            if is_empty(row, "pipeline_id") {
                let pipeline = super::pipeline_named(writer, None)?;
                put(table, row, "pipeline_id", Value::Int(pipeline.0));
            }
            if is_empty(row, "kind") {
                put(
                    table,
                    row,
                    "kind",
                    Value::Text(StageKind::Open.code().into()),
                );
            }
        }
        // Whoever nothing is said about sells. Whoever is first founds the team: no job holds them back.
        Kind::Rep if is_empty(row, "job") && is_empty(row, "function") => {
            let sells = (Job::SalesRep.code(), Function::AccountExecutive.code());
            if !find::is_empty(writer.db(), &tables::REP)? {
                put(table, row, "job", Value::Text(sells.0.into()));
            }
            put(table, row, "function", Value::Text(sells.1.into()));
        }
        Kind::Membership if is_empty(row, "from_on") => {
            let rep_id = get(kind, row, "rep_id").as_int().map(RepId);
            let from = place::first_day(writer.db(), rep_id, on)?;
            put(table, row, "from_on", from.to_value().into_owned());
        }
        Kind::Activity => activity::begin(writer, row, on)?,
        Kind::Absence if is_empty(row, "back_on") => {
            let from_on = Option::<Day>::from_value(get(kind, row, "from_on").clone())?;
            let back_on = from_on.unwrap_or(on).plus_days(1);
            put(table, row, "back_on", back_on.to_value().into_owned());
        }
        Kind::Sprint => week::begin(writer, row)?,
        // What its own team alone sees would be gone for whoever makes it.
        Kind::Account
            if is_empty(row, "owner_id")
                && get(kind, row, "sharing").as_text() == Some(Sharing::Private.code()) =>
        {
            let own = writer.actor().rep_id.to_value().into_owned();
            put(table, row, "owner_id", own);
        }
        Kind::DealLine if is_empty(row, "quantity") => {
            put(table, row, "quantity", Value::Int(1));
        }
        _ => staff::begin(kind, row, on),
    }
    if matches!(kind, Kind::Stage | Kind::Pipeline) && is_empty(row, "position") {
        let pipeline = get(kind, row, "pipeline_id").as_int().map(PipelineId);
        let last = next_position(writer.db(), pipeline)?;
        put(table, row, "position", Value::Int(last));
    }
    Ok(())
}

/// Saves a record that is new, or was another one before, by the rules of its kind.
pub(super) fn settle(
    writer: &mut Writer<'_>,
    kind: Kind,
    before: Option<&Row>,
    after: &mut Row,
    on: Day,
) -> Result<()> {
    for field in entity(kind).filled().filter(|field| field.is_required) {
        let column = field.column().unwrap_or_default();
        if get(kind, after, column).is_null() {
            return Err(needed(kind, field).into());
        }
    }
    free_name(writer, kind, after)?;
    match kind {
        Kind::Deal => return deal::save(writer, before, after, on),
        Kind::Membership => return place::save(writer, before, after),
        Kind::Activity => return activity::save(writer, before, after, on),
        Kind::Sprint => return week::save(writer, before, after, on),
        Kind::Absence => week::away(after)?,
        Kind::AccountMember | Kind::DealMember => {
            save(writer, kind, before, after)?;
            return duty::follow(writer, kind, before, after, on);
        }
        Kind::RoleDuty => {
            save(writer, kind, before, after)?;
            return duty::said(writer, before, after, on);
        }
        // Whoever is new, or keeps their function, sits where they sat.
        Kind::Rep
            if before
                .is_none_or(|it| get(kind, it, "function") == get(kind, after, "function")) => {}
        Kind::Rep | Kind::Role => {
            let seats = duty::usual_seats(writer.db())?;
            save(writer, kind, before, after)?;
            return duty::reseated(writer, &seats, on);
        }
        Kind::Skill => staff::skilled(after)?,
        Kind::Contract => staff::agreed(after)?,
        Kind::Credit => split::touch(writer, before.into_iter().chain([&*after]))?,
        Kind::Stage | Kind::Pipeline => {
            keep_meaning(writer, kind, before, after)?;
            make_room(writer, kind, before, after)?;
        }
        Kind::Product if !get(kind, after, "list_price").is_null() => {
            let name = name_of(kind, after);
            if get(kind, after, "currency").is_null() {
                return Err(Refusal::AmountWithoutCurrency { name }.into());
            }
        }
        _ => {}
    }
    save(writer, kind, before, after)
}

/// Writes a row that is new, or was another one before.
pub(super) fn save(
    writer: &mut Writer<'_>,
    kind: Kind,
    before: Option<&Row>,
    after: &Row,
) -> Result<()> {
    let table = tables::of(kind);
    match before {
        None => writer.insert_row(table, after)?,
        Some(before) => {
            writer.update_row(table, before, after.clone())?;
        }
    }
    Ok(())
}

/// Refuses what another row of the table has already: a name, where names are kept apart.
fn free_name(writer: &Writer<'_>, kind: Kind, row: &Row) -> Result<()> {
    let id = get(kind, row, "id").as_int();
    let twins = find::twins(writer.db(), tables::of(kind), row)?;
    if twins.into_iter().all(|twin| Some(twin) == id) {
        return Ok(());
    }
    Err(Refusal::NameTaken {
        kind: kind.code(),
        name: name_of(kind, row),
    }
    .into())
}

/// Where the next stage of a pipeline stands, or, without one, the next pipeline.
pub(super) fn next_position(db: &Db, pipeline: Option<PipelineId>) -> store::Result<i64> {
    let statement = match pipeline {
        Some(id) => Statement::new("SELECT MAX(position) FROM stage WHERE pipeline_id = ")
            .bind(Value::Int(id.0)),
        None => Statement::new("SELECT MAX(position) FROM pipeline"),
    };
    let last: Option<i64> = db.first(&statement, |row| row.int(0))?.flatten();
    Ok(last.unwrap_or(0) + 1)
}

/// A stage with deals in it stays open, won or lost: they are what it is.
fn keep_meaning(writer: &Writer<'_>, kind: Kind, before: Option<&Row>, after: &Row) -> Result<()> {
    let Some(before) =
        before.filter(|before| get(kind, before, "kind") != get(kind, after, "kind"))
    else {
        return Ok(());
    };
    let id = get(kind, before, "id").as_int().unwrap_or_default();
    let deals = find::pointing_to(writer.db(), &tables::DEAL, "stage_id", id, 1)?;
    if deals.is_empty() {
        return Ok(());
    }
    let stage = name_of(kind, before);
    Err(Refusal::StageHasDeals { stage }.into())
}

/// Lets those that stand where this one goes stand one further on.
fn make_room(writer: &mut Writer<'_>, kind: Kind, before: Option<&Row>, after: &Row) -> Result<()> {
    let position = |row: &Row| get(kind, row, "position").as_int().unwrap_or_default();
    if before.is_some_and(|before| position(before) == position(after)) {
        return Ok(());
    }
    let id = get(kind, after, "id").as_int();
    let others: Vec<i64> = match kind {
        Kind::Stage => {
            let pipeline = get(kind, after, "pipeline_id").as_int().map(PipelineId);
            let stages = facts::stages(writer.db())?.into_iter().map(|(_, it)| it);
            let of_it = stages.filter(|it| Some(it.pipeline_id) == pipeline);
            of_it.map(|it| it.id.0).collect()
        }
        _ => facts::pipelines(writer.db())?
            .iter()
            .map(|it| it.id.0)
            .collect(),
    };
    let mut next = 1;
    for other in others.into_iter().filter(|other| Some(*other) != id) {
        if next == position(after) {
            next += 1;
        }
        let table = tables::of(kind);
        let old = read_row(writer.db(), table, other)?.ok_or_else(|| not_found(kind, other))?;
        let mut new = old.clone();
        put(table, &mut new, "position", Value::Int(next));
        save(writer, kind, Some(&old), &new)?;
        next += 1;
    }
    Ok(())
}

/// What a record is called: by its name, or by that of what it belongs to.
pub(super) fn subject(db: &Db, kind: Kind, id: i64) -> Result<String> {
    let row = read_row(db, tables::of(kind), id)?;
    row.map_or_else(|| Ok(String::new()), |row| called(db, kind, &row))
}

pub(super) fn called(db: &Db, kind: Kind, row: &Row) -> Result<String> {
    let name = name_of(kind, row);
    if !name.is_empty() {
        return Ok(name);
    }
    // An activity may have no subject, a line has no name at all.
    let belongs = [
        ("deal_id", Kind::Deal),
        ("account_id", Kind::Account),
        ("rep_id", Kind::Rep),
        ("contact_id", Kind::Contact),
    ];
    let mut belongs = belongs
        .into_iter()
        .filter_map(|(column, kind_of)| Some((kind_of, get(kind, row, column).as_int()?)));
    belongs
        .next()
        .map_or_else(|| Ok(String::new()), |(kind, id)| subject(db, kind, id))
}

/// What a new record will be called.
pub(super) fn subject_of_new(db: &Db, kind: Kind, fields: &[Assignment]) -> Result<String> {
    let content = |name: &str| {
        let mut of_name = fields.iter().filter(move |it| it.field == name);
        of_name.next().and_then(|it| it.content.as_ref())
    };
    for (name, kind_of) in [
        ("name", kind),
        ("subject", kind),
        ("deal", Kind::Deal),
        ("account", Kind::Account),
        ("rep", Kind::Rep),
    ] {
        match content(name) {
            Some(Content::Text(text) | Content::Named(text)) => return Ok(text.clone()),
            Some(Content::Record(id)) => return subject(db, kind_of, *id),
            _ => {}
        }
    }
    Ok(String::from(kind.code()))
}

/// The name of a record, or its subject; empty where it has none.
pub(super) fn name_of(kind: Kind, row: &Row) -> String {
    let name = tables::of(kind).name_in(row);
    name.unwrap_or_default().to_owned()
}
