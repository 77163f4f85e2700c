//! Deals, accounts and contacts by some of the letters of their names.

use crate::domain::deal::Stage;
use crate::domain::id::StageId;
use crate::domain::money::Money;
use crate::domain::text::{name_key, words};
use crate::service::Result;
use crate::store::jump::{Meant, Reading};
use crate::store::sql::Db;
use crate::store::{deals, facts, jump, parties};

pub use crate::store::jump::Named;

/// What was found for some words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JumpView {
    /// The words as they were understood: those that were mistyped as they stand in names.
    pub understood: String,
    /// What was found, in no order.
    pub hits: Vec<Hit>,
}

/// A record with a name, and what tells it apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// What it is.
    pub kind: Named,
    /// Its id.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// Of a deal or contact, the account it belongs to.
    pub account: Option<String>,
    /// Of a deal, where it stands.
    pub stage: Option<String>,
    /// Whether it is a deal that was won or lost.
    pub is_closed: bool,
    /// Of a deal, its worth.
    pub amount: Option<Money>,
    /// Of an account, where it is.
    pub region: Option<String>,
    /// Who owns it.
    pub owner: Option<String>,
}

/// Records of each kind that are found at most.
const FOUND_MAX: usize = 60;

/// Those among them whose names begin with all that was typed.
const BEGINNING_MAX: usize = 20;

pub(in crate::service) fn load(db: &Db, typed: &str) -> Result<JumpView> {
    let key = name_key(typed);
    let typed = words(&key);
    let mut view = JumpView {
        understood: key.clone(),
        hits: Vec::new(),
    };
    if typed.is_empty() {
        return Ok(view);
    }
    let exact = meant(db, &typed, Reading::Exact)?;
    let mut found = Vec::new();
    for kind in Named::ALL {
        let mut ids = jump::beginning(db, *kind, &key, BEGINNING_MAX)?;
        ids.extend(having(db, *kind, exact.as_deref())?);
        found.push((*kind, ids));
    }
    view.hits = hits(db, found)?;
    if !view.hits.is_empty() {
        return Ok(view);
    }
    // What finds nothing as it stands was mistyped.
    let Some(near) = meant(db, &typed, Reading::Near)? else {
        return Ok(view);
    };
    let is_same = |exact: &Vec<Meant>| exact.iter().zip(&near).all(|(a, b)| a.is_same(b));
    if exact.as_ref().is_some_and(is_same) {
        return Ok(view);
    }
    let found = Named::ALL
        .iter()
        .map(|kind| Ok((*kind, having(db, *kind, Some(&near))?)));
    view.hits = hits(db, found.collect::<Result<_>>()?)?;
    if !view.hits.is_empty() {
        let best: Vec<&str> = near.iter().map(Meant::best).collect();
        view.understood = best.join(" ");
    }
    Ok(view)
}

/// Records of a kind whose names have all of the words.
fn having(db: &Db, kind: Named, words: Option<&[Meant]>) -> Result<Vec<i64>> {
    match words {
        Some(words) => Ok(jump::having(db, kind, words, FOUND_MAX)?),
        None => Ok(Vec::new()),
    }
}

/// What all of the words may stand for; nothing, if one of them stands for none.
fn meant(db: &Db, typed: &[String], reading: Reading) -> Result<Option<Vec<Meant>>> {
    let mut meant = Vec::new();
    for word in typed {
        match Meant::read(db, word, reading)? {
            Some(word) => meant.push(word),
            None => return Ok(None),
        }
    }
    Ok(Some(meant))
}

fn hits(db: &Db, found: Vec<(Named, Vec<i64>)>) -> Result<Vec<Hit>> {
    let stages = facts::stages(db)?;
    let stage = |id: StageId| stages.iter().map(|(_, it)| it).find(|it| it.id == id);
    let mut hits = Vec::new();
    for (kind, mut ids) in found {
        // Found both ways, it is one.
        ids.sort_unstable();
        ids.dedup();
        for id in ids {
            let hit = match kind {
                Named::Deal => deals::find(db, id)?.map(|it| {
                    let stage = stage(it.stage_id);
                    deal(it, stage)
                }),
                Named::Account | Named::Contact => {
                    parties::find(db, kind, id)?.map(|it| party(kind, id, it))
                }
            };
            hits.extend(hit);
        }
    }
    Ok(hits)
}

fn deal(found: deals::Found, stage: Option<&Stage>) -> Hit {
    let amount = found.amount.zip(found.currency);
    Hit {
        kind: Named::Deal,
        id: found.id.0,
        name: found.name,
        account: found.account,
        stage: stage.map(|stage| stage.name.clone()),
        is_closed: stage.is_some_and(|stage| stage.kind.is_closed()),
        amount: amount.map(|(minor, currency)| Money::new(minor, currency)),
        region: None,
        owner: found.owner,
    }
}

fn party(kind: Named, id: i64, found: parties::Party) -> Hit {
    Hit {
        kind,
        id,
        name: found.name,
        account: found.account,
        stage: None,
        is_closed: false,
        amount: None,
        region: found.region,
        owner: found.owner,
    }
}
