//! The sums.

use serde::Serialize;

use super::fix::FixedOut;
use crate::sums::TallyOut;
use gouji_core::diagnostic::{AcceptedBy, Counts, Summary, Vanished};

#[derive(Serialize)]
pub(super) struct ChecksOut {
    pass: usize,
    fail: usize,
    unknown: usize,
    not_applicable: usize,
}

#[derive(Serialize)]
pub(crate) struct SummaryOut {
    reports: usize,
    unrecognised: usize,
    errors: usize,
    warnings: usize,
    infos: usize,
    #[serde(rename = "mended", skip_serializing_if = "Option::is_none")]
    fixed: Option<FixedOut>,
    checks: ChecksOut,
    /// Rules were left out on the command line.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    narrowed: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    statistics: Option<Vec<TallyOut>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    accepted: Option<AcceptedByOut>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    vanished: Vec<VanishedOut>,
}

/// How many findings were accepted by what.
#[derive(Serialize)]
struct AcceptedByOut {
    baseline: usize,
    waiver: usize,
    remark: usize,
}

/// Findings of the baseline that are no longer found.
#[derive(Serialize)]
struct VanishedOut {
    path: String,
    rule: String,
    at: String,
    count: usize,
}

impl ChecksOut {
    pub fn new(counts: Counts) -> Self {
        ChecksOut {
            pass: counts.pass,
            fail: counts.fail,
            unknown: counts.unknown,
            not_applicable: counts.not_applicable,
        }
    }
}

impl SummaryOut {
    pub fn new(summary: &Summary) -> Self {
        SummaryOut {
            reports: summary.reports,
            unrecognised: summary.unrecognised,
            errors: summary.errors,
            warnings: summary.warnings,
            infos: summary.infos,
            fixed: FixedOut::new(summary),
            checks: ChecksOut::new(summary.counts),
            narrowed: summary.narrowed,
            statistics: summary.statistics.as_ref().map(TallyOut::all),
            accepted: (summary.accepted > 0).then(|| AcceptedByOut::new(summary.accepted_by)),
            vanished: summary.vanished.iter().map(VanishedOut::new).collect(),
        }
    }
}

impl AcceptedByOut {
    fn new(by: AcceptedBy) -> Self {
        AcceptedByOut {
            baseline: by.baseline,
            waiver: by.waiver,
            remark: by.remark,
        }
    }
}

impl VanishedOut {
    fn new(vanished: &Vanished) -> Self {
        VanishedOut {
            path: vanished.path.clone(),
            rule: vanished.rule.clone(),
            at: vanished.at.clone(),
            count: vanished.count,
        }
    }
}
