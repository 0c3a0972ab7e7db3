//! From the texts of pack files to a library: first what rules name (word lists, kinds, forms, zones, mentions,
//! parameters), then the rules. A fault leaves out what it touches; the rest is loaded.

use super::checks::{self, Shared};
use super::kind;
use super::messages::Say;
use super::rules::{self, Context};
use super::sample::{self, Sample};
use super::{Library, Source};
use crate::fields::{Fields, File, Tree, Wrong};
use crate::report::Kind;
use crate::rule::Node;
use crate::text::{Lang, Number, Span, near};
use std::collections::BTreeMap;

/// Loads all sources together; files of one kind may come in any order.
pub(super) fn load(sources: &[Source], lang: Lang) -> Library {
    let files: Vec<File<'_>> = sources
        .iter()
        .map(|s| File::new(&s.text, lang, !s.builtin))
        .collect();
    let trees: Vec<Tree<'_>> = files.iter().map(Tree::parse).collect();
    let roots: Vec<Fields<'_, '_>> = files
        .iter()
        .zip(&trees)
        .map(|(file, tree)| tree.root(file))
        .collect();
    let ids = kinds(&roots);
    let mut library = Library::default();
    for id in ids {
        let own: Vec<&Fields<'_, '_>> = roots.iter().filter(|r| r.plain("kind-id") == id).collect();
        one_kind(&id, &own, &mut library);
    }
    for root in &roots {
        root.finish();
    }
    library.problems = files
        .iter()
        .zip(sources)
        .filter_map(|(file, source)| file.problem(&source.name))
        .collect();
    library
}

/// The kinds that files speak of, in order. A kind has a file with a `[kind]` table.
fn kinds(roots: &[Fields<'_, '_>]) -> Vec<String> {
    let mut ids: Vec<String> = Vec::new();
    for root in roots {
        let id = root.needed("kind-id").value;
        root.needed("pack");
        if root.has("kind") && !id.is_empty() && !ids.contains(&id) {
            ids.push(id);
        }
    }
    for root in roots {
        if let Some(id) = root.text("kind-id").filter(|id| !ids.contains(&id.value)) {
            root.file.fault(id.span, &Say::NoKind(id.value));
        }
    }
    ids
}

fn one_kind(id: &str, files: &[&Fields<'_, '_>], library: &mut Library) {
    let mut shared = Shared::default();
    files.iter().for_each(|f| shared.lexicon.add(f));
    let mut made = Kind::default();
    for fields in files.iter().filter_map(|f| f.table("kind")) {
        made = kind::kind(id, &fields, &shared.lexicon);
    }
    for file in files {
        let forms = file.tables("form");
        made.forms.extend(
            forms
                .iter()
                .map(|f| kind::form(f, &made))
                .collect::<Vec<_>>(),
        );
    }
    for file in files {
        for fields in file.tables("zone") {
            let zone = kind::zone(&fields, &made, &shared.lexicon);
            made.zones.push(zone);
        }
    }
    let params = params(files);
    for file in files {
        for fields in file.tables("mention") {
            let mention = kind::mention(&fields, &made, &shared.lexicon);
            made.mentions.push(mention);
        }
        for fields in file.tables("topic") {
            let section = fields.text("section").and_then(|t| made.section(&t.value));
            let topic = checks::topic(&fields, section, &shared.lexicon);
            shared.topics.extend(topic);
        }
        if let Some(fields) = file.table("breakdown") {
            shared.breakdown = checks::breakdown(&fields, &shared.lexicon);
        }
    }
    let sample = files.iter().find_map(|f| f.table("sample"));
    let sample = sample.map(|f| sample::sample(&f)).unwrap_or_default();
    let rules = rules(files, &made, &params, &shared);
    library.rules.push((id.to_owned(), rules));
    library.samples.push(sample as Sample);
    library.kinds.push(made);
}

fn rules(
    files: &[&Fields<'_, '_>],
    kind: &Kind,
    params: &BTreeMap<String, Node>,
    shared: &Shared,
) -> Vec<crate::rule::Rule> {
    let mut rules: Vec<crate::rule::Rule> = Vec::new();
    for file in files {
        let pack = file.plain("pack");
        let context = Context {
            kind,
            params,
            shared,
            pack: &pack,
        };
        for fields in file.tables("rule") {
            let Some(rule) = rules::rule(&fields, &context) else {
                continue;
            };
            if rules.iter().any(|r| r.id == rule.id) {
                let span = fields.text("id").map_or(fields.span, |t| t.span);
                fields.file.fault(span, &Wrong::Duplicate(rule.id));
                continue;
            }
            rules.push(rule);
        }
    }
    rules
}

/// Reads `[param.NAME]` tables: a `default` and values `by-class`.
fn params(files: &[&Fields<'_, '_>]) -> BTreeMap<String, Node> {
    let mut all = BTreeMap::new();
    for table in files.iter().filter_map(|f| f.table("param")) {
        for (name, fields) in table.named_tables() {
            let default = value(&fields, "default").map(Box::new);
            let classes = fields.table("by-class");
            let by_class = classes.map(|f| class_values(&f)).unwrap_or_default();
            let _ = fields.plain("why");
            fields.finish();
            all.insert(
                name.value.clone(),
                Node::Param {
                    name: name.value,
                    by_class,
                    default,
                },
            );
        }
    }
    all
}

fn class_values(fields: &Fields<'_, '_>) -> Vec<(String, Node)> {
    let entries = fields.entries();
    let values = entries.into_iter().filter_map(|(class, values)| {
        let text = values.into_iter().next()?;
        Some((class.value, literal(fields, &text.value, text.span)?))
    });
    values.collect()
}

fn value(fields: &Fields<'_, '_>, key: &'static str) -> Option<Node> {
    let text = fields.text(key)?;
    literal(fields, &text.value, text.span)
}

/// A month and day, a number, or a text.
fn literal(fields: &Fields<'_, '_>, text: &str, span: Span) -> Option<Node> {
    let dated = text.len() == 5 && text.split_once('-').is_some();
    let month_day = text.split_once('-').and_then(|(m, d)| {
        let (m, d) = (m.parse::<u8>().ok()?, d.parse::<u8>().ok()?);
        let fits = (1..=12).contains(&m) && (1..=31).contains(&d);
        fits.then_some(Node::MonthDay(m, d))
    });
    if dated && month_day.is_none() {
        fields.file.fault(span, &Say::MonthDay);
        return None;
    }
    let number = Number::parse(text).map(Node::Number);
    Some(
        month_day
            .filter(|_| dated)
            .or(number)
            .unwrap_or_else(|| Node::Text(text.to_owned())),
    )
}

/// Ids of rules that look like one.
pub(super) fn near_rules(library: &Library, id: &str) -> Vec<String> {
    near(id, library.all_rules().map(|(_, r)| r.id.as_str()))
}
