//! Cells that people and programs put into exports, the worst of them.

/// What terminals act on: sequences to clear, retitle, copy, link, report, print, reset, in 7 and 8 bits.
pub(super) const COMMANDS: &str = "\
    \u{1b}[2J\u{1b}[H \u{1b}]0;PWNED\u{7} \u{1b}]2;PWNED\u{1b}\\ \u{1b}]52;c;cm0gLXJmIH4=\u{7} \
    \u{1b}]52;c;?\u{7} \u{1b}]8;;http://evil.example/\u{1b}\\x\u{1b}]8;;\u{1b}\\ \u{1b}[21t \
    \u{1b}[6n \u{1b}[c \u{1b}P$q\"p\u{1b}\\ \u{1b}]50;?\u{7} \
    \u{1b}Ptmux;\u{1b}\u{1b}]52;c;YQ==\u{7}\u{1b}\\ \u{1b}_Gf=24;AAAA\u{1b}\\ \
    \u{1b}]1337;File=inline=1:QQ==\u{7} \u{1b}]9;4;1;50\u{7} \u{1b}]777;notify;a;b\u{7} \u{9b}2J \
    \u{9d}0;PWN\u{9c} \u{90}q\u{9c} \u{84} \u{85} \u{7} \u{8}\u{8}\u{8}\u{8}hid real\rfake \u{e} \
    \u{7f} \u{1b}c \u{1b}[?1049l \u{1b}[8;1;1t \u{1b}[31m \u{1b}[1000000b";

/// What reorders the text around it.
pub(super) const BIDI: &str = "\
    \u{202a} \u{202b} \u{202c} \u{202d} \u{202e} \u{2066} \u{2067} \u{2068} \u{2069}";

/// What takes no ink and no room.
pub(super) const INVISIBLE: &str = "\
    \u{200b} \u{2060} \u{feff} \u{ad} \u{180e} \u{2028} \u{2029} \u{3164} \u{e0041} \u{2063}";

/// Why a date is refused.
pub(super) const DATE_REASONS: &[&str] = &["invalid_date", "ambiguous_date", "date_out_of_range"];

/// A cell of a date column, and what it is read as or why not: the column contradicts itself, so each stands alone.
pub(super) const DATES: &str = "\
2024-02-29 => 2024-02-29
2023-02-29 => invalid_date
2024-02-30 => invalid_date
29.02.2023 => invalid_date
29.02.2024 => 2024-02-29
12/13/24 => ambiguous_date
03/04/2026 => ambiguous_date
13/12/2026 => 2026-12-13
12/13/2026 => 2026-12-13
45351 => ambiguous_date
45351.5 => ambiguous_date
60 => ambiguous_date
1900-02-29 => invalid_date
0000-00-00 => invalid_date
9999-12-31 => date_out_of_range
1899-12-31 => date_out_of_range
2026-W53-4 => invalid_date
2026-13-01 => invalid_date
2026-00-10 => invalid_date
2026-1-5 => 2026-01-05
2026/01/05 => 2026-01-05
20260105 => ambiguous_date
2024-03-31T02:30:00+01:00 => 2024-03-31
2024-12-31T23:30:00-08:00 => 2024-12-31
31 Dec 2026 => 2026-12-31
Dec 31, 2026 => 2026-12-31
today => invalid_date
Q4 2026 => invalid_date
٢٠٢٦-١٢-٣١ => 2026-12-31
2569-12-31 => date_out_of_range
2026-12-31  => 2026-12-31
######## => invalid_date
-1 => invalid_date
1e5 => invalid_date
";

/// Why an amount is refused.
pub(super) const AMOUNT_REASONS: &[&str] = &[
    "ambiguous_number",
    "too_many_decimals",
    "negative_amount",
    "not_a_number",
    "number_out_of_range",
    "currency_conflict",
];

/// The same of a column of amounts in euros.
pub(super) const AMOUNTS: &str = "\
1234.56 => 1234.56
1.234,56 € => 1234.56
$1,234.56 => currency_conflict
1,234 => ambiguous_number
1.234 => ambiguous_number
1,234,567 => 1234567.00
1.234.567 => 1234567.00
12,34,567.00 => 1234567.00
1'234.50 => 1234.50
1 234,50 => 1234.50
1\u{a0}234,50 => 1234.50
1\u{202f}234,50 => 1234.50
١٢٣٤٫٥٦ => 1234.56
１２３４ => 1234.00
0.005 => too_many_decimals
-500 => negative_amount
(1,234.50) => negative_amount
−500 => negative_amount
500- => negative_amount
NaN => not_a_number
inf => not_a_number
1e309 => not_a_number
1e3 => not_a_number
0x10 => not_a_number
99999999999999999999.99 => number_out_of_range
9007199254740993.00 => number_out_of_range
999999999999.99 => 999999999999.99
1000000000000 => number_out_of_range
0 => 0.00
-0 => 0.00
007 => 7.00
 1000  => 1000.00
1.2.3 => not_a_number
1,2,3 => not_a_number
1.234,567.89 => not_a_number
12 34 => not_a_number
5k => not_a_number
1,5 => 1.50
.5 => 0.50
5. => not_a_number
#REF! => not_a_number
EUR 500 => 500.00
500 USD => currency_conflict
0.1 => 0.10
1,000.0 => 1000.00
++5 => not_a_number
+5 => 5.00
1_000 => not_a_number
½ => not_a_number
² => not_a_number
四 => not_a_number
";

/// A flag that needs its invisible characters.
pub(super) const SCOT: &str = "🏴󠁧󠁢󠁳󠁣󠁴󠁿 Scot Ltd";

/// The words of a list.
pub(super) fn words(list: &'static str) -> Vec<&'static str> {
    list.split(' ').collect()
}
