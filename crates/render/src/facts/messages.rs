//! The words about a text that is no report, in Chinese and English.

use gouji_core::text::Lang;

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
        match (self, lang) {
            (BlockCaption::Read(paragraphs, tables), Lang::Zh) => {
                format!("读到的内容：{paragraphs} 段文字，{tables} 张表")
            }
            (BlockCaption::Read(paragraphs, tables), Lang::En) => format!(
                "what was read: {paragraphs} {}, {tables} {}",
                if paragraphs == 1 {
                    "paragraph"
                } else {
                    "paragraphs"
                },
                if tables == 1 { "table" } else { "tables" },
            ),
            (BlockCaption::Heading, Lang::Zh) => "标题".into(),
            (BlockCaption::Heading, Lang::En) => "heading".into(),
            (BlockCaption::Paragraph, Lang::Zh) => "段落".into(),
            (BlockCaption::Paragraph, Lang::En) => "paragraph".into(),
            (BlockCaption::Table, Lang::Zh) => "表".into(),
            (BlockCaption::Table, Lang::En) => "table".into(),
        }
    }
}
