//! Layer 5: packs, the TOML files in which rules are written.
//!
//! A [`Catalogue`] knows all packs by their headers (`header`, `heads`); [`Catalogue::library`] reads some of them, each
//! on top of what it builds on: `reading` opens the files, `definitions` and `load` put the layers together, `changes`,
//! `params` and `amend` hold what upper layers change, `lock` and `dependencies` what they may not. `packed` holds what the build
//! read, `upper` lays packs on top of that. [`Catalogue::check`] says
//! what can be said before any report, with `audit` for the arithmetic. `config_layer` puts what `gouji.toml` sets on top.

mod amend;
mod audit;
mod axes;
mod brackets;
mod breakdown;
mod cases;
mod catalogue;
mod changes;
mod check;
mod checks;
mod classes;
mod conditions;
mod config_layer;
mod definitions;
mod dependencies;
mod drawn;
mod elsewhere;
mod evidence;
mod expressions;
mod fixes;
mod forms;
mod gazetteer;
mod grids;
mod header;
mod heads;
mod kind;
mod life;
mod load;
mod lock;
mod made;
mod messages;
mod others;
mod packed;
mod param_by;
mod param_value;
mod params;
mod parsed;
mod parts;
mod patterns;
mod provenance;
mod reading;
mod rules;
mod sample;
mod sample_headings;
mod sample_rows;
mod say;
mod schema;
mod sections;
mod selector;
mod shape;
mod source;
mod stack;
mod sums;
mod texts;
mod upper;
mod words;

pub use crate::fields::Problem;
pub use audit::{Remark, What, audit};
pub use catalogue::{Catalogue, Pack};
pub use check::{Inspection, errors};
pub use config_layer::ConfigLayer;
pub use header::{is_pack, is_part, references};
pub use life::NowCalled;
pub use packed::{Bundle, store};
pub use parsed::Parsed;
pub use provenance::{Fate, Setting};
pub use sample::Sample;
pub use schema::{config_schema, schema};
pub use source::{Contents, Source, SourceOrigin, Unpack};
pub use upper::Basis;
pub use words::{BEHIND, NAMES};

use crate::report::Kind;
use crate::rule::{Case, Rule};
use crate::text::Deferred;

/// All kinds and rules that were loaded together.
#[derive(Debug, Default)]
pub struct Library {
    /// Ids of the packs, those that others build on first.
    pub packs: Vec<String>,
    /// Kinds of report.
    pub kinds: Vec<Kind>,
    /// Rules, by id of their kind.
    pub rules: Vec<(String, Vec<Rule>)>,
    /// A correct report of each kind, in the order of `kinds`.
    pub samples: Vec<Sample>,
    /// What every layer set, by id of the rule.
    pub trail: Vec<(String, Vec<Setting>)>,
    /// What every layer set for parameters, by name.
    pub params: Vec<(String, Vec<Setting>)>,
    /// What is wrong with the packs. The rest of them works.
    pub problems: Vec<Problem>,
    /// What rules of packs above may name besides the kind, in the order of `kinds`.
    pub bases: Vec<Deferred<Basis>>,
}

/// A case with all that it takes to run it.
#[derive(Clone, Copy, Debug)]
pub struct Example<'l> {
    /// The kind of report.
    pub kind: &'l Kind,
    /// The report that the case changes.
    pub sample: &'l Sample,
    /// The rule.
    pub rule: &'l Rule,
    /// The case.
    pub case: &'l Case,
}

impl Library {
    /// The rules of a kind, in order.
    pub fn rules_of(&self, kind: &str) -> &[Rule] {
        let found = self.rules.iter().find(|(k, _)| k == kind);
        found.map(|(_, r)| r.as_slice()).unwrap_or_default()
    }

    /// All rules with the id of their kind.
    pub fn all_rules(&self) -> impl Iterator<Item = (&str, &Rule)> {
        self.rules
            .iter()
            .flat_map(|(k, rules)| rules.iter().map(move |r| (k.as_str(), r)))
    }

    /// The cases that a pack states, with their rules.
    pub fn cases_of<'l>(&'l self, pack: &'l str) -> impl Iterator<Item = Example<'l>> {
        let kinds = self.kinds.iter().zip(&self.samples).zip(&self.rules);
        kinds.flat_map(move |((kind, sample), (_, rules))| {
            let cases = rules
                .iter()
                .flat_map(|r| r.cases.iter().map(move |c| (r, c)));
            let own = cases.filter(move |(_, case)| case.pack == pack);
            own.map(move |(rule, case)| Example {
                kind,
                sample,
                rule,
                case,
            })
        })
    }

    /// What every layer set for a rule.
    pub fn trail_of(&self, rule: &str) -> &[Setting] {
        let found = self.trail.iter().find(|(id, _)| id == rule);
        found.map(|(_, t)| t.as_slice()).unwrap_or_default()
    }
}

impl Catalogue {
    /// The packs that were asked for, and what every kind rests on, in one library. What is wrong with them is in the
    /// library's problems.
    pub fn asked(&self) -> Library {
        let wanted = |p: &&Pack| p.base || p.origin == SourceOrigin::Explicit;
        let chosen: Vec<&Pack> = self.packs().iter().filter(wanted).collect();
        self.library(&chosen)
    }
}
