//! What can be said about a kind and its rules before any report: rules that contradict each other, that say nothing,
//! that can never be broken, that name cells which are not there.
//!
//! The equations of a form are solved exactly ([`crate::rule::linear`]); nothing is guessed from samples. Whether two
//! rules conflict is asked only of demands that always hold: a `when`, words that must be found and tolerances are
//! left out.

mod contradiction;
mod degenerate;
mod elimination;
mod idle;
mod implied;
mod messages;
mod patterns;
mod selection;
mod settled;
mod system;

use crate::diagnostic::Severity;
use crate::report::{CellId, ColumnId, Form, Kind, RowId, TableId};
use crate::rule::Rule;
use crate::text::Number;
use elimination::Echelon;
use std::collections::BTreeSet;
use system::{FormClaims, System, systems};

/// Something about a rule or a form that its author should know.
#[derive(Clone, Debug, PartialEq)]
pub struct Remark {
    /// Id of the rule; `None` where it is about a form alone.
    pub rule: Option<String>,
    /// Ids of the other rules that have a part in it, in the order of the pack.
    pub others: Vec<String>,
    /// Id of the form; `None` where it is so in all forms of the rule.
    pub form: Option<String>,
    /// How grave it is.
    pub severity: Severity,
    /// What it is.
    pub what: What,
}

/// Kinds of remark. Cells are written as selectors: `table[row, column]`.
#[derive(Clone, Debug, PartialEq)]
pub enum What {
    /// No report can satisfy the rules together.
    Contradiction,
    /// With counts that are not below zero, the rules leave these cells one value.
    Fixed {
        /// The cells.
        cells: Vec<String>,
        /// The value.
        value: Number,
    },
    /// The rules together make two cells equal.
    Equal {
        /// The cells.
        cells: Vec<String>,
    },
    /// A sum counts these cells more than once.
    Repeated {
        /// The cells.
        cells: Vec<String>,
    },
    /// An equation has these cells on both sides.
    BothSides {
        /// The cells.
        cells: Vec<String>,
    },
    /// Everything that the rule demands follows from the others.
    Implied,
    /// Everything that the rule demands is demanded by the other.
    Duplicate,
    /// `check` is true whatever a report says.
    AlwaysTrue,
    /// `check` is false whatever a report says.
    AlwaysFalse,
    /// `when` is false whatever a report says.
    NeverApplies,
    /// The rule is for years that none of its forms is for.
    Years,
    /// The rule applies to no form.
    NoForm,
    /// A pattern matches where there is nothing.
    EmptyMatch {
        /// The pattern.
        pattern: String,
    },
    /// An exception takes away every match of a pattern.
    Excepted {
        /// The pattern.
        pattern: String,
        /// The exception.
        except: String,
    },
    /// `each` goes through no row or column.
    NoInstance {
        /// The table.
        table: String,
    },
    /// A selector leaves no cell.
    NoCell {
        /// The table.
        table: String,
    },
    /// The form does not have this cell.
    Missing {
        /// The cell.
        cell: String,
    },
    /// A group of rows or columns has no members.
    EmptyGroup {
        /// The table.
        table: String,
        /// The group.
        group: String,
    },
    /// The numbers of the form's equations became too large, or they are too many.
    GaveUp,
}

/// More equations of one form than this are not solved.
const MOST_EQUATIONS: usize = 400;

/// All remarks on a kind and its rules, in the order of the rules; those on forms come first.
pub fn audit(kind: &Kind, rules: &[Rule]) -> Vec<Remark> {
    let mut out = Remarks {
        rules,
        all: Vec::new(),
    };
    selection::groups(kind, &mut out);
    let forms = FormClaims::all(kind, rules);
    for at in 0..rules.len() {
        selection::find(kind, at, &mut out);
        patterns::find(at, &mut out);
        idle::find(at, &forms, &mut out);
    }
    let broken = out.named();
    let same = implied::duplicates(&forms, rules, &broken, &mut out);
    let left_out = broken.union(&same).copied().collect();
    let mut consistent = Vec::new();
    let mut all_solved = true;
    for form in &forms {
        for system in systems(form, rules, &left_out) {
            match solve(&system, &mut out) {
                Some(Some(echelon)) => consistent.push((system, echelon)),
                Some(None) => all_solved = false,
                None => {
                    all_solved = false;
                    out.form(system.form, What::GaveUp);
                }
            }
        }
    }
    if all_solved {
        implied::find(&consistent, rules.len(), &mut out);
    }
    out.sorted()
}

/// Solves a system and remarks on it. `Some(None)` when it has no solution, `None` when it cannot be determined.
fn solve(system: &System<'_>, out: &mut Remarks<'_>) -> Option<Option<Echelon>> {
    let equations = system.equations();
    if equations.len() > MOST_EQUATIONS {
        return None;
    }
    let echelon = Echelon::of(&equations)?;
    if contradiction::find(system, &echelon, out)? {
        return Some(None);
    }
    degenerate::find(system, &echelon, out)?;
    Some(Some(echelon))
}

/// A cell as people write it.
fn named(form: &Form, cell: CellId) -> String {
    let cell = form.at(cell);
    cell.map_or_else(String::new, |c| selector(form, (c.table, c.row, c.column)))
}

/// The same by table, row and column, which may have no cell.
fn selector(form: &Form, (table, row, column): (TableId, RowId, ColumnId)) -> String {
    let spec = form.tables.get(table);
    let id = |axis: Option<&crate::report::Axis>| axis.map(|a| a.id.clone()).unwrap_or_default();
    let table = spec.map(|t| t.id.as_str()).unwrap_or_default();
    let row = id(spec.and_then(|t| t.rows.get(row)));
    let column = id(spec.and_then(|t| t.columns.get(column)));
    format!("{table}[{row}, {column}]")
}

/// The remarks so far.
struct Remarks<'r> {
    rules: &'r [Rule],
    all: Vec<Remark>,
}

impl<'r> Remarks<'r> {
    fn id(&self, at: usize) -> Option<String> {
        self.rules.get(at).map(|r| r.id.clone())
    }

    /// A remark on a rule, with other rules that have a part in it.
    fn add(&mut self, rule: usize, others: BTreeSet<usize>, form: Option<&Form>, what: What) {
        let remark = Remark {
            rule: self.id(rule),
            others: others.into_iter().filter_map(|o| self.id(o)).collect(),
            form: form.map(|f| f.id.clone()),
            severity: what.severity(),
            what,
        };
        if !self.all.contains(&remark) {
            self.all.push(remark);
        }
    }

    /// A remark on several rules: it stands at the last one, which was probably written last.
    fn rules(&mut self, rules: &BTreeSet<usize>, form: Option<&Form>, what: What) {
        let mut others = rules.clone();
        if let Some(last) = others.pop_last() {
            self.add(last, others, form, what);
        }
    }

    /// A remark on a form alone.
    fn form(&mut self, form: &Form, what: What) {
        self.all.push(Remark {
            rule: None,
            others: Vec::new(),
            form: Some(form.id.clone()),
            severity: what.severity(),
            what,
        });
    }

    /// The rules that there are remarks on.
    fn named(&self) -> BTreeSet<usize> {
        let named = |rule: &Rule| {
            let id = Some(&rule.id);
            self.all.iter().any(|r| r.rule.as_ref() == id)
        };
        let all = self.rules.iter().enumerate();
        all.filter(|(_, r)| named(r)).map(|(at, _)| at).collect()
    }

    fn sorted(mut self) -> Vec<Remark> {
        let rules = self.rules;
        self.all.sort_by_key(|r| {
            rules
                .iter()
                .position(|rule| Some(&rule.id) == r.rule.as_ref())
        });
        self.all
    }
}

impl What {
    fn severity(&self) -> Severity {
        match self {
            What::Contradiction
            | What::AlwaysFalse
            | What::NoInstance { .. }
            | What::NoCell { .. }
            | What::Missing { .. }
            | What::EmptyGroup { .. } => Severity::Error,
            What::Implied | What::GaveUp => Severity::Info,
            _ => Severity::Warning,
        }
    }
}
