//! Where names are defined and used, over all files of a pack.

use std::collections::HashMap;

use lsp_types::{
    GotoDefinitionResponse, Location, Position, PrepareRenameResponse, TextEdit, Uri, WorkspaceEdit,
};

use super::context::{context, definitions, uses};
use crate::buffers::Buffer;
use crate::lines::Lines;
use crate::project::Member;
use crate::report;
use crate::serve::Session;
use crate::uri;
use gouji_core::text::Span;

/// A file that may define or use a name.
struct Leaf {
    uri: Uri,
    text: String,
    lines: Lines,
    /// It belongs to the pack, and not to one below.
    own: bool,
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

/// The files of the pack and of those that it stands on, and the open packs that stand on it.
fn leaves(session: &Session, uri: &Uri, buffer: &Buffer) -> Vec<Leaf> {
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
    for (other, buffer) in opened(session) {
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

/// Where a name is defined: in the pack, in one that it stands on, or as a rule.
pub fn definition(
    session: &Session,
    uri: &Uri,
    buffer: &Buffer,
    at: Position,
) -> Option<GotoDefinitionResponse> {
    let word = word(buffer, at)?;
    let leaves = leaves(session, uri, buffer);
    let of = |own: bool| {
        let some = leaves.iter().filter(move |l| l.own == own);
        some.flat_map(|l| l.places(definitions(&l.text, word)))
            .collect::<Vec<Location>>()
    };
    let mut places = of(true);
    if places.is_empty() {
        places = of(false);
    }
    if places.is_empty() {
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
    let word = word(buffer, at)?;
    let leaves = leaves(session, uri, buffer);
    let of = |leaf: &Leaf| {
        let mut spans = uses(&leaf.text, word);
        if !defined {
            let definitions = definitions(&leaf.text, word);
            spans.retain(|s| !definitions.contains(s));
        }
        leaf.places(spans).collect::<Vec<Location>>()
    };
    Some(leaves.iter().flat_map(of).collect())
}

/// The name that may be renamed: one that is defined once, in the pack itself.
pub fn prepare(
    session: &Session,
    uri: &Uri,
    buffer: &Buffer,
    at: Position,
) -> Option<PrepareRenameResponse> {
    let word = word(buffer, at)?;
    renamable(&leaves(session, uri, buffer), word)?;
    let offset = buffer.lines.offset(&buffer.text, at);
    let span = context(&buffer.text, offset).word;
    Some(PrepareRenameResponse::Range(
        buffer.lines.range(&buffer.text, span),
    ))
}

fn renamable(leaves: &[Leaf], word: &str) -> Option<()> {
    let count = |l: &Leaf| definitions(&l.text, word).len();
    let own = leaves.iter().filter(|l| l.own).map(count).sum::<usize>();
    let all = leaves.iter().map(count).sum::<usize>();
    (own == 1 && all == 1).then_some(())
}

/// A name anew, in all files of the pack, open or not.
#[allow(clippy::mutable_key_type)]
pub fn rename(
    session: &Session,
    uri: &Uri,
    buffer: &Buffer,
    at: Position,
    name: &str,
) -> Option<WorkspaceEdit> {
    let fits = !name.is_empty() && name.chars().all(super::context::is_name);
    let word = word(buffer, at).filter(|_| fits)?;
    let leaves = leaves(session, uri, buffer);
    renamable(&leaves, word)?;
    let mut changes = HashMap::new();
    for leaf in leaves.iter().filter(|l| l.own) {
        let found = leaf.places(uses(&leaf.text, word));
        let edits: Vec<TextEdit> = found
            .map(|l| TextEdit::new(l.range, name.to_owned()))
            .collect();
        if !edits.is_empty() {
            changes.insert(leaf.uri.clone(), edits);
        }
    }
    Some(WorkspaceEdit {
        changes: Some(changes),
        ..WorkspaceEdit::default()
    })
}
