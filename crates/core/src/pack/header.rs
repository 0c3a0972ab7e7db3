//! The head of a pack file: who it is, what it builds on, which reports it is for.

use super::gazetteer::is_gazetteer;
use super::kind::years;
use super::life;
use super::messages::Say;
use super::source::{Source, beside, is_inside};
use crate::fields::{At, Fields, File, Tree};
use crate::report::Years;
use crate::text::{Bilingual, Lang};

/// The `[pack]` table of a file.
#[derive(Clone, Debug, Default)]
pub(super) struct Header {
    pub id: String,
    pub name: Bilingual,
    pub source: String,
    pub kind: Option<At<String>>,
    pub extends: Vec<At<String>>,
    pub places: Vec<String>,
    pub years: Years,
    pub parts: Vec<At<String>>,
    pub version: String,
    pub renamed: Vec<(At<String>, At<String>)>,
    pub too_new: bool,
}

/// Reads the header; `None`, with a fault, when the file has none.
pub(super) fn header(root: &Fields<'_, '_>) -> Option<(Header, At<String>)> {
    if !root.has("pack") {
        root.file.fault(root.span, &Say::NoHeader);
        return None;
    }
    let fields = root.table("pack")?;
    let id = fields.needed("id");
    let header = Header {
        id: id.value.clone(),
        name: fields.words("name", "name-en"),
        source: fields.plain("source"),
        kind: fields.text("kind"),
        extends: fields.texts("extends"),
        places: places(&fields),
        years: years(&fields, "years"),
        parts: fields.texts("parts"),
        version: fields.plain("version"),
        renamed: life::renamed(&fields),
        too_new: !life::is_met(&fields),
    };
    fields.finish();
    (!id.value.is_empty()).then_some((header, id))
}

/// The places; a list of names in one string is no name of a place.
fn places(fields: &Fields<'_, '_>) -> Vec<String> {
    let texts = fields.texts("places").into_iter();
    let between = |c: char| {
        matches!(c, ',' | ';' | '\u{ff0c}' | '\u{3001}' | '\u{ff1b}') || c.is_whitespace()
    };
    let named = texts.map(|text| {
        let names = text.value.split(between).filter(|n| !n.is_empty());
        let names: Vec<String> = names.map(str::to_owned).collect();
        if names.len() != 1 || names.first() != Some(&text.value) {
            fields.file.fault(text.span, &Say::Listed("places", names));
        }
        text.value
    });
    named.collect()
}

/// Whether a text could be a pack or a part of one: it has a table of one, or says that it is a part. Anything else is left
/// unread, so that no message quotes a file that has nothing to do with gouji.
pub fn is_pack(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim_start);
    is_part(text) || lines.any(|l| TABLES.iter().any(|t| l.starts_with(t)))
}

/// How the tables begin that a pack may have.
const TABLES: [&str; 5] = ["[pack", "[[rule", "[kind", "[[form", "[gazetteer"];

/// Whether a text is a part of a pack rather than the file with its header: its first line that says anything names
/// the pack that it is part of.
pub fn is_part(text: &str) -> bool {
    part_line(text).is_some()
}

/// The ids of the packs that a text says it is part of.
pub(super) fn part_of(text: &str) -> Vec<String> {
    let Some(line) = part_line(text) else {
        return Vec::new();
    };
    let line = File::new("", line, Lang::Zh, false);
    let named = Tree::parse(&line).root(&line).texts("part-of");
    named.into_iter().map(|id| id.value).collect()
}

fn part_line(text: &str) -> Option<&str> {
    let lines = text.lines().map(str::trim_start);
    let mut says = lines.filter(|l| !l.is_empty() && !l.starts_with('#'));
    says.next().filter(|l| l.starts_with("part-of"))
}

/// Whether a name in `extends` is a file and not the id of a pack.
pub(super) fn is_path(name: &str) -> bool {
    name.ends_with(".toml")
}

/// The files that a pack file refers to, as paths: its parts, and the files that it extends.
pub fn references(source: &Source) -> Vec<String> {
    if is_part(&source.text) || is_gazetteer(&source.text) {
        return Vec::new();
    }
    let file = File::new(&source.name, &source.text, Lang::Zh, false);
    let tree = Tree::parse(&file);
    let root = tree.root(&file);
    let Some((header, _)) = header(&root) else {
        return Vec::new();
    };
    let bases = header.extends.iter().filter(|e| is_path(&e.value));
    let parts = header.parts.iter().filter(|p| is_inside(&p.value));
    let kind = root.table("kind").and_then(|k| k.text("gazetteer"));
    let gazetteer = kind.iter().filter(|g| is_path(&g.value));
    let all = parts.chain(bases).chain(gazetteer);
    all.map(|at| beside(&source.name, &at.value)).collect()
}
