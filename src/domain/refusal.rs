//! Rules that a command broke: which one, and its values. The edges find the words.

use std::ops::RangeInclusive;

use super::access::{Level, Object};
use super::calendar::Day;
use super::message::{Arg, Message};
use super::money::Currency;
use super::record::label_of;
use super::team::{Function, Job};

/// Why a command was refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// A name is empty, too long or holds characters that nobody can see.
    BadName {
        /// What was given.
        name: String,
    },
    /// There is one of this name already.
    NameTaken {
        /// Name of the table; its word is the message `kind-<table>`.
        kind: &'static str,
        /// The name.
        name: String,
    },
    /// Nothing goes by this name or id.
    NotFound {
        /// Name of the table.
        kind: &'static str,
        /// What was looked for.
        name: String,
    },
    /// Nothing goes by this name, and there are only few that it could be.
    NotAmong {
        /// Name of the table.
        kind: &'static str,
        /// What was looked for.
        name: String,
        /// What there is, the nearest first.
        near: Vec<String>,
    },
    /// Somebody acts by a name that nobody on the team has.
    NobodyCalled {
        /// The name.
        name: String,
        /// The name on the team that was meant, if one is near.
        nearest: Option<String>,
    },
    /// A job does not reach as far as this.
    BeyondJob {
        /// What it is.
        object: Object,
        /// What it is called; nothing where it has no name yet.
        name: String,
        /// The job.
        job: Job,
        /// What the job allows.
        ceiling: Level,
        /// Whose it is, if it is anybody's; none if it is their own.
        owner: Option<String>,
    },
    /// It is somebody else's, and nobody on its team may change it but them.
    NotYours {
        /// What it is called.
        name: String,
        /// Whose it is, if it is anybody's.
        owner: String,
    },
    /// Whose something is, who sees it and who is on its team is said by others.
    NotYourTeam {
        /// What it is called.
        name: String,
        /// Whose it is, if it is anybody's.
        owner: String,
    },
    /// Somebody gives more than they hold.
    GivesTooMuch {
        /// Of what.
        object: Object,
        /// What they hold.
        held: Level,
    },
    /// The usual team of somebody is theirs to choose.
    NotYourUsualTeam {
        /// Whose it is.
        rep: String,
    },
    /// Who has which job and which place is said by others.
    JobsAreOthers,
    /// Somebody would have no job, or run the sales operations: no lead makes that of anybody.
    AboveLeads,
    /// It is known of somebody else, and said by them.
    NotTheirs {
        /// Of whom.
        rep: String,
    },
    /// A job does not let everything out at once.
    NotExported {
        /// The job.
        job: Job,
        /// Whose job does.
        names: Vec<String>,
    },
    /// Whoever acts is not on the team any more.
    HasLeft {
        /// Who.
        name: String,
    },
    /// Something is given to somebody who is not on the team any more.
    IsGone {
        /// Who.
        name: String,
        /// Since when.
        left_on: Day,
    },
    /// Nothing of this id is there for whoever acts.
    Unseen {
        /// What it would be.
        object: Object,
        /// Its id.
        id: i64,
    },
    /// It cannot be taken back or brought back: something that whoever acts does not see is in the way.
    UsedUndoing,
    /// It cannot be deleted as long as something belongs to it that whoever acts does not see.
    UsedUnseen {
        /// Name of the table.
        kind: &'static str,
        /// What it is called.
        name: String,
    },
    /// Several go by this name.
    Ambiguous {
        /// Name of the table.
        kind: &'static str,
        /// The name.
        name: String,
        /// How many.
        count: usize,
    },
    /// Several may be meant by a part of a name.
    MeansSeveral {
        /// Name of the table.
        kind: &'static str,
        /// What was looked for.
        name: String,
        /// How many.
        count: usize,
        /// Some of them, with their ids.
        some: Vec<String>,
    },
    /// A decided deal has no day on which it was.
    ClosedWithoutDay {
        /// The deal.
        deal: String,
    },
    /// A deal would be decided before it began.
    ClosedBeforeStart {
        /// The deal.
        deal: String,
        /// The day it began.
        started_on: Day,
        /// The day it was decided.
        closed_on: Day,
    },
    /// A deal would be decided on a day to come.
    ClosedInFuture {
        /// The deal.
        deal: String,
        /// The day.
        closed_on: Day,
    },
    /// An open deal has a day on which it was decided.
    OpenWithCloseDay {
        /// The deal.
        deal: String,
    },
    /// An amount has no currency.
    AmountWithoutCurrency {
        /// The deal or product.
        name: String,
    },
    /// An amount is in another currency than the deal.
    OtherCurrency {
        /// The deal.
        deal: String,
        /// Its currency.
        currency: Currency,
        /// The currency of the amount.
        given: Currency,
    },
    /// The shares of a deal's revenue are not all of it.
    SharesNotWhole {
        /// The deal.
        deal: String,
        /// What they total, in basis points.
        total: i64,
    },
    /// The owner of a deal is not among those that its revenue is shared by.
    OwnerWithoutShare {
        /// The deal.
        deal: String,
        /// Whose it is.
        owner: String,
    },
    /// Somebody is to get two shares of one kind.
    SharedTwice {
        /// Their name.
        rep: String,
    },
    /// A number is outside what a record can hold.
    OutOfRange {
        /// The value as it was given.
        value: String,
    },
    /// A setting does not take this value.
    BadSetting {
        /// Code of the setting.
        key: &'static str,
        /// The value as it was given.
        value: String,
    },
    /// A limit does not take this value.
    BadLimit {
        /// Code of the limit.
        limit: &'static str,
        /// The value as it was given.
        value: i64,
        /// What it takes.
        range: RangeInclusive<i64>,
    },
    /// A limit is the same in every stage.
    NoLimitOfStage {
        /// Code of the limit.
        limit: &'static str,
        /// Name of the stage.
        stage: String,
    },
    /// A rate is not above zero, or beyond what any currency is worth.
    RateOutOfRange {
        /// The currency that is converted.
        currency: Currency,
    },
    /// There is nothing to convert to: no currency was agreed on, and the deals do not share one.
    NoReportingCurrency {
        /// The currency that was to be converted.
        currency: Currency,
    },
    /// A rate from the reporting currency to itself.
    RateOfItself {
        /// The currency.
        currency: Currency,
    },
    /// The store holds records already.
    NotEmpty,
    /// The day is too near to an end of the calendar.
    NoSampleOn {
        /// The day.
        today: Day,
    },
    /// A deal cannot be won or lost without saying why.
    NoReason {
        /// Name of the deal.
        deal: String,
    },
    /// Nothing is handed off there.
    NoHandOff {
        /// The deal.
        deal: String,
        /// The stage.
        stage: String,
    },
    /// A hand-off was answered, or the deal went elsewhere.
    NotWaiting {
        /// The deal.
        deal: String,
    },
    /// A deal is offered to somebody whose function the stage is not.
    OtherFunction {
        /// The stage.
        stage: String,
        /// Whose stage it is.
        function: Function,
        /// Whom it was to be offered to.
        rep: String,
        /// Whose function it is.
        others: Vec<String>,
    },
    /// It is not for them to take or return the deal.
    NotOffered {
        /// The deal.
        deal: String,
        /// Who wants to.
        rep: String,
    },
    /// A deal comes to a stage and is not what the stage asks for.
    NotMet {
        /// Name of the deal.
        deal: String,
        /// Name of the stage.
        stage: String,
        /// What is not met.
        criteria: Vec<String>,
    },
    /// What is done or called off cannot be planned anew, or counted.
    NotPlanned {
        /// What it is called.
        name: String,
    },
    /// Somebody would be back before they leave.
    BackTooSoon {
        /// First day away.
        from_on: Day,
    },
    /// A contract would end on the day on which it begins, or before.
    HoldsOnNoDay {
        /// Its number.
        contract: String,
        /// First day on which it holds.
        start_on: Day,
    },
    /// Nothing in a closed week changes.
    WeekIsClosed {
        /// Whose week, and which.
        week: String,
    },
    /// A week stays whose it is, and when.
    WeekIsAnother {
        /// Whose week, and which.
        week: String,
    },
    /// Nothing is planned in a week that has passed and was not planned then.
    WeekIsOver {
        /// Whose week, and which.
        week: String,
    },
    /// A week starts once.
    WeekHasStarted {
        /// Whose week, and which.
        week: String,
    },
    /// Only a closed week is opened again.
    WeekIsOpen {
        /// Whose week, and which.
        week: String,
    },
    /// What is done cannot be on a day to come.
    DoneAhead {
        /// The day.
        on: Day,
    },
    /// A pipeline has no stage of a kind.
    NoStageOf {
        /// Code of the kind.
        kind: &'static str,
    },
    /// The roles that come with the program owe by stages, and there are none.
    RolesBeforeStages,
    /// A kind of record has no such field.
    NoSuchField {
        /// Name of the table.
        kind: &'static str,
        /// The field.
        field: String,
    },
    /// A record cannot be without a field.
    Needed {
        /// Name of the table.
        kind: &'static str,
        /// The field; its label is the message `field-<name>`.
        field: &'static str,
    },
    /// A field does not take this value.
    BadValue {
        /// The field.
        field: &'static str,
        /// What was given.
        value: String,
    },
    /// Somebody would be their own manager.
    LeadsThemselves {
        /// Their name.
        rep: String,
    },
    /// A place ends before it begins.
    EndsBeforeItBegins {
        /// Name of the rep.
        rep: String,
    },
    /// A stage with deals in it cannot become open, won or lost.
    StageHasDeals {
        /// Its name.
        stage: String,
    },
    /// Something cannot be deleted as long as others need it.
    InUse {
        /// Name of the table.
        kind: &'static str,
        /// What it is called.
        name: String,
        /// Table of what needs it.
        user: &'static str,
        /// What that is called.
        by: String,
    },
    /// The actor has nothing that could be taken back.
    NothingToUndo,
    /// The actor took nothing back, or did something new since.
    NothingToRedo,
    /// No such entry, or it is not in force.
    NotLive {
        /// Number of the entry.
        seq: i64,
    },
    /// No such entry, or what it is about is in force.
    NotTakenBack {
        /// Number of the entry.
        seq: i64,
    },
    /// Someone changed the same record later.
    ChangedSince {
        /// Number of the later entry.
        seq: i64,
        /// Who.
        actor: String,
        /// Its command.
        command: String,
        /// What it was about.
        subject: String,
    },
    /// What someone had changed in the same record before was taken back since.
    TakenBackSince {
        /// Number of the entry that was taken back.
        seq: i64,
        /// Who took it back.
        actor: String,
        /// Its command.
        command: String,
        /// What it was about.
        subject: String,
    },
    /// A rep would be in two places on the same day.
    TwoPlaces {
        /// Name of the rep.
        rep: String,
    },
    /// A record that stays points to one that would go.
    StillUsed {
        /// Table of the record that points.
        kind: &'static str,
        /// Its id.
        id: i64,
        /// Number of the entry that made it, with who and what.
        by: Option<(i64, String)>,
    },
    /// What would come back points to a record that is gone.
    PointsToGone {
        /// Table of the record that is gone.
        kind: &'static str,
        /// Its id.
        id: i64,
        /// Number of the entry that took it away, with who.
        by: Option<(i64, String)>,
        /// Whether that entry took back what had made it.
        is_undo: bool,
    },
}

impl Refusal {
    /// What to say about it.
    #[expect(clippy::too_many_lines, reason = "one arm a rule")]
    pub fn message(&self) -> Message {
        match self {
            Self::BadName { name } => Message::new("refusal-bad-name").with("name", name.as_str()),
            Self::NameTaken { kind, name } => named("refusal-name-taken", kind, name),
            Self::NotFound { kind, name } => named("refusal-not-found", kind, name),
            Self::NotAmong { kind, name, near } => {
                named("refusal-not-among", kind, name).with("near", near.join(", "))
            }
            Self::NobodyCalled { name, nearest } => {
                let message = Message::new(match nearest {
                    Some(_) => "refusal-nobody-called-near",
                    None => "refusal-nobody-called",
                });
                let message = message.with("name", name.as_str());
                let nearest = nearest.iter();
                nearest.fold(message, |said, it| said.with("nearest", it.as_str()))
            }
            Self::BeyondJob {
                object,
                name,
                job,
                ceiling,
                owner,
            } => beyond(*object, name, *job, *ceiling)
                .with("owner", owner.as_deref().map_or_else(able, asked)),
            Self::NotYours { name, owner } => Message::new("refusal-not-yours")
                .with("name", name.as_str())
                .with("owner", asked(owner)),
            Self::NotYourTeam { name, owner } => Message::new("refusal-not-your-team")
                .with("name", name.as_str())
                .with("owner", asked(owner)),
            Self::GivesTooMuch { object, held } => Message::new("refusal-gives-too-much")
                .with_word("object", ["kind-", object.code()].concat())
                .with_word("held", level(*held)),
            Self::NotYourUsualTeam { rep } => {
                Message::new("refusal-not-your-usual-team").with("rep", rep.as_str())
            }
            Self::JobsAreOthers => Message::new("refusal-jobs-are-others"),
            Self::AboveLeads => Message::new("refusal-above-leads"),
            Self::NotTheirs { rep } => Message::new("refusal-not-theirs").with("rep", rep.as_str()),
            Self::NotExported { job, names } => Message::new("refusal-not-exported")
                .with_word("job", job_word(*job))
                .with("names", names.join(", ")),
            Self::HasLeft { name } => Message::new("refusal-has-left").with("name", name.as_str()),
            Self::IsGone { name, left_on } => Message::new("refusal-is-gone")
                .with("name", name.as_str())
                .with("on", *left_on),
            Self::Unseen { object, id } => {
                named("refusal-not-found", object.code(), &id.to_string())
            }
            Self::UsedUndoing => Message::new("refusal-used-undoing"),
            Self::UsedUnseen { kind, name } => named("refusal-used-unseen", kind, name),
            Self::Ambiguous { kind, name, count } => {
                named("refusal-ambiguous", kind, name).with("count", *count)
            }
            Self::MeansSeveral {
                kind,
                name,
                count,
                some,
            } => named("refusal-means-several", kind, name)
                .with("count", *count)
                .with("some", some.join("; ")),
            Self::ClosedWithoutDay { deal } => {
                Message::new("refusal-closed-without-day").with("deal", deal.as_str())
            }
            Self::ClosedBeforeStart {
                deal,
                started_on,
                closed_on,
            } => Message::new("refusal-closed-before-start")
                .with("deal", deal.as_str())
                .with("started", *started_on)
                .with("closed", *closed_on),
            Self::ClosedInFuture { deal, closed_on } => Message::new("refusal-closed-in-future")
                .with("deal", deal.as_str())
                .with("closed", *closed_on),
            Self::OpenWithCloseDay { deal } => {
                Message::new("refusal-open-with-close-day").with("deal", deal.as_str())
            }
            Self::AmountWithoutCurrency { name } => {
                Message::new("refusal-amount-without-currency").with("name", name.as_str())
            }
            Self::OtherCurrency {
                deal,
                currency,
                given,
            } => Message::new("refusal-other-currency")
                .with("deal", deal.as_str())
                .with("currency", currency.code())
                .with("given", given.code()),
            Self::SharesNotWhole { deal, total } => Message::new("refusal-shares-not-whole")
                .with("deal", deal.as_str())
                .with("total", Arg::Share(*total)),
            Self::OwnerWithoutShare { deal, owner } => Message::new("refusal-owner-without-share")
                .with("deal", deal.as_str())
                .with("owner", owner.as_str()),
            Self::SharedTwice { rep } => {
                Message::new("refusal-shared-twice").with("rep", rep.as_str())
            }
            Self::OutOfRange { value } => {
                Message::new("refusal-out-of-range").with("value", value.as_str())
            }
            Self::BadSetting { key, value } => Message::new("refusal-bad-setting")
                .with("key", *key)
                .with("value", value.as_str()),
            Self::BadLimit {
                limit,
                value,
                range,
            } => bad_limit(limit, *value, range),
            Self::NoLimitOfStage { limit, stage } => Message::new("refusal-no-limit-of-stage")
                .with_word("limit", ["limit-", &limit.replace('_', "-")].concat())
                .with("stage", stage.as_str()),
            Self::RateOutOfRange { currency } => {
                about_currency("refusal-rate-out-of-range", *currency)
            }
            Self::NoReportingCurrency { currency } => {
                about_currency("refusal-no-reporting-currency", *currency)
            }
            Self::RateOfItself { currency } => about_currency("refusal-rate-of-itself", *currency),
            Self::NotEmpty => Message::new("refusal-not-empty"),
            Self::NoSampleOn { today } => {
                Message::new("refusal-no-sample-on").with("today", *today)
            }
            Self::NoReason { deal } => {
                Message::new("refusal-no-reason").with("deal", deal.as_str())
            }
            Self::NoHandOff { deal, stage } => Message::new("refusal-no-hand-off")
                .with("deal", deal.as_str())
                .with("stage", stage.as_str()),
            Self::NotWaiting { deal } => {
                Message::new("refusal-not-waiting").with("deal", deal.as_str())
            }
            Self::OtherFunction {
                stage,
                function,
                rep,
                others,
            } => Message::new(match others[..] {
                [] => "refusal-other-function-nobody",
                _ => "refusal-other-function",
            })
            .with("stage", stage.as_str())
            .with_word("function", function_word(*function))
            .with("rep", rep.as_str())
            .with("others", others.join(", ")),
            Self::LeadsThemselves { rep } => {
                Message::new("refusal-leads-themselves").with("rep", rep.as_str())
            }
            Self::NotOffered { deal, rep } => Message::new("refusal-not-offered")
                .with("deal", deal.as_str())
                .with("rep", rep.as_str()),
            Self::NotMet {
                deal,
                stage,
                criteria,
            } => Message::new("refusal-not-met")
                .with("deal", deal.as_str())
                .with("stage", stage.as_str())
                .with("criteria", criteria.join(" · ")),
            Self::NotPlanned { name } => {
                Message::new("refusal-not-planned").with("name", name.as_str())
            }
            Self::HoldsOnNoDay { contract, start_on } => Message::new("refusal-holds-on-no-day")
                .with("contract", contract.as_str())
                .with("start", *start_on),
            Self::BackTooSoon { from_on } => {
                Message::new("refusal-back-too-soon").with("on", *from_on)
            }
            Self::WeekIsClosed { week } => {
                Message::new("refusal-week-is-closed").with("week", week.as_str())
            }
            Self::WeekIsAnother { week } => {
                Message::new("refusal-week-is-another").with("week", week.as_str())
            }
            Self::WeekIsOver { week } => {
                Message::new("refusal-week-is-over").with("week", week.as_str())
            }
            Self::WeekHasStarted { week } => {
                Message::new("refusal-week-has-started").with("week", week.as_str())
            }
            Self::WeekIsOpen { week } => {
                Message::new("refusal-week-is-open").with("week", week.as_str())
            }
            Self::DoneAhead { on } => Message::new("refusal-done-ahead").with("on", *on),
            Self::RolesBeforeStages => Message::new("refusal-roles-before-stages"),
            Self::NoStageOf { kind } => Message::new("refusal-no-stage-of").with("kind", *kind),
            Self::NoSuchField { kind, field } => Message::new("refusal-no-such-field")
                .with_word("kind", ["kind-", kind].concat())
                .with("field", field.as_str()),
            Self::Needed { kind, field } => Message::new("refusal-needed")
                .with_word("kind", ["kind-", kind].concat())
                .with_word("field", label_of(field)),
            Self::BadValue { field, value } => Message::new("refusal-bad-value")
                .with_word("field", label_of(field))
                .with("value", value.as_str()),
            Self::EndsBeforeItBegins { rep } => {
                Message::new("refusal-ends-before-it-begins").with("rep", rep.as_str())
            }
            Self::StageHasDeals { stage } => {
                Message::new("refusal-stage-has-deals").with("stage", stage.as_str())
            }
            Self::InUse {
                kind,
                name,
                user,
                by,
            } => named(in_use(kind), kind, name)
                .with_word("user", ["kind-", user].concat())
                .with("by", by.as_str()),
            Self::NothingToUndo => Message::new("refusal-nothing-to-undo"),
            Self::NothingToRedo => Message::new("refusal-nothing-to-redo"),
            Self::NotLive { seq } => Message::new("refusal-not-live").with("seq", seq.to_string()),
            Self::NotTakenBack { seq } => {
                Message::new("refusal-not-taken-back").with("seq", seq.to_string())
            }
            Self::ChangedSince {
                seq,
                actor,
                command,
                subject,
            } => Message::new("refusal-changed-since")
                .with("seq", seq.to_string())
                .with("actor", actor.as_str())
                .with("command", command.as_str())
                .with("subject", subject.as_str()),
            Self::TakenBackSince {
                seq,
                actor,
                command,
                subject,
            } => Message::new("refusal-taken-back-since")
                .with("seq", seq.to_string())
                .with("actor", actor.as_str())
                .with("command", command.as_str())
                .with("subject", subject.as_str()),
            Self::TwoPlaces { rep } => Message::new("refusal-two-places").with("rep", rep.as_str()),
            Self::StillUsed { kind, id, by: None } => of_row("refusal-still-used", kind, *id),
            Self::StillUsed {
                kind,
                id,
                by: Some((seq, actor)),
            } => of_row("refusal-still-used-by", kind, *id)
                .with("seq", seq.to_string())
                .with("actor", actor.as_str()),
            Self::PointsToGone {
                kind,
                id,
                by,
                is_undo,
            } => {
                let (seq, actor) = by.clone().unwrap_or_default();
                of_row("refusal-points-to-gone", kind, *id)
                    .with("seq", seq.to_string())
                    .with("actor", actor)
                    .with("back", if *is_undo { "redo" } else { "undo" })
            }
        }
    }
}

fn about_currency(key: &'static str, currency: Currency) -> Message {
    Message::new(key).with("currency", currency.code())
}

fn bad_limit(limit: &str, value: i64, range: &RangeInclusive<i64>) -> Message {
    Message::new("refusal-bad-limit")
        .with_word("limit", ["limit-", &limit.replace('_', "-")].concat())
        .with("value", value)
        .with("least", *range.start())
        .with("most", *range.end())
}

/// About a row that no name was looked up for.
fn of_row(key: &'static str, kind: &str, id: i64) -> Message {
    Message::new(key)
        .with_word("kind", ["kind-", kind].concat())
        .with("id", id.to_string())
}

/// What is said of a record of a kind that others need: the deals of a stage can go elsewhere in the same step.
fn in_use(kind: &str) -> &'static str {
    match kind {
        "stage" => "refusal-stage-in-use",
        _ => "refusal-in-use",
    }
}

fn named(key: &'static str, kind: &str, name: &str) -> Message {
    Message::new(key)
        .with_word("kind", ["kind-", kind].concat())
        .with("name", name)
}

impl Refusal {
    /// Whether it is about what somebody may do, and not about what is done.
    pub fn is_about_access(&self) -> bool {
        matches!(
            self,
            Self::BeyondJob { .. }
                | Self::NotYours { .. }
                | Self::NotYourTeam { .. }
                | Self::GivesTooMuch { .. }
                | Self::NotYourUsualTeam { .. }
                | Self::JobsAreOthers
                | Self::AboveLeads
                | Self::NotTheirs { .. }
                | Self::NotExported { .. }
                | Self::HasLeft { .. }
                | Self::Unseen { .. }
        )
    }
}

/// The word of a function.
pub fn function_word(function: Function) -> String {
    ["function-", &function.code().replace('_', "-")].concat()
}

/// The word of a job.
pub fn job_word(job: Job) -> String {
    ["job-", &job.code().replace('_', "-")].concat()
}

/// What a job does not reach.
fn beyond(object: Object, name: &str, job: Job, ceiling: Level) -> Message {
    let key = if name.is_empty() {
        "refusal-beyond-job"
    } else {
        "refusal-beyond-job-named"
    };
    Message::new(key)
        .with("name", name)
        .with("object", object.code())
        .with_word("job", job_word(job))
        .with("ceiling", ceiling.code())
}

/// Whom to ask first: whose it is.
fn asked(owner: &str) -> Arg {
    if owner.is_empty() {
        Arg::Word("access-its-owner".to_owned())
    } else {
        Arg::Text(owner.to_owned())
    }
}

/// Whom to ask first where it is their own: their job is in the way.
fn able() -> Arg {
    Arg::Word("access-whose-job-may".to_owned())
}

/// The word of a level.
fn level(level: Level) -> String {
    ["account-level-", level.code()].concat()
}
