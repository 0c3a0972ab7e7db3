//! Tree → text and its pieces in the order of the page.

use super::ink::{Ink, Written};
use super::list::{Style, is_numbered};
use super::tag::Tag;
use super::tree::{Node, Tree};
use gouji_core::document::Table;
use gouji_core::plain::layout::heading;
use gouji_core::text::Span;
use std::ops::Range;

/// A paragraph, heading or table of the page.
#[derive(Debug)]
pub(super) struct Piece {
    pub(super) kind: PieceKind,
    pub(super) span: Span,
    /// A node of it; no later piece has an earlier one.
    pub(super) node: usize,
    /// How many characters it has, without white space.
    pub(super) chars: u32,
    /// How many of them lead to other pages.
    pub(super) linked: u32,
    /// It ends as a sentence does.
    pub(super) closed: bool,
    /// Its place on the page has the name of something beside the article.
    pub(super) aside: bool,
}

/// What a piece is.
#[derive(Debug)]
pub(super) enum PieceKind {
    Paragraph,
    Heading(u8),
    Table(Table),
}

/// Marks at the end of a sentence.
const CLOSING: [char; 9] = [
    '\u{3002}', '\u{ff1b}', '\u{ff01}', '\u{ff1f}', '\u{201d}', '.', ';', '!', '?',
];

/// The mark of bold type in Markdown.
const BOLD: &str = "**";

/// Writes the text of a page.
#[derive(Debug)]
pub(super) struct Flow<'a> {
    pub(super) tree: &'a Tree,
    pub(super) ink: Ink,
    pub(super) pieces: Vec<Piece>,
    /// Text outside of tables stands in lines.
    lined: bool,
}

/// What holds for the nodes within an element.
#[derive(Clone, Copy, Debug, Default)]
struct State {
    heading: Option<u8>,
    linked: bool,
    aside: bool,
    pre: bool,
}

/// How lines are ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lines {
    /// Each is a paragraph.
    Paragraphs,
    /// They belong to one cell.
    Cell,
}

/// A walk through some nodes.
struct Walk {
    lines: Lines,
    state: State,
    /// Elements that are open: where each ends, whether it is a box, and what holds behind it.
    open: Vec<(usize, Tag, State)>,
    /// Lists that are open, with the number of the next item.
    lists: Vec<(Style, u32)>,
    /// What stands before the first text of an item.
    marker: String,
    /// The last node with text.
    node: usize,
}

impl<'a> Flow<'a> {
    /// All pieces of a page.
    pub(super) fn new(tree: &'a Tree) -> Self {
        let mut flow = Flow {
            tree,
            ink: Ink::default(),
            pieces: Vec::new(),
            lined: tree.is_lined(),
        };
        flow.walk(0..tree.nodes.len(), false, Lines::Paragraphs);
        flow
    }

    /// Writes nodes and ends the last line.
    pub(super) fn walk(&mut self, nodes: Range<usize>, aside: bool, lines: Lines) {
        let mut walk = Walk {
            lines,
            state: State {
                aside,
                pre: self.lined && lines == Lines::Paragraphs,
                ..State::default()
            },
            open: Vec::new(),
            lists: Vec::new(),
            marker: String::new(),
            node: nodes.start,
        };
        let mut at = nodes.start;
        while at < nodes.end {
            self.close(&mut walk, at);
            let Some(node) = self.tree.nodes.get(at) else {
                break;
            };
            at = self.enter(&mut walk, at, *node);
        }
        self.close(&mut walk, usize::MAX);
        self.line(&walk);
    }

    /// Leaves the elements that end here.
    fn close(&mut self, walk: &mut Walk, at: usize) {
        while let Some((_, tag, before)) = walk.open.pop_if(|(end, ..)| *end <= at) {
            if !tag.is_inline() {
                self.line(walk);
            }
            if matches!(tag, Tag::List | Tag::Numbered) {
                walk.lists.pop();
            }
            walk.state = before;
        }
    }

    /// Takes a node; gives the next one.
    fn enter(&mut self, walk: &mut Walk, at: usize, node: Node) -> usize {
        if node.hidden {
            return self.tree.end(at);
        }
        match node.tag {
            Tag::Text => self.text(walk, at, node),
            Tag::Break => self.line(walk),
            Tag::Table if walk.lines == Lines::Paragraphs => {
                self.line(walk);
                self.table(at, walk.state.aside || node.aside);
                return self.tree.end(at);
            }
            tag => {
                if !tag.is_inline() {
                    self.line(walk);
                }
                walk.open.push((self.tree.end(at), tag, walk.state));
                walk.state.aside |= node.aside;
                match tag {
                    Tag::Link => walk.state.linked = true,
                    Tag::Heading(level) => walk.state.heading = Some(level),
                    Tag::Pre => walk.state.pre = true,
                    Tag::List => walk.lists.push((Style::None, 1)),
                    Tag::Numbered => walk.lists.push((Style::from_code(node.b), node.a)),
                    Tag::Item => walk.number(node.a),
                    _ => {}
                }
            }
        }
        at + 1
    }

    fn text(&mut self, walk: &mut Walk, at: usize, node: Node) {
        let tree = self.tree;
        let text = tree.text.get(node.a as usize..node.b as usize);
        let text = text.unwrap_or_default();
        walk.node = at;
        if !walk.marker.is_empty() && !text.trim().is_empty() {
            let marker = std::mem::take(&mut walk.marker);
            if !is_numbered(text) {
                self.ink.write(&marker, None, walk.state.linked);
            }
        }
        match walk.state.pre {
            false => self
                .ink
                .write(text, Some(node.a as usize), walk.state.linked),
            true => {
                let mut from = node.a as usize;
                for (line, words) in text.split('\n').enumerate() {
                    if line > 0 {
                        self.line(walk);
                    }
                    match self.lined {
                        true => self.markdown(walk, words, from),
                        false => self.ink.write(words, Some(from), walk.state.linked),
                    }
                    from += words.len() + 1;
                }
            }
        }
    }

    /// Writes a line of Markdown, or the rest of one, without the marks of headings and bold type.
    fn markdown(&mut self, walk: &mut Walk, line: &str, from: usize) {
        let mut shown = Span::new(0, line.len());
        if self.ink.is_blank() {
            let heading = heading(line);
            walk.state.heading = heading.map(|(level, _)| level);
            shown = heading.map_or(shown, |(_, title)| title);
        }
        let mut at = from + shown.start as usize;
        for part in shown.of(line).split(BOLD) {
            self.ink.write(part, Some(at), walk.state.linked);
            at += part.len() + BOLD.len();
        }
    }

    /// Ends a line.
    fn line(&mut self, walk: &Walk) {
        if walk.lines == Lines::Cell {
            self.ink.turn();
        } else if let Some(written) = self.ink.paragraph() {
            let kind = match walk.state.heading {
                Some(level) => PieceKind::Heading(level),
                None => PieceKind::Paragraph,
            };
            self.piece(kind, written, walk.node, walk.state.aside);
        }
    }

    pub(super) fn piece(&mut self, kind: PieceKind, written: Written, node: usize, aside: bool) {
        // what stands in a table outside of its cells is written first
        let before = self.pieces.last().map_or(0, |p| p.node);
        self.pieces.push(Piece {
            kind,
            span: written.span,
            node: node.max(before),
            chars: written.chars,
            linked: written.linked,
            closed: self.ink.text.trim_end().ends_with(CLOSING),
            aside,
        });
    }
}

impl Walk {
    /// An item begins: its number, given or counted.
    fn number(&mut self, given: u32) {
        if let Some((style, next)) = self.lists.last_mut() {
            let number = given.checked_sub(1).unwrap_or(*next);
            *next = number.saturating_add(1);
            self.marker = style.marker(number);
        }
    }
}
