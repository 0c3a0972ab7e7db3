//! From the tables of packs to a kind and its rules: first what rules name (`definitions`), then the rules, then what packs
//! above change in them. A fault leaves out what it touches; the rest is loaded.

use super::changes::{LayerEntry, LayeredRule, own_lock};
use super::checks::Shared;
use super::conditions::Named;
use super::definitions::Definitions;
use super::dependencies::{self, Lists};
use super::life::Former;
use super::lock::{Guard, Lock};
use super::messages::Say;
use super::params::Params;
use super::provenance::Setting;
use super::reading::{Depth, PackReader};
use super::rules::{self, Context};
use super::sample::Sample;
use super::stack::{Defined, Space};
use super::sums;
use super::upper::Basis;
use crate::diagnostic::Severity;
use crate::fields::Wrong;
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
    pub basis: Basis,
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
    pub fn read(reader: &PackReader<'_, 'f, 's>, guard: &Guard<'f, 's>) -> Self {
        let definitions = match reader.below {
            Some(below) => below.clone().lay(reader.id, &reader.stack.above(0), guard),
            None => Definitions::new(reader.made).lay(reader.id, reader.stack, guard),
        };
        let mut built = Built {
            sample: definitions.sample.unwrap_or_default(),
            kind: definitions.kind,
            rules: Vec::new(),
            params: definitions.params,
            lists: definitions.lists,
            trail: Vec::new(),
            basis: Basis::default(),
        };
        let (defined, conditions) = (&definitions.defined, &definitions.conditions);
        built.rules(reader, defined, &definitions.shared, conditions);
        // only what is read whole has packs read on top of it
        if reader.depth == Depth::Whole {
            let (params, form) = (&built.params.nodes, &built.sample.form);
            built.basis = Basis::new(defined, &definitions.shared, params, conditions, form);
        }
        sums::write(&mut built.kind, built.rules.iter().map(|r| &r.rule));
        built
    }

    fn rules(
        &mut self,
        reader: &PackReader<'_, 'f, 's>,
        defined: &Defined<'f, 's>,
        shared: &Shared,
        conditions: &Named<'_, '_>,
    ) {
        let stack = reader.stack;
        let context = |layer| Context {
            kind: &self.kind,
            params: &self.params.nodes,
            conditions,
            shared,
            pack: stack.id(layer),
            sample_form: &self.sample.form,
        };
        let mut all: Vec<(Rule, Vec<LayerEntry<'f, 's>>, BTreeSet<String>)> = Vec::new();
        let former = Former::of(stack);
        let changes = stack.named("override");
        let changed = changes.iter();
        let changed: Vec<String> = changed
            .map(|(_, n, _)| former.now(&n.value).to_owned())
            .collect();
        let mut ids: Vec<String> = Vec::new();
        for (layer, fields) in stack.tables("rule") {
            let id = fields.text("id");
            ids.extend(id.iter().map(|id| id.value.clone()));
            if id
                .as_ref()
                .is_some_and(|id| !reader.wants(layer, &id.value, &changed))
            {
                continue;
            }
            let own = id.is_some_and(|id| defined.owns(Space::Rule, &id, &fields));
            if let Some(mut rule) = rules::rule(&fields, &context(layer)).filter(|_| own) {
                rule.formerly = former.of_rule(&rule.id);
                let used = shared.lexicon.used();
                all.push((rule, vec![LayerEntry { layer, fields }], used));
            }
            shared.lexicon.used();
        }
        Former::check(stack, &ids);
        for (layer, name, fields) in changes {
            let now = former.now(&name.value);
            if now != name.value {
                let said = Say::Renamed(now.to_owned());
                fields.file.remark(Severity::Info, name.span, &said);
            }
            let Some((rule, said, _)) = all.iter_mut().find(|(r, ..)| r.id == now) else {
                let close = near(&name.value, ids.iter().map(String::as_str));
                fields
                    .file
                    .fault(name.span, &Wrong::Unknown(name.value, close));
                continue;
            };
            if !rule.deprecated.is_empty() && fields.file.compile {
                let said = Say::Deprecated(rule.deprecated.clone());
                fields.file.remark(Severity::Warning, name.span, &said);
            }
            let defined_in = said.first().map_or(0, |s| s.layer);
            match defined_in != layer && stack.knows(layer, defined_in) {
                true => said.push(LayerEntry { layer, fields }),
                false => fields
                    .file
                    .fault(name.span, &Say::NotBelow(rule.pack.clone())),
            }
        }
        let mut rules = Vec::new();
        for (mut rule, said, used) in all {
            let locks: Vec<Lock<'f, 's>> = said.iter().filter_map(own_lock).collect();
            let layered = LayeredRule {
                stack,
                said: &said,
                locks: &locks,
            };
            let layer = said.first().map_or(0, |s| s.layer);
            let params = dependencies::params(self, &rule, &used);
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
