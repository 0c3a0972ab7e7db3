//! The objects of a file, without errors: what is missing is `None`, and what is too much is cut off and counted.

use super::geometry::Rect;
use lopdf::{Dictionary, Document, Object};

/// A stream longer than this is not read.
const STREAM: usize = 32 << 20;
/// All streams together.
const STREAMS: usize = 512 << 20;
/// How many references lead to a value.
const HOPS: usize = 16;

/// The objects of a file.
pub(super) struct Store<'f> {
    pub(super) file: &'f Document,
    /// Bytes of streams that may still be read.
    left: usize,
    /// Streams that could not be read.
    pub(super) lost: usize,
    /// A limit was met.
    pub(super) cut: bool,
}

impl<'f> Store<'f> {
    pub(super) fn new(file: &'f Document) -> Self {
        Store {
            file,
            left: STREAMS,
            lost: 0,
            cut: false,
        }
    }

    /// The object behind references.
    pub(super) fn resolve<'o>(&self, object: &'o Object) -> &'o Object
    where
        'f: 'o,
    {
        let mut object = object;
        for _ in 0..HOPS {
            match object {
                Object::Reference(id) => {
                    object = self.file.objects.get(id).unwrap_or(&Object::Null)
                }
                other => return other,
            }
        }
        &Object::Null
    }

    pub(super) fn get<'o>(&self, dict: &'o Dictionary, key: &[u8]) -> &'o Object
    where
        'f: 'o,
    {
        dict.get(key).map_or(&Object::Null, |o| self.resolve(o))
    }

    /// A dictionary, or that of a stream.
    pub(super) fn dict<'o>(&self, dict: &'o Dictionary, key: &[u8]) -> Option<&'o Dictionary>
    where
        'f: 'o,
    {
        match self.get(dict, key) {
            Object::Dictionary(d) => Some(d),
            Object::Stream(s) => Some(&s.dict),
            _ => None,
        }
    }

    /// The dictionary that stands first in an array.
    pub(super) fn first_of<'o>(&self, dict: &'o Dictionary, key: &[u8]) -> Option<&'o Dictionary>
    where
        'f: 'o,
    {
        let first = self.array(dict, key).first()?;
        self.resolve(first).as_dict().ok()
    }

    pub(super) fn array<'o>(&self, dict: &'o Dictionary, key: &[u8]) -> &'o [Object]
    where
        'f: 'o,
    {
        self.get(dict, key).as_array().map_or(&[], Vec::as_slice)
    }

    pub(super) fn name<'o>(&self, dict: &'o Dictionary, key: &[u8]) -> &'o [u8]
    where
        'f: 'o,
    {
        self.get(dict, key).as_name().unwrap_or_default()
    }

    pub(super) fn string<'o>(&self, dict: &'o Dictionary, key: &[u8]) -> Option<&'o [u8]>
    where
        'f: 'o,
    {
        self.get(dict, key).as_str().ok()
    }

    pub(super) fn value(&self, object: &Object) -> Option<f64> {
        let number = self.resolve(object).as_float().ok().map(f64::from)?;
        number.is_finite().then_some(number)
    }

    pub(super) fn number(&self, dict: &Dictionary, key: &[u8]) -> Option<f64> {
        dict.get(key).ok().and_then(|o| self.value(o))
    }

    pub(super) fn numbers(&self, dict: &Dictionary, key: &[u8]) -> Vec<f64> {
        let list = self.array(dict, key).iter();
        list.take(100_000).filter_map(|o| self.value(o)).collect()
    }

    pub(super) fn rect(&self, dict: &Dictionary, key: &[u8]) -> Option<Rect> {
        match self.numbers(dict, key).as_slice() {
            [a, b, c, d] => Some(Rect {
                x0: a.min(*c),
                y0: b.min(*d),
                x1: a.max(*c),
                y1: b.max(*d),
            }),
            _ => None,
        }
    }

    /// The content of a stream; `None` where there is none.
    pub(super) fn stream(&mut self, dict: &Dictionary, key: &[u8]) -> Option<Vec<u8>> {
        let object = dict.get(key).ok()?;
        self.content(object)
    }

    /// The content of a stream.
    pub(super) fn content(&mut self, object: &Object) -> Option<Vec<u8>> {
        let Object::Stream(stream) = self.resolve(object) else {
            // a reference to nothing: the end of the file is missing
            let cut =
                matches!(object, Object::Reference(id) if !self.file.objects.contains_key(id));
            self.lost += usize::from(cut);
            return None;
        };
        if self.left == 0 {
            self.cut = true;
            return None;
        }
        let limit = self.left.min(STREAM);
        match stream.get_plain_content_with_limit(limit) {
            Ok(bytes) => {
                self.left = self.left.saturating_sub(bytes.len().max(64));
                Some(bytes)
            }
            Err(lopdf::Error::Decompress(lopdf::DecompressError::MemoryLimitExceeded {
                ..
            })) => {
                self.left = self.left.saturating_sub(limit);
                self.cut = true;
                None
            }
            Err(_) => {
                self.lost += 1;
                None
            }
        }
    }
}
