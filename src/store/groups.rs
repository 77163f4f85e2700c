//! Lists one after the other, as one: what is called for first, and then the rest.

use std::cell::OnceCell;

use super::Result;
use super::list::{Anchor, Key, Start};
use super::paging::Walk;

/// Lists that follow each other, each made when it is first wanted. A place in one of them begins with its number.
pub struct Groups<L, M> {
    make: M,
    lists: Vec<OnceCell<L>>,
}

/// What stands between the number of a list and what that is sorted by. A list whose key is nothing has none.
const MARK: char = ':';

impl<L: Walk, M: Fn(usize) -> Result<L>> Groups<L, M> {
    /// So many lists, made by their numbers.
    pub fn new(count: usize, make: M) -> Self {
        let lists = (0..count).map(|_| OnceCell::new()).collect();
        Self { make, lists }
    }

    fn list(&self, at: usize) -> Result<Option<&L>> {
        let Some(cell) = self.lists.get(at) else {
            return Ok(None);
        };
        if cell.get().is_none() {
            let _was_empty = cell.set((self.make)(at)?);
        }
        Ok(cell.get())
    }
}

/// A place of a list among all of them.
pub fn outer(at: usize, place: Anchor) -> Anchor {
    let key = match place.key {
        None => at.to_string(),
        Some(Key::Text(text)) => format!("{at}{MARK}{text}"),
        Some(Key::Number(number)) => format!("{at}{MARK}{number}"),
    };
    Anchor {
        key: Some(Key::Text(key)),
        id: place.id,
    }
}

/// Which list a place lies in, and where there; the first where it says nothing.
fn inner(place: &Anchor) -> (usize, Anchor) {
    let text = match &place.key {
        Some(Key::Text(text)) => text.as_str(),
        _ => "",
    };
    let (at, key) = match text.split_once(MARK) {
        Some((at, key)) => (at, Some(Key::Text(key.to_owned()))),
        None => (text, None),
    };
    let id = place.id;
    (at.parse().unwrap_or(0), Anchor { key, id })
}

impl<L: Walk, M: Fn(usize) -> Result<L>> Walk for Groups<L, M> {
    fn walk(&self, start: Start<'_>, is_back: bool, limit: usize) -> Result<Vec<Anchor>> {
        let last = self.lists.len().saturating_sub(1);
        let anchor = match start {
            Start::End => None,
            Start::Behind(anchor) | Start::At(anchor) => Some(inner(anchor)),
        };
        let first = match &anchor {
            Some((at, _)) => (*at).min(last),
            None if is_back => last,
            None => 0,
        };
        let mut order: Vec<usize> = if is_back {
            (0..=first).rev().collect()
        } else {
            (first..self.lists.len()).collect()
        };
        let mut places = Vec::new();
        for at in order.drain(..) {
            let Some(list) = self.list(at)? else {
                continue;
            };
            let start = match (&anchor, start) {
                (Some((_, it)), Start::Behind(_)) if at == first => Start::Behind(it),
                (Some((_, it)), Start::At(_)) if at == first => Start::At(it),
                _ => Start::End,
            };
            let more = list.walk(start, is_back, limit - places.len())?;
            places.extend(more.into_iter().map(|place| outer(at, place)));
            if places.len() >= limit {
                break;
            }
        }
        Ok(places)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::list::Page;
    use crate::store::paging::page;

    /// Numbers in their order, each sorted by nothing else.
    struct Numbers(Vec<i64>);

    impl Walk for Numbers {
        fn walk(&self, start: Start<'_>, is_back: bool, limit: usize) -> Result<Vec<Anchor>> {
            let after = |id: i64, than: i64, is_at: bool| {
                (is_at && id == than) || if is_back { id < than } else { id > than }
            };
            let is_in = |id: &i64| match start {
                Start::End => true,
                Start::Behind(anchor) => after(*id, anchor.id, false),
                Start::At(anchor) => after(*id, anchor.id, true),
            };
            let mut found: Vec<i64> = self.0.iter().copied().filter(|id| is_in(id)).collect();
            if is_back {
                found.reverse();
            }
            let anchors = found.into_iter().map(|id| Anchor { key: None, id });
            Ok(anchors.take(limit).collect())
        }
    }

    const LISTS: [&[i64]; 4] = [&[5, 8], &[], &[1, 6, 7], &[2]];

    #[test]
    fn every_page_goes_on_where_the_last_one_ended() {
        let groups = || Groups::new(LISTS.len(), |at| Ok(Numbers(LISTS[at].to_vec())));
        let ids = |places: &[Anchor]| places.iter().map(|it| it.id).collect::<Vec<_>>();
        let whole = [5, 8, 1, 6, 7, 2];
        for limit in 1..=7 {
            let mut read: Vec<i64> = Vec::new();
            let mut from = Page::First;
            loop {
                let part = page(&groups(), &from, limit).expect("a page");
                assert_eq!(part.is_start, read.is_empty());
                read.extend(ids(&part.places));
                let Some(last) = part.places.last().filter(|_| !part.is_end) else {
                    break;
                };
                from = Page::After(last.clone());
            }
            assert_eq!(read, whole, "by {limit}");
            let mut back: Vec<i64> = Vec::new();
            let mut from = Page::Last;
            loop {
                let part = page(&groups(), &from, limit).expect("a page");
                back.splice(0..0, ids(&part.places));
                let Some(first) = part.places.first().filter(|_| !part.is_start) else {
                    break;
                };
                from = Page::Before(first.clone());
            }
            assert_eq!(back, whole, "back by {limit}");
        }
        let key = None;
        let at = outer(2, Anchor { key, id: 6 });
        let part = page(&groups(), &Page::From(at), 2).expect("a page");
        assert_eq!((ids(&part.places), part.is_start), (vec![6, 7], false));
    }
}
