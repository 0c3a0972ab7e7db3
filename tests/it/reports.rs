//! Whole reports: what is read, and exactly what is found.
//!
//! One report is rendered in every layout (`reports/layout.rs`) from one model (`reports/model.rs`): the same values
//! must be read and the same defects found. Oddities and damaged files are kept by hand in `reports/*.txt|*.md`, each
//! with an `.expect` beside it:
//!
//! ```text
//! # a comment
//! kind    gov-disclosure            (or: none)
//! form    2021
//! year    2023                      (or: none)
//! body    青禾县人民政府            (or: none)
//! cells   200                       cells that were read
//! unknown 4                         evaluations that could not be decided
//! error   requests-balance 83:2     every finding: severity, rule, line:column (or: - without a place)
//! ```
//!
//! The lines must match exactly; `unknown` may be left out. `GOUJI_UPDATE=1 cargo test --test it reports::` rewrites the
//! expectations: look at the difference before you keep it. The reports in `reports/correct/` have no defect: they
//! may have no error and no warning. All bodies and places are made up.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice)]

use crate::support::reports::layout;
use crate::support::reports::model;
use gouji::packs;

use gouji::diagnostic::{LintResult, Severity};
use gouji::document::Document;
use gouji::input;
use gouji::linter::{Linter, Options};
use gouji::report::{Kind, Part};
use gouji::text::Lang;
use layout::{ALL, Layout, render};
use model::Model;
use std::fmt::Write as _;
use std::path::Path;
use std::sync::OnceLock;

fn linter() -> &'static Linter {
    static LINTER: OnceLock<Linter> = OnceLock::new();
    LINTER.get_or_init(|| Linter::new(packs::library(Lang::Zh), Options::default()))
}

fn kinds() -> &'static [Kind] {
    static KINDS: OnceLock<Vec<Kind>> = OnceLock::new();
    KINDS.get_or_init(|| packs::library(Lang::Zh).kinds)
}

fn read(bytes: &[u8]) -> Document {
    input::read("report.txt", bytes).unwrap()
}

/// Every value that was read, in the order of the form; rows that were not read have none.
fn values(document: &Document) -> Vec<String> {
    let Some(report) = gouji::report::read(kinds(), document) else {
        return Vec::new();
    };
    let rows = report.tables.iter().flat_map(|t| &t.rows);
    rows.flat_map(|r| &r.cells)
        .map(|c| c.folded().to_owned())
        .collect()
}

/// Severity, rule and the words underlined, in order of place.
fn found(document: &Document, checked: &LintResult) -> Vec<(Severity, String, String)> {
    let words = |d: &gouji::diagnostic::Diagnostic| {
        let at = d
            .primary()
            .map(|l| document.slice(l.span))
            .unwrap_or_default();
        at.split_whitespace().collect::<String>()
    };
    let all = checked.diagnostics.iter();
    all.map(|d| (d.severity, d.rule.clone(), words(d)))
        .collect()
}

fn loud(found: &[(Severity, String, String)]) -> Vec<(String, String)> {
    let loud = found.iter().filter(|(s, _, _)| *s >= Severity::Warning);
    loud.map(|(_, rule, at)| (rule.clone(), at.clone()))
        .collect()
}

fn forms() -> [&'static str; 2] {
    ["2019", "2021"]
}

/// Which layouts fit a test; `GOUJI_LAYOUT=Pdf` picks one.
fn layouts() -> impl Iterator<Item = Layout> {
    let wanted = std::env::var("GOUJI_LAYOUT").ok();
    ALL.into_iter()
        .filter(move |l| wanted.as_ref().is_none_or(|w| format!("{l:?}") == *w))
}

/// Writes a rendered report where `GOUJI_DUMP` says, to look at.
fn dump(name: &str, text: &str) {
    if let Ok(folder) = std::env::var("GOUJI_DUMP") {
        std::fs::write(Path::new(&folder).join(name), text).unwrap();
    }
}

/// What is wrong with a rendered report, if anything.
fn fault(model: &Model, text: &[u8], expected: &[(&str, &str)]) -> Option<String> {
    let document = read(text);
    let checked = linter().check(&document);
    let mut fault = String::new();
    let read = values(&document);
    let due = model.values();
    if read != due {
        let differ = read.iter().zip(&due).position(|(a, b)| a != b);
        let _ = write!(
            fault,
            " {} of {} values, first difference {differ:?};",
            read.len(),
            due.len()
        );
    }
    let head = (
        checked.form.as_deref(),
        checked.year,
        checked.body.as_deref(),
    );
    if head != (Some(model.form), Some(model.year), Some(model.body)) {
        let _ = write!(fault, " head {head:?};");
    }
    let found = loud(&found(&document, &checked));
    let expected: Vec<(String, String)> = expected
        .iter()
        .map(|(r, t)| (r.to_string(), t.to_string()))
        .collect();
    if found != expected {
        let _ = write!(fault, " found {found:?};");
    }
    if !checked.open.is_empty() {
        let _ = write!(
            fault,
            " {} undecided, as {:?};",
            checked.open.len(),
            checked.open[0]
        );
    }
    (!fault.is_empty()).then_some(fault)
}

#[test]
fn a_correct_report_is_read_and_passes_in_every_layout() {
    let mut faults = Vec::new();
    for form in forms() {
        let model = Model::dense(form);
        for layout in layouts() {
            let text = render(&model, layout);
            dump(&format!("{form}-{layout:?}.txt"), &text);
            if let Some(fault) = fault(&model, text.as_bytes(), &[]) {
                faults.push(format!("{form} {layout:?}:{fault}"));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_same_defects_are_found_in_every_layout() {
    let mut faults = Vec::new();
    for form in forms() {
        let model = Model::wrong(form);
        let year = (model.year - 1).to_string();
        for layout in layouts() {
            let text = render(&model, layout);
            dump(&format!("{form}-{layout:?}-wrong.txt"), &text);
            let expected = [
                ("year-stale", year.as_str()),
                ("requests-balance", "14"),
                ("review-total", "11"),
            ];
            if let Some(fault) = fault(&model, text.as_bytes(), &expected) {
                faults.push(format!("{form} {layout:?}:{fault}"));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn encodings_and_line_ends_make_no_difference() {
    let model = Model::dense("2021");
    let text = render(&model, Layout::TabsWrapped);
    let utf16 = |little: bool| -> Vec<u8> {
        let units = "\u{feff}".encode_utf16().chain(text.encode_utf16());
        units
            .flat_map(|u| {
                if little {
                    u.to_le_bytes()
                } else {
                    u.to_be_bytes()
                }
            })
            .collect()
    };
    let wide = |c: char| {
        if c.is_ascii_digit() {
            char::from_u32(c as u32 + 0xfee0).unwrap()
        } else {
            c
        }
    };
    let ways: [(&str, Vec<u8>); 8] = [
        ("CRLF", text.replace('\n', "\r\n").into_bytes()),
        ("CR", text.replace('\n', "\r").into_bytes()),
        ("BOM", format!("\u{feff}{text}").into_bytes()),
        ("UTF-16LE", utf16(true)),
        ("UTF-16BE", utf16(false)),
        ("GB18030", encoding_rs::GB18030.encode(&text).0.into_owned()),
        (
            "GB18030 with CRLF",
            encoding_rs::GB18030
                .encode(&text.replace('\n', "\r\n"))
                .0
                .into_owned(),
        ),
        ("no final line end", text.trim_end().as_bytes().to_vec()),
    ];
    for (name, bytes) in ways {
        assert_eq!(fault(&model, &bytes, &[]), None, "{name}");
    }
    let document = read(text.chars().map(wide).collect::<String>().as_bytes());
    let read: Vec<i64> = values(&document)
        .iter()
        .map(|v| v.parse().unwrap())
        .collect();
    let due: Vec<i64> = model.values().iter().map(|v| v.parse().unwrap()).collect();
    let checked = linter().check(&document);
    assert_eq!((read, checked.year), (due, Some(2023)), "full-width digits");
    assert_eq!(loud(&found(&document, &checked)), []);
}

/// L12: a scraper that loses brackets and parts of dates makes no report wrong.
#[test]
fn lost_characters_are_no_defects() {
    let mut model = Model::dense("2021");
    model.prose[0][0] = "2023年，县政府按照国办公开办函〔202130号的要求编制报告，数据统计期限为20231月1日至202312月31日，202419日下午公布。".into();
    let text = render(&model, Layout::Tabs);
    assert_eq!(fault(&model, text.as_bytes(), &[]), None);
}

/// L14, L15, L21: one clear note, no findings.
#[test]
fn what_cannot_be_judged_gets_one_note() {
    let report = render(&Model::wrong("2021"), Layout::Tabs);
    let swap = [
        ('开', '開'),
        ('关', '關'),
        ('门', '門'),
        ('数', '數'),
        ('条', '條'),
        ('办', '辦'),
        ('处', '處'),
        ('为', '為'),
        ('务', '務'),
        ('发', '發'),
        ('无', '無'),
        ('报', '報'),
        ('规', '規'),
        ('总', '總'),
        ('计', '計'),
        ('县', '縣'),
        ('业', '業'),
        ('继', '繼'),
        ('续', '續'),
        ('实', '實'),
    ];
    let traditional: String = report
        .chars()
        .map(|c| swap.iter().find(|(a, _)| *a == c).map_or(c, |(_, b)| *b))
        .collect();
    let pinyin = report
        .replace('开', "开(kāi)")
        .replace('公', "公(gōng)")
        .replace('信', "信(xìn)");
    let mojibake = encoding_rs::GB18030
        .decode(report.as_bytes())
        .0
        .into_owned();
    let about = "一图读懂青禾县人民政府2023年政府信息公开工作年度报告\n\n总体情况、主动公开、依申请公开，一张图看明白。\n";
    let news = "青禾县召开政府信息公开工作部署会\n\n1月9日上午，青禾县召开会议，部署2023年政府信息公开工作年度报告编制工作。\n";
    let half = "青禾县2023年上半年政府信息公开工作统计\n\n一、主动公开政府信息情况\n上半年公开信息120条。\n";
    for (text, rule) in [
        (traditional.as_str(), "traditional-text"),
        (&pinyin, "pinyin-text"),
        (&mojibake, "mojibake"),
        (about, "not-a-report"),
        (news, "not-a-report"),
        (half, "not-a-report"),
        ("", "empty-file"),
        (" \n\t\n", "empty-file"),
    ] {
        let document = read(text.as_bytes());
        let checked = linter().check(&document);
        let rules: Vec<&str> = checked
            .diagnostics
            .iter()
            .map(|d| d.rule.as_str())
            .collect();
        assert_eq!(
            (checked.kind.as_deref(), rules),
            (None, vec![rule]),
            "{text:.60}"
        );
        assert!(
            checked
                .diagnostics
                .iter()
                .all(|d| d.severity == Severity::Info)
        );
    }
}

/// What is common in long reports, and a quotation in other characters, keeps none from being checked.
#[test]
fn long_reports_are_checked() {
    let mut model = Model::dense("2021");
    let approvals = "全县审批服务事项分批公开，批复文件随批随公开。".repeat(40);
    let quoted = format!("县志办公开的旧志写道：“{}”。", "縣門開處檔".repeat(13));
    model.prose[0].push(approvals + &quoted);
    let text = render(&model, Layout::Tabs);
    assert_eq!(fault(&model, text.as_bytes(), &[]), None);
    let document = read(text.as_bytes());
    assert!(linter().check(&document).kind.is_some());
}

/// Rules that may speak when a table is damaged: about its shape, not about its sums.
fn about_shape(rule: &str) -> bool {
    rule.starts_with("table-")
        || rule.starts_with("section-")
        || rule.ends_with("-missing")
        || rule == "cells-blank"
        || rule == "text-cut"
}

/// A damaged report gives no wrong number: what was read is right, the rest is unknown, and the damage is named.
fn damaged(name: &str, text: &str, must: bool) {
    let model = Model::dense("2021");
    let document = read(text.as_bytes());
    let checked = linter().check(&document);
    let Some(report) = gouji::report::read(kinds(), &document) else {
        assert!(!checked.diagnostics.is_empty(), "{name}: nothing said");
        return;
    };
    let mut due = model.values().into_iter();
    for (table, spec) in report.tables.iter().zip(&report.form.tables) {
        for (at, row) in table.rows.iter_ids() {
            let due: Vec<String> = due.by_ref().take(spec.width(at)).collect();
            let read: Vec<String> = row.cells.iter().map(|c| c.folded().to_owned()).collect();
            assert!(
                read.is_empty() || read == due,
                "{name}: row {at:?} of {} is {read:?}, not {due:?}",
                spec.id
            );
        }
    }
    let loud = loud(&found(&document, &checked));
    let wrong: Vec<_> = loud.iter().filter(|(rule, _)| !about_shape(rule)).collect();
    assert!(wrong.is_empty(), "{name}: {wrong:?}");
    let said = checked
        .diagnostics
        .iter()
        .any(|d| d.rule.starts_with("table-"));
    assert!(
        !must || (said && !checked.open.is_empty()),
        "{name}: {loud:?}, {} undecided",
        checked.open.len()
    );
}

#[test]
fn damaged_tables_give_no_wrong_numbers() {
    let model = Model::dense("2021");
    for layout in layouts() {
        let text = render(&model, layout);
        let row = ["1241", "1259", "1277", "1295", "1313", "1331", "7716"];
        let cut = |keep: usize| {
            let at = text
                .char_indices()
                .nth(keep)
                .map_or(text.len(), |(at, _)| at);
            text[..at]
                .rsplit_once('\n')
                .map_or("", |(before, _)| before)
        };
        // one value of a row is lost; a row of the drifting kind may then be read as one with a blank total
        let drifting = layout == Layout::MarkdownTsvDrifting;
        for value in ["1259", "1313"].into_iter().filter(|_| !drifting) {
            let lines: Vec<&str> = text.lines().collect();
            let fewer = match layout {
                Layout::Gfm | Layout::GfmFlat | Layout::PipesDropped | Layout::PipesPadded => {
                    text.replacen(&format!("| {value} "), "", 1)
                }
                Layout::MarkdownTsv | Layout::MarkdownTsvDrifting => {
                    text.replacen(&format!("\t{value}"), "", 1)
                }
                Layout::Pdf | Layout::PdfFirst | Layout::PdfBetween | Layout::PdfLast => {
                    text.replacen(&format!("  {value}"), "", 1)
                }
                _ => lines
                    .iter()
                    .filter(|l| l.trim_matches(['|', ' ', '\t', '\u{a0}']) != value)
                    .map(|l| format!("{l}\n"))
                    .collect(),
            };
            assert!(fewer.len() < text.len(), "{layout:?}");
            damaged(&format!("{layout:?} without {value}"), &fewer, true);
        }
        assert!(row.iter().all(|v| text.contains(v)), "{layout:?}");
        // the file ends in the middle
        let length = text.chars().count();
        for part in [30, 45, 55, 60, 65, 70, 75, 80, 85, 90] {
            damaged(
                &format!("{layout:?} cut at {part}%"),
                cut(length * part / 100),
                false,
            );
        }
        // the heading of the third part is lost
        let headless: String = text
            .lines()
            .filter(|l| !l.contains("收到和处理政府信息公开") && *l != "申请情况")
            .map(|l| format!("{l}\n"))
            .collect();
        damaged(&format!("{layout:?} without a heading"), &headless, false);
    }
}

#[test]
fn a_column_too_many_is_unknown() {
    for layout in [
        Layout::Tabs,
        Layout::MarkdownTsv,
        Layout::Gfm,
        Layout::PipesDropped,
        Layout::PipeCells,
        Layout::Pdf,
        Layout::Paragraphs,
    ] {
        let mut model = Model::dense("2021");
        for row in &mut model.requests {
            row.insert(6, "9".into());
        }
        damaged(
            &format!("{layout:?} with a column more"),
            &render(&model, layout),
            true,
        );
    }
}

#[test]
fn a_column_too_few_is_unknown() {
    let drifting = |l: &Layout| *l == Layout::MarkdownTsvDrifting; // six values and a TAB: the total may be blank
    for layout in layouts().filter(|l| !drifting(l)) {
        for column in [0, 3] {
            let mut model = Model::dense("2021");
            for row in &mut model.requests {
                row.remove(column);
            }
            damaged(
                &format!("{layout:?} without column {column}"),
                &render(&model, layout),
                true,
            );
        }
    }
}

#[test]
fn tables_in_each_others_place_are_told_apart() {
    for layout in layouts() {
        let mut parts = Model::dense("2021").parts();
        let tables: Vec<usize> = (0..parts.len())
            .filter(|at| matches!(parts[*at], model::Part::Table(_)))
            .collect();
        parts.swap(tables[1], tables[2]);
        let text = layout::render_parts(&Model::dense("2021"), &parts, layout);
        damaged(&format!("{layout:?} swapped"), &text, false);
    }
}

/// What stands right before a table and speaks of what its rows are called is text, with its figures.
#[test]
fn sentences_before_a_table_are_no_part_of_it() {
    let long = "本县围绕群众关心的事项做好公开。".repeat(8);
    let said = [
        "全年作出行政处罚决定58件。".to_owned(),
        "行政许可（含延续）318件，行政处罚58件，行政强制27件".to_owned(),
        "行政处罚共58件".to_owned(),
        "行政处罚情况".to_owned() + "\n" + &long + "行政处罚58件。",
    ];
    let model = Model::dense("2021");
    let mut faults = Vec::new();
    for said in said {
        for layout in layouts() {
            let mut parts = model.parts();
            let is_table = |p: &model::Part| matches!(p, model::Part::Table(_));
            let first = parts.iter().position(is_table).unwrap();
            for line in said.lines().rev() {
                parts.insert(first, model::Part::Text(line.to_owned()));
            }
            let document = read(layout::render_parts(&model, &parts, layout).as_bytes());
            let report = gouji::report::read(kinds(), &document).unwrap();
            let prose = &report.prose;
            let paragraphs = prose.paragraphs.iter().filter(|p| p.part != Part::Table);
            let text: String = paragraphs.map(|p| prose.text(p.range.clone())).collect();
            if !text.contains("58件") || values(&document) != model.values() {
                faults.push(format!("{layout:?}: {said}"));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// The lines of an `.expect` file for a result.
fn expectation(document: &Document, checked: &LintResult) -> String {
    let or_none = |v: Option<String>| v.unwrap_or_else(|| "none".into());
    let mut lines = format!("kind    {}\n", or_none(checked.kind.clone()));
    if checked.kind.is_some() {
        let _ = writeln!(lines, "form    {}", or_none(checked.form.clone()));
        let _ = writeln!(
            lines,
            "year    {}",
            or_none(checked.year.map(|y| y.to_string()))
        );
        let _ = writeln!(lines, "body    {}", or_none(checked.body.clone()));
        let _ = writeln!(lines, "cells   {}", values(document).len());
        let _ = writeln!(lines, "unknown {}", checked.open.len());
    }
    for d in &checked.diagnostics {
        let place = d.primary().map(|l| document.position(l.span.start));
        let place = place.map_or("-".into(), |p| format!("{}:{}", p.line, p.column));
        let _ = writeln!(
            lines,
            "{:<7} {} {place}",
            format!("{:?}", d.severity).to_lowercase(),
            d.rule
        );
    }
    lines
}

fn files(folder: &str) -> Vec<std::path::PathBuf> {
    let all = std::fs::read_dir(folder)
        .unwrap()
        .flatten()
        .map(|f| f.path());
    let mut reports: Vec<_> = all
        .filter(|p| {
            p.extension()
                .is_some_and(|e| e == "txt" || e == "md" || e == "html")
        })
        .collect();
    reports.sort();
    reports
}

#[test]
fn reports_give_exactly_what_is_expected() {
    let mut faults = Vec::new();
    for path in files("tests/reports") {
        let document = read(&std::fs::read(&path).unwrap());
        let got = expectation(&document, &linter().check(&document));
        let beside = path.with_extension("expect");
        let due = std::fs::read_to_string(&beside).unwrap_or_default();
        let comments: String = due
            .lines()
            .filter(|l| l.starts_with('#'))
            .map(|l| format!("{l}\n"))
            .collect();
        if std::env::var_os("GOUJI_UPDATE").is_some() {
            std::fs::write(&beside, format!("{comments}{got}")).unwrap();
            continue;
        }
        let squeezed = |l: &str| l.split_whitespace().collect::<Vec<_>>().join(" ");
        let due: Vec<String> = due
            .lines()
            .filter(|l| !l.starts_with('#') && !l.is_empty())
            .map(squeezed)
            .collect();
        let counted = due.iter().any(|l| l.starts_with("unknown "));
        let got: Vec<String> = got
            .lines()
            .map(squeezed)
            .filter(|l| counted || !l.starts_with("unknown "))
            .collect();
        for line in due.iter().filter(|l| !got.contains(l)) {
            faults.push(format!("{}: lacks {line}", path.display()));
        }
        for line in got.iter().filter(|l| !due.contains(l)) {
            faults.push(format!("{}: has {line}", path.display()));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn correct_reports_have_no_error_and_no_warning() {
    let mut faults = Vec::new();
    let files = files("tests/reports/correct");
    assert!(files.len() >= 12);
    for path in files {
        let document = read(&std::fs::read(&path).unwrap());
        let checked = linter().check(&document);
        let cells = values(&document).len();
        let due = if checked.form.as_deref() == Some("2019") {
            198
        } else {
            200
        };
        let loud = loud(&found(&document, &checked));
        let known = checked.year.is_some() && checked.body.is_some();
        if !loud.is_empty() || cells != due || !known || !checked.open.is_empty() {
            let open = checked.open.first();
            faults.push(format!(
                "{}: {cells} cells, {known}, {loud:?}, {open:?}",
                path.display()
            ));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
