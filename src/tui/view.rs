//! Draws the model: the frame, the pane in it, what lies over it. Pure: shared references in, cells out.

mod footer;
mod head;
mod toast;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::action::Action;
use super::layout::{HEIGHT_MIN, WIDTH_MIN};
use super::model::Model;
use super::theme::Theme;
use super::widget::{Paint, text};
use crate::domain::message::Message;
use crate::glyph::{self, Glyphs};
use crate::i18n::Words;

pub use footer::suggestions;

/// A place of the frame that can be clicked on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spot {
    /// Where it is.
    pub area: Rect,
    /// What a click on it means.
    pub action: Action,
}

/// Draws everything and says where the cursor belongs: on what is selected.
pub fn view(
    model: &Model,
    words: &Words,
    theme: &Theme,
    area: Rect,
    buf: &mut Buffer,
) -> Option<Position> {
    let mut paint = Paint { words, theme, buf };
    let whole = area.intersection(paint.buf.area);
    paint.buf.set_style(whole, theme.text);
    let cursor = draw(&mut paint, model, area);
    if model.glyphs() == Glyphs::Ascii {
        exchange(paint.buf, whole);
    }
    cursor
}

fn draw(paint: &mut Paint<'_>, model: &Model, area: Rect) -> Option<Position> {
    let theme = paint.theme;
    let Some(frame) = super::layout::frame(area, model.is_demo) else {
        draw_too_small(paint, area);
        return None;
    };
    head::draw(paint, model, &frame);
    for rule in [frame.rule_top, frame.rule_bottom] {
        let line = glyph::ACROSS.repeat(rule.width.into());
        text::put(paint.buf, rule, &line, theme.dim);
    }
    footer::draw(paint, model, frame.footer);
    let mut cursor = (model.pane().draw)(paint, model, frame.pane);
    let above = model.layers.iter().skip(1).map(Some).chain([None]);
    for (layer, above) in model.layers.iter().zip(above) {
        // A group of the menu is seen in its place.
        if layer.is_guide() && above.is_some_and(|it| it.is_guide()) {
            continue;
        }
        cursor = layer.draw(paint, model, frame.pane);
    }
    toast::draw(paint, model, frame.rule_bottom);
    cursor
}

/// Draws every glyph of ours as ASCII has it. Letters are no glyphs: names stay what they are.
fn exchange(buf: &mut Buffer, area: Rect) {
    for position in area.positions() {
        if let Some(cell) = buf.cell_mut(position)
            && !cell.symbol().is_ascii()
            && let Some(plain) = glyph::ascii(cell.symbol())
        {
            cell.set_char(plain);
        }
    }
}

/// Everything in the frame that can be clicked on.
pub fn spots(model: &Model, words: &Words) -> Vec<Spot> {
    let Some(frame) = model.frame() else {
        return Vec::new();
    };
    let mut spots = footer::spots(model, words, frame.footer);
    if model.layers.is_empty() {
        spots.extend(head::spots(model, words, &frame));
    }
    spots
}

fn draw_too_small(paint: &mut Paint<'_>, area: Rect) {
    let size = |width: u16, height: u16| format!("{width}×{height}");
    let lines = [
        paint.words.text("too-small"),
        paint.words.say(
            &Message::new("too-small-sizes")
                .with("present", size(area.width, area.height))
                .with("needed", size(WIDTH_MIN, HEIGHT_MIN)),
        ),
        paint.words.text("too-small-advice"),
    ];
    let top = area.height.saturating_sub(3) / 2;
    for (down, line) in (top..).zip(&lines) {
        text::put_centered(paint.buf, text::line_of(area, down), line, paint.theme.text);
    }
}
