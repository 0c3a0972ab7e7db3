//! From headers to packs: which files belong together, what builds on what, in which order.

use super::brackets;
use super::catalogue::Pack;
use super::gazetteer;
use super::header::{self, Header};
use super::messages::Say;
use super::source::{Source, SourceOrigin, beside, is_beside, is_inside};
use crate::fields::{At, File, Origin, Tree, Wrong, first_here};
use crate::text::{Span, near};
use std::collections::{BTreeMap, BTreeSet};

/// A header with the index of its file.
struct Head {
    file: usize,
    id: At<String>,
    header: Header,
    base: bool,
    /// The gazetteer that its kind names.
    gazetteer: Option<At<String>>,
    /// Indexes of the heads that it builds on, with the places of their names.
    on: Vec<(usize, Span)>,
}

/// The packs, those that others build on first. What is wrong is noted in the files.
pub(super) fn read(files: &[File<'_>], sources: &[Source]) -> Vec<Pack> {
    let mut heads: Vec<Head> = Vec::new();
    for (at, file) in files.iter().enumerate() {
        if !header::is_part(file.text)
            && !gazetteer::is_gazetteer(file.text)
            && let Some(head) = head(at, file)
            && is_new(&head, &heads, files)
        {
            heads.push(head);
        }
    }
    resolve(&mut heads, files);
    gazetteers(&heads, files);
    let order = order(&mut heads, files);
    let mut packs: Vec<Pack> = Vec::new();
    for at in order {
        let Some(head) = heads.get(at) else { continue };
        let below = head.on.iter().filter_map(|(on, _)| heads.get(*on));
        let below: Vec<&str> = below.map(|h| h.header.id.as_str()).collect();
        let made = pack(head, &below, &packs, files, sources);
        packs.extend(made);
    }
    strays(&packs, files);
    packs
}

fn head(at: usize, file: &File<'_>) -> Option<Head> {
    // of what came along no more is read than it takes, if nothing is wrong there
    let short = File::new(file.name, beginning(file.text), file.lang, false);
    let brief = || whole_head(at, &short).filter(|_| short.problem().is_none());
    let known = (!file.compile).then(brief).flatten();
    known.or_else(|| whole_head(at, file))
}

/// A text up to the first table that says nothing of the head.
fn beginning(text: &str) -> &str {
    let is_header = |rest: &str| ["[pack]", "[kind]"].iter().any(|t| rest.starts_with(t));
    let mut tables = text.match_indices("\n[").map(|(at, _)| at + 1);
    let end = tables.find(|at| text.get(*at..).is_some_and(|rest| !is_header(rest)));
    end.and_then(|end| text.get(..end)).unwrap_or(text)
}

fn whole_head(at: usize, file: &File<'_>) -> Option<Head> {
    if file.compile {
        brackets::check(file);
    }
    let tree = Tree::parse(file);
    let root = tree.root(file);
    let (header, id) = header::header(&root)?;
    Some(Head {
        file: at,
        id,
        header,
        base: root.has("kind"),
        gazetteer: root.table("kind").and_then(|k| k.text("gazetteer")),
        on: Vec::new(),
    })
}

fn is_new(head: &Head, heads: &[Head], files: &[File<'_>]) -> bool {
    let first = heads.iter().find(|h| h.id.value == head.id.value);
    if let (Some(first), Some(file)) = (first, files.get(head.file))
        && let Some(other) = files.get(first.file)
    {
        let origin = Origin {
            file: other,
            span: first.id.span,
        };
        let fault = Wrong::Duplicate(head.id.value.clone());
        file.fault_beside(head.id.span, &fault, &origin, first_here(file.lang));
    }
    first.is_none()
}

/// Finds what `extends` names: an id, or a path from the file's folder.
fn resolve(heads: &mut [Head], files: &[File<'_>]) {
    let ids: Vec<(String, &str)> = heads
        .iter()
        .map(|h| (h.id.value.clone(), files.get(h.file).map_or("", |f| f.name)))
        .collect();
    for head in heads.iter_mut() {
        let Some(file) = files.get(head.file) else {
            continue;
        };
        for name in &head.header.extends {
            let by_path = header::is_path(&name.value);
            let wanted = match by_path {
                true => beside(file.name, &name.value),
                false => name.value.clone(),
            };
            let is = |(id, path): &(String, &str)| match by_path {
                true => *path == wanted,
                false => *id == wanted,
            };
            match ids.iter().position(is) {
                Some(on) => head.on.push((on, name.span)),
                // what is wrong with a file that is there is said in it
                None if files.iter().any(|f| by_path && f.name == wanted) => {}
                None if by_path => file.fault(name.span, &Say::NoFile(wanted)),
                None => {
                    let close = near(&wanted, ids.iter().map(|(id, _)| id.as_str()));
                    file.fault(name.span, &Wrong::Unknown(wanted, close));
                }
            }
        }
    }
}

/// What `gazetteer` in a `[kind]` names has to be there: an id, or a path from the file's folder.
fn gazetteers(heads: &[Head], files: &[File<'_>]) {
    let bases = heads.iter().filter(|h| h.base);
    let named = bases.filter_map(|h| Some((files.get(h.file)?, h.gazetteer.as_ref()?)));
    for (file, name) in named {
        let known = || files.iter().filter(|f| gazetteer::is_gazetteer(f.text));
        let path = beside(file.name, &name.value);
        match header::is_path(&name.value) {
            true if known().any(|f| f.name == path) => {}
            true => file.fault(name.span, &Say::NoFile(path)),
            false => {
                let ids: Vec<String> = known().filter_map(|f| gazetteer::id(f.text)).collect();
                if !ids.contains(&name.value) {
                    let close = near(&name.value, ids.iter().map(String::as_str));
                    file.fault(name.span, &Wrong::Unknown(name.value.clone(), close));
                }
            }
        }
    }
}

/// An order in which each pack stands behind those that it builds on. It rests on what the packs say alone: the order
/// of files, and what other packs there are, make no difference. Where packs build on each other, the link that closes
/// the circle is a fault, and is cut.
fn order(heads: &mut [Head], files: &[File<'_>]) -> Vec<usize> {
    let mut starts: Vec<usize> = (0..heads.len()).collect();
    starts.sort_by_key(|at| heads.get(*at).map(|h| h.id.value.clone()));
    let mut heights = BTreeMap::new();
    for start in &starts {
        visit(*start, heads, files, &mut Vec::new(), &mut heights);
    }
    starts.sort_by_key(|at| heights.get(at).copied());
    starts
}

/// How many packs lie below a pack, one on top of the other.
fn visit(
    at: usize,
    heads: &mut [Head],
    files: &[File<'_>],
    path: &mut Vec<usize>,
    heights: &mut BTreeMap<usize, usize>,
) -> usize {
    if let Some(height) = heights.get(&at) {
        return *height;
    }
    path.push(at);
    let mut height = 0;
    for (on, span) in heads.get(at).map(|h| h.on.clone()).unwrap_or_default() {
        let Some(begin) = path.iter().position(|p| *p == on) else {
            height = height.max(visit(on, heads, files, path, heights) + 1);
            continue;
        };
        let circle = path.iter().skip(begin).chain([&on]);
        let names = circle.filter_map(|p| heads.get(*p).map(|h| h.id.value.clone()));
        let fault = Say::Circle(names.collect());
        if let Some(head) = heads.get_mut(at) {
            if let Some(file) = files.get(head.file) {
                file.fault(span, &fault);
            }
            head.on.retain(|(o, _)| *o != on);
        }
    }
    path.pop();
    heights.insert(at, height);
    height
}

/// A pack on top of those that stand already; `None` when its kind is not known.
fn pack(
    head: &Head,
    on: &[&str],
    packs: &[Pack],
    files: &[File<'_>],
    sources: &[Source],
) -> Option<Pack> {
    let file = files.get(head.file)?;
    let below: Vec<&Pack> = packs
        .iter()
        .filter(|p| on.contains(&p.id.as_str()))
        .collect();
    let header = &head.header;
    if below.is_empty() && !head.base {
        // what it builds on is not there: that has been said
        if header.extends.is_empty() {
            file.fault(head.id.span, &Say::NoBase);
        }
        return None;
    }
    let said = header.kind.as_ref().map(|k| (k.value.clone(), k.span));
    let given = below.first().map(|p| (p.kind.clone(), head.id.span));
    let (kind, span) = said.or(given).unwrap_or((header.id.clone(), head.id.span));
    if below.iter().any(|p| p.kind != kind) {
        file.fault(span, &Say::NoKind(kind));
        return None;
    }
    let mut under: BTreeSet<String> = below.iter().map(|p| p.id.clone()).collect();
    under.extend(below.iter().flat_map(|p| p.under.iter().cloned()));
    let renamed = header.renamed.iter();
    Some(Pack {
        id: header.id.clone(),
        name: header.name.clone(),
        source: header.source.clone(),
        version: header.version.clone(),
        too_new: header.too_new,
        renamed: renamed
            .map(|(from, to)| (from.value.clone(), to.value.clone()))
            .collect(),
        path: file.name.to_owned(),
        kind,
        places: header.places.clone(),
        years: header.years,
        origin: sources
            .get(head.file)
            .map_or(SourceOrigin::Explicit, |s| s.origin),
        foreign: sources
            .get(head.file)
            .is_none_or(|s| s.origin != SourceOrigin::Builtin),
        base: head.base,
        files: parts(head, file, files),
        under,
    })
}

/// The files of a pack, the one with the header first.
fn parts(head: &Head, file: &File<'_>, files: &[File<'_>]) -> Vec<usize> {
    let mut all = vec![head.file];
    let said = |at: usize| files.get(at).map(|f| header::part_of(f.text));
    let is_part_of = |at: usize| said(at).is_some_and(|ids| ids.contains(&head.id.value));
    for part in &head.header.parts {
        let path = beside(file.name, &part.value);
        let found = files.iter().position(|f| f.name == path);
        // nobody opened another folder for it: a part there is one of packs that came along, or given by name
        let given = found.is_some() && is_beside(&part.value);
        if !is_inside(&part.value) && !given {
            file.fault(part.span, &Say::Outside(part.value.clone()));
            continue;
        }
        match found {
            Some(at) if all.contains(&at) => {
                file.fault(part.span, &Wrong::Duplicate(part.value.clone()));
            }
            Some(at) if is_part_of(at) => all.push(at),
            Some(_) => file.fault(part.span, &Say::NotPart(head.id.value.clone())),
            None => file.fault(part.span, &Say::NoFile(path)),
        }
    }
    all
}

/// Parts that no header names, or not that of each pack at hand that they say they are part of.
fn strays(packs: &[Pack], files: &[File<'_>]) {
    for (at, file) in files.iter().enumerate() {
        if !header::is_part(file.text) {
            continue;
        }
        let own = packs.iter().filter(|p| p.files.contains(&at));
        let own: Vec<&str> = own.map(|p| p.id.as_str()).collect();
        let is_there = |id: &str| packs.iter().any(|p| p.id == id);
        let is_stray = |id: &str| !own.contains(&id) && (own.is_empty() || is_there(id));
        let named = header::part_of(file.text);
        if !named.is_empty() && !named.iter().any(|id| is_stray(id)) {
            continue;
        }
        // a whole file is parsed only where something is to be said about its first line
        let tree = Tree::parse(file);
        let root = tree.root(file);
        let named = root.texts("part-of");
        if named.is_empty() {
            root.needed("part-of");
        }
        for id in named.into_iter().filter(|id| is_stray(&id.value)) {
            file.fault(id.span, &Say::Stray(id.value));
        }
    }
}
