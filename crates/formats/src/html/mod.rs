//! Web pages.
//!
//! - `sniff` distinguishes a page from a text that mentions tags, `charset` finds its encoding.
//! - `tree` is its tree, which `builder` makes: `tag` holds which elements matter, `attributes` what they say of themselves, `look` and `sheet` whether people see them; `feed` keeps the tokenizer from what it cannot bear.
//! - `flow` writes its text: `ink` lets white space fall together, `table` lays cells into a grid, `list` numbers items.
//! - `trace` records where the text stands in the page; `charset` writes a page again.
//! - `article` finds the report among menus, links and footers, `meta` what the page says about it. The rest stays in the text as blocks of kind *other*.
//!
//! All of it takes time linear in the length of the page; depth and columns are bounded.

mod article;
mod attributes;
mod builder;
mod charset;
mod feed;
mod flow;
mod ink;
mod list;
mod look;
mod meta;
mod sheet;
mod sniff;
mod table;
mod tag;
mod trace;
mod tree;

pub use charset::{encode, spelled};
use sniff::{holds_tables, is_page};
pub use trace::{Source, Trace};

use flow::Flow;
use gouji_core::document::{Block, BlockKind, Document, Format, Note, NoteKind};
use gouji_core::plain::mojibake;
use gouji_core::text::{LineIndex, Span};
use tree::Tree;

/// Whether bytes are read as a page: one, a piece of one, or text with tables as in pages. Longer text than a page may have
/// stays text.
pub(super) fn is_html(bytes: &[u8]) -> bool {
    is_page(bytes) || bytes.len() <= super::MOST_TEXT && holds_tables(bytes)
}

/// Reads a page.
pub(super) fn read(bytes: &[u8]) -> Document {
    trace(bytes).0
}

/// How the panel begins that `gouji annotate` puts into a page.
pub const PANEL: &str = "<dialog open class=\"gouji\"";

/// Reads a page, with the places of its text in it.
pub fn trace(bytes: &[u8]) -> (Document, Trace) {
    let page = charset::decode(bytes);
    let tree = Tree::new(page.text.as_bytes());
    let flow = Flow::new(&tree);
    let mut blocks = article::blocks(&tree, &flow.ink.text, flow.pieces);
    let sources = trace::sources(&page.text, &tree, &flow.ink);
    let mut text = flow.ink.text;
    let named = name(&tree.title, &mut text, &mut blocks);
    let mut notes = Vec::new();
    notes.extend(lost(&text).filter(|_| page.damaged));
    notes.extend(mojibake::find(&text));
    let marked = page.text.contains(PANEL);
    notes.extend(Note::counted(NoteKind::Marked, usize::from(marked)));
    let document = Document {
        format: Format::Html,
        lines: LineIndex::new(&text),
        text,
        blocks,
        named,
        notes,
        encoding: page.encoding,
        ..Document::default()
    };
    let trace = Trace {
        page: page.text,
        sources,
    };
    (document, trace)
}

/// The longest name of a page, in bytes.
const LONGEST_NAME: usize = 600;

/// Puts the title in the head of the page behind the text, where the text does not hold it.
fn name(title: &str, text: &mut String, blocks: &mut Vec<Block>) -> Option<Span> {
    let solid = |t: &str| -> String { t.chars().filter(|c| !c.is_whitespace()).collect() };
    let parts = title.split(['_', '-', '|', '\u{2014}']).map(solid);
    let own = parts.max_by_key(String::len).filter(|p| !p.is_empty())?;
    if title.len() > LONGEST_NAME || solid(text).contains(&own) {
        return None;
    }
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    let start = text.len();
    text.push_str(title.trim());
    let span = Span::new(start, text.len());
    text.push('\n');
    blocks.push(Block {
        span,
        kind: BlockKind::Other,
    });
    Some(span)
}

/// Characters that could not be decoded.
fn lost(text: &str) -> Option<Note> {
    let first = text.find('\u{fffd}')?;
    Some(Note {
        kind: NoteKind::Undecodable,
        span: Some(Span::new(first, first + '\u{fffd}'.len_utf8())),
        count: text.matches('\u{fffd}').count(),
    })
}
