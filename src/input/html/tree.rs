//! The page as a tree, laid out flat: nodes in the order of the page, each with the place where it ends.
//!
//! Built on the tokens of HTML by the rules that matter for text: ends that may be left out, the frame of tables, what
//! people do not see. Depth is bounded, so that all that walks the tree may recurse.

use super::attributes::Attributes;
use super::tag::Tag;
use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};
use std::convert::Infallible;
use std::ops::Range;

/// Elements deeper than this are as if they were not there; their text stays.
const DEEPEST: usize = 160;

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
        let callback = |event: CallbackEvent<'_>, at: Span<usize>| -> Option<Infallible> {
            builder.take(event, at.start..at.end);
            None
        };
        let mut emitter = CallbackEmitter::new(callback);
        emitter.naively_switch_states(true);
        let _ = Tokenizer::new_with_emitter(page, emitter).finish();
        builder.finish()
    }

    /// How many characters a node holds.
    pub(super) fn chars(&self, nodes: &Range<usize>) -> u32 {
        difference(&self.chars, nodes)
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

    fn count(&mut self) {
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

#[derive(Default)]
struct Builder {
    tree: Tree,
    /// Open elements.
    open: Vec<(Tag, u32)>,
    /// How many open elements are not shown.
    hidden: usize,
    /// How many elements are open beyond the greatest depth.
    beyond: usize,
    /// The start tag that is being read.
    tag: Option<Tag>,
    attributes: Attributes,
}

impl Builder {
    fn take(&mut self, event: CallbackEvent<'_>, at: Range<usize>) {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                self.tag = Tag::of(name);
                self.attributes = Attributes::default();
            }
            CallbackEvent::AttributeName { name } => self.attributes.name(name),
            CallbackEvent::AttributeValue { value } => self.attributes.value(value),
            CallbackEvent::CloseStartTag { .. } => {
                if let Some(tag) = self.tag.take() {
                    self.start(tag);
                }
            }
            CallbackEvent::EndTag { name } => match Tag::of(name) {
                // browsers read `</br>` as a line end
                Some(Tag::Break) => {
                    self.leaf(Tag::Break);
                }
                Some(tag) => self.end(tag),
                None => {}
            },
            CallbackEvent::String { value } => self.text(value, at),
            _ => {}
        }
    }

    fn text(&mut self, value: &[u8], page: Range<usize>) {
        if self.open.last().is_some_and(|(tag, _)| *tag == Tag::Title) {
            // a longer one is no name, and each line is compared with it
            if self.tree.title.is_empty() && value.len() <= super::LONGEST_NAME {
                self.tree.title = String::from_utf8_lossy(value).into_owned();
            }
            return;
        }
        if self.hidden > 0 {
            return;
        }
        let start = self.tree.text.len() as u32;
        self.tree.text.push_str(&String::from_utf8_lossy(value));
        let at = self.leaf(Tag::Text);
        let end = self.tree.text.len() as u32;
        if let Some(node) = self.tree.nodes.get_mut(at) {
            (node.a, node.b) = (start, end);
        }
        let text = start as usize..end as usize;
        self.tree.origins.push(Origin { text, page });
    }

    /// Adds a node that holds none.
    fn leaf(&mut self, tag: Tag) -> usize {
        let at = self.tree.nodes.len();
        self.tree.nodes.push(Node {
            tag,
            end: at as u32 + 1,
            a: 0,
            b: 0,
            hidden: false,
            aside: false,
        });
        at
    }

    fn start(&mut self, tag: Tag) {
        if tag == Tag::Break {
            self.leaf(tag);
            return;
        }
        for ended in tag.closes() {
            self.end_nearest(*ended, |open| matches!(open, Tag::Hidden(_)));
        }
        if tag.is_frame() && !self.frame(tag) {
            return;
        }
        self.push(tag);
    }

    /// Makes room in the frame of a table; `false` where the tag has no meaning.
    fn frame(&mut self, tag: Tag) -> bool {
        let nearest = self.open.iter().rev().find(|(t, _)| t.is_frame());
        let nearest = nearest.map(|(t, _)| *t);
        match (tag, nearest) {
            (Tag::Table, Some(Tag::Table | Tag::RowGroup | Tag::Row)) => self.end(Tag::Table),
            (Tag::Table, _) => {}
            (_, None) => return false,
            _ => {
                let above: &[Tag] = match tag {
                    Tag::Cell => &[Tag::Row, Tag::RowGroup, Tag::Table],
                    Tag::Row => &[Tag::RowGroup, Tag::Table],
                    _ => &[Tag::Table],
                };
                while self.open.last().is_some_and(|(t, _)| !above.contains(t)) {
                    self.pop();
                }
                let in_row = self.open.last().is_some_and(|(t, _)| *t == Tag::Row);
                if tag == Tag::Cell && !in_row {
                    let own = std::mem::take(&mut self.attributes);
                    self.push(Tag::Row);
                    self.attributes = own;
                }
            }
        }
        true
    }

    fn push(&mut self, tag: Tag) {
        if self.open.len() >= DEEPEST {
            self.beyond += 1;
            if !tag.is_inline() {
                self.leaf(Tag::Break);
            }
            return;
        }
        let at = self.leaf(tag);
        let hidden = matches!(tag, Tag::Hidden(_)) || self.attributes.hidden;
        if let Some(node) = self.tree.nodes.get_mut(at) {
            (node.a, node.b) = self.attributes.numbers(tag);
            node.hidden = hidden;
            node.aside =
                self.attributes.aside || matches!(tag, Tag::Nav | Tag::Aside | Tag::Footer);
            if tag == Tag::Link && !self.attributes.link {
                node.tag = Tag::Inline(u8::MAX);
            }
        }
        self.hidden += usize::from(hidden);
        self.open.push((tag, at as u32));
    }

    fn end(&mut self, tag: Tag) {
        if self.beyond > 0 {
            self.beyond -= 1;
            if !tag.is_inline() {
                self.leaf(Tag::Break);
            }
            return;
        }
        self.end_nearest(tag, |_| false);
    }

    /// Ends the nearest open `tag` within reach.
    fn end_nearest(&mut self, tag: Tag, stop: impl Fn(Tag) -> bool) {
        let open = self.open.iter().rev().map(|(open, _)| *open);
        let found = open
            .take_while(|o| tag.ends(*o) || !(tag.stops_at(*o) || stop(*o)))
            .position(|o| tag.ends(o));
        for _ in 0..found.map_or(0, |n| n + 1) {
            self.pop();
        }
    }

    fn pop(&mut self) {
        let end = self.tree.nodes.len() as u32;
        if let Some((_, at)) = self.open.pop()
            && let Some(node) = self.tree.nodes.get_mut(at as usize)
        {
            node.end = end;
            self.hidden -= usize::from(node.hidden);
        }
    }

    fn finish(mut self) -> Tree {
        while !self.open.is_empty() {
            self.pop();
        }
        self.tree.count();
        self.tree
    }
}
