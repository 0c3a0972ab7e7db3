//! Packs that only add to those that came along: they are read on top of what the build read. Reading all that lies below
//! takes twenty times as long.

use super::Library;
use super::catalogue::{Catalogue, Pack};
use super::checks::Shared;
use super::conditions::Named;
use super::definitions::Definitions;
use super::load::Built;
use super::lock::Guard;
use super::reading::{Depth, PackReader, RULES};
use super::stack::{Defined, Layer, Stack};
use crate::fields::{Fields, File, Problem, Tree};
use crate::report::{Kind, SectionId};
use crate::rule::{Breakdown, Node, Rule, Topic};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// What the rules of a kind name, for packs above: what they define besides the kind.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Basis {
    /// All names that are taken.
    names: BTreeSet<String>,
    words: BTreeMap<String, String>,
    aliases: BTreeMap<String, String>,
    params: BTreeMap<String, Node>,
    /// Names and texts of conditions, in order.
    conditions: Vec<(String, String)>,
    topics: Vec<(SectionId, Topic)>,
    breakdown: Option<Breakdown>,
    /// The form of the sample report.
    form: String,
}

impl Basis {
    pub(super) fn new(
        defined: &Defined<'_, '_>,
        shared: &Shared,
        params: &BTreeMap<String, Node>,
        conditions: &Named<'_, '_>,
        form: &str,
    ) -> Self {
        Basis {
            names: defined.names().cloned().collect(),
            words: (*shared.lexicon.words).clone(),
            aliases: (*shared.lexicon.aliases).clone(),
            params: params.clone(),
            conditions: conditions.texts(),
            topics: shared.topics.clone(),
            breakdown: shared.breakdown.clone(),
            form: form.to_owned(),
        }
    }

    fn definitions<'f, 's>(&self, kind: &Kind, catalogue: &Catalogue) -> Definitions<'f, 's> {
        let mut definitions = Definitions::new(&catalogue.made);
        definitions.kind = kind.clone();
        definitions.shared.lexicon.words = self.words.clone().into();
        definitions.shared.lexicon.aliases = self.aliases.clone().into();
        definitions.shared.topics = self.topics.clone();
        definitions.shared.breakdown = self.breakdown.clone();
        definitions.params.nodes = self.params.clone();
        definitions.conditions = Named::of(&self.conditions, &catalogue.made);
        let sample = definitions.sample.insert(Default::default());
        sample.form.clone_from(&self.form);
        definitions
    }
}

/// The tables that change nothing of what lies below.
const ADDING: &[&str] = &[
    "pack",
    "part-of",
    "rule",
    "words",
    "alias",
    "condition",
    "mention",
    "zone",
];

fn only_adds(root: &Fields<'_, '_>) -> bool {
    let keys = root.keys();
    keys.iter().all(|k| ADDING.contains(&k.value.as_str()))
}

impl Catalogue {
    /// What is wrong with packs that did not come along. Where nothing is, they are ready for the first report.
    pub fn problems_of(&self, chosen: &[&Pack]) -> Vec<Problem> {
        match self.on_top(chosen) {
            Some(library) => {
                self.opened.put(library);
                self.problems().to_vec()
            }
            None => self.library(chosen).problems,
        }
    }

    /// What linting needs of packs, where those that did not come along only add to the others, and nothing is wrong with
    /// them.
    pub(super) fn on_top(&self, chosen: &[&Pack]) -> Option<Library> {
        let packs = self.with_bases(chosen);
        let (above, below): (Vec<&Pack>, Vec<&Pack>) = packs.iter().partition(|p| p.foreign);
        if above.is_empty() || above.iter().any(|p| p.base || p.too_new) || self.has_top() {
            return None;
        }
        if let Some(ready) = self.opened.take(&packs) {
            return Some(ready);
        }
        let library = self.bundle?.library(&below, &self.opened)?;
        let owned = |at: &usize| Some((*at, self.sources.get(*at)?.file(self.lang)));
        let files = above.iter().flat_map(|p| &p.files).filter_map(owned);
        let files: Vec<(usize, File<'_>)> = files.collect();
        let trees: Vec<Tree<'_>> = files.iter().map(|(_, file)| Tree::parse(file)).collect();
        let near: Vec<&Tree<'_>> = trees.iter().collect();
        let both = files.iter().zip(&trees);
        let written = both.map(|((_, file), tree)| match tree.reuses(RULES) {
            true => tree.written_out(file, RULES, &near),
            false => tree.clone(),
        });
        let trees: Vec<Tree<'_>> = written.collect();
        let roots = files.iter().zip(&trees);
        let roots: Vec<(usize, Fields<'_, '_>)> =
            roots.map(|((at, f), t)| (*at, t.root(f))).collect();
        if !roots.iter().all(|(_, root)| only_adds(root)) {
            return None;
        }
        let library = self.added(library, &packs, &roots);
        for (_, root) in &roots {
            let _ = (root.has("pack"), root.has("part-of"));
            root.finish();
        }
        if library.is_none() || files.iter().any(|(_, file)| file.problem().is_some()) {
            // what is wrong is said when all is read
            self.made.unsay();
            return None;
        }
        library
    }

    /// The library with what the packs above add; `None` where they take a name that is taken.
    fn added(
        &self,
        mut library: Library,
        packs: &[&Pack],
        roots: &[(usize, Fields<'_, '_>)],
    ) -> Option<Library> {
        let place = |rule: &Rule| packs.iter().position(|p| p.id == rule.pack);
        let kinds = library.kinds.iter_mut().zip(&library.bases);
        for ((kind, basis), (_, rules)) in kinds.zip(&mut library.rules) {
            let own = packs.iter().filter(|p| p.kind == kind.id);
            let layers = own.map(|pack| Layer {
                pack,
                files: match pack.foreign {
                    true => files(pack, roots),
                    false => Vec::new(),
                },
            });
            let stack = Stack::new(layers.collect());
            let mut defined = Defined::default();
            defined.read(&stack);
            if defined.names().any(|name| basis.names.contains(name)) {
                return None;
            }
            let reader = PackReader {
                id: &kind.id,
                stack: &stack,
                depth: Depth::Whole,
                made: &self.made,
                below: Some(&basis.definitions(kind, self)),
            };
            let built = Built::read(&reader, &Guard::default());
            rules.extend(built.rules.into_iter().map(|r| r.rule));
            rules.sort_by_key(place);
            *kind = built.kind;
        }
        library.packs = packs.iter().map(|p| p.id.clone()).collect();
        Some(library)
    }
}

/// The files of a pack.
fn files<'r, 'f, 's>(pack: &Pack, roots: &'r [(usize, Fields<'f, 's>)]) -> Vec<&'r Fields<'f, 's>> {
    let of = |at: &usize| Some(&roots.iter().find(|(n, _)| n == at)?.1);
    pack.files.iter().filter_map(of).collect()
}
