//! The first page: what the team is there for, who speaks, and who is not there.

use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use super::{Drawing, from_afar, inner, large};
use crate::domain::message::Message;
use crate::glyph;
use crate::i18n::Words;
use crate::tui::layer::standup::clock;
use crate::tui::layout::below;
use crate::tui::widget::{Paint, text};

impl Drawing<'_> {
    /// What the team is there for, who speaks in which order, and who is not there.
    pub(super) fn cover(&self, paint: &mut Paint<'_>, area: Rect) {
        let words = paint.words;
        let area = inner(area);
        let name = self.round.team.clone();
        let name = name.unwrap_or_else(|| words.text("standup-everyone"));
        let taken = large(paint, self.model.glyphs(), area, &name, paint.theme.total);
        let mut rest = below(area, taken + 1);
        if let Some(mission) = &self.round.mission {
            let lines = text::wrap(mission, rest.width);
            for (line, said) in rest.rows().zip(&lines) {
                let style = paint.theme.accent.add_modifier(Modifier::BOLD);
                text::put(paint.buf, line, said, style);
            }
            rest = below(rest, u16::try_from(lines.len()).unwrap_or(0) + 1);
        }
        let order = ["standup-turns-", self.standup.turns.code()].concat();
        let order = Message::new("standup-order").with_word("order", order.replace('_', "-"));
        let way = if self.standup.is_along {
            words.text("standup-way-board")
        } else {
            words.say(&order)
        };
        let mut below_names: Vec<(String, Style)> = Vec::new();
        if !self.round.absent.is_empty() {
            let absent = text::wrap(&words.standup_absent(self.round), rest.width);
            below_names.extend(absent.into_iter().map(|said| (said, paint.theme.dim)));
        }
        below_names.push((String::new(), paint.theme.text));
        let each = clock::minutes(self.round.seconds_each());
        let begin = match &self.round.standup {
            Some(_) => Message::new("standup-goes-on"),
            None => Message::new("standup-begins"),
        };
        let begin = begin.with("each", each).with("count", self.standup.count());
        below_names.push((words.say(&begin), paint.theme.key));
        let bold = paint.theme.text.add_modifier(Modifier::BOLD);
        let taken = u16::try_from(below_names.len() + 1).unwrap_or(u16::MAX);
        let room = rest.height.saturating_sub(taken);
        let names = self.names(words, (rest.width, room));
        let mut lines = vec![(way, paint.theme.text)];
        lines.extend(names.into_iter().map(|said| (said, bold)));
        lines.extend(below_names);
        for (line, (said, style)) in rest.rows().zip(&lines) {
            text::put(paint.buf, line, said, *style);
        }
    }

    /// Who speaks in which order: in large letters where there is room for all of them.
    fn names(&self, words: &Words, (width, height): (u16, u16)) -> Vec<String> {
        let turns = self.round.turns.iter();
        let names: Vec<&str> = turns.map(|turn| turn.rep.as_str()).collect();
        if names.is_empty() {
            return text::wrap(&words.text("standup-nobody-there"), width);
        }
        // A round that began says itself in which order it is.
        let names = match self.round.standup {
            Some(_) => names,
            None => self.standup.turns.of(names, self.round.on),
        };
        let said = names.join(&[" ", glyph::BETWEEN, " "].concat());
        let large = from_afar(&said, (width, height), self.model.glyphs());
        large.unwrap_or_else(|| text::wrap(&said, width))
    }
}
