//! What mutation says about the cases of a rule: plain data.

use super::trace::Source;

/// What mutation says about the cases of a rule.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mutation {
    /// Id of the rule.
    pub rule: String,
    /// Every place that its evaluations read, in the order in which it was first read.
    pub places: Vec<Mutated>,
}

/// Something that a rule reads, under one name in all its cases.
#[derive(Clone, Debug, PartialEq)]
pub struct Mutated {
    /// What it is.
    pub source: Source,
    /// Its name in rules.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// In some case a change of it makes the rule react.
    pub covered: bool,
    /// What was tried in vain; nothing when no case has it.
    pub tried: Vec<String>,
}

impl Mutation {
    /// How many places there are.
    pub fn total(&self) -> usize {
        self.places.len()
    }

    /// How many of them the cases prove.
    pub fn covered(&self) -> usize {
        self.places.iter().filter(|p| p.covered).count()
    }

    /// The places that may be changed without the rule noticing.
    pub fn survivors(&self) -> impl Iterator<Item = &Mutated> {
        self.places.iter().filter(|p| !p.covered)
    }
}
