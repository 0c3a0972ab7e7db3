//! The layers of `src/lib.rs` and the owners of outside technology, read off the sources.

#![allow(clippy::unwrap_used, clippy::string_slice)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// From the bottom up. A module uses modules of lower rows only.
const ROWS: &[&[&str]] = &[
    &["text"],
    &["document", "diagnostic"],
    &["input", "grammar", "fields"],
    &["report"],
    &["rule"],
    &["pack", "config"],
    &["linter", "output"],
    &["annotate"],
    &["lsp"],
    &["cli"],
];

/// Outside crates with one owner: no other module names them.
const OWNERS: &[(&str, &str)] = &[
    ("pest", "grammar"),
    ("pest_derive", "grammar"),
    ("toml", "fields"),
    ("postcard", "pack"),
    ("miette", "output"),
    ("rust_xlsxwriter", "output"),
    ("clap", "cli"),
    ("clap_complete", "cli"),
    ("clap_mangen", "cli"),
    ("glob", "cli"),
    ("globset", "config"),
    ("indicatif", "cli"),
    ("rayon", "cli"),
    ("terminal_size", "cli"),
    ("encoding_rs", "input"),
    ("quick_xml", "input"),
    ("zip", "input"),
    ("cfb", "input"),
    ("chardetng", "input"),
    ("html5gum", "input"),
    ("lopdf", "input"),
    ("lsp_server", "lsp"),
    ("lsp_types", "lsp"),
    ("regex", "text"),
    ("regex_syntax", "text"),
    ("num_rational", "text"),
    ("num_traits", "text"),
    ("memchr", "text"),
    ("simdutf8", "cli"),
    ("jiff", "rule"),
    ("strsim", "text"),
    ("serde_json", "output"),
    ("similar", "output"),
    ("sha2", "cli"),
    ("notify", "cli"),
    ("ctrlc", "cli"),
];

/// Other modules that name a crate: results are kept, and the steps of patterns stored, as the packs that come along are.
const SHARED: &[(&str, &str)] = &[("postcard", "cli"), ("postcard", "text")];

/// Parts of the standard library that mean I/O or a clock: only the front ends have them, the language server just threads.
const OUTSIDE: &[&str] = &[
    "std::fs",
    "std::env",
    "std::process",
    "std::time",
    "std::net",
    "std::thread",
    "println!",
];

struct Source {
    module: String,
    path: PathBuf,
    lines: usize,
    /// Without comments and without what only tests compile.
    code: String,
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path, ending));
        } else if path.extension().is_some_and(|e| e == ending) {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn sources() -> Vec<Source> {
    let src = root().join("src");
    let read = |path: PathBuf| {
        let inside = path.strip_prefix(&src).unwrap();
        let first = inside
            .components()
            .next()
            .unwrap()
            .as_os_str()
            .to_string_lossy();
        let text = fs::read_to_string(&path).unwrap();
        Source {
            module: first.trim_end_matches(".rs").to_owned(),
            lines: text.lines().count(),
            code: code(&text),
            path,
        }
    };
    let tests_only = |p: &PathBuf| p.file_name().is_some_and(|n| n == "tests.rs");
    let all = files(&src, "rs").into_iter().filter(|p| !tests_only(p));
    all.map(read).collect()
}

fn code(source: &str) -> String {
    let mut out = String::new();
    let mut in_tests = false;
    for line in source.lines() {
        in_tests |= line.starts_with("#[cfg(test)]");
        if in_tests {
            // a test module runs to the end of the file; the declaration of one is a line
            in_tests = !(line.starts_with("mod ") && line.ends_with(';'));
            continue;
        }
        if line.trim_start().starts_with("//") {
            continue;
        }
        out.push_str(line.split(" // ").next().unwrap());
        out.push('\n');
    }
    out
}

fn row_of(module: &str) -> Option<usize> {
    ROWS.iter().position(|row| row.contains(&module))
}

/// Whether code names a crate: `name::` or `use name;` that is no part of a longer path.
fn names(code: &str, name: &str) -> bool {
    let path = format!("{name}::");
    code.match_indices(&path).any(|(at, _)| {
        let before = code[..at].chars().next_back();
        !before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':')
    })
}

#[test]
fn a_module_uses_lower_rows_only() {
    let mut wrong = Vec::new();
    for source in sources() {
        let Some(row) = row_of(&source.module) else {
            assert!(
                ["lib", "main"].contains(&source.module.as_str()),
                "{} has no row",
                source.module
            );
            continue;
        };
        for part in source.code.split("crate::").skip(1) {
            let other: String = part
                .chars()
                .take_while(|c| c.is_alphanumeric() || *c == '_')
                .collect();
            if other != source.module && row_of(&other).is_some_and(|r| r >= row) {
                wrong.push(format!("{} uses {other}", source.path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_module_of_the_crate_has_a_row() {
    let library = fs::read_to_string(root().join("src/lib.rs")).unwrap();
    let declared = library
        .lines()
        .filter_map(|l| l.strip_prefix("pub mod ")?.strip_suffix(';'));
    let mut declared: Vec<&str> = declared.collect();
    let mut rows: Vec<&str> = ROWS.concat();
    declared.sort();
    rows.sort();
    assert_eq!(declared, rows);
}

#[test]
fn outside_technology_has_one_owner() {
    let mut wrong = Vec::new();
    for source in sources() {
        for (name, owner) in OWNERS {
            let shared = SHARED.contains(&(name, source.module.as_str()));
            if names(&source.code, name) && source.module != *owner && !shared {
                wrong.push(format!("{} names {name}", source.path.display()));
            }
        }
        for outside in OUTSIDE {
            let thread = source.module == "lsp" && ["std::thread", "std::time"].contains(outside);
            let front = ["cli", "main"].contains(&source.module.as_str());
            if source.code.contains(outside) && !front && !thread {
                wrong.push(format!("{} names {outside}", source.path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn owners_use_what_they_own() {
    for (name, owner) in OWNERS {
        let used = sources()
            .iter()
            .any(|s| s.module == *owner && names(&s.code, name));
        assert!(used, "{owner} does not name {name}");
    }
}

#[test]
fn no_word_of_a_report_stands_in_rust() {
    let catalogue = ["messages.rs", "words.rs"];
    let mut wrong = Vec::new();
    for source in sources() {
        let name = source
            .path
            .file_name()
            .unwrap()
            .to_string_lossy()
            .into_owned();
        if catalogue.contains(&name.as_str()) {
            continue;
        }
        let han = |c: char| matches!(c, '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}');
        for line in source.code.lines().filter(|l| l.chars().any(han)) {
            wrong.push(format!("{}: {line}", source.path.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_message_catalogue_repeats_no_title_or_label() {
    let library = gouji::pack::builtin(gouji::text::Lang::Zh);
    let mut words = BTreeMap::new();
    for kind in &library.kinds {
        let titles = kind.sections.iter().map(|s| (s.title.clone(), "section"));
        words.extend(titles);
        for table in kind.forms.iter().flat_map(|f| &f.tables) {
            let labels = table.rows.iter().chain(&table.columns).map(|a| &a.label);
            words.extend(
                labels
                    .filter(|l| l.chars().count() > 4)
                    .map(|l| (l.clone(), "label")),
            );
        }
    }
    assert!(words.len() > 40);
    for source in sources() {
        for (word, what) in &words {
            assert!(
                !source.code.contains(word.as_str()),
                "{}: the {what} {word}",
                source.path.display()
            );
        }
    }
}

#[test]
fn the_page_needs_nothing_but_itself() {
    let folder = root().join("src/output/html");
    let parts = [files(&folder, "css"), files(&folder, "js")].concat();
    assert!(parts.len() > 1);
    let mut wrong = Vec::new();
    for path in parts {
        let text = fs::read_to_string(&path).unwrap();
        let outside = [
            "//www",
            "http",
            "url(",
            "@import",
            "import(",
            "fetch(",
            "XMLHttp",
            "innerHTML",
        ];
        wrong.extend(
            outside
                .iter()
                .filter(|o| text.contains(*o))
                .map(|o| format!("{}: {o}", path.display())),
        );
        // its words stand in the catalogue
        if text.chars().any(|c| matches!(c, '\u{3400}'..='\u{9fff}')) || text.lines().count() > 330
        {
            wrong.push(path.display().to_string());
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_rule_file_is_embedded() {
    let relative = |p: PathBuf| {
        p.strip_prefix(root())
            .unwrap()
            .to_string_lossy()
            .replace('\\', "/")
    };
    let on_disk: Vec<String> = files(&root().join("rules"), "toml")
        .into_iter()
        .map(relative)
        .collect();
    let mut embedded: Vec<String> = gouji::pack::builtin_sources()
        .into_iter()
        .map(|s| s.name)
        .collect();
    embedded.sort();
    assert_eq!(on_disk, embedded);
}

#[test]
fn files_are_short() {
    let long: Vec<String> = sources()
        .iter()
        .filter(|s| s.lines > 330)
        .map(|s| format!("{} has {} lines", s.path.display(), s.lines))
        .collect();
    assert!(long.is_empty(), "{}", long.join("\n"));
}

#[test]
fn unsafe_code_is_forbidden() {
    let manifest = fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let manifest: toml::Table = manifest.parse().unwrap();
    let level = manifest["lints"]["rust"]["unsafe_code"].as_str();
    assert_eq!(level, Some("forbid"));
}
