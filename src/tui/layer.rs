//! What lies over a pane and takes the keys.

pub mod help;
