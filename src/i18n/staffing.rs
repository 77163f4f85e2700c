//! Why somebody is missing on a deal or an account.

use super::Words;
use crate::domain::message::Message;
use crate::domain::staffing::Call;
use crate::service::view::staffing::{Gap, RoleHead, StaffRow};

impl Words {
    /// All that is missing, seat by seat: `complex, no Sales engineer; stalled 31 days, no Sponsor`.
    pub fn missing(&self, row: &StaffRow, roles: &[RoleHead]) -> String {
        let mut said: Vec<String> = Vec::new();
        let mut told: Vec<Option<usize>> = Vec::new();
        for gap in &row.gaps {
            if told.contains(&gap.column) {
                continue;
            }
            told.push(gap.column);
            let same = row.gaps.iter().filter(|it| it.column == gap.column);
            let why: Vec<String> = same.map(|it| self.why(row, it)).collect();
            let role = gap.column.and_then(|at| roles.get(at));
            said.push(match role {
                Some(role) => {
                    let lacks = Message::new("staffing-lacks").with("why", why.join(", "));
                    self.say(&lacks.with("role", role.name.as_str()))
                }
                None => why.join(", "),
            });
        }
        said.join("; ")
    }

    fn why(&self, row: &StaffRow, gap: &Gap) -> String {
        let key = match (gap.call, &row.owner) {
            (Call::Complex, _) => "staffing-why-complex",
            (Call::Stalled, _) => "staffing-why-stalled",
            (Call::Unskilled, _) => "staffing-why-unskilled",
            (Call::NoOwner, None) => "staffing-why-no-owner",
            (Call::NoOwner, Some(_)) => "staffing-why-owner-gone",
        };
        let name = row.owner.as_ref().map_or("", |it| it.name.as_str());
        let said = Message::new(key).with("days", gap.days.unwrap_or(0));
        self.say(&said.with("name", name))
    }
}
