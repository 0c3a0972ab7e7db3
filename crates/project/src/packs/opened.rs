//! Packs as they stand in an editor: what is open takes the place of what is on disk.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::read;
use crate::settings::shown;
use gouji_core::pack::{self, Catalogue, Pack, Source, SourceOrigin};
use gouji_core::text::Lang;

/// The texts of files that are open.
pub type Open<'o> = dyn Fn(&Path) -> Option<String> + 'o;

/// The packs that gouji brings along, the file, and what it refers to; and the name of the file there.
pub fn of_file(lang: Lang, path: &Path, text: &str, open: &Open<'_>) -> (Catalogue, String) {
    let mut sources = gouji_packs::sources();
    let whole = shown(path);
    if let Some(known) = sources
        .iter_mut()
        .find(|s| whole.ends_with(&format!("/{}", s.name)))
    {
        known.text = text.to_owned().into();
        let name = known.name.clone();
        return (gouji_packs::catalogue_of(sources, lang), name);
    }
    let mut seen = BTreeSet::new();
    let head = pack::is_part(text).then(|| head_of(path, open)).flatten();
    let first = head.unwrap_or_else(|| path.to_owned());
    let mut waiting = vec![(first, SourceOrigin::Explicit)];
    while let Some((next, origin)) = waiting.pop() {
        if !seen.insert(next.clone()) {
            continue;
        }
        let own = (next == path).then(|| text.to_owned());
        let Some(text) = own.or_else(|| text_of(&next, open)) else {
            continue;
        };
        let source = Source {
            name: shown(&next),
            text: text.into(),
            origin,
        };
        let more = pack::references(&source).into_iter();
        waiting.extend(more.map(|p| (PathBuf::from(p), SourceOrigin::Dependency)));
        sources.push(source);
    }
    (gouji_packs::catalogue_of(sources, lang), whole)
}

/// The text of a pack file, as it stands in the editor or on disk.
pub fn text_of(path: &Path, open: &Open<'_>) -> Option<String> {
    let plain = || Some(path).filter(|p| read::is_plain(p));
    let text = open(path).or_else(|| read::text(plain()?).ok())?;
    Some(text.trim_start_matches('\u{feff}').to_owned())
}

/// The file with the header of the pack that a file is part of: beside it, or in the folder above.
fn head_of(path: &Path, open: &Open<'_>) -> Option<PathBuf> {
    let folders = path.ancestors().skip(1).take(2);
    let entries = folders
        .filter_map(|f| fs::read_dir(f).ok())
        .flatten()
        .flatten();
    let files = entries.map(|e| e.path());
    let mut packs = files.filter(|p| p.extension().is_some_and(|e| e == "toml"));
    packs.find(|file| {
        let source = text_of(file, open).map(|text| Source {
            name: shown(file),
            text: text.into(),
            origin: SourceOrigin::Dependency,
        });
        let names = source.map(|s| pack::references(&s)).unwrap_or_default();
        names.iter().any(|name| Path::new(name) == path)
    })
}

/// The packs that a file makes up, by its name in the catalogue.
pub fn made_up_by<'c>(catalogue: &'c Catalogue, name: &str) -> Vec<&'c Pack> {
    let packs = catalogue.packs().iter();
    let is_own = |p: &&Pack| catalogue.paths(p).any(|path| path == name);
    packs.filter(is_own).collect()
}
