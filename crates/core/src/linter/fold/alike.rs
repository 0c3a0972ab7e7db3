//! What a rule merely notes, and says in the same words at several places, is one finding.

use super::{add_help, words};
use crate::diagnostic::{Cause, Diagnostic, Fix, Severity};
use crate::text::{Edit, Lang};
use std::collections::HashMap;

/// Further places that a finding shows.
const SHOWN: usize = 7;

/// Folds infos of one rule that say the same; findings of other severities stay as they are.
pub(super) fn fold(all: Vec<Diagnostic>, lang: Lang) -> Vec<Diagnostic> {
    let mut groups: Vec<Vec<Diagnostic>> = Vec::with_capacity(all.len());
    let mut known: HashMap<(String, String), usize> = HashMap::new();
    for one in all {
        let said = (one.rule.to_string(), one.message.clone());
        let at = match may_fold(&one) {
            true => *known.entry(said).or_insert(groups.len()),
            false => groups.len(),
        };
        match groups.get_mut(at) {
            Some(group) => group.push(one),
            None => groups.push(vec![one]),
        }
    }
    groups.into_iter().flat_map(|g| one_of(g, lang)).collect()
}

/// A note at a place, which arithmetic says nothing about.
fn may_fold(one: &Diagnostic) -> bool {
    one.severity == Severity::Info && one.cause.is_none() && one.primary().is_some()
}

/// The first of a group, with the places of the others; the group itself where they cannot be fixed together.
fn one_of(mut group: Vec<Diagnostic>, lang: Lang) -> Vec<Diagnostic> {
    group.sort_by_key(|d| d.primary().map(|l| l.span));
    let more = group.len().saturating_sub(1);
    let (Some(first), Some(fixes)) = (group.first().filter(|_| more > 0), together(&group)) else {
        return group;
    };
    let mut one = first.clone();
    for label in group.iter().skip(1).flat_map(|d| &d.labels) {
        if one.labels.len() > SHOWN {
            break;
        }
        if one.labels.iter().all(|l| l.span != label.span) {
            let mut further = label.clone();
            further.primary = false;
            one.labels.push(further);
        }
    }
    add_help(&mut one, &words::more_alike(more, lang));
    one.fixes = fixes;
    one.cause = Some(Box::new(Cause {
        candidates: Vec::new(),
        sure: false,
        bounded: false,
        findings: group,
        excerpt: None,
    }));
    vec![one]
}

/// The fixes of a group as one: each finding has none, or each has one of the same kind.
fn together(group: &[Diagnostic]) -> Option<Vec<Fix>> {
    if group.iter().all(|d| d.fixes.is_empty()) {
        return Some(Vec::new());
    }
    let mut fixes = group.iter().map(|d| match d.fixes.as_slice() {
        [fix] => Some(fix),
        _ => None,
    });
    let mut all = fixes.next()??.clone();
    for fix in fixes {
        let fix = fix?;
        if fix.applicability != all.applicability || fix.message != all.message {
            return None;
        }
        all.edits.extend(fix.edits.iter().cloned());
    }
    all.edits.sort_by_key(|e: &Edit| e.span.start);
    let apart = |pair: &[Edit]| match pair {
        [before, next] => before.span.end <= next.span.start,
        _ => true,
    };
    all.edits.windows(2).all(apart).then(|| vec![all])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Class, Label};
    use crate::text::Span;

    fn one(at: usize, severity: Severity, message: &str) -> Diagnostic {
        Diagnostic {
            labels: vec![Label {
                span: Span::new(at, at + 1),
                message: String::new(),
                primary: true,
                cell: None,
            }],
            ..Diagnostic::new("a", severity, Class::Hint, message.to_owned())
        }
    }

    #[test]
    fn notes_that_say_the_same_are_one() {
        let note = |at| one(at, Severity::Info, "x");
        let all = fold(vec![note(5), note(1), note(9)], Lang::En);
        assert_eq!(all.len(), 1);
        let starts: Vec<u32> = all[0].labels.iter().map(|l| l.span.start).collect();
        assert_eq!(starts, [1, 5, 9]);
        assert_eq!(all[0].labels.iter().filter(|l| l.primary).count(), 1);
        assert_eq!(all[0].help.as_deref(), Some("the same at 2 more"));
        assert_eq!(all[0].cause.as_ref().map(|c| c.findings.len()), Some(3));
    }

    #[test]
    fn other_words_and_graver_findings_stay() {
        let other = one(5, Severity::Info, "y");
        let grave = |at| one(at, Severity::Warning, "x");
        let all = vec![one(1, Severity::Info, "x"), other, grave(7), grave(9)];
        assert_eq!(fold(all, Lang::En).len(), 4);
    }

    #[test]
    fn many_places_are_shown_in_part_and_kept_in_full() {
        let all = (0..40).map(|at| one(at, Severity::Info, "x")).collect();
        let all = fold(all, Lang::En);
        assert_eq!(all[0].labels.len(), SHOWN + 1);
        assert_eq!(all[0].cause.as_ref().map(|c| c.findings.len()), Some(40));
    }
}
