//! Accounts and the people there, made from the numbers of companies.

use crate::domain::id::{AccountId, ContactId, IdSource, RepId};
use crate::domain::party::{Account, Contact};
use crate::domain::text::name_key;

use super::Batch;
use super::chance::Chance;
use super::companies::{Company, company};
use super::names::{TONGUES, slug};

/// What people at accounts are called to be.
const TITLES: [&str; 8] = [
    "Head of purchasing",
    "Küchenchef",
    "Gérante",
    "Office manager",
    "F&B manager",
    "Hausdame",
    "総支配人",
    "Vlasnica",
];

/// An account, as deals need it.
#[derive(Debug, Clone)]
pub(super) struct Customer {
    /// The number of its company.
    pub(super) company: usize,
    /// Its id.
    pub(super) id: AccountId,
    /// The people there.
    pub(super) contacts: Vec<ContactId>,
}

impl Customer {
    /// The account of a company with people; the records go into the batch.
    pub(super) fn open(
        nth: usize,
        owner_id: RepId,
        people: usize,
        chance: &mut Chance,
        ids: &mut IdSource,
        batch: &mut Batch,
    ) -> Self {
        let company = company(nth);
        let domain = domain(&company.name, nth);
        let id = ids.mint();
        let contacts = (0..people)
            .map(|at| {
                let contact = contact(&company, (nth, at), chance, ids);
                let made = Contact {
                    account_id: Some(id),
                    owner_id: Some(owner_id),
                    email: Some([&mailbox(&contact.name, nth, at), "@", &domain].concat()),
                    ..contact
                };
                let id = made.id;
                batch.contacts.push(made);
                id
            })
            .collect();
        batch.accounts.push(Account {
            id,
            version: 1,
            name_key: name_key(&company.name),
            name: company.name,
            owner_id: Some(owner_id),
            parent_id: None,
            industry: Some(company.industry.to_owned()),
            region: Some(company.region.to_owned()),
            employees: Some(chance.skewed(company.employees)),
            domain: Some(domain),
            sharing: None,
        });
        Self {
            company: nth,
            id,
            contacts,
        }
    }
}

fn contact(
    company: &Company,
    (nth, at): (usize, usize),
    chance: &mut Chance,
    ids: &mut IdSource,
) -> Contact {
    let tongue = &TONGUES[company.tongue];
    // Neighbours in the list of companies speak different languages: every name comes once before any comes again.
    let name = tongue.person(nth / TONGUES.len() * 2 + at + nth % 3 * 5);
    let number = (nth * 7 + at) % 100;
    Contact {
        id: ids.mint(),
        version: 1,
        name_key: name_key(&name),
        name,
        account_id: None,
        owner_id: None,
        email: None,
        phone: Some(format!("{} {number:02}", tongue.phone)),
        title: Some((*chance.one(&TITLES)).to_owned()),
    }
}

/// The domain of a company: of its own, and one that the internet will never have.
fn domain(name: &str, nth: usize) -> String {
    let slug: String = slug(name).chars().take(DOMAIN_MAX).collect();
    let slug = slug.trim_end_matches('-');
    let dash = if slug.is_empty() { "kunde-" } else { "-" };
    [slug, dash, &nth.to_string(), ".example"].concat()
}

/// Letters of a domain that come from the name.
const DOMAIN_MAX: usize = 24;

fn mailbox(name: &str, nth: usize, at: usize) -> String {
    let slug = slug(name);
    if slug.is_empty() {
        ["p", &nth.to_string(), "-", &at.to_string()].concat()
    } else {
        slug.replace('-', ".")
    }
}
