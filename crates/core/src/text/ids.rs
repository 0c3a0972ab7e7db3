//! Indexes that are types of their own, and lists that only they open.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::marker::PhantomData;
use std::sync::OnceLock;

/// The index of a thing in a list of such things.
pub trait Id: Copy + Ord {
    /// The id of the thing at an index.
    fn new(index: usize) -> Self;
    /// Its index.
    fn index(self) -> usize;

    /// The id behind it.
    fn next(self) -> Self {
        Self::new(self.index() + 1)
    }

    /// All from it to a later one, both included.
    fn up_to(self, last: Self) -> impl Iterator<Item = Self> {
        (self.index()..=last.index()).map(Self::new)
    }
}

/// Declares an [`Id`].
macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub struct $name(u32);

        impl $crate::text::Id for $name {
            #[inline]
            fn new(index: usize) -> Self {
                $name(u32::try_from(index).unwrap_or(u32::MAX))
            }

            #[inline]
            fn index(self) -> usize {
                self.0 as usize
            }
        }
    };
}
pub(crate) use id;

/// A list that is opened by ids of one type. There is nothing at ids that it does not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IdVec<I, T> {
    items: Vec<T>,
    ids: PhantomData<I>,
}

impl<I: Id, T> IdVec<I, T> {
    /// What stands at an id.
    #[inline]
    pub fn get(&self, id: I) -> Option<&T> {
        self.items.get(id.index())
    }

    /// What stands at an id, to be changed.
    #[inline]
    pub fn get_mut(&mut self, id: I) -> Option<&mut T> {
        self.items.get_mut(id.index())
    }

    /// The id of what is added next.
    pub fn next_id(&self) -> I {
        I::new(self.items.len())
    }

    /// All ids, in order.
    pub fn ids(
        &self,
    ) -> impl DoubleEndedIterator<Item = I> + ExactSizeIterator + Clone + use<I, T> {
        (0..self.items.len()).map(I::new)
    }

    /// All of them with their ids, in order.
    pub fn iter_ids(&self) -> impl DoubleEndedIterator<Item = (I, &T)> + ExactSizeIterator + Clone {
        self.items
            .iter()
            .enumerate()
            .map(|(at, item)| (I::new(at), item))
    }

    /// What stands in front of an id.
    pub fn before(&self, id: I) -> &[T] {
        self.items.get(..id.index()).unwrap_or_default()
    }

    /// What stands behind an id.
    pub fn behind(&self, id: I) -> &[T] {
        self.items.get(id.index() + 1..).unwrap_or_default()
    }

    /// The id of the first one that is so.
    pub fn position(&self, is: impl FnMut(&T) -> bool) -> Option<I> {
        self.items.iter().position(is).map(I::new)
    }

    /// Puts one in; it has the id of the one that stood there, and all behind it have the next one.
    pub fn insert(&mut self, id: I, item: T) {
        self.items.insert(id.index().min(self.items.len()), item);
    }
}

impl<I, T> IdVec<I, T> {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// There is nothing.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// The first one.
    pub fn first(&self) -> Option<&T> {
        self.items.first()
    }

    /// All of them, in order.
    pub fn iter(&self) -> std::slice::Iter<'_, T> {
        self.items.iter()
    }

    /// All of them, in order, to be changed.
    pub fn iter_mut(&mut self) -> std::slice::IterMut<'_, T> {
        self.items.iter_mut()
    }

    /// All of them, where nobody asks for ids.
    pub fn as_slice(&self) -> &[T] {
        &self.items
    }

    /// Takes all of them out.
    pub fn clear(&mut self) {
        self.items.clear();
    }

    /// Adds one.
    pub fn push(&mut self, item: T) {
        self.items.push(item);
    }
}

impl<I, T> Extend<T> for IdVec<I, T> {
    fn extend<A: IntoIterator<Item = T>>(&mut self, items: A) {
        self.items.extend(items);
    }
}

impl<I, T> FromIterator<T> for IdVec<I, T> {
    fn from_iter<A: IntoIterator<Item = T>>(items: A) -> Self {
        IdVec::from(Vec::from_iter(items))
    }
}

impl<I, T> IntoIterator for IdVec<I, T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.items.into_iter()
    }
}

impl<'v, I, T> IntoIterator for &'v IdVec<I, T> {
    type Item = &'v T;
    type IntoIter = std::slice::Iter<'v, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.items.iter()
    }
}

impl<'v, I, T> IntoIterator for &'v mut IdVec<I, T> {
    type Item = &'v mut T;
    type IntoIter = std::slice::IterMut<'v, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.items.iter_mut()
    }
}

impl<I, T> Default for IdVec<I, T> {
    fn default() -> Self {
        IdVec::from(Vec::new())
    }
}

impl<I, T> From<Vec<T>> for IdVec<I, T> {
    fn from(items: Vec<T>) -> Self {
        IdVec {
            items,
            ids: PhantomData,
        }
    }
}

impl<I, T: Serialize> Serialize for IdVec<I, T> {
    /// The list.
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.items.serialize(to)
    }
}

impl<'de, I, T: Deserialize<'de>> Deserialize<'de> for IdVec<I, T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Vec::deserialize(from).map(IdVec::from)
    }
}

/// What follows from the values beside it, found when it is first asked for. A copy, whose values may be changed, begins
/// without.
#[derive(Debug)]
pub struct Derived<T>(OnceLock<T>);

impl<T> Derived<T> {
    /// The value.
    pub fn get_or_init(&self, find: impl FnOnce() -> T) -> &T {
        self.0.get_or_init(find)
    }
}

impl<T> Default for Derived<T> {
    fn default() -> Self {
        Derived(OnceLock::new())
    }
}

impl<T: Serialize> Serialize for Derived<T> {
    /// The value, if it was asked for.
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.0.get().serialize(to)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Derived<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let known: Option<T> = Deserialize::deserialize(from)?;
        Ok(Derived(known.map(OnceLock::from).unwrap_or_default()))
    }
}

impl<T> Clone for Derived<T> {
    fn clone(&self) -> Self {
        Derived::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    id! {
        /// A test.
        TestId
    }

    #[test]
    fn nothing_stands_at_an_id_of_another_list() {
        let mut list: IdVec<TestId, &str> = vec!["a", "b"].into();
        let next = list.next_id();
        assert_eq!(list.get(TestId::new(1)), Some(&"b"));
        assert_eq!(list.get(next), None);
        assert_eq!(list.get_mut(TestId::new(7)), None);
        list.extend(["c"]);
        assert_eq!(list.get(next), Some(&"c"));
    }

    #[test]
    fn ids_come_with_what_stands_at_them() {
        let mut list: IdVec<TestId, char> = "abd".chars().collect();
        list.insert(TestId::new(2), 'c');
        list.insert(TestId::new(9), 'e');
        assert_eq!(list.as_slice(), ['a', 'b', 'c', 'd', 'e']);
        let at = list.position(|c| *c == 'c').unwrap();
        assert_eq!(list.before(at), ['a', 'b']);
        assert_eq!(list.behind(at), ['d', 'e']);
        let last = list.iter_ids().next_back();
        assert_eq!(last, Some((at.next().next(), &'e')));
        assert!(list.behind(TestId::new(4)).is_empty() && list.behind(TestId::new(9)).is_empty());
        assert!(at.up_to(at.next()).eq(list.ids().skip(2).take(2)));
        assert_eq!(at.up_to(TestId::new(1)).count(), 0);
    }

    #[test]
    fn a_list_is_stored_as_one_without_ids() {
        let plain = vec![(7_u32, "a".to_owned())];
        let list: IdVec<TestId, (TestId, String)> = vec![(TestId::new(7), "a".to_owned())].into();
        let bytes = postcard::to_allocvec(&list).unwrap();
        assert_eq!(bytes, postcard::to_allocvec(&plain).unwrap());
        assert_eq!(postcard::from_bytes(&bytes), Ok(list));
    }

    #[test]
    fn a_copy_begins_without_what_follows_from_its_values() {
        let derived = Derived::default();
        assert_eq!(*derived.get_or_init(|| 1), 1);
        assert_eq!(*derived.get_or_init(|| 2), 1);
        assert_eq!(*derived.clone().get_or_init(|| 2), 2);
    }
}
