//! The waterfall by hand: of a team that nobody left, in a store whose deals all have their history from their first day.

use quarterdeck::domain::calendar::Day;
use quarterdeck::domain::waterfall::Bar;
use rusqlite::params;

use super::{Store, number, str_of};
use crate::kept::today;

/// What was touched or decided since, each with what its history says of the evening before.
pub const CHANGES: &str = "for each open stage SELECT currency, COUNT(*), SUM(amount) GROUP BY currency, and for each stage \
     SELECT d.amount, d.currency, b.new_amount, s.kind FROM deal d LEFT JOIN deal_history b ON b.id = (the last one of the \
     deal before ?2) LEFT JOIN stage s ON s.id = b.new_stage_id WHERE d.stage_id = ?1 AND d.closed_on IS NULL \
     AND d.touched_on >= ?2 (of a closed one d.closed_on >= ?2)";

const END: &str = "SELECT currency, COUNT(*), SUM(amount) FROM deal WHERE stage_id = ?1 AND closed_on IS NULL GROUP BY currency";

macro_rules! touched {
    ($which:literal) => {
        concat!(
            "SELECT d.amount, d.currency, b.new_amount, s.kind FROM deal d LEFT JOIN deal_history b ON b.id = \
             (SELECT x.id FROM deal_history x WHERE x.deal_id = d.id AND x.changed_on < ?2 \
             ORDER BY x.changed_on DESC, x.recorded_at DESC, x.id DESC LIMIT 1) \
             LEFT JOIN stage s ON s.id = b.new_stage_id WHERE d.stage_id = ?1 AND ",
            $which
        )
    };
}

const OPEN: &str = touched!("d.closed_on IS NULL AND d.touched_on >= ?2");
const CLOSED: &str = touched!("d.closed_on >= ?2");

impl Store {
    /// Count and euros of each bar, from the start to the end.
    pub fn changes(&self, since: Day) -> Vec<(i128, i128)> {
        let (since, on) = (since.to_string(), today().to_string());
        let mut bars = vec![(0, 0); Bar::ALL.len()];
        let mut start = (0, 0);
        for stage in &self.stages {
            let sql = if stage.is_open { OPEN } else { CLOSED };
            self.each(sql, params![stage.id.0, since], |row| {
                let euros = |at| self.euros(number(row, at).into(), str_of(row, 1), &on);
                let (now, was) = (euros(0), euros(2));
                let then = row.get_ref(3).expect("a kind").as_str_or_null();
                let then = then.expect("a kind");
                let is_inside = then == Some("open");
                let mut book = |bar: Bar, amount: i128| {
                    bars[bar as usize].0 += 1;
                    bars[bar as usize].1 += amount;
                };
                if !stage.is_open && then.is_some_and(|it| it != "open") {
                    return;
                }
                if is_inside {
                    start.0 += 1;
                    start.1 += was;
                    match now - was {
                        0 => {}
                        more @ 1.. => book(Bar::Increased, more),
                        less => book(Bar::Decreased, -less),
                    }
                } else {
                    book(
                        if then.is_none() {
                            Bar::New
                        } else {
                            Bar::MovedIn
                        },
                        now,
                    );
                }
                if stage.is_open {
                    start.0 -= 1;
                    start.1 -= now;
                } else {
                    book(if stage.is_won { Bar::Won } else { Bar::Lost }, now);
                }
            });
            if stage.is_open {
                self.each(END, params![stage.id.0], |row| {
                    bars[Bar::End as usize].0 += i128::from(number(row, 1));
                    bars[Bar::End as usize].1 +=
                        self.euros(number(row, 2).into(), str_of(row, 0), &on);
                });
            }
        }
        let end = bars[Bar::End as usize];
        bars[Bar::Start as usize] = (end.0 + start.0, end.1 + start.1);
        bars
    }
}
