//! A team of one's own: who one is, what the team is called, what it counts in, where its days begin.

use super::Kind;
use crate::domain::calendar::TimeZone;
use crate::domain::command::{Command, NewStage, NewTeam};
use crate::domain::deal::StageKind;
use crate::domain::money::Currency;
use crate::i18n::Words;
use crate::tui::effect::Effect;
use crate::tui::job::Job;
use crate::tui::model::Model;
use crate::tui::update;
use crate::tui::widget::form::{Field, Form, Offer, is_name};

pub(in crate::tui) static KIND: Kind = Kind {
    title: "team-title",
    lead: "team-lead",
    fields,
    send,
};

/// The currency of a machine that does not say where it stands.
const CURRENCY: &str = "EUR";

/// The time zone of such a machine.
const ZONE: &str = "UTC";

/// The stages that a team begins with: message of the name, kind, and chance in basis points that a deal is won.
const STAGES: &[(&str, StageKind, Option<i64>)] = &[
    ("stage-qualify", StageKind::Open, Some(1_000)),
    ("stage-discover", StageKind::Open, Some(3_000)),
    ("stage-propose", StageKind::Open, Some(6_000)),
    ("stage-negotiate", StageKind::Open, Some(8_000)),
    ("stage-won", StageKind::Won, None),
    ("stage-lost", StageKind::Lost, None),
];

fn fields(model: &Model, words: &Words) -> Vec<Field> {
    let currencies = Currency::all().map(|currency| Offer {
        value: currency.code().to_owned(),
        label: [currency.code(), " ", &currency.name()].concat(),
    });
    let zones = TimeZone::all().map(|zone| Offer {
        value: zone.name().to_owned(),
        label: zone.name().replace('_', " "),
    });
    let currency = words.home_currency();
    let currency = currency.map_or(CURRENCY.to_owned(), |it| it.code().to_owned());
    let zone = model.zone.map_or(ZONE, TimeZone::name);
    // Who did not say their name is not called what stands for it.
    let me = Some(model.actor.name.as_str());
    let me = me.filter(|name| *name != words.text("actor-unknown"));
    vec![
        Field::line("me", me.unwrap_or_default())
            .required()
            .checked(is_name),
        Field::line("team", "").required().checked(is_name),
        Field::choice("currency", currencies.collect(), &currency).required(),
        Field::choice("zone", zones.collect(), zone).required(),
    ]
}

fn send(model: &mut Model, words: &Words, form: &Form) -> Vec<Effect> {
    let currency = Currency::from_code(form.value("currency"));
    let zone = TimeZone::from_name(form.value("zone"));
    let (Some(currency), Some(zone)) = (currency, zone) else {
        return Vec::new();
    };
    let stages = STAGES.iter().map(|(name, kind, probability)| NewStage {
        name: words.text(name),
        kind: *kind,
        probability: *probability,
    });
    let team = NewTeam {
        rep: form.value("me").to_owned(),
        name: form.value("team").to_owned(),
        currency,
        zone,
        stages: stages.collect(),
        roles: words.shipped_roles(),
    };
    let join = Job::Join(form.value("me").to_owned(), Command::StartTeam(team));
    update::work(model, join)
}
