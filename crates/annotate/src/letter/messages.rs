//! The words of letters, in Chinese and English.

use gouji_core::document::AUTHOR;
use gouji_core::text::{Lang, say};

/// A text of a letter.
#[derive(Clone, Copy, Debug)]
pub(super) enum Say<'a> {
    /// The name of the file with the letter to a body.
    Name(&'a str),
    /// The title.
    Title,
    /// To whom.
    To(&'a str),
    /// The day of the check, how many reports there are, and how many errors, warnings and hints.
    Opening(&'a str, usize, [usize; 3]),
    /// Heading of a report: its file, its year.
    Report(&'a str, Option<i32>),
    /// Heading of what is no fault, or hardly one.
    Hints,
    /// One of these: its number, its place, what is said.
    Hint(usize, &'a str, &'a str),
    /// An error or a warning in a plain text: its number, its severity, its place, what is said.
    Found(usize, &'a str, &'a str, &'a str),
    /// Headings of the columns, with bars between them.
    Columns,
    /// By what it was made, in which version.
    Closing(&'a str),
}

impl Say<'_> {
    /// The text in a language.
    pub fn say(self, lang: Lang) -> String {
        match self {
            Say::Name(body) => say!(lang; "{body}-问题清单.docx", "{body}-findings.docx"),
            Say::Title => say!(lang; "年度报告问题清单", "Findings in annual reports"),
            Say::To(body) => say!(lang; "{body}：", "{body}:"),
            Say::Opening(day, reports, [errors, warnings, hints]) => say!(lang;
                "{day} 对你单位的 {reports} 份年度报告作了核对，发现错误 {errors} 处、警告 {warnings} 处，另有提示 {hints} 处供参考。\
                 请对照原始数据逐条核实：确有差错的，改正后重新报送；核实无误的，说明理由。",
                "Checked on {day}. Reports: {reports}; errors: {errors}; warnings: {warnings}; hints: {hints}. \
                 Please compare each with your data: mend what is wrong and send the report again, or give the reason why \
                 it is right."),
            Say::Report(file, Some(year)) => say!(lang;
                "{year} 年度报告（{file}）",
                "Report for {year} ({file})"),
            Say::Report(file, None) => file.into(),
            Say::Hints => say!(lang; "供参考", "Hints"),
            Say::Hint(n, "", said) => format!("{n}. {said}"),
            Say::Hint(n, place, said) => say!(lang; "{n}. {place}：{said}", "{n}. {place}: {said}"),
            Say::Found(n, severity, "", said) => say!(lang;
                "{n}.〔{severity}〕{said}",
                "{n}. [{severity}] {said}"),
            Say::Found(n, severity, place, said) => say!(lang;
                "{n}.〔{severity}〕{place}：{said}",
                "{n}. [{severity}] {place}: {said}"),
            Say::Columns => say!(lang;
                "序号|级别|位置|问题|怎样改、依据",
                "No.|Severity|Place|Finding|What to do, and why"),
            Say::Closing(version) => say!(lang;
                "（由 {AUTHOR} {version} 核对生成）",
                "(made by {AUTHOR} {version})"),
        }
    }
}
