//! A second kind of report, made of a pack alone: recognised, read and checked without an option, and not mistaken for
//! another. All bodies and places are made up.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use gouji::diagnostic::{Diagnostic, LintResult, Severity};
use gouji::document::Document;
use gouji::input;
use gouji::linter::{Linter, Options};
use gouji::packs;
use gouji::report::Report;
use gouji::text::Lang;
use std::path::Path;
use std::process::Command;
use std::sync::OnceLock;

const CORRECT: &str = include_str!("../samples/website-yunhu-2023.txt");
const DEFECTS: &str = include_str!("../samples/website-baiyang-2023.md");

fn linter() -> &'static Linter {
    static LINTER: OnceLock<Linter> = OnceLock::new();
    LINTER.get_or_init(|| Linter::choosing(packs::catalogue(Lang::Zh), true, Options::default()))
}

fn read(text: &str) -> Document {
    input::read("report.txt", text.as_bytes()).unwrap()
}

fn check(text: &str) -> LintResult {
    linter().check(&read(text))
}

/// Every finding: rule, line, column of its primary place.
fn findings(text: &str) -> Vec<(String, u32, u32)> {
    let document = read(text);
    let checked = linter().check(&document);
    let place = |d: &Diagnostic| {
        let at = document.position(d.primary().unwrap().span.start);
        (d.rule.clone(), at.line, at.column)
    };
    checked.diagnostics.iter().map(place).collect()
}

/// Every entry that was read: id of its row, and what it holds.
fn facts(text: &str) -> Vec<(String, String)> {
    let document = read(text);
    let opened = linter().open(&document).expect("a report");
    opened.with(|report, _, _| entries(report)).unwrap()
}

fn entries(report: &Report<'_>) -> Vec<(String, String)> {
    let rows = report.form.tables.first().unwrap().rows.iter();
    let rows = rows.zip(&report.tables.first().unwrap().rows);
    let entry = |(axis, row): (&gouji::report::Axis, &gouji::report::RowFacts)| {
        let cell = row.cells.first()?;
        let value = cell.word.as_deref().unwrap_or(cell.folded()).to_owned();
        Some((axis.id.clone(), value))
    };
    rows.filter_map(entry).collect()
}

/// The sample with its stacked cells in another layout.
fn laid_out(row: impl Fn(&[&str]) -> String) -> String {
    let parts: Vec<&str> = CORRECT.split("\n\n").collect();
    let mut out = format!("{}\n\n", parts[0]);
    for part in &parts[1..] {
        match part.starts_with('\t') {
            true => out += &row(&part.lines().map(str::trim).collect::<Vec<_>>()),
            false => out += &format!("\n{part}"),
        }
    }
    out
}

#[test]
fn the_kind_is_recognised_without_an_option() {
    for (text, body) in [(CORRECT, "云湖县人民政府办公室"), (DEFECTS, "白杨市水利局")]
    {
        let checked = check(text);
        assert_eq!(checked.kind.as_deref(), Some("gov-website"));
        assert_eq!(checked.form.as_deref(), Some("2018"));
        assert_eq!(checked.year, Some(2023));
        assert_eq!(checked.body.as_deref(), Some(body));
    }
}

#[test]
fn the_command_needs_no_option_either() {
    let run = |name: &str| {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/samples");
        let mut command = Command::new(env!("CARGO_BIN_EXE_gouji"));
        let done = command
            .args(["check", "--color", "never"])
            .arg(path.join(name));
        done.output().unwrap().status.code()
    };
    assert_eq!(run("website-yunhu-2023.txt"), Some(0));
    assert_eq!(run("website-baiyang-2023.md"), Some(1));
}

#[test]
fn the_correct_return_is_clean_and_wholly_read() {
    let checked = check(CORRECT);
    assert!(checked.diagnostics.is_empty(), "{:#?}", checked.diagnostics);
    assert!(checked.open.is_empty(), "{:#?}", checked.open);
    assert_eq!(facts(CORRECT).len(), 55);
}

#[test]
fn each_defect_is_found_at_its_place() {
    let wanted = [
        ("web-date-stale", 5, 6),
        ("web-code", 13, 13),
        ("web-published-sum", 17, 15),
        ("web-online-items", 31, 21),
        ("web-cells-blank", 51, 3),
        ("web-media-none", 53, 22),
    ];
    let wanted = wanted.map(|(rule, line, column)| (rule.to_owned(), line, column));
    assert_eq!(findings(DEFECTS), wanted);
    // with neither box ticked nobody can say whether there was a drill
    let open: Vec<String> = check(DEFECTS).open.into_iter().map(|o| o.rule).collect();
    assert_eq!(open, ["web-security"]);
}

#[test]
fn every_layout_gives_the_same_facts() {
    let wanted = facts(CORRECT);
    let layouts = [
        (
            "pipes",
            laid_out(|cells| format!("| {} |\n", cells.join(" | "))),
        ),
        ("tabs", laid_out(|cells| format!("{}\n", cells.join("\t")))),
        ("lines", laid_out(|cells| format!("{}\n", cells.join("\n")))),
        (
            "label and value in one line",
            laid_out(|cells| match cells {
                [label, value] => format!("{label}：{value}\n"),
                more => format!("{}\n", more.join("\n")),
            }),
        ),
        (
            "padded",
            laid_out(|cells| {
                let (value, labels) = cells.split_last().unwrap();
                format!("| {} | | {value} | |\n", labels.join(" | "))
            }),
        ),
    ];
    for (name, text) in layouts {
        assert_eq!(facts(&text), wanted, "{name}:\n{text}");
        assert!(findings(&text).is_empty(), "{name}: {:?}", findings(&text));
    }
}

#[test]
fn a_defect_is_found_in_every_layout() {
    let wrong = |text: String| text.replace("5068", "5008");
    for text in [
        wrong(CORRECT.to_owned()),
        wrong(laid_out(|cells| format!("| {} |\n", cells.join(" | ")))),
        wrong(laid_out(|cells| format!("{}\n", cells.join("\t")))),
        wrong(laid_out(|cells| format!("{}\n", cells.join("\n")))),
    ] {
        let found = findings(&text);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0].0, "web-published-sum");
    }
}

#[test]
fn parts_above_the_total_are_wrong_and_parts_below_it_need_a_word() {
    for (total, severity) in [("5008", Severity::Error), ("5100", Severity::Warning)] {
        let checked = check(&CORRECT.replace("5068", total));
        let found: Vec<Severity> = checked.diagnostics.iter().map(|d| d.severity).collect();
        assert_eq!(found, [severity], "{total}");
    }
}

#[test]
fn the_line_of_the_body_may_hold_a_date_as_well() {
    let line = "填报单位：云湖县人民政府办公室（盖章）　填报日期：2024年3月5日";
    let text = CORRECT
        .replace("填报日期：2024年1月18日", "")
        .replace("\t填报单位\n\t云湖县人民政府办公室\n", &format!("{line}\n"));
    let checked = check(&text);
    assert_eq!(checked.body.as_deref(), Some("云湖县人民政府办公室(盖章)"));
    let rules: Vec<&str> = checked
        .diagnostics
        .iter()
        .map(|d| d.rule.as_str())
        .collect();
    assert_eq!(rules, ["web-date-late"]);
}

#[test]
fn titles_in_use_are_understood() {
    let rest = CORRECT.split_once("\n\n").unwrap().1;
    for (title, year) in [
        ("政府网站工作年度报表（2023年度）", Some(2023)),
        ("政府网站工作年度报表（2023年）", Some(2023)),
        ("2023年政府网站工作年度报表", Some(2023)),
        ("云湖县人民政府网2023年度政府网站工作年度报表", Some(2023)),
        ("2023年度云湖县人民政府网站工作年度报表", Some(2023)),
        ("云湖县政府网站2023年度\n政府网站工作年度报表", Some(2023)),
        ("政府网站工作年度报表\n(2023 年度)", Some(2023)),
        ("政府网站年度工作报表（2023年度）", Some(2023)),
        ("政府网站工作年度报表（  年度）", None),
        ("2023年云湖县金融监管局网站工作年度报表", Some(2023)),
        ("“云湖·在线2.0”政府网站工作年度报表（2023年度）", Some(2023)),
    ] {
        let checked = check(&format!("{title}\n\n{rest}"));
        assert_eq!(checked.kind.as_deref(), Some("gov-website"), "{title}");
        assert_eq!(checked.year, year, "{title}");
    }
}

#[test]
fn reports_of_the_other_kind_stay_what_they_are() {
    for text in [
        include_str!("../samples/yunhu-2024.md"),
        include_str!("../samples/qinghe-2023.txt"),
    ] {
        assert_eq!(check(text).kind.as_deref(), Some("gov-disclosure"));
    }
}

#[test]
fn what_only_speaks_of_such_returns_is_none() {
    let supervision = "政府网站监管年度报表\n（2023年度）\n填报单位：云泽省人民政府办公厅\n\n\
        \t网站总数（单位：个）\n\t312\n\n\t监管检查\n\t检查次数\n\t4\n\n\t合格网站数量\n\t310\n\n\
        \t安全检查\n\t安全检测评估次数（单位：次）\n\t12\n\n\t发现问题数量（单位：个）\n\t9\n\n\
        \t问题整改数量（单位：个）\n\t9\n\n\t网站开设整合\n\t新开设数量\n\t3\n\n\
        \t网民留言办理\n\t收到留言数量（单位：条）\n\t218\n\n\t办结留言数量（单位：条）\n\t218\n\n\
        \t平均办理时间（单位：天）\n\t3\n";
    let news = "云湖县公布2023年政府网站工作年度报表\n来源：县政府办公室  发布日期：2024-01-20\n\n\
        日前，云湖县公布了2023年政府网站工作年度报表。全年信息发布总数5068条，其中概况类信息更新量132条，\
        政务动态信息更新量3641条，信息公开目录信息更新量1295条。网站总访问量超过108万次。\n\
        全县收到留言数量427条，全部办结。\n";
    let notice = "关于做好2023年政府网站工作年度报表发布工作的通知\n\n各乡镇人民政府、县直各单位：\n\
        请于1月20日前完成政府网站工作年度报表的填报，包括信息发布、专栏专题、解读回应、办事服务等情况。\n";
    for text in [supervision, news, notice] {
        assert_eq!(check(text).kind, None, "{text}");
    }
    // nor with every label of the return in it, when its title says that it is the other form
    let other = CORRECT.replace("工作年度报表", "监管年度报表");
    assert_eq!(check(&other).kind, None);
}
