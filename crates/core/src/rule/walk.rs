//! Going through the nodes of an expression.

use super::free::FreeChoice;
use super::node::{Function, Node};

impl Node {
    /// Whether it comes to the same wherever in the report it is asked: what it reads does not hang on the match, the
    /// sentence, the row or the name at hand.
    pub fn is_about_report(&self) -> bool {
        let all = |nodes: &[Node]| nodes.iter().all(Node::is_about_report);
        match self {
            Node::Number(_)
            | Node::Text(_)
            | Node::Fact(_)
            | Node::MonthDay(..)
            | Node::Place(_)
            | Node::Pattern(_) => true,
            Node::Local(_) | Node::Mention(_) | Node::Cells { .. } | Node::Others { .. } => false,
            Node::Free { .. } | Node::Row(_) | Node::OfRow(_) | Node::Table(_) => false,
            Node::Param {
                by,
                by_class,
                default,
                ..
            } => {
                let by = by
                    .iter()
                    .all(|c| c.when.is_about_report() && c.value.is_about_report());
                let classes = by_class.iter().all(|(_, n)| n.is_about_report());
                by && classes && default.as_ref().is_none_or(|n| n.is_about_report())
            }
            Node::Call(
                Function::Says | Function::Values | Function::Share | Function::Change,
                _,
            ) => false,
            Node::Call(Function::Count | Function::Found, args) => match args.split_first() {
                Some((Node::Mention(_), rest)) => all(rest),
                _ => all(args),
            },
            Node::Call(_, args) => all(args),
            Node::Minus(inner) | Node::Not(inner) => inner.is_about_report(),
            Node::Binary(_, a, b) => a.is_about_report() && b.is_about_report(),
            Node::Chain(first, rest) => {
                first.is_about_report() && rest.iter().all(|(_, n)| n.is_about_report())
            }
        }
    }
}

impl FreeChoice {
    fn walk(&self, see: &mut impl FnMut(&Node)) {
        match self {
            FreeChoice::Named(inner) => inner.walk(see),
            FreeChoice::Where(of, condition) => {
                of.walk(see);
                condition.walk(see);
            }
            _ => {}
        }
    }
}

impl Node {
    /// Calls `see` for the node and every node below it that reads the report at hand, not those that read others.
    pub fn walk(&self, see: &mut impl FnMut(&Node)) {
        see(self);
        match self {
            Node::Call(_, args) => args.iter().for_each(|a| a.walk(see)),
            Node::Minus(inner) | Node::Not(inner) => inner.walk(see),
            Node::Free { rows, .. } => rows.walk(see),
            Node::Binary(_, left, right) => {
                left.walk(see);
                right.walk(see);
            }
            Node::Chain(first, rest) => {
                first.walk(see);
                rest.iter().for_each(|(_, n)| n.walk(see));
            }
            _ => {}
        }
    }
}
