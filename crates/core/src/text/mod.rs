//! Layer 0: places in a text, and the text seen through folded eyes.
//!
//! - [`Span`]: a byte range; every value of the program that came from a text carries one.
//! - [`LineIndex`]: bytes ↔ lines and columns, built once for a text.
//! - [`Folded`]: the same text without the accidents of white space and character width, with the way back.
//! - [`Pattern`]: a regular expression over folded text, in linear time whatever the pattern.
//! - [`Index`]: where its words stand, so that only sentences that hold the words of a pattern are searched for it.
//! - [`Number`]: an exact number with the decimals that were printed.
//! - [`Id`], [`IdVec`]: indexes that are types of their own; [`Derived`]: what follows from other values.
//! - [`Lang`], [`Bilingual`], [`fill`]: the languages of messages, texts in both, and their placeholders.
//! - [`say!`]: a message in both languages; [`many`], [`plural`]: what English changes with a number.
//! - [`Deferred`], [`Bytes`]: what the build wrote into the program, opened when it is asked for.
//! - [`abridged`]: a long text as it is quoted.
//! - [`near`]: which names look like one.

mod deferred;
mod fold;
mod ids;
mod index;
mod lang;
mod lines;
mod near;
mod number;
mod pattern;
mod pool;
mod span;

pub use crate::say;
pub use deferred::{Bytes, Deferred};
pub use fold::{Folded, fold_char, is_ideograph, is_letter, label_key};
pub(crate) use ids::id;
pub use ids::{Derived, Id, IdVec};
pub use index::Index;
pub(crate) use index::pair_number;
pub use lang::{Bilingual, Lang, abridged, fill, many, placeholders, plural};
pub use lines::{LINE_ENDS, LineIndex, Position};
pub use near::near;
pub use number::Number;
pub use pattern::{Captures, Found, IndexedText, Pattern, PatternError, Planned, Prepared};
pub(crate) use pool::{LONG, Pool, open};
pub use span::{Edit, Span};
