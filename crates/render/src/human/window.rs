//! Which parts of a long line are shown: windows around the marked places, as wide as the terminal lets them be.

mod grow;

use std::ops::Range;

use super::pen::Pen;

/// A place on the line that is underlined. Marks of one line are sorted and do not overlap.
#[derive(Clone, Debug)]
pub(super) struct Mark {
    /// Offsets in the text.
    pub span: Range<usize>,
    /// Columns of the words under it.
    pub need: usize,
}

/// What is shown of a line.
#[derive(Clone, Debug)]
pub(super) struct Strip<'t> {
    pen: Pen,
    text: &'t str,
    line: Range<usize>,
    room: usize,
    parts: Vec<Part>,
    spots: Vec<Spot>,
    /// Text is left out after the last part.
    open_end: bool,
}

/// A run of the line that is shown.
#[derive(Clone, Debug)]
struct Part {
    span: Range<usize>,
    width: usize,
    /// Text is left out before it.
    open: bool,
    /// It is the end of a mark too long to show; the gap before it stays.
    tail: bool,
}

/// Where a mark came to lie.
#[derive(Clone, Debug)]
struct Spot {
    part: usize,
    /// Columns from the start of the part.
    column: usize,
    width: usize,
    /// Columns that have to be free for words under it.
    want: usize,
}

/// Columns of the arrow before the words under a mark.
pub(super) const ARROW: usize = 4;

impl<'t> Strip<'t> {
    /// Fits a line with its marks into `room` columns; `None` when there are too many marks.
    pub fn fit(
        pen: Pen,
        text: &'t str,
        line: Range<usize>,
        marks: &[Mark],
        room: usize,
    ) -> Option<Self> {
        let caret = marks.iter().any(|m| width_of(pen, text, &m.span) == 0);
        let room = room.saturating_sub(usize::from(caret));
        let count = marks.len().max(1);
        let dots = pen.columns(pen.ellipsis());
        let most = room.saturating_sub((count + 1) * dots) / count;
        // (columns for words, columns for a mark), from generous to tight
        let tries = [
            (room * 2 / 3, most),
            (room / 2, most),
            (room / 3, most),
            (room / 4, most),
            (room / 2, most / 2),
            (room / 3, most / 2),
            (room / 4, most / 2),
            (12, most / 2),
            (8, most / 4),
        ];
        tries.into_iter().find_map(|(want, most)| {
            let mut strip = Strip::cores(pen, text, line.clone(), marks, want, most.max(dots + 2));
            strip.room = room;
            strip.fits().then(|| {
                strip.grow();
                strip
            })
        })
    }

    /// The marks alone.
    fn cores(
        pen: Pen,
        text: &'t str,
        line: Range<usize>,
        marks: &[Mark],
        want: usize,
        most: usize,
    ) -> Self {
        let mut strip = Strip {
            pen,
            text,
            line,
            room: 0,
            parts: Vec::new(),
            spots: Vec::new(),
            open_end: false,
        };
        for mark in marks {
            strip.core(mark, want.min(mark.need), most);
        }
        if strip.parts.is_empty() {
            strip.part(strip.line.start..strip.line.start, false);
        }
        let shown = strip.parts.last().map_or(strip.line.end, |p| p.span.end);
        strip.open_end = shown < strip.line.end;
        strip
    }

    fn core(&mut self, mark: &Mark, want: usize, most: usize) {
        let part = self.parts.len();
        let width = width_of(self.pen, self.text, &mark.span);
        let drawn = if width > most {
            let keep = most.saturating_sub(self.pen.columns(self.pen.ellipsis()));
            let head = ahead(self.pen, self.text, &mark.span, keep.div_ceil(2));
            let tail = back(self.pen, self.text, &mark.span, keep / 2);
            self.part(mark.span.start..head, false);
            self.part(tail.max(head)..mark.span.end, true);
            self.parts.iter().skip(part).map(|p| p.width).sum::<usize>() + most - keep
        } else if mark.span.is_empty() {
            let next = self.slice(&(mark.span.start..self.line.end)).chars().next();
            let end = mark.span.start + next.map_or(0, char::len_utf8);
            self.part(mark.span.start..end, false);
            1
        } else {
            self.part(mark.span.clone(), false);
            width.max(1)
        };
        self.spots.push(Spot {
            part,
            column: 0,
            width: drawn,
            want,
        });
    }

    fn part(&mut self, span: Range<usize>, tail: bool) {
        let before = self.parts.last().map_or(self.line.start, |p| p.span.end);
        self.parts.push(Part {
            width: width_of(self.pen, self.text, &span),
            open: before < span.start,
            span,
            tail,
        });
    }

    fn slice(&self, span: &Range<usize>) -> &'t str {
        self.text.get(span.clone()).unwrap_or_default()
    }

    fn dots(&self) -> usize {
        self.pen.columns(self.pen.ellipsis())
    }

    /// The column where a part begins, behind its ellipsis.
    fn column_of(&self, part: usize) -> usize {
        let lead = |p: &Part| if p.open { self.dots() } else { 0 };
        let before = self.parts.iter().take(part);
        before.map(|p| lead(p) + p.width).sum::<usize>() + self.parts.get(part).map_or(0, lead)
    }

    /// The column of the arrow under a mark.
    fn arrow(&self, spot: &Spot) -> usize {
        self.column_of(spot.part) + spot.column + spot.width / 2
    }

    fn fits(&self) -> bool {
        let end = if self.open_end { self.dots() } else { 0 };
        self.column_of(self.parts.len()) + end <= self.room
            && self
                .spots
                .iter()
                .all(|s| s.want == 0 || self.arrow(s) + ARROW + s.want <= self.room)
    }

    /// The columns that are free for words under each mark.
    pub fn free(&self) -> Vec<usize> {
        let spots = self.spots.iter();
        spots
            .map(|s| self.room.saturating_sub(self.arrow(s) + ARROW))
            .collect()
    }

    /// Appends the line as it is shown and gives the range of each mark in `out`.
    pub fn draw(&self, marks: &[Mark], out: &mut String) -> Vec<Range<usize>> {
        let mut ranges: Vec<Range<usize>> = marks.iter().map(|_| out.len()..out.len()).collect();
        for part in &self.parts {
            if part.open {
                out.push_str(self.pen.ellipsis());
            }
            // at both ends of a part, too: of a mark that is too long no character may be shown, only the ellipsis
            let mut at = part.span.start;
            edges(marks, &mut ranges, at, out.len());
            for c in self.slice(&part.span).chars() {
                self.pen.put(c, out);
                at += c.len_utf8();
                edges(marks, &mut ranges, at, out.len());
            }
        }
        edges(marks, &mut ranges, self.line.end, out.len());
        if self.open_end {
            out.push_str(self.pen.ellipsis());
        } else if marks.iter().any(|m| m.span.end == self.line.end) {
            // a caret behind the last character needs a place
            out.push(' ');
        }
        ranges
    }
}

/// Marks that end or begin at an offset of the text end or begin `here`.
fn edges(marks: &[Mark], ranges: &mut [Range<usize>], at: usize, here: usize) {
    for (mark, range) in marks.iter().zip(ranges) {
        if mark.span.start == at {
            *range = here..here;
        } else if mark.span.end == at {
            range.end = here;
        }
    }
}

fn width_of(pen: Pen, text: &str, span: &Range<usize>) -> usize {
    pen.columns(text.get(span.clone()).unwrap_or_default())
}

/// The end of the characters from the start of `span` that take at most `columns`.
fn ahead(pen: Pen, text: &str, span: &Range<usize>, columns: usize) -> usize {
    let mut wide = 0;
    let shown = text.get(span.clone()).unwrap_or_default();
    let fitting = shown.chars().take_while(|c| {
        wide += pen.width(*c);
        wide <= columns
    });
    span.start + fitting.map(char::len_utf8).sum::<usize>()
}

/// The start of the characters before the end of `span` that take at most `columns`.
fn back(pen: Pen, text: &str, span: &Range<usize>, columns: usize) -> usize {
    let mut wide = 0;
    let shown = text.get(span.clone()).unwrap_or_default();
    let fitting = shown.chars().rev().take_while(|c| {
        wide += pen.width(*c);
        wide <= columns
    });
    span.end - fitting.map(char::len_utf8).sum::<usize>()
}
