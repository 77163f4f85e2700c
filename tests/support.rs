//! What the tests of the cockpit share: a day, a cockpit without a terminal, and the answers of a made-up store.

pub(crate) mod answers;
pub(crate) mod days;
pub(crate) mod members;
pub(crate) mod people;
pub(crate) mod rounds;
pub(crate) mod seats;
pub(crate) mod teams;
pub(crate) mod weeks;

use quarterdeck::domain::calendar::{Day, TimeZone};
use quarterdeck::domain::command::Actor;
use quarterdeck::domain::message::Message;
use quarterdeck::domain::money::{Currency, Money};
use quarterdeck::i18n::Words;
use quarterdeck::service::{Query, View};
use quarterdeck::tui::effect::{Effect, Request};
use quarterdeck::tui::event::{Answer, Event, Key, Mouse, MouseKind};
use quarterdeck::tui::job::Job;
use quarterdeck::tui::model::{Model, Opened};
use quarterdeck::tui::preferences::Preferences;
use quarterdeck::tui::theme::Theme;
use quarterdeck::tui::{Ended, update, view};
use ratatui::backend::TestBackend;
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Position, Rect, Size};
use ratatui::style::Style;
use ratatui::{Terminal, TerminalOptions, Viewport};

pub(crate) use answers::answer;

/// The day on which every test takes place, a Monday in week 48.
pub(crate) fn today() -> Day {
    Day::from_iso("2026-11-23").expect("a day")
}

/// The words of a language, with the keys as they are shipped.
pub(crate) fn words(tag: &str) -> Words {
    Preferences::default().naming(Words::for_language(tag))
}

/// Euros in minor units.
pub(crate) fn eur(minor: i64) -> Money {
    Money::new(minor, Currency::from_code("EUR").expect("EUR"))
}

/// Names that break careless programs: accents, wide and combining characters, emoji, commands to the terminal.
pub(crate) const NAMES: &[&str] = &[
    "Bavo de Vries",
    "Zoë Ångström-Løvenskiold",
    "日本電気株式会社の営業担当者",
    "Annemarie van den Heuvel-Oosterhout zu Hohenstein",
    "Ze\u{301}lie",
    "\u{1b}[31mMallory\u{7}\u{1b}]0;owned\u{7}",
    "\u{202e}live\u{202c} Rtl",
    "👩‍👩‍👧 Mila",
    "Ö",
    "tab\there",
];

/// A whole number that looks like chance and is the same on every run.
pub(crate) fn chance(seed: usize, below: i64) -> i64 {
    let mixed = (seed as u64 + 1)
        .wrapping_mul(0x9e37_79b9_7f4a_7c15)
        .rotate_left(31);
    i64::try_from(mixed % u64::try_from(below).expect("positive")).expect("small")
}

/// A store.
pub(crate) type Store = fn(&Query) -> Result<View, Message>;

/// A cockpit without a terminal: keys in, cells out.
pub(crate) struct Deck {
    pub(crate) model: Model,
    pub(crate) words: Words,
    pub(crate) theme: Theme,
    pub(crate) ask: Store,
    /// What was asked of the store and not answered yet.
    pub(crate) open: Vec<Request>,
    /// Everything that was asked of the store.
    pub(crate) asked: Vec<Request>,
    /// Everything that was to be done.
    pub(crate) jobs: Vec<Job>,
    /// Everything else that was to be done.
    pub(crate) effects: Vec<Effect>,
    pub(crate) ended: Option<Ended>,
}

impl Deck {
    /// Opens in a terminal of this size, with a store that answers at once.
    pub(crate) fn open(width: u16, height: u16) -> Self {
        Self::over(width, height, answer)
    }

    /// Opens over another store.
    pub(crate) fn over(width: u16, height: u16, ask: Store) -> Self {
        let mut deck = Self::waiting(width, height);
        deck.ask = ask;
        deck.answer_all();
        deck
    }

    /// Opens, and the store has not answered yet.
    pub(crate) fn waiting(width: u16, height: u16) -> Self {
        let model = Model::new(Opened {
            size: Size::new(width, height),
            today: today(),
            actor: Actor {
                rep_id: None,
                name: "Bavo de Vries".to_owned(),
            },
            introduction: None,
            store: "Aqua Nord".to_owned(),
            is_demo: false,
            preferences: Preferences::default(),
            problem: None,
            zone: TimeZone::from_name("Europe/Berlin"),
        });
        let mut deck = Self {
            model,
            words: words("en"),
            theme: Theme::dark(),
            ask: answer,
            open: Vec::new(),
            asked: Vec::new(),
            jobs: Vec::new(),
            effects: Vec::new(),
            ended: None,
        };
        let effects = update::start(&mut deck.model);
        deck.perform(effects);
        deck
    }

    /// Takes in an event and notes what it leads to, but answers nothing.
    pub(crate) fn happens(&mut self, event: Event) {
        let effects = update::update(&mut self.model, &self.words, event);
        self.perform(effects);
    }

    /// Presses keys, and the store answers after each of them.
    pub(crate) fn press(&mut self, keys: &[Key]) -> &mut Self {
        for key in keys {
            self.happens(Event::Key(*key));
            self.answer_all();
        }
        self
    }

    /// Types characters.
    pub(crate) fn type_keys(&mut self, keys: &str) -> &mut Self {
        let keys: Vec<_> = keys.chars().map(Key::Char).collect();
        self.press(&keys)
    }

    /// Clicks on the first place of the screen where a text stands.
    pub(crate) fn click_on(&mut self, text: &str) -> &mut Self {
        let screen = self.text();
        let found = screen.lines().zip(0..).find_map(|(line, row)| {
            let at = line.find(text)?;
            let column = line.get(..at).map_or(0, |before| before.chars().count());
            Some((u16::try_from(column).ok()?, row))
        });
        let (column, row) = found.unwrap_or_else(|| panic!("no {text} in\n{screen}"));
        for kind in [MouseKind::Down, MouseKind::Up] {
            self.happens(Event::Mouse(Mouse { kind, column, row }));
        }
        self.answer_all();
        self
    }

    /// The store answers what was asked and what follows from that.
    pub(crate) fn answer_all(&mut self) {
        for _ in 0..100 {
            if self.open.is_empty() {
                return;
            }
            for request in std::mem::take(&mut self.open) {
                self.answer(&request);
            }
        }
        panic!("the cockpit asks without end: {:?}", self.open);
    }

    /// The store answers one question.
    pub(crate) fn answer(&mut self, request: &Request) {
        let result = (self.ask)(&request.query);
        self.happens(Event::Answer(Answer {
            slot: request.slot,
            generation: request.generation,
            result,
        }));
    }

    pub(crate) fn perform(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Ask(request) => {
                    self.asked.push(request.clone());
                    self.open.push(request);
                }
                Effect::Work(job) => self.jobs.push(job),
                Effect::End(ended) => self.ended = Some(ended),
                other => self.effects.push(other),
            }
        }
    }

    /// Draws into cells.
    pub(crate) fn draw(&self) -> (Buffer, Option<Position>) {
        let area = Rect::from((Position::ORIGIN, self.model.size));
        let mut buf = Buffer::empty(area);
        let cursor = view::view(&self.model, &self.words, &self.theme, area, &mut buf);
        (buf, cursor)
    }

    /// The screen as text, as ratatui's own test backend prints it.
    pub(crate) fn screen(&self) -> TestBackend {
        let Size { width, height } = self.model.size;
        let area = Rect::new(0, 0, width, height);
        let options = TerminalOptions {
            viewport: Viewport::Fixed(area),
        };
        let mut terminal =
            Terminal::with_options(TestBackend::new(width, height), options).expect("a backend");
        terminal
            .draw(|frame| {
                let area = frame.area();
                view::view(
                    &self.model,
                    &self.words,
                    &self.theme,
                    area,
                    frame.buffer_mut(),
                );
            })
            .expect("no IO");
        terminal.backend().clone()
    }

    /// The looks of the screen, a letter a cell: `.` plain, `S` selected, `D` dim, `T` title, `K` key, `M` sum,
    /// `P` the pane that is shown, `B` bad, `A` what stands out, `G` good, `W` warning, `F` focus, `?` anything else.
    pub(crate) fn looks(&self) -> String {
        let (buf, _) = self.draw();
        let theme = &self.theme;
        let roles = [
            (theme.text, '.'),
            (theme.dim, 'D'),
            (theme.title, 'T'),
            (theme.key, 'K'),
            (theme.total, 'M'),
            (theme.tab, 'P'),
            (theme.selected, 'S'),
            (theme.bad, 'B'),
            (theme.focus, 'F'),
            (theme.accent, 'A'),
            (theme.good, 'G'),
            (theme.warn, 'W'),
        ];
        let plain = Style::reset();
        let letter = |style: Style| {
            let known = |(role, _): &&(Style, char)| plain.patch(*role) == plain.patch(style);
            roles.iter().find(known).map_or('?', |(_, letter)| *letter)
        };
        let width = usize::from(self.model.size.width.max(1));
        buf.content
            .chunks(width)
            .map(|line| {
                line.iter()
                    .map(|cell| letter(cell.style()))
                    .collect::<String>()
                    + "\n"
            })
            .collect()
    }

    /// Every character on the screen, for tests that look for words.
    pub(crate) fn text(&self) -> String {
        let (buf, _) = self.draw();
        let width = usize::from(self.model.size.width.max(1));
        buf.content
            .chunks(width)
            .map(|line| line.iter().map(Cell::symbol).collect::<String>() + "\n")
            .collect()
    }
}
