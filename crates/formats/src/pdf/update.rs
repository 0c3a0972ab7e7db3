//! Annotations, written behind a file: its own bytes stay as they are, and the new ones can be cut off again.

use super::{load, store::Store, trace::Place};
use gouji_core::plain::ReadError;
use lopdf::{
    Dictionary, Document, IncrementalDocument, Object, ObjectId, Stream, decode_text_string,
    dictionary, text_string,
};
use std::collections::BTreeMap;

/// What an update begins with, followed by the length of what it was put behind.
const BEGIN: &[u8] = b"\n%gouji ";
/// What a file ends with.
const END: &[u8] = b"%%EOF";
/// What the names of annotations begin with; their number follows.
const NAME: &[u8] = b"gouji-";
/// How large the sign of a note is, and how far from its words.
const SIGN: f64 = 20.0;
const ASIDE: f64 = 6.0;
/// Annotations are printed; the sign of a note keeps its size and stands upright.
const PRINTED: i64 = 4;
const UPRIGHT: i64 = 4 + 8 + 16;

/// What is put on a page.
#[derive(Clone, Debug, PartialEq)]
pub struct Annotation {
    /// Where, all on one page.
    pub places: Vec<Place>,
    /// What is said.
    pub text: String,
    /// Red, green and blue from 0 to 1.
    pub colour: [f32; 3],
    /// A sign beside the first of the places instead of colour behind all of them.
    pub is_note: bool,
}

/// What is put behind a file.
#[derive(Clone, Copy, Debug)]
pub struct Update<'a> {
    /// Who says it; annotations of the same author are replaced.
    pub author: &'a str,
    /// When, as `D:20251231000000Z`.
    pub date: &'a str,
    /// What is said.
    pub annotations: &'a [Annotation],
}

/// Why nothing can be put behind a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lock {
    /// It is encrypted, if only against changes.
    Encrypted,
    /// It carries a digital signature.
    Signed,
    /// The list of its objects is damaged; what is put behind it would not be found.
    Broken,
}

/// The file without an update of ours at its end.
pub fn original(bytes: &[u8]) -> &[u8] {
    before_update(bytes).unwrap_or(bytes)
}

fn before_update(bytes: &[u8]) -> Option<&[u8]> {
    let at = bytes.windows(BEGIN.len()).rposition(|w| w == BEGIN)?;
    let rest = bytes.get(at + BEGIN.len()..)?;
    let digits = rest.iter().take_while(|b| b.is_ascii_digit()).count();
    let len = std::str::from_utf8(rest.get(..digits)?).ok()?;
    let len: usize = len.parse().ok()?;
    let ends = rest.windows(END.len()).filter(|w| *w == END).count();
    // what others have put behind it refers to it
    let last = ends == 1 && rest.trim_ascii_end().ends_with(END);
    let own = last && (len == at || len == at + 1);
    bytes.get(..len).filter(|_| own)
}

/// What forbids to put something behind a file.
///
/// # Errors
///
/// The file cannot be read.
pub fn lock(bytes: &[u8]) -> Result<Option<Lock>, ReadError> {
    let file = load(bytes)?;
    let signs = |dict: &Dictionary| dict.has(b"ByteRange");
    let signed = |object: &Object| match object {
        Object::Dictionary(d) => signs(d) || d.get(b"V").and_then(Object::as_dict).is_ok_and(signs),
        _ => false,
    };
    Ok(match () {
        () if file.is_encrypted() || file.was_encrypted() => Some(Lock::Encrypted),
        () if file.objects.values().any(signed) => Some(Lock::Signed),
        () if file.xref_start == 0 || !bytes.starts_with(b"%PDF-") => Some(Lock::Broken),
        () => None,
    })
}

/// When an author put his first annotation into a file.
pub fn date(bytes: &[u8], author: &str) -> Option<String> {
    let file = load(bytes).ok()?;
    let store = Store::new(&file);
    let dicts = file
        .page_iter()
        .filter_map(|id| file.get_dictionary(id).ok());
    let all = dicts.flat_map(|page| store.array(page, b"Annots"));
    let mut own = all.filter_map(|a| own(&store, a, author));
    let date = own.find_map(|d| store.string(d, b"M"))?;
    String::from_utf8(date.to_vec()).ok()
}

/// The file with an update behind it. What an author said in it earlier is replaced, what others say stays.
///
/// # Errors
///
/// The file cannot be read.
pub fn updated(bytes: &[u8], update: &Update<'_>) -> Result<Vec<u8>, ReadError> {
    let file = load(bytes)?;
    let mut head = bytes.to_vec();
    let mark = BEGIN.get(usize::from(bytes.ends_with(b"\n"))..);
    head.extend_from_slice(mark.unwrap_or_default());
    head.extend_from_slice(format!("{}\n", bytes.len()).as_bytes());
    let mut out = IncrementalDocument::create_from(head, file.clone());
    for key in [
        &b"Type"[..],
        b"Index",
        b"W",
        b"Filter",
        b"DecodeParms",
        b"Length",
        b"XRefStm",
    ] {
        // those of the list of objects before
        out.new_document.trailer.remove(key);
    }
    let ids: Vec<ObjectId> = file.page_iter().collect();
    let mut new: BTreeMap<usize, Vec<Object>> = BTreeMap::new();
    for (n, annotation) in update.annotations.iter().enumerate() {
        let Some(page) = annotation.places.first().map(|p| p.page) else {
            continue;
        };
        let Some(id) = ids.get(page) else { continue };
        let dict = written(&mut out.new_document, *id, (n, annotation), update);
        let id = out.new_document.add_object(dict);
        new.entry(page).or_default().push(Object::Reference(id));
    }
    let store = Store::new(&file);
    for (at, id) in ids.into_iter().enumerate() {
        let new = new.remove(&at).unwrap_or_default();
        put(&store, &mut out.new_document, id, new, update.author);
    }
    let mut bytes = Vec::new();
    out.save_to(&mut bytes).map_err(|_| super::DAMAGED)?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// Whether annotations were put behind a file: their names stand there as they were written.
pub(super) fn is_marked(bytes: &[u8]) -> bool {
    let name = [b"(", NAME].concat();
    memchr::memmem::find(bytes, &name).is_some()
}

/// The dictionary of an annotation, if it is one of an author.
fn own<'o>(store: &Store<'o>, object: &'o Object, author: &str) -> Option<&'o Dictionary> {
    let dict = store.resolve(object).as_dict().ok()?;
    let named = store
        .string(dict, b"NM")
        .is_some_and(|n| n.starts_with(NAME));
    let by = decode_text_string(store.get(dict, b"T")).ok()?;
    (named && by == author).then_some(dict)
}

/// Gives a page its annotations: the new ones behind those of others.
fn put(store: &Store<'_>, out: &mut Document, id: ObjectId, new: Vec<Object>, author: &str) {
    let Ok(page) = store.file.get_dictionary(id) else {
        return;
    };
    let old = store.array(page, b"Annots");
    let stays = |object: &&Object| {
        let is_own = |o: &Object| own(store, o, author).is_some();
        // the window of an annotation goes with it
        let window = store.resolve(object).as_dict().ok();
        let parent = window.and_then(|d| d.get(b"Parent").ok());
        let is_window = window.is_some_and(|d| store.name(d, b"Subtype") == b"Popup");
        !(is_own(object) || is_window && parent.is_some_and(is_own))
    };
    let mut list: Vec<Object> = old.iter().filter(stays).cloned().collect();
    if new.is_empty() && list.len() == old.len() {
        return;
    }
    list.extend(new);
    let apart = page.get(b"Annots").and_then(Object::as_reference);
    match apart.ok().filter(|list| !out.objects.contains_key(list)) {
        Some(place) => out.set_object(place, list),
        None => {
            let mut page = page.clone();
            page.set("Annots", list);
            out.set_object(id, page);
        }
    }
}

/// An annotation, with what it looks like.
fn written(
    out: &mut Document,
    page: ObjectId,
    (n, annotation): (usize, &Annotation),
    update: &Update<'_>,
) -> Dictionary {
    let mut name = NAME.to_vec();
    name.extend_from_slice(n.to_string().as_bytes());
    let colour = annotation.colour.map(Object::Real).to_vec();
    let mut dict = dictionary! {
        "Type" => "Annot",
        "P" => page,
        "T" => text_string(update.author),
        "Contents" => text_string(&annotation.text),
        "NM" => Object::string_literal(name),
        "M" => Object::string_literal(update.date),
        "C" => colour,
    };
    match annotation.is_note {
        true => sign(&mut dict, annotation),
        false => highlight(out, &mut dict, annotation),
    }
    dict
}

/// A sign left of the words.
fn sign(dict: &mut Dictionary, annotation: &Annotation) {
    let first = annotation.places.first().map(|p| p.corners);
    let [(x, y), ..] = first.unwrap_or_default();
    dict.set("Subtype", "Text");
    dict.set("Name", "Comment");
    dict.set("F", UPRIGHT);
    let place = [x - ASIDE - SIGN, y - SIGN, x - ASIDE, y];
    dict.set("Rect", numbers(place));
}

/// Colour behind the words.
fn highlight(out: &mut Document, dict: &mut Dictionary, annotation: &Annotation) {
    let all = || annotation.places.iter().flat_map(|p| p.corners);
    let (xs, ys) = (|| all().map(|(x, _)| x), || all().map(|(_, y)| y));
    let around = [
        xs().fold(f64::INFINITY, f64::min),
        ys().fold(f64::INFINITY, f64::min),
        xs().fold(f64::NEG_INFINITY, f64::max),
        ys().fold(f64::NEG_INFINITY, f64::max),
    ];
    let looks = out.add_object(looks(annotation, around));
    dict.set("Subtype", "Highlight");
    dict.set("F", PRINTED);
    dict.set("Rect", numbers(around));
    dict.set("QuadPoints", numbers(all().flat_map(|(x, y)| [x, y])));
    dict.set("AP", dictionary! { "N" => looks });
}

/// Colour that the words are seen through.
fn looks(annotation: &Annotation, around: [f64; 4]) -> Stream {
    let [r, g, b] = annotation.colour;
    let mut drawn = format!("/G gs {r} {g} {b} rg\n");
    for place in &annotation.places {
        let [a, b, c, d] = place.corners;
        for ((x, y), operator) in [(a, "m"), (b, "l"), (d, "l"), (c, "l")] {
            drawn.push_str(&format!("{} {} {operator} ", rounded(x), rounded(y)));
        }
        drawn.push_str("h f\n");
    }
    let dict = dictionary! {
        "Type" => "XObject",
        "Subtype" => "Form",
        "BBox" => numbers(around),
        "Resources" => dictionary! {
            "ExtGState" => dictionary! {
                "G" => dictionary! { "Type" => "ExtGState", "BM" => "Multiply" },
            },
        },
    };
    Stream::new(dict, drawn.into_bytes())
}

fn numbers(all: impl IntoIterator<Item = f64>) -> Object {
    let all = all.into_iter().map(|n| Object::Real(rounded(n)));
    Object::Array(all.collect())
}

/// To hundredths.
fn rounded(n: f64) -> f32 {
    ((n * 100.0).round() / 100.0) as f32
}
