//! The rows of the five tables, and how they come from a result.
//!
//! Every row begins with the same columns, by which tables are joined: the file, and which report it is.

mod cell;
mod finding;
mod mention;
mod outcome;
mod report;

pub use cell::{CellRow, cells};
pub use finding::{FindingRow, findings};
pub use mention::{MentionRow, mentions};
pub use outcome::{OutcomeRow, outcomes};
pub use report::{ReportRow, Unreadable, report, unreadable};

use gouji_core::diagnostic::LintResult;

/// What all rows of a report begin with.
struct Head<'a> {
    path: &'a str,
    kind: Option<&'a str>,
    form: Option<&'a str>,
    year: Option<i64>,
    body: Option<&'a str>,
    code: Option<&'a str>,
}

impl<'a> Head<'a> {
    fn of(checked: &'a LintResult) -> Self {
        let reading = checked.reading.as_deref();
        let division = reading.and_then(|reading| reading.division.last());
        Head {
            path: &checked.path,
            kind: checked.kind.as_deref(),
            form: checked.form.as_deref(),
            year: checked.year.map(i64::from),
            body: checked.body.as_deref(),
            code: division.map(|d| d.code.as_str()),
        }
    }
}
