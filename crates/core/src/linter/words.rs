//! The engine's own words, in both languages: part of the message catalogue.

use crate::diagnostic::{Class, Diagnostic, Severity};
use crate::document::{Note, NoteKind};
use crate::rule::Reason;
use crate::text::{Lang, abridged, say};

/// Says that a text is no report.
pub const NO_REPORT: &str = "not-a-report";

/// A diagnostic of the engine itself.
pub(super) fn plain(rule: &str, severity: Severity, message: String, lang: Lang) -> Diagnostic {
    Diagnostic {
        fault: fault(rule, lang).to_owned(),
        ..Diagnostic::new(rule, severity, Class::Hint, message)
    }
}

/// The short names of what the engine itself finds.
fn fault(rule: &str, lang: Lang) -> &'static str {
    let (zh, en) = match rule {
        NO_REPORT => ("不是报告", "No report"),
        "findings-left-out" => ("问题太多，没有全部列出", "Too many findings to list"),
        "read-in-part" => ("只检查了一部分", "Checked in part"),
        "undecodable" => ("有读不出的字节", "Bytes that are no text"),
        "mojibake" => ("文字是乱码", "Garbled text"),
        "tracked-changes" => ("有修订没有接受", "Tracked changes not accepted"),
        "converted" => ("转换格式后检查", "Checked after conversion"),
        "empty-file" => ("文件没有内容", "Empty file"),
        "scanned-pages" => ("有的页只有图片", "Pages without text"),
        "formula-without-value" => ("公式没有结果", "Formula without a result"),
        "error-value" => ("格里是错误值", "Error value"),
        "sheet-repeated" => ("工作簿里不止一份报告", "Several reports in one workbook"),
        "rounded-value" => ("显示的位数比存的少", "Fewer digits shown than stored"),
        "hidden-cells" => ("有看不见的格", "Hidden cells"),
        "cells-glued" => ("表格数字连在一起", "Cells run together"),
        "cells-glued-sum" => (
            "连在一起的数字对不上合计",
            "Cells run together miss their total",
        ),
        "row-in-text" => ("表里的行读自正文", "Row read from the text"),
        "table-read-twice" => ("一张表当成了两张", "One table read as two"),
        "report-repeated" => ("文中有两份报告", "Two reports in one text"),
        "remark-unsigned" => ("忽略注释不起作用", "Remark accepts nothing"),
        "remark-locked" => ("忽略注释所指的规则已锁定", "Remark on a locked rule"),
        "remark-unused" => ("忽略注释没有用上", "Remark not needed"),
        "waiver-unsigned" => ("豁免没有写全", "Waiver not complete"),
        "waiver-locked" => ("锁定的规则不能豁免", "Waiver of a locked rule"),
        "waiver-lapsed" => ("豁免失效", "Waiver lapsed"),
        "waiver-unused" => ("豁免没有用上", "Waiver not needed"),
        // what a kind refuses to judge
        _ => ("这种文字没有检查", "Text not checked"),
    };
    lang.pick(zh, en)
}

/// The row or column of an excerpt that stands for those that are left out.
pub(super) fn rest(lang: Lang) -> String {
    say!(lang; "…其余", "… the rest")
}

/// The text is no report that a pack knows.
pub(super) fn not_a_report(lang: Lang) -> Diagnostic {
    let (message, help) = say!(lang;
        "没有认出这是哪一种报告：标题、各部分的标题和表中的标签都不足为据，因此没有检查",
        "not recognised as a report of any known kind: title, section headings and table labels are no evidence of one; nothing was checked";
        "如果它确实是报告，用 gouji facts 看认出了什么、缺什么；预算决算、解读、新闻、通知不是报告",
        "if it is a report, `gouji facts` shows what was found and what is missing; budgets, explanations, news and notices are none");
    Diagnostic {
        help,
        ..plain(NO_REPORT, Severity::Info, message, lang)
    }
}

/// There are more findings than anybody reads.
pub(super) fn left_out(count: usize, worst: Severity, lang: Lang) -> Diagnostic {
    let message = say!(lang;
        "另有 {count} 处问题没有列出：这份报告的问题太多，先改列出的",
        "{count} further findings are not listed: this report has too many; mend those that are listed first");
    Diagnostic {
        values: vec![count.to_string()],
        ..plain("findings-left-out", worst, message, lang)
    }
}

/// The same is stated more often than anybody reads.
pub(super) fn read_in_part(most: usize, lang: Lang) -> Diagnostic {
    let message = say!(lang;
        "同一件事写了 {most} 处以上，只检查了前 {most} 处：没有这么长的报告",
        "the same is stated in {most} places or more; the first {most} were checked: no report is as long");
    plain("read-in-part", Severity::Warning, message, lang)
}

/// What a reader noticed about the file, where people should know.
pub(super) fn note(note: Note, lang: Lang) -> Option<Diagnostic> {
    let n = note.count;
    let (rule, message) = match note.kind {
        NoteKind::Undecodable => (
            "undecodable",
            say!(lang;
            "有 {n} 处字节不是文字，已用 � 代替",
            "{n} byte sequences are no text; they were replaced by �"),
        ),
        NoteKind::Mojibake => (
            "mojibake",
            say!(lang;
            "文字是乱码：曾用错误的编码打开后又保存，原文已不可恢复，请重新取得原文件",
            "the text is garbled: it was saved after being read in a wrong encoding; get the original file"),
        ),
        NoteKind::TrackedChanges => (
            "tracked-changes",
            say!(lang;
            "文档中有 {n} 处修订没有接受，按全部接受后的文字检查；发布前请接受或拒绝修订",
            "{n} tracked changes are not accepted yet; the text was checked as if they were"),
        ),
        NoteKind::Converted => (
            "converted",
            say!(lang;
            "gouji 读不了这个文件，已由 LibreOffice 转换格式再检查；有疑问时请另存为 .docx 或 .xlsx 核对",
            "LibreOffice converted the file, because gouji cannot read it; if in doubt save it as .docx or .xlsx"),
        ),
        NoteKind::Empty => (
            "empty-file",
            say!(lang; "文件没有内容", "the file is empty"),
        ),
        NoteKind::Scanned => (
            "scanned-pages",
            say!(lang;
            "有 {n} 页只有图片、没有文字，其中的内容没有检查",
            "{n} pages are pictures without text; what they say was not checked"),
        ),
        NoteKind::HardWrapped | NoteKind::LongLine | NoteKind::Marked => return None,
        // cells, which are said with their names
        NoteKind::NoValue
        | NoteKind::ErrorValue
        | NoteKind::SameForm
        | NoteKind::Rounded
        | NoteKind::HiddenCell => return None,
    };
    Some(Diagnostic {
        values: vec![n.to_string()],
        ..plain(rule, Severity::Info, message, lang)
    })
}

/// Why an evaluation could not be decided.
pub(super) fn reason(reason: &Reason, lang: Lang) -> String {
    match reason {
        Reason::NoTable(t) => say!(lang; "没有找到{t}", "{t} was not found"),
        Reason::NoRow(r) => say!(lang; "没有找到「{r}」行", "row {r} was not found"),
        Reason::Width(r, found, due) => say!(lang;
            "「{r}」行有 {found} 个单元格，应有 {due} 个，无法对应到列",
            "row {r} has {found} cells instead of {due}: which is which cannot be told"),
        Reason::Glued(r) => say!(lang;
            "「{r}」行各格的数字连在一起，分不开",
            "the cells of row {r} run together: where one ends cannot be told"),
        Reason::Unread(t) => say!(lang;
            "{t}里有读不出的行",
            "{t} holds rows that could not be read"),
        Reason::Blank(c) => say!(lang; "「{c}」空白", "{c} is blank"),
        Reason::NoNumber(c, text) => say!(lang;
            "「{c}」填的“{}”不是数字",
            "{c} holds “{}”, which is no number", abridged(text)),
        Reason::Optional(r) => say!(lang;
            "表里没有「{r}」行，可以没有",
            "the table does not have row {r}, which may be left out"),
        Reason::NotFound(n) => say!(lang; "文中没有找到{n}", "not found in the text: {n}"),
        Reason::NotHere => say!(lang; "本句没有写明", "the sentence does not say it"),
        Reason::NoYear => say!(lang;
            "不知道报告年度：标题、引言、统计期限和落款都没有写明",
            "the year of the report is unknown: title, preamble, period and signature do not say it"),
        Reason::Arithmetic => say!(lang;
            "数字过大，或除数为零",
            "a number is too large, or a divisor is zero"),
        Reason::Types => say!(lang; "读到的值不能比较", "the values read cannot be compared"),
        Reason::Damaged => say!(lang; "文字在抽取时受损", "the text was damaged on its way here"),
        Reason::NoReport(year) => say!(lang;
            "没有这个机关 {year} 年的报告可比",
            "no report of this body for {year} is at hand"),
        Reason::NoOthers => say!(lang; "没有别的报告可比", "no other reports are at hand"),
        Reason::NotAllBelow => say!(lang;
            "下级机关的报告没有到齐，或者没有说明哪些机关要报",
            "not all reports of the bodies below are at hand, or nobody said which there are"),
        Reason::NotInForm(form) => say!(lang;
            "另一份报告用的是{form}，其中没有这一项",
            "the other report follows {form}, which has no such cell"),
        Reason::Cut => say!(lang; "文字没有显示这一部分", "the text does not show this part"),
    }
}

/// The difference is stated in the same sentence.
pub(super) fn explained(clause: &str, lang: Lang) -> String {
    say!(lang;
        "差额恰好等于同一句里的「{clause}」：两处口径可能不同，请写明",
        "the difference is exactly “{clause}” in the same sentence: the two may count differently; say so")
}

/// Behind a message that rests on blank cells.
pub(super) fn blanks_count_as_zero(lang: Lang) -> &'static str {
    lang.pick("（空白按 0 计）", " (blanks count as 0)")
}

/// What a replacement does.
pub(super) fn replace(text: &str, lang: Lang) -> String {
    say!(lang; "改为「{text}」", "replace with “{text}”")
}

/// What a replacement in several places does.
pub(super) fn replace_all(n: usize, lang: Lang) -> String {
    say!(lang; "改正 {n} 处", "correct {n} places")
}

/// What taking words away does.
pub(super) fn delete(text: &str, lang: Lang) -> String {
    say!(lang; "删去「{text}」", "delete “{text}”")
}
