//! Which record somebody means who names it in a shell: the one of this id, outside id or name, else the only one whose name
//! has these words, mistyped ones included. Where it may be several, they are named.

use crate::domain::command::Actor;
use crate::domain::record::Kind;
use crate::domain::refusal::Refusal;
use crate::domain::text::near::by_likeness;
use crate::domain::text::{has_words, name_key};
use crate::store::jump::Named;
use crate::store::sql::Db;
use crate::store::{facts, teams};

use super::view::jump::{self, Hit};
use super::{Error, Result, Service};

/// Records that are named where it may be several.
const NAMED_MAX: usize = 5;

/// A record that may be meant.
struct Candidate {
    id: i64,
    name: String,
    /// What tells it apart: where it stands, or whose it is.
    about: Option<String>,
}

impl Service {
    /// The record of a kind that is meant by a name, or by a part of one.
    pub fn meant(&self, actor: &Actor, kind: Kind, reference: &str) -> Result<i64> {
        self.look_as(actor)?;
        let refused = match self.record(kind, reference) {
            Err(Error::Refused(refused)) => refused,
            found => return found,
        };
        let is_vague = matches!(
            refused,
            Refusal::NotFound { .. } | Refusal::Ambiguous { .. }
        );
        let found = if is_vague {
            self.candidates(kind, reference)?
        } else {
            Vec::new()
        };
        let key = name_key(reference);
        let is_whole = |it: &&Candidate| name_key(&it.name) == key;
        let whole: Vec<&Candidate> = found.iter().filter(is_whole).collect();
        let meant = if whole.is_empty() {
            found.iter().collect()
        } else {
            whole
        };
        match &meant[..] {
            [] if matches!(refused, Refusal::NotFound { .. }) => {
                Err(missing(&self.db, kind, reference)?.into())
            }
            [] => Err(refused.into()),
            [only] => Ok(only.id),
            several => Err(Refusal::MeansSeveral {
                kind: kind.code(),
                name: reference.to_owned(),
                count: several.len(),
                some: several.iter().take(NAMED_MAX).map(|it| told(it)).collect(),
            }
            .into()),
        }
    }

    /// Records of a kind whose names have these words, open deals before closed ones.
    fn candidates(&self, kind: Kind, reference: &str) -> Result<Vec<Candidate>> {
        let named = Named::from_code(kind.code());
        let people = || facts::roster(&self.db);
        Ok(match (kind, named) {
            (_, Some(named)) => {
                let mut hits = jump::load(&self.db, reference)?.hits;
                hits.retain(|hit| hit.kind == named);
                hits.sort_by_key(|hit| hit.is_closed);
                hits.into_iter().map(Candidate::from).collect()
            }
            (Kind::Rep, _) => {
                let reps = people()?.reps.into_iter();
                having(reference, reps.map(|rep| (rep.id.0, rep.name)))
            }
            (Kind::Role, _) => {
                let roles = teams::roles(&self.db)?.into_iter();
                having(reference, roles.map(|(role, _)| (role.id.0, role.name)))
            }
            (Kind::Team, _) => {
                let teams = people()?.teams.into_iter();
                having(reference, teams.map(|team| (team.id.0, team.name)))
            }
            _ => Vec::new(),
        })
    }
}

impl From<Hit> for Candidate {
    fn from(hit: Hit) -> Self {
        Self {
            id: hit.id,
            name: hit.name,
            about: hit.stage.or(hit.account),
        }
    }
}

/// The refusal of a name that nothing goes by. Of roles there are few: those that are most like it are named.
pub(in crate::service) fn missing(db: &Db, kind: Kind, name: &str) -> Result<Refusal> {
    let name = name.to_owned();
    let mut near: Vec<String> = match kind {
        Kind::Role => teams::roles(db)?.into_iter().map(|it| it.0.name).collect(),
        _ => Vec::new(),
    };
    by_likeness(&name, &mut near);
    near.truncate(NAMED_MAX);
    let kind = kind.code();
    Ok(if near.is_empty() {
        Refusal::NotFound { kind, name }
    } else {
        Refusal::NotAmong { kind, name, near }
    })
}

/// Those of few whose names have words that begin with all of these.
fn having(reference: &str, all: impl Iterator<Item = (i64, String)>) -> Vec<Candidate> {
    let found = all.filter(|(_, name)| has_words(name, reference));
    let candidate = |(id, name)| Candidate {
        id,
        name,
        about: None,
    };
    found.map(candidate).collect()
}

/// `Hotel Zur Post (12, Propose)`: what it is called, its id, and where it stands.
fn told(it: &Candidate) -> String {
    let about = it.about.as_ref();
    let about = about.map_or_else(String::new, |about| [", ", about].concat());
    format!("{} ({}{about})", it.name, it.id)
}
