//! The syntax tree of expressions.

use crate::text::{Number, Span};
use serde::{Deserialize, Serialize};

/// An expression with its place in the expression's text.
#[derive(Clone, Debug, PartialEq)]
pub struct Expr {
    /// Bytes of the expression's text.
    pub span: Span,
    /// What it is.
    pub kind: ExprKind,
}

/// The kinds of expression.
#[derive(Clone, Debug, PartialEq)]
pub enum ExprKind {
    /// A literal number.
    Number(Number),
    /// A literal text.
    Text(String),
    /// A name, perhaps with a path: `year`, `申请.列`.
    Name(Path),
    /// Cells of a table: `申请[新收, *]`.
    Select {
        /// The table.
        table: Path,
        /// One pick for the rows, one for the columns.
        picks: Vec<Pick>,
    },
    /// A function call.
    Call {
        /// The function.
        name: String,
        /// Its arguments.
        args: Vec<Expr>,
    },
    /// `-x`.
    Minus(Box<Expr>),
    /// `not x`.
    Not(Box<Expr>),
    /// An operator between two expressions.
    Binary {
        /// The operator.
        op: Op,
        /// Left side.
        left: Box<Expr>,
        /// Right side.
        right: Box<Expr>,
    },
    /// `a < b <= c`: each neighbour is compared.
    Chain {
        /// The first operand.
        first: Box<Expr>,
        /// Each comparison with its right operand.
        rest: Vec<(Op, Expr)>,
    },
}

/// A dotted name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Path {
    /// Its text.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

/// Which rows or columns a selector means.
#[derive(Clone, Debug, PartialEq)]
pub struct Pick {
    /// The choice.
    pub kind: PickKind,
    /// What is left out of it.
    pub except: Vec<Path>,
    /// `where …`: the condition on each of them.
    pub filter: Option<Box<Expr>>,
}

/// The forms of choice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PickKind {
    /// `*`
    All,
    /// One row, one column, or a group.
    One(Path),
    /// `a..b`, both included.
    Range(Path, Path),
    /// `named x`: the row with the code or name that a value gives.
    Named(Path),
    /// A code or name in quotes.
    Text(String),
}

/// Infix operators.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Op {
    /// `implies`
    Implies,
    /// `or`
    Or,
    /// `and`
    And,
    /// `in`
    In,
    /// `==`
    Eq,
    /// `!=`
    Ne,
    /// `<=`
    Le,
    /// `>=`
    Ge,
    /// `<`
    Lt,
    /// `>`
    Gt,
    /// `+`
    Add,
    /// `-`
    Sub,
    /// `*`
    Mul,
    /// `/`
    Div,
}

/// `each = "列 in 申请.列"` or `each = "收到"`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Each {
    /// The name that is bound; `None` for the short form.
    pub name: Option<String>,
    /// The name that is bound to the columns of each row, where there is one.
    pub column: Option<String>,
    /// What is gone through.
    pub over: Path,
}

/// Why an expression does not parse.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExprError {
    /// Where, in the expression's text.
    pub span: Span,
    /// What was found there, and what would fit: tokens as they are typed. Empty when it is too long or too deep.
    pub expected: Vec<String>,
}

impl Op {
    /// A comparison that may be chained.
    pub fn compares(self) -> bool {
        matches!(self, Op::Eq | Op::Ne | Op::Le | Op::Ge | Op::Lt | Op::Gt)
    }

    /// As it is typed.
    pub fn symbol(self) -> &'static str {
        match self {
            Op::Implies => "implies",
            Op::Or => "or",
            Op::And => "and",
            Op::In => "in",
            Op::Eq => "=",
            Op::Ne => "≠",
            Op::Le => "≤",
            Op::Ge => "≥",
            Op::Lt => "<",
            Op::Gt => ">",
            Op::Add => "+",
            Op::Sub => "−",
            Op::Mul => "×",
            Op::Div => "÷",
        }
    }
}
