//! The pipeline as a table: open stages, their sum, closed stages.
//!
//! ```text
//!  Pipeline  42 open deals · € 1.28M · weighted € 512k
//!    stage         deals    value  weighted
//!  ▶ Qualify          14   € 310k    € 31k
//!    Negotiate         8   € 213k   € 149k
//!  = open in all      42  € 1.28M   € 512k
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
use crate::tui::widget::table::{Column, Side, Table, money_cell, widest};

pub(super) const PANE: Pane = Pane {
    id: PaneId::Pipeline,
    digit: '3',
    name: "pipeline",
    contexts: &[Context::Everywhere, Context::Pane],
    has_total: false,
    has_sum: true,
    query: |model| Query::Pipeline {
        who: Who::default(),
        period: Period::all(),
        today: model.today,
        group: None,
    },
    rows: |view| match view {
        View::Pipeline(view) => view.stages.len(),
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

/// The columns; the first one only where there are several pipelines.
const COLUMNS: &[Column<StageRow>] = &[
    Column {
        header: "column-pipeline",
        width: 8,
        width_max: 24,
        side: Side::Left,
        text: |_, stage, _| stage.pipeline.clone(),
    },
    Column {
        header: "column-stage",
        width: 12,
        width_max: 24,
        side: Side::Left,
        text: |_, stage, _| stage.stage.clone(),
    },
    Column {
        header: "column-deals",
        width: 6,
        width_max: 10,
        side: Side::Right,
        text: |words, stage, _| words.count(stage.count),
    },
    Column {
        header: "column-value",
        width: 7,
        width_max: 10,
        side: Side::Right,
        text: |words, stage, width| money_cell(words, &stage.value, width),
    },
    Column {
        header: "column-weighted",
        width: 10,
        width_max: 10,
        side: Side::Right,
        text: |words, stage, width| money_cell(words, &stage.weighted_value, width),
    },
];

/// Pipeline, stage, deals and value are always there.
const COLUMNS_KEPT: usize = 4;

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
    let stages = in_order(view);
    let sum = StageRow {
        pipeline: String::new(),
        stage: paint.words.text("pane-pipeline-open"),
        kind: StageKind::Open,
        count: view.open_count,
        value: view.open_value.clone(),
        weighted_value: view.weighted_value.clone(),
    };
    let open = stages
        .iter()
        .take_while(|stage| stage.kind == StageKind::Open);
    let below_open = open.count();
    let has_several = view
        .stages
        .windows(2)
        .any(|pair| matches!(pair, [a, b] if a.pipeline != b.pipeline));
    let row = |at: usize| {
        let mut stage = (*stages.get(at)?).clone();
        // A pipeline is named once, at its first visible stage, and again below the sum.
        let above = at.checked_sub(1).and_then(|above| stages.get(above));
        let is_named = at == cursor.offset || at == below_open;
        if !is_named && above.is_some_and(|it| it.pipeline == stage.pipeline) {
            stage.pipeline.clear();
        }
        Some(stage)
    };
    let all: Vec<_> = stages.iter().copied().chain([&sum]).collect();
    let widths = widths(paint.words, &all);
    // Of a single pipeline the name goes without saying.
    let first = usize::from(!has_several);
    let table = Table {
        columns: COLUMNS.get(first..).unwrap_or(COLUMNS),
        kept: COLUMNS_KEPT - first,
        widths: widths.get(first..).unwrap_or(&widths),
        count: stages.len(),
        row: &row,
        sum: Some((below_open, sum)),
        total: None,
        style,
        cursor,
    };
    table.draw(paint, sheet)
}

/// Cells that the texts take, amounts in several currencies included.
fn widths(words: &Words, stages: &[&StageRow]) -> [u16; 5] {
    let of = |text: &dyn Fn(&StageRow) -> String| {
        let texts: Vec<_> = stages.iter().map(|stage| text(stage)).collect();
        widest(texts.iter().map(String::as_str))
    };
    [
        of(&|stage| stage.pipeline.clone()),
        of(&|stage| stage.stage.clone()),
        of(&|stage| words.count(stage.count)),
        of(&|stage| words.measure_short(&stage.value)),
        of(&|stage| words.measure_short(&stage.weighted_value)),
    ]
}

/// Open stages, then closed ones.
fn in_order(view: &PipelineView) -> Vec<&StageRow> {
    let of = |is_open: bool| {
        let stages = view.stages.iter();
        stages.filter(move |stage| (stage.kind == StageKind::Open) == is_open)
    };
    of(true).chain(of(false)).collect()
}

fn style(stage: &StageRow, theme: &Theme) -> Style {
    match stage.kind {
        StageKind::Open => theme.text,
        StageKind::Won | StageKind::Lost => theme.dim,
    }
}
