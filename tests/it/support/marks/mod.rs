//! Marked documents: their parts, what they say without marks, and whether they are valid.

pub mod findings;
pub mod normal;
pub mod package;
pub mod valid;
