//! A key from its event over the store's answer to the drawn buffer: a million deals beside ten thousand.

use std::time::Duration;

use crate::kept;
use crate::measure;
use crate::measure::{Pair, print, time};
use quarterdeck::clock::Clock;

use quarterdeck::domain::command::Actor;
use quarterdeck::i18n::Words;
use quarterdeck::service::Service;
use quarterdeck::tui::effect::Effect;
use quarterdeck::tui::event::{Answer, Event, Key};
use quarterdeck::tui::model::{Model, Opened};
use quarterdeck::tui::preferences::Preferences;
use quarterdeck::tui::theme::Theme;
use quarterdeck::tui::{update, view};
use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};
use rusqlite::Connection;

/// What the keys are pressed on: how to get there, the key, how often.
struct Walk {
    what: &'static str,
    there: &'static [Key],
    keys: &'static [Key],
    runs: usize,
}

const WALKS: &[Walk] = &[
    Walk {
        what: "cursor down on the board",
        there: &[Key::Char('3')],
        keys: &[Key::Down],
        runs: 200,
    },
    Walk {
        what: "cursor down on the board, the deal open beside it",
        there: &[Key::Char('3'), Key::Enter, Key::Tab],
        keys: &[Key::Down],
        runs: 200,
    },
    Walk {
        what: "cursor down in the table",
        there: &[Key::Char('3'), Key::Char('v')],
        keys: &[Key::Down],
        runs: 200,
    },
    Walk {
        what: "cursor down in the table, the deal open beside it",
        there: &[Key::Char('3'), Key::Char('v'), Key::Enter, Key::Tab],
        keys: &[Key::Down],
        runs: 200,
    },
    Walk {
        what: "a page down in the table",
        there: &[Key::Char('3'), Key::Char('v')],
        keys: &[Key::PageDown],
        runs: 40,
    },
    Walk {
        what: "a page down on the board, the deal open beside it",
        there: &[Key::Char('3'), Key::Enter, Key::Tab],
        keys: &[Key::PageDown],
        runs: 40,
    },
    Walk {
        what: "the end of the stage and back to its beginning",
        there: &[Key::Char('3')],
        keys: &[Key::End, Key::Home],
        runs: 40,
    },
    Walk {
        what: "a letter of a word to search by (m, a, r, i, a and back)",
        there: &[Key::Char('3'), Key::Char('/')],
        keys: &[
            Key::Char('m'),
            Key::Char('a'),
            Key::Char('r'),
            Key::Char('i'),
            Key::Char('a'),
            Key::Backspace,
            Key::Backspace,
            Key::Backspace,
            Key::Backspace,
            Key::Backspace,
        ],
        runs: 20,
    },
    Walk {
        what: "a letter of a name to go to (h, o, t, l, blank, 8 and back)",
        there: &[Key::Char('g')],
        keys: &[
            Key::Char('h'),
            Key::Char('o'),
            Key::Char('t'),
            Key::Char('l'),
            Key::Char(' '),
            Key::Char('8'),
            Key::Backspace,
            Key::Backspace,
            Key::Backspace,
            Key::Backspace,
            Key::Backspace,
            Key::Backspace,
        ],
        runs: 40,
    },
    Walk {
        what: "a letter of a rare word (z, e, e, z, i and back)",
        there: &[Key::Char('3'), Key::Char('/')],
        keys: &[
            Key::Char('z'),
            Key::Char('e'),
            Key::Char('e'),
            Key::Char('z'),
            Key::Char('i'),
            Key::Backspace,
            Key::Backspace,
            Key::Backspace,
            Key::Backspace,
            Key::Backspace,
        ],
        runs: 20,
    },
];

/// Measures and prints.
pub fn run() {
    let (large, small) = (kept::store(kept::LARGE), kept::store(kept::SMALL));
    print("On these tables and indexes, at 120×40:");
    let store = Connection::open(&large).expect("the store");
    measure::print_schema(&store, &["deal", "word"]);
    for walk in WALKS {
        let [mut ours, mut baseline] = [&large, &small].map(|path| {
            let mut seat = Seat::take(path);
            walk.there.iter().for_each(|key| {
                seat.press(*key);
            });
            let mut keys = walk.keys.iter().cycle();
            move || seat.press(*keys.next().expect("a key"))
        });
        Pair {
            what: walk.what,
            baseline: "the same at 10,000 deals",
            goal: 1.3,
            rows: None,
            runs: walk.runs,
        }
        .beside(&mut ours, &mut baseline);
    }
}

/// Somebody before the cockpit.
struct Seat {
    model: Model,
    words: Words,
    service: Service,
    actor: Actor,
}

impl Seat {
    fn take(path: &std::path::Path) -> Self {
        let service = Service::open(path, Clock::System).expect("a store");
        let actor = service.actor("bench").expect("an actor");
        let model = Model::new(Opened {
            size: Size::new(120, 40),
            today: kept::today(),
            actor: actor.clone(),
            introduction: None,
            store: "bench".to_owned(),
            is_demo: false,
            preferences: Preferences::default(),
            problem: None,
            zone: None,
        });
        let words = Preferences::default().naming(Words::for_language("en"));
        let mut seat = Self {
            model,
            words,
            service,
            actor,
        };
        let effects = update::start(&mut seat.model);
        seat.carry_out(effects);
        seat
    }

    /// How long it takes until the key is on the screen, with all that it asks the store.
    fn press(&mut self, key: Key) -> Duration {
        time(|| {
            let effects = update::update(&mut self.model, &self.words, Event::Key(key));
            self.carry_out(effects);
            let area = Rect::new(0, 0, 120, 40);
            let mut buf = Buffer::empty(area);
            view::view(&self.model, &self.words, &Theme::dark(), area, &mut buf);
            buf
        })
    }

    fn carry_out(&mut self, mut effects: Vec<Effect>) {
        while let Some(effect) = effects.pop() {
            let Effect::Ask(request) = effect else {
                continue;
            };
            let result = self.service.ask(&self.actor, &request.query);
            let answer = Answer {
                slot: request.slot,
                generation: request.generation,
                result: result.map_err(|error| error.message()),
            };
            effects.extend(update::update(
                &mut self.model,
                &self.words,
                Event::Answer(answer),
            ));
        }
    }
}
