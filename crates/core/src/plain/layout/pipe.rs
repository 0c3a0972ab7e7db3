//! Cells parted by pipes: a row per line, or a cell per line.

use super::line::{Line, Shape};
use super::page::Page;
use super::signs;
use crate::document::{Block, BlockKind, Cell, Marks, Row};
use crate::text::Span;

/// A line of a table.
struct PipeRow {
    pieces: Vec<Span>,
    line: Span,
    gap: u32,
    /// A rule between head and body, or a frame.
    ruled: bool,
}

/// How many pipes a line holds; more than two are not distinguished. Drawn frames count as pipes, `\|` does not. A line
/// that is nothing but a frame counts as a row.
pub(super) fn count(line: &str) -> usize {
    let pipes = line
        .char_indices()
        .filter(|(at, c)| is_pipe(line, *at, *c))
        .take(2)
        .count();
    if pipes == 0 && is_frame(line) {
        2
    } else {
        pipes
    }
}

fn is_pipe(line: &str, at: usize, c: char) -> bool {
    match c {
        '|' => !line.get(..at).is_some_and(|t| t.ends_with('\\')),
        '\u{2502}' | '\u{2503}' | '\u{2551}' => true,
        _ => false,
    }
}

/// `+---+---+` or a line of drawn corners and rules.
fn is_frame(line: &str) -> bool {
    let drawn = |c: char| matches!(c, '\u{2500}'..='\u{257f}');
    let mut crosses = line.chars().filter(|c| *c == '+' || drawn(*c));
    crosses.nth(1).is_some()
        && line.chars().nth(2).is_some()
        && line
            .chars()
            .all(|c| matches!(c, '+' | '-' | '=' | ' ') || drawn(c))
}

/// Reads the rows from line `at` on; gives the line after them. What turns out to be prose becomes paragraphs.
pub(super) fn take(page: &Page, at: usize, out: &mut Vec<Block>) -> usize {
    if let Some(next) = super::lone::take(page, at, out) {
        return next;
    }
    let mut next = at + 1;
    let is_row = |line: &Line| {
        let words = page.words(line);
        count(words) > 1 || words.starts_with('|') || words.ends_with('|')
    };
    let mut after_row = page.lines.get(at).is_some_and(is_row);
    while let Some(line) = page.lines.get(next).filter(|l| l.shape == Shape::Pipe) {
        let row = is_row(line);
        if line.gap > 1 || (line.gap == 1 && !(row && after_row)) {
            break;
        }
        after_row = row;
        next += 1;
    }
    let lines = || page.lines.iter().take(next).skip(at);
    let rows: Vec<PipeRow> = lines().map(|l| row(page.text, l)).collect();
    if is_table(page.text, &rows) {
        for rows in parts(&rows) {
            emit(page.text, rows, out);
        }
    } else {
        out.extend(rows.iter().map(|row| Block {
            span: row.line,
            kind: if row.ruled {
                BlockKind::Other
            } else {
                BlockKind::Paragraph
            },
        }));
    }
    next
}

fn row(text: &str, line: &Line) -> PipeRow {
    let words = line.body.of(text);
    let pieces = signs::pieces(text, line.body, |at, c| is_pipe(words, at, c));
    let mut filled = pieces
        .iter()
        .map(|p| p.of(text))
        .filter(|p| !p.is_empty())
        .peekable();
    let ruled = filled.peek().is_some() && filled.all(is_rule);
    PipeRow {
        line: line.body,
        gap: line.gap,
        ruled: ruled || is_frame(words),
        pieces,
    }
}

/// `---`, `:--:`: at least three marks, since one or two dashes stand for a blank value.
fn is_rule(piece: &str) -> bool {
    piece.len() >= 3 && piece.chars().all(|c| matches!(c, '-' | ':' | '=' | '+'))
}

/// Two rows, or one of three pipes; sentences with a pipe in each are no table.
fn is_table(text: &str, rows: &[PipeRow]) -> bool {
    let most = rows.iter().map(|r| r.pieces.len()).max().unwrap_or(0);
    let prose = rows
        .iter()
        .filter(|r| signs::is_prose(r.line.of(text)))
        .count();
    let single = rows.len() == 1 && prose == 1;
    !single && most > 3 || (rows.len() > 1 && (most > 2 || prose * 2 < rows.len()))
}

/// A rule under a row that follows a blank line begins a new table with that row.
fn parts(rows: &[PipeRow]) -> Vec<&[PipeRow]> {
    let mut parts = Vec::new();
    let (mut start, mut body) = (0, false);
    for (at, pair) in rows.windows(2).enumerate() {
        if let [head, rule] = pair
            && rule.ruled
            && !head.ruled
        {
            if body && head.gap > 0 {
                parts.extend(rows.get(start..at));
                start = at;
            }
            body = true;
        }
    }
    parts.extend(rows.get(start..));
    parts
}

fn emit(text: &str, rows: &[PipeRow], out: &mut Vec<Block>) {
    let ruled = rows.iter().any(|r| r.ruled);
    let rows: Vec<&PipeRow> = rows
        .iter()
        .filter(|r| !r.ruled && !is_short_rule(text, rows, r))
        .collect();
    let opened = |r: &PipeRow| r.pieces.len() > 1 && r.pieces.first().is_some_and(|p| p.is_empty());
    let all_opened = rows.iter().all(|r| opened(r));
    // where a cell stands on each line, pipes alone on one only fill the row up
    let fills = |r: &PipeRow| r.line.len() > 1 && r.line.of(text).chars().all(|c| c == '|');
    let cells = rows.iter().filter(|r| !fills(r));
    let single = cells
        .clone()
        .filter(|r| stripped(r, true).len() == 1)
        .count();
    let cells_only = !ruled && rows.len() > 1 && single * 5 >= cells.count() * 4;
    let cell = |span: &Span| Cell::new(*span);
    let found: Vec<Row> = if cells_only {
        let own = rows.iter().filter(|r| !fills(r));
        let cells = own.flat_map(|r| stripped(r, true));
        cells
            .map(|span| Row {
                cells: vec![cell(span)],
            })
            .collect()
    } else {
        let cells = rows.iter().map(|r| stripped(r, all_opened));
        cells
            .filter(|cells| cells.iter().any(|c| !c.is_empty()))
            .map(|cells| Row {
                cells: cells.iter().map(cell).collect(),
            })
            .collect()
    };
    if found
        .iter()
        .any(|r| r.cells.iter().any(|c| !c.span.is_empty()))
    {
        out.extend(super::table(
            found,
            if cells_only {
                Marks::Cells
            } else {
                Marks::Rows
            },
        ));
    }
}

/// `|-|-|` as the second row: a rule if it holds no blank (a row of dashes has them, or stands elsewhere).
fn is_short_rule(text: &str, rows: &[PipeRow], row: &PipeRow) -> bool {
    let line = row.line.of(text);
    let second = rows.get(1).is_some_and(|r| r.line == row.line);
    second
        && line.starts_with('|')
        && line.contains('-')
        && line.chars().all(|c| matches!(c, '|' | '-' | ':'))
}

/// The cells of a row without the empty pieces outside of its outer pipes.
fn stripped(row: &PipeRow, opened: bool) -> &[Span] {
    let mut cells = row.pieces.as_slice();
    if let [first, rest @ ..] = cells
        && opened
        && first.is_empty()
        && !rest.is_empty()
    {
        cells = rest;
    }
    if let [rest @ .., last] = cells
        && last.is_empty()
        && !rest.is_empty()
    {
        cells = rest;
    }
    cells
}
