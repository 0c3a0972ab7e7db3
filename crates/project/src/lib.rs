//! What touches the system and any program over reports needs: what people set for a folder, and files.
//!
//! Nothing here prints: what is wrong is a value, which says itself in both languages (`messages`).
//!
//! - [`Request`] is what a host asks for, [`Problem`] what is wrong with that.
//! - [`config`] is what stands in `gouji.toml`; [`settings`] finds it, `trust` says how much it may decide.
//! - [`packs`] finds the rule packs, [`linters`] gives each input the rules of its configuration, [`select`] finds misspelt rule ids,
//!   [`accept`] what was accepted before, which baselines and waivers say.
//! - [`paths`] turns what people name into a list of inputs, [`walk`] looks into folders.
//! - [`mod@read`] turns an input into a document; [`worker`] reads files of strangers in another process, `libreoffice` asks
//!   that program for what is not read here.
//! - [`series`] says which reports are held against each other.
//! - [`runner`] works on many inputs on all cores.
//! - [`copies`] puts the packs that come along into files that an editor can open.
//! - [`changed`] asks git which inputs have changed, [`cache`] keeps results for the next run.
//! - [`atomic`] writes a file as a whole.

pub mod accept;
pub mod atomic;
pub mod cache;
pub mod changed;
pub mod config;
pub mod copies;
mod libreoffice;
pub mod linters;
mod messages;
pub mod packs;
pub mod paths;
mod problem;
pub mod read;
mod request;
pub mod runner;
pub mod select;
pub mod series;
pub mod settings;
mod trust;
pub mod walk;
pub mod worker;

pub use messages::why;
pub use problem::{Gravity, Problem};
pub use request::Request;
