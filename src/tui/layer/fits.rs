//! Who could take a seat; Enter puts them there.
//!
//! ```text
//! ┌ Sales engineer · Stadtwerke Kiel ──────────────────────────────────────────────────────────┐
//! │   person       skill            best               weakest            deals  load   duties │
//! │ ▶ Mila Novak   Refill points 4  win rate 41 %      attainment 72 %       12  € 402k      3 │
//! └──────────────────────────────────────────────────────────────────────────────────── 1 of 9 ┘
//! ```

use ratatui::layout::{Position, Rect};

use super::{Clicked, Layer, Reaction, clicked, draw_instead};
use crate::domain::access::Level;
use crate::domain::calendar::Day;
use crate::domain::command::Command;
use crate::domain::id::{RepId, RoleId};
use crate::domain::message::Message;
use crate::domain::record::{Assignment, Content};
use crate::domain::role::TeamOf;
use crate::i18n::{NO_VALUE, Words};
use crate::service::Query;
use crate::service::view::staffing::fits::{Fit, FitsView, RATIOS};
use crate::tui::action::{Action, Context};
use crate::tui::asked::{Asked, read_as};
use crate::tui::effect::{Effect, Slot};
use crate::tui::event::{Answer, Mouse};
use crate::tui::job::{Job, Outcome};
use crate::tui::layout::popup_table;
use crate::tui::model::{Cursor, Model};
use crate::tui::update;
use crate::tui::widget::table::order::{By, Key};
use crate::tui::widget::table::{Column, Side, Table, money_cell, position, widest};
use crate::tui::widget::{Paint, text};

pub(super) const CONTEXTS: &[Context] = &[
    Context::Everywhere,
    Context::Cursor,
    Context::Choice,
    Context::Named,
    Context::Layer,
];

/// Who could take a seat.
#[derive(Debug)]
pub struct Fits {
    of: TeamOf,
    role_id: RoleId,
    today: Day,
    asked: Asked<Box<FitsView>>,
    cursor: Cursor,
    is_sent: bool,
    problem: Option<Message>,
}

/// Lays those over the pane who could take a seat on a deal or an account.
pub fn open(model: &mut Model, of: TeamOf, role_id: RoleId) -> Vec<Effect> {
    let mut fits = Fits {
        of,
        role_id,
        today: model.today,
        asked: Asked::default(),
        cursor: Cursor::default(),
        is_sent: false,
        problem: None,
    };
    let effects = fits.refresh(model.pane_area());
    model.layers.push(Box::new(fits));
    effects
}

impl Fits {
    fn rows(&self) -> &[Fit] {
        self.asked.answer.as_ref().map_or(&[], |view| &view.rows)
    }

    /// Puts the selected one into the seat.
    fn take_seat(&mut self, model: &mut Model) -> Reaction {
        let Some(fit) = self.rows().get(self.cursor.selected) else {
            return Reaction::default();
        };
        if self.is_sent {
            return Reaction::default();
        }
        let field = match self.of {
            TeamOf::Deal(_) => "deal",
            TeamOf::Account(_) => "account",
        };
        let fields = [
            (field, self.of.id()),
            ("rep", fit.rep_id.0),
            ("role", self.role_id.0),
        ];
        let fields = fields.map(|(name, id)| Assignment::new(name, Content::Record(id)));
        let command = Command::Add {
            kind: self.of.members(),
            fields: fields.to_vec(),
            on: self.today,
        };
        let effects = update::work(model, Job::Run(command));
        self.is_sent = !effects.is_empty();
        Reaction::stay(effects)
    }

    /// Cells of the columns in a place so wide.
    fn widths(&self, width: u16) -> [u16; 2] {
        let names = widest(self.rows().iter().map(|it| it.name.as_str()));
        let skills = self.rows().iter().filter_map(|it| it.skill.as_ref());
        let skills = widest(skills.map(|it| it.0.as_str())) + 2;
        [names.min(width * 3 / 10), skills.min(width / 5)]
    }

    fn title(&self, words: &Words) -> String {
        self.asked.answer.as_ref().map_or_else(String::new, |view| {
            let mut said = vec![view.role.name.clone(), view.name.clone()];
            if !view.products.is_empty() {
                let products = view.products.join(", ");
                let sold = Message::new("fits-products").with("products", products);
                said.push(words.say(&sold));
            }
            said.join(" · ")
        })
    }
}

impl Layer for Fits {
    fn contexts(&self) -> &'static [Context] {
        CONTEXTS
    }

    fn people(&self, _model: &Model) -> Vec<RepId> {
        let fit = self.rows().get(self.cursor.selected);
        fit.map(|it| it.rep_id).into_iter().collect()
    }

    fn is_waiting(&self) -> bool {
        self.is_sent
    }

    fn finished(&mut self, outcome: Outcome) -> Option<Message> {
        self.is_sent = false;
        outcome.told(&mut self.problem)
    }

    fn act(&mut self, model: &mut Model, _words: &Words, action: Action) -> Reaction {
        self.problem = None;
        match action {
            Action::Back => Reaction::close(Vec::new()),
            Action::Move(step) => {
                let count = self.rows().len();
                let place = popup_table(model.pane_area(), count);
                self.cursor.step(step, count, place.rows.height.into());
                Reaction::default()
            }
            Action::Open => self.take_seat(model),
            _ => Reaction::default(),
        }
    }

    // A click selects somebody, and seats whoever is selected; beside the list it closes it.
    fn click(&mut self, model: &mut Model, _words: &Words, mouse: Mouse) -> Reaction {
        let count = self.rows().len();
        let place = popup_table(model.pane_area(), count);
        match clicked(&place, &mut self.cursor, count, mouse) {
            Clicked::Opens => self.take_seat(model),
            Clicked::Leaves => Reaction::close(Vec::new()),
            Clicked::Selects | Clicked::Misses => Reaction::default(),
        }
    }

    fn refresh(&mut self, _over: Rect) -> Vec<Effect> {
        let query = Query::Fits {
            of: self.of,
            role_id: self.role_id,
            today: self.today,
        };
        vec![self.asked.ask(Slot::Fits, query)]
    }

    fn take(&mut self, answer: &Answer, _over: Rect) -> Vec<Effect> {
        if answer.slot == Slot::Fits {
            let selected = self.rows().get(self.cursor.selected).map(|it| it.rep_id);
            let result = answer.result.clone();
            self.asked.take(answer.generation, result, read_as!(Fits));
            let ids: Vec<_> = self.rows().iter().map(|it| it.rep_id).collect();
            self.cursor.stay_on(selected, ids.into_iter());
        }
        Vec::new()
    }

    fn draw(&self, paint: &mut Paint<'_>, _model: &Model, over: Rect) -> Option<Position> {
        let rows = self.rows();
        let place = popup_table(over, rows.len().max(1));
        let mut cursor = self.cursor;
        cursor.keep_in(rows.len(), place.rows.height.into());
        let note = if self.is_sent {
            Some(paint.words.text("working"))
        } else {
            (!rows.is_empty()).then(|| position(paint.words, cursor, rows.len()))
        };
        let title = self.title(paint.words);
        let title = text::fit(&title, place.frame.width.saturating_sub(6));
        paint.popup(place.frame, &title, note.as_deref());
        let said = match (&self.problem, &self.asked.failure, &self.asked.answer) {
            (Some(problem), ..) | (_, Some(problem), _) => Some(paint.words.say(problem)),
            (_, None, None) => Some(paint.words.text("waiting")),
            (_, None, Some(_)) => rows.is_empty().then(|| paint.words.text("fits-nobody")),
        };
        if let Some(said) = said {
            draw_instead(paint, &place, &said);
            return None;
        }
        let table = Table {
            columns: COLUMNS,
            kept: 2,
            widths: &self.widths(place.header.width),
            count: rows.len(),
            row: &|at| rows.get(at).cloned(),
            order: None,
            cursor,
            is_focused: true,
        };
        table.draw(paint, place.header, place.rows)
    }
}

/// `win rate 41 %`, of which number of the ratios.
fn ratio(words: &Words, fit: &Fit, at: Option<usize>) -> String {
    let said = at.and_then(|at| {
        let label = words.text(&["kpi-", &RATIOS.get(at)?.replace('_', "-"), "-short"].concat());
        Some(
            [
                label.as_str(),
                " ",
                &words.measure_short(fit.ratios.get(at)?),
            ]
            .concat(),
        )
    });
    said.unwrap_or_else(|| NO_VALUE.to_owned())
}

/// The best ratio; where all have too few observations, the first that has any, marked as such.
fn best(words: &Words, fit: &Fit) -> String {
    let mut ratios = fit.ratios.iter();
    let few = || ratios.position(|it| it.observations().is_some_and(|n| n > 0));
    ratio(words, fit, fit.best.or_else(few))
}

const COLUMNS: &[Column<Fit>] = &[
    Column {
        header: "column-person",
        width: 12,
        width_max: 28,
        side: Side::Left,
        by: Some(By::up(|it| Some(Key::name(&it.name)))),
        text: |_, theme, it, _| {
            let may = it.ceiling > Level::None;
            (it.name.clone(), if may { theme.text } else { theme.dim })
        },
    },
    Column {
        header: "column-skill",
        width: 10,
        width_max: 24,
        side: Side::Left,
        by: None,
        text: |_, theme, it, width| match &it.skill {
            Some((name, level)) => {
                let level = level.map_or_else(String::new, |it| format!(" {it}"));
                let room = width.saturating_sub(text::width(&level));
                (
                    [&text::fit(name, room), level.as_str()].concat(),
                    theme.good,
                )
            }
            None => (NO_VALUE.to_owned(), theme.dim),
        },
    },
    Column {
        header: "column-best",
        width: 14,
        width_max: 22,
        side: Side::Left,
        by: None,
        text: |words, theme, it, _| {
            let style = if it.best.is_some() {
                theme.text
            } else {
                theme.dim
            };
            (best(words, it), style)
        },
    },
    Column {
        header: "column-weakest",
        width: 14,
        width_max: 22,
        side: Side::Left,
        by: None,
        text: |words, theme, it, _| (ratio(words, it, it.weakest), theme.text),
    },
    Column {
        header: "column-load",
        width: 8,
        width_max: 9,
        side: Side::Right,
        by: None,
        text: |words, theme, it, width| (money_cell(words, &it.weighted, width), theme.text),
    },
    Column {
        header: "column-deals",
        width: 5,
        width_max: 6,
        side: Side::Right,
        by: None,
        text: |words, theme, it, _| (words.count(it.deals), theme.text),
    },
    Column {
        header: "column-duties",
        width: 6,
        width_max: 8,
        side: Side::Right,
        by: None,
        text: |words, theme, it, _| (words.count(it.duties), theme.text),
    },
    Column {
        header: "column-access",
        width: 12,
        width_max: 20,
        side: Side::Left,
        by: None,
        text: |words, theme, it, _| {
            let said = words.text(&["deal-level-", it.ceiling.code()].concat());
            (
                said,
                if it.ceiling > Level::None {
                    theme.dim
                } else {
                    theme.warn
                },
            )
        },
    },
];
