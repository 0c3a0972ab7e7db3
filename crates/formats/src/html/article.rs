//! Which pieces of a page are its article.
//!
//! The weight of a piece is its text that is no link. The article is the smallest box that holds nearly all of the
//! weight, with the title and the lines about the text before it, and the signature behind it.

use super::flow::{Piece, PieceKind};
use super::meta::{self, Place};
use super::tree::Tree;
use gouji_core::document::Block;
use std::ops::Range;

/// A shorter line may be anything (in characters).
const SHORTEST: u32 = 20;
/// How many pieces may stand behind the box of the article and belong to it.
const TAIL: usize = 6;
/// The longest of them, in characters.
const LONGEST_TAIL: u32 = 40;

/// The pieces of a page as blocks; what is no part of the article is of kind *other*.
pub(super) fn blocks(tree: &Tree, text: &str, mut pieces: Vec<Piece>) -> Vec<Block> {
    if weight(&pieces, false) * 2 < weight(&pieces, true) {
        // the names of the elements lie
        pieces.iter_mut().for_each(|p| p.aside = false);
    }
    let places = Page::new(tree, text, &pieces).places();
    let mut blocks = Vec::new();
    for (piece, place) in pieces.into_iter().zip(places) {
        meta::push(piece, place, &mut blocks);
    }
    blocks
}

fn weight(pieces: &[Piece], all: bool) -> u64 {
    let counted = pieces.iter().filter(|p| all || !p.aside);
    counted.map(|p| u64::from(p.weight())).sum()
}

impl Piece {
    /// How much speaks for a piece being text to read.
    fn weight(&self) -> u32 {
        match self.kind {
            PieceKind::Heading(_) => 0,
            _ if self.linked * 3 > self.chars => 0,
            _ if self.chars - self.linked < SHORTEST => 0,
            PieceKind::Paragraph if !self.closed && self.chars < 3 * SHORTEST => 0,
            _ => self.chars - self.linked,
        }
    }

    fn is_plain(&self) -> bool {
        !self.aside && self.linked * 2 <= self.chars
    }
}

struct Page<'a> {
    tree: &'a Tree,
    text: &'a str,
    pieces: &'a [Piece],
    /// For each piece the weight before it.
    weights: Vec<u64>,
    /// The title in the head of the page, without white space.
    title: String,
}

impl<'a> Page<'a> {
    fn new(tree: &'a Tree, text: &'a str, pieces: &'a [Piece]) -> Self {
        let mut sum = 0;
        let mut weights = vec![0];
        for piece in pieces {
            sum += u64::from(if piece.aside { 0 } else { piece.weight() });
            weights.push(sum);
        }
        Page {
            tree,
            text,
            pieces,
            weights,
            title: solid(&tree.title),
        }
    }

    /// For each piece where it stands.
    fn places(&self) -> Vec<Place> {
        let path = self.path();
        let core = path.last().cloned().unwrap_or(0..self.pieces.len());
        let end = self.tail(&core, &path);
        let title = self.title(core.start, end);
        let start = title.unwrap_or_else(|| self.lead(core.start));
        let head = start - self.before(start);
        let first = self.first_prose(start..end);
        let place = |at: usize| match () {
            () if !(head..end).contains(&at) || self.is_menu(at, core.contains(&at)) => {
                Place::Outside
            }
            () if first.is_some_and(|f| at < f) => Place::Head,
            () => Place::Body,
        };
        (0..self.pieces.len()).map(place).collect()
    }

    /// The pieces among some nodes.
    fn within(&self, nodes: &Range<usize>) -> Range<usize> {
        let at = |node: usize| self.pieces.partition_point(|p| p.node < node);
        at(nodes.start)..at(nodes.end)
    }

    fn weight(&self, pieces: &Range<usize>) -> u64 {
        let at = |i: usize| self.weights.get(i).copied().unwrap_or(0);
        at(pieces.end).saturating_sub(at(pieces.start))
    }

    /// From the whole page down to the box of the article: the pieces of each box.
    fn path(&self) -> Vec<Range<usize>> {
        let mut nodes = 0..self.tree.nodes.len();
        let mut path = Vec::from([self.within(&nodes)]);
        loop {
            let children = self.tree.children(nodes.clone()).map(|(at, node)| {
                let inside = at..node.end as usize;
                let pieces = self.within(&inside);
                (self.weight(&pieces), inside, pieces)
            });
            let heavy: Vec<_> = children.filter(|(weight, ..)| *weight > 0).collect();
            let total: u64 = heavy.iter().map(|(weight, ..)| weight).sum();
            let Some((most, best, inside)) = heavy.iter().max_by_key(|(weight, ..)| *weight) else {
                return path;
            };
            let rest = total - most;
            let others = heavy.iter().filter(|(_, nodes, _)| nodes != best);
            let links = others.clone().all(|(.., pieces)| self.leads_away(pieces));
            if rest * 33 > total && !(links && rest * 4 < total) || best.len() < 2 {
                return path;
            }
            path.push(inside.clone());
            nodes = best.start + 1..best.end;
        }
    }

    /// A quarter of the characters are links.
    fn leads_away(&self, pieces: &Range<usize>) -> bool {
        let inside = self.pieces.get(pieces.clone()).unwrap_or_default();
        let chars: u64 = inside.iter().map(|p| u64::from(p.chars)).sum();
        let linked: u64 = inside.iter().map(|p| u64::from(p.linked)).sum();
        linked * 4 >= chars
    }

    fn words(&self, at: usize) -> &str {
        self.pieces.get(at).map_or("", |p| p.span.of(self.text))
    }

    /// Where the article ends: a signature may stand behind its box.
    fn tail(&self, core: &Range<usize>, path: &[Range<usize>]) -> usize {
        let mut end = core.end;
        for around in path.iter().rev() {
            while let Some(piece) = self.pieces.get(end).filter(|_| end < around.end) {
                let words = self.words(end);
                let signs = [':', '\u{ff1a}', '|', '\u{a9}', '>'];
                let signed = matches!(piece.kind, PieceKind::Paragraph)
                    && piece.is_plain()
                    && piece.linked == 0
                    && piece.chars <= LONGEST_TAIL
                    && !words.contains(signs);
                if !signed || end >= core.end + TAIL {
                    return end;
                }
                end += 1;
            }
        }
        end
    }

    /// Where the title begins: the longest line that the title of the page repeats, else a great heading close by.
    fn title(&self, start: usize, end: usize) -> Option<usize> {
        let last = (start + TAIL).min(end);
        let repeated = |at: &usize| {
            let piece = self.pieces.get(*at);
            let words = solid(self.words(*at));
            let fits = piece.is_some_and(|p| p.linked == 0 && (4..=80).contains(&p.chars));
            fits && self.title.contains(&words)
        };
        let great = |at: &usize| {
            let piece = self.pieces.get(*at);
            piece.is_some_and(|p| matches!(p.kind, PieceKind::Heading(1 | 2)) && p.is_plain())
        };
        let longest = (0..last)
            .filter(repeated)
            .filter_map(|at| Some((self.pieces.get(at)?.chars, at)))
            .reduce(|a, b| if b.0 > a.0 { b } else { a });
        let near = start.saturating_sub(TAIL)..last;
        let found = longest.filter(|(chars, _)| *chars > 7).map(|(_, at)| at);
        let mut first = found.or_else(|| near.into_iter().find(great))?;
        // a title on several lines
        while let Some(before) = first.checked_sub(1)
            && (repeated(&before) || great(&before) && great(&first))
        {
            first = before;
        }
        Some(first.min(start))
    }

    /// Where the article begins when its title is not known: short lines before its box.
    fn lead(&self, start: usize) -> usize {
        let near = (start.saturating_sub(TAIL)..start).rev();
        let plain = |at: &usize| {
            self.pieces
                .get(*at)
                .is_some_and(|p| p.is_plain() && p.linked == 0)
        };
        start - near.take_while(plain).count()
    }

    /// How many pieces straight before the title tell about the text: when it was published, its number.
    fn before(&self, start: usize) -> usize {
        let near = (start.saturating_sub(2 * TAIL)..start).rev();
        let is_meta = |at: &usize| {
            let piece = self.pieces.get(*at).filter(|p| p.is_plain());
            piece.is_some_and(|p| meta::is_meta(p, self.words(*at)))
        };
        near.take_while(is_meta).count()
    }

    /// The first piece of running text.
    fn first_prose(&self, mut range: Range<usize>) -> Option<usize> {
        range.find(|at| {
            let piece = self.pieces.get(*at);
            piece.is_some_and(|p| {
                matches!(p.kind, PieceKind::Paragraph) && p.weight() > 2 * SHORTEST
            })
        })
    }

    /// Links among the text: a table of them, or several in a row. Outside of the box one is enough.
    fn is_menu(&self, at: usize, in_core: bool) -> bool {
        let linked = |at: usize| {
            let piece = self.pieces.get(at);
            piece.is_some_and(|p| p.linked * 2 > p.chars && p.chars < 3 * SHORTEST)
        };
        let Some(piece) = self.pieces.get(at) else {
            return false;
        };
        let table = matches!(piece.kind, PieceKind::Table(_)) && piece.linked * 2 > piece.chars;
        let from = at.saturating_sub(2);
        let run = (from..=at).any(|first| (first..first + 3).all(linked));
        piece.aside || table || run || !in_core && !piece.is_plain()
    }
}

/// Without white space.
fn solid(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}
