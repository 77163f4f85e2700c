//! The sales model: whoever owns a deal sells it to its end, or stages belong to functions, and a deal that comes on from
//! one to the next is handed off.
//!
//! A deal goes to its new stage at once, and stays its owner's until somebody of the function takes it. Whoever takes it
//! owns it; whoever returns it says why, and the deal goes back to the stage it came from.

use super::calendar::Day;
use super::deal::{Stage, StageKind};
use super::id::{DealId, HandOffId, RepId, StageId};
use super::team::Function;

codes! {
    /// Who sells a deal.
    SalesModel {
        /// Its owner, through every stage.
        Island => "island",
        /// The function whose stage it is in.
        AssemblyLine => "assembly_line",
    }
}

codes! {
    /// Where a hand-off stands.
    HandOffState {
        /// It waits for an answer.
        Offered => "offered",
        /// The deal was taken.
        Accepted => "accepted",
        /// It went back.
        Returned => "returned",
        /// The deal went elsewhere before anybody answered.
        Withdrawn => "withdrawn",
    }
}

/// A deal that went from one function to the next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandOff {
    /// Id.
    pub id: HandOffId,
    /// Version of the row.
    pub version: i64,
    /// The deal.
    pub deal_id: DealId,
    /// The stage that it came from.
    pub from_stage_id: Option<StageId>,
    /// The stage that it came to.
    pub to_stage_id: Option<StageId>,
    /// Who had it.
    pub from_rep_id: Option<RepId>,
    /// Whom it is offered to, or who took it; without one it is whoever of the function takes it.
    pub to_rep_id: Option<RepId>,
    /// Whose stage it came to.
    pub function: Function,
    /// Where it stands.
    pub state: HandOffState,
    /// What was said about what the stage asks for, as history keeps it.
    pub checklist: Option<String>,
    /// What the giver said.
    pub note: Option<String>,
    /// Why it was returned.
    pub reason: Option<String>,
    /// Since when.
    pub offered_on: Day,
    /// When it was answered.
    pub answered_on: Option<Day>,
    /// By whom.
    pub answered_by_id: Option<RepId>,
}

impl HandOff {
    /// Days that it has been waiting, or had to wait.
    pub fn age(&self, today: Day) -> i64 {
        self.answered_on
            .unwrap_or(today)
            .days_since(self.offered_on)
    }
}

impl SalesModel {
    /// The function that a deal is handed off to as it comes from one stage to another: that of the stage, where it is
    /// another one than that of the stage before and of whoever owns the deal.
    ///
    /// Who goes back hands nothing off, and a deal that is decided stays whose it is.
    pub fn hand_off(self, from: &Stage, to: &Stage, owner: Option<Function>) -> Option<Function> {
        let is_border = self == Self::AssemblyLine
            && from.kind == StageKind::Open
            && to.kind == StageKind::Open
            && from.place().leads_on_to(to.place());
        let of_next = to.function.filter(|_| is_border)?;
        let is_theirs = from.function == Some(of_next) || owner == Some(of_next);
        (!is_theirs).then_some(of_next)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::PipelineId;

    fn stage(position: i64, kind: StageKind, function: Option<Function>) -> Stage {
        Stage {
            id: StageId(position),
            version: 1,
            pipeline_id: PipelineId(1),
            name: position.to_string(),
            name_key: position.to_string(),
            position,
            kind,
            probability: None,
            category: None,
            exit_criteria: None,
            function,
        }
    }

    #[test]
    fn a_border_is_where_a_deal_comes_on_to_another_function() {
        use Function::{AccountExecutive as Ae, CustomerSuccess as Csm, Sdr};
        use StageKind::{Lost, Open, Won};
        let line = SalesModel::AssemblyLine;
        let on = |from, to, owner| {
            let (kind, function) = to;
            line.hand_off(&stage(1, Open, from), &stage(2, kind, function), owner)
        };
        assert_eq!(on(Some(Sdr), (Open, Some(Ae)), Some(Sdr)), Some(Ae));
        assert_eq!(on(Some(Sdr), (Open, Some(Ae)), None), Some(Ae));
        assert_eq!(on(None, (Open, Some(Ae)), Some(Sdr)), Some(Ae));
        // It is theirs already, the stage is nobody's, or the deal is decided.
        assert_eq!(on(Some(Sdr), (Open, Some(Ae)), Some(Ae)), None);
        assert_eq!(on(Some(Ae), (Open, Some(Ae)), Some(Sdr)), None);
        assert_eq!(on(Some(Sdr), (Open, None), Some(Sdr)), None);
        assert_eq!(on(Some(Ae), (Won, Some(Csm)), Some(Ae)), None);
        assert_eq!(on(Some(Ae), (Lost, Some(Csm)), Some(Ae)), None);
        // Back is no hand-off, and on an island there is none.
        let (first, second) = (stage(1, Open, Some(Sdr)), stage(2, Open, Some(Ae)));
        assert_eq!(line.hand_off(&second, &first, Some(Ae)), None);
        assert_eq!(
            SalesModel::Island.hand_off(&first, &second, Some(Sdr)),
            None
        );
        assert_eq!(line.hand_off(&first, &second, Some(Sdr)), Some(Ae));
    }
}
