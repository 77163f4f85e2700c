//! The deals, credits or activities behind a number; Enter opens the deal where it lives.
//!
//! ```text
//! ┌ Win rate · Bavo de Vries · 2026-Q4 ────────────────────────────────────────────────────────┐
//! │   deal                amount        closed  stage   owner                                  │
//! │ ▶ Acme Bottling      € 48.0k    Fri 20 Nov  Won     Bavo de Vries                          │
//! └─────────────────────────────────────────────────────────────────────────────────── 1 of 29 ┘
//! ```

use ratatui::layout::{Position, Rect};

use super::paged::Paged;
use super::{About, Clicked, Layer, Reaction, draw_instead, explain};
use crate::domain::calendar::Day;
use crate::domain::deal::StageKind;
use crate::domain::id::{DealId, RepId};
use crate::domain::message::Message;
use crate::domain::money::WHOLE_BP;
use crate::i18n::NO_VALUE;
use crate::i18n::Words;
use crate::service::view::behind::{BehindRows, BehindView, CreditedRow};
use crate::service::view::deal::ActivityRow;
use crate::service::view::deals::DealRow;
use crate::service::{Query, View};
use crate::tui::action::{Action, Context, Step};
use crate::tui::effect::{Effect, Slot};
use crate::tui::event::{Answer, Mouse};
use crate::tui::model::Model;
use crate::tui::update;
use crate::tui::widget::table::order::{By, Key};
use crate::tui::widget::table::{Column, Side, Table, widest};
use crate::tui::widget::{Paint, deal, text};
use crate::tui::window::{PAGE, Portion};

pub(super) const CONTEXTS: &[Context] = &[
    Context::Everywhere,
    Context::Cursor,
    Context::Openable,
    Context::Numbers,
    Context::Named,
    Context::Layer,
];

/// The rows behind a number.
#[derive(Debug)]
pub struct Behind {
    about: About,
    paged: Paged<Row>,
}

/// A row: what was counted.
#[derive(Debug, Clone, PartialEq)]
enum Row {
    Deal(Box<DealRow>),
    Credit(Box<CreditedRow>),
    Activity(Box<ActivityRow>),
}

impl Row {
    fn deal_id(&self) -> Option<DealId> {
        match self {
            Self::Deal(deal) => Some(deal.id),
            Self::Credit(credit) => Some(credit.deal.id),
            Self::Activity(activity) => activity.deal.as_ref().map(|(id, _)| *id),
        }
    }

    /// Whose it is.
    fn rep_id(&self) -> Option<RepId> {
        match self {
            Self::Deal(deal) => deal.owner_id,
            Self::Credit(credit) => credit.deal.owner_id,
            Self::Activity(activity) => activity.who_id,
        }
    }
}

/// Lays the rows behind a number over the pane.
pub fn open(model: &mut Model, about: About) -> Vec<Effect> {
    let mut behind = Behind {
        about,
        paged: Paged::new(Slot::Behind),
    };
    let effects = behind.follow(model.pane_area());
    model.layers.push(Box::new(behind));
    effects
}

impl Behind {
    /// Asks for the rows that are visible and not loaded.
    fn follow(&mut self, over: Rect) -> Vec<Effect> {
        let about = &self.about;
        self.paged.follow(over, |page| Query::Behind {
            kpi: about.kpi.to_owned(),
            whose: about.whose.clone(),
            period: about.period.clone(),
            page,
            limit: PAGE,
            today: about.today,
        })
    }

    fn step(&mut self, step: Step, over: Rect) -> Vec<Effect> {
        self.paged.step(step, over);
        self.follow(over)
    }

    fn open_selected(&self, model: &mut Model) -> Reaction {
        let Some(row) = self.paged.rows.selected() else {
            return Reaction::default();
        };
        if let Some(id) = row.deal_id() {
            return Reaction::close(update::open_deal(model, id));
        }
        model.tell(Message::new("today-no-deal"));
        Reaction::default()
    }

    /// Cells of the names of deals, the same wherever the list is scrolled to among what is loaded.
    fn names(&self, width: u16) -> u16 {
        let names = self.paged.rows.loaded().filter_map(|row| match row {
            Row::Deal(deal) => Some(deal.name.as_str()),
            Row::Credit(credit) => Some(credit.deal.name.as_str()),
            Row::Activity(_) => None,
        });
        widest(names).min(width * 2 / 5)
    }
}

impl Layer for Behind {
    fn contexts(&self) -> &'static [Context] {
        CONTEXTS
    }

    fn people(&self, _model: &Model) -> Vec<RepId> {
        let who = self.paged.rows.selected().and_then(Row::rep_id);
        who.into_iter().collect()
    }

    fn act(&mut self, model: &mut Model, _words: &Words, action: Action) -> Reaction {
        let over = model.pane_area();
        match action {
            Action::Back => Reaction::close(Vec::new()),
            Action::Move(step) => Reaction::stay(self.step(step, over)),
            Action::Open => self.open_selected(model),
            Action::Explain => Reaction::stay(explain::open(model, self.about.clone())),
            _ => Reaction::default(),
        }
    }

    // A click selects a row, and opens the one that is selected; beside the list it closes it.
    fn click(&mut self, model: &mut Model, _words: &Words, mouse: Mouse) -> Reaction {
        let over = model.pane_area();
        match self.paged.click(over, mouse) {
            Clicked::Opens => self.open_selected(model),
            Clicked::Leaves => Reaction::close(Vec::new()),
            Clicked::Selects => Reaction::stay(self.follow(over)),
            Clicked::Misses => Reaction::default(),
        }
    }

    fn refresh(&mut self, over: Rect) -> Vec<Effect> {
        self.paged.rows.age();
        self.follow(over)
    }

    fn take(&mut self, answer: &Answer, over: Rect) -> Vec<Effect> {
        let count = |view: &View| match view {
            View::Behind(view) => Some(view.count),
            _ => None,
        };
        if !self.paged.take(answer, count, portion) {
            return Vec::new();
        }
        self.follow(over)
    }

    fn draw(&self, paint: &mut Paint<'_>, model: &Model, over: Rect) -> Option<Position> {
        let place = self.paged.place(over);
        let rows = &self.paged.rows;
        let cursor = rows.cursor;
        let at = self.paged.position(paint.words);
        let title = self.about.title(paint.words);
        let title = text::fit(&title, place.frame.width.saturating_sub(6));
        paint.popup(place.frame, &title, at.as_deref());
        let said = self.paged.instead(paint.words, "behind-empty");
        if let Some(said) = said {
            draw_instead(paint, &place, &said);
            return None;
        }
        // Only their explanation ever lies over the rows.
        let is_focused = model.layers.len() == 1;
        let today = self.about.today;
        if let Some(Row::Activity(_)) = rows.get(cursor.offset) {
            let row = |at| match rows.get(at) {
                Some(Row::Activity(it)) => Some((it.clone(), today)),
                _ => None,
            };
            let table = Table {
                columns: ACTIVITIES,
                kept: 3,
                widths: &[0, 12, 40, 30, 24],
                count: rows.count,
                row: &row,
                order: None,
                cursor,
                is_focused,
            };
            return table.draw(paint, place.header, place.rows);
        }
        if let Some(Row::Credit(_)) = rows.get(cursor.offset) {
            let row = |at| match rows.get(at) {
                Some(Row::Credit(it)) => Some((it.clone(), today)),
                _ => None,
            };
            let table = Table {
                columns: CREDITS,
                kept: 4,
                widths: &[self.names(place.header.width), 18, 0, 0, 12, 24],
                count: rows.count,
                row: &row,
                order: None,
                cursor,
                is_focused,
            };
            return table.draw(paint, place.header, place.rows);
        }
        let row = |at| match rows.get(at) {
            Some(Row::Deal(it)) => Some((it.clone(), today)),
            _ => None,
        };
        let table = Table {
            columns: DEALS,
            kept: 3,
            widths: &[self.names(place.header.width), 0, 0, 16, 18, 24],
            count: rows.count,
            row: &row,
            order: None,
            cursor,
            is_focused,
        };
        table.draw(paint, place.header, place.rows)
    }
}

/// The rows of an answer, each with its place in the list.
fn portion(view: View) -> Option<Portion<Row>> {
    let View::Behind(BehindView {
        rows,
        anchors,
        is_start,
        is_end,
        ..
    }) = view
    else {
        return None;
    };
    let rows: Vec<_> = match rows {
        BehindRows::Deals(rows) => rows.into_iter().map(|it| Row::Deal(Box::new(it))).collect(),
        BehindRows::Credits(rows) => rows
            .into_iter()
            .map(|it| Row::Credit(Box::new(it)))
            .collect(),
        BehindRows::Activities(rows) => rows
            .into_iter()
            .map(|it| Row::Activity(Box::new(it)))
            .collect(),
    };
    Some(Portion {
        rows: rows.into_iter().zip(anchors).collect(),
        is_start,
        is_end,
    })
}

pub(super) const DEALS: &[Column<(Box<DealRow>, Day)>] = &[
    Column {
        header: "column-deal",
        width: 16,
        width_max: 40,
        side: Side::Left,
        by: Some(By::up(|(deal, _)| Some(Key::name(&deal.name)))),
        text: |_, theme, (deal, _), _| (deal.name.clone(), theme.text),
    },
    Column {
        header: "column-amount",
        width: 9,
        width_max: 9,
        side: Side::Right,
        by: Some(By::down(|(deal, _)| deal.amount.map(Key::money))),
        text: |words, theme, (deal, _), _| (deal::amount(words, deal), theme.text),
    },
    Column {
        header: "column-close",
        width: 12,
        width_max: 12,
        side: Side::Right,
        by: Some(By::up(|(deal, _)| {
            deal.closed_on.or(deal.expected_close_on).map(Key::day)
        })),
        text: |words, theme, (deal, today), _| (deal::close(words, deal, *today), theme.text),
    },
    Column {
        header: "column-stage",
        width: 12,
        width_max: 16,
        side: Side::Left,
        by: Some(By::up(|(deal, _)| Some(Key::name(&deal.stage)))),
        text: |_, theme, (deal, _), _| {
            let style = match deal.stage_kind {
                StageKind::Won => theme.good,
                StageKind::Lost => theme.bad,
                StageKind::Open => theme.text,
            };
            (deal.stage.clone(), style)
        },
    },
    Column {
        header: "column-owner",
        width: 12,
        width_max: 18,
        side: Side::Left,
        by: Some(By::up(|(deal, _)| deal.owner.as_deref().map(Key::name))),
        text: |_, theme, (deal, _), _| (deal.owner.clone().unwrap_or_default(), theme.text),
    },
    Column {
        header: "column-account",
        width: 12,
        width_max: 24,
        side: Side::Left,
        by: Some(By::up(|(deal, _)| deal.account.as_deref().map(Key::name))),
        text: |_, theme, (deal, _), _| (deal.account.clone().unwrap_or_default(), theme.dim),
    },
];

/// Of money that is credited: who has which share of which deal.
const CREDITS: &[Column<(Box<CreditedRow>, Day)>] = &[
    Column {
        header: "column-deal",
        width: 16,
        width_max: 40,
        side: Side::Left,
        by: None,
        text: |_, theme, (credit, _), _| (credit.deal.name.clone(), theme.text),
    },
    Column {
        header: "column-credited",
        width: 10,
        width_max: 18,
        side: Side::Left,
        by: None,
        text: |_, theme, (credit, _), _| (credit.rep.clone().unwrap_or_default(), theme.text),
    },
    Column {
        header: "column-share",
        width: 7,
        width_max: 7,
        side: Side::Right,
        by: None,
        text: |words, theme, (credit, _), _| {
            let style = if credit.share_bp == WHOLE_BP {
                theme.dim
            } else {
                theme.text
            };
            (words.share(credit.share_bp), style)
        },
    },
    Column {
        header: "column-amount",
        width: 9,
        width_max: 9,
        side: Side::Right,
        by: None,
        text: |words, theme, (credit, _), _| {
            let amount = credit.amount.map(|it| words.money_short(it));
            (amount.unwrap_or_else(|| NO_VALUE.to_owned()), theme.text)
        },
    },
    Column {
        header: "column-close",
        width: 12,
        width_max: 12,
        side: Side::Right,
        by: None,
        text: |words, theme, (credit, today), _| {
            (deal::close(words, &credit.deal, *today), theme.text)
        },
    },
    Column {
        header: "column-account",
        width: 12,
        width_max: 24,
        side: Side::Left,
        by: None,
        text: |_, theme, (credit, _), _| {
            (credit.deal.account.clone().unwrap_or_default(), theme.dim)
        },
    },
];

const ACTIVITIES: &[Column<(Box<ActivityRow>, Day)>] = &[
    Column {
        header: "column-day",
        width: 11,
        width_max: 11,
        side: Side::Left,
        by: None,
        text: |words, theme, (activity, today), _| {
            let day = activity.on.or(activity.booked_on);
            let said = day.map(|day| words.day_brief(day, *today));
            (said.unwrap_or_else(|| NO_VALUE.to_owned()), theme.text)
        },
    },
    Column {
        header: "column-kind",
        width: 8,
        width_max: 12,
        side: Side::Left,
        by: None,
        text: |words, theme, (activity, _), _| (deal::kind(words, activity.kind), theme.accent),
    },
    Column {
        header: "column-about",
        width: 24,
        width_max: 40,
        side: Side::Left,
        by: None,
        text: |_, theme, (activity, _), _| {
            let deal = activity.deal.as_ref().map(|(_, name)| name.as_str());
            let about = deal.or(activity.account.as_deref());
            let parts = [about, activity.subject.as_deref()];
            let parts: Vec<_> = parts.into_iter().flatten().collect();
            (parts.join(" · "), theme.text)
        },
    },
    Column {
        header: "column-outcome",
        width: 12,
        width_max: 30,
        side: Side::Left,
        by: None,
        text: |words, theme, (activity, _), _| {
            let said = activity.outcome.as_deref();
            let said = said.map(|it| deal::outcome(words, it));
            (said.unwrap_or_default(), theme.dim)
        },
    },
    Column {
        header: "column-who",
        width: 12,
        width_max: 24,
        side: Side::Left,
        by: None,
        text: |_, theme, (activity, _), _| (activity.who.clone().unwrap_or_default(), theme.text),
    },
];
