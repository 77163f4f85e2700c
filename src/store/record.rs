//! Tables as the program knows them, and records of the domain as rows of them.

use std::sync::OnceLock;

use super::Result;
use super::value::Value;

/// A table whose rows are records. Its first column is `id`; of an aggregate the second is `version`.
#[derive(Debug)]
pub struct Table {
    /// Its name.
    pub name: &'static str,
    /// Its columns, in order.
    pub columns: &'static [&'static str],
    /// Columns that hold the id of a row of another table, with that table's name.
    pub references: &'static [(&'static str, &'static str)],
    texts: OnceLock<Texts>,
}

/// SQL that only depends on the table.
#[derive(Debug)]
struct Texts {
    columns: String,
    select: String,
    page: String,
    insert: String,
    update: String,
}

impl Table {
    /// A table of this name.
    pub const fn new(
        name: &'static str,
        columns: &'static [&'static str],
        references: &'static [(&'static str, &'static str)],
    ) -> Self {
        Self {
            name,
            columns,
            references,
            texts: OnceLock::new(),
        }
    }

    /// Whether its rows have a version.
    pub fn is_versioned(&self) -> bool {
        self.columns.get(1) == Some(&"version")
    }

    /// Where a column stands among the columns.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| *column == name)
    }

    /// Every column with the table's name before it, for a query that joins others.
    pub fn columns_text(&self) -> &str {
        &self.texts().columns
    }

    /// What a row is called by itself: its name, or its subject.
    pub fn name_in<'r>(&self, row: &'r [Value<'_>]) -> Option<&'r str> {
        let held = |column| row.get(self.column(column)?)?.as_text();
        ["name", "subject"].into_iter().find_map(held)
    }

    /// `SELECT` every column of the rows with ids from `$1` to `$2`, in the order of their ids.
    pub fn select_text(&self) -> &str {
        &self.texts().select
    }

    /// `SELECT` every column of the rows (`d`) with an id above `$1`; more conditions may follow.
    pub fn page_text(&self) -> &str {
        &self.texts().page
    }

    /// `INSERT` of a row: one parameter a column.
    pub fn insert_text(&self) -> &str {
        &self.texts().insert
    }

    /// `UPDATE` of a row: one parameter a column but the id, then the id, then (if versioned) the version it must have.
    pub fn update_text(&self) -> &str {
        &self.texts().update
    }

    fn texts(&self) -> &Texts {
        self.texts.get_or_init(|| {
            let columns = self.columns.join(", ");
            let parameters = numbered(1, self.columns.len(), |_, parameter| parameter).join(", ");
            let rest = self.columns.get(1..).unwrap_or_default();
            let assignments = numbered(1, rest.len(), |at, parameter| {
                [rest[at], " = ", &parameter].concat()
            })
            .join(", ");
            let id = rest.len() + 1;
            let version = if self.is_versioned() {
                format!(" AND version = ${}", id + 1)
            } else {
                String::new()
            };
            let name = self.name;
            Texts {
                columns: [name, ".", &self.columns.join(&[", ", name, "."].concat())].concat(),
                select: format!(
                    "SELECT {columns} FROM {name} WHERE id BETWEEN $1 AND $2 ORDER BY id"
                ),
                page: format!(
                    "SELECT d.{} FROM {name} d WHERE d.id > $1",
                    self.columns.join(", d.")
                ),
                insert: format!("INSERT INTO {name} ({columns}) VALUES ({parameters})"),
                update: format!("UPDATE {name} SET {assignments} WHERE id = ${id}{version}"),
            }
        })
    }
}

fn numbered(first: usize, count: usize, write: impl Fn(usize, String) -> String) -> Vec<String> {
    (0..count)
        .map(|at| write(at, format!("${}", first + at)))
        .collect()
}

/// A type of the domain that is a row of a table.
pub trait Record: Sized {
    /// Its table.
    fn table() -> &'static Table;
    /// Its id.
    fn id(&self) -> i64;
    /// One value a column.
    fn values(&self) -> Vec<Value<'_>>;
    /// The record again.
    fn from_values(values: Vec<Value<'_>>) -> Result<Self>;
}

/// Declares the table of a record. The columns are its fields; `field: table` is a reference to that table.
macro_rules! record {
    ($type:ident, $table:ident, $name:literal, [$($field:ident $(: $target:literal)?),+ $(,)?]) => {
        #[doc = concat!("The table `", $name, "`.")]
        pub static $table: Table = Table::new(
            $name,
            &[$(stringify!($field)),+],
            &[$($((stringify!($field), $target),)?)+],
        );

        impl Record for $type {
            fn table() -> &'static Table {
                &$table
            }

            fn id(&self) -> i64 {
                self.id.0
            }

            fn values(&self) -> Vec<Value<'_>> {
                vec![$(self.$field.to_value()),+]
            }

            fn from_values(values: Vec<Value<'_>>) -> Result<Self> {
                let mut values = values.into_iter();
                let mut next = || values.next().unwrap_or(Value::Null);
                Ok(Self { $($field: Stored::from_value(next())?),+ })
            }
        }
    };
}
pub(super) use record;
