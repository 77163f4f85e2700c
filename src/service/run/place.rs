//! Where a rep belongs: a new place ends the one before it.

use super::record::{Row, get, save as save_row};
use crate::domain::calendar::Day;
use crate::domain::check;
use crate::domain::id::RepId;
use crate::domain::record::Kind;
use crate::domain::refusal::Refusal;
use crate::domain::team::{Membership, Rep};
use crate::service::Result;
use crate::store::facts;
use crate::store::journal::{Writer, read_record};
use crate::store::record::Record;
use crate::store::value::{Stored, Value};

/// The first day of a place that names none. A first place has nothing before it to contradict, and results of the
/// past belong somewhere; any other begins now.
pub(super) fn first_day(writer: &Writer<'_>, rep_id: &Value<'_>, on: Day) -> Result<Day> {
    let places = rep_id
        .as_int()
        .map(|id| facts::places_of(writer.db(), RepId(id)));
    let is_first = places.transpose()?.is_none_or(|places| places.is_empty());
    Ok(if is_first { Day::MIN } else { on })
}

/// Saves a place. A new one ends the one that lasts when it begins.
pub(super) fn save(writer: &mut Writer<'_>, before: Option<&Row>, after: &Row) -> Result<()> {
    let rep_id = RepId(
        get(Kind::Membership, after, "rep_id")
            .as_int()
            .unwrap_or_default(),
    );
    let from_on: Option<Day> = Stored::from_value(get(Kind::Membership, after, "from_on").clone())?;
    let from_on = from_on.ok_or(Refusal::Needed {
        kind: Kind::Membership.code(),
        field: "from_on",
    })?;
    if before.is_none() {
        for place in facts::places_of(writer.db(), rep_id)? {
            if place.from_on < from_on && place.to_on.is_none_or(|end| end > from_on) {
                let ended = Membership {
                    to_on: Some(from_on),
                    ..place.clone()
                };
                writer.update(&place, &ended)?;
            }
        }
    }
    let name = read_record::<Rep>(writer.db(), rep_id.0)?.map(|rep| rep.name);
    let name = name.unwrap_or_default();
    check::place(&name, &Membership::from_values(after.clone())?)?;
    save_row(writer, Kind::Membership, before, after)?;
    check::places(&name, &facts::places_of(writer.db(), rep_id)?)?;
    Ok(())
}
