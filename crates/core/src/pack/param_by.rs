//! For whom a value of a parameter holds: a class of bodies, or whoever a condition holds for.

use super::messages::Say;
use super::param_value::Value;
use super::params::Params;
use super::patterns::Lexicon;
use super::stack::Stack;
use crate::fields::{At, Fields};
use crate::report::{Form, Kind};
use crate::rule::{CompileError, Conditional, InCondition, Names, Node};
use std::cell::RefCell;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Whom a value is for.
#[derive(Clone, Debug)]
pub(super) enum Who {
    /// All for whom no other value is.
    All,
    /// A class of bodies.
    Class(String),
    /// Those for whom a condition holds: as it is written, and compiled.
    When(String, Box<Node>),
}

impl PartialEq for Who {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Who::All, Who::All) => true,
            (Who::Class(a), Who::Class(b)) | (Who::When(a, _), Who::When(b, _)) => a == b,
            _ => false,
        }
    }
}

/// Each of those for whom there are values once: of conditions those of the highest layers first, of one layer in their
/// order.
pub(super) fn in_order<'w>(all: impl Iterator<Item = (&'w Who, usize)>) -> Vec<Who> {
    let mut known: Vec<(&Who, usize)> = Vec::new();
    for (who, layer) in all {
        match known.iter_mut().find(|(w, _)| *w == who) {
            Some((_, last)) => *last = layer,
            None => known.push((who, layer)),
        }
    }
    known.sort_by_key(|(who, layer)| match who {
        Who::When(..) => (Reverse(*layer), String::new()),
        Who::Class(id) => (Reverse(0), id.clone()),
        Who::All => (Reverse(0), String::new()),
    });
    known.into_iter().map(|(who, _)| who.clone()).collect()
}

/// The values under `by`, each with its condition and its key in the record.
pub(super) fn conditions(
    fields: &Fields<'_, '_>,
    lexicon: &Lexicon,
) -> Vec<(Who, String, Vec<At<String>>)> {
    let mut all = Vec::new();
    for one in fields.tables("by") {
        let when = one.needed("when");
        one.needs("value");
        let values = one.texts_or_number("value");
        one.finish();
        if let Some(node) = condition(&one, lexicon, &when).filter(|_| !values.is_empty()) {
            let key = format!("by[{}]", when.value);
            all.push((Who::When(when.value, Box::new(node)), key, values));
        }
    }
    all
}

/// A condition on what is known of every report: the body, its class and place, the year.
fn condition(fields: &Fields<'_, '_>, lexicon: &Lexicon, when: &At<String>) -> Option<Node> {
    if when.value.is_empty() {
        return None;
    }
    let said = RefCell::new(None);
    let pattern = |text: &str| {
        let compiled = lexicon.compiled(fields.file, text);
        compiled.map_err(|say| {
            said.replace(Some(say));
            String::new()
        })
    };
    let names = Names {
        kind: &Kind::default(),
        form: &Form::default(),
        params: &BTreeMap::new(),
        conditions: InCondition::none(),
        aliases: &lexicon.aliases,
        pattern: &pattern,
        locals: Vec::new(),
        lists: Vec::new(),
        bound: None,
        of_row: None,
    };
    match names.expression(&when.value) {
        Ok(node) => Some(node),
        Err(CompileError { span, fault, .. }) => {
            let say = said.take().unwrap_or(Say::Expression(fault));
            fields.file.fault_inside(when, span, &say);
            None
        }
    }
}

/// The classes of bodies that packs know.
pub(super) fn classes(stack: &Stack<'_, '_>) -> Vec<String> {
    let files = stack.layers.iter().flat_map(|layer| &layer.files);
    let own = files.clone().filter_map(|file| file.table("kind"));
    let own = own.flat_map(|kind| kind.tables("class"));
    let more = files.flat_map(|file| file.tables("class"));
    own.chain(more)
        .filter_map(|c| Some(c.text("id")?.value))
        .collect()
}

impl Params {
    /// Takes in the values of a parameter that hold.
    pub fn put(&mut self, name: String, values: Vec<(Who, Value)>) {
        let mut default = None;
        let (mut by, mut by_class) = (Vec::new(), Vec::new());
        for (who, value) in values {
            let node = match value {
                Value::MonthDay(m, d) => Node::MonthDay(m, d),
                Value::Number(n) => Node::Number(n),
                Value::Text(t) => Node::Text(t),
                Value::Words(words) => {
                    self.words.insert(name, words);
                    return;
                }
            };
            match who {
                Who::All => default = Some(Box::new(node)),
                Who::Class(class) => by_class.push((class, node)),
                Who::When(text, when) => by.push(Conditional {
                    text,
                    when: *when,
                    value: node,
                }),
            }
        }
        let node = Node::Param {
            name: name.clone(),
            by,
            by_class,
            default,
        };
        self.nodes.insert(name, node);
    }
}
