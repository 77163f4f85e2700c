//! A frame over 100,000 reps beside one over 100: only visible rows are built, so both cost the same.
#![expect(
    clippy::expect_used,
    reason = "a bench that cannot run has nothing to say"
)]

mod measure;

use measure::{beside, time};
use quarterdeck::domain::calendar::{Day, Period};
use quarterdeck::domain::kpi::{Facts, KPIS};
use quarterdeck::i18n::Words;
use quarterdeck::service::View;
use quarterdeck::service::view::kpis::{KpiRow, KpisView};
use quarterdeck::tui::effect::Effect;
use quarterdeck::tui::event::{Answer, Event, Key};
use quarterdeck::tui::model::Model;
use quarterdeck::tui::theme::Theme;
use quarterdeck::tui::{update, view};
use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};

fn main() {
    let words = Words::for_language("en");
    let theme = Theme::dark();
    let size = Size::new(200, 60);
    let (many, few) = (opened(size, 100_000), opened(size, 100));
    let area = Rect::new(0, 0, size.width, size.height);
    let draw = |model: &Model| {
        time(|| {
            let mut buf = Buffer::empty(area);
            view::view(model, &words, &theme, area, &mut buf);
            buf
        })
    };
    beside(
        "a frame at 200×60 over 100,000 rows, beside 100",
        200,
        || draw(&many),
        || draw(&few),
    );
}

/// A cockpit that shows this many reps.
fn opened(size: Size, reps: usize) -> Model {
    let today = Day::new(2026, 11, 21).expect("a day");
    let mut model = Model::new(size, today, "Ann".to_owned(), "bench".to_owned());
    update::start(&mut model);
    let effects = update::update(&mut model, Event::Key(Key::Char('7')));
    let row = |name: Option<String>| {
        let facts = Facts::new(None);
        KpiRow {
            name,
            measures: KPIS.iter().map(|kpi| (kpi.formula)(&facts)).collect(),
        }
    };
    let answer = View::Kpis(KpisView {
        period: Period::all(),
        today,
        reps: (0..reps)
            .map(|rep| row(Some(format!("Rep {rep}"))))
            .collect(),
        teams: Vec::new(),
        offices: Vec::new(),
        total: row(None),
        last_closed_on: None,
    });
    for effect in effects {
        if let Effect::Ask(request) = effect {
            let (pane, generation) = (request.pane, request.generation);
            let answer = Answer {
                pane,
                generation,
                result: Ok(answer.clone()),
            };
            update::update(&mut model, Event::Answer(answer));
        }
    }
    model
}
