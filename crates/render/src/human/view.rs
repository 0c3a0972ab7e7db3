//! The source text of one finding as miette sees it: only the lines that are drawn, already cleaned and clipped.
//!
//! All boxes lie behind each other in one buffer. Asked for the context of a label, the view gives the whole box that
//! the label lies in; the place in its head is part of the name of the file. So the cost does not depend on where in the text a label lies.

mod elsewhere;

use std::fmt;
use std::ops::Range;

use miette::{LabeledSpan, MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};

use super::pen::Pen;
use super::plan::{Frame, Piece, Plan, Setting, need};
use super::window::{Mark, Strip};
use crate::columns::{clip_end, clip_start, width as columns, wrap};
use gouji_core::diagnostic::{Elsewhere, Severity};
use gouji_core::document::{Document, Spot};

/// A finding ready to be drawn.
#[derive(Debug)]
pub(super) struct Drawing {
    pub code: String,
    pub message: String,
    pub severity: Severity,
    /// The underlined places, in the order of the buffer.
    pub places: Vec<Underline>,
    pub view: View,
}

/// An underlined place.
#[derive(Debug)]
pub(super) struct Underline {
    /// Index of the label; `None` for a place in another file.
    pub label: Option<usize>,
    range: Range<usize>,
    words: String,
    anchor: bool,
}

/// The buffer with its boxes.
#[derive(Debug, Default)]
pub(super) struct View {
    buffer: String,
    sheets: Vec<Sheet>,
}

#[derive(Debug)]
struct Sheet {
    range: Range<usize>,
    /// From 0.
    first_line: usize,
    lines: usize,
    name: String,
}

/// Columns beside the line number: a blank, and the bar between blanks.
const GUTTER: usize = 4;
/// Columns of the name of the file that are left to it, however long the place is.
const FILE: usize = 12;

impl View {
    /// Lays out the boxes of a plan, then those of other files; labels for which there is no room are listed instead.
    pub fn build(
        setting: Setting<'_>,
        plan: &mut Plan,
        elsewhere: &[Elsewhere],
        width: usize,
    ) -> (View, Vec<Underline>) {
        let mut view = View::default();
        let mut places = Vec::new();
        for at in 0..plan.boxes.len() {
            while let Some(frame) = plan.boxes.get(at).cloned() {
                match Layout::new(setting, &frame, width) {
                    Ok(layout) => {
                        view.add(setting, &frame, layout, width, &mut places);
                        break;
                    }
                    Err(label) => plan.demote(label),
                }
            }
        }
        // a place without its line is listed under the boxes
        for other in elsewhere.iter().filter(|other| !other.text.is_empty()) {
            view.elsewhere(setting.pen, other, width, &mut places);
        }
        (view, places)
    }

    fn add(
        &mut self,
        setting: Setting<'_>,
        frame: &Frame,
        layout: Layout<'_>,
        width: usize,
        places: &mut Vec<Underline>,
    ) {
        let start = self.buffer.len();
        let lines = layout.rows.len();
        for row in layout.rows {
            let ranges = row.strip.draw(&row.marks, &mut self.buffer);
            let free = row.strip.free();
            self.buffer.push('\n');
            for ((piece, range), free) in row.pieces.into_iter().zip(ranges).zip(free) {
                let words = wrap(&piece.words, free).join("\n");
                places.push(Underline {
                    label: Some(piece.label),
                    range,
                    words,
                    anchor: piece.label == frame.anchor,
                });
            }
        }
        let (first, last) = frame.lines();
        self.sheets.push(Sheet {
            range: start..self.buffer.len(),
            first_line: numbered(setting.document, first),
            lines,
            name: name(
                setting.pen,
                &setting.document.name,
                &frame.head,
                digits(last),
                width,
            ),
        });
    }

    fn sheet(&self, span: &SourceSpan) -> Option<&Sheet> {
        let end = span.offset().saturating_add(span.len());
        let holds = |s: &&Sheet| s.range.contains(&span.offset()) && end <= s.range.end;
        self.sheets.iter().find(holds)
    }
}

/// The lines of a box, fitted to the terminal.
struct Layout<'t> {
    rows: Vec<Row<'t>>,
}

struct Row<'t> {
    strip: Strip<'t>,
    marks: Vec<Mark>,
    pieces: Vec<Piece>,
}

impl<'t> Layout<'t> {
    /// Fails with the label that has to go.
    fn new(setting: Setting<'t>, frame: &Frame, width: usize) -> Result<Self, usize> {
        let (first, last) = frame.lines();
        let room = width.saturating_sub(GUTTER + digits(last));
        let rows: Result<Vec<Row<'t>>, usize> = (first..=last)
            .map(|line| row(setting, frame, line, room))
            .collect();
        rows.map(|rows| Layout { rows })
    }
}

fn row<'t>(
    setting: Setting<'t>,
    frame: &Frame,
    line: usize,
    room: usize,
) -> Result<Row<'t>, usize> {
    let document = setting.document;
    let pieces: Vec<Piece> = frame.on(line).into_iter().cloned().collect();
    let marks: Vec<Mark> = pieces
        .iter()
        .map(|p| Mark {
            span: p.start..p.end,
            need: need(&p.words),
        })
        .collect();
    let span = document.lines.line_span(&document.text, line).range();
    match Strip::fit(setting.pen, &document.text, span, &marks, room) {
        Some(strip) => Ok(Row {
            strip,
            marks,
            pieces,
        }),
        None => Err(pieces
            .iter()
            .rev()
            .find(|p| p.label != frame.anchor)
            .map_or(frame.anchor, |p| p.label)),
    }
}

/// The name of the file, cut from the left where the head would not fit, and the place in it.
fn name(pen: Pen, file: &str, place: &str, digits: usize, width: usize) -> String {
    let room = width.saturating_sub(digits + GUTTER + 2);
    let gap = if place.starts_with(' ') { " " } else { "" };
    let place = clip_end(&pen.flat(place), room.saturating_sub(FILE), pen.ellipsis());
    let room = room.saturating_sub(columns(&place) + gap.len());
    clip_start(&pen.flat(file), room, pen.ellipsis()) + gap + &place
}

/// The number beside a line (from 0): its own in a text, else that of its paragraph, or of its row in the table.
fn numbered(document: &Document, line: usize) -> usize {
    let line_span = document.lines.line_span(&document.text, line);
    match document.locate(line_span.trim(&document.text).start).spot {
        Spot::Line(_) => line,
        Spot::Paragraph(n) | Spot::Cell { row: n, .. } => n.saturating_sub(1),
        Spot::Sheet(cell) => cell.row as usize,
    }
}

/// Digits of the number of a line that is counted from 0.
fn digits(line: usize) -> usize {
    (line + 1).to_string().len()
}

impl SourceCode for View {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        _before: usize,
        _after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let sheet = self.sheet(span).ok_or(MietteError::OutOfBounds)?;
        let bytes = self.buffer.as_bytes();
        let data = bytes.get(sheet.range.clone()).unwrap_or_default();
        let whole = SourceSpan::from(sheet.range.clone());
        Ok(Box::new(MietteSpanContents::new_named(
            sheet.name.clone(),
            data,
            whole,
            sheet.first_line,
            0,
            sheet.lines,
        )))
    }
}

impl fmt::Display for Drawing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Drawing {}

impl miette::Diagnostic for Drawing {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(&self.code))
    }

    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.severity {
            Severity::Error => miette::Severity::Error,
            Severity::Warning => miette::Severity::Warning,
            Severity::Info => miette::Severity::Advice,
        })
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        (!self.view.sheets.is_empty()).then_some(&self.view as &dyn SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        if self.places.is_empty() {
            return None;
        }
        Some(Box::new(self.places.iter().map(|place| {
            let words = Some(place.words.clone()).filter(|w| !w.is_empty());
            if place.anchor {
                LabeledSpan::new_primary_with_span(words, place.range.clone())
            } else {
                LabeledSpan::new_with_span(words, place.range.clone())
            }
        })))
    }
}
