//! Pages of lists: walked from an anchor in either direction, or put in order where there is little to walk for.

use std::borrow::Cow;

use crate::domain::id::RepId;

use super::Result;
use super::list::{Anchor, List, Page, Place, Start};
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

/// So many deals, and fewer, are put in order rather than met on a walk through the whole list.
pub const SORTED_MAX: usize = 2_000;

/// Deals that conditions leave are put in order if they are so many at most: of more, a walk soon has met a page.
const CONDITIONED_MAX: usize = 400;

/// Places read at a time on a walk that passes deals over: few at first, for the page may soon be full.
const STRIDE: usize = 256;

/// Places read at a time at most.
const STRIDE_MAX: usize = 8_192;

/// Deals that are met on a walk before even common words are looked up to their end: what is everywhere was met by then,
/// and what stands together elsewhere in the order may be far.
const MET_MAX: usize = 1_000;

/// A list of deals of some people with some words.
pub struct Searched<'a> {
    db: &'a Db,
    list: List<'a>,
    search: &'a Search,
    /// All of its deals in order, where they are few.
    few: Option<Vec<Place>>,
}

impl<'a> Searched<'a> {
    /// The deals of a list that a search finds. Those of few owners, of a rare word and of a rare condition are looked up,
    /// if there are at most `few_max` of them: to walk through everyone's would pass most of them over.
    pub fn new(
        db: &'a Db,
        list: List<'a>,
        search: &'a Search,
        owners: &[RepId],
        few_max: usize,
    ) -> Result<Self> {
        let few = match of_owners(db, &list, owners, few_max)? {
            Some(own) => Some(own),
            None => match candidates(db, &list, search, few_max)? {
                Some(rare) => Some(rare),
                None => conditioned(db, &list, few_max)?,
            },
        };
        let found = |mut few: Vec<Place>| -> Result<Vec<Place>> {
            list.sort(&mut few);
            let mut found = Vec::new();
            for place in few {
                if search.finds(db, place.sought)? {
                    found.push(place);
                }
            }
            Ok(found)
        };
        Ok(Self {
            db,
            few: few.map(found).transpose()?,
            list,
            search,
        })
    }

    /// How many deals it has.
    pub fn count(&self) -> Result<i64> {
        let count = match &self.few {
            Some(few) => few.len(),
            None if self.search.is_for_all() => return self.list.count(self.db),
            None => self.walk(Start::End, false, usize::MAX)?.len(),
        };
        Ok(i64::try_from(count).unwrap_or(i64::MAX))
    }

    /// Which of two places comes first.
    pub fn compare(&self, a: &Anchor, b: &Anchor) -> std::cmp::Ordering {
        self.list.compare(a, b)
    }

    /// A walk through few places.
    fn walk_few(
        &self,
        few: &[Place],
        start: Start<'_>,
        is_back: bool,
        limit: usize,
    ) -> Vec<Anchor> {
        let before = |anchor: &Anchor| self.list.position(few, anchor);
        let behind = |anchor: &Anchor| {
            let at = before(anchor);
            at + usize::from(few.get(at).is_some_and(|place| place.anchor == *anchor))
        };
        let (from, to) = match (start, is_back) {
            (Start::End, _) => (0, few.len()),
            (Start::At(anchor), false) => (before(anchor), few.len()),
            (Start::Behind(anchor), false) => (behind(anchor), few.len()),
            (Start::At(anchor), true) => (0, behind(anchor)),
            (Start::Behind(anchor), true) => (0, before(anchor)),
        };
        let part = few.get(from..to).unwrap_or_default().iter();
        let anchors = part.map(|place| place.anchor.clone());
        if is_back {
            anchors.rev().take(limit).collect()
        } else {
            anchors.take(limit).collect()
        }
    }
}

/// The deals of some owners, if there are few; `None` as well if nobody is named.
fn of_owners(
    db: &Db,
    list: &List<'_>,
    owners: &[RepId],
    few_max: usize,
) -> Result<Option<Vec<Place>>> {
    let mut few = Vec::new();
    for owner in owners {
        few.extend(list.of_owner(db, *owner, few_max + 1 - few.len())?);
        if few.len() > few_max {
            return Ok(None);
        }
    }
    Ok(Some(few).filter(|_| !owners.is_empty()))
}

/// The deals that have what they must, if they are few; `None` as well if nothing is asked of them.
fn conditioned(db: &Db, list: &List<'_>, few_max: usize) -> Result<Option<Vec<Place>>> {
    if list.conditions.is_empty() {
        return Ok(None);
    }
    let few_max = few_max.min(CONDITIONED_MAX);
    let few = list.unsorted(db, few_max + 1)?;
    Ok(Some(few).filter(|few| few.len() <= few_max))
}

/// The deals of the rarest word, if they are few.
fn candidates(
    db: &Db,
    list: &List<'_>,
    search: &Search,
    few_max: usize,
) -> Result<Option<Vec<Place>>> {
    let Some(ids) = search.candidates(db, few_max)? else {
        return Ok(None);
    };
    let mut few = Vec::new();
    for id in ids {
        few.extend(list.place_of(db, id)?);
    }
    Ok(Some(few))
}

impl Walk for Searched<'_> {
    fn walk(&self, start: Start<'_>, is_back: bool, limit: usize) -> Result<Vec<Anchor>> {
        if let Some(few) = &self.few {
            return Ok(self.walk_few(few, start, is_back, limit));
        }
        let anchors = |places: Vec<Place>| places.into_iter().map(|place| place.anchor);
        if self.search.is_for_all() {
            let places = self.list.walk(self.db, start, is_back, limit)?;
            return Ok(anchors(places).collect());
        }
        let (mut found, mut met, mut stride) = (Vec::new(), 0, STRIDE);
        let mut search = Cow::Borrowed(self.search);
        let mut places = self.list.walk(self.db, start, is_back, stride)?;
        loop {
            let is_last = places.len() < stride;
            let last = places.last().map(|place| place.anchor.clone());
            for place in places {
                met += 1;
                if met == MET_MAX {
                    search = Cow::Owned(search.completed(self.db)?);
                }
                if search.finds(self.db, place.sought)? {
                    found.push(place.anchor);
                    if found.len() == limit {
                        return Ok(found);
                    }
                }
            }
            let Some(last) = last.filter(|_| !is_last) else {
                return Ok(found);
            };
            stride = (stride * 2).min(STRIDE_MAX);
            places = self
                .list
                .walk(self.db, Start::Behind(&last), is_back, stride)?;
        }
    }
}

/// Lists of several stages in the same order, as one.
pub struct Several<'a> {
    /// The lists.
    pub lists: Vec<Searched<'a>>,
}

impl Walk for Several<'_> {
    fn walk(&self, start: Start<'_>, is_back: bool, limit: usize) -> Result<Vec<Anchor>> {
        let mut places = Vec::new();
        for list in &self.lists {
            places.extend(list.walk(start, is_back, limit)?);
        }
        if let Some(first) = self.lists.first() {
            places.sort_unstable_by(|a, b| first.compare(a, b));
        }
        if is_back {
            places.reverse();
        }
        places.truncate(limit);
        Ok(places)
    }
}
