//! The page for browsers: whole, inert, and with every finding once.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use crate::support;

use std::collections::{BTreeMap, BTreeSet};

use gouji::diagnostic::{Acceptance, Accepted, Diagnostic, Label, LintResult, Severity, Summary};
use gouji::document::{Block, BlockKind, Cell, Document, Row, Table};
use gouji::linter::{Keep, Linter, Options};
use gouji::output::html::Html;
use gouji::output::{End, Unread, Writer};
use gouji::pack::Library;
use gouji::text::{Lang, LineIndex, Span};
use proptest::prelude::*;
use support::elements::Element;
use support::{Bench, exits, out, report};

/// Elements without an end.
const VOID: &[&str] = &["meta", "br", "input", "rect"];

fn elements(page: &str) -> Vec<Element> {
    support::elements::elements("the page", page, |name, closes_itself| {
        VOID.contains(&name) || closes_itself
    })
}

/// What every page has to be.
fn sound(page: &str) -> Vec<Element> {
    let all = elements(page);
    let attribute = |name: &'static str| {
        let values = all.iter().filter_map(move |(_, a)| a.get(name).cloned());
        values.collect::<Vec<String>>()
    };
    let ids = attribute("id");
    let distinct: BTreeSet<&String> = ids.iter().collect();
    assert_eq!(distinct.len(), ids.len(), "ids are unique");
    for name in ["aria-labelledby", "aria-describedby"] {
        for id in attribute(name) {
            assert!(distinct.contains(&id), "{name}={id} leads nowhere");
        }
    }
    for link in attribute("href") {
        let target = link
            .strip_prefix('#')
            .unwrap_or_else(|| panic!("{link} leads out"));
        assert!(
            distinct.contains(&target.to_owned()),
            "{link} leads nowhere"
        );
    }
    assert!(attribute("src").is_empty() && attribute("style").is_empty());
    let handlers = all
        .iter()
        .flat_map(|(_, a)| a.keys())
        .filter(|k| k.starts_with("on"));
    assert_eq!(handlers.count(), 0);
    let scripts = all
        .iter()
        .filter(|(name, a)| name == "script" && !a.contains_key("type"));
    assert_eq!(scripts.count(), 1, "the page's own script");
    all
}

fn notes(page: &str) -> Vec<String> {
    let notes = elements(page)
        .into_iter()
        .filter(|(name, _)| name == "article");
    notes.map(|(_, a)| a["data-r"].clone()).collect()
}

fn written(reports: &[(Document, LintResult)], unread: &[Unread<'_>], lang: Lang) -> String {
    let library = Library::default();
    let mut writer = Html::new(lang);
    let mut summary = Summary::default();
    let mut out = Vec::new();
    writer.head(&mut out).unwrap();
    for (document, checked) in reports {
        summary.add(checked);
        writer.report(&mut out, document, checked).unwrap();
    }
    for input in unread {
        writer.unread(&mut out, input).unwrap();
    }
    let rule = |id: &str| {
        library
            .all_rules()
            .find(|(_, r)| r.id == id)
            .map(|(_, r)| r)
    };
    let end = End {
        summary: &summary,
        exit: 0,
        day: None,
        rules: &rule,
    };
    writer.finish(&mut out, &end).unwrap();
    String::from_utf8(out).unwrap()
}

fn linter(lang: Lang) -> Linter {
    let options = Options {
        lang,
        keep: Keep::Sums,
        ..Options::default()
    };
    Linter::new(gouji::packs::library(lang), options)
}

fn checked(linter: &Linter, name: &str, bytes: &[u8]) -> (Document, LintResult) {
    let document = gouji::input::read(name, bytes).unwrap();
    let checked = linter.check(&document);
    (document, checked)
}

/// The page without its style and script, which no snapshot has to repeat.
fn markup(page: &str) -> String {
    let (head, rest) = page.split_once("<style>").unwrap();
    let (_, rest) = rest.split_once("</style>").unwrap();
    let (rest, end) = rest.rsplit_once("<script>").unwrap();
    let (_, end) = end.split_once("</script>").unwrap();
    let version = format!("gouji {}", env!("CARGO_PKG_VERSION"));
    let hash = head
        .split_once("'sha256-")
        .unwrap()
        .1
        .split('\'')
        .next()
        .unwrap();
    let head = head.replace(hash, "…");
    let rest = rest.replace(&version, "gouji …");
    format!("{head}<style>…</style>{rest}<script>…</script>{end}")
}

/// A run with the pack of the bench, written as a page.
const COMMON: [&str; 9] = [
    "check",
    "--pack",
    "clubs.toml",
    "--select",
    "club-*",
    "-f",
    "html",
    "--fail-on",
    "never",
];

#[test]
fn a_small_page() {
    let bench = Bench::new();
    bench.file("a.txt", report("举办了很多活动。谢谢。"));
    let mut page = bench.command(&[&COMMON[..], &["a.txt"]].concat());
    let page = page
        .env("SOURCE_DATE_EPOCH", "1706745600")
        .output()
        .unwrap();
    exits(&page, 0);
    sound(&out(&page));
    insta::assert_snapshot!(markup(&out(&page)));
    let english = bench.check(&["a.txt", "-f", "html", "--lang", "en", "--fail-on", "never"]);
    let shown = markup(&out(&english));
    let own = shown.split("<div class=\"text\"").next().unwrap();
    assert!(own.contains("Undecided") || own.contains("Error"), "{own}");
    assert!(!own.contains("错误") && !own.contains("筛选"), "{own}");
}

#[test]
fn the_sample_is_drawn_whole() {
    let bytes = std::fs::read("tests/samples/qinghe-2023.txt").unwrap();
    let one = checked(&linter(Lang::Zh), "qinghe-2023.txt", &bytes);
    let wanted: BTreeMap<String, usize> =
        one.1
            .diagnostics
            .iter()
            .fold(BTreeMap::new(), |mut all, d| {
                *all.entry(d.rule.clone()).or_default() += 1;
                all
            });
    assert!(!wanted.is_empty());
    let page = written(&[one], &[], Lang::Zh);
    let all = sound(&page);
    let told = notes(&page)
        .into_iter()
        .fold(BTreeMap::new(), |mut all, rule| {
            *all.entry(rule).or_default() += 1;
            all
        });
    assert_eq!(told, wanted, "each finding once");
    let count = |name: &str| all.iter().filter(|(n, _)| n == name).count();
    assert!(
        count("table") >= 3 && count("h4") >= 6,
        "{} tables, {} headings",
        count("table"),
        count("h4")
    );
    let cells: BTreeSet<&String> = all.iter().filter_map(|(_, a)| a.get("data-c")).collect();
    assert!(cells.len() > 150, "{} cells with names", cells.len());
    assert!(page.contains("\"s\":[["), "the sums are there");
    assert!(!page.contains("id=\"overview\"") && page.contains("<details open>"));
}

#[test]
fn an_overview_stands_over_several_reports_and_says_what_was_not_checked() {
    let bench = Bench::new();
    bench.file("a.txt", report("举办了很多活动。"));
    bench.file("b.txt", report("举办了3次活动。"));
    bench.file("c.txt", report("谢谢。"));
    bench.file("news.txt", "今天天气很好。\n");
    bench.file("blob.txt", [0u8, 159, 146, 150, 0, 1, 2, 3]);
    let page = bench.check(&[
        "a.txt",
        "b.txt",
        "c.txt",
        "news.txt",
        "blob.txt",
        "-f",
        "html",
        "--fail-on",
        "never",
    ]);
    let page = out(&page);
    let all = sound(&page);
    assert!(
        page.contains("<strong class=\"poor\">33%</strong>"),
        "one of three has neither errors nor warnings"
    );
    let rows: Vec<&str> = page
        .split("<tbody data-rows")
        .nth(1)
        .unwrap()
        .split("<tr ")
        .skip(1)
        .collect();
    assert_eq!(rows.len(), 5);
    assert!(
        rows[0].contains(">青禾书画社 2023 年度</a>"),
        "the gravest first: {}",
        rows[0]
    );
    assert!(page.contains("没有当作报告检查") && page.contains("无法读取"));
    let plots = all.iter().filter(|(n, a)| {
        n == "table"
            && a.get("class")
                .is_some_and(|c| c.split(' ').any(|c| c == "plot"))
    });
    assert_eq!(plots.count(), 2);
    assert!(page.contains("role=\"img\" aria-label=\"3 份报告中有 1 份没有错误和警告\""));
}

/// Three reports of a folder each, one of them without a finding to correct, and two files that are none.
fn office() -> Bench {
    let bench = Bench::new();
    bench.file("in/东/a.txt", report("举办了很多活动。"));
    bench.file("in/东/b.txt", report("举办了很多活动，也有很多人。"));
    bench.file("in/西/c.txt", report("举办了3次活动。"));
    bench.file("in/西/news.txt", "今天天气很好。\n");
    bench.file("in/blob.txt", [0u8, 159, 146, 150, 0, 1, 2, 3]);
    bench
}

#[test]
fn the_overview_names_faults_and_files_that_were_not_checked_with_the_reason() {
    let bench = office();
    let page = out(&bench.check(&["in", "-f", "html", "--fail-on", "never"]));
    sound(&page);
    let overview = page.split("<section id=\"overview\"").nth(1).unwrap();
    let json = bench.check(&["in", "-f", "json", "--fail-on", "never"]);
    let json: serde_json::Value = serde_json::from_slice(&json.stdout).unwrap();
    let vague = json["reports"].as_array().unwrap().iter();
    let mut vague = vague.flat_map(|r| r["diagnostics"].as_array().unwrap());
    let vague = vague.find(|d| d["rule"] == "club-vague").unwrap();
    let named = format!(">{}</span></th>", vague["fault"].as_str().unwrap());
    assert!(overview.contains(&named), "{overview}");
    // two of three reports, whatever else was in the folder
    assert!(overview.contains("2 份</td><td>67%</td>"), "{overview}");
    assert!(overview.contains("没有检查的文件（2）") && overview.contains("西/news.txt"));
    let why = json["unread"][0]["unread"].as_str().unwrap();
    assert!(overview.contains(why), "{why}: {overview}");
    assert!(overview.contains("按文件夹") && overview.contains(">东</th><td>2</td>"));
    assert!(overview.contains("所用规则包：") && overview.contains("共 5 个文件。"));
    // a third without errors is nothing to praise
    assert!(overview.contains("<strong class=\"poor\">33%</strong>"));
}

#[test]
fn the_overview_bears_the_day_of_the_run() {
    let bench = office();
    let run = |epoch: &str| {
        let page = bench.command(&[&COMMON[..], &["in"]].concat());
        out(&{ page }.env("SOURCE_DATE_EPOCH", epoch).output().unwrap())
    };
    let page = run("1706745600");
    assert!(page.contains("检查日期：2024-02-01。"));
    assert_eq!(page, run("1706745600"), "the same day, the same bytes");
}

#[test]
fn accepted_and_undecided_are_listed() {
    let bytes = report("举办了很多活动。");
    let (document, mut one) = checked(&linter(Lang::Zh), "a.txt", bytes.as_bytes());
    one.kind = Some("club".into());
    one.accepted = vec![Accepted {
        diagnostic: finding("club-vague", "写了<很多>"),
        by: Acceptance::Waiver,
        reason: "已说明\"原因\"".into(),
        who: "甲".into(),
    }];
    let page = written(&[(document, one)], &[], Lang::Zh);
    sound(&page);
    assert!(page.contains("已接受的问题（1）") && page.contains("写了&lt;很多&gt;"));
    assert!(
        page.contains("豁免")
            && page.contains("已说明&quot;原因&quot;")
            && page.contains("负责人：甲")
    );
    assert!(!notes(&page).contains(&"club-vague".to_owned()));
}

fn finding(rule: &str, message: &str) -> Diagnostic {
    Diagnostic::new(rule, Severity::Error, Default::default(), message.into())
}

const HOSTILE: &str =
    "<script>alert(1)</script>]]>\"'&\u{0}\u{202e}</td></details><img src=x onerror=y>--><!--";

#[test]
fn hostile_reports_are_inert() {
    let sample = std::fs::read_to_string("tests/samples/qinghe-2023.txt").unwrap();
    // into every cell and paragraph
    // a text with a NUL is no text
    let inside = HOSTILE.replace('\0', "");
    let text: String = sample.lines().map(|l| format!("{l}{inside}\n")).collect();
    let linter = linter(Lang::Zh);
    let mut reports = vec![
        checked(&linter, HOSTILE, text.as_bytes()),
        checked(&linter, "b", sample.as_bytes()),
    ];
    for (document, checked) in &mut reports {
        document.name = HOSTILE.into();
        checked.path = HOSTILE.into();
        checked.body = Some(HOSTILE.into());
        checked.kind = Some("x".into());
        checked.diagnostics.push(finding(HOSTILE, HOSTILE));
        for sum in checked.reading.iter_mut().flat_map(|r| &mut r.sums) {
            sum.instance = HOSTILE.into();
        }
    }
    let unread = Unread {
        path: HOSTILE,
        why: HOSTILE,
    };
    let page = written(&reports, &[unread], Lang::Zh);
    let all = sound(&page);
    assert!(!all.iter().any(|(name, _)| name == "img"));
    assert!(!page.contains(['\u{0}', '\u{202e}']));
    assert!(page.contains("&lt;script&gt;alert(1)"));
}

#[test]
fn a_huge_report_is_cut_and_says_so() {
    let line = "甲".repeat(1_000_000);
    let many: String = (0..60_000)
        .map(|n| format!("第{n}段没有什么。\n\n"))
        .collect();
    let text = format!("{}{line}\n\n{many}", report("举办了很多活动。"));
    let document = gouji::input::read("huge.txt", text.as_bytes()).unwrap();
    let start = text.find("很多").unwrap();
    let last = text.rfind("第59999段").unwrap();
    let label = |at: usize| Label::primary(Span::new(at, at + 6));
    let mut diagnostics = vec![
        Diagnostic {
            labels: vec![label(start)],
            ..finding("seen", "看得见")
        },
        Diagnostic {
            labels: vec![label(last)],
            ..finding("unseen", "看不见")
        },
    ];
    diagnostics.extend((0..3000).map(|_| finding("flood", "太多")));
    let checked = LintResult {
        kind: Some("club".into()),
        diagnostics,
        ..LintResult::default()
    };
    let page = written(&[(document, checked)], &[], Lang::Zh);
    sound(&page);
    assert!(page.len() < 4 << 20, "{} bytes", page.len());
    assert!(
        page.contains("没有画出") && page.contains("字〕") && page.contains("另有 1002 处没有列出")
    );
    let told = notes(&page);
    assert!(told.contains(&"seen".to_owned()) && told.contains(&"unseen".to_owned()));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn no_text_breaks_the_page(words in ".*", text in "(.|\n|\t){0,200}", spans in prop::collection::vec((0u32..220, 0u32..40), 0..6)) {
        let whole = Span::new(0, text.len());
        let cells = vec![Row { cells: vec![Cell::new(whole), Cell::new(Span::at(text.len()))] }];
        let kinds = [BlockKind::Paragraph, BlockKind::Table(Table { rows: cells, ..Table::default() })];
        let document = Document {
            lines: LineIndex::new(&text),
            blocks: kinds.map(|kind| Block { span: whole, kind }).to_vec(),
            text,
            ..Document::default()
        };
        let label = |(start, length): (u32, u32)| Label {
            span: Span { start, end: start + length },
            message: words.clone(),
            primary: false,
            cell: None,
        };
        let diagnostics = vec![
            Diagnostic { labels: spans.iter().copied().map(label).collect(), ..finding(&words, &words) },
            Diagnostic { labels: spans.iter().rev().copied().map(label).collect(), ..finding("b", "乙") },
        ];
        let checked = LintResult { kind: Some("club".into()), diagnostics, ..LintResult::default() };
        let page = written(&[(document, checked)], &[], Lang::En);
        sound(&page);
        prop_assert_eq!(notes(&page).len(), 2);
    }
}
