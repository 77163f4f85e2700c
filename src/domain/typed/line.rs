//! Whole lines: a new deal (`Acme 48k 12 dec`) and a next step (`demo pricing fri 11:00`), with what was read as what.
//!
//! The first word of a deal is its name and the first of a step may be its kind. What stands last is read first, so
//! that `May Ltd 48k 12 may` closes in May. What looks like a day or a time and was not taken is a fault, not a text:
//! `call 25:00`. Between quotation marks all is text; a doubled one is one of the text.

use std::ops::Range;

use crate::domain::activity::ActivityKind;
use crate::domain::calendar::Day;
use crate::domain::money::Money;
use crate::domain::written::NumberFault;

use super::amount::{read_duration, read_money, write_duration};
use super::clock::{Time, is_like_time};
use super::language::Word;
use super::when::{When, is_like_date, read_when};
use super::{Here, TypedFault, folded};

/// Words of the longest day, time or amount.
const WINDOW_MAX: usize = 6;

/// A bare number is an amount from so many digits on: `Pier 7` and `Studio 54` are names.
const AMOUNT_DIGITS_MIN: usize = 3;

/// Days between today and a day of a line: one that is farther is a number of something else.
const DAYS_AROUND: Range<i64> = -400..7_400;

/// What a piece of a line was read as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Role {
    /// Words of a name or a subject.
    Text,
    /// The kind of an activity.
    Kind(ActivityKind),
    /// An amount.
    Amount(Money),
    /// A day, a time or both.
    When(When),
    /// How long, in minutes.
    Duration(i64),
    /// It looks like one of these and is none.
    Fault(TypedFault),
}

/// A piece of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Where it stands, in bytes of the line.
    pub span: Range<usize>,
    /// What it was read as.
    pub role: Role,
}

/// A new deal in one line.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DealLine {
    /// The account or the name of the deal.
    pub name: String,
    /// What it is worth.
    pub amount: Option<Money>,
    /// When it is expected to close.
    pub close_on: Option<Day>,
    /// All of the line but blanks, in its order.
    pub pieces: Vec<Piece>,
}

/// A step or an activity in one line.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct StepLine {
    /// What kind, if its first word says so.
    pub kind: Option<ActivityKind>,
    /// What it is about.
    pub subject: String,
    /// Its day; a time alone is today's.
    pub day: Option<Day>,
    /// Its time.
    pub time: Option<Time>,
    /// How long, in minutes.
    pub duration_minutes: Option<i64>,
    /// All of the line but blanks, in its order.
    pub pieces: Vec<Piece>,
}

impl DealLine {
    /// Reads a line.
    pub fn read(line: &str, here: &Here) -> Self {
        let mut reading = Reading::new(line, 1);
        reading.take(|text| as_day(text, here));
        reading.take(|text| as_amount(text, here));
        reading.refuse(|text| as_mistake(text, here));
        let (name, pieces) = reading.finish();
        let mut deal = Self {
            name,
            ..Self::default()
        };
        for piece in &pieces {
            match piece.role {
                Role::Amount(money) => deal.amount = Some(money),
                Role::When(when) => deal.close_on = Some(when.day),
                _ => {}
            }
        }
        Self { pieces, ..deal }
    }

    /// The account that it is about: what stands before a colon, else the whole name.
    pub fn account(&self) -> &str {
        let name = &self.name;
        name.split_once(':').map_or(&**name, |it| it.0).trim()
    }

    /// The deal as a line that reads back the same.
    pub fn write(&self) -> String {
        let amount = self.amount.map(|it| format!("{it} {}", it.currency));
        let day = self.close_on.map(|it| it.to_string());
        joined([Some(quoted(&self.name)), amount, day])
    }
}

impl StepLine {
    /// Reads a line.
    pub fn read(line: &str, here: &Here) -> Self {
        let mut reading = Reading::new(line, 0);
        reading.take_first(|text| as_kind(text, here));
        // `30m` is half an hour before it is anything else.
        reading.take(as_duration);
        reading.take(|text| as_when(text, here));
        reading.refuse(|text| as_mistake(text, here).or_else(|| as_no_duration(text)));
        let (subject, pieces) = reading.finish();
        let mut step = Self {
            subject,
            ..Self::default()
        };
        for piece in &pieces {
            match piece.role {
                Role::Kind(kind) => step.kind = Some(kind),
                Role::Duration(minutes) => step.duration_minutes = Some(minutes),
                Role::When(when) => (step.day, step.time) = (Some(when.day), when.time),
                _ => {}
            }
        }
        Self { pieces, ..step }
    }

    /// The step as a line that reads back the same; the kinds are written in English.
    pub fn write(&self) -> String {
        let kind = self.kind.map(|kind| match kind {
            ActivityKind::ReferralAsk => "referral".to_owned(),
            ActivityKind::FollowUp => "follow-up".to_owned(),
            ActivityKind::CallBlock => "calls".to_owned(),
            ActivityKind::PartnerTalk => "partner".to_owned(),
            ActivityKind::AccountCare => "care".to_owned(),
            ActivityKind::Free => "task".to_owned(),
            other => other.code().to_owned(),
        });
        let subject = (!self.subject.is_empty()).then(|| quoted(&self.subject));
        let time = self.time;
        let when = self.day.map(|day| When { day, time }.to_string());
        let duration = self.duration_minutes.map(write_duration);
        joined([kind, subject, when, duration])
    }
}

/// The first mistake in a line.
pub fn fault(pieces: &[Piece]) -> Option<&TypedFault> {
    pieces.iter().find_map(|piece| match &piece.role {
        Role::Fault(fault) => Some(fault),
        _ => None,
    })
}

/// A line while it is read: its words, and what those are that have been read.
struct Reading<'a> {
    line: &'a str,
    words: Vec<Range<usize>>,
    /// One a word; none is text.
    taken: Vec<bool>,
    pieces: Vec<Piece>,
    /// So many words at the beginning are text.
    text_first: usize,
}

impl<'a> Reading<'a> {
    fn new(line: &'a str, text_first: usize) -> Self {
        let words = words(line);
        Self {
            line,
            taken: vec![false; words.len()],
            words,
            pieces: Vec::new(),
            text_first,
        }
    }

    /// The text of some words that follow each other; none if one is quoted or was read.
    fn text(&self, from: usize, to: usize) -> Option<(Range<usize>, &'a str)> {
        let words = self.words.get(from..to)?;
        let span = words.first()?.start..words.last()?.end;
        let text = self.line.get(span.clone())?;
        let is_free = self.taken.get(from..to)?.iter().all(|taken| !taken);
        (is_free && !text.contains('"')).then_some((span, text))
    }

    fn put(&mut self, words: Range<usize>, span: Range<usize>, role: Role) {
        self.taken
            .iter_mut()
            .take(words.end)
            .skip(words.start)
            .for_each(|taken| *taken = true);
        self.pieces.push(Piece { span, role });
    }

    /// Takes what can be read so and stands last, as many words of it as fit. Says whether there was any.
    fn take(&mut self, read: impl Fn(&str) -> Option<Role>) -> bool {
        for end in (self.text_first + 1..=self.words.len()).rev() {
            let first = end.saturating_sub(WINDOW_MAX).max(self.text_first);
            let found = (first..end).find_map(|start| {
                let (span, text) = self.text(start, end)?;
                Some((start, span, read(text)?))
            });
            if let Some((start, span, role)) = found {
                self.put(start..end, span, role);
                return true;
            }
        }
        false
    }

    /// Takes all that is a mistake: nothing of the line is lost without a word.
    fn refuse(&mut self, mistake: impl Fn(&str) -> Option<Role>) {
        while self.take(&mistake) {}
    }

    /// Takes the first word, if it can be read so.
    fn take_first(&mut self, read: impl Fn(&str) -> Option<Role>) {
        if let Some((span, text)) = self.text(0, 1)
            && let Some(role) = read(text)
        {
            self.put(0..1, span, role);
        }
    }

    /// The words that nothing else took, and all pieces in their order.
    fn finish(mut self) -> (String, Vec<Piece>) {
        let mut text = String::new();
        for (span, _) in self
            .words
            .iter()
            .zip(&self.taken)
            .filter(|(_, taken)| !**taken)
        {
            if !text.is_empty() {
                text.push(' ');
            }
            text.push_str(&unquoted(self.line.get(span.clone()).unwrap_or_default()));
            self.pieces.push(Piece {
                span: span.clone(),
                role: Role::Text,
            });
        }
        self.pieces.sort_by_key(|piece| piece.span.start);
        (text, self.pieces)
    }
}

/// Where the words of a line stand. One that begins with a quotation mark goes to the one that closes it, or to the end.
fn words(line: &str) -> Vec<Range<usize>> {
    let mut words = Vec::new();
    let mut start = None;
    let (mut is_quoted, mut quotes) = (false, 0);
    for (at, c) in line.char_indices() {
        let is_open = is_quoted && quotes % 2 == 1;
        match start {
            None if c.is_whitespace() => {}
            None => {
                start = Some(at);
                is_quoted = c == '"';
                quotes = usize::from(is_quoted);
            }
            Some(from) if c.is_whitespace() && !is_open => {
                words.push(from..at);
                start = None;
            }
            Some(_) => quotes += usize::from(c == '"'),
        }
    }
    words.extend(start.map(|from| from..line.len()));
    words
}

fn unquoted(word: &str) -> String {
    let Some(inner) = word.strip_prefix('"') else {
        return word.to_owned();
    };
    let inner = inner.strip_suffix('"').unwrap_or(inner);
    inner.replace("\"\"", "\"")
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

fn joined<const N: usize>(parts: [Option<String>; N]) -> String {
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    parts.join(" ")
}

fn as_kind(text: &str, here: &Here) -> Option<Role> {
    let word = folded(text);
    here.language.meanings(&word).find_map(|it| match it {
        Word::Kind(kind) => Some(Role::Kind(kind)),
        _ => None,
    })
}

/// A day or time of a line. A bare number is none: `Pier 7`.
fn as_when(text: &str, here: &Here) -> Option<Role> {
    if text.chars().all(char::is_numeric) {
        return None;
    }
    match read_when(text, here) {
        Ok(Some(when)) if DAYS_AROUND.contains(&when.day.days_since(here.today)) => {
            Some(Role::When(when))
        }
        // In numbers alone it may be an amount: `48.50`.
        Err(fault @ TypedFault::NoSuchDay { .. }) => text
            .contains(char::is_alphabetic)
            .then_some(Role::Fault(fault)),
        _ => None,
    }
}

fn as_day(text: &str, here: &Here) -> Option<Role> {
    as_when(text, here).filter(|role| !matches!(role, Role::When(When { time: Some(_), .. })))
}

/// An amount of a line. What has a digit and is refused as an amount is shown, not taken for a name.
fn as_amount(text: &str, here: &Here) -> Option<Role> {
    let is_bare = text.chars().all(char::is_numeric);
    if is_bare && text.chars().count() < AMOUNT_DIGITS_MIN {
        return None;
    }
    let is_one_word = !text.contains(char::is_whitespace);
    match read_money(text, here) {
        Ok(Some(money)) => Some(Role::Amount(money)),
        Err(TypedFault::BadNumber {
            fault: NumberFault::NotANumber | NumberFault::UnknownCurrency,
            ..
        })
        | Ok(None) => None,
        Err(fault) => is_one_word.then_some(Role::Fault(fault)),
    }
}

/// A duration of a line, with its unit: a bare number or `1:30` may be anything.
fn as_duration(text: &str) -> Option<Role> {
    if !text.contains(char::is_alphabetic) || !text.starts_with(char::is_numeric) {
        return None;
    }
    read_duration(text).ok().flatten().map(Role::Duration)
}

/// What looks like a day or a time, and is none or one too many.
fn as_mistake(text: &str, here: &Here) -> Option<Role> {
    let part = || text.to_owned();
    let fault = match read_when(text, here) {
        Ok(_) if is_like_time(text, here) || is_like_date(text) => {
            TypedFault::OutOfPlace { part: part() }
        }
        Err(_) if is_like_time(text, here) => TypedFault::NotATime { part: part() },
        Err(fault) if is_like_date(text) => fault,
        Err(fault @ TypedFault::NoSuchDay { .. }) if text.contains(char::is_alphabetic) => fault,
        _ => return None,
    };
    Some(Role::Fault(fault))
}

/// What looks like hours with minutes, or like more of them than there may be.
fn as_no_duration(text: &str) -> Option<Role> {
    let folded = folded(text);
    let (hours, minutes) = folded.split_once('h')?;
    let minutes = minutes.strip_suffix('m').unwrap_or(minutes);
    let are_numbers = !hours.is_empty() && [hours, minutes].concat().chars().all(char::is_numeric);
    let fault = read_duration(text).err().filter(|_| are_numbers)?;
    Some(Role::Fault(fault))
}
