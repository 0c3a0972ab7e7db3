//! Comments as in HTML and Markdown: no text of the report, wherever they stand.

use super::line::{Line, Shape, is_end};
use super::signs;
use crate::document::{Block, BlockKind};
use crate::text::Span;

const OPEN: &str = "<!--";
const CLOSE: &str = "-->";

/// The end of a comment.
struct Close {
    /// The byte behind it.
    end: usize,
    /// Nothing but white space stands behind it on its line.
    last: bool,
}

/// All comments: those within one line, and those of several lines that share none of them with text. Takes time linear
/// in the length of the text.
pub(super) fn find(text: &str) -> Vec<Span> {
    let (mut found, mut at) = (Vec::new(), 0);
    let mut close = Close {
        end: 0,
        last: false,
    };
    while let Some(start) = position(text, at, OPEN) {
        let inside = start + OPEN.len();
        if close.end < inside + CLOSE.len() {
            let Some(next) = position(text, inside, CLOSE) else {
                break;
            };
            let end = next + CLOSE.len();
            let behind = text.get(end..).unwrap_or_default();
            close = Close {
                end,
                last: is_blank(behind.chars()),
            };
        }
        let span = Span::new(start, close.end);
        let line_end = span.of(text).find(is_end);
        at = match line_end {
            // whatever else opens on this line does so behind text
            Some(line_end) if !(close.last && is_first(text, start)) => start + line_end,
            _ => {
                found.push(span);
                close.end
            }
        };
    }
    found
}

fn position(text: &str, from: usize, what: &str) -> Option<usize> {
    Some(from + text.get(from..)?.find(what)?)
}

/// Whether nothing but white space stands before a byte on its line.
fn is_first(text: &str, at: usize) -> bool {
    is_blank(text.get(..at).unwrap_or_default().chars().rev())
}

/// Whether nothing but white space comes before the end of the line; looks no further than it has to.
fn is_blank(mut chars: impl Iterator<Item = char>) -> bool {
    chars
        .find(|c| is_end(*c) || !c.is_whitespace())
        .is_none_or(is_end)
}

/// Lines with one line for each comment, however many it has.
pub(super) fn apart(lines: Vec<Line>, comments: &[Span]) -> Vec<Line> {
    if comments.is_empty() {
        return lines;
    }
    let mut kept: Vec<Line> = Vec::with_capacity(lines.len());
    let mut inside_until = 0;
    for mut line in lines {
        if line.body.start < inside_until {
            continue;
        }
        let after = comments.partition_point(|c| c.start <= line.body.start);
        let own = after.checked_sub(1).and_then(|at| comments.get(at));
        if let Some(comment) = own.filter(|c| c.end > line.body.end) {
            line.body = *comment;
            line.shape = Shape::Other;
            inside_until = comment.end;
        }
        kept.push(line);
    }
    kept
}

/// A span without comments and white space at either end; empty at its start when nothing else is in it.
pub(super) fn trim(text: &str, comments: &[Span], span: Span) -> Span {
    let mut rest = span;
    while !rest.is_empty() {
        let after = comments.partition_point(|c| c.start <= rest.start);
        let first = after.checked_sub(1).and_then(|at| comments.get(at));
        let before = comments.partition_point(|c| c.end < rest.end);
        let (start, end) = (rest.start as usize, rest.end as usize);
        let left = match (first, comments.get(before)) {
            (Some(c), _) if c.start == rest.start && c.end <= rest.end => {
                Span::new(c.end as usize, end)
            }
            (_, Some(c)) if c.end == rest.end && c.start >= rest.start => {
                Span::new(start, c.start as usize)
            }
            _ => return rest,
        };
        rest = signs::trim(text, left);
    }
    Span::at(span.start as usize)
}

/// Takes comments away from the ends of the cells of a table.
pub(super) fn uncover(text: &str, comments: &[Span], block: &mut Block) {
    let BlockKind::Table(table) = &mut block.kind else {
        return;
    };
    if comments.iter().any(|c| block.span.overlaps(*c)) {
        for cell in table.rows.iter_mut().flat_map(|r| &mut r.cells) {
            cell.span = trim(text, comments, cell.span);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_are_found_once() {
        let text = "甲<!-- a -->乙\n<!--\nb\n-->\n丙 <!-- x\n丁 --> <!-- c --><!--";
        let found = find(text);
        let words: Vec<&str> = found.iter().map(|c| c.of(text)).collect();
        assert_eq!(words, ["<!-- a -->", "<!--\nb\n-->", "<!-- c -->"]);
    }

    #[test]
    fn comments_at_the_ends_go() {
        let text = " <!-- a --> 甲 <!-- b --> 乙 <!-- c --><!-- d -->";
        let all = find(text);
        let left = trim(text, &all, Span::new(1, text.len()));
        assert_eq!(left.of(text), "甲 <!-- b --> 乙");
        let only = Span::new(1, 11);
        assert_eq!(trim(text, &all, only), Span::at(1));
    }
}
