//! What a stage asks of the deals that come on to it: each thing is met, or the rest is passed with a word.

use super::{Stage, StageKind};
use crate::domain::id::PipelineId;
use crate::domain::refusal::Refusal;
use crate::domain::text::name_key;

/// Before what is met, what is not, and the word that passed that.
const MET: &str = "+ ";
const PASSED: &str = "- ";
const WORD: &str = "= ";

/// Where a stage stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// Its pipeline.
    pub pipeline_id: PipelineId,
    /// Its place in it.
    pub position: i64,
    /// What it means.
    pub kind: StageKind,
}

impl Place {
    /// Whether a deal that goes from here to there comes on: further in the same pipeline, or won. Only then the stage
    /// asks for something; whoever goes back or loses a deal owes nothing.
    pub fn leads_on_to(self, to: Self) -> bool {
        match to.kind {
            StageKind::Lost => false,
            StageKind::Won => self.kind != StageKind::Won,
            StageKind::Open => self.pipeline_id == to.pipeline_id && self.position < to.position,
        }
    }
}

impl Stage {
    /// Where it stands.
    pub fn place(&self) -> Place {
        Place {
            pipeline_id: self.pipeline_id,
            position: self.position,
            kind: self.kind,
        }
    }

    /// What it asks for, in its order.
    pub fn criteria(&self) -> Vec<String> {
        let lines = self.exit_criteria.as_deref().unwrap_or_default().lines();
        let lines = lines.map(str::trim).filter(|line| !line.is_empty());
        lines.map(str::to_owned).collect()
    }
}

/// What is said about that.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Criteria {
    /// What is met.
    pub met: Vec<String>,
    /// What is not; left to [`Criteria::checked`].
    pub passed: Vec<String>,
    /// Why the deal may pass all the same.
    pub word: Option<String>,
}

impl Criteria {
    /// What is kept of a deal that comes from one stage to another; `None` where nothing is asked for.
    pub fn checked(&self, deal: &str, from: Place, to: &Stage) -> Result<Option<Self>, Refusal> {
        let asked = to.criteria();
        if asked.is_empty() || !from.leads_on_to(to.place()) {
            return Ok(None);
        }
        let is_met = |asked: &String| {
            let key = name_key(asked);
            self.met.iter().any(|met| name_key(met) == key)
        };
        let (met, passed): (Vec<_>, Vec<_>) = asked.into_iter().partition(is_met);
        if !passed.is_empty() && self.word.is_none() {
            return Err(Refusal::NotMet {
                deal: deal.to_owned(),
                stage: to.name.clone(),
                criteria: passed,
            });
        }
        // A word that passes nothing is not worth keeping.
        let word = self.word.clone().filter(|_| !passed.is_empty());
        Ok(Some(Self { met, passed, word }))
    }

    /// As history keeps it, one a line.
    pub fn write(&self) -> String {
        let line = |sign: &'static str| move |said: &String| [sign, said].concat();
        let met = self.met.iter().map(line(MET));
        let passed = self.passed.iter().map(line(PASSED));
        let lines = met.chain(passed).chain(self.word.iter().map(line(WORD)));
        lines.collect::<Vec<_>>().join("\n")
    }

    /// What history kept.
    pub fn read(text: &str) -> Self {
        let all = |sign: &str| {
            let lines = text.lines().filter_map(|line| line.strip_prefix(sign));
            lines.map(str::to_owned).collect::<Vec<_>>()
        };
        Self {
            met: all(MET),
            passed: all(PASSED),
            word: all(WORD).pop(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::StageId;

    fn place(pipeline: i64, position: i64, kind: StageKind) -> Place {
        Place {
            pipeline_id: PipelineId(pipeline),
            position,
            kind,
        }
    }

    fn stage(exit_criteria: &str) -> Stage {
        Stage {
            id: StageId(2),
            version: 1,
            pipeline_id: PipelineId(1),
            name: "Propose".to_owned(),
            name_key: "propose".to_owned(),
            position: 2,
            kind: StageKind::Open,
            probability: None,
            category: None,
            exit_criteria: Some(exit_criteria.to_owned()),
            function: None,
        }
    }

    #[test]
    fn a_deal_comes_on_or_it_does_not() {
        use StageKind::{Lost, Open, Won};
        for (from, to, is_on) in [
            (place(1, 1, Open), place(1, 2, Open), true),
            (place(1, 2, Open), place(1, 1, Open), false),
            (place(1, 1, Open), place(2, 2, Open), false),
            (place(1, 1, Open), place(1, 5, Won), true),
            (place(1, 6, Lost), place(1, 5, Won), true),
            (place(1, 5, Won), place(1, 2, Open), false),
            (place(1, 1, Open), place(1, 6, Lost), false),
        ] {
            assert_eq!(from.leads_on_to(to), is_on, "{from:?} to {to:?}");
        }
    }

    #[test]
    fn what_is_not_met_is_passed_with_a_word_or_stops_the_deal() {
        let from = place(1, 1, StageKind::Open);
        let to = stage(" Budget known\n\nA date set\n");
        let said = |met: &[&str], word: Option<&str>| Criteria {
            met: met.iter().map(|it| (*it).to_owned()).collect(),
            passed: Vec::new(),
            word: word.map(str::to_owned),
        };
        let stopped = said(&["a DATE set"], None).checked("Acme", from, &to);
        let Err(Refusal::NotMet { criteria, .. }) = stopped else {
            panic!("{stopped:?}");
        };
        assert_eq!(criteria, ["Budget known"]);
        for (met, word, kept) in [
            (
                &["budget known", "A date set"][..],
                None,
                "+ Budget known\n+ A date set",
            ),
            (
                &["A date set"],
                Some("later"),
                "+ A date set\n- Budget known\n= later",
            ),
            (
                &["A date set", "budget known", "more"],
                Some("x"),
                "+ Budget known\n+ A date set",
            ),
        ] {
            let checked = said(met, word).checked("Acme", from, &to);
            let checked = checked.expect("let through").expect("asked for");
            assert_eq!(checked.write(), kept);
            assert_eq!(Criteria::read(kept), checked);
        }
        let back = place(1, 3, StageKind::Open);
        let none = Criteria::default();
        assert_eq!(none.checked("Acme", back, &to), Ok(None));
        assert_eq!(none.checked("Acme", from, &stage(" \n")), Ok(None));
    }
}
