//! An item of a week in one line: a step (`demo pricing fri 11:00 1h`) that may say how many there are to be (`20 calls`).

use crate::domain::activity::ActivityKind;

use super::Here;
use super::line::StepLine;

/// More than so many of something nobody does in a week.
const TARGET_MAX: i64 = 999;

/// An item in one line.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ItemLine {
    /// How many there are to be.
    pub target: Option<i64>,
    /// What else is said.
    pub step: StepLine,
}

impl ItemLine {
    /// Reads a line. A number is how many there are to be where it stands before a kind, or after that of a call block:
    /// `20 calls`, `5 demo`, `calls 20`; a sign may say so too: `20x calls`, `calls x20`. Of many calls a line makes one
    /// block.
    pub fn read(line: &str, here: &Here) -> Self {
        if let Some((target, rest)) = leading(line) {
            let step = StepLine::read(rest, here);
            if let Some(kind) = step.kind {
                let kind = match kind {
                    ActivityKind::Call => ActivityKind::CallBlock,
                    other => other,
                };
                let step = StepLine {
                    kind: Some(kind),
                    ..step
                };
                let target = Some(target);
                return Self { target, step };
            }
        }
        let mut step = StepLine::read(line, here);
        let counted = (step.kind == Some(ActivityKind::CallBlock))
            .then(|| leading(&step.subject))
            .flatten();
        let target = counted.map(|(target, _)| target);
        if let Some((_, rest)) = counted {
            step.subject = rest.to_owned();
        }
        Self { target, step }
    }
}

/// The number that a text begins with, and what follows it.
fn leading(text: &str) -> Option<(i64, &str)> {
    let text = text.trim_start();
    let (first, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    let sign = ['x', 'X', '×'];
    let bare = first.strip_prefix(sign).or(first.strip_suffix(sign));
    let number = bare.unwrap_or(first).parse().ok();
    let number = number.filter(|it| (1..=TARGET_MAX).contains(it))?;
    Some((number, rest.trim_start()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calendar::Day;
    use crate::domain::typed::Hand;

    #[test]
    fn a_number_before_a_kind_is_how_many_there_are_to_be() {
        let today = Day::from_iso("2026-11-23").unwrap_or(Day::MIN);
        let here = Hand::default().here(today, 1, None);
        for (line, target, kind, subject) in [
            ("20 calls", Some(20), Some(ActivityKind::CallBlock), ""),
            (
                "20 call new leads fri",
                Some(20),
                Some(ActivityKind::CallBlock),
                "new leads",
            ),
            (
                "calls 20 new leads",
                Some(20),
                Some(ActivityKind::CallBlock),
                "new leads",
            ),
            (
                "x20 calls new leads",
                Some(20),
                Some(ActivityKind::CallBlock),
                "new leads",
            ),
            ("20x call", Some(20), Some(ActivityKind::CallBlock), ""),
            (
                "calls ×20 new leads",
                Some(20),
                Some(ActivityKind::CallBlock),
                "new leads",
            ),
            ("x calls", None, None, "x calls"),
            ("demo x5", None, Some(ActivityKind::Demo), "x5"),
            ("5 demo", Some(5), Some(ActivityKind::Demo), ""),
            ("demo 5", None, Some(ActivityKind::Demo), "5"),
            ("20 roses", None, None, "20 roses"),
            ("0 calls", None, None, "0 calls"),
            ("1000 calls", None, None, "1000 calls"),
            ("price list", None, None, "price list"),
            ("", None, None, ""),
        ] {
            let read = ItemLine::read(line, &here);
            let found = (read.target, read.step.kind, read.step.subject.as_str());
            assert_eq!(found, (target, kind, subject), "{line}");
        }
        let read = ItemLine::read("20 calls fri 90m", &here);
        assert_eq!(read.step.duration_minutes, Some(90));
        assert_eq!(read.step.day, Day::from_iso("2026-11-27"));
    }
}
