//! The daily round in words: a line of it, what was noted, and all of it as Markdown.

use super::Words;
use crate::domain::activity::ActivityKind;
use crate::domain::calendar::Day;
use crate::domain::deal::NewsKind;
use crate::domain::message::Message;
use crate::domain::standup::{NoteKind, Noted, Part, Round, StandupLine, Turn};
use crate::domain::text::markdown::escaped;
use crate::glyph;

/// The message of what kind of activity it is.
fn kind_key(line: &StandupLine) -> String {
    let kind = line.kind.map_or("free", ActivityKind::code);
    ["activity-", &kind.replace('_', "-")].concat()
}

fn age(days: i64) -> Message {
    if days <= 0 {
        Message::new("standup-age-today")
    } else {
        Message::new("standup-age").with("days", days)
    }
}

impl Words {
    /// A line of what somebody has to tell: `demo Hotel Zur Post, € 12.5k`, `Acme: Discover → Propose, € 48.0k`.
    pub fn standup_line(&self, line: &StandupLine, today: Day) -> String {
        let said = match line.news {
            Some(news) => self.news(news, line),
            None => self.activity(line),
        };
        let Some(blocker) = &line.blocker else {
            return said;
        };
        // Where nothing else is said of it, what stops it is what it is called.
        let said = if line.subject.as_ref() == Some(blocker) && line.deal.is_none() {
            self.kind(line)
        } else {
            said
        };
        let age = age(line.on_day.map_or(0, |on| today.days_since(on)));
        let message = match &line.owner {
            Some(owner) => Message::new("standup-blocked-owner").with("owner", owner.as_str()),
            None => Message::new("standup-blocked"),
        };
        let message = message.with("what", said).with("blocker", blocker.as_str());
        self.say(&message.with("age", age))
    }

    /// For how long something stands where it stands: `2 days`.
    pub fn standup_age(&self, days: i64) -> String {
        self.say(&age(days))
    }

    fn news(&self, news: NewsKind, line: &StandupLine) -> String {
        let message = Message::new(match news {
            NewsKind::Won => "standup-won",
            NewsKind::Lost => "standup-lost",
            NewsKind::Moved => "standup-moved",
            NewsKind::Started => "standup-started",
        });
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let message = message
            .with("deal", text(&line.deal))
            .with("old", text(&line.old_stage))
            .with("new", text(&line.new_stage));
        self.with_amount(self.say(&message), line)
    }

    fn activity(&self, line: &StandupLine) -> String {
        let kind = kind_key(line);
        if line.count > 1 {
            let message = Message::new("standup-count").with("count", line.count);
            return self.say(&message.with_word("kind", kind));
        }
        let about = line.deal.as_ref().or(line.account.as_ref());
        let parts = [line.subject.as_ref(), about].into_iter().flatten();
        let mut parts: Vec<&str> = parts.map(String::as_str).collect();
        parts.dedup();
        let message = Message::new("standup-activity").with_word("kind", kind);
        let said = self.say(&message.with("about", parts.join(", ")));
        let said = self.with_amount(said.trim_end().to_owned(), line);
        match &line.start_time {
            Some(time) => [time, " ", &said].concat(),
            None => said,
        }
    }

    fn kind(&self, line: &StandupLine) -> String {
        self.text(&kind_key(line))
    }

    fn with_amount(&self, said: String, line: &StandupLine) -> String {
        match line.money() {
            // The amount and its currency stay on one line.
            Some(money) => [said, self.money_short(money).replace(' ', glyph::BLANK)].join(", "),
            None => said,
        }
    }

    /// What was noted, with whose turn it was and whom it is about.
    pub fn standup_note(&self, note: &Noted) -> String {
        let rep = note.rep.as_deref().unwrap_or_default();
        let key = match (note.kind, rep, &note.about) {
            (NoteKind::Praise, "", Some(_)) => "standup-praised",
            (NoteKind::Praise, _, Some(_)) => "standup-praised-by",
            (NoteKind::Help, _, Some(_)) => "standup-helps",
            (_, "", _) => "standup-noted",
            _ => "standup-noted-by",
        };
        let message = Message::new(key)
            .with("text", note.text.as_str())
            .with("rep", rep);
        self.say(&message.with("about", note.about.as_deref().unwrap_or_default()))
    }

    /// A round as Markdown, for a file, a chat or the clipboard. Nothing in the records is markup in it.
    pub fn standup_markdown(&self, round: &Round) -> String {
        let mut text = String::new();
        let mut put = |line: &str| {
            text.push_str(line);
            text.push('\n');
        };
        let title = match &round.team {
            Some(team) => Message::new("standup-title-team").with("team", team.as_str()),
            None => Message::new("standup-title"),
        };
        put(&["# ", &escaped(&self.say(&title.with("day", round.on)))].concat());
        if let Some(mission) = &round.mission {
            put("");
            put(&["> ", &escaped(mission)].concat());
        }
        if !round.absent.is_empty() {
            put("");
            put(&escaped(&self.standup_absent(round)));
        }
        for turn in &round.turns {
            put("");
            put(&["## ", &escaped(&turn.rep)].concat());
            put("");
            for part in Part::ALL {
                self.part(round, turn, *part, &mut put);
            }
        }
        for kind in NoteKind::ALL {
            let mut notes = round.notes.iter().filter(|it| it.kind == *kind).peekable();
            if notes.peek().is_none() {
                continue;
            }
            put("");
            let title = ["standup-notes-", kind.code()].concat();
            put(&["## ", &escaped(&self.text(&title))].concat());
            put("");
            notes.for_each(|it| put(&["- ", &escaped(&self.standup_note(it))].concat()));
        }
        text
    }

    fn part(&self, round: &Round, turn: &Turn, part: Part, put: &mut impl FnMut(&str)) {
        let mut told = turn.part(part).peekable();
        let title = self.text(&["standup-part-", part.code()].concat());
        if told.peek().is_none() {
            if part != Part::Blocker {
                let none = Message::new("standup-part-none").with("part", title);
                put(&["- ", &escaped(&self.say(&none))].concat());
            }
            return;
        }
        put(&["- ", &escaped(&title)].concat());
        for it in told {
            let line = self.standup_line(&it.line, round.on);
            put(&["  - ", &escaped(&line)].concat());
        }
    }

    /// Who is not there: `not there: Mila (back Fri 27 Nov)`.
    pub fn standup_absent(&self, round: &Round) -> String {
        let each = round.absent.iter().map(|it| {
            let back_on = self.day_brief(it.back_on, round.on);
            let message = Message::new("standup-back").with("name", it.rep.as_str());
            self.say(&message.with("day", back_on))
        });
        let names = each.collect::<Vec<_>>().join(", ");
        self.say(&Message::new("standup-absent").with("names", names))
    }
}
