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

fn main() {
    let path = std::env::args_os().nth(1).expect("a store");
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
    loop {
        let widths = [50, 40, 14, 12].map(Constraint::Length);
        let drawn = terminal.draw(|frame| {
            let rows = rows.iter().map(|row| Row::new(row.clone()));
            frame.render_widget(Table::new(rows, widths), frame.area());
        });
        drawn.expect("drawn");
        if matches!(event::read(), Ok(Event::Key(key)) if key.code == KeyCode::Char('q')) {
            return ratatui::restore();
        }
    }
}
