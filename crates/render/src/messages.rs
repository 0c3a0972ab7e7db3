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
    /// A paragraph of a document that is no text: the title of its section, its first words.
    Paragraph(Place, Option<&'a str>, &'a str),
    /// A cell of such a document.
    Cell(CellPlace<'a>),
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
            Text::More(n) => format!("另有 {n} 处"),
            Text::Blank => "（空）".into(),
            Text::At(place) => chinese_place(place),
            Text::Paragraph(place, section, words) => chinese_paragraph(place, section, words),
            Text::Cell(cell) => chinese_cell(cell),
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
            Text::Paragraph(place, section, words) => english_paragraph(place, section, words),
            Text::Cell(cell) => english_cell(cell),
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

/// A cell as a person finds it.
#[derive(Clone, Copy, Debug)]
pub struct CellPlace<'a> {
    /// Its page and its numbers.
    pub(super) place: Place,
    /// The title of its section.
    pub(super) section: Option<&'a str>,
    /// Which table of the section, where there are several.
    pub(super) table: Option<usize>,
    /// The label of its row, which may be empty.
    pub(super) row: &'a str,
    /// The label of its column, which may be empty; `None` where the cell is a label itself.
    pub(super) column: Option<&'a str>,
}

fn chinese_paragraph(place: Place, section: Option<&str>, words: &str) -> String {
    let page = place.page.map_or(String::new(), |n| format!("第{n}页"));
    let section = section.map_or(String::new(), |title| format!("「{title}」部分，"));
    format!("{page}{section}「{words}」段")
}

fn english_paragraph(place: Place, section: Option<&str>, words: &str) -> String {
    let page = place.page.map_or(String::new(), |n| format!("page {n}, "));
    let section = section.map_or(String::new(), |title| {
        format!("section \u{201c}{title}\u{201d}, ")
    });
    format!("{page}{section}paragraph \u{201c}{words}\u{201d}")
}

fn chinese_cell(cell: CellPlace<'_>) -> String {
    let Spot::Cell { table, row, column } = cell.place.spot else {
        return chinese_place(cell.place);
    };
    let page = cell
        .place
        .page
        .map_or(String::new(), |n| format!("第 {n} 页，"));
    let table = match (cell.section, cell.table) {
        (None, _) => format!("第 {table} 张表"),
        (Some(title), None) => format!("「{title}」表"),
        (Some(title), Some(n)) => format!("「{title}」第 {n} 张表"),
    };
    let label = match cell.row {
        "" => String::new(),
        label => format!("「{label}」"),
    };
    let head = match cell.column {
        None => String::new(),
        Some("") => format!("，第 {column} 列"),
        Some(head) => format!("，{head}列"),
    };
    format!("{page}{table}，第 {row} 行{label}{head}")
}

fn english_cell(cell: CellPlace<'_>) -> String {
    let Spot::Cell { table, row, column } = cell.place.spot else {
        return english_place(cell.place);
    };
    let page = cell
        .place
        .page
        .map_or(String::new(), |n| format!("page {n}, "));
    let quoted = |text: &str| match text {
        "" => String::new(),
        text => format!(" \u{201c}{text}\u{201d}"),
    };
    let table = match (cell.section, cell.table) {
        (None, _) => format!("table {table}"),
        (Some(title), None) => format!("table of{}", quoted(title)),
        (Some(title), Some(n)) => format!("table {n} of{}", quoted(title)),
    };
    let label = quoted(cell.row);
    let head = cell.column.map_or(String::new(), |head| {
        format!(", column {column}{}", quoted(head))
    });
    format!("{page}{table}, row {row}{label}{head}")
}
