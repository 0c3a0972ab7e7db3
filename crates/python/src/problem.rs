//! What is wrong outside of reports, as exceptions.

use gouji::diagnostic::Severity;
use gouji::fields::Problem as FileProblem;
use gouji::project::{Gravity, Problem};
use gouji::text::Lang;
use pyo3::create_exception;
use pyo3::exceptions::PyException;
use pyo3::prelude::*;

use crate::messages::Say;

create_exception!(
    gouji,
    GoujiError,
    PyException,
    "Something that gouji cannot do; what is wrong with single reports of many is in the table of reports."
);
create_exception!(
    gouji,
    PackError,
    GoujiError,
    "A rule pack or a configuration that cannot be used as it stands: `problems` holds (path, line, column, message) of \
     each error; `path`, `line` and `column` are those of the first, or None."
);

/// The most errors that stand in the words of an exception.
const SHOWN: usize = 5;

/// A place in a pack with what is wrong there: path, line, column, message.
type Place = (String, u32, u32, String);

/// Words for what is less than an error; an exception where something decides what is checked and cannot be used.
pub(crate) fn sift(problems: Vec<Problem>, lang: Lang) -> Result<Vec<String>, PyErr> {
    let mut remarks = Vec::new();
    let mut places = Vec::new();
    let mut other = Vec::new();
    for problem in &problems {
        match problem.gravity() {
            Gravity::Setting if problem.files().is_empty() => other.push(problem.message(lang)),
            Gravity::Setting => places.extend(problem.files().iter().flat_map(errors)),
            _ => remarks.extend(Some(problem.message(lang)).filter(|m| !m.is_empty())),
        }
    }
    match places.is_empty() && other.is_empty() {
        true => Ok(remarks),
        false => Err(raised(places, other, lang)),
    }
}

fn errors(file: &FileProblem) -> Vec<Place> {
    let all = file.diagnostics.iter();
    let all = all.filter(|d| d.severity == Severity::Error);
    let placed = all.map(|diagnostic| {
        let start = diagnostic.primary().map_or(0, |l| l.span.start);
        let at = file.document.position(start);
        let message = diagnostic.message.clone();
        (file.document.name.clone(), at.line, at.column, message)
    });
    placed.collect()
}

fn raised(places: Vec<Place>, other: Vec<String>, lang: Lang) -> PyErr {
    let shown = places.iter().take(SHOWN);
    let lines =
        shown.map(|(path, line, column, message)| format!("{path}:{line}:{column}: {message}"));
    let mut lines: Vec<String> = lines.chain(other).collect();
    let more = places.len().saturating_sub(SHOWN);
    if more > 0 {
        lines.push(Say::More(more).say(lang));
    }
    let error = PackError::new_err(lines.join("\n"));
    Python::attach(|py| {
        let value = error.value(py);
        let first = places.first();
        let set = value
            .setattr("path", first.map(|p| p.0.clone()))
            .and_then(|()| value.setattr("line", first.map(|p| p.1)))
            .and_then(|()| value.setattr("column", first.map(|p| p.2)))
            .and_then(|()| value.setattr("problems", places.clone()));
        set.err()
    })
    .unwrap_or(error)
}
