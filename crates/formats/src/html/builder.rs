//! Tokens of a page → its tree.

use super::attributes::Attributes;
use super::look::{Declared, Look};
use super::sheet::Sheet;
use super::tag::Tag;
use super::tree::{Node, Origin, Tree};
use html5gum::emitters::callback::CallbackEvent;
use std::ops::Range;

/// Elements deeper than this are as if they were not there; their text stays.
const DEEPEST: usize = 160;

#[derive(Default)]
pub(super) struct Builder {
    tree: Tree,
    /// Open elements, each with how text in it is drawn.
    open: Vec<(Tag, u32, Look)>,
    /// How text is drawn that is in none of them.
    page: Look,
    sheet: Sheet,
    /// There are style sheets elsewhere.
    other_sheets: bool,
    /// How many open elements are not shown.
    hidden: usize,
    /// How many elements are open beyond the greatest depth.
    beyond: usize,
    /// The name of the start tag that is being read.
    name: Vec<u8>,
    attributes: Attributes,
}

impl Builder {
    /// Takes a token.
    pub(super) fn take(&mut self, event: CallbackEvent<'_>, at: Range<usize>) {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                self.name = name.to_vec();
                self.attributes = Attributes::default();
            }
            CallbackEvent::AttributeName { name } => self.attributes.name(name),
            CallbackEvent::AttributeValue { value } => self.attributes.value(value),
            CallbackEvent::CloseStartTag { .. } => {
                self.attributes.styled(&self.name, &self.sheet);
                match Tag::of(&self.name) {
                    Some(tag) => self.start(tag),
                    None => self.unknown(),
                }
            }
            CallbackEvent::EndTag { name } => match Tag::of(name) {
                // browsers read `</br>` as a line end
                Some(Tag::Break) => {
                    self.leaf(Tag::Break);
                }
                Some(tag) => self.end(tag),
                None => {
                    if let Some(tag) = Tag::other(name) {
                        self.end_nearest(tag, |_| false);
                    }
                }
            },
            CallbackEvent::String { value } => self.text(value, at),
            _ => {}
        }
    }

    /// An element that changes nothing but how text is drawn.
    fn unknown(&mut self) {
        let says = self.attributes.says;
        match self.name.as_slice() {
            b"html" | b"body" => self.page = self.page.within(&says),
            b"link" if self.attributes.sheet && !self.attributes.for_paper => {
                self.other_sheets = true;
                self.page = self.page.restyled(&says);
            }
            name => {
                let matters = self.attributes.hidden || says != Declared::default();
                if let Some(tag) = Tag::other(name).filter(|_| matters) {
                    self.push(tag);
                }
            }
        }
    }

    fn text(&mut self, value: &[u8], page: Range<usize>) {
        let (around, look) = match self.open.last() {
            Some((tag, _, look)) => (Some(*tag), *look),
            None => (None, self.page),
        };
        if around.is_some_and(Tag::is_style) && !self.attributes.for_paper {
            self.sheet.read(value);
        }
        if around == Some(Tag::Title) {
            // a longer one is no name, and each line is compared with it
            if self.tree.title.is_empty() && value.len() <= super::LONGEST_NAME {
                self.tree.title = String::from_utf8_lossy(value).into_owned();
            }
            return;
        }
        if self.hidden > 0 || look.is_unseen() {
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
        let nearest = self.open.iter().rev().find(|(t, ..)| t.is_frame());
        let nearest = nearest.map(|(t, ..)| *t);
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
                while self.open.last().is_some_and(|(t, ..)| !above.contains(t)) {
                    self.pop();
                }
                let in_row = self.open.last().is_some_and(|(t, ..)| *t == Tag::Row);
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
        let around = self.open.last().map_or(self.page, |(.., look)| *look);
        let mut look = around.within(&self.attributes.says);
        if self.other_sheets && self.attributes.is_named() {
            look = look.restyled(&self.attributes.says);
        }
        self.open.push((tag, at as u32, look));
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
        let open = self.open.iter().rev().map(|(open, ..)| *open);
        let found = open
            .take_while(|o| tag.ends(*o) || !(tag.stops_at(*o) || stop(*o)))
            .position(|o| tag.ends(o));
        for _ in 0..found.map_or(0, |n| n + 1) {
            self.pop();
        }
    }

    fn pop(&mut self) {
        let end = self.tree.nodes.len() as u32;
        if let Some((_, at, _)) = self.open.pop()
            && let Some(node) = self.tree.nodes.get_mut(at as usize)
        {
            node.end = end;
            self.hidden -= usize::from(node.hidden);
        }
    }

    /// The page is at its end.
    pub(super) fn finish(mut self) -> Tree {
        while !self.open.is_empty() {
            self.pop();
        }
        self.tree.count();
        self.tree
    }
}
