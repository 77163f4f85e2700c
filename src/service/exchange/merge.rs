//! Merging a changed row of a source into a record that people may have changed here: field by field, no IO.
//!
//! Each external reference keeps a hash of every field as the source last had it. Comparing the source's new value
//! and the record's present one with that hash tells what changed where, without keeping the old values.

use sha2::{Digest, Sha256};

use crate::store::value::Value;

/// Characters of a field's hash: 48 bits.
const HASH_CHARS: usize = 8;
/// The hash of a field that the mapping does not know.
const UNMAPPED: &str = "--------";
/// Sixty-four characters, one for six bits.
const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.";

/// Hashes of all fields of a row, one behind the other; `None` is a field that the mapping does not know.
pub fn row_hash<'v>(fields: impl Iterator<Item = Option<&'v Value<'static>>>) -> String {
    fields
        .map(|field| field.map_or_else(|| UNMAPPED.to_owned(), field_hash))
        .collect()
}

/// The same for a row whose record has a hash already: `keeps` says of which fields that one stays.
///
/// Several records of a mapping may be about the same thing, each with fields of its own.
pub fn row_hash_over(base: &str, hash: &str, keeps: impl Fn(usize) -> bool) -> String {
    let part = |hash: &str, at: usize| {
        hash.get(at * HASH_CHARS..(at + 1) * HASH_CHARS)
            .unwrap_or(UNMAPPED)
            .to_owned()
    };
    (0..hash.len() / HASH_CHARS)
        .map(|at| match (part(base, at), part(hash, at)) {
            (before, now) if now == UNMAPPED || before != UNMAPPED && keeps(at) => before,
            (_, now) => now,
        })
        .collect()
}

/// The same where fields are in conflict: of those the hash stays what it was, so that the conflict is listed until
/// somebody settles it, and the source's value comes if the change here is taken back.
pub fn row_hash_without(base: Option<&str>, hash: &str, conflicting: &[usize]) -> String {
    let part = |hash: Option<&str>, at: usize| {
        let chars = at * HASH_CHARS..(at + 1) * HASH_CHARS;
        hash.and_then(|hash| hash.get(chars))
            .unwrap_or(UNMAPPED)
            .to_owned()
    };
    (0..hash.len() / HASH_CHARS)
        .map(|at| {
            part(
                if conflicting.contains(&at) {
                    base
                } else {
                    Some(hash)
                },
                at,
            )
        })
        .collect()
}

/// The hash of a field's value.
fn field_hash(value: &Value<'_>) -> String {
    let mut hasher = Sha256::new();
    match value {
        Value::Null => hasher.update(b"n"),
        Value::Int(number) => hasher.update([b"i".as_slice(), &number.to_le_bytes()].concat()),
        Value::Text(text) => hasher.update([b"t", text.as_bytes()].concat()),
    }
    let digest = hasher.finalize();
    let bits = digest
        .iter()
        .take(6)
        .fold(0u64, |bits, byte| bits << 8 | u64::from(*byte));
    (0..HASH_CHARS)
        .map(|at| char::from(ALPHABET[(bits >> (6 * at) & 63) as usize]))
        .collect()
}

/// What becomes of a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The record keeps its value.
    Keep,
    /// The record takes the source's value.
    Take,
    /// Both changed: the record keeps its value, and somebody should look.
    Conflict,
}

/// A field with its value here and at the source.
#[derive(Debug)]
pub struct Both {
    /// Where it stands among the fields of its entity.
    pub at: usize,
    /// Its value here.
    pub ours: Value<'static>,
    /// Its value at the source.
    pub theirs: Value<'static>,
}

/// Decides about fields that are one thing, such as an amount and its currency: `base` is the row hash kept with the
/// reference, `None` for a record that the source meets for the first time.
pub fn merge(base: Option<&str>, fields: &[Both]) -> Outcome {
    let kept = |at: usize| {
        let kept = base?.get(at * HASH_CHARS..(at + 1) * HASH_CHARS)?;
        (kept != UNMAPPED).then_some(kept)
    };
    let all = |holds: &dyn Fn(&Both) -> bool| fields.iter().all(holds);
    if all(&|it| it.ours == it.theirs) {
        return Outcome::Keep;
    }
    if all(&|it| kept(it.at).is_some()) {
        if all(&|it| kept(it.at) == Some(field_hash(&it.theirs).as_str())) {
            return Outcome::Keep;
        }
        let is_as_it_was = all(&|it| kept(it.at) == Some(field_hash(&it.ours).as_str()));
        return if is_as_it_was {
            Outcome::Take
        } else {
            Outcome::Conflict
        };
    }
    // Never seen from this source: what is empty here may be filled, what is not is a person's.
    let mut differing = fields.iter().filter(|it| it.ours != it.theirs);
    if differing.clone().all(|it| it.ours.is_null()) {
        Outcome::Take
    } else if differing.all(|it| it.theirs.is_null()) {
        Outcome::Keep
    } else {
        Outcome::Conflict
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Value<'static> {
        Value::Text(text.to_owned().into())
    }

    fn both(at: usize, ours: &Value<'static>, theirs: &Value<'static>) -> Both {
        let (ours, theirs) = (ours.clone(), theirs.clone());
        Both { at, ours, theirs }
    }

    fn alone(
        base: Option<&str>,
        at: usize,
        ours: &Value<'static>,
        theirs: &Value<'static>,
    ) -> Outcome {
        merge(base, &[both(at, ours, theirs)])
    }

    #[test]
    fn fields_that_are_one_thing_are_kept_or_taken_together() {
        let (dollars, yen) = (text("USD"), text("JPY"));
        let (before, edited, now) = (Value::Int(10_000), Value::Int(12_000), Value::Int(9_000));
        let base = row_hash([Some(&before), Some(&dollars)].into_iter());
        let merged = |ours: &Value<'static>, theirs, currency| {
            let fields = [both(0, ours, theirs), both(1, &dollars, currency)];
            merge(Some(&base), &fields)
        };
        assert_eq!(merged(&edited, &now, &yen), Outcome::Conflict);
        assert_eq!(merged(&edited, &before, &dollars), Outcome::Keep);
        assert_eq!(merged(&before, &before, &yen), Outcome::Take);
    }

    #[test]
    fn what_a_person_changed_stays_and_what_the_source_changed_comes() {
        let (a, b, c) = (text("a"), text("b"), Value::Int(3));
        let base = row_hash([Some(&a), None, Some(&Value::Null)].into_iter());
        for (at, ours, theirs, outcome) in [
            (0, &a, &a, Outcome::Keep),
            (0, &a, &b, Outcome::Take),
            (0, &b, &a, Outcome::Keep),
            (0, &b, &c, Outcome::Conflict),
            (0, &b, &b, Outcome::Keep),
            (0, &a, &Value::Null, Outcome::Take),
            (1, &a, &b, Outcome::Conflict),
            (1, &Value::Null, &b, Outcome::Take),
            (1, &a, &Value::Null, Outcome::Keep),
            (2, &c, &Value::Null, Outcome::Keep),
            (2, &Value::Null, &c, Outcome::Take),
            (9, &a, &b, Outcome::Conflict),
        ] {
            assert_eq!(
                alone(Some(&base), at, ours, theirs),
                outcome,
                "{at} {ours:?} {theirs:?}"
            );
        }
        assert_eq!(alone(None, 0, &a, &b), Outcome::Conflict);
    }

    #[test]
    fn a_number_and_its_digits_are_different_values() {
        let hashes =
            [Value::Int(1), text("1"), Value::Null, text("")].map(|value| field_hash(&value));
        for (at, hash) in hashes.iter().enumerate() {
            assert_eq!(hash.len(), HASH_CHARS);
            assert!(!hashes[at + 1..].contains(hash));
        }
    }
}
