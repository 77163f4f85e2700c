//! The timers of a round: seconds of each page that was shown, and of all of them.

use std::collections::BTreeMap;

/// Seconds by page, as long as one is shown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Clock {
    shown: Option<i64>,
    spent: BTreeMap<i64, i64>,
    /// Seconds of the whole round.
    pub(super) round: i64,
}

/// How it stands with somebody's time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Left {
    /// There is enough.
    Enough,
    /// There is little.
    Little,
    /// There is none.
    None,
}

impl Clock {
    /// Of a round that took so many seconds already.
    pub(super) fn since(round: i64) -> Self {
        Self {
            round,
            ..Self::default()
        }
    }

    /// Lets the seconds be those of a page; without one nothing is counted.
    pub(super) fn show(&mut self, page: Option<i64>) {
        self.shown = page;
    }

    pub(super) fn is_running(&self) -> bool {
        self.shown.is_some()
    }

    pub(super) fn beat(&mut self, seconds: i64) {
        if let Some(page) = self.shown {
            *self.spent.entry(page).or_default() += seconds;
            self.round += seconds;
        }
    }

    /// Seconds of the page that is shown.
    pub(super) fn spent(&self) -> i64 {
        let page = self.shown.as_ref();
        page.and_then(|page| self.spent.get(page))
            .copied()
            .unwrap_or(0)
    }
}

/// What is left of so many seconds: little is a fifth of them.
pub(super) fn left(spent: i64, of: i64) -> Left {
    match of - spent {
        ..=0 => Left::None,
        left if left * 5 <= of => Left::Little,
        _ => Left::Enough,
    }
}

/// `1:24` as long as there is time, `+0:05` beyond.
pub(super) fn shown(spent: i64, of: i64) -> String {
    let left = of - spent;
    let sign = if left < 0 { "+" } else { "" };
    [sign, &minutes(left.abs())].concat()
}

/// `1:24`
pub(super) fn minutes(seconds: i64) -> String {
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_belong_to_the_page_that_is_shown() {
        let mut clock = Clock::default();
        clock.beat(5);
        assert_eq!((clock.round, clock.is_running()), (0, false));
        for (page, seconds) in [(1, 30), (2, 10), (1, 5)] {
            clock.show(Some(page));
            clock.beat(seconds);
        }
        assert_eq!((clock.spent(), clock.round), (35, 45));
        clock.show(None);
        clock.beat(9);
        assert_eq!((clock.spent(), clock.round), (0, 45));
    }

    #[test]
    fn time_is_little_before_it_is_over_and_counts_up_then() {
        for (spent, text, stands) in [
            (0, "2:00", Left::Enough),
            (95, "0:25", Left::Enough),
            (96, "0:24", Left::Little),
            (119, "0:01", Left::Little),
            (120, "0:00", Left::None),
            (125, "+0:05", Left::None),
            (3_725, "+60:05", Left::None),
        ] {
            assert_eq!(
                (shown(spent, 120).as_str(), left(spent, 120)),
                (text, stands)
            );
        }
    }
}
