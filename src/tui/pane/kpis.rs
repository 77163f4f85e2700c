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
use crate::domain::money::Ratio;
use crate::i18n::Words;
use crate::service::query::Who;
use crate::service::view::kpis::{KpiRow, KpisView};
use crate::service::{Query, View};
use crate::tui::action::Context;
use crate::tui::layout::Sheet;
use crate::tui::model::Cursor;
use crate::tui::widget::table::{Column, Side, Table, money_cell, widest};
use crate::tui::widget::{Paint, text};

pub(super) const PANE: Pane = Pane {
    id: PaneId::Kpis,
    digit: '7',
    name: "kpis",
    contexts: &[Context::Everywhere, Context::Pane, Context::Period],
    has_total: true,
    has_sum: false,
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

/// So many reps decide how wide their column is: a frame costs the same however many there are.
const NAMES_MEASURED: usize = 200;

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
        width: 12,
        width_max: 24,
        side: Side::Left,
        text: |words, row, _| {
            let nobody = || words.text("pane-kpis-nobody");
            row.name.clone().unwrap_or_else(nobody)
        },
    },
    kpi_column!("won_value", "kpi-won-value-short", 10),
    Column {
        header: "kpi-win-rate-short",
        width: 12,
        width_max: 24,
        side: Side::Right,
        text: |words, row, width| {
            let rate = measure(row, "win_rate");
            rate.map(|rate| with_observations(words, rate, width))
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

/// Rep, won and win rate are always there.
const COLUMNS_KEPT: usize = 3;

fn measure<'a>(row: &'a KpiRow, key: &str) -> Option<&'a Measure> {
    let at = KPIS.iter().position(|kpi| kpi.key == key)?;
    row.measures.get(at)
}

/// A rate beside the number of observations behind it, both in line with those above; a rate of nothing stands alone.
fn with_observations(words: &Words, rate: &Measure, width: u16) -> String {
    let text = words.measure_short(rate);
    match rate {
        Measure::Rate { value, n } if value.denominator != 0 => {
            let digits = width.saturating_sub(widest_rate(words));
            let n = format!("{:>1$}", words.count(*n), digits.into());
            rate_of(words, text, n)
        }
        _ => text,
    }
}

fn rate_of(words: &Words, rate: String, n: String) -> String {
    let text = Message::new("pane-kpis-rate")
        .with("rate", rate)
        .with("n", n);
    words.say(&text)
}

/// Cells that the longest rate takes without its observations: all of them, and few of those.
fn widest_rate(words: &Words) -> u16 {
    let all = Measure::Rate {
        value: Ratio {
            numerator: 1,
            denominator: 1,
        },
        n: 1,
    };
    text::width(&rate_of(words, words.measure_short(&all), String::new()))
}

/// Cells that the names take, the amounts won, and the win rates: nobody has more observations than all together.
fn widths(words: &Words, view: &KpisView) -> [u16; 3] {
    let names = view.reps.iter().take(NAMES_MEASURED);
    let names = names.filter_map(|row| row.name.as_deref());
    let observations = match measure(&view.total, "win_rate") {
        Some(Measure::Rate { n, .. }) => text::width(&words.count(*n)),
        _ => 0,
    };
    [widest(names), 0, widest_rate(words) + observations]
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
        kept: COLUMNS_KEPT,
        widths: &widths(paint.words, view),
        count: view.reps.len(),
        row: &|at| view.reps.get(at).cloned(),
        sum: None,
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
