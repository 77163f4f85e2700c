//! What deals are found by: words of their names, and fields such as `owner:me stage>=propose amount>20k close<fri idle`.
//!
//! Reading never fails and never blocks: a part that is not understood is told apart, and the rest filters. All parts must
//! hold; a comma between values means that one of them does; `-` or `!` before a part means that it does not hold. A text
//! between quotation marks is one value, and never a field.

mod complete;
mod read;
mod vocabulary;

use std::ops::Range;

use super::calendar::Day;
use super::deal::ForecastCategory;
use super::message::Message;
use super::money::Money;
use super::text::{name_key, words};
use super::typed::Here;

pub use complete::{Candidate, Known, candidates};
pub use vocabulary::{Field, Flag, Kind, VOCABULARY, What, Word};

/// What deals must have to be found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// All of these hold.
    pub terms: Vec<Term>,
}

impl Filter {
    /// The same in the pipeline, which is what is open: unless it says itself where its deals stand.
    #[must_use]
    pub fn of_pipeline(mut self) -> Self {
        use Flag::{Closed, Lost, Open, Won};
        let says = |term: &Term| {
            matches!(
                term.test,
                Test::Stage(..) | Test::Reason(_) | Test::Is(Open | Closed | Won | Lost)
            )
        };
        if !self.terms.iter().any(says) {
            self.terms.push(Term {
                is_negated: false,
                test: Test::Is(Open),
            });
        }
        self
    }
}

/// One condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// Whether it must not hold.
    pub is_negated: bool,
    /// What it asks.
    pub test: Test,
}

/// What a condition asks of a deal. A deal that has no value of a kind fails every test of it, so that the negation holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Test {
    /// One of these texts has all its words among the names.
    Names(NameOf, Vec<String>),
    /// One of these owns it.
    Owner(Vec<Person>),
    /// Its owner is in one of these teams: today, or on the day it was closed.
    Team(Vec<String>),
    /// It stands in one of these stages, or before or behind one in its pipeline.
    Stage(Compared, Vec<String>),
    /// A day lies in a period, before it or behind it: the first day of that, and the first one after.
    Days(DayOf, Compared, Range<Day>),
    /// It is worth so much. Other currencies are converted at the rate of today, as far as there is one.
    Amount(Compared, Money),
    /// Its own chance in basis points, else its stage's.
    Probability(Compared, i64),
    /// How often its expected close was put off.
    Pushed(Compared, i64),
    /// Its own category, else its stage's.
    Category(Vec<ForecastCategory>),
    /// Why it was won or lost.
    Reason(Vec<String>),
    /// It has no amount, or no day of this kind.
    Without(Field),
    /// It is in a certain state.
    Is(Flag),
}

/// Whose names are looked through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NameOf {
    /// Those of the deal, its account, its owner and its contacts.
    Any,
    /// That of its account.
    Account,
    /// Those of its contacts.
    Contact,
}

/// Somebody who owns deals.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Person {
    /// Whoever asks.
    Me,
    /// Nobody at all.
    Nobody,
    /// Whoever is called so.
    Named(String),
}

/// How a value is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Compared {
    /// `<`
    Below,
    /// `<=`
    UpTo,
    /// `:` and `=`
    Is,
    /// `>=`
    From,
    /// `>`
    Above,
}

/// The days of a deal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayOf {
    /// When it is expected to close; of a closed deal when it was closed.
    Close,
    /// When the agreement is to be sent.
    Agreement,
    /// When it began.
    Started,
    /// The day of its next step, while it is open.
    Next,
}

/// From a value on, and until before another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span<T> {
    /// The first that lies in it.
    pub from: Option<T>,
    /// The first that lies behind it.
    pub to: Option<T>,
}

impl Compared {
    /// What compares so with something that has a first and an end.
    pub fn span<T>(self, first: T, end: T) -> Span<T> {
        let (from, to) = match self {
            Self::Below => (None, Some(first)),
            Self::UpTo => (None, Some(end)),
            Self::Is => (Some(first), Some(end)),
            Self::From => (Some(first), None),
            Self::Above => (Some(end), None),
        };
        Span { from, to }
    }

    /// The same of a whole number, behind which the next one comes.
    pub fn number(self, number: i64) -> Span<i64> {
        self.span(number, number.saturating_add(1))
    }

    /// As it is written before a value; nothing where the value is meant itself.
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Below => "< ",
            Self::UpTo => "≤ ",
            Self::Is => "",
            Self::From => "≥ ",
            Self::Above => "> ",
        }
    }
}

/// A text as it was read: what it asks for, and what each of its parts is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reading {
    /// What was understood.
    pub filter: Filter,
    /// All of the text but blanks, in its order.
    pub pieces: Vec<Piece>,
}

/// A piece of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Where it stands, in bytes of the text.
    pub span: Range<usize>,
    /// What it was read as.
    pub role: Role,
}

/// What a piece was read as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Role {
    /// The mark that says what follows must not hold.
    Not,
    /// Words of a name.
    Text,
    /// A field with its sign.
    Field(Field),
    /// What the field is compared with.
    Value,
    /// A state.
    Flag(Flag),
    /// It is not understood, and filters nothing.
    Fault(Fault),
}

/// Why a part is not understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// No field is called so.
    NoField,
    /// The field has no such sign.
    NoSign(Field),
    /// Nothing stands behind the sign yet.
    NoValue(Field),
    /// The field has no such value.
    BadValue(Field),
}

impl Filter {
    /// Only words, each of which must be there.
    pub fn of_words<S: AsRef<str>>(words: &[S]) -> Self {
        let term = |word: &S| Term {
            is_negated: false,
            test: Test::Names(NameOf::Any, vec![word.as_ref().to_owned()]),
        };
        Self {
            terms: words.iter().map(term).collect(),
        }
    }

    /// Whether every deal is found.
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }
}

impl Reading {
    /// Reads a text.
    pub fn of(text: &str, here: &Here) -> Self {
        read::read(text, here)
    }

    /// What was not understood, each with its part of the text.
    pub fn faults<'t>(&self, text: &'t str) -> Vec<(&'t str, Fault)> {
        let fault = |piece: &Piece| match piece.role {
            Role::Fault(fault) => Some((text.get(piece.span.clone())?, fault)),
            _ => None,
        };
        self.pieces.iter().filter_map(fault).collect()
    }
}

impl Fault {
    /// What is wrong with a part of the text, and what may stand there.
    pub fn message(self, part: &str) -> Message {
        let (key, field) = match self {
            Self::NoField => {
                let fields = VOCABULARY
                    .iter()
                    .filter(|it| matches!(it.what, What::Field(_)));
                let names: Vec<_> = fields.map(|it| it.name).collect();
                let said = Message::new("filter-no-field").with("part", part);
                return said.with("fields", names.join(", "));
            }
            Self::NoSign(field) => ("filter-no-sign", field),
            Self::NoValue(field) => ("filter-no-value", field),
            Self::BadValue(field) => ("filter-bad-value", field),
        };
        let example = field.word().map_or("", |word| word.example);
        Message::new(key)
            .with("part", part)
            .with_word("values", field.kind().message())
            .with("example", example)
    }
}

/// Which of some folded names somebody means: the one that is written so, else all in which every word typed begins a word.
pub fn meant<'n, T>(
    typed: &str,
    names: impl Iterator<Item = (T, &'n str)> + Clone,
) -> impl Iterator<Item = T> {
    let key = name_key(typed);
    let is_exact = names.clone().any(|(_, name)| name == key);
    let starts = words(&key);
    names
        .filter(move |(_, name)| {
            if is_exact {
                return *name == key;
            }
            let words = words(name);
            let begins = |start: &String| words.iter().any(|word| word.starts_with(start.as_str()));
            !starts.is_empty() && starts.iter().all(begins)
        })
        .map(|(it, _)| it)
}
