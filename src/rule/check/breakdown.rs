//! A total and its parts in a sentence: `共 43 个，其中甲 39 个、乙 4 个`.
//!
//! A list of parts opens with a word of the pack. The total stands before it, in its sentence, or in the one before
//! when the word begins a sentence. Parts with the total's unit belong to the sum; parts with other units, parts
//! behind a semicolon and parts behind the comma that ends an enumeration may belong to it. The sum is right when
//! some admissible choice gives the total.

use super::wording::ranges;
use crate::grammar::TokenKind;
use crate::report::{Prose, Report, ends_sentence};
use crate::rule::kinds::{Breakdown, SumFault};
use crate::rule::verdict::{Finding, Outcome, Verdict};
use crate::text::{Number, Span};
use std::ops::Range;

/// A figure that can be a total or a part.
#[derive(Clone, Debug)]
struct Figure {
    range: Range<usize>,
    span: Span,
    value: Number,
    unit: String,
    depth: i32,
    /// It may be left out of a sum, and is no total of its own.
    optional: bool,
    /// The clause around it, up to commas.
    clause: Range<usize>,
}

/// A list of parts.
struct List {
    /// Parts that belong to the sum.
    sure: Vec<Figure>,
    /// Parts that may belong to it.
    maybe: Vec<Figure>,
    complete: bool,
    partial: bool,
}

/// More optional parts than this are not tried in every choice.
const TRIED: usize = 10;

pub(super) fn evaluate(report: &Report<'_>, spec: &Breakdown) -> Vec<Verdict> {
    let mut verdicts = Vec::new();
    for range in ranges(report, &spec.scope) {
        let text = report.prose.text(range.clone());
        if !spec.opens.is_match(text) {
            continue;
        }
        let figures = figures(&report.prose, &range, spec);
        let opens: Vec<Range<usize>> = spec
            .opens
            .find_all(text)
            .map(|m| range.start + m.start..range.start + m.end)
            .collect();
        for (nth, open) in opens.iter().enumerate() {
            let next = opens.get(nth + 1).map_or(range.end, |o| o.start);
            let list = list(&report.prose, &figures, open, next, &range, spec);
            let totals = totals(&report.prose, &figures, open, &range);
            let total = totals.iter().find(|t| !t.optional);
            if let (Some(list), Some(total)) = (list, total) {
                let outcome = judge(&list, &totals, total, spec);
                let words = report.prose.text(total.range.start..open.end);
                verdicts.push(Verdict::of(words, outcome));
            }
        }
    }
    if verdicts.is_empty() {
        verdicts.push(Verdict::only(Outcome::NotApplicable));
    }
    verdicts
}

fn figures(prose: &Prose, range: &Range<usize>, spec: &Breakdown) -> Vec<Figure> {
    let Some(paragraph) = prose
        .paragraph_at(range.start)
        .and_then(|p| prose.paragraphs.get(p))
    else {
        return Vec::new();
    };
    let mut depth = 0;
    let mut at = range.start;
    let mut found = Vec::new();
    for token in &paragraph.tokens {
        let TokenKind::Quantity { value, unit, .. } = &token.kind else {
            continue;
        };
        if !range.contains(&token.range.start) {
            continue;
        }
        for c in prose.text(at..token.range.start).chars() {
            depth += i32::from(c == '(') - i32::from(c == ')');
        }
        at = token.range.start;
        let unit = prose.text(unit.clone()).to_owned();
        let clause = clause(prose, range, &token.range);
        let words = prose.text(clause.clone());
        let (ignored, optional) = (spec.ignores.is_match(words), spec.optional.is_match(words));
        if unit.is_empty() || spec.units.contains(&unit) || ignored {
            continue;
        }
        found.push(Figure {
            range: token.range.clone(),
            span: prose.span(&token.range),
            value: *value,
            unit,
            depth,
            optional,
            clause,
        });
    }
    found
}

fn clause(prose: &Prose, range: &Range<usize>, token: &Range<usize>) -> Range<usize> {
    let stops = |c: char| ends_sentence(c) || matches!(c, ',' | ';' | ':' | '\u{3001}' | '(' | ')');
    let before = prose.text(range.start..token.start);
    let after = prose.text(token.end..range.end);
    let start = before.rfind(stops).map_or(range.start, |p| {
        let width = before
            .get(p..)
            .and_then(|s| s.chars().next())
            .map_or(1, char::len_utf8);
        range.start + p + width
    });
    start..after.find(stops).map_or(range.end, |p| token.end + p)
}

/// The parts behind an opening word.
fn list(
    prose: &Prose,
    figures: &[Figure],
    open: &Range<usize>,
    next: usize,
    range: &Range<usize>,
    spec: &Breakdown,
) -> Option<List> {
    let rest = prose.text(open.end..range.end);
    let end = rest
        .find(ends_sentence)
        .map_or(range.end, |p| open.end + p)
        .min(next);
    let inside: Vec<&Figure> = figures
        .iter()
        .filter(|f| open.end <= f.range.start && f.range.end <= end)
        .collect();
    let depth = depth_at(prose, range, open.start);
    let words = prose.text(open.clone());
    let mut list = List {
        sure: Vec::new(),
        maybe: Vec::new(),
        complete: spec.complete.is_match(words),
        partial: false,
    };
    let (mut ended, mut by_mark, mut last_end) = (false, false, None);
    for figure in inside {
        if figure.depth < depth {
            break;
        }
        let clause = prose.text(figure.clause.clone());
        if spec.stops.is_match(clause) {
            break;
        }
        if figure.depth > depth {
            continue;
        }
        if let Some(last) = last_end {
            let between = prose.text(last..figure.range.start);
            let first = between
                .chars()
                .find(|c| matches!(c, '\u{3001}' | ',' | ';'));
            ended |= between.contains(';') || (by_mark && first == Some(','));
            by_mark |= first == Some('\u{3001}');
        }
        last_end = Some(figure.range.end);
        let optional = ended || figure.optional;
        match optional {
            true => list.maybe.push(figure.clone()),
            false => list.sure.push(figure.clone()),
        }
    }
    let behind = last_end.map(|at| prose.text(at..end)).unwrap_or_default();
    list.partial = spec.partial.is_match(behind);
    (list.sure.len() + list.maybe.len() >= 2).then_some(list)
}

fn depth_at(prose: &Prose, range: &Range<usize>, at: usize) -> i32 {
    let before = prose.text(range.start..at).chars();
    before.fold(0, |d, c| d + i32::from(c == '(') - i32::from(c == ')'))
}

/// The figures that the list can be of, the nearest first.
fn totals(
    prose: &Prose,
    figures: &[Figure],
    open: &Range<usize>,
    range: &Range<usize>,
) -> Vec<Figure> {
    let before = prose.text(range.start..open.start);
    let bare = before.trim_end_matches(ends_sentence);
    let begins_sentence = bare.len() < before.len();
    let start = bare
        .rfind(ends_sentence)
        .map_or(range.start, |p| range.start + p);
    let end = if begins_sentence {
        range.start + bare.len()
    } else {
        open.start
    };
    let mut found: Vec<Figure> = figures
        .iter()
        .filter(|f| start <= f.range.start && f.range.end <= end)
        .cloned()
        .collect();
    found.reverse();
    found
}

fn judge(list: &List, totals: &[Figure], total: &Figure, spec: &Breakdown) -> Outcome {
    let same = |f: &&Figure| f.unit == total.unit;
    let sure: Vec<&Figure> = list.sure.iter().filter(same).collect();
    let mut maybe: Vec<&Figure> = list.sure.iter().filter(|f| f.unit != total.unit).collect();
    maybe.extend(&list.maybe);
    if sure.is_empty() {
        return Outcome::NotApplicable;
    }
    let Some(base) = add(&sure) else {
        return Outcome::NotApplicable;
    };
    let sums = choices(base, &maybe);
    let wholes = wholes(totals);
    if wholes.iter().any(|w| sums.iter().any(|s| s.same(*w))) {
        return Outcome::Pass;
    }
    let whole = total.value;
    let over = base > whole;
    let fails = match spec.fault {
        SumFault::Over => over && sure.len() >= 2,
        SumFault::Short => !over && !list.partial && (list.complete || narrow(&sums, whole, spec)),
    };
    if !fails {
        return Outcome::Pass;
    }
    let nearest = nearest(&sums, whole).unwrap_or(base);
    let delta = whole
        .checked_sub(nearest)
        .map(|d| d.abs().to_string())
        .unwrap_or_default();
    let shown: Vec<String> = sure.iter().map(|f| f.value.to_string()).collect();
    let mut finding = Finding::at(total.span)
        .with("total", format!("{}{}", whole, total.unit))
        .with("sum", base.to_string())
        .with("parts", shown.join(" + "))
        .with("delta", delta);
    for part in sure {
        finding = finding.also(part.span, "");
    }
    Outcome::fail(finding)
}

/// The totals that the parts may be of: each figure, the two nearest together, and each with what was carried over.
fn wholes(totals: &[Figure]) -> Vec<Number> {
    let (carried, own): (Vec<&Figure>, Vec<&Figure>) = totals.iter().partition(|t| t.optional);
    let mut all: Vec<Number> = own.iter().map(|t| t.value).collect();
    if let [first, second, ..] = own.as_slice()
        && first.unit == second.unit
    {
        all.extend(first.value.checked_add(second.value));
    }
    for carried in carried {
        let with = all.iter().filter_map(|w| w.checked_add(carried.value));
        all.extend(with.collect::<Vec<_>>());
    }
    all
}

fn add(figures: &[&Figure]) -> Option<Number> {
    figures
        .iter()
        .try_fold(Number::whole(0), |sum, f| sum.checked_add(f.value))
}

/// The base with every choice of the optional parts.
fn choices(base: Number, maybe: &[&Figure]) -> Vec<Number> {
    let mut sums = vec![base];
    for figure in maybe.iter().take(TRIED) {
        let with: Vec<Number> = sums
            .iter()
            .filter_map(|s| s.checked_add(figure.value))
            .collect();
        sums.extend(with);
    }
    sums
}

fn nearest(sums: &[Number], whole: Number) -> Option<Number> {
    let mut best: Option<(Number, Number)> = None;
    for sum in sums {
        let distance = whole.checked_sub(*sum)?.abs();
        if best.is_none_or(|(d, _)| distance < d) {
            best = Some((distance, *sum));
        }
    }
    best.map(|(_, sum)| sum)
}

/// The parts miss the total by little, and cover most of it.
fn narrow(sums: &[Number], whole: Number, spec: &Breakdown) -> bool {
    let Some(sum) = nearest(sums, whole) else {
        return false;
    };
    let percent = |n: Number| {
        n.checked_mul(Number::whole(100))
            .and_then(|x| x.checked_div(whole))
    };
    let Some(delta) = whole.checked_sub(sum).map(Number::abs) else {
        return false;
    };
    let (Some(share), Some(covered)) = (percent(delta), percent(sum)) else {
        return false;
    };
    let near = delta <= spec.near || share <= spec.near_share;
    near && covered >= spec.covers
}
