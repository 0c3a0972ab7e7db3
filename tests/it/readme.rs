//! What the READMEs show is what gouji prints. With `GOUJI_UPDATE=1` the blocks are written anew.

#![allow(clippy::unwrap_used)]

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

fn check(name: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    let readme = fs::read_to_string(&path).unwrap();
    let (wanted, blocks) = renewed(&readme);
    assert!(blocks >= 4);
    if std::env::var_os("GOUJI_UPDATE").is_some() {
        fs::write(&path, &wanted).unwrap();
        return;
    }
    assert!(
        wanted == readme,
        "{name} shows something else than gouji prints; run with GOUJI_UPDATE=1"
    );
}

#[test]
fn the_readme_shows_what_gouji_prints() {
    check("README.md");
}

#[test]
fn the_chinese_readme_shows_what_gouji_prints() {
    check("README.zh-CN.md");
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

#[test]
fn both_readmes_have_the_same_structure() {
    let (english, chinese) = (structure("README.md"), structure("README.zh-CN.md"));
    assert!(english.len() > 60, "{}", english.len());
    for (at, (one, other)) in english.iter().zip(&chinese).enumerate() {
        let named = |word: &String| word.replace("gouji 报告.docx", "gouji report.docx");
        assert_eq!(named(one), named(other), "part {at}");
    }
    assert_eq!(english.len(), chinese.len());
}

#[test]
fn the_first_screen_says_what_for_whom_and_how_to_have_it() {
    for name in ["README.md", "README.zh-CN.md"] {
        let readme = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap();
        let first: Vec<&str> = readme.lines().take(30).collect();
        let at = |start: &str| first.iter().position(|l| l.starts_with(start));
        let (table, install) = (at("| ---").unwrap(), at("cargo install").unwrap());
        let sample = at("<!-- run: check").unwrap();
        assert!(table < install && install < sample, "{name}");
    }
}
