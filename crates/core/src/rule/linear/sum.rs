//! Expressions as sums of multiples of cells.

use super::{Constraint, Relation};
use crate::grammar::Op;
use crate::report::{AxisId, CellId, ColumnId, Form, RowId, TableId};
use crate::rule::kinds::Check;
use crate::rule::model::{Each, Program, Rule, Tolerance};
use crate::rule::node::{Choice, Function, Node};
use crate::text::{Id, Number};
use std::collections::{BTreeMap, BTreeSet};

/// Coefficients of cells.
pub type Terms = BTreeMap<CellId, Number>;

/// Adds a multiple of a sum to another. `None` where a number becomes too large.
pub fn add<K: Ord + Copy>(
    into: &mut BTreeMap<K, Number>,
    other: &BTreeMap<K, Number>,
    factor: Number,
) -> Option<()> {
    let one = factor.same(Number::whole(1));
    for (key, coefficient) in other {
        let more = match one {
            true => *coefficient,
            false => coefficient.checked_mul(factor)?,
        };
        let before = into.get(key).copied().unwrap_or(Number::whole(0));
        let now = before.checked_add(more)?;
        match now.same(Number::whole(0)) {
            true => into.remove(key),
            false => into.insert(*key, now),
        };
    }
    Some(())
}

/// Σ coefficient · cell + constant.
#[derive(Clone)]
pub(super) struct Sum {
    pub terms: Terms,
    pub constant: Number,
    /// Cells that were added more than once.
    pub repeated: BTreeSet<CellId>,
}

impl Sum {
    fn constant(number: Number) -> Self {
        // the decimals of a literal mean nothing here, and equal numbers must be equal values
        let mut constant = number;
        constant.places = 0;
        Sum {
            terms: Terms::new(),
            constant,
            repeated: BTreeSet::new(),
        }
    }

    fn plus(mut self, other: &Sum, factor: Number) -> Option<Self> {
        let turned = factor.is_negative();
        for (cell, coefficient) in &other.terms {
            let below = coefficient.is_negative() != turned;
            let before = self.terms.get(cell);
            if before.is_some_and(|b| b.is_negative() == below) {
                self.repeated.insert(*cell);
            }
        }
        add(&mut self.terms, &other.terms, factor)?;
        let more = other.constant.checked_mul(factor)?;
        self.constant = self.constant.checked_add(more)?;
        self.repeated.extend(&other.repeated);
        Some(self)
    }

    fn times(&self, factor: Number) -> Option<Self> {
        Sum::constant(Number::whole(0)).plus(self, factor)
    }
}

/// Reads the expressions of one evaluation.
pub(super) struct Reader<'r> {
    rule: &'r Rule,
    program: &'r Program,
    form: &'r Form,
    bound: Option<AxisId>,
    /// Named values, each read once.
    lets: BTreeMap<&'r str, Option<Sum>>,
}

impl<'r> Reader<'r> {
    pub fn new(
        rule: &'r Rule,
        program: &'r Program,
        form: &'r Form,
        bound: Option<AxisId>,
    ) -> Self {
        let mut reader = Reader {
            rule,
            program,
            form,
            bound,
            lets: BTreeMap::new(),
        };
        for (name, node) in &program.lets {
            let sum = reader.sum(node);
            reader.lets.insert(name, sum);
        }
        reader
    }

    /// The constraint of a comparison.
    pub fn compare(
        &self,
        left: &Node,
        relation: Relation,
        right: &Node,
        tolerance: Tolerance,
    ) -> Option<Constraint> {
        let (left, right) = (self.sum(left)?, self.sum(right)?);
        let both = left.terms.keys().filter(|c| right.terms.contains_key(c));
        let both: BTreeSet<CellId> = both.copied().collect();
        let mut terms = left.terms;
        add(&mut terms, &right.terms, Number::whole(-1))?;
        Some(Constraint {
            cancelled: both
                .into_iter()
                .filter(|c| !terms.contains_key(c))
                .collect(),
            repeated: left.repeated.union(&right.repeated).copied().collect(),
            terms,
            relation,
            constant: right.constant.checked_sub(left.constant)?,
            tolerance,
        })
    }

    /// The sum that an expression is; `None` where it is none.
    pub fn sum(&self, node: &Node) -> Option<Sum> {
        match node {
            Node::Number(n) => Some(Sum::constant(*n)),
            Node::Cells { rows, columns, .. } => {
                let single = !rows.is_list() && !columns.is_list();
                // a single cell that the row does not have is no value; in a sum it is left out
                self.cells(node).filter(|s| single && !s.terms.is_empty())
            }
            Node::Local(name) if !self.taken(name) => self.lets.get(name.as_str())?.clone(),
            Node::Param {
                by,
                by_class,
                default,
                ..
            } if by.is_empty() && by_class.is_empty() => self.sum(default.as_deref()?),
            Node::Call(Function::Sum, args) => {
                let mut total = Sum::constant(Number::whole(0));
                for arg in args {
                    let part = self.cells(arg).or_else(|| self.sum(arg))?;
                    total = total.plus(&part, Number::whole(1))?;
                }
                Some(total)
            }
            Node::Minus(inner) => self.sum(inner)?.times(Number::whole(-1)),
            Node::Binary(op, left, right) => {
                let (left, right) = (self.sum(left)?, self.sum(right)?);
                let constant = |s: &Sum| s.terms.is_empty().then_some(s.constant);
                match op {
                    Op::Add => left.plus(&right, Number::whole(1)),
                    Op::Sub => left.plus(&right, Number::whole(-1)),
                    Op::Mul => match (constant(&left), constant(&right)) {
                        (_, Some(factor)) => left.times(factor),
                        (Some(factor), None) => right.times(factor),
                        (None, None) => None,
                    },
                    Op::Div => {
                        let one = Number::whole(1);
                        left.times(one.checked_div(constant(&right)?)?)
                    }
                    _ => None,
                }
            }
            _ => None,
        }
    }

    /// Names that stand before named values: what `each` binds and the groups of the pattern.
    fn taken(&self, name: &str) -> bool {
        let bound = match &self.program.each {
            Each::Rows { name: n, .. } | Each::Columns { name: n, .. } => n == name,
            Each::Free {
                name: n, column, ..
            } => n == name || column.as_ref().is_some_and(|c| c == name),
            _ => false,
        };
        let group = match &self.rule.check {
            Check::Match(matcher) => matcher
                .patterns
                .iter()
                .any(|p| p.names().any(|n| n == name)),
            _ => false,
        };
        bound || group
    }

    /// The sum of the cells of a selector, or of a name that stands for one.
    fn cells(&self, node: &Node) -> Option<Sum> {
        let node = match node {
            Node::Local(name) if !self.taken(name) => {
                let mut lets = self.program.lets.iter();
                lets.find(|(n, _)| n == name).map(|(_, n)| n)?
            }
            node => node,
        };
        let Node::Cells {
            table,
            rows,
            columns,
        } = node
        else {
            return None;
        };
        let mut total = Sum::constant(Number::whole(0));
        for cell in self.chosen(*table, rows, columns)? {
            match total.terms.get_mut(&cell) {
                Some(known) => {
                    *known = known.checked_add(Number::whole(1))?;
                    total.repeated.insert(cell);
                }
                None => drop(total.terms.insert(cell, Number::whole(1))),
            }
        }
        Some(total)
    }

    /// The cells of a selector, row by row, as far as the rows have them.
    fn chosen(
        &self,
        table: TableId,
        rows: &Choice<RowId>,
        columns: &Choice<ColumnId>,
    ) -> Option<Vec<CellId>> {
        let (rows, columns) = (self.indexes(rows)?, self.indexes(columns)?);
        let cell = |row: &RowId| {
            let row = *row;
            let all = columns.iter();
            all.filter_map(move |column| Some(self.form.cell(table, row, *column)?.id))
        };
        Some(rows.iter().flat_map(cell).collect())
    }

    /// All cells that decide the values of expressions.
    pub fn reads<'n>(&'n self, nodes: impl Iterator<Item = &'n Node>) -> BTreeSet<CellId> {
        let mut read = BTreeSet::new();
        let mut named = BTreeSet::new();
        let mut nodes: Vec<&Node> = nodes.collect();
        while let Some(node) = nodes.pop() {
            node.walk(&mut |node| match node {
                Node::Cells {
                    table,
                    rows,
                    columns,
                } => read.extend(self.chosen(*table, rows, columns).into_iter().flatten()),
                Node::Local(name) if named.insert(name.clone()) => {
                    let known = self.program.lets.iter().filter(|(n, _)| n == name);
                    nodes.extend(known.map(|(_, node)| node));
                }
                _ => {}
            });
        }
        read
    }

    fn indexes<I: Id>(&self, choice: &Choice<I>) -> Option<Vec<I>> {
        match choice {
            Choice::One(at) => Some(vec![*at]),
            Choice::Many(all) => Some(all.clone()),
            Choice::Bound(_) => Some(vec![self.bound?.to()]),
            Choice::Named(_, named) | Choice::Above(_, named) => {
                Some(vec![(*named.get(self.bound?)?)?])
            }
            // without parts nothing is asked
            Choice::Parts(_, parts) => parts.get(self.bound?).filter(|p| !p.is_empty()).cloned(),
        }
    }
}
