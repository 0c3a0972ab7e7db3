//! From the tables of packs to a kind and its rules: first what rules name (word lists, parameters, kinds, forms, zones,
//! mentions), then the rules, then what packs above change in them. A fault leaves out what it touches; the rest is
//! loaded.

use super::changes::{Layered, Said, own_lock};
use super::checks::{self, Shared};
use super::forms;
use super::kind;
use super::lock::{Guard, Lock};
use super::messages::Say;
use super::params::{self, Params};
use super::patterns::Made;
use super::reading::Desk;
use super::rests::{self, Lists};
use super::rules::{self, Context};
use super::sample::{self, Sample};
use super::stack::{Defined, Space, Stack};
use super::trail::Setting;
use crate::fields::{Fields, Wrong};
use crate::report::Kind;
use crate::rule::Rule;
use crate::text::near;
use std::collections::BTreeSet;

/// All that the packs of a kind say.
pub(super) struct Built<'f, 's> {
    pub kind: Kind,
    pub sample: Sample,
    pub rules: Vec<BuiltRule<'f, 's>>,
    pub params: Params,
    pub lists: Lists,
    pub trail: Vec<(String, Vec<Setting>)>,
}

/// A rule with what it rests on.
pub(super) struct BuiltRule<'f, 's> {
    pub rule: Rule,
    /// The parameters that it uses.
    pub params: Vec<String>,
    /// Who locks it.
    pub locks: Vec<Lock<'f, 's>>,
}

impl<'f, 's> Built<'f, 's> {
    pub fn read(desk: &Desk<'_, 'f, 's>, guard: &Guard<'f, 's>) -> Self {
        let stack = desk.stack;
        let defined = Defined::read(stack);
        let mut shared = Shared::default();
        shared.lexicon.made = Made::clone(desk.made);
        for (_, file) in stack.files() {
            shared
                .lexicon
                .add(file, |space, name| defined.owns(space, name, file));
        }
        let params = params::params(stack, &defined, &guard.params);
        for (name, words) in &params.words {
            shared.lexicon.list(name.clone(), words);
        }
        let mut kind = kind_of(desk.id, stack, &shared);
        kind::sections(stack, guard, &mut kind);
        forms::forms(stack, guard, &mut kind);
        let mut lists = Lists::default();
        shared.lexicon.used();
        for (_, fields) in stack.tables("zone") {
            let zone = kind::zone(&fields, &kind, &shared.lexicon);
            if fields
                .text("id")
                .is_some_and(|id| defined.owns(Space::Zone, &id, &fields))
            {
                kind.zones.push(zone);
                lists.zones.push(shared.lexicon.used());
            }
        }
        for (_, fields) in stack.tables("mention") {
            let mention = kind::mention(&fields, &kind, &shared.lexicon);
            if fields
                .text("id")
                .is_some_and(|id| defined.owns(Space::Mention, &id, &fields))
            {
                kind.mentions.push(mention);
                lists.mentions.push(shared.lexicon.used());
            }
        }
        share(stack, &kind, &mut shared);
        lists.shared = shared.lexicon.used();
        let mut built = Built {
            sample: only(stack, "sample", sample::sample).unwrap_or_default(),
            kind,
            rules: Vec::new(),
            params,
            lists,
            trail: Vec::new(),
        };
        built.rules(desk, &defined, &shared);
        built
    }

    fn rules(&mut self, desk: &Desk<'_, 'f, 's>, defined: &Defined<'f, 's>, shared: &Shared) {
        let stack = desk.stack;
        let context = |layer| Context {
            kind: &self.kind,
            params: &self.params.nodes,
            shared,
            pack: stack.id(layer),
            sample_form: &self.sample.form,
        };
        let mut all: Vec<(Rule, Vec<Said<'f, 's>>, BTreeSet<String>)> = Vec::new();
        let changes = stack.named("override");
        let changed: Vec<String> = changes.iter().map(|(_, n, _)| n.value.clone()).collect();
        let mut ids: Vec<String> = Vec::new();
        for (layer, fields) in stack.tables("rule") {
            let id = fields.text("id");
            ids.extend(id.iter().map(|id| id.value.clone()));
            if id
                .as_ref()
                .is_some_and(|id| !desk.wants(layer, &id.value, &changed))
            {
                continue;
            }
            let own = id.is_some_and(|id| defined.owns(Space::Rule, &id, &fields));
            if let Some(rule) = rules::rule(&fields, &context(layer)).filter(|_| own) {
                let used = shared.lexicon.used();
                all.push((rule, vec![Said { layer, fields }], used));
            }
            shared.lexicon.used();
        }
        for (layer, name, fields) in changes {
            let close = near(&name.value, ids.iter().map(String::as_str));
            let Some((rule, said, _)) = all.iter_mut().find(|(r, ..)| r.id == name.value) else {
                fields
                    .file
                    .fault(name.span, &Wrong::Unknown(name.value, close));
                continue;
            };
            let home = said.first().map_or(0, |s| s.layer);
            match home != layer && stack.knows(layer, home) {
                true => said.push(Said { layer, fields }),
                false => fields
                    .file
                    .fault(name.span, &Say::NotBelow(rule.pack.clone())),
            }
        }
        let mut rules = Vec::new();
        for (mut rule, said, used) in all {
            let locks: Vec<Lock<'f, 's>> = said.iter().filter_map(own_lock).collect();
            let layered = Layered {
                stack,
                said: &said,
                locks: &locks,
            };
            let layer = said.first().map_or(0, |s| s.layer);
            let params = rests::params(self, &rule, &used);
            let mut trail = layered.settle(&mut rule, &context(layer));
            let of = |name: &String| self.params.trail.get(name).into_iter().flatten();
            trail.extend(params.iter().flat_map(of).cloned());
            self.trail.push((rule.id.clone(), trail));
            rules.push(BuiltRule {
                rule,
                params,
                locks,
            });
        }
        self.rules = rules;
    }
}

fn kind_of(id: &str, stack: &Stack<'_, '_>, shared: &Shared) -> Kind {
    let mut kinds = Vec::new();
    for (layer, file) in stack.files() {
        let Some(fields) = file.table("kind") else {
            continue;
        };
        match layer {
            0 => kinds.push(kind::kind(id, &fields, &shared.lexicon)),
            _ => file.file.fault(fields.span, &Say::SecondKind),
        }
    }
    kinds.into_iter().next().unwrap_or_default()
}

/// Reads a table that is there once.
fn only<T>(
    stack: &Stack<'_, '_>,
    key: &'static str,
    read: impl Fn(&Fields<'_, '_>) -> T,
) -> Option<T> {
    let mut first = None;
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

/// Topics, and how sums in sentences are found.
fn share(stack: &Stack<'_, '_>, kind: &Kind, shared: &mut Shared) {
    for (_, fields) in stack.tables("topic") {
        let id = fields.needed("section");
        let section = kind.section(&id.value);
        if section.is_none() && !id.value.is_empty() {
            let close = near(&id.value, kind.sections.iter().map(|s| s.id.as_str()));
            fields.file.fault(id.span, &Wrong::Unknown(id.value, close));
        }
        let topic = checks::topic(&fields, section, &shared.lexicon);
        shared.topics.extend(topic);
    }
    let lexicon = &shared.lexicon;
    shared.breakdown = only(stack, "breakdown", |f| checks::breakdown(f, lexicon)).flatten();
}
