//! Bytes that nobody would write, for every target of `fuzz/src/lib.rs`: files that are kept here, spoilt in ways that
//! chance chooses, and all inputs in `fuzz/found` that broke something once.
//!
//! `GOUJI_FUZZ_SECONDS=60 cargo test --test fuzz -- --nocapture` looks longer; `GOUJI_FUZZ_SEED` looks elsewhere. What
//! breaks a target is put into `fuzz/found`, to be kept with the repair.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::explicit_write
)]

#[path = "../fuzz/src/lib.rs"]
mod targets;

use std::io::{Read, Write};
use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use std::{env, fs};

use targets::TARGETS;

/// One input may take so long, in a build for tests on a busy machine …
const SLOW: Duration = Duration::from_secs(20);
/// … and is not longer than this, in bytes.
const LONGEST: usize = 100_000;

/// Words that mean something to a target: the lines of `fuzz/words/NAME.dict`, as libFuzzer writes them.
fn words(name: &str) -> Vec<Vec<u8>> {
    let path = root().join(format!("fuzz/words/{name}.dict"));
    let text = fs::read_to_string(path).unwrap();
    let inner = |line: &str| line.strip_prefix('"')?.strip_suffix('"').map(plain);
    text.lines().map(|line| inner(line).unwrap()).collect()
}

/// A word without its `\xNN`.
fn plain(word: &str) -> Vec<u8> {
    let mut parts = word.split("\\x");
    let first = parts.next().unwrap().as_bytes().to_vec();
    parts.fold(first, |mut out, part| {
        out.push(u8::from_str_radix(&part[..2], 16).unwrap());
        out.extend(part[2..].bytes());
        out
    })
}

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
    fn spoil(&mut self, bytes: &mut Vec<u8>, seeds: &[Vec<u8>], words: &[Vec<u8>]) {
        for _ in 0..=self.below(8) {
            let range = self.range(bytes.len());
            let word = words[self.below(words.len())].clone();
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

/// What a target begins with: what is kept in `fuzz/corpus`, and files of other tests.
fn seeds(target: &str) -> Vec<Vec<u8>> {
    let kept = |endings| {
        let folders = ["reports", "docx", "pdf"].map(|f| format!("tests/fixtures/{f}"));
        files(&folders.each_ref().map(String::as_str), endings)
    };
    let texts = |endings| {
        let folders = ["tests/samples", "tests/reports/correct", "tests/reports"];
        files(&folders, endings)
    };
    let rules = || {
        let folders = ["rules/gov-disclosure", "rules/gov-website", "tests/broken"];
        files(&folders, &["toml"])
    };
    let mut seeds = match target {
        "docx" => kept(&["docx"]),
        "word" | "styles" | "numbering" => {
            let part = match target {
                "word" => "document",
                part => part,
            };
            let name = format!("word/{part}.xml");
            kept(&["docx"]).iter().map(|b| part_of(b, &name)).collect()
        }
        "doc" => kept(&["doc"]),
        "streams" => kept(&["doc"]).iter().map(|b| streams_of(b)).collect(),
        "html" => kept(&["html"]),
        "pdf" => kept(&["pdf"]),
        "pack" => rules(),
        "expression" => expressions(&rules()),
        "text" | "fixes" | "tokens" => texts(&["txt"]),
        "markdown" => texts(&["md"]),
        "notes" => chosen(texts(&["txt"])),
        "footnotes" => chosen(texts(&["md"])),
        "panel" => chosen(kept(&["html"])),
        "annotations" => chosen(kept(&["pdf"])),
        _ => Vec::new(),
    };
    seeds.retain(|s| s.len() <= LONGEST);
    seeds.extend(corpus(target));
    assert!(!seeds.is_empty(), "{target}");
    seeds
}

/// What a target went new ways with once.
fn corpus(target: &str) -> Vec<Vec<u8>> {
    let folder = fs::read_dir(root().join("fuzz/corpus").join(target)).unwrap();
    let mut paths: Vec<PathBuf> = folder.map(|f| f.unwrap().path()).collect();
    paths.sort();
    paths.iter().map(|p| fs::read(p).unwrap()).collect()
}

/// Files with bytes in front of them that choose the places of findings.
fn chosen(files: Vec<Vec<u8>>) -> Vec<Vec<u8>> {
    let choice: Vec<u8> = (0..24_u8).map(|n| n.wrapping_mul(37)).collect();
    let with = |file: Vec<u8>| [choice.clone(), file].concat();
    files.into_iter().map(with).collect()
}

fn part_of(package: &[u8], name: &str) -> Vec<u8> {
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(package)).unwrap();
    let mut part = Vec::new();
    if let Ok(mut found) = zip.by_name(name) {
        std::io::copy(&mut found, &mut part).unwrap();
    }
    part
}

/// The streams of an old document, as the target takes them.
fn streams_of(file: &[u8]) -> Vec<u8> {
    let mut container = cfb::CompoundFile::open(std::io::Cursor::new(file)).unwrap();
    let mut stream = |name: &str| {
        let mut bytes = Vec::new();
        if let Ok(mut found) = container.open_stream(name) {
            found.read_to_end(&mut bytes).unwrap();
        }
        bytes.truncate(usize::from(u16::MAX));
        bytes
    };
    let (main, table, data) = (stream("WordDocument"), stream("1Table"), stream("Data"));
    let length = |bytes: &[u8]| u16::try_from(bytes.len()).unwrap().to_be_bytes();
    [&length(&main)[..], &length(&table), &main, &table, &data].concat()
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
    let (_, about, target) = TARGETS.iter().find(|(n, ..)| *n == name).unwrap();
    let number = |name: &str| env::var(name).ok().and_then(|n| n.parse::<u64>().ok());
    let limit = Duration::from_secs(number("GOUJI_FUZZ_SECONDS").unwrap_or(1));
    let seed = number("GOUJI_FUZZ_SEED").unwrap_or(0);
    let mut chance = Chance(0x9e37_79b9_7f4a_7c15 ^ (seed << 8) ^ name.len() as u64);
    let (seeds, words) = (seeds(name), words(about));
    let (start, mut runs) = (Instant::now(), 0);
    let mut run = |bytes: &[u8]| {
        runs += 1;
        if let Some(fault) = fault(*target, bytes) {
            let path = root().join(format!("fuzz/found/{name}-{seed}-{runs}"));
            fs::write(&path, bytes).unwrap();
            panic!("{}: {fault}", path.display());
        }
    };
    corpus(name).iter().for_each(|bytes| run(bytes));
    while start.elapsed() < limit {
        let mut bytes = seeds[chance.below(seeds.len())].clone();
        chance.spoil(&mut bytes, &seeds, &words);
        run(&bytes);
    }
    // past the capture of the test runner, where it is asked for
    let took = start.elapsed();
    writeln!(std::io::stderr(), "{name}: {runs} inputs in {took:.0?}").unwrap();
}

macro_rules! looks {
    ($($target:ident),* $(,)?) => {
        $(#[test]
        fn $target() {
            look(stringify!($target));
        })*

        #[test]
        fn every_target_is_looked_at() {
            let names: Vec<&str> = TARGETS.iter().map(|(name, ..)| *name).collect();
            assert_eq!(names, [$(stringify!($target)),*]);
        }
    };
}

looks![
    text,
    markdown,
    html,
    doc,
    docx,
    pdf,
    word,
    styles,
    numbering,
    header,
    relations,
    sheet,
    streams,
    content,
    cmap,
    font,
    objects,
    tokens,
    expression,
    pack,
    config,
    waivers,
    baseline,
    stored,
    answer,
    edits,
    wire,
    talk,
    fixes,
    notes,
    footnotes,
    panel,
    comments,
    annotations,
];

/// libFuzzer runs the same targets.
#[test]
fn every_target_is_a_binary() {
    let file = fs::read_to_string(root().join("fuzz/Cargo.toml")).unwrap();
    let file: toml::Table = file.parse().unwrap();
    let binaries = file["bin"].as_array().unwrap().iter();
    let binaries: Vec<&str> = binaries.map(|b| b["name"].as_str().unwrap()).collect();
    let names: Vec<&str> = TARGETS.iter().map(|(name, ..)| *name).collect();
    assert_eq!(binaries, names);
}

/// Writes what targets begin with into folders, for libFuzzer: `GOUJI_FUZZ_INTO=FOLDER`.
#[test]
#[ignore = "writes files"]
fn seeds_are_written() {
    let folder = PathBuf::from(env::var_os("GOUJI_FUZZ_INTO").unwrap());
    for (name, ..) in TARGETS {
        let folder = folder.join(name);
        fs::create_dir_all(&folder).unwrap();
        for (at, bytes) in seeds(name).into_iter().enumerate() {
            fs::write(folder.join(format!("{at}")), bytes).unwrap();
        }
    }
}

/// What broke something once, by the name of its target.
#[test]
fn what_was_found_stays_repaired() {
    for file in fs::read_dir(root().join("fuzz/found")).unwrap() {
        let path = file.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        let Some((_, _, target)) = TARGETS
            .iter()
            .find(|(n, ..)| name.starts_with(&format!("{n}-")))
        else {
            assert!(name == "README.md", "{name}");
            continue;
        };
        assert_eq!(fault(*target, &fs::read(path).unwrap()), None, "{name}");
    }
}
