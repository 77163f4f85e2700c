//! The words of a filter, one row each: reading, completion, help and the store's fragments follow.

use super::DayOf;

/// What is compared with a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// Who owns the deal.
    Owner,
    /// The owner's team.
    Team,
    /// Whom it is sold to.
    Account,
    /// A person at the account.
    Contact,
    /// Where it stands.
    Stage,
    /// What it is worth.
    Amount,
    /// A day.
    Day(DayOf),
    /// Its chance.
    Probability,
    /// Its place in the forecast.
    Category,
    /// How often it was put off.
    Pushed,
    /// Why it was won or lost.
    Reason,
}

/// A state that a deal is in or not. Only an open deal can have a signal or lack something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flag {
    /// Still to be decided.
    Open,
    /// Won or lost.
    Closed,
    /// Won.
    Won,
    /// Lost.
    Lost,
    /// Nothing happened to it for longer than its stage allows.
    Idle,
    /// It stands in its stage for too long.
    Stalled,
    /// No activity for long, and no meeting ahead.
    Untouched,
    /// It has no next step.
    NoStep,
    /// Its next step is of an earlier day.
    Overdue,
    /// Its next step is of today.
    Today,
    /// It has no expected close.
    NoClose,
    /// It has no amount.
    NoAmount,
    /// Its expected close was put off more often than its stage allows.
    Pushed,
    /// One person does not sell it alone, by what somebody said of it or by the rule.
    Complex,
}

/// What kind of values a field has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Names.
    Name,
    /// Stages, which have an order.
    Stage,
    /// Money.
    Amount,
    /// Days and periods.
    Day,
    /// Percentages.
    Percent,
    /// Whole numbers.
    Count,
    /// Categories of the forecast.
    Category,
}

/// What a word stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// A field, which a sign and a value follow.
    Field(Field),
    /// A state.
    Flag(Flag),
}

/// A word of the language.
#[derive(Debug)]
pub struct Word {
    /// What it stands for.
    pub what: What,
    /// As it is offered, folded. What it does is the message `filter-<name>`.
    pub name: &'static str,
    /// Others that mean the same, folded and parted by blanks.
    pub also: &'static str,
    /// How it is used.
    pub example: &'static str,
}

/// One row: what it stands for, name, others that mean the same, example.
macro_rules! vocabulary {
    ($($what:ident $of:expr, $name:literal, $also:literal, $example:literal;)+) => {
        /// Every word there is, in the order in which they are offered.
        pub const VOCABULARY: &[Word] = &[$(Word {
            what: What::$what($of),
            name: $name,
            also: $also,
            example: $example,
        }),+];
    };
}

vocabulary! {
    Field Field::Owner, "owner", "rep zustandig zustaendig", "owner:me";
    Field Field::Team, "team", "", "team:north";
    Field Field::Account, "account", "company firma kunde", "account:acme";
    Field Field::Contact, "contact", "kontakt", "contact:kim";
    Field Field::Stage, "stage", "phase stufe", "stage:propose";
    Field Field::Amount, "amount", "value betrag wert", "amount>20k";
    Field Field::Day(DayOf::Close), "close", "closes abschluss", "close<fri";
    Field Field::Day(DayOf::Next), "next", "step schritt", "next:today";
    Field Field::Day(DayOf::Started), "started", "start begonnen beginn", "started>=dec";
    Field Field::Day(DayOf::Agreement), "agreement", "vertrag", "agreement:w48";
    Field Field::Probability, "probability", "prob chance", "probability>=50";
    Field Field::Category, "category", "cat prognose", "category:commit";
    Field Field::Pushed, "pushed", "pushes verschoben", "pushed>=2";
    Field Field::Reason, "reason", "grund", "reason:price";
    Flag Flag::Idle, "idle", "ruht", "idle";
    Flag Flag::Stalled, "stalled", "stockt", "stalled";
    Flag Flag::Untouched, "untouched", "unberuhrt unberuehrt", "untouched";
    Flag Flag::NoStep, "no-step", "no-next ohne-schritt", "no-step";
    Flag Flag::Overdue, "overdue", "uberfallig ueberfaellig", "overdue";
    Flag Flag::Today, "today", "heute", "today";
    Flag Flag::NoClose, "no-close", "ohne-abschluss", "no-close";
    Flag Flag::NoAmount, "no-amount", "ohne-betrag", "no-amount";
    Flag Flag::Pushed, "pushed", "verschoben", "pushed";
    Flag Flag::Complex, "complex", "komplex", "complex";
    Flag Flag::Open, "open", "offen", "open";
    Flag Flag::Won, "won", "gewonnen", "won";
    Flag Flag::Lost, "lost", "verloren", "lost";
    Flag Flag::Closed, "closed", "geschlossen", "closed";
}

/// What stands for whoever asks.
pub(super) const ME: &[&str] = &["me", "mir", "ich"];

/// What stands for nobody, or for no value.
pub(super) const NOBODY: &[&str] = &["nobody", "none", "niemand", "ohne", "-"];

impl Word {
    /// Whether a folded text is this word.
    fn is(&self, text: &str) -> bool {
        self.name == text || self.also.split(' ').any(|it| !it.is_empty() && it == text)
    }
}

impl Kind {
    /// The message that says what such a value may be.
    pub(super) const fn message(self) -> &'static str {
        match self {
            Self::Name => "filter-values-name",
            Self::Stage => "filter-values-stage",
            Self::Amount => "filter-values-amount",
            Self::Day => "filter-values-day",
            Self::Percent => "filter-values-percent",
            Self::Count => "filter-values-count",
            Self::Category => "filter-values-category",
        }
    }

    /// The sign that mostly follows.
    pub(super) const fn sign(self) -> &'static str {
        match self {
            Self::Amount => ">",
            Self::Percent | Self::Count => ">=",
            _ => ":",
        }
    }
}

impl Field {
    /// The field of a folded name.
    pub(super) fn named(text: &str) -> Option<Self> {
        VOCABULARY.iter().find_map(|word| match word.what {
            What::Field(field) if word.is(text) => Some(field),
            _ => None,
        })
    }

    /// Its row.
    pub fn word(self) -> Option<&'static Word> {
        VOCABULARY.iter().find(|it| it.what == What::Field(self))
    }

    /// What its values are.
    pub const fn kind(self) -> Kind {
        match self {
            Self::Owner | Self::Team | Self::Account | Self::Contact | Self::Reason => Kind::Name,
            Self::Stage => Kind::Stage,
            Self::Amount => Kind::Amount,
            Self::Day(_) => Kind::Day,
            Self::Probability => Kind::Percent,
            Self::Category => Kind::Category,
            Self::Pushed => Kind::Count,
        }
    }
}

impl Flag {
    /// The state of a folded name.
    pub(super) fn named(text: &str) -> Option<Self> {
        VOCABULARY.iter().find_map(|word| match word.what {
            What::Flag(flag) if word.is(text) => Some(flag),
            _ => None,
        })
    }

    /// Its row.
    pub fn word(self) -> Option<&'static Word> {
        VOCABULARY.iter().find(|it| it.what == What::Flag(self))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::typed::folded;

    #[test]
    fn every_word_is_written_as_it_is_compared_and_means_one_thing() {
        let mut fields = Vec::new();
        let mut flags = Vec::new();
        for word in VOCABULARY {
            let names = [word.name]
                .into_iter()
                .chain(word.also.split(' '))
                .filter(|it| !it.is_empty());
            for name in names {
                assert_eq!(folded(name), name);
                let known = match word.what {
                    What::Field(_) => &mut fields,
                    What::Flag(_) => &mut flags,
                };
                assert!(!known.contains(&name), "{name} means two things");
                known.push(name);
            }
        }
    }
}
