//! The results of earlier runs.

pub mod key;

pub use key::Words;
