//! Web pages: marks at the words, and a panel with what is said.

use super::{Refusal, Remarks};
use crate::document::{Document, Format};
use std::borrow::Cow;

pub fn clean(bytes: &[u8]) -> Result<Cow<'_, [u8]>, Refusal> {
    let _ = bytes;
    Err(Refusal::Format(Format::Html))
}
pub fn read(name: &str, bytes: &[u8]) -> Result<(Document, ()), Refusal> {
    let _ = (name, bytes);
    Err(Refusal::Format(Format::Html))
}
pub fn mark(bytes: &[u8], trace: &(), remarks: &Remarks) -> Result<Vec<u8>, Refusal> {
    let _ = (bytes, trace, remarks);
    Err(Refusal::Format(Format::Html))
}
