//! Boxes of places in other files: one line each, behind the boxes of the finding's own text.

use std::ops::Range;
use std::slice;

use super::{GUTTER, Sheet, Underline, View, digits, name};
use crate::columns::wrap;
use crate::human::pen::Pen;
use crate::human::plan::need;
use crate::human::window::{Mark, Strip};
use gouji_core::diagnostic::Elsewhere;

impl View {
    /// Lays out the box of one such place. A place alone on its line always finds room.
    pub(super) fn elsewhere(
        &mut self,
        pen: Pen,
        other: &Elsewhere,
        width: usize,
        places: &mut Vec<Underline>,
    ) {
        let text = other.text.trim_end_matches(['\r', '\n']);
        let words = pen.clean(other.message.trim());
        let line = other.line.saturating_sub(1);
        let mark = Mark {
            span: covered(text, other),
            need: need(&words),
        };
        let marks = slice::from_ref(&mark);
        let room = width.saturating_sub(GUTTER + digits(line));
        let Some(strip) = Strip::fit(pen, text, 0..text.len(), marks, room) else {
            return;
        };
        let start = self.buffer.len();
        let ranges = strip.draw(marks, &mut self.buffer);
        self.buffer.push('\n');
        for (range, free) in ranges.into_iter().zip(strip.free()) {
            places.push(Underline {
                label: None,
                range,
                words: wrap(&words, free).join("\n"),
                anchor: true,
            });
        }
        let place = format!(":{}:{}", other.line.max(1), other.column.max(1));
        self.sheets.push(Sheet {
            range: start..self.buffer.len(),
            first_line: line,
            lines: 1,
            name: name(pen, &other.path, &place, digits(line), width),
        });
    }
}

/// The bytes of the line that the place covers, as far as the line goes.
fn covered(text: &str, other: &Elsewhere) -> Range<usize> {
    let byte = |nth: usize| {
        let at = text.char_indices().nth(nth);
        at.map_or(text.len(), |(at, _)| at)
    };
    let first = other.column.saturating_sub(1);
    byte(first)..byte(first.saturating_add(other.length.max(1)))
}
