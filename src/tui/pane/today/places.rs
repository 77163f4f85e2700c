//! Where the parts of the day are: side by side where there is room, else one below the other.

use ratatui::layout::Rect;

use super::{Part, line_of_row, parts};
use crate::service::view::today::TodayView;
use crate::tui::widget::text;

/// From this width on the parts of a rep's day stand side by side.
const BESIDE_WIDTH_MIN: u16 = 100;

/// From this width on everything there is to say of a row stands on one line.
const ONE_LINE_WIDTH: u16 = 78;

/// The share of the agenda of that width, in percent: reasons take more room than times.
const AGENDA_SHARE: u16 = 47;

/// No part is lower: its title and two lines.
const PART_HEIGHT_MIN: u16 = 3;

/// Below this height there are no news: what is to be done comes first.
const NEWS_HEIGHT_MIN: u16 = 12;

/// Lines of the alarm with a blank one: from a width on, and below it.
const ALARM: u16 = 3;
const ALARM_NARROW: u16 = 4;
const ALARM_WIDTH: u16 = 76;

/// Where everything is.
pub(super) struct Places {
    pub parts: Vec<Placed>,
    /// Where the alarm is; empty where there is none.
    pub alarm: Rect,
    /// The line between those at the left and those at the right.
    pub rule: Rect,
}

/// A part in its place.
#[derive(Debug, Clone, Copy)]
pub(super) struct Placed {
    pub part: Part,
    pub area: Rect,
    /// Lines of a row.
    pub height: usize,
}

impl Placed {
    /// Where its rows are: below the title, and the names of columns.
    pub fn body(&self) -> Rect {
        let head = self.part.head().min(self.area.height);
        Rect {
            y: self.area.y + head,
            height: self.area.height - head - self.foot().height,
            ..self.area
        }
    }

    /// Where is said what is ahead; empty where there is no room for it.
    pub fn foot(&self) -> Rect {
        let height = self.part.foot(self.area.height);
        Rect {
            y: self.area.bottom() - height,
            height,
            ..self.area
        }
    }
}

/// Something that takes lines: a part, or the alarm.
struct Block {
    /// A part and the lines of a row of it; nothing is the alarm.
    part: Option<(Part, usize)>,
    least: u16,
    wanted: u16,
    /// How much of the room it gets beside the others.
    weight: u16,
}

/// Where everything is, of one's own day with the alarm: nobody else's is shown.
pub(super) fn places(day: &TodayView, is_own: bool, pane: Rect) -> Places {
    let has_alarm = is_own && matches!(day, TodayView::Rep(day) if day.alarm.is_some());
    let mut places = Places {
        parts: Vec::new(),
        alarm: Rect::ZERO,
        rule: Rect::ZERO,
    };
    let is_beside = matches!(day, TodayView::Rep(_)) && pane.width >= BESIDE_WIDTH_MIN;
    if !is_beside {
        place(&mut places, day, has_alarm, parts(day), pane);
        return places;
    }
    let width = pane.width * AGENDA_SHARE / 100;
    let left = Rect { width, ..pane };
    let right = text::after(pane, width + 1);
    let (agenda, others) = parts(day).split_at(1);
    place(&mut places, day, false, agenda, left);
    place(&mut places, day, has_alarm, others, right);
    places.rule = Rect {
        x: pane.x + width,
        width: 1,
        ..pane
    };
    places
}

/// What stands below each other, and how many lines each wants.
fn blocks(day: &TodayView, has_alarm: bool, parts: &[Part], area: Rect, tall: usize) -> Vec<Block> {
    let mut blocks = Vec::with_capacity(parts.len() + 1);
    for part in parts {
        if *part == Part::News && area.height < NEWS_HEIGHT_MIN {
            continue;
        }
        let height = part.height(tall);
        let (lines, _) = line_of_row(day, *part, 0, height);
        let lines = u16::try_from(lines.max(1)).unwrap_or(u16::MAX);
        blocks.push(Block {
            part: Some((*part, height)),
            least: PART_HEIGHT_MIN,
            // With its title, and a blank line below.
            wanted: lines.saturating_add(part.head() + part.foot(area.height) + 1),
            weight: if *part == Part::News { 1 } else { 2 },
        });
        if *part == Part::Needs && has_alarm {
            let lines = if area.width >= ALARM_WIDTH {
                ALARM
            } else {
                ALARM_NARROW
            };
            blocks.push(Block {
                part: None,
                least: lines,
                wanted: lines,
                weight: 1,
            });
        }
    }
    blocks
}

/// Places parts one below the other.
fn place(places: &mut Places, day: &TodayView, has_alarm: bool, parts: &[Part], area: Rect) {
    // Half a name says little: what has the height for it, or nearly so, takes a line more for the rest.
    let tall = blocks(day, has_alarm, parts, area, 2);
    let wanted = tall.iter().map(|it| it.wanted).fold(0, u16::saturating_add);
    let blocks = if area.width < ONE_LINE_WIDTH && wanted <= area.height + area.height / 4 {
        tall
    } else {
        blocks(day, has_alarm, parts, area, 1)
    };
    let mut y = area.y;
    for (block, height) in blocks.iter().zip(shares(area.height, &blocks)) {
        let place = Rect { y, height, ..area };
        y += place.height;
        match block.part {
            Some((part, height)) => places.parts.push(Placed {
                part,
                area: place,
                height,
            }),
            None => places.alarm = place,
        }
    }
}

/// Divides a height: first each gets the least it needs, as long as there is enough, then each what it wants.
fn shares(height: u16, blocks: &[Block]) -> Vec<u16> {
    let mut free = height;
    let mut shares: Vec<u16> = Vec::with_capacity(blocks.len());
    for block in blocks {
        let share = block.least.min(block.wanted);
        let share = if share <= free { share } else { 0 };
        free -= share;
        shares.push(share);
    }
    // A line at a time to the one that is farthest behind.
    while free > 0 {
        let poorest = shares
            .iter_mut()
            .zip(blocks)
            .filter(|(share, block)| **share > 0 && **share < block.wanted)
            .min_by_key(|(share, block)| **share / block.weight);
        match poorest {
            Some((share, _)) => *share += 1,
            None => break,
        }
        free -= 1;
    }
    if let Some(last) = shares.iter_mut().rfind(|share| **share > 0) {
        *last += free;
    }
    shares
}

#[cfg(test)]
mod tests {
    use super::*;

    fn block(least: u16, wanted: u16, weight: u16) -> Block {
        Block {
            part: None,
            least,
            wanted,
            weight,
        }
    }

    #[test]
    fn a_height_is_divided_by_what_is_wanted() {
        let blocks = [block(3, 12, 2), block(3, 30, 2), block(3, 9, 1)];
        for (height, divided) in [
            (0, [0, 0, 0]),
            (4, [4, 0, 0]),
            (7, [4, 3, 0]),
            (9, [3, 3, 3]),
            (18, [8, 7, 3]),
            (100, [12, 30, 58]),
        ] {
            assert_eq!(shares(height, &blocks), divided, "{height}");
        }
    }
}
