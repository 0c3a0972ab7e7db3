//! Where names are defined and used.

use std::collections::HashMap;

use lsp_types::{
    GotoDefinitionResponse, Location, Position, PrepareRenameResponse, TextEdit, Uri, WorkspaceEdit,
};

use super::context::{context, definitions, uses};
use crate::lsp::buffers::Buffer;
use crate::lsp::report;
use crate::lsp::serve::Desk;

fn word(buffer: &Buffer, at: Position) -> Option<&str> {
    let offset = buffer.lines.offset(&buffer.text, at);
    let here = context(&buffer.text, offset);
    Some(here.word.of(&buffer.text)).filter(|w| !w.is_empty())
}

/// The packs that are open, with the one that is asked about.
fn opened(desk: &Desk) -> Vec<(Uri, Buffer)> {
    let buffers = desk.buffers();
    let all = buffers
        .all()
        .filter(|(uri, _)| crate::lsp::worker::is_pack(uri));
    all.map(|(uri, buffer)| (uri.clone(), buffer.clone()))
        .collect()
}

/// Where a name is defined: in this file, in another one that is open, or as a rule of a pack on this machine.
pub fn definition(
    desk: &Desk,
    uri: &Uri,
    buffer: &Buffer,
    at: Position,
) -> Option<GotoDefinitionResponse> {
    let word = word(buffer, at)?;
    let mut places = Vec::new();
    for (address, other) in opened(desk) {
        let found = definitions(&other.text, word).into_iter();
        let range = |span| other.lines.range(&other.text, span);
        places.extend(found.map(|s| Location::new(address.clone(), range(s))));
    }
    if places.is_empty() {
        places.extend(report::rule(desk, uri, word));
    }
    (!places.is_empty()).then_some(GotoDefinitionResponse::Array(places))
}

/// Where a name is used, in all packs that are open.
pub fn references(desk: &Desk, _: &Uri, buffer: &Buffer, at: Position) -> Option<Vec<Location>> {
    let word = word(buffer, at)?;
    let mut places = Vec::new();
    for (address, other) in opened(desk) {
        let found = uses(&other.text, word).into_iter();
        let range = |span| other.lines.range(&other.text, span);
        places.extend(found.map(|s| Location::new(address.clone(), range(s))));
    }
    Some(places)
}

/// The name that may be renamed: one that is defined once, in this file.
pub fn prepare(_: &Desk, _: &Uri, buffer: &Buffer, at: Position) -> Option<PrepareRenameResponse> {
    let word = word(buffer, at)?;
    let once = definitions(&buffer.text, word).len() == 1;
    let offset = buffer.lines.offset(&buffer.text, at);
    let span = context(&buffer.text, offset).word;
    once.then(|| PrepareRenameResponse::Range(buffer.lines.range(&buffer.text, span)))
}

/// A name anew, in all packs that are open.
#[allow(clippy::mutable_key_type)]
pub fn rename(
    desk: &Desk,
    uri: &Uri,
    buffer: &Buffer,
    at: Position,
    name: &str,
) -> Option<WorkspaceEdit> {
    prepare(desk, uri, buffer, at)?;
    let fits = !name.is_empty() && name.chars().all(super::context::is_name);
    let word = word(buffer, at).filter(|_| fits)?;
    let mut changes = HashMap::new();
    for (address, other) in opened(desk) {
        let found = uses(&other.text, word).into_iter();
        let edit = |s| TextEdit::new(other.lines.range(&other.text, s), name.to_owned());
        let edits: Vec<TextEdit> = found.map(edit).collect();
        if !edits.is_empty() {
            changes.insert(address, edits);
        }
    }
    Some(WorkspaceEdit {
        changes: Some(changes),
        ..WorkspaceEdit::default()
    })
}
