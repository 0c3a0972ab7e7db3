//! Places in a document, as people and programs read them.

use serde::Serialize;

use super::clamp;
use crate::document::Document;
use crate::text::Span;

/// `line:column` of the start of a span.
pub(super) fn at(document: &Document, span: Span) -> String {
    let at = document.position(clamp(&document.text, span).start);
    format!("{}:{}", at.line, at.column)
}

/// Where a span starts and ends, for programs.
#[derive(Serialize)]
pub(super) struct Range {
    start: Place,
    end: Place,
}

#[derive(Serialize)]
struct Place {
    line: u32,
    column: u32,
    offset: u32,
}

impl Range {
    /// The place of a span.
    pub fn new(document: &Document, span: Span) -> Self {
        let span = clamp(&document.text, span);
        Range {
            start: Place::new(document, span.start),
            end: Place::new(document, span.end),
        }
    }
}

impl Place {
    fn new(document: &Document, offset: u32) -> Self {
        let at = document.position(offset);
        Place {
            line: at.line,
            column: at.column,
            offset,
        }
    }
}
