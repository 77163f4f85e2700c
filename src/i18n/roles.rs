//! What the roles that come with the program are called, and where what a seat owes stands.

use super::Words;
use crate::domain::message::Message;
use crate::domain::role::{DutyState, Owing, RoleNames, SHIPPED};
use crate::domain::team::Function;

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

    /// To whom a deal is offered, and for how many days: one person, or everyone of a function.
    pub fn waits(&self, function: Function, to: Option<&str>, days: i64) -> String {
        let function = self.word("rep", "function", function.code());
        let everyone = || self.say(&Message::new("hand-off-everyone").with("function", function));
        let to = to.map_or_else(everyone, str::to_owned);
        let said = Message::new("deal-waits-for").with("to", to);
        self.say(&said.with("days", days))
    }

    /// Where something that a seat owes stands, and who marked it done.
    pub fn duty(&self, it: &DutyState) -> String {
        let parts = [Some(self.stands(it)), self.marked(it)];
        parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
    }

    /// Where something that a seat owes stands: `done 3 Nov 2026`, `late, by Discover`, `by Propose`, `27 Nov 2026`.
    pub fn stands(&self, it: &DutyState) -> String {
        let on = it.on.map(|on| self.day(on));
        if it.is_done {
            let done = Message::new("duty-done").with("on", on.unwrap_or_default());
            return self.say(&done);
        }
        let late = (it.owing == Owing::Late).then(|| self.text("duty-late"));
        let by = it.by.as_ref();
        let by = by.map(|by| self.say(&Message::new("duty-by").with("stage", by.as_str())));
        let parts: Vec<String> = [late, by, on].into_iter().flatten().collect();
        if parts.is_empty() {
            return self.text("duty-open");
        }
        parts.join(", ")
    }

    /// Who marked it done, where that was not whoever owed it: `marked by Tom`.
    pub fn marked(&self, it: &DutyState) -> Option<String> {
        let by = it.marked_by.as_ref()?;
        Some(self.say(&Message::new("duty-marked-by").with("rep", by.as_str())))
    }
}
