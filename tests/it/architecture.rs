//! The layers of `crates/core/src/lib.rs`, the crates that each crate may use, and the owners of outside technology, read
//! off the sources.

#![allow(clippy::unwrap_used, clippy::string_slice)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// The modules of the core, from the bottom up. A module uses modules of lower rows only.
const ROWS: &[&[&str]] = &[
    &["text"],
    &["document", "diagnostic"],
    &["plain", "grammar", "fields"],
    &["report"],
    &["rule"],
    &["pack", "waivers"],
    &["linter"],
    &["series", "cite"],
];

/// What each crate may use of the others; `src` uses all.
const CRATES: &[(&str, &[&str])] = &[
    ("core", &[]),
    ("packs", &["core"]),
    ("formats", &["core"]),
    ("render", &["core"]),
    ("annotate", &["core", "formats", "render"]),
    ("project", &["core", "packs", "formats"]),
    ("lsp", &["core", "render", "project"]),
    ("mcp", &["core", "render", "project"]),
    ("wasm", &["core", "packs", "formats", "render", "annotate"]),
    // a front of its own around the program: it uses `gouji`, the library of all
    ("python", &[]),
];

/// Outside crates with one owner: no other module names them.
const OWNERS: &[(&str, &str)] = &[
    ("pest", "grammar"),
    ("pest_derive", "grammar"),
    ("toml", "fields"),
    ("postcard", "pack"),
    ("miette", "render"),
    ("parquet", "render"),
    ("pulldown_cmark", "render"),
    ("arrow_array", "render"),
    ("arrow_ipc", "render"),
    ("arrow_schema", "render"),
    ("rust_xlsxwriter", "render"),
    ("clap", "cli"),
    ("clap_complete", "cli"),
    ("clap_mangen", "cli"),
    ("glob", "project"),
    ("globset", "project"),
    ("indicatif", "cli"),
    ("rayon", "project"),
    ("terminal_size", "cli"),
    ("encoding_rs", "formats"),
    ("quick_xml", "formats"),
    ("zip", "formats"),
    ("cfb", "formats"),
    ("flate2", "packs"),
    ("lz4_flex", "packs"),
    ("chardetng", "formats"),
    ("html5gum", "formats"),
    ("lopdf", "formats"),
    ("lsp_server", "lsp"),
    ("lsp_types", "lsp"),
    ("regex", "text"),
    ("regex_syntax", "text"),
    ("num_rational", "text"),
    ("num_traits", "text"),
    ("memchr", "text"),
    ("simdutf8", "project"),
    ("jiff", "rule"),
    ("strsim", "text"),
    ("serde_json", "render"),
    ("similar", "render"),
    ("sha2", "project"),
    ("notify", "cli"),
    ("ctrlc", "cli"),
    ("signal_hook", "cli"),
    ("wasm_bindgen", "wasm"),
    ("js_sys", "wasm"),
];

/// Other modules that name a crate: results and what other reports are held against are kept, and the steps of patterns stored, as the packs that come along are.
const SHARED: &[(&str, &str)] = &[
    ("arrow_array", "python"),
    ("arrow_schema", "python"),
    ("postcard", "project"),
    ("postcard", "report"),
    ("postcard", "text"),
    ("postcard", "wasm"),
    ("encoding_rs", "plain"),
    ("serde_json", "lsp"),
    ("serde_json", "mcp"),
    ("serde_json", "wasm"),
    ("serde_json", "project"),
    ("memchr", "formats"),
    ("simdutf8", "packs"),
];

/// Parts of the standard library that mean I/O or a clock: only the program and `project` have them, the language server
/// just threads.
const OUTSIDE: &[&str] = &[
    "std::fs",
    "std::env",
    "std::process",
    "std::time",
    "std::net",
    "std::thread",
    "println!",
];

/// What `project` leaves to the program: it says what it finds, and ends no process.
const OF_PROGRAMS: &[&str] = &[
    "print!",
    "println!",
    "stderr()",
    "process::exit",
    "ExitCode",
    "clap::",
    "gouji_render",
    "gouji_lsp",
    "gouji_annotate",
];

struct Source {
    module: String,
    path: PathBuf,
    /// How many modules stand above its items, the root of the crate among them.
    depth: usize,
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

/// Where sources stand: the program, and the crates.
fn folders() -> Vec<PathBuf> {
    let crates = CRATES.iter();
    let crates = crates.map(|(name, _)| root().join("crates").join(name).join("src"));
    crates.chain([root().join("src")]).collect()
}

/// All sources. The core and the program have modules; another crate is one.
fn sources() -> Vec<Source> {
    let tests_only = |p: &PathBuf| p.file_name().is_some_and(|n| n == "tests.rs");
    let mut all = Vec::new();
    for folder in folders() {
        // the folder of the program may be called as anybody likes
        let of = folder.strip_prefix(root().join("crates")).ok();
        let of = of.map(|inside| inside.parent().unwrap().to_str().unwrap());
        let whole = of.filter(|name| *name != "core");
        for path in files(&folder, "rs").into_iter().filter(|p| !tests_only(p)) {
            let inside = path.strip_prefix(&folder).unwrap();
            let first = inside.components().next().unwrap().as_os_str();
            let first = first.to_str().unwrap().trim_end_matches(".rs");
            let module = whole.unwrap_or(first).to_owned();
            let depth = inside.components().count() - usize::from(inside.ends_with("mod.rs"));
            let text = fs::read_to_string(&path).unwrap();
            all.push(Source {
                module,
                depth,
                lines: text.lines().count(),
                code: code(&text),
                path,
            });
        }
    }
    all
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
        let path = source.path.display();
        let Some(row) = row_of(&source.module) else {
            continue;
        };
        // what stands in braces behind `crate`, or above its own module, is not looked into: it is not allowed
        if source.code.contains("crate::{") || source.code.contains(&"super::".repeat(source.depth))
        {
            wrong.push(format!("{path} reaches the root of its crate"));
        }
        for part in source.code.split("crate::").skip(1) {
            let other: String = part
                .chars()
                .take_while(|c| c.is_alphanumeric() || *c == '_')
                .collect();
            if other != source.module && row_of(&other).is_some_and(|r| r >= row) {
                wrong.push(format!("{path} uses {other}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_module_of_the_core_has_a_row() {
    let library = fs::read_to_string(root().join("crates/core/src/lib.rs")).unwrap();
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
fn a_crate_uses_what_stands_below_it() {
    let folders = fs::read_dir(root().join("crates")).unwrap();
    let mut there: Vec<String> = folders
        .map(|f| f.unwrap().file_name().into_string().unwrap())
        .collect();
    let mut known: Vec<&str> = CRATES.iter().map(|(name, _)| *name).collect();
    there.sort();
    known.sort();
    assert_eq!(there, known);
    for (name, may) in CRATES {
        let manifest = root().join("crates").join(name).join("Cargo.toml");
        let manifest: toml::Table = fs::read_to_string(manifest).unwrap().parse().unwrap();
        let uses = manifest["dependencies"].as_table().unwrap().keys();
        for used in uses.filter_map(|u| u.strip_prefix("gouji-")) {
            assert!(may.contains(&used), "{name} uses {used}");
        }
    }
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
            let front = ["cli", "main", "project", "python"].contains(&source.module.as_str());
            if source.code.contains(outside) && !front && !thread {
                wrong.push(format!("{} names {outside}", source.path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_project_returns_what_a_program_says() {
    let mut wrong = Vec::new();
    for source in sources().iter().filter(|s| s.module == "project") {
        let found = OF_PROGRAMS.iter().filter(|o| source.code.contains(*o));
        wrong.extend(found.map(|o| format!("{} names {o}", source.path.display())));
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
    let library = gouji::packs::library(gouji::text::Lang::Zh);
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
    let folder = root().join("crates/render/src/html");
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
    let mut embedded: Vec<String> = gouji::packs::sources()
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
    let level = manifest["workspace"]["lints"]["rust"]["unsafe_code"].as_str();
    assert_eq!(level, Some("forbid"));
}
