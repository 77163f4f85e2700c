//! From a text to its conditions, piece by piece.

use std::ops::Range;

use super::vocabulary::{ME, NOBODY};
use super::{
    Compared, DayOf, Fault, Field, Flag, Kind, NameOf, Person, Piece, Reading, Role, Term, Test,
};
use crate::domain::deal::ForecastCategory;
use crate::domain::typed::amount::{read_money, read_percent};
use crate::domain::typed::period::read_period;
use crate::domain::typed::{Here, folded};

/// The signs between a field and its value, and whether they say that it must not hold. The longer ones come first.
const SIGNS: &[(&str, Compared, bool)] = &[
    ("<=", Compared::UpTo, false),
    (">=", Compared::From, false),
    ("!=", Compared::Is, true),
    (":", Compared::Is, false),
    ("=", Compared::Is, false),
    ("<", Compared::Below, false),
    (">", Compared::Above, false),
];

/// Words of the longest day without quotation marks: `end of next month`.
const DAY_WORDS_MAX: usize = 4;

/// Digits of the largest count.
const COUNT_DIGITS_MAX: usize = 6;

/// A field with its sign, and where its value begins.
#[derive(Debug, Clone, Copy)]
pub(super) struct Head {
    /// `None` if no field is called so.
    pub(super) field: Option<Field>,
    compared: Compared,
    is_negated: bool,
    /// Bytes up to the value.
    pub(super) len: usize,
}

/// Reads a text.
pub(super) fn read(text: &str, here: &Here) -> Reading {
    let tokens = tokens(text);
    let mut reader = Reader {
        text,
        here,
        tokens: &tokens,
        reading: Reading::default(),
    };
    let mut at = 0;
    while at < tokens.len() {
        at = reader.take(at);
    }
    reader.reading
}

/// Where the parts of a text stand. Blanks part them, but not between quotation marks.
pub(super) fn tokens(text: &str) -> Vec<Range<usize>> {
    let mut tokens = Vec::new();
    let (mut start, mut is_quoted) = (None, false);
    for (at, c) in text.char_indices() {
        is_quoted ^= c == '"';
        match start {
            Some(from) if c.is_whitespace() && !is_quoted => {
                tokens.push(from..at);
                start = None;
            }
            None if !c.is_whitespace() => start = Some(at),
            _ => {}
        }
    }
    tokens.extend(start.map(|from| from..text.len()));
    tokens
}

/// Bytes of the mark that says that what follows must not hold.
pub(super) fn not_len(token: &str) -> usize {
    let is_marked = token.starts_with(['-', '!']) && token.len() > 1;
    usize::from(is_marked)
}

/// The field and the sign that a part begins with.
pub(super) fn head(part: &str) -> Option<Head> {
    let name_len = part.find(|c: char| !is_of_name(c)).unwrap_or(part.len());
    let (name, rest) = part.split_at_checked(name_len)?;
    let blanks = rest.len() - rest.trim_start().len();
    let (sign, compared, is_negated) = SIGNS
        .iter()
        .find(|(sign, ..)| rest.trim_start().starts_with(sign))?;
    (!name.is_empty()).then(|| Head {
        field: Field::named(&folded(name)),
        compared: *compared,
        is_negated: *is_negated,
        len: name_len + blanks + sign.len(),
    })
}

fn is_of_name(c: char) -> bool {
    c.is_alphabetic() || matches!(c, '-' | '_')
}

/// A value without its quotation marks; a doubled one between them is one of the value.
pub(super) fn plain(value: &str) -> String {
    let mut plain = String::with_capacity(value.len());
    let mut rest = value.chars().peekable();
    let mut is_quoted = false;
    while let Some(c) = rest.next() {
        if c != '"' {
            plain.push(c);
        } else if is_quoted && rest.next_if_eq(&'"').is_some() {
            plain.push('"');
        } else {
            is_quoted = !is_quoted;
        }
    }
    plain.trim().to_owned()
}

/// Values between commas, each without its quotation marks.
fn listed(value: &str) -> Vec<String> {
    let mut is_quoted = false;
    let parts = value.split(|c: char| {
        is_quoted ^= c == '"';
        c == ',' && !is_quoted
    });
    parts.map(plain).filter(|part| !part.is_empty()).collect()
}

struct Reader<'a> {
    text: &'a str,
    here: &'a Here,
    tokens: &'a [Range<usize>],
    reading: Reading,
}

impl<'a> Reader<'a> {
    fn slice(&self, span: Range<usize>) -> &'a str {
        self.text.get(span).unwrap_or_default()
    }

    fn token(&self, at: usize) -> Option<&'a str> {
        self.tokens.get(at).map(|span| self.slice(span.clone()))
    }

    fn piece(&mut self, span: Range<usize>, role: Role) {
        self.reading.pieces.push(Piece { span, role });
    }

    fn term(&mut self, is_negated: bool, test: Test) {
        self.reading.filter.terms.push(Term { is_negated, test });
    }

    /// Takes the condition that begins with a token; the token after it.
    fn take(&mut self, at: usize) -> usize {
        let Some(span) = self.tokens.get(at).cloned() else {
            return at + 1;
        };
        let start = span.start + not_len(self.slice(span.clone()));
        let is_negated = start > span.start;
        if is_negated {
            self.piece(span.start..start, Role::Not);
        }
        let part = self.slice(start..span.end);
        // The sign may stand apart from its field.
        let is_apart = self.is_sign(at + 1) && Field::named(&folded(part)).is_some();
        let last = at + usize::from(is_apart);
        let end = self.tokens.get(last).map_or(span.end, |it| it.end);
        if let Some(head) = head(self.slice(start..end)) {
            return self.take_field(start, head, last, is_negated);
        }
        if let Some(flag) = Flag::named(&folded(part)) {
            self.piece(start..span.end, Role::Flag(flag));
            self.term(is_negated, state(flag));
        } else {
            self.piece(start..span.end, Role::Text);
            let text = plain(part);
            // Marks alone are no words to look for.
            if text.contains(char::is_alphanumeric) {
                self.term(is_negated, Test::Names(NameOf::Any, vec![text]));
            }
        }
        at + 1
    }

    /// Takes a field with its value, which ends with the token `last` or behind it; the token after it.
    fn take_field(&mut self, start: usize, head: Head, last: usize, is_negated: bool) -> usize {
        let Some(end) = self.tokens.get(last).map(|it| it.end) else {
            return last + 1;
        };
        let mut value = start + head.len..end;
        let mut next = last + 1;
        if value.is_empty()
            && let Some(following) = self.tokens.get(next).filter(|_| !self.is_word(next))
        {
            value = following.clone();
            next += 1;
        }
        let read = match head.field {
            None => Err(Fault::NoField),
            Some(field) if value.is_empty() => Err(Fault::NoValue(field)),
            Some(field) => {
                if field.kind() == Kind::Day {
                    (value, next) = self.longest_day(value, next);
                }
                test(field, head.compared, self.slice(value.clone()), self.here)
                    .map(|test| (field, test))
            }
        };
        match read {
            Ok((field, test)) => {
                self.piece(start..start + head.len, Role::Field(field));
                self.piece(value, Role::Value);
                self.term(is_negated != head.is_negated, test);
            }
            Err(fault) => self.piece(start..value.end, Role::Fault(fault)),
        }
        next
    }

    /// A day goes on as long as it is one: `close<12 dec`, `close<end of next month`.
    fn longest_day(&self, value: Range<usize>, next: usize) -> (Range<usize>, usize) {
        let goes_on = |at: &usize| {
            let token = self.token(*at).unwrap_or_default();
            let is_year = token.len() == 4 && token.bytes().all(|it| it.is_ascii_digit());
            (is_year || token.starts_with(char::is_alphabetic)) && !self.is_word(*at)
        };
        let more = (next..next + DAY_WORDS_MAX - 1).take_while(goes_on);
        let longer: Vec<_> = more
            .filter_map(|at| Some((value.start..self.tokens.get(at)?.end, at + 1)))
            .collect();
        let is_day = |(span, _): &(Range<usize>, usize)| {
            read_period(self.slice(span.clone()), self.here).is_ok()
        };
        longer
            .into_iter()
            .rev()
            .find(is_day)
            .unwrap_or((value, next))
    }

    /// Whether a token begins with a sign.
    fn is_sign(&self, at: usize) -> bool {
        let token = self.token(at).unwrap_or_default();
        SIGNS.iter().any(|(sign, ..)| token.starts_with(sign))
    }

    /// Whether a token begins a condition of its own: a field with its sign, or a state.
    fn is_word(&self, at: usize) -> bool {
        let token = self.token(at).unwrap_or_default();
        let part = token.get(not_len(token)..).unwrap_or_default();
        let is_field = |head: Head| head.field.is_some();
        head(part).is_some_and(is_field) || Flag::named(&folded(part)).is_some()
    }
}

/// What a state asks.
fn state(flag: Flag) -> Test {
    match flag {
        Flag::NoClose => Test::Without(Field::Day(DayOf::Close)),
        Flag::NoAmount => Test::Without(Field::Amount),
        other => Test::Is(other),
    }
}

/// What a field with a value asks.
fn test(field: Field, compared: Compared, value: &str, here: &Here) -> Result<Test, Fault> {
    let is_ordered = !matches!(field.kind(), Kind::Name | Kind::Category);
    if !is_ordered && compared != Compared::Is {
        return Err(Fault::NoSign(field));
    }
    let bad = Fault::BadValue(field);
    let values = listed(value);
    if values.is_empty() {
        return Err(Fault::NoValue(field));
    }
    let is_word = |value: &String| value.contains(char::is_alphanumeric);
    if matches!(field.kind(), Kind::Name | Kind::Stage) && !values.iter().all(is_word) {
        return Err(bad);
    }
    let one = plain(value);
    let is_none = compared == Compared::Is && NOBODY.contains(&&*folded(&one));
    Ok(match field {
        Field::Owner => Test::Owner(values.into_iter().map(person).collect()),
        Field::Team => Test::Team(values),
        Field::Account => Test::Names(NameOf::Account, values),
        Field::Contact => Test::Names(NameOf::Contact, values),
        Field::Reason => Test::Reason(values),
        Field::Stage => Test::Stage(compared, values),
        Field::Category => Test::Category(categories(&values).ok_or(bad)?),
        Field::Day(DayOf::Next) if is_none => Test::Is(Flag::NoStep),
        Field::Amount | Field::Day(_) if is_none => Test::Without(field),
        Field::Amount => {
            let money = read_money(&one, here).ok().flatten().ok_or(bad)?;
            Test::Amount(compared, money)
        }
        Field::Day(day) => {
            let period = read_period(&one, here).map_err(|_| bad)?;
            let (Some(start), Some(end)) = (period.start, period.end) else {
                return Err(bad);
            };
            Test::Days(day, compared, start..end)
        }
        Field::Probability => {
            let share = read_percent(&one, here).ok().flatten().ok_or(bad)?;
            Test::Probability(compared, share)
        }
        Field::Pushed => {
            let is_count = one.len() <= COUNT_DIGITS_MAX;
            let count = one.parse::<u32>().ok().filter(|_| is_count).ok_or(bad)?;
            Test::Pushed(compared, count.into())
        }
    })
}

fn person(name: String) -> Person {
    let key = folded(&name);
    if ME.contains(&&*key) {
        Person::Me
    } else if NOBODY.contains(&&*key) {
        Person::Nobody
    } else {
        Person::Named(name)
    }
}

/// The categories whose codes begin so; `None` if that is said of no category.
fn categories(values: &[String]) -> Option<Vec<ForecastCategory>> {
    let mut found = Vec::new();
    for value in values {
        let code = folded(value).replace(['-', ' '], "_");
        let begins = |it: &&ForecastCategory| it.code().starts_with(&code);
        let before = found.len();
        found.extend(ForecastCategory::ALL.iter().filter(begins));
        if found.len() == before {
            return None;
        }
    }
    Some(found)
}
