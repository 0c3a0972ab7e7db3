//! The words about a text that is no report, in Chinese and English.

use gouji_core::text::{Lang, many, say};

/// Captions of what was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BlockCaption {
    /// So many paragraphs and tables were read.
    Read(usize, usize),
    /// A heading that the format marks.
    Heading,
    /// A paragraph.
    Paragraph,
    /// A table.
    Table,
}

impl BlockCaption {
    /// The text in a language.
    pub fn say(self, lang: Lang) -> String {
        match self {
            BlockCaption::Read(paragraphs, tables) => say!(lang;
                "读到的内容：{paragraphs} 段文字，{tables} 张表",
                ("what was read: {}, {}", many(paragraphs, "paragraph"), many(tables, "table"))),
            BlockCaption::Heading => say!(lang; "标题", "heading"),
            BlockCaption::Paragraph => say!(lang; "段落", "paragraph"),
            BlockCaption::Table => say!(lang; "表", "table"),
        }
    }
}
