//! Running the cases of rules: each is a report, and what must come of it.

use crate::input;
use crate::pack::Sample;
use crate::report::{self, Kind};
use crate::rule::{self, Case, Expect, Outcome, Rule};
use crate::text::Lang;

/// Runs one case of a rule. The error says what came instead.
pub fn run_case(kind: &Kind, sample: &Sample, rule: &Rule, case: &Case) -> Result<(), String> {
    let text = sample.text(kind, &case.edits);
    let document = input::read("case.txt", text.as_bytes())
        .map_err(|_| "the text cannot be read".to_owned())?;
    let report = report::read_as(kind, &document).ok_or("the text is no report")?;
    let (mut failed, mut unknown) = (Vec::new(), Vec::new());
    for verdict in rule::evaluate(rule, &report, Lang::Zh) {
        match verdict.outcome {
            Outcome::Fail(finding) => failed.push(finding),
            Outcome::Unknown(reason) => unknown.push(format!("{:?}", reason.reason)),
            Outcome::Pass | Outcome::NotApplicable => {}
        }
    }
    let places: Vec<&str> = failed
        .iter()
        .filter_map(|f| f.labels.first())
        .map(|l| document.slice(l.span))
        .collect();
    let as_wanted = match case.expect {
        Expect::Pass => failed.is_empty() && unknown.is_empty(),
        Expect::Unknown => failed.is_empty() && !unknown.is_empty(),
        Expect::Fail => match &case.at {
            Some(at) => places.contains(&at.as_str()),
            None => !failed.is_empty(),
        },
    };
    match as_wanted {
        true => Ok(()),
        false => Err(format!("found at {places:?}, undecided: {unknown:?}")),
    }
}
