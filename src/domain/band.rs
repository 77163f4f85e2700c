//! When to call the band: whose seat on a deal is empty that should not be, and who could take it.

use std::cmp::Reverse;

use super::access::Level;
use super::id::{RepId, RoleId};
use super::team::Function;

codes! {
    /// Why somebody is called.
    Cause {
        /// The deal is complex.
        Complex => "complex",
        /// A product on it is none that its owner knows.
        Unskilled => "unskilled",
        /// It stands in its stage for too long.
        Stalled => "stalled",
    }
}

/// Whom each cause calls: one row a rule.
pub const CALLS: &[(Cause, Function)] = &[
    (Cause::Complex, Function::SalesEngineer),
    (Cause::Unskilled, Function::SalesEngineer),
    (Cause::Stalled, Function::ExecutiveSponsor),
];

/// From this level on somebody knows a product well enough to sell it alone. What deals keep of it follows another level only
/// once it is worked out anew: that takes a migration.
pub const SKILLED_FROM: i64 = 3;

/// An empty seat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    /// The function whose people hold it.
    pub function: Function,
    /// Why it should be held, in the order of [`CALLS`].
    pub causes: Vec<Cause>,
}

/// The seats that are empty, in the order of [`CALLS`]: nobody on the team of the deal or its account holds one of such a
/// role, and its owner has another function.
pub fn missing(causes: &[Cause], held: &[Function]) -> Vec<Missing> {
    let mut found: Vec<Missing> = Vec::new();
    let called = CALLS.iter().filter(|(cause, _)| causes.contains(cause));
    for (cause, function) in called.filter(|(_, function)| !held.contains(function)) {
        match found.iter_mut().find(|it| it.function == *function) {
            Some(it) => it.causes.push(*cause),
            None => found.push(Missing {
                function: *function,
                causes: vec![*cause],
            }),
        }
    }
    found
}

/// Somebody who could take an empty seat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// Who.
    pub rep_id: RepId,
    /// Their name.
    pub name: String,
    /// The seat: of the owner's usual team what they hold there, else a role of the function.
    pub role_id: Option<RoleId>,
    /// What that is called.
    pub role: Option<String>,
    /// Whether they usually sell with the owner.
    pub is_usual: bool,
    /// What they may then do with the deal.
    pub level: Option<Level>,
    /// How well they know each product of the deal, in its order.
    pub levels: Vec<Option<i64>>,
    /// Duties that they owe still.
    pub duties: i64,
    /// Open deals that they own or are on the team of.
    pub deals: i64,
}

impl Candidate {
    /// How well they know all of the products together.
    pub fn skill(&self) -> i64 {
        self.levels.iter().flatten().sum()
    }

    /// How much they have to do already.
    pub fn load(&self) -> i64 {
        self.duties + self.deals
    }
}

/// Puts whoever fits best first: who usually sells with the owner, then who knows the products best, then who has least to
/// do, then by the names.
pub fn put_in_order(candidates: &mut [Candidate]) {
    candidates.sort_by(|a, b| {
        let key = |it: &Candidate| (!it.is_usual, Reverse(it.skill()), it.load());
        key(a)
            .cmp(&key(b))
            .then_with(|| a.name.cmp(&b.name))
            .then(a.rep_id.cmp(&b.rep_id))
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Functions that are missing, each with why.
    type Seats = &'static [(Function, &'static [Cause])];

    /// Why somebody is called, who is there, and who is missing.
    type Case = (&'static [Cause], &'static [Function], Seats);

    fn candidate(name: &str, is_usual: bool, levels: &[Option<i64>], load: i64) -> Candidate {
        Candidate {
            rep_id: RepId(1),
            name: name.to_owned(),
            role_id: None,
            role: None,
            is_usual,
            level: None,
            levels: levels.to_vec(),
            duties: load,
            deals: 0,
        }
    }

    #[test]
    fn each_cause_calls_a_function_once_and_only_where_its_seat_is_empty() {
        use Cause::{Complex, Stalled, Unskilled};
        use Function::{ExecutiveSponsor, SalesEngineer};
        let none: Seats = &[];
        let cases: &[Case] = &[
            (&[], &[], none),
            (&[Complex], &[], &[(SalesEngineer, &[Complex])]),
            (&[Unskilled], &[], &[(SalesEngineer, &[Unskilled])]),
            (&[Stalled], &[], &[(ExecutiveSponsor, &[Stalled])]),
            (
                &[Unskilled, Complex],
                &[],
                &[(SalesEngineer, &[Complex, Unskilled])],
            ),
            (
                &[Complex, Stalled],
                &[SalesEngineer],
                &[(ExecutiveSponsor, &[Stalled])],
            ),
            (
                &[Complex, Stalled],
                &[ExecutiveSponsor],
                &[(SalesEngineer, &[Complex])],
            ),
            (
                &[Complex, Stalled],
                &[SalesEngineer, ExecutiveSponsor],
                none,
            ),
            (
                &[Complex],
                &[Function::Support, Function::AccountExecutive],
                &[(SalesEngineer, &[Complex])],
            ),
        ];
        for (causes, held, expected) in cases {
            let found = missing(causes, held);
            let found: Vec<_> = found
                .iter()
                .map(|it| (it.function, &it.causes[..]))
                .collect();
            assert_eq!(&found[..], *expected, "{causes:?} {held:?}");
        }
    }

    #[test]
    fn who_usually_sells_with_the_owner_comes_first_then_skill_then_load() {
        let mut all = vec![
            candidate("idle", false, &[None, None], 0),
            candidate("knows one", false, &[Some(5), None], 9),
            candidate("knows both", false, &[Some(3), Some(3)], 9),
            candidate("knows both, less to do", false, &[Some(3), Some(3)], 2),
            candidate("usual", true, &[None, None], 20),
        ];
        put_in_order(&mut all);
        let names: Vec<_> = all.iter().map(|it| it.name.as_str()).collect();
        let expected = [
            "usual",
            "knows both, less to do",
            "knows both",
            "knows one",
            "idle",
        ];
        assert_eq!(names, expected);
    }
}
