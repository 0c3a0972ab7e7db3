//! Layer 5: packs, the TOML files in which rules are written.

mod cases;
mod checks;
mod kind;
mod load;
mod messages;
mod patterns;
mod rules;
mod sample;

pub use crate::fields::Problem;
pub use sample::Sample;

use crate::report::Kind;
use crate::rule::Rule;
use crate::text::Lang;

/// All kinds and rules that were loaded together.
#[derive(Debug, Default)]
pub struct Library {
    /// Kinds of report.
    pub kinds: Vec<Kind>,
    /// Rules, by id of their kind.
    pub rules: Vec<(String, Vec<Rule>)>,
    /// A correct report of each kind, in the order of `kinds`.
    pub samples: Vec<Sample>,
    /// What is wrong with the packs. The rest of them works.
    pub problems: Vec<Problem>,
}

/// The text of a pack file.
#[derive(Clone, Debug)]
pub struct Source {
    /// Its path, or a name.
    pub name: String,
    /// Its text.
    pub text: String,
    /// It came with gouji, where a test compiles every pattern; others are compiled when they load.
    pub builtin: bool,
}

macro_rules! builtin {
    ($($file:literal),* $(,)?) => {
        /// Every file in `rules/`.
        const BUILTIN: &[(&str, &str)] = &[$(($file, include_str!(concat!("../../", $file)))),*];
    };
}

builtin![
    "rules/gov-disclosure/kind.toml",
    "rules/gov-disclosure/forms.toml",
    "rules/gov-disclosure/mentions.toml",
    "rules/gov-disclosure/tables.toml",
    "rules/gov-disclosure/structure.toml",
    "rules/gov-disclosure/dates.toml",
    "rules/gov-disclosure/figures.toml",
    "rules/gov-disclosure/wording.toml",
    "rules/gov-website/kind.toml",
    "rules/gov-website/forms.toml",
    "rules/gov-website/sums.toml",
    "rules/gov-website/entries.toml",
    "rules/gov-website/dates.toml",
];

impl Library {
    /// Ids of rules that look like one.
    pub fn near_rules(&self, id: &str) -> Vec<String> {
        load::near_rules(self, id)
    }

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
}

/// The packs that gouji brings along, as files.
pub fn builtin_sources() -> Vec<Source> {
    BUILTIN
        .iter()
        .map(|(name, text)| Source {
            name: (*name).to_owned(),
            text: (*text).to_owned(),
            builtin: true,
        })
        .collect()
}

/// The packs that gouji brings along.
pub fn builtin(lang: Lang) -> Library {
    load(&[], lang)
}

/// Loads packs: the ones that gouji brings along, and more. What is wrong with them is in the library's problems,
/// in the language that is asked for.
pub fn load(more: &[Source], lang: Lang) -> Library {
    let mut sources = builtin_sources();
    sources.extend(more.iter().cloned());
    load_only(&sources, lang)
}

/// Loads these packs and no others.
pub fn load_only(sources: &[Source], lang: Lang) -> Library {
    load::load(sources, lang)
}
