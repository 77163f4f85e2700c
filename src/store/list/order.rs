//! What deals are sorted by, and which way.

use crate::domain::codes;

codes! {
    /// The order of deals in a stage. What has no value comes last; equal ones stand in the order of their ids. In a
    /// closed stage what only open deals have is the same as [`DealSort::Close`].
    DealSort {
        /// Expected close, soonest first. In a closed stage the day of closing, newest first.
        Close => "close",
        /// Amount, largest first, as the numbers are written: currencies are not converted.
        Amount => "amount",
        /// Name of the deal.
        Name => "name",
        /// Day of the next step: overdue first, then today, later, without a day, and last those without a step. Only
        /// open deals have one.
        NextStep => "next_step",
        /// Days in the stage, longest first. In a closed stage the day of closing, oldest first.
        Age => "age",
        /// Name of the owner.
        Owner => "owner",
        /// The stages as their pipelines have them. Those of open deals: of one that is closed there is a list of its own.
        Stage => "stage",
        /// The longest of the signals first, and last those without any. Only open deals have them.
        Signals => "signals",
        /// The chance, its own or else its stage's, largest first. That of a closed deal is known.
        Probability => "probability",
        /// Name of the account.
        Account => "account",
    }
}

/// By what deals are sorted, and which way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DealOrder {
    /// By what.
    pub by: DealSort,
    /// Whether it is the other way round than [`DealSort`] says. What has no value comes last either way.
    pub is_turned: bool,
}

impl From<DealSort> for DealOrder {
    fn from(by: DealSort) -> Self {
        let is_turned = false;
        Self { by, is_turned }
    }
}

impl DealOrder {
    /// Whether what is less comes later, in an open stage or in a closed one.
    pub fn is_down(self, is_closed: bool) -> bool {
        use DealSort as By;
        let is_usually = match self.by {
            By::Amount | By::Probability => true,
            By::Close | By::NextStep | By::Stage | By::Signals => is_closed,
            By::Name | By::Age | By::Owner | By::Account => false,
        };
        is_usually != self.is_turned
    }

    /// Whether it is by days, and what is shown are the days since: the earlier the day, the larger the number.
    pub fn is_since(self) -> bool {
        matches!(self.by, DealSort::Age | DealSort::Signals)
    }
}
