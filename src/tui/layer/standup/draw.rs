//! How a round looks: as large as there is room, from 80 by 24 to a wall.

mod along;
mod cover;

use ratatui::layout::{Constraint, Layout, Margin, Position, Rect};
use ratatui::style::{Modifier, Style};

use super::clock::{self, Left};
use super::{Page, Standup};
use crate::domain::message::Message;
use crate::domain::money::Ratio;
use crate::domain::standup::{NoteKind, Noted, Part, ROUND_SECONDS, Round, Turn};
use crate::glyph::{self, Glyphs};
use crate::i18n::Words;
use crate::tui::layout::below;
use crate::tui::model::Model;
use crate::tui::theme::Theme;
use crate::tui::widget::meter::bar;
use crate::tui::widget::{Paint, big, text};

/// Lines above what is said.
pub(in crate::tui::layer) const HEAD: usize = 2;

/// From so many cells on the parts stand beside each other.
const WIDE: u16 = 100;

/// Cells of the round's bar.
const BAR: u16 = 12;

/// Cells between two columns, and beside them.
const GAP: u16 = 3;

/// The screen without the line of the sample, the keys and the line above them. What the frame says of somebody's
/// numbers is nobody's business here.
pub(in crate::tui::layer) fn whole(model: &Model) -> Rect {
    model.frame().map_or(Rect::ZERO, |frame| Rect {
        height: frame.pane.bottom().saturating_sub(frame.tabs.y),
        ..frame.tabs
    })
}

/// Draws a page and says where the cursor belongs.
pub(super) fn draw(standup: &Standup, paint: &mut Paint<'_>, model: &Model) -> Option<Position> {
    let area = whole(model);
    paint.clear(area);
    let Some(round) = standup.round() else {
        let said = match &standup.asked.failure {
            Some(failure) => paint.words.say(failure),
            None => paint.words.text("waiting"),
        };
        text::put(paint.buf, text::after(area, 1), &said, paint.theme.text);
        return None;
    };
    let page = Drawing {
        standup,
        round,
        model,
    };
    page.head(paint, area);
    let rest = below(area, u16::try_from(HEAD).unwrap_or(0));
    match standup.page {
        Page::Cover => page.cover(paint, rest),
        Page::At(_) => page.turn(paint, rest),
        Page::Summary(first) => page.summary(paint, rest, first),
    }
    if let Some(problem) = &standup.problem {
        let said = paint.words.say(problem);
        let last = text::line_of(area, area.height.saturating_sub(1));
        paint.clear(last);
        text::put(paint.buf, text::after(last, 1), &said, paint.theme.bad);
    }
    Some(Position::new(area.x + 1, rest.y))
}

struct Drawing<'a> {
    standup: &'a Standup,
    round: &'a Round,
    model: &'a Model,
}

/// Lines of a part: its title, its lines, how they look.
struct Block {
    title: String,
    lines: Vec<String>,
    style: Style,
}

impl Drawing<'_> {
    /// Which round, how far it is, how much of its time is gone.
    fn head(&self, paint: &mut Paint<'_>, area: Rect) {
        let words = paint.words;
        let day = words.day_short(self.round.on);
        let title = match &self.round.team {
            Some(team) => Message::new("standup-title-team").with("team", team.as_str()),
            None => Message::new("standup-title"),
        };
        let title = words.say(&title.with("day", day));
        let line = text::after(text::line_of(area, 0), 1);
        text::put(paint.buf, line, &title, paint.theme.title);
        let right = Rect {
            width: line.width.saturating_sub(1),
            ..line
        };
        if let Page::At(at) = self.standup.page {
            let of = Message::new("standup-at").with("at", at + 1);
            let of = words.say(&of.with("count", self.standup.count()));
            let spoken = self.standup.spoken();
            let turn = spoken.and_then(|(turn, _)| self.round.turns.get(turn));
            let name = turn.map_or("", |turn| turn.rep.as_str());
            let spent = self.standup.clock.round;
            let time = Message::new("standup-round")
                .with("spent", clock::minutes(spent))
                .with("whole", clock::minutes(ROUND_SECONDS));
            let (style, sign, _) = warning(paint.theme, clock::left(spent, ROUND_SECONDS));
            let bar = bar(Ratio::new(spent, ROUND_SECONDS), BAR);
            let time = [sign, &words.say(&time), " ", &bar].concat();
            text::put_right(paint.buf, right, &time, style);
            let taken = text::width(&time) + GAP;
            let before = text::after(right, text::width(&title) + GAP);
            let before = Rect {
                width: before.width.saturating_sub(taken),
                ..before
            };
            text::put_right(paint.buf, before, &of, paint.theme.text);
            let before = Rect {
                width: before.width.saturating_sub(text::width(&of) + GAP),
                ..before
            };
            // Cut off it would say nothing that the large letters do not.
            if text::width(name) <= before.width {
                text::put_right(paint.buf, before, name, paint.theme.text);
            }
        }
        let rule = glyph::ACROSS.repeat(area.width.into());
        let line = text::line_of(area, 1);
        text::put(paint.buf, line, &rule, paint.theme.dim);
        // Over the large timer: what its colour and its sign say.
        if let Page::At(_) = self.standup.page {
            let clock = &self.standup.clock;
            let own = clock::left(clock.spent(), self.round.seconds_each());
            let left = own.max(clock::left(clock.round, ROUND_SECONDS));
            if let (style, _, Some(key)) = warning(paint.theme, left) {
                let said = [" ", &words.text(key), " "].concat();
                let width = line.width.saturating_sub(1);
                text::put_right(paint.buf, Rect { width, ..line }, &said, style);
            }
        }
    }

    /// Whose turn it is with the timer, and what they have to tell.
    fn turn(&self, paint: &mut Paint<'_>, area: Rect) {
        let area = inner(area);
        let Some((at, told)) = self.standup.spoken() else {
            return;
        };
        let Some(turn) = self.round.turns.get(at) else {
            return;
        };
        let taken = self.name_and_timer(paint, area, turn);
        let rest = below(area, taken + 1);
        match told {
            Some(_) => self.along(paint, rest),
            None => draw_blocks(paint, rest, &self.blocks(paint, turn)),
        }
    }

    fn name_and_timer(&self, paint: &mut Paint<'_>, area: Rect, turn: &Turn) -> u16 {
        let each = self.round.seconds_each();
        let spent = self.standup.clock.spent();
        let (style, sign, _) = warning(paint.theme, clock::left(spent, each));
        let time = [sign, &clock::shown(spent, each)].concat();
        let room = area.height / 3;
        let (width, glyphs) = (area.width / 3, self.model.glyphs());
        let lines = big::lines(&time, width, room.max(1), glyphs);
        let wide = big::width(&lines);
        for (line, said) in area.rows().zip(&lines) {
            let place = text::after(line, area.width.saturating_sub(wide));
            text::put(paint.buf, place, said, style);
        }
        let left = Rect {
            width: area.width.saturating_sub(wide + GAP),
            ..area
        };
        // The first part of a name is as good where it can be larger, and nobody else is called so.
        let first = first_of(&turn.rep);
        let turns = self.round.turns.iter();
        let is_own = turns.filter(|it| first_of(&it.rep) == first).count() == 1;
        let size = |said: &str| big::letter(said, left.width, room, glyphs);
        let name = if is_own && size(first) > size(&turn.rep) {
            first
        } else {
            &turn.rep
        };
        let bold = paint.theme.total.add_modifier(Modifier::BOLD);
        let taken = large(paint, glyphs, left, name, bold);
        taken.max(u16::try_from(lines.len()).unwrap_or(1))
    }

    /// What somebody has to tell, part by part, and what was noted in their turn.
    fn blocks(&self, paint: &Paint<'_>, turn: &Turn) -> Vec<Block> {
        let words = paint.words;
        let theme = paint.theme;
        let mut blocks: Vec<Block> = Part::ALL
            .iter()
            .map(|part| {
                let told = turn.part(*part);
                let mut lines: Vec<String> = told
                    .map(|it| words.standup_line(&it.line, self.round.on))
                    .collect();
                let style = match (part, lines.is_empty()) {
                    (_, true) => theme.dim,
                    (Part::Blocker, false) => theme.bad,
                    _ => theme.text,
                };
                if lines.is_empty() {
                    lines.push(words.text("standup-none"));
                }
                if *part == Part::Today && turn.more > 0 {
                    let more = Message::new("standup-more").with("count", turn.more);
                    lines.push(words.say(&more));
                }
                let title = ["standup-part-", part.code()].concat();
                let title = words.text(&title);
                let title = match part {
                    Part::Yesterday => {
                        let since = words.day_short(turn.since);
                        let message = Message::new("standup-since").with("day", since);
                        words.say(&message.with("part", title))
                    }
                    Part::Today | Part::Blocker => title,
                };
                Block {
                    title,
                    lines,
                    style,
                }
            })
            .collect();
        let is_own = |it: &&Noted| it.rep.as_deref() == Some(turn.rep.as_str());
        let notes = self.round.notes.iter().filter(is_own);
        let notes: Vec<String> = notes.map(|it| note(words, it)).collect();
        if !notes.is_empty() {
            blocks.push(Block {
                title: words.text("standup-noted-title"),
                lines: notes,
                style: theme.accent,
            });
        }
        blocks
    }

    /// What was said, as it is copied and kept.
    fn summary(&self, paint: &mut Paint<'_>, area: Rect, first: usize) {
        let area = inner(area);
        let lines = summary_lines(self.round, paint.words, area.width);
        for (line, said) in area.rows().zip(lines.iter().skip(first)) {
            let style = if said.starts_with('#') {
                paint.theme.title
            } else {
                paint.theme.text
            };
            text::put(paint.buf, line, said, style);
        }
    }
}

/// Large letters, and the lines that they take.
pub(in crate::tui::layer) fn large(
    paint: &mut Paint<'_>,
    glyphs: Glyphs,
    area: Rect,
    said: &str,
    style: Style,
) -> u16 {
    let room = area.height / 3;
    let lines = big::lines(said, area.width, room.max(1), glyphs);
    for (line, said) in area.rows().zip(&lines) {
        text::put(paint.buf, line, said, style);
    }
    u16::try_from(lines.len()).unwrap_or(area.height)
}

/// A text in the smallest of the large letters, if there is room for all of it and all its letters are known.
fn from_afar(said: &str, (width, height): (u16, u16), glyphs: Glyphs) -> Option<Vec<String>> {
    let (cells, rows) = big::SMALLEST;
    let parts = text::wrap(said, width / cells).into_iter();
    let large: Vec<_> = parts
        .map(|part| big::lines(&part, text::width(&part) * cells, rows, glyphs))
        .collect();
    let is_large = large.iter().all(|it| it.len() == usize::from(rows));
    let lines = large.concat();
    (is_large && lines.len() <= usize::from(height)).then_some(lines)
}

/// The summary as it is shown.
pub(super) fn summary_lines(round: &Round, words: &Words, width: u16) -> Vec<String> {
    wrapped(&words.standup_markdown(round), width)
}

/// Markdown as it is shown: a line that is too long goes on below its beginning.
pub(in crate::tui::layer) fn wrapped(markdown: &str, width: u16) -> Vec<String> {
    let wrapped = markdown.lines().flat_map(|line| {
        let said = line.trim_start();
        let indent = line.len() - said.len();
        let room = width.saturating_sub(u16::try_from(indent).unwrap_or(0) + 2);
        let parts = text::wrap(said, room).into_iter().enumerate();
        let parts = parts.map(move |(at, said)| {
            let hangs = if at == 0 { 0 } else { 2 };
            [" ".repeat(indent + hangs), said].concat()
        });
        let mut parts: Vec<String> = parts.collect();
        if parts.is_empty() {
            parts.push(String::new());
        }
        parts
    });
    wrapped.collect()
}

/// How time that runs out looks, the sign before it, and the words.
fn warning(theme: &Theme, left: Left) -> (Style, &'static str, Option<&'static str>) {
    match left {
        Left::Enough => (theme.good, "", None),
        Left::Little => (theme.warn, "! ", Some("standup-time-short")),
        Left::None => (theme.bad, "!! ", Some("standup-time-over")),
    }
}

/// What was noted, with what it is.
fn note(words: &Words, it: &Noted) -> String {
    let kind = words.text(&["standup-note-", it.kind.code()].concat());
    let said = match (it.kind, &it.about) {
        (NoteKind::Praise | NoteKind::Help, Some(about)) => [about, ": ", &it.text].concat(),
        _ => it.text.clone(),
    };
    [kind, said].join(": ")
}

fn first_of(name: &str) -> &str {
    name.split_whitespace().next().unwrap_or_default()
}

/// The area without the cells at its sides.
pub(in crate::tui::layer) fn inner(area: Rect) -> Rect {
    area.inner(Margin::new(1, 0))
}

/// Parts beside each other where there is room, below each other where there is none.
fn draw_blocks(paint: &mut Paint<'_>, area: Rect, blocks: &[Block]) {
    if area.width >= WIDE {
        let columns = Layout::horizontal(vec![Constraint::Fill(1); blocks.len()]).spacing(GAP);
        for (column, block) in columns.split(area).iter().zip(blocks) {
            draw_block(paint, *column, block, column.height);
        }
        return;
    }
    let heights = heights(blocks, area);
    let mut rest = area;
    for (block, height) in blocks.iter().zip(heights) {
        draw_block(paint, rest, block, height);
        rest = below(rest, height);
    }
}

/// How many lines each part gets below the others: where not all of them fit, the longest give way.
fn heights(blocks: &[Block], area: Rect) -> Vec<u16> {
    let wanted = |block: &Block| {
        let lines = block.lines.iter();
        let lines = lines.map(|it| text::wrap(it, area.width.saturating_sub(2)).len());
        u16::try_from(lines.sum::<usize>() + 1).unwrap_or(u16::MAX)
    };
    let mut heights: Vec<u16> = blocks.iter().map(wanted).collect();
    while heights
        .iter()
        .fold(0, |sum: u16, it| sum.saturating_add(*it))
        > area.height
    {
        let Some(longest) = heights.iter_mut().max() else {
            break;
        };
        if *longest == 0 {
            break;
        }
        *longest -= 1;
    }
    heights
}

fn draw_block(paint: &mut Paint<'_>, area: Rect, block: &Block, height: u16) {
    let area = Rect {
        height: height.min(area.height),
        ..area
    };
    text::put(
        paint.buf,
        text::line_of(area, 0),
        &block.title,
        paint.theme.title,
    );
    let lines = below(area, 1);
    let room = usize::from(lines.height);
    let width = lines.width.saturating_sub(2);
    let wrapped = block.lines.iter().flat_map(|line| {
        let wrapped = text::wrap(line, width).into_iter().enumerate();
        wrapped.map(|(at, said)| (at == 0, said))
    });
    let wrapped: Vec<_> = wrapped.collect();
    let is_cut = wrapped.len() > room;
    for (at, (line, (is_first, said))) in lines.rows().zip(&wrapped).enumerate() {
        if is_cut && at + 1 == room {
            let left = wrapped.len() - at;
            let more = paint
                .words
                .say(&Message::new("standup-cut").with("count", left));
            text::put(paint.buf, text::after(line, 2), &more, paint.theme.dim);
            return;
        }
        if *is_first {
            text::put(paint.buf, line, glyph::CHOSEN, paint.theme.dim);
        }
        text::put(paint.buf, text::after(line, 2), said, block.style);
    }
}
