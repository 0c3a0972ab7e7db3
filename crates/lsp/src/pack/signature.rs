//! How the function is called in whose arguments somebody stands.

use lsp_types::{
    Documentation, MarkupContent, MarkupKind, ParameterInformation, ParameterLabel, Position,
    SignatureHelp, SignatureInformation, Uri,
};

use super::context::{Context, context};
use super::hover::takes;
use super::reference::{self, Entry};
use super::refs;
use super::roles::Role;
use super::view::View;
use crate::buffers::Buffer;
use crate::serve::Session;
use gouji_core::rule::Function;
use gouji_core::text::Span;

/// How the function is called in whose arguments a place lies, as the handbook shows it.
pub fn signature(
    session: &Session,
    uri: &Uri,
    buffer: &Buffer,
    at: Position,
) -> Option<SignatureHelp> {
    let offset = buffer.lines.offset(&buffer.text, at);
    let here = context(&buffer.text, offset);
    if !here.quoted || here.role() != Role::Expression {
        return None;
    }
    let view = View::of(session, uri, buffer);
    let plain = |name: &str| view.model.plain(name);
    let (function, nth) = refs::called(ahead(&here, &buffer.text, offset)?, &plain)?;
    let mut all = Function::ALL.iter();
    let (name, _, least, takes_most) = all.find(|(name, ..)| *name == function)?;
    let entries = reference::calls(name, session.project.lang());
    let takes = takes(name, *least, *takes_most);
    let shown = entries
        .iter()
        .map(|entry| shown(entry, &takes, nth < *takes_most, session.client.offsets));
    let signatures: Vec<SignatureInformation> = shown.collect();
    let count = |s: &SignatureInformation| s.parameters.as_ref().map_or(0, Vec::len);
    let most = signatures.iter().map(count).max()?;
    // what goes on has the meaning of the last one that is shown
    let argument = nth.min(most.saturating_sub(1));
    let active = signatures.iter().position(|s| argument < count(s));
    let active = active.unwrap_or_default();
    Some(SignatureHelp {
        active_parameter: (most > 0).then(|| number(argument)),
        active_signature: Some(number(active)),
        signatures,
    })
}

fn number(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// What stands in front of a place, in its string.
fn ahead<'t>(here: &Context, text: &'t str, offset: usize) -> Option<&'t str> {
    let start = (here.word.start as usize).checked_sub(here.before.len())?;
    text.get(start..offset)
}

/// A call as the handbook shows it; one that has too many arguments is shown without any of them.
fn shown(entry: &Entry, takes: &str, fits: bool, offsets: bool) -> SignatureInformation {
    let label = entry.example().trim_matches('`').to_owned();
    let arguments = match fits {
        true => refs::arguments(&label),
        false => Vec::new(),
    };
    let parameter = |span: Span| ParameterInformation {
        label: match offsets {
            true => ParameterLabel::LabelOffsets(units(&label, span)),
            false => ParameterLabel::Simple(span.of(&label).to_owned()),
        },
        documentation: None,
    };
    SignatureInformation {
        parameters: Some(arguments.into_iter().map(parameter).collect()),
        documentation: Some(Documentation::MarkupContent(MarkupContent {
            kind: MarkupKind::Markdown,
            value: format!("{takes}\n\n{}", entry.shown()),
        })),
        label,
        active_parameter: None,
    }
}

/// A part of a label as the protocol counts it, whatever positions count.
fn units(label: &str, span: Span) -> [u32; 2] {
    [span.start, span.end].map(|at| {
        let ahead = label.get(..at as usize).unwrap_or_default();
        number(ahead.encode_utf16().count())
    })
}
