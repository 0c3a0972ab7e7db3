//! What a check says about cells, as arithmetic: Σ coefficient · cell =, ≤, ≥, < or > a constant.
//!
//! Only what is linear is covered: sums, differences, multiples by a constant, compared with each other, joined by `and`.
//! [`Instance::whole`] says whether that is all that the check demands. A row that a report may leave out counts like
//! any other: in a sum its cells are zero when it is not there.

mod sum;
mod whole;

pub use sum::{Terms, add};
pub use whole::WholeSum;
pub(in crate::rule) use whole::{divisor, least_multiple};

use super::kinds::Check;
use super::model::{Each, Program, Rule, Tolerance};
use super::node::Node;
use crate::grammar::Op;
use crate::report::{AxisId, CellId, Form};
use crate::text::Number;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use sum::Reader;

/// How the two sides of a constraint stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Relation {
    /// `=`
    Equal,
    /// `≤`
    AtMost,
    /// `≥`
    AtLeast,
    /// `<`
    Below,
    /// `>`
    Above,
}

/// Σ coefficient · cell, against a constant.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Constraint {
    /// Coefficients, none of them zero.
    pub terms: Terms,
    /// How the sum stands to the constant.
    pub relation: Relation,
    /// The constant.
    pub constant: Number,
    /// What "equal" means.
    pub tolerance: Tolerance,
    /// Cells that one side adds more than once.
    pub repeated: BTreeSet<CellId>,
    /// Cells that stand on both sides and fall out.
    pub cancelled: BTreeSet<CellId>,
}

/// One evaluation of a rule.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Instance {
    /// The row or column that `each` binds.
    pub bound: Option<AxisId>,
    /// It holds only under a condition: a `when`, or words that must be found.
    pub conditional: bool,
    /// What it demands of cells.
    pub constraints: Vec<Constraint>,
    /// The same in whole numbers, one for each of them; `None` where those are too large.
    pub sums: Vec<Option<WholeSum>>,
    /// It demands nothing else.
    pub whole: bool,
    /// All cells that decide it, in order.
    reads: Vec<CellId>,
}

impl Relation {
    /// The relation of a comparison; `None` for `≠`.
    fn of(op: Op) -> Option<Self> {
        Some(match op {
            Op::Eq => Relation::Equal,
            Op::Le => Relation::AtMost,
            Op::Ge => Relation::AtLeast,
            Op::Lt => Relation::Below,
            Op::Gt => Relation::Above,
            _ => return None,
        })
    }

    /// The relation that holds where a comparison does not; `None` for `=`.
    fn against(op: Op) -> Option<Self> {
        Some(match op {
            Op::Ne => Relation::Equal,
            Op::Gt => Relation::AtMost,
            Op::Lt => Relation::AtLeast,
            Op::Ge => Relation::Below,
            Op::Le => Relation::Above,
            _ => return None,
        })
    }

    /// The same with both sides times minus one.
    pub fn flipped(self) -> Self {
        match self {
            Relation::Equal => Relation::Equal,
            Relation::AtMost => Relation::AtLeast,
            Relation::AtLeast => Relation::AtMost,
            Relation::Below => Relation::Above,
            Relation::Above => Relation::Below,
        }
    }

    /// Whether it holds between two numbers, exactly.
    pub fn holds(self, left: Number, right: Number) -> bool {
        match self {
            Relation::Equal => left.same(right),
            Relation::AtMost => left <= right,
            Relation::AtLeast => left >= right,
            Relation::Below => left < right,
            Relation::Above => left > right,
        }
    }
}

impl Constraint {
    /// An equation that holds exactly.
    pub fn equation(&self) -> bool {
        self.relation == Relation::Equal && self.tolerance == Tolerance::Exact
    }

    /// Whether it holds for all values of all cells, or for none; `None` where that depends on them.
    pub fn settled(&self) -> Option<bool> {
        let zero = Number::whole(0);
        let exact = self.tolerance == Tolerance::Exact || self.constant.same(zero);
        let empty = self.terms.is_empty() && exact;
        empty.then(|| self.relation.holds(zero, self.constant))
    }

    /// The same demand with 1 as first coefficient, so that equal demands are equal values. `None` where numbers
    /// become too large, and for a tolerance, which does not scale.
    pub fn normal(&self) -> Option<Self> {
        if self.tolerance != Tolerance::Exact {
            return None;
        }
        let first = self.terms.values().next().copied();
        let factor = Number::whole(1).checked_div(first.unwrap_or(Number::whole(1)))?;
        let mut terms = Terms::new();
        add(&mut terms, &self.terms, factor)?;
        Some(Constraint {
            terms,
            relation: match factor.is_negative() {
                true => self.relation.flipped(),
                false => self.relation,
            },
            constant: self.constant.checked_mul(factor)?,
            tolerance: self.tolerance,
            repeated: BTreeSet::new(),
            cancelled: BTreeSet::new(),
        })
    }
}

/// What a rule says about the cells of a form, one entry for each evaluation; read once for each program. Empty for rules
/// without an expression.
pub fn instances<'p>(rule: &Rule, program: &'p Program, form: &Form) -> &'p [Instance] {
    let read = || read(rule, program, form);
    program.instances.get_or_init(read)
}

fn read(rule: &Rule, program: &Program, form: &Form) -> Vec<Instance> {
    let Some(check) = &program.check else {
        return Vec::new();
    };
    let bound: Vec<Option<AxisId>> = match (&rule.check, &program.each) {
        (Check::Expression, Each::Rows { rows, .. }) => {
            rows.iter().map(|r| Some(AxisId::of(*r))).collect()
        }
        (Check::Expression, Each::Columns { columns, .. }) => {
            columns.iter().map(|c| Some(AxisId::of(*c))).collect()
        }
        _ => vec![None],
    };
    let words = matches!(rule.check, Check::Match(_));
    let found = words || matches!(program.each, Each::Mention(_) | Each::Sentence);
    let one = |bound: Option<AxisId>| {
        let reader = Reader::new(rule, program, form, bound);
        let mut constraints = Vec::new();
        let whole = demands(&reader, check, true, rule.tolerance, &mut constraints);
        let nodes = program.when.iter().chain([check]);
        Instance {
            bound,
            conditional: found || program.when.is_some(),
            sums: constraints.iter().map(WholeSum::of).collect(),
            constraints,
            whole,
            reads: reader.reads(nodes).into_iter().collect(),
        }
    };
    bound.into_iter().map(one).collect()
}

/// Reads what a rule says about the cells of each form of its kind, where verdicts rest on it, so that it is stored with the
/// rule.
pub fn prepare(rule: &Rule, forms: &[Form]) {
    for (program, form) in rule.programs.iter().zip(forms) {
        if let Some(program) = program.as_deref().filter(|p| is_of_cells(rule, p)) {
            instances(rule, program, form);
        }
    }
}

/// Whether the condition of a rule without an expression of its own rests on a cell.
pub(super) fn applies_by(rule: &Rule, program: &Program, form: &Form, cell: CellId) -> bool {
    let condition = program.when.as_ref().filter(|_| program.check.is_none());
    condition.is_some_and(|when| {
        let reader = Reader::new(rule, program, form, None);
        reader.reads([when].into_iter()).contains(&cell)
    })
}

/// Whether a rule is evaluated once for each of its instances: for rows or columns of a table, or once for a report.
pub(super) fn is_of_cells(rule: &Rule, program: &Program) -> bool {
    let each = matches!(
        program.each,
        Each::Once | Each::Rows { .. } | Each::Columns { .. }
    );
    each && matches!(rule.check, Check::Expression)
}

/// The value of an expression without cells.
pub fn constant(rule: &Rule, program: &Program, form: &Form, node: &Node) -> Option<Number> {
    let sum = Reader::new(rule, program, form, None).sum(node)?;
    sum.terms.is_empty().then_some(sum.constant)
}

/// Adds what a condition demands when it is to be true (or false). Says whether that is all of it.
fn demands(
    reader: &Reader<'_>,
    node: &Node,
    truth: bool,
    tolerance: Tolerance,
    out: &mut Vec<Constraint>,
) -> bool {
    match (node, truth) {
        (Node::Not(inner), _) => demands(reader, inner, !truth, tolerance, out),
        (Node::Binary(Op::And, left, right), true) | (Node::Binary(Op::Or, left, right), false) => {
            let whole = demands(reader, left, truth, tolerance, out);
            demands(reader, right, truth, tolerance, out) && whole
        }
        (Node::Binary(Op::Implies, left, right), false) => {
            let whole = demands(reader, left, true, tolerance, out);
            demands(reader, right, false, tolerance, out) && whole
        }
        (Node::Chain(first, rest), _) if truth || rest.len() == 1 => {
            let mut left = first.as_ref();
            let mut whole = true;
            for (op, right) in rest {
                let relation = match truth {
                    true => Relation::of(*op),
                    false => Relation::against(*op),
                };
                let found = relation.and_then(|r| reader.compare(left, r, right, tolerance));
                whole &= found.is_some();
                out.extend(found);
                left = right;
            }
            whole
        }
        _ => false,
    }
}
