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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const EUR: &str = "EUR";

    fn currency(code: &str) -> Currency {
        Currency::from_code(code).expect("a currency")
    }

    fn moment(place: Place, minor: Option<i128>) -> Moment {
        let worth = minor.map(|minor| Worth {
            minor,
            reporting: Some(minor),
        });
        Moment { place, worth }
    }

    #[test]
    fn a_deal_falls_into_the_bars_of_what_happened_to_it() {
        use Bar::{Decreased, Increased, Lost, MovedIn, MovedOut, New, Won};
        use Place::{Inside, Outside, Unborn};
        type Expected = &'static [(Bar, i128)];
        let cases: [(Place, Place, i128, Expected); 14] = [
            (Inside, Inside, 100, &[]),
            (Inside, Inside, 130, &[(Increased, 30)]),
            (Inside, Inside, 70, &[(Decreased, 30)]),
            (Inside, Outside, 100, &[(MovedOut, 100)]),
            (Inside, Place::Won, 130, &[(Increased, 30), (Won, 130)]),
            (Inside, Place::Lost, 70, &[(Decreased, 30), (Lost, 70)]),
            (Unborn, Inside, 130, &[(New, 130)]),
            (Outside, Inside, 130, &[(MovedIn, 130)]),
            (Place::Lost, Inside, 130, &[(MovedIn, 130)]),
            (Unborn, Place::Won, 130, &[(New, 130), (Won, 130)]),
            (Outside, Place::Lost, 130, &[(MovedIn, 130), (Lost, 130)]),
            (Place::Won, Place::Won, 130, &[]),
            (Place::Won, Place::Lost, 130, &[]),
            (Unborn, Outside, 130, &[]),
        ];
        for (then, now, minor, expected) in cases {
            let booked = bookings(moment(then, Some(100)), moment(now, Some(minor)));
            let booked: Vec<_> = booked
                .iter()
                .map(|it| (it.bar, it.worth.expect("an amount").minor))
                .collect();
            assert_eq!(booked, expected, "{then:?} {now:?} {minor}");
        }
    }

    #[test]
    fn an_amount_that_was_given_since_is_an_increase() {
        let then = moment(Place::Inside, None);
        let booked = bookings(then, moment(Place::Inside, Some(100)));
        assert_eq!(
            booked,
            bookings(
                moment(Place::Inside, Some(0)),
                moment(Place::Inside, Some(100))
            )
        );
        assert_eq!(bookings(then, then), Vec::new());
        let out = bookings(then, moment(Place::Outside, None));
        assert_eq!(
            out,
            vec![Booking {
                bar: Bar::MovedOut,
                worth: None
            }]
        );
    }

    const PLACES: [Place; 5] = [
        Place::Unborn,
        Place::Inside,
        Place::Outside,
        Place::Won,
        Place::Lost,
    ];

    /// A deal then and now, of one of three currencies; the last has no rate.
    type Made = (usize, usize, Option<i64>, Option<i64>, usize);

    fn deals() -> impl Strategy<Value = Vec<Made>> {
        let amount = || proptest::option::of(-1_000i64..100_000);
        proptest::collection::vec((0..5usize, 1..5usize, amount(), amount(), 0..3usize), 0..40)
    }

    /// At a rate that rounds, so that what is converted apart is not what is converted together.
    fn worth(minor: i128, at: usize) -> Worth {
        let reporting = [
            Some(minor),
            Some((minor * 333 + 500).div_euclid(1000)),
            None,
        ][at];
        Worth { minor, reporting }
    }

    proptest! {
        #[test]
        fn the_bars_add_up_for_any_deals(made in deals()) {
            let all = [EUR, "USD", "JPY"].map(currency);
            let reporting = Some(all[0]);
            let both = |(then, now, before, after, at): &Made| {
                let moment = |place: usize, amount: Option<i64>| Moment {
                    place: PLACES[place],
                    worth: amount.filter(|_| place > 0).map(|minor| worth(minor.into(), *at)),
                };
                (moment(*then, *before), moment(*now, *after), all[*at])
            };
            let sums = |is_end: bool| {
                let mut tally = Tally { sum: Sum::empty(reporting), ..Tally::default() };
                for (then, now, currency) in made.iter().map(both) {
                    let moment = if is_end { now } else { then };
                    if moment.place == Place::Inside {
                        tally.add(moment.worth, Some(currency), 1);
                    }
                }
                tally
            };
            let mut waterfall = Waterfall::new(&sums(true), reporting);
            for (then, now, currency) in made.iter().map(both) {
                waterfall.book(then, now, Some(currency));
            }
            let zero = |sum: &mut Sum, it: Currency| {
                let at = all.iter().position(|known| *known == it).expect("known");
                sum.add(0, it, worth(0, at).reporting);
            };
            waterfall.align(zero);
            // The start is what was there, counted from the other side.
            let (mut start, bars) = (sums(false), waterfall.bars().collect::<Vec<_>>());
            let told = bars[0].1;
            prop_assert_eq!((told.count, told.amount_count), (start.count, start.amount_count));
            for it in bars.iter().flat_map(|(_, it)| it.sum.currencies()).collect::<BTreeSet<_>>() {
                zero(&mut start.sum, it);
            }
            prop_assert_eq!(told.sum.worth(), start.sum.worth());
            let (start, now) = (start.sum.by_currency(), told.sum.by_currency());
            prop_assert_eq!(now.collect::<Vec<_>>(), start.collect::<Vec<_>>());
            // And they add up, in what they are shown in.
            let mut total = 0i128;
            for (bar, tally) in &bars {
                let minor = tally.sum.money().map_or(0, |it| i128::from(it.minor));
                total += if bar.is_taking() || *bar == Bar::End { -minor } else { minor };
            }
            prop_assert_eq!(total, 0);
            let has_value = bars.iter().filter(|(_, it)| it.sum.money().is_some()).count();
            prop_assert!(has_value == 0 || has_value == bars.len());
        }
    }
}
