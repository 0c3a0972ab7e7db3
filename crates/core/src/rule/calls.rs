//! Calls of functions in expressions.

use super::compile::{CompileError, Compiled, Fault, Names, Wanted};
use super::node::{Function, Node};
use super::slips;
use crate::grammar::{Expr, ExprKind, Path};
use crate::text::Span;

impl Names<'_> {
    pub(super) fn call(&self, span: Span, name: &str, args: &[Expr]) -> Compiled<Node> {
        let plain = self.plain(name);
        let known = Function::ALL.iter().find(|(n, ..)| *n == plain);
        if known.is_none() && self.form.tables.iter().any(|t| t.id == name) {
            return Err(slips::round(span, name, args));
        }
        let Some((_, function, least, most)) = known else {
            let path = Path {
                text: name.to_owned(),
                span,
            };
            let names = Function::ALL.iter().map(|(n, ..)| *n);
            let all = names.chain(self.aliases.keys().map(String::as_str));
            return Err(self.unknown(&path, Wanted::Function, all));
        };
        if !(*least..=*most).contains(&args.len()) {
            return Err(CompileError::new(
                span,
                Fault::Arguments {
                    name: name.to_owned(),
                    takes: (*least, *most),
                },
            ));
        }
        if let (Function::Empty, [arg]) = (*function, args) {
            let ExprKind::Name(path) = &arg.kind else {
                return Err(self.unknown(
                    &Path {
                        text: name.to_owned(),
                        span,
                    },
                    Wanted::Table,
                    [],
                ));
            };
            let (table, _) = self.table(path)?;
            return Ok(Node::Call(Function::Empty, vec![Node::Table(table)]));
        }
        let mut nodes = args
            .iter()
            .map(|a| match function.takes_lists() {
                true => self.node(a),
                false => self.single(a),
            })
            .collect::<Compiled<Vec<_>>>()?;
        let words = match function {
            Function::Says => Some(0),
            Function::Has | Function::Matches => Some(1),
            _ => None,
        };
        if let Some(at) = words
            && let (Some(last), Some(arg)) = (nodes.get_mut(at), args.get(at))
            && let Node::Text(text) = last
        {
            let pattern = (self.pattern)(text)
                .map_err(|message| CompileError::new(arg.span, Fault::Pattern(message)))?;
            *last = Node::Pattern(pattern);
        }
        Ok(Node::Call(*function, nodes))
    }
}
