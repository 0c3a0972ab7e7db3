//! The outputs over made-up documents: exact JSON, some boxes, and what has to hold for every box.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::string_slice,
    clippy::indexing_slicing
)]

use std::ops::Range;

use gouji::diagnostic::{
    Applicability, CellName, Class, Counts, Diagnostic, Elsewhere, Fix, Label, LintResult,
    Severity, Summary, Undecided,
};
use gouji::document::Document;
use gouji::output::human::{Human, HumanOptions};
use gouji::output::json::Json;
use gouji::output::{End, Writer, concise};
use gouji::text::{Edit, Lang, LineIndex, Span};
use proptest::prelude::*;
use unicode_width::UnicodeWidthStr;

fn document(name: &str, text: &str) -> Document {
    Document {
        name: name.into(),
        text: text.into(),
        lines: LineIndex::new(text),
        ..Document::default()
    }
}

fn finding(rule: &str, severity: Severity, message: &str, labels: Vec<Label>) -> Diagnostic {
    Diagnostic {
        labels,
        ..Diagnostic::new(rule, severity, Class::Hard, message.into())
    }
}

/// The place of the n-th (from 0) occurrence of `what`.
fn nth(text: &str, what: &str, n: usize) -> Range<usize> {
    let at = text.match_indices(what).nth(n).unwrap().0;
    at..at + what.len()
}

fn label(range: Range<usize>, message: &str, primary: bool) -> Label {
    Label {
        span: Span::new(range.start, range.end),
        message: message.into(),
        primary,
        cell: None,
    }
}

fn cell(range: Range<usize>, message: &str, primary: bool, row: &str, column: &str) -> Label {
    Label {
        cell: Some(CellName {
            table: "甲表".into(),
            row: row.into(),
            column: column.into(),
        }),
        ..label(range, message, primary)
    }
}

/// The first occurrence of `what` in line `line` of another file.
fn elsewhere(path: &str, line: usize, text: &str, what: &str, message: &str) -> Elsewhere {
    Elsewhere {
        path: path.into(),
        line,
        column: text[..nth(text, what, 0).start].chars().count() + 1,
        length: what.chars().count(),
        text: text.into(),
        message: message.into(),
    }
}

/// A rule that one file locks and another relaxes.
fn relaxed() -> (Document, Diagnostic) {
    let text = "[override.\"date-late\"]\nseverity = \"info\"\noff = true\n";
    let mut finding = finding(
        "pack",
        Severity::Error,
        "「date-late」已锁定，不能放宽",
        vec![label(nth(text, "\"info\"", 0), "低于 warning", true)],
    );
    finding.help = Some("只能收紧或补充说明".into());
    finding.elsewhere = vec![
        elsewhere(
            "规则/上级.toml",
            1203,
            "lock = true",
            "lock = true",
            "在这里锁定",
        ),
        elsewhere(
            "规则/上级.toml",
            1190,
            &format!(
                "message = \"{}期限{}\"",
                "甲乙，".repeat(30),
                "丙丁。".repeat(30)
            ),
            "期限",
            "",
        ),
    ];
    (document("规则/云溪.toml", text), finding)
}

fn draw(options: HumanOptions, document: &Document, diagnostic: &Diagnostic) -> String {
    let mut out = Vec::new();
    Human::new(options)
        .diagnostic(&mut out, document, diagnostic)
        .unwrap();
    String::from_utf8(out).unwrap()
}

fn options(width: usize, ascii: bool) -> HumanOptions {
    HumanOptions {
        width,
        ascii,
        ..HumanOptions::default()
    }
}

/// A table with a cell on each line, and a long paragraph.
fn sample() -> Document {
    let prose = "全年共收到来信来电九十三件，".repeat(12);
    let text = format!(
        "云溪县测试局年度报告\n\n{prose}其中来信40件，{prose}来电54件，合计“九十三”件。\n\n\t一、新收\n\t6\n\t0\n\t二、上年结转\n\t0\n\t三、办理总计\n\t 6 \n\t四、结转下年\n\t1\n"
    );
    document("目录/云溪县.txt", &text)
}

fn balance(text: &str) -> Diagnostic {
    let at = |what: &str| {
        let after = nth(text, what, 0).end + "\n\t".len();
        let lead = text[after..].len() - text[after..].trim_start().len();
        after + lead..after + lead + 1
    };
    Diagnostic {
        help: Some(
            "逐项核对该列各行；若上年报告已结清，结转数应为零，并与上年报告的“结转下年”一致。"
                .into(),
        ),
        source: Some("测试函〔2020〕1号，甲表注".into()),
        elsewhere: Vec::new(),
        fixes: vec![Fix {
            message: "改为 0".into(),
            applicability: Applicability::Suggestion,
            edits: vec![Edit {
                span: Span::new(at("四、结转下年").start, at("四、结转下年").end),
                text: "0".into(),
            }],
        }],
        ..finding(
            "balance",
            Severity::Error,
            "「自然人」收支不平：6 + 0 ≠ 6 + 1，相差 1",
            vec![
                cell(at("四、结转下年"), "应为 0", true, "四、结转下年", "自然人"),
                cell(at("一、新收"), "新收", false, "一、新收", "自然人"),
                cell(at("二、上年结转"), "", false, "二、上年结转", "自然人"),
                cell(at("三、办理总计"), "办结", false, "三、办理总计", "自然人"),
            ],
        )
    }
}

fn parts(text: &str) -> Diagnostic {
    finding(
        "parts",
        Severity::Warning,
        "分项之和不等于总数：40 + 54 = 94，总数 93",
        vec![
            label(nth(text, "“九十三”", 0), "总数", true),
            label(nth(text, "来信40件", 0), "分项", false),
            label(nth(text, "来电54件", 0), "分项", false),
        ],
    )
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
            fail: 2,
            unknown: 1,
            not_applicable: 4,
        },
        diagnostics,
        open: vec![Undecided {
            rule: "carried".into(),
            instance: "自然人".into(),
            reason: "「二、上年结转」这一格是空的".into(),
            span: Some(Span::new(0, 0)),
        }],
        ..LintResult::default()
    }
}

fn end(summary: &Summary) -> End<'_> {
    End {
        summary,
        exit: 1,
        day: None,
        rules: &|_| None,
    }
}

#[test]
fn output_json_is_exact() {
    let document = sample();
    let text = &document.text;
    let nowhere = finding("no-place", Severity::Info, "a \"b\": c\n<d>", Vec::new());
    let past = finding(
        "past",
        Severity::Info,
        "末尾之后",
        vec![label(text.len() - 1..text.len() + 9, "", true)],
    );
    let past = Diagnostic {
        elsewhere: relaxed().1.elsewhere,
        ..past
    };
    let first = checked(&document, vec![nowhere, parts(text), balance(text), past]);
    let other = LintResult {
        path: "别的.txt".into(),
        ..LintResult::default()
    };
    let mut summary = Summary::default();
    let mut out = Vec::new();
    let mut writer = Json::default();
    writer.head(&mut out).unwrap();
    for one in [&first, &other] {
        summary.add(one);
        writer.report(&mut out, &document, one).unwrap();
    }
    writer.finish(&mut out, &end(&summary)).unwrap();
    let raw = String::from_utf8(out).unwrap();
    assert_eq!(raw.lines().count(), 4, "one report per line");
    let value: serde_json::Value = serde_json::from_str(&raw).unwrap();
    assert_eq!(value["tool"]["version"], env!("CARGO_PKG_VERSION"));
    let version = format!("\"version\":\"{}\"", env!("CARGO_PKG_VERSION"));
    insta::assert_snapshot!("json", raw.replace(&version, "\"version\":\"…\""));
}

#[test]
fn output_json_of_nothing_is_valid() {
    let mut out = Vec::new();
    let mut writer = Json::default();
    writer.head(&mut out).unwrap();
    writer.finish(&mut out, &end(&Summary::default())).unwrap();
    let value: serde_json::Value = serde_json::from_slice(&out).unwrap();
    assert_eq!(value["reports"], serde_json::json!([]));
    assert_eq!(value["version"], 1);
}

#[test]
fn output_concise_is_one_line_each() {
    let document = sample();
    let text = &document.text;
    let nowhere = finding("no-place", Severity::Info, "a: b\nc\u{1b}[2J", Vec::new());
    let mut parts = parts(text);
    parts.elsewhere = relaxed().1.elsewhere;
    let checked = checked(&document, vec![balance(text), parts, nowhere]);
    let mut out = Vec::new();
    concise::report(&mut out, &document, &checked, Lang::Zh, false).unwrap();
    let mut colored = Vec::new();
    concise::report(&mut colored, &document, &checked, Lang::Zh, true).unwrap();
    assert_eq!(
        String::from_utf8(colored.clone()).unwrap().lines().count(),
        5
    );
    assert!(
        String::from_utf8(colored)
            .unwrap()
            .contains("  also \u{1b}[1m规则/上级.toml:1203:1:\u{1b}[0m 在")
    );
    insta::assert_snapshot!("concise", String::from_utf8(out).unwrap());
}

#[test]
fn output_boxes() {
    let document = sample();
    let text = &document.text;
    let mut all = String::new();
    let english = HumanOptions {
        lang: Lang::En,
        ..options(80, true)
    };
    for options in [options(80, false), english, options(40, false)] {
        all += &format!("== {options:?}\n");
        all += &draw(options, &document, &balance(text));
        all += &draw(options, &document, &parts(text));
    }
    insta::assert_snapshot!("boxes", all);
}

#[test]
fn output_far_prose_gets_its_own_boxes() {
    let lines: Vec<String> = (1..60).map(|n| format!("第{n}段文字甲乙丙。")).collect();
    let document = document("a.txt", &lines.join("\n"));
    let at = |n: usize| nth(&document.text, &format!("第{n}段"), 0);
    let labels = vec![
        label(at(30), "此处", true),
        label(at(32), "近处", false),
        label(at(5), "前文", false),
        label(at(6), "前文的下一行", false),
        label(at(50), "后文", false),
        label(at(58), "更远", false),
    ];
    let drawn = draw(
        options(80, false),
        &document,
        &finding("far", Severity::Warning, "前后不一", labels),
    );
    insta::assert_snapshot!("far", drawn);
}

#[test]
fn output_other_files_get_boxes_behind_the_others() {
    let (document, finding) = relaxed();
    let mut all = String::new();
    for width in [40, 80, 100, 120] {
        for ascii in [false, true] {
            let lang = if ascii { Lang::En } else { Lang::Zh };
            let options = HumanOptions {
                lang,
                ..options(width, ascii)
            };
            all += &format!("== {width} {ascii}\n");
            all += &draw(options, &document, &finding);
        }
    }
    let colored = HumanOptions {
        color: true,
        ..options(80, false)
    };
    all += "== colour\n";
    all += &draw(colored, &document, &finding).replace('\u{1b}', "␛");
    let nowhere = Diagnostic {
        labels: Vec::new(),
        ..finding
    };
    all += "== no place of its own\n";
    all += &draw(options(80, false), &document, &nowhere);
    insta::assert_snapshot!("elsewhere", all);
}

#[test]
fn output_marks_in_other_files_stand_under_their_text() {
    let own = document("a.toml", "甲\n");
    let words = ["", "在这里锁定", &"很长的说明（括号也在内）。".repeat(9)];
    for (name, text) in nasty() {
        let line = text.lines().find(|l| l.contains("目标丙丁")).unwrap();
        for word in words {
            for at in [1, 99_999, u32::MAX as usize] {
                let mut finding =
                    finding("pack", Severity::Error, "x", vec![label(0..3, "", true)]);
                finding.elsewhere = vec![elsewhere(name, at, line, "目标丙丁", word)];
                each_setting(|options| {
                    let drawn = draw(options, &own, &finding);
                    check_width(&drawn, options.width, options.ascii);
                    check_mark(&drawn, "目标丙丁");
                });
            }
        }
    }
}

#[test]
fn output_summary_and_unknown() {
    let document = sample();
    let checked = checked(&document, vec![parts(&document.text)]);
    let mut summary = Summary::default();
    summary.add(&checked);
    summary.add(&LintResult::default());
    let mut out = Vec::new();
    for lang in [Lang::Zh, Lang::En] {
        for show_unknown in [false, true] {
            let human = Human::new(HumanOptions {
                lang,
                show_unknown,
                ..HumanOptions::default()
            });
            if show_unknown {
                let quiet = LintResult {
                    diagnostics: Vec::new(),
                    ..checked.clone()
                };
                human.report(&mut out, &document, &quiet).unwrap();
            }
            human.summary(&mut out, &summary).unwrap();
        }
    }
    insta::assert_snapshot!("summary", String::from_utf8(out).unwrap());
}

#[test]
fn output_places_of_several_lines_and_of_no_width() {
    let text = "\t甲\n  硬换行的一句话，\n到下一行才\n\n  说完。\n五\n六\n七";
    let document = document("a.txt", text);
    let from = nth(text, "一句话", 0).start;
    let spans = [
        from..nth(text, "下一行", 0).end,
        from..text.len(),
        from..from,
        text.len()..text.len(),
        0..0,
        4..5,
    ];
    let mut all = String::new();
    for span in spans {
        let finding = finding("rule", Severity::Info, "x", vec![label(span, "这里", true)]);
        all += &draw(options(80, false), &document, &finding);
    }
    insta::assert_snapshot!("several", all);
}

#[test]
fn output_cells_of_one_row_and_overlaps() {
    let text = "| 一、新收 | 11 | 22 | 33 | 66 |\n";
    let document = document("a.md", text);
    let column = |what: &str, primary| cell(nth(text, what, 0), "", primary, "一、新收", what);
    let few = vec![column("66", true), column("11", false), column("22", false)];
    let mut many = few.clone();
    many.push(column("33", false));
    let overlap = vec![
        label(nth(text, "新收 | 11", 0), "这一段", true),
        label(nth(text, "11", 0), "重叠", false),
        label(nth(text, "新收 | 11", 0), "同一段", false),
        label(nth(text, "22", 0), "旁边", false),
    ];
    let mut all = String::new();
    for labels in [few, many, overlap] {
        let finding = finding("rule", Severity::Warning, "x", labels);
        all += &draw(options(80, false), &document, &finding);
    }
    insta::assert_snapshot!("row", all);
}

/// Rows are inside the terminal; with `ascii` in every terminal.
fn check_width(drawn: &str, width: usize, ascii: bool) {
    for row in drawn.lines() {
        assert!(
            row.width() <= width,
            "{} > {width}: {row}\n{drawn}",
            row.width()
        );
        if ascii {
            assert_eq!(row.width(), row.width_cjk(), "ambiguous: {row}");
        }
    }
}

/// The marker row under the first row that shows `shown` begins in the same column.
fn check_mark(drawn: &str, shown: &str) {
    let rows: Vec<&str> = drawn.lines().collect();
    let found = rows.iter().enumerate().find_map(|(at, row)| {
        let body = row
            .find(['│', '|'])
            .filter(|_| row.starts_with(' ') && !row.contains('─'))?;
        let number = row[..body].trim();
        (!number.is_empty() && number.bytes().all(|b| b.is_ascii_digit())).then_some(())?;
        Some((at, row[..row.find(shown)?].width()))
    });
    let (at, column) = found.unwrap_or_else(|| panic!("`{shown}` not drawn:\n{drawn}"));
    let mut marker = String::new();
    let mut gutter = true;
    for c in rows[at + 1].chars() {
        let start = gutter && matches!(c, '·' | ':');
        gutter &= !start;
        marker.push(if start { ' ' } else { c });
    }
    let columns: Vec<usize> = marker
        .char_indices()
        .filter(|(i, c)| !c.is_whitespace() && marker[..*i].ends_with(' '))
        .map(|(i, _)| marker[..i].width())
        .collect();
    assert!(
        columns.contains(&column),
        "`{shown}` in column {column}, marks {columns:?}:\n{drawn}"
    );
}

/// Texts that break columns. The marked word is 目标丙丁 everywhere.
fn nasty() -> Vec<(&'static str, String)> {
    let long = "云溪县测试文字，没有空格也没有分段。".repeat(30);
    vec![
        ("plain", "头一行\n目标丙丁\n末行".into()),
        ("long", format!("{long}目标丙丁{long}")),
        ("long, at the start", format!("目标丙丁{long}")),
        ("long, at the end of the file", format!("{long}目标丙丁")),
        ("tabs", "\t甲\t乙\t目标丙丁\t戊".into()),
        (
            "spaces",
            "a\u{a0}b\u{2003}c\u{3000}d\u{2009}目标丙丁\u{a0}e".into(),
        ),
        ("full width", "２０２３年，收到６件目标丙丁７件".into()),
        (
            "quotes",
            format!("{}“目标丙丁”——‘三’…①·×", "“三安全一稳定”…".repeat(9)),
        ),
        ("emoji", "𠮷😀⚠️👩‍👩‍👧🇨🇳👍🏽❤️目标丙丁𠮷".into()),
        (
            "right to left",
            "\u{202e}abc\u{202c}שלום لا\u{200f}目标丙丁\u{200e}سلام".into(),
        ),
        (
            "zero width",
            "甲\u{200b}乙\u{feff}丙\u{ad}丁\u{2060}目标丙丁\u{200d}".into(),
        ),
        (
            "combining",
            "e\u{301}a\u{308}か\u{3099}目标丙丁n\u{303}".into(),
        ),
        (
            "controls",
            "a\u{7}b\u{1b}[31mc\u{8}\u{c}d\u{7f}\u{85}\u{2028}目标丙丁\r\nx".into(),
        ),
        ("crlf", "甲\r\n\r\n目标丙丁\r\n乙".into()),
    ]
}

fn each_setting(mut run: impl FnMut(HumanOptions)) {
    for width in [40, 80, 100, 120] {
        for ascii in [false, true] {
            for lang in [Lang::Zh, Lang::En] {
                run(HumanOptions {
                    lang,
                    ..options(width, ascii)
                });
            }
        }
    }
}

#[test]
fn output_marks_stand_under_their_text() {
    let words = [
        "",
        "短",
        "这里的说明文字很长，长到在窄的终端里一行放不下，只好分成几行来写（括号也在内）。",
    ];
    for (name, text) in nasty() {
        let document = document(&format!("{name}.txt"), &text);
        for word in words {
            let range = nth(&text, "目标丙丁", 0);
            let mut finding = finding(
                "rule",
                Severity::Error,
                &text.chars().take(90).collect::<String>(),
                vec![label(range.clone(), word, true)],
            );
            finding.help = Some(text.clone());
            finding.source = Some("https://example.com/a/very/long/address/without/any/blank/in/it/at/all?x=12345678901234567890".into());
            let cell = Diagnostic {
                labels: vec![cell(
                    range,
                    word,
                    true,
                    "（三）一个名称很长的行，另有括号",
                    "自然人",
                )],
                ..finding.clone()
            };
            each_setting(|options| {
                for finding in [&finding, &cell] {
                    let drawn = draw(options, &document, finding);
                    check_width(&drawn, options.width, options.ascii);
                    check_mark(&drawn, "目标丙丁");
                }
            });
        }
    }
}

#[test]
fn output_two_marks_far_apart_share_a_line() {
    let long = "云溪县测试文字，没有空格也没有分段。".repeat(30);
    let text = format!("{long}甲甲甲{long}乙乙乙{long}");
    let document = document("a.txt", &text);
    let finding = finding(
        "rule",
        Severity::Error,
        "两处不一",
        vec![
            label(nth(&text, "乙乙乙", 0), "后一处", true),
            label(nth(&text, "甲甲甲", 0), "前一处", false),
        ],
    );
    each_setting(|options| {
        let drawn = draw(options, &document, &finding);
        check_width(&drawn, options.width, options.ascii);
        check_mark(&drawn, "甲甲甲");
        check_mark(&drawn, "乙乙乙");
        let both = drawn.lines().find(|r| r.contains("甲甲甲")).unwrap();
        assert!(both.contains("乙乙乙"), "{drawn}");
        let dots = if options.ascii { "..." } else { "…" };
        assert_eq!(both.matches(dots).count(), 3, "{drawn}");
    });
}

#[test]
fn output_odd_spans_do_no_harm() {
    let long = "文".repeat(3000);
    let several = "第一行文字\n\n  第二行文字\n\t第三行\n第四\n第五\n第六\n";
    let cases: Vec<(&str, Span)> = vec![
        ("", Span::new(0, 0)),
        ("", Span::new(7, 9)),
        ("甲", Span::new(3, 3)),
        ("甲\n", Span::new(4, 4)),
        ("甲\n", Span::new(3, 4)),
        ("甲\r\n乙", Span::new(3, 5)),
        ("甲乙丙", Span::new(1, 8)),
        ("甲乙丙", Span::new(2, 99)),
        ("甲乙丙", Span { start: 9, end: 0 }),
        ("\u{301}", Span::new(0, 2)),
        (&long, Span::new(0, 9000)),
        (&long, Span::new(3000, 3000)),
        (&long, Span::new(9000, 9000)),
        (several, Span::new(3, several.len())),
        (several, Span::new(15, 17)),
    ];
    for (text, span) in cases {
        let document = document("a.txt", text);
        let mut place = label(0..0, "这里", true);
        place.span = span;
        let finding = finding("rule", Severity::Info, "x", vec![place]);
        each_setting(|options| {
            let drawn = draw(options, &document, &finding);
            check_width(&drawn, options.width, options.ascii);
            assert!(drawn.contains("这里"), "{span:?} {drawn}");
        });
    }
}

#[test]
fn output_a_box_costs_the_same_everywhere() {
    let text = "文字\n".repeat(2_000_000);
    let document = document("a.txt", &text);
    let start = std::time::Instant::now();
    for n in 0..200 {
        let at = text.len() - 7 * (n + 1);
        let finding = finding(
            "rule",
            Severity::Info,
            "x",
            vec![label(at..at + 6, "这里", true)],
        );
        draw(options(80, false), &document, &finding);
    }
    assert!(start.elapsed().as_secs() < 2, "{:?}", start.elapsed());
}

/// Of a mark for which there is too little room perhaps no character is shown at one of its ends, here a tab; its line
/// still begins there, and so do the words under the marks beside it.
#[test]
fn output_a_mark_without_room_for_its_first_character_is_underlined() {
    let text = "云溪县测试文字，\t aaaaa0\n";
    let document = document("", text);
    let labels = vec![
        label(24..30, "", true),
        cell(3..18, "aaaa00", false, "", "aaaa00"),
        label(30..32, "", false),
    ];
    let drawn = draw(
        options(40, true),
        &document,
        &finding("", Severity::Error, "", labels),
    );
    check_width(&drawn, 40, true);
    let line = drawn
        .lines()
        .skip_while(|l| !l.starts_with(" 1 |"))
        .nth(1)
        .unwrap();
    assert_eq!(line.trim_end(), "   :   ^^^|^^^    ^^^^^^^", "{drawn}");
}

fn any_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => Just("云溪县测试文字，".to_owned()),
        2 => Just("\n".to_owned()),
        1 => Just("\t".to_owned()),
        1 => Just("\r\n".to_owned()),
        2 => "[a-z0-9 ]{1,9}",
        2 => "\\PC{1,4}",
        1 => any::<char>().prop_map(String::from),
        1 => Just("长文字没有空格".repeat(40)),
    ];
    prop::collection::vec(piece, 0..12).prop_map(|v| v.concat())
}

fn any_labels() -> impl Strategy<Value = Vec<(f64, f64, String, bool)>> {
    prop::collection::vec((0.0..1.1, 0.0..1.1, any_text(), any::<bool>()), 0..6)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn output_any_finding_is_drawn(text in any_text(), other in any_text(), places in any_labels(), line in any::<u32>(), column in 0usize..99, length in 0usize..99, width in 1usize..130, ascii in any::<bool>()) {
        let document = document(&other, &text);
        let at = |f: f64| (f * text.len() as f64) as usize;
        let labels: Vec<Label> = places.iter().enumerate().map(|(i, (a, b, words, is_cell))| {
            let (a, b) = (at(*a), at(*b));
            let mut place = cell(a.min(b)..a.max(b), words, i == 0, &other, words);
            if !is_cell { place.cell = None; }
            place
        }).collect();
        let mut finding = finding(&other, Severity::Error, &other, labels);
        finding.help = Some(other.clone());
        finding.elsewhere = vec![Elsewhere {
            path: other.clone(),
            line: line as usize,
            column,
            length,
            text: text.clone(),
            message: other.clone(),
        }];
        let drawn = draw(options(width, ascii), &document, &finding);
        check_width(&drawn, width.max(40), ascii);
        let colored = draw(HumanOptions { color: true, ..options(width, ascii) }, &document, &finding);
        prop_assert!(colored.lines().count() == drawn.lines().count());
        let line = concise::line(&document, &[], &finding, Lang::Zh, false);
        prop_assert!(!line.contains('\n'));
        let result = checked(&document, vec![finding]);
        let mut out = Vec::new();
        let mut writer = Json::default();
        writer.head(&mut out).unwrap();
        writer.report(&mut out, &document, &result).unwrap();
        writer.finish(&mut out, &end(&Summary::default())).unwrap();
        prop_assert!(serde_json::from_slice::<serde_json::Value>(&out).is_ok());
    }
}
