//! Sales operations.
