//! PDF: characters at places → paragraphs and tables.
//!
//! A PDF holds no paragraphs and no tables, only characters and lines. What belongs together is determined by where it
//! stands: a cell is what drawn lines enclose, or what stands in line with others. Nothing is guessed: where a number cannot be determined to stand in one
//! column, its row gets fewer cells than it should have, and rules about it are undecided.
//!
//! ```text
//! store    objects and streams, within limits        lopdf
//! font     codes → text and widths                   cmap: maps in the file · words: radicals → characters
//! content  operators → glyphs and rules              text: characters · paint: paths → rules · geometry: matrices
//! grid     rules → columns, rows, merged cells       sides: lost lines · areas: cells · sets
//! sheet    grid and glyphs → a table                 rest: tables over several pages · lines: glyphs → lines of text
//! aligned  tables without drawn lines            columns: values · beside: labels · groups · heads
//! margins  page numbers, running heads
//! flow     pages → paragraphs and tables             build: → Document
//! trace    text → where it is printed                printed: texts that know it · update: what is put behind a file
//! ```

mod aligned;
mod areas;
mod beside;
mod build;
mod cmap;
mod colour;
mod columns;
mod content;
mod flow;
mod font;
mod geometry;
mod grid;
mod groups;
mod heads;
mod joined;
mod letters;
mod lines;
mod margins;
mod paint;
mod printed;
mod rest;
mod sets;
mod sheet;
mod sides;
mod store;
mod text;
mod trace;
pub mod update;
mod words;

pub use trace::{Blank, Place, Source, Trace};

use super::{Looks, ReadError};
use content::Painter;
use geometry::{Point, Rect, upright};
use gouji_core::document::{Document, Note, NoteKind};
use lopdf::{Dictionary, LoadOptions, Object, ObjectId};
use store::Store;
use text::Drawn;

/// Objects that hold objects, unpacked at most to this size.
const PACKED: usize = 16 << 20;
/// A document with more pages is refused.
const PAGES: usize = 3_000;
/// A4, for a page that does not say how large it is.
const A4: Rect = Rect {
    x0: 0.0,
    y0: 0.0,
    x1: 595.0,
    y1: 842.0,
};

const DAMAGED: ReadError = ReadError::Damaged { looks: Looks::Pdf };
const LOCKED: ReadError = ReadError::Encrypted { looks: Looks::Pdf };

/// Reads a PDF file.
pub(super) fn read(bytes: &[u8]) -> Result<Document, ReadError> {
    read_with(bytes, None)
}

/// Reads a PDF file, with the places where its text is printed.
///
/// # Errors
///
/// The same as [`super::read`].
pub fn trace(bytes: &[u8]) -> Result<(Document, Trace), ReadError> {
    let mut trace = Trace::default();
    let document = read_with(bytes, Some(&mut trace))?;
    Ok((document, trace))
}

/// Reads a file; asks where its text is printed only where somebody wants to know.
fn read_with(bytes: &[u8], trace: Option<&mut Trace>) -> Result<Document, ReadError> {
    let file = load(bytes)?;
    let mut store = Store::new(&file);
    let ids: Vec<ObjectId> = file.page_iter().take(PAGES + 1).collect();
    if ids.is_empty() {
        return Err(DAMAGED);
    }
    if ids.len() > PAGES {
        return Err(ReadError::TooComplex { looks: Looks::Pdf });
    }
    let mut painter = Painter::new(&mut store);
    let mut pages: Vec<Drawn> = ids.iter().map(|id| page(&mut painter, *id)).collect();
    let scanned = pages.iter_mut().map(ink).filter(|inked| !inked).count();
    let glyphs: usize = pages.iter().map(|p| p.glyphs.len()).sum();
    let unread: usize = pages.iter().map(|p| p.unread).sum();
    let looks = Looks::Pdf;
    let fault = match () {
        () if store.cut => Some(ReadError::TooComplex { looks }),
        // half a report would be blamed for what the file lost
        () if store.lost > 0 => Some(DAMAGED),
        () if glyphs == 0 && scanned > 0 => Some(ReadError::Scanned { looks }),
        () if unread * 4 > glyphs => Some(ReadError::Unmapped { looks }),
        () => None,
    };
    if let Some(fault) = fault {
        return Err(fault);
    }
    let count = pages.len();
    let mut document = match trace {
        None => build::build(flow::flow(pages), count, None),
        Some(trace) => {
            trace.number(&mut pages);
            build::build(flow::flow(pages), count, Some(trace))
        }
    };
    let noted = [
        (NoteKind::Undecodable, unread),
        (NoteKind::Scanned, scanned),
        (NoteKind::Marked, usize::from(update::is_marked(bytes))),
    ];
    let noted = noted.into_iter();
    let noted = noted.filter_map(|(kind, count)| Note::counted(kind, count));
    document.notes.extend(noted);
    Ok(document)
}

fn load(bytes: &[u8]) -> Result<lopdf::Document, ReadError> {
    let options = LoadOptions {
        max_decompressed_size: Some(PACKED),
        ..LoadOptions::default()
    };
    match lopdf::Document::load_mem_with_options(bytes, options) {
        // locked files open without their objects
        Ok(file) if file.is_encrypted() && file.page_iter().next().is_none() => Err(LOCKED),
        Ok(file) => Ok(file),
        Err(lopdf::Error::InvalidPassword | lopdf::Error::Decryption(_)) => Err(LOCKED),
        Err(_) => Err(DAMAGED),
    }
}

/// How often a page looks up to the nodes above it.
const LEVELS: usize = 32;

/// A page and the nodes above it, from which it inherits.
fn lineage<'f>(store: &Store<'f>, id: ObjectId) -> Vec<&'f Dictionary> {
    let mut next = store.file.get_dictionary(id).ok();
    let mut all = Vec::new();
    while let Some(node) = next.filter(|_| all.len() < LEVELS) {
        all.push(node);
        next = store.dict(node, b"Parent");
    }
    all
}

fn page(painter: &mut Painter<'_, '_>, id: ObjectId) -> Drawn {
    let nodes = lineage(painter.store, id);
    let Some(page) = nodes.first() else {
        painter.store.lost += 1;
        return Drawn::default();
    };
    let resources: Vec<&Dictionary> = nodes
        .iter()
        .filter_map(|n| painter.store.dict(n, b"Resources"))
        .collect();
    let media = nodes.iter().find_map(|n| {
        painter
            .store
            .rect(n, b"CropBox")
            .or(painter.store.rect(n, b"MediaBox"))
    });
    let turned = nodes
        .iter()
        .find_map(|n| painter.store.number(n, b"Rotate"))
        .unwrap_or(0.0);
    let turn = ((turned / 90.0).rem_euclid(4.0)) as u8;
    let mut bytes = Vec::new();
    let contents = page.get(b"Contents").unwrap_or(&Object::Null);
    let parts = match painter.store.resolve(contents) {
        Object::Array(list) => list.iter().collect(),
        _ => vec![contents],
    };
    for part in parts {
        bytes.extend(painter.store.content(part).unwrap_or_default());
        bytes.push(b'\n');
    }
    let media = media.unwrap_or(A4);
    let mut draw = |turn: u8| {
        let map = upright(media, turn);
        let corners = [map.apply(media.x0, media.y0), map.apply(media.x1, media.y1)];
        let corners: Vec<Point> = corners.into_iter().flatten().collect();
        let sheet = Rect::around(&corners).unwrap_or(A4);
        Drawn {
            map: Some(map),
            wide: sheet.width() > sheet.height(),
            ..painter.page(&bytes, &resources, map, sheet)
        }
    };
    let drawn = draw(turn);
    // a wide table is often printed sideways on an upright page
    match drawn.turned() {
        0 => drawn,
        other => draw(turn + 4 - other),
    }
}

impl Drawn {
    /// Which way most of the text runs.
    fn turned(&self) -> u8 {
        let count = |turn: u8| self.glyphs.iter().filter(|g| g.turn == Some(turn)).count();
        (0..4)
            .max_by_key(|turn| (count(*turn), 4 - turn))
            .unwrap_or(0)
    }
}

/// Keeps the text that is printed upright; false for a page that shows pictures and no text.
fn ink(page: &mut Drawn) -> bool {
    let pictured = page.images > 0;
    // what nobody sees is no text; behind the picture of a page stands what a machine read in it, and its figures are not
    // to be trusted
    page.glyphs
        .retain(|g| g.turn == Some(0) && g.size > 0.5 && !g.hidden);
    !page.glyphs.is_empty() || !pictured
}
