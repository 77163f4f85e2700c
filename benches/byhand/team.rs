//! People × roles by hand: what everyone owns, and in which seats they are.

use std::collections::BTreeMap;

use rusqlite::params;

use super::{Store, number};

/// One question a stage for what is owned, one each for the seats on deals and on accounts and for what is owed.
pub const ROLES: &str = "for each open stage SELECT owner_id, currency, COUNT(*), SUM((amount * COALESCE(probability, ?2) + 5000) / 10000) \
     FROM deal WHERE stage_id = ?1 AND closed_on IS NULL GROUP BY owner_id, currency; SELECT m.rep_id, m.role_id, COUNT(*), … \
     FROM deal_member m CROSS JOIN deal d INDEXED BY deal_undecided …; SELECT rep_id, role_id, COUNT(*) FROM account_member \
     GROUP BY rep_id, role_id; SELECT done_by_id, COUNT(*) FROM activity WHERE duty_id IS NOT NULL AND status = 'planned' GROUP BY done_by_id";

const OWNED: &str = "SELECT owner_id, currency, COUNT(*), SUM((amount * COALESCE(probability, ?2) + 5000) / 10000) FROM deal \
     WHERE stage_id = ?1 AND closed_on IS NULL AND owner_id IS NOT NULL GROUP BY owner_id, currency";

const ON_DEALS: &str = "SELECT m.rep_id, m.role_id, COUNT(*), COUNT(CASE WHEN d.owner_id = m.rep_id THEN 1 END) \
     FROM deal_member m CROSS JOIN deal d INDEXED BY deal_undecided WHERE d.id = m.deal_id AND d.closed_on IS NULL \
     GROUP BY m.rep_id, m.role_id";

const ON_ACCOUNTS: &str =
    "SELECT rep_id, role_id, COUNT(*) FROM account_member GROUP BY rep_id, role_id";

const OWED: &str = "SELECT done_by_id, COUNT(*) FROM activity WHERE duty_id IS NOT NULL AND status = 'planned' \
     AND done_by_id IS NOT NULL GROUP BY done_by_id";

/// Of each rep: open deals of their own, seats on deals of others, on accounts, and what they owe.
pub type Seated = BTreeMap<i64, [i64; 4]>;

impl Store {
    /// Who sits where.
    pub fn roles(&self) -> Seated {
        // Who has left is in no row.
        let here = "SELECT id FROM rep WHERE left_on IS NULL";
        let reps = self.all(here, |row| number(row, 0));
        let mut reps: Seated = reps.into_iter().map(|id| (id, [0; 4])).collect();
        let mut add = |id: i64, at: usize, count: i64| {
            if let Some(rep) = reps.get_mut(&id) {
                rep[at] += count;
            }
        };
        for stage in self.stages.iter().filter(|it| it.is_open) {
            let asked = params![stage.id.0, stage.probability];
            self.each(OWNED, asked, |row| {
                std::hint::black_box(row.get::<_, Option<i64>>(3).expect("a sum"));
                add(number(row, 0), 0, number(row, 2));
            });
        }
        self.each(ON_DEALS, [], |row| {
            add(number(row, 0), 1, number(row, 2) - number(row, 3));
        });
        self.each(ON_ACCOUNTS, [], |row| {
            add(number(row, 0), 2, number(row, 2));
        });
        self.each(OWED, [], |row| add(number(row, 0), 3, number(row, 1)));
        reps
    }
}
