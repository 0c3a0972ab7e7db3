//! The files that are looked at together: those of a pack, of what it stands on and of what stands on it, and the
//! configurations that ask for it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use lsp_types::{Location, Uri};

use super::configs;
use super::file_name;
use super::files::FileText;
use super::model::{Model, Occurrence, Occurrences, Source};
use crate::buffers::Buffer;
use crate::project::Member;
use crate::serve::Session;
use crate::uri;
use gouji_core::text::Span;

/// A file that may define or use a name.
pub(super) struct Leaf {
    /// Its address.
    pub uri: Uri,
    /// What it holds.
    pub read: Arc<FileText>,
    /// It belongs to the pack, and not to one below.
    pub own: bool,
    /// It is no pack, and only names what packs define.
    pub config: bool,
}

impl Leaf {
    fn new(session: &Session, member: Member) -> Option<Self> {
        let opened = session.opened(&member.path).map(|(uri, _)| uri);
        let Member { path, text, own } = member;
        Some(Leaf {
            uri: opened.or_else(|| uri::of(&path))?,
            read: session.files.read(&path, text, session.encoding()),
            config: configs::is_config(&path),
            own,
        })
    }

    /// The name of the file.
    pub fn file_name(&self) -> String {
        file_name(&self.uri)
    }

    fn source(&self) -> Source {
        Source::new(&self.read, self.own, self.config)
    }

    /// Places in it, as the protocol writes them.
    pub fn places(&self, spans: Vec<Span>) -> impl Iterator<Item = Location> {
        let FileText { text, lines, .. } = self.read.as_ref();
        let place = |s| Location::new(self.uri.clone(), lines.range(text, s));
        spans.into_iter().map(place)
    }
}

/// The files of the pack that a file belongs to, and of those that it stands on.
fn family(session: &Session, path: &Path, text: &str) -> Vec<Member> {
    let open = |path: &Path| session.open_text(path);
    session.project.family(path, text, &open)
}

/// The files of the pack and of those that it stands on; if wanted, what stands on it.
fn leaves(session: &Session, uri: &Uri, buffer: &Buffer, upper: bool) -> Vec<Leaf> {
    let path = uri::name(uri);
    let mut members = match configs::is_config(&path) {
        true => configs::own_packs(session, &path),
        false => family(session, &path, &buffer.text),
    };
    if !members.iter().any(|m| m.path == path) {
        members.push(Member {
            path,
            text: buffer.text.to_string(),
            own: true,
        });
    }
    if upper {
        around(session, &mut members);
    }
    let leaf = |m: Member| Leaf::new(session, m);
    members.into_iter().filter_map(leaf).collect()
}

/// Adds the packs that stand on a pack, as far as they are open or a configuration asks for them, and the configurations
/// that ask for it.
fn around(session: &Session, members: &mut Vec<Member>) {
    let own = members
        .iter()
        .filter(|m| m.own && !configs::is_config(&m.path));
    let own: Vec<PathBuf> = own.map(|m| m.path.clone()).collect();
    let stands = |all: &[Member]| all.iter().any(|m| own.contains(&m.path));
    let mut packs = opened(session);
    let mut configs = configs::near(session, &own);
    configs.retain(|config| {
        let asked = configs::own_packs(session, &config.path);
        let stands = stands(&asked);
        packs.extend(asked.into_iter().filter(|_| stands));
        stands && members.iter().all(|m| m.path != config.path)
    });
    for pack in packs {
        let known = members.iter().any(|m| m.path == pack.path);
        if !known && stands(&family(session, &pack.path, &pack.text)) {
            members.push(pack);
        }
    }
    members.extend(configs);
}

/// The packs that are open.
fn opened(session: &Session) -> Vec<Member> {
    let all = configs::open_texts(session).into_iter();
    let packs = all.filter(|(path, _)| !configs::is_config(path));
    let member = |(path, text)| Member {
        path,
        text,
        own: true,
    };
    packs.map(member).collect()
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
    /// The pack that an open file belongs to, or those that a configuration asks for, with those that they stand on.
    pub fn of(session: &Session, uri: &Uri, buffer: &Buffer) -> Self {
        View::new(uri, leaves(session, uri, buffer, false))
    }

    /// The same with the packs that stand on it and the configurations that ask for it.
    pub fn with_upper(session: &Session, uri: &Uri, buffer: &Buffer) -> Self {
        View::new(uri, leaves(session, uri, buffer, true))
    }

    fn new(uri: &Uri, leaves: Vec<Leaf>) -> Self {
        let model = Model::new(leaves.iter().map(Leaf::source).collect());
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

    /// Where some things are named, those in the pack itself first.
    pub fn locations<'o>(&self, all: impl Iterator<Item = &'o Occurrence>) -> Vec<Location> {
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
