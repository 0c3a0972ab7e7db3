//! The fixes that rules ask for.

use super::{perturb, words};
use crate::diagnostic::{Applicability, Fix};
use crate::rule::{Check, Finding, FixSpec, Rule};
use crate::text::{Edit, Folded, Lang, Span, fill};

/// The fixes of a finding in a text.
pub(super) fn fixes(rule: &Rule, finding: &Finding, text: &str, lang: Lang) -> Vec<Fix> {
    let spec = rule.fix.as_ref();
    let (applicability, mut edits) = match (&finding.replacement, spec) {
        (Some(edit), _) => {
            let safe = finding.safe || spec.is_some_and(|s| s.applicability == Applicability::Safe);
            let applicability = match safe {
                true => Applicability::Safe,
                false => Applicability::Suggestion,
            };
            (applicability, vec![edit.clone()])
        }
        (None, Some(spec)) if !matches!(rule.check, Check::Terms(_)) => {
            (spec.applicability, by_rule(rule, spec, finding, text))
        }
        // a term that says nothing of what is right has no fix
        (None, _) => return Vec::new(),
    };
    edits.retain(|e| e.span.of(text) != e.text);
    let Some(first) = edits.first().cloned() else {
        return Vec::new();
    };
    let message = message(&edits, &first, finding, text, lang);
    if applicability == Applicability::Safe {
        let kept: Option<Vec<Vec<Edit>>> = edits.iter().map(|e| around_breaks(e, text)).collect();
        let Some(kept) = kept else {
            return Vec::new();
        };
        edits = kept.into_iter().flatten().collect();
    }
    edits.sort_by_key(|e| e.span.start);
    vec![Fix {
        message,
        applicability,
        edits,
    }]
}

/// What the rule's own `fix` does: at the primary place, in a rule about cells in each of them.
fn by_rule(rule: &Rule, spec: &FixSpec, finding: &Finding, text: &str) -> Vec<Edit> {
    let cells = matches!(rule.check, Check::Cells { .. });
    let labels = finding.labels.iter().map(|l| l.span);
    let spans: Vec<Span> = match cells {
        true => labels.chain(finding.more.iter().copied()).collect(),
        false => labels.take(1).collect(),
    };
    let one = |span: Span| {
        let span = part(spec, span, text)?;
        let new = match spec.signs.is_empty() {
            true => fill(&spec.text, |name| finding.value(name).map(str::to_owned)),
            false => signs(spec, span.of(text)),
        };
        Some(Edit { span, text: new })
    };
    spans.into_iter().filter_map(one).collect()
}

/// The part of the marked words that is replaced.
fn part(spec: &FixSpec, span: Span, text: &str) -> Option<Span> {
    let Some(pattern) = &spec.part else {
        return Some(span);
    };
    let folded = Folded::new(text, span);
    let captures = pattern.captures(folded.text())?;
    let range = captures.get("at").unwrap_or(captures.whole);
    Some(folded.source(range.start, range.end))
}

/// A text with its signs exchanged.
fn signs(spec: &FixSpec, text: &str) -> String {
    let mut new = String::with_capacity(text.len());
    for c in text.chars() {
        let other = spec.signs.iter().find(|(from, _)| *from == c);
        match other {
            Some((_, to)) => new.push_str(to),
            None => new.push(c),
        }
    }
    new
}

fn message(edits: &[Edit], first: &Edit, finding: &Finding, text: &str, lang: Lang) -> String {
    let old = first.span.of(text);
    if first.text.is_empty() {
        return words::delete(old.trim(), lang);
    }
    if edits.len() > 1 {
        return words::replace_all(edits.len(), lang);
    }
    // what is marked is said as a whole
    let whole = finding.labels.first().map(|l| l.span);
    match whole.filter(|s| s.contains(first.span) && s.len() < LONG) {
        Some(span) => {
            let shift = |at: u32| Span::new((at - span.start) as usize, (at - span.start) as usize);
            let inner = Edit {
                span: shift(first.span.start).cover(shift(first.span.end)),
                text: first.text.clone(),
            };
            let new = Edit::apply(&[inner], span.of(text));
            words::replace(&new, lang)
        }
        None => words::replace(&first.text, lang),
    }
}

/// Marked words of more bytes than this are not repeated.
const LONG: usize = 120;

/// The same edit without touching white space: lines stay as they were broken. `None` where it cannot be determined which new
/// words stand before a break.
fn around_breaks(edit: &Edit, text: &str) -> Option<Vec<Edit>> {
    let old = edit.span.of(text);
    if edit.text.is_empty() {
        return Some(vec![without_line(edit, text)]);
    }
    if !old.contains(char::is_whitespace) {
        return Some(vec![edit.clone()]);
    }
    let signs: Vec<(usize, char)> = old
        .char_indices()
        .filter(|(_, c)| !c.is_whitespace())
        .collect();
    if signs.len() != edit.text.chars().filter(|c| !c.is_whitespace()).count() {
        return (!old.contains(['\n', '\r'])).then(|| vec![edit.clone()]);
    }
    let new = edit.text.chars().filter(|c| !c.is_whitespace());
    let changed = signs
        .into_iter()
        .zip(new)
        .filter(|((_, was), is)| was != is);
    let start = edit.span.start as usize;
    let one = |((at, was), is): ((usize, char), char)| Edit {
        span: Span::new(start + at, start + at + was.len_utf8()),
        text: is.to_string(),
    };
    Some(changed.map(one).collect())
}

/// What takes all words of a line away takes the line.
fn without_line(edit: &Edit, text: &str) -> Edit {
    let line = perturb::line(text, edit.span);
    let alone = line.of(text).trim() == edit.span.of(text).trim();
    Edit {
        span: if alone { line } else { edit.span },
        text: String::new(),
    }
}

/// The number in a cell that holds one: what stands around it, a unit or a blank, stays as it is.
pub(super) fn figure(text: &str, cell: Span) -> Span {
    let is_part =
        |c: char| c.is_ascii_digit() || ('\u{ff10}'..='\u{ff19}').contains(&c) || MARKS.contains(c);
    let old = cell.of(text);
    let start = old.find(is_part);
    let end = old.rfind(is_part).map(|at| {
        at + old
            .get(at..)
            .map_or(0, |s| s.chars().next().map_or(0, char::len_utf8))
    });
    let number = match (start, end) {
        (Some(start), Some(end)) => {
            Span::new(cell.start as usize + start, cell.start as usize + end)
        }
        _ => return cell,
    };
    match number.of(text).chars().all(is_part) {
        true => number,
        false => cell,
    }
}

/// Signs in numbers.
const MARKS: &str = "+-.,\u{ff0b}\u{ff0d}\u{ff0e}\u{ff0c}\u{2212}";
