//! Types and rules of a sales team. No IO, no clock, no SQL, no terminal here: if you need today, take a [`calendar::Day`].

/// Declares an enum whose variants are stored, mapped and written as a fixed code: one row per variant.
macro_rules! codes {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident => $code:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$vdoc])* $variant,)+ }

        impl $name {
            /// Every variant, in the order of the domain.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];
            /// Every code, in the same order.
            pub const CODES: &'static [&'static str] = &[$($code,)+];

            /// The word for this variant in the store, in mappings and in JSON.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)+ }
            }

            /// The variant a code stands for.
            pub fn from_code(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}
pub(crate) use codes;

pub mod access;
pub mod activity;
pub mod band;
pub mod calendar;
pub mod check;
pub mod command;
pub mod complexity;
pub mod credit;
pub mod deal;
pub mod filter;
pub mod goal;
pub mod handoff;
pub mod id;
pub mod kpi;
pub mod message;
pub mod money;
pub mod party;
pub mod plan;
pub mod reasons;
pub mod record;
pub mod refusal;
pub mod replan;
pub mod role;
pub mod sample;
pub mod signal;
pub mod sprint;
pub mod staffing;
pub mod standup;
pub mod team;
pub mod text;
pub mod times;
pub mod typed;
pub mod waterfall;
pub mod written;
