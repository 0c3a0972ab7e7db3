//! A total and its parts in a sentence: `共 43 个，其中甲 39 个、乙 4 个`.
//!
//! A list of parts opens with a word of the pack. The total stands before it, in its sentence, or in the one before
//! when the word begins a sentence. Parts with the total's unit belong to the sum; parts with other units, parts
//! behind a semicolon and parts behind the comma that ends an enumeration may belong to it. The sum is right when
//! some admissible choice gives the total.

use super::balance::judge;
use super::wording::ranges;
use crate::grammar::TokenKind;
use crate::report::{Prose, Report, ends_sentence};
use crate::rule::kinds::Breakdown;
use crate::rule::verdict::{Outcome, Verdict};
use crate::text::{Number, Span};
use std::ops::Range;

/// A figure that can be a total or a part.
#[derive(Clone, Debug)]
pub(super) struct Figure {
    range: Range<usize>,
    pub span: Span,
    pub value: Number,
    pub unit: String,
    depth: i32,
    /// It may be left out of a sum, and is no total of its own.
    pub optional: bool,
    /// The clause around it, up to commas.
    clause: Range<usize>,
}

/// A list of parts.
pub(super) struct List {
    /// Parts that belong to the sum.
    pub sure: Vec<Figure>,
    /// Parts that may belong to it.
    pub maybe: Vec<Figure>,
    pub complete: bool,
    pub partial: bool,
    /// What stands behind the last part.
    behind: Range<usize>,
}

/// A list of parts with the figures that it can be of.
pub(in crate::rule) struct Sum {
    /// The words from the total to the list.
    pub words: String,
    list: List,
    total: Figure,
    totals: Vec<Figure>,
}

impl Sum {
    /// What stands behind the last part.
    pub fn behind(&self) -> &Range<usize> {
        &self.list.behind
    }

    /// The total and the parts, by what they are.
    pub fn figures(&self) -> impl Iterator<Item = (&'static str, &Range<usize>)> {
        let total = std::iter::once(("total", &self.total.range));
        let sure = self.list.sure.iter().map(|f| ("part", &f.range));
        let maybe = self.list.maybe.iter().map(|f| ("optional part", &f.range));
        total.chain(sure).chain(maybe)
    }
}

pub(super) fn evaluate(report: &Report<'_>, spec: &Breakdown) -> Vec<Verdict> {
    let sums = lists(report, spec).into_iter();
    let mut verdicts: Vec<Verdict> = sums
        .map(|s| Verdict::of(s.words, judge(&s.list, &s.totals, &s.total, spec)))
        .collect();
    if verdicts.is_empty() {
        verdicts.push(Verdict::only(Outcome::NotApplicable));
    }
    verdicts
}

/// All lists of parts that have a total.
pub(in crate::rule) fn lists(report: &Report<'_>, spec: &Breakdown) -> Vec<Sum> {
    let mut sums = Vec::new();
    for range in ranges(report, &spec.scope) {
        let searched = report.prose.searched();
        let opens: Vec<Range<usize>> = searched.find_all(&spec.opens, &range).collect();
        if opens.is_empty() {
            continue;
        }
        let figures = figures(&report.prose, &range, spec);
        for (nth, open) in opens.iter().enumerate() {
            let next = opens.get(nth + 1).map_or(range.end, |o| o.start);
            let list = list(&report.prose, &figures, open, next, &range, spec);
            let totals = totals(&report.prose, &figures, open, &range);
            let total = totals.iter().find(|t| !t.optional);
            if let (Some(list), Some(total)) = (list, total.cloned()) {
                let words = report.prose.text(total.range.start..open.end);
                sums.push(Sum {
                    words: words.to_owned(),
                    list,
                    total,
                    totals,
                });
            }
        }
    }
    sums
}

fn figures(prose: &Prose, range: &Range<usize>, spec: &Breakdown) -> Vec<Figure> {
    let Some(paragraph) = prose.paragraph_at(range.start) else {
        return Vec::new();
    };
    let mut depth = 0;
    let mut at = range.start;
    let mut found = Vec::new();
    for token in prose.tokens_in(paragraph, range) {
        let TokenKind::Quantity { value, unit, .. } = &token.kind else {
            continue;
        };
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
        behind: end..end,
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
    list.behind = last_end.unwrap_or(end)..end;
    list.partial = spec.partial.is_match(prose.text(list.behind.clone()));
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
