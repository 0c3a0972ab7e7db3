//! What the READMEs and the pages that began in them show is what gouji prints. With `GOUJI_UPDATE=1` the blocks are written anew.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use std::fs;
use std::path::Path;
use std::process::Command;

/// What stands in the code block under a comment `<!-- run: arguments -->` or `<!-- file: path -->`.
fn content(comment: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    if let Some(path) = comment.strip_prefix("file: ") {
        return fs::read_to_string(root.join(path)).unwrap();
    }
    let arguments = comment.strip_prefix("run: ").unwrap().split_whitespace();
    let output = Command::new(env!("CARGO_BIN_EXE_gouji"))
        .args(arguments)
        .current_dir(root)
        .env("NO_COLOR", "1")
        .env_remove("GOUJI_LANG")
        .env("LC_ALL", "C")
        .output()
        .unwrap();
    assert!(
        output.stderr.is_empty(),
        "{comment}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    let text = String::from_utf8(output.stdout).unwrap();
    text.lines()
        .map(|l| format!("{}\n", l.trim_end()))
        .collect()
}

/// The README with every marked block as it should be, and how many there are.
fn renewed(readme: &str) -> (String, usize) {
    let mut out = String::new();
    let mut blocks = 0;
    let mut lines = readme.lines();
    while let Some(line) = lines.next() {
        out.push_str(line);
        out.push('\n');
        let Some(comment) = line
            .strip_prefix("<!-- ")
            .and_then(|l| l.strip_suffix(" -->"))
        else {
            continue;
        };
        let fence = lines.next().unwrap();
        assert!(fence.starts_with("```"), "{comment}");
        let _ = lines.by_ref().take_while(|l| *l != "```").count();
        let body = content(comment);
        out.push_str(&format!("{fence}\n{}\n```\n", body.trim_matches('\n')));
        blocks += 1;
    }
    (out, blocks)
}

/// The pages, with the least number of blocks that are run; each stands in both languages.
const PAGES: [(&str, usize); 3] = [("using", 5), ("reading", 1), ("first-rule", 3)];

/// The files of a page, by their endings.
fn named(page: &str) -> [String; 2] {
    [".md", ".zh-CN.md"].map(|ending| format!("docs/{page}{ending}"))
}

fn check(name: &str, least: usize) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    let page = fs::read_to_string(&path).unwrap();
    let (wanted, blocks) = renewed(&page);
    assert!(blocks >= least, "{name}: {blocks} blocks");
    if std::env::var_os("GOUJI_UPDATE").is_some() {
        fs::write(&path, &wanted).unwrap();
        return;
    }
    assert!(
        wanted == page,
        "{name} shows something else than gouji prints; run with GOUJI_UPDATE=1"
    );
}

#[test]
fn the_pages_show_what_gouji_prints() {
    for (page, least) in PAGES {
        let [english, _] = named(page);
        check(&english, least);
    }
}

#[test]
fn the_chinese_pages_show_what_gouji_prints() {
    for (page, least) in PAGES {
        let [_, chinese] = named(page);
        check(&chinese, least);
    }
}

/// The levels of the headings, and what the marked blocks run, without the language.
fn structure(name: &str) -> Vec<String> {
    let readme = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap();
    let mut all = Vec::new();
    let mut fenced = false;
    for line in readme.lines() {
        if let Some(kind) = line.strip_prefix("```") {
            if !fenced {
                all.push(format!("block {kind}"));
            }
            fenced = !fenced;
        } else if fenced {
            // the commands that people type, without what is said of them
            if line.starts_with("gouji ") || line.starts_with("cargo ") {
                let command = line.split(" #").next().unwrap().trim();
                let words = command.split_whitespace().take(2);
                all.push(words.collect::<Vec<_>>().join(" "));
            }
        } else if line.starts_with('#') {
            let level = line.split_whitespace().next().unwrap();
            all.push(level.to_owned());
        } else if line.starts_with("<!-- ") {
            all.push(line.replace(" --lang en", ""));
        }
    }
    all
}

/// Both languages have the same parts; how many they are.
fn same(english: &str, chinese: &str) -> usize {
    let (english, chinese) = (structure(english), structure(chinese));
    for (at, (one, other)) in english.iter().zip(&chinese).enumerate() {
        let named = |word: &String| word.replace("gouji 报告.docx", "gouji report.docx");
        assert_eq!(named(one), named(other), "part {at}");
    }
    assert_eq!(english.len(), chinese.len());
    english.len()
}

#[test]
fn both_languages_have_the_same_structure() {
    let mut parts = same("README.md", "README.zh-CN.md");
    for page in ["using", "reading", "first-rule", "installing", "developing"] {
        let [english, chinese] = named(page);
        parts += same(&english, &chinese);
    }
    assert!(parts > 120, "{parts}");
}

/// How long a README may be, in lines: about a screen.
const SCREEN: usize = 66;

#[test]
fn the_first_screen_says_what_for_whom_and_how_to_have_it() {
    for name in ["README.md", "README.zh-CN.md"] {
        let readme = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap();
        let lines: Vec<&str> = readme.lines().collect();
        assert!(lines.len() <= SCREEN, "{name}: {} lines", lines.len());
        let at = |word: &str| {
            let found = lines.iter().position(|l| l.contains(word));
            found.unwrap_or_else(|| panic!("{name}: {word}"))
        };
        // a picture, five ways to have it, who uses it how, and the two commands
        let ways = [
            "pip install gouji",
            "npx gouji",
            ".zip",
            "install.sh",
            ".deb",
        ];
        let ways = ways.map(at);
        assert!(at("docs/pictures/check") < ways[0], "{name}");
        assert!(ways.is_sorted() && ways[4] < 20, "{name}: {ways:?}");
        assert!(ways[4] < at("`gouji check"), "{name}");
        assert!(
            at("cargo run --release -- check") < at("cargo test"),
            "{name}"
        );
        assert!(at("cargo test") < at("docs/pictures/speed"), "{name}");
    }
}
