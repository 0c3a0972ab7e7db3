//! One row per line, cells in columns that spaces draw: what a program prints for a page of fixed width.
//!
//! Rows with figures tell where the columns are. Heads and labels extend the column that they stand in; a head over
//! several columns belongs to the first of them.

use super::line::{Line, Shape};
use super::page::Page;
use super::signs;
use crate::document::{Block, Cell, Marks, Row};
use crate::text::Span;
use std::collections::BTreeSet;

/// So many lines behind the first are looked at for rows.
const AHEAD: usize = 40;
/// A row has at least so many cells.
const CELLS: usize = 3;
/// So many figures in one line are a table by themselves.
const VALUES: usize = 5;
/// A head without rows has at least so many labels.
const LABELS: usize = 4;
/// No row is longer (in bytes).
const LONGEST: usize = 1500;

/// A cell, and the columns of the page that it takes.
#[derive(Clone, Copy)]
struct Piece {
    cell: Span,
    from: usize,
    to: usize,
}

/// Whether a table of such rows begins with line `at`; a head alone, or one row of figures, does where the text has had
/// such tables.
pub(super) fn begins(page: &Page, at: usize, before: bool) -> bool {
    let Some(first) = page.lines.get(at).filter(|l| is_row(page, l)) else {
        return false;
    };
    let label = |p: &Piece| !is_value(page, p);
    let heads = pieces(page, first, 1);
    let next = page.lines.get(at + 1);
    if before && heads.len() >= LABELS && heads.iter().all(label) && next.is_none_or(|l| l.gap > 0)
    {
        return true;
    }
    let behind = page.lines.iter().skip(at + 1).take(AHEAD);
    let run = behind.take_while(|l| l.gap == 0 && l.shape == Shape::Plain);
    let lines: Vec<&Line> = std::iter::once(first).chain(run).collect();
    [2, 1].iter().any(|quote| {
        let (heads, rows): (Vec<_>, Vec<_>) = drawn(page, &lines, *quote)
            .into_iter()
            .partition(|r| r.iter().all(label));
        let wide = |r: &&Vec<Piece>| r.len() >= CELLS;
        match rows.iter().filter(wide).count() {
            0 => false,
            1 => before && rows.iter().any(|r| r.len() >= VALUES) && is_even(page, &heads, &rows),
            _ => is_even(page, &[], &rows),
        }
    })
}

/// Whether figures stand below each other, or below heads: most begin or end where one above does.
fn is_even(page: &Page, heads: &[Vec<Piece>], rows: &[Vec<Piece>]) -> bool {
    let above = || heads.iter().flatten();
    let mut starts: BTreeSet<usize> = above().map(|p| p.from).collect();
    let mut ends: BTreeSet<usize> = above().map(|p| p.to).collect();
    let (mut met, mut all) = (0, 0);
    for row in rows {
        let values = || row.iter().filter(|p| is_value(page, p));
        if !ends.is_empty() {
            let below = |p: &&Piece| starts.contains(&p.from) || ends.contains(&p.to);
            met += values().filter(below).count();
            all += values().count();
        }
        starts.extend(values().map(|p| p.from));
        ends.extend(values().map(|p| p.to));
    }
    all > 0 && met * 5 >= all * 4
}

fn is_value(page: &Page, piece: &Piece) -> bool {
    signs::is_value(piece.cell.of(page.text))
}

/// Reads the rows from line `at` on; gives the line after them.
pub(super) fn take(page: &Page, at: usize, out: &mut Vec<Block>) -> usize {
    let end = end(page, at);
    let lines: Vec<&Line> = page.lines.iter().take(end).skip(at).collect();
    // quotation marks are wide in some fonts: the true width keeps the columns apart
    let drawn = [2, 1].map(|quote| drawn(page, &lines, quote));
    let [wide, narrow] = drawn.map(|rows| (Columns::of(page, &rows), rows));
    let (columns, rows) = match narrow.0.0.len() > wide.0.0.len() {
        true => narrow,
        false => wide,
    };
    let rows = lines.iter().zip(&rows).map(|(l, p)| columns.row(l, p));
    out.extend(super::table(rows.collect(), Marks::Rows));
    end
}

/// The line behind the last row. Between rows may stand lines of one cell.
fn end(page: &Page, at: usize) -> usize {
    let mut end = at + 1;
    for (next, line) in page.lines.iter().enumerate().skip(at + 1) {
        let inside = line.gap == 0 && line.shape == Shape::Plain;
        match inside && is_row(page, line) {
            true => end = next + 1,
            false if inside && page.is_loose(line) && !is_particular(page, line) => {}
            false => break,
        }
    }
    end
}

/// Two cells or more, and no sentence or line of particulars.
fn is_row(page: &Page, line: &Line) -> bool {
    let words = page.words(line);
    line.shape == Shape::Plain
        && line.span.len() <= LONGEST
        && !words.contains(['\u{3002}', '\u{ff1b}'])
        && !is_particular(page, line)
        && pieces(page, line, 1).len() > 1
}

/// What stands above a table: whose it is, in which unit.
fn is_particular(page: &Page, line: &Line) -> bool {
    let figure = || pieces(page, line, 1).iter().any(|p| is_value(page, p));
    page.words(line).contains(['\u{ff1a}', ':']) && !figure()
}

fn drawn(page: &Page, lines: &[&Line], quote: usize) -> Vec<Vec<Piece>> {
    lines.iter().map(|l| pieces(page, l, quote)).collect()
}

/// What two blanks or more part, with its place on the page.
fn pieces(page: &Page, line: &Line, quote: usize) -> Vec<Piece> {
    let mut found: Vec<Piece> = Vec::new();
    let base = line.span.start as usize;
    let (mut column, mut blanks) = (0usize, 2usize);
    for (at, c) in line.span.of(page.text).char_indices() {
        let next = column + width(c, quote);
        if c.is_whitespace() {
            blanks += 1;
        } else {
            let end = base + at + c.len_utf8();
            match found.last_mut().filter(|_| blanks < 2) {
                Some(last) => {
                    last.cell = Span::new(last.cell.start as usize, end);
                    last.to = next;
                }
                None => found.push(Piece {
                    cell: Span::new(base + at, end),
                    from: column,
                    to: next,
                }),
            }
            blanks = 0;
        }
        column = next;
    }
    found
}

/// How many columns a character takes.
fn width(c: char, quote: usize) -> usize {
    match c {
        '\u{0}'..='\u{10ff}' => 1,
        '\u{2010}'..='\u{203b}' => quote,
        _ => 2,
    }
}

/// Where the columns are, from left to right: from where to where each reaches.
struct Columns(Vec<(usize, usize)>);

impl Columns {
    fn of(page: &Page, rows: &[Vec<Piece>]) -> Columns {
        let value = |r: &&Vec<Piece>| r.iter().any(|p| is_value(page, p));
        let (body, heads): (Vec<_>, Vec<_>) = rows.iter().partition(value);
        let mut all: Vec<(usize, usize)> = body.into_iter().flatten().map(Piece::reach).collect();
        all.sort_unstable();
        let mut columns = Columns(Vec::new());
        for (from, to) in all {
            match columns.0.last_mut().filter(|last| from < last.1) {
                Some(last) => last.1 = last.1.max(to),
                None => columns.0.push((from, to)),
            }
        }
        for piece in heads.into_iter().flatten() {
            columns.add(piece.reach());
        }
        columns
    }

    /// Takes in a head or label.
    fn add(&mut self, (from, to): (usize, usize)) {
        let first = self.0.partition_point(|c| c.1 <= from);
        let behind = self.0.partition_point(|c| c.0 < to);
        match (behind.saturating_sub(first), self.0.get_mut(first)) {
            (0, _) => self.0.insert(first, (from, to)),
            (1, Some(column)) => *column = (column.0.min(from), column.1.max(to)),
            _ => {}
        }
    }

    /// A row with a cell for each column.
    fn row(&self, line: &Line, pieces: &[Piece]) -> Row {
        let mut at = Span::at(line.body.start as usize);
        let mut left = pieces.iter().peekable();
        let mut cells = Vec::new();
        for nth in 0..self.0.len() {
            let mut cell: Option<Span> = None;
            while let Some(piece) = left.next_if(|p| self.column(p) <= nth) {
                cell = Some(cell.map_or(piece.cell, |c| c.cover(piece.cell)));
            }
            let span = cell.unwrap_or(at);
            at = Span::at(span.end as usize);
            cells.push(Cell::new(span));
        }
        Row { cells }
    }

    fn column(&self, piece: &Piece) -> usize {
        self.0.partition_point(|c| c.1 <= piece.from)
    }
}

impl Piece {
    fn reach(&self) -> (usize, usize) {
        (self.from, self.to)
    }
}

#[cfg(test)]
mod tests {
    use crate::document::BlockKind;

    /// The rows of the tables of a text, cells parted by `|`.
    fn tables(text: &str) -> Vec<Vec<String>> {
        let blocks = super::super::layout(text).blocks;
        let tables = blocks.iter().filter_map(|b| match &b.kind {
            BlockKind::Table(table) => Some(&table.rows),
            _ => None,
        });
        let row = |r: &super::Row| -> String {
            let cells: Vec<&str> = r.cells.iter().map(|c| c.span.of(text)).collect();
            cells.join("|")
        };
        tables.map(|rows| rows.iter().map(row).collect()).collect()
    }

    #[test]
    fn blanks_keep_their_columns() {
        let text = "\
品名        上年                 本年
            小计    “甲”  乙     小计
苹果（斤）  3.00          3.00   4.00
梨          2.00    2.00         5.00
合计        5.00    2.00  3.00   9.00

品名  上年  本年  增减

　　注：没有。
";
        let found = tables(text);
        assert_eq!(found.len(), 2, "{found:?}");
        assert_eq!(found[0][2], "苹果（斤）|3.00||3.00|4.00");
        assert_eq!(found[0][3], "梨|2.00|2.00||5.00");
        assert_eq!(found[1], ["品名|上年|本年|增减"]);
    }

    #[test]
    fn words_apart_are_no_table() {
        let names = "张三    李四    王五    赵六\n钱七    孙八    周九    吴十\n";
        assert_eq!(tables(names), Vec::<Vec<String>>::new());
        let contents = "一、总体情况      1\n二、主动公开      3\n三、问题改进      5\n";
        assert_eq!(tables(contents), Vec::<Vec<String>>::new());
    }
}
