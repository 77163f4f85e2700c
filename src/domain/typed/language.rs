//! The words for days, units and kinds of activity: a table a language. All are written as folded, without accents.

use std::iter;

use crate::domain::activity::ActivityKind;

use Word::{
    Ahead, At, Clock, End, EndOf, Filler, Kind, Mid, Month, Noon, Nth, One, Shift, Till, Unit,
    Weekday, Which,
};

/// A stretch of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stretch {
    /// A day.
    Day,
    /// An ISO week.
    Week,
    /// A month.
    Month,
    /// A quarter of the fiscal year.
    Quarter,
    /// A calendar year.
    Year,
    /// A fiscal year.
    FiscalYear,
}

/// What a word means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Word {
    /// So many days after today.
    Shift(i64),
    /// Days after Monday.
    Weekday(u8),
    /// 1 to 12.
    Month(u32),
    /// Days, weeks, months …
    Unit(Stretch),
    /// The last (-1), this (0), the next (1).
    Which(i32),
    /// The end of what follows.
    End,
    /// The end of this stretch.
    EndOf(Stretch),
    /// The middle of the month that follows.
    Mid,
    /// So much from today on.
    Ahead,
    /// 1 in words.
    One,
    /// Behind the number of a day.
    Nth,
    /// Says nothing.
    Filler,
    /// Between two days.
    Till,
    /// Before a time.
    At,
    /// Behind a time.
    Clock,
    /// Twelve o'clock.
    Noon,
    /// What kind of activity.
    Kind(ActivityKind),
}

/// A language with its words.
#[derive(Debug)]
pub struct Language {
    code: &'static str,
    /// Each meaning with its words, parted by blanks.
    words: &'static [(Word, &'static str)],
}

/// Every language there is; the first one is understood beside each other one.
pub const LANGUAGES: &[Language] = &[ENGLISH, GERMAN];

const ENGLISH: Language = Language {
    code: "en",
    words: &[
        (Shift(-1), "yesterday"),
        (Shift(0), "today tod now"),
        (Shift(1), "tomorrow tom tmr tmrw"),
        (Weekday(0), "mon monday"),
        (Weekday(1), "tue tues tuesday"),
        (Weekday(2), "wed weds wednesday"),
        (Weekday(3), "thu thur thurs thursday"),
        (Weekday(4), "fri friday"),
        (Weekday(5), "sat saturday"),
        (Weekday(6), "sun sunday"),
        (Month(1), "jan january"),
        (Month(2), "feb february"),
        (Month(3), "mar march"),
        (Month(4), "apr april"),
        (Month(5), "may"),
        (Month(6), "jun june"),
        (Month(7), "jul july"),
        (Month(8), "aug august"),
        (Month(9), "sep sept september"),
        (Month(10), "oct october"),
        (Month(11), "nov november"),
        (Month(12), "dec december"),
        (Unit(Stretch::Day), "d day days"),
        (Unit(Stretch::Week), "w wk week weeks"),
        // Not `m`: that is minutes.
        (Unit(Stretch::Month), "mth month months"),
        (Unit(Stretch::Quarter), "q quarter quarters"),
        (Unit(Stretch::Year), "y yr year years"),
        (Which(-1), "last previous"),
        (Which(0), "this"),
        (Which(1), "next"),
        (End, "end"),
        (EndOf(Stretch::Day), "eod"),
        (EndOf(Stretch::Week), "eow"),
        (EndOf(Stretch::Month), "eom"),
        (EndOf(Stretch::Quarter), "eoq"),
        (EndOf(Stretch::Year), "eoy"),
        (EndOf(Stretch::FiscalYear), "eofy"),
        (Mid, "mid middle"),
        (Ahead, "in"),
        (One, "a an one"),
        (Nth, "st nd rd th"),
        (Filler, "on by of the"),
        (Till, "to till until"),
        (At, "at"),
        (Clock, "o'clock oclock"),
        (Noon, "noon midday"),
        (Kind(ActivityKind::Call), "call phone"),
        (Kind(ActivityKind::Email), "email e-mail mail"),
        (Kind(ActivityKind::Meeting), "meeting meet"),
        (Kind(ActivityKind::Demo), "demo"),
        (Kind(ActivityKind::Proposal), "proposal"),
        (Kind(ActivityKind::ReferralAsk), "referral"),
        (Kind(ActivityKind::Message), "message"),
        (Kind(ActivityKind::Note), "note"),
        (Kind(ActivityKind::Agreement), "agreement"),
        (Kind(ActivityKind::FollowUp), "follow-up followup"),
        (Kind(ActivityKind::CallBlock), "calls"),
        (Kind(ActivityKind::Prospecting), "prospecting"),
        (Kind(ActivityKind::PartnerTalk), "partner"),
        (Kind(ActivityKind::AccountCare), "care"),
        (Kind(ActivityKind::Training), "training"),
        (Kind(ActivityKind::Coaching), "coaching"),
        (Kind(ActivityKind::Duty), "duty"),
        (Kind(ActivityKind::Free), "task"),
    ],
};

const GERMAN: Language = Language {
    code: "de",
    words: &[
        (Shift(-2), "vorgestern"),
        (Shift(-1), "gestern"),
        (Shift(0), "heute"),
        (Shift(1), "morgen"),
        (Shift(2), "ubermorgen uebermorgen"),
        (Weekday(0), "mo montag"),
        (Weekday(1), "di dienstag"),
        (Weekday(2), "mi mittwoch"),
        (Weekday(3), "do donnerstag"),
        (Weekday(4), "fr freitag"),
        (Weekday(5), "sa samstag sonnabend"),
        (Weekday(6), "so sonntag"),
        (Month(1), "januar janner"),
        (Month(2), "februar"),
        (Month(3), "marz maerz mrz"),
        (Month(5), "mai"),
        (Month(6), "juni"),
        (Month(7), "juli"),
        (Month(10), "okt oktober"),
        (Month(12), "dez dezember"),
        (Unit(Stretch::Day), "t tag tage tagen"),
        (Unit(Stretch::Week), "kw woche wochen"),
        (Unit(Stretch::Month), "monat monate monaten monats"),
        (
            Unit(Stretch::Quarter),
            "quartal quartale quartalen quartals",
        ),
        (Unit(Stretch::Year), "j jahr jahre jahren jahres"),
        (Which(-1), "letzte letzter letzten letztes"),
        (Which(0), "diese dieser diesen dieses"),
        (
            Which(1),
            "nachste nachster nachsten nachstes naechste naechster naechsten naechstes",
        ),
        (End, "ende"),
        (EndOf(Stretch::Month), "monatsende"),
        (EndOf(Stretch::Quarter), "quartalsende"),
        (EndOf(Stretch::Year), "jahresende"),
        (Mid, "mitte"),
        (One, "ein eine einem einen einer"),
        (Filler, "am bis den der des im vom"),
        (Till, "bis"),
        (At, "um"),
        (Clock, "uhr"),
        (Noon, "mittag mittags"),
        (Kind(ActivityKind::Call), "anruf anrufen telefonat"),
        (Kind(ActivityKind::Meeting), "termin treffen besuch"),
        (Kind(ActivityKind::Demo), "vorfuhrung"),
        (Kind(ActivityKind::Proposal), "angebot"),
        (Kind(ActivityKind::ReferralAsk), "empfehlung"),
        (Kind(ActivityKind::Message), "nachricht"),
        (Kind(ActivityKind::Note), "notiz"),
    ],
};

impl Language {
    /// The language of a code such as `de`; the first one for a code that nobody wrote a table for.
    pub fn of(code: &str) -> &'static Self {
        let known = LANGUAGES.iter().find(|it| it.code == code);
        known.or(LANGUAGES.first()).unwrap_or(&ENGLISH)
    }

    /// What a folded word means, in this language before the first one.
    pub(super) fn meanings(&'static self, word: &str) -> impl Iterator<Item = Word> {
        let first = LANGUAGES.first().filter(|it| it.code != self.code);
        iter::once(self)
            .chain(first)
            .flat_map(|it| it.words)
            .filter(move |(_, words)| words.split(' ').any(|it| it == word))
            .map(|(meaning, _)| *meaning)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::typed::folded;

    #[test]
    fn every_word_is_written_as_it_is_compared() {
        for language in LANGUAGES {
            for word in language
                .words
                .iter()
                .flat_map(|(_, words)| words.split(' '))
            {
                assert_eq!(folded(word), word, "{}", language.code);
            }
        }
    }

    #[test]
    fn no_word_of_a_language_has_two_meanings_that_are_mistaken_for_each_other() {
        for language in LANGUAGES {
            for word in language
                .words
                .iter()
                .flat_map(|(_, words)| words.split(' '))
            {
                let meanings: Vec<_> = Language::meanings(Language::of(language.code), word)
                    .filter(|it| !matches!(it, Filler | Till))
                    .collect();
                assert!(meanings.len() <= 1, "{word}: {meanings:?}");
            }
        }
    }
}
