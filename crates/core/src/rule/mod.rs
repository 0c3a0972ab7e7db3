//! Layer 4: rules and what comes of them.
//!
//! A [`Rule`] is compiled from a pack against the names of its kind ([`Names`]); [`evaluate`] gives its
//! [`Verdict`]s on a report. The set of checks is closed, one file each in `check/`; the set of rules is open. An
//! evaluation ends in one of four ways ([`Outcome`]); there is no silent skip.
//!
//! There is one evaluation, generic over who listens (`record`): checks say what they read, and [`trace()`] keeps it for
//! each verdict by its index. A new check says it likewise, in the file in which it is made.

mod arithmetic;
mod calls;
mod case;
mod check;
mod comparison;
mod compile;
mod conditions;
mod eval;
mod free;
mod functions;
mod grouped;
mod kinds;
pub mod linear;
pub mod localise;
mod lookup;
mod message;
mod model;
mod mutation;
mod node;
mod others;
mod printed;
mod reads;
mod record;
mod select;
mod select_free;
mod select_parts;
mod slips;
mod stated;
mod totals;
mod trace;
mod value;
mod verdict;
mod walk;
mod words;

pub use case::{
    Case, CaseEdit, CaseFailure, CasePlace, CaseResult, CaseRole, Expect, Expected, Found,
};
pub use check::evaluate;
pub use comparison::Compared;
pub use compile::{CompileError, Fault, Names, Wanted, scope, syntax};
pub use conditions::{Condition, Conditions, InCondition};
pub use free::{FreeChoice, OfRow, RowPart};
pub use kinds::{
    Breakdown, CellFault, Check, Copied, CopiedFrom, LabelFault, SectionFault, SumFault,
    TableFault, Term, Topic, TopicFault,
};
pub use model::{Each, FixSpec, Place, Program, Rule, Tolerance, names};
pub use mutation::{Mutated, Mutation};
pub use node::{Builtin, Choice, Conditional, Function, Node};
pub use select::Bound;
pub use totals::{Addition, Total, additions, totals};
pub use trace::{Read, Role, Seen, Skip, Source, TableRow, Trace, Traced, trace};
pub use value::{Day, Reason, Unknown};
pub use verdict::{Finding, Outcome, Verdict, label};
