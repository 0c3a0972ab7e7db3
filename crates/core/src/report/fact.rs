//! What a cell of a form holds in a document.

use super::pieces::Piece;
use crate::grammar::CellText;
use crate::text::{Number, Span};

/// What one cell of the form holds.
#[derive(Clone, Debug)]
pub struct Fact {
    /// Its content.
    pub text: CellText,
    /// Its folded text.
    pub folded: String,
    /// The word it holds, in a row that holds words: its text, or what was chosen.
    pub word: Option<String>,
    /// Where it stands (empty span for a blank cell).
    pub span: Span,
    /// For a blank cell: what the sums of its table say it stands for.
    pub stands_for: Option<Number>,
}

impl Fact {
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

    /// What stands in a piece.
    pub(super) fn of(piece: &Piece) -> Self {
        Fact {
            text: piece.text.clone(),
            folded: piece.folded.clone(),
            word: None,
            span: piece.span,
            stands_for: None,
        }
    }

    /// The blank cell behind a label that has no value.
    pub(super) fn blank_behind(label: &Piece) -> Self {
        Fact {
            text: CellText::Blank,
            folded: String::new(),
            word: None,
            span: Span::new(label.span.end as usize, label.span.end as usize),
            stands_for: None,
        }
    }

    /// Puts a number in its place.
    pub(super) fn fill(&mut self, value: Number) {
        self.folded = value.to_string();
        self.word = None;
        self.stands_for = None;
        self.text = CellText::Number { value, unit: false };
    }
}
