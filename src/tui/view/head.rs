//! The first lines: the panes and the date, then who and when, and how they stand in the quarter.
//!
//! ```text
//!  1 Today  3 Pipeline  7 KPIs                                                  ! 7   Mon 23 Nov  W48
//!  Bavo ▾   2026-Q4   € 182k of € 240k  76 %  ▇▇▇▇▇▇▇▁▁   gap € 58k, 28 working days      Aqua Nord
//! ```

use ratatui::layout::Rect;

use super::Spot;
use crate::domain::message::Message;
use crate::glyph;
use crate::i18n::Words;
use crate::tui::action::{Action, Turn};
use crate::tui::layer::who;
use crate::tui::layout::Frame;
use crate::tui::model::Model;
use crate::tui::pane::PANES;
use crate::tui::widget::{Paint, meter, text};

/// Cells of the meter of the quarter.
const METER: u16 = 12;

/// Cells between two parts of the second line.
const GAP: u16 = 3;

/// The name of whom the panes show takes no more than this.
const NAME_MAX: u16 = 28;

/// Draws banner, panes and status.
pub(super) fn draw(paint: &mut Paint<'_>, model: &Model, frame: &Frame) {
    if !frame.banner.is_empty() {
        paint.buf.set_style(frame.banner, paint.theme.banner);
        let banner = paint.words.text("banner-demo");
        text::put_centered(paint.buf, frame.banner, &banner, paint.theme.banner);
    }
    draw_tabs(paint, model, frame.tabs);
    draw_status(paint, model, frame.status);
}

/// What can be clicked on.
pub(super) fn spots(model: &Model, words: &Words, frame: &Frame) -> Vec<Spot> {
    let mut spots: Vec<_> = tabs(model, words, frame.tabs)
        .into_iter()
        .map(|(area, pane, _)| Spot {
            area,
            action: Action::Show(pane),
        })
        .collect();
    let needs = date_and_needs(model, words);
    let width = text::width(&needs.0);
    let right = text::width(&needs.1) + 1;
    if width > 0 && frame.tabs.width > width + right {
        let x = frame.tabs.right() - width - right;
        spots.push(Spot {
            area: Rect {
                x,
                width,
                ..frame.tabs
            },
            action: Action::Needs,
        });
    }
    let name = text::width(&who_name(model, words)) + 1;
    spots.push(Spot {
        area: Rect {
            width: name.min(frame.status.width),
            ..frame.status
        },
        action: Action::Who(Turn::Choose),
    });
    spots
}

/// The panes with their places.
fn tabs(model: &Model, words: &Words, line: Rect) -> Vec<(Rect, crate::tui::pane::PaneId, String)> {
    let mut rest = text::after(line, 1);
    PANES
        .iter()
        .map(|pane| {
            let key = model.keys.key_of(Action::Show(pane.id));
            let key = key.map_or_else(String::new, |key| key.printed(words) + " ");
            let label = format!(" {key}{} ", words.text(&pane.message("")));
            let width = text::width(&label).min(rest.width);
            let area = Rect { width, ..rest };
            rest = text::after(rest, width);
            (area, pane.id, label)
        })
        .collect()
}

/// How many deals need somebody, and the day.
fn date_and_needs(model: &Model, words: &Words) -> (String, String) {
    let needs = model
        .standing
        .answer
        .as_ref()
        .map_or(0, |it| it.needs_count);
    let needs = if needs > 0 {
        let count = Message::new("frame-needs").with("count", needs);
        words.say(&count)
    } else {
        String::new()
    };
    let (day, week) = (words.day_short(model.today), words.week(model.today));
    (needs, format!("  {day}  {week}"))
}

fn draw_tabs(paint: &mut Paint<'_>, model: &Model, line: Rect) {
    let mut end = line.x;
    for (area, pane, label) in tabs(model, paint.words, line) {
        let style = if pane == model.shown {
            paint.theme.tab
        } else {
            paint.theme.text
        };
        text::put(paint.buf, area, &label, style);
        end = area.right();
    }
    let (needs, date) = date_and_needs(model, paint.words);
    let free = line.right().saturating_sub(end + 1);
    let place = Rect {
        x: end,
        width: free,
        ..line
    };
    if text::width(&date) + text::width(&needs) < free {
        text::put_right(paint.buf, place, &date, paint.theme.text);
        let left = Rect {
            width: free - text::width(&date),
            ..place
        };
        text::put_right(paint.buf, left, &needs, paint.theme.warn);
    }
}

/// Whom the panes show, with the sign that it can be changed.
fn who_name(model: &Model, words: &Words) -> String {
    let name = match &model.roster.answer {
        Some(roster) => who::name(model.scope, roster, words),
        None => words.text("scope-all-reps"),
    };
    [&text::fit(&name, NAME_MAX), " ", glyph::DOWN].concat()
}

fn draw_status(paint: &mut Paint<'_>, model: &Model, line: Rect) {
    let mut rest = text::after(line, 1);
    let mut part = |paint: &mut Paint<'_>, said: &str, style| {
        let width = text::width(said);
        if width > rest.width {
            return false;
        }
        text::put(paint.buf, rest, said, style);
        rest = text::after(rest, width + GAP);
        true
    };
    let theme = paint.theme;
    part(paint, &who_name(model, paint.words), theme.accent);
    let period = (model.pane().period)(model);
    let period = match period.start {
        Some(_) => period.name,
        None => paint.words.text("period-all"),
    };
    let standing = model.standing.answer.as_ref();
    // The quarter says its own name; beside another period only a goal is worth saying.
    let is_same = standing.is_some_and(|it| it.quarter.name == period);
    if !is_same {
        part(paint, &period, theme.text);
    }
    if let Some(standing) = standing.filter(|it| is_same || it.goal.is_some()) {
        let won = paint.words.measure_short(&standing.won);
        let quarter = standing.quarter.name.as_str();
        let said = match &standing.goal {
            Some(goal) => Message::new("frame-goal")
                .with("goal", paint.words.money_short(*goal))
                .with("share", paint.words.measure_short(&standing.attainment)),
            None => Message::new("frame-won"),
        };
        let said = paint
            .words
            .say(&said.with("quarter", quarter).with("won", won));
        let said = if is_same {
            said
        } else {
            let now = Message::new("frame-now").with("standing", said);
            paint.words.say(&now)
        };
        if part(paint, &said, theme.text)
            && let Some(share) = meter::share(&standing.attainment)
        {
            part(paint, &meter::bar(share, METER), theme.accent);
            if let Some(gap) = &standing.gap {
                let gap = Message::new("frame-gap")
                    .with("gap", paint.words.money_short(*gap))
                    .with("days", standing.working_days_left);
                part(paint, &paint.words.say(&gap), theme.text);
            }
        }
    }
    let store = Rect {
        width: rest.width.saturating_sub(1),
        ..rest
    };
    if text::width(&model.store) <= store.width {
        text::put_right(paint.buf, store, &model.store, theme.dim);
    }
}
