//! The texts of the outputs, in Chinese and English. The match is exhaustive, so that none can be missing.

mod words;

pub use words::Caption;

use super::accepted;
use gouji_core::diagnostic::{
    Accepted, AcceptedBy, Applicability, Counts, Severity, Summary, UsedPack, Vanished,
};
use gouji_core::text::{Lang, many, say};

/// A text of the outputs.
#[derive(Clone, Copy, Debug)]
pub enum Text<'a> {
    /// The word for a severity.
    Severity(Severity),
    /// Caption of what to do.
    Help,
    /// Caption of the regulation.
    Source,
    /// Caption of a fix.
    Fix(Applicability),
    /// Caption of the file of a finding without a place.
    File,
    /// Heading of the list of cells.
    Cells,
    /// Heading of the list of other places.
    Places,
    /// A place in another file.
    Elsewhere,
    /// How many entries of a list were left out.
    More(usize),
    /// Stands for the value of an empty cell.
    Blank,
    /// A label goes on up to a line that is not shown.
    ToLine(u32),
    /// A year that is reported on.
    Year(i32),
    /// Between the name of a cell and what is said about it.
    Colon,
    /// Heading of the undecided evaluations of a file.
    Undecided(&'a str, usize),
    /// An instance of a rule behind its id.
    Instance(&'a str),
    /// Reports and findings.
    Findings(&'a Summary),
    /// How the evaluations ended.
    Checks(&'a Summary),
    /// Between two sentences on one line.
    Semicolon,
    /// How many findings were fixed, in how many files.
    Fixed(usize, usize),
    /// How many files were no reports, and whether others were.
    Unrecognised(usize, bool),
    /// How to see what is undecided.
    ShowUnknown,
    /// How many findings were accepted by what, and whether they are listed.
    Accepted(AcceptedBy, bool),
    /// Heading of the accepted findings of a file.
    AcceptedIn(&'a str, usize),
    /// What accepts a finding, with the reason and the name.
    By(&'a Accepted),
    /// How many findings of the baseline are no longer found.
    Vanished(usize),
    /// Which of them: the report, the rule, the place.
    Gone(&'a Vanished),
    /// Packs beside those that every report gets, and how many reports got them.
    Packs(&'a [(UsedPack, usize)]),
}

/// A caption and what stands behind it: a full-width colon brings its blank along.
pub(super) fn captioned(caption: &str, text: &str) -> String {
    match caption.ends_with(':') {
        true => format!("{caption} {text}"),
        false => format!("{caption}{text}"),
    }
}

impl Text<'_> {
    /// The text in a language.
    pub fn say(self, lang: Lang) -> String {
        match self {
            Text::Severity(Severity::Error) => say!(lang; "错误", "error"),
            Text::Severity(Severity::Warning) => say!(lang; "警告", "warning"),
            Text::Severity(Severity::Info) => say!(lang; "提示", "info"),
            Text::Help => say!(lang; "怎么改：", "help:"),
            Text::Source => say!(lang; "依据：", "source:"),
            Text::Fix(Applicability::Safe) => say!(lang; "可自动修改：", "fix:"),
            Text::Fix(Applicability::Suggestion) => say!(lang; "建议修改：", "suggestion:"),
            Text::File => say!(lang; "文件：", "file:"),
            Text::Cells => say!(lang; "相关单元格：", "related cells:"),
            Text::Places => say!(lang; "相关位置：", "related places:"),
            Text::Elsewhere => say!(lang; "另见：", "see also:"),
            Text::More(n) => say!(lang; "另有 {n} 处", "and {n} more"),
            Text::Blank => say!(lang; "（空）", "(blank)"),
            Text::ToLine(line) => say!(lang; "（至第 {line} 行）", " (to line {line})"),
            Text::Year(year) => say!(lang; "{year} 年", "{year}"),
            Text::Colon => say!(lang; "：", ": "),
            Text::Undecided(path, n) => say!(lang;
                "{path}：{n} 项检查无法判断",
                ("{path}: {} undecided", many(n, "check"))),
            Text::Instance(name) => say!(lang; "（{name}）", " ({name})"),
            Text::Findings(s) => {
                let (e, w, i) = (s.errors, s.warnings, s.infos);
                let findings = say!(lang;
                    "{e} 个错误，{w} 个警告，{i} 个提示",
                    ("{}, {}, {}", many(e, "error"), many(w, "warning"), many(i, "info")));
                match s.reports {
                    0 => findings,
                    n => {
                        say!(lang; "{n} 份报告：{findings}", ("{}: {findings}", many(n, "report")))
                    }
                }
            }
            Text::Checks(s) => {
                let Counts {
                    pass,
                    fail,
                    unknown,
                    not_applicable,
                } = s.counts;
                let all = s.counts.total();
                let narrowed = match s.narrowed {
                    true => lang.pick(
                        "（只用了这次选定的规则）",
                        " (of the rules chosen for this run)",
                    ),
                    false => "",
                };
                say!(lang;
                    "检查 {all} 项：通过 {pass}，不符 {fail}，无法判断 {unknown}，不适用 {not_applicable}{narrowed}",
                    ("{}: {pass} passed, {fail} failed, {unknown} undecided, {not_applicable} not applicable{narrowed}", many(all, "check")))
            }
            Text::Semicolon => say!(lang; "；", "; "),
            Text::Fixed(n, files) => say!(lang;
                "已改好 {n} 处，在 {files} 个文件里",
                ("{} mended in {}", many(n, "finding"), many(files, "file"))),
            Text::Unrecognised(n, true) => say!(lang;
                "另有 {n} 个文件未被认作报告",
                ("{} not recognised as a report", many(n, "file"))),
            Text::Unrecognised(n, false) => say!(lang;
                "{n} 个文件未被认作报告",
                ("{} not recognised as a report", many(n, "file"))),
            Text::ShowUnknown => say!(lang;
                "用 --show-unknown 列出无法判断的检查及其原因",
                "use --show-unknown to list the undecided checks with their reasons"),
            Text::Accepted(by, shown) => accepted::sum(by, shown, lang),
            Text::AcceptedIn(path, n) => say!(lang;
                "{path}：{n} 个问题已接受",
                ("{path}: {} accepted", many(n, "finding"))),
            Text::By(accepted) => accepted::by(accepted, lang),
            Text::Vanished(n) => accepted::vanished(n, lang),
            Text::Gone(gone) => accepted::gone(gone, lang),
            Text::Packs(packs) => {
                let one = |(pack, n): &(UsedPack, usize)| match pack.by_place {
                    true => say!(lang;
                        ("{}（按标题中的地名，{n} 份）", pack.name),
                        ("{} ({}, by place in the title)", pack.name, many(*n, "report"))),
                    false => say!(lang;
                        ("{}（{n} 份）", pack.name),
                        ("{} ({})", pack.name, many(*n, "report"))),
                };
                let all: Vec<String> = packs.iter().map(one).collect();
                say!(lang; "另用规则包：{}", "further packs: {}", lang.list(&all))
            }
        }
    }
}
