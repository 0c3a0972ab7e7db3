//! What a finding says: the words of its rule, with values for the names in them.

use super::{fix, words};
use crate::diagnostic::Diagnostic;
use crate::report::Report;
use crate::rule::{Finding, Rule};
use crate::text::{Lang, abridged, fill};

/// Puts the words of a rule around a finding.
pub(super) fn diagnostic(
    rule: &Rule,
    finding: &Finding,
    report: &Report<'_>,
    lang: Lang,
) -> Diagnostic {
    let mut help = fill(rule.help.get(lang), |name| quoted(finding, name));
    if let Some(clause) = &finding.explained {
        if !help.is_empty() {
            help.push('\n');
        }
        help.push_str(&words::explained(clause, lang));
    }
    Diagnostic {
        rule: rule.id.clone(),
        fault: rule.fault(lang).to_owned(),
        severity: finding
            .severity
            .map_or(rule.severity, |s| s.min(rule.severity)),
        class: rule.class,
        message: message(rule, finding, lang),
        help: (!help.is_empty()).then_some(help),
        source: (!rule.source.is_empty()).then(|| source(rule, report)),
        labels: finding.labels.clone(),
        values: match finding.labels.is_empty() {
            true => finding.about(),
            false => Vec::new(),
        },
        elsewhere: finding.elsewhere.clone(),
        fixes: fix::fixes(rule, finding, &report.document.text, lang),
        cause: None,
    }
}

/// What a rule rests on. Where it cites the letter of another form than that for the report's year, this one's is cited.
fn source(rule: &Rule, report: &Report<'_>) -> String {
    let forms = &report.kind.forms;
    let year = report.year();
    let due = forms
        .iter()
        .find(|f| year.is_some_and(|y| f.years.contains(y)));
    let due = due.unwrap_or(report.form);
    let cited = forms.iter().map(|f| f.source.as_str());
    let mut others = cited.filter(|s| !s.is_empty() && *s != due.source);
    match others.find(|s| rule.source.contains(s)) {
        Some(other) if !due.source.is_empty() && !rule.source.contains(&due.source) => {
            rule.source.replace(other, &due.source)
        }
        _ => rule.source.clone(),
    }
}

/// What a finding says.
pub(super) fn message(rule: &Rule, finding: &Finding, lang: Lang) -> String {
    let template = finding.message.as_ref().unwrap_or(&rule.message);
    let mut said = fill(template.get(lang), |name| quoted(finding, name));
    if finding.assumed {
        said.push_str(words::blanks_count_as_zero(lang));
    }
    said
}

/// A value of a finding as a message shows it.
fn quoted(finding: &Finding, name: &str) -> Option<String> {
    let value = finding.value(name)?;
    Some(match name {
        // a match may be as long as a paragraph
        "match" => abridged(value),
        _ => value.to_owned(),
    })
}
