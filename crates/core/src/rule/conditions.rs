//! Expressions that have a name: they stand wherever their name stands, with what the rule there binds.

use super::compile::{CompileError, Compiled, Fault, Names};
use super::node::Node;
use crate::grammar::{Expr, Path};
use std::cell::Cell;
use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;

/// An expression that has a name.
#[derive(Clone, Debug)]
pub struct Condition {
    /// How many were defined before it: only those it may name.
    pub nth: usize,
    /// Its text.
    pub text: String,
    /// Its syntax.
    pub syntax: Arc<Expr>,
}

/// All of them by their names.
pub type Conditions = BTreeMap<String, Condition>;

/// How many may stand in each other: the tree that comes of it is walked by functions that call themselves.
const DEPTH: usize = 3;
/// How long the texts may be that are put into the expressions of one rule for one form, in bytes.
const ROOM: usize = 32_768;

/// The conditions that may be named at a place: in a rule all, in a condition those before it.
#[derive(Clone, Debug)]
pub struct InCondition<'a> {
    all: &'a Conditions,
    /// How many of them, in the order in which they are defined.
    before: usize,
    /// How many may still stand in each other.
    depth: usize,
    room: Rc<Cell<usize>>,
}

impl<'a> InCondition<'a> {
    /// There are none.
    pub fn none() -> Self {
        static NONE: Conditions = BTreeMap::new();
        InCondition::of(&NONE)
    }

    /// All may be named.
    pub fn of(all: &'a Conditions) -> Self {
        InCondition {
            all,
            before: all.len(),
            depth: DEPTH,
            room: Rc::new(Cell::new(ROOM)),
        }
    }

    pub(super) fn get(&self, name: &str) -> Option<&'a Condition> {
        self.all.get(name).filter(|c| c.nth < self.before)
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &'a str> {
        let known = self.all.iter().filter(|(_, c)| c.nth < self.before);
        known.map(|(name, _)| name.as_str())
    }

    /// Those that may be named in one of these; `None` where too much would be put in.
    fn inside(&self, condition: &Condition) -> Option<Self> {
        let depth = self.depth.checked_sub(1)?;
        self.room
            .set(self.room.get().checked_sub(condition.text.len())?);
        Some(InCondition {
            before: condition.nth,
            depth,
            ..self.clone()
        })
    }
}

impl Names<'_> {
    /// Compiles a condition where its name stands.
    pub(super) fn condition(&self, path: &Path, condition: &Condition) -> Compiled<Node> {
        let Some(conditions) = self.conditions.inside(condition) else {
            return Err(CompileError::new(path.span, Fault::Conditions));
        };
        let names = Names {
            conditions,
            ..self.clone()
        };
        names.node(&condition.syntax).map_err(|error| CompileError {
            condition: error.condition.or_else(|| Some(path.text.clone())),
            ..error
        })
    }
}
