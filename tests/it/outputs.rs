//! The outputs for other programs and for people who listen, over every kind of finding.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use gouji::diagnostic::{
    Applicability, Candidate, Cause, CellName, Class, Correction, Counts, Diagnostic, Elsewhere,
    Fix, Label, LintResult, Severity, Summary, Undecided,
};
use gouji::document::{Block, BlockKind, Cell, Document, Format, Row, Table};
use gouji::output::checkstyle::Checkstyle;
use gouji::output::concise::Concise;
use gouji::output::github::Github;
use gouji::output::gitlab::Gitlab;
use gouji::output::html::Html;
use gouji::output::json::{Json, JsonLines};
use gouji::output::junit::Junit;
use gouji::output::narrated::Narrated;
use gouji::output::rdjson::Rdjson;
use gouji::output::sarif::Sarif;
use gouji::output::{End, Unread, Writer};
use gouji::pack::Library;
use gouji::text::{Edit, Lang, LineIndex, Span};
use proptest::prelude::*;
use quick_xml::events::Event;
use serde_json::Value;

const NASTY: &str = "a: b, 100% <b>&\"'甲'\" [x](y) {z}\nsecond\r\nthird\u{1b}[2J";

fn document(name: &str, text: &str) -> Document {
    Document {
        name: name.into(),
        text: text.into(),
        lines: LineIndex::new(text),
        ..Document::default()
    }
}

fn span(text: &str, what: &str) -> Span {
    let start = text.find(what).unwrap();
    Span::new(start, start + what.len())
}

fn label(span: Span, message: &str, primary: bool) -> Label {
    Label {
        span,
        message: message.into(),
        primary,
        cell: None,
    }
}

fn cell(span: Span, message: &str, primary: bool, row: &str) -> Label {
    Label {
        cell: Some(name(row)),
        ..label(span, message, primary)
    }
}

fn name(row: &str) -> CellName {
    CellName {
        table: "甲表".into(),
        row: row.into(),
        column: "自然人".into(),
    }
}

fn finding(rule: &str, severity: Severity, message: &str, labels: Vec<Label>) -> Diagnostic {
    Diagnostic {
        labels,
        ..Diagnostic::new(rule, severity, Class::Hard, message.into())
    }
}

fn fix(span: Span, text: &str) -> Fix {
    Fix {
        message: format!("改为「{text}」"),
        applicability: Applicability::Safe,
        edits: vec![Edit {
            span,
            text: text.into(),
        }],
    }
}

fn checked(document: &Document, diagnostics: Vec<Diagnostic>) -> LintResult {
    LintResult {
        path: document.name.clone(),
        kind: Some("test".into()),
        form: Some("2021".into()),
        year: Some(2023),
        body: Some("云溪县测试局".into()),
        counts: Counts {
            pass: 3,
            fail: diagnostics.len(),
            ..Counts::default()
        },
        diagnostics,
        ..LintResult::default()
    }
}

/// No place, several places, across files, a long line, a message with markup, a blank cell, a cause, a fix.
fn text() -> (Document, LintResult) {
    let prose = "全年共收到来信来电九十三件，".repeat(8);
    let text = format!(
        "云溪县测试局年度报告\n{prose}其中来信40件，来电54件。\n\t新收\n\t6\n\t结转\n\t\n\t总计\n\t7\n"
    );
    let document = document("./报告 一/云溪,县%.txt", &text);
    let (six, seven) = (span(&text, "6\n").start, span(&text, "7\n").start);
    let (six, seven) = (
        Span::new(six as usize, six as usize + 1),
        Span::new(seven as usize, seven as usize + 1),
    );
    let blank = Span::at(span(&text, "\n\t总计").start as usize);
    let sum = finding(
        "requests-row-total",
        Severity::Error,
        "6 ≠ 7，相差 1",
        vec![
            cell(seven, "应为 6", true, "总计"),
            cell(six, "", false, "新收"),
        ],
    );
    let mut folded = Diagnostic {
        help: Some("总计改为 6\n另见上年报告".into()),
        source: Some("测试函〔2020〕1号".into()),
        fixes: vec![fix(seven, "6")],
        ..sum.clone()
    };
    folded.message = "「总计 · 自然人」填的是 7，应为 6：1 处不平由此而来".into();
    folded.cause = Some(Box::new(Cause {
        candidates: vec![Candidate {
            cells: vec![Correction {
                span: seven,
                cell: name("总计"),
                found: "7".into(),
                right: "6".into(),
            }],
            mistake: Some("digit".into()),
            against: vec![span(&text, "来信40件")],
        }],
        sure: true,
        bounded: false,
        findings: vec![sum],
        excerpt: None,
    }));
    let long = finding(
        "parts",
        Severity::Warning,
        "分项之和不等于总数：40 + 54 = 94，总数 93",
        vec![
            label(span(&text, "其中来信40件，来电54件"), "总数", true),
            label(span(&text, "来信40件"), "分项", false),
        ],
    );
    let mut across = finding(
        "year-carried",
        Severity::Error,
        "上年结转与上年报告不一致",
        vec![cell(blank, "空白", true, "结转")],
    );
    across.elsewhere = vec![Elsewhere {
        path: "上年/云溪县.txt".into(),
        line: 12,
        column: 5,
        length: 2,
        text: "结转下年12件".into(),
        message: "上年报告".into(),
    }];
    let lines = finding(
        "heading",
        Severity::Info,
        "跨行",
        vec![label(
            Span::new(0, span(&text, "全年").end as usize),
            "",
            true,
        )],
    );
    let mut all = checked(
        &document,
        vec![
            finding("no-place", Severity::Warning, NASTY, Vec::new()),
            lines,
            long,
            across,
            folded,
        ],
    );
    all.open = vec![Undecided {
        rule: "carried".into(),
        instance: "自然人".into(),
        reason: "「结转」这一格<空>".into(),
        span: Some(blank),
    }];
    (document, all)
}

/// A document of which the places are no lines.
fn docx() -> (Document, LintResult) {
    let text = "云溪县年度报告\n新收\t６\n";
    let (first, second) = (span(text, "新收"), span(text, "６"));
    let table = Table {
        rows: vec![Row {
            cells: vec![Cell::new(first), Cell::new(second)],
        }],
        ..Table::default()
    };
    let document = Document {
        format: Format::Docx,
        blocks: vec![
            Block {
                span: span(text, "云溪县年度报告"),
                kind: BlockKind::Paragraph,
            },
            Block {
                span: Span::new(first.start as usize, second.end as usize),
                kind: BlockKind::Table(table),
            },
        ],
        ..document("云溪县.docx", text)
    };
    let in_cell = Diagnostic {
        fixes: vec![fix(second, "6")],
        ..finding(
            "digits",
            Severity::Info,
            "全角数字",
            vec![cell(second, "", true, "新收")],
        )
    };
    let in_text = finding(
        "title",
        Severity::Error,
        "标题没有年份",
        vec![label(span(text, "云溪县"), "", true)],
    );
    let checked = checked(&document, vec![in_text, in_cell]);
    (document, checked)
}

/// A report without findings, and a file that is no report.
fn others() -> Vec<(Document, LintResult)> {
    let clean = document("clean.txt", "甲\n");
    let other = document("news.txt", "新闻\n");
    let unrecognised = LintResult {
        path: other.name.clone(),
        diagnostics: vec![finding(
            "not-a-report",
            Severity::Info,
            "没有认出这是哪一种报告",
            Vec::new(),
        )],
        ..LintResult::default()
    };
    vec![
        (clean.clone(), checked(&clean, Vec::new())),
        (other, unrecognised),
    ]
}

fn all() -> Vec<(Document, LintResult)> {
    [vec![text(), docx()], others()].concat()
}

/// What an output makes of reports, and of a file that cannot be read.
fn written(writer: &mut dyn Writer, reports: &[(Document, LintResult)], unread: bool) -> String {
    static LIBRARY: LazyLock<Library> = LazyLock::new(|| gouji::packs::library(Lang::Zh));
    let library = &*LIBRARY;
    let mut summary = Summary::default();
    let mut out = Vec::new();
    writer.head(&mut out).unwrap();
    if unread {
        let input = Unread {
            path: "目录/坏:的.txt",
            why: "不是文字：<二进制>",
        };
        writer.unread(&mut out, &input).unwrap();
    }
    for (document, checked) in reports {
        summary.add(checked);
        writer.report(&mut out, document, checked).unwrap();
    }
    let rule = |id: &str| {
        library
            .all_rules()
            .find(|(_, r)| r.id == id)
            .map(|(_, r)| r)
    };
    let end = End {
        summary: &summary,
        exit: if unread { 3 } else { 0 },
        day: None,
        rules: &rule,
    };
    writer.finish(&mut out, &end).unwrap();
    let version = format!("\"version\":\"{}\"", env!("CARGO_PKG_VERSION"));
    let text = String::from_utf8(out).unwrap();
    text.replace(&version, "\"version\":\"…\"")
}

fn writers() -> Vec<(&'static str, Box<dyn Writer>)> {
    let lang = Lang::Zh;
    let fail_on = Some(Severity::Error);
    vec![
        ("jsonl", Box::new(JsonLines)),
        ("sarif", Box::new(Sarif::new(lang))),
        ("github", Box::new(Github { lang })),
        ("gitlab", Box::new(Gitlab::new(lang))),
        ("junit", Box::new(Junit { lang, fail_on })),
        ("checkstyle", Box::new(Checkstyle { lang })),
        ("rdjson", Box::new(Rdjson::new(lang))),
        (
            "narrated",
            Box::new(Narrated {
                coverage: false,
                lang,
                show_unknown: true,
                quiet: false,
                show_accepted: true,
            }),
        ),
        ("json", Box::new(Json::default())),
    ]
}

/// All of them; the page has snapshots and hostile texts of its own.
fn faces() -> Vec<(&'static str, Box<dyn Writer>)> {
    let mut all = writers();
    all.push(("html", Box::new(Html::new(Lang::Zh))));
    all
}

#[test]
fn outputs_of_every_kind_of_finding() {
    for (name, mut writer) in writers() {
        insta::assert_snapshot!(name, written(&mut *writer, &all(), true));
    }
    let mut english = Narrated {
        coverage: false,
        lang: Lang::En,
        show_unknown: false,
        quiet: false,
        show_accepted: false,
    };
    insta::assert_snapshot!("narrated_en", written(&mut english, &all(), false));
}

#[test]
fn outputs_of_nothing_are_whole() {
    let mut whole = String::new();
    for (name, mut writer) in writers() {
        whole += &format!("== {name}\n{}", written(&mut *writer, &[], false));
    }
    insta::assert_snapshot!("nothing", whole);
}

/// The rules and messages that an output tells, in its own way.
fn told(name: &str, text: &str) -> BTreeSet<(String, usize)> {
    let count = |rules: Vec<String>| {
        let mut counts = BTreeMap::new();
        for rule in rules {
            *counts.entry(rule).or_default() += 1;
        }
        counts.into_iter().collect()
    };
    let strings = |values: &Value, at: &str| {
        let all = values.as_array().unwrap().iter();
        let all = all.map(|v| v.pointer(at).unwrap().as_str().unwrap().to_owned());
        all.collect::<Vec<String>>()
    };
    let json = || serde_json::from_str::<Value>(text).unwrap();
    let between = |start: &str, end: &str| {
        let parts = text.split(start).skip(1);
        parts
            .map(|p| p.split(end).next().unwrap().to_owned())
            .collect::<Vec<String>>()
    };
    let of_reports = |reports: &mut dyn Iterator<Item = Value>| {
        reports
            .flat_map(|r| strings(&r["diagnostics"], "/rule"))
            .collect()
    };
    count(match name {
        "json" => of_reports(&mut json()["reports"].as_array().unwrap().iter().cloned()),
        "jsonl" => {
            let lines = text
                .lines()
                .map(|l| serde_json::from_str::<Value>(l).unwrap());
            of_reports(&mut lines.filter(|l| l.get("diagnostics").is_some()))
        }
        "sarif" => strings(&json()["runs"][0]["results"], "/ruleId"),
        "gitlab" => strings(&json(), "/check_name"),
        "rdjson" => strings(&json()["diagnostics"], "/code/value"),
        "github" => between(",title=", "::"),
        "checkstyle" => between("source=\"gouji.", "\""),
        "junit" => {
            let cases = text.split("<testcase name=\"").skip(1);
            let own = cases.filter(|c| {
                let unjudged = c.contains("<skipped") && !c.contains("not-a-report");
                !unjudged && !c.starts_with("gouji\"")
            });
            own.map(|c| c.split([' ', '"']).next().unwrap().to_owned())
                .collect()
        }
        "narrated" => between("，规则 ", "。"),
        "html" => between("\" data-r=\"", "\""),
        _ => panic!("{name}"),
    })
}

#[test]
fn all_outputs_tell_the_same_findings() {
    let mut wanted = Vec::new();
    for (_, checked) in &all() {
        wanted.extend(checked.diagnostics.iter().map(|d| d.rule.clone()));
    }
    let wanted = BTreeSet::from_iter(wanted.into_iter().map(|rule| (rule, 1)));
    for (name, mut writer) in faces() {
        let text = written(&mut *writer, &all(), false);
        assert_eq!(told(name, &text), wanted, "{name}");
    }
    let mut concise = Concise {
        lang: Lang::Zh,
        color: false,
        show_unknown: false,
        show_accepted: false,
        sums: None,
    };
    let lines = written(&mut concise, &all(), false);
    let lines = lines.lines().filter(|l| !l.starts_with("  also"));
    assert_eq!(lines.count(), wanted.len());
}

#[test]
#[ignore = "needs the schema of SARIF 2.1.0, which GOUJI_SARIF_SCHEMA names"]
fn sarif_is_valid() {
    // the official schema is not ours to keep; the gate fetches it
    let path = std::env::var_os("GOUJI_SARIF_SCHEMA").expect("GOUJI_SARIF_SCHEMA");
    let schema = std::fs::read_to_string(path).unwrap();
    // a bracket of the standard that strict readers of patterns do not let pass
    let schema = schema.replace("-[a-zA-Z]{2}]?$", "-[a-zA-Z]{2}$");
    let schema: Value = serde_json::from_str(&schema).unwrap();
    let schema = jsonschema::validator_for(&schema).unwrap();
    for lang in [Lang::Zh, Lang::En] {
        for (reports, unread) in [(all(), true), (Vec::new(), false)] {
            let text = written(&mut Sarif::new(lang), &reports, unread);
            let log: Value = serde_json::from_str(&text).unwrap();
            let errors: Vec<String> = schema
                .iter_errors(&log)
                .map(|e| format!("{}: {e}", e.instance_path()))
                .collect();
            assert!(errors.is_empty(), "{}", errors.join("\n"));
            let run = &log["runs"][0];
            let rules = &run["tool"]["driver"]["rules"];
            for result in run["results"].as_array().unwrap() {
                let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
                assert_eq!(rules[index]["id"], result["ruleId"]);
            }
            if unread {
                let known = |r: &&Value| r["id"] == "requests-row-total";
                for rules in [rules, &run["translations"][0]["rules"]] {
                    let rule = rules.as_array().unwrap().iter().find(known).unwrap();
                    for key in ["shortDescription", "fullDescription", "help"] {
                        assert!(rule[key]["text"].is_string(), "{rule}");
                    }
                }
            }
        }
    }
}

/// The attributes of all elements of a well-formed document: names and values.
fn attributes(xml: &str) -> Vec<(String, String)> {
    let mut reader = quick_xml::Reader::from_str(xml);
    let mut found = Vec::new();
    let mut depth = 0;
    loop {
        let event = reader.read_event().unwrap();
        let element = match &event {
            Event::Eof => break,
            Event::Start(element) => {
                depth += 1;
                element
            }
            Event::Empty(element) => element,
            Event::End(_) => {
                depth -= 1;
                continue;
            }
            _ => continue,
        };
        for attribute in element.attributes() {
            let attribute = attribute.unwrap();
            let value = quick_xml::escape::unescape(&attribute.value).unwrap();
            found.push((attribute.key.as_ref().to_owned(), value.into_owned()));
        }
    }
    assert_eq!(depth, 0);
    found
}

#[test]
fn xml_is_well_formed_and_keeps_every_message() {
    for name in ["junit", "checkstyle"] {
        let (_, mut writer) = writers().into_iter().find(|(n, _)| *n == name).unwrap();
        let text = written(&mut *writer, &all(), true);
        let messages: Vec<String> = attributes(&text)
            .into_iter()
            .filter_map(|(key, value)| (key == "message").then_some(value))
            .collect();
        let wanted = "「总计 · 自然人」填的是 7，应为 6：1 处不平由此而来";
        assert!(messages.iter().any(|m| m == wanted), "{messages:?}");
        if name == "checkstyle" {
            let nasty = NASTY.replace('\u{1b}', "\u{fffd}");
            assert!(messages.contains(&nasty), "{messages:?}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_text_breaks_an_output(words in ".*", name in ".+", text in ".*", start in any::<u32>(), length in 0u32..9) {
        let document = document(&name, &text);
        let place = label(Span { start, end: start.saturating_add(length) }, &words, true);
        let mut finding = finding(&name, Severity::Error, &words, vec![place]);
        finding.help = Some(words.clone());
        finding.fixes = vec![fix(Span::at(0), &words)];
        let reports = [(document.clone(), checked(&document, vec![finding]))];
        for (format, mut writer) in writers() {
            let out = written(&mut *writer, &reports, true);
            match format {
                "junit" | "checkstyle" => prop_assert!(attributes(&out).len() > 4),
                "narrated" => {}
                "github" => prop_assert_eq!(out.lines().count(), 2),
                "jsonl" => {
                    let lines: Vec<&str> = out.lines().collect();
                    prop_assert_eq!(lines.len(), 4);
                    for line in lines {
                        prop_assert!(serde_json::from_str::<Value>(line).is_ok());
                    }
                }
                _ => prop_assert!(serde_json::from_str::<Value>(&out).is_ok(), "{}", out),
            }
        }
    }
}

#[test]
fn github_commands_are_one_line_each_and_can_be_read_back() {
    let text = written(&mut Github { lang: Lang::Zh }, &all(), false);
    let first = text.lines().next().unwrap();
    assert!(first.starts_with("::warning file=报告 一/云溪%2C县%25.txt,title=no-place::"));
    let message = first.rsplit_once("title=no-place::").unwrap().1;
    let back = message
        .replace("%0D", "\r")
        .replace("%0A", "\n")
        .replace("%25", "%");
    assert_eq!(back, NASTY.replace('\u{1b}', "\u{fffd}"));
}

#[test]
fn fingerprints_stay_when_a_line_is_put_above_and_are_unique_for_gitlab() {
    let prints = |text: String| -> Vec<String> {
        let log: Value = serde_json::from_str(&text).unwrap();
        let results = log["runs"][0]["results"].as_array().unwrap();
        let print = |r: &Value| r["partialFingerprints"]["gouji/v1"].to_string();
        results.iter().map(print).collect()
    };
    let (plain, found) = text();
    let above = "新的一行\n";
    let mut moved = found.clone();
    for label in moved.diagnostics.iter_mut().flat_map(|d| &mut d.labels) {
        let (start, end) = (label.span.start as usize, label.span.end as usize);
        label.span = Span::new(start + above.len(), end + above.len());
    }
    let below = document(&plain.name, &format!("{above}{}", plain.text));
    let before = written(
        &mut Sarif::new(Lang::Zh),
        &[(plain.clone(), found.clone())],
        false,
    );
    let after = written(&mut Sarif::new(Lang::En), &[(below, moved)], false);
    assert_eq!(prints(before), prints(after));

    let twice = LintResult {
        diagnostics: [found.diagnostics.clone(), found.diagnostics.clone()].concat(),
        ..found
    };
    let issues = written(&mut Gitlab::new(Lang::Zh), &[(plain, twice)], false);
    let issues: Value = serde_json::from_str(&issues).unwrap();
    let issues = issues.as_array().unwrap();
    let distinct: BTreeSet<&str> = issues
        .iter()
        .map(|i| i["fingerprint"].as_str().unwrap())
        .collect();
    assert_eq!(distinct.len(), issues.len());
}

#[test]
fn reviewdog_counts_bytes() {
    let text = written(&mut Rdjson::new(Lang::Zh), &all(), false);
    let result: Value = serde_json::from_str(&text).unwrap();
    let all = result["diagnostics"].as_array().unwrap();
    let parts = all.iter().find(|d| d["code"]["value"] == "parts").unwrap();
    let before = "全年共收到来信来电九十三件，".repeat(8).len();
    assert_eq!(parts["location"]["range"]["start"]["column"], before + 1);
}

/// What Jenkins, strictest of all, takes for a test report; the schema is not ours to keep, and the gate fetches it.
#[test]
#[ignore = "needs the schema of JUnit, which GOUJI_JUNIT_SCHEMA names, and lxml"]
fn junit_is_valid() {
    let schema = std::env::var_os("GOUJI_JUNIT_SCHEMA").expect("GOUJI_JUNIT_SCHEMA");
    let script = "import sys\nfrom lxml import etree\n\
        schema = etree.XMLSchema(etree.parse(sys.argv[1]))\n\
        schema.assertValid(etree.parse(sys.argv[2]))\n";
    let folder = tempfile::tempdir().unwrap();
    let lang = Lang::Zh;
    for fail_on in [None, Some(Severity::Info)] {
        for reports in [all(), Vec::new()] {
            let file = folder.path().join("junit.xml");
            let text = written(&mut Junit { lang, fail_on }, &reports, true);
            std::fs::write(&file, text).unwrap();
            let python = std::process::Command::new("python3")
                .args(["-c", script])
                .args([schema.as_os_str(), file.as_os_str()])
                .output()
                .unwrap();
            let said = String::from_utf8_lossy(&python.stderr);
            assert!(python.status.success(), "{said}");
        }
    }
}

/// Checkstyle publishes no schema. What its own writer makes, and readers rely on: `checkstyle` with a version, in it
/// `file` with a name, in it empty `error` elements with these attributes and no others.
#[test]
fn checkstyle_is_what_checkstyle_writes() {
    let text = written(&mut Checkstyle { lang: Lang::En }, &all(), true);
    let mut reader = quick_xml::Reader::from_str(&text);
    let mut path: Vec<String> = Vec::new();
    let mut errors = 0;
    loop {
        let event = reader.read_event().unwrap();
        let (element, parents) = match &event {
            Event::Eof => break,
            Event::End(_) => {
                path.pop();
                continue;
            }
            Event::Start(element) => {
                path.push(element.name().as_ref().to_owned());
                (element, path.len() - 1)
            }
            Event::Empty(element) => (element, path.len()),
            Event::Text(text) => {
                assert!(text.trim().is_empty());
                continue;
            }
            _ => continue,
        };
        let attributes: BTreeMap<String, String> = element
            .attributes()
            .map(|a| a.unwrap())
            .map(|a| (a.key.as_ref().to_owned(), a.value.to_string()))
            .collect();
        let keys: Vec<&str> = attributes.keys().map(String::as_str).collect();
        match (element.name().as_ref(), &path[..parents]) {
            ("checkstyle", []) => assert_eq!(keys, ["version"]),
            ("file", [root]) if root == "checkstyle" => assert_eq!(keys, ["name"]),
            ("error", [_, file]) if file == "file" => {
                errors += 1;
                let known = ["column", "line", "message", "severity", "source"];
                assert!(keys.iter().all(|k| known.contains(k)), "{keys:?}");
                assert!(known[1..].iter().all(|k| keys.contains(k)), "{keys:?}");
                for number in ["line", "column"].iter().filter_map(|k| attributes.get(*k)) {
                    assert!(number.parse::<u32>().is_ok());
                }
                let severities = ["error", "warning", "info", "ignore"];
                assert!(severities.contains(&attributes["severity"].as_str()));
                let source = attributes["source"].as_str();
                let word = |c: char| c.is_ascii_alphanumeric() || "-._".contains(c);
                assert!(source.starts_with("gouji.") && source.chars().all(word));
            }
            other => panic!("{other:?}"),
        }
    }
    let wanted: usize = all().iter().map(|(_, c)| c.diagnostics.len()).sum();
    // and one for the file that cannot be read
    assert_eq!(errors, wanted + 1);
}
