//! How the cards of a column lie below each other: where all of them fit, each says all there is to say; else each is two
//! lines, and the column scrolls.

use ratatui::layout::Rect;

use super::Layout;
use super::card::Card;
use crate::i18n::Words;

/// Lines of a card that says no more than it must.
const SHORT: u16 = 2;

/// How much the cards of a column say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Told {
    /// What it is, and how it stands.
    Short,
    /// The same with a line for its subject, if it has one beside what it is about.
    More,
    /// The same with names that are too long for a line on two.
    All,
}

fn height(shown: (&Words, Layout), card: Card<'_>, width: u16, told: Told) -> u16 {
    let of_name = match told {
        Told::All => u16::from(card.is_long(shown, width)),
        Told::Short | Told::More => 0,
    };
    let of_more = u16::from(told != Told::Short && card.more().is_some());
    SHORT + of_name + of_more
}

/// How much they say in a column of this size inside its border.
pub(super) fn told(shown: (&Words, Layout), cards: &[Card<'_>], inner: Rect) -> Told {
    let fits = |told: &Told| {
        let heights = cards
            .iter()
            .map(|it| height(shown, *it, inner.width, *told));
        heights.fold(0, u16::saturating_add) <= inner.height
    };
    let roomy = [Told::All, Told::More].into_iter().find(fits);
    roomy.unwrap_or(Told::Short)
}

/// How many cards fit at least.
pub(super) fn page(inner: Rect) -> usize {
    usize::from(inner.height / SHORT).max(1)
}

/// The places of the cards from the first visible one on.
pub(super) fn places(
    shown: (&Words, Layout),
    cards: &[Card<'_>],
    offset: usize,
    inner: Rect,
) -> (Told, Vec<Rect>) {
    let told = told(shown, cards, inner);
    let mut top = inner.y;
    let mut places = Vec::new();
    for card in cards.iter().skip(offset) {
        let height = height(shown, *card, inner.width, told).min(inner.height);
        if top + height > inner.bottom() {
            break;
        }
        places.push(Rect {
            y: top,
            height,
            ..inner
        });
        top += height;
    }
    (told, places)
}
