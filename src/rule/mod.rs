//! Layer 4: rules and what comes of them.
//!
//! A [`Rule`] is compiled from a pack against the names of its kind ([`Names`]); [`evaluate`] gives its
//! [`Verdict`]s on a report. The set of checks is closed, one file each in `check/`; the set of rules is open. An
//! evaluation ends in one of four ways ([`Outcome`]); there is no silent skip.

mod check;
mod compile;
mod eval;
mod functions;
mod model;
mod node;
mod value;
mod verdict;

pub use check::evaluate;
pub use compile::{CompileError, Fault, Names, Wanted, near, scope};
pub use eval::Comparison;
pub use model::{
    Breakdown, Case, CaseEdit, CellFault, Check, Each, Expect, FixSpec, LabelFault, Program, Rule,
    SectionFault, SumFault, TableFault, Term, Tolerance, Topic, TopicFault, Words,
};
pub use node::{Builtin, Choice, Function, Node};
pub use value::{Day, Operand, Reason, Unknown, Value};
pub use verdict::{Finding, Outcome, Verdict};
