//! What touches the system and any program over reports needs: what people set for a folder, and files.
//!
//! Nothing here prints: what is wrong is a value, which says itself in both languages (`messages`).
//!
//! - [`config`] is what stands in `gouji.toml`.
//! - [`paths`] turns what people name into a list of inputs, [`walk`] looks into folders.
//! - [`mod@read`] turns an input into a document; [`worker`] reads files of strangers in another process, [`libreoffice`] asks
//!   that program for what is not read here.
//! - [`atomic`] writes a file as a whole.

pub mod atomic;
pub mod config;
pub mod libreoffice;
mod messages;
pub mod paths;
mod problem;
pub mod read;
pub mod walk;
pub mod worker;

pub use messages::why;
pub use problem::{Gravity, Problem};
