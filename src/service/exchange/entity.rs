//! What can be imported: one row a kind of record, one row a field. Mappings are checked and read by this table.

use crate::domain::activity::{ActivityKind, ActivityStatus};
use crate::domain::codes;
use crate::domain::deal::ForecastCategory;
use crate::domain::party::StrategicClass;
use crate::domain::team::{Function, Job};
use crate::store::record::Table;
use crate::store::tables;

codes! {
    /// A kind of record that a mapping can name.
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
    }
}

/// How a cell becomes a value.
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
    /// A time of day.
    Time,
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
    /// Into the deal's line.
    DealLine,
    /// Into the deal's contact.
    DealContact,
    /// Nowhere: it only helps to read other fields.
    Nowhere,
}

/// A field of a kind of record.
#[derive(Debug)]
pub struct Field {
    /// Its name in mappings.
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
const ACCOUNT: Field = field("account", "account_id", Read::Reference(Kind::Account));

/// A kind of record with its table and its fields. Fields are read in this order: those that others depend on first.
#[derive(Debug)]
pub struct Entity {
    /// The kind.
    pub kind: Kind,
    /// Where its records are kept.
    pub table: &'static Table,
    /// Its fields.
    pub fields: &'static [Field],
}

/// Every kind of record there is to import.
pub static ENTITIES: &[Entity] = &[
    Entity {
        kind: Kind::Rep,
        table: &tables::REP,
        fields: &[
            NAME,
            field("email", "email", Read::Email),
            field("job", "job", Read::Code(Job::CODES)),
            field("function", "function", Read::Code(Function::CODES)),
        ],
    },
    Entity {
        kind: Kind::Team,
        table: &tables::TEAM,
        fields: &[NAME],
    },
    Entity {
        kind: Kind::Office,
        table: &tables::OFFICE,
        fields: &[NAME],
    },
    Entity {
        kind: Kind::Membership,
        table: &tables::MEMBERSHIP,
        fields: &[
            required("rep", "rep_id", Read::Reference(Kind::Rep)),
            field("team", "team_id", Read::Reference(Kind::Team)),
            field("office", "office_id", Read::Reference(Kind::Office)),
            field("manager", "manager_id", Read::Reference(Kind::Rep)),
            field("from_on", "from_on", Read::Day),
        ],
    },
    Entity {
        kind: Kind::Account,
        table: &tables::ACCOUNT,
        fields: &[
            NAME,
            OWNER,
            field("parent", "parent_id", Read::Reference(Kind::Account)),
            field("industry", "industry", Read::Text),
            field("region", "region", Read::Text),
            field("employees", "employees", Read::Whole),
            field("domain", "domain", Read::Domain),
        ],
    },
    Entity {
        kind: Kind::Contact,
        table: &tables::CONTACT,
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
        table: &tables::PRODUCT,
        fields: &[
            NAME,
            field("currency", "currency", Read::Currency),
            field("list_price", "list_price", Read::Money),
            field("class", "class", Read::Code(StrategicClass::CODES)),
        ],
    },
    Entity {
        kind: Kind::Deal,
        table: &tables::DEAL,
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
        ],
    },
    Entity {
        kind: Kind::Activity,
        table: &tables::ACTIVITY,
        fields: &[
            required("kind", "kind", Read::Code(ActivityKind::CODES)),
            required("status", "status", Read::Code(ActivityStatus::CODES)),
            field("subject", "subject", Read::Text),
            field("held_on", "held_on", Read::Day),
            field("start_time", "start_time", Read::Time),
            field("duration_minutes", "duration_minutes", Read::Whole),
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
        ],
    },
];

/// The entity of a kind.
pub fn entity(kind: Kind) -> &'static Entity {
    // The test below shows that every kind has its row, at its place.
    &ENTITIES[kind as usize]
}

impl Entity {
    /// Where a field stands among the fields.
    pub fn field(&self, name: &str) -> Option<usize> {
        self.fields.iter().position(|field| field.name == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_its_entity_and_every_field_its_column() {
        for &kind in Kind::ALL {
            let entity = entity(kind);
            assert_eq!(entity.kind, kind);
            assert_eq!(entity.table.name, kind.code());
            for field in entity.fields {
                if let Target::Column(column) = field.target {
                    assert!(
                        entity.table.column(column).is_some(),
                        "{}.{column}",
                        kind.code()
                    );
                }
            }
        }
    }
}
