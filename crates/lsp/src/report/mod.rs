//! Questions about reports.

mod act;
mod outline;
mod show;

pub(super) use act::{actions, command};
pub(super) use outline::{folds, symbols};
pub(super) use show::{definition, hints, hover, lenses, rule};

use std::sync::Arc;

use lsp_types::Uri;

use super::buffers::Buffer;
use super::project::Analysis;
use super::publish::Page;
use super::serve::Session;
use gouji_core::linter::EvaluatedReport;

/// A report that is open, with all that is known of it.
struct Open<'a> {
    page: Page<'a>,
    analysis: Arc<Analysis>,
    evaluated: Arc<EvaluatedReport>,
}

impl<'a> Open<'a> {
    /// `None` where the document is no report, or not yet known.
    fn new(session: &Session, uri: &'a Uri, buffer: &'a Buffer) -> Option<Self> {
        let (analysis, evaluated) = session.seen(uri, buffer)?;
        analysis.checked.kind.as_ref()?;
        let inner = &analysis.document.text;
        let page = Page::new(uri, &buffer.text, &buffer.lines, inner, session.encoding());
        Some(Open {
            page,
            analysis,
            evaluated,
        })
    }
}
