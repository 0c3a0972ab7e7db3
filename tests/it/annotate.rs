//! `gouji annotate`: copies with marks, where they go, what is refused, and what LibreOffice and a validator say.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::panic
)]

use crate::support;
use crate::support::marks::normal;
use crate::support::marks::package;
use crate::support::marks::valid;

use std::fs;
use std::path::Path;
use std::process::Command;

use package::{part, with};
use support::{Bench, err, exits};

const DOCUMENT: &str = "word/document.xml";

fn sample(name: &str) -> Vec<u8> {
    let root = env!("CARGO_MANIFEST_DIR");
    fs::read(format!("{root}/tests/fixtures/reports/{name}")).unwrap()
}

/// What is found, without paths.
fn findings(bench: &Bench, file: &str) -> Vec<String> {
    let output = bench.run(&["check", "--fail-on", "never", "-f", "concise", file]);
    let text = String::from_utf8(output.stdout).unwrap();
    let mut lines: Vec<String> = text.lines().map(|l| l.replace(file, "")).collect();
    lines.retain(|l| l.contains('['));
    lines
}

#[test]
fn the_marked_copy_stands_beside_the_report_and_has_the_same_findings() {
    let bench = Bench::new();
    for name in ["wrong.docx", "wrong.html"] {
        bench.file(name, sample(name));
        let (stem, ending) = name.split_once('.').unwrap();
        let marked = format!("{stem}.marked.{ending}");
        let found = findings(&bench, name);
        assert!(found.len() > 5);
        for option in ["--no-fold", "--fix", "--suggestions"] {
            exits(&bench.run(&["annotate", option, name]), 0);
            assert_eq!(found, findings(&bench, &marked), "{name} {option}");
        }
        assert_eq!(fs::read(bench.path().join(name)).unwrap(), sample(name));
    }
}

#[test]
fn a_second_run_gives_the_same_file() {
    let bench = Bench::new();
    for name in [
        "wrong.docx",
        "wrong.html",
        "wrong.txt",
        "wrong.md",
        "right.docx",
        "features.docx",
    ] {
        for option in ["--no-fold", "--suggestions"] {
            bench.file(name, sample(name));
            let copy = format!("once.{name}");
            let on = |day: &str, args: &[&str]| {
                bench.run(&[&["annotate", option, "--today", day], args].concat())
            };
            on("2024-05-06", &[name, "-o", &copy]);
            let once = fs::read(bench.path().join(&copy)).unwrap();
            on("2024-05-07", &["--in-place", &copy]);
            let twice = fs::read(bench.path().join(&copy)).unwrap();
            assert!(once == twice, "{name} {option}");
            assert!(once != sample(name));
            if name.ends_with("docx") {
                valid::check(&sample(name), &once);
            }
        }
    }
}

#[test]
fn the_input_is_not_overwritten_unless_that_is_wanted() {
    let bench = Bench::new();
    bench.file("a.docx", sample("wrong.docx"));
    for args in [
        &["annotate", "a.docx", "-o", "a.docx"][..],
        &["annotate", "a.docx", "-o", "./b/../a.docx"],
    ] {
        fs::create_dir_all(bench.path().join("b")).unwrap();
        let output = bench.run(args);
        exits(&output, 2);
        assert!(err(&output).contains("--in-place"));
    }
    assert_eq!(
        fs::read(bench.path().join("a.docx")).unwrap(),
        sample("wrong.docx")
    );
    exits(&bench.run(&["annotate", "--in-place", "a.docx"]), 0);
    assert!(
        part(&fs::read(bench.path().join("a.docx")).unwrap(), DOCUMENT)
            .contains("commentRangeStart")
    );
    let names = fs::read_dir(bench.path())
        .unwrap()
        .map(|f| f.unwrap().file_name());
    assert!(
        names
            .filter(|n| n.to_string_lossy().starts_with('.'))
            .count()
            == 0
    );
    exits(
        &bench.run(&["annotate", "a.docx", "clubs.toml", "-o", "c.docx"]),
        2,
    );
}

#[test]
fn many_reports_get_a_page_that_lists_them() {
    let bench = Bench::new();
    for name in ["reports/1/a.docx", "reports/2/a.docx"] {
        bench.file(name, sample("wrong.docx"));
    }
    bench.file("reports/<b>&.txt", sample("wrong.txt"));
    bench.file("reports/old.doc", sample("wrong.doc"));
    bench.file("reports/paper.pdf", sample("wrong.pdf"));
    bench.file("reports/broken.docx", &sample("wrong.docx")[..900]);
    let output = bench.run(&["annotate", "--dir", "reports/out", "reports"]);
    exits(&output, 3);
    let page = fs::read_to_string(bench.path().join("reports/out/index.html")).unwrap();
    for link in [
        "./1/a.marked.docx",
        "./2/a.marked.docx",
        "./%3Cb%3E%26.marked.txt",
        "./paper.marked.pdf",
        "./old.marked.docx",
    ] {
        assert_eq!(
            page.matches(&format!("href=\"{link}\"")).count(),
            2,
            "{link}"
        );
        let file = link.replace("%3Cb%3E%26", "<b>&");
        assert!(
            bench.path().join("reports/out").join(file).is_file(),
            "{link}"
        );
    }
    assert!(page.contains("&lt;b&gt;&amp;.txt") && page.contains("broken.docx"));
    assert!(!page.contains("href=\"./broken"));
    // copies are not marked again
    let again = bench.run(&["annotate", "--dir", "reports/out", "reports"]);
    exits(&again, 3);
    assert_eq!(String::from_utf8(again.stdout).unwrap().lines().count(), 5);
}

#[test]
fn the_text_of_an_old_document_is_marked_in_a_new_one() {
    let bench = Bench::new();
    bench.file("a.doc", sample("wrong.doc"));
    // another document has that name already
    bench.file("b.doc", sample("wrong.doc"));
    bench.file("b.docx", sample("right.docx"));
    // a page that somebody called a document
    bench.file("page.doc", sample("wrong.html"));
    let output = bench.run(&["annotate", "a.doc", "b.doc", "page.doc", "--suggestions"]);
    exits(&output, 0);
    assert_eq!(err(&output).matches(".docx").count(), 3, "{}", err(&output));
    let rules = |file: &str| {
        let output = bench.run(&["check", file, "--format", "json", "--fail-on", "never"]);
        let all: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        let found = all["reports"][0]["diagnostics"].as_array().unwrap();
        let rules = found.iter().map(|d| d["rule"].as_str().unwrap().to_owned());
        let mut rules: Vec<String> = rules.collect();
        rules.sort();
        rules
    };
    let found = rules("a.doc");
    assert!(found.len() > 3);
    for copy in ["a.marked.docx", "b.doc.marked.docx", "page.marked.docx"] {
        let marked = fs::read(bench.path().join(copy)).unwrap();
        let document = part(&marked, DOCUMENT);
        assert!(
            document.contains("commentRangeStart") && document.contains("<w:ins "),
            "{copy}"
        );
        assert_eq!(rules(copy), found, "{copy}");
    }
    exits(&bench.run(&["annotate", "a.doc", "--in-place"]), 3);
}

#[test]
fn what_a_report_quotes_does_no_harm_in_a_page() {
    let bench = Bench::new();
    let page = String::from_utf8(sample("wrong.html")).unwrap();
    let evil = "依申请公开申请&lt;script&gt;alert(1)&lt;/script&gt;--&gt;&lt;/dialog&gt;";
    let page = page.replacen("依申请公开申请", evil, 1);
    bench.file("a.html", &page);
    exits(&bench.run(&["annotate", "a.html", "-o", "b.html"]), 0);
    let marked = fs::read_to_string(bench.path().join("b.html")).unwrap();
    assert_eq!(
        marked.matches("<script").count(),
        page.matches("<script").count()
    );
    assert_eq!(marked.matches("</dialog>").count(), 1);
    let pages: Vec<u8> = encoding_rs::GB18030
        .encode(&page.replace("utf-8", "gb2312"))
        .0
        .into_owned();
    bench.file("gb.html", &pages);
    exits(&bench.run(&["annotate", "--in-place", "gb.html"]), 0);
    let marked = fs::read(bench.path().join("gb.html")).unwrap();
    let (text, _, wrong) = encoding_rs::GB18030.decode(&marked);
    assert!(!wrong && text.contains("<mark class=\"gouji\""));
}

/// What LibreOffice makes of a document.
fn office(bench: &Bench, to: &str, file: &str) -> Vec<u8> {
    let profile = format!(
        "-env:UserInstallation=file://{}/profile",
        bench.path().display()
    );
    let ran = Command::new("soffice")
        .current_dir(bench.path())
        .args([
            &profile,
            "--headless",
            "--convert-to",
            to,
            "--outdir",
            "office",
            file,
        ])
        .output();
    ran.expect("soffice");
    let ending = to.split(':').next().unwrap();
    let made = Path::new(file).with_extension(ending);
    fs::read(bench.path().join("office").join(made)).unwrap()
}

#[test]
#[ignore = "needs LibreOffice"]
fn libreoffice_shows_the_comments_and_takes_the_changes_both_ways() {
    let bench = Bench::new();
    bench.file("a.docx", sample("wrong.docx"));
    exits(
        &bench.run(&["annotate", "--suggestions", "a.docx", "-o", "b.docx"]),
        0,
    );
    let marked = fs::read(bench.path().join("b.docx")).unwrap();
    let xml = part(&marked, DOCUMENT);
    assert!(xml.contains("<w:del ") && xml.contains("<w:ins "));
    let seen = office(&bench, "docx", "b.docx");
    let own = |bytes: &[u8]| {
        part(bytes, "word/comments.xml")
            .matches("author=\"gouji 勾稽\"")
            .count()
    };
    assert!(own(&marked) == 8 && own(&seen) == 8, "{}", own(&seen));
    assert_eq!(
        part(&seen, DOCUMENT).matches("<w:del ").count(),
        xml.matches("<w:del ").count()
    );
    bench.file(
        "rejected.docx",
        with(&marked, DOCUMENT, &normal::rejected(&xml)),
    );
    bench.file(
        "accepted.docx",
        with(&marked, DOCUMENT, &normal::accepted(&xml)),
    );
    // LibreOffice writes the signs of comments into texts as line ends
    let text = |file: &str| {
        let bytes = office(&bench, "txt:Text (encoded):UTF8", file);
        let text = String::from_utf8(bytes).unwrap();
        text.chars()
            .filter(|c| !c.is_whitespace())
            .collect::<String>()
    };
    let before = text("a.docx");
    assert_eq!(text("rejected.docx"), before);
    let fixed = before.replace("依申请公开申请", "政府信息公开申请");
    let after = text("accepted.docx");
    assert!(
        after != before && after.contains("政府信息公开申请48件"),
        "{after}"
    );
    assert_eq!(after.chars().count(), fixed.chars().count());
}

#[test]
#[ignore = "needs openxml-audit, which GOUJI_OPENXML_AUDIT names"]
fn a_validator_finds_nothing_that_was_not_there_before() {
    let tool = std::env::var_os("GOUJI_OPENXML_AUDIT").expect("GOUJI_OPENXML_AUDIT");
    let bench = Bench::new();
    let audit = |file: &str| {
        let ran = Command::new(&tool)
            .current_dir(bench.path())
            .arg(file)
            .output()
            .unwrap();
        let text = String::from_utf8(ran.stdout).unwrap();
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        assert!(!lines.is_empty());
        lines.retain(|l| !l.contains(".docx"));
        lines
    };
    for name in ["wrong.docx", "right.docx", "features.docx"] {
        bench.file(name, sample(name));
        bench.run(&["annotate", "--suggestions", name, "-o", "marked.docx"]);
        assert_eq!(audit("marked.docx"), audit(name), "{name}");
    }
    for (name, body, comments) in package::bodies() {
        bench.file("a.docx", package::package(&body, comments, ""));
        bench.run(&["annotate", "a.docx", "-o", "b.docx"]);
        assert_eq!(audit("b.docx"), audit("a.docx"), "{name}");
    }
}
