//! What rules rest on: whoever may not relax a locked rule may not take it away from under it.

use super::load::Built;
use super::lock::{FORMS, Guard, LABELS, SECTIONS};
use super::stack::Stack;
use crate::report::{Matcher, MentionId, Scope, ZoneId};
use crate::rule::{Check, Each, Node, Program, Rule};
use crate::text::IdVec;
use std::collections::BTreeSet;

/// The word lists in the patterns of what several rules use, in the order of the kind.
#[derive(Clone, Default)]
pub(super) struct Lists {
    pub zones: IdVec<ZoneId, BTreeSet<String>>,
    pub mentions: IdVec<MentionId, BTreeSet<String>>,
    /// Of topics, and of how sums in sentences are found.
    pub shared: BTreeSet<String>,
}

/// The parameters that locked rules use, and what they need the kind not to accept.
pub(super) fn guard<'f, 's>(built: &Built<'f, 's>) -> Guard<'f, 's> {
    let mut guard = Guard::default();
    for one in &built.rules {
        let accepts = match &one.rule.check {
            Check::Sections(_) => Some(SECTIONS),
            Check::Labels(_) | Check::Tables(_) => Some(LABELS),
            Check::Form => Some(FORMS),
            _ => None,
        };
        for lock in &one.locks {
            accepts.iter().for_each(|a| guard.accepts.add(a, *lock));
            let names = one.params.iter();
            names.for_each(|name| guard.params.add(name, *lock));
        }
    }
    guard
}

/// Whether a pack above changes something that rules rest on.
pub(super) fn contested(stack: &Stack<'_, '_>) -> bool {
    if stack.top.iter().any(|chapter| chapter.params.is_some()) {
        return true;
    }
    let mut upper = stack.files().filter(|(layer, _)| *layer > 0);
    upper.any(|(_, file)| file.has("override-param") | file.has("section") | file.has("form"))
}

/// Whether the topmost pack has expressions over cells, which are judged beside those of the packs below.
pub(super) fn reckons(stack: &Stack<'_, '_>) -> bool {
    let top = stack.layers.last();
    let files = top.into_iter().flat_map(|layer| &layer.files);
    let mut rules = files.flat_map(|file| file.tables("rule"));
    rules.any(|rule| rule.text("check").is_some_and(|t| selects(&t.value)))
}

/// Whether an expression has a bracket outside of its strings.
fn selects(expression: &str) -> bool {
    let mut quote = None;
    expression.chars().any(|c| {
        match (quote, c) {
            (None, '\'' | '"') => quote = Some(c),
            (Some(open), _) if open == c => quote = None,
            _ => {}
        }
        quote.is_none() && c == '['
    })
}

/// The parameters that a rule uses, itself or by the mentions and zones that it names. `lists` are the word lists in
/// its own patterns.
pub(super) fn params(built: &Built<'_, '_>, rule: &Rule, lists: &BTreeSet<String>) -> Vec<String> {
    let mut used = Used::default();
    rule.programs.iter().flatten().for_each(|p| used.program(p));
    used.check(&rule.check);
    let kind = &built.kind;
    for at in used.mentions.clone() {
        let matcher = kind.mentions.get(at).map(|m| &m.matcher);
        matcher.into_iter().for_each(|m| used.scopes(&m.scope));
    }
    let mut next = 0;
    while let Some(at) = used.zones.get(next).copied() {
        let zone = kind.zones.get(at);
        zone.into_iter().for_each(|z| used.scopes(&z.scope));
        next += 1;
    }
    let zones = used
        .zones
        .iter()
        .filter_map(|at| built.lists.zones.get(*at));
    let mentions = used.mentions.iter();
    let mentions = mentions.filter_map(|at| built.lists.mentions.get(*at));
    let shared = matches!(rule.check, Check::Topics { .. } | Check::Breakdown(_));
    let shared = shared.then_some(&built.lists.shared);
    let all = zones.chain(mentions).chain(shared).chain([lists]).flatten();
    let words = all.filter(|name| built.params.words.contains_key(*name));
    used.params.extend(words.cloned());
    used.params.into_iter().collect()
}

/// What a rule names.
#[derive(Default)]
struct Used {
    params: BTreeSet<String>,
    mentions: Vec<MentionId>,
    zones: Vec<ZoneId>,
}

impl Used {
    fn scopes(&mut self, scopes: &[Scope]) {
        for scope in scopes {
            if let Scope::Zone(at) = scope
                && !self.zones.contains(at)
            {
                self.zones.push(*at);
            }
        }
    }

    fn check(&mut self, check: &Check) {
        let mut matcher = |m: &Matcher| self.scopes(&m.scope);
        match check {
            Check::Match(m) => matcher(m),
            Check::Terms(terms) => terms.iter().for_each(|t| matcher(&t.matcher)),
            Check::Require { scope, .. }
            | Check::Numbering { scope, .. }
            | Check::Twice { scope, .. } => self.scopes(scope),
            Check::Breakdown(spec) => self.scopes(&spec.scope),
            _ => {}
        }
    }

    fn program(&mut self, program: &Program) {
        if let Each::Mention(at) = program.each {
            self.mentions.push(at);
        }
        program.nodes(&mut |node| match node {
            Node::Param { name, .. } => {
                self.params.insert(name.clone());
            }
            Node::Mention(at) => self.mentions.push(*at),
            Node::Place(scopes) => self.scopes(scopes),
            _ => {}
        });
    }
}
