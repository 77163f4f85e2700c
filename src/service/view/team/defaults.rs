//! Usual teams.
