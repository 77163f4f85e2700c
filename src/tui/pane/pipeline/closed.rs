//! The line below the board: what was won and lost in the period. A card can be dragged there.

use ratatui::layout::{Position, Rect};

use super::board::parts;
use crate::domain::id::StageId;
use crate::domain::message::Message;
use crate::i18n::Words;
use crate::tui::model::Model;
use crate::tui::widget::{Paint, text};

/// Something in the line below the stages, and its place.
struct Closed {
    place: Rect,
    id: StageId,
    name: String,
    count: String,
}

/// What was won and lost, in the line below the stages, behind what is said first.
fn places(words: &Words, model: &Model, line: Rect) -> (String, Vec<Closed>) {
    let period = model.period();
    let said = match period.start {
        Some(_) => Message::new("board-closed").with("period", period.name),
        None => Message::new("board-closed-all"),
    };
    let said = words.say(&said);
    let mut rest = text::after(line, text::width(&said) + 4);
    let board = model.pipeline.board.answer.as_ref();
    let stages = board.map(|board| &board.stages[..]).unwrap_or_default();
    let closed = stages.iter().filter(|stage| stage.kind.is_closed());
    let placed = closed.map(|stage| {
        let count = Message::new("stage-count")
            .with("count", stage.count)
            .with("value", words.measure_short(&stage.value));
        let count = words.say(&count);
        let width = text::width(&stage.name) + 1 + text::width(&count);
        let place = Rect {
            width: width.min(rest.width),
            ..rest
        };
        rest = text::after(rest, width + 3);
        Closed {
            place,
            id: stage.id,
            name: stage.name.clone(),
            count,
        }
    });
    (said, placed.collect())
}

/// The won or lost stage at a place.
pub(super) fn at(words: &Words, model: &Model, area: Rect, here: Position) -> Option<StageId> {
    let [_, line] = parts(area);
    let (_, closed) = places(words, model, line);
    let hit = closed.into_iter().find(|it| it.place.contains(here));
    hit.map(|it| it.id)
}

/// ` closed in 2026-Q4   Won 31 · € 611k   Lost 40 · € 1.20M`
pub(super) fn draw(paint: &mut Paint<'_>, model: &Model, line: Rect) {
    if line.is_empty() || model.pipeline.board.answer.is_none() {
        return;
    }
    let (said, closed) = places(paint.words, model, line);
    text::put(paint.buf, text::after(line, 1), &said, paint.theme.dim);
    for it in closed {
        let taken = text::put(paint.buf, it.place, &it.name, paint.theme.title);
        let rest = text::after(it.place, taken + 1);
        text::put(paint.buf, rest, &it.count, paint.theme.text);
        if model.pipeline.target() == Some(it.id) {
            paint.buf.set_style(it.place, paint.theme.selected);
        }
    }
}
