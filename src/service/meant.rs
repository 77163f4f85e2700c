//! Which record somebody means who names it in a shell: the one of this id, outside id or name, else the only one whose name
//! has these words, mistyped ones included. Where it may be several, they are named.

use crate::domain::command::Actor;
use crate::domain::record::Kind;
use crate::domain::refusal::Refusal;
use crate::domain::text::name_key;
use crate::store::jump::Named;

use super::view::jump::{self, Hit};
use super::{Error, Result, Service};

/// Records that are named where it may be several.
const NAMED_MAX: usize = 5;

impl Service {
    /// The record of a kind that is meant by a name, or by a part of one.
    pub fn meant(&self, actor: &Actor, kind: Kind, reference: &str) -> Result<i64> {
        let refused = match self.record(kind, reference) {
            Err(Error::Refused(refused)) => refused,
            found => return found,
        };
        let is_vague = matches!(
            refused,
            Refusal::NotFound { .. } | Refusal::Ambiguous { .. }
        );
        let Some(named) = Named::from_code(kind.code()).filter(|_| is_vague) else {
            return Err(refused.into());
        };
        let hits = jump::load(&self.db, actor, reference)?.hits;
        let hits: Vec<Hit> = hits.into_iter().filter(|hit| hit.kind == named).collect();
        let key = name_key(reference);
        let is_whole = |hit: &&Hit| name_key(&hit.name) == key;
        let whole: Vec<&Hit> = hits.iter().filter(is_whole).collect();
        let meant = if whole.is_empty() {
            hits.iter().collect()
        } else {
            whole
        };
        match &meant[..] {
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
}

/// `Hotel Zur Post (12, Propose)`: what it is called, its id, and where it stands.
fn told(hit: &Hit) -> String {
    let about = hit.stage.as_ref().or(hit.account.as_ref());
    let about = about.map_or_else(String::new, |about| [", ", about].concat());
    format!("{} ({}{about})", hit.name, hit.id)
}
