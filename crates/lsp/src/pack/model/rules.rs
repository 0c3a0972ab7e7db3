//! Rules that are like others: what they take over, and the names that they bind.

use super::{Model, RuleText, Symbol};
use crate::pack::refs::{self, What};
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

    /// A name that a rule binds, or one of those that it is like, or the mention that it goes through.
    pub fn local(&self, rule: &str, name: &str) -> Option<Symbol> {
        let family = self.family(rule);
        let binds = |r: &&&RuleText| r.locals.iter().any(|l| l == name);
        // what a rule binds anew is the same for the one that it is like
        if let Some(first) = family.iter().rev().find(binds) {
            return Some(Symbol::of(Kind::Local, &format!("rule:{}", first.id), name));
        }
        let over = family.iter().find_map(|r| r.over.as_deref())?;
        let symbol = Symbol::of(Kind::Local, &format!("mention:{over}"), name);
        let mention = self.defined.get(&Symbol::new(Kind::Mention, over))?;
        let groups = mention.iter().flat_map(|p| self.groups(p.file, p.table));
        groups.into_iter().any(|g| g == name).then_some(symbol)
    }

    /// The names in the patterns of a mention.
    fn groups(&self, file: usize, table: u32) -> Vec<String> {
        let source = self.sources.get(file);
        let atoms = source.map(|s| s.atoms.as_slice()).unwrap_or_default();
        let patterns = atoms
            .iter()
            .filter(|a| !a.is_key && a.table() == table && a.names() == ["mention", "pattern"]);
        let found = patterns.flat_map(|a| refs::pattern(self.text_of(file, a.span)));
        let names = found.filter_map(|r| match r.what {
            What::Local(name) => Some(name),
            _ => None,
        });
        names.collect()
    }

    /// The table that a rule goes through.
    pub fn over(&self, rule: &str) -> Option<String> {
        let family = self.family(rule);
        family.into_iter().find_map(|r| r.over.clone())
    }
}
