//! Days, weeks and months as people of a language write them.

use chrono::Datelike;

use super::Words;
use crate::domain::calendar::Day;
use crate::domain::message::Message;
use crate::glyph;

impl Words {
    /// A day: `23 Nov 2026`.
    pub fn day(&self, day: Day) -> String {
        self.fill("date-day", &self.parts_of(day))
    }

    /// A day near today: `Mon 23 Nov`.
    pub fn day_short(&self, day: Day) -> String {
        self.fill("date-day-short", &self.parts_of(day))
    }

    /// A day beside others, as short as it can be said: `Fri 27 Nov` in the days around today, `4 Dec` as long as no
    /// other 4 Dec is nearer, `4 Dec 2028` else.
    pub fn day_brief(&self, day: Day, today: Day) -> String {
        let key = match day.days_since(today) {
            -1..=6 => "date-day-short",
            -182..=182 => "date-day-month",
            _ => "date-day",
        };
        self.fill(key, &self.parts_of(day))
    }

    /// A day that was just read from what somebody typed, so that they see which one it is: `Mon 7 Dec (in 14 days)`.
    pub fn day_read(&self, day: Day, today: Day) -> String {
        let days = day.days_since(today);
        let key = match days {
            -182..=182 => "date-day-short",
            _ => "date-day-long",
        };
        let (distance, count) = match days {
            0 => ("date-today", 0),
            1.. => ("date-ahead", days),
            _ => ("date-ago", -days),
        };
        let day = self.fill(key, &self.parts_of(day));
        let distance = Message::new(distance).with("count", count);
        let read = Message::new("date-read").with("day", day);
        self.say(&read.with("distance", distance))
    }

    /// A day of a week that is known: `Mon 23`.
    pub fn day_of_week(&self, day: Day) -> String {
        self.fill("date-day-of-week", &self.parts_of(day))
    }

    /// The weekday of a day near today: `Mon`.
    pub fn weekday(&self, day: Day) -> String {
        self.named(day, "%a")
    }

    /// A part of a day that has a name.
    fn named(&self, day: Day, pattern: &str) -> String {
        let name = day.date().format_localized(pattern, self.dates).to_string();
        if self.is_plain {
            return glyph::plain(&name).into_owned();
        }
        name
    }

    /// A month of the year, 1 to 12: `November`.
    pub fn month(&self, month: u32) -> String {
        let first = Day::new(2026, month, 1).map(Day::date);
        first.map_or_else(String::new, |first| {
            first.format_localized("%B", self.dates).to_string()
        })
    }

    /// A day that is close at hand, shorter still: `Fri` in the days ahead.
    pub fn day_near(&self, day: Day, today: Day) -> String {
        match day.days_since(today) {
            1..=6 => self.fill("date-weekday", &self.parts_of(day)),
            _ => self.day_brief(day, today),
        }
    }

    /// The ISO week of a day: `W48`.
    pub fn week(&self, day: Day) -> String {
        let week = format!("{:02}", day.date().iso_week().week());
        self.fill("date-week", &[("week", week)])
    }

    fn parts_of(&self, day: Day) -> [(&'static str, String); 4] {
        let named = |pattern| self.named(day, pattern);
        [
            ("weekday", named("%a")),
            ("day", day.date().day().to_string()),
            ("month", named("%b")),
            ("year", day.date().year().to_string()),
        ]
    }
}
