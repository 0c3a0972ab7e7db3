//! Classes of bodies.

use crate::text::Pattern;
use serde::{Deserialize, Serialize};

/// A class of bodies.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct BodyClass {
    /// Id in rules.
    pub id: String,
    /// How the body's name reads.
    pub pattern: Pattern,
    /// A pack above has added it: locked rules do not go by it.
    pub is_added: bool,
}
