//! A mapping's file bound to the columns of a real one: which cell feeds which field, and how columns are read.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::text::name_key;

use super::date::{DateEvidence, DateOrder, DateReading, ExcelEpoch};
use super::mapping::{FileSpec, HistorySpec, Mapping, RecordSpec, Rule};
use super::number::{Decimal, NumberEvidence, NumberReading, ShareEvidence, ShareUnit};
use super::report::ColumnReading;
use super::source::{Record, fold_header};
use crate::domain::record::{Entity, Field, Read};

/// What the user said about a file on the command line; it wins over the mapping.
#[derive(Debug, Clone, Default)]
pub struct Settled {
    /// Formats of every date.
    pub dates: Vec<String>,
    /// Where day and month stand in columns that leave it open.
    pub order: Option<DateOrder>,
    /// Decimal separator of every number.
    pub decimal: Option<Decimal>,
    /// What bare numbers in date columns count from.
    pub excel: Option<ExcelEpoch>,
}

/// A file of a mapping, bound to headers.
#[derive(Debug)]
pub struct Bound {
    /// The headers, as in the file.
    pub headers: Vec<String>,
    /// What each row becomes.
    pub records: Vec<BoundRecord>,
    /// Headers that the mapping does not know, by their place.
    pub unknown: Vec<usize>,
    /// Columns with the folded words for which a row is left out.
    omit: Vec<(usize, Vec<String>)>,
    /// Columns that the mapping reads and the file does not have.
    pub missing: Vec<String>,
}

/// A record of a mapping, bound to columns.
#[derive(Debug)]
pub struct BoundRecord {
    /// Its entity.
    pub entity: &'static Entity,
    /// Columns of its id.
    pub id: Vec<Column>,
    /// Columns that stand in where the id is empty.
    pub or_id: Vec<Column>,
    /// The column of our own version, where the id is our own.
    pub own: Option<Column>,
    /// Whether one of the same name is the same.
    pub adopts: bool,
    /// Whether many rows name the same one.
    pub repeats: bool,
    /// Rules of each field of the entity; empty for fields that the mapping does not know.
    pub fields: Vec<Vec<BoundRule>>,
    /// Whether its amounts have a currency of their own: in a column, or one for all.
    pub has_currency: bool,
    /// Stages it went through.
    pub history: Vec<BoundStep>,
}

/// A column that a mapping names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its name in the mapping.
    pub name: String,
    /// Where it stands in the file; `None` if the file has no such column.
    pub at: Option<usize>,
}

/// A rule, bound to columns, with the readings settled for its column.
#[derive(Debug)]
pub struct BoundRule {
    /// The columns it reads: one, or those it joins.
    pub columns: Vec<Column>,
    /// The rule as written.
    pub rule: Rule,
    /// Columns with the folded words for which alone it holds.
    pub only: Vec<(Column, Vec<String>)>,
    /// Other words for values, by folded word.
    pub alias: BTreeMap<String, String>,
    /// Words that mean "empty".
    pub null: Vec<String>,
    /// How numbers are read.
    pub number: NumberReading,
    /// What shares count in.
    pub unit: ShareUnit,
    /// How dates are read.
    pub date: DateReading,
}

/// A step of a deal's history, bound to its column.
#[derive(Debug)]
pub struct BoundStep {
    /// The step as written.
    pub spec: HistorySpec,
    /// The column with its day, read as dates.
    pub on: BoundRule,
}

/// Headers of a file by their folded names.
pub struct Headers {
    places: BTreeMap<String, usize>,
}

/// The columns of a mapping's file among the headers of a real one.
struct Columns<'a> {
    headers: Headers,
    spec: &'a FileSpec,
}

impl Headers {
    /// Folds the headers of a file.
    pub fn new(headers: &[String]) -> Self {
        Self {
            places: headers
                .iter()
                .enumerate()
                .map(|(at, header)| (fold_header(header), at))
                .collect(),
        }
    }

    /// Where a header stands.
    pub fn find(&self, name: &str) -> Option<usize> {
        self.places.get(&fold_header(name)).copied()
    }

    /// Where a column of a mapping's file stands: under its own name or, if there is none, under another one.
    pub fn find_of(&self, spec: &FileSpec, name: &str) -> Option<usize> {
        let others = spec.also.get(name).into_iter().flatten();
        self.find(name)
            .or_else(|| others.into_iter().find_map(|other| self.find(other)))
    }
}

impl Columns<'_> {
    fn column(&self, name: &str) -> Column {
        Column {
            name: name.to_owned(),
            at: self.headers.find_of(self.spec, name),
        }
    }

    fn columns(&self, names: &[String]) -> Vec<Column> {
        names.iter().map(|name| self.column(name)).collect()
    }
}

impl Bound {
    /// Binds a file of a mapping to the headers of a real one.
    pub fn new(mapping: &Mapping, spec: &FileSpec, headers: &[String]) -> Self {
        let found = Columns {
            headers: Headers::new(headers),
            spec,
        };
        let known: BTreeSet<usize> = spec
            .known_columns()
            .filter_map(|name| found.column(&name).at)
            .collect();
        let is_unknown = |(at, header): &(usize, &String)| {
            !fold_header(header).is_empty() && !known.contains(at)
        };
        let is_missing = |name: &String| {
            found.column(name).at.is_none() && !spec.optional.iter().any(|it| it == name)
        };
        let mut missing: Vec<String> = spec.read_columns().filter(is_missing).collect();
        missing.sort_unstable();
        missing.dedup();
        let omit = spec.omit.iter().filter_map(|(name, words)| {
            let words = words.iter().map(|word| name_key(word)).collect();
            Some((found.column(name).at?, words))
        });
        Self {
            missing,
            omit: omit.collect(),
            headers: headers.to_vec(),
            records: spec
                .record
                .iter()
                .map(|record| bind_record(mapping, record, &found))
                .collect(),
            unknown: headers
                .iter()
                .enumerate()
                .filter(is_unknown)
                .map(|(at, _)| at)
                .collect(),
        }
    }

    /// Whether a column names other records by ids alone.
    pub fn refers_by_id(&self, at: usize) -> bool {
        let rules = self
            .records
            .iter()
            .flat_map(|it| it.fields.iter().flatten());
        let is_it = |rule: &&BoundRule| rule.columns.first().and_then(|it| it.at) == Some(at);
        let mut rules = rules.filter(is_it);
        rules.any(|rule| rule.rule.by.as_deref() == Some("id"))
    }

    /// Whether a row is left out on purpose.
    pub fn omits(&self, record: &Record<'_>) -> bool {
        let is_one = |(at, words): &(usize, Vec<String>)| {
            let word = name_key(record.field(*at).trim());
            words.contains(&word)
        };
        self.omit.iter().any(is_one)
    }

    /// Every rule that reads one column as dates or numbers, with how its field is read.
    fn settling(&mut self) -> impl Iterator<Item = (Read, &mut BoundRule)> {
        self.records.iter_mut().flat_map(|record| {
            let steps = record
                .history
                .iter_mut()
                .map(|step| (Read::Day, &mut step.on));
            let fields = record.entity.fields.iter().zip(&mut record.fields);
            fields
                .flat_map(|(field, rules)| rules.iter_mut().map(|rule| (field.read, rule)))
                .chain(steps)
        })
    }
}

fn bind_record(mapping: &Mapping, spec: &RecordSpec, headers: &Columns<'_>) -> BoundRecord {
    let bind_field = |field: &Field| {
        let mut rules = spec.rules(field.name);
        if rules.is_empty() && field.read == Read::Currency {
            // One currency for all is a constant like any other.
            rules.extend(mapping.currency.clone().map(|code| Rule {
                value: Some(code),
                ..Rule::default()
            }));
        }
        rules
            .into_iter()
            .map(|rule| bind_rule(mapping, rule, headers))
            .collect()
    };
    let bind_step = |step: &HistorySpec| BoundStep {
        spec: step.clone(),
        on: bind_rule(mapping, spec.rule_of_column(&step.on), headers),
    };
    let entity = spec.entity();
    let fields: Vec<Vec<BoundRule>> = entity.fields.iter().map(bind_field).collect();
    let gives = |rule: &BoundRule| {
        rule.rule.value.is_some() || rule.columns.iter().any(|column| column.at.is_some())
    };
    let currency = entity.fields.iter().zip(&fields);
    let mut currency = currency.filter(|(field, _)| field.read == Read::Currency);
    BoundRecord {
        entity,
        has_currency: currency.any(|(_, rules)| rules.iter().any(gives)),
        id: headers.columns(&spec.id),
        or_id: headers.columns(&spec.or_id),
        own: spec.own.as_deref().map(|name| headers.column(name)),
        adopts: spec.adopt,
        repeats: spec.repeats,
        fields,
        history: spec.history.iter().map(bind_step).collect(),
    }
}

fn bind_rule(mapping: &Mapping, mut rule: Rule, headers: &Columns<'_>) -> BoundRule {
    let names: Vec<String> = rule
        .column
        .clone()
        .into_iter()
        .chain(rule.join.clone())
        .collect();
    if rule.dates.is_empty() {
        rule.dates.clone_from(&mapping.dates);
    }
    rule.decimal = rule.decimal.or_else(|| mapping.decimal.clone());
    let folded = |words: &[String]| words.iter().map(|word| name_key(word)).collect();
    let only = rule.only.iter();
    BoundRule {
        columns: headers.columns(&names),
        only: only
            .map(|(name, words)| (headers.column(name), folded(words)))
            .collect(),
        alias: rule
            .alias
            .iter()
            .map(|(word, value)| (name_key(word), value.clone()))
            .collect(),
        null: mapping
            .null
            .iter()
            .chain(&rule.null)
            .map(|word| name_key(word))
            .collect(),
        number: NumberEvidence::default().settle(None),
        unit: ShareEvidence::default().settle(),
        date: DateEvidence::default().settle(&[], None),
        rule,
    }
}

impl BoundRule {
    /// The text of the rule's only column in a record, empty where it means "empty".
    pub fn cell<'r>(&self, record: &'r Record<'_>) -> &'r str {
        let at = self.columns.first().and_then(|column| column.at);
        let text = at.map_or("", |at| record.field(at)).trim_matches(' ');
        if self.means_empty(text) { "" } else { text }
    }

    /// Whether it holds for a row: not where a column of its condition is missing.
    pub fn holds(&self, record: &Record<'_>) -> bool {
        let is_met = |(column, words): &(Column, Vec<String>)| {
            let said = column.at.map(|at| name_key(record.field(at).trim()));
            said.is_some_and(|said| words.contains(&said))
        };
        self.only.iter().all(is_met)
    }

    /// Whether it is a day that was today when it first was so.
    pub fn is_today(&self) -> bool {
        self.rule.value.as_deref() == Some("today")
    }

    /// The word that the mapping wants for this one.
    pub fn other_word(&self, text: String) -> String {
        // Folding costs more than everything else about a cell: most columns have no other words.
        if self.alias.is_empty() {
            return text;
        }
        self.alias.get(&name_key(&text)).cloned().unwrap_or(text)
    }

    /// Whether a text is one of the words for "empty".
    pub fn means_empty(&self, text: &str) -> bool {
        !self.null.is_empty() && self.null.contains(&name_key(text))
    }
}

/// What the values of a file say about its columns.
#[derive(Default)]
pub struct Survey {
    dates: BTreeMap<(usize, Vec<String>), DateEvidence>,
    numbers: BTreeMap<(usize, Vec<String>), NumberEvidence>,
    shares: BTreeMap<(usize, Vec<String>), ShareEvidence>,
}

/// Evidence is kept by column and by the words that mean "empty" in it.
fn evidence_key(rule: &BoundRule) -> Option<(usize, Vec<String>)> {
    Some((rule.columns.first()?.at?, rule.null.clone()))
}

fn is_number(read: Read) -> bool {
    matches!(read, Read::Money | Read::Share | Read::Whole)
}

impl Survey {
    /// A survey of the columns that hold dates and numbers.
    pub fn new(bound: &mut Bound) -> Self {
        let mut survey = Self::default();
        for (read, rule) in bound.settling() {
            let Some(key) = evidence_key(rule) else {
                continue;
            };
            if read == Read::Day {
                survey.dates.entry(key).or_default();
            } else if is_number(read) {
                if read == Read::Share {
                    survey.shares.entry(key.clone()).or_default();
                }
                survey.numbers.entry(key).or_default();
            }
        }
        survey
    }

    /// Whether there is anything to look at.
    pub fn is_needed(&self) -> bool {
        !self.dates.is_empty() || !self.numbers.is_empty()
    }

    /// Looks at a record.
    pub fn observe(&mut self, record: &Record<'_>) {
        let wanted = |null: &[String], cell: &str| {
            !cell.trim().is_empty() && !null.contains(&name_key(cell))
        };
        for ((at, null), evidence) in &mut self.dates {
            let cell = record.field(*at);
            if wanted(null, cell) {
                evidence.observe(cell);
            }
        }
        for ((at, null), evidence) in &mut self.shares {
            let cell = record.field(*at);
            if wanted(null, cell) {
                evidence.observe(cell);
            }
        }
        for ((at, null), evidence) in &mut self.numbers {
            let cell = record.field(*at);
            if wanted(null, cell) {
                evidence.observe(cell);
            }
        }
    }

    /// Settles how the columns are read. Says what was settled, for the report.
    pub fn settle(&self, bound: &mut Bound, said: &Settled) -> Vec<ColumnReading> {
        let headers = bound.headers.clone();
        let mut readings = BTreeMap::new();
        for (read, rule) in bound.settling() {
            let Some(key) = evidence_key(rule) else {
                continue;
            };
            let at = key.0;
            if let Some(evidence) = self.dates.get(&key).filter(|_| read == Read::Day) {
                let formats = if said.dates.is_empty() {
                    &rule.rule.dates
                } else {
                    &said.dates
                };
                rule.date = evidence.settle(formats, said.excel);
                if let (DateOrder::PerCell, Some(order)) = (&rule.date.order, &said.order) {
                    rule.date.order = order.clone();
                }
                readings.insert(at, rule.date.code());
            } else if let Some(evidence) = self.numbers.get(&key).filter(|_| is_number(read)) {
                let named = rule.rule.decimal.as_deref().and_then(Decimal::from_code);
                rule.number = evidence.settle(said.decimal.or(named));
                rule.unit = self.shares.get(&key).copied().unwrap_or_default().settle();
                readings.insert(at, rule.number.code());
            }
        }
        let field = |at: usize| headers.get(at).cloned().unwrap_or_default();
        readings
            .into_iter()
            .map(|(at, reading)| ColumnReading {
                field: field(at),
                reading,
            })
            .collect()
    }
}

impl DateReading {
    /// The code of the reading in the report.
    pub fn code(&self) -> &'static str {
        use super::date::DateOrder;
        match self.order {
            DateOrder::Named(_) => "named",
            DateOrder::DayFirst => "day-first",
            DateOrder::MonthFirst => "month-first",
            DateOrder::PerCell => "cell-by-cell",
        }
    }
}

impl NumberReading {
    /// The code of the reading in the report.
    pub fn code(self) -> &'static str {
        match self {
            Self::Named(Decimal::Dot) | Self::Settled(Decimal::Dot) => "decimal-dot",
            Self::Named(Decimal::Comma) | Self::Settled(Decimal::Comma) => "decimal-comma",
            Self::PerCell => "cell-by-cell",
        }
    }
}
