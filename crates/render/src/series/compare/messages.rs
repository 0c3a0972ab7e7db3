//! The words of reports side by side, in Chinese and English.

use gouji_core::text::{Lang, many, say};

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
        match self {
            Say::Title => say!(lang; "报告比较", "reports side by side"),
            Say::Breaks(0) => say!(lang; "前后对得上", "the reports agree with one another"),
            Say::Breaks(n) => say!(lang; "对不上的：{n} 处", "breaks: {n}"),
            Say::Cells(0, all) => say!(lang;
                "单元格：{all} 个，都没有变",
                ("{}, none of them changes", many(all, "cell"))),
            Say::Cells(n, all) => say!(lang;
                "单元格：{all} 个，{n} 个有变化",
                ("{}, {n} of them changed", many(all, "cell"))),
            Say::Texts => say!(lang; "正文", "text"),
            Say::NoTexts => say!(lang; "正文没有变化", "the text stays the same"),
            Say::Sentences(kept, added, removed) => say!(lang;
                "相同 {kept} 句，新增 {added} 句，删去 {removed} 句",
                ("{} kept, {added} added, {removed} removed", many(kept, "sentence"))),
            Say::Change => say!(lang; "变化", "change"),
            Say::Cell => say!(lang; "单元格", "cell"),
            Say::Section => say!(lang; "部分", "section"),
            Say::Added => say!(lang; "新增", "added"),
            Say::Removed => say!(lang; "删去", "removed"),
            Say::Sentence => say!(lang; "句子", "sentence"),
            Say::From => say!(lang; "年度", "years"),
        }
    }
}
