//! The pipeline waterfall: what became of the open pipeline between two days, deal by deal.
//!
//! Start + new + moved in + increased − decreased − moved out − won − lost = end (domain.md: what changed since). A deal
//! is looked at twice, then and now. Both amounts are converted at one rate, that of the later day: a rate that changed
//! in between is nothing that happened to a deal. The start is what the end leaves when everything booked is taken back,
//! so that the identity holds to the last unit whatever was rounded on the way.

use std::collections::BTreeSet;

use super::money::{Currency, Sum};

codes! {
    /// A bar of the waterfall, in their order.
    Bar {
        /// Open then.
        Start => "start",
        /// Began since.
        New => "new",
        /// There before, but not counted: another close date, another owner, decided.
        MovedIn => "moved_in",
        /// Grew.
        Increased => "increased",
        /// Shrank.
        Decreased => "decreased",
        /// Not counted any more, though not decided.
        MovedOut => "moved_out",
        /// Won.
        Won => "won",
        /// Lost.
        Lost => "lost",
        /// Open now.
        End => "end",
    }
}

impl Bar {
    /// Whether it takes away from the start.
    pub const fn is_taking(self) -> bool {
        matches!(
            self,
            Self::Decreased | Self::MovedOut | Self::Won | Self::Lost
        )
    }
}

/// Where a deal stands on a day, seen through the filter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Not begun.
    Unborn,
    /// Open, and counted.
    Inside,
    /// Not counted.
    Outside,
    /// Won.
    Won,
    /// Lost.
    Lost,
}

/// What an amount is worth: minor units of its own currency and, where a rate is known, of the reporting one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Worth {
    /// In its own currency.
    pub minor: i128,
    /// In the reporting currency.
    pub reporting: Option<i128>,
}

impl Worth {
    /// Nothing, as comparable as another worth is.
    const fn nothing_like(other: Self) -> Self {
        Self {
            minor: 0,
            reporting: match other.reporting {
                Some(_) => Some(0),
                None => None,
            },
        }
    }

    fn minus(self, other: Self) -> Self {
        Self {
            minor: self.minor - other.minor,
            reporting: self.reporting.zip(other.reporting).map(|(a, b)| a - b),
        }
    }
}

/// A deal on a day: where it stands, and what it is worth if it has an amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// Where.
    pub place: Place,
    /// Its amount.
    pub worth: Option<Worth>,
}

/// What a deal adds to a bar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Booking {
    /// Which bar.
    pub bar: Bar,
    /// How much; `None` of a deal without an amount.
    pub worth: Option<Worth>,
}

/// The bars a deal falls into. One that leaves at another amount than it had first grows or shrinks; one that came and
/// was decided since is in neither sum, and is booked as it came and as it left.
pub fn bookings(then: Moment, now: Moment) -> Vec<Booking> {
    let leaves_by = match now.place {
        Place::Won => Some(Bar::Won),
        Place::Lost => Some(Bar::Lost),
        _ => None,
    };
    let entry = match then.place {
        Place::Unborn => Bar::New,
        _ => Bar::MovedIn,
    };
    let book = |bar| {
        let worth = now.worth;
        Booking { bar, worth }
    };
    match (then.place, now.place) {
        (Place::Inside, Place::Inside) => change(then.worth, now.worth).into_iter().collect(),
        (Place::Inside, _) => change(then.worth, now.worth)
            .into_iter()
            .chain([book(leaves_by.unwrap_or(Bar::MovedOut))])
            .collect(),
        (_, Place::Inside) => vec![book(entry)],
        (Place::Unborn | Place::Outside, _) => leaves_by
            .map(|bar| vec![book(entry), book(bar)])
            .unwrap_or_default(),
        (Place::Won | Place::Lost, _) => Vec::new(),
    }
}

/// By how much a deal grew or shrank. An amount that was given or taken away is one that grew from nothing or shrank to it.
fn change(then: Option<Worth>, now: Option<Worth>) -> Option<Booking> {
    let like = then.or(now)?;
    let [then, now] = [then, now].map(|it| it.unwrap_or(Worth::nothing_like(like)));
    let (bar, worth) = match now.minor.cmp(&then.minor) {
        std::cmp::Ordering::Greater => (Bar::Increased, now.minus(then)),
        std::cmp::Ordering::Less => (Bar::Decreased, then.minus(now)),
        std::cmp::Ordering::Equal => return None,
    };
    let worth = Some(worth);
    Some(Booking { bar, worth })
}

/// How many deals a bar has, and what they are worth together.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    /// How many.
    pub count: i64,
    /// How many of them have an amount.
    pub amount_count: i64,
    /// Their amounts.
    pub sum: Sum,
}

/// All bars.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waterfall {
    tallies: Vec<Tally>,
}

impl Waterfall {
    /// Nothing happened: what is open now was open then.
    pub fn new(end: &Tally, reporting: Option<Currency>) -> Self {
        let empty = Tally {
            sum: Sum::empty(reporting),
            ..Tally::default()
        };
        let tally = |bar: &Bar| match bar {
            Bar::Start | Bar::End => end.clone(),
            _ => empty.clone(),
        };
        let tallies = Bar::ALL.iter().map(tally).collect();
        Self { tallies }
    }

    /// Books what happened to a deal of a currency; without one it has no amount. Returns its bookings.
    pub fn book(&mut self, then: Moment, now: Moment, currency: Option<Currency>) -> Vec<Booking> {
        let booked = bookings(then, now);
        for booking in &booked {
            self.tallies[booking.bar as usize].add(booking.worth, currency, 1);
            let back = if booking.bar.is_taking() { 1 } else { -1 };
            self.tallies[Bar::Start as usize].add_worth(booking.worth, currency, back);
        }
        // A change of an amount adds no deal to the start and takes none away.
        let start = &mut self.tallies[Bar::Start as usize];
        for (moment, back) in [(then, 1), (now, -1)] {
            if moment.place == Place::Inside {
                start.count += back;
                start.amount_count += back * i64::from(moment.worth.is_some());
            }
        }
        booked
    }

    /// Every bar with what it has, in their order.
    pub fn bars(&self) -> impl Iterator<Item = (Bar, &Tally)> {
        Bar::ALL.iter().copied().zip(&self.tallies)
    }

    /// Shows every bar in the same unit: what one of them has to be converted from, all of them are converted from.
    /// `add` adds nothing of a currency to a sum.
    pub fn align(&mut self, add: impl Fn(&mut Sum, Currency)) {
        let all = self.tallies.iter().flat_map(|it| it.sum.currencies());
        for currency in all.collect::<BTreeSet<_>>() {
            for tally in &mut self.tallies {
                add(&mut tally.sum, currency);
            }
        }
    }
}

impl Tally {
    fn add(&mut self, worth: Option<Worth>, currency: Option<Currency>, times: i128) {
        self.count += 1;
        self.amount_count += i64::from(worth.is_some());
        self.add_worth(worth, currency, times);
    }

    fn add_worth(&mut self, worth: Option<Worth>, currency: Option<Currency>, times: i128) {
        if let (Some(worth), Some(currency)) = (worth, currency) {
            let reporting = worth.reporting.map(|minor| times * minor);
            self.sum.add(times * worth.minor, currency, reporting);
        }
    }
}
