//! Where names are defined and used, over all files of a pack.

use std::collections::HashMap;

use lsp_types::notification::ShowMessage;
use lsp_types::{
    GotoDefinitionResponse, Location, MessageType, Position, PrepareRenameResponse,
    ShowMessageParams, TextEdit, Uri, WorkspaceEdit,
};

use super::context::{context, definitions, uses};
use super::model::{Model, Occurrence, Occurrences, Symbol};
use super::renaming;
use super::words::Refusal;
use crate::buffers::Buffer;
use crate::lines::Lines;
use crate::project::Member;
use crate::report;
use crate::serve::Session;
use crate::uri;
use gouji_core::text::Span;

/// A file that may define or use a name.
pub(super) struct Leaf {
    /// Its address.
    pub uri: Uri,
    /// Its text.
    pub text: String,
    lines: Lines,
    /// It belongs to the pack, and not to one below.
    pub own: bool,
}

impl Leaf {
    fn places(&self, spans: Vec<Span>) -> impl Iterator<Item = Location> {
        let place = |s| Location::new(self.uri.clone(), self.lines.range(&self.text, s));
        spans.into_iter().map(place)
    }
}

fn word(buffer: &Buffer, at: Position) -> Option<&str> {
    let offset = buffer.lines.offset(&buffer.text, at);
    let here = context(&buffer.text, offset);
    Some(here.word.of(&buffer.text)).filter(|w| !w.is_empty())
}

/// The files of the pack and of those that it stands on; if wanted, the open packs that stand on it.
fn leaves(session: &Session, uri: &Uri, buffer: &Buffer, upper: bool) -> Vec<Leaf> {
    let family = |uri: &Uri, text: &str| {
        let open = |path: &std::path::Path| session.open_text(path);
        session.project.family(&uri::name(uri), text, &open)
    };
    let path = uri::name(uri);
    let mut members = family(uri, &buffer.text);
    if !members.iter().any(|m| m.path == path) {
        members.push(Member {
            path: path.clone(),
            text: buffer.text.to_string(),
            own: true,
        });
    }
    let others = upper.then(|| opened(session)).into_iter().flatten();
    for (other, buffer) in others {
        let at = uri::name(&other);
        let stands = |m: &Member| m.path == path;
        let known = members.iter().any(|m| m.path == at);
        if !known && family(&other, &buffer.text).iter().any(stands) {
            members.push(Member {
                path: at,
                text: buffer.text.to_string(),
                own: true,
            });
        }
    }
    let leaf = |m: Member| {
        Some(Leaf {
            uri: session
                .opened(&m.path)
                .map(|(uri, _)| uri)
                .or_else(|| uri::of(&m.path))?,
            lines: Lines::new(&m.text, session.encoding()),
            text: m.text,
            own: m.own,
        })
    };
    members.into_iter().filter_map(leaf).collect()
}

/// The packs that are open.
fn opened(session: &Session) -> Vec<(Uri, Buffer)> {
    let mut buffers = session.buffers();
    let all = buffers.all().filter(|uri| crate::findings::is_pack(uri));
    let all: Vec<Uri> = all.cloned().collect();
    let open = all.into_iter().filter_map(|uri| {
        let buffer = buffers.get(&uri)?.clone();
        Some((uri, buffer))
    });
    open.collect()
}

/// A pack with its files, seen from one of them.
pub(super) struct View {
    /// The files.
    pub leaves: Vec<Leaf>,
    /// What they define.
    pub model: Model,
    /// The file that is looked at.
    pub file: usize,
}

impl View {
    /// The pack that an open file belongs to, with those that it stands on.
    pub fn of(session: &Session, uri: &Uri, buffer: &Buffer) -> Self {
        View::new(uri, leaves(session, uri, buffer, false))
    }

    /// The same with the open packs that stand on it.
    fn with_upper(session: &Session, uri: &Uri, buffer: &Buffer) -> Self {
        View::new(uri, leaves(session, uri, buffer, true))
    }

    fn new(uri: &Uri, leaves: Vec<Leaf>) -> Self {
        let model = Model::new(leaves.iter().map(|l| (l.text.clone(), l.own)));
        let file = leaves.iter().position(|l| l.uri == *uri).unwrap_or(0);
        View {
            leaves,
            model,
            file,
        }
    }

    /// What is named at a place, each thing once.
    pub fn named<'o>(&self, all: &'o Occurrences, offset: usize) -> Vec<&'o Occurrence> {
        let at = u32::try_from(offset).unwrap_or(u32::MAX);
        let here = |end: bool| {
            let inside = move |o: &&Occurrence| {
                let span = o.span;
                span.start <= at && (at < span.end || (end && at == span.end))
            };
            let mine = all.all.iter().filter(|o| o.file == self.file);
            mine.filter(inside).collect::<Vec<_>>()
        };
        let found = here(false);
        let mut found = if found.is_empty() { here(true) } else { found };
        found.dedup_by(|a, b| a.symbol == b.symbol);
        found
    }

    fn locations<'o>(&self, all: impl Iterator<Item = &'o Occurrence>) -> Vec<Location> {
        let mut places: Vec<(usize, Span)> = all.map(|o| (o.file, o.span)).collect();
        places.sort_by_key(|(file, span)| {
            let own = self.leaves.get(*file).is_some_and(|l| l.own);
            (!own, *file, *span)
        });
        places.dedup();
        let leaf = |(file, span): (usize, Span)| Some((self.leaves.get(file)?, span));
        let found = places.into_iter().filter_map(leaf);
        found.flat_map(|(l, span)| l.places(vec![span])).collect()
    }
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
                .flat_map(|l| l.places(definitions(&l.text, word)))
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
        let mut spans = uses(&leaf.text, word);
        if !defined {
            let definitions = definitions(&leaf.text, word);
            spans.retain(|s| !definitions.contains(s));
        }
        leaf.places(spans).collect::<Vec<Location>>()
    };
    leaves.iter().flat_map(of).collect()
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
    let (span, _) = renaming::target(&view, &all, offset).map_err(say)?;
    Ok(Some(PrepareRenameResponse::Range(
        buffer.lines.range(&buffer.text, span),
    )))
}

/// A name anew, in all files of the pack, open or not; where that would do harm, the editor is told why it is not done.
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
    let edits = renaming::target(&view, &all, offset)
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
