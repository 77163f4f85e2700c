//! Why somebody is missing on a deal or an account.

use super::Words;
use crate::domain::message::Message;
use crate::domain::staffing::{Call, Lack};

impl Words {
    /// All that is missing, seat by seat: `complex, no Sales engineer; stalled 31 days, no Sponsor`.
    pub fn missing(&self, lacking: &[Lack<'_>]) -> String {
        let mut said: Vec<String> = Vec::new();
        let mut told: Vec<Option<&str>> = Vec::new();
        for lack in lacking {
            if told.contains(&lack.role) {
                continue;
            }
            told.push(lack.role);
            let same = lacking.iter().filter(|it| it.role == lack.role);
            let why: Vec<String> = same.map(|it| self.why_called(it)).collect();
            said.push(match lack.role {
                Some(role) => {
                    let lacks = Message::new("staffing-lacks").with("why", why.join(", "));
                    self.say(&lacks.with("role", role))
                }
                None => why.join(", "),
            });
        }
        said.join("; ")
    }

    fn why_called(&self, lack: &Lack<'_>) -> String {
        let key = match (lack.call, lack.owner) {
            (Call::Complex, _) => "staffing-why-complex",
            (Call::Stalled, _) => "staffing-why-stalled",
            (Call::Unskilled, _) => "staffing-why-unskilled",
            (Call::NoOwner, None) => "staffing-why-no-owner",
            (Call::NoOwner, Some(_)) => "staffing-why-owner-gone",
        };
        let said = Message::new(key).with("days", lack.days.unwrap_or(0));
        self.say(&said.with("name", lack.owner.unwrap_or_default()))
    }
}
