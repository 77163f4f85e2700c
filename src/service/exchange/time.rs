//! Times of day as people write them, alone or behind a date. No zone is ever applied: a day is as written.

/// Hour and minute.
pub(super) type Time = (u32, u32);

/// Cuts a cell into a date and the time behind it; without a colon there is no time.
pub(super) fn split_time(cell: &str) -> (&str, Option<&str>) {
    let Some((before, _)) = cell.split_once(':') else {
        return (cell, None);
    };
    let date = before.trim_end_matches(|c: char| c.is_ascii_digit());
    let time = cell.strip_prefix(date);
    let date = date.strip_suffix(['T', 't']).unwrap_or(date);
    (date.trim_end_matches([' ', ',']), time)
}

/// Reads `16:30`, `16:30:00.000`, `4:30 pm`, each with or without a zone behind it.
pub(super) fn parse_time(text: &str) -> Option<Time> {
    let text = text.trim();
    let clock_len = text.find(|c: char| !c.is_ascii_digit() && c != ':' && c != '.');
    let (clock, rest) = text.split_at_checked(clock_len.unwrap_or(text.len()))?;
    let mut parts = clock.split(':');
    let (hour, minute) = (number(parts.next()?, 24)?, two_digits(parts.next()?, 60)?);
    if let Some(seconds) = parts.next() {
        let (whole, fraction) = seconds.split_once('.').unwrap_or((seconds, "0"));
        // 60 is a leap second.
        two_digits(whole, 61)?;
        let in_digits = fraction.bytes().all(|byte| byte.is_ascii_digit());
        if !in_digits || fraction.is_empty() {
            return None;
        }
    }
    if parts.next().is_some() {
        return None;
    }
    let (half, rest) = split_half(rest.trim_start());
    if !is_zone(rest.trim_start()) {
        return None;
    }
    let hour = match half {
        None => hour,
        Some(_) if !(1..=12).contains(&hour) => return None,
        Some(shift) => hour % 12 + shift,
    };
    Some((hour, minute))
}

/// The half of the day, as the hours it adds, and what follows.
fn split_half(text: &str) -> (Option<u32>, &str) {
    const HALVES: &[(&str, u32)] = &[("am", 0), ("pm", 12), ("a.m.", 0), ("p.m.", 12)];
    HALVES
        .iter()
        .find_map(|(word, shift)| {
            let (head, rest) = text.split_at_checked(word.len())?;
            head.eq_ignore_ascii_case(word)
                .then_some((Some(*shift), rest))
        })
        .unwrap_or((None, text))
}

/// Whether this is a zone, or nothing.
fn is_zone(text: &str) -> bool {
    if matches!(text, "" | "Z" | "z" | "UTC" | "GMT") {
        return true;
    }
    let Some(offset) = text.strip_prefix(['+', '-', '\u{2212}']) else {
        return false;
    };
    let (hours, minutes) = match offset.split_once(':') {
        Some((hours, minutes)) => (hours, Some(minutes)),
        None => match offset.split_at_checked(2) {
            Some((hours, "")) => (hours, None),
            Some((hours, minutes)) => (hours, Some(minutes)),
            None => return false,
        },
    };
    two_digits(hours, 24).is_some() && minutes.is_none_or(|it| two_digits(it, 60).is_some())
}

fn two_digits(text: &str, below: u32) -> Option<u32> {
    (text.len() == 2).then(|| number(text, below)).flatten()
}

/// A number of one or two digits, below a bound.
pub(super) fn number(text: &str, below: u32) -> Option<u32> {
    let in_digits = text.bytes().all(|byte| byte.is_ascii_digit());
    (in_digits && text.len() <= 2)
        .then(|| text.parse().ok())
        .flatten()
        .filter(|value| *value < below)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_and_zones_are_not_applied() {
        for (text, expected) in [
            ("16:30", Some((16, 30))),
            ("0:05", Some((0, 5))),
            ("16:30:60.123456", Some((16, 30))),
            ("4:30 pm", Some((16, 30))),
            ("12:05am", Some((0, 5))),
            ("12:05 P.M.", Some((12, 5))),
            ("02:30:00+01:00", Some((2, 30))),
            ("23:30:00 -0800", Some((23, 30))),
            ("23:30Z", Some((23, 30))),
            ("23:30 UTC", Some((23, 30))),
            ("24:00", None),
            ("16:5", None),
            ("16:60", None),
            ("13:00 pm", None),
            ("0:30 am", None),
            ("16:30:", None),
            ("16:30:00.", None),
            ("16:30:00:00", None),
            ("16:30 o'clock", None),
            ("16:30+1", None),
            ("16:30+01", Some((16, 30))),
            ("16:30+01:", None),
            (":30", None),
            ("16", None),
        ] {
            assert_eq!(parse_time(text), expected, "{text}");
        }
    }

    #[test]
    fn the_time_begins_before_the_first_colon() {
        for (cell, date, time) in [
            ("2024-03-31T02:30", "2024-03-31", Some("02:30")),
            ("1/5/2026 4:30 PM", "1/5/2026", Some("4:30 PM")),
            ("31 Dec 2026, 16:30", "31 Dec 2026", Some("16:30")),
            ("16:30", "", Some("16:30")),
            ("2026-12-31", "2026-12-31", None),
        ] {
            assert_eq!(split_time(cell), (date, time), "{cell}");
        }
    }
}
