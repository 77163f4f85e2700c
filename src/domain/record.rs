//! Kinds of records and their fields: one row each. Commands, forms, the command line and mappings read this table.

use super::access::Level;
use super::activity::{ActivityKind, ActivityStatus};
use super::calendar::Day;
use super::credit::CreditKind;
use super::deal::{ForecastCategory, StageKind};
use super::money::Money;
use super::party::StrategicClass;
use super::plan::Weekday;
use super::role::{
    CaseStatus, ChannelKind, Complexity, ContractStatus, CostBand, MEASURES, OpsCategory, OpsSide,
    Priority, Profile, Sharing, When,
};
use super::sprint::{GoalMet, Urgency};
use super::team::{Function, Job};
use super::text::name_key;

codes! {
    /// A kind of record that people make, change and delete. The code is the name of its table.
    Kind {
        /// A person on the team.
        Rep => "rep",
        /// A team.
        Team => "team",
        /// An office.
        Office => "office",
        /// Where a rep belongs.
        Membership => "membership",
        /// A company.
        Account => "account",
        /// A person at an account.
        Contact => "contact",
        /// Something that is sold.
        Product => "product",
        /// An opportunity.
        Deal => "deal",
        /// Something planned or done.
        Activity => "activity",
        /// An ordered set of stages.
        Pipeline => "pipeline",
        /// A step of a pipeline.
        Stage => "stage",
        /// A product on a deal.
        DealLine => "deal_line",
        /// A contact's part in a deal.
        DealContact => "deal_contact",
        /// One week of one rep.
        Sprint => "sprint",
        /// Days on which somebody is not there.
        Absence => "absence",
        /// A day on which nobody works.
        Holiday => "holiday",
        /// What comes back every week.
        Template => "template",
        /// A seat on an account or a deal.
        Role => "role",
        /// What a role owes.
        RoleDuty => "role_duty",
        /// Somebody on the team of an account.
        AccountMember => "account_member",
        /// Somebody on the team of a deal.
        DealMember => "deal_member",
        /// Somebody of a rep's usual team.
        DefaultMember => "default_member",
        /// What was agreed on with a company.
        Contract => "contract",
        /// What a company needs help with.
        SupportCase => "support_case",
        /// What somebody is good at.
        Skill => "skill",
        /// A way to reach somebody.
        Channel => "channel",
        /// What the sales operations see to.
        OpsDuty => "ops_duty",
        /// A share of a deal.
        Credit => "credit",
    }
}

/// How a cell, or what somebody types, becomes a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Read {
    /// One line of text that names the record.
    Name,
    /// One line of text.
    Text,
    /// A mail address, in small letters.
    Email,
    /// The domain of a web or mail address, in small letters.
    Domain,
    /// Text of several lines.
    Long,
    /// An amount; the record's `currency` is set with it.
    Money,
    /// An ISO 4217 code.
    Currency,
    /// A percent or a fraction, kept in basis points.
    Share,
    /// A whole number.
    Whole,
    /// A day.
    Day,
    /// An ISO week such as `2026-W47`, or a day of it; kept as its Monday.
    Week,
    /// A time of day.
    Time,
    /// A number of minutes.
    Minutes,
    /// One of these words.
    Code(&'static [&'static str]),
    /// Another record.
    Reference(Kind),
    /// A pipeline, by name: it tells stages of the same name apart.
    Pipeline,
    /// A stage, by name.
    Stage,
}

/// Where a field's value goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// Into a column of the record.
    Column(&'static str),
    /// Into a column too, but only by hand: no file brings it but our own.
    ByHand(&'static str),
    /// Into the deal's line.
    DealLine,
    /// Into the deal's contact.
    DealContact,
    /// It puts the activity into a week.
    Week,
    /// Into a column, as the day after.
    DayBefore(&'static str),
    /// Nowhere: it only helps to read other fields.
    Nowhere,
}

/// A field of a kind of record.
#[derive(Debug, PartialEq, Eq)]
pub struct Field {
    /// Its name in mappings, on the command line and in JSON.
    pub name: &'static str,
    /// How it is read.
    pub read: Read,
    /// Where it goes.
    pub target: Target,
    /// Whether a record cannot be without it.
    pub is_required: bool,
}

const fn field(name: &'static str, column: &'static str, read: Read) -> Field {
    Field {
        name,
        read,
        target: Target::Column(column),
        is_required: false,
    }
}

const fn required(name: &'static str, column: &'static str, read: Read) -> Field {
    Field {
        name,
        read,
        target: Target::Column(column),
        is_required: true,
    }
}

const fn by_hand(name: &'static str, column: &'static str, read: Read) -> Field {
    Field {
        name,
        read,
        target: Target::ByHand(column),
        is_required: false,
    }
}

const fn aside(name: &'static str, read: Read, target: Target) -> Field {
    Field {
        name,
        read,
        target,
        is_required: false,
    }
}

const NAME: Field = required("name", "name", Read::Name);
const OWNER: Field = field("owner", "owner_id", Read::Reference(Kind::Rep));
const POSITION: Field = by_hand("position", "position", Read::Whole);
const ACCOUNT: Field = field("account", "account_id", Read::Reference(Kind::Account));

/// A kind of record with its fields. They are read in this order: those that others depend on first.
#[derive(Debug)]
pub struct Entity {
    /// The kind.
    pub kind: Kind,
    /// Its commands in the journal: to make one, to change one, to delete one.
    pub commands: [&'static str; 3],
    /// Whether files of other sources bring it; our own bring every kind.
    pub is_imported: bool,
    /// Its fields.
    pub fields: &'static [Field],
}

/// Every kind of record there is.
pub static ENTITIES: &[Entity] = &[
    Entity {
        kind: Kind::Rep,
        commands: ["add-rep", "edit-rep", "delete-rep"],
        is_imported: true,
        fields: &[
            NAME,
            field("email", "email", Read::Email),
            field("job", "job", Read::Code(Job::CODES)),
            field("function", "function", Read::Code(Function::CODES)),
            field("profile", "profile", Read::Code(Profile::CODES)),
            field("cost_band", "cost_band", Read::Code(CostBand::CODES)),
            field("left_on", "left_on", Read::Day),
        ],
    },
    Entity {
        kind: Kind::Team,
        commands: ["add-team", "edit-team", "delete-team"],
        is_imported: true,
        fields: &[NAME],
    },
    Entity {
        kind: Kind::Office,
        commands: ["add-office", "edit-office", "delete-office"],
        is_imported: true,
        fields: &[NAME],
    },
    Entity {
        kind: Kind::Membership,
        commands: ["add-membership", "edit-membership", "delete-membership"],
        is_imported: true,
        fields: &[
            required("rep", "rep_id", Read::Reference(Kind::Rep)),
            field("team", "team_id", Read::Reference(Kind::Team)),
            field("office", "office_id", Read::Reference(Kind::Office)),
            field("manager", "manager_id", Read::Reference(Kind::Rep)),
            field("from_on", "from_on", Read::Day),
            by_hand("to_on", "to_on", Read::Day),
        ],
    },
    Entity {
        kind: Kind::Account,
        commands: ["add-account", "edit-account", "delete-account"],
        is_imported: true,
        fields: &[
            NAME,
            OWNER,
            field("parent", "parent_id", Read::Reference(Kind::Account)),
            field("industry", "industry", Read::Text),
            field("region", "region", Read::Text),
            field("employees", "employees", Read::Whole),
            field("domain", "domain", Read::Domain),
            by_hand("sharing", "sharing", Read::Code(Sharing::CODES)),
        ],
    },
    Entity {
        kind: Kind::Contact,
        commands: ["add-contact", "edit-contact", "delete-contact"],
        is_imported: true,
        fields: &[
            NAME,
            ACCOUNT,
            OWNER,
            field("email", "email", Read::Email),
            field("phone", "phone", Read::Text),
            field("title", "title", Read::Text),
        ],
    },
    Entity {
        kind: Kind::Product,
        commands: ["add-product", "edit-product", "delete-product"],
        is_imported: true,
        fields: &[
            NAME,
            field("currency", "currency", Read::Currency),
            field("list_price", "list_price", Read::Money),
            field("class", "class", Read::Code(StrategicClass::CODES)),
        ],
    },
    Entity {
        kind: Kind::Deal,
        commands: ["add-deal", "edit-deal", "delete-deal"],
        is_imported: true,
        fields: &[
            aside("pipeline", Read::Pipeline, Target::Nowhere),
            required("stage", "stage_id", Read::Stage),
            field("currency", "currency", Read::Currency),
            aside("product", Read::Reference(Kind::Product), Target::DealLine),
            aside(
                "contact",
                Read::Reference(Kind::Contact),
                Target::DealContact,
            ),
            NAME,
            ACCOUNT,
            OWNER,
            field("amount", "amount", Read::Money),
            field("probability", "probability", Read::Share),
            field("category", "category", Read::Code(ForecastCategory::CODES)),
            field("started_on", "started_on", Read::Day),
            field("expected_close_on", "expected_close_on", Read::Day),
            field("closed_on", "closed_on", Read::Day),
            field("agreement_send_on", "agreement_send_on", Read::Day),
            field("close_reason", "close_reason", Read::Text),
            field("note", "note", Read::Long),
            by_hand("sharing", "sharing", Read::Code(Sharing::CODES)),
            by_hand("complexity", "complexity", Read::Code(Complexity::CODES)),
        ],
    },
    Entity {
        kind: Kind::Activity,
        commands: ["add-activity", "edit-activity", "delete-activity"],
        is_imported: true,
        fields: &[
            required("kind", "kind", Read::Code(ActivityKind::CODES)),
            required("status", "status", Read::Code(ActivityStatus::CODES)),
            field("subject", "subject", Read::Text),
            field("held_on", "held_on", Read::Day),
            field("start_time", "start_time", Read::Time),
            field("duration_minutes", "duration_minutes", Read::Minutes),
            field("outcome", "outcome", Read::Text),
            field("note", "note", Read::Long),
            field("done_by", "done_by_id", Read::Reference(Kind::Rep)),
            field("done_for", "done_for_id", Read::Reference(Kind::Rep)),
            field(
                "scheduled_by",
                "scheduled_by_id",
                Read::Reference(Kind::Rep),
            ),
            field("deal", "deal_id", Read::Reference(Kind::Deal)),
            ACCOUNT,
            field("contact", "contact_id", Read::Reference(Kind::Contact)),
            field("target", "target", Read::Whole),
            field("counted", "counted", Read::Whole),
            field("urgency", "urgency", Read::Code(Urgency::CODES)),
            field("blocker", "blocker", Read::Text),
            field(
                "blocker_owner",
                "blocker_owner_id",
                Read::Reference(Kind::Rep),
            ),
            field("blocked_on", "blocked_on", Read::Day),
            by_hand("doing_since_on", "doing_since_on", Read::Day),
            by_hand("duty", "duty_id", Read::Reference(Kind::RoleDuty)),
            aside("week", Read::Week, Target::Week),
        ],
    },
    Entity {
        kind: Kind::Pipeline,
        commands: ["add-pipeline", "edit-pipeline", "delete-pipeline"],
        is_imported: false,
        fields: &[NAME, POSITION],
    },
    Entity {
        kind: Kind::Stage,
        commands: ["add-stage", "edit-stage", "delete-stage"],
        is_imported: false,
        fields: &[
            NAME,
            required("pipeline", "pipeline_id", Read::Reference(Kind::Pipeline)),
            required("kind", "kind", Read::Code(StageKind::CODES)),
            field("probability", "probability", Read::Share),
            field("category", "category", Read::Code(ForecastCategory::CODES)),
            field("exit_criteria", "exit_criteria", Read::Long),
            field("function", "function", Read::Code(Function::CODES)),
            POSITION,
        ],
    },
    Entity {
        kind: Kind::DealLine,
        commands: ["add-deal-line", "edit-deal-line", "delete-deal-line"],
        is_imported: false,
        fields: &[
            required("deal", "deal_id", Read::Reference(Kind::Deal)),
            required("product", "product_id", Read::Reference(Kind::Product)),
            required("quantity", "quantity", Read::Whole),
            aside("currency", Read::Currency, Target::Nowhere),
            field("price", "price", Read::Money),
        ],
    },
    Entity {
        kind: Kind::DealContact,
        commands: [
            "add-deal-contact",
            "edit-deal-contact",
            "delete-deal-contact",
        ],
        is_imported: false,
        fields: &[
            required("deal", "deal_id", Read::Reference(Kind::Deal)),
            required("contact", "contact_id", Read::Reference(Kind::Contact)),
        ],
    },
    Entity {
        kind: Kind::Sprint,
        commands: ["add-sprint", "edit-sprint", "delete-sprint"],
        is_imported: false,
        fields: &[
            required("rep", "rep_id", Read::Reference(Kind::Rep)),
            required("week_on", "week_on", Read::Day),
            field("goal", "goal", Read::Text),
            field("capacity_minutes", "capacity_minutes", Read::Minutes),
            field("goal_met", "goal_met", Read::Code(GoalMet::CODES)),
            field("keep", "keep", Read::Text),
            field("change", "change", Read::Text),
            field("attempt", "attempt", Read::Text),
        ],
    },
    Entity {
        kind: Kind::Absence,
        commands: ["add-absence", "edit-absence", "delete-absence"],
        is_imported: true,
        fields: &[
            required("rep", "rep_id", Read::Reference(Kind::Rep)),
            required("from_on", "from_on", Read::Day),
            field("back_on", "back_on", Read::Day),
            aside("last_on", Read::Day, Target::DayBefore("back_on")),
            field("cover", "cover_id", Read::Reference(Kind::Rep)),
            field("note", "note", Read::Text),
        ],
    },
    Entity {
        kind: Kind::Holiday,
        commands: ["add-holiday", "edit-holiday", "delete-holiday"],
        is_imported: true,
        fields: &[
            NAME,
            required("held_on", "held_on", Read::Day),
            field("office", "office_id", Read::Reference(Kind::Office)),
        ],
    },
    Entity {
        kind: Kind::Template,
        commands: ["add-template", "edit-template", "delete-template"],
        is_imported: true,
        fields: &[
            required("activity", "kind", Read::Code(ActivityKind::CODES)),
            field("subject", "subject", Read::Text),
            field("rep", "rep_id", Read::Reference(Kind::Rep)),
            field("function", "function", Read::Code(Function::CODES)),
            field("target", "target", Read::Whole),
            field("duration_minutes", "duration_minutes", Read::Minutes),
            field("weekday", "weekday", Read::Code(Weekday::CODES)),
            field("start_time", "start_time", Read::Time),
        ],
    },
    Entity {
        kind: Kind::Role,
        commands: ["add-role", "edit-role", "delete-role"],
        is_imported: false,
        fields: &[
            NAME,
            field("function", "function", Read::Code(Function::CODES)),
            field("measure", "measure", Read::Code(MEASURES)),
            field("overlay_share", "overlay_share", Read::Share),
        ],
    },
    Entity {
        kind: Kind::RoleDuty,
        commands: ["add-role-duty", "edit-role-duty", "delete-role-duty"],
        is_imported: false,
        fields: &[
            NAME,
            required("role", "role_id", Read::Reference(Kind::Role)),
            aside("pipeline", Read::Pipeline, Target::Nowhere),
            field("stage", "stage_id", Read::Stage),
        ],
    },
    Entity {
        kind: Kind::AccountMember,
        commands: [
            "add-account-member",
            "edit-account-member",
            "delete-account-member",
        ],
        is_imported: true,
        fields: &[
            required("account", "account_id", Read::Reference(Kind::Account)),
            required("rep", "rep_id", Read::Reference(Kind::Rep)),
            field("role", "role_id", Read::Reference(Kind::Role)),
            field("account_level", "account_level", Read::Code(Level::CODES)),
            field("deal_level", "deal_level", Read::Code(Level::CODES)),
            field("contract_level", "contract_level", Read::Code(Level::CODES)),
            field("case_level", "case_level", Read::Code(Level::CODES)),
        ],
    },
    Entity {
        kind: Kind::DealMember,
        commands: ["add-deal-member", "edit-deal-member", "delete-deal-member"],
        is_imported: true,
        fields: &[
            required("deal", "deal_id", Read::Reference(Kind::Deal)),
            required("rep", "rep_id", Read::Reference(Kind::Rep)),
            field("role", "role_id", Read::Reference(Kind::Role)),
            field("deal_level", "deal_level", Read::Code(Level::CODES)),
        ],
    },
    Entity {
        kind: Kind::DefaultMember,
        commands: [
            "add-default-member",
            "edit-default-member",
            "delete-default-member",
        ],
        is_imported: false,
        fields: &[
            required("rep", "rep_id", Read::Reference(Kind::Rep)),
            required("member", "member_id", Read::Reference(Kind::Rep)),
            field("role", "role_id", Read::Reference(Kind::Role)),
            required("added", "added", Read::Code(When::CODES)),
            field("account_level", "account_level", Read::Code(Level::CODES)),
            field("deal_level", "deal_level", Read::Code(Level::CODES)),
            field("contract_level", "contract_level", Read::Code(Level::CODES)),
            field("case_level", "case_level", Read::Code(Level::CODES)),
        ],
    },
    Entity {
        kind: Kind::Contract,
        commands: ["add-contract", "edit-contract", "delete-contract"],
        is_imported: true,
        fields: &[
            NAME,
            required("account", "account_id", Read::Reference(Kind::Account)),
            required("status", "status", Read::Code(ContractStatus::CODES)),
            field("start_on", "start_on", Read::Day),
            field("end_on", "end_on", Read::Day),
            aside("last_on", Read::Day, Target::DayBefore("end_on")),
            field("currency", "currency", Read::Currency),
            field("amount", "amount", Read::Money),
        ],
    },
    Entity {
        kind: Kind::SupportCase,
        commands: [
            "add-support-case",
            "edit-support-case",
            "delete-support-case",
        ],
        is_imported: true,
        fields: &[
            NAME,
            required("account", "account_id", Read::Reference(Kind::Account)),
            OWNER,
            required("status", "status", Read::Code(CaseStatus::CODES)),
            required("priority", "priority", Read::Code(Priority::CODES)),
            field("opened_on", "opened_on", Read::Day),
        ],
    },
    Entity {
        kind: Kind::Skill,
        commands: ["add-skill", "edit-skill", "delete-skill"],
        is_imported: false,
        fields: &[
            NAME,
            required("rep", "rep_id", Read::Reference(Kind::Rep)),
            field("level", "level", Read::Whole),
        ],
    },
    Entity {
        kind: Kind::Channel,
        commands: ["add-channel", "edit-channel", "delete-channel"],
        is_imported: false,
        fields: &[
            required("rep", "rep_id", Read::Reference(Kind::Rep)),
            required("kind", "kind", Read::Code(ChannelKind::CODES)),
            field("address", "address", Read::Text),
        ],
    },
    Entity {
        kind: Kind::OpsDuty,
        commands: ["add-ops-duty", "edit-ops-duty", "delete-ops-duty"],
        is_imported: false,
        fields: &[
            NAME,
            required(
                "ops_category",
                "ops_category",
                Read::Code(OpsCategory::CODES),
            ),
            required("side", "side", Read::Code(OpsSide::CODES)),
            field("rep", "rep_id", Read::Reference(Kind::Rep)),
        ],
    },
    Entity {
        kind: Kind::Credit,
        commands: ["add-credit", "edit-credit", "delete-credit"],
        is_imported: true,
        fields: &[
            required("deal", "deal_id", Read::Reference(Kind::Deal)),
            required("rep", "rep_id", Read::Reference(Kind::Rep)),
            required("kind", "kind", Read::Code(CreditKind::CODES)),
            required("share", "share", Read::Share),
        ],
    },
];

/// The entity of a kind.
pub fn entity(kind: Kind) -> &'static Entity {
    // The test below shows that every kind has its row, at its place.
    &ENTITIES[kind as usize]
}

/// What a field is to hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// Text, or a code.
    Text(String),
    /// Text below the one that is there.
    More(String),
    /// A number, basis points, or minutes.
    Number(i64),
    /// An amount.
    Money(Money),
    /// A day.
    Day(Day),
    /// The record of this id.
    Record(i64),
    /// The record of this name, id or outside id; made if it is new and a name is enough for it.
    Named(String),
}

/// A field and what it is to hold; nothing clears it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assignment {
    /// Name of the field.
    pub field: &'static str,
    /// What it is to hold.
    pub content: Option<Content>,
}

impl Assignment {
    /// A field that is to hold something.
    pub fn new(field: &'static str, content: Content) -> Self {
        Self {
            field,
            content: Some(content),
        }
    }

    /// A field that is to hold nothing.
    pub fn cleared(field: &'static str) -> Self {
        Self {
            field,
            content: None,
        }
    }
}

/// What people call a field besides: filters know these words too.
const OTHER_WORDS: &[(&str, &str)] = &[
    ("close", "expected_close_on"),
    ("agreement", "agreement_send_on"),
    ("criteria", "exit_criteria"),
];

impl Field {
    /// The message that is its label.
    pub fn label(&self) -> String {
        label_of(self.name)
    }

    /// The option of the command line that gives it: `expected-close` for `expected_close_on`.
    pub fn option(&self) -> String {
        let name = ["_on", "_minutes"]
            .into_iter()
            .find_map(|unit| self.name.strip_suffix(unit));
        name.unwrap_or(self.name).replace('_', "-")
    }

    /// Whether a word names it: its name or its option, with blanks, dashes or underscores.
    pub fn is_named(&self, word: &str) -> bool {
        let word = name_key(word).replace(['_', ' '], "-");
        let is_other = |(other, name): &(&str, &str)| *other == word && *name == self.name;
        word == self.option()
            || word == self.name.replace('_', "-")
            || OTHER_WORDS.iter().any(is_other)
    }

    /// The column that holds it, if it is one of the record's own.
    pub fn column(&self) -> Option<&'static str> {
        match self.target {
            Target::Column(column) | Target::ByHand(column) => Some(column),
            Target::DealLine
            | Target::DealContact
            | Target::Week
            | Target::DayBefore(_)
            | Target::Nowhere => None,
        }
    }
}

/// The message that is the label of a field of this name.
pub fn label_of(field: &str) -> String {
    ["field-", &field.replace('_', "-")].concat()
}

impl Kind {
    /// Its word on the command line.
    pub fn word(self) -> String {
        self.code().replace('_', "-")
    }

    /// The kind of a word of the command line.
    pub fn from_word(word: &str) -> Option<Self> {
        match word {
            "case" => Some(Self::SupportCase),
            _ => Self::from_code(&word.replace('-', "_")),
        }
    }

    /// Whether a record of the kind is a part of a deal.
    pub fn is_of_deal(self) -> bool {
        matches!(
            self,
            Self::DealLine | Self::DealContact | Self::DealMember | Self::Credit
        )
    }

    /// Whether a record of the kind is made where a name is given that is new: the name is all it needs.
    pub fn is_made_by_name(self) -> bool {
        use Kind::{Account, Contact, Office, Pipeline, Product, Team};
        matches!(self, Account | Contact | Office | Pipeline | Product | Team)
    }
}

impl Entity {
    /// The field of a word: its name, or its option on the command line.
    pub fn named(&self, word: &str) -> Option<&'static Field> {
        self.filled().find(|field| field.is_named(word))
    }

    /// The field that a record is called by.
    pub fn title(&self) -> Option<&'static Field> {
        self.filled()
            .find(|field| matches!(field.name, "name" | "subject"))
    }

    /// The fields that people fill in, in the order in which forms have them.
    pub fn filled(&self) -> impl Iterator<Item = &'static Field> {
        self.fields.iter().filter(|it| it.column().is_some())
    }

    /// Where a field of files stands among the fields.
    pub fn field(&self, name: &str) -> Option<usize> {
        self.fields
            .iter()
            .position(|it| it.name == name && !matches!(it.target, Target::ByHand(_)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_its_entity() {
        for &kind in Kind::ALL {
            assert_eq!(entity(kind).kind, kind);
            let code = kind.code().replace('_', "-");
            let commands = ["add-", "edit-", "delete-"].map(|verb| [verb, &code].concat());
            assert_eq!(
                entity(kind).commands,
                commands.each_ref().map(String::as_str)
            );
        }
    }
}
