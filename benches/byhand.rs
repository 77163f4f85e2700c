//! The same numbers as the panes', by bare rusqlite and the best SQL by hand.

mod changes;
mod staffing;
mod team;
mod week;

use std::collections::BTreeMap;
use std::path::Path;

use quarterdeck::domain::calendar::{Day, Period};
use quarterdeck::domain::id::{RepId, StageId, TeamId};
use quarterdeck::service::view::deals::{Anchor, Key};
use rusqlite::types::Value;
use rusqlite::{Connection, OpenFlags, Row, params};

use crate::kept::today;

pub use changes::CHANGES;
pub use staffing::{GAPS, LACKING};
pub use team::{ROLES, Seated};
pub use week::{TEAM_WEEK, TeamWeek, WEEK, Week};

/// Totals of a stage: of an open one over the index that covers them all, of a closed one over that of its days.
pub const BOARD: &str = "for each open stage SELECT owner_id, currency, COUNT(*), SUM(amount), \
     SUM((amount * COALESCE(probability, ?2) + 5000) / 10000), COUNT(*) FILTER (WHERE touched_on < ?3), \
     COUNT(*) FILTER (WHERE stage_since_on < ?4) FROM deal WHERE stage_id = ?1 AND closed_on IS NULL \
     GROUP BY owner_id, currency; for each closed stage SELECT currency, closed_on, amount FROM deal \
     WHERE stage_id = ?1 AND closed_on >= ?2 AND closed_on < ?3";

const OPEN: &str = "SELECT owner_id, currency, COUNT(*), SUM(amount), \
     SUM((amount * COALESCE(probability, ?2) + 5000) / 10000), COUNT(*) FILTER (WHERE touched_on < ?3), \
     COUNT(*) FILTER (WHERE stage_since_on < ?4) FROM deal WHERE stage_id = ?1 AND closed_on IS NULL \
     GROUP BY owner_id, currency";

const CLOSED: &str = "SELECT currency, closed_on, amount FROM deal \
     WHERE stage_id = ?1 AND closed_on >= ?2 AND closed_on < ?3";

/// A page with all that a card shows.
pub const PAGE: &str = "SELECT d.id, d.name, p.held_on, d.version, d.name_key, d.account_id, a.name, d.owner_id, r.name, d.stage_id, \
     d.amount, d.currency, d.probability, d.started_on, d.expected_close_on, d.closed_on, d.stage_since_on, \
     d.touched_on, d.next_on, d.push_count, p.id, p.kind, p.start_time, p.subject, \
     (SELECT MAX(o.held_on) FROM activity o WHERE o.deal_id = d.id AND o.status = 'done') \
     FROM deal d LEFT JOIN account a ON a.id = d.account_id LEFT JOIN rep r ON r.id = d.owner_id \
     LEFT JOIN activity p ON p.id = (SELECT n.id FROM activity n WHERE n.deal_id = d.id AND n.status = 'planned' \
     ORDER BY n.held_on NULLS LAST, n.start_time NULLS LAST, n.id LIMIT 1) \
     WHERE d.stage_id = ?1 AND d.closed_on IS NULL AND (d.expected_close_on, d.id) > (?2, ?3) \
     ORDER BY d.expected_close_on, d.id LIMIT 100";

/// What is compared, each index read once.
pub const COMPARE: &str = "for each open stage SELECT owner_id, currency, COUNT(*), SUM(amount), SUM(weighted), and the sum of what is due \
     GROUP BY owner_id, currency; for each closed stage SELECT owner_id, closed_on, amount, currency, started_on \
     of both quarters and the weeks; for each rep and kind SELECT held_on, COUNT(*) FROM activity WHERE done_by_id = ?1 \
     AND kind = ?2 AND status = 'done' AND held_on >= ?3 AND held_on < ?4 GROUP BY held_on, and the same by booked_on";

const COMPARE_OPEN: &str = "SELECT owner_id, currency, COUNT(*), SUM(amount), \
     SUM((amount * COALESCE(probability, ?2) + 5000) / 10000), \
     SUM(amount) FILTER (WHERE expected_close_on >= ?3 AND expected_close_on < ?4) \
     FROM deal WHERE stage_id = ?1 AND closed_on IS NULL GROUP BY owner_id, currency";

const COMPARE_CLOSED: &str = "SELECT owner_id, closed_on, amount, currency, started_on FROM deal \
     WHERE stage_id = ?1 AND closed_on >= ?2 AND closed_on < ?3";

const DONE: &str = "SELECT held_on, COUNT(*) FROM activity WHERE done_by_id = ?1 AND kind = ?2 AND status = 'done' \
     AND held_on >= ?3 AND held_on < ?4 GROUP BY held_on";

const BOOKED: &str = "SELECT booked_on, COUNT(*) FROM activity WHERE done_by_id = ?1 AND kind = ?2 \
     AND booked_on >= ?3 AND booked_on < ?4 GROUP BY booked_on";

/// Keys of the KPIs that count activities.
pub const ACTIVITIES: [&str; 4] = [
    "calls_made",
    "meetings_booked",
    "meetings_held",
    "proposals_sent",
];

/// The numbers of each rep.
pub type Compared = BTreeMap<i64, Vec<i128>>;

/// A stage with what is agreed on it.
pub struct Stage {
    pub id: StageId,
    /// Deals in it.
    pub count: i64,
    pub is_open: bool,
    is_won: bool,
    probability: Option<i64>,
    idle_before: String,
    stalled_before: String,
}

/// The store by bare rusqlite.
pub struct Store {
    connection: Connection,
    stages: Vec<Stage>,
    /// Millionths of a euro for a dollar, and from when.
    rates: Vec<(String, i128)>,
}

impl Store {
    pub fn open(path: &Path) -> Self {
        let connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY);
        let mut store = Self {
            connection: connection.expect("the store"),
            stages: Vec::new(),
            rates: Vec::new(),
        };
        store.connection.set_prepared_statement_cache_capacity(64);
        store.rates = store.all(
            "SELECT from_on, micros FROM rate WHERE currency = 'USD' AND to_currency = 'EUR' ORDER BY from_on DESC",
            |row| (text(row, 0), i128::from(number(row, 1))),
        );
        store.stages = store.stages();
        store
    }

    pub fn connection(&self) -> &Connection {
        &self.connection
    }

    fn all<T>(&self, sql: &str, read: impl Fn(&Row<'_>) -> T) -> Vec<T> {
        let mut statement = self.connection.prepare_cached(sql).expect("a query");
        let rows = statement.query_map([], |row| Ok(read(row))).expect("rows");
        rows.map(|row| row.expect("a row")).collect()
    }

    fn each(&self, sql: &str, values: impl rusqlite::Params, mut visit: impl FnMut(&Row<'_>)) {
        let mut statement = self.connection.prepare_cached(sql).expect("a query");
        let mut rows = statement.query(values).expect("rows");
        while let Some(row) = rows.next().expect("a row") {
            visit(row);
        }
    }

    /// Every stage, in their order.
    pub fn stages(&self) -> Vec<Stage> {
        let policies = self.all("SELECT key, value FROM policy", |row| {
            (text(row, 0), text(row, 1))
        });
        let days = |key: &str, id: i64| {
            let of = |key: &str| policies.iter().find(|(it, _)| it == key);
            let found = of(&format!("{key}/{id}"))
                .or_else(|| of(key))
                .expect("a policy");
            found.1.parse::<i64>().expect("days")
        };
        let before = |days: i64| today().plus_days(-days).to_string();
        self.all(
            "SELECT s.id, s.kind, s.probability, (SELECT COUNT(*) FROM deal d WHERE d.stage_id = s.id) \
             FROM stage s ORDER BY s.position",
            |row| {
                let id = number(row, 0);
                Stage {
                    id: StageId(id),
                    count: number(row, 3),
                    is_open: text(row, 1) == "open",
                    is_won: text(row, 1) == "won",
                    probability: row.get(2).expect("a probability"),
                    idle_before: before(days("rot_days", id)),
                    stalled_before: before(days("stall_days", id)),
                }
            },
        )
    }

    /// A rep and a team.
    pub fn somebody(&self) -> (RepId, TeamId) {
        let text = "SELECT rep_id, team_id FROM membership WHERE team_id IS NOT NULL AND to_on IS NULL \
             AND rep_id IN (SELECT owner_id FROM deal WHERE closed_on IS NULL) ORDER BY id DESC LIMIT 1";
        self.all(text, |row| (RepId(number(row, 0)), TeamId(number(row, 1))))
            .remove(0)
    }

    /// An amount in euros, at the rate of a day.
    fn euros(&self, minor: i128, currency: &str, on: &str) -> i128 {
        if currency == "EUR" {
            return minor;
        }
        let rate = self.rates.iter().find(|(from, _)| from.as_str() <= on);
        (2 * minor * rate.expect("a rate").1 + 1_000_000).div_euclid(2_000_000)
    }

    /// Count, amounts, weighted amounts, idle and stalled ones of each stage.
    pub fn board(&self, period: &Period) -> Vec<[i128; 5]> {
        let (start, end) = ends(period);
        let today = today().to_string();
        let of = |stage: &Stage| {
            let mut sums = [0; 5];
            if stage.is_open {
                let values = params![
                    stage.id.0,
                    stage.probability,
                    stage.idle_before,
                    stage.stalled_before
                ];
                self.each(OPEN, values, |row| {
                    let currency = str_of(row, 1);
                    let numbers: [i128; 5] = std::array::from_fn(|at| number(row, at + 2).into());
                    sums[0] += numbers[0];
                    sums[1] += self.euros(numbers[1], currency, &today);
                    sums[2] += self.euros(numbers[2], currency, &today);
                    sums[3] += numbers[3];
                    sums[4] += numbers[4];
                });
            } else {
                self.each(CLOSED, params![stage.id.0, start, end], |row| {
                    sums[0] += 1;
                    sums[1] += self.euros(number(row, 2).into(), str_of(row, 0), str_of(row, 1));
                });
            }
            sums
        };
        self.stages.iter().map(of).collect()
    }

    /// A page of 100 deals of an open stage by expected close: id, name, day of the next step.
    pub fn page(
        &self,
        stage: &Stage,
        after: Option<&Anchor>,
    ) -> Vec<(i64, String, Option<String>)> {
        let after = match after {
            Some(Anchor {
                key: Some(Key::Text(day)),
                id,
            }) => (day.clone(), *id),
            _ => (String::new(), 0),
        };
        let mut rows = Vec::new();
        self.each(PAGE, params![stage.id.0, after.0, after.1], |row| {
            let rest: Vec<Value> = (3..25).map(|at| row.get(at).expect("a value")).collect();
            std::hint::black_box(rest);
            rows.push((number(row, 0), text(row, 1), row.get(2).expect("a day")));
        });
        rows
    }

    /// The place of a deal of an open stage, so many after the first by expected close.
    pub fn nth_by_close(&self, stage: &Stage, skipped: i64) -> Anchor {
        let text = "SELECT expected_close_on, id FROM deal WHERE stage_id = ?1 AND closed_on IS NULL \
             AND expected_close_on IS NOT NULL ORDER BY expected_close_on, id LIMIT 1 OFFSET ?2";
        let read = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?));
        let found = self
            .connection
            .query_row(text, params![stage.id.0, skipped], read);
        let (day, id) = found.expect("a deal");
        Anchor {
            key: Some(Key::Text(day)),
            id,
        }
    }

    /// Of each rep: open, won and lost deals, their amounts, days of cycles, activities; now, before and week by week.
    pub fn compare(&self, period: &Period, before: &Period, weeks: &[Day]) -> Compared {
        /// Where what is open stands among the numbers, what is won now, and what was before.
        const OPEN: usize = 0;
        const NOW: usize = 3;
        const BEFORE: usize = 7;
        const DONE_AT: usize = 10;
        let trends = DONE_AT + 2 * ACTIVITIES.len();
        let length = trends + (1 + ACTIVITIES.len()) * weeks.len();
        let mut reps: Compared = self
            .all("SELECT id FROM rep", |row| number(row, 0))
            .into_iter()
            .map(|id| (id, vec![0; length]))
            .collect();
        let (now, then) = (ends(period), ends(before));
        let is_in =
            |day: &str, ends: &(String, String)| ends.0.as_str() <= day && day < ends.1.as_str();
        let mondays: Vec<String> = weeks.iter().map(Day::to_string).collect();
        let after = weeks.last().expect("a week").plus_days(7).to_string();
        let week = |day: &str| {
            let after_it = mondays.partition_point(|monday| monday.as_str() <= day);
            after_it.checked_sub(1).filter(|_| day < after.as_str())
        };
        let first = mondays[0].clone().min(then.0.clone());
        let last = after.clone().max(now.1.clone());
        let today = today().to_string();
        for stage in &self.stages {
            if stage.is_open {
                let values = params![stage.id.0, stage.probability, now.0, now.1];
                self.each(COMPARE_OPEN, values, |row| {
                    let Some(rep) = reps.get_mut(&number(row, 0)) else {
                        return;
                    };
                    rep[OPEN] += i128::from(number(row, 2));
                    rep[OPEN + 1] += self.euros(number(row, 3).into(), str_of(row, 1), &today);
                    rep[OPEN + 2] += self.euros(number(row, 4).into(), str_of(row, 1), &today);
                });
                continue;
            }
            self.each(COMPARE_CLOSED, params![stage.id.0, first, last], |row| {
                let Some(rep) = reps.get_mut(&number(row, 0)) else {
                    return;
                };
                let day = str_of(row, 1);
                let amount = self.euros(number(row, 2).into(), str_of(row, 3), day);
                for (at, ends) in [(NOW, &now), (BEFORE, &then)] {
                    if !is_in(day, ends) {
                        continue;
                    }
                    rep[at + 2 - usize::from(stage.is_won) * 2] += 1;
                    if stage.is_won {
                        rep[at + 1] += amount;
                        if at == NOW {
                            rep[NOW + 3] += i128::from(days(day) - days(str_of(row, 4)));
                        }
                    }
                }
                if let (true, Some(week)) = (stage.is_won, week(day)) {
                    rep[trends + week] += amount;
                }
            });
        }
        for (id, rep) in &mut reps {
            for (text, kind, activity) in [
                (DONE, "call", 0),
                (BOOKED, "meeting", 1),
                (BOOKED, "demo", 1),
                (DONE, "meeting", 2),
                (DONE, "demo", 2),
                (DONE, "proposal", 3),
            ] {
                self.each(text, params![id, kind, first, last], |row| {
                    let (day, count) = (str_of(row, 0), i128::from(number(row, 1)));
                    for (at, ends) in [(0, &now), (1, &then)] {
                        if is_in(day, ends) {
                            rep[DONE_AT + 2 * activity + at] += count;
                        }
                    }
                    if let Some(week) = week(day) {
                        rep[trends + (1 + activity) * weeks.len() + week] += count;
                    }
                });
            }
        }
        reps
    }
}

fn ends(period: &Period) -> (String, String) {
    let start = period.start.unwrap_or(Day::MIN);
    let end = period.end.unwrap_or(Day::MAX);
    (start.to_string(), end.to_string())
}

fn number(row: &Row<'_>, column: usize) -> i64 {
    row.get::<_, Option<i64>>(column)
        .expect("a number")
        .unwrap_or(0)
}

fn text(row: &Row<'_>, column: usize) -> String {
    row.get(column).expect("a text")
}

fn str_of<'r>(row: &'r Row<'_>, column: usize) -> &'r str {
    row.get_ref(column)
        .expect("a value")
        .as_str()
        .expect("a text")
}

/// Days since a day that is the same for all.
fn days(iso: &str) -> i64 {
    let part = |range: std::ops::Range<usize>| {
        iso.get(range)
            .and_then(|it| it.parse::<i64>().ok())
            .expect("a day")
    };
    let (year, month, day) = (part(0..4), part(5..7), part(8..10));
    // Years that begin in March, so that a leap day ends them.
    let (year, month) = if month > 2 {
        (year, month - 3)
    } else {
        (year - 1, month + 9)
    };
    year * 365 + year / 4 - year / 100 + year / 400 + (month * 153 + 2) / 5 + day
}
