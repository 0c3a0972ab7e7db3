//! What is said in Python, in Chinese and English.

use gouji::text::{Lang, say};

/// Something to say.
pub(crate) enum Say<'a> {
    /// So many of so many reports contradict others: they are not held against each other.
    Strangers(usize, usize),
    /// The program met an error of its own in this input.
    Failed,
    /// Fixes are for texts, not for this format.
    NoText(&'a str),
    /// The bytes of the file would not come out as they were.
    Unfaithful,
    /// A call that takes one document got a folder, or a pattern.
    NotOne,
    /// The encoding of the file lacks a character of the fix.
    Unencodable(char),
    /// No rule has this id; these may have been meant.
    NoRule(&'a str, &'a [String]),
    /// There are this many more errors in packs and configurations.
    More(usize),
}

impl Say<'_> {
    /// The words in a language.
    pub fn say(&self, lang: Lang) -> String {
        match self {
            Say::Strangers(fail, of) => say!(lang;
                "{of} 份报告中有 {fail} 份与其他报告矛盾，不像同一批单位的历年报告，没有互相核对",
                "{fail} of {of} reports contradict others: they are no reports of the same bodies over the years, and were \
                 not held against each other"),
            Say::Failed => say!(lang;
                "gouji 自身出错，没有检查",
                "gouji met an error of its own; it was not checked"),
            Say::NoText(format) => say!(lang;
                "{format} 不是文本，不能直接修改；可以用 gouji.annotate",
                "{format} is no text that can be mended in place; gouji.annotate marks a copy"),
            Say::NotOne => say!(lang;
                "需要一个文件，不能是文件夹",
                "it takes one document, not a folder"),
            Say::Unfaithful => say!(lang;
                "写回后字节会有改变，没有修改",
                "its bytes would not come out as they were; it was not mended"),
            Say::Unencodable(c) => say!(lang;
                "文件的编码里没有“{c}”，没有修改",
                "the encoding of the file lacks “{c}”; it was not mended"),
            Say::NoRule(id, []) => say!(lang; "没有规则 {id}", "no rule {id}"),
            Say::NoRule(id, near) => say!(lang;
                "没有规则 {id}；是不是：{}？",
                "no rule {id}; did you mean {}?", lang.list(near)),
            Say::More(n) => say!(lang; "另有 {n} 处错误", "{n} more"),
        }
    }
}
