//! `empty(table)`: whether a table that is there holds no number but zero.

use crate::grammar::CellText;
use crate::report::{Fact, Holds, RowFacts, RowState, TableFacts, TableId, TableSpec};
use crate::rule::eval::{Eval, EvalResult};
use crate::rule::record::Recorder;
use crate::rule::value::{Evaluated, Reason, Value};
use crate::text::{Number, Span};

impl<'e, R: Recorder> Eval<'e, R> {
    /// Whether a table holds no number but zero. Where something stands in it that could not be read, nobody knows.
    pub(super) fn is_empty(&mut self, table: TableId) -> EvalResult<'e> {
        let (spec, facts) = self.grid(table)?;
        let fixed = facts.rows.iter().filter(|r| r.state == RowState::Read);
        let free = facts.free.iter().flat_map(|r| &r.cells);
        let counts = |fact: &&Fact| fact.number().is_some_and(|n| !n.same(Number::whole(0)));
        let first = fixed.flat_map(|r| &r.cells).chain(free).find(counts);
        if let (None, Some(place)) = (first, unread(spec, facts)) {
            return Err(Reason::Unread(spec.title.clone()).at(place));
        }
        let place = first.map(|f| f.span).or(facts.span);
        Ok(Evaluated::plain(Value::Bool(first.is_none())).of(place, Vec::new()))
    }
}

/// The first thing in a table that could not be read: a row whose columns nobody knows, or words in the place of a number.
fn unread(spec: &TableSpec, facts: &TableFacts) -> Option<Span> {
    let words = |cells: &[Fact], label: Option<Span>| {
        // a remark that covers its row is the label, too
        let mut cells = cells.iter().filter(|f| Some(f.span) != label);
        cells.find(|f| f.text == CellText::Text).map(|f| f.span)
    };
    let fixed = spec.rows.iter().zip(&facts.rows);
    let mut fixed = fixed.filter(|(axis, _)| axis.holds == Holds::Number);
    let mut free = facts.free.iter();
    let torn = |row: &RowFacts| match row.state {
        RowState::Short(1..) | RowState::Long(_) | RowState::Glued => row.label.or(facts.span),
        _ => None,
    };
    // rows of a grid have said already what was not read of them
    let torn = |row: &RowFacts| torn(row).filter(|_| spec.grid.is_none());
    let of_row = |row: &RowFacts| words(row.cells.as_slice(), row.label).or_else(|| torn(row));
    let found = facts.unread.or_else(|| fixed.find_map(|(_, r)| of_row(r)));
    found.or_else(|| free.find_map(|r| words(r.cells.as_slice(), Some(r.span))))
}
