//! What the rules of a kind name: word lists, parameters, the kind itself with its forms, zones and mentions, topics.

use super::breakdown;
use super::checks::{self, Shared};
use super::classes;
use super::conditions::Named;
use super::dependencies::Lists;
use super::forms;
use super::kind;
use super::lock::Guard;
use super::made::Made;
use super::messages::Say;
use super::params::Params;
use super::sample::{self, Sample};
use super::stack::{Defined, Space, Stack};
use crate::fields::{At, Fields, Wrong};
use crate::report::Kind;
use crate::text::near;
use std::collections::BTreeSet;

/// What rules stand on. Packs lay it one on top of the other, the lowest first.
#[derive(Clone, Default)]
pub(super) struct Definitions<'f, 's> {
    pub defined: Defined<'f, 's>,
    pub shared: Shared,
    pub params: Params,
    pub conditions: Named<'f, 's>,
    pub kind: Kind,
    pub lists: Lists,
    pub sample: Option<Sample>,
}

impl<'f, 's> Definitions<'f, 's> {
    /// Nothing yet. Patterns that were made already are not made again.
    pub fn new(made: &Made) -> Self {
        let mut definitions = Definitions::default();
        definitions.shared.lexicon.made = made.clone();
        definitions
    }

    /// Lays on what the files of a stack say.
    pub fn lay(mut self, id: &str, stack: &Stack<'f, 's>, guard: &Guard<'f, 's>) -> Self {
        self.defined.read(stack);
        self.words(stack, guard);
        let made = &self.shared.lexicon.made;
        self.conditions.read(stack, &self.defined, made);
        self.kind(id, stack);
        kind::more_titles(stack, guard, &mut self.kind);
        classes::classes(stack, &self.shared.lexicon, &mut self.kind);
        forms::forms(stack, guard, &self.shared.lexicon, &mut self.kind);
        self.shared.lexicon.used();
        let behind = kind::zones_behind(&mut self.kind);
        self.lists
            .zones
            .extend(std::iter::repeat_n(BTreeSet::new(), behind));
        self.zones(stack);
        self.mentions(stack);
        self.share(stack);
        self.lists.shared.extend(self.shared.lexicon.used());
        let read = |f: &Fields<'_, '_>| {
            sample::check(f, &self.kind);
            sample::sample(f)
        };
        self.sample = only(stack, "sample", self.sample.take(), read);
        self
    }

    fn words(&mut self, stack: &Stack<'f, 's>, guard: &Guard<'f, 's>) {
        let lexicon = &mut self.shared.lexicon;
        for (_, file) in stack.files() {
            lexicon.add(file, |space, name| self.defined.owns(space, name, file));
        }
        self.params
            .read((stack, lexicon), &self.defined, &guard.params);
        // conditions of parameters use lists that nobody may change
        lexicon.used();
        for (name, words) in &self.params.words {
            lexicon.list(name.clone(), words);
        }
    }

    fn kind(&mut self, id: &str, stack: &Stack<'_, '_>) {
        let mut known = false;
        for (layer, file) in stack.files() {
            let Some(fields) = file.table("kind") else {
                continue;
            };
            if layer > 0 {
                file.file.fault(fields.span, &Say::SecondKind);
                continue;
            }
            let kind = kind::kind(id, &fields, &self.shared.lexicon);
            if !known {
                self.kind = kind;
            }
            known = true;
        }
    }

    fn zones(&mut self, stack: &Stack<'_, '_>) {
        for (_, fields) in stack.tables("zone") {
            let zone = kind::zone(&fields, &self.kind, &self.shared.lexicon);
            if self.owns(Space::Zone, &fields) {
                self.kind.zones.push(zone);
                self.lists.zones.push(self.shared.lexicon.used());
            }
        }
    }

    fn mentions(&mut self, stack: &Stack<'_, '_>) {
        for (_, fields) in stack.tables("mention") {
            let mention = kind::mention(&fields, &self.kind, &self.shared.lexicon);
            if self.owns(Space::Mention, &fields) {
                self.kind.mentions.push(mention);
                self.lists.mentions.push(self.shared.lexicon.used());
            }
        }
    }

    fn owns(&self, space: Space, fields: &Fields<'_, '_>) -> bool {
        let id: Option<At<String>> = fields.text("id");
        id.is_some_and(|id| self.defined.owns(space, &id, fields))
    }

    /// Topics, and how sums in sentences are found.
    fn share(&mut self, stack: &Stack<'_, '_>) {
        let Shared {
            lexicon,
            topics,
            breakdown,
        } = &mut self.shared;
        for (_, fields) in stack.tables("topic") {
            let id = fields.needed("section");
            let section = self.kind.section(&id.value);
            if section.is_none() && !id.value.is_empty() {
                let close = near(&id.value, self.kind.sections.iter().map(|s| s.id.as_str()));
                fields.file.fault(id.span, &Wrong::Unknown(id.value, close));
            }
            topics.extend(checks::topic(&fields, section, lexicon));
        }
        let read = |f: &Fields<'_, '_>| breakdown::breakdown(f, lexicon);
        let first = breakdown.take().map(Some);
        *breakdown = only(stack, "breakdown", first, read).flatten();
    }
}

/// Reads a table that is there once, unless it was read in a pack below.
fn only<T>(
    stack: &Stack<'_, '_>,
    key: &'static str,
    below: Option<T>,
    read: impl Fn(&Fields<'_, '_>) -> T,
) -> Option<T> {
    let mut first = below;
    for (_, file) in stack.files() {
        let Some(fields) = file.table(key) else {
            continue;
        };
        match first {
            None => first = Some(read(&fields)),
            Some(_) => fields
                .file
                .fault(fields.span, &Wrong::Duplicate(key.to_owned())),
        }
    }
    first
}
