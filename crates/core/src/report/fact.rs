//! What a cell of a form holds in a document.

use super::cell_reading::CellReading;
use super::source_cells::SourceCell;
use crate::grammar::CellText;
use crate::text::{Number, Span};
use std::sync::Arc;

/// What one cell of the form holds.
#[derive(Clone, Debug)]
pub struct Fact {
    /// Its content.
    pub text: CellText,
    /// What stands in it.
    pub(super) reading: Arc<CellReading>,
    /// The word it holds, in a row that holds words: its text, or what was chosen.
    pub word: Option<Arc<str>>,
    /// Where it stands (empty span for a blank cell).
    pub span: Span,
    /// For a blank cell: what the sums of its table say it stands for.
    pub stands_for: Option<Number>,
}

impl Fact {
    /// Its folded text.
    pub fn folded(&self) -> &str {
        &self.reading.folded
    }

    /// Whether it is a number, or a sign that stands for zero.
    pub fn is_number(&self) -> bool {
        !matches!(self.text, CellText::Blank | CellText::Text)
    }

    /// The number that it stands for: itself, or zero for a sign that means none.
    pub fn number(&self) -> Option<Number> {
        match &self.text {
            CellText::Number { value, .. } => Some(*value),
            CellText::Dash | CellText::Nothing => Some(Number::whole(0)),
            CellText::Blank | CellText::Text => self.stands_for,
        }
    }

    /// Its number, where it is whole.
    pub(super) fn whole(&self) -> Option<i64> {
        match self.text {
            _ if self.word.is_some() => None,
            CellText::Number { value, .. } => i64::try_from(value.to_whole()?).ok(),
            CellText::Dash | CellText::Nothing => Some(0),
            CellText::Blank | CellText::Text => None,
        }
    }

    /// What stands in a cell.
    pub(super) fn of(cell: &SourceCell) -> Self {
        Fact::new(&cell.reading, cell.span)
    }

    /// What stands at a place.
    pub(super) fn new(reading: &Arc<CellReading>, span: Span) -> Self {
        Fact {
            text: reading.text.clone(),
            reading: Arc::clone(reading),
            word: None,
            span,
            stands_for: None,
        }
    }

    /// The blank cell behind a label that has no value.
    pub(super) fn blank_behind(label: &SourceCell) -> Self {
        let end = label.span.end as usize;
        Fact::new(&CellReading::known(""), Span::new(end, end))
    }

    /// Puts a number in its place.
    pub(super) fn fill(&mut self, value: Number) {
        *self = Fact::new(&CellReading::number(value), self.span);
    }
}
