//! What somebody holds a role on: reps they serve, deals and accounts; Enter opens one where it lives.
//!
//! ```text
//! ┌ Mila · Sales engineer ─────────────────────────────────────────────────────────────────────┐
//! │   name                    amount         close  stage    owner       duties                │
//! │ ▶ Refill points          € 48.0k     Fri 4 Dec  Propose  Bavo        1 of 2 done           │
//! │   Stadtwerke Kiel                                        Bavo                              │
//! └──────────────────────────────────────────────────────────────────────────────────── 1 of 4 ┘
//! ```

use ratatui::layout::{Position, Rect};

use super::{Clicked, Layer, Reaction, clicked, draw_instead, party, sort};
use crate::domain::calendar::Day;
use crate::domain::id::{RepId, RoleId};
use crate::domain::message::Message;
use crate::i18n::Words;
use crate::service::Query;
use crate::service::view::deals::DealRow;
use crate::service::view::jump::Named;
use crate::service::view::team::seats::{SeatRow, SeatsView};
use crate::tui::action::{Action, Context};
use crate::tui::asked::{Asked, read_as};
use crate::tui::effect::{Effect, Slot};
use crate::tui::event::{Answer, Mouse};
use crate::tui::layout::popup_table;
use crate::tui::model::{Cursor, Model};
use crate::tui::scope::Scope;
use crate::tui::update;
use crate::tui::widget::table::order::{By, Key, Order};
use crate::tui::widget::table::{
    Column, Side, Table, chosen, orders, position, put_in_order, widest,
};
use crate::tui::widget::{Paint, deal, text};

pub(super) const CONTEXTS: &[Context] = &[
    Context::Everywhere,
    Context::Cursor,
    Context::Openable,
    Context::Sorted,
    Context::Named,
    Context::Layer,
];

/// What somebody holds a role on.
#[derive(Debug)]
pub struct Seats {
    rep_id: RepId,
    role_id: RoleId,
    /// What both are called.
    title: String,
    today: Day,
    asked: Asked<Box<SeatsView>>,
    order: Option<Order>,
    cursor: Cursor,
}

/// Lays it over the pane.
pub fn open(model: &mut Model, rep: (RepId, String), role: (RoleId, String)) -> Vec<Effect> {
    let mut seats = Seats {
        rep_id: rep.0,
        role_id: role.0,
        title: [rep.1, role.1].join(" · "),
        today: model.today,
        asked: Asked::default(),
        order: None,
        cursor: Cursor::default(),
    };
    let effects = seats.refresh(model.pane_area());
    model.layers.push(Box::new(seats));
    effects
}

/// A row and the day on which it is read.
type Row = (SeatRow, Day);

impl SeatRow {
    fn name(&self) -> &str {
        match self {
            Self::Rep(_, name) | Self::Account(_, name, _) => name,
            Self::Deal(deal, ..) => &deal.name,
        }
    }

    fn deal(&self) -> Option<&DealRow> {
        match self {
            Self::Deal(deal, ..) => Some(deal),
            Self::Rep(..) | Self::Account(..) => None,
        }
    }

    fn owner(&self) -> Option<&str> {
        match self {
            Self::Rep(..) => None,
            Self::Deal(deal, ..) => deal.owner.as_deref(),
            Self::Account(_, _, owner) => owner.as_deref(),
        }
    }
}

/// What a deal says in a column; nothing of what is none.
fn of_deal(row: &Row, said: impl Fn(&DealRow, Day) -> String) -> String {
    row.0
        .deal()
        .map_or_else(String::new, |deal| said(deal, row.1))
}

const COLUMNS: &[Column<Row>] = &[
    Column {
        header: "column-name",
        width: 16,
        width_max: 40,
        side: Side::Left,
        by: Some(By::up(|(row, _)| Some(Key::name(row.name())))),
        text: |_, theme, (row, _), _| (row.name().to_owned(), theme.text),
    },
    Column {
        header: "column-kind",
        width: 7,
        width_max: 10,
        side: Side::Left,
        by: None,
        text: |words, theme, (row, _), _| {
            let kind = match row {
                SeatRow::Rep(..) => "kind-rep",
                SeatRow::Deal(..) => "kind-deal",
                SeatRow::Account(..) => "kind-account",
            };
            (words.text(kind), theme.dim)
        },
    },
    Column {
        header: "column-amount",
        width: 9,
        width_max: 9,
        side: Side::Right,
        by: Some(By::down(|(row, _)| row.deal()?.amount.map(Key::money))),
        text: |words, theme, row, _| (of_deal(row, |it, _| deal::amount(words, it)), theme.text),
    },
    Column {
        header: "column-close",
        width: 12,
        width_max: 12,
        side: Side::Right,
        by: Some(By::up(|(row, _)| {
            row.deal()?.expected_close_on.map(Key::day)
        })),
        text: |words, theme, row, _| {
            (
                of_deal(row, |it, today| deal::close(words, it, today)),
                theme.text,
            )
        },
    },
    Column {
        header: "column-stage",
        width: 10,
        width_max: 16,
        side: Side::Left,
        by: Some(By::up(|(row, _)| {
            row.deal().map(|it| Key::count(it.stage_rank))
        })),
        text: |_, theme, row, _| (of_deal(row, |it, _| it.stage.clone()), theme.text),
    },
    Column {
        header: "column-owner",
        width: 10,
        width_max: 18,
        side: Side::Left,
        by: Some(By::up(|(row, _)| row.owner().map(Key::name))),
        text: |_, theme, (row, _), _| (row.owner().unwrap_or_default().to_owned(), theme.text),
    },
    Column {
        header: "column-duties",
        width: 12,
        width_max: 14,
        side: Side::Left,
        by: None,
        text: |words, theme, (row, _), _| match row {
            SeatRow::Deal(_, all, done) if *all > 0 => {
                let said = Message::new("seats-duties")
                    .with("done", *done)
                    .with("all", *all);
                let style = if done < all { theme.warn } else { theme.good };
                (words.say(&said), style)
            }
            _ => (String::new(), theme.dim),
        },
    },
];

impl Seats {
    fn rows(&self) -> &[SeatRow] {
        self.asked.answer.as_ref().map_or(&[], |view| &view.rows)
    }

    fn widths(&self, width: u16) -> [u16; 6] {
        let names = widest(self.rows().iter().map(SeatRow::name));
        [names.min(width * 2 / 5), 0, 0, 0, 16, 18]
    }

    fn table<'a>(
        &self,
        widths: &'a [u16],
        row: &'a dyn Fn(usize) -> Option<Row>,
    ) -> Table<'a, Row> {
        Table {
            columns: COLUMNS,
            kept: 3,
            widths,
            count: self.rows().len(),
            row,
            order: self.order,
            cursor: self.cursor,
            is_focused: true,
        }
    }

    fn put_in_order(&mut self) {
        let (order, today) = (self.order, self.today);
        if let Some(view) = &mut self.asked.answer {
            put_in_order(COLUMNS, order, &mut view.rows, |row| (row.clone(), today));
        }
    }

    fn open_selected(&self, model: &mut Model) -> Reaction {
        match self.rows().get(self.cursor.selected) {
            Some(SeatRow::Deal(deal, ..)) => Reaction::close(update::open_deal(model, deal.id)),
            Some(SeatRow::Account(id, name, _)) => {
                Reaction::stay(party::open(model, Named::Account, id.0, name.clone()))
            }
            Some(SeatRow::Rep(id, _)) => {
                Reaction::close(update::show_scope(model, Scope::Rep(*id)))
            }
            None => Reaction::default(),
        }
    }
}

impl Layer for Seats {
    fn contexts(&self) -> &'static [Context] {
        CONTEXTS
    }

    fn people(&self, _model: &Model) -> Vec<RepId> {
        vec![self.rep_id]
    }

    fn act(&mut self, model: &mut Model, words: &Words, action: Action) -> Reaction {
        match action {
            Action::Back => return Reaction::close(Vec::new()),
            Action::Move(step) => {
                let count = self.rows().len();
                let place = popup_table(model.pane_area(), count);
                self.cursor.step(step, count, place.rows.height.into());
            }
            Action::Open => return self.open_selected(model),
            Action::Sort => {
                let list = sort::open(words, orders(COLUMNS, self.order));
                model.layers.push(Box::new(list));
            }
            Action::SortBy(column) => {
                self.order = chosen(COLUMNS, self.order, column);
                self.put_in_order();
            }
            Action::Copy => {
                let row = self.rows().get(self.cursor.selected);
                let copied = row.map(|row| Effect::Copy(row.name().to_owned()));
                return Reaction::stay(copied.into_iter().collect());
            }
            _ => {}
        }
        Reaction::default()
    }

    // A click selects a row, and opens the one that is selected; beside the list it closes it.
    fn click(&mut self, model: &mut Model, words: &Words, mouse: Mouse) -> Reaction {
        let count = self.rows().len();
        let place = popup_table(model.pane_area(), count);
        let widths = self.widths(place.header.width);
        let sorted = self
            .table(&widths, &|_| None)
            .sorted_by(place.header, mouse);
        if let Some(column) = sorted {
            return self.act(model, words, Action::SortBy(column));
        }
        match clicked(&place, &mut self.cursor, count, mouse) {
            Clicked::Opens => self.open_selected(model),
            Clicked::Leaves => Reaction::close(Vec::new()),
            Clicked::Selects | Clicked::Misses => Reaction::default(),
        }
    }

    fn refresh(&mut self, _over: Rect) -> Vec<Effect> {
        let query = Query::Seats {
            rep_id: self.rep_id,
            role_id: self.role_id,
            today: self.today,
        };
        vec![self.asked.ask(Slot::Seats, query)]
    }

    fn take(&mut self, answer: &Answer, _over: Rect) -> Vec<Effect> {
        if answer.slot == Slot::Seats {
            let result = answer.result.clone();
            self.asked.take(answer.generation, result, read_as!(Seats));
            self.put_in_order();
            let last = self.rows().len().saturating_sub(1);
            self.cursor.selected = self.cursor.selected.min(last);
        }
        Vec::new()
    }

    fn draw(&self, paint: &mut Paint<'_>, model: &Model, over: Rect) -> Option<Position> {
        let count = self.rows().len();
        let place = popup_table(over, count.max(1));
        let mut cursor = self.cursor;
        cursor.keep_in(count, place.rows.height.into());
        let at = (count > 0).then(|| position(paint.words, cursor, count));
        let title = text::fit(&self.title, place.frame.width.saturating_sub(6));
        paint.popup(place.frame, &title, at.as_deref());
        let said = match (&self.asked.failure, &self.asked.answer) {
            (Some(failure), _) => Some(paint.words.say(failure)),
            (None, None) => Some(paint.words.text("waiting")),
            (None, Some(_)) => (count == 0).then(|| paint.words.text("seats-empty")),
        };
        if let Some(said) = said {
            draw_instead(paint, &place, &said);
            return None;
        }
        let widths = self.widths(place.header.width);
        let row = |at: usize| Some((self.rows().get(at)?.clone(), model.today));
        let table = Table {
            cursor,
            ..self.table(&widths, &row)
        };
        table.draw(paint, place.header, place.rows)
    }
}
