//! How files are to be read, where a report says that they do not say it themselves.

use std::collections::BTreeSet;

use crate::service::exchange::reason::Reason;

/// Reasons that an answer can remove.
const ASKS: &[Reason] = &[];

/// Whether one of these reasons goes away by saying how to read the files.
pub fn asks(reasons: &BTreeSet<Reason>) -> bool {
    ASKS.iter().any(|reason| reasons.contains(reason))
}
