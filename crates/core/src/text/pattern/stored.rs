//! Patterns as data: what reading them anew would give. Their steps are opened when they are first taken.

use super::engine::Engines;
use super::needed::Needs;
use super::program::Program;
use super::{Inner, Pattern};
use serde::de::Visitor;
use serde::ser::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::sync::Arc;

/// A pattern as data.
#[derive(Serialize, Deserialize)]
struct Stored {
    source: String,
    names: Vec<String>,
    needs: Needs,
    /// Few characters of a text are looked at twice.
    quick: bool,
    steps: Bytes,
}

/// Bytes that are copied as a whole.
#[derive(Debug, Default)]
pub(super) struct Bytes(Box<[u8]>);

impl Bytes {
    /// The program in them, if there is one.
    pub fn program(&self) -> Option<Program> {
        match self.0.is_empty() {
            true => None,
            false => postcard::from_bytes(&self.0).ok(),
        }
    }
}

impl Serialize for Bytes {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_bytes(&self.0)
    }
}

impl<'de> Deserialize<'de> for Bytes {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Copy;

        impl Visitor<'_> for Copy {
            type Value = Bytes;

            fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
                to.write_str("bytes")
            }

            fn visit_bytes<E>(self, bytes: &[u8]) -> Result<Bytes, E> {
                Ok(Bytes(bytes.into()))
            }
        }
        from.deserialize_bytes(Copy)
    }
}

impl Serialize for Pattern {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let engines = &self.0.engines;
        let steps = engines.program().map(postcard::to_allocvec);
        let steps = steps.transpose().map_err(S::Error::custom)?;
        let stored = Stored {
            source: engines.source().to_owned(),
            names: engines.names.clone(),
            needs: self.0.needs.clone(),
            quick: engines.is_quick(),
            steps: Bytes(steps.unwrap_or_default().into()),
        };
        stored.serialize(to)
    }
}

impl<'de> Deserialize<'de> for Pattern {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let stored = Stored::deserialize(from)?;
        Ok(Pattern(Arc::new(Inner {
            needs: stored.needs,
            engines: Engines::stored(stored.source, stored.names, stored.quick, stored.steps),
        })))
    }
}
