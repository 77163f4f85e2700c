//! Which characters of a text are seen, and which only act: controls, bidi controls, invisible ones.

use std::str::Chars;

/// Tag characters between a black flag and its end. The longest flag in use has five.
const FLAG_TAGS_MAX: usize = 16;

/// Zero-width joiner and non-joiner: needed in emoji and in Indic and Arabic scripts, deceit between Latin letters.
pub(super) const JOINERS: [char; 2] = ['\u{200c}', '\u{200d}'];

/// Characters that reorder the text around them.
const BIDI_CONTROLS: &[(char, char)] = &[('\u{202a}', '\u{202e}'), ('\u{2066}', '\u{2069}')];

/// Characters that take no ink and no room, joiners apart. Variation selectors are not among them.
const INVISIBLES: &[(char, char)] = &[
    ('\u{ad}', '\u{ad}'),
    ('\u{34f}', '\u{34f}'),
    ('\u{61c}', '\u{61c}'),
    ('\u{115f}', '\u{1160}'),
    ('\u{180e}', '\u{180e}'),
    ('\u{200b}', '\u{200b}'),
    ('\u{200e}', '\u{200f}'),
    ('\u{2028}', '\u{2029}'),
    ('\u{2060}', '\u{2065}'),
    ('\u{206a}', '\u{206f}'),
    ('\u{3164}', '\u{3164}'),
    ('\u{feff}', '\u{feff}'),
    ('\u{ffa0}', '\u{ffa0}'),
    ('\u{fff9}', '\u{fffb}'),
    ('\u{e0001}', '\u{e0001}'),
    ('\u{e0020}', '\u{e007f}'),
];

/// Where joiners begin to have work: the first scripts that are not Latin, Greek or Cyrillic.
const FIRST_JOINED: char = '\u{590}';

/// What a character is, where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    Keep,
    Control,
    Bidi,
    Invisible,
}

/// The characters of a text, each judged with its neighbours.
pub(super) struct Verdicts<'a> {
    rest: Chars<'a>,
    /// The character before, variation selectors apart, if it was kept.
    before: Option<char>,
    /// How many characters of an emoji tag sequence are still to come.
    flag_left: usize,
}

impl<'a> Verdicts<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        Self {
            rest: text.chars(),
            before: None,
            flag_left: 0,
        }
    }

    fn judge(&mut self, c: char) -> Verdict {
        if self.flag_left > 0 {
            self.flag_left -= 1;
            return Verdict::Keep;
        }
        if JOINERS.contains(&c) {
            let joins = self.before.is_some_and(is_joined)
                && self.rest.clone().next().is_some_and(is_joined);
            return if joins {
                Verdict::Keep
            } else {
                Verdict::Invisible
            };
        }
        if c == '\u{1f3f4}' {
            self.flag_left = flag_length(self.rest.clone());
        }
        judge_alone(c)
    }
}

impl Iterator for Verdicts<'_> {
    type Item = (char, Verdict);

    fn next(&mut self) -> Option<Self::Item> {
        let c = self.rest.next()?;
        let verdict = self.judge(c);
        if !is_variation_selector(c) {
            self.before = (verdict == Verdict::Keep).then_some(c);
        }
        Some((c, verdict))
    }
}

/// What a character is wherever it stands.
pub(super) fn judge_alone(c: char) -> Verdict {
    let within = |ranges: &[(char, char)]| {
        ranges
            .iter()
            .any(|(first, last)| (*first..=*last).contains(&c))
    };
    match c {
        ' '..='~' => Verdict::Keep,
        _ if c.is_control() => Verdict::Control,
        _ if within(BIDI_CONTROLS) => Verdict::Bidi,
        _ if within(INVISIBLES) => Verdict::Invisible,
        _ => Verdict::Keep,
    }
}

/// Whether a joiner may stand beside this character.
fn is_joined(c: char) -> bool {
    c >= FIRST_JOINED
        && !JOINERS.contains(&c)
        && !is_variation_selector(c)
        && judge_alone(c) == Verdict::Keep
}

fn is_variation_selector(c: char) -> bool {
    matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}

/// Length of the tags that make a flag of the black flag before them, with their end; 0 if they do not.
fn flag_length(mut rest: Chars<'_>) -> usize {
    let tags = rest
        .clone()
        .take(FLAG_TAGS_MAX)
        .take_while(|c| ('\u{e0020}'..='\u{e007e}').contains(c))
        .count();
    let ends = rest.nth(tags) == Some('\u{e007f}');
    if tags > 0 && ends { tags + 1 } else { 0 }
}
