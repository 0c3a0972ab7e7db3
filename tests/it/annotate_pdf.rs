//! Marked PDF files: annotations behind the file, where the words are printed, and nothing else.

#![cfg(feature = "pdf")]
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::panic
)]

use crate::support::marks::findings;
#[path = "annotate/paper.rs"]
mod paper;
use crate::support;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use findings::found;
use gouji::annotate::pdf::{clean, mark};
use gouji::annotate::{AUTHOR, Refusal, Remarks};
use gouji::document::{BlockKind, Document};
use gouji::input::pdf::{Trace, trace};
use gouji::text::{Lang, Span};
use lopdf::{Object, dictionary};
use paper::{Found, Wish, annotations, paper};
use support::{Bench, err, exits, out};

const DATE: &str = "2024-04-20T00:00:00Z";

fn fixtures() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let mut all: Vec<PathBuf> = ["pdf", "reports"]
        .iter()
        .flat_map(|folder| fs::read_dir(root.join(folder)).unwrap())
        .map(|file| file.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == "pdf"))
        .filter(|path| !path.ends_with("locked.pdf") && !path.ends_with("scan.pdf"))
        .collect();
    all.sort();
    assert!(all.len() > 8);
    all
}

fn marked(bytes: &[u8], spans: impl Fn(&Document, &Trace) -> Vec<Span>) -> Vec<u8> {
    let bytes = clean(bytes).unwrap();
    let (document, trace) = trace(bytes).unwrap();
    let spans = spans(&document, &trace);
    let checked = found(&spans, "（不对）\\ \u{1}");
    let remarks = Remarks::new(&document, &checked, Lang::Zh);
    mark(bytes, &trace, &remarks, DATE).unwrap()
}

fn own(bytes: &[u8]) -> Vec<Found> {
    let mut all = annotations(bytes);
    all.retain(|a| a.author == AUTHOR);
    all
}

/// All cells with words, up to so many.
fn cells(document: &Document, most: usize) -> Vec<Span> {
    let tables = document.blocks.iter().filter_map(|b| match &b.kind {
        BlockKind::Table(table) => Some(table),
        _ => None,
    });
    let cells = tables.flat_map(|t| t.cells()).map(|(_, cell)| cell.span);
    cells.filter(|s| !s.is_empty()).take(most).collect()
}

/// What is wrong with a file, as qpdf says; `None` where it is not at hand.
fn complaints(path: &Path) -> Option<String> {
    let code =
        "import pikepdf, sys; print(*pikepdf.open(sys.argv[1]).check_pdf_syntax(), sep='\\n')";
    let ran = Command::new("python3")
        .args(["-c", code])
        .arg(path)
        .output();
    let ran = ran
        .ok()
        .filter(|r| !String::from_utf8_lossy(&r.stderr).contains("ModuleNotFoundError"));
    if ran.is_none() {
        eprintln!("skipped: pikepdf is not installed");
        assert!(std::env::var_os("GOUJI_NEEDS_CALC").is_none());
    }
    let ran = ran?;
    let said = String::from_utf8([ran.stdout, ran.stderr].concat()).unwrap();
    Some(said.trim().to_owned())
}

/// What is found, without paths.
fn findings(bench: &Bench, file: &str) -> Vec<String> {
    let text = out(&bench.run(&["check", "--fail-on", "never", "-f", "concise", file]));
    let mut lines: Vec<String> = text.lines().map(|l| l.replace(file, "")).collect();
    lines.retain(|l| l.contains('['));
    lines
}

#[test]
fn a_marked_file_begins_with_the_file_and_has_the_same_findings() {
    let bench = Bench::new();
    for path in fixtures() {
        let bytes = fs::read(&path).unwrap();
        bench.file("a.pdf", &bytes);
        bench.run(&["annotate", "a.pdf", "-o", "b.pdf", "--today", "2024-05-06"]);
        let once = fs::read(bench.path().join("b.pdf")).unwrap();
        assert!(once.starts_with(&bytes) && once.len() > bytes.len());
        let found = findings(&bench, "a.pdf");
        assert_eq!(found, findings(&bench, "b.pdf"));
        let own = own(&once);
        // that a text is no report has no place, so it stands in the note
        let placed = found.iter().filter(|f| !f.contains("not-a-report"));
        assert!(own.len() > placed.count(), "{}", path.display());
        assert_eq!(own[0].kind, "Text");
        assert!(own.iter().all(|a| a.date == "D:20240506000000Z"));
        assert!(own.iter().skip(1).all(|a| a.kind == "Highlight"));
        assert_eq!(
            complaints(&bench.path().join("b.pdf")).unwrap_or_default(),
            ""
        );
        // another day, the same marks
        let again = ["annotate", "--in-place", "b.pdf", "--today", "2024-05-07"];
        bench.run(&again);
        assert!(fs::read(bench.path().join("b.pdf")).unwrap() == once);
    }
}

#[test]
#[ignore = "needs pdftotext, with the data for Chinese fonts"]
fn colour_lies_behind_the_words_of_a_cell() {
    let bench = Bench::new();
    for path in fixtures() {
        let bytes = fs::read(&path).unwrap();
        let document = trace(&bytes).unwrap().0;
        let spans = cells(&document, 120);
        let once = marked(&bytes, |_, _| spans.clone());
        bench.file("a.pdf", &once);
        let ran = Command::new("pdftotext")
            .args(["-bbox", "a.pdf", "-"])
            .current_dir(bench.path())
            .output()
            .unwrap();
        let pages = printed(&String::from_utf8(ran.stdout).unwrap());
        for (n, span) in spans.iter().enumerate() {
            let rule = format!("：rule-{n}\n");
            let here: Vec<Found> = own(&once)
                .into_iter()
                .filter(|a| a.text.contains(&rule))
                .collect();
            assert!(!here.is_empty());
            let mut read = String::new();
            for (x, y, word, page) in &pages {
                let holds = |q: &Vec<f64>| q[0] < *x && *x < q[2] && q[5] < *y && *y < q[1];
                if here
                    .iter()
                    .any(|a| a.page == *page && a.quads.iter().any(holds))
                {
                    read.push_str(word);
                }
            }
            let solid = |t: &str| {
                let mut all: Vec<char> = t.chars().filter(char::is_ascii_alphanumeric).collect();
                all.sort();
                (t.chars().filter(|c| !c.is_whitespace()).count(), all)
            };
            let words = document.slice(*span);
            assert_eq!(
                solid(&read),
                solid(words),
                "{}: {read} {words}",
                path.display()
            );
        }
    }
}

/// The words that poppler finds: the middle of each, from below, and its page.
fn printed(page: &str) -> Vec<(f64, f64, String, usize)> {
    let mut all = Vec::new();
    let mut height = 0.0;
    let mut page_number = 0;
    for line in page.lines() {
        let value = |name: &str| -> f64 {
            let (_, rest) = line.split_once(&format!("{name}=\"")).unwrap();
            rest.split('"').next().unwrap().parse().unwrap()
        };
        if line.trim_start().starts_with("<page") {
            height = value("height");
            page_number += 1;
        } else if line.trim_start().starts_with("<word") {
            let (x, y) = (value("xMin") + value("xMax"), value("yMin") + value("yMax"));
            let word = line.split('>').nth(1).unwrap().split('<').next().unwrap();
            all.push((x / 2.0, height - y / 2.0, word.to_owned(), page_number - 1));
        }
    }
    assert!(!all.is_empty());
    all
}

#[test]
fn places_are_those_of_the_file_however_a_page_is_turned() {
    for turn in 0..4 {
        for origin in [0, 36, -50] {
            let wish = Wish {
                turn,
                origin,
                ..Wish::default()
            };
            let bytes = paper(wish, |_| ());
            let (document, trace) = trace(&bytes).unwrap();
            let o = origin as f64;
            let second = document.text.match_indices("12").nth(1).unwrap().0;
            let places = trace.places(Span::new(second, second + 2));
            // a text that runs sideways is read after the page is turned as a reader would turn it
            let [place] = places.as_slice() else {
                panic!("{places:?}")
            };
            assert_eq!(place.page, 1);
            let xs: Vec<f64> = place.corners.iter().map(|c| c.0 - o).collect();
            let ys: Vec<f64> = place.corners.iter().map(|c| c.1 - o).collect();
            let near =
                |a: f64, b: f64| assert!((a - b).abs() < 0.01, "{turn} {origin} {xs:?} {ys:?}");
            let [x, w, ..] = xs.as_slice() else { panic!() };
            near(*x, 210.0);
            assert!(*w > 218.0 && *w < 226.0);
            near(ys[0], 518.5);
            near(ys[2], 508.5);
            // the blank cell beside it
            let blank = trace.blanks.last().unwrap();
            let [place] = trace.places(blank.text)[..] else {
                panic!()
            };
            let low = place
                .corners
                .iter()
                .map(|c| c.0)
                .fold(f64::INFINITY, f64::min);
            let high = place
                .corners
                .iter()
                .map(|c| c.0)
                .fold(f64::NEG_INFINITY, f64::max);
            near(low - o, 300.0);
            near(high - o, 400.0);
        }
    }
}

/// What another program puts behind a file.
fn behind(bytes: &[u8]) -> Vec<u8> {
    let file = lopdf::Document::load_mem(bytes).unwrap();
    let mut more = lopdf::IncrementalDocument::create_from(bytes.to_vec(), file);
    more.new_document.add_object(dictionary! { "Other" => 1 });
    let mut out = Vec::new();
    more.save_to(&mut out).unwrap();
    out
}

#[test]
fn remarks_of_others_stay() {
    for (apart, old) in [(false, false), (true, false), (false, true), (true, true)] {
        let wish = Wish {
            apart,
            old,
            ..Wish::default()
        };
        let bytes = paper(wish, |_| ());
        let all = |d: &Document, t: &Trace| {
            let words = d
                .text
                .match_indices("12")
                .map(|(at, w)| Span::new(at, at + w.len()));
            words.chain(t.blanks.iter().map(|b| b.text)).collect()
        };
        let once = marked(&bytes, all);
        assert!(once.starts_with(&bytes));
        assert_eq!(own(&once).len(), 5);
        assert_eq!(annotations(&once).len(), 6);
        assert!(marked(&once, all) == once);
        let bench = Bench::new();
        bench.file("a.pdf", &once);
        assert_eq!(
            complaints(&bench.path().join("a.pdf")).unwrap_or_default(),
            ""
        );
        // another program writes the file anew, or puts something behind it
        let mut anew = Vec::new();
        lopdf::Document::load_mem(&once)
            .unwrap()
            .save_to(&mut anew)
            .unwrap();
        let first = |d: &Document, t: &Trace| all(d, t).into_iter().take(1).collect();
        for other in [anew, behind(&once)] {
            let twice = marked(&other, first);
            assert!(twice.starts_with(&other));
            assert_eq!((own(&twice).len(), annotations(&twice).len()), (2, 3));
            assert!(marked(&twice, first) == twice);
        }
    }
}

#[test]
fn words_on_two_pages_are_marked_on_both() {
    let bytes = paper(Wish::default(), |_| ());
    let once = marked(&bytes, |d, _| vec![Span::new(0, d.text.len())]);
    let pages: Vec<usize> = own(&once).iter().map(|a| a.page).collect();
    assert_eq!(pages, [0, 0, 1]);
    let note = &own(&once)[0];
    assert!(note.text.starts_with("gouji 勾稽\n"));
    assert!(
        note.rect[2] <= 100.0 && note.rect[3] > 700.0,
        "{:?}",
        note.rect
    );
    let said = &own(&once)[1].text;
    assert_eq!(
        said,
        "错误：rule-0\n（不对）\\ \n帮助：第一行\n12 + 3 = 15 ≠ 16"
            .replace(
                "帮助：",
                said.lines().nth(2).unwrap().strip_suffix("第一行").unwrap()
            )
            .as_str()
    );
}

#[test]
fn files_that_may_not_be_changed_are_refused() {
    let signed = paper(Wish::default(), |file| {
        let list = vec![Object::Integer(0), 10.into(), 20.into(), 30.into()];
        file.add_object(dictionary! { "Type" => "Sig", "ByteRange" => list });
    });
    assert_eq!(clean(&signed).err(), Some(Refusal::Signed));
    let plain = paper(Wish::default(), |_| ());
    assert!(clean(&plain).is_ok());
    let moved = [b"junk\n", &plain[..]].concat();
    assert_eq!(clean(&moved).err(), Some(Refusal::Broken));
    let bench = Bench::new();
    bench.file("a.pdf", &signed);
    let ran = bench.run(&["annotate", "a.pdf"]);
    exits(&ran, 3);
    assert!(err(&ran).contains("数字签名"));
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/pdf");
    for name in ["locked.pdf", "scan.pdf"] {
        bench.file("a.pdf", fs::read(root.join(name)).unwrap());
        let ran = bench.run(&["annotate", "a.pdf"]);
        exits(&ran, 3);
        assert!(!err(&ran).is_empty());
    }
    assert!(!bench.path().join("a.marked.pdf").exists());
}

#[test]
#[ignore = "needs pikepdf"]
fn a_file_that_asks_for_no_password_but_forbids_changes_is_refused() {
    let bench = Bench::new();
    bench.file("a.pdf", paper(Wish::default(), |_| ()));
    let code = "import pikepdf; f = pikepdf.open('a.pdf'); f.save('b.pdf', encryption=pikepdf.Encryption(owner='x', user=''))";
    let ran = Command::new("python3")
        .args(["-c", code])
        .current_dir(bench.path())
        .output();
    assert!(ran.is_ok_and(|r| r.status.success()), "pikepdf");
    let ran = bench.run(&["annotate", "b.pdf"]);
    exits(&ran, 3);
    assert!(err(&ran).contains("已加密"), "{}", err(&ran));
}

#[test]
fn fixes_are_not_written_into_pdf_files() {
    let bench = Bench::new();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/reports");
    bench.file("a.pdf", fs::read(root.join("wrong.pdf")).unwrap());
    let plain = bench.run(&["annotate", "a.pdf", "-o", "b.pdf"]);
    assert_eq!(err(&plain), "");
    let fixed = bench.run(&["annotate", "--fix", "a.pdf", "-o", "c.pdf"]);
    exits(&fixed, 0);
    assert!(err(&fixed).contains("PDF 里写不进修改"));
    let read = |name: &str| fs::read(bench.path().join(name)).unwrap();
    assert!(read("b.pdf") == read("c.pdf"));
}
