//! An account line by line: each part under its heading, and what a line opens.

use crate::domain::access::{Level, Levels, Object};
use crate::domain::id::{DealId, RepId};
use crate::domain::message::Message;
use crate::domain::money::Money;
use crate::domain::record::Kind;
use crate::domain::role::{Contract, SupportCase};
use crate::i18n::{NO_VALUE, Words};
use crate::service::view::credit::Credited;
use crate::service::view::members::{Duty, TeamMember};
use crate::service::view::team::accounts::{AccountView, Named};

/// A part of an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Team,
    Duties,
    Splits,
    Contracts,
    Cases,
}

/// A line.
#[derive(Debug, Clone, Copy)]
pub(super) enum Line<'v> {
    /// The heading of a part, with how many lines it has.
    Heading(Part, usize),
    /// A part without lines.
    Empty(Part),
    /// Somebody, with what they may do.
    Member(&'v TeamMember, &'v Levels),
    Duty(&'v Duty, Option<&'v Named>),
    Split(&'v Named, &'v Credited),
    Contract(&'v Contract),
    Case(&'v SupportCase, Option<&'v str>),
}

/// What a line opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Opens {
    Deal(DealId),
    /// A record, by its id; with its version, if it can be deleted from here.
    Record(Kind, i64, Option<i64>),
    /// A form for a new one.
    New(Kind),
    Nothing,
}

/// Every line of an account.
pub(super) fn lines(view: &AccountView) -> Vec<Line<'_>> {
    let members = view.team.members.iter().zip(&view.may);
    let duties = view.duties.iter();
    let splits = view.splits.iter();
    let cases = view.cases.iter();
    let parts = [
        (
            Part::Team,
            members
                .map(|(it, (may, _))| Line::Member(it, may))
                .collect::<Vec<_>>(),
        ),
        (
            Part::Duties,
            duties
                .map(|(it, deal)| Line::Duty(it, deal.as_ref()))
                .collect(),
        ),
        (
            Part::Splits,
            splits.map(|(deal, it)| Line::Split(deal, it)).collect(),
        ),
        (
            Part::Contracts,
            view.contracts.iter().map(Line::Contract).collect(),
        ),
        (
            Part::Cases,
            cases
                .map(|(case, who)| Line::Case(case, who.as_deref()))
                .collect(),
        ),
    ];
    let mut lines = Vec::new();
    for (part, of_part) in parts {
        lines.push(Line::Heading(part, of_part.len()));
        if of_part.is_empty() {
            lines.push(Line::Empty(part));
        }
        lines.extend(of_part);
    }
    lines
}

impl Line<'_> {
    /// Who it is about.
    pub(super) fn person(&self) -> Option<RepId> {
        match self {
            Self::Member(it, _) => Some(it.rep_id),
            Self::Duty(it, _) => it.who_id,
            Self::Split(_, it) => Some(it.rep_id),
            Self::Case(it, _) => it.owner_id,
            Self::Heading(..) | Self::Empty(_) | Self::Contract(_) => None,
        }
    }
}

impl Part {
    /// Every part, in their order.
    pub(super) const ALL: [Self; 5] = [
        Self::Team,
        Self::Duties,
        Self::Splits,
        Self::Contracts,
        Self::Cases,
    ];

    /// The message above its lines.
    const fn heading(self) -> &'static str {
        match self {
            Self::Team => "accounts-team",
            Self::Duties => "accounts-duties",
            Self::Splits => "accounts-splits",
            Self::Contracts => "accounts-contracts",
            Self::Cases => "accounts-cases",
        }
    }

    /// The message where it has none.
    const fn nothing(self) -> &'static str {
        match self {
            Self::Team => "accounts-no-team",
            Self::Duties => "accounts-no-duties",
            Self::Splits => "accounts-no-splits",
            Self::Contracts => "accounts-no-contracts",
            Self::Cases => "accounts-no-cases",
        }
    }

    /// What a new one of it is.
    fn kind(self) -> Kind {
        match self {
            Self::Contracts => Kind::Contract,
            Self::Cases => Kind::SupportCase,
            _ => Kind::AccountMember,
        }
    }
}

impl Line<'_> {
    /// Which part it belongs to.
    pub(super) fn part(&self) -> Part {
        match self {
            Self::Heading(part, _) | Self::Empty(part) => *part,
            Self::Member(..) => Part::Team,
            Self::Duty(..) => Part::Duties,
            Self::Split(..) => Part::Splits,
            Self::Contract(_) => Part::Contracts,
            Self::Case(..) => Part::Cases,
        }
    }

    /// Whether it says something in place of a row.
    pub(super) fn is_said(&self) -> bool {
        matches!(self, Self::Heading(..) | Self::Empty(_))
    }

    /// What a new one beside it is.
    pub(super) fn kind(&self) -> Kind {
        self.part().kind()
    }

    /// What Enter opens.
    pub(super) fn opens(&self) -> Opens {
        match self {
            Self::Member(it, _) => match it.row {
                Some((id, version)) => Opens::Record(Kind::AccountMember, id, Some(version)),
                // The owner belongs without a row.
                None => Opens::New(Kind::AccountMember),
            },
            Self::Duty(_, Some(deal)) | Self::Split(deal, _) => Opens::Deal(deal.id),
            Self::Duty(it, None) => Opens::Record(Kind::Activity, it.activity_id.0, None),
            Self::Contract(it) => Opens::Record(Kind::Contract, it.id.0, Some(it.version)),
            Self::Case(it, _) => Opens::Record(Kind::SupportCase, it.id.0, Some(it.version)),
            Self::Empty(part) if !matches!(part, Part::Duties | Part::Splits) => {
                Opens::New(part.kind())
            }
            Self::Heading(..) | Self::Empty(_) => Opens::Nothing,
        }
    }

    /// All of it in one text.
    pub(super) fn said(&self, words: &Words) -> String {
        self.cells(words).join(" · ")
    }

    /// Its parts, the first of which names it.
    pub(super) fn cells(&self, words: &Words) -> Vec<String> {
        let plain = |text: Option<&str>| text.unwrap_or(NO_VALUE).to_owned();
        match self {
            Self::Heading(part, count) => {
                vec![words.say(&Message::new(part.heading()).with("count", *count))]
            }
            Self::Empty(part) => vec![words.text(part.nothing())],
            Self::Member(it, may) => {
                let role = it.role.as_ref().map(|(_, name)| name.as_str());
                let mut cells = vec![member(words, it), plain(role)];
                let objects = Object::ALL.iter();
                cells.extend(objects.map(|object| level(words, it, **may, *object)));
                cells
            }
            Self::Duty(it, deal) => vec![
                it.name.clone(),
                plain(it.who.as_deref()),
                it.role.clone(),
                words.duty(&it.state),
                plain(deal.map(|deal| deal.name.as_str())),
            ],
            Self::Split(deal, it) => {
                let kind = words.text(&["split-", it.kind.code()].concat());
                let amount = it.amount.map(|it| words.money(it));
                vec![
                    deal.name.clone(),
                    it.name.clone(),
                    kind,
                    words.share(it.share_bp),
                    plain(amount.as_deref()),
                ]
            }
            Self::Contract(it) => {
                let day = |day: Option<_>| day.map_or(NO_VALUE.to_owned(), |it| words.day(it));
                let amount = it.amount.zip(it.currency);
                let amount = amount.map(|it| words.money(Money::new(it.0, it.1)));
                let status = words.word("contract", "status", it.status.code());
                // Until the last day, that is shown, and not the one after it.
                let last_on = it.end_on.map(|end_on| end_on.plus_days(-1));
                let (from, to) = (day(it.start_on), day(last_on));
                vec![it.name.clone(), status, from, to, plain(amount.as_deref())]
            }
            Self::Case(it, who) => {
                let status = words.word("support_case", "status", it.status.code());
                let priority = words.word("support_case", "priority", it.priority.code());
                vec![it.name.clone(), status, priority, plain(*who)]
            }
        }
    }
}

fn member(words: &Words, it: &TeamMember) -> String {
    let key = match it {
        _ if it.left_on.is_some() => "staffing-gone",
        _ if it.is_owner => "accounts-owner",
        _ => return it.name.clone(),
    };
    words.say(&Message::new(key).with("name", it.name.as_str()))
}

/// What somebody may do with an object; where the team gives them more than they may, that too.
fn level(words: &Words, it: &TeamMember, may: Levels, object: Object) -> String {
    let (may, granted) = (object.of(&may), it.levels[object as usize]);
    let field = match object {
        Object::Account => "account-level-",
        Object::Deal => "deal-level-",
        Object::Contract => "contract-level-",
        Object::SupportCase => "case-level-",
    };
    let word = |level: Level| words.text(&[field, level.code()].concat());
    match granted.filter(|granted| *granted > may) {
        Some(granted) => {
            let said = Message::new("accounts-held-back").with("may", word(may));
            words.say(&said.with("granted", word(granted)))
        }
        None => word(may),
    }
}
