//! What somebody may do with a record: the least of what their job allows and the most of what they have a claim to.
//!
//! The rule is Salesforce's split into what a profile permits and what sharing adds, with contracts apart from accounts:
//! least(ceiling of the job, greatest(claims)). It is pure, so that a database can enforce it later.

use super::team::Job;

codes! {
    /// How far somebody may go, each level with all before it.
    Level {
        /// Not even that it is there.
        None => "none",
        /// See it.
        Read => "read",
        /// Change it.
        Edit => "edit",
    }
}

codes! {
    /// What access is about.
    Object {
        /// A company, with its contacts.
        Account => "account",
        /// An opportunity, with what belongs to it.
        Deal => "deal",
        /// What was agreed on with a company.
        Contract => "contract",
        /// What a company needs help with.
        SupportCase => "support_case",
    }
}

codes! {
    /// Where a claim to a record comes from.
    Claim {
        /// It is theirs: the account's or the deal's owner.
        Owner => "owner",
        /// They are on its team.
        Team => "team",
        /// They have part in what belongs to the account: a deal, a support case, a place on its team.
        Part => "part",
        /// They lead its owner.
        Lead => "lead",
        /// They run the sales operations.
        Operations => "operations",
        /// Nobody gave them a job.
        Jobless => "jobless",
        /// Everyone has it.
        Everyone => "everyone",
    }
}

/// A level for each object, in the order of [`Object::ALL`].
pub type Levels = [Level; 4];

/// All that there is.
pub const ALL: Levels = [Level::Edit; 4];

impl Object {
    /// The level of this object among those of all.
    pub const fn of(self, levels: &Levels) -> Level {
        levels[self as usize]
    }
}

/// What somebody of a job can give at most, of these levels.
pub fn capped(job: Option<Job>, levels: Levels) -> Levels {
    let ceiling = job.map_or(ALL, Job::ceiling);
    std::array::from_fn(|at| levels[at].min(ceiling[at]))
}

impl Job {
    /// What a job allows at most (`trust.md`, section 3): account, deal, contract, case.
    ///
    /// Above all, support never edits a contract.
    pub const fn ceiling(self) -> Levels {
        use Level::{Edit, None, Read};
        match self {
            Self::SalesRep | Self::SalesLead => [Edit, Edit, Edit, Read],
            Self::Sdr => [Read, Edit, None, None],
            Self::CustomerSuccess => [Edit, Edit, Read, Edit],
            Self::SalesSupport => [Read, Edit, Read, Read],
            Self::SalesOps => ALL,
            Self::Support => [Read, None, Read, Edit],
            Self::ExecutiveSponsor => [Read; 4],
            Self::SalesEngineer => [Read, Edit, None, Edit],
            Self::Marketing => [Read, Read, None, None],
        }
    }

    /// Whether a job lets somebody write everything that they see to files at once (`trust.md`, section 3).
    pub const fn may_export(self) -> bool {
        matches!(self, Self::SalesLead | Self::SalesOps)
    }
}

/// Who somebody is, as far as access goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Person {
    /// Their job. Whom nobody gave one is held back by nothing: a file of somebody else's CRM knows no jobs.
    pub job: Option<Job>,
    /// Whether they are still there.
    pub is_active: bool,
}

impl Person {
    /// The keeper of the file: whoever acts and is not on the team.
    pub const KEEPER: Self = Self {
        job: None,
        is_active: true,
    };

    /// Whether nothing holds them back: whoever has no job, and who runs the sales operations.
    pub fn is_free(self) -> bool {
        self.is_active && matches!(self.job, None | Some(Job::SalesOps))
    }

    /// Whether they say who has which job and which place.
    pub fn may_place(self) -> bool {
        self.is_free() || (self.is_active && self.job == Some(Job::SalesLead))
    }

    /// What they may do at most. Who left may nothing.
    pub fn ceiling(self, object: Object) -> Level {
        match self.job {
            _ if !self.is_active => Level::None,
            Some(job) => object.of(&job.ceiling()),
            None => Level::Edit,
        }
    }
}

/// What somebody has to do with a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ties {
    /// Whether it is theirs: what belongs to an account is its owner's too, a support case is also whose it is to solve.
    pub is_owner: bool,
    /// What its team gives them.
    pub granted: Option<Level>,
    /// Whether they have part in what belongs to the account: a deal, which may wait for them, a support case, a place on
    /// its team.
    pub has_part: bool,
    /// Whether they lead its owner, or whoever leads its owner.
    pub leads_owner: bool,
    /// What everyone has.
    pub everyone: Level,
}

impl Ties {
    /// Of somebody who has nothing to do with it.
    pub fn stranger(everyone: Level) -> Self {
        Self {
            is_owner: false,
            granted: None,
            has_part: false,
            leads_owner: false,
            everyone,
        }
    }
}

/// What somebody may do with a record, and how that comes about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Access {
    /// What they may do.
    pub level: Level,
    /// What their job allows at most.
    pub ceiling: Level,
    /// What they have a claim to, and from where, in the order of [`Claim::ALL`].
    pub claims: Vec<(Claim, Level)>,
    /// Whether they may say whose it is, who is on its team and who shares in it: its owner, who leads that, and the sales
    /// operations; of what nobody owns and everyone sees, everyone.
    pub may_staff: bool,
}

/// What a person may do with an object of a record to which these ties bind them.
pub fn access(person: Person, object: Object, ties: &Ties) -> Access {
    let runs_operations = person.job == Some(Job::SalesOps);
    let is_jobless = person.job.is_none();
    // A deal's team reads its account, and nothing else of it.
    let is_reading = ties.has_part && object == Object::Account;
    let claims = [
        (Claim::Owner, ties.is_owner.then_some(Level::Edit)),
        (Claim::Team, ties.granted),
        (Claim::Part, is_reading.then_some(Level::Read)),
        (Claim::Lead, ties.leads_owner.then_some(Level::Edit)),
        (Claim::Operations, runs_operations.then_some(Level::Edit)),
        (Claim::Jobless, is_jobless.then_some(Level::Edit)),
        (Claim::Everyone, Some(ties.everyone)),
    ];
    let claims: Vec<_> = claims
        .into_iter()
        .filter_map(|(claim, level)| Some((claim, level?)))
        .collect();
    let most = claims.iter().map(|(_, level)| *level).max();
    let ceiling = person.ceiling(object);
    let level = most.unwrap_or(Level::None).min(ceiling);
    let is_everyones = ties.everyone == Level::Edit;
    let is_over =
        ties.is_owner || ties.leads_owner || runs_operations || is_jobless || is_everyones;
    Access {
        level,
        ceiling,
        claims,
        may_staff: is_over && person.is_active,
    }
}

/// What somebody who may say who is on a team can give of an object there: no more than they hold themselves.
pub fn may_grant(granter: &Access, level: Level) -> bool {
    granter.may_staff && level <= granter.level
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The table of `trust.md`, section 3, written down once more, by hand: account, deal, contract, case; whether everything
    /// may be exported.
    const CEILINGS: &[(&str, &str, bool)] = &[
        ("sales_rep", "e e e r", false),
        ("sdr", "r e n n", false),
        ("customer_success", "e e r e", false),
        ("sales_support", "r e r r", false),
        ("sales_lead", "e e e r", true),
        ("sales_ops", "e e e e", true),
        ("support", "r n r e", false),
        ("executive_sponsor", "r r r r", false),
        ("sales_engineer", "r e n e", false),
        ("marketing", "r r n n", false),
    ];

    fn level(letter: &str) -> u8 {
        match letter {
            "n" => 0,
            "r" => 1,
            _ => 2,
        }
    }

    fn number(level: Level) -> u8 {
        match level {
            Level::None => 0,
            Level::Read => 1,
            Level::Edit => 2,
        }
    }

    /// Every job × record × grant × owner, subordinate's owner, stranger, somebody who left.
    #[test]
    fn the_rule_is_that_of_the_table() {
        assert_eq!(CEILINGS.len(), Job::ALL.len());
        let mut cases = 0;
        for (code, row, exports) in CEILINGS {
            let job = Job::from_code(code);
            assert_eq!(job.map(Job::may_export), Some(*exports), "{code}");
            for (place, letter) in row.split(' ').enumerate() {
                let object = Object::ALL[place];
                for &grant in Level::ALL {
                    for who in ["owner", "lead", "stranger", "left"] {
                        let ties = Ties {
                            is_owner: who == "owner",
                            granted: Some(grant),
                            has_part: false,
                            leads_owner: who == "lead",
                            everyone: Level::None,
                        };
                        let is_active = who != "left";
                        let found = access(Person { job, is_active }, object, &ties);
                        let claim = match who {
                            "owner" | "lead" => 2,
                            "left" => 0,
                            _ if *code == "sales_ops" => 2,
                            _ => number(grant),
                        };
                        let expected = claim.min(level(letter));
                        let case = (code, object, grant, who);
                        assert_eq!(number(found.level), expected, "{case:?}");
                        cases += 1;
                    }
                }
            }
        }
        assert_eq!(cases, 10 * 4 * 3 * 4);
    }

    #[test]
    fn support_never_edits_a_contract() {
        let person = Person {
            job: Some(Job::Support),
            is_active: true,
        };
        let ties = Ties {
            is_owner: true,
            granted: Some(Level::Edit),
            has_part: true,
            leads_owner: true,
            everyone: Level::Edit,
        };
        let found = access(person, Object::Contract, &ties);
        assert_eq!((found.level, found.ceiling), (Level::Read, Level::Read));
        assert_eq!(
            access(person, Object::SupportCase, &ties).level,
            Level::Edit
        );
    }

    #[test]
    fn a_deal_s_team_reads_its_account_and_no_more() {
        let person = Person {
            job: Some(Job::SalesRep),
            is_active: true,
        };
        let ties = Ties {
            has_part: true,
            ..Ties::stranger(Level::None)
        };
        let levels = Object::ALL
            .iter()
            .map(|it| access(person, *it, &ties).level);
        let expected = [Level::Read, Level::None, Level::None, Level::None];
        assert_eq!(levels.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn who_has_no_job_is_held_back_by_none() {
        let person = Person {
            job: None,
            is_active: true,
        };
        let found = access(person, Object::Deal, &Ties::stranger(Level::None));
        assert_eq!((found.level, found.ceiling), (Level::Edit, Level::Edit));
        assert!(found.may_staff && may_grant(&found, Level::Edit));
        let gone = Person {
            is_active: false,
            ..person
        };
        let found = access(gone, Object::Deal, &Ties::stranger(Level::Edit));
        assert_eq!(found.level, Level::None);
        assert!(!found.may_staff);
    }

    proptest! {
        /// People of any jobs grant each other levels on one record in any order, each as far as they may: nobody comes
        /// above the ceiling of their job, and nobody is given more than whoever gave it held.
        #[test]
        fn no_sequence_of_grants_lifts_anyone_too_high(
            jobs in prop::collection::vec(prop::option::of(prop::sample::select(Job::ALL)), 2..6),
            object in prop::sample::select(Object::ALL),
            leads in any::<bool>(),
            grants in prop::collection::vec((0_usize..6, 0_usize..6, prop::sample::select(Level::ALL)), 0..30),
        ) {
            let people: Vec<_> = jobs.iter().map(|&job| Person { job, is_active: true }).collect();
            let mut granted = vec![None; people.len()];
            let of = |at: usize, granted: &[Option<Level>]| {
                let ties = Ties {
                    is_owner: at == 0,
                    granted: granted[at],
                    has_part: false,
                    leads_owner: at == 1 && leads,
                    everyone: Level::None,
                };
                access(people[at], object, &ties)
            };
            for (from, to, level) in grants {
                let (from, to) = (from % people.len(), to % people.len());
                let giver = of(from, &granted);
                if may_grant(&giver, level) {
                    prop_assert!(level <= giver.level);
                    granted[to] = Some(level);
                }
                for (at, person) in people.iter().enumerate() {
                    let found = of(at, &granted);
                    prop_assert!(found.level <= person.ceiling(object));
                }
            }
        }
    }
}
