//! The words of reports side by side, in Chinese and English.

use crate::messages::many;
use gouji_core::text::Lang;

/// Something to say.
#[derive(Clone, Copy, Debug)]
pub(super) enum Say {
    Title,
    /// So many findings.
    Breaks(usize),
    /// Cells that change, of all.
    Cells(usize, usize),
    /// Sections with changes.
    Texts,
    NoTexts,
    /// Sentences that stay, came and went.
    Sentences(usize, usize, usize),
    /// The head of the last change.
    Change,
    Cell,
    Section,
    Added,
    Removed,
    Sentence,
    From,
}

impl Say {
    /// The words in a language.
    pub fn say(self, lang: Lang) -> String {
        match lang {
            Lang::Zh => self.chinese(),
            Lang::En => self.english(),
        }
    }

    fn chinese(self) -> String {
        match self {
            Say::Title => "报告比较".into(),
            Say::Breaks(0) => "前后对得上".into(),
            Say::Breaks(n) => format!("对不上的：{n} 处"),
            Say::Cells(0, all) => format!("单元格：{all} 个，都没有变"),
            Say::Cells(n, all) => format!("单元格：{all} 个，{n} 个有变化"),
            Say::Texts => "正文".into(),
            Say::NoTexts => "正文没有变化".into(),
            Say::Sentences(kept, added, removed) => {
                format!("相同 {kept} 句，新增 {added} 句，删去 {removed} 句")
            }
            Say::Change => "变化".into(),
            Say::Cell => "单元格".into(),
            Say::Section => "部分".into(),
            Say::Added => "新增".into(),
            Say::Removed => "删去".into(),
            Say::Sentence => "句子".into(),
            Say::From => "年度".into(),
        }
    }

    fn english(self) -> String {
        match self {
            Say::Title => "reports side by side".into(),
            Say::Breaks(0) => "the reports agree with one another".into(),
            Say::Breaks(n) => format!("breaks: {n}"),
            Say::Cells(0, all) => format!("{}, none of them changes", many(all, "cell")),
            Say::Cells(n, all) => format!("{}, {n} of them changed", many(all, "cell")),
            Say::Texts => "text".into(),
            Say::NoTexts => "the text stays the same".into(),
            Say::Sentences(kept, added, removed) => {
                format!(
                    "{} kept, {added} added, {removed} removed",
                    many(kept, "sentence")
                )
            }
            Say::Change => "change".into(),
            Say::Cell => "cell".into(),
            Say::Section => "section".into(),
            Say::Added => "added".into(),
            Say::Removed => "removed".into(),
            Say::Sentence => "sentence".into(),
            Say::From => "years".into(),
        }
    }
}
