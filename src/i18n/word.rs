//! The word for a code that a field of a record holds.

use super::Words;

impl Words {
    /// The word for a code: the field's own (`category-commit`), else the one that the kind of record has for it
    /// (`activity-planned`), else the code itself.
    pub fn word(&self, kind: &str, field: &str, code: &str) -> String {
        let keys = [field, kind].map(|of| [of, "-", code].concat().replace('_', "-"));
        let key = keys.iter().find(|key| self.has(key));
        key.map_or_else(|| code.replace('_', " "), |key| self.text(key))
    }
}
