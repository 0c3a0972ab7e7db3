//! Configurations and files of waivers, which name what packs define.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use lsp_types::Uri;

use super::model::{Occurrence, Occurrences, Symbol};
use super::roles::{Kind, Role};
use super::scan::{Atom, scan};
use super::view::{Leaf, View};
use super::words::Refusal;
use crate::project::Member;
use crate::serve::Session;
use crate::uri;
use gouji_core::text::Span;
use gouji_core::waivers::WAIVERS;
use gouji_project::config;

/// What configurations name.
const NAMED: [Kind; 4] = [Kind::Rule, Kind::Param, Kind::Class, Kind::Pack];

/// Whether a file names what packs define, and defines nothing.
pub fn is_config(path: &Path) -> bool {
    path.file_name()
        .is_some_and(|name| name == config::NAME || name == WAIVERS)
}

/// The texts of all files in TOML that are open.
pub fn open_texts(session: &Session) -> BTreeMap<PathBuf, String> {
    let mut buffers = session.buffers();
    let all = buffers.all().filter(|uri| crate::findings::is_pack(uri));
    let all: Vec<Uri> = all.cloned().collect();
    let texts = all.into_iter().filter_map(|uri| {
        let buffer = buffers.get(&uri)?;
        Some((uri::name(&uri), buffer.text.to_string()))
    });
    texts.collect()
}

/// The files of the packs that a configuration asks for and that did not come with gouji.
pub fn own_packs(session: &Session, path: &Path) -> Vec<Member> {
    session.project.configured(path, open_texts(session), false)
}

/// The configurations of the workspace, those above some packs, and those that are open.
pub fn near(session: &Session, packs: &[PathBuf]) -> Vec<Member> {
    let open = open_texts(session);
    let roots = session.client.roots();
    let mut paths: BTreeSet<PathBuf> = open.keys().filter(|p| is_config(p)).cloned().collect();
    paths.extend(session.project.configurations(&roots, packs));
    let member = |path: PathBuf| {
        let text = open.get(&path).cloned();
        Some(Member {
            text: text.or_else(|| session.project.text(&path))?,
            path,
            own: true,
        })
    };
    paths.into_iter().filter_map(member).collect()
}

/// The name of a file without its folders.
pub(super) fn file_name(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}

/// Why a rule that a configuration names is not renamed: no pack defines it that did not come with gouji.
pub fn shipped(session: &Session, uri: &Uri, word: &str) -> Option<Refusal> {
    let path = uri::name(uri);
    let card = is_config(&path).then(|| session.project.rule(&path, word))?;
    let file = file_name(Path::new(&card?.place.path));
    Some(Refusal::Elsewhere(word.to_owned(), file))
}

/// Why something is not renamed that configurations name: they mean that of another pack, too.
pub fn also_elsewhere(
    session: &Session,
    view: &View,
    all: &Occurrences,
    symbol: &Symbol,
) -> Option<Refusal> {
    if !NAMED.contains(&symbol.kind) {
        return None;
    }
    let known = |m: &Member| view.leaves.iter().any(|l| uri::name(&l.uri) == m.path);
    let mut configs = view.leaves.iter().enumerate().filter(|(_, l)| l.config);
    configs.find_map(|(file, config)| {
        let named = |o: &&Occurrence| o.file == file && o.symbol == *symbol;
        let mut meant = all.all.iter().filter(named).peekable();
        meant.peek()?;
        let path = uri::name(&config.uri);
        let asked = session.project.configured(&path, open_texts(session), true);
        let others: Vec<Member> = asked.into_iter().filter(|m| !known(m)).collect();
        let mut meant = meant.map(|o| self::meant(config, o.span, symbol));
        meant.find_map(|meant| {
            let other = others.iter().find(|m| defines(&m.text, &meant))?;
            Some(Refusal::Elsewhere(meant.id, file_name(&other.path)))
        })
    })
}

/// What has to be of one pack so that a name in a configuration is: of a class the parameter that it stands under.
fn meant(config: &Leaf, span: Span, symbol: &Symbol) -> Symbol {
    let mut atoms = config.read.atoms.iter();
    let atom = atoms.find(|a| a.span.contains(span));
    let path = atom.filter(|_| symbol.kind == Kind::Class).map(Atom::names);
    let mut names = path.into_iter().flatten().skip_while(|n| *n != "param");
    match names.nth(1) {
        Some(param) => Symbol::new(Kind::Param, param),
        None => symbol.clone(),
    }
}

/// Whether a pack defines something with an id.
fn defines(text: &str, symbol: &Symbol) -> bool {
    let is = |role: Role| role == Role::Defines(symbol.kind);
    // most files do not even hold the word
    text.contains(&symbol.id)
        && scan(text)
            .atoms
            .iter()
            .any(|atom| atom.span.of(text) == symbol.id && is(atom.role()))
}
