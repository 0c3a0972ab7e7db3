//! The words of the marks, in Chinese and English. The match is exhaustive, so that none can be missing.

use super::Refusal;
use gouji_core::document::{AUTHOR, Format};
use gouji_core::text::{Lang, say};

/// The author in few characters.
pub(super) const INITIALS: &str = "勾稽";

/// What stands around the number of a note in a text.
pub(super) const BRACKETS: (&str, &str) = ("〔勾稽", "〕");

/// The author, for the first line of the summary.
pub(super) fn author() -> &'static str {
    AUTHOR
}

/// A text of the marks.
#[derive(Clone, Copy, Debug)]
pub(super) enum Text<'a> {
    /// Another place, and what stands there.
    Also(&'a str, &'a str),
    /// The first line of a comment: how grave it is, and what is wrong in a few words.
    Head(&'a str, &'a str),
    /// The last line of a comment: the id of the rule.
    Rule(&'a str),
    /// What is left to do: so many comments.
    Left(usize),
    /// Heading of what has no mark of its own.
    Unmarked,
    /// Heading of the notes behind a text.
    Notes,
}

impl Text<'_> {
    /// The text in a language.
    pub fn say(self, lang: Lang) -> String {
        match self {
            Text::Also(place, said) => say!(lang;
                "另见 {place}：{said}",
                "see also {place}: {said}"),
            Text::Head(severity, fault) => say!(lang; "{severity}：{fault}", "{severity}: {fault}"),
            Text::Rule(id) => say!(lang; "规则编号：{id}", "rule: {id}"),
            Text::Left(n) => say!(lang;
                "还要处理 {n} 处：照批注逐处改好，再检查一遍",
                "left to do: {n}; mend what the comments point at, then check again"),
            Text::Unmarked => say!(lang;
                "以下各项没有能批注的位置：",
                "These have no place that can be marked:"),
            Text::Notes => say!(lang; "{AUTHOR} 批注", "Notes of {AUTHOR}"),
        }
    }
}

/// Why a document cannot be marked, and what to do.
pub(super) fn refusal(refusal: &Refusal, lang: Lang) -> String {
    match refusal {
        Refusal::Unread(error) => error.message(lang),
        Refusal::Protected => say!(lang;
            "文档受“限制编辑”保护，不能写入批注；请在 Word 或 WPS 的“审阅”中停止保护后再试",
            "the document is protected from changes; stop the protection in Word (Review, Restrict Editing), then try again"),
        Refusal::Signed => say!(lang;
            "文档有数字签名，写入批注会使签名失效；请批注签名前的原稿",
            "the document is signed, and marks would break the signature; mark the copy from before it was signed"),
        Refusal::Locked => say!(lang;
            "PDF 已加密或限制修改，不能写入批注；请用没有加密的 PDF，或批注生成它的 .docx 文件",
            "the PDF is encrypted or protected from changes; mark one that is not, or the .docx it was made from"),
        Refusal::Broken => say!(lang;
            "PDF 的对象索引有损坏，写入的批注会读不出来；请用 PDF 软件另存一次后再试",
            "the list of objects of the PDF is damaged, and marks would not be found; save it anew with a PDF program, then try again"),
        Refusal::Edited => say!(lang;
            "文件里 gouji 的批注被改动过，或者有写得像批注的文字，分不清哪些该去掉，没有写；请手工删去旧批注，或批注没有批注过的原稿",
            "the marks of gouji in the file were edited, or something looks like them, so that nobody can tell what to take away; remove the old marks by hand, or mark the original"),
        Refusal::NoPlace => say!(lang;
            "文档里没有可以加批注的文字；请用 Word 或 WPS 另存为 .docx 后再试",
            "nothing in the document can carry a comment; save it as .docx in Word or WPS, then try again"),
        Refusal::Unencodable(c) => say!(lang;
            "文件的编码里没有“{c}”，写不进批注；请另存为 UTF-8 后再试",
            "the encoding of the file lacks “{c}”, which the marks need; save it as UTF-8, then try again"),
        Refusal::Unfaithful => say!(lang;
            "文件里有不能解码的字节，写批注会改动它们；请另存为 UTF-8 后再试",
            "the file has bytes that are no text, and marking would change them; save it as UTF-8, then try again"),
        Refusal::Format(Format::Xlsx) => say!(lang;
            "工作簿里不写批注；用 gouji check 看每处问题在哪一格（如 Sheet3!D7），在 Excel 或 WPS 里改",
            "a workbook is not marked; gouji check names the cell of each finding (as in Sheet3!D7), to be mended in Excel or WPS"),
        Refusal::Format(_) => say!(lang;
            "这种格式的文件里不能写批注；请用 Word 或 WPS 另存为 .docx 后再试",
            "files of this format cannot be marked; save it as .docx in Word or WPS, then try again"),
    }
}
