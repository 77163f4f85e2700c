//! What the roles that come with the program are called.

use super::Words;
use crate::domain::role::{RoleNames, SHIPPED};

impl Words {
    /// The names of the roles that come with the program, and of what they owe.
    pub fn shipped_roles(&self) -> Vec<RoleNames> {
        let named =
            |prefix: &str, code: &str| self.text(&[prefix, code].concat().replace('_', "-"));
        let roles = SHIPPED.iter().map(|role| RoleNames {
            code: role.code,
            name: named("role-", role.code),
            duties: role
                .duties
                .iter()
                .map(|(code, _)| named("duty-", code))
                .collect(),
        });
        roles.collect()
    }
}
