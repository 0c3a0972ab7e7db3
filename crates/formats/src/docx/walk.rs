//! One pass over a part with text: tags and characters → paragraphs and tables. What is open stands on stacks of its
//! own, so that depth costs no stack of the machine.

use super::damaged;
use super::kind::{Kind, Room};
use super::lists::Lists;
use super::look::{Background, Look};
use super::model::{Cell, Node, Paragraph, Row, Table};
use super::run::{Field, Run};
use super::styles::{Number, Styles};
use super::xml::{Item, Tag, Xml};
use crate::{Looks, ReadError};

/// The deepest table in a table; what is deeper is text of its cell.
const DEEPEST: usize = 16;

/// The most boxes and cells around a text; what is deeper counts as text of the last.
const MOST_FLOWS: usize = 4 * DEEPEST;

/// The most paragraphs, rows and cells of a document.
const MOST_NODES: usize = 1 << 20;
/// What is open around the text.
#[derive(Default)]
struct Flow {
    nodes: Vec<Node>,
    /// A paragraph whose end was deleted: it goes on with the next.
    carried: Option<Paragraph>,
}

/// An open paragraph with what its properties say.
#[derive(Default)]
pub(super) struct OpenParagraph {
    paragraph: Paragraph,
    pub(super) style: Option<String>,
    pub(super) outline: Option<u8>,
    pub(super) number: Number,
    pub(super) mark_deleted: bool,
    pub(super) look: Look,
    /// What its style says of letters, once somebody asked.
    pub(super) styled: Option<Look>,
    /// What stands in boxes that are anchored here.
    boxes: Vec<Node>,
}

/// The walk through one part.
pub(super) struct Walk<'s, 'l> {
    pub(super) styles: &'s Styles,
    lists: &'l mut Lists<'s>,
    pub(super) open: Vec<Kind>,
    flows: Vec<Flow>,
    pub(super) paragraphs: Vec<OpenParagraph>,
    pub(super) tables: Vec<Table>,
    pub(super) cells: Vec<Cell>,
    /// For each open cell what its letters are printed on.
    pub(super) backgrounds: Vec<Look>,
    /// The pages have no colour.
    pub(super) paper: bool,
    pub(super) runs: Vec<Run>,
    pub(super) fields: Vec<Field>,
    /// Tables that are open and too deep to be tables.
    flat: usize,
    nodes: usize,
    /// Insertions and deletions that nobody has accepted.
    pub(super) changes: usize,
}

impl<'s, 'l> Walk<'s, 'l> {
    pub(super) fn new(styles: &'s Styles, lists: &'l mut Lists<'s>) -> Self {
        Walk {
            styles,
            lists,
            open: Vec::new(),
            flows: Vec::new(),
            paragraphs: Vec::new(),
            tables: Vec::new(),
            cells: Vec::new(),
            backgrounds: Vec::new(),
            paper: true,
            runs: Vec::new(),
            fields: Vec::new(),
            flat: 0,
            nodes: 0,
            changes: 0,
        }
    }

    /// Reads a part.
    pub(super) fn read(&mut self, part: &str) -> Result<Vec<Node>, ReadError> {
        let mut xml = Xml::new(part);
        self.fields.clear();
        self.flows.push(Flow::default());
        loop {
            match xml.next()? {
                Item::Open(tag) => match self.enter(&tag) {
                    Some(kind) => self.begin(kind, &tag)?,
                    None => xml.skip(&tag)?,
                },
                Item::Close => self.close(),
                Item::Text(text, at) => match self.open.last() {
                    Some(Kind::Text) if !text.contains(['\n', '\r']) => {
                        self.text(&text, Some(at..at + text.len()));
                    }
                    Some(Kind::Text) => {
                        self.text(&text.replace(['\n', '\r'], " "), Some(at..at + text.len()));
                    }
                    Some(Kind::Code) => self.code(&text),
                    _ => {}
                },
                Item::Char(c, place) => {
                    if self.open.last() == Some(&Kind::Text) {
                        self.text(c.encode_utf8(&mut [0; 4]), Some(place));
                    }
                }
                Item::End => break,
            }
        }
        if !self.open.is_empty() {
            return Err(damaged());
        }
        let flow = self.flows.pop().unwrap_or_default();
        Ok(self.ended(flow))
    }

    /// What an element is here; `None` where nothing in it is text.
    fn enter(&mut self, tag: &Tag<'_>) -> Option<Kind> {
        let around = self.open.last().copied().unwrap_or(Kind::Plain);
        self.changes += usize::from(around.is_change(tag));
        let room = Room {
            table: self.flat == 0 && self.tables.len() < DEEPEST,
            row: self.flat == 0,
            flow: self.flows.len() < MOST_FLOWS,
        };
        let kind = around.enter(tag, room);
        if let (Some(Kind::Plain), Some(either @ Kind::Either(_))) = (kind, self.open.last_mut()) {
            *either = Kind::Either(true);
        }
        kind
    }

    fn begin(&mut self, kind: Kind, tag: &Tag<'_>) -> Result<(), ReadError> {
        match kind {
            Kind::Paragraph => {
                self.count()?;
                self.paragraphs.push(OpenParagraph::default());
            }
            Kind::Run => self.runs.push(Run::default()),
            Kind::Flat => self.flat += 1,
            Kind::Table => self.tables.push(Table::default()),
            Kind::Row => {
                self.count()?;
                if let Some(table) = self.tables.last_mut() {
                    table.rows.push(Row::default());
                }
            }
            Kind::Cell => {
                self.count()?;
                self.cells.push(Cell {
                    at: tag.at,
                    ..Cell::default()
                });
                self.backgrounds.push(Look::default());
                self.flows.push(Flow::default());
            }
            Kind::Box => self.flows.push(Flow::default()),
            _ if tag.own => self.property(tag),
            _ => {}
        }
        self.open.push(kind);
        Ok(())
    }

    fn count(&mut self) -> Result<(), ReadError> {
        self.nodes += 1;
        match self.nodes > MOST_NODES {
            true => Err(ReadError::TooComplex { looks: Looks::Docx }),
            false => Ok(()),
        }
    }

    pub(super) fn row(&mut self) -> Option<&mut Row> {
        self.tables.last_mut()?.rows.last_mut()
    }

    fn close(&mut self) {
        match self.open.pop() {
            Some(Kind::Paragraph) => self.close_paragraph(),
            Some(Kind::Run) => {
                self.runs.pop();
            }
            Some(Kind::Flat) => self.flat -= 1,
            Some(Kind::Table) => {
                if let Some(table) = self.tables.pop() {
                    self.add(Node::Table(table));
                }
            }
            Some(Kind::Cell) => self.close_cell(),
            Some(Kind::Box) => {
                let flow = self.flows.pop().unwrap_or_default();
                let nodes = self.ended(flow);
                match self.paragraphs.last_mut() {
                    Some(paragraph) => paragraph.boxes.extend(nodes),
                    None => nodes.into_iter().for_each(|n| self.add(n)),
                }
            }
            _ => {}
        }
    }

    fn close_cell(&mut self) {
        let flow = self.flows.pop().unwrap_or_default();
        let nodes = self.ended(flow);
        let cell = self.cells.pop().unwrap_or_default();
        self.backgrounds.pop();
        match self.row() {
            Some(row) => row.cells.push(Cell { nodes, ..cell }),
            // a cell outside of any table
            None => nodes.into_iter().for_each(|n| self.add(n)),
        }
    }

    fn close_paragraph(&mut self) {
        let Some(open) = self.paragraphs.pop() else {
            return;
        };
        let style = self.styles.resolve(open.style.as_deref());
        let mut paragraph = open.paragraph;
        if style.hidden {
            paragraph = Paragraph::default();
        }
        let outline = open.outline.or(style.outline);
        paragraph.heading = outline.filter(|level| *level <= 9);
        paragraph.contents |= style.contents;
        if !open.mark_deleted {
            let (number, by) = match open.number.list {
                Some(_) => (open.number, None),
                None => (style.number, style.numbered_by.as_deref()),
            };
            let number = Number {
                level: open.number.level.or(number.level),
                ..number
            };
            paragraph.label = self.lists.next(number, by);
        }
        Field::line_ended(&mut self.fields);
        if let Some(flow) = self.flows.last_mut() {
            let whole = match flow.carried.take() {
                Some(carried) => carried.joined(paragraph),
                None => paragraph,
            };
            match open.mark_deleted {
                true => flow.carried = Some(whole),
                false => flow.nodes.push(Node::Paragraph(whole)),
            }
        }
        open.boxes.into_iter().for_each(|node| self.add(node));
    }

    fn add(&mut self, node: Node) {
        if let Some(flow) = self.flows.last_mut() {
            let carried = flow.carried.take().map(Node::Paragraph);
            flow.nodes.extend(carried);
            flow.nodes.push(node);
        }
    }

    fn ended(&self, flow: Flow) -> Vec<Node> {
        let mut nodes = flow.nodes;
        nodes.extend(flow.carried.map(Node::Paragraph));
        nodes
    }

    fn code(&mut self, text: &str) {
        if let Some(field) = self.fields.last_mut() {
            field.code(text);
        }
    }

    pub(super) fn text(&mut self, text: &str, xml: Option<std::ops::Range<usize>>) {
        let hidden = self.runs.last().is_some_and(|run| run.hidden == Some(true));
        if hidden || self.fields.iter().any(Field::in_code) || self.is_unseen() {
            return;
        }
        let contents = self.fields.iter().any(Field::is_contents);
        if let Some(open) = self.paragraphs.last_mut() {
            open.paragraph.contents |= contents;
            open.paragraph.push(text, xml);
        }
    }

    /// Letters here have the colour of what they are printed on, or no size.
    fn is_unseen(&mut self) -> bool {
        let run = self.runs.last().map(|run| run.look).unwrap_or_default();
        let Some(paragraph) = self.paragraphs.last_mut() else {
            return false;
        };
        let styled = *paragraph.styled.get_or_insert_with(|| {
            let style = paragraph.style.as_deref();
            self.styles.resolve(style).look
        });
        let look = run.or(paragraph.look).or(styled);
        let cell = self.backgrounds.last().copied().unwrap_or_default();
        // what tables and shapes are printed on is said elsewhere
        let paper = self.paper && self.flows.len() == 1;
        look.or(cell).is_unseen(match paper {
            true => Background::PAPER,
            false => Background::Unknown,
        })
    }
}
