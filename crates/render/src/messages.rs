//! The texts of the outputs, in Chinese and English. The matches are exhaustive, so that none can be missing.

mod words;

pub use words::Caption;

use super::accepted;
use gouji_core::diagnostic::{
    Accepted, AcceptedBy, Applicability, Severity, Summary, UsedPack, Vanished,
};
use gouji_core::text::Lang;

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
    /// How many findings were mended, in how many files.
    Mended(usize, usize),
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
        match lang {
            Lang::Zh => self.chinese(),
            Lang::En => self.english(),
        }
    }

    fn chinese(self) -> String {
        match self {
            Text::Severity(Severity::Error) => "错误".into(),
            Text::Severity(Severity::Warning) => "警告".into(),
            Text::Severity(Severity::Info) => "提示".into(),
            Text::Help => "怎么改：".into(),
            Text::Source => "依据：".into(),
            Text::Fix(Applicability::Safe) => "可自动修改：".into(),
            Text::Fix(Applicability::Suggestion) => "建议修改：".into(),
            Text::File => "文件：".into(),
            Text::Cells => "相关单元格：".into(),
            Text::Places => "相关位置：".into(),
            Text::Elsewhere => "另见：".into(),
            Text::More(n) => format!("另有 {n} 处"),
            Text::Blank => "（空）".into(),
            Text::ToLine(line) => format!("（至第 {line} 行）"),
            Text::Year(year) => format!("{year} 年"),
            Text::Colon => "：".into(),
            Text::Undecided(path, n) => format!("{path}：{n} 项检查无法判断"),
            Text::Instance(name) => format!("（{name}）"),
            Text::Findings(s) => {
                let (errors, warnings, infos) = (s.errors, s.warnings, s.infos);
                let findings = format!("{errors} 个错误，{warnings} 个警告，{infos} 个提示");
                match s.reports {
                    0 => findings,
                    reports => format!("{reports} 份报告：{findings}"),
                }
            }
            Text::Checks(s) => format!(
                "检查 {} 项：通过 {}，不符 {}，无法判断 {}，不适用 {}{}",
                s.counts.total(),
                s.counts.pass,
                s.counts.fail,
                s.counts.unknown,
                s.counts.not_applicable,
                if s.narrowed {
                    "（只用了这次选定的规则）"
                } else {
                    ""
                }
            ),
            Text::Semicolon => "；".into(),
            Text::Mended(n, files) => format!("已改好 {n} 处，在 {files} 个文件里"),
            Text::Unrecognised(n, true) => format!("另有 {n} 个文件未被认作报告"),
            Text::Unrecognised(n, false) => format!("{n} 个文件未被认作报告"),
            Text::ShowUnknown => "用 --show-unknown 列出无法判断的检查及其原因".into(),
            Text::Accepted(by, shown) => accepted::sum(by, shown, Lang::Zh),
            Text::AcceptedIn(path, n) => format!("{path}：{n} 个问题已接受"),
            Text::By(accepted) => accepted::by(accepted, Lang::Zh),
            Text::Vanished(n) => accepted::vanished(n, Lang::Zh),
            Text::Gone(gone) => accepted::gone(gone, Lang::Zh),
            Text::Packs(packs) => {
                let one = |(pack, n): &(UsedPack, usize)| match pack.by_place {
                    true => format!("{}（按标题中的地名，{n} 份）", pack.name),
                    false => format!("{}（{n} 份）", pack.name),
                };
                let all: Vec<String> = packs.iter().map(one).collect();
                format!("另用规则包：{}", all.join("、"))
            }
        }
    }

    fn english(self) -> String {
        match self {
            Text::Severity(severity) => severity.name().into(),
            Text::Help => "help:".into(),
            Text::Source => "source:".into(),
            Text::Fix(Applicability::Safe) => "fix:".into(),
            Text::Fix(Applicability::Suggestion) => "suggestion:".into(),
            Text::File => "file:".into(),
            Text::Cells => "related cells:".into(),
            Text::Places => "related places:".into(),
            Text::Elsewhere => "see also:".into(),
            Text::More(n) => format!("and {n} more"),
            Text::Blank => "(blank)".into(),
            Text::ToLine(line) => format!(" (to line {line})"),
            Text::Year(year) => format!("{year}"),
            Text::Colon => ": ".into(),
            Text::Undecided(path, n) => format!("{path}: {} undecided", many(n, "check")),
            Text::Instance(name) => format!(" ({name})"),
            Text::Findings(s) => {
                let findings = format!(
                    "{}, {}, {}",
                    many(s.errors, "error"),
                    many(s.warnings, "warning"),
                    many(s.infos, "info")
                );
                match s.reports {
                    0 => findings,
                    reports => format!("{}: {findings}", many(reports, "report")),
                }
            }
            Text::Checks(s) => format!(
                "{}: {} passed, {} failed, {} undecided, {} not applicable{}",
                many(s.counts.total(), "check"),
                s.counts.pass,
                s.counts.fail,
                s.counts.unknown,
                s.counts.not_applicable,
                if s.narrowed {
                    " (of the rules chosen for this run)"
                } else {
                    ""
                }
            ),
            Text::Semicolon => "; ".into(),
            Text::Mended(n, files) => {
                format!("{} mended in {}", many(n, "finding"), many(files, "file"))
            }
            Text::Unrecognised(n, _) => format!("{} not recognised as a report", many(n, "file")),
            Text::ShowUnknown => {
                "use --show-unknown to list the undecided checks with their reasons".into()
            }
            Text::Accepted(by, shown) => accepted::sum(by, shown, Lang::En),
            Text::AcceptedIn(path, n) => format!("{path}: {} accepted", many(n, "finding")),
            Text::By(accepted) => accepted::by(accepted, Lang::En),
            Text::Vanished(n) => accepted::vanished(n, Lang::En),
            Text::Gone(gone) => accepted::gone(gone, Lang::En),
            Text::Packs(packs) => {
                let one = |(pack, n): &(UsedPack, usize)| match pack.by_place {
                    true => format!(
                        "{} ({}, by place in the title)",
                        pack.name,
                        many(*n, "report")
                    ),
                    false => format!("{} ({})", pack.name, many(*n, "report")),
                };
                let all: Vec<String> = packs.iter().map(one).collect();
                format!("further packs: {}", all.join(", "))
            }
        }
    }
}

/// A number with its noun.
pub(super) fn many(n: usize, noun: &str) -> String {
    format!("{n} {noun}{}", if n == 1 { "" } else { "s" })
}
