//! The packs that configurations ask for, and where configurations stand.

use std::path::{Path, PathBuf};
use std::{env, fs};

use gouji_project::Request;

use crate::project::Member;
use gouji_core::waivers::WAIVERS;
use gouji_project::config;
use gouji_project::copies::located;
use gouji_project::packs::Packs;
use gouji_project::packs::opened::text_of;
use gouji_project::settings::Finder;
use gouji_project::walk;

/// The configurations and files of waivers in some folders and below them, and in the folders above some packs.
pub(super) fn configurations(folders: &[PathBuf], packs: &[PathBuf]) -> Vec<PathBuf> {
    let mut found = walk::configurations(folders);
    let above = packs.iter().flat_map(|p| p.ancestors().skip(1));
    let beside = above.flat_map(|f| [config::NAME, WAIVERS].map(|name| f.join(name)));
    found.extend(beside.filter(|f| f.is_file()));
    found
}

/// The files of the packs that the configuration for a file asks for and that did not come with gouji, or of all packs.
pub(super) fn configured(mut request: Request, path: &Path, all: bool) -> Vec<Member> {
    // configurations are found by short paths
    if let Ok(here) = env::current_dir() {
        let texts = request.texts.iter();
        let short = texts.filter_map(|(path, text)| {
            let path = path.strip_prefix(&here).ok()?;
            Some((path.to_owned(), text.clone()))
        });
        let short: Vec<(PathBuf, String)> = short.collect();
        request.texts.extend(short);
    }
    let mut finder = Finder::new(request.clone());
    let settings = finder.of(path).map(|found| found.settings);
    let packs = Packs::unread(settings, &request, &mut Vec::new());
    let open = |path: &Path| request.texts.get(path).cloned();
    let wanted = packs.catalogue.packs().iter().filter(|p| all || p.foreign);
    let mut members = Vec::new();
    for pack in wanted {
        for file in packs.catalogue.paths(pack).filter_map(located) {
            let path = as_called(file, path);
            let text = text_of(&path, &open);
            members.extend(text.map(|text| Member {
                path,
                text,
                own: pack.foreign,
            }));
        }
    }
    members
}

/// The path of a file as somebody writes it for whom another one is called so, whatever links and `..` there are.
fn as_called(file: PathBuf, other: &Path) -> PathBuf {
    let real = || {
        let folder = fs::canonicalize(file.parent()?).ok()?;
        Some(folder.join(file.file_name()?))
    };
    let called = real().and_then(|real| {
        other.ancestors().skip(1).find_map(|folder| {
            let rest = real.strip_prefix(fs::canonicalize(folder).ok()?).ok()?;
            Some(folder.join(rest))
        })
    });
    called.unwrap_or(file)
}
