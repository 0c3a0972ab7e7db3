//! What is said about candidates, in Chinese and English.

use crate::text::{Lang, say};

/// Something to say.
#[derive(Clone, Copy, Debug)]
pub(super) enum Say<'a> {
    /// So many candidates in so many reports; so many more are required already.
    Head(usize, usize, usize),
    /// So many reports bear it out, so many contradict it.
    Support(usize, usize),
    /// A report that contradicts.
    Against(&'a str),
    /// The distance that rounding needs.
    Tolerance(&'a str),
    /// All rules together require it.
    Implied,
    /// These rules require it.
    Required(&'a str),
    /// The report that the case is from.
    Example(&'a str),
}

impl Say<'_> {
    /// The text in a language.
    pub fn say(self, lang: Lang) -> String {
        match self {
            Say::Head(candidates, reports, required) => say!(lang;
                "{reports} 份报告，{candidates} 条候选；另有 {required} 条规则包已经要求（--all 列出）",
                "reports: {reports}, candidates: {candidates}; required already: {required} (--all lists them)"),
            Say::Support(support, against) => say!(lang;
                "{support} 份支持，{against} 份不符",
                "borne out by {support}, contradicted by {against}"),
            Say::Against(path) => say!(lang; "不符：{path}", "against: {path}"),
            Say::Tolerance(tolerance) => say!(lang;
                "因四舍五入最多差 {tolerance}",
                "off by up to {tolerance}, which rounding explains"),
            Say::Implied => say!(lang;
                "由规则包的几条规则合起来可以推出",
                "follows from several rules of the pack together"),
            Say::Required(rules) => say!(lang;
                "规则包已经要求：{rules}",
                "required already by {rules}"),
            Say::Example(path) => say!(lang;
                "例子的数取自 {path}",
                "figures of the cases are from {path}"),
        }
    }
}
