//! Images: a row as it was, by the names of its columns, so that a later schema can still read it.

use serde_json::{Map, Value as Json};

use crate::store::record::Table;
use crate::store::value::Value;
use crate::store::{Error, Result};

/// An entry that says what the program never writes.
pub(super) fn damaged(what: &str) -> Error {
    Error::Damaged {
        detail: format!("the journal names {what}"),
    }
}

pub(super) fn write_image(table: &Table, values: &[Value<'_>]) -> String {
    let image: Map<String, Json> = table
        .columns
        .iter()
        .zip(values)
        .filter(|(_, value)| !value.is_null())
        .map(|(column, value)| {
            let json = match value {
                Value::Null => Json::Null,
                Value::Int(number) => Json::from(*number),
                Value::Text(text) => Json::from(text.as_ref()),
            };
            ((*column).to_owned(), json)
        })
        .collect();
    Json::Object(image).to_string()
}

/// Columns that came later, each with the one whose value they have in an image from before: an image leaves out what
/// has no value, and what came later never lacks one where the other has it.
const SUCCESSORS: &[(&str, &str, &str)] = &[("activity", "booked_on", "held_on")];

/// The version in an image from before the rows of its table had versions: none of them had changed yet.
const FIRST: i64 = 1;

/// The values of an image by the columns the table has today.
pub(super) fn read_image(table: &Table, image: &str) -> Result<Vec<Value<'static>>> {
    let image: Map<String, Json> = serde_json::from_str(image).map_err(|_| damaged(table.name))?;
    table
        .columns
        .iter()
        .map(|column| {
            let is_it =
                |(name, later, _): &&(&str, &str, &str)| *name == table.name && later == column;
            let before = SUCCESSORS.iter().find(is_it).map(|(_, _, before)| *before);
            image.get(*column).or_else(|| image.get(before?))
        })
        .enumerate()
        .map(|(at, value)| match value {
            None if at == 1 && table.is_versioned() => Ok(Value::Int(FIRST)),
            None | Some(Json::Null) => Ok(Value::Null),
            Some(Json::Number(number)) => number
                .as_i64()
                .map(Value::Int)
                .ok_or_else(|| damaged(table.name)),
            Some(Json::String(text)) => Ok(Value::Text(text.clone().into())),
            Some(_) => Err(damaged(table.name)),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::tables;

    #[test]
    fn an_image_from_before_there_were_versions_is_of_the_first() {
        let image = r#"{"id":7,"deal_id":8,"contact_id":9}"#;
        let values = read_image(&tables::DEAL_CONTACT, image).expect("a row");
        assert_eq!(values, [7, 1, 8, 9].map(Value::Int));
        assert_eq!(
            write_image(&tables::DEAL_CONTACT, &values).len(),
            image.len() + 12
        );
    }
}
