//! `gouji lsp`: the language server.

use std::sync::Arc;

use gouji_project::Request;

use super::args::{Common, LspArgs};
use super::console::Console;
use super::status::Status;
use crate::lsp::{self, Ended, Project};
use crate::text::Lang;

/// Runs the command, until the editor says that it is done.
pub(super) fn run(args: &LspArgs) -> Option<Status> {
    let console = Console::new(&args.common)?;
    match lsp::stdio(local(&args.common, console.lang)) {
        Ok(Ended::Properly) => Some(Status::default()),
        // the protocol wants 1
        Ok(Ended::Suddenly) => Some(Status {
            findings: true,
            ..Status::default()
        }),
        Err(error) => {
            console.tell(&error);
            None
        }
    }
}

/// The front end with the options that hold when none is given.
pub(super) fn project(lang: Lang) -> Arc<dyn Project> {
    local(&Common::default(), lang)
}

/// An editor asks its user before it opens a folder of strangers.
fn local(common: &Common, lang: Lang) -> Arc<dyn Project> {
    let request = Request {
        trust_all: true,
        ..common.request(lang)
    };
    lsp::local(request)
}
