//! What checks that are no expressions look at, in the shape in which expressions tell what they read.
//!
//! A check of this kind knows what it looks for before it begins, so nothing has to be written down on the way: this
//! module goes over the report once more, and only when somebody asks.

mod sections;
mod tables;
mod words;

pub(super) use sections::heading;

use super::kinds::Check;
use super::model::Rule;
use super::trace::{Read, Source};
use crate::report::{Kind, Matcher, Report, Scope};
use crate::text::{Pattern, Span};
use std::ops::Range;

/// Something that was looked at, with the instance that it belongs to; `None` where it belongs to the report.
pub(super) type Looked = (Option<String>, Read);

/// All that a check looks at besides what its expressions read.
pub(super) fn looked(rule: &Rule, report: &Report<'_>) -> Vec<Looked> {
    let whole = |reads: Vec<Read>| reads.into_iter().map(|r| (None, r)).collect();
    match &rule.check {
        Check::Expression => Vec::new(),
        Check::Match(matcher) => {
            let mut all = words::unmatched(matcher, report);
            all.extend(words::exceptions(matcher, report));
            whole(all)
        }
        Check::Require {
            scope,
            any_of,
            near,
        } => whole(words::required(report, scope, any_of, near.as_ref())),
        Check::Terms(terms) => words::terms(report, terms),
        Check::Pairs(pairs) => whole(words::pairs(report, pairs)),
        Check::Numbering { scope, level } => words::numbering(report, scope, *level),
        Check::Sections(fault) => sections::sections(report, *fault),
        Check::Topics {
            section,
            topics,
            fault,
        } => whole(sections::topics(report, *section, topics, *fault)),
        Check::Breakdown(spec) => words::breakdown(report, spec),
        Check::Cells {
            tables,
            rows,
            fault,
        } => tables::cells(report, tables, rows, *fault),
        Check::Form => whole(tables::form(report)),
        Check::Labels(fault) => tables::labels(report, *fault),
        Check::Tables(fault) => tables::tables(report, *fault),
    }
}

/// Where a pattern matches in ranges of folded text.
pub(super) fn places(
    report: &Report<'_>,
    pattern: &Pattern,
    parts: &[Range<usize>],
) -> Vec<(String, Span)> {
    let mut found = Vec::new();
    for part in parts {
        for range in report.prose.searched().find_all(pattern, part) {
            let text = report.prose.text(range.clone()).to_owned();
            found.push((text, report.prose.span(&range)));
        }
    }
    found
}

/// The same as reads: one for each place, or one that says that there is none.
fn reads(
    report: &Report<'_>,
    source: Source,
    pattern: &Pattern,
    parts: &[Range<usize>],
) -> Vec<Read> {
    let found = places(report, pattern, parts);
    if found.is_empty() {
        return vec![Read::absent(source, pattern.source())];
    }
    let found = found.into_iter();
    found
        .map(|(text, span)| Read::found(source, pattern.source(), &text, span))
        .collect()
}

/// The id and the name of parts of the text.
pub(super) fn scope_name(kind: &Kind, scope: &[Scope]) -> (String, String) {
    let names = scope.iter().map(|one| match one {
        Scope::Head => ("head".to_owned(), String::new()),
        Scope::Headings => ("headings".to_owned(), String::new()),
        Scope::Tail => ("tail".to_owned(), String::new()),
        Scope::Section(at) => {
            let spec = kind.sections.get(*at);
            spec.map(|s| (s.id.clone(), s.title.clone()))
                .unwrap_or_default()
        }
        Scope::Zone(at) => {
            let id = kind
                .zones
                .get(*at)
                .map(|z| z.id.clone())
                .unwrap_or_default();
            (id.clone(), id)
        }
    });
    let (ids, names): (Vec<String>, Vec<String>) = names.unzip();
    let named: Vec<String> = names.into_iter().filter(|n| !n.is_empty()).collect();
    (ids.join(", "), named.join("\u{3001}"))
}

/// The matcher with one of its patterns only.
fn only(matcher: &Matcher, pattern: &Pattern) -> Matcher {
    Matcher {
        patterns: vec![pattern.clone()],
        ..matcher.clone()
    }
}
