//! Conditions that are true or false whatever a report says.

use crate::grammar::Op;
use crate::report::Form;
use crate::rule::linear::{Relation, constant};
use crate::rule::{Node, Program, Rule, Tolerance};
use std::cmp::Ordering;

/// Whether a condition is always true or always false; `None` where that depends on the report.
pub(super) fn settled(rule: &Rule, program: &Program, form: &Form, node: &Node) -> Option<bool> {
    let of = |node: &Node| settled(rule, program, form, node);
    match node {
        Node::Not(inner) => of(inner).map(|b| !b),
        Node::Binary(Op::And, left, right) => either(of(left), of(right), false),
        Node::Binary(Op::Or, left, right) => either(of(left), of(right), true),
        Node::Binary(Op::Implies, left, right) => either(of(left).map(|b| !b), of(right), true),
        Node::Chain(first, rest) => {
            let mut left = first.as_ref();
            let mut all = Some(true);
            for (op, right) in rest {
                let order = match same(left, right) {
                    true => Some(Ordering::Equal),
                    false => order(rule, program, form, left, right),
                };
                all = either(all, order.map(|o| holds(*op, o)), false);
                left = right;
            }
            all
        }
        _ => None,
    }
}

/// One side that has the value `deciding` decides alone.
fn either(left: Option<bool>, right: Option<bool>, deciding: bool) -> Option<bool> {
    match (left, right) {
        (Some(b), _) | (_, Some(b)) if b == deciding => Some(deciding),
        (Some(_), Some(_)) => Some(!deciding),
        _ => None,
    }
}

fn order(
    rule: &Rule,
    program: &Program,
    form: &Form,
    left: &Node,
    right: &Node,
) -> Option<Ordering> {
    if let (Node::Text(a), Node::Text(b)) = (left, right) {
        return Some(a.cmp(b));
    }
    if rule.tolerance != Tolerance::Exact {
        return None;
    }
    let value = |node: &Node| constant(rule, program, form, node);
    value(left)?.partial_cmp(&value(right)?)
}

fn holds(op: Op, order: Ordering) -> bool {
    match op {
        Op::Eq => order == Ordering::Equal,
        Op::Ne => order != Ordering::Equal,
        Op::Le => order != Ordering::Greater,
        Op::Ge => order != Ordering::Less,
        Op::Lt => order == Ordering::Less,
        _ => order == Ordering::Greater,
    }
}

/// Whether two expressions are the same, and so have one value.
fn same(a: &Node, b: &Node) -> bool {
    let all =
        |a: &[Node], b: &[Node]| a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b));
    match (a, b) {
        (Node::Number(a), Node::Number(b)) => Relation::Equal.holds(*a, *b),
        (Node::Text(a), Node::Text(b)) | (Node::Local(a), Node::Local(b)) => a == b,
        (Node::Param { name: a, .. }, Node::Param { name: b, .. }) => a == b,
        (Node::Mention(a), Node::Mention(b)) => a == b,
        (Node::Fact(a), Node::Fact(b)) => a == b,
        (Node::MonthDay(m, d), Node::MonthDay(n, e)) => (m, d) == (n, e),
        (Node::Place(a), Node::Place(b)) => a == b,
        (Node::Pattern(a), Node::Pattern(b)) => a.source() == b.source(),
        (Node::Call(f, a), Node::Call(g, b)) => f == g && all(a, b),
        (Node::Minus(a), Node::Minus(b)) | (Node::Not(a), Node::Not(b)) => same(a, b),
        (Node::Binary(f, a, b), Node::Binary(g, c, d)) => f == g && same(a, c) && same(b, d),
        (
            Node::Cells {
                table: s,
                rows: a,
                columns: b,
            },
            Node::Cells {
                table: t,
                rows: c,
                columns: d,
            },
        ) => s == t && a == c && b == d,
        _ => false,
    }
}
