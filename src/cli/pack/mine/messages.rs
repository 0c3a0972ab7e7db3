//! What is said about candidates, in Chinese and English.

use crate::text::Lang;

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
        match lang {
            Lang::Zh => self.chinese(),
            Lang::En => self.english(),
        }
    }

    fn chinese(self) -> String {
        match self {
            Say::Head(candidates, reports, required) => format!(
                "{reports} 份报告，{candidates} 条候选；另有 {required} 条规则包已经要求（--all 列出）"
            ),
            Say::Support(support, against) => format!("{support} 份支持，{against} 份不符"),
            Say::Against(path) => format!("不符：{path}"),
            Say::Tolerance(tolerance) => format!("因四舍五入最多差 {tolerance}"),
            Say::Implied => "由规则包的几条规则合起来可以推出".into(),
            Say::Required(rules) => format!("规则包已经要求：{rules}"),
            Say::Example(path) => format!("例子的数取自 {path}"),
        }
    }

    fn english(self) -> String {
        match self {
            Say::Head(candidates, reports, required) => format!(
                "reports: {reports}, candidates: {candidates}; required already: {required} (--all lists them)"
            ),
            Say::Support(support, against) => {
                format!("borne out by {support}, contradicted by {against}")
            }
            Say::Against(path) => format!("against: {path}"),
            Say::Tolerance(tolerance) => {
                format!("off by up to {tolerance}, which rounding explains")
            }
            Say::Implied => "follows from several rules of the pack together".into(),
            Say::Required(rules) => format!("required already by {rules}"),
            Say::Example(path) => format!("figures of the cases are from {path}"),
        }
    }
}
