//! Patterns as data: what reading them anew would give. Of those that the build wrote only what they need of a text is at
//! hand; the rest is opened when a text may hold a match.

use super::engine::{Engines, PatternParts};
use super::needed::Needs;
use super::program::Program;
use super::{Inner, Pattern};
use crate::text::Deferred;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::sync::Arc;

/// A pattern as data.
#[derive(Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
struct Stored {
    needs: Needs,
    /// Few characters of a text are looked at twice.
    quick: bool,
    /// The rest.
    parts: Deferred<PatternParts>,
}

impl Serialize for Pattern {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let engines = &self.0.engines;
        let steps = engines.program().map(Program::write);
        let parts = PatternParts {
            source: engines.source().into(),
            label: engines.label().into(),
            names: engines.names().to_vec(),
            steps: steps.unwrap_or_default(),
        };
        let stored = Stored {
            needs: self.0.needs.clone(),
            quick: engines.is_quick(),
            parts: parts.into(),
        };
        stored.serialize(to)
    }
}

impl<'de: 'static> Deserialize<'de> for Pattern {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let stored = Stored::deserialize(from)?;
        Ok(Pattern(Arc::new(Inner {
            needs: stored.needs,
            engines: Engines::stored(stored.parts, stored.quick),
        })))
    }
}
