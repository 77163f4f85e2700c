//! The review of a week: what its rep says of it, and what counts as having moved in it.

use super::{CARRIES_MARKED, Ending, GoalMet, Share};
use crate::domain::activity::ActivityKind;
use crate::domain::deal::{Stage, StageKind};

/// What a rep says of a week.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Review {
    /// Whether its goal was met.
    pub goal_met: Option<GoalMet>,
    /// What went well and stays.
    pub keep: Option<String>,
    /// What did not.
    pub change: Option<String>,
    /// What is tried.
    pub attempt: Option<String>,
    /// What becomes an item of the week after.
    pub improvement: Option<Improvement>,
}

/// One thing to do otherwise next week.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Improvement {
    /// What kind of item it is.
    pub kind: ActivityKind,
    /// What it says.
    pub subject: String,
}

impl Share {
    /// Whether it went undone through so many weeks that it is marked: what was carried on at the end of this one counts.
    pub fn is_stuck(&self) -> bool {
        let carries = match self.ending {
            None => self.carry_count,
            Some(Ending::Carried) => self.carry_count + 1,
            Some(Ending::Done | Ending::Returned | Ending::Dropped) => return false,
        };
        carries >= CARRIES_MARKED
    }
}

/// Whether a deal that stood in one stage when a week began, and in another when it ended, came forward in it: both are
/// open stages of a pipeline, and the second comes later. What was won is told as won; what was reopened is not ahead of
/// where it was.
pub fn is_forward(from: &Stage, to: &Stage) -> bool {
    let is_open = from.kind == StageKind::Open && to.kind == StageKind::Open;
    is_open && from.pipeline_id == to.pipeline_id && from.position < to.position
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calendar::Day;
    use crate::domain::id::{PipelineId, StageId};

    #[test]
    fn an_item_is_stuck_from_its_third_carry_on_as_long_as_nobody_settled_it() {
        let share = |carry_count, ending| Share {
            planned_minutes: Some(60),
            minutes: 60,
            is_selling: true,
            carry_count,
            ending,
            added_on: Day::MIN,
            ended_on: None,
        };
        for (carries, ending, expected) in [
            (2, None, false),
            (3, None, true),
            (2, Some(Ending::Carried), true),
            (1, Some(Ending::Carried), false),
            (5, Some(Ending::Done), false),
            (5, Some(Ending::Dropped), false),
            (5, Some(Ending::Returned), false),
        ] {
            let found = share(carries, ending).is_stuck();
            assert_eq!(found, expected, "{carries} {ending:?}");
        }
    }

    #[test]
    fn a_deal_came_forward_where_it_stands_in_a_later_open_stage_of_its_pipeline() {
        let stage = |pipeline, position, kind| Stage {
            id: StageId(position),
            version: 1,
            pipeline_id: PipelineId(pipeline),
            name: String::new(),
            name_key: String::new(),
            position,
            kind,
            probability: None,
            category: None,
            exit_criteria: None,
            function: None,
        };
        let open = |position| stage(1, position, StageKind::Open);
        assert!(is_forward(&open(1), &open(3)), "a skip is forward");
        for (from, to) in [
            (open(2), open(2)),
            (open(3), open(1)),
            (open(1), stage(1, 4, StageKind::Won)),
            (stage(1, 5, StageKind::Lost), open(6)),
            (open(1), stage(2, 2, StageKind::Open)),
        ] {
            assert!(!is_forward(&from, &to), "{from:?} {to:?}");
        }
    }
}
