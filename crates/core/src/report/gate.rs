//! Texts that cannot be judged.

use crate::text::{Bilingual, Pattern};
use serde::{Deserialize, Serialize};

/// A reason not to judge a text.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Gate {
    /// Id of the diagnostic.
    pub id: String,
    /// What is counted.
    pub pattern: Pattern,
    /// From how many on.
    pub at_least: usize,
    /// … and from how many in a thousand characters of the text on.
    pub per_thousand: usize,
    /// What is said.
    pub message: Bilingual,
}

impl Gate {
    /// Whether a text cannot be judged.
    pub fn refuses(&self, text: &str) -> bool {
        let found = self.pattern.find_all(text).count();
        let share = found.saturating_mul(1_000);
        found >= self.at_least.max(1)
            && share >= self.per_thousand.saturating_mul(text.chars().count())
    }
}
