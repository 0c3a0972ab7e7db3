//! Tables in running text: labels with their values behind them, one after the other.

use super::labels::{Found, Labels};
use super::line::Line;
use crate::report::source_cells::ends_clause;
use std::ops::Range;

/// A table in a line.
#[derive(Clone, Debug)]
pub(super) struct Inline {
    /// All of it.
    pub range: Range<usize>,
    /// Its rows, each with its cells.
    pub rows: Vec<Vec<Range<usize>>>,
}

/// What stands in a line.
#[derive(Clone, Debug)]
enum Token {
    Label(Found),
    /// Digits and strokes.
    Value(Range<usize>),
    Other(Range<usize>),
}

/// How many rows make a table.
const ROWS: usize = 3;
/// How many labels in a row make the head of a table whose values stand in one line.
const HEAD: usize = 4;
/// The longest words between two values of a table, in characters.
const LONGEST: usize = 120;

/// The tables in a range of a line.
pub(super) fn find(line: &Line, labels: &Labels, range: &Range<usize>) -> Vec<Inline> {
    let known = labels.find(line, range);
    let rows = known.iter().filter(|l| l.role.row).count();
    let flat = known.iter().filter(|l| l.role.flat).count();
    if rows < ROWS && flat < HEAD {
        return Vec::new();
    }
    let tokens = tokens(line, known, range);
    let values: Vec<usize> = (0..tokens.len())
        .filter(|at| matches!(tokens.get(*at), Some(Token::Value(_))))
        .collect();
    let entries: Vec<Entry> = values
        .iter()
        .scan(0, |from, at| {
            let entry = Entry::new(line, &tokens, *from, *at);
            *from = at + 1;
            Some(entry)
        })
        .collect();
    let linked = |a: &Entry, b: &Entry| a.kind != Kind::None && b.kind != Kind::None && !b.fresh;
    let runs = entries.chunk_by(linked);
    runs.filter_map(|run| table(line, &tokens, run)).collect()
}

/// How the words before a value read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// Labels, the last one of a row.
    Row,
    /// Labels of a table whose values stand in one line.
    Flat,
    /// Words that may be a label.
    Loose,
    /// No part of a table.
    None,
}

/// A value with the words before it.
#[derive(Clone, Debug)]
struct Entry {
    /// The tokens of the words.
    words: Range<usize>,
    /// The token of the value.
    value: usize,
    kind: Kind,
    /// Something stands before its words that is no part of a table.
    fresh: bool,
}

impl Entry {
    fn new(line: &Line, tokens: &[Token], from: usize, value: usize) -> Self {
        let words = tokens.get(from..value).unwrap_or_default();
        let other = |t: &&Token| matches!(t, Token::Other(_));
        let labelled = words.iter().rev().take_while(|t| !other(t)).count();
        let behind = words.get(words.len() - labelled..).unwrap_or_default();
        let flat = |t: &&Token| matches!(t, Token::Label(l) if l.role.flat);
        let all_labels = labelled == words.len();
        let last = behind.last();
        let kind = match last {
            Some(Token::Label(_)) if behind.iter().filter(flat).count() >= HEAD => Kind::Flat,
            Some(Token::Label(l)) if l.role.row => Kind::Row,
            _ if is_loose(line, words) => Kind::Loose,
            _ => Kind::None,
        };
        let cut = !all_labels && kind != Kind::Loose;
        // words that may be labels, with known labels behind them
        let joined = cut && from > 0 && is_loose(line, words);
        Entry {
            words: match cut && !joined {
                true => value - labelled..value,
                false => from..value,
            },
            value,
            kind: if joined { Kind::Loose } else { kind },
            fresh: cut && !joined,
        }
    }
}

/// Whether words may be the label of a row: short, and no sentence.
fn is_loose(line: &Line, words: &[Token]) -> bool {
    let range = |t: &Token| match t {
        Token::Label(l) => l.range.clone(),
        Token::Value(r) | Token::Other(r) => r.clone(),
    };
    let sentence = |t: &Token| match t {
        Token::Other(r) => line.part(r).iter().any(|s| ends_clause(s.c)),
        _ => false,
    };
    let size: usize = words.iter().map(|t| range(t).len()).sum();
    (2..=LONGEST).contains(&size) && !words.iter().any(sentence)
}

/// The labels that were found in a range of a line, with what stands between them.
fn tokens(line: &Line, known: Vec<Found>, range: &Range<usize>) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut from = range.start;
    for found in known {
        between(line, from..found.range.start, &mut tokens);
        from = found.range.end;
        tokens.push(Token::Label(found));
    }
    between(line, from..range.end, &mut tokens);
    tokens
}

/// Values and other words in a range without labels.
fn between(line: &Line, range: Range<usize>, tokens: &mut Vec<Token>) {
    let is_value = |at: usize| {
        let c = line.at(at);
        c.is_ascii_digit() || c.is_whitespace() || matches!(c, '.' | '-' | '\u{2014}' | '/')
    };
    let mut at = range.start;
    while at < range.end {
        let kind = is_value(at);
        let end = (at..range.end)
            .find(|i| is_value(*i) != kind)
            .unwrap_or(range.end);
        let mut part = line.trim(at..end);
        // "…3." in front of words is their number
        if kind && end < range.end && line.at(part.end.saturating_sub(1)) == '.' {
            part = line.trim(part.start..part.end.saturating_sub(2).max(part.start));
        }
        let marks = |at: usize| {
            line.at(at).is_ascii_digit() || matches!(line.at(at), '-' | '\u{2014}' | '/')
        };
        let keys = |r: &Range<usize>| line.part(r).iter().any(|s| s.key || ends_clause(s.c));
        match kind {
            true if part.clone().any(marks) => tokens.push(Token::Value(part)),
            false if keys(&part) => tokens.push(Token::Other(part)),
            _ => {}
        }
        at = end;
    }
}

/// The table that a run of values with their labels is.
fn table(line: &Line, tokens: &[Token], run: &[Entry]) -> Option<Inline> {
    let sure = |e: &Entry| matches!(e.kind, Kind::Row | Kind::Flat);
    let first = run.iter().position(sure)?;
    let last = run.iter().rposition(sure)?;
    let run = run.get(first..=last)?;
    let rows = run.iter().filter(|e| e.kind == Kind::Row).count();
    let flat = run
        .iter()
        .any(|e| e.kind == Kind::Flat && cells(line, tokens, e).1 > HEAD);
    let known = run.iter().filter(|e| sure(e)).count();
    let enough = (rows >= ROWS || flat) && known * 3 >= run.len() * 2;
    if !enough || !is_joined(line, tokens, run) {
        return None;
    }
    let mut all = Vec::new();
    for entry in run {
        let (head, label) = words(tokens, entry);
        let (values, _) = cells(line, tokens, entry);
        all.push(head);
        all.push(label.into_iter().chain(values).collect());
    }
    all.retain(|row: &Vec<Range<usize>>| !row.is_empty());
    let start = all.first()?.first()?.start;
    let end = all.last()?.last()?.end;
    Some(Inline {
        range: start..end,
        rows: all,
    })
}

/// The cells of a value, and how many numbers they may hold.
fn cells(line: &Line, tokens: &[Token], entry: &Entry) -> (Vec<Range<usize>>, usize) {
    let Some(Token::Value(range)) = tokens.get(entry.value) else {
        return (Vec::new(), 0);
    };
    let mut cells: Vec<Range<usize>> = Vec::new();
    for at in range.clone().filter(|at| !line.at(*at).is_whitespace()) {
        match cells.last_mut() {
            Some(last) if last.end == at => last.end = at + 1,
            _ => cells.push(at..at + 1),
        }
    }
    let digits = range.clone().filter(|at| line.at(*at).is_ascii_digit());
    (cells, digits.count())
}

/// The cells of the words before a value: those of a head, and the label of the row with that of its groups.
fn words(tokens: &[Token], entry: &Entry) -> (Vec<Range<usize>>, Vec<Range<usize>>) {
    let words = tokens.get(entry.words.clone()).unwrap_or_default();
    let mut head = Vec::new();
    let mut label: Vec<Range<usize>> = Vec::new();
    // words that no form knows are one label with all that follows, but for the known label at their end
    let ends_known = matches!(words.last(), Some(Token::Label(_)));
    let mut loose = false;
    for (at, token) in words.iter().enumerate() {
        match token {
            Token::Label(l) if !loose => {
                label.push(l.range.clone());
                let column = l.role.column && !l.role.row && at + 1 < words.len();
                if entry.kind == Kind::Flat || column {
                    head.append(&mut label);
                }
            }
            Token::Label(Found { range, .. }) | Token::Value(range) | Token::Other(range) => {
                match label.last_mut().filter(|_| loose) {
                    Some(last) => last.end = range.end,
                    None => label.push(range.clone()),
                }
                loose = !ends_known;
            }
        }
    }
    (head, label)
}

/// Whether the text lacks marks that it should have: two rows stand in one block, or values touch their label.
fn is_joined(line: &Line, tokens: &[Token], run: &[Entry]) -> bool {
    let place = |e: &Entry| match tokens.get(e.value) {
        Some(Token::Value(range)) => range.clone(),
        _ => 0..0,
    };
    let one_block = |range: Range<usize>| !line.part(&range).iter().any(|s| s.c == '\n');
    let glued = run.iter().any(|e| {
        let value = place(e);
        value.len() > 2 && value.start > 0 && !line.at(value.start - 1).is_whitespace()
    });
    let mut pairs = run.iter().zip(run.iter().skip(1));
    let flat = run.iter().any(|e| {
        let first = tokens.get(e.words.start);
        e.kind == Kind::Flat
            && matches!(first, Some(Token::Label(l)) if one_block(l.range.start..place(e).start))
    });
    glued || flat || pairs.any(|(a, b)| one_block(place(a).start..place(b).start))
}
