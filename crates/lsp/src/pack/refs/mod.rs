//! The names that stand in the strings of packs, with what they may mean: in expressions, patterns, messages, cells.

mod expression;
mod texts;

pub use expression::{Mode, Within, arguments, called, expression, within};
pub use texts::{cell, drawing, each, label, lines, message, pattern, scope};

use gouji_core::text::Span;

/// A name in a string.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ref {
    /// Where it stands in the string.
    pub span: Span,
    /// What it may mean.
    pub what: What,
}

/// What a name may mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// A function.
    Function(String),
    /// A value, perhaps with dots; in a condition on rows of a table, one of theirs.
    Value(String, Option<String>),
    /// A table, perhaps of other reports (with dots).
    Table(String),
    /// A row (`true`) or column of a table, perhaps with dots.
    Line(String, bool, String),
    /// A row or column of a table: what a rule goes through.
    Over(String, String),
    /// A text that is compared with a value; in a condition on rows of a table, with one of theirs.
    Literal(String, String, Option<String>),
    /// A part of the text.
    Scope(String),
    /// A word list, or a type of group.
    List(String),
    /// A name that is bound here.
    Local(String),
}

impl Ref {
    fn new(start: usize, text: &str, what: What) -> Self {
        Ref {
            span: Span::new(start, start + text.len()),
            what,
        }
    }

    fn moved(mut self, by: usize) -> Self {
        self.span = Span::new(self.span.start as usize + by, self.span.end as usize + by);
        self
    }
}

/// Whether one of some names is bound there.
pub fn binds(refs: &[Ref], name: &str) -> bool {
    let is = |r: &Ref| match &r.what {
        What::Local(local) => local == name,
        // the short form binds what it goes through
        What::Over(_, line) => line == name,
        _ => false,
    };
    refs.iter().any(is)
}
