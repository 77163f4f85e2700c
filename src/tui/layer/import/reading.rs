//! How files are to be read, where a report says that they do not say it themselves: a field for each such reason.

use std::collections::BTreeSet;

use crate::domain::id::RepId;
use crate::domain::message::Message;
use crate::domain::money::Currency;
use crate::i18n::Words;
use crate::service::exchange::bind::Settled;
use crate::service::exchange::date::DateOrder;
use crate::service::exchange::import::Request;
use crate::service::exchange::number::Decimal;
use crate::service::exchange::reason::Reason;
use crate::service::exchange::resolve::{Stranger, Unknown};
use crate::service::view::roster::RosterView;
use crate::tui::widget::form::{Field, Form, Offer};

/// A field: the reasons that ask for it, its name, and its answers; the first one stands in it.
struct Ask {
    reasons: &'static [Reason],
    name: &'static str,
    answers: &'static [&'static str],
}

const ASKS: &[Ask] = &[
    Ask {
        reasons: &[Reason::InvalidUtf8, Reason::Utf16WithoutBom],
        name: "encoding",
        answers: &[
            "windows-1252",
            "utf-16le",
            "windows-1250",
            "windows-1251",
            "macintosh",
            "shift_jis",
            "gb18030",
            "utf-16be",
        ],
    },
    Ask {
        reasons: &[Reason::AmbiguousDate],
        name: "dates",
        answers: &["day-first", "month-first"],
    },
    Ask {
        reasons: &[Reason::AmbiguousDate],
        name: "date-format",
        answers: &[],
    },
    Ask {
        reasons: &[Reason::AmbiguousNumber],
        name: "decimal",
        answers: &["dot", "comma"],
    },
    Ask {
        reasons: &[Reason::NegativeAmount],
        name: "negative",
        answers: &["refused", "allowed"],
    },
    Ask {
        reasons: &[Reason::MissingCurrency],
        name: "currency",
        answers: &[],
    },
    Ask {
        reasons: &[Reason::UnknownOwner, Reason::UnknownRep],
        name: "strangers",
        answers: &["made", "nobody", "refused"],
    },
    Ask {
        reasons: &[Reason::UnknownStage],
        name: "stages",
        answers: &["made", "refused"],
    },
];

/// Whether one of these reasons goes away by saying how to read the files.
pub fn asks(reasons: &BTreeSet<Reason>) -> bool {
    wanted(reasons).next().is_some()
}

fn wanted(reasons: &BTreeSet<Reason>) -> impl Iterator<Item = &'static Ask> {
    let is_wanted = |ask: &&Ask| ask.reasons.iter().any(|it| reasons.contains(it));
    ASKS.iter().filter(is_wanted)
}

/// A form with a field for each question that these reasons ask; somebody of the roster can be named for people whom
/// nobody knows.
pub fn form(words: &Words, roster: Option<&RosterView>, reasons: &BTreeSet<Reason>) -> Form {
    let is_utf16 = reasons.contains(&Reason::Utf16WithoutBom);
    let field = |ask: &Ask| {
        let offers = ask.answers.iter().map(|answer| Offer {
            value: (*answer).to_owned(),
            label: words.text(&["answer-", &answer.replace('_', "-")].concat()),
        });
        match ask.answers.first() {
            None if ask.name == "currency" => currency(words),
            Some(first) if ask.name == "strangers" => {
                let reps = roster.into_iter().flat_map(|it| &it.reps).map(|rep| Offer {
                    value: rep.id.0.to_string(),
                    label: rep.name.clone(),
                });
                Field::choice(ask.name, offers.chain(reps).collect(), first)
            }
            None => Field::line(ask.name, "").checked(is_format),
            Some(_) if ask.name == "encoding" && is_utf16 => {
                Field::choice(ask.name, offers.collect(), "utf-16le")
            }
            Some(first) => Field::choice(ask.name, offers.collect(), first),
        }
    };
    Form::new(wanted(reasons).map(field).collect())
}

/// The currency of amounts that have none: first the one of the machine.
fn currency(words: &Words) -> Field {
    let offers = Currency::all().map(|currency| Offer {
        value: currency.code().to_owned(),
        label: [currency.code(), " ", &currency.name()].concat(),
    });
    let home = words.home_currency();
    let home = home.map_or(String::new(), |it| it.code().to_owned());
    Field::choice("currency", offers.collect(), &home)
}

/// Who takes over what belongs to people whom nobody knows.
fn stranger(answer: &str) -> Option<Stranger> {
    match answer {
        "made" => Some(Stranger::Made),
        "nobody" => Some(Stranger::Nobody),
        answer => answer.parse().ok().map(|id| Stranger::Is(RepId(id))),
    }
}

/// What is wrong with a format of dates: it must name day, month and year.
fn is_format(text: &str) -> Option<Message> {
    let has = |parts: &[&str]| parts.iter().any(|part| text.contains(part));
    let is_whole = has(&["%d", "%e"]) && has(&["%m", "%b", "%B"]) && has(&["%Y", "%y"]);
    (!is_whole).then(|| Message::new("form-bad-date-format"))
}

/// The request with the answers of a form; what was not asked stays.
pub fn answered(request: Request, form: &Form) -> Request {
    let said = |name: &str| Some(form.value(name)).filter(|value| !value.is_empty());
    let order = said("dates").map(|answer| match answer {
        "month-first" => DateOrder::MonthFirst,
        _ => DateOrder::DayFirst,
    });
    let format = said("date-format").map(|format| vec![format.to_owned()]);
    let settled = request.settled;
    Request {
        other_encoding: said("encoding")
            .map(str::to_owned)
            .or(request.other_encoding),
        negative_allowed: request.negative_allowed || said("negative") == Some("allowed"),
        currency: said("currency")
            .and_then(Currency::from_code)
            .or(request.currency),
        unknown: Unknown {
            reps: said("strangers")
                .and_then(stranger)
                .or(request.unknown.reps),
            stages_made: request.unknown.stages_made || said("stages") == Some("made"),
        },
        settled: Settled {
            dates: format.unwrap_or(settled.dates),
            order: order.or(settled.order),
            decimal: said("decimal")
                .and_then(Decimal::from_code)
                .or(settled.decimal),
            ..settled
        },
        ..request
    }
}
