//! Pages of lists: walked from an anchor in either direction, with or without words.

use super::Result;
use super::list::{Anchor, List, Page, Start};
use super::search::Search;
use super::sql::Db;

/// A page of a list and where it ends.
pub struct Paged {
    /// The places of its rows, in the order of the list.
    pub places: Vec<Anchor>,
    /// Whether nothing stands before the first of them.
    pub is_start: bool,
    /// Whether nothing follows the last of them.
    pub is_end: bool,
}

/// Something that can be walked through in its order, in either direction.
pub trait Walk {
    /// The next places, at most so many: forwards, or backwards from the last.
    fn walk(&self, start: Start<'_>, is_back: bool, limit: usize) -> Result<Vec<Anchor>>;
}

/// Reads a page: one place more than asked for tells whether there are more.
pub fn page(list: &impl Walk, page: &Page, limit: usize) -> Result<Paged> {
    let (start, is_back) = match page {
        Page::First => (Start::End, false),
        Page::Last => (Start::End, true),
        Page::After(anchor) => (Start::Behind(anchor), false),
        Page::Before(anchor) => (Start::Behind(anchor), true),
        Page::From(anchor) => (Start::At(anchor), false),
    };
    let mut places = list.walk(start, is_back, limit.saturating_add(1))?;
    let has_more = places.len() > limit;
    places.truncate(limit);
    // What lies the other way: nothing at an end; behind an anchor, the anchor itself.
    let has_before = match page {
        Page::First | Page::Last => false,
        Page::After(_) | Page::Before(_) => true,
        Page::From(anchor) => !list.walk(Start::Behind(anchor), true, 1)?.is_empty(),
    };
    let (is_start, is_end) = if is_back {
        places.reverse();
        (!has_more, !has_before)
    } else {
        (!has_before, !has_more)
    };
    Ok(Paged {
        places,
        is_start,
        is_end,
    })
}

/// So many looked-up deals, and fewer, are sorted rather than met on a walk through the whole list.
pub const SORTED_MAX: usize = 2_000;

/// Places read at a time on a walk that passes deals over.
const STRIDE: usize = 512;

/// A list of deals with some words.
pub struct Searched<'a> {
    /// The database.
    pub db: &'a Db,
    /// The list without words.
    pub list: List<'a>,
    /// The words.
    pub search: &'a Search,
    /// How many looked-up deals are sorted rather than met on a walk.
    pub sorted_max: usize,
}

impl Walk for Searched<'_> {
    fn walk(&self, start: Start<'_>, is_back: bool, limit: usize) -> Result<Vec<Anchor>> {
        if self.search.is_for_all() {
            return self.list.walk(self.db, start, is_back, limit);
        }
        if let Some(ids) = &self.search.ids
            && ids.len() <= self.sorted_max
        {
            return self.sorted(ids, start, is_back, limit);
        }
        let mut found = Vec::new();
        let mut at = match start {
            Start::End => None,
            Start::Behind(anchor) | Start::At(anchor) => Some(anchor.clone()),
        };
        let mut start = start;
        loop {
            let places = self.list.walk(self.db, start, is_back, STRIDE)?;
            for place in &places {
                if self.search.finds(self.db, place.id)? {
                    found.push(place.clone());
                    if found.len() == limit {
                        return Ok(found);
                    }
                }
            }
            if places.len() < STRIDE {
                return Ok(found);
            }
            at = places.into_iter().last().or(at);
            start = at.as_ref().map_or(Start::End, Start::Behind);
        }
    }
}

impl Searched<'_> {
    /// How many deals the list has.
    pub fn count(&self) -> Result<i64> {
        match &self.search.ids {
            _ if self.search.is_for_all() => self.list.count(self.db),
            Some(ids) if ids.len() <= self.sorted_max => {
                let all = self.sorted(ids, Start::End, false, usize::MAX)?;
                Ok(i64::try_from(all.len()).unwrap_or(i64::MAX))
            }
            _ => {
                let all = self.walk(Start::End, false, usize::MAX)?;
                Ok(i64::try_from(all.len()).unwrap_or(i64::MAX))
            }
        }
    }

    /// The same over few deals: each is looked up, and all are put in order.
    fn sorted(
        &self,
        ids: &[i64],
        start: Start<'_>,
        is_back: bool,
        limit: usize,
    ) -> Result<Vec<Anchor>> {
        let mut places = Vec::new();
        for &id in ids {
            if let Some(place) = self.list.place_of(self.db, id)?
                && self.search.finds(self.db, id)?
            {
                places.push(place);
            }
        }
        self.list.sort(&mut places);
        let before = |anchor| self.list.position(&places, anchor);
        let is_there = |at: usize, anchor: &Anchor| places.get(at) == Some(anchor);
        let (from, to) = match start {
            Start::End => (0, places.len()),
            Start::At(anchor) if !is_back => (before(anchor), places.len()),
            Start::Behind(anchor) if !is_back => {
                let at = before(anchor);
                (at + usize::from(is_there(at, anchor)), places.len())
            }
            Start::At(anchor) => {
                let at = before(anchor);
                (0, at + usize::from(is_there(at, anchor)))
            }
            Start::Behind(anchor) => (0, before(anchor)),
        };
        let part = places.get(from..to).unwrap_or_default();
        Ok(if is_back {
            part.iter().rev().take(limit).cloned().collect()
        } else {
            part.iter().take(limit).cloned().collect()
        })
    }
}
