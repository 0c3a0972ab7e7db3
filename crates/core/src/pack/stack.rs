//! The packs of one kind, one on top of the other.

use super::catalogue::Pack;
use super::config_layer::{PathSection, SeverityOverride, TopLayer};
use super::messages::Say;
use crate::fields::{At, Fields, Origin, Wrong, first_here};
use crate::rule::{Builtin, Function, Rule};
use std::collections::BTreeMap;
use std::rc::Rc;

/// A pack with its files.
#[derive(Clone)]
pub(super) struct Layer<'f, 's> {
    pub pack: &'f Pack,
    pub files: Vec<&'f Fields<'f, 's>>,
}

/// Packs of one kind, the lowest first.
#[derive(Clone)]
pub(super) struct Stack<'f, 's> {
    pub layers: Vec<Layer<'f, 's>>,
    /// The first layer whose files are read.
    first: usize,
    /// What a configuration says on top of all.
    pub top: Rc<[PathSection<'f, 's>]>,
}

impl<'f, 's> Stack<'f, 's> {
    pub fn new(layers: Vec<Layer<'f, 's>>) -> Self {
        Stack {
            layers,
            first: 0,
            top: Rc::default(),
        }
    }

    /// The stack under the layers of a configuration.
    pub fn under(mut self, top: &'f TopLayer, root: &'f Fields<'f, 's>) -> Self {
        let (layers, chapters) = top.layers(self.layers.len(), root);
        self.layers.extend(layers);
        self.top = chapters.into();
        self
    }

    /// The stack, of which only what stands above a layer is read.
    pub fn above(&self, layer: usize) -> Self {
        let mut above = self.clone();
        above.first = layer + 1;
        above
    }

    /// The files that are read, with the index of their layer.
    pub fn files(&self) -> impl Iterator<Item = (usize, &'f Fields<'f, 's>)> {
        let layers = self.layers.iter().enumerate().skip(self.first);
        layers.flat_map(|(at, l)| l.files.iter().map(move |f| (at, *f)))
    }

    /// All tables of a list, with the index of their layer.
    pub fn tables(&self, key: &'static str) -> Vec<(usize, Fields<'f, 's>)> {
        let one = |(at, file): (usize, &'f Fields<'f, 's>)| {
            file.tables(key).into_iter().map(move |t| (at, t))
        };
        self.files().flat_map(one).collect()
    }

    /// All tables under the names of a table, with the index of their layer.
    pub fn named(&self, key: &'static str) -> Vec<(usize, At<String>, Fields<'f, 's>)> {
        let one = |(at, file): (usize, &'f Fields<'f, 's>)| {
            let table = file.table(key);
            let all = table.map(|t| t.named_tables()).unwrap_or_default();
            all.into_iter().map(move |(name, t)| (at, name, t))
        };
        self.files().flat_map(one).collect()
    }

    /// Whether a layer is the other one or lies under it: the other one builds on it and knows what it says.
    pub fn knows(&self, upper: usize, lower: usize) -> bool {
        let pack = |at: usize| self.layers.get(at).map(|l| l.pack);
        match (pack(upper), pack(lower)) {
            (Some(upper), Some(lower)) => upper.is_or_extends(&lower.id),
            _ => false,
        }
    }

    /// What the layers of a configuration set for a rule, the lowest first.
    pub fn gradings(&self, rule: &Rule) -> Vec<SeverityOverride<'f, 's>> {
        let named = |c: &PathSection<'f, 's>| rule.ids().find_map(|id| c.grading(id));
        let all = self.top.iter().filter_map(named);
        all.collect()
    }

    /// The id of the pack of a layer.
    pub fn id(&self, layer: usize) -> &'f str {
        self.layers.get(layer).map_or("", |l| &l.pack.id)
    }
}

/// What a name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Space {
    Section,
    Zone,
    Mention,
    Param,
    Alias,
    Condition,
    Words,
    Rule,
}

impl Space {
    /// These can stand in an expression, where one must not hide another of a pack below.
    fn in_expressions(self) -> bool {
        !matches!(self, Space::Words | Space::Rule)
    }

    /// These can stand in a pattern.
    fn in_patterns(self) -> bool {
        matches!(self, Space::Words | Space::Param)
    }
}

/// Who defined which name. A name that is defined stays what it is: a pack above may not take it away from the rules
/// that use it.
#[derive(Clone, Default)]
pub(super) struct Defined<'f, 's> {
    known: BTreeMap<String, Vec<(Space, usize, Origin<'f, 's>)>>,
}

/// Words of the expression language itself.
const RESERVED: &[&str] = &["rows", "columns", "sentence", "head", "tail", "headings"];

/// Lists of tables with an `id`, and tables whose keys are names.
const LISTS: &[(&str, Space)] = &[
    ("zone", Space::Zone),
    ("mention", Space::Mention),
    ("rule", Space::Rule),
];
const NAMED: &[(&str, Space)] = &[
    ("words", Space::Words),
    ("alias", Space::Alias),
    ("param", Space::Param),
    ("condition", Space::Condition),
];

impl<'f, 's> Defined<'f, 's> {
    /// Goes through all layers, the lowest first. A name that is taken is a fault.
    pub fn read(&mut self, stack: &Stack<'f, 's>) {
        for (layer, file) in stack.files() {
            for (key, space) in NAMED {
                let names = file.table(key).map(|t| t.keys()).unwrap_or_default();
                for name in names {
                    self.define(*space, &name, layer, file);
                }
            }
            let kind = file.table("kind");
            let sections = kind.map(|t| t.tables("section")).unwrap_or_default();
            let sections = sections.into_iter().map(|t| (Space::Section, t));
            let lists = LISTS
                .iter()
                .flat_map(|(key, space)| file.tables(key).into_iter().map(|t| (*space, t)));
            for (space, table) in sections.chain(lists) {
                if let Some(name) = table.text("id") {
                    self.define(space, &name, layer, file);
                }
            }
        }
    }

    /// All names.
    pub fn names(&self) -> impl Iterator<Item = &String> {
        self.known.keys()
    }

    fn define(&mut self, space: Space, name: &At<String>, layer: usize, fields: &Fields<'f, 's>) {
        let known = self.known.entry(name.value.clone()).or_default();
        let clash = known.iter().find(|(other, at, _)| {
            let layers = *at != layer && space.in_expressions() && other.in_expressions();
            *other == space || layers || (space.in_patterns() && other.in_patterns())
        });
        let fault = Wrong::Duplicate(name.value.clone());
        let file = fields.file;
        if let Some((_, _, first)) = clash {
            file.fault_beside(name.span, &fault, first, first_here(file.lang));
        } else if layer > 0 && space.in_expressions() && reserved(&name.value) {
            file.fault(name.span, &Say::Reserved(name.value.clone()));
        } else {
            known.push((space, layer, fields.at(name.span)));
        }
    }

    /// Whether a name was defined just here.
    pub fn owns(&self, space: Space, name: &At<String>, fields: &Fields<'_, '_>) -> bool {
        let known = self.known.get(&name.value).into_iter().flatten();
        let mut own = known.filter(|(s, ..)| *s == space);
        own.any(|(_, _, origin)| {
            origin.span == name.span && std::ptr::eq(origin.file.text, fields.file.text)
        })
    }
}

fn reserved(name: &str) -> bool {
    RESERVED.contains(&name)
        || Builtin::ALL.iter().any(|(n, _)| *n == name)
        || Function::ALL.iter().any(|(n, ..)| *n == name)
}
