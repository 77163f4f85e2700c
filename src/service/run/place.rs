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
use crate::store::sql::Db;
use crate::store::value::Stored;

/// The first day of a place that names none. A first place has nothing before it to contradict, and results of the
/// past belong somewhere; any other begins now.
pub(super) fn first_day(db: &Db, rep_id: Option<RepId>, on: Day) -> Result<Day> {
    let places = rep_id.map(|id| facts::places_of(db, id));
    let is_first = places.transpose()?.is_none_or(|places| places.is_empty());
    Ok(if is_first { Day::MIN } else { on })
}

/// The places that last on the day on which a new one begins.
pub(super) fn ended_by(db: &Db, rep_id: RepId, from_on: Day) -> Result<Vec<Membership>> {
    let mut places = facts::places_of(db, rep_id)?;
    places.retain(|it| it.from_on < from_on && it.to_on.is_none_or(|end| end > from_on));
    Ok(places)
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
        for place in ended_by(writer.db(), rep_id, from_on)? {
            let ended = Membership {
                to_on: Some(from_on),
                ..place.clone()
            };
            writer.update(&place, &ended)?;
        }
    }
    let name = read_record::<Rep>(writer.db(), rep_id.0)?.map(|rep| rep.name);
    let name = name.unwrap_or_default();
    let place = Membership::from_values(after.clone())?;
    check::place(&name, &place)?;
    if place.manager_id == Some(rep_id) {
        return Err(Refusal::LeadsThemselves { rep: name }.into());
    }
    save_row(writer, Kind::Membership, before, after)?;
    check::places(&name, &facts::places_of(writer.db(), rep_id)?)?;
    Ok(())
}
