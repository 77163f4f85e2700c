//! Decimal digits of every script, as the plain ones.

/// The zeros of Unicode's decimal digits (category Nd); the nine digits after each follow it.
const ZEROS: &[u32] = &[
    0x30, 0x660, 0x6F0, 0x7C0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xB66, 0xBE6, 0xC66, 0xCE6, 0xD66,
    0xDE6, 0xE50, 0xED0, 0xF20, 0x1040, 0x1090, 0x17E0, 0x1810, 0x1946, 0x19D0, 0x1A80, 0x1A90,
    0x1B50, 0x1BB0, 0x1C40, 0x1C50, 0xA620, 0xA8D0, 0xA900, 0xA9D0, 0xA9F0, 0xAA50, 0xABF0, 0xFF10,
    0x104A0, 0x10D30, 0x10D40, 0x11066, 0x110F0, 0x11136, 0x111D0, 0x112F0, 0x11450, 0x114D0,
    0x11650, 0x116C0, 0x116D0, 0x116DA, 0x11730, 0x118E0, 0x11950, 0x11BF0, 0x11C50, 0x11D50,
    0x11DA0, 0x11F50, 0x16130, 0x16A60, 0x16AC0, 0x16B50, 0x16D70, 0x1CCF0, 0x1D7CE, 0x1D7D8,
    0x1D7E2, 0x1D7EC, 0x1D7F6, 0x1E140, 0x1E2F0, 0x1E4F0, 0x1E5F1, 0x1E950, 0x1FBF0,
];

/// The plain digit that a digit of any script stands for, with the zero of its script.
fn digit(c: char) -> Option<(char, u32)> {
    if c.is_ascii() {
        return c.is_ascii_digit().then_some((c, 0x30));
    }
    let code = u32::from(c);
    let zero = *ZEROS.get(ZEROS.partition_point(|zero| *zero <= code).checked_sub(1)?)?;
    Some((char::from_digit(code - zero, 10)?, zero))
}

/// A cell with its digits made plain; `None` if it mixes the digits of several scripts, which nobody writes.
pub fn plain_digits(cell: &str) -> Option<String> {
    let mut script = None;
    let mut mixed = false;
    let plain = cell
        .chars()
        .map(|c| match digit(c) {
            Some((plain, zero)) => {
                mixed |= *script.get_or_insert(zero) != zero;
                plain
            }
            None => c,
        })
        .collect();
    (!mixed).then_some(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_of_any_script_are_plain_and_nothing_else_is() {
        for (cell, plain) in [
            ("\u{661}\u{662}\u{663}", "123"),
            ("\u{ff11}\u{ff10}", "10"),
            ("\u{967}.\u{96b}", "1.5"),
            ("\u{1d7ff}\u{1fbf9}", ""),
            ("7\u{661}", ""),
            (
                "\u{bd}\u{b2}\u{56db}\u{2460}",
                "\u{bd}\u{b2}\u{56db}\u{2460}",
            ),
        ] {
            assert_eq!(plain_digits(cell).unwrap_or_default(), plain, "{cell}");
        }
        assert!(ZEROS.is_sorted(), "the table is searched by halves");
    }

    #[test]
    fn every_digit_of_the_table_is_numeric() {
        let all = (0..=0x10_ffff).filter_map(char::from_u32);
        for c in all.filter(|c| digit(*c).is_some()) {
            assert!(
                c.is_numeric() || u32::from(c) > 0x1_0000,
                "{:x}",
                u32::from(c)
            );
        }
    }
}
