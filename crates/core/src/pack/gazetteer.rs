//! Gazetteers: files with a `[gazetteer]` table, which the `[kind]` of a pack names.

use super::catalogue::Catalogue;
use super::header::is_path;
use super::messages::Say;
use super::packed::Bundle;

use super::source::{Source, SourceOrigin};
use crate::fields::{At, Fields, File, Tree};
use crate::report::{Gazetteer, Kind, Place, Standing};
use crate::text::{Lang, Span};
use std::sync::Arc;

/// Whether a text is a gazetteer rather than a pack: its first line that says anything is the head of that table.
pub(super) fn is_gazetteer(text: &str) -> bool {
    let lines = text.lines().map(str::trim);
    let mut says = lines.filter(|l| !l.is_empty() && !l.starts_with('#'));
    says.next() == Some("[gazetteer]")
}

/// The id of a gazetteer.
pub(super) fn id(text: &str) -> Option<String> {
    let head = text
        .find("\nplaces")
        .and_then(|end| text.get(..end))
        .unwrap_or(text);
    let file = File::new("", head, Lang::Zh, false);
    let tree = Tree::parse(&file);
    let fields = tree.root(&file).table("gazetteer")?;
    Some(fields.plain("id"))
}

/// Names below this code are taken in without their endings as well.
const WIDE: u32 = 10_000;
/// How many digits a code may have.
const DIGITS: usize = 8;

/// Reads a gazetteer; what is wrong is noted in the file, and the rest of it works.
pub(super) fn read(file: &File<'_>) -> Gazetteer {
    let tree = Tree::parse(file);
    let root = tree.root(file);
    let Some(fields) = root.table("gazetteer") else {
        return Gazetteer::default();
    };
    fields.needed("id");
    let _ = (fields.words("name", "name-en"), fields.plain("source"));
    let texts = |key| {
        fields
            .texts(key)
            .into_iter()
            .map(|t: At<String>| t.value)
            .collect()
    };
    let mut names = Vec::new();
    for line in fields.texts("places") {
        match entries(&line.value) {
            Some(found) => names.extend(found),
            None => fault(&fields, line.span),
        }
    }
    let gazetteer = Gazetteer::new(names, texts("endings"), texts("common"), WIDE);
    fields.finish();
    root.finish();
    gazetteer
}

fn fault(fields: &Fields<'_, '_>, span: Span) {
    fields.file.fault(span, &Say::Places);
}

/// The places of a line: a code, its names, and the places below with the rest of their codes.
fn entries(line: &str) -> Option<Vec<(String, Place)>> {
    let mut words = line.split(' ');
    let head = words.next()?;
    let mut all = Vec::new();
    for word in words {
        let digits = word.bytes().take_while(u8::is_ascii_digit).count();
        let (rest, named) = word.split_at_checked(digits)?;
        if head.len() + rest.len() > DIGITS {
            return None;
        }
        let code: u32 = format!("{head}{rest}").parse().ok()?;
        let (standing, named) = match named.strip_prefix('~') {
            Some(old) => (Standing::Former, old),
            None => match named.strip_prefix('*') {
                Some(zone) => (Standing::Zone, zone),
                None => (Standing::Name, named),
            },
        };
        for (at, name) in named.split('/').enumerate() {
            if name.is_empty() {
                return None;
            }
            let standing = match (at, standing) {
                (0, _) | (_, Standing::Former) => standing,
                _ => Standing::Alias,
            };
            all.push((name.to_owned(), Place { code, standing }));
        }
    }
    (!head.is_empty()).then_some(all)
}

/// A gazetteer with the name of its file and its id.
#[derive(Clone, Debug)]
pub(super) struct Named {
    path: String,
    id: String,
    names: Arc<Gazetteer>,
}

/// The gazetteers among some files that did not come with gouji.
pub(super) fn foreign(files: &[File<'_>], sources: &[Source]) -> Vec<Named> {
    let outside = files
        .iter()
        .zip(sources)
        .filter(|(_, s)| s.origin != SourceOrigin::Builtin);
    let own = outside.filter(|(f, _)| is_gazetteer(f.text));
    let named = own.map(|(file, source)| Named {
        path: source.name.clone(),
        id: id(file.text).unwrap_or_default(),
        names: Arc::new(read(file)),
    });
    named.collect()
}

/// Those that came along: as the build read them, or, where that is being done, anew.
pub(super) fn builtin(bundle: Option<&Bundle>, sources: &[Source]) -> Vec<Named> {
    let own = sources.iter().filter(|s| s.origin == SourceOrigin::Builtin);
    if let Some(stored) = bundle.and_then(Bundle::gazetteers) {
        // their texts need not be unpacked
        let here = stored
            .into_iter()
            .filter(|(path, ..)| own.clone().any(|s| s.name == *path));
        let named = here.map(|(path, id, names)| Named {
            path: path.to_owned(),
            id: id.to_owned(),
            names: Arc::new(names),
        });
        return named.collect();
    }
    let named = own.filter(|s| is_gazetteer(&s.text)).map(|source| Named {
        path: source.name.clone(),
        id: id(&source.text).unwrap_or_default(),
        names: Arc::new(read(&source.file(Lang::Zh))),
    });
    named.collect()
}

impl Catalogue {
    /// Gives a kind the gazetteer that it names.
    pub(super) fn with_gazetteer(&self, mut kind: Kind) -> Kind {
        let wanted = &kind.place.gazetteer;
        if !wanted.is_empty() {
            let builtin = self
                .own_gazetteers
                .get_or_init(|| builtin(self.bundle, &self.sources));
            let is = |n: &&Named| match is_path(wanted) {
                true => n.path == *wanted,
                false => n.id == *wanted,
            };
            let found = self.gazetteers.iter().chain(builtin).find(is);
            kind.place.names = found.map(|n| Arc::clone(&n.names)).unwrap_or_default();
        }
        kind
    }
}
