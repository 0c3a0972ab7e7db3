//! What is kept of the results of a run.

use crate::cli::accept::Tally;
use crate::cli::fix::Change;
use crate::cli::read::Unread;
use crate::diagnostic::LintResult;
use crate::document::Document;
use crate::linter::NO_REPORT;

/// One input, done.
pub(super) type Done = (String, Result<(Document, LintResult, SideResult), Unread>);

/// What one input gave besides.
pub(in crate::cli) struct SideResult {
    /// What came of the waivers.
    pub tally: Tally,
    /// What became of the input, where it is fixed.
    pub change: Option<Change>,
}

/// A result without the remark that the file is no report.
pub(super) fn without_strangers(mut checked: LintResult) -> LintResult {
    if checked.kind.is_none() {
        checked.diagnostics.retain(|d| d.rule != NO_REPORT);
    }
    checked
}
