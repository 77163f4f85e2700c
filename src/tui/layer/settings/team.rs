//! What the team agrees on, in the settings: a list to choose from or a line to type in for each. It is saved as a
//! command: in the journal, and to be taken back.

use crate::domain::calendar::TimeZone;
use crate::domain::command::{Command, Seen};
use crate::domain::deal::StageKind;
use crate::domain::handoff::SalesModel;
use crate::domain::id::StageId;
use crate::domain::message::Message;
use crate::domain::money::{Currency, Money, Ratio};
use crate::domain::reasons;
use crate::domain::signal::{Limit, Unit};
use crate::domain::team::SettingKey;
use crate::domain::typed::amount::{read_duration, read_money};
use crate::i18n::{NO_VALUE, Words};
use crate::service::view::roster::RosterView;
use crate::tui::effect::Effect;
use crate::tui::layer::line::{self, About, Line, Meant, Reading};
use crate::tui::layer::list::{Choice, Item, Kind, List};
use crate::tui::model::Model;
use crate::tui::widget::text;

/// Something that the team agrees on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Topic {
    /// A setting.
    Setting(SettingKey),
    /// A limit, for everyone and for each stage.
    Limit(Limit),
    /// A limit for one stage or, without one, for all that have none of their own.
    LimitOf(Limit, Option<StageId>),
}

/// What a line changes of it.
#[derive(Debug, Clone)]
pub struct Subject {
    /// What it is.
    pub topic: Topic,
    /// What it is called.
    pub name: String,
    /// What held when the line was opened.
    pub seen: Seen,
}

/// Cells of a value beside its name.
const NOTE_MAX: u16 = 46;

/// The values that a setting may have.
pub(in crate::tui) static CHOICES: Kind = Kind {
    title: "setting-choose",
    explanation: |_, _| None,
    items: |_, _| Vec::new(),
    empty: "list-empty",
    is_searched: true,
};

/// A limit and the stages it may differ in: one list each, by [`Limit::ALL`].
pub(in crate::tui) static LIMITS: [Kind; 11] = [
    stages_of::<0>("limit-rot-days"),
    stages_of::<1>("limit-stall-days"),
    stages_of::<2>("limit-untouched-days"),
    stages_of::<3>("limit-push-count"),
    stages_of::<4>("limit-big-deal"),
    stages_of::<5>("limit-week-hours"),
    stages_of::<6>("limit-wip-limit"),
    stages_of::<7>("limit-complex-amount"),
    stages_of::<8>("limit-complex-products"),
    stages_of::<9>("limit-complex-stakeholders"),
    stages_of::<10>("limit-overload"),
];

static REASONS: line::Kind = line::Kind {
    title: "line-agreed",
    help: "line-reasons-help",
    has_note: false,
    read: read_reasons,
    has_form: false,
};

static MISSION: line::Kind = line::Kind {
    title: "line-agreed",
    help: "line-mission-help",
    has_note: false,
    read: read_mission,
    has_form: false,
};

static LIMIT: line::Kind = line::Kind {
    title: "line-agreed",
    help: "line-limit-help",
    has_note: false,
    read: read_limit,
    has_form: false,
};

const fn stages_of<const AT: usize>(title: &'static str) -> Kind {
    Kind {
        title,
        explanation: |_, words| Some(words.text(&label_of(Limit::ALL[AT], "-help"))),
        items: |model, words| items_of(model, words, Limit::ALL[AT]),
        empty: "list-empty",
        is_searched: false,
    }
}

fn label_of(limit: Limit, part: &str) -> String {
    ["limit-", &limit.code().replace('_', "-"), part].concat()
}

fn setting_label(key: SettingKey) -> String {
    ["setting-", &key.code().replace('_', "-")].concat()
}

/// What the team agrees on, below a title of its own.
pub(super) fn items(model: &Model, words: &Words) -> Vec<Item> {
    let Some(roster) = &model.roster.answer else {
        return Vec::new();
    };
    let item = |label: String, note: String, choice: Choice| Item {
        keys: String::new(),
        label: words.text(&label),
        note,
        choice,
    };
    let mut items = vec![item(
        "settings-team".to_owned(),
        String::new(),
        Choice::Title,
    )];
    items.extend(SettingKey::ALL.iter().map(|key| {
        let note = text::fit(&setting(*key, roster, words), NOTE_MAX);
        item(
            setting_label(*key),
            note,
            Choice::Agree(Topic::Setting(*key)),
        )
    }));
    items.extend(Limit::ALL.iter().map(|limit| {
        let everyone = roster.rules.limit(*limit);
        let mut note = written(*limit, everyone, roster.currency, words);
        let own = roster.rules.stages.iter();
        let own = own.filter(|stage| stage.limit(*limit).is_some()).count();
        if own > 0 {
            let beside = Message::new("limit-own-stages").with("count", own);
            note = [note, words.say(&beside)].join(" · ");
        }
        item(
            label_of(*limit, ""),
            note,
            Choice::Agree(Topic::Limit(*limit)),
        )
    }));
    items
}

/// A setting as people read it.
fn setting(key: SettingKey, roster: &RosterView, words: &Words) -> String {
    let made = roster.rules.setting(key);
    match key {
        SettingKey::Currency => roster.currency.map(|it| it.code().to_owned()),
        SettingKey::FiscalYearStart => Some(words.month(roster.fiscal_month)),
        SettingKey::TimeZone => made.map(|it| it.replace('_', " ")),
        SettingKey::WonReasons => Some(words.reasons(&roster.rules.reasons(StageKind::Won))),
        SettingKey::LostReasons => Some(words.reasons(&roster.rules.reasons(StageKind::Lost))),
        SettingKey::SalesModel => Some(model_word(made, words)),
        SettingKey::Mission => made.filter(|it| !it.is_empty()).map(str::to_owned),
    }
    .unwrap_or_else(|| NO_VALUE.to_owned())
}

/// How the team sells, in words; nothing that was agreed on is an island.
fn model_word(code: Option<&str>, words: &Words) -> String {
    let model = code.and_then(SalesModel::from_code);
    let model = model.unwrap_or(SalesModel::Island);
    words.text(&["sales-model-", &model.code().replace('_', "-")].concat())
}

/// A limit for everyone, then for each open stage.
fn items_of(model: &Model, words: &Words, limit: Limit) -> Vec<Item> {
    let Some(roster) = &model.roster.answer else {
        return Vec::new();
    };
    let item = |label: String, note: String, stage_id: Option<StageId>| Item {
        keys: String::new(),
        label,
        note,
        choice: Choice::Agree(Topic::LimitOf(limit, stage_id)),
    };
    let write = |value| written(limit, value, roster.currency, words);
    let everyone = write(roster.rules.limit(limit));
    let mut items = vec![item(words.text("limit-everyone"), everyone, None)];
    let open = roster.rules.stages.iter();
    let open = open.filter(|stage| limit.is_of_stages() && stage.kind == StageKind::Open);
    items.extend(open.map(|stage| {
        let own = stage.limit(limit).map(|value| write(Some(value)));
        let note = own.unwrap_or_else(|| words.text("limit-as-everyone"));
        item(stage.name.clone(), note, Some(stage.id))
    }));
    items
}

/// A limit as people read it.
fn written(limit: Limit, value: Option<i64>, currency: Option<Currency>, words: &Words) -> String {
    let Some(value) = value else {
        return words.text("limit-none");
    };
    let counted = |key| words.say(&Message::new(key).with("count", value));
    match (limit.rule().unit, currency) {
        (Unit::Days, _) => counted("limit-days"),
        (Unit::Times, _) => counted("limit-times"),
        (Unit::Money, Some(currency)) => {
            let minor = value.saturating_mul(10i64.pow(currency.decimals()));
            words.money_short(Money::new(minor, currency))
        }
        (Unit::Items, _) | (Unit::Money, None) => words.count(value),
        (Unit::Hours, _) => {
            let hours = words.decimal(Ratio::new(value, 60), u8::from(value % 60 != 0));
            words.say(&Message::new("limit-hours").with("hours", hours))
        }
    }
}

/// Opens the list or the line that changes it.
pub(in crate::tui) fn open(model: &mut Model, words: &Words, topic: &Topic) -> Vec<Effect> {
    match *topic {
        Topic::Setting(key) => {
            let name = words.text(&setting_label(key));
            if let Some(offers) = offers(key, words) {
                let seen = seen_setting(model, key);
                choose(model, (key, seen), name, offers);
            } else if key == SettingKey::Mission {
                let rules = model.roster.answer.as_ref().map(|it| &it.rules);
                let said = rules.and_then(|rules| rules.setting(key));
                let said = said.unwrap_or_default().to_owned();
                let (topic, seen) = (*topic, seen_setting(model, key));
                let about = About::agreed(model, Subject { topic, name, seen });
                Line::open(model, &MISSION, about, &said);
            } else {
                let rules = model.roster.answer.as_ref().map(|it| &it.rules);
                let kind = reasons_of(key);
                let offered = rules.map_or_else(Vec::new, |rules| rules.reasons(kind));
                let seen = seen_setting(model, key);
                let topic = *topic;
                let about = About::agreed(model, Subject { topic, name, seen });
                Line::open(model, &REASONS, about, &words.reasons(&offered));
            }
        }
        Topic::Limit(limit) => {
            let kinds = LIMITS.iter().zip(Limit::ALL);
            if let Some((kind, _)) = kinds.into_iter().find(|(_, it)| **it == limit) {
                model.layers.push(Box::new(List::new(kind)));
            }
        }
        Topic::LimitOf(limit, stage_id) => {
            let rules = model.roster.answer.as_ref().map(|it| &it.rules);
            let stage = rules.and_then(|rules| {
                let mut stages = rules.stages.iter();
                stages.find(|stage| Some(stage.id) == stage_id)
            });
            let name = words.text(&label_of(limit, ""));
            let name = match stage {
                Some(stage) => [name, stage.name.clone()].join(" · "),
                None => name,
            };
            let seen = rules.map(|rules| rules.seen_limit(limit, stage_id, model.today));
            let subject = Subject {
                topic: *topic,
                name,
                seen: seen.unwrap_or(Seen::Nothing),
            };
            let about = About::agreed(model, subject);
            Line::open(model, &LIMIT, about, "");
        }
    }
    Vec::new()
}

fn reasons_of(key: SettingKey) -> StageKind {
    if key == SettingKey::WonReasons {
        StageKind::Won
    } else {
        StageKind::Lost
    }
}

/// What there is to choose from, each with its value; nothing where one types.
fn offers(key: SettingKey, words: &Words) -> Option<Vec<(String, String)>> {
    let value = |value: &str, label: String| (value.to_owned(), label);
    match key {
        SettingKey::Currency => {
            let all = Currency::all();
            let offer = |it: Currency| value(it.code(), [it.code(), " ", &it.name()].concat());
            Some(all.map(offer).collect())
        }
        SettingKey::FiscalYearStart => {
            let months = 1..=12;
            Some(
                months
                    .map(|it| value(&it.to_string(), words.month(it)))
                    .collect(),
            )
        }
        SettingKey::TimeZone => {
            let offer = |it: TimeZone| value(it.name(), it.name().replace('_', " "));
            Some(TimeZone::all().map(offer).collect())
        }
        SettingKey::SalesModel => {
            let all = SalesModel::CODES.iter();
            Some(
                all.map(|code| value(code, model_word(Some(code), words)))
                    .collect(),
            )
        }
        SettingKey::WonReasons | SettingKey::LostReasons | SettingKey::Mission => None,
    }
}

/// What the cockpit knows of a setting.
fn seen_setting(model: &Model, key: SettingKey) -> Seen {
    let rules = model.roster.answer.as_ref().map(|it| &it.rules);
    rules.map_or(Seen::Nothing, |rules| rules.seen_setting(key))
}

fn choose(
    model: &mut Model,
    (key, seen): (SettingKey, Seen),
    name: String,
    offers: Vec<(String, String)>,
) {
    let item = |(value, label): (String, String)| Item {
        keys: String::new(),
        label,
        note: String::new(),
        choice: Choice::Run(Command::Set { key, value, seen }),
    };
    let items = offers.into_iter().map(item).collect();
    model.layers.push(Box::new(List::of(&CHOICES, name, items)));
}

/// `price, a competitor, our follow-up`: what is known by its words is kept by its name.
fn read_reasons(typed: &str, about: &About, words: &Words) -> Reading {
    let Some(Subject {
        topic: Topic::Setting(key),
        seen,
        ..
    }) = about.topic
    else {
        return Ok(None);
    };
    if typed.trim().is_empty() {
        return Ok(None);
    }
    let known = reasons::of(reasons_of(key), None);
    let meant = typed.split(',').map(|it| words.reason_meant(it, &known));
    let meant: Vec<_> = meant.collect();
    let bad = || Message::new("typed-no-reasons");
    let read = reasons::read(&reasons::write(&meant)).ok_or_else(bad)?;
    let value = reasons::write(&read);
    let command = Command::Set { key, value, seen };
    Ok(Some((words.reasons(&read), Meant::Run(command))))
}

/// One line about what the team is there for; nothing takes it back.
fn read_mission(typed: &str, about: &About, _: &Words) -> Reading {
    let Some(Subject { seen, .. }) = about.topic else {
        return Ok(None);
    };
    let key = SettingKey::Mission;
    let bad = || Message::new("typed-no-mission");
    let value = key.checked(typed.trim()).ok_or_else(bad)?;
    let command = Command::Set {
        key,
        value: value.clone(),
        seen,
    };
    Ok(Some((value, Meant::Run(command))))
}

/// `10`, `50k`; `-` takes it back to what holds without it.
fn read_limit(typed: &str, about: &About, words: &Words) -> Reading {
    let Some(Subject {
        topic: Topic::LimitOf(limit, stage_id),
        seen,
        ..
    }) = about.topic
    else {
        return Ok(None);
    };
    let rule = limit.rule();
    let typed = typed.trim();
    let bad = || Message::new("typed-bad-number").with("part", typed);
    let value = match (typed, rule.unit) {
        ("", _) => return Ok(None),
        ("-", _) => None,
        (_, Unit::Days | Unit::Times | Unit::Items) => Some(typed.parse().map_err(|_| bad())?),
        (_, Unit::Hours) => {
            let hours = rule.unit.read(&typed.replace(',', "."));
            let typed = || read_duration(typed).ok().flatten();
            Some(hours.or_else(typed).ok_or_else(bad)?)
        }
        (_, Unit::Money) => {
            let money = read_money(typed, &about.here(words)).map_err(|it| it.message())?;
            let is_ours = |it: &Money| Some(it.currency) == about.currency;
            let money = money.filter(is_ours).ok_or_else(bad)?;
            Some(money.minor / 10i64.pow(money.currency.decimals()))
        }
    };
    if value.is_some_and(|value| !rule.range.contains(&value)) {
        return Err(bad());
    }
    let shown = match (value, stage_id) {
        (None, Some(_)) => words.text("limit-as-everyone"),
        (None, None) => written(limit, rule.default, about.currency, words),
        (value, _) => written(limit, value, about.currency, words),
    };
    let shown = Message::new("limit-from-today").with("value", shown);
    let command = Command::SetPolicy {
        limit,
        stage_id,
        from_on: about.today,
        value,
        seen,
    };
    Ok(Some((words.say(&shown), Meant::Run(command))))
}
