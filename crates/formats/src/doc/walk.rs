//! One pass over the characters → paragraphs and tables.

use super::file::{File, Part};
use super::pages::{Of, Pages};
use super::pieces::Placed;
use super::props::{self, Character};
use super::sheet;
use super::table::Table;
use crate::docx::lists::Lists;
use crate::docx::look::{Background, Look};
use crate::docx::model::{Node, Paragraph};
use crate::docx::styles::{Number, Styles};
use crate::{Looks, ReadError};

/// The deepest table in a table; what is deeper is text of its cell.
const DEEPEST: usize = 16;
/// The most paragraphs, rows and cells of a document.
const MOST_NODES: usize = 1 << 20;
/// The most fields in a field.
const FIELDS: usize = 64;
/// The most bytes of properties that are looked at.
const MOST_PROPERTIES: usize = 1 << 28;

/// The walk through the texts of a document.
pub(super) struct Walk<'f, 'l> {
    file: &'f File,
    styles: &'l Styles,
    lists: Lists<'l>,
    paragraphs: Pages<'f>,
    characters: Pages<'f>,
    /// The properties of characters that hold, and their number.
    held: (Option<usize>, Character),
    /// The number of the properties of the paragraph that holds, how its letters look, and whether it is in a table.
    around: Option<(Option<usize>, Look, bool)>,
    /// What is read is printed on paper.
    pub(super) paper: bool,
    /// Open fields: whether each is past its code, and whether it is a table of contents.
    fields: Vec<Field>,
    open: Paragraph,
    tables: Vec<Table>,
    nodes: Vec<Node>,
    count: usize,
    looked_at: usize,
    /// Insertions and deletions that nobody has accepted.
    pub(super) changes: usize,
}

#[derive(Default)]
struct Field {
    code: String,
    result: bool,
}

impl<'f, 'l> Walk<'f, 'l> {
    pub(super) fn new(file: &'f File, styles: &'l Styles, lists: Lists<'l>) -> Self {
        let pages = |part, of| Pages::read(&file.main, file.part(part), of);
        Walk {
            file,
            styles,
            lists,
            paragraphs: pages(Part::Paragraphs, Of::Paragraphs),
            characters: pages(Part::Characters, Of::Characters),
            held: (None, Character::default()),
            around: None,
            paper: true,
            fields: Vec::new(),
            open: Paragraph::default(),
            tables: Vec::new(),
            nodes: Vec::new(),
            count: 0,
            looked_at: 0,
            changes: 0,
        }
    }

    /// Reads one of the texts.
    pub(super) fn read(&mut self, text: &[Placed]) -> Result<Vec<Node>, ReadError> {
        for (sign, place) in text {
            let says = self.character(*place)?;
            match sign {
                '\r' | '\u{7}' | '\u{c}' => self.end(*sign, *place, says)?,
                _ if says.deleted || says.hidden == Some(true) => {}
                '\u{13}' if self.fields.len() < FIELDS => self.fields.push(Field::default()),
                '\u{13}' => {}
                '\u{14}' => {
                    if let Some(field) = self.fields.last_mut() {
                        field.result = true;
                    }
                }
                '\u{15}' => drop(self.fields.pop()),
                _ if self.is_unseen(*place, says)? => {}
                _ => self.sign(*sign),
            }
        }
        if !self.open.is_blank() {
            let open = std::mem::take(&mut self.open);
            self.add(Node::Paragraph(open));
        }
        self.close(0);
        self.fields.clear();
        Ok(std::mem::take(&mut self.nodes))
    }

    /// What holds for a character; its changes are counted where they begin.
    fn character(&mut self, place: u32) -> Result<Character, ReadError> {
        let found = self.characters.at(place);
        let number = found.map(|(number, _)| number);
        if number != self.held.0 || number.is_none() {
            let before = self.held.1;
            let now = match found {
                Some((_, list)) => {
                    self.look(list.len())?;
                    self.styled(Character::read(list))
                }
                None => Character::default(),
            };
            self.changes += usize::from(now.deleted && !before.deleted);
            self.changes += usize::from(now.inserted && !before.inserted);
            self.held = (number, now);
        }
        Ok(self.held.1)
    }

    /// Characters with what their style says.
    fn styled(&self, says: Character) -> Character {
        let Some(style) = says.style else {
            return says;
        };
        let style = self.styles.resolve(Some(&sheet::id(style)));
        Character {
            hidden: says.hidden.or(Some(style.hidden)),
            look: says.look.or(style.look),
            ..says
        }
    }

    /// Letters here have the colour of what they are printed on, or no size.
    fn is_unseen(&mut self, place: u32, says: Character) -> Result<bool, ReadError> {
        let found = self.paragraphs.at(place);
        let number = found.map(|(number, _)| number);
        let known = self.around.filter(|(known, ..)| *known == number);
        let (_, look, in_table) = match known {
            Some(known) => known,
            None => {
                let mut around = props::Paragraph::default();
                if let Some((_, list)) = found {
                    around = props::Paragraph::read(list, &self.file.data);
                    self.look(around.size)?;
                }
                let style = self.styles.resolve(Some(&sheet::id(around.style)));
                let around = (number, around.look.or(style.look), around.in_table);
                *self.around.insert(around)
            }
        };
        // what tables are printed on is said elsewhere
        let background = match self.paper && !in_table {
            true => Background::PAPER,
            false => Background::Unknown,
        };
        Ok(says.look.or(look).is_unseen(background))
    }

    fn look(&mut self, bytes: usize) -> Result<(), ReadError> {
        self.looked_at += bytes;
        match self.looked_at > MOST_PROPERTIES {
            true => Err(ReadError::TooComplex { looks: Looks::Doc }),
            false => Ok(()),
        }
    }

    fn sign(&mut self, sign: char) {
        if let Some(field) = self.fields.last_mut().filter(|f| !f.result) {
            if field.code.len() < 32 {
                field.code.push(sign);
            }
            return;
        }
        if self.fields.iter().any(|f| !f.result) {
            return;
        }
        let is_contents = |f: &Field| f.code.trim_start().to_uppercase().starts_with("TOC");
        self.open.contents |= self.fields.iter().any(is_contents);
        match sign {
            '\u{b}' | '\u{e}' => self.open.push("\n", None),
            '\u{1e}' => self.open.push("-", None),
            '\t' => self.open.push("\t", None),
            // pictures, marks of notes, soft hyphens
            sign if sign < ' ' => {}
            sign => self.open.push(sign.encode_utf8(&mut [0; 4]), None),
        }
    }

    /// The end of a paragraph, a cell or a row.
    fn end(&mut self, sign: char, place: u32, says: Character) -> Result<(), ReadError> {
        self.count += 1;
        if self.count > MOST_NODES {
            return Err(ReadError::TooComplex { looks: Looks::Doc });
        }
        let mut properties = props::Paragraph::default();
        if let Some((_, list)) = self.paragraphs.at(place) {
            properties = props::Paragraph::read(list, &self.file.data);
            self.look(properties.size)?;
        }
        let cell = properties.in_table && sign == '\u{7}';
        if says.deleted && !cell && !properties.ends_row && !properties.ends_inner_row {
            // its text goes on with the next
            return Ok(());
        }
        let depth = match properties.in_table {
            true => (properties.depth.max(1) as usize).min(DEEPEST),
            false => 0,
        };
        self.close(depth);
        self.tables.resize_with(depth, Table::default);
        let text = std::mem::take(&mut self.open);
        let ends_row = match depth {
            0 | 1 => properties.ends_row,
            _ => properties.ends_inner_row,
        };
        if ends_row && depth > 0 {
            if !text.is_blank() {
                self.add(Node::Paragraph(text));
            }
            if let Some(table) = self.tables.last_mut() {
                table.end_row(properties.row, says.deleted);
            }
            return Ok(());
        }
        let inner = depth > 1 && properties.ends_inner_cell;
        let paragraph = self.finished(text, &properties);
        self.add(Node::Paragraph(paragraph));
        if let Some(table) = self.tables.last_mut().filter(|_| cell || inner) {
            table.end_cell();
        }
        Ok(())
    }

    /// A paragraph with what its style and its list say.
    fn finished(&mut self, text: Paragraph, properties: &props::Paragraph) -> Paragraph {
        let style = self.styles.resolve(Some(&sheet::id(properties.style)));
        if style.hidden {
            return Paragraph::default();
        }
        let (number, by) = match properties.list {
            Some(_) => (properties.list, None),
            None => (style.number.list, style.numbered_by.as_deref()),
        };
        let number = Number {
            list: number,
            level: properties.level.or(style.number.level),
        };
        Paragraph {
            label: self.lists.next(number, by),
            heading: properties
                .outline
                .or(style.outline)
                .filter(|level| *level <= 9),
            contents: text.contents || style.contents,
            ..text
        }
    }

    fn add(&mut self, node: Node) {
        match self.tables.last_mut() {
            Some(table) => table.add(node),
            None => self.nodes.push(node),
        }
    }

    /// Closes the tables deeper than this.
    fn close(&mut self, depth: usize) {
        while self.tables.len() > depth {
            if let Some(table) = self.tables.pop() {
                self.add(table.close());
            }
        }
    }
}
