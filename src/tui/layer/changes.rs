//! What changed in the open pipeline since a day, as a waterfall; Enter on a bar lists its deals, on a deal opens it.
//!
//! ```text
//! ┌ What changed · ← since 20 Nov 2026 → · Bavo de Vries ───────────────────┐
//! │   bar               deals      value  from start to end                 │
//! │   start                41   € 402.0k  ▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇      │
//! │ ▶ + new                 2    € 60.5k                              ▇▇▇▇  │
//! │     Acme Bottling            € 48.0k  Bavo de Vries                     │
//! └─────────────────────────────────────────────────────────────── 2 of 11 ┘
//! ```

use ratatui::layout::{Position, Rect};

use super::line::{self, About, Line};
use super::{Clicked, Layer, Reaction, clicked, draw_instead, who};
use crate::domain::calendar::{Day, Period};
use crate::domain::id::RepId;
use crate::domain::kpi::Measure;
use crate::domain::message::Message;
use crate::domain::waterfall::Bar;
use crate::i18n::{NO_VALUE, Words};
use crate::service::Query;
use crate::service::view::changes::{BarRow, ChangedDeal, ChangesView};
use crate::tui::action::{Action, Context, Step};
use crate::tui::asked::{Asked, read_as};
use crate::tui::effect::{Effect, Slot};
use crate::tui::event::{Answer, Mouse};
use crate::tui::layout::{PopupTable, popup_table};
use crate::tui::model::{Cursor, Model};
use crate::tui::scope::Scope;
use crate::tui::update;
use crate::tui::widget::table::{Column, Side, Table, position, widest};
use crate::tui::widget::{Paint, meter};

pub(super) const CONTEXTS: &[Context] = &[
    Context::Everywhere,
    Context::Cursor,
    Context::Grid,
    Context::Openable,
    Context::Changes,
    Context::Named,
    Context::Layer,
];

/// Deals that are listed of a bar, the largest; the bar counts all.
const DEALS_MAX: usize = 100;

/// Cells of a bar in the chart.
const CHART: u16 = 44;

/// What changed in the open pipeline.
#[derive(Debug)]
pub struct Changes {
    scope: Scope,
    /// The days to look back to, the latest first.
    days: Vec<Day>,
    /// Which of them.
    at: usize,
    today: Day,
    asked: Asked<Box<ChangesView>>,
    /// The bar whose deals are listed.
    unfolded: Option<Bar>,
    cursor: Cursor,
}

/// A row of the table.
#[derive(Debug, Clone)]
enum Row {
    /// A bar, with the parts of the whole where it begins and ends.
    Bar(BarRow, Option<[i64; 3]>),
    /// A deal of the bar above.
    Deal(Box<ChangedDeal>),
    /// So many more deals than are listed.
    More(i64),
}

/// Lays what changed for those that are shown over the pipeline: since the last working day, the sprint's start, the
/// quarter's start.
pub fn open(model: &mut Model) -> Vec<Effect> {
    let today = model.today;
    let month = model.roster.answer.as_ref().map_or(1, |it| it.fiscal_month);
    let quarter = Period::quarter_of(today, month).start;
    let mut days = vec![today.working_days_ago(1), today.monday()];
    days.extend(quarter);
    days.sort_by(|a, b| b.cmp(a));
    days.dedup();
    let at = days.iter().position(|day| *day < today).unwrap_or(0);
    let mut changes = Changes {
        scope: model.scope,
        days,
        at,
        today,
        asked: Asked::default(),
        unfolded: None,
        cursor: Cursor::default(),
    };
    let effects = changes.refresh(model.pane_area());
    model.layers.push(Box::new(changes));
    effects
}

impl Changes {
    /// Every row: the bars, and below the one that is unfolded its deals.
    fn rows(&self) -> Vec<Row> {
        let bars = self
            .asked
            .answer
            .as_ref()
            .map_or(&[][..], |view| &view.bars);
        let mut rows = Vec::new();
        for (bar, span) in bars.iter().zip(spans(bars)) {
            rows.push(Row::Bar(bar.clone(), span));
            if self.unfolded == Some(bar.bar) {
                let deals = bar.deals.iter().cloned();
                rows.extend(deals.map(|it| Row::Deal(Box::new(it))));
                let more = bar.count - i64::try_from(bar.deals.len()).unwrap_or(bar.count);
                rows.extend((more > 0).then_some(Row::More(more)));
            }
        }
        rows
    }

    fn place(&self, over: Rect) -> PopupTable {
        popup_table(over, self.rows().len())
    }

    fn step(&mut self, step: Step, over: Rect) -> Vec<Effect> {
        let at = match step {
            Step::Left => (self.at + 1).min(self.days.len() - 1),
            Step::Right => self.at.saturating_sub(1),
            _ => {
                let count = self.rows().len();
                let height = self.place(over).rows.height;
                self.cursor.step(step, count, height.into());
                return Vec::new();
            }
        };
        if at == self.at {
            return Vec::new();
        }
        self.at = at;
        self.refresh(over)
    }

    /// Looks back to a day, which is one of the days from now on.
    fn look_back(&mut self, day: Day, over: Rect) -> Vec<Effect> {
        let at = self.days.partition_point(|other| *other > day);
        if self.days.get(at) != Some(&day) {
            self.days.insert(at, day);
        }
        self.at = at;
        self.refresh(over)
    }

    /// Lists the deals of the selected bar, or no longer; opens the selected deal.
    fn open_selected(&mut self, model: &mut Model) -> Reaction {
        match self.rows().into_iter().nth(self.cursor.selected) {
            Some(Row::Deal(it)) if it.is_deleted => {
                model.warn(Message::new("changes-gone").with("name", it.deal.name));
                Reaction::default()
            }
            Some(Row::Deal(it)) => Reaction::close(update::open_deal(model, it.deal.id)),
            // What is open now is the pipeline below.
            Some(Row::Bar(it, _)) if it.bar == Bar::End => Reaction::close(Vec::new()),
            Some(Row::Bar(it, _)) if !it.deals.is_empty() => {
                let is_other = self.unfolded != Some(it.bar);
                self.unfolded = is_other.then_some(it.bar);
                // The selection stays on the bar, wherever that is now.
                let is_it = |row: &Row| matches!(row, Row::Bar(bar, _) if bar.bar == it.bar);
                self.cursor.selected = self.rows().iter().position(is_it).unwrap_or(0);
                Reaction::default()
            }
            _ => Reaction::default(),
        }
    }

    fn title(&self, words: &Words, model: &Model) -> String {
        let roster = model.roster.answer.as_ref();
        let name = roster.map_or_else(String::new, |roster| who::name(self.scope, roster, words));
        let title = Message::new("changes-title").with("name", name);
        words.say(&title.with("since", self.days[self.at]))
    }
}

/// Where each bar begins and ends on the way from the start to the end, and the most there was on it; nothing where a
/// bar has no value.
fn spans(bars: &[BarRow]) -> Vec<Option<[i64; 3]>> {
    let minor = |row: &BarRow| match &row.value {
        Measure::Money { value, .. } => value.map(|money| money.minor),
        _ => None,
    };
    let mut level = 0i64;
    let mut most = 1;
    let mut spans = Vec::new();
    for row in bars {
        let value = minor(row);
        let from = if row.bar == Bar::End { 0 } else { level };
        let change = value.unwrap_or(0);
        level = if row.bar.is_taking() {
            from.saturating_sub(change)
        } else {
            from.saturating_add(change)
        };
        most = most.max(level);
        spans.push(value.map(|_| [from.min(level), from.max(level)]));
    }
    let whole = |span: Option<[i64; 2]>| span.map(|[from, to]| [from, to, most]);
    spans.into_iter().map(whole).collect()
}

impl Layer for Changes {
    fn contexts(&self) -> &'static [Context] {
        CONTEXTS
    }

    fn people(&self, _model: &Model) -> Vec<RepId> {
        let owner = match self.rows().into_iter().nth(self.cursor.selected) {
            Some(Row::Deal(it)) => it.deal.owner_id,
            Some(Row::Bar(..) | Row::More(_)) | None => None,
        };
        owner.into_iter().collect()
    }

    fn act(&mut self, model: &mut Model, _words: &Words, action: Action) -> Reaction {
        match action {
            Action::Back => Reaction::close(Vec::new()),
            Action::Move(step) => Reaction::stay(self.step(step, model.pane_area())),
            Action::Open => self.open_selected(model),
            Action::Since(None) => {
                let about = About::new(model, None, None);
                Line::open(model, &line::SINCE, about, "");
                Reaction::default()
            }
            Action::Since(Some(day)) => Reaction::stay(self.look_back(day, model.pane_area())),
            _ => Reaction::default(),
        }
    }

    // A click selects a row, and opens the one that is selected; beside the list it closes it.
    fn click(&mut self, model: &mut Model, _words: &Words, mouse: Mouse) -> Reaction {
        let place = self.place(model.pane_area());
        let count = self.rows().len();
        match clicked(&place, &mut self.cursor, count, mouse) {
            Clicked::Opens => self.open_selected(model),
            Clicked::Leaves => Reaction::close(Vec::new()),
            Clicked::Selects | Clicked::Misses => Reaction::default(),
        }
    }

    fn refresh(&mut self, _over: Rect) -> Vec<Effect> {
        let query = Query::Changes {
            who: self.scope.who(),
            since: self.days[self.at],
            period: Period::all(),
            limit: DEALS_MAX,
            today: self.today,
        };
        vec![self.asked.ask(Slot::Changes, query)]
    }

    fn take(&mut self, answer: &Answer, _over: Rect) -> Vec<Effect> {
        if answer.slot == Slot::Changes {
            let result = answer.result.clone();
            self.asked
                .take(answer.generation, result, read_as!(Changes));
            let last = self.rows().len().saturating_sub(1);
            self.cursor.selected = self.cursor.selected.min(last);
        }
        Vec::new()
    }

    fn draw(&self, paint: &mut Paint<'_>, model: &Model, over: Rect) -> Option<Position> {
        let rows = self.rows();
        let place = popup_table(over, rows.len());
        let mut cursor = self.cursor;
        cursor.keep_in(rows.len(), place.rows.height.into());
        let at = (!rows.is_empty()).then(|| position(paint.words, cursor, rows.len()));
        let title = self.title(paint.words, model);
        paint.popup(place.frame, &title, at.as_deref());
        if self.asked.answer.is_none() {
            let said = match &self.asked.failure {
                Some(failure) => paint.words.say(failure),
                None => paint.words.text("waiting"),
            };
            draw_instead(paint, &place, &said);
            return None;
        }
        let names: Vec<_> = rows.iter().map(|row| name(paint.words, row)).collect();
        let table = Table {
            columns: COLUMNS,
            kept: 3,
            widths: &[widest(names.iter().map(String::as_str)), 0, 0, CHART],
            count: rows.len(),
            row: &|at| rows.get(at).cloned(),
            order: None,
            cursor,
            is_focused: true,
        };
        table.draw(paint, place.header, place.rows)
    }
}

fn name(words: &Words, row: &Row) -> String {
    match row {
        Row::Bar(it, _) => words.text(&["bar-", &it.bar.code().replace('_', "-")].concat()),
        Row::Deal(it) if it.is_deleted => {
            let deleted = Message::new("changes-deleted").with("name", it.deal.name.as_str());
            ["  ", &words.say(&deleted)].concat()
        }
        Row::Deal(it) => ["  ", &it.deal.name].concat(),
        Row::More(count) => {
            let more = words.say(&Message::new("more-rows").with("count", *count));
            ["  ", &more].concat()
        }
    }
}

const COLUMNS: &[Column<Row>] = &[
    Column {
        header: "column-bar",
        width: 16,
        width_max: 34,
        side: Side::Left,
        by: None,
        text: |words, theme, row, _| {
            let style = match row {
                Row::Bar(it, _) if matches!(it.bar, Bar::Start | Bar::End) => theme.total,
                Row::Bar(..) => theme.text,
                _ => theme.dim,
            };
            (name(words, row), style)
        },
    },
    Column {
        header: "column-deals",
        width: 6,
        width_max: 9,
        side: Side::Right,
        by: None,
        text: |words, theme, row, _| match row {
            Row::Bar(it, _) => (words.count(it.count), theme.text),
            _ => (String::new(), theme.text),
        },
    },
    Column {
        header: "column-value",
        width: 9,
        width_max: 12,
        side: Side::Right,
        by: None,
        text: |words, theme, row, _| match row {
            Row::Bar(it, _) => (words.measure_short(&it.value), theme.text),
            Row::Deal(it) => {
                let amount = it.amount.map(|money| words.money_short(money));
                let amount = amount.unwrap_or_else(|| NO_VALUE.to_owned());
                (amount, theme.text)
            }
            Row::More(_) => (String::new(), theme.text),
        },
    },
    Column {
        header: "column-way",
        width: 12,
        width_max: CHART,
        side: Side::Left,
        by: None,
        text: |_, theme, row, width| match row {
            Row::Bar(it, span) => {
                let style = match it.bar {
                    Bar::Won => theme.good,
                    Bar::Lost => theme.bad,
                    bar if bar.is_taking() => theme.warn,
                    _ => theme.accent,
                };
                let chart = span.filter(|[from, to, _]| from < to);
                let chart = chart.map(|[from, to, most]| meter::span(from, to, most, width));
                (chart.unwrap_or_default(), style)
            }
            Row::Deal(it) => (it.deal.owner.clone().unwrap_or_default(), theme.dim),
            Row::More(_) => (String::new(), theme.dim),
        },
    },
];
