//! Everything that is tested from outside, as one binary.

mod keys;
mod panes;
mod support;
