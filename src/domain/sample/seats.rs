//! The roles that come with the program, as the sample team has them: in English, like all that it is called.

use crate::domain::id::{IdSource, RoleDutyId, RoleId, StageId};
use crate::domain::role::{Role, RoleDuty, SHIPPED, stage_at};
use crate::domain::text::name_key;

use super::Batch;
use super::house::OPEN_STAGES;

/// What two of the roles owe on an account, whatever becomes of its deals.
const ON_ACCOUNTS: [(&str, &str); 2] = [
    ("customer_success", "Plan the year with them"),
    ("support", "Ask how the water is"),
];

/// A role, as teams need it.
#[derive(Debug)]
pub(super) struct Seat {
    /// Its code.
    pub(super) code: &'static str,
    /// Its id.
    pub(super) id: RoleId,
    /// What it owes.
    pub(super) duties: Vec<Owed>,
}

/// Something that a role owes.
#[derive(Debug, Clone)]
pub(super) struct Owed {
    /// Its id.
    pub(super) id: RoleDutyId,
    /// Its name.
    pub(super) name: String,
    /// The place among the open stages by which it is expected on a deal; none on an account.
    pub(super) by: Option<usize>,
}

/// Makes the roles with what they owe; the records go into the batch.
pub(super) fn seats(stages: &[StageId], ids: &mut IdSource, batch: &mut Batch) -> Vec<Seat> {
    let mut seats = Vec::new();
    for shipped in SHIPPED {
        let name = named(shipped.code);
        let role = Role {
            id: ids.mint(),
            version: 1,
            name_key: name_key(&name),
            name,
            function: shipped.function,
            measure: Some(shipped.measure.to_owned()),
            overlay_share: shipped.overlay_share,
        };
        let on_deals = shipped
            .duties
            .iter()
            .map(|(code, hundredths)| (named(code), Some(stage_at(*hundredths, OPEN_STAGES))));
        let on_accounts = ON_ACCOUNTS.iter().filter(|it| it.0 == shipped.code);
        let on_accounts = on_accounts.map(|it| (it.1.to_owned(), None));
        let mut duties = Vec::new();
        for (name, by) in on_deals.chain(on_accounts) {
            let id = ids.mint();
            batch.role_duties.push(RoleDuty {
                id,
                version: 1,
                name_key: name_key(&name),
                name: name.clone(),
                role_id: role.id,
                stage_id: by.and_then(|at| stages.get(at).copied()),
            });
            duties.push(Owed { id, name, by });
        }
        seats.push(Seat {
            code: shipped.code,
            id: role.id,
            duties,
        });
        batch.roles.push(role);
    }
    seats
}

/// A code as people write it: `follow_up` is “Follow up”.
fn named(code: &str) -> String {
    let words = code.replace('_', " ");
    match words.as_str() {
        "sdr" => "SDR".to_owned(),
        words => {
            let mut letters = words.chars();
            let first = letters.next().map(|first| first.to_ascii_uppercase());
            first.into_iter().chain(letters).collect()
        }
    }
}
