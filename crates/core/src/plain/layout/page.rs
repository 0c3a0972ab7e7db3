//! The lines of a text, seen together.

use super::line::{Line, Shape, lines};
use super::{chrome, comments, signs};
use crate::text::Span;

/// A text and its lines.
pub(super) struct Page<'t> {
    pub(super) text: &'t str,
    pub(super) lines: Vec<Line>,
    /// Comments, in order.
    pub(super) comments: Vec<Span>,
    /// Prose is indented by TABs: a TAB alone makes no cell.
    pub(super) indented: bool,
}

impl<'t> Page<'t> {
    /// Cuts a text into lines and settles what only their neighbours can tell.
    pub(super) fn new(text: &'t str) -> Self {
        let comments = comments::find(text);
        let mut lines = comments::apart(lines(text, &comments), &comments);
        let indented = indent_prose(text, &mut lines);
        settle_tabs(text, &mut lines);
        chrome::mark_page_counts(text, &mut lines);
        chrome::mark_running_heads(text, &mut lines);
        chrome::mark_bare_numbers(text, &mut lines);
        Page {
            text,
            lines,
            comments,
            indented,
        }
    }

    /// The words of a line.
    pub(super) fn words(&self, line: &Line) -> &'t str {
        line.body.of(self.text)
    }

    /// A plain line that may be a piece of a table's cell: short, no sentence, no chapter number.
    pub(super) fn is_loose(&self, line: &Line) -> bool {
        let words = self.words(line);
        line.shape == Shape::Plain && signs::is_short(words) && !signs::is_prose(words)
    }
}

/// Where most sentences stand behind a TAB, the TAB is an indent: such sentences are plain lines.
fn indent_prose(text: &str, lines: &mut [Line]) -> bool {
    let is_prose = |l: &&mut Line| signs::is_prose(l.body.of(text));
    let behind_tab = lines
        .iter_mut()
        .filter(|l| l.shape == Shape::Stacked)
        .filter(is_prose)
        .count();
    let plain = lines
        .iter_mut()
        .filter(|l| l.shape == Shape::Plain)
        .filter(is_prose)
        .count();
    if behind_tab < 2 || behind_tab <= plain {
        return false;
    }
    for line in lines
        .iter_mut()
        .filter(|l| l.shape == Shape::Stacked)
        .filter(is_prose)
    {
        line.shape = Shape::Plain;
    }
    true
}

/// Decides for each run of lines with TABs whether a line is a row or a cell: the majority wins. Short plain lines do
/// not end a run, since cells may be wrapped.
fn settle_tabs(text: &str, lines: &mut [Line]) {
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        if !line.shape.has_tabs() {
            at += 1;
            continue;
        }
        let (mut rows, mut cells, mut loose, mut end) = (0usize, 0usize, 0usize, at);
        for (next, line) in lines.iter().enumerate().skip(at) {
            if next > at && line.gap > 1 {
                break;
            }
            match line.shape {
                Shape::Tsv => rows += 1,
                Shape::Stacked => cells += 1,
                Shape::Plain if loose < 3 && signs::is_short(line.body.of(text)) => {
                    loose += 1;
                    continue;
                }
                _ => break,
            }
            (loose, end) = (0, next + 1);
        }
        let shape = if rows >= cells {
            Shape::Tsv
        } else {
            Shape::Stacked
        };
        for line in lines
            .iter_mut()
            .take(end)
            .skip(at)
            .filter(|l| l.shape.has_tabs())
        {
            line.shape = shape;
        }
        at = end;
    }
}
