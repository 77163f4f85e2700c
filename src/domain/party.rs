//! Whom we sell to, and what: accounts, contacts, products.

use super::id::{AccountId, ContactId, ProductId, RepId};
use super::money::Currency;
use super::role::Sharing;

/// A company.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Id.
    pub id: AccountId,
    /// Version of the row.
    pub version: i64,
    /// Name as written.
    pub name: String,
    /// Name folded to compare and sort.
    pub name_key: String,
    /// Who looks after it.
    pub owner_id: Option<RepId>,
    /// The company it belongs to.
    pub parent_id: Option<AccountId>,
    /// Industry.
    pub industry: Option<String>,
    /// Where it is.
    pub region: Option<String>,
    /// How many people work there.
    pub employees: Option<i64>,
    /// Domain of its website and mail.
    pub domain: Option<String>,
    /// Who may see it; none is everyone on the team.
    pub sharing: Option<Sharing>,
}

/// A person at an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    /// Id.
    pub id: ContactId,
    /// Version of the row.
    pub version: i64,
    /// Name as written.
    pub name: String,
    /// Name folded to compare and sort.
    pub name_key: String,
    /// Where the person works.
    pub account_id: Option<AccountId>,
    /// Who looks after the person.
    pub owner_id: Option<RepId>,
    /// Mail address.
    pub email: Option<String>,
    /// Phone number.
    pub phone: Option<String>,
    /// Job title.
    pub title: Option<String>,
}

codes! {
    /// What the company wants with a product.
    StrategicClass {
        /// Sell more of it.
        Push => "push",
        /// No preference.
        Neutral => "neutral",
        /// Sold below cost to open doors.
        LossLeader => "loss_leader",
    }
}

/// Something that is sold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Product {
    /// Id.
    pub id: ProductId,
    /// Version of the row.
    pub version: i64,
    /// Name as written.
    pub name: String,
    /// Name folded to compare and sort.
    pub name_key: String,
    /// Price before any discount, in minor units.
    pub list_price: Option<i64>,
    /// Currency of the list price.
    pub currency: Option<Currency>,
    /// What the company wants with it.
    pub class: Option<StrategicClass>,
}
