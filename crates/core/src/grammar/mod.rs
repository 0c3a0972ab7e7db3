//! Layer 2: characters → tokens. The only user of pest; its pairs never leave this folder.
//!
//! `grammar/report.pest` and `grammar/expr.pest` are normative. [`tokens`], [`opening`], [`cell`] and [`marks`] read
//! reports, [`expression`] and [`each`] read the expressions of rules.

mod ast;
mod expr;
mod numeral;
mod report;
mod scan;
#[cfg(test)]
mod tests;
mod token;
mod widths;

pub use ast::{Each, Expr, ExprError, ExprKind, Op, Path, Pick, PickKind};
pub use expr::{each, expression};
pub use numeral::written;
pub use report::{cell, marks, opening, tokens};
pub use token::{CellText, Numbering, Opening, Token, TokenKind};
