//! Values as bytes in which long texts stand for all values at once: patterns are part of many rules, and sets of characters
//! of many patterns.

use postcard::de_flavors::Flavor as From;
use postcard::ser_flavors::Flavor as To;
use postcard::{Deserializer, Error, Result};
use serde::{Deserialize, Serialize};
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

/// Texts and bytes of so many bytes and more are in the pool; numbers never have as many.
pub(crate) const LONG: usize = 24;
/// Places are numbers of seven bits a byte; the bits that one of 64 has room for.
const BITS: usize = 63;

thread_local! {
    /// The pool of what is being written.
    static WRITTEN: RefCell<Option<Pool>> = const { RefCell::new(None) };
    /// The pool of what is being opened.
    static OPENED: Cell<&'static [u8]> = const { Cell::new(&[]) };
}

/// Long texts of values, each once.
#[derive(Debug, Default)]
pub(crate) struct Pool {
    bytes: Vec<u8>,
    known: BTreeMap<Vec<u8>, usize>,
}

impl Pool {
    /// A value as bytes; its long texts go into the pool.
    pub fn write(&mut self, value: &impl Serialize) -> Result<Vec<u8>> {
        let before = WRITTEN.replace(Some(std::mem::take(self)));
        let written = nested(value);
        *self = WRITTEN.replace(before).unwrap_or_default();
        written
    }

    /// All texts, one behind the other.
    pub fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }

    /// Where a text begins.
    fn place(&mut self, text: &[u8]) -> usize {
        if let Some(place) = self.known.get(text) {
            return *place;
        }
        let place = self.bytes.len();
        self.bytes.extend(text);
        self.known.insert(text.to_vec(), place);
        place
    }
}

/// A value as bytes, as a part of one that is being written, or on its own.
pub(crate) fn nested(value: &impl Serialize) -> Result<Vec<u8>> {
    postcard::serialize_with_flavor(value, Written::default())
}

/// The value in bytes whose long texts are in a pool; with no pool, all is in the bytes.
pub(crate) fn open<T: Deserialize<'static>>(
    bytes: &'static [u8],
    pool: &'static [u8],
) -> Result<T> {
    let before = OPENED.replace(pool);
    let value = T::deserialize(&mut Deserializer::from_flavor(Read { bytes, pool }));
    OPENED.set(before);
    value
}

/// The pool of what is being opened.
pub(crate) fn opened() -> &'static [u8] {
    OPENED.get()
}

/// Bytes as they are written.
#[derive(Default)]
struct Written {
    bytes: Vec<u8>,
}

impl To for Written {
    type Output = Vec<u8>;

    fn try_push(&mut self, byte: u8) -> Result<()> {
        self.bytes.push(byte);
        Ok(())
    }

    fn try_extend(&mut self, text: &[u8]) -> Result<()> {
        let long = text.len() >= LONG;
        let place = long.then(|| WRITTEN.with_borrow_mut(|pool| Some(pool.as_mut()?.place(text))));
        let Some(mut place) = place.flatten() else {
            self.bytes.extend(text);
            return Ok(());
        };
        while place > 127 {
            self.bytes.push((place & 127) as u8 | 128);
            place >>= 7;
        }
        self.try_push(place as u8)
    }

    fn finalize(self) -> Result<Vec<u8>> {
        Ok(self.bytes)
    }
}

/// Bytes as they are read.
struct Read {
    bytes: &'static [u8],
    pool: &'static [u8],
}

impl Read {
    fn place(&mut self) -> Result<usize> {
        let mut place = 0;
        for shift in (0..BITS).step_by(7) {
            let byte = self.pop()?;
            place |= usize::from(byte & 127) << shift;
            if byte < 128 {
                return Ok(place);
            }
        }
        Err(Error::DeserializeBadVarint)
    }
}

impl From<'static> for Read {
    type Remainder = ();
    type Source = ();

    fn pop(&mut self) -> Result<u8> {
        let (first, rest) = self
            .bytes
            .split_first()
            .ok_or(Error::DeserializeUnexpectedEnd)?;
        self.bytes = rest;
        Ok(*first)
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.bytes.len())
    }

    fn try_take_n(&mut self, count: usize) -> Result<&'static [u8]> {
        if count >= LONG && !self.pool.is_empty() {
            let place = self.place()?;
            let rest = self.pool.get(place..).unwrap_or_default();
            return rest.get(..count).ok_or(Error::DeserializeUnexpectedEnd);
        }
        let parts = self.bytes.split_at_checked(count);
        let (taken, rest) = parts.ok_or(Error::DeserializeUnexpectedEnd)?;
        self.bytes = rest;
        Ok(taken)
    }

    fn finalize(self) -> Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::Deferred;
    use super::*;

    type Value = (String, Deferred<(String, u128)>, Vec<f64>);

    #[test]
    fn what_is_written_is_opened_and_long_texts_are_there_once() {
        let long = "一段很长的文字，长得要放到别处去".to_owned();
        let value = |word: &str| -> Value {
            let inner = Deferred::from((long.clone() + word, u128::MAX));
            (long.clone(), inner, vec![0.5, -2.0])
        };
        let mut pool = Pool::default();
        let values = ["", "甲", ""].map(value);
        let written = values.each_ref().map(|v| pool.write(v).unwrap());
        assert_eq!(written[0], written[2]);
        assert!(written[0].len() < long.len(), "{}", written[0].len());
        let pool: &'static [u8] = pool.into_bytes().leak();
        assert!(pool.len() < 3 * long.len(), "{}", pool.len());
        for (value, bytes) in values.iter().zip(written) {
            let again: Value = open(bytes.leak(), pool).unwrap();
            assert_eq!(&again, value);
        }
        assert!(opened().is_empty());
    }

    #[test]
    fn without_a_pool_all_is_in_the_bytes() {
        let value = "一段很长的文字，长得要放到别处去".repeat(3);
        let bytes = nested(&value).unwrap();
        assert_eq!(bytes, postcard::to_allocvec(&value).unwrap());
        assert_eq!(open::<String>(bytes.leak(), &[]), Ok(value));
    }

    #[test]
    fn other_bytes_are_an_error() {
        let long: &'static [u8] = &[LONG as u8, 255, 255, 255];
        assert!(open::<String>(long, &[0; 3]).is_err());
        assert!(open::<String>(&[LONG as u8, 9], &[b'a'; LONG]).is_err());
        assert!(open::<String>(&[3, 9], &[b'a'; LONG]).is_err());
    }
}
