//! `[condition]`: expressions that have a name, for all rules of a kind.

use super::made::Made;
use super::messages::Say;
use super::stack::{Defined, Space, Stack};
use crate::fields::{At, File};
use crate::rule::{CompileError, Condition, Conditions};
use std::collections::BTreeMap;

/// The conditions of a kind, and where they are written.
#[derive(Clone, Default)]
pub(super) struct Named<'f, 's> {
    /// Their syntax.
    pub all: Conditions,
    /// The texts of those whose files are being read.
    written: BTreeMap<String, Written<'f, 's>>,
}

#[derive(Clone)]
struct Written<'f, 's> {
    pack: &'f str,
    file: &'f File<'s>,
    text: At<String>,
}

impl<'f, 's> Named<'f, 's> {
    /// Takes in what the files of a stack define, the lowest first.
    pub fn read(&mut self, stack: &Stack<'f, 's>, defined: &Defined<'f, 's>, made: &Made) {
        for (layer, fields) in stack.files() {
            let Some(table) = fields.table("condition") else {
                continue;
            };
            for (name, values) in table.entries() {
                let Some(text) = values.into_iter().next() else {
                    continue;
                };
                if defined.owns(Space::Condition, &name, fields) {
                    let written = Written {
                        pack: stack.id(layer),
                        file: fields.file,
                        text,
                    };
                    self.put(name.value, written, made);
                }
            }
        }
    }

    fn put(&mut self, name: String, written: Written<'f, 's>, made: &Made) {
        let text = &written.text;
        if let Err(error) = self.add(name.clone(), &text.value, made) {
            let say = Say::Expression(error.fault);
            written.file.fault_inside(text, error.span, &say);
        }
        self.written.insert(name, written);
    }

    fn add(&mut self, name: String, text: &str, made: &Made) -> Result<(), CompileError> {
        let condition = Condition {
            nth: self.all.len(),
            text: text.to_owned(),
            syntax: made.syntax(text)?,
        };
        self.all.insert(name, condition);
        Ok(())
    }

    /// Notes what is wrong with a condition where it is written, if that is in a pack; false where it is not.
    pub fn fault(&self, pack: &str, error: &CompileError, say: &Say) -> bool {
        let name = error.condition.as_ref();
        let written = name.and_then(|name| self.written.get(name));
        let Some(written) = written.filter(|w| w.pack == pack) else {
            return false;
        };
        written.file.fault_inside(&written.text, error.span, say);
        true
    }

    /// The texts, in the order in which they are defined.
    pub fn texts(&self) -> Vec<(String, String)> {
        let mut all: Vec<(&String, &Condition)> = self.all.iter().collect();
        all.sort_by_key(|(_, condition)| condition.nth);
        let text =
            |(name, condition): (&String, &Condition)| (name.clone(), condition.text.clone());
        all.into_iter().map(text).collect()
    }

    /// The conditions of some texts, in that order; those texts were read before without a fault.
    pub fn of(texts: &[(String, String)], made: &Made) -> Self {
        let mut named = Named::default();
        for (name, text) in texts {
            named.add(name.clone(), text, made).ok();
        }
        named
    }
}
