//! Text from outside: cleaning it on the way in, folding it to compare, escaping it on the way out.

use std::borrow::Cow;
use std::fmt;

use icu_casemap::CaseMapper;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::message::Message;
use verdict::{JOINERS, Verdict, Verdicts, judge_alone};

pub mod markdown;
pub mod near;
mod verdict;

/// Characters in a name, after cleaning.
pub const NAME_MAX: usize = 200;

/// Bytes in a long text, after cleaning.
pub const LONG_MAX: usize = 64 * 1024;

/// Combining marks on one base. Real scripts stay below; what is above is drawn over the neighbouring lines.
pub const MARKS_MAX: usize = 8;

/// How much a text may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextKind {
    /// One line of at most [`NAME_MAX`] characters.
    Name,
    /// Tabs and line feeds are welcome, at most [`LONG_MAX`] bytes.
    Long,
}

/// What happens to control characters and bidi controls.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Controls {
    /// The text is refused.
    Refuse,
    /// They are taken out and the rest is kept, because the user asked for it.
    Remove,
}

/// Why a text is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextFault {
    /// A C0 character that the kind does not allow, DEL or C1.
    ControlCharacter,
    /// A character that reorders the text around it.
    BidiControl,
    /// More than [`MARKS_MAX`] marks on one base.
    ExcessiveCombining,
    /// Longer than its kind may be.
    TooLong,
}

impl TextFault {
    /// Why a long text is refused, in words.
    pub fn message(self) -> Message {
        match self {
            Self::ControlCharacter => Message::new("text-control"),
            Self::BidiControl => Message::new("text-bidi"),
            Self::ExcessiveCombining => Message::new("text-marks"),
            Self::TooLong => Message::new("text-too-long").with("limit", LONG_MAX),
        }
    }
}

/// A clean text, and what it took.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clean {
    /// Trimmed, without invisible characters, in NFC.
    pub text: String,
    /// Characters that nobody can see were removed.
    pub invisible_removed: bool,
    /// Control characters or bidi controls were removed.
    pub controls_removed: bool,
}

/// Cleans a text from outside.
///
/// Controls are judged before the ends are trimmed, because trimming would eat U+0085 and the line feed of a
/// name without a word. Length comes last: what is removed does not count.
pub fn clean(raw: &str, kind: TextKind, controls: Controls) -> Result<Clean, TextFault> {
    if raw.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        let plain = Clean {
            text: raw.trim().to_owned(),
            invisible_removed: false,
            controls_removed: false,
        };
        return within_length(plain, kind);
    }
    let folded = match kind {
        TextKind::Long if raw.contains("\r\n") => Cow::Owned(raw.replace("\r\n", "\n")),
        _ => Cow::Borrowed(raw),
    };
    let mut clean = sift(&folded, kind, controls)?;
    let normal: String = clean.text.trim().nfc().collect();
    clean.text = if normal.contains(JOINERS) {
        // NFC turns a few letters into ASCII (the Kelvin sign), and a joiner between them must then go as well.
        let again = sift(&normal, kind, controls)?;
        clean.invisible_removed |= again.invisible_removed;
        again.text.trim().nfc().collect()
    } else {
        normal
    };
    if has_excessive_marks(&clean.text) {
        return Err(TextFault::ExcessiveCombining);
    }
    within_length(clean, kind)
}

/// Identity and sort key of a name: compatibility forms and case folded, white space collapsed, accents kept.
pub fn name_key(name: &str) -> String {
    let folded = if name.is_ascii() {
        name.to_ascii_lowercase()
    } else {
        // Twice, as Unicode's NFKC_Casefold does it: decomposing uncovers letters that fold.
        let fold = |text: String| CaseMapper::new().fold_string(&text).into_owned();
        let once: String = fold(name.nfd().collect()).nfkd().collect();
        fold(once).nfkd().collect()
    };
    let mut key = String::with_capacity(folded.len());
    for word in folded.split_whitespace() {
        if !key.is_empty() {
            key.push(' ');
        }
        key.push_str(word);
    }
    key
}

/// A folded name without accents.
pub fn without_marks(key: &str) -> String {
    if key.is_ascii() {
        return key.to_owned();
    }
    key.chars().filter(|c| !is_combining_mark(*c)).collect()
}

/// The words of a folded name that people search by, each once: without accents, parted by blanks and punctuation.
pub fn words(key: &str) -> Vec<String> {
    let parts_words = |c: char| {
        c.is_whitespace()
            || c.is_ascii_punctuation()
            || matches!(c, '\u{a0}'..='\u{bf}' | '\u{2000}'..='\u{206f}' | '\u{3000}'..='\u{303f}')
    };
    let mut words: Vec<String> = Vec::new();
    for part in key.split(parts_words) {
        let word = without_marks(part);
        if !word.is_empty() && !words.contains(&word) {
            words.push(word);
        }
    }
    words
}

/// Whether a name has words that begin as all of the typed ones do.
pub fn has_words(name: &str, typed: &str) -> bool {
    let (own, typed) = (words(&name_key(name)), words(&name_key(typed)));
    let begins = |typed: &String| own.iter().any(|word| word.starts_with(&**typed));
    !typed.is_empty() && typed.iter().all(begins)
}

/// The bare domain of a web or mail address.
pub fn domain_of(text: &str) -> String {
    let lower = text.to_lowercase();
    let host = lower
        .split_once("://")
        .map_or(lower.as_str(), |(_, rest)| rest);
    let host = host.split(['/', '?', '#']).next().unwrap_or_default();
    let host = host.rsplit_once('@').map_or(host, |(_, rest)| rest);
    let host = host.split(':').next().unwrap_or_default();
    host.strip_prefix("www.").unwrap_or(host).to_owned()
}

/// The line, counted from 1, on which the byte `at` of a text stands.
pub fn line_at(text: &str, at: usize) -> usize {
    let before = text.as_bytes().get(..at).unwrap_or(text.as_bytes());
    before.split(|byte| *byte == b'\n').count()
}

/// A text without the characters that nobody can see; controls stay.
pub fn visible(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let kept = Verdicts::of(text).filter(|(_, verdict)| *verdict != Verdict::Invisible);
    Cow::Owned(kept.map(|(c, _)| c).collect())
}

/// Whether a character may drive a terminal or reorder its line: no output carries it as it is.
pub fn is_hostile(c: char) -> bool {
    matches!(judge_alone(c), Verdict::Control | Verdict::Bidi)
}

/// Shows a text from outside: what would move the cursor, reorder the line or stay unseen is written `\u{1b}`.
#[derive(Debug, Clone, Copy)]
pub struct Escaped<'a>(pub &'a str);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use fmt::Write;
        Verdicts::of(self.0).try_for_each(|(c, verdict)| match verdict {
            Verdict::Keep => f.write_char(c),
            _ => write!(f, "\\u{{{:x}}}", u32::from(c)),
        })
    }
}

/// Characters that make a spreadsheet take a cell for a formula.
const FORMULA_STARTS: &[char] = &[
    '=', '+', '-', '@', '|', '%', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}',
];

/// A text cell of a CSV export, with an apostrophe before what a spreadsheet would execute.
pub fn neutralise(cell: &str) -> Cow<'_, str> {
    if needs_apostrophe(cell) {
        Cow::Owned(format!("'{cell}"))
    } else {
        Cow::Borrowed(cell)
    }
}

/// Takes the apostrophe of [`neutralise`] away again, and no other.
pub fn strip_neutralised(cell: &str) -> &str {
    cell.strip_prefix('\'')
        .filter(|rest| needs_apostrophe(rest))
        .unwrap_or(cell)
}

/// Whether a spreadsheet would execute the cell, or would but for apostrophes that are part of the text: those
/// get one more, so that stripping one is always the way back.
fn needs_apostrophe(cell: &str) -> bool {
    let bare = cell.trim_start_matches('\'');
    bare.starts_with(['\t', '\r', '\n'])
        || Verdicts::of(bare)
            .find(|(c, verdict)| *verdict == Verdict::Keep && !c.is_whitespace())
            .is_some_and(|(c, _)| FORMULA_STARTS.contains(&c))
}

/// Takes out what must not stay, or refuses it.
fn sift(text: &str, kind: TextKind, controls: Controls) -> Result<Clean, TextFault> {
    let mut clean = Clean {
        text: String::with_capacity(text.len()),
        invisible_removed: false,
        controls_removed: false,
    };
    for (c, verdict) in Verdicts::of(text) {
        let fault = match verdict {
            Verdict::Control if kind == TextKind::Long && matches!(c, '\t' | '\n') => None,
            Verdict::Control => Some(TextFault::ControlCharacter),
            Verdict::Bidi => Some(TextFault::BidiControl),
            Verdict::Invisible => {
                clean.invisible_removed = true;
                continue;
            }
            Verdict::Keep => None,
        };
        match (fault, controls) {
            (None, _) => clean.text.push(c),
            (Some(fault), Controls::Refuse) => return Err(fault),
            (Some(_), Controls::Remove) => clean.controls_removed = true,
        }
    }
    Ok(clean)
}

/// Counted in NFD, so that it does not matter which marks the writer had already joined to the letter.
fn has_excessive_marks(text: &str) -> bool {
    if !text.chars().any(is_combining_mark) {
        return false;
    }
    let mut marks = 0;
    text.nfd().any(|c| {
        if is_combining_mark(c) {
            marks += 1;
        } else if !JOINERS.contains(&c) {
            marks = 0;
        }
        marks > MARKS_MAX
    })
}

fn within_length(clean: Clean, kind: TextKind) -> Result<Clean, TextFault> {
    let fits = match kind {
        // Bytes first: a text of few bytes has few characters.
        TextKind::Name => clean.text.len() <= NAME_MAX || clean.text.chars().count() <= NAME_MAX,
        TextKind::Long => clean.text.len() <= LONG_MAX,
    };
    if fits {
        Ok(clean)
    } else {
        Err(TextFault::TooLong)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn name(raw: &str) -> Result<Clean, TextFault> {
        clean(raw, TextKind::Name, Controls::Refuse)
    }

    #[test]
    fn the_domain_of_an_address_is_bare() {
        for (text, domain) in [
            ("https://www.Acme.example/en?x=1", "acme.example"),
            ("acme.example", "acme.example"),
            ("ann@acme.example", "acme.example"),
            (
                "https://acme.example/?from=http://other.example",
                "acme.example",
            ),
            ("http://acme.example:8080", "acme.example"),
            ("", ""),
        ] {
            assert_eq!(domain_of(text), domain);
        }
    }

    #[test]
    fn controls_are_refused_before_the_ends_are_trimmed() {
        for raw in [
            "\u{1b}[31mred",
            "a\u{7f}b",
            "end\u{85}",
            "\nstart",
            "a\tb",
            "\u{9b}31m",
            "a\u{0}b",
        ] {
            assert_eq!(name(raw), Err(TextFault::ControlCharacter), "{raw:?}");
            let removed = clean(raw, TextKind::Name, Controls::Remove).expect("cleaned");
            assert!(removed.controls_removed, "{raw:?}");
            assert!(!removed.text.contains(char::is_control), "{raw:?}");
        }
        let note = clean("tab\tok\r\nnew\n", TextKind::Long, Controls::Refuse).expect("a note");
        assert_eq!(note.text, "tab\tok\nnew");
        assert!(!note.controls_removed);
        for raw in ["hello \u{1b}]52;c;aGk=\u{7}", "lone\rreturn"] {
            let refused = clean(raw, TextKind::Long, Controls::Refuse);
            assert_eq!(refused, Err(TextFault::ControlCharacter), "{raw:?}");
        }
        for raw in ["a\u{202e}b", "\u{2066}a\u{2069}"] {
            assert_eq!(name(raw), Err(TextFault::BidiControl), "{raw:?}");
        }
    }

    #[test]
    fn what_nobody_sees_is_removed_and_what_scripts_need_stays() {
        let hidden = "\u{200b}\u{2060}\u{feff}\u{ad}\u{180e}\u{2028}\u{2029}\u{3164}\u{e0041}\u{e0001}\
            \u{2063}\u{115f}\u{ffa0}\u{200d}\u{200c}\u{200f}\u{61c}\u{fffa}\u{34f}";
        for hidden in hidden.chars() {
            let cleaned = name(&format!("Ac{hidden}me GmbH{hidden} ")).expect("cleaned");
            assert_eq!(cleaned.text, "Acme GmbH", "{hidden:?}");
            assert!(cleaned.invisible_removed);
        }
        for kept in [
            "\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467} Family",
            "\u{1f3f4}\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f} Scot",
            "\u{646}\u{645}\u{648}\u{646}\u{647}\u{200c}\u{633}\u{627}\u{632}\u{6cc}",
            "\u{2764}\u{fe0f}\u{200d}\u{1f525}",
        ] {
            let cleaned = name(kept).expect("cleaned");
            assert_eq!(
                (cleaned.text.as_str(), cleaned.invisible_removed),
                (kept, false)
            );
        }
        let open_flag = name("\u{1f3f4}\u{e0067}\u{e0062}x").expect("cleaned");
        assert_eq!(open_flag.text, "\u{1f3f4}x");
        let kelvin = name("\u{212a}\u{200d}\u{212a}").expect("cleaned");
        assert_eq!(
            kelvin.text, "KK",
            "the joiner joined letters that NFC made Latin"
        );
    }

    #[test]
    fn marks_and_length_are_bounded() {
        assert!(name(&format!("a{}", "\u{301}".repeat(MARKS_MAX))).is_ok());
        for over in ["a\u{301}", "\u{5d0}\u{5b0}\u{200d}"] {
            let base = over.chars().next().expect("a base");
            let marks = over.trim_start_matches(base).repeat(MARKS_MAX + 1);
            let refused = name(&format!("{base}{marks}"));
            assert_eq!(refused, Err(TextFault::ExcessiveCombining), "{over}");
        }
        assert!(name(&"\u{6f22}".repeat(NAME_MAX)).is_ok());
        assert!(name(&format!(" {}\u{200b}", "a".repeat(NAME_MAX))).is_ok());
        assert_eq!(name(&"a".repeat(NAME_MAX + 1)), Err(TextFault::TooLong));
        let long = "a".repeat(LONG_MAX + 1);
        let refused = clean(&long, TextKind::Long, Controls::Refuse);
        assert_eq!(refused, Err(TextFault::TooLong));
    }

    #[test]
    fn keys_fold_case_and_width_and_keep_accents() {
        for (left, right) in [
            ("Zo\u{eb} \u{dc}ber", "zoe\u{308}  u\u{308}BER"),
            ("\u{1e9e}tra\u{df}e", "SSTRASSE"),
            ("\u{fb03} Ligature", "FFI ligature"),
            ("\u{ff46}\u{ff55}ll\u{3000}width", "full width"),
            ("\u{1c4}", "\u{1c6}"),
            (" Acme\t GmbH ", "acme gmbh"),
        ] {
            assert_eq!(name_key(left), name_key(right));
        }
        assert_ne!(name_key("Zo\u{eb}"), name_key("Zoe"));
    }

    #[test]
    fn escapes_are_lower_case_and_unpadded() {
        let shown = Escaped("a\u{1b}[2J\n\u{85}\u{202e}\u{200b}\u{e0041}\u{e9}").to_string();
        assert_eq!(
            shown,
            "a\\u{1b}[2J\\u{a}\\u{85}\\u{202e}\\u{200b}\\u{e0041}\u{e9}"
        );
    }

    #[test]
    fn formulas_get_an_apostrophe() {
        for cell in [
            "=1+1",
            "=cmd|'/c calc'!A1",
            "+1",
            "-1",
            "@SUM(1)",
            "\t=1",
            "\rx",
            "\nx",
            "|calc",
            "%x",
            "\u{ff1d}1",
            "\u{ff0b}1",
            "\u{ff0d}1",
            "\u{ff20}A",
            "\u{200b}=1",
            "  =1",
            "'=1",
            "''@",
            "\u{a0}\u{feff}-1",
        ] {
            assert_eq!(neutralise(cell), format!("'{cell}"));
        }
        for cell in ["", "Acme", "O'Neil", "'quoted'", "a=1", "\"=1", "'"] {
            assert_eq!(neutralise(cell), cell);
            assert_eq!(strip_neutralised(cell), cell);
        }
    }

    /// Strings with many of the characters that matter here.
    fn hostile() -> impl Strategy<Value = String> {
        let risky = "\u{1b}\r\n\t\u{85}\u{9b}\u{200d}\u{200c}\u{202e}\u{2066}\u{200b}\u{301}\u{308}\u{fe0f}\
            \u{1f3f4}\u{e0067}\u{e007f}\u{212a}\u{5d0}\u{915}'= \u{a0}e\u{ff1d}";
        let risky = prop::sample::select(risky.chars().collect::<Vec<_>>());
        prop::collection::vec(prop_oneof![2 => risky, 1 => any::<char>()], 0..40)
            .prop_map(String::from_iter)
    }

    proptest! {
        #[test]
        fn cleaning_is_idempotent(raw in hostile(), long: bool) {
            let kind = if long { TextKind::Long } else { TextKind::Name };
            if let Ok(once) = clean(&raw, kind, Controls::Remove) {
                let twice = clean(&once.text, kind, Controls::Refuse).expect("clean stays clean");
                prop_assert_eq!(&twice.text, &once.text);
                prop_assert!(!twice.invisible_removed && !twice.controls_removed);
            }
        }

        #[test]
        fn keys_are_their_own_keys(raw in hostile()) {
            let key = name_key(&raw);
            prop_assert_eq!(name_key(&key), key);
        }

        #[test]
        fn escaped_text_cannot_drive_a_terminal(raw in hostile()) {
            let shown = Escaped(&raw).to_string();
            prop_assert!(!shown.contains(char::is_control));
            prop_assert!(Verdicts::of(&shown).all(|(_, verdict)| verdict == Verdict::Keep));
        }

        #[test]
        fn neutralising_can_be_taken_back(raw in hostile()) {
            let neutral = neutralise(&raw);
            prop_assert_eq!(strip_neutralised(&neutral), raw.as_str());
        }
    }
}
