//! Why deals are won and lost, in words: reasons that everyone starts with are translated, a team's own are as they are.

use super::Words;
use crate::domain::reasons::listed;
use crate::domain::text::name_key;

impl Words {
    /// A reason as people read it.
    pub fn reason(&self, stored: &str) -> String {
        let key = ["close-reason-", &stored.replace('_', "-")].concat();
        if self.has(&key) {
            self.text(&key)
        } else {
            stored.to_owned()
        }
    }

    /// Reasons as people read them, one after the other.
    pub fn reasons(&self, stored: &[String]) -> String {
        let said: Vec<_> = stored.iter().map(|it| self.reason(it)).collect();
        said.join(", ")
    }

    /// The reason that somebody means: one of these by its name or in their own words, else what they typed.
    pub fn reason_meant(&self, typed: &str, offered: &[String]) -> String {
        let key = name_key(typed);
        let in_words = || offered.iter().find(|it| name_key(&self.reason(it)) == key);
        let meant = listed(offered, typed).or_else(|| in_words().map(String::as_str));
        meant.unwrap_or(typed.trim()).to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::deal::StageKind;
    use crate::domain::reasons;

    #[test]
    fn a_reason_is_meant_by_its_name_and_by_its_words() {
        let words = Words::for_language("de");
        let offered = reasons::of(StageKind::Lost, None);
        let own = words.reason("no_budget");
        assert_ne!(own, "no_budget");
        for (typed, meant) in [
            ("no_budget", "no_budget"),
            (&own.to_uppercase(), "no_budget"),
            (" they moved ", "they moved"),
        ] {
            assert_eq!(words.reason_meant(typed, &offered), meant);
        }
        assert_eq!(words.reason("they moved"), "they moved");
    }
}
