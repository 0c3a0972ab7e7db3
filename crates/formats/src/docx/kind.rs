//! What elements are to the walk.

use super::xml::Tag;
use gouji_core::document::AUTHOR;

/// What an open element is to the walk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
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

/// What there is room for. What is too deep counts as text of what is around it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Room {
    pub(super) table: bool,
    /// Rows and cells belong to a table that is one.
    pub(super) row: bool,
    pub(super) flow: bool,
}

impl Kind {
    /// Whether an element in this one is an insertion or a deletion of text.
    pub(super) fn is_change(self, tag: &Tag<'_>) -> bool {
        let inside = matches!(self, Kind::Mark | Kind::RowProps);
        tag.own && !inside && matches!(tag.name(), "ins" | "del" | "moveFrom") && !is_proposed(tag)
    }

    /// What an element is inside this one; `None` where nothing in it is text.
    pub(super) fn enter(self, tag: &Tag<'_>, room: Room) -> Option<Kind> {
        if !tag.own {
            return self.foreign(tag);
        }
        Some(match (self, tag.name()) {
            (Kind::Mark | Kind::RowProps, "ins" | "del" | "moveFrom" | "moveTo") => Kind::Plain,
            (_, "ins") if is_proposed(tag) => return None,
            (_, "del") if is_proposed(tag) => Kind::Plain,
            (_, "del" | "moveFrom") => return None,
            (_, "delInstrText" | "rt" | "sdtPr" | "sdtEndPr" | "tblPr") => return None,
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
            // deleted text is reached only where the deletion counts for nothing
            (_, "t" | "delText") => Kind::Text,
            (_, "instrText") => Kind::Code,
            (_, "tbl") if room.table => Kind::Table,
            (_, "tbl") => Kind::Flat,
            (_, "tr") if room.row => Kind::Row,
            (Kind::Row, "trPr") => Kind::RowProps,
            (_, "tc") if room.row && room.flow => Kind::Cell,
            (_, "txbxContent") if room.flow => Kind::Box,
            _ => Kind::Plain,
        })
    }

    /// An element of another vocabulary.
    fn foreign(self, tag: &Tag<'_>) -> Option<Kind> {
        let taken = match (self, tag.name()) {
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
        taken.then_some(Kind::Plain)
    }
}

/// Whether a change is one that `gouji annotate` proposes. Until somebody accepts it, the text is what it was.
fn is_proposed(tag: &Tag<'_>) -> bool {
    tag.attribute("author").as_deref() == Some(AUTHOR)
}

/// Whether content for this extension of Word is understood: drawings, and what Word has learned since 2010.
fn is_known(prefix: &str) -> bool {
    prefix.starts_with('w') || matches!(prefix, "a14" | "v" | "o" | "r" | "m" | "mc")
}
