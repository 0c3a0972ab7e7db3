//! Bytes that nobody would write, for every target of `fuzz/src/lib.rs`: files that are kept here, spoilt in ways that
//! chance chooses, and all inputs in `fuzz/found` that broke something once.
//!
//! `GOUJI_FUZZ_SECONDS=60 cargo test --test fuzz -- --nocapture` looks longer; `GOUJI_FUZZ_SEED` looks elsewhere. What
//! breaks a target is put into `fuzz/found`, to be kept with the repair.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::explicit_write
)]

#[path = "../fuzz/src/lib.rs"]
mod targets;

use std::io::Write;
use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use std::{env, fs};

use targets::TARGETS;

/// One input may take so long, in a build for tests on a busy machine …
const SLOW: Duration = Duration::from_secs(20);
/// … and is not longer than this, in bytes.
const LONGEST: usize = 100_000;

/// Words that mean something to one of the targets.
const WORDS: &[&str] = &[
    "\t",
    "\n",
    "\r",
    "|",
    " | ",
    "\n\n",
    "一、",
    "（一）",
    "2023年",
    "1月5日",
    "《",
    "》",
    "〔2023〕15号",
    "其中",
    "合计",
    "3,456.78",
    "％",
    "万元",
    "\u{3000}",
    "\u{200b}",
    "\u{feff}",
    "\u{202e}",
    "𠮷",
    "\0",
    "-",
    "—",
    "无",
    "<!--",
    "-->",
    "<!-- gouji: ignore x y -->",
    "<table>",
    "<tr>",
    "<td colspan=9999>",
    "<td rowspan=65535>",
    "</table>",
    "<p>",
    "<b>",
    "&#x1F600;",
    "&nbsp;",
    "<script>",
    "<w:p>",
    "</w:p>",
    "<w:tbl>",
    "<w:tr>",
    "<w:tc>",
    "<w:gridSpan w:val=\"9999\"/>",
    "<w:vMerge/>",
    "<w:t>甲</w:t>",
    "<w:ins>",
    "<w:del>",
    "<w:fldChar w:fldCharType=\"begin\"/>",
    "[[rule]]\n",
    "[kind]\n",
    "id = \"x\"\n",
    "match = '(a+)+$'\n",
    "check = \"",
    "not ",
    "(",
    ")",
    "[",
    "]",
    "==",
    " implies ",
    "sum(",
    "{number:n}",
    "\\p{Han}",
    "{",
    "}",
    "'",
    "\"",
    "stream\n",
    "endobj\n",
    "/Length 99999999",
    "<<",
    ">>",
    "Tj",
    "0 0 R",
    "/Filter /FlateDecode",
    "99999999999999999999",
    "-1",
    "0.0000000001",
];

/// A source of chance that says the same when it is asked the same.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit.max(1) as u64) as usize
    }

    fn range(&mut self, length: usize) -> std::ops::Range<usize> {
        let start = self.below(length + 1);
        // mostly short
        let most = 1 << self.below(12);
        start..(start + self.below(most)).min(length)
    }

    /// The bytes, spoilt.
    fn spoil(&mut self, bytes: &mut Vec<u8>, seeds: &[Vec<u8>]) {
        for _ in 0..=self.below(8) {
            let range = self.range(bytes.len());
            let word = WORDS[self.below(WORDS.len())].as_bytes().to_vec();
            let part = match self.below(7) {
                0 => Vec::new(),
                1 => word.repeat(1 + self.below(40)),
                2 => bytes[range.clone()].repeat(1 + self.below(20)),
                3 => {
                    let other = &seeds[self.below(seeds.len())];
                    other[self.range(other.len())].to_vec()
                }
                4 => bytes[range.clone()]
                    .iter()
                    .map(|b| b ^ (1 << self.below(8)))
                    .collect(),
                5 => vec![self.below(256) as u8; range.len()],
                _ => word,
            };
            bytes.splice(range, part);
            bytes.truncate(LONGEST);
        }
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The files of folders with one of some endings.
fn files(folders: &[&str], endings: &[&str]) -> Vec<Vec<u8>> {
    let inside = folders
        .iter()
        .flat_map(|f| fs::read_dir(root().join(f)).unwrap());
    let mut paths: Vec<PathBuf> = inside.map(|f| f.unwrap().path()).collect();
    paths.retain(|p| {
        p.extension()
            .is_some_and(|e| endings.iter().any(|x| e == *x))
    });
    paths.sort();
    paths.iter().map(|p| fs::read(p).unwrap()).collect()
}

/// What a target begins with.
fn seeds(target: &str) -> Vec<Vec<u8>> {
    let kept = |endings| {
        files(
            &[
                "tests/fixtures/reports",
                "tests/fixtures/docx",
                "tests/fixtures/pdf",
            ],
            endings,
        )
    };
    let texts = || {
        files(
            &["tests/samples", "tests/reports/correct", "tests/reports"],
            &["txt", "md"],
        )
    };
    let rules = || {
        files(
            &[
                "rules/gov-disclosure",
                "rules/gov-website",
                "tests/broken",
                "tests/broken/with",
            ],
            &["toml"],
        )
    };
    let mut seeds = match target {
        "docx" => kept(&["docx"]),
        "word" => kept(&["docx"]).iter().map(|b| main_part(b)).collect(),
        "doc" => kept(&["doc"]),
        "html" => kept(&["html"]),
        "pdf" => kept(&["pdf"]),
        "pack" => rules(),
        "expression" => expressions(&rules()),
        "edits" => vec![(0..60).collect(), vec![1; 60]],
        _ => texts(),
    };
    seeds.retain(|s| s.len() <= LONGEST);
    assert!(!seeds.is_empty(), "{target}");
    seeds
}

fn main_part(bytes: &[u8]) -> Vec<u8> {
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut part = Vec::new();
    std::io::copy(&mut zip.by_name("word/document.xml").unwrap(), &mut part).unwrap();
    part
}

/// The expressions in some packs.
fn expressions(packs: &[Vec<u8>]) -> Vec<Vec<u8>> {
    let texts = packs.iter().filter_map(|p| std::str::from_utf8(p).ok());
    let lines = texts.flat_map(str::lines);
    let said = lines.filter_map(|l| l.strip_prefix("check = ").or(l.strip_prefix("when = ")));
    said.map(|e| e.trim_matches(['"', '\'']).as_bytes().to_vec())
        .collect()
}

/// What a target says against some bytes.
fn fault(target: fn(&[u8]), bytes: &[u8]) -> Option<String> {
    let start = Instant::now();
    let ended = panic::catch_unwind(AssertUnwindSafe(|| target(bytes)));
    let took = start.elapsed();
    match ended {
        Err(said) => {
            let words = said.downcast_ref::<String>().cloned();
            let words = words.or(said.downcast_ref::<&str>().map(|s| (*s).to_owned()));
            Some(words.unwrap_or_default())
        }
        Ok(()) => (took > SLOW).then(|| format!("it takes {took:?}")),
    }
}

#[track_caller]
fn look(name: &str) {
    let (_, target) = TARGETS.iter().find(|(n, _)| *n == name).unwrap();
    let number = |name: &str| env::var(name).ok().and_then(|n| n.parse::<u64>().ok());
    let limit = Duration::from_secs(number("GOUJI_FUZZ_SECONDS").unwrap_or(2));
    let seed = number("GOUJI_FUZZ_SEED").unwrap_or(0);
    let mut chance = Chance(0x9e37_79b9_7f4a_7c15 ^ (seed << 8) ^ name.len() as u64);
    let seeds = seeds(name);
    let (start, mut runs) = (Instant::now(), 0);
    while start.elapsed() < limit {
        let mut bytes = seeds[chance.below(seeds.len())].clone();
        chance.spoil(&mut bytes, &seeds);
        runs += 1;
        if let Some(fault) = fault(*target, &bytes) {
            let path = root().join(format!("fuzz/found/{name}-{seed}-{runs}"));
            fs::write(&path, &bytes).unwrap();
            panic!("{}: {fault}", path.display());
        }
    }
    // past the capture of the test runner, where it is asked for
    writeln!(
        std::io::stderr(),
        "{name}: {runs} inputs in {:.0?}",
        start.elapsed()
    )
    .unwrap();
}

macro_rules! looks {
    ($($target:ident),* $(,)?) => {
        $(#[test]
        fn $target() {
            look(stringify!($target));
        })*

        #[test]
        fn every_target_is_looked_at() {
            let names: Vec<&str> = TARGETS.iter().map(|(name, _)| *name).collect();
            assert_eq!(names, [$(stringify!($target)),*]);
        }
    };
}

looks![
    text, docx, word, doc, html, pdf, tokens, expression, pack, edits, fixes
];

/// What broke something once, by the name of its target.
#[test]
fn what_was_found_stays_repaired() {
    for file in fs::read_dir(root().join("fuzz/found")).unwrap() {
        let path = file.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        let Some((_, target)) = TARGETS
            .iter()
            .find(|(n, _)| name.starts_with(&format!("{n}-")))
        else {
            assert!(name == "README.md", "{name}");
            continue;
        };
        assert_eq!(fault(*target, &fs::read(path).unwrap()), None, "{name}");
    }
}
