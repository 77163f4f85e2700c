//! The pipeline as a table: open stages, their sum, closed stages.
//!
//! ```text
//!  Pipeline  42 open deals · € 1.28M · weighted € 512k
//!    stage         deals    value  weighted
//!  ▶ Qualify          14   € 310k    € 31k
//!    Negotiate         8   € 213k   € 149k
//!    open             42  € 1.28M   € 512k
//!    Won             146  € 3.10M        –
//! ```

use ratatui::layout::Position;
use ratatui::style::Style;

use super::{Pane, PaneId};
use crate::domain::calendar::Period;
use crate::domain::deal::StageKind;
use crate::domain::message::Message;
use crate::i18n::Words;
use crate::service::query::Who;
use crate::service::view::pipeline::{PipelineView, StageRow};
use crate::service::{Query, View};
use crate::tui::action::Context;
use crate::tui::layout::Sheet;
use crate::tui::model::Cursor;
use crate::tui::theme::Theme;
use crate::tui::widget::Paint;
use crate::tui::widget::table::{Column, Side, Table, money_cell};

pub(super) const PANE: Pane = Pane {
    id: PaneId::Pipeline,
    digit: '3',
    name: "pipeline",
    contexts: &[Context::Everywhere, Context::Pane],
    has_total: false,
    query: |model| Query::Pipeline {
        who: Who::default(),
        period: Period::all(),
        today: model.today,
        group: None,
    },
    rows: |view| match view {
        View::Pipeline(view) if !view.stages.is_empty() => view.stages.len() + 1,
        _ => 0,
    },
    summary: |words, view| match view {
        View::Pipeline(view) => summary(words, view),
        _ => String::new(),
    },
    draw: |paint, view, cursor, sheet| match view {
        View::Pipeline(view) => draw(paint, view, cursor, sheet),
        _ => None,
    },
};

/// A row of the table: a stage, or the sum of the open ones.
#[derive(Clone)]
struct Line {
    stage: StageRow,
    is_sum: bool,
}

/// The columns; the first one only where there are several pipelines.
const COLUMNS: &[Column<Line>] = &[
    Column {
        header: "column-pipeline",
        width: 12,
        width_max: 28,
        side: Side::Left,
        text: |_, line, _| line.stage.pipeline.clone(),
    },
    Column {
        header: "column-stage",
        width: 16,
        width_max: 36,
        side: Side::Left,
        text: |_, line, _| line.stage.stage.clone(),
    },
    Column {
        header: "column-deals",
        width: 8,
        width_max: 8,
        side: Side::Right,
        text: |words, line, _| words.count(line.stage.count),
    },
    Column {
        header: "column-value",
        width: 10,
        width_max: 16,
        side: Side::Right,
        text: |words, line, width| money_cell(words, &line.stage.value, width),
    },
    Column {
        header: "column-weighted",
        width: 10,
        width_max: 16,
        side: Side::Right,
        text: |words, line, width| money_cell(words, &line.stage.weighted_value, width),
    },
];

fn summary(words: &Words, view: &PipelineView) -> String {
    let text = Message::new("pane-pipeline-summary")
        .with("count", view.open_count)
        .with("value", words.measure_short(&view.open_value))
        .with("weighted", words.measure_short(&view.weighted_value));
    words.say(&text)
}

fn draw(
    paint: &mut Paint<'_>,
    view: &PipelineView,
    cursor: Cursor,
    sheet: &Sheet,
) -> Option<Position> {
    let lines = in_order(paint.words, view);
    let has_several = view
        .stages
        .windows(2)
        .any(|pair| matches!(pair, [a, b] if a.pipeline != b.pipeline));
    let row = |at: usize| {
        let mut line = lines.get(at)?.clone();
        // A pipeline is named once, at its first visible stage.
        let above = at.checked_sub(1).and_then(|above| lines.get(above));
        if at != cursor.offset && above.is_some_and(|it| it.stage.pipeline == line.stage.pipeline) {
            line.stage.pipeline.clear();
        }
        Some(line)
    };
    let columns = COLUMNS.get(usize::from(!has_several)..).unwrap_or(COLUMNS);
    let table = Table {
        columns,
        count: lines.len(),
        row: &row,
        total: None,
        style,
        cursor,
    };
    table.draw(paint, sheet)
}

/// Open stages, their sum, closed stages.
fn in_order(words: &Words, view: &PipelineView) -> Vec<Line> {
    let of = |is_open: bool| {
        let stages = view.stages.iter();
        stages
            .filter(move |stage| (stage.kind == StageKind::Open) == is_open)
            .map(|stage| Line {
                stage: stage.clone(),
                is_sum: false,
            })
    };
    let sum = Line {
        stage: StageRow {
            pipeline: String::new(),
            stage: words.text("pane-pipeline-open"),
            kind: StageKind::Open,
            count: view.open_count,
            value: view.open_value.clone(),
            weighted_value: view.weighted_value.clone(),
        },
        is_sum: true,
    };
    of(true).chain([sum]).chain(of(false)).collect()
}

fn style(line: &Line, theme: &Theme) -> Style {
    match (line.is_sum, line.stage.kind) {
        (true, _) => theme.total,
        (false, StageKind::Open) => theme.text,
        (false, StageKind::Won | StageKind::Lost) => theme.dim,
    }
}
