//! What is said about cells of workbooks, in both languages.

use super::Cells;
use crate::diagnostic::Severity;
use crate::document::NoteKind;
use crate::text::{Lang, say};

/// The words of a finding.
pub(super) struct Said {
    pub rule: &'static str,
    pub severity: Severity,
    pub message: String,
    pub help: &'static str,
    pub label: &'static str,
}

/// What is said about cells of a kind.
pub(super) fn said(kind: NoteKind, cells: &Cells, lang: Lang) -> Option<Said> {
    let n = cells.count;
    let (rule, severity) = match kind {
        NoteKind::NoValue => ("formula-without-value", Severity::Warning),
        NoteKind::ErrorValue => ("error-value", Severity::Warning),
        NoteKind::SameForm => ("sheet-repeated", Severity::Warning),
        NoteKind::Rounded => ("rounded-value", Severity::Info),
        NoteKind::HiddenCell => ("hidden-cells", Severity::Info),
        _ => return None,
    };
    let (message, help, label) = words(kind, n, &names(cells, kind, lang), lang);
    Some(Said {
        rule,
        severity,
        message,
        help,
        label,
    })
}

/// The cells by name, with what they show where that is of use.
fn names(cells: &Cells, kind: NoteKind, lang: Lang) -> String {
    let shows = matches!(
        kind,
        NoteKind::NoValue | NoteKind::ErrorValue | NoteKind::Rounded
    );
    let sheet = |name: &str| {
        let name = name.rsplit_once('!').map_or(name, |(sheet, _)| sheet);
        name.trim_matches('\'').to_owned()
    };
    let name = |(name, shown): &(String, String)| match (kind, shows) {
        (NoteKind::SameForm, _) => say!(lang; "「{}」", "\u{201c}{}\u{201d}", sheet(name)),
        (_, true) => say!(lang; "{name}（{shown}）", "{name} ({shown})"),
        (_, false) => name.clone(),
    };
    let all: Vec<String> = cells.named.iter().map(name).collect();
    match cells.count > cells.named.len() {
        true => say!(lang; "{} 等", "{} …", lang.list(&all)),
        false => lang.list(&all),
    }
}

fn words(
    kind: NoteKind,
    n: usize,
    names: &str,
    lang: Lang,
) -> (String, &'static str, &'static str) {
    match kind {
        NoteKind::NoValue => (
            say!(lang;
                "有 {n} 格是公式，文件里没有存下结果：{names}；这些数不知道是多少，没有当作 0",
                "cells with a formula and no result in the file: {n} ({names}); their values are not known, and were not taken as 0"),
            lang.pick("用 Excel 或 WPS 打开，让它重新计算，保存后再检查", "open the workbook in Excel or WPS, let it compute, save it and check again"),
            lang.pick("这里是没有结果的公式", "a formula without a result"),
        ),
        NoteKind::ErrorValue => (
            say!(lang;
                "有 {n} 格显示的是错误，不是数：{names}",
                "cells that show an error in place of a value: {n} ({names})"),
            lang.pick("在 Excel 或 WPS 里改正公式，保存后再检查", "mend the formulas in Excel or WPS, save the workbook and check again"),
            lang.pick("这里是错误值", "an error value"),
        ),
        NoteKind::SameForm => (
            say!(lang;
                "工作表{names}与前面的工作表是同一张表式，像是另一份报告，没有检查",
                "the sheets {names} are the same form as a sheet before them, as of another report; they were not checked"),
            lang.pick("一个工作簿只放一份报告：把每份报告另存为一个工作簿，再检查", "keep one report in a workbook: save each of them as a workbook of its own"),
            lang.pick("这张工作表没有检查", "this sheet was not checked"),
        ),
        NoteKind::Rounded => (
            say!(lang;
                "有 {n} 格显示的位数比存的少，按显示的数检查：{names}",
                "cells that show fewer digits than their values have: {n} ({names}); what they show was checked"),
            lang.pick("存的是小数时，显示的各数相加可能不等于显示的合计；应填整数的，改成整数", "the sum of what is shown may differ from the total that is shown; where whole numbers are due, enter whole numbers"),
            lang.pick("这里显示的是四舍五入后的数", "this is rounded"),
        ),
        _ => (
            say!(lang;
                "有 {n} 格看不见，也读了：{names}；它们在隐藏的行、列或工作表里，或者格式不显示数",
                "cells that nobody sees: {n} ({names}); they were read. Their row, column or sheet is hidden, or their format shows nothing"),
            lang.pick("报送前取消隐藏；不该有的，删除", "show them, or delete what should not be there"),
            lang.pick("这一格看不见", "this cell is hidden"),
        ),
    }
}
