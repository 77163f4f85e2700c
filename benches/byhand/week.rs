//! Weeks by hand: what a board shows, and a row for each rep.

use std::collections::BTreeMap;

use quarterdeck::domain::calendar::Day;
use quarterdeck::domain::id::RepId;
use quarterdeck::service::view::week::HORIZON_WEEKS;
use rusqlite::types::Value;
use rusqlite::{Row, params};

use crate::kept::today;

use super::{Store, number, text};

/// The three questions of a board.
pub const WEEK: &str = "SELECT i.*, a.*, d.name, x.name, d.amount, d.currency FROM sprint s JOIN sprint_item i ON i.sprint_id = s.id \
     JOIN activity a … LEFT JOIN deal d … LEFT JOIN account x … WHERE s.rep_id = ?1 AND s.week_on = ?2 ORDER BY i.position; \
     what is planned without a day and in no week; and open deals of the rep with a day between two";

/// One question for the items of all, and one for what their deals have ahead.
pub const TEAM_WEEK: &str = "SELECT s.rep_id, s.goal, i.*, a.kind, a.status, … FROM sprint s JOIN sprint_item i … JOIN activity a … \
     WHERE s.week_on = ?1; and open deals of anybody with a day between two";

const ITEMS: &str = "SELECT a.id, i.*, a.*, d.name, COALESCE(x.name, y.name), d.amount, d.currency, r.name FROM sprint s \
     JOIN sprint_item i ON i.sprint_id = s.id JOIN activity a ON a.id = i.activity_id LEFT JOIN deal d ON d.id = a.deal_id \
     LEFT JOIN account x ON x.id = a.account_id LEFT JOIN account y ON y.id = d.account_id \
     LEFT JOIN rep r ON r.id = a.blocker_owner_id WHERE s.rep_id = ?1 AND s.week_on = ?2 ORDER BY i.position, i.id";

const BACKLOG: &str = "SELECT a.id, a.subject, d.name FROM activity a LEFT JOIN deal d ON d.id = a.deal_id \
     WHERE a.status = 'planned' AND a.done_by_id = ?1 AND a.held_on IS NULL AND a.kind <> 'duty' AND d.closed_on IS NULL AND NOT EXISTS \
     (SELECT 1 FROM sprint_item i WHERE i.activity_id = a.id AND i.ending IS NULL) LIMIT 100";

const AHEAD: &str = "SELECT d.id, d.name, d.amount, d.currency, d.agreement_send_on, d.expected_close_on FROM stage s \
     CROSS JOIN deal d ON d.stage_id = s.id AND d.closed_on IS NULL WHERE s.kind = 'open' AND d.owner_id = ?1 \
     AND (d.expected_close_on BETWEEN ?2 AND ?3 OR d.agreement_send_on BETWEEN ?2 AND ?3)";

const TEAM_ITEMS: &str = "SELECT s.rep_id, i.planned_minutes IS NOT NULL, a.blocker IS NOT NULL AND i.ending IS NULL AND a.status = 'planned', s.goal, \
     i.carry_count, i.ending, i.added_on, i.ended_on, a.kind, a.status, a.duration_minutes, a.held_on, a.blocker \
     FROM sprint s JOIN sprint_item i ON i.sprint_id = s.id JOIN activity a ON a.id = i.activity_id WHERE s.week_on = ?1";

const TEAM_AHEAD: &str = "SELECT d.owner_id, d.agreement_send_on, d.expected_close_on, d.id FROM stage s \
     CROSS JOIN deal d ON d.stage_id = s.id AND d.closed_on IS NULL WHERE s.kind = 'open' \
     AND (d.expected_close_on BETWEEN ?1 AND ?2 OR d.agreement_send_on BETWEEN ?1 AND ?2)";

/// Activities of a week, how many wait in the backlog, and the deals that have something ahead, by day.
pub type Week = (Vec<i64>, usize, Vec<(String, i64)>);

/// Of each rep: what was planned, what is stopped, and the days of the next two milestones.
pub type TeamWeek = BTreeMap<i64, (i64, usize, Vec<String>)>;

impl Store {
    /// How many items there are.
    pub fn items(&self) -> i64 {
        self.all("SELECT COUNT(*) FROM sprint_item", |row| number(row, 0))
            .remove(0)
    }

    /// What a board shows.
    pub fn week(&self, rep_id: RepId, week_on: Day) -> Week {
        let mut items = Vec::new();
        self.each(ITEMS, params![rep_id.0, week_on.to_string()], |row| {
            let rest: Vec<Value> = (1..30).map(|at| row.get(at).expect("a value")).collect();
            std::hint::black_box(rest);
            items.push(number(row, 0));
        });
        let mut backlog = 0;
        self.each(BACKLOG, params![rep_id.0], |_| backlog += 1);
        let (from, last) = (
            week_on.plus_days(7),
            week_on.plus_days(6 + 7 * HORIZON_WEEKS),
        );
        let (from, last) = (from.to_string(), last.to_string());
        let mut ahead = Vec::new();
        self.each(AHEAD, params![rep_id.0, from, last], |row| {
            std::hint::black_box(text(row, 1));
            for day in days(row, [4, 5], (&from, &last)) {
                ahead.push((day, number(row, 0)));
            }
        });
        ahead.sort();
        (items, backlog, ahead)
    }

    /// What the weeks of everyone show.
    pub fn team_week(&self, week_on: Day) -> TeamWeek {
        let mut reps = TeamWeek::new();
        let made = "SELECT rep_id FROM sprint WHERE week_on = ?1";
        self.each(made, params![week_on.to_string()], |row| {
            reps.insert(number(row, 0), Default::default());
        });
        self.each(TEAM_ITEMS, params![week_on.to_string()], |row| {
            let rest: Vec<Value> = (3..13).map(|at| row.get(at).expect("a value")).collect();
            std::hint::black_box(rest);
            if let Some(rep) = reps.get_mut(&number(row, 0)) {
                rep.0 += number(row, 1);
                rep.1 += usize::from(number(row, 2) == 1);
            }
        });
        let from = today().max(week_on).to_string();
        let last = week_on.plus_days(6 + 7 * HORIZON_WEEKS).to_string();
        self.each(TEAM_AHEAD, params![from, last], |row| {
            if let Some(rep) = reps.get_mut(&number(row, 0)) {
                rep.2.extend(days(row, [1, 2], (&from, &last)));
            }
        });
        for (.., days) in reps.values_mut() {
            days.sort();
            days.truncate(2);
        }
        reps
    }
}

/// The days of two columns that are between two others.
fn days(row: &Row<'_>, columns: [usize; 2], (from, last): (&str, &str)) -> Vec<String> {
    let days = columns.map(|at| row.get::<_, Option<String>>(at).expect("a day"));
    let is_in = |day: &String| from <= day.as_str() && day.as_str() <= last;
    days.into_iter().flatten().filter(is_in).collect()
}
