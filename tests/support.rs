//! What the tests of the cockpit share: a day, made-up numbers, and a cockpit without a terminal.

use quarterdeck::domain::calendar::{Day, Period};
use quarterdeck::domain::deal::StageKind;
use quarterdeck::domain::kpi::{Facts, KPIS, Measure};
use quarterdeck::domain::message::Message;
use quarterdeck::domain::money::{Currency, Money, weighted};
use quarterdeck::i18n::Words;
use quarterdeck::service::view::kpis::{KpiRow, KpisView};
use quarterdeck::service::view::pipeline::{PipelineView, StageRow};
use quarterdeck::service::{Query, View};
use quarterdeck::tui::effect::{Effect, Request};
use quarterdeck::tui::event::{Answer, Event, Key};
use quarterdeck::tui::model::Model;
use quarterdeck::tui::theme::Theme;
use quarterdeck::tui::{Ended, update, view};
use ratatui::backend::TestBackend;
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Position, Rect, Size};
use ratatui::style::Style;
use ratatui::{Terminal, TerminalOptions, Viewport};

/// The day on which every test takes place, a Monday in week 48.
pub(crate) fn today() -> Day {
    Day::from_iso("2026-11-23").expect("a day")
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
fn chance(seed: usize, below: i64) -> i64 {
    let mixed = (seed as u64 + 1)
        .wrapping_mul(0x9e37_79b9_7f4a_7c15)
        .rotate_left(31);
    i64::try_from(mixed % u64::try_from(below).expect("positive")).expect("small")
}

fn facts(seed: usize) -> Facts {
    let mut facts = Facts::new(Some(eur(0).currency));
    facts.open_count = chance(seed, 40);
    for deal in 0..usize::try_from(facts.open_count).expect("small") {
        let minor = chance(seed * 100 + deal, 9_000_000);
        let part = weighted(minor, chance(deal, 10_000));
        for (sum, minor) in [
            (&mut facts.open_value, minor),
            (&mut facts.weighted_value, part),
        ] {
            sum.add(minor.into(), eur(0).currency, Some(minor.into()));
        }
        facts.weighted_count += 1;
    }
    facts.won_count = chance(seed + 7, 12);
    for deal in 0..usize::try_from(facts.won_count).expect("small") {
        let minor = chance(seed * 50 + deal, 5_000_000);
        for sum in [&mut facts.won_amounts, &mut facts.credited_value] {
            sum.add(minor.into(), eur(0).currency, Some(minor.into()));
        }
        facts.won_amount_count += 1;
        facts.cycle_days.push(10 + chance(deal, 90));
    }
    facts.lost_count = chance(seed + 13, 25);
    facts
}

fn measures(facts: &Facts) -> Vec<Measure> {
    KPIS.iter().map(|kpi| (kpi.formula)(facts)).collect()
}

/// The comparison of so many reps; the names repeat.
pub(crate) fn kpis_of(reps: usize, period: Period) -> KpisView {
    let mut all = Facts::new(Some(eur(0).currency));
    let rows = (0..reps).map(|seed| {
        let facts = facts(seed);
        all.merge(&facts);
        let name = match seed / NAMES.len() {
            0 => NAMES[seed].to_owned(),
            round => format!("{} {round}", NAMES[seed % NAMES.len()]),
        };
        KpiRow {
            name: Some(name),
            measures: measures(&facts),
        }
    });
    let mut rows: Vec<_> = rows.collect();
    if reps > 0 {
        rows.push(KpiRow {
            name: None,
            measures: measures(&Facts::new(Some(eur(0).currency))),
        });
    }
    KpisView {
        period,
        today: today(),
        reps: rows,
        teams: Vec::new(),
        offices: Vec::new(),
        total: KpiRow {
            name: None,
            measures: measures(&all),
        },
        last_closed_on: None,
    }
}

fn amount(minor: i64) -> Measure {
    Measure::Money {
        value: Some(eur(minor)),
        parts: Vec::new(),
        n: None,
    }
}

fn no_amount() -> Measure {
    Measure::Money {
        value: None,
        parts: Vec::new(),
        n: None,
    }
}

/// Two pipelines: one as people have it, one with hostile names and several currencies.
pub(crate) fn pipeline() -> PipelineView {
    let stage = |pipeline: &str, stage: &str, kind, count, minor| StageRow {
        pipeline: pipeline.to_owned(),
        stage: stage.to_owned(),
        kind,
        count,
        value: amount(minor),
        weighted_value: if kind == StageKind::Open {
            amount(weighted(minor, 4_000))
        } else {
            no_amount()
        },
    };
    let mut stages = vec![
        stage("New business", "Qualify", StageKind::Open, 14, 31_000_000),
        stage("New business", "Discover", StageKind::Open, 11, 40_200_000),
        stage("New business", "Propose", StageKind::Open, 9, 35_500_000),
        stage("New business", "Negotiate", StageKind::Open, 8, 21_300_000),
        stage("New business", "Won", StageKind::Won, 1_460, 310_000_000),
        stage("New business", "Lost", StageKind::Lost, 3_012, 912_345_678),
        stage("更新契約", "見積もり", StageKind::Open, 0, 0),
        stage("更新契約", "\u{1b}[2J\u{202e}Lost", StageKind::Lost, 1, 99),
    ];
    stages[6].value = Measure::Money {
        value: None,
        parts: vec![
            eur(128_000_000),
            Money::new(5_000, Currency::from_code("KWD").expect("KWD")),
            Money::new(77_000, Currency::from_code("USD").expect("USD")),
        ],
        n: None,
    };
    PipelineView {
        stages,
        open_count: 42,
        open_value: amount(128_000_000),
        weighted_value: amount(51_200_000),
        groups: Vec::new(),
    }
}

/// The first pipeline alone.
pub(crate) fn one_pipeline() -> PipelineView {
    let mut view = pipeline();
    view.stages.truncate(6);
    view
}

/// What the pipeline pane asks.
pub(crate) fn pipeline_query() -> Query {
    Query::Pipeline {
        who: quarterdeck::service::query::Who::default(),
        period: quarterdeck::domain::calendar::Period::all(),
        today: today(),
        group: None,
    }
}

/// A store.
pub(crate) type Store = fn(&Query) -> Result<View, Message>;

/// A store that answers at once.
#[expect(
    clippy::unnecessary_wraps,
    reason = "a store may fail; this one does not"
)]
pub(crate) fn answer(query: &Query) -> Result<View, Message> {
    Ok(match query {
        Query::Pipeline { .. } => View::Pipeline(one_pipeline()),
        Query::Kpis { period, .. } => View::Kpis(kpis_of(30, period.clone())),
        _ => View::Log(Vec::new()),
    })
}

/// A cockpit without a terminal: keys in, cells out.
pub(crate) struct Deck {
    pub(crate) model: Model,
    pub(crate) words: Words,
    pub(crate) theme: Theme,
    pub(crate) ask: Store,
    /// Everything that was asked of the store.
    pub(crate) asked: Vec<Request>,
    pub(crate) ended: Option<Ended>,
    pub(crate) redraws: usize,
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
        let size = Size::new(width, height);
        let mut deck = Self {
            model: Model::new(
                size,
                today(),
                "Bavo de Vries".to_owned(),
                "Aqua Nord".to_owned(),
            ),
            words: Words::for_language("en"),
            theme: Theme::dark(),
            ask: answer,
            asked: Vec::new(),
            ended: None,
            redraws: 0,
        };
        let effects = update::start(&mut deck.model);
        deck.perform(effects);
        deck
    }

    /// Takes in an event and notes what it leads to, but answers nothing.
    pub(crate) fn happens(&mut self, event: Event) {
        let effects = update::update(&mut self.model, event);
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

    /// The store answers what was asked last.
    pub(crate) fn answer_all(&mut self) {
        if let Some(request) = self.asked.last().cloned() {
            self.happens(Event::Answer(Answer {
                pane: request.pane,
                generation: request.generation,
                result: (self.ask)(&request.query),
            }));
        }
    }

    fn perform(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Ask(request) => self.asked.push(request),
                Effect::Redraw => self.redraws += 1,
                Effect::End(ended) => self.ended = Some(ended),
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
    /// `P` the pane that is shown, `B` bad, `?` anything else.
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
