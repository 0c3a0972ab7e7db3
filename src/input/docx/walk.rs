//! One pass over a part with text: tags and characters → paragraphs and tables. What is open stands on stacks of its
//! own, so that depth costs no stack of the machine.

use super::damaged;
use super::lists::Lists;
use super::model::{Cell, Node, Paragraph, Row, Table};
use super::run::{Field, Run};
use super::styles::{Number, Styles, level};
use super::xml::{Item, Tag, Xml};
use crate::input::{Looks, ReadError};

/// The most paragraphs, rows and cells of a document.
const MOST_NODES: usize = 1 << 20;
/// The deepest table in a table; what is deeper is text of its cell.
const DEEPEST: usize = 16;

/// What an open element is to the walk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// Its content counts as that of the element around it.
    Plain,
    Paragraph,
    /// The properties of a paragraph, and those of its mark.
    Props,
    Mark,
    Run,
    RunProps,
    /// Characters.
    Text,
    /// The code of a field.
    Code,
    Table,
    /// A table too deep to be one.
    Flat,
    Row,
    RowProps,
    Cell,
    /// A text box.
    Box,
    /// The same thing said twice; whether one of the two has been read.
    Either(bool),
}

/// What is open around the text.
#[derive(Default)]
struct Flow {
    nodes: Vec<Node>,
    /// A paragraph whose end was deleted: it goes on with the next.
    carried: Option<Paragraph>,
}

/// An open paragraph with what its properties say.
#[derive(Default)]
struct OpenParagraph {
    paragraph: Paragraph,
    style: Option<String>,
    outline: Option<u8>,
    number: Number,
    mark_deleted: bool,
    /// What stands in boxes that are anchored here.
    boxes: Vec<Node>,
}

/// The walk through one part.
pub(super) struct Walk<'s, 'l> {
    styles: &'s Styles,
    lists: &'l mut Lists<'s>,
    open: Vec<Kind>,
    flows: Vec<Flow>,
    paragraphs: Vec<OpenParagraph>,
    tables: Vec<Table>,
    cells: Vec<Cell>,
    runs: Vec<Run>,
    fields: Vec<Field>,
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
                Item::Open(tag) => match self.kind(&tag) {
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
    fn kind(&mut self, tag: &Tag<'_>) -> Option<Kind> {
        let around = self.open.last().copied().unwrap_or(Kind::Plain);
        if !tag.own {
            return self.foreign(tag, around);
        }
        Some(match (around, tag.name()) {
            (Kind::Mark | Kind::RowProps, "ins" | "del" | "moveFrom" | "moveTo") => Kind::Plain,
            (_, "del" | "moveFrom") => {
                self.changes += 1;
                return None;
            }
            (_, "ins") => {
                self.changes += 1;
                Kind::Plain
            }
            (_, "delText" | "delInstrText" | "rt" | "sdtPr" | "sdtEndPr" | "tblPr") => return None,
            (_, "pPrChange" | "rPrChange" | "tcPrChange" | "trPrChange" | "tblGridChange") => {
                return None;
            }
            (_, "sectPr" | "fldData" | "ffData") => return None,
            // marks between a note and the next
            (_, "footnote" | "endnote") if tag.attribute("type").is_some_and(|t| t != "normal") => {
                return None;
            }
            (_, "p") => Kind::Paragraph,
            (Kind::Paragraph, "pPr") => Kind::Props,
            (Kind::Props, "rPr") => Kind::Mark,
            (_, "r") => Kind::Run,
            (Kind::Run, "rPr") => Kind::RunProps,
            (_, "t") => Kind::Text,
            (_, "instrText") => Kind::Code,
            (_, "tbl") if self.flat > 0 || self.tables.len() >= DEEPEST => Kind::Flat,
            (_, "tbl") => Kind::Table,
            (_, "tr") if self.flat == 0 => Kind::Row,
            (Kind::Row, "trPr") => Kind::RowProps,
            (_, "tc") if self.flat == 0 => Kind::Cell,
            (_, "txbxContent") => Kind::Box,
            _ => Kind::Plain,
        })
    }

    /// An element of another vocabulary.
    fn foreign(&mut self, tag: &Tag<'_>, around: Kind) -> Option<Kind> {
        let taken = match (around, tag.name()) {
            (_, "AlternateContent") => return Some(Kind::Either(false)),
            (Kind::Either(false), "Choice") => {
                let needs = tag.attribute("Requires").unwrap_or_default();
                needs.split_whitespace().all(is_known)
            }
            (Kind::Either(done), "Fallback") => !done,
            (Kind::Either(_), _) => false,
            (_, "t") if tag.full_name() == "m:t" => return Some(Kind::Text),
            _ => return Some(Kind::Plain),
        };
        if taken && let Some(either) = self.open.last_mut() {
            *either = Kind::Either(true);
        }
        taken.then_some(Kind::Plain)
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
                self.tables.last_mut().map(|t| t.rows.push(Row::default()));
            }
            Kind::Cell => {
                self.count()?;
                self.cells.push(Cell::default());
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

    /// An element that says something of the paragraph, run, row or cell around it, or stands for a character.
    fn property(&mut self, tag: &Tag<'_>) {
        let around = self.open.last().copied().unwrap_or(Kind::Plain);
        match around {
            Kind::Props | Kind::Mark => self.paragraph_property(around, tag),
            Kind::Run | Kind::RunProps => self.run_property(around, tag),
            _ => self.other_property(tag),
        }
    }

    fn paragraph_property(&mut self, around: Kind, tag: &Tag<'_>) {
        let Some(paragraph) = self.paragraphs.last_mut() else {
            return;
        };
        match (around, tag.name()) {
            (Kind::Props, "pStyle") => paragraph.style = tag.val(),
            (Kind::Props, "outlineLvl") => paragraph.outline = tag.number().map(level),
            (Kind::Mark, "del" | "moveFrom") => paragraph.mark_deleted = true,
            _ => {}
        }
    }

    fn run_property(&mut self, around: Kind, tag: &Tag<'_>) {
        if around == Kind::RunProps {
            if let Some(run) = self.runs.last_mut() {
                run.property(tag, self.styles);
            }
            return;
        }
        match tag.name() {
            "tab" | "ptab" => self.text("\t", None),
            "br" | "cr" => self.text("\n", None),
            "noBreakHyphen" => self.text("-", None),
            "sym" => {
                if let Some(c) = Run::sign(tag) {
                    self.text(c.encode_utf8(&mut [0; 4]), None);
                }
            }
            "fldChar" => Field::mark(&mut self.fields, tag),
            _ => {}
        }
    }

    fn other_property(&mut self, tag: &Tag<'_>) {
        let number = self.paragraphs.last_mut().map(|p| &mut p.number);
        let row = || tag.number().unwrap_or_default();
        match tag.name() {
            "ilvl" => {
                let level = tag.number().map(|n| n.min(8) as u8);
                number.map(|n| n.level = level);
            }
            "numId" => {
                number.map(|n| n.list = tag.number());
            }
            "gridCol" => {
                self.tables.last_mut().map(|t| t.columns += 1);
            }
            "gridBefore" => {
                self.row().map(|r| r.before = row());
            }
            "del" if self.open.last() == Some(&Kind::RowProps) => {
                self.row().map(|r| r.deleted = true);
            }
            "gridSpan" => {
                self.cells.last_mut().map(|c| c.span = row());
            }
            "vMerge" | "hMerge" => {
                let goes_on = tag.val().is_none_or(|v| v == "continue");
                let vertical = tag.name() == "vMerge";
                if let Some(cell) = self.cells.last_mut() {
                    let which = if vertical {
                        &mut cell.below
                    } else {
                        &mut cell.beside
                    };
                    *which = goes_on;
                }
            }
            _ => {}
        }
    }

    fn row(&mut self) -> Option<&mut Row> {
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
                let table = self.tables.pop().map(Node::Table);
                table.map(|table| self.add(table));
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

    fn text(&mut self, text: &str, xml: Option<std::ops::Range<usize>>) {
        let hidden = self.runs.last().is_some_and(|run| run.hidden == Some(true));
        if hidden || self.fields.iter().any(Field::in_code) {
            return;
        }
        let contents = self.fields.iter().any(Field::is_contents);
        if let Some(open) = self.paragraphs.last_mut() {
            open.paragraph.contents |= contents;
            open.paragraph.push(text, xml);
        }
    }
}

/// Whether content for this extension of Word is understood: drawings, and what Word has learned since 2010.
fn is_known(prefix: &str) -> bool {
    prefix.starts_with('w') || matches!(prefix, "a14" | "v" | "o" | "r" | "m" | "mc")
}
