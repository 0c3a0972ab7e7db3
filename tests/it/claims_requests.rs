//! What prose says of requests, in the words of many authors: each sentence of `claims/requests/*.txt` is put into a
//! report whose tables contradict it, and into one whose tables agree. The first must be found; about the second, and
//! about sentences that speak of something else (`traps`), none of these rules may say anything. Recall and false
//! alarms are printed, and gated. The packs are read from disk, so that a built test shows what a change of a word does.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use gouji::input;
use gouji::linter::{Linter, Options};
use gouji::pack::{Library, Source, SourceOrigin};
use gouji::packs;
use gouji::rule::CaseEdit;
use gouji::text::Lang;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// The rules about requests in prose: on a report that agrees with its tables none of them may say anything.
const RULES: [&str; 11] = [
    "prose-received",
    "prose-received-area",
    "prose-none-received",
    "prose-answered",
    "prose-all-answered",
    "prose-handled",
    "prose-carried-over",
    "prose-carried-in",
    "prose-none-carried-over",
    "prose-none-carried-in",
    "prose-flow",
];

/// The row totals of the table of requests.
#[derive(Clone, Copy)]
struct Table {
    new: u32,
    carried_in: u32,
    answered: u32,
    carried_out: u32,
}

/// All requests of the year are closed.
const CLOSED: Table = table(46, 0, 46, 0);
/// Requests came in from last year, and go out to the next.
const FLOWING: Table = table(46, 4, 47, 3);
/// Nothing came in.
const NOTHING: Table = table(0, 0, 0, 0);

const fn table(new: u32, carried_in: u32, answered: u32, carried_out: u32) -> Table {
    Table {
        new,
        carried_in,
        answered,
        carried_out,
    }
}

/// A kind of claim: its file, the rules that find it, the class of body, what is said against which table.
struct Claim {
    file: &'static str,
    rules: &'static [&'static str],
    body: &'static str,
    agrees: (Table, u32),
    contradicts: (Table, u32),
    traps: Table,
}

const OFFICE: &str = "青禾县人民政府办公室";
const GOVERNMENT: &str = "青禾县人民政府";

const CLAIMS: [Claim; 8] = [
    Claim {
        file: "received",
        rules: &["prose-received"],
        body: OFFICE,
        agrees: (CLOSED, 46),
        contradicts: (CLOSED, 41),
        traps: CLOSED,
    },
    Claim {
        file: "none-received",
        rules: &["prose-none-received", "prose-received", "prose-handled"],
        body: OFFICE,
        agrees: (NOTHING, 0),
        contradicts: (CLOSED, 0),
        traps: CLOSED,
    },
    Claim {
        file: "answered",
        rules: &["prose-answered"],
        body: OFFICE,
        agrees: (FLOWING, 47),
        contradicts: (FLOWING, 44),
        traps: FLOWING,
    },
    Claim {
        file: "all-answered",
        rules: &["prose-all-answered"],
        body: OFFICE,
        agrees: (CLOSED, 46),
        contradicts: (table(46, 0, 43, 3), 46),
        traps: table(46, 0, 43, 3),
    },
    Claim {
        file: "carried-in",
        rules: &["prose-carried-in"],
        body: OFFICE,
        agrees: (FLOWING, 4),
        contradicts: (FLOWING, 6),
        traps: FLOWING,
    },
    Claim {
        file: "carried-out",
        rules: &["prose-carried-over"],
        body: OFFICE,
        agrees: (FLOWING, 3),
        contradicts: (FLOWING, 5),
        traps: FLOWING,
    },
    Claim {
        file: "handled",
        rules: &["prose-handled", "prose-received"],
        body: OFFICE,
        agrees: (CLOSED, 46),
        contradicts: (CLOSED, 52),
        traps: CLOSED,
    },
    Claim {
        file: "area",
        rules: &["prose-received-area", "prose-received"],
        body: GOVERNMENT,
        agrees: (CLOSED, 46),
        contradicts: (CLOSED, 41),
        traps: CLOSED,
    },
];

/// The least share of claims that must be found, in percent.
const RECALL: usize = 90;
/// The least number of sentences of each sort.
const ENOUGH: usize = 60;

fn packs() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let inside = |folder: PathBuf| std::fs::read_dir(folder).unwrap();
    let folders = inside(root.join("rules")).map(|entry| entry.unwrap().path());
    let mut files: Vec<PathBuf> = folders
        .filter(|folder| folder.is_dir() && !folder.ends_with("make"))
        .flat_map(inside)
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == "toml"))
        .collect();
    files.push(root.join("rules/places.toml"));
    files.sort();
    let source = |path: &PathBuf| Source {
        name: path.display().to_string(),
        text: std::fs::read_to_string(path).unwrap().into(),
        origin: SourceOrigin::Explicit,
    };
    files.iter().map(source).collect()
}

/// The national pack alone.
fn library() -> &'static (Linter, Library) {
    static READ: OnceLock<(Linter, Library)> = OnceLock::new();
    READ.get_or_init(|| {
        let catalogue = packs::catalogue_of(packs(), Lang::Zh);
        let national = catalogue.find("national").unwrap();
        let read = || catalogue.library(&[national]);
        for problem in &read().problems {
            for fault in &problem.diagnostics {
                let place = fault
                    .primary()
                    .map(|l| problem.document.position(l.span.start));
                eprintln!("{}:{place:?}: {}", problem.document.name, fault.message);
            }
        }
        assert!(read().problems.is_empty());
        (Linter::new(read(), Options::default()), read())
    })
}

fn lines(file: &str) -> BTreeMap<String, Vec<String>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/claims/requests");
    let text = std::fs::read_to_string(root.join(file).with_extension("txt")).unwrap();
    let mut parts: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut part = String::new();
    for line in text
        .lines()
        .filter(|l| !l.is_empty() && !l.starts_with('#'))
    {
        match line {
            "says" | "traps" => part = line.to_owned(),
            line => parts.entry(part.clone()).or_default().push(line.to_owned()),
        }
    }
    parts
}

/// A number below a hundred in Chinese numerals.
fn numeral(n: u32) -> String {
    const DIGITS: [&str; 10] = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let (tens, ones) = (n as usize / 10, n as usize % 10);
    match (tens, ones) {
        (0, ones) => DIGITS[ones].to_owned(),
        (1, 0) => "十".to_owned(),
        (1, ones) => format!("十{}", DIGITS[ones]),
        (tens, 0) => format!("{}十", DIGITS[tens]),
        (tens, ones) => format!("{}十{}", DIGITS[tens], DIGITS[ones]),
    }
}

fn filled(sentence: &str, table: Table, n: u32) -> String {
    let values = [
        ("{n}", n.to_string()),
        ("{N}", numeral(n)),
        ("{r}", table.new.to_string()),
        ("{i}", table.carried_in.to_string()),
        ("{a}", table.answered.to_string()),
        ("{o}", table.carried_out.to_string()),
    ];
    let mut text = sentence.to_owned();
    for (slot, value) in values {
        text = text.replace(slot, &value);
    }
    text
}

/// The sample with a sentence on requests, and a table.
fn report(sentence: &str, body: &str, table: Table) -> String {
    let (_, library) = library();
    let (kind, sample) = (&library.kinds[0], &library.samples[0]);
    let overall = sample.sections["总体情况"].replace(
        "全年收到政府信息公开申请8件，办结7件，结转下年度继续办理1件。",
        sentence,
    );
    assert!(overall.contains(sentence));
    let mut edits = vec![
        (CaseEdit::Body, body.to_owned()),
        (CaseEdit::Section("总体情况".to_owned()), overall),
        (CaseEdit::Cell("申请[*, *]".to_owned()), "0".to_owned()),
    ];
    let rows = [
        ("新收", table.new),
        ("上年结转", table.carried_in),
        ("予以公开", table.answered),
        ("总计", table.answered),
        ("结转下年", table.carried_out),
    ];
    for (row, value) in rows {
        for column in ["自然人", "总计"] {
            edits.push((
                CaseEdit::Cell(format!("申请[{row}, {column}]")),
                value.to_string(),
            ));
        }
    }
    sample.text(kind, &edits)
}

/// What the rules about requests say of a sentence in a report.
fn said(sentence: &str, body: &str, table: Table) -> Vec<(String, String)> {
    let text = report(sentence, body, table);
    let document = input::read("report.txt", text.as_bytes()).unwrap();
    let checked = library().0.check(&document);
    let all = checked.diagnostics.into_iter();
    all.filter(|d| RULES.contains(&d.rule.as_str()))
        .map(|d| (d.rule, d.message))
        .collect()
}

#[test]
fn claims_about_requests_are_heard_and_nothing_else_is() {
    let mut faults = Vec::new();
    println!(
        "{:<14} {:>9} {:>6} {:>12}",
        "claim", "sentences", "found", "false alarms"
    );
    for claim in &CLAIMS {
        let parts = lines(claim.file);
        let (says, traps) = (&parts["says"], &parts["traps"]);
        assert!(
            says.len() >= ENOUGH && traps.len() >= ENOUGH,
            "{}",
            claim.file
        );
        let mut found = 0;
        let mut alarms = Vec::new();
        for sentence in says {
            let (table, n) = claim.contradicts;
            let wrong = filled(sentence, table, n);
            let heard = said(&wrong, claim.body, table);
            match heard
                .iter()
                .any(|(rule, _)| claim.rules.contains(&rule.as_str()))
            {
                true => found += 1,
                false => println!("  not found: {wrong} {heard:?}"),
            }
            let (table, n) = claim.agrees;
            let right = filled(sentence, table, n);
            alarms.extend(
                said(&right, claim.body, table)
                    .into_iter()
                    .map(|a| (right.clone(), a)),
            );
        }
        for sentence in traps {
            let heard = said(sentence, claim.body, claim.traps);
            alarms.extend(heard.into_iter().map(|a| (sentence.clone(), a)));
        }
        for (sentence, (rule, message)) in &alarms {
            println!("  false alarm: {sentence} [{rule}] {message}");
        }
        println!(
            "{:<14} {:>9} {:>6} {:>12}",
            claim.file,
            says.len(),
            found,
            alarms.len()
        );
        if found * 100 < says.len() * RECALL || !alarms.is_empty() {
            faults.push(format!(
                "{}: {found} of {}, {} alarms",
                claim.file,
                says.len(),
                alarms.len()
            ));
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}
