//! Changes of a text at what a rule read there.

use crate::report::{Holds, Kind};
use crate::rule::{Builtin, Case, CaseEdit, Check, Read, Rule, Source, TableFault};
use crate::text::{Edit, Number, Span, fold_char};

/// One change.
#[derive(Clone, Debug)]
pub(super) struct Try {
    /// What it does, in a few words.
    pub what: String,
    /// The edits, in order, without overlap.
    pub edits: Vec<Edit>,
    /// A number was changed and is still one.
    pub number: bool,
}

/// What the failing cases of a rule put into a report.
#[derive(Clone, Debug, Default)]
pub(super) struct Hints {
    /// Contents of cells.
    pub cells: Vec<String>,
    /// Row labels.
    pub labels: Vec<String>,
    /// Lines that findings are about.
    pub lines: Vec<String>,
}

impl Hints {
    /// What the edits of cases say.
    pub fn of_cases(cases: &[&Case]) -> Self {
        let mut hints = Hints::default();
        for (edit, text) in cases.iter().flat_map(|c| &c.edits) {
            match edit {
                CaseEdit::Cell(_) => hints.cells.push(text.clone()),
                CaseEdit::Label(_) => hints.labels.push(text.clone()),
                _ => {}
            }
        }
        hints
    }
}

/// More single characters than this are not taken away one by one.
const CHARACTERS: usize = 24;
/// More places of one name than this are not tried one by one.
const SPOTS: usize = 24;

/// All changes that are tried at the places that go under one name.
pub(super) fn tries(
    kind: &Kind,
    rule: &Rule,
    text: &str,
    reads: &[&Read],
    hints: &Hints,
) -> Vec<Try> {
    let mut all = Vec::new();
    let spots: Vec<(&&Read, Span)> = reads.iter().filter_map(|r| Some((r, r.span?))).collect();
    for (read, span) in spots.iter().take(SPOTS) {
        let words = match read.source {
            Source::Cell => {
                cell(rule, text, *span, hints, &mut all);
                entry(kind, read, text, *span, &mut all);
                false
            }
            Source::Mention | Source::Group | Source::Figure | Source::Fact(Builtin::Year) => {
                numbers(text, *span, &mut all);
                !read
                    .text
                    .chars()
                    .all(|c| c.is_ascii_digit() || "-.%".contains(c))
            }
            Source::Heading => {
                heading(kind, text, *span, hints, &mut all);
                true
            }
            Source::Label => {
                label(text, *span, hints, &mut all);
                true
            }
            _ => true,
        };
        if words {
            taken(text, *span, &mut all);
        }
    }
    let mut spans: Vec<Span> = spots.iter().map(|(_, s)| *s).collect();
    spans.sort();
    spans.dedup_by(|b, a| a.overlaps(*b));
    let words = !matches!(spots.first(), Some((read, _)) if matches!(read.source, Source::Cell | Source::Mention | Source::Figure));
    if spans.len() > 1 && words {
        all.push(Try {
            what: format!("{} \u{2192} \u{2205}", spans.len()),
            edits: spans.iter().map(|s| edit(*s, "")).collect(),
            number: false,
        });
    }
    all
}

/// The line around a span, with its end.
pub(super) fn line(text: &str, span: Span) -> Span {
    let range = span.range();
    let before = text.get(..range.start).unwrap_or_default();
    let after = text.get(range.end..).unwrap_or_default();
    let start = before.rfind('\n').map_or(0, |p| p + 1);
    let end = after.find('\n').map_or(text.len(), |p| range.end + p + 1);
    Span::new(start, end)
}

fn edit(span: Span, text: &str) -> Edit {
    Edit {
        span,
        text: text.to_owned(),
    }
}

fn put(text: &str, span: Span, with: &str, number: bool) -> Try {
    let was = span.of(text).trim();
    let with = with.to_owned();
    let shown = match with.trim() {
        "" => "\u{2205}",
        other => other,
    };
    Try {
        what: format!("{was} \u{2192} {shown}"),
        edits: vec![Edit { span, text: with }],
        number,
    }
}

/// Other numbers in the place of each number of a span.
fn numbers(text: &str, span: Span, all: &mut Vec<Try>) {
    for run in digits(text, span) {
        let plain: String = run.of(text).chars().map(fold_char).collect();
        let Some(n) = Number::parse(&plain) else {
            continue;
        };
        let one = Number::whole(1);
        let up = n.checked_add(one);
        let down = n.checked_sub(one).filter(|d| !d.is_negative());
        let far = n.checked_mul(Number::whole(10));
        let far = far.and_then(|f| f.checked_add(Number::whole(7)));
        let zero = Some(Number::whole(0)).filter(|z| !z.same(n));
        for other in [up, down, far, zero].into_iter().flatten() {
            all.push(put(text, run, &other.to_string(), true));
        }
    }
}

/// The runs of digits in a span, decimals included.
fn digits(text: &str, span: Span) -> Vec<Span> {
    let mut runs: Vec<Span> = Vec::new();
    let base = span.range().start;
    let words = span.of(text);
    for (at, c) in words.char_indices() {
        let here = Span::new(base + at, base + at + c.len_utf8());
        let next = words
            .get(at + c.len_utf8()..)
            .and_then(|r| r.chars().next());
        let joins = runs.last().is_some_and(|r| r.end == here.start);
        let point = joins && c == '.' && next.is_some_and(|n| n.is_ascii_digit());
        if !(fold_char(c).is_ascii_digit() || point) {
            continue;
        }
        match runs.last_mut().filter(|_| joins) {
            Some(last) => *last = last.cover(here),
            None => runs.push(here),
        }
    }
    runs
}

/// Words taken away: all of them, either half, the line, each character.
fn taken(text: &str, span: Span, all: &mut Vec<Try>) {
    if span.is_empty() {
        return;
    }
    all.push(put(text, span, "", false));
    let starts: Vec<usize> = span.of(text).char_indices().map(|(at, _)| at).collect();
    if starts.len() < 2 {
        return;
    }
    let (from, to) = (span.range().start, span.range().end);
    let middle = starts.get(starts.len() / 2).map_or(from, |m| from + m);
    all.push(put(text, Span::new(middle, to), "", false));
    all.push(put(text, Span::new(from, middle), "", false));
    let ends = starts.iter().skip(1).map(|e| from + e).chain([to]);
    let chars: Vec<Span> = starts
        .iter()
        .zip(ends)
        .map(|(s, e)| Span::new(from + s, e))
        .collect();
    // the last characters tell most about names, the first ones about the rest
    let most = chars.len().min(CHARACTERS);
    for one in chars
        .iter()
        .rev()
        .take(most / 2)
        .chain(chars.iter().take(most - most / 2))
    {
        all.push(put(text, *one, "", false));
    }
    for count in 2..chars.len().min(7) {
        if let Some(first) = chars.iter().rev().nth(count - 1) {
            all.push(put(text, Span::new(first.range().start, to), "", false));
        }
    }
}

/// A cell: another number, what failing cases have in cells, and for the width of rows no cell at all.
fn cell(rule: &Rule, text: &str, span: Span, hints: &Hints, all: &mut Vec<Try>) {
    match &rule.check {
        Check::Tables(TableFault::Width | TableFault::Lost) => {
            all.push(put(text, line(text, span), "", false))
        }
        Check::Cells { .. } => {
            for other in &hints.cells {
                all.push(put(text, span, other, false));
            }
        }
        _ => numbers(text, span, all),
    }
}

/// An entry that is no number: the other choices; another word, or nothing.
fn entry(kind: &Kind, read: &Read, text: &str, span: Span, all: &mut Vec<Try>) {
    let Some(place) = &read.place else { return };
    let tables = kind.forms.iter().flat_map(|f| &f.tables);
    let rows = tables.filter(|t| t.id == place.table).flat_map(|t| &t.rows);
    for axis in rows.filter(|r| r.id == place.row) {
        match &axis.holds {
            Holds::Number => {}
            Holds::Text => all.extend(["", "x"].map(|other| put(text, span, other, false))),
            Holds::Choice(options) => {
                let put = |option: &String| put(text, span, option, false);
                all.extend(options.iter().map(put));
            }
        }
    }
}

/// A label: its line away, and what failing cases have in labels.
fn label(text: &str, span: Span, hints: &Hints, all: &mut Vec<Try>) {
    all.push(put(text, line(text, span), "", false));
    for other in &hints.labels {
        all.push(put(text, span, other, false));
    }
}

/// A heading: its line away, other titles, and what failing cases have in its place.
fn heading(kind: &Kind, text: &str, span: Span, hints: &Hints, all: &mut Vec<Try>) {
    let whole = line(text, span);
    all.push(put(text, whole, "", false));
    for other in kind.sections.iter().flat_map(|s| &s.keys) {
        all.push(put(text, span, other, false));
    }
    for other in &hints.lines {
        let title = other.strip_suffix('\n').unwrap_or(other);
        all.push(put(text, whole, &format!("{title}\n"), false));
        // the same title under this heading's number
        let number = text
            .get(whole.range().start..span.range().start)
            .unwrap_or_default();
        let rest = title.char_indices().nth(number.chars().count());
        if let Some(rest) = rest.and_then(|(at, _)| title.get(at..)) {
            all.push(put(text, span, rest, false));
        }
        // this heading under the number of the other
        let own = title.char_indices().nth(number.chars().count());
        if let Some(number) = own.and_then(|(at, _)| title.get(..at)) {
            let before = Span::new(whole.range().start, span.range().start);
            all.push(put(text, before, number, false));
        }
    }
}
