//! What is noted in a round: a list to choose from where there is something to choose, then one line.

use crate::domain::calendar::Day;
use crate::domain::command::{Command, StandupCommand, WeekCommand};
use crate::domain::id::{ActivityId, RepId, StandupId};
use crate::domain::message::Message;
use crate::domain::record::{Assignment, Content, Kind as RecordKind};
use crate::domain::standup::{NoteKind, OnBoard, Round, Turn};
use crate::i18n::Words;
use crate::tui::action::InRound;
use crate::tui::effect::Effect;
use crate::tui::layer::deal::GIVEN;
use crate::tui::layer::line::week::owner_of;
use crate::tui::layer::line::{self, About, Line, Meant, Reading};
use crate::tui::layer::list::{Choice, Item, Kind};
use crate::tui::model::Model;

/// A kind of note: one row each.
struct Row {
    what: InRound,
    /// What is kept in the round; what stops somebody is kept on the board.
    kind: Option<NoteKind>,
    list: Option<&'static Kind>,
    line: &'static line::Kind,
}

pub(in crate::tui) static ITEMS: Kind = Kind {
    title: "standup-which-item",
    is_searched: false,
    ..GIVEN
};

pub(in crate::tui) static HELPERS: Kind = Kind {
    title: "standup-who-helps",
    ..GIVEN
};

pub(in crate::tui) static PRAISED: Kind = Kind {
    title: "standup-whom-to-praise",
    ..GIVEN
};

/// Every list of this file.
pub(in crate::tui) const LISTS: [&Kind; 3] = [&ITEMS, &HELPERS, &PRAISED];

const fn line(title: &'static str, help: &'static str) -> line::Kind {
    line::Kind {
        title,
        help,
        has_note: false,
        read,
        has_form: false,
    }
}

static BLOCKER: line::Kind = line("standup-line-blocker", "standup-line-blocker-help");
static HELP: line::Kind = line("standup-line-help", "standup-line-help-help");
static TOPIC: line::Kind = line("standup-line-topic", "standup-line-topic-help");
static DECISION: line::Kind = line("standup-line-decision", "standup-line-decision-help");
static PRAISE: line::Kind = line("standup-line-praise", "standup-line-praise-help");

static ROWS: [Row; 5] = [
    Row {
        what: InRound::Blocker,
        kind: None,
        list: Some(&ITEMS),
        line: &BLOCKER,
    },
    Row {
        what: InRound::Help,
        kind: Some(NoteKind::Help),
        list: Some(&HELPERS),
        line: &HELP,
    },
    Row {
        what: InRound::Topic,
        kind: Some(NoteKind::Topic),
        list: None,
        line: &TOPIC,
    },
    Row {
        what: InRound::Decision,
        kind: Some(NoteKind::Decision),
        list: None,
        line: &DECISION,
    },
    Row {
        what: InRound::Praise,
        kind: Some(NoteKind::Praise),
        list: Some(&PRAISED),
        line: &PRAISE,
    },
];

/// Something that is about to be noted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Noting {
    what: InRound,
    standup: StandupId,
    today: Day,
    /// Whose turn it is.
    rep: (RepId, String),
    /// Who is asked for help or thanked.
    about: Option<(RepId, String)>,
    /// The item that is stopped, by its version, and what it is called.
    item: Option<(ActivityId, i64, String)>,
    /// Everyone who may be named.
    people: Vec<(RepId, String)>,
}

/// Opens the line for what is not said yet.
pub fn say(model: &mut Model, noting: Noting) -> Vec<Effect> {
    let row = noting.row();
    let about = About::of_note(model, noting);
    if let Some(row) = row {
        Line::open(model, row.line, about, "");
    }
    Vec::new()
}

impl Noting {
    /// What is noted in the turn of somebody; nothing as long as the round has not begun.
    pub(super) fn of(
        round: &Round,
        (turn, told): (usize, Option<usize>),
        what: InRound,
        words: &Words,
    ) -> Option<Self> {
        let turn = round.turns.get(turn)?;
        let told = told.and_then(|at| turn.told.get(at));
        let item = told.and_then(|told| {
            let called = words.standup_line(&told.line, round.on);
            told.on_board.map(|it| (it.activity_id, it.version, called))
        });
        Some(Self {
            what,
            standup: round.standup.as_ref()?.id,
            today: round.on,
            rep: (turn.rep_id, turn.rep.clone()),
            about: None,
            item: item.filter(|_| what == InRound::Blocker),
            people: round.people.clone(),
        })
    }

    fn row(&self) -> Option<&'static Row> {
        ROWS.iter().find(|row| row.what == self.what)
    }

    /// What there is to choose from before something is typed.
    pub(super) fn choices(
        &self,
        round: &Round,
        turn: &Turn,
        words: &Words,
    ) -> Option<(&'static Kind, Vec<Item>)> {
        let kind = self.row()?.list?;
        let item = |label: String, noting: Self| Item {
            keys: String::new(),
            label,
            note: String::new(),
            choice: Choice::Note(Box::new(noting)),
        };
        if self.what != InRound::Blocker {
            let others = self.people.iter().filter(|it| it.0 != self.rep.0);
            let about = others.map(|it| {
                let about = Some(it.clone());
                item(
                    it.1.clone(),
                    Self {
                        about,
                        ..self.clone()
                    },
                )
            });
            return Some((kind, about.collect()));
        }
        // Along the board it is the item that is talked about.
        if self.item.is_some() {
            return None;
        }
        let named = |on_board: OnBoard, called: String| {
            let stopped = (on_board.activity_id, on_board.version, called.clone());
            item(
                called,
                Self {
                    item: Some(stopped),
                    ..self.clone()
                },
            )
        };
        let told = turn.told.iter();
        let items = told.filter_map(|it| {
            let called = words.standup_line(&it.line, round.on);
            Some(named(it.on_board?, called))
        });
        let other = item(words.text("standup-other-item"), self.clone());
        Some((kind, items.chain([other]).collect()))
    }

    /// What the list says before its lines.
    pub(super) fn said(&self, words: &Words) -> String {
        words.say(&Message::new("standup-turn-of").with("rep", self.rep.1.as_str()))
    }

    /// What it is about, above the line.
    pub fn name(&self) -> String {
        let about = self.about.as_ref().map(|it| &it.1);
        let item = self.item.as_ref().map(|it| &it.2);
        about.or(item).unwrap_or(&self.rep.1).clone()
    }

    /// What tells it apart from others of its kind.
    pub fn ids(&self) -> impl Iterator<Item = i64> {
        let about = self.about.as_ref().map(|it| it.0.0);
        let item = self.item.as_ref().map(|it| it.0.0);
        [Some(self.standup.0), Some(self.rep.0.0), about, item]
            .into_iter()
            .flatten()
    }

    /// The command of what is typed, and what it is read as.
    fn read(&self, typed: &str, words: &Words) -> Result<Option<(String, Command)>, Message> {
        let typed = typed.trim();
        if typed.is_empty() {
            return Ok(None);
        }
        if self.what == InRound::Blocker {
            return self.blocker(typed, words);
        }
        let Some(kind) = self.row().and_then(|row| row.kind) else {
            return Ok(None);
        };
        let note = Command::Standup(StandupCommand::Note {
            id: self.standup,
            kind,
            rep_id: Some(self.rep.0),
            about_id: self.about.as_ref().map(|it| it.0),
            text: typed.to_owned(),
        });
        let command = match (kind, &self.about) {
            (NoteKind::Help, Some((helper, _))) => {
                let asked = Message::new("standup-help-item").with("text", typed);
                let subject = words.say(&asked.with("rep", self.rep.1.as_str()));
                let fields = vec![
                    filled("subject", &subject),
                    Assignment::new("done_by", Content::Record(helper.0)),
                    Assignment::new("done_for", Content::Record(self.rep.0.0)),
                ];
                Command::Many(vec![note, self.added(fields)])
            }
            _ => note,
        };
        Ok(Some((typed.to_owned(), command)))
    }

    fn added(&self, fields: Vec<Assignment>) -> Command {
        Command::Week(WeekCommand::Add {
            fields,
            week_on: Some(self.today),
            on: self.today,
        })
    }

    /// `the price list @annemarie`: what stops it, and who can lift that.
    fn blocker(&self, typed: &str, words: &Words) -> Result<Option<(String, Command)>, Message> {
        let (said, owner) = owner_of(typed, &self.people)?;
        if said.is_empty() {
            return Ok(None);
        }
        let waits_for =
            |it: &(RepId, String)| Assignment::new("blocker_owner", Content::Record(it.0.0));
        let nobody = || Assignment::cleared("blocker_owner");
        let mut fields = vec![
            filled("blocker", &said),
            owner.map_or_else(nobody, waits_for),
        ];
        let command = if let Some((id, version, _)) = &self.item {
            Command::Edit {
                kind: RecordKind::Activity,
                id: id.0,
                version: *version,
                fields,
                on: self.today,
            }
        } else {
            let done_by = Content::Record(self.rep.0.0);
            fields.push(filled("subject", &said));
            fields.push(Assignment::new("done_by", done_by));
            self.added(fields)
        };
        let waits = owner.map(|(_, name)| {
            let message = Message::new("standup-waits-for").with("owner", name.as_str());
            words.say(&message)
        });
        let shown: Vec<_> = std::iter::once(said).chain(waits).collect();
        Ok(Some((shown.join(" · "), command)))
    }
}

fn filled(field: &'static str, text: &str) -> Assignment {
    Assignment::new(field, Content::Text(text.to_owned()))
}

fn read(typed: &str, about: &About, words: &Words) -> Reading {
    let Some(noting) = &about.noting else {
        return Ok(None);
    };
    let read = noting.read(typed, words)?;
    Ok(read.map(|(shown, command)| (shown, Meant::Run(command))))
}
