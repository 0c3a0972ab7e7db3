//! Questions about packs and configurations: `scan` reads a text that may be no TOML yet, `context` says where somebody
//! stands in it, `roles` what its keys and strings stand for, `refs` which names these hold, `model` what all files of a
//! pack define and mean, `view` which files these are, `configs` which configurations name them, and `files` keeps what was
//! read of them. `complete`, `hover`, `names` and `signature` answer; `schema` and `reference` are what is known of the language.

mod cases;
mod complete;
mod configs;
mod context;
mod files;
mod hover;
mod model;
mod names;
mod reference;
mod refs;
mod renaming;
mod roles;
mod scan;
mod schema;
mod signature;
mod view;
mod words;

pub(super) use cases::{lenses, run_cases};
pub(super) use complete::completion;
pub(super) use files::Files;
pub(super) use hover::hover;
pub(super) use names::{definition, prepare, references, rename};
pub(super) use signature::signature;

use lsp_types::Uri;

use super::uri;

/// The name of a file.
fn file_name(uri: &Uri) -> String {
    configs::file_name(&uri::name(uri))
}
