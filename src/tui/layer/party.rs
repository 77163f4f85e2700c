//! The deals of an account or of a contact; Enter opens one where it lives.
//!
//! ```text
//! ┌ Stadtwerke Kiel · 4 deals ─────────────────────────────────────────────────────────────────┐
//! │   deal                amount         close  stage    owner                                 │
//! │ ▶ Refill points      € 48.0k     Fri 4 Dec  Propose  Bavo de Vries                         │
//! └──────────────────────────────────────────────────────────────────────────────────── 1 of 4 ┘
//! ```

use ratatui::layout::{Position, Rect};

use super::behind::DEALS;
use super::{Clicked, Layer, Reaction, clicked, draw_instead, record, sort, team};
use crate::domain::calendar::Day;
use crate::domain::id::{AccountId, DealId, RepId};
use crate::domain::message::Message;
use crate::domain::record::Kind;
use crate::domain::role::TeamOf;
use crate::i18n::Words;
use crate::service::Query;
use crate::service::view::deals::DealRow;
use crate::service::view::jump::Named;
use crate::service::view::party::PartyView;
use crate::tui::action::{Action, Context};
use crate::tui::asked::{Asked, read_as};
use crate::tui::effect::{Effect, Slot};
use crate::tui::event::{Answer, Mouse};
use crate::tui::layout::popup_table;
use crate::tui::model::{Cursor, Model};
use crate::tui::pane::pipeline;
use crate::tui::update;
use crate::tui::widget::table::order::Order;
use crate::tui::widget::table::{Table, chosen, orders, position, put_in_order, widest};
use crate::tui::widget::{Paint, text};

pub(super) const CONTEXTS: &[Context] = &[
    Context::Everywhere,
    Context::Cursor,
    Context::Openable,
    Context::Sorted,
    Context::Deal,
    Context::Steps,
    Context::Party,
    Context::Named,
    Context::Layer,
];

/// The deals of an account or of a contact.
#[derive(Debug)]
pub struct Party {
    kind: Named,
    id: i64,
    /// What it was called where it was found.
    name: String,
    today: Day,
    asked: Asked<PartyView>,
    order: Option<Order>,
    cursor: Cursor,
}

/// Lays the deals of an account or of a contact over the pane.
pub fn open(model: &mut Model, kind: Named, id: i64, name: String) -> Vec<Effect> {
    let mut party = Party {
        kind,
        id,
        name,
        today: model.today,
        asked: Asked::default(),
        order: None,
        cursor: Cursor::default(),
    };
    let mut effects = party.refresh(model.pane_area());
    effects.extend(pipeline::know_stages(model));
    model.layers.push(Box::new(party));
    effects
}

impl Party {
    fn deals(&self) -> &[DealRow] {
        self.asked.answer.as_ref().map_or(&[], |view| &view.deals)
    }

    /// The selected deal: it is noted before other rows come or the order changes.
    fn selected(&self) -> Option<DealId> {
        let deal = self.deals().get(self.cursor.selected);
        deal.map(|deal| deal.id)
    }

    /// Puts the deals in the order that was chosen, and stays on the one that was selected.
    fn put_in_order(&mut self, selected: Option<DealId>) {
        let today = self.today;
        if let Some(view) = &mut self.asked.answer {
            put_in_order(DEALS, self.order, &mut view.deals, |deal| {
                (Box::new(deal.clone()), today)
            });
            let ids = view.deals.iter().map(|deal| deal.id);
            self.cursor.stay_on(selected, ids);
        }
    }

    /// Cells of the columns in a place so wide.
    fn widths(&self, width: u16) -> [u16; 6] {
        let names = widest(self.deals().iter().map(|deal| deal.name.as_str()));
        [names.min(width * 2 / 5), 0, 0, 16, 18, 24]
    }

    fn table<'a>(
        &self,
        widths: &'a [u16],
        row: &'a dyn Fn(usize) -> Option<(Box<DealRow>, Day)>,
    ) -> Table<'a, (Box<DealRow>, Day)> {
        Table {
            columns: DEALS,
            kept: 3,
            widths,
            count: self.deals().len(),
            row,
            order: self.order,
            cursor: self.cursor,
            is_focused: true,
        }
    }

    fn open_selected(&self, model: &mut Model) -> Reaction {
        let selected = self.deals().get(self.cursor.selected);
        selected.map_or_else(Reaction::default, |deal| {
            Reaction::close(update::open_deal(model, deal.id))
        })
    }

    fn title(&self, words: &Words) -> String {
        let name = self.asked.answer.as_ref().map_or(&self.name, |it| &it.name);
        let title = Message::new("party-title")
            .with("name", name.as_str())
            .with("count", self.deals().len());
        words.say(&title)
    }
}

impl Layer for Party {
    fn contexts(&self) -> &'static [Context] {
        CONTEXTS
    }

    fn people(&self, _model: &Model) -> Vec<RepId> {
        let deal = self.deals().get(self.cursor.selected);
        let owner = deal.and_then(|deal| deal.owner_id);
        owner.into_iter().collect()
    }

    fn act(&mut self, model: &mut Model, words: &Words, action: Action) -> Reaction {
        match action {
            Action::Back => Reaction::close(Vec::new()),
            Action::Move(step) => {
                let count = self.deals().len();
                let place = popup_table(model.pane_area(), count);
                self.cursor.step(step, count, place.rows.height.into());
                Reaction::default()
            }
            Action::Open => self.open_selected(model),
            Action::Sort => {
                let list = sort::open(words, orders(DEALS, self.order));
                model.layers.push(Box::new(list));
                Reaction::default()
            }
            Action::SortBy(column) => {
                self.order = chosen(DEALS, self.order, column);
                self.put_in_order(self.selected());
                Reaction::default()
            }
            Action::EditParty => {
                let kind = match self.kind {
                    Named::Deal => Kind::Deal,
                    Named::Account => Kind::Account,
                    Named::Contact => Kind::Contact,
                };
                Reaction::stay(record::open(
                    model,
                    words,
                    (kind, Some(self.id)),
                    Vec::new(),
                ))
            }
            Action::Team(Kind::Account) => {
                let of = (self.kind == Named::Account).then_some(AccountId(self.id));
                Reaction::stay(
                    of.map_or_else(Vec::new, |id| team::open(model, TeamOf::Account(id))),
                )
            }
            // What is done about the selected deal is done from here.
            _ => match self.deals().get(self.cursor.selected) {
                Some(deal) => Reaction::stay(pipeline::act_on(model, words, action, deal)),
                None => Reaction::default(),
            },
        }
    }

    // A click selects a deal, and opens the one that is selected; beside the list it closes it.
    fn click(&mut self, model: &mut Model, words: &Words, mouse: Mouse) -> Reaction {
        let count = self.deals().len();
        let place = popup_table(model.pane_area(), count);
        let widths = self.widths(place.header.width);
        let table = self.table(&widths, &|_| None);
        if let Some(column) = table.sorted_by(place.header, mouse) {
            return self.act(model, words, Action::SortBy(column));
        }
        match clicked(&place, &mut self.cursor, count, mouse) {
            Clicked::Opens => self.open_selected(model),
            Clicked::Leaves => Reaction::close(Vec::new()),
            Clicked::Selects | Clicked::Misses => Reaction::default(),
        }
    }

    fn refresh(&mut self, _over: Rect) -> Vec<Effect> {
        let query = Query::Party {
            kind: self.kind,
            id: self.id,
            today: self.today,
        };
        vec![self.asked.ask(Slot::Party, query)]
    }

    fn take(&mut self, answer: &Answer, _over: Rect) -> Vec<Effect> {
        if answer.slot == Slot::Party {
            let result = answer.result.clone();
            let selected = self.selected();
            self.asked.take(answer.generation, result, read_as!(Party));
            self.put_in_order(selected);
        }
        Vec::new()
    }

    fn draw(&self, paint: &mut Paint<'_>, _model: &Model, over: Rect) -> Option<Position> {
        let deals = self.deals();
        let place = popup_table(over, deals.len().max(1));
        let mut cursor = self.cursor;
        cursor.keep_in(deals.len(), place.rows.height.into());
        let at = (!deals.is_empty()).then(|| position(paint.words, cursor, deals.len()));
        let title = text::fit(
            &self.title(paint.words),
            place.frame.width.saturating_sub(6),
        );
        paint.popup(place.frame, &title, at.as_deref());
        let said = match (&self.asked.failure, &self.asked.answer) {
            (Some(failure), _) => Some(paint.words.say(failure)),
            (None, None) => Some(paint.words.text("waiting")),
            (None, Some(_)) => deals.is_empty().then(|| paint.words.text("party-empty")),
        };
        if let Some(said) = said {
            draw_instead(paint, &place, &said);
            return None;
        }
        let widths = self.widths(place.header.width);
        let row = |at: usize| Some((Box::new(deals.get(at)?.clone()), self.today));
        let table = Table {
            cursor,
            ..self.table(&widths, &row)
        };
        table.draw(paint, place.header, place.rows)
    }
}
