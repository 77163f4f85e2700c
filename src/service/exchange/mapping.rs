//! Mappings: how the columns of somebody's export become records. Data, not code; documented in the README.

mod check;

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;

use crate::domain::deal::StageKind;
use crate::domain::text::line_at;
use crate::service::{Error, Result};

use super::number::{NumberEvidence, ShareUnit, read_bp};
use super::reason::Reason;
use crate::domain::record::{Entity, Kind, entity};

/// A mapping file.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mapping {
    /// The name under which ids of this source are remembered.
    pub source: String,
    /// Sources of other mappings that call records by the same ids.
    #[serde(default)]
    pub knows: Vec<String>,
    /// One currency for all amounts that have none of their own.
    #[serde(default)]
    pub currency: Option<String>,
    /// Words that mean "empty".
    #[serde(default)]
    pub null: Vec<String>,
    /// Decimal separator of every number: `dot` or `comma`; settled by column if not given.
    #[serde(default)]
    pub decimal: Option<String>,
    /// Formats of every date, tried in order; settled by column if not given.
    #[serde(default)]
    pub dates: Vec<String>,
    /// Encoding of every file, if it is not UTF-8.
    #[serde(default)]
    pub encoding: Option<String>,
    /// Stages of the first pipeline, made in this order where they are missing.
    #[serde(default)]
    pub stage: Vec<StageSpec>,
    /// Pipelines with their stages.
    #[serde(default)]
    pub pipeline: Vec<PipelineSpec>,
    /// The files it can read, those that others refer to first.
    pub file: Vec<FileSpec>,
}

/// A pipeline.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PipelineSpec {
    /// Its name.
    pub name: String,
    /// Its stages, in order.
    pub stage: Vec<StageSpec>,
}

/// A stage.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StageSpec {
    /// Its name.
    pub name: String,
    /// `open`, `won` or `lost`.
    #[serde(default = "open")]
    pub kind: String,
    /// Chance that a deal in it is won, such as `35%`.
    #[serde(default)]
    pub probability: Option<String>,
}

fn open() -> String {
    StageKind::Open.code().to_owned()
}

/// A file that the mapping can read.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FileSpec {
    /// What it is, for the report.
    pub name: String,
    /// Headers by which it is recognised: all must be there.
    pub columns: Vec<String>,
    /// Headers that it never has: a file with one of them is another one.
    #[serde(default)]
    pub never: Vec<String>,
    /// Columns that its fields read and that need not be there.
    #[serde(default)]
    pub optional: Vec<String>,
    /// Other headers for its columns, the likeliest first: the first one that the file has stands for the column.
    #[serde(default)]
    pub also: BTreeMap<String, Vec<String>>,
    /// Headers that are left out on purpose.
    #[serde(default)]
    pub ignore: Vec<String>,
    /// Rows that are left out on purpose: those with one of these words in a column.
    #[serde(default)]
    pub omit: BTreeMap<String, Vec<String>>,
    /// What each row becomes, those that others refer to first. The last is what the row is about. A file without any is
    /// known and not read.
    #[serde(default)]
    pub record: Vec<RecordSpec>,
}

/// A record that a row becomes.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecordSpec {
    /// Its kind.
    kind: String,
    /// Columns whose values together are its id at the source; its name if there are none.
    #[serde(default, deserialize_with = "one_or_many")]
    pub id: Vec<String>,
    /// Columns that stand in where `id` is empty.
    #[serde(default, deserialize_with = "one_or_many")]
    pub or_id: Vec<String>,
    /// The column with our own version of the record: then `id` is our own id, and a record of that version takes what
    /// the file says. Nothing is made of one that is not here.
    #[serde(default)]
    pub own: Option<String>,
    /// Whether a record of the same name, made here or by another source, is taken to be the same.
    #[serde(default)]
    pub adopt: bool,
    /// Whether many rows of the file name the same record.
    #[serde(default)]
    pub repeats: bool,
    /// What its fields are made of.
    pub fields: BTreeMap<String, FieldSpec>,
    /// Stages that a deal went through, each from the day in a column.
    #[serde(default)]
    pub history: Vec<HistorySpec>,
}

/// A day on which a deal entered a stage.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HistorySpec {
    /// The stage; the deal's own if not given.
    #[serde(default)]
    pub stage: Option<String>,
    /// The column with the day.
    pub on: String,
    /// Only while the deal's stage is `open`, `won`, `lost` or `closed`.
    #[serde(default)]
    pub when: Option<String>,
}

/// What a field is made of: a column's name, a rule, or rules of which the first that gives a value wins.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub enum FieldSpec {
    /// The text of a column.
    Column(String),
    /// A rule.
    Rule(Box<Rule>),
    /// Several rules.
    Rules(Vec<Rule>),
}

impl FieldSpec {
    /// Its rules, in order.
    fn into_rules(self) -> Vec<Rule> {
        match self {
            Self::Column(column) => vec![Rule {
                column: Some(column),
                ..Rule::default()
            }],
            Self::Rule(rule) => vec![*rule],
            Self::Rules(rules) => rules,
        }
    }
}

/// How a value is found.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// From this column.
    #[serde(default)]
    pub column: Option<String>,
    /// Always this. `today` in a field of days is the day of the import in which it first was so.
    #[serde(default)]
    pub value: Option<String>,
    /// From these columns, those that are empty left out.
    #[serde(default)]
    pub join: Vec<String>,
    /// What stands between joined values.
    #[serde(default)]
    pub with: Option<String>,
    /// From a record that another field refers to, such as `product.list_price`.
    #[serde(default)]
    pub of: Option<String>,
    /// Only while the deal's stage is `open`, `won`, `lost` or `closed` (won or lost).
    #[serde(default)]
    pub when: Option<String>,
    /// Only in rows with one of these words in each of these columns.
    #[serde(default, rename = "where")]
    pub only: BTreeMap<String, Vec<String>>,
    /// Other words for values.
    #[serde(default)]
    pub alias: BTreeMap<String, String>,
    /// Words that mean "empty" in this column.
    #[serde(default)]
    pub null: Vec<String>,
    /// What to do about a record that does not exist: `refuse` (if not given), `create` or `empty`.
    #[serde(default)]
    pub missing: Option<String>,
    /// How another record is named: `name`, `id`, `own` (our own id), `email` or `domain`; by id, then by name, if not
    /// given.
    #[serde(default)]
    pub by: Option<String>,
    /// Formats of this column's dates, tried in order.
    #[serde(default)]
    pub dates: Vec<String>,
    /// Decimal separator of this column's numbers.
    #[serde(default)]
    pub decimal: Option<String>,
}

impl RecordSpec {
    /// Its entity.
    pub fn entity(&self) -> &'static Entity {
        entity(Kind::from_code(&self.kind).unwrap_or(Kind::Deal))
    }

    /// The rules of a field, none if the mapping does not know it.
    pub fn rules(&self, field: &str) -> Vec<Rule> {
        self.fields
            .get(field)
            .cloned()
            .map(FieldSpec::into_rules)
            .unwrap_or_default()
    }

    /// How a column is read by the field that reads it, so that a step of the history reads it likewise.
    pub fn rule_of_column(&self, column: &str) -> Rule {
        let rules = self
            .fields
            .values()
            .cloned()
            .flat_map(FieldSpec::into_rules);
        let mut same = rules.filter(|rule| rule.column.as_deref() == Some(column));
        same.next().unwrap_or_else(|| Rule {
            column: Some(column.to_owned()),
            ..Rule::default()
        })
    }

    /// Every column it reads.
    fn columns(&self) -> impl Iterator<Item = String> + '_ {
        let rules = self
            .fields
            .values()
            .cloned()
            .flat_map(FieldSpec::into_rules);
        rules
            .flat_map(|rule| {
                let named = rule.column.into_iter().chain(rule.join);
                named.chain(rule.only.into_keys())
            })
            .chain(self.id.iter().cloned())
            .chain(self.or_id.iter().cloned())
            .chain(self.own.iter().cloned())
            .chain(self.history.iter().map(|step| step.on.clone()))
    }
}

impl FileSpec {
    /// Every column that a field, an id or a step of the history reads.
    pub fn read_columns(&self) -> impl Iterator<Item = String> + '_ {
        self.record.iter().flat_map(RecordSpec::columns)
    }

    /// Every column that the mapping knows: read, recognised by or left out on purpose.
    pub fn known_columns(&self) -> impl Iterator<Item = String> + '_ {
        let named = self.columns.iter().chain(&self.ignore);
        let named = named.chain(self.omit.keys()).cloned();
        self.read_columns().chain(named)
    }
}

/// The chance in basis points that a stage's `probability` names.
pub fn chance(text: &str) -> std::result::Result<Option<i64>, Reason> {
    read_bp(
        text,
        NumberEvidence::default().settle(None),
        ShareUnit::Open,
    )
}

/// The mappings that come with the program.
const SHIPPED: &[(&str, &str)] = &[
    (
        "crm-sales-opportunities",
        include_str!("../../../assets/mappings/crm-sales-opportunities.toml"),
    ),
    (
        "plain-deals",
        include_str!("../../../assets/mappings/plain-deals.toml"),
    ),
    (
        "quarterdeck",
        include_str!("../../../assets/mappings/quarterdeck.toml"),
    ),
    (
        "weighted-forecast",
        include_str!("../../../assets/mappings/weighted-forecast.toml"),
    ),
    (
        "calendar",
        include_str!("../../../assets/mappings/calendar.toml"),
    ),
    ("week", include_str!("../../../assets/mappings/week.toml")),
    (
        "salesforce",
        include_str!("../../../assets/mappings/salesforce.toml"),
    ),
    (
        "saas-business",
        include_str!("../../../assets/mappings/saas-business.toml"),
    ),
];

/// Every mapping that comes with the program.
pub fn shipped() -> Result<Vec<Mapping>> {
    SHIPPED
        .iter()
        .map(|(name, text)| parse(Path::new(name), text))
        .collect()
}

/// Reads a mapping file.
pub fn read(path: &Path) -> Result<Mapping> {
    let text = std::fs::read_to_string(path).map_err(|source| Error::File {
        path: path.to_owned(),
        source,
    })?;
    parse(path, &text)
}

fn parse(path: &Path, text: &str) -> Result<Mapping> {
    let bad = |detail: String| Error::Mapping {
        path: path.to_owned(),
        detail,
    };
    let mapping: Mapping = toml_edit::de::from_str(text).map_err(|mistake| {
        let line = line_at(text, mistake.span().map_or(0, |span| span.start));
        bad(format!("line {line}: {}", mistake.message()))
    })?;
    check::check(&mapping).map_err(bad)?;
    Ok(mapping)
}

/// A text or a list of texts.
fn one_or_many<'de, D: serde::Deserializer<'de>>(
    deserializer: D,
) -> std::result::Result<Vec<String>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum OneOrMany {
        One(String),
        Many(Vec<String>),
    }
    Ok(match OneOrMany::deserialize(deserializer)? {
        OneOrMany::One(text) => vec![text],
        OneOrMany::Many(texts) => texts,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shipped_mapping_is_sound() {
        assert_eq!(shipped().expect("sound mappings").len(), SHIPPED.len());
    }

    #[test]
    fn a_mistake_in_a_mapping_is_named() {
        let record = "source = 'x'\n[[file]]\nname = 'f'\ncolumns = ['a']\n[[file.record]]\n";
        for (text, named) in [
            (
                "source = 'x'\ncurrency = 'EURO'\nfile = []".to_owned(),
                "EURO",
            ),
            ([record, "kind = 'deel'\nfields = {}"].concat(), "deel"),
            ([record, "kind = 'team'\nfields = {}"].concat(), "name"),
            (
                [
                    record,
                    "kind = 'team'\nfields = { name = 'a', colour = 'b' }",
                ]
                .concat(),
                "colour",
            ),
            (
                [
                    record,
                    "kind = 'team'\nfields = { name = { column = 'a', missing = 'creat' } }",
                ]
                .concat(),
                "creat",
            ),
            ("source = 'x'\nfile = []\nfiel = 1".to_owned(), "fiel"),
        ] {
            match parse(Path::new("m.toml"), &text) {
                Err(Error::Mapping { detail, .. }) => assert!(detail.contains(named), "{detail}"),
                other => panic!("{text} gave {other:?}"),
            }
        }
    }
}
