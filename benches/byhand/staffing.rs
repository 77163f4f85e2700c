//! Who is missing by hand: how many open deals lack somebody, and the first hundred that lack an engineer.

use rusqlite::params;

use super::{Store, number};

/// One question a stage for all, and one for those that may lack somebody.
pub const GAPS: &str = "for each open stage SELECT COUNT(*) FROM deal WHERE stage_id = ?1 AND closed_on IS NULL; \
     SELECT SUM(c), SUM(NOT c AND s), SUM(NOT c AND NOT s AND o) FROM (SELECT <complex> AND NOT EXISTS (SELECT 1 FROM deal_member \
     …) AS c, stage_since_on < ?2 AND NOT EXISTS (…) AS s, owner_id IS NULL AS o FROM deal WHERE stage_id = ?1 \
     AND closed_on IS NULL AND (<complex> OR stage_since_on < ?2 OR owner_id IS NULL))";

/// With what a row shows.
pub const LACKING: &str = "for each open stage SELECT d.*, a.name, r.name FROM deal d LEFT JOIN account a … LEFT JOIN rep r … \
     WHERE d.stage_id = ?1 AND d.closed_on IS NULL AND <complex> AND NOT EXISTS (SELECT 1 FROM deal_member …) \
     ORDER BY d.expected_close_on LIMIT 100; of the first hundred the planned activities and SELECT m.rep_id, m.role_id \
     FROM deal_member m JOIN deal d … WHERE deal_id = ?1 AND m.rep_id IS NOT d.owner_id";

/// What the rule says as long as nobody agreed on anything else.
const COMPLEX: &str = "(d.complexity IS 'complex' OR d.complexity IS NULL AND (d.product_count >= 3 OR d.contact_count >= 4))";

/// Nobody of a function is on the deal: neither by their role nor, without one, by themselves; nor do they own it.
const LACKS: &str = "(NOT COALESCE(d.owner_id IN (SELECT id FROM rep WHERE function = '<function>'), 0) \
     AND NOT EXISTS (SELECT 1 FROM deal_member m WHERE m.deal_id = d.id AND (m.role_id IN \
     (SELECT id FROM role WHERE function = '<function>') OR m.role_id IS NULL AND m.rep_id IN (SELECT id FROM rep WHERE function = '<function>')) \
     AND m.rep_id NOT IN (SELECT id FROM rep WHERE left_on <= '2026-11-22')) \
     AND NOT EXISTS (SELECT 1 FROM account_member m WHERE m.account_id = d.account_id AND (m.role_id IN \
     (SELECT id FROM role WHERE function = '<function>') OR m.role_id IS NULL AND m.rep_id IN (SELECT id FROM rep WHERE function = '<function>')) \
     AND m.rep_id NOT IN (SELECT id FROM rep WHERE left_on <= '2026-11-22')))";

impl Store {
    /// All open deals, those that are complex and lack an engineer, others that are stalled and lack a sponsor, others that
    /// nobody owns.
    pub fn gaps(&self) -> [i64; 4] {
        let engineer = LACKS.replace("<function>", "sales_engineer");
        let sponsor = LACKS.replace("<function>", "executive_sponsor");
        let lacking = format!(
            "SELECT COALESCE(SUM(c), 0), COALESCE(SUM(NOT c AND s), 0), COALESCE(SUM(NOT c AND NOT s AND o), 0) FROM \
             (SELECT {COMPLEX} AND {engineer} AS c, COALESCE(d.stage_since_on < ?2, 0) AND {sponsor} AS s, \
             (d.owner_id IS NULL OR d.owner_id IN (SELECT id FROM rep WHERE left_on <= '2026-11-22')) AS o FROM deal d WHERE d.stage_id = ?1 AND d.closed_on IS NULL \
             AND ({COMPLEX} OR d.stage_since_on < ?2 OR d.owner_id IS NULL \
             OR d.owner_id IN (SELECT id FROM rep WHERE left_on <= '2026-11-22')))"
        );
        let all = "SELECT COUNT(*) FROM deal WHERE stage_id = ?1 AND closed_on IS NULL";
        let mut sum = [0; 4];
        for stage in self.stages.iter().filter(|it| it.is_open) {
            self.each(all, params![stage.id.0], |row| sum[0] += number(row, 0));
            self.each(&lacking, params![stage.id.0, stage.stalled_before], |row| {
                for (at, sum) in sum.iter_mut().skip(1).enumerate() {
                    *sum += number(row, at);
                }
            });
        }
        sum
    }

    /// The first hundred that are complex and lack an engineer, by their close, and how many beside its owner are on the team of each.
    pub fn lacking(&self) -> Vec<(i64, usize)> {
        let lacking = format!(
            "SELECT d.id, d.expected_close_on, d.name, d.version, d.account_id, a.name, d.owner_id, r.name, d.amount, \
             d.currency, d.stage_since_on, d.touched_on, d.next_on FROM deal d LEFT JOIN account a ON a.id = d.account_id \
             LEFT JOIN rep r ON r.id = d.owner_id WHERE d.stage_id = ?1 AND d.closed_on IS NULL AND {COMPLEX} AND {} \
             ORDER BY d.expected_close_on NULLS LAST, d.id LIMIT 100",
            LACKS.replace("<function>", "sales_engineer")
        );
        let mut found: Vec<(bool, Option<String>, i64)> = Vec::new();
        for stage in self.stages.iter().filter(|it| it.is_open) {
            self.each(&lacking, params![stage.id.0], |row| {
                let close_on: Option<String> = row.get(1).expect("a day");
                let name: String = row.get(2).expect("a name");
                std::hint::black_box(name);
                found.push((close_on.is_none(), close_on, number(row, 0)));
            });
        }
        found.sort();
        found.truncate(100);
        let planned = "SELECT id, version, kind, held_on, start_time, subject FROM activity \
             WHERE deal_id = ?1 AND status = 'planned' ORDER BY held_on NULLS LAST, start_time NULLS LAST, id";
        let members = "SELECT m.rep_id, m.role_id FROM deal_member m JOIN deal d ON d.id = m.deal_id \
             WHERE m.deal_id = ?1 AND m.rep_id IS NOT d.owner_id";
        let of = |id: i64| {
            let (mut steps, mut seats) = (0, 0);
            self.each(planned, params![id], |_| steps += 1);
            std::hint::black_box(steps);
            self.each(members, params![id], |_| seats += 1);
            seats
        };
        found.into_iter().map(|(.., id)| (id, of(id))).collect()
    }
}
