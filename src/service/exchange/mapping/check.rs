//! What is wrong with a mapping, in English as are the keys it is written in: a mistake is named, never passed over.

use crate::domain::deal::StageKind;
use crate::domain::money::Currency;
use crate::domain::record::{ENTITIES, Entity, Read};
use crate::store::tables;

use super::{Mapping, RecordSpec, Rule, StageSpec, chance};

/// A key of a rule, its word in a rule, and the words there are.
type Words = (
    &'static str,
    fn(&Rule) -> Option<&str>,
    &'static [&'static str],
);

/// Words that a rule takes, by key: a mistyped one would otherwise be passed over in silence.
const WORDS: &[Words] = &[
    (
        "when",
        |rule| rule.when.as_deref(),
        &["open", "won", "lost", "closed"],
    ),
    (
        "missing",
        |rule| rule.missing.as_deref(),
        &["refuse", "create", "empty"],
    ),
    (
        "by",
        |rule| rule.by.as_deref(),
        &["name", "id", "own", "email", "domain"],
    ),
    ("decimal", |rule| rule.decimal.as_deref(), &["dot", "comma"]),
];

/// What is wrong with a mapping, in English: it is written by whoever set it up.
pub(super) fn check(mapping: &Mapping) -> std::result::Result<(), String> {
    if let Some(code) = mapping
        .currency
        .as_deref()
        .filter(|code| Currency::from_code(code).is_none())
    {
        return Err(format!(
            "currency = {code:?} is not an active ISO 4217 code"
        ));
    }
    for stage in stages_of(mapping) {
        if StageKind::from_code(&stage.kind).is_none() {
            return Err(format!(
                "stage {:?}: kind = {:?} is not one of open, won, lost",
                stage.name, stage.kind
            ));
        }
    }
    for stage in stages_of(mapping) {
        if let Some(text) = stage
            .probability
            .as_deref()
            .filter(|text| chance(text).is_err())
        {
            return Err(format!(
                "stage {:?}: probability = {text:?} is not between 0% and 100%",
                stage.name
            ));
        }
    }
    for file in &mapping.file {
        if let Some(name) = file
            .also
            .keys()
            .find(|name| !file.read_columns().any(|it| it == **name))
        {
            return Err(format!(
                "file {:?}: also: no field reads the column {name:?}",
                file.name
            ));
        }
        for record in &file.record {
            check_record(record).map_err(|what| {
                format!("file {:?}, record {:?}: {what}", file.name, record.kind)
            })?;
        }
    }
    Ok(())
}

fn stages_of(mapping: &Mapping) -> impl Iterator<Item = &StageSpec> {
    let in_pipelines = mapping.pipeline.iter().flat_map(|pipeline| &pipeline.stage);
    mapping.stage.iter().chain(in_pipelines)
}

fn check_record(record: &RecordSpec) -> std::result::Result<(), String> {
    // Our own files bring every kind, with every field that people fill in.
    let is_own = record.own.is_some();
    let imported = || ENTITIES.iter().filter(|it| it.is_imported || is_own);
    let kinds: Vec<_> = imported().map(|it| it.kind.code()).collect();
    let entity = imported()
        .find(|it| it.kind.code() == record.kind)
        .ok_or_else(|| format!("kind is not one of {}", kinds.join(", ")))?;
    for (name, spec) in &record.fields {
        if entity.field(name).is_none() && !(is_own && entity.named(name).is_some()) {
            let known: Vec<_> = entity.fields.iter().map(|field| field.name).collect();
            return Err(format!("no field {name:?}; there are {}", known.join(", ")));
        }
        for rule in spec.clone().into_rules() {
            if let Some(path) = rule.of.as_deref().filter(|path| !is_path(entity, path)) {
                return Err(format!(
                    "field {name:?}: of = {path:?} is no field of a record that another field names"
                ));
            }
            for (key, word, words) in WORDS {
                if let Some(word) = word(&rule).filter(|word| !words.contains(word)) {
                    return Err(format!(
                        "field {name:?}: {key} = {word:?} is not one of {}",
                        words.join(", ")
                    ));
                }
            }
        }
    }
    match entity
        .fields
        .iter()
        .find(|field| field.is_required && !record.fields.contains_key(field.name))
    {
        Some(field) => Err(format!("field {:?} is missing", field.name)),
        None => Ok(()),
    }
}

/// Whether a path such as `product.list_price` leads from a field to a column of the record that it refers to.
fn is_path(of: &Entity, path: &str) -> bool {
    let Some((name, column)) = path.split_once('.') else {
        return false;
    };
    let field = of.fields.iter().find(|field| field.name == name);
    match field.map(|field| field.read) {
        Some(Read::Reference(kind)) => tables::of(kind).column(column).is_some(),
        _ => false,
    }
}
