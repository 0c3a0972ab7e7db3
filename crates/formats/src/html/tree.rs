//! The page as a tree, laid out flat: nodes in the order of the page, each with the place where it ends.
//!
//! Built on the tokens of HTML by the rules that matter for text: ends that may be left out, the frame of tables, what
//! people do not see. Depth is bounded, so that all that walks the tree may recurse.

use super::builder::Builder;
use super::feed::{Count, Feed};
use super::tag::Tag;
use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};
use std::convert::Infallible;
use std::ops::Range;

/// A node. What `a` and `b` mean depends on the tag.
#[derive(Clone, Copy, Debug)]
pub(super) struct Node {
    pub(super) tag: Tag,
    /// The first node behind it and all that it holds.
    pub(super) end: u32,
    /// Text: where it begins. Cell: how many columns. Item and list: its number, if one is given.
    pub(super) a: u32,
    /// Text: where it ends. Cell: how many rows. List: how its numbers are written.
    pub(super) b: u32,
    /// Not shown.
    pub(super) hidden: bool,
    /// Its names say that it is no part of the article.
    pub(super) aside: bool,
}

/// Where characters stand in the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Origin {
    /// A piece of the characters that are shown.
    pub(super) text: Range<usize>,
    /// Bytes of the page; they hold references where they are not the same.
    pub(super) page: Range<usize>,
}

/// A page.
#[derive(Debug, Default)]
pub(super) struct Tree {
    pub(super) nodes: Vec<Node>,
    /// All characters that are shown.
    pub(super) text: String,
    /// Where pieces of it stand in the page, in order.
    pub(super) origins: Vec<Origin>,
    /// The title in the head.
    pub(super) title: String,
    /// For each node the number of characters before it, white space not counted.
    chars: Vec<u32>,
    /// For each node the number of tables before it.
    tables: Vec<u32>,
}

impl Tree {
    /// Reads a page.
    pub(super) fn new(page: &[u8]) -> Self {
        let mut builder = Builder::default();
        let count = Count::default();
        let callback = |event: CallbackEvent<'_>, at: Span<usize>| -> Option<Infallible> {
            match event {
                CallbackEvent::AttributeName { .. } => count.attribute(at.start),
                CallbackEvent::OpenStartTag { .. }
                | CallbackEvent::CloseStartTag { .. }
                | CallbackEvent::EndTag { .. } => count.tag(),
                _ => {}
            }
            builder.take(event, at.start..at.end);
            None
        };
        let mut emitter = CallbackEmitter::new(callback);
        emitter.naively_switch_states(true);
        let feed = Feed::new(page, count.clone());
        let _ = Tokenizer::new_with_emitter(feed, emitter).finish();
        builder.finish()
    }

    /// How many characters a node holds.
    pub(super) fn chars(&self, nodes: &Range<usize>) -> u32 {
        difference(&self.chars, nodes)
    }

    /// The only boxes are tables: this is text with tables in it, whose lines mean something.
    pub(super) fn is_lined(&self) -> bool {
        let (mut at, mut tables) = (0, 0);
        while let Some(node) = self.nodes.get(at) {
            at = match node.tag {
                Tag::Table => {
                    tables += 1;
                    self.end(at)
                }
                _ if node.hidden => self.end(at),
                tag if tag.is_inline() => at + 1,
                _ => return false,
            };
        }
        tables > 0
    }

    /// Whether a table begins among these nodes.
    pub(super) fn holds_table(&self, nodes: &Range<usize>) -> bool {
        difference(&self.tables, nodes) > 0
    }

    /// The nodes within one.
    pub(super) fn inside(&self, at: usize) -> Range<usize> {
        at + 1..self.end(at)
    }

    /// The first node behind one; always beyond it.
    pub(super) fn end(&self, at: usize) -> usize {
        self.nodes
            .get(at)
            .map_or(at, |n| n.end as usize)
            .max(at + 1)
    }

    /// The nodes that stand directly among these, not inside each other.
    pub(super) fn children(&self, nodes: Range<usize>) -> impl Iterator<Item = (usize, Node)> + '_ {
        let mut at = nodes.start;
        std::iter::from_fn(move || {
            let here = at;
            let node = *self.nodes.get(here).filter(|_| here < nodes.end)?;
            at = self.end(here);
            Some((here, node))
        })
    }

    /// Counts characters and tables.
    pub(super) fn count(&mut self) {
        let (mut chars, mut tables) = (0, 0);
        for node in &self.nodes {
            self.chars.push(chars);
            self.tables.push(tables);
            if node.tag == Tag::Text {
                let text = self.text.get(node.a as usize..node.b as usize);
                let seen = text.unwrap_or_default().chars();
                chars += seen.filter(|c| !c.is_whitespace()).count() as u32;
            }
            tables += u32::from(node.tag == Tag::Table);
        }
        self.chars.push(chars);
        self.tables.push(tables);
    }
}

fn difference(sums: &[u32], nodes: &Range<usize>) -> u32 {
    let at = |i: usize| sums.get(i).or(sums.last()).copied().unwrap_or(0);
    at(nodes.end).saturating_sub(at(nodes.start))
}
