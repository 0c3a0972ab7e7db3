//! The texts of the outputs, in Chinese and English. The matches are exhaustive, so that none can be missing.

mod words;

pub use words::Caption;

use super::accepted;
use gouji_core::diagnostic::{
    Accepted, AcceptedBy, Applicability, Severity, Summary, UsedPack, Vanished,
};
use gouji_core::document::{Place, Spot};
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
    /// How many entries of a list were left out.
    More(usize),
    /// Stands for the value of an empty cell.
    Blank,
    /// A place in a document that is no text.
    At(Place),
    /// A cell with the labels of its row and its column, which may be empty; without a column it is a label itself.
    Cell(Place, &'a str, Option<&'a str>),
    /// A label goes on up to a line that is not shown.
    ToLine(u32),
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
    /// How many files were no reports.
    Unrecognised(usize),
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
            Text::More(n) => format!("另有 {n} 处"),
            Text::Blank => "（空）".into(),
            Text::At(place) => chinese_place(place),
            Text::Cell(place, row, column) => chinese_cell(place, row, column),
            Text::ToLine(line) => format!("（至第 {line} 行）"),
            Text::Colon => "：".into(),
            Text::Undecided(path, n) => format!("{path}：{n} 项检查无法判断"),
            Text::Instance(name) => format!("（{name}）"),
            Text::Findings(s) => format!(
                "{} 份报告：{} 个错误，{} 个警告，{} 个提示",
                s.reports, s.errors, s.warnings, s.infos
            ),
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
            Text::Unrecognised(n) => format!("另有 {n} 个文件未被认作报告"),
            Text::ShowUnknown => "用 --show-unknown 列出无法判断的检查及其原因".into(),
            Text::Accepted(by, shown) => accepted::sum(by, shown, Lang::Zh),
            Text::AcceptedIn(path, n) => format!("{path}：{n} 个问题已接受"),
            Text::By(accepted) => accepted::by(accepted, Lang::Zh),
            Text::Vanished(n) => accepted::vanished(n, Lang::Zh),
            Text::Gone(gone) => accepted::gone(gone, Lang::Zh),
            Text::Packs(packs) => {
                let one = |(pack, n): &(UsedPack, usize)| match pack.by_place {
                    true => format!("{}（按标题中的地名，{n} 份）", pack.id),
                    false => format!("{}（{n} 份）", pack.id),
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
            Text::More(n) => format!("and {n} more"),
            Text::Blank => "(blank)".into(),
            Text::At(place) => english_place(place),
            Text::Cell(place, row, column) => english_cell(place, row, column),
            Text::ToLine(line) => format!(" (to line {line})"),
            Text::Colon => ": ".into(),
            Text::Undecided(path, n) => format!("{path}: {} undecided", many(n, "check")),
            Text::Instance(name) => format!(" ({name})"),
            Text::Findings(s) => format!(
                "{}: {}, {}, {}",
                many(s.reports, "report"),
                many(s.errors, "error"),
                many(s.warnings, "warning"),
                many(s.infos, "info")
            ),
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
            Text::Unrecognised(n) => format!("{} not recognised as a report", many(n, "file")),
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
                        pack.id,
                        many(*n, "report")
                    ),
                    false => format!("{} ({})", pack.id, many(*n, "report")),
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

fn chinese_place(place: Place) -> String {
    let page = place.page.map_or(String::new(), |n| format!("第{n}页"));
    let spot = match place.spot {
        Spot::Line(at) => format!("{}:{}", at.line, at.column),
        Spot::Paragraph(n) => format!("第{n}段"),
        Spot::Cell { table, row, column } => format!("第{table}张表{row}行{column}列"),
    };
    page + &spot
}

fn english_place(place: Place) -> String {
    let page = place.page.map_or(String::new(), |n| format!("page {n} "));
    let spot = match place.spot {
        Spot::Line(at) => format!("{}:{}", at.line, at.column),
        Spot::Paragraph(n) => format!("paragraph {n}"),
        Spot::Cell { table, row, column } => format!("table {table} row {row} column {column}"),
    };
    page + &spot
}

fn chinese_cell(place: Place, label: &str, head: Option<&str>) -> String {
    let Spot::Cell { table, row, column } = place.spot else {
        return chinese_place(place);
    };
    let page = place.page.map_or(String::new(), |n| format!("第 {n} 页，"));
    let label = match label {
        "" => String::new(),
        label => format!("「{label}」"),
    };
    let head = match head {
        None => String::new(),
        Some("") => format!("，第 {column} 列"),
        Some(head) => format!("，{head}列"),
    };
    format!("{page}第 {table} 张表，第 {row} 行{label}{head}")
}

fn english_cell(place: Place, label: &str, head: Option<&str>) -> String {
    let Spot::Cell { table, row, column } = place.spot else {
        return english_place(place);
    };
    let page = place.page.map_or(String::new(), |n| format!("page {n}, "));
    let quoted = |text: &str| match text {
        "" => String::new(),
        text => format!(" \u{201c}{text}\u{201d}"),
    };
    let label = quoted(label);
    let head = head.map_or(String::new(), |head| {
        format!(", column {column}{}", quoted(head))
    });
    format!("{page}table {table}, row {row}{label}{head}")
}
