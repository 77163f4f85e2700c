//! Brings a store up to date: every pending migration and its record in one transaction, forward only.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::domain::calendar::Instant;

use super::bulk::Index;
use super::sql::{Db, Statement};
use super::value::{Stored, Value};
use super::{Error, Result};

/// One step of the schema. Once released its text never changes; a test holds its hash.
struct Migration {
    number: i64,
    name: &'static str,
    script: &'static str,
    /// What SQL cannot compute from the rows that are there.
    fill: fn(&Db) -> Result<()>,
}

/// Every migration, in order.
const MIGRATIONS: &[Migration] = &[
    Migration {
        number: 1,
        name: "first",
        script: include_str!("migrations/0001_first.sql"),
        fill: |_| Ok(()),
    },
    Migration {
        number: 2,
        name: "cockpit",
        script: include_str!("migrations/0002_cockpit.sql"),
        fill: super::words::fill,
    },
    Migration {
        number: 3,
        name: "changes",
        script: include_str!("migrations/0003_changes.sql"),
        fill: |_| Ok(()),
    },
    Migration {
        number: 4,
        name: "needs",
        script: include_str!("migrations/0004_needs.sql"),
        fill: |_| Ok(()),
    },
    Migration {
        number: 5,
        name: "filters",
        script: include_str!("migrations/0005_filters.sql"),
        fill: |_| Ok(()),
    },
    Migration {
        number: 6,
        name: "parts",
        script: include_str!("migrations/0006_parts.sql"),
        fill: |_| Ok(()),
    },
    Migration {
        number: 7,
        name: "week",
        script: include_str!("migrations/0007_week.sql"),
        fill: |_| Ok(()),
    },
    Migration {
        number: 8,
        name: "roles",
        script: include_str!("migrations/0008_roles.sql"),
        fill: super::journal::fill_credits,
    },
    Migration {
        number: 9,
        name: "seats",
        script: include_str!("migrations/0009_seats.sql"),
        fill: |_| Ok(()),
    },
    Migration {
        number: 10,
        name: "closed",
        script: include_str!("migrations/0010_closed.sql"),
        fill: |_| Ok(()),
    },
    Migration {
        number: 11,
        name: "called",
        script: include_str!("migrations/0011_called.sql"),
        fill: |_| Ok(()),
    },
    Migration {
        number: 12,
        name: "lines",
        script: include_str!("migrations/0012_lines.sql"),
        fill: |_| Ok(()),
    },
];

/// Number of the last migration this program knows.
pub const LATEST: i64 = 12;

/// Every index that the migrations made and left, beside those that a key or a `UNIQUE` brings along.
pub(super) fn indexes() -> Vec<Index> {
    let mut indexes: Vec<Index> = Vec::new();
    for migration in MIGRATIONS {
        let lines = migration.script.match_indices('\n').map(|(at, _)| at + 1);
        let texts = lines.filter_map(|at| migration.script.get(at..)?.split(';').next());
        // An empty line is not the beginning of what follows it.
        for text in texts.filter(|text| !text.starts_with('\n')) {
            let mut words = text.split_whitespace().filter(|word| *word != "UNIQUE");
            match [(); 5].map(|()| words.next().unwrap_or_default()) {
                ["CREATE", "INDEX", name, "ON", table] => {
                    indexes.push(Index { name, table, text });
                }
                ["DROP", "INDEX", name, ..] => indexes.retain(|index| index.name != name),
                _ => {}
            }
        }
    }
    indexes
}

/// Runs what is pending. A store that already holds data is copied aside first.
pub(super) fn run(db: &Db, path: &Path, now: Instant) -> Result<()> {
    let before = db.schema_number()?;
    if before == LATEST {
        return check_recorded(db);
    }
    if before > 0 {
        db.back_up(&backup_path(path, before, now))?;
    }
    db.write(|| {
        // Another first start may have won the race for the lock.
        let number = db.schema_number()?;
        for migration in MIGRATIONS
            .iter()
            .filter(|migration| migration.number > number)
        {
            db.run_script(migration.script)?;
            (migration.fill)(db)?;
            db.run(&record_of(migration, now))?;
        }
        if number < LATEST {
            db.mark(LATEST)
        } else {
            Ok(())
        }
    })?;
    check_recorded(db)
}

fn record_of(migration: &Migration, now: Instant) -> Statement<'static> {
    Statement::new("INSERT INTO migration (number, name, hash, applied_at) VALUES ($1, $2, $3, $4)")
        .with(vec![
            Value::Int(migration.number),
            Value::Text(migration.name.into()),
            Value::Text(hash(migration.script).into()),
            now.to_value().into_owned(),
        ])
}

/// The migrations that made the store must be the ones in this program.
fn check_recorded(db: &Db) -> Result<()> {
    let recorded: Vec<(i64, String)> = db.all(
        &Statement::new("SELECT number, hash FROM migration ORDER BY number"),
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    let ours = MIGRATIONS
        .iter()
        .map(|migration| (migration.number, hash(migration.script)));
    if recorded.into_iter().eq(ours) {
        Ok(())
    } else {
        Err(Error::Damaged {
            detail: "its migrations are not this program's".to_owned(),
        })
    }
}

fn hash(script: &str) -> String {
    let mut hash = String::new();
    for byte in Sha256::digest(script.as_bytes()) {
        // Writing to a string cannot fail.
        let _ = write!(hash, "{byte:02x}");
    }
    hash
}

/// `store.db` of schema 1 is kept as `store.db.schema-1.<milliseconds>.bak` beside it.
fn backup_path(path: &Path, schema: i64, now: Instant) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".schema-{schema}.{}.bak", now.unix_ms()));
    path.with_file_name(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Released migrations are stone: add a line here for a new one, never change an old one.
    const FROZEN: &[(i64, &str)] = &[
        (
            1,
            "fd26b8e561fa675d4e8a145f121e7d089a80c13521651f5f1c17837e0fe7be10",
        ),
        (
            2,
            "df6fb58656bd6df9a3d1f2acea19ddea280efe9f60801a36f6062f1ce2e3fa3b",
        ),
        (
            3,
            "3c96795e5c6b97233f2abb8b77eac3a9370bb6e88f4c1dd2949291f91db873f9",
        ),
        (
            4,
            "0e543a0dc4eaddc64eb72a8335c9c7346ecf707198abaf6d0eba960b62fade80",
        ),
        (
            5,
            "364a8141048d3f2e5c3cf77fdca4c2431d82e897d9d203d6fe1108d319b7e964",
        ),
        (
            6,
            "e14c981fa7c4a12e69769108ee9994aaeb904fb440c2ae0620580123f7d7f8d8",
        ),
        (
            7,
            "fc6236eb29522ff94306f91232a2faf889a44d3b5c050a7709dfcf99a950f912",
        ),
        (
            8,
            "7764442258f4ef2c1ec9d9afd691b6835b6b1c069c63c2a1fbdbca6fe8026ba1",
        ),
        (
            9,
            "c62ec2dccece8a2c3273125b8b5b6876f86beb97f53e898edf958116656f87b1",
        ),
        (
            10,
            "40bbac217b6bcfaf9428040c507f15503058126b67d782f6bc6afc1c36b00d1c",
        ),
        (
            11,
            "5979f98480dd28c3cfd8df50527d7cf6e571867ac7fe30161029b39abdf5bfd2",
        ),
        (
            12,
            "7639f4d80ba781b18c595e8062f6738506d02327143b4e91e66c13ab433da8d0",
        ),
    ];

    #[test]
    fn released_migrations_never_change() {
        let found: Vec<_> = MIGRATIONS
            .iter()
            .map(|it| (it.number, hash(it.script)))
            .collect();
        let frozen: Vec<_> = FROZEN
            .iter()
            .map(|&(number, hash)| (number, hash.to_owned()))
            .collect();
        assert_eq!(found, frozen);
        assert_eq!(MIGRATIONS.last().map(|it| it.number), Some(LATEST));
    }
}
