//! The sums of a run.

use serde::Serialize;

use super::ChecksOut;
use crate::diagnostic::Summary;
use crate::output::sums::TallyOut;

#[derive(Serialize)]
pub(in crate::output) struct SummaryOut {
    reports: usize,
    unrecognised: usize,
    errors: usize,
    warnings: usize,
    infos: usize,
    checks: ChecksOut,
    #[serde(skip_serializing_if = "Option::is_none")]
    statistics: Option<Vec<TallyOut>>,
}

impl SummaryOut {
    pub fn new(summary: &Summary) -> Self {
        SummaryOut {
            reports: summary.reports,
            unrecognised: summary.unrecognised,
            errors: summary.errors,
            warnings: summary.warnings,
            infos: summary.infos,
            checks: ChecksOut::new(summary.counts),
            statistics: summary.statistics.as_ref().map(TallyOut::all),
        }
    }
}
