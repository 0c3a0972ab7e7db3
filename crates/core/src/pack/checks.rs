//! What a rule checks: exactly one of the keys of this file.

use super::kind::scopes;
use super::messages::Say;
use super::others::{copied, dates};
use super::patterns::Lexicon;
use super::rules::Context;
use crate::fields::{At, Fields, Wrong};
use crate::report::{Matcher, Scope, SectionId, TableSpec};
use crate::rule::{
    Breakdown, CellFault, Check, LabelFault, SectionFault, SumFault, TableFault, Term, Topic,
    TopicFault,
};
use crate::text::{Bilingual, Pattern, near};

/// What several rules share: word lists, topics, and how sums in sentences are found.
#[derive(Clone, Debug, Default)]
pub(super) struct Shared {
    pub lexicon: Lexicon,
    /// Topics with the section that they belong to.
    pub topics: Vec<(SectionId, Topic)>,
    pub breakdown: Option<Breakdown>,
}

const KEYS: &[&str] = &[
    "match",
    "require",
    "sections",
    "topics",
    "terms",
    "breakdown",
    "cells",
    "version",
    "labels",
    "pairs",
    "numbering",
    "twice",
    "table",
    "copied",
    "replaced",
];

/// The check of a rule. `check` stands alone or with `match`.
pub(super) fn check(fields: &Fields<'_, '_>, context: &Context<'_>) -> Option<Check> {
    let present: Vec<&'static str> = KEYS.iter().copied().filter(|k| fields.has(k)).collect();
    let lexicon = &context.shared.lexicon;
    let scope = || scopes(fields, "in", context.kind, lexicon);
    let expression = fields.has("check");
    match (present.as_slice(), expression) {
        ([], true) => Some(Check::Expression),
        (["match"], _) => {
            let patterns = fields.texts("match");
            Some(Check::Match(lexicon.matcher(fields, &patterns, scope())))
        }
        (["require"], false) => Some(Check::Require {
            any_of: lexicon.all(fields, "require"),
            near: lexicon.one(fields, "near"),
            scope: scope(),
        }),
        (["sections"], false) => fields.choice("sections", SECTIONS).map(Check::Sections),
        (["topics"], false) => topics(fields, context, &scope()),
        (["terms"], false) => Some(Check::Terms(terms(fields, lexicon, &scope()))),
        (["breakdown"], false) => {
            let fault = fields.choice("breakdown", SUMS)?;
            let Some(shared) = &context.shared.breakdown else {
                fields.file.fault(fields.span, &Wrong::Missing("breakdown"));
                return None;
            };
            Some(Check::Breakdown(Box::new(Breakdown {
                fault,
                scope: scope(),
                ..shared.clone()
            })))
        }
        (["cells"], false) => Some(Check::Cells {
            fault: fields.choice("cells", CELLS)?,
            tables: named(fields, context, "tables", |t| vec![&t.id]),
            rows: named(fields, context, "rows", row_names),
        }),
        (["version"], false) => fields.flag("version").then_some(Check::Form),
        (["labels"], false) => fields.choice("labels", LABELS).map(Check::Labels),
        (["pairs"], false) => Some(Check::Pairs(pairs(fields))),
        (["numbering"], false) => Some(Check::Numbering {
            level: fields.within("numbering", 1..=4)?,
            scope: scope(),
        }),
        (["twice"], false) => Some(Check::Twice {
            least: fields.within("twice", 8..=80)?.into(),
            scope: scope(),
        }),
        (["table"], false) => fields.choice("table", TABLES).map(Check::Tables),
        (["copied"], false) => copied(fields, &scope()),
        (["replaced"], false) => Some(Check::Replaced(dates(fields, context))),
        (many, expression) => {
            let mut found: Vec<String> = many.iter().map(|k| (*k).to_owned()).collect();
            if expression {
                found.push("check".to_owned());
            }
            fields.file.fault(fields.span, &Say::Checks(found));
            None
        }
    }
}

/// The values that the messages of a check may use.
pub(super) fn values(check: &Check) -> &'static [&'static str] {
    match check {
        Check::Expression | Check::Match(_) | Check::Require { .. } => &[],
        Check::Sections(_) => &["title", "number", "found", "found-number"],
        Check::Topics { .. } => &["topics"],
        Check::Terms(_) => &["wrong", "right"],
        Check::Breakdown(_) => &["total", "sum", "parts", "equation", "delta"],
        Check::Cells { .. } => &["table", "count", "total", "first", "found"],
        Check::Form => &["used", "due", "year"],
        Check::Labels(_) => &["table", "found", "expected", "before", "count", "times"],
        Check::Pairs(_) => &["mark", "pair"],
        Check::Numbering { .. } => &["number", "last", "expected"],
        Check::Copied(_) => &["section", "count", "total", "percent", "year", "body"],
        Check::Replaced(_) => &["path", "count", "changed"],
        Check::Twice { .. } => &["found", "count"],
        Check::Tables(_) => &["table", "count", "rows", "row", "found", "expected"],
    }
}

const SECTIONS: &[(&str, SectionFault)] = &[
    ("missing", SectionFault::Missing),
    ("renamed", SectionFault::Renamed),
    ("variant", SectionFault::Variant),
    ("order", SectionFault::Order),
    ("repeated", SectionFault::Repeated),
    ("extra", SectionFault::Extra),
    ("number", SectionFault::Number),
    ("cut", SectionFault::Cut),
    ("part", SectionFault::Part),
];

const SUMS: &[(&str, SumFault)] = &[("over", SumFault::Over), ("short", SumFault::Short)];

const TOPICS: &[(&str, TopicFault)] = &[
    ("missing", TopicFault::Missing),
    ("unnamed", TopicFault::Unnamed),
    ("variant", TopicFault::Variant),
];

const CELLS: &[(&str, CellFault)] = &[
    ("blank", CellFault::Blank),
    ("placeholder", CellFault::Placeholder),
    ("negative", CellFault::Negative),
    ("fraction", CellFault::Fraction),
    ("unit", CellFault::Unit),
    ("text", CellFault::Text),
    ("width", CellFault::Width),
];

const LABELS: &[(&str, LabelFault)] = &[
    ("variant", LabelFault::Variant),
    ("group", LabelFault::Group),
    ("head", LabelFault::Head),
];

const TABLES: &[(&str, TableFault)] = &[
    ("absent", TableFault::Absent),
    ("rows", TableFault::Rows),
    ("width", TableFault::Width),
    ("lost", TableFault::Lost),
];

fn topics(fields: &Fields<'_, '_>, context: &Context<'_>, scope: &[Scope]) -> Option<Check> {
    let fault = fields.choice("topics", TOPICS)?;
    let Some(Scope::Section(section)) = scope.first() else {
        if !scope.is_empty() || !fields.has("in") {
            fields.file.fault(fields.place("in"), &Wrong::Missing("in"));
        }
        return None;
    };
    let own = context.shared.topics.iter().filter(|(s, _)| s == section);
    Some(Check::Topics {
        section: *section,
        topics: own.map(|(_, t)| t.clone()).collect(),
        fault,
    })
}

/// Reads one `[[topic]]`.
pub(super) fn topic(
    fields: &Fields<'_, '_>,
    section: Option<SectionId>,
    lexicon: &Lexicon,
) -> Option<(SectionId, Topic)> {
    let name = fields.needed("name").value;
    fields.needed("words");
    let words = lexicon.one(fields, "words");
    let official = lexicon.one(fields, "official");
    fields.finish();
    let words: Pattern = words?;
    Some((
        section?,
        Topic {
            name,
            official: official.unwrap_or_else(|| words.clone()),
            words,
        },
    ))
}

/// Terms are `[wrong, right]` pairs, or tables with `wrong`, `right`, `safe`, `except`, `outside-titles` and a message.
pub(super) fn terms(fields: &Fields<'_, '_>, lexicon: &Lexicon, scope: &[Scope]) -> Vec<Term> {
    let mut all = Vec::new();
    for (pair, span) in fields.rows("terms") {
        match pair.as_slice() {
            [wrong, right] => all.push(term(
                lexicon.matcher(fields, std::slice::from_ref(wrong), scope.to_vec()),
                right,
            )),
            _ => fields
                .file
                .fault(span, &Wrong::Type("[wrong, right]", "array")),
        }
    }
    for table in fields.tables("term") {
        let wrong = table.texts("wrong");
        if wrong.is_empty() && !table.has("wrong") {
            table.file.fault(table.span, &Wrong::Missing("wrong"));
        }
        let matcher = lexicon.matcher(&table, &wrong, scope.to_vec());
        let right = table.text("right").unwrap_or(At {
            value: String::new(),
            span: table.span,
        });
        let mut one = term(matcher, &right);
        one.note = table.words("message", "message-en");
        one.safe = table.flag("safe");
        table.finish();
        all.push(one);
    }
    all
}

fn term(matcher: Matcher, right: &At<String>) -> Term {
    Term {
        matcher,
        right: right.value.clone(),
        note: Bilingual::default(),
        safe: false,
    }
}

/// Names under a key, each of which must mean something in some table of the kind.
fn named(
    fields: &Fields<'_, '_>,
    context: &Context<'_>,
    key: &'static str,
    means: impl for<'t> Fn(&'t TableSpec) -> Vec<&'t str>,
) -> Vec<String> {
    let texts = fields.texts(key);
    let tables = context.kind.forms.iter().flat_map(|f| &f.tables);
    let known: Vec<&str> = tables.flat_map(means).collect();
    for text in &texts {
        if !known.contains(&text.value.as_str()) {
            let close = near(&text.value, known.iter().copied());
            let say = Wrong::Unknown(text.value.clone(), close);
            fields.file.fault(text.span, &say);
        }
    }
    texts.into_iter().map(|t| t.value).collect()
}

/// The rows and groups of rows of a table.
fn row_names(table: &TableSpec) -> Vec<&str> {
    let groups = table.row_groups.iter().map(|g| g.id.as_str());
    table
        .rows
        .iter()
        .map(|r| r.id.as_str())
        .chain(groups)
        .collect()
}

fn pairs(fields: &Fields<'_, '_>) -> Vec<(char, char)> {
    let mut all = Vec::new();
    for text in fields.texts("pairs") {
        let folded: Vec<char> = text.value.chars().map(crate::text::fold_char).collect();
        match folded.as_slice() {
            [open, close] => all.push((*open, *close)),
            _ => fields
                .file
                .fault(text.span, &Wrong::Type("two characters", "string")),
        }
    }
    all
}
