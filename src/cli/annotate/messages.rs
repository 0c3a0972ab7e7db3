//! What is said about marked copies, in Chinese and English.

use crate::document::Format;
use crate::text::{Lang, say};

/// Something to say.
pub(super) enum Say<'a> {
    /// Stdin has no place for a copy.
    Stdin,
    /// One copy cannot be that of several inputs.
    OneOutput,
    /// The copy would replace the input.
    OverInput(&'a str),
    /// A copy was written: the input, the copy, how many findings it has.
    Marked(&'a str, &'a str, usize),
    /// A file that is no report gets no copy.
    NoReport,
    /// The marks stand in a Word document of today, with the text of the input.
    Rewritten(&'a str),
    /// Changes are tracked in Word documents only, not in a file of this format.
    Untracked(&'a str, Format),
}

impl Say<'_> {
    /// The text in a language.
    pub fn say(&self, lang: Lang) -> String {
        match self {
            Say::Stdin => say!(lang;
                "标准输入不能批注，请写明文件",
                "stdin cannot be marked; name a file"),
            Say::OneOutput => say!(lang;
                "--output 只能用于一个文件；多个文件请用 --dir",
                "--output is for one file; use --dir for several"),
            Say::OverInput(path) => say!(lang;
                "{path}：不会覆盖原文件；确要写回原文件请加 --in-place",
                "{path}: the input is not overwritten; add --in-place if that is wanted"),
            Say::Marked(input, copy, n) => say!(lang;
                "{input} → {copy}：{n} 处",
                "{input} → {copy}: {n} marked"),
            Say::NoReport => say!(lang;
                "没有认出是报告，没有写带批注的副本；用 gouji facts 看认出了什么",
                "not recognised as a report, so no marked copy was written; gouji facts tells what was recognised"),
            Say::Rewritten(path) => say!(lang;
                "{path}：旧格式里写不进批注，副本是另存的 .docx，文字和表格照原样，版式可能不同",
                "{path}: the old format has no room for marks; the copy is a .docx with the same text and tables, and may \
                 look different"),
            Say::Untracked(path, Format::Pdf) => say!(lang;
                "{path}：PDF 里写不进修改，只加了批注；请改生成它的文档",
                "{path}: fixes cannot be written into a PDF, which got its marks only; mend the document it was made from"),
            Say::Untracked(path, _) => say!(lang;
                "{path}：只有 .docx 能写入修订；文本文件请用 gouji check --fix",
                "{path}: changes are tracked in .docx only; for texts there is gouji check --fix"),
        }
    }
}
