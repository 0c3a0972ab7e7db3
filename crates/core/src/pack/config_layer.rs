//! What `gouji.toml` sets for rules and parameters: the topmost layers, under the locks of the packs.

use super::catalogue::{Catalogue, Pack};
use super::life::NowCalled;
use super::lock::{Lock, refuse};
use super::rules::SEVERITIES;
use super::source::{Source, SourceOrigin};
use super::stack::{Layer, Stack};
use crate::diagnostic::Severity;
use crate::fields::{At, Fields, File, Mixed, Problem, Tree, Wrong};
use crate::rule::names;
use crate::text::{Span, near};
use std::collections::BTreeSet;

/// A configuration, as far as it is a layer on packs.
#[derive(Clone, Debug)]
pub struct ConfigLayer {
    /// Its path.
    pub name: String,
    /// Its text.
    pub text: String,
    /// The places of the `[[path]]` tables that hold, besides what stands in front of them.
    pub areas: Vec<usize>,
}

/// The layers of a configuration.
#[derive(Clone, Debug)]
pub(super) struct TopLayer {
    pub source: Source,
    areas: Vec<usize>,
    /// One for each layer.
    packs: Vec<Pack>,
}

impl Catalogue {
    /// The same packs, with a configuration as the topmost layer.
    pub fn topped(&self, top: ConfigLayer) -> Self {
        let under: BTreeSet<String> = self.packs().iter().map(|p| p.id.clone()).collect();
        let pack = |_| Pack {
            id: top.name.clone(),
            path: top.name.clone(),
            under: under.clone(),
            foreign: true,
            ..Pack::default()
        };
        let topmost = TopLayer {
            packs: (0..=top.areas.len()).map(pack).collect(),
            areas: top.areas,
            source: Source {
                name: top.name,
                text: top.text.into(),
                origin: SourceOrigin::Explicit,
            },
        };
        let mut topped = self.clone();
        topped.top = Some(topmost);
        topped
    }

    /// Whether a configuration sets something for rules or parameters.
    pub fn has_top(&self) -> bool {
        let Some(top) = &self.top else { return false };
        let file = top.source.file(self.lang);
        let tree = Tree::parse(&file);
        let root = tree.root(&file);
        let sets = |t: &Fields<'_, '_>| t.has("severity") | t.has("param") | t.has("ignore");
        sets(&root) || root.tables("path").iter().any(sets)
    }

    /// What is wrong with the rules and parameters that the configuration names; whether it suits the packs is said
    /// where a library is read.
    pub fn top_problem(&self) -> Option<Problem> {
        let source = &self.top.as_ref()?.source;
        let file = source.file(self.lang);
        let tree = Tree::parse(&file);
        let root = tree.root(&file);
        let areas = root.tables("path");
        let tables = || [&root].into_iter().chain(&areas);
        let rules: Vec<At<String>> = tables().flat_map(named).collect();
        let former = self.former();
        for name in &rules {
            if let Some(now) = former.get(&name.value) {
                file.remark(Severity::Info, name.span, &NowCalled(now.clone()));
            }
        }
        if !rules.is_empty() {
            let ids: Vec<String> = self.rules().into_iter().map(|(id, _)| id).collect();
            unknown(&file, rules, &ids, |id, pattern| names(pattern, id));
        }
        let params = tables().filter_map(|t| t.table("param"));
        let params: Vec<Fields<'_, '_>> = params.collect();
        if !params.is_empty() {
            let (all, all_classes) = self.params();
            let names = params.iter().flat_map(Fields::keys).collect();
            unknown(&file, names, &all, |id, name| id == name);
            let named = params.iter().flat_map(classes).collect();
            unknown(&file, named, &all_classes, |id, name| id == name);
        }
        // what severities there are
        tables().for_each(|t| drop(severities(t)));
        file.problem()
    }

    /// The names of all parameters of all packs, and of all classes of bodies.
    fn params(&self) -> (Vec<String>, Vec<String>) {
        let (mut params, mut classes) = (Vec::new(), Vec::new());
        for file in self.sources.iter().map(|s| s.file(self.lang)) {
            let tree = Tree::parse(&file);
            let root = tree.root(&file);
            let own = root.table("param").map(|p| p.keys()).unwrap_or_default();
            params.extend(own.into_iter().map(|name| name.value));
            let own = root.table("kind").map(|k| k.tables("class"));
            let own = own.unwrap_or_default().into_iter();
            classes.extend(own.filter_map(|c| Some(c.text("id")?.value)));
        }
        (params, classes)
    }
}

/// The classes of bodies for which parameters are set.
fn classes(params: &Fields<'_, '_>) -> Vec<At<String>> {
    let tables = params
        .mixed()
        .into_iter()
        .filter_map(|(_, value)| match value {
            Mixed::Table(table) => table.table("by-class"),
            Mixed::Texts(_) => None,
        });
    tables.flat_map(|t| t.keys()).collect()
}

/// The rules that a table names.
fn named(table: &Fields<'_, '_>) -> Vec<At<String>> {
    let keys = table.table("severity").map(|t| t.keys());
    let lists = ["select", "ignore"].map(|key| table.texts(key));
    keys.into_iter().chain(lists).flatten().collect()
}

/// Notes the names that mean nothing.
fn unknown(
    file: &File<'_>,
    names: Vec<At<String>>,
    all: &[String],
    means: impl Fn(&str, &str) -> bool,
) {
    for name in names {
        if !all.iter().any(|id| means(id, &name.value)) {
            let close = match name.value.trim_end_matches('*') {
                "" => Vec::new(),
                word => near(word, all.iter().map(String::as_str)),
            };
            file.fault(name.span, &Wrong::Unknown(name.value, close));
        }
    }
}

/// What a rule is set to; `None` switches it off.
type Grade = Option<Severity>;

fn severities<'f, 's>(table: &Fields<'f, 's>) -> Vec<(At<String>, At<Grade>)> {
    let mut all = Vec::new();
    for (name, texts) in table
        .table("severity")
        .map(|t| t.entries())
        .unwrap_or_default()
    {
        let Some(text) = texts.into_iter().next() else {
            continue;
        };
        let known = SEVERITIES.iter().find(|(n, _)| *n == text.value);
        let grade = known.map(|(_, severity)| Some(*severity));
        let off = (text.value == "off").then_some(None);
        match grade.or(off) {
            Some(value) => all.push((
                name,
                At {
                    value,
                    span: text.span,
                },
            )),
            None => {
                let choices = SEVERITIES.iter().map(|(n, _)| (*n).to_owned());
                let choices = choices.chain(["off".to_owned()]).collect();
                table
                    .file
                    .fault(text.span, &Wrong::Choice(text.value, choices));
            }
        }
    }
    all
}

/// A layer of a configuration.
pub(super) struct PathSection<'f, 's> {
    pub layer: usize,
    pub file: &'f File<'s>,
    pub params: Option<Fields<'f, 's>>,
    severities: Vec<(At<String>, At<Grade>)>,
    ignore: Vec<At<String>>,
}

/// What a layer of a configuration sets for a rule.
pub(super) struct SeverityOverride<'f, 's> {
    pub layer: usize,
    pub file: &'f File<'s>,
    pub span: Span,
    /// `None` switches it off.
    pub severity: Option<Severity>,
    /// The rule is named in full, which switches it on.
    pub in_full: bool,
}

impl SeverityOverride<'_, '_> {
    /// Whether the rule runs, where that is said.
    pub fn runs(&self) -> Option<bool> {
        match self.severity {
            None => Some(false),
            Some(_) => self.in_full.then_some(true),
        }
    }
}

impl TopLayer {
    /// The layers on top of `below` others.
    pub fn layers<'f, 's>(
        &'f self,
        below: usize,
        root: &'f Fields<'f, 's>,
    ) -> (Vec<Layer<'f, 's>>, Vec<PathSection<'f, 's>>) {
        let areas = root.tables("path").into_iter().enumerate();
        let here = areas.filter(|(at, _)| self.areas.contains(at));
        let mut chapters = vec![chapter(below, root)];
        for (_, area) in here {
            chapters.push(chapter(below + chapters.len(), &area));
        }
        let layers = self.packs.iter().map(|pack| Layer {
            pack,
            files: Vec::new(),
        });
        (layers.collect(), chapters)
    }
}

fn chapter<'f, 's>(layer: usize, fields: &Fields<'f, 's>) -> PathSection<'f, 's> {
    PathSection {
        layer,
        file: fields.file,
        params: fields.table("param"),
        severities: severities(fields),
        ignore: fields.texts("ignore"),
    }
}

impl<'f, 's> PathSection<'f, 's> {
    /// What is set for a rule: by its id, else by the longest beginning.
    pub fn grading(&self, rule: &str) -> Option<SeverityOverride<'f, 's>> {
        let meant = self
            .severities
            .iter()
            .filter(|(name, _)| names(&name.value, rule));
        let rank = |name: &str| (!name.ends_with('*'), name.len());
        let (name, grade) = meant.max_by_key(|(name, _)| rank(&name.value))?;
        Some(SeverityOverride {
            layer: self.layer,
            file: self.file,
            span: grade.span,
            severity: grade.value,
            in_full: name.value == rule,
        })
    }

    /// Says where a rule is ignored that a lock keeps on.
    pub fn refuse_to_ignore(&self, stack: &Stack<'_, '_>, rule: &str, lock: &Lock<'_, '_>) {
        let meant = self.ignore.iter().filter(|name| names(&name.value, rule));
        for name in meant {
            refuse(stack, lock, self.file, name.span, "ignore");
        }
    }
}
