//! The answer for programs. Places are those of the findings: see [`crate::json`].

use std::io::{self, Write};

use serde::Serialize;

use super::Page;
use super::words::Say;
use crate::json::VERSION;
use crate::place::Range;
use gouji_core::document::Document;
use gouji_core::pack::Setting;
use gouji_core::rule::{Builtin, Outcome, Read, Role, Skip, Source, Traced};

#[derive(Serialize)]
struct WhyOut<'a> {
    version: u32,
    path: &'a str,
    rule: &'a str,
    pack: &'a str,
    layers: Vec<LayerOut<'a>>,
    severity: &'static str,
    class: &'static str,
    title: &'a str,
    fault: &'a str,
    year: Option<i32>,
    form: Option<&'a str>,
    ran: bool,
    not_run: Option<SkipOut>,
    evaluations: Vec<RunOut<'a>>,
    around: Vec<ReadOut<'a>>,
}

#[derive(Serialize)]
struct SkipOut {
    /// `no-report`, `refused`, `kind`, `off`, `year` or `form`.
    reason: &'static str,
    text: String,
}

#[derive(Serialize)]
struct RunOut<'a> {
    instance: &'a str,
    /// `pass`, `fail`, `unknown` or `not-applicable`.
    outcome: &'static str,
    text: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    cause: &'a str,
    sums: &'a [String],
    conditions: &'a [String],
    reads: Vec<ReadOut<'a>>,
}

#[derive(Serialize)]
struct ReadOut<'a> {
    source: &'static str,
    /// `check`, `when` or `soften`.
    role: &'static str,
    id: &'a str,
    name: &'a str,
    /// The cell is blank; the sums of its table say that it stands for this.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    assumed: bool,
    /// What was read; `null` where nothing is there.
    text: Option<&'a str>,
    #[serde(flatten)]
    place: Option<Range>,
}

/// What a layer sets.
#[derive(Serialize)]
struct LayerOut<'a> {
    pack: &'a str,
    key: &'a str,
    value: &'a str,
    path: &'a str,
    line: usize,
    fate: &'static str,
}

impl<'a> LayerOut<'a> {
    fn new(setting: &'a Setting) -> Self {
        LayerOut {
            pack: &setting.pack,
            key: &setting.key,
            value: &setting.value,
            path: &setting.path,
            line: setting.line,
            fate: setting.fate.name(),
        }
    }
}

impl Page<'_> {
    /// Writes the answer as one JSON value.
    pub fn json(&self, out: &mut dyn Write) -> io::Result<()> {
        let (rule, trace, document) = (self.rule, self.trace, self.document);
        let lang = self.style.lang;
        let answer = WhyOut {
            version: VERSION,
            path: &document.name,
            rule: &rule.id,
            pack: &rule.pack,
            layers: self.layers.iter().map(LayerOut::new).collect(),
            severity: rule.severity.name(),
            class: rule.class.name(),
            title: rule.title.get(lang),
            fault: rule.fault(lang),
            year: self.report.and_then(|r| r.year()),
            form: self.report.map(|r| r.form.id.as_str()),
            ran: trace.skip.is_none(),
            not_run: trace.skip.as_ref().map(|skip| SkipOut {
                reason: reason(skip),
                text: Say::Skip(skip).say(lang),
            }),
            evaluations: trace
                .runs
                .iter()
                .map(|r| RunOut::new(document, r))
                .collect(),
            around: reads(document, &trace.around),
        };
        serde_json::to_writer_pretty(&mut *out, &answer)?;
        writeln!(out)
    }
}

/// An evaluation as JSON.
pub(crate) fn evaluation(
    document: &Document,
    run: &Traced,
) -> serde_json::Result<serde_json::Value> {
    serde_json::to_value(RunOut::new(document, run))
}

impl<'a> RunOut<'a> {
    fn new(document: &Document, run: &'a Traced) -> Self {
        RunOut {
            instance: &run.instance,
            outcome: match run.outcome {
                Outcome::Pass => "pass",
                Outcome::Fail(_) => "fail",
                Outcome::Unknown(_) => "unknown",
                Outcome::NotApplicable => "not-applicable",
            },
            text: &run.said,
            cause: &run.cause,
            sums: &run.seen.sums,
            conditions: &run.seen.conditions,
            reads: reads(document, &run.seen.reads),
        }
    }
}

fn reads<'a>(document: &Document, reads: &'a [Read]) -> Vec<ReadOut<'a>> {
    let reads = reads.iter().map(|read| ReadOut {
        source: source(read.source),
        role: match read.role {
            Role::Check => "check",
            Role::When => "when",
            Role::Soften => "soften",
        },
        id: &read.id,
        name: &read.name,
        text: (!read.text.is_empty() || read.span.is_some()).then_some(read.text.as_str()),
        assumed: read.assumed,
        place: read.span.map(|s| Range::new(document, s)),
    });
    reads.collect()
}

fn reason(skip: &Skip) -> &'static str {
    match skip {
        Skip::NoReport => "no-report",
        Skip::Refused(_) => "refused",
        Skip::Kind(_) => "kind",
        Skip::Off => "off",
        Skip::Alone => "alone",
        Skip::SwitchedOff => "switched-off",
        Skip::Pack(_) => "pack",
        Skip::Year(..) => "year",
        Skip::Form(_) => "form",
    }
}

fn source(source: Source) -> &'static str {
    match source {
        Source::Cell => "cell",
        Source::Mention => "mention",
        Source::Other => "other-report",
        Source::Presence => "presence",
        Source::Group => "group",
        Source::Fact(fact) => Builtin::ALL
            .iter()
            .find(|(_, b)| *b == fact)
            .map_or("", |(n, _)| n),
        Source::Param => "parameter",
        Source::Words => "words",
        Source::Wording => "wording",
        Source::Match => "match",
        Source::Exception => "exception",
        Source::Term => "term",
        Source::Heading => "heading",
        Source::Part => "part",
        Source::Scope => "scope",
        Source::Topic => "topic",
        Source::Figure => "figure",
        Source::Label => "label",
        Source::Table => "table",
        Source::Mark => "mark",
        Source::Ordinal => "ordinal",
    }
}
