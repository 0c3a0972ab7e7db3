//! Elements that say something of what is around them, or stand for a character.

use super::kind::Kind;
use super::run::{Field, Run};
use super::styles::level;
use super::walk::Walk;
use super::xml::Tag;

impl Walk<'_, '_> {
    /// An element that says something of the paragraph, run, row or cell around it, or stands for a character.
    pub(super) fn property(&mut self, tag: &Tag<'_>) {
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
            (Kind::Props, "pStyle") => {
                paragraph.style = tag.val();
                paragraph.styled = None;
            }
            (Kind::Props, "shd") => paragraph.look.take(tag),
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
        let number = tag.number();
        let count = number.unwrap_or_default();
        match tag.name() {
            "ilvl" | "numId" => {
                let Some(paragraph) = self.paragraphs.last_mut() else {
                    return;
                };
                match tag.name() {
                    "ilvl" => paragraph.number.level = number.map(|n| n.min(8) as u8),
                    _ => paragraph.number.list = number,
                }
            }
            "shd" => {
                if let Some(cell) = self.backgrounds.last_mut() {
                    cell.take(tag);
                }
            }
            "background" => self.paper = false,
            "gridCol" => {
                if let Some(table) = self.tables.last_mut() {
                    table.columns += 1;
                }
            }
            "gridBefore" | "del" => {
                let deleted = tag.name() == "del" && self.open.last() == Some(&Kind::RowProps);
                match self.row() {
                    Some(row) if deleted => row.deleted = true,
                    Some(row) if tag.name() == "gridBefore" => row.before = count,
                    _ => {}
                }
            }
            "gridSpan" | "vMerge" | "hMerge" => {
                let Some(cell) = self.cells.last_mut() else {
                    return;
                };
                let goes_on = tag.val().is_none_or(|v| v == "continue");
                match tag.name() {
                    "gridSpan" => cell.span = count,
                    "vMerge" => cell.below = goes_on,
                    _ => cell.beside = goes_on,
                }
            }
            _ => {}
        }
    }
}
