//! The rep comparison: one row a rep, the columns that matter most first, everything together below.
//!
//! ```text
//!  KPIs  closed in 2026-Q4 · open deals as of today
//!    rep             won       win rate  pipeline  weighted   wins
//!  ▶ Bavo         € 182k   31 % of   29    € 402k    € 120k      9
//!    Mila          € 96k  ~50 % of    4    € 355k    € 213k      2
//!    total        € 611k   27 % of  146   € 1.28M    € 512k     33
//! ```

use ratatui::layout::Position;

use super::{Pane, PaneId};
use crate::domain::kpi::{KPIS, Measure};
use crate::domain::message::Message;
use crate::i18n::Words;
use crate::service::query::Who;
use crate::service::view::kpis::{KpiRow, KpisView};
use crate::service::{Query, View};
use crate::tui::action::Context;
use crate::tui::layout::Sheet;
use crate::tui::model::Cursor;
use crate::tui::widget::Paint;
use crate::tui::widget::table::{Column, Side, Table, money_cell};

pub(super) const PANE: Pane = Pane {
    id: PaneId::Kpis,
    digit: '7',
    name: "kpis",
    contexts: &[Context::Everywhere, Context::Pane, Context::Period],
    has_total: true,
    query: |model| Query::Kpis {
        who: Who::default(),
        period: model.period(),
        today: model.today,
    },
    rows: |view| match view {
        View::Kpis(view) => view.reps.len(),
        _ => 0,
    },
    summary: |words, view| match view {
        View::Kpis(view) => summary(words, view),
        _ => String::new(),
    },
    draw: |paint, view, cursor, sheet| match view {
        View::Kpis(view) => draw(paint, view, cursor, sheet),
        _ => None,
    },
};

/// Digits of the number of observations beside a rate, so that the rates stand in line.
const OBSERVATION_DIGITS: usize = 4;

/// A column that shows a KPI as it is.
macro_rules! kpi_column {
    ($key:literal, $header:literal, $width:literal) => {
        Column {
            header: $header,
            width: $width,
            width_max: $width,
            side: Side::Right,
            text: |words, row, width| {
                measure(row, $key)
                    .map(|it| money_cell(words, it, width))
                    .unwrap_or_default()
            },
        }
    };
}

/// The columns, most important first: where there is no room, the last ones go.
const COLUMNS: &[Column<KpiRow>] = &[
    Column {
        header: "column-rep",
        width: 17,
        width_max: 32,
        side: Side::Left,
        text: |words, row, _| {
            let nobody = || words.text("pane-kpis-nobody");
            row.name.clone().unwrap_or_else(nobody)
        },
    },
    kpi_column!("won_value", "kpi-won-value-short", 10),
    Column {
        header: "kpi-win-rate-short",
        width: 13,
        width_max: 13,
        side: Side::Right,
        text: |words, row, _| {
            let rate = measure(row, "win_rate");
            rate.map(|rate| with_observations(words, rate))
                .unwrap_or_default()
        },
    },
    kpi_column!("open_value", "kpi-open-value-short", 10),
    kpi_column!("weighted_value", "kpi-weighted-value-short", 10),
    kpi_column!("won_count", "kpi-won-count-short", 6),
    kpi_column!("avg_deal_size", "kpi-avg-deal-size-short", 10),
    kpi_column!("avg_sales_cycle_days", "kpi-avg-sales-cycle-days-short", 9),
    kpi_column!("sales_velocity", "kpi-sales-velocity-short", 12),
    kpi_column!("lost_count", "kpi-lost-count-short", 6),
    kpi_column!("open_count", "kpi-open-count-short", 6),
    kpi_column!(
        "median_sales_cycle_days",
        "kpi-median-sales-cycle-days-short",
        12
    ),
];

fn measure<'a>(row: &'a KpiRow, key: &str) -> Option<&'a Measure> {
    let at = KPIS.iter().position(|kpi| kpi.key == key)?;
    row.measures.get(at)
}

/// A rate beside the number of observations behind it; a rate of nothing stands alone.
fn with_observations(words: &Words, rate: &Measure) -> String {
    let text = words.measure_short(rate);
    match rate {
        Measure::Rate { value, n } if value.denominator != 0 => {
            let n = format!("{:>OBSERVATION_DIGITS$}", words.count(*n));
            words.say(
                &Message::new("pane-kpis-rate")
                    .with("rate", text)
                    .with("n", n),
            )
        }
        _ => text,
    }
}

fn summary(words: &Words, view: &KpisView) -> String {
    if view.period.start.is_none() && view.period.end.is_none() {
        return words.text("pane-kpis-summary-all");
    }
    let period = view.period.name.as_str();
    words.say(&Message::new("pane-kpis-summary").with("period", period))
}

fn draw(paint: &mut Paint<'_>, view: &KpisView, cursor: Cursor, sheet: &Sheet) -> Option<Position> {
    let total = KpiRow {
        name: Some(paint.words.text("pane-kpis-total")),
        measures: view.total.measures.clone(),
    };
    let table = Table {
        columns: COLUMNS,
        count: view.reps.len(),
        row: &|at| view.reps.get(at).cloned(),
        total: Some(total),
        style: |_, theme| theme.text,
        cursor,
    };
    table.draw(paint, sheet)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_shows_a_kpi_there_is() {
        let keys: Vec<_> = KPIS
            .iter()
            .map(|kpi| format!("kpi-{}-short", kpi.key.replace('_', "-")))
            .collect();
        for column in COLUMNS.iter().skip(1) {
            assert!(
                keys.iter().any(|key| key == column.header),
                "{}",
                column.header
            );
        }
        assert_eq!(COLUMNS.len(), 1 + KPIS.len());
    }
}
