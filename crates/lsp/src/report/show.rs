//! What is shown in a report: hover, hints, lenses; and where a figure comes from.

use std::collections::BTreeSet;

use lsp_types::{
    CodeLens, Command, GotoDefinitionResponse, Hover, HoverContents, InlayHint, InlayHintKind,
    InlayHintLabel, Location, MarkupContent, MarkupKind, Position, Range, Uri,
};

use super::Open;
use crate::buffers::Buffer;
use crate::messages::Text;
use crate::publish;
use crate::serve::Session;
use crate::uri;
use gouji_core::linter::{Ending, Evaluation};
use gouji_core::rule::{Read, Role, Source};
use gouji_core::text::Span;

/// What is known of the cell or figure at a place: every check that reads it.
pub fn hover(session: &Session, uri: &Uri, buffer: &Buffer, at: Position) -> Option<Hover> {
    let open = Open::new(session, uri, buffer)?;
    let at = open.page.offset(at);
    let lang = session.project.lang();
    let cell = open.evaluated.cell(at);
    let place = cell.as_ref().map(|(_, span)| *span);
    let wanted = |e: &Evaluation, r: &Read| match place {
        Some(span) => r.span == Some(span),
        None => is_figure(e, r),
    };
    let here: Vec<(&Evaluation, &Read)> = open.evaluated.at(at, wanted).collect();
    let (title, span) = match cell {
        Some((name, span)) => (format!("**{}** — {}", name.title(), name.table), span),
        None => {
            let shortest = here.iter().filter_map(|(_, r)| r.span);
            let span = shortest.min_by_key(|s| s.len())?;
            // other things are named after the pattern that found them
            let named = |r: &Read| matches!(r.source, Source::Mention | Source::Presence);
            let name = here.iter().find(|(_, r)| named(r) && !r.name.is_empty());
            let words = open.analysis.document.slice(span);
            let title = name.map_or(words, |(_, r)| r.name.as_str());
            (format!("**{title}**"), span)
        }
    };
    let mut lines = vec![title];
    let last = open
        .evaluated
        .last_year
        .iter()
        .find(|l| Some(l.span) == place);
    lines.extend(last.map(|l| Text::LastYear(l.year, &l.value.to_string()).say(lang)));
    if here.is_empty() {
        lines.push(Text::NoChecks.say(lang));
    }
    for (evaluation, _) in &here {
        lines.push(line(evaluation));
        if place.is_none() {
            let tied = cells(evaluation).map(|read| {
                let name = read.cell.as_ref().map(|c| c.title()).unwrap_or_default();
                format!("  - {name} = {}", read.text)
            });
            lines.extend(tied);
        }
    }
    Some(Hover {
        contents: HoverContents::Markup(MarkupContent {
            kind: MarkupKind::Markdown,
            value: lines.join("\n"),
        }),
        range: Some(open.page.range(span)),
    })
}

/// An evaluation in a line of a list.
fn line(evaluation: &Evaluation) -> String {
    let sign = match evaluation.ending {
        Ending::Holds => "\u{2713}",
        Ending::Fails => "\u{2717}",
        Ending::Open => "?",
    };
    let (rule, title) = (&evaluation.rule, &evaluation.title);
    let said = match evaluation.sums.is_empty() {
        true => evaluation.said.clone(),
        false => format!("`{}`", evaluation.sums.join("`, `")),
    };
    let said = match said.is_empty() {
        true => title.clone(),
        false => format!("{said} — {title}"),
    };
    format!("- {sign} {said} (`{rule}`)")
}

/// Whether something that was read is a figure in prose, which is no cell: a value, digits that a pattern of the rule
/// found, or words that stand for a value and are held against others.
fn is_figure(evaluation: &Evaluation, read: &Read) -> bool {
    let compares = !evaluation.sums.is_empty();
    let digits = read.text.chars().any(char::is_numeric);
    let figure = match read.source {
        Source::Mention | Source::Figure => true,
        Source::Group => compares || digits,
        Source::Presence => read.role == Role::Check && (compares || digits),
        Source::Fact(_) | Source::Match | Source::Wording | Source::Ordinal => digits,
        _ => false,
    };
    read.cell.is_none() && figure
}

/// The cells that an evaluation read, each once.
fn cells(evaluation: &Evaluation) -> impl Iterator<Item = &Read> {
    let mut seen = BTreeSet::new();
    let reads = evaluation.reads.iter().filter(|r| r.cell.is_some());
    reads.filter(move |r| r.span.is_some_and(|s| seen.insert(s)))
}

/// The cells that a figure is tied to; without any, the rules that read it; at a finding that is about no figure, its
/// rule.
pub fn definition(
    session: &Session,
    uri: &Uri,
    buffer: &Buffer,
    at: Position,
) -> Option<GotoDefinitionResponse> {
    let open = Open::new(session, uri, buffer)?;
    let at = open.page.offset(at);
    let inside = |s: Span| s.start <= at && at <= s.end;
    let mut rules: BTreeSet<&str> = BTreeSet::new();
    if open.evaluated.cell(at).is_none() {
        let here: Vec<(&Evaluation, &Read)> = open.evaluated.at(at, is_figure).collect();
        let tied = here.iter().flat_map(|(e, _)| cells(e));
        let spans: BTreeSet<Span> = tied.filter_map(|r| r.span).collect();
        if !spans.is_empty() {
            let places = spans.into_iter().map(|s| open.page.location(s)).collect();
            return Some(GotoDefinitionResponse::Array(places));
        }
        rules.extend(here.iter().map(|(e, _)| e.rule.as_str()));
    }
    let findings = open.analysis.checked.diagnostics.iter();
    let here = findings.filter(|d| d.labels.iter().any(|l| inside(l.span)));
    rules.extend(here.map(|d| d.rule.as_str()));
    let places = rules.into_iter().filter_map(|id| rule(session, uri, id));
    let mut places: Vec<Location> = places.collect();
    match places.len() {
        0 | 1 => places.pop().map(GotoDefinitionResponse::Scalar),
        _ => Some(GotoDefinitionResponse::Array(places)),
    }
}

/// Where a rule is defined, where that lies on this machine.
pub(crate) fn rule(session: &Session, uri: &Uri, id: &str) -> Option<Location> {
    let card = session.project.rule(&uri::name(uri), id)?;
    let file = card.file?;
    let text = session
        .open_text(&file)
        .or_else(|| session.project.text(&file))?;
    publish::place(file, &text, card.place.span, session.encoding())
}

/// What the parts of totals come to.
pub fn hints(
    session: &Session,
    uri: &Uri,
    buffer: &Buffer,
    range: Range,
) -> Option<Vec<InlayHint>> {
    let open = Open::new(session, uri, buffer)?;
    let (from, to) = (open.page.offset(range.start), open.page.offset(range.end));
    let totals = open.evaluated.totals.iter();
    let here = totals.filter(|s| from <= s.span.end && s.span.start <= to);
    let hint = |sum: &gouji_core::linter::Total| {
        let label = match sum.sum.same(sum.found) {
            true => format!("= {} \u{2713}", sum.sum),
            false => format!("= {} \u{2260} {}", sum.sum, sum.found),
        };
        InlayHint {
            position: open.page.range(sum.span).end,
            label: InlayHintLabel::String(label),
            kind: Some(InlayHintKind::TYPE),
            text_edits: None,
            tooltip: None,
            padding_left: Some(true),
            padding_right: None,
            data: None,
        }
    };
    Some(here.map(hint).collect())
}

/// Over each table, how many of its checks hold.
pub fn lenses(session: &Session, uri: &Uri, buffer: &Buffer) -> Option<Vec<CodeLens>> {
    let open = Open::new(session, uri, buffer)?;
    let lens = |(_, table): (_, Span)| {
        let (hold, all) = open.evaluated.score(table);
        CodeLens {
            range: open.page.range(Span::at(table.start as usize)),
            command: Some(Command {
                title: Text::Score(hold, all).say(session.project.lang()),
                command: String::new(),
                arguments: None,
            }),
            data: None,
        }
    };
    Some(open.evaluated.found().map(lens).collect())
}
