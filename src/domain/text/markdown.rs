//! Text from outside as plain text in Markdown: nothing in it becomes a heading, a link, a list or markup.

use super::{is_hostile, visible};

/// What means something wherever it stands.
const ANYWHERE: &[char] = &['\\', '`', '*', '_', '[', ']', '<', '>', '#', '|', '~', '&'];

/// What begins a list, a heading or a rule at the beginning of a line.
const FIRST: &[char] = &['-', '+', '='];

/// A text for one line of Markdown.
pub fn escaped(text: &str) -> String {
    let text = visible(text);
    let mut out = String::with_capacity(text.len());
    let text = text.trim();
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    for (at, c) in text.char_indices() {
        let is_number = at > 0 && at == digits && matches!(c, '.' | ')');
        if ANYWHERE.contains(&c) || at == 0 && FIRST.contains(&c) || is_number {
            out.push('\\');
        }
        out.push(if is_hostile(c) { ' ' } else { c });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_from_outside_is_markup() {
        for (text, expected) in [
            ("Acme GmbH, € 48.2k", "Acme GmbH, € 48.2k"),
            ("# big", "\\# big"),
            ("- one", "\\- one"),
            ("a - b", "a - b"),
            ("12. one", "12\\. one"),
            ("12.5k", "12\\.5k"),
            ("at 12. now", "at 12. now"),
            ("[x](http://y)", "\\[x\\](http://y)"),
            ("<img src=x>", "\\<img src=x\\>"),
            ("*a* _b_ `c`", "\\*a\\* \\_b\\_ \\`c\\`"),
            ("&lt;", "\\&lt;"),
            ("a\\*b", "a\\\\\\*b"),
            ("  +1", "\\+1"),
        ] {
            assert_eq!(escaped(text), expected);
        }
        assert!(!escaped("a\n# b\u{1b}[2J").contains(['\n', '\u{1b}']));
    }
}
