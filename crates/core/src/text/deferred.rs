//! Values that the build has written into the program: bytes that are not copied, and values that are opened when they are
//! first asked for.

use super::pool;
use serde::ser::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::borrow::Cow;
use std::fmt;
use std::ops::{Deref, Range};
use std::sync::OnceLock;

/// Bytes: those of the program itself where the build wrote them, else their own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bytes(Cow<'static, [u8]>);

impl Bytes {
    /// The text that they are, if they are one.
    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// A part of them; nothing where they are fewer.
    pub fn part(&self, range: Range<usize>) -> Bytes {
        Bytes(match &self.0 {
            Cow::Borrowed(bytes) => Cow::Borrowed(bytes.get(range).unwrap_or_default()),
            Cow::Owned(bytes) => Cow::Owned(bytes.get(range).unwrap_or_default().to_vec()),
        })
    }

    /// A value in bytes of the program, with the pool of its long texts; `None` in others, and where it is none.
    fn open<T: Deserialize<'static>>(&self, pool: &'static [u8]) -> Option<T> {
        match self.0 {
            Cow::Borrowed(bytes) => pool::open(bytes, pool).ok(),
            Cow::Owned(_) => None,
        }
    }
}

impl Deref for Bytes {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.0
    }
}

impl From<Vec<u8>> for Bytes {
    fn from(bytes: Vec<u8>) -> Self {
        Bytes(Cow::Owned(bytes))
    }
}

impl From<&str> for Bytes {
    fn from(text: &str) -> Self {
        Bytes::from(text.as_bytes().to_vec())
    }
}

impl Serialize for Bytes {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_bytes(&self.0)
    }
}

impl<'de: 'static> Deserialize<'de> for Bytes {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let bytes: &'static [u8] = Deserialize::deserialize(from)?;
        Ok(Bytes(Cow::Borrowed(bytes)))
    }
}

/// A value that is opened when it is first asked for, where the build wrote it.
#[derive(Clone)]
pub struct Deferred<T> {
    bytes: Bytes,
    /// Where the long texts in it stand.
    pool: &'static [u8],
    value: OnceLock<Box<T>>,
}

impl<T> Deferred<T> {
    /// A value that the build wrote, and the pool of its long texts.
    pub(crate) fn stored(bytes: &'static [u8], pool: &'static [u8]) -> Self {
        Deferred {
            bytes: Bytes(Cow::Borrowed(bytes)),
            pool,
            value: OnceLock::new(),
        }
    }
}

impl<T: Default> Deferred<T> {
    /// The value, to be changed.
    pub fn into_inner(self) -> T
    where
        T: Deserialize<'static>,
    {
        let Deferred { bytes, pool, value } = self;
        let known = value.into_inner().map(|value| *value);
        known.unwrap_or_else(|| bytes.open(pool).unwrap_or_default())
    }
}

impl<T: Default + Deserialize<'static>> Deref for Deferred<T> {
    type Target = T;

    /// Bytes of the program that are no such value would be a fault of the build; a test opens all of them.
    fn deref(&self) -> &T {
        self.value
            .get_or_init(|| Box::new(self.bytes.open(self.pool).unwrap_or_default()))
    }
}

impl<T> From<T> for Deferred<T> {
    fn from(value: T) -> Self {
        Deferred {
            bytes: Bytes::default(),
            pool: &[],
            value: OnceLock::from(Box::new(value)),
        }
    }
}

impl<T: Default> Default for Deferred<T> {
    fn default() -> Self {
        Deferred::from(T::default())
    }
}

impl<T: Default + Deserialize<'static> + fmt::Debug> fmt::Debug for Deferred<T> {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.deref().fmt(to)
    }
}

impl<T: Default + Deserialize<'static> + PartialEq> PartialEq for Deferred<T> {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl<T: Default + Deserialize<'static> + Serialize> Serialize for Deferred<T> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let bytes = pool::nested(&**self).map_err(S::Error::custom)?;
        to.serialize_bytes(&bytes)
    }
}

impl<'de: 'static, T> Deserialize<'de> for Deferred<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Ok(Deferred {
            bytes: Bytes::deserialize(from)?,
            pool: pool::opened(),
            value: OnceLock::new(),
        })
    }
}
