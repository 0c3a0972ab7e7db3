//! Names → indexes: an expression is checked against the kind and the form when its pack loads.

use super::conditions::InCondition;
use super::model::Each;
use super::node::{Builtin, Node};
use super::select::Bound;
use super::slips::{self, misread};
use crate::grammar::{self, Expr, ExprKind, Op, Path};
use crate::report::{Form, Kind, MentionId, Scope, TableId, TableSpec};
use crate::text::{Pattern, Span, near};
use std::collections::BTreeMap;

/// What an expression may name.
#[derive(Clone)]
pub struct Names<'a> {
    /// The kind of report.
    pub kind: &'a Kind,
    /// The form.
    pub form: &'a Form,
    /// Parameters, compiled.
    pub params: &'a BTreeMap<String, Node>,
    /// Expressions that have a name.
    pub conditions: InCondition<'a>,
    /// Other spellings of built-in names, functions and axis words.
    pub aliases: &'a BTreeMap<String, String>,
    /// Compiles a pattern as the pack writes it, word lists put in.
    pub pattern: &'a dyn Fn(&str) -> Result<Pattern, String>,
    /// Names that the rule binds.
    pub locals: Vec<String>,
    /// Those of them that stand for a list of values.
    pub lists: Vec<String>,
    /// The name that is bound to rows or columns, if there is one.
    pub bound: Option<Bound>,
    /// The table of whose rows a condition is asked, with its index.
    pub of_row: Option<(TableId, &'a TableSpec)>,
}

/// What is wrong with an expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompileError {
    /// Where, in the expression's text.
    pub span: Span,
    /// What is wrong.
    pub fault: Fault,
    /// The name of the condition in whose text it is, if it is in one.
    pub condition: Option<String>,
}

impl CompileError {
    /// A fault at a place of the expression.
    pub fn new(span: Span, fault: Fault) -> Self {
        CompileError {
            span,
            fault,
            condition: None,
        }
    }
}

/// Kinds of fault in an expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It does not parse; what would fit.
    Syntax(Vec<String>),
    /// No such name; the nearest ones that there are.
    Unknown {
        /// What kind of name was expected.
        what: Wanted,
        /// The name.
        name: String,
        /// Names that look like it.
        near: Vec<String>,
    },
    /// Something of another notation: what stands there, and what to write.
    Slip(String, String),
    /// A function with too few or too many arguments.
    Arguments {
        /// The function.
        name: String,
        /// How many it takes, at least and at most.
        takes: (usize, usize),
    },
    /// A pattern that does not compile.
    Pattern(String),
    /// A list of values where one is needed.
    List,
    /// `where` behind something that is no list of rows that no form prescribes.
    Where,
    /// Conditions that name others, too many of them in each other or in all.
    Conditions,
    /// `.children` or `.parent` of rows or columns of which none is a part of another one.
    NoParts,
}

/// What kind of name was expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// A value.
    Value,
    /// A table.
    Table,
    /// A row of a table.
    Row,
    /// A column of a table.
    Column,
    /// A function.
    Function,
}

pub(super) type Compiled<T> = Result<T, CompileError>;

/// Parses the text of an expression, which may then be compiled for several forms.
pub fn syntax(text: &str) -> Result<Expr, CompileError> {
    grammar::expression(text).map_err(|e| misread(text, e))
}

impl<'a> Names<'a> {
    /// Compiles the text of an expression.
    pub fn expression(&self, text: &str) -> Compiled<Node> {
        self.compiled(&syntax(text)?)
    }

    /// Compiles an expression that was parsed.
    pub fn compiled(&self, expr: &Expr) -> Compiled<Node> {
        self.node(expr)
    }

    /// Compiles what a rule goes through.
    pub fn each(&self, text: &str) -> Compiled<Each> {
        let each = grammar::each(text).map_err(|e| misread(text, e))?;
        let over = &each.over;
        if self.plain(&over.text) == "sentence" {
            return Ok(Each::Sentence);
        }
        if let Some(at) = self.mention(&over.text) {
            return Ok(Each::Mention(at));
        }
        let (head, rest) = over.text.split_once('.').unwrap_or((&over.text, ""));
        let (table, spec) = self.table(&Path {
            text: head.to_owned(),
            span: over.span,
        })?;
        if let Some(free) = self.each_free(&each, (table, spec), rest) {
            return Ok(free);
        }
        let name = each.name.unwrap_or_else(|| rest.to_owned());
        match self.plain(rest) {
            "rows" => {
                return Ok(Each::Rows {
                    name,
                    table,
                    rows: spec.rows.ids().collect(),
                });
            }
            "columns" => {
                return Ok(Each::Columns {
                    name,
                    table,
                    columns: spec.columns.ids().collect(),
                });
            }
            _ => {}
        }
        let path = Path {
            text: rest.to_owned(),
            span: over.span,
        };
        let rows = (&spec.rows, spec.row_groups.as_slice());
        if let Ok(rows) = self.members(rows, &path, Wanted::Row) {
            return Ok(Each::Rows { name, table, rows });
        }
        let columns = (&spec.columns, spec.column_groups.as_slice());
        let columns = self.members(columns, &path, Wanted::Column)?;
        Ok(Each::Columns {
            name,
            table,
            columns,
        })
    }

    /// The English name behind an alias, or the name itself.
    pub(super) fn plain<'n>(&'n self, name: &'n str) -> &'n str {
        self.aliases.get(name).map_or(name, String::as_str)
    }

    fn mention(&self, name: &str) -> Option<MentionId> {
        self.kind.mentions.position(|m| m.id == name)
    }

    pub(super) fn node(&self, expr: &Expr) -> Compiled<Node> {
        Ok(match &expr.kind {
            ExprKind::Number(n) => Node::Number(*n),
            ExprKind::Text(t) => Node::Text(t.clone()),
            ExprKind::Name(path) => self.name(path)?,
            ExprKind::Select { table, picks } => self.select(expr.span, table, picks)?,
            ExprKind::Call { name, args } => self.call(expr.span, name, args)?,
            ExprKind::Minus(inner) => Node::Minus(Box::new(self.single(inner)?)),
            ExprKind::Not(inner) => Node::Not(Box::new(self.single(inner)?)),
            ExprKind::Binary { op, left, right } => {
                let right = match op {
                    Op::In => self.node(right)?,
                    _ => self.single(right)?,
                };
                Node::Binary(*op, Box::new(self.single(left)?), Box::new(right))
            }
            ExprKind::Chain { first, rest } => {
                let rest: Compiled<Vec<_>> = rest
                    .iter()
                    .map(|(op, e)| Ok((*op, self.single(e)?)))
                    .collect();
                Node::Chain(Box::new(self.single(first)?), rest?)
            }
        })
    }

    /// An expression that has to be one value.
    pub(super) fn single(&self, expr: &Expr) -> Compiled<Node> {
        let node = self.node(expr)?;
        match node.is_list(&self.lists) {
            true => Err(CompileError::new(expr.span, Fault::List)),
            false => Ok(node),
        }
    }

    pub(super) fn name(&self, path: &Path) -> Compiled<Node> {
        let name = path.text.as_str();
        let bound = self
            .bound
            .iter()
            .flat_map(|b| [Some(&b.name), b.column.as_ref()])
            .flatten();
        if let Some(part) = self.of_row(path).or_else(|| self.row_part(path)) {
            return Ok(part);
        }
        if self.locals.iter().chain(bound).any(|l| l == name) {
            return Ok(Node::Local(name.to_owned()));
        }
        if let Some(at) = self.mention(name) {
            return Ok(Node::Mention(at));
        }
        if let Some(node) = self.params.get(name) {
            return Ok(node.clone());
        }
        if let Some(condition) = self.conditions.get(name) {
            return self.condition(path, condition);
        }
        if let Some((which, rest)) = self.relation(name) {
            let rest = rest.map(|text| Path {
                text: text.to_owned(),
                span: path.span,
            });
            return match rest {
                Some(rest) => self.others(which, |names| names.name(&rest)),
                None => Ok(Node::Others {
                    which,
                    by_form: Vec::new(),
                }),
            };
        }
        let plain = self.plain(name);
        if let Some((_, builtin)) = Builtin::ALL.iter().find(|(n, _)| *n == plain) {
            return Ok(Node::Fact(*builtin));
        }
        if let Some(scope) = scope(self.kind, plain) {
            return Ok(Node::Place(vec![scope]));
        }
        Err(match slips::dotted(path, self.form) {
            Some(slip) => slip,
            None => self.unknown(path, Wanted::Value, self.values()),
        })
    }

    fn values(&self) -> Vec<&str> {
        let mut all: Vec<&str> = self
            .locals
            .iter()
            .chain(self.bound.iter().map(|b| &b.name))
            .map(String::as_str)
            .collect();
        let asked = self.of_row.iter().flat_map(|(_, spec)| &spec.columns);
        all.extend(asked.map(|c| c.id.as_str()));
        all.extend(self.kind.mentions.iter().map(|m| m.id.as_str()));
        all.extend(self.params.keys().map(String::as_str));
        all.extend(self.conditions.names());
        all.extend(Builtin::ALL.iter().map(|(n, _)| *n));
        all.extend(self.aliases.keys().map(String::as_str));
        all.extend(self.kind.sections.iter().map(|s| s.id.as_str()));
        all.extend(self.kind.zones.iter().map(|z| z.id.as_str()));
        all
    }

    pub(super) fn unknown<'n>(
        &self,
        path: &Path,
        what: Wanted,
        all: impl IntoIterator<Item = &'n str>,
    ) -> CompileError {
        CompileError::new(
            path.span,
            Fault::Unknown {
                what,
                name: path.text.clone(),
                near: near(&path.text, all),
            },
        )
    }
}

/// The part of the text that a name means.
pub fn scope(kind: &Kind, name: &str) -> Option<Scope> {
    match name {
        "head" => return Some(Scope::Head),
        "tail" => return Some(Scope::Tail),
        "headings" => return Some(Scope::Headings),
        _ => {}
    }
    let zone = kind.zones.position(|z| z.id == name).map(Scope::Zone);
    kind.section(name).map(Scope::Section).or(zone)
}
