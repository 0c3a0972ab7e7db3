//! The mistake behind a finding, and the findings that it stands for.

use serde::Serialize;

use super::{CellOut, DiagnosticOut, Range};
use gouji_core::diagnostic::{Candidate, Cause, Correction};
use gouji_core::document::Document;

#[derive(Serialize)]
pub(super) struct CauseOut<'a> {
    sure: bool,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    bounded: bool,
    candidates: Vec<CandidateOut<'a>>,
    findings: Vec<DiagnosticOut<'a>>,
}

#[derive(Serialize)]
struct CandidateOut<'a> {
    mistake: Option<&'a str>,
    cells: Vec<CorrectionOut<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    against: Vec<Range>,
}

#[derive(Serialize)]
struct CorrectionOut<'a> {
    cell: CellOut<'a>,
    found: &'a str,
    right: &'a str,
    #[serde(flatten)]
    place: Range,
}

impl<'a> CauseOut<'a> {
    pub fn new(document: &Document, cause: &'a Cause) -> Self {
        let candidates = cause.candidates.iter();
        let findings = cause.findings.iter();
        CauseOut {
            sure: cause.sure,
            bounded: cause.bounded,
            candidates: candidates.map(|c| CandidateOut::new(document, c)).collect(),
            findings: findings.map(|d| DiagnosticOut::new(document, d)).collect(),
        }
    }
}

impl<'a> CandidateOut<'a> {
    fn new(document: &Document, candidate: &'a Candidate) -> Self {
        let cells = candidate.cells.iter();
        let against = candidate.against.iter();
        CandidateOut {
            mistake: candidate.mistake.as_deref(),
            cells: cells.map(|c| CorrectionOut::new(document, c)).collect(),
            against: against.map(|s| Range::new(document, *s)).collect(),
        }
    }
}

impl<'a> CorrectionOut<'a> {
    fn new(document: &Document, correction: &'a Correction) -> Self {
        CorrectionOut {
            cell: CellOut::new(&correction.cell),
            found: &correction.found,
            right: &correction.right,
            place: Range::new(document, correction.span),
        }
    }
}
