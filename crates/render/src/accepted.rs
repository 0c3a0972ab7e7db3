//! What is said about findings that were accepted before.

mod messages;

pub(super) use messages::{by, gone, sum, vanished};
