//! Rules that are like others: what they take over, and the names that they bind.

use super::{Model, RuleText, Symbol};
use crate::pack::roles::Kind;

/// A rule may be like one that is like one …: so many steps.
const STEPS: usize = 8;

impl Model {
    /// A rule, and those that it is like, the nearest first.
    pub fn family(&self, id: &str) -> Vec<&RuleText> {
        let mut all: Vec<&RuleText> = Vec::new();
        let mut next = self.rules.get(id);
        while let Some(rule) =
            next.filter(|r| all.len() < STEPS && all.iter().all(|a| a.id != r.id))
        {
            all.push(rule);
            next = rule.like.as_ref().and_then(|like| self.rules.get(like));
        }
        all
    }

    /// A name that a rule binds, or one of those that it is like, the mention that it goes through, or a word list in
    /// their patterns.
    pub fn local(&self, rule: &str, name: &str) -> Option<Symbol> {
        let family = self.family(rule);
        let binds = |r: &&&RuleText| r.locals.iter().any(|l| l == name);
        // what a rule binds anew is the same for the one that it is like
        if let Some(first) = family.iter().rev().find(binds) {
            return Some(Symbol::of(Kind::Local, &format!("rule:{}", first.id), name));
        }
        let over = family.iter().find_map(|r| r.over.as_deref());
        let mut open: Vec<String> = family.iter().map(|r| format!("rule:{}", r.id)).collect();
        open.extend(over.map(|over| format!("mention:{over}")));
        let mut at = 0;
        while let Some(key) = open.get(at).cloned() {
            at += 1;
            let Some(found) = self.patterns.get(&key) else {
                continue;
            };
            if found.groups.iter().any(|g| g == name) {
                return Some(Symbol::of(Kind::Local, &key, name));
            }
            for list in found.lists.iter().map(|list| format!("words:{list}")) {
                if !open.contains(&list) {
                    open.push(list);
                }
            }
        }
        None
    }

    /// Whether a rule goes through rows that no form prescribes, which are matched by what they say and not by ids.
    pub fn is_over_free_rows(&self, rule: &str) -> bool {
        let family = self.family(rule).into_iter();
        let over = family.filter_map(|r| r.over.as_deref().zip(r.over_lines.as_deref()));
        let rows = over
            .take(1)
            .filter_map(|(of, lines)| self.line(of, true, lines));
        let places = rows.filter_map(|symbol| self.defined.get(&symbol));
        places.flatten().any(|place| {
            let source = self.sources.get(place.file);
            let atoms = source.map(|s| s.atoms()).unwrap_or_default();
            let atom = atoms.iter().find(|a| a.span == place.span);
            atom.is_some_and(|a| a.path.iter().any(|s| s.name == "rows"))
        })
    }

    /// The table that a rule goes through.
    pub fn over(&self, rule: &str) -> Option<String> {
        let family = self.family(rule);
        family.into_iter().find_map(|r| r.over.clone())
    }
}
