//! The columns of the table: what there is, which of them are shown in which order, and where they stand.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::Shape;
use crate::domain::calendar::Day;
use crate::i18n::{NO_VALUE, Words};
use crate::service::view::deals::{DealOrder, DealRow, DealSort};
use crate::tui::theme::Theme;
use crate::tui::widget::{Paint, deal as row, text};

/// Cells before the first column, for the marker.
pub(super) const MARGIN: u16 = 3;

/// Cells between two columns.
pub(super) const GAP: u16 = 2;

/// A column: the most important first, the last ones go where there is no room.
#[derive(Debug)]
pub struct Column {
    /// Message of its name; without the part that all have in common it stands for the column in a session.
    pub header: &'static str,
    width: u16,
    is_right: bool,
    /// Whether it says what goes without saying below the name of a stage.
    is_of_list: bool,
    /// What a click on its name sorts by.
    sort: DealSort,
    pub(super) text: fn(&Words, &Theme, &DealRow, Day) -> (String, Style),
}

impl Column {
    /// Whether it says anything in a shape.
    pub fn is_in(&self, shape: Shape) -> bool {
        shape == Shape::List || !self.is_of_list
    }
}

const COLUMNS: &[Column] = &[
    Column {
        header: "column-amount",
        width: 9,
        is_right: true,
        is_of_list: false,
        sort: DealSort::Amount,
        text: |words, theme, deal, _| (row::amount(words, deal), theme.text),
    },
    Column {
        header: "column-close",
        width: 14,
        is_right: true,
        is_of_list: false,
        sort: DealSort::Close,
        text: |words, theme, deal, today| {
            (
                row::close(words, deal, today),
                row::urgency(theme, deal, today),
            )
        },
    },
    Column {
        header: "column-stage",
        width: 10,
        is_right: false,
        is_of_list: true,
        sort: DealSort::Stage,
        text: |_, theme, deal, _| (deal.stage.clone(), theme.dim),
    },
    Column {
        header: "column-next-step",
        width: 20,
        is_right: false,
        is_of_list: false,
        sort: DealSort::NextStep,
        text: |words, theme, deal, today| {
            if deal.stage_kind.is_closed() {
                return (NO_VALUE.to_owned(), theme.dim);
            }
            row::step(words, theme, &deal.next_step, today)
        },
    },
    Column {
        header: "column-owner",
        width: 12,
        is_right: false,
        is_of_list: false,
        sort: DealSort::Owner,
        text: |_, theme, deal, _| (deal.owner.clone().unwrap_or_default(), theme.text),
    },
    Column {
        header: "column-age",
        width: 6,
        is_right: true,
        is_of_list: false,
        sort: DealSort::Age,
        text: |words, theme, deal, _| (row::age(words, deal), theme.text),
    },
    Column {
        header: "column-signals",
        width: 26,
        is_right: false,
        is_of_list: false,
        sort: DealSort::Signals,
        text: |words, theme, deal, _| (row::signals(words, &deal.signals), theme.warn),
    },
    Column {
        header: "column-probability",
        width: 13,
        is_right: true,
        is_of_list: false,
        sort: DealSort::Probability,
        text: |words, theme, deal, _| (row::probability(words, deal), theme.dim),
    },
    Column {
        header: "column-account",
        width: 24,
        is_right: false,
        is_of_list: false,
        sort: DealSort::Account,
        text: |_, theme, deal, _| (deal.account.clone().unwrap_or_default(), theme.dim),
    },
];

/// The name takes no less.
const NAME_WIDTH_MIN: u16 = 20;

/// The name of the deal, which is always shown.
const NAME: &str = "column-deal";

/// What the names of all columns begin with.
const PREFIX: &str = "column-";

/// The sign of a column that is hidden, before its name in a session.
const HIDDEN: char = '-';

/// The columns in the order that the user gave them, each with whether it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Columns(Vec<(usize, bool)>);

impl Default for Columns {
    fn default() -> Self {
        Self((0..COLUMNS.len()).map(|at| (at, true)).collect())
    }
}

impl Columns {
    /// Every column in its place, with whether it is shown.
    pub fn all(&self) -> impl Iterator<Item = (&'static Column, bool)> {
        let column = |(at, is_shown): &(usize, bool)| Some((COLUMNS.get(*at)?, *is_shown));
        self.0.iter().filter_map(column)
    }

    /// Shows a column or hides it.
    pub fn turn(&mut self, at: usize) {
        if let Some((_, is_shown)) = self.0.get_mut(at) {
            *is_shown = !*is_shown;
        }
    }

    /// Lets two columns change places, if there are both.
    pub fn swap(&mut self, at: usize, other: usize) {
        if at.max(other) < self.0.len() {
            self.0.swap(at, other);
        }
    }

    /// The columns as a session has them.
    pub fn codes(&self) -> Vec<String> {
        let code = |(column, is_shown): (&Column, bool)| {
            let name = column.header.trim_start_matches(PREFIX);
            if is_shown {
                name.to_owned()
            } else {
                format!("{HIDDEN}{name}")
            }
        };
        self.all().map(code).collect()
    }

    /// The columns of a session. What it does not know comes last; what is not known is left out.
    pub fn from_codes(codes: &[String]) -> Self {
        let named = codes.iter().filter_map(|code| {
            let name = code.trim_start_matches(HIDDEN);
            let is_named = |column: &Column| column.header.trim_start_matches(PREFIX) == name;
            let at = COLUMNS.iter().position(is_named)?;
            Some((at, !code.starts_with(HIDDEN)))
        });
        let mut columns: Vec<(usize, bool)> = Vec::new();
        for (at, is_shown) in named.chain(Self::default().0) {
            if columns.iter().all(|(other, _)| *other != at) {
                columns.push((at, is_shown));
            }
        }
        Self(columns)
    }

    /// Those that fit, with their places, and the width of the name before them.
    pub fn placed(&self, width: u16, shape: Shape) -> (u16, Vec<(u16, &'static Column)>) {
        let mut free = width.saturating_sub(MARGIN + 1 + NAME_WIDTH_MIN);
        let mut shown = Vec::new();
        let is_wanted = |(column, is_shown): &(&Column, bool)| *is_shown && column.is_in(shape);
        for (column, _) in self.all().filter(is_wanted) {
            if column.width + GAP > free {
                break;
            }
            free -= column.width + GAP;
            shown.push(column);
        }
        let name = NAME_WIDTH_MIN + free;
        let mut x = MARGIN + name;
        let placed = shown.into_iter().map(|column| {
            let at = x + GAP;
            x = at + column.width;
            (at, column)
        });
        (name.min(width), placed.collect())
    }

    /// What a click on a cell of the line of names sorts by.
    pub(super) fn sort_at(&self, width: u16, shape: Shape, x: u16) -> Option<DealSort> {
        let (name_width, placed) = self.placed(width, shape);
        let is_hit = |start: u16, width: u16| (start..start + width).contains(&x);
        if is_hit(MARGIN, name_width) {
            return Some(DealSort::Name);
        }
        let hit = placed.into_iter().find(|(at, it)| is_hit(*at, it.width));
        hit.map(|(_, column)| column.sort)
    }
}

/// Draws the names, with the way of the order at the one that the deals are sorted by.
pub(super) fn draw_names(
    paint: &mut Paint<'_>,
    line: Rect,
    placed: &[(u16, &Column)],
    sort: DealOrder,
) {
    let style = paint.theme.title;
    let named = |words: &Words, key: &str, by: DealSort| {
        let name = words.text(key);
        if by == sort.by {
            [&name, " ", way(sort)].concat()
        } else {
            name
        }
    };
    let name = named(paint.words, NAME, DealSort::Name);
    text::put(paint.buf, text::after(line, MARGIN), &name, style);
    for (x, column) in placed {
        let name = named(paint.words, column.header, column.sort);
        put(paint, line, *x, column, &name, style);
    }
}

/// The sign of the way in which an order goes in open stages.
pub fn way(order: DealOrder) -> &'static str {
    let is_down = order.is_down(false) != order.is_since();
    if is_down { "▼" } else { "▲" }
}

/// Puts a text into a column.
pub(super) fn put(
    paint: &mut Paint<'_>,
    line: Rect,
    x: u16,
    column: &Column,
    said: &str,
    style: Style,
) {
    let mut place = text::after(line, x);
    place.width = place.width.min(column.width);
    if column.is_right {
        text::put_right(paint.buf, place, said, style);
    } else {
        text::put(paint.buf, place, said, style);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(columns: &Columns, width: u16) -> Vec<&'static str> {
        let (_, placed) = columns.placed(width, Shape::List);
        placed
            .into_iter()
            .map(|(_, column)| column.header)
            .collect()
    }

    #[test]
    fn columns_stand_in_the_order_they_were_given_and_go_from_the_right() {
        let mut columns = Columns::default();
        assert_eq!(headers(&columns, 60), ["column-amount", "column-close"]);
        columns.swap(0, 1);
        assert_eq!(headers(&columns, 60), ["column-close", "column-amount"]);
        columns.turn(0);
        assert_eq!(headers(&columns, 60), ["column-amount", "column-stage"]);
        columns.swap(7, 8);
        columns.turn(8);
        assert_eq!(columns.all().count(), COLUMNS.len());
        assert!(headers(&columns, 10).is_empty());
    }

    #[test]
    fn a_session_gives_back_the_columns_and_does_no_harm() {
        let mut columns = Columns::default();
        columns.swap(0, 4);
        columns.turn(2);
        let codes = columns.codes();
        assert_eq!(codes.first().map(String::as_str), Some("owner"));
        assert_eq!(codes.get(2).map(String::as_str), Some("-stage"));
        assert_eq!(Columns::from_codes(&codes), columns);
        let odd = ["age", "", "-", "no-such", "age", "-owner", "\u{1b}"].map(str::to_owned);
        let read = Columns::from_codes(&odd);
        assert_eq!(read.all().count(), COLUMNS.len());
        let first: Vec<_> = read
            .all()
            .take(2)
            .map(|(it, shown)| (it.header, shown))
            .collect();
        assert_eq!(first, [("column-age", true), ("column-owner", false)]);
    }

    #[test]
    fn a_click_on_a_name_sorts_by_its_column() {
        let columns = Columns::default();
        let (name_width, placed) = columns.placed(100, Shape::Table);
        assert_eq!(
            columns.sort_at(100, Shape::Table, MARGIN),
            Some(DealSort::Name)
        );
        for (x, column) in placed {
            assert_eq!(
                columns.sort_at(100, Shape::Table, x),
                Some(column.sort),
                "{}",
                column.header
            );
        }
        for x in [0, MARGIN + name_width, 99] {
            assert_eq!(columns.sort_at(100, Shape::Table, x), None, "{x}");
        }
    }
}
