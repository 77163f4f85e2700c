//! The open deals that need somebody, the most money at risk first, each with why and the key that helps, which is
//! pressed right here; Enter opens one where it lives.
//!
//! ```text
//! ┌ What needs Bavo de Vries · 15 ──────────────────────────────────────────────────────────┐
//! │      amount  deal               reasons                       owner                     │
//! │ ▶  € 90.0k  Stadtwerke Kiel    no step (f), stalled 31 d (m) Bavo de Vries              │
//! └──────────────────────────────────────────────────────────────────────────────── 1 of 15 ┘
//! ```

use ratatui::layout::{Position, Rect};

use super::{Clicked, Layer, Reaction, clicked, draw_instead, handoff, sort, who};
use crate::domain::calendar::Day;
use crate::domain::id::{DealId, RepId};
use crate::domain::message::Message;
use crate::i18n::Words;
use crate::service::Query;
use crate::service::view::today::{Need, NeedsView};
use crate::tui::action::{Action, Context};
use crate::tui::asked::{Asked, read_as};
use crate::tui::effect::{Effect, Slot};
use crate::tui::event::{Answer, Mouse};
use crate::tui::layout::{PopupTable, below, popup_table};
use crate::tui::model::{Cursor, Model};
use crate::tui::pane::pipeline;
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
    Context::Deal,
    Context::HandOffs,
    Context::Steps,
    Context::Named,
    Context::Layer,
];

/// The open deals that need somebody.
#[derive(Debug)]
pub struct Needs {
    scope: Scope,
    today: Day,
    asked: Asked<NeedsView>,
    order: Option<Order>,
    cursor: Cursor,
}

/// Lays what needs those that are shown over the pane: as many deals as the frame counts.
pub fn open(model: &mut Model) -> Vec<Effect> {
    open_of(model, model.scope)
}

/// Lays what needs somebody over the pane.
pub(super) fn open_of(model: &mut Model, scope: Scope) -> Vec<Effect> {
    let mut needs = Needs {
        scope,
        today: model.today,
        asked: Asked::default(),
        order: None,
        cursor: Cursor::default(),
    };
    let mut effects = needs.refresh(model.pane_area());
    effects.extend(pipeline::know_stages(model));
    model.layers.push(Box::new(needs));
    effects
}

impl Needs {
    fn needs(&self) -> &[Need] {
        self.asked.answer.as_ref().map_or(&[], |view| &view.needs)
    }

    /// The selected deal: it is noted before other rows come or the order changes.
    fn selected(&self) -> Option<DealId> {
        let need = self.needs().get(self.cursor.selected);
        need.map(|need| need.deal.id)
    }

    /// Puts the deals in the order that was chosen, and stays on the one that was selected.
    fn put_in_order(&mut self, selected: Option<DealId>) {
        if let Some(view) = &mut self.asked.answer {
            put_in_order(COLUMNS, self.order, &mut view.needs, Need::clone);
            let ids = view.needs.iter().map(|need| need.deal.id);
            self.cursor.stay_on(selected, ids);
        }
    }

    /// Cells of the columns.
    fn widths(&self, words: &Words) -> [u16; 5] {
        let needs = self.needs().iter();
        let reasons: Vec<_> = needs
            .map(|need| deal::reasons(words, &need.reasons))
            .collect();
        [0, 40, widest(reasons.iter().map(String::as_str)), 18, 12]
    }

    fn table<'a>(
        &self,
        widths: &'a [u16],
        row: &'a dyn Fn(usize) -> Option<Need>,
    ) -> Table<'a, Need> {
        Table {
            columns: COLUMNS,
            kept: 3,
            widths,
            count: self.needs().len(),
            row,
            order: self.order,
            cursor: self.cursor,
            is_focused: true,
        }
    }

    fn open_selected(&self, model: &mut Model) -> Reaction {
        let selected = self.needs().get(self.cursor.selected);
        selected.map_or_else(Reaction::default, |need| {
            Reaction::close(update::open_deal(model, need.deal.id))
        })
    }

    fn title(&self, words: &Words, model: &Model) -> String {
        let roster = model.roster.answer.as_ref();
        let name = roster.map_or_else(String::new, |roster| who::name(self.scope, roster, words));
        let count = self.asked.answer.as_ref().map_or(0, |view| view.count);
        words.say(
            &Message::new("needs-title")
                .with("name", name)
                .with("count", count),
        )
    }
}

/// Answers the hand-off among the reasons of a need.
pub(in crate::tui) fn answered(
    model: &mut Model,
    words: &Words,
    action: Action,
    need: Option<&Need>,
) -> Vec<Effect> {
    let waits = need.and_then(|need| Some((handoff::among(&need.reasons)?, &need.deal.name)));
    match (waits, action) {
        (Some((waits, deal)), Action::AcceptDeal) => handoff::accept(model, words, &waits, deal),
        (Some((waits, deal)), _) => handoff::give_back(model, words, &waits, deal),
        (None, _) => {
            model.tell(Message::new("hand-off-none"));
            Vec::new()
        }
    }
}

impl Layer for Needs {
    fn contexts(&self) -> &'static [Context] {
        CONTEXTS
    }

    fn people(&self, _model: &Model) -> Vec<RepId> {
        let need = self.needs().get(self.cursor.selected);
        let owner = need.and_then(|need| need.deal.owner_id);
        owner.into_iter().collect()
    }

    fn act(&mut self, model: &mut Model, words: &Words, action: Action) -> Reaction {
        match action {
            Action::Back => Reaction::close(Vec::new()),
            Action::Move(step) => {
                let count = self.needs().len();
                let (place, _) = place(model.pane_area(), count);
                self.cursor.step(step, count, place.rows.height.into());
                Reaction::default()
            }
            Action::Open => self.open_selected(model),
            Action::Sort => {
                let list = sort::open(words, orders(COLUMNS, self.order));
                model.layers.push(Box::new(list));
                Reaction::default()
            }
            Action::SortBy(column) => {
                self.order = chosen(COLUMNS, self.order, column);
                self.put_in_order(self.selected());
                Reaction::default()
            }
            Action::AcceptDeal | Action::ReturnDeal => {
                let need = self.needs().get(self.cursor.selected).cloned();
                Reaction::stay(answered(model, words, action, need.as_ref()))
            }
            // What is done about the selected deal is done from here.
            _ => match self.needs().get(self.cursor.selected) {
                Some(need) => Reaction::stay(pipeline::act_on(model, words, action, &need.deal)),
                None => Reaction::default(),
            },
        }
    }

    // A click selects a deal, and opens the one that is selected; beside the list it closes it.
    fn click(&mut self, model: &mut Model, words: &Words, mouse: Mouse) -> Reaction {
        let (place, _) = place(model.pane_area(), self.needs().len());
        let widths = self.widths(words);
        let table = self.table(&widths, &|_| None);
        if let Some(column) = table.sorted_by(place.header, mouse) {
            return self.act(model, words, Action::SortBy(column));
        }
        let count = self.needs().len();
        match clicked(&place, &mut self.cursor, count, mouse) {
            Clicked::Opens => self.open_selected(model),
            Clicked::Leaves => Reaction::close(Vec::new()),
            Clicked::Selects | Clicked::Misses => Reaction::default(),
        }
    }

    fn refresh(&mut self, _over: Rect) -> Vec<Effect> {
        let query = Query::Needs {
            who: self.scope.who(),
            today: self.today,
        };
        vec![self.asked.ask(Slot::Needs, query)]
    }

    fn take(&mut self, answer: &Answer, _over: Rect) -> Vec<Effect> {
        if answer.slot == Slot::Needs {
            let result = answer.result.clone();
            let selected = self.selected();
            self.asked.take(answer.generation, result, read_as!(Needs));
            self.put_in_order(selected);
        }
        Vec::new()
    }

    fn draw(&self, paint: &mut Paint<'_>, model: &Model, over: Rect) -> Option<Position> {
        let needs = self.needs();
        let (place, whole) = place(over, needs.len());
        let mut cursor = self.cursor;
        cursor.keep_in(needs.len(), place.rows.height.into());
        let at = (!needs.is_empty()).then(|| position(paint.words, cursor, needs.len()));
        let title = self.title(paint.words, model);
        paint.popup(place.frame, &title, at.as_deref());
        let said = match (&self.asked.failure, &self.asked.answer) {
            (Some(failure), _) => Some(paint.words.say(failure)),
            (None, None) => Some(paint.words.text("waiting")),
            (None, Some(_)) => needs.is_empty().then(|| paint.words.text("needs-empty")),
        };
        if let Some(said) = said {
            draw_instead(paint, &place, &said);
            return None;
        }
        if let Some(need) = needs.get(cursor.selected) {
            let said = deal::reasons(paint.words, &need.reasons);
            let said = text::wrap(&said, whole.width);
            for (line, said) in whole.rows().skip(1).zip(said) {
                text::put(paint.buf, line, &said, paint.theme.warn);
            }
        }
        let widths = self.widths(paint.words);
        let row = |at| needs.get(at).cloned();
        let table = Table {
            cursor,
            ..self.table(&widths, &row)
        };
        table.draw(paint, place.header, place.rows)
    }
}

/// Lines below the list: one to set them apart, two for all that is to be said of the selected deal.
const WHOLE: u16 = 3;

/// Where the list is, and below it what is said of the selected deal, where there is room for both.
fn place(over: Rect, count: usize) -> (PopupTable, Rect) {
    let mut place = popup_table(over, count + usize::from(WHOLE));
    let height = place.rows.height;
    let taken = if count > 0 && height > 2 * WHOLE {
        WHOLE
    } else {
        0
    };
    let whole = below(place.rows, height - taken);
    place.rows.height -= taken;
    (place, whole)
}

const COLUMNS: &[Column<Need>] = &[
    Column {
        header: "column-amount",
        width: 9,
        width_max: 9,
        side: Side::Right,
        by: Some(By::down(|need| need.deal.amount.map(Key::money))),
        text: |words, theme, need, _| (deal::amount(words, &need.deal), theme.text),
    },
    Column {
        header: "column-deal",
        width: 16,
        width_max: 40,
        side: Side::Left,
        by: Some(By::up(|need| Some(Key::name(&need.deal.name)))),
        text: |_, theme, need, _| (need.deal.name.clone(), theme.text),
    },
    Column {
        header: "column-reasons",
        width: 20,
        width_max: 60,
        side: Side::Left,
        by: Some(By::down(|need| {
            i64::try_from(need.reasons.len()).ok().map(Key::count)
        })),
        text: |words, theme, need, _| (deal::reasons(words, &need.reasons), theme.warn),
    },
    Column {
        header: "column-owner",
        width: 10,
        width_max: 18,
        side: Side::Left,
        by: Some(By::up(|need| need.deal.owner.as_deref().map(Key::name))),
        text: |_, theme, need, _| (need.deal.owner.clone().unwrap_or_default(), theme.text),
    },
    Column {
        header: "column-stage",
        width: 10,
        width_max: 12,
        side: Side::Left,
        by: Some(By::up(|need| Some(Key::name(&need.deal.stage)))),
        text: |_, theme, need, _| (need.deal.stage.clone(), theme.dim),
    },
];
