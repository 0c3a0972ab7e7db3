//! Where names are defined and used, over all files of a pack.

use std::collections::HashMap;

use lsp_types::notification::ShowMessage;
use lsp_types::{
    GotoDefinitionResponse, Location, MessageType, Position, PrepareRenameResponse,
    ShowMessageParams, TextEdit, Uri, WorkspaceEdit,
};

use super::configs;
use super::context::{context, definitions, uses};
use super::model::{Occurrence, Occurrences, Symbol};
use super::renaming;
use super::view::{Leaf, View};
use super::words::Refusal;
use crate::buffers::Buffer;
use crate::report;
use crate::serve::Session;
use gouji_core::text::Span;

fn word(buffer: &Buffer, at: Position) -> Option<&str> {
    let offset = buffer.lines.offset(&buffer.text, at);
    let here = context(&buffer.text, offset);
    Some(here.word.of(&buffer.text)).filter(|w| !w.is_empty())
}

/// Where a name is defined: in the pack, in one that it stands on, or as a rule.
pub fn definition(
    session: &Session,
    uri: &Uri,
    buffer: &Buffer,
    at: Position,
) -> Option<GotoDefinitionResponse> {
    let view = View::of(session, uri, buffer);
    let offset = buffer.lines.offset(&buffer.text, at);
    let all = view.model.occurrences(true);
    let here = view.named(&all, offset);
    let symbols: Vec<&Symbol> = here.iter().map(|o| &o.symbol).collect();
    let defines = |o: &&Occurrence| o.defines && symbols.contains(&&o.symbol);
    let mut places = view.locations(all.all.iter().filter(defines));
    let word = word(buffer, at).unwrap_or_default();
    for own in [true, false] {
        if places.is_empty() && !word.is_empty() {
            let some = view.leaves.iter().filter(|l| l.own == own);
            places = some
                .flat_map(|l| l.places(definitions(&l.read.text, word)))
                .collect();
        }
    }
    if places.is_empty() && !word.is_empty() {
        places.extend(report::rule(session, uri, word));
    }
    (!places.is_empty()).then_some(GotoDefinitionResponse::Array(places))
}

/// Where a name is used; where it is defined too, if that is wanted.
pub fn references(
    session: &Session,
    uri: &Uri,
    buffer: &Buffer,
    at: Position,
    defined: bool,
) -> Option<Vec<Location>> {
    let view = View::with_upper(session, uri, buffer);
    let offset = buffer.lines.offset(&buffer.text, at);
    let all = view.model.occurrences(true);
    let here = view.named(&all, offset);
    if here.is_empty() {
        return Some(words(&view.leaves, word(buffer, at)?, defined));
    }
    let symbols: Vec<&Symbol> = here.iter().map(|o| &o.symbol).collect();
    let wanted = |o: &&Occurrence| symbols.contains(&&o.symbol) && (defined || !o.defines);
    Some(view.locations(all.all.iter().filter(wanted)))
}

/// Where a word stands that is no name of something that is known.
fn words(leaves: &[Leaf], word: &str, defined: bool) -> Vec<Location> {
    let of = |leaf: &Leaf| {
        let mut spans = uses(&leaf.read.text, word);
        if !defined {
            let definitions = definitions(&leaf.read.text, word);
            spans.retain(|s| !definitions.contains(s));
        }
        leaf.places(spans).collect::<Vec<Location>>()
    };
    leaves.iter().flat_map(of).collect()
}

/// What would be renamed at a place, as far as configurations have nothing against it.
fn target(
    (session, uri, word): (&Session, &Uri, Option<&str>),
    view: &View,
    all: &Occurrences,
    offset: usize,
) -> Result<(Span, Symbol), Refusal> {
    let found = renaming::target(view, all, offset);
    let (span, symbol) = found.map_err(|why| match (&why, word) {
        (Refusal::Nothing, Some(word)) => configs::shipped(session, uri, word).unwrap_or(why),
        _ => why,
    })?;
    match configs::also_elsewhere(session, view, all, &symbol) {
        Some(why) => Err(why),
        None => Ok((span, symbol)),
    }
}

/// The name that may be renamed, or why it may not.
pub fn prepare(
    session: &Session,
    uri: &Uri,
    buffer: &Buffer,
    at: Position,
) -> Result<Option<PrepareRenameResponse>, String> {
    let view = View::with_upper(session, uri, buffer);
    let offset = buffer.lines.offset(&buffer.text, at);
    let all = view.model.occurrences(true);
    let say = |why: Refusal| why.say(session.project.lang());
    let asked = (session, uri, word(buffer, at));
    let (span, _) = target(asked, &view, &all, offset).map_err(say)?;
    Ok(Some(PrepareRenameResponse::Range(
        buffer.lines.range(&buffer.text, span),
    )))
}

/// A name anew, in all files of the pack, open or not; where that would do harm, the editor gets the reason.
#[allow(clippy::mutable_key_type)]
pub fn rename(
    session: &Session,
    uri: &Uri,
    buffer: &Buffer,
    at: Position,
    name: &str,
) -> Option<WorkspaceEdit> {
    let view = View::with_upper(session, uri, buffer);
    let offset = buffer.lines.offset(&buffer.text, at);
    let all = view.model.occurrences(true);
    let asked = (session, uri, word(buffer, at));
    let edits = target(asked, &view, &all, offset)
        .and_then(|(_, symbol)| renaming::edits(&view, &all, &symbol, name));
    let edits = match edits {
        Ok(edits) => edits,
        Err(why) => {
            session.tell::<ShowMessage>(ShowMessageParams {
                typ: MessageType::WARNING,
                message: why.say(session.project.lang()),
            });
            return None;
        }
    };
    let mut changes: HashMap<Uri, Vec<TextEdit>> = HashMap::new();
    for (file, span, text) in edits {
        let leaf = view.leaves.get(file)?;
        for place in leaf.places(vec![span]) {
            let edit = TextEdit::new(place.range, text.clone());
            changes.entry(leaf.uri.clone()).or_default().push(edit);
        }
    }
    Some(WorkspaceEdit {
        changes: Some(changes),
        ..WorkspaceEdit::default()
    })
}
