//! The least program that shows deals of a store: ratatui and rusqlite and nothing else. What the cockpit is measured
//! beside.
#![expect(
    clippy::expect_used,
    reason = "the least program has no errors to tell"
)]

use crossterm::event::{self, Event, KeyCode};
use ratatui::layout::Constraint;
use ratatui::widgets::{Row, Table};
use rusqlite::{Connection, OpenFlags};

/// The soonest deals that are open.
const QUERY: &str = "SELECT d.name, a.name, d.amount, d.currency, d.expected_close_on FROM deal d \
     LEFT JOIN account a ON a.id = d.account_id WHERE d.stage_id = (SELECT MIN(id) FROM stage) \
     AND d.closed_on IS NULL ORDER BY d.expected_close_on, d.id LIMIT 50";

/// What stands in each stage: with it the least program counts over all deals, as the cockpit does.
const TOTALS: &str = "SELECT s.name, COUNT(*), SUM(d.amount) / 100 FROM stage s JOIN deal d ON d.stage_id = s.id \
     GROUP BY s.id ORDER BY s.position";

fn main() {
    let path = std::env::args_os().nth(1).expect("a store");
    let is_counting = std::env::args().nth(2).as_deref() == Some("totals");
    let store = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY);
    let store = store.expect("a store");
    let mut terminal = ratatui::init();
    let mut statement = store.prepare(QUERY).expect("a query");
    let text = |row: &rusqlite::Row<'_>, at: usize| -> rusqlite::Result<String> {
        Ok(row.get::<_, Option<String>>(at)?.unwrap_or_default())
    };
    let rows = statement.query_map([], |row| {
        let amount = row.get::<_, Option<i64>>(2)?.unwrap_or_default();
        let amount = format!("{} {}", amount / 100, text(row, 3)?);
        Ok([text(row, 0)?, text(row, 1)?, amount, text(row, 4)?])
    });
    let rows: Vec<_> = rows.expect("rows").map(|row| row.expect("a row")).collect();
    let mut totals = String::new();
    if is_counting {
        let mut statement = store.prepare(TOTALS).expect("a query");
        let mut rows = statement.query([]).expect("rows");
        while let Some(row) = rows.next().expect("a row") {
            let count: i64 = row.get(1).expect("a count");
            let value: i64 = row.get(2).expect("a sum");
            let name = text(row, 0).expect("a name");
            totals.extend([name, format!(" {count} {value}  ")]);
        }
    }
    loop {
        let widths = [50, 40, 14, 12].map(Constraint::Length);
        let drawn = terminal.draw(|frame| {
            let rows = rows.iter().map(|row| Row::new(row.clone()));
            let table = Table::new(rows, widths).footer(Row::new([totals.as_str()]));
            frame.render_widget(table, frame.area());
        });
        drawn.expect("drawn");
        if matches!(event::read(), Ok(Event::Key(key)) if key.code == KeyCode::Char('q')) {
            return ratatui::restore();
        }
    }
}
