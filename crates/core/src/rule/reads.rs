//! What evaluations tell a recorder about what they read.

use super::eval::{Eval, EvalResult};
use super::node::{Builtin, Node};
use super::record::{Purpose, Recorder};
use super::trace::{Read, Role, Source};
use super::value::{Operand, Unknown};
use crate::diagnostic::CellName;
use crate::report::{FormCell, Group, Kind, Match, MentionId, Report, Scope, SectionId};
use crate::text::{Pattern, Span};
use std::ops::Range;

/// How many places of a mention are kept of which only the presence counts.
const MOST_PLACES: usize = 40;

impl<'e, R: Recorder> Eval<'e, R> {
    /// Does something whose reads decide whether the rule applies, or how grave a finding is.
    pub(super) fn deciding<T>(&mut self, role: Role, act: impl FnOnce(&mut Self) -> T) -> T {
        let presence = false;
        let before = self.record.reads_for(Purpose { role, presence });
        let result = act(self);
        self.record.reads_for(before);
        result
    }

    /// Reads a value for where it stands or whether it is there, not for what it is.
    pub(super) fn presence_of(&mut self, node: &'e Node) -> EvalResult<'e> {
        let before = self.record.reads_for(Purpose::default());
        self.record.reads_for(Purpose {
            presence: true,
            ..before
        });
        let read = self.value(node);
        self.record.reads_for(before);
        read
    }

    pub(super) fn note_cell(
        &mut self,
        cell: FormCell,
        read: &Result<Option<Operand<'e>>, Unknown>,
    ) {
        let (text, span) = match read {
            Ok(None) => return,
            Ok(Some(operand)) => (Some(operand), Some(operand.span)),
            Err(unknown) => (None, unknown.span),
        };
        let report = self.report;
        self.record.read(|| {
            let spec = report.form.tables.get(cell.table);
            let axes = spec.and_then(|s| {
                let (row, column) = (s.rows.get(cell.row)?, s.columns.get(cell.column)?);
                Some((s, row, column))
            });
            let Some((spec, axis, head)) = axes else {
                return Read::absent(Source::Cell, "");
            };
            let fact = report.at(cell);
            let cell = CellName {
                table: spec.title.clone(),
                row: axis.label.clone(),
                column: head.label.clone(),
            };
            let id = format!("{}[{}, {}]", spec.id, axis.id, head.id);
            Read {
                text: text.map(|o| o.value.to_string()).unwrap_or_default(),
                span,
                name: cell.title(),
                cell: Some(cell),
                assumed: text.is_some() && fact.is_some_and(|f| f.stands_for.is_some()),
                ..Read::absent(Source::Cell, id).of(spec, &axis.id)
            }
        });
    }

    /// A mention, with what was read of it.
    pub(super) fn note_mention(
        &mut self,
        source: Source,
        at: MentionId,
        read: Option<&Operand<'e>>,
    ) {
        let (kind, lang) = (self.report.kind, self.lang);
        self.record.read(|| {
            let spec = kind.mentions.get(at);
            let id = spec.map_or("", |m| m.id.as_str());
            Read {
                text: read.map(|o| o.value.to_string()).unwrap_or_default(),
                span: read.map(|o| o.span),
                ..Read::absent(source, id).named(spec.map_or("", |m| m.label.get(lang)))
            }
        });
    }

    /// Whether and where a mention is there. Each evaluation may look for it, so that not all places of many are kept.
    pub(super) fn note_presence(&mut self, at: MentionId, hits: &[&Match]) {
        if R::READS {
            for hit in hits.iter().take(MOST_PLACES) {
                // all its words
                let text = self.report.document.slice(hit.span);
                let whole = Operand::text(text, hit.span);
                self.note_mention(Source::Presence, at, Some(&whole));
            }
        }
        if hits.is_empty() {
            self.note_mention(Source::Presence, at, None);
        }
    }

    pub(super) fn note_fact(&mut self, fact: Builtin, read: &EvalResult<'e>) {
        let body = self.report.stated_body.as_ref();
        self.record.read(|| {
            let shown = read.as_ref().ok();
            let span = match fact {
                Builtin::Class | Builtin::Place => body.map(|b| b.span),
                _ => shown.and_then(|s| s.place),
            };
            let name = Builtin::ALL.iter().find(|(_, b)| *b == fact);
            Read {
                text: shown.map(|s| s.value.to_string()).unwrap_or_default(),
                span,
                ..Read::absent(Source::Fact(fact), name.map_or("", |(n, _)| n))
            }
        });
    }

    /// Words that were looked for in ranges of folded text.
    pub(super) fn note_words(&mut self, source: Source, pattern: &Pattern, parts: &[Range<usize>]) {
        if !R::READS {
            return;
        }
        for read in words(self.report, source, pattern, parts) {
            self.record.read(|| read);
        }
    }

    /// Words that were looked for and belong to no single evaluation.
    pub(super) fn note_words_around(&mut self, pattern: &Pattern, parts: &[Range<usize>]) {
        if !R::READS {
            return;
        }
        for read in words(self.report, Source::Words, pattern, parts) {
            self.record.around(|| read);
        }
    }

    /// A part of the text, as far as it is there.
    pub(super) fn note_part(&mut self, scope: &[Scope], parts: &[Range<usize>]) {
        let report = self.report;
        self.record.read(|| {
            let text = parts.iter().map(|r| report.prose.text(r.clone()));
            Read {
                text: text.collect::<Vec<_>>().join("\n"),
                ..part(report, Source::Part, scope, parts)
            }
        });
    }

    /// Where something is looked for.
    pub(super) fn note_scope(&mut self, scope: &[Scope], parts: &[Range<usize>]) {
        let report = self.report;
        self.record
            .read(|| part(report, Source::Scope, scope, parts));
    }

    /// A group of the rule's pattern, as far as it took part.
    pub(super) fn note_group(&mut self, name: &str, group: Option<&Group>) {
        let document = self.report.document;
        self.record.read(|| match group {
            Some(group) => Read::found(Source::Group, name, document.slice(group.span), group.span),
            None => Read::absent(Source::Group, name),
        });
    }

    /// The heading of a section.
    pub(super) fn note_heading(&mut self, section: SectionId) {
        let report = self.report;
        self.record.read(|| {
            let spec = report.kind.sections.get(section);
            let id = spec.map_or("", |s| s.id.as_str());
            let read = match report.heading(section) {
                Some(found) => Read::found(Source::Heading, id, &found.title, found.span),
                None => Read::absent(Source::Heading, id),
            };
            read.named(report.kind.path(section))
        });
    }

    /// A pattern that a value is held against.
    pub(super) fn note_match(&mut self, pattern: &Pattern, text: &str, place: Option<Span>) {
        // a value that has no place of its own is made from the body's name
        let body = self.report.stated_body.as_ref().map(|b| b.span);
        self.record.read(|| {
            let found = pattern.find(text).and_then(|r| text.get(r));
            Read {
                text: found.unwrap_or_default().to_owned(),
                span: place.or(body),
                ..Read::absent(Source::Wording, pattern.source()).named(pattern.label())
            }
        });
    }
}

/// The places of words in ranges of folded text; one read that says so where there is none.
pub(super) fn words(
    report: &Report<'_>,
    source: Source,
    pattern: &Pattern,
    parts: &[Range<usize>],
) -> Vec<Read> {
    let (prose, id, name) = (&report.prose, pattern.source(), pattern.label());
    let all = parts.iter();
    let ranges = all.flat_map(|part| prose.searched().find_all(pattern, part));
    let found = ranges.map(|r| {
        let read = Read::found(source, id, prose.text(r.clone()), prose.span(&r));
        read.named(name.as_str())
    });
    let found: Vec<Read> = found.collect();
    match found.is_empty() {
        true => vec![Read::absent(source, id).named(name)],
        false => found,
    }
}

fn part(report: &Report<'_>, source: Source, scope: &[Scope], parts: &[Range<usize>]) -> Read {
    let (id, name) = scope_name(report.kind, scope);
    let spans = parts.iter().filter(|r| !r.is_empty());
    let spans = spans.map(|r| report.prose.span(r));
    Read {
        span: spans.reduce(Span::cover),
        ..Read::absent(source, id).named(name)
    }
}

/// The id and the name of parts of the text.
pub(in crate::rule) fn scope_name(kind: &Kind, scope: &[Scope]) -> (String, String) {
    let names = scope.iter().map(|one| match one {
        Scope::Head => ("head".to_owned(), String::new()),
        Scope::Headings => ("headings".to_owned(), String::new()),
        Scope::Tail => ("tail".to_owned(), String::new()),
        Scope::Section(at) => {
            let spec = kind.sections.get(*at);
            spec.map(|s| (s.id.clone(), kind.path(*at)))
                .unwrap_or_default()
        }
        Scope::Zone(at) => {
            let id = kind
                .zones
                .get(*at)
                .map(|z| z.id.clone())
                .unwrap_or_default();
            (id.clone(), id)
        }
    });
    let (ids, names): (Vec<String>, Vec<String>) = names.unzip();
    let named: Vec<String> = names.into_iter().filter(|n| !n.is_empty()).collect();
    (ids.join(", "), named.join("\u{3001}"))
}
