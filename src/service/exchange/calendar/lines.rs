//! The lines of a calendar file, and what stands in one: `DTSTART;TZID=Europe/Berlin:20261123T110000`.

use std::iter::{Enumerate, Peekable};
use std::slice::Split;

use crate::service::exchange::source::FIELD_BYTES_MAX;

/// Lines as the file has them.
type Written<'a> = Split<'a, u8, fn(&u8) -> bool>;

/// The lines of a file, those that go on put together, each with its number. They are put together as bytes: some programs
/// end a line in the middle of a letter.
pub(super) struct Lines<'a> {
    rest: Peekable<Enumerate<Written<'a>>>,
}

impl<'a> Lines<'a> {
    pub(super) fn of(bytes: &'a [u8]) -> Self {
        let is_end: fn(&u8) -> bool = |byte| *byte == b'\n';
        Self {
            rest: bytes.split(is_end).enumerate().peekable(),
        }
    }
}

impl Iterator for Lines<'_> {
    /// The number of its first line, and the text, if it is one.
    type Item = (u64, Option<String>);

    fn next(&mut self) -> Option<Self::Item> {
        let (at, first) = self.rest.find(|(_, line)| !line.trim_ascii().is_empty())?;
        let mut line = without_end(first).to_owned();
        let goes_on =
            |(_, next): &(usize, &[u8])| next.starts_with(b" ") || next.starts_with(b"\t");
        let mut is_cut = false;
        while let Some((_, more)) = self.rest.next_if(goes_on) {
            // Pictures may be as long as they like: nobody reads them, and nobody keeps them.
            is_cut = line.len() > FIELD_BYTES_MAX;
            if !is_cut {
                line.extend(without_end(more).iter().skip(1));
            }
        }
        let text = match String::from_utf8(line) {
            Ok(text) => Some(text),
            Err(error) if is_cut => Some(String::from_utf8_lossy(error.as_bytes()).into_owned()),
            Err(_) => None,
        };
        Some((at as u64 + 1, text))
    }
}

fn without_end(line: &[u8]) -> &[u8] {
    line.strip_suffix(b"\r").unwrap_or(line)
}

/// What a line says.
pub(super) struct Property<'a> {
    pub(super) name: String,
    parameters: &'a str,
    pub(super) value: &'a str,
}

impl<'a> Property<'a> {
    pub(super) fn of(line: &'a str) -> Option<Self> {
        let mut is_quoted = false;
        let at = line.find(|c| {
            is_quoted ^= c == '"';
            c == ':' && !is_quoted
        })?;
        let (head, value) = line.split_at_checked(at)?;
        let (name, parameters) = head.split_once(';').unwrap_or((head, ""));
        let is_of_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_');
        let is_name = !name.is_empty() && name.chars().all(is_of_name);
        is_name.then(|| Self {
            // Some write a group before it: `item1.SUMMARY`.
            name: name.rsplit('.').next().unwrap_or(name).to_ascii_uppercase(),
            parameters,
            value: value.get(1..).unwrap_or_default(),
        })
    }

    /// The value of a parameter.
    pub(super) fn parameter(&self, name: &str) -> Option<&'a str> {
        let mut all = self.parameters.split(';');
        all.find_map(|it| {
            let (key, value) = it.split_once('=')?;
            key.eq_ignore_ascii_case(name)
                .then(|| value.trim_matches('"'))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_may_end_in_the_middle_of_a_letter() {
        let file = b"SUMMARY:K\xc3\r\n \xbche\r\n\r\nX:\xff\nY:1";
        let lines: Vec<_> = Lines::of(file).collect();
        let text = |text: &str| Some(text.to_owned());
        assert_eq!(
            lines,
            [(1, text("SUMMARY:Kühe")), (4, None), (5, text("Y:1"))]
        );
    }
}
