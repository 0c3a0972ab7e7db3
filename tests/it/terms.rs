//! One word for one thing: the words that `docs/terms.md` discards, and half-width punctuation, stand in no Chinese text.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use std::fs;
use std::path::{Path, PathBuf};

use gouji::text::Lang;
use regex::Regex;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn text(path: impl AsRef<Path>) -> String {
    fs::read_to_string(root().join(path)).unwrap()
}

/// The discarded words, each with the one that is used.
fn discarded() -> Vec<(String, String)> {
    let page = text("docs/terms.md");
    let rows = page.lines().filter(|l| l.starts_with("| ")).skip(2);
    let cells = rows.map(|row| {
        row.split('|')
            .map(|c| c.trim().to_owned())
            .collect::<Vec<_>>()
    });
    let words = cells.flat_map(|cells| {
        let used = cells[1].clone();
        let bad: Vec<String> = cells[4].split('、').map(str::to_owned).collect();
        bad.into_iter().map(move |bad| (bad, used.clone()))
    });
    words.filter(|(bad, _)| !bad.is_empty()).collect()
}

/// Sources under a folder.
fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
    found
}

/// What people read in Chinese: where it stands, and the text.
fn texts() -> Vec<(String, String)> {
    let mut all = Vec::new();
    let string = Regex::new(r#""(?:[^"\\]|\\.)*""#).unwrap();
    let all_sources = [
        sources(&root().join("src")),
        sources(&root().join("crates")),
    ]
    .concat();
    for path in all_sources {
        let (name, shown) = (
            path.file_name().unwrap().to_str().unwrap(),
            path.display().to_string(),
        );
        let catalogue = ["messages.rs", "words.rs"].contains(&name);
        let options = shown.contains("cli/args");
        for (at, line) in fs::read_to_string(&path).unwrap().lines().enumerate() {
            let place = format!("{shown}:{}", at + 1);
            match line.trim_start().strip_prefix("///") {
                Some(help) if options => all.push((place, help.to_owned())),
                None if catalogue => {
                    let strings = string.find_iter(line).map(|s| s.as_str().to_owned());
                    all.extend(strings.map(|s| (place.clone(), s)));
                }
                _ => {}
            }
        }
    }
    for template in ["gouji.zh.toml", "zh.toml"] {
        let path = Path::new("src/cli/scaffold").join(template);
        let lines = text(path).lines().map(str::to_owned).collect::<Vec<_>>();
        all.extend(lines.into_iter().map(|l| (template.to_owned(), l)));
    }
    for schema in ["rules/pack.schema.json", "rules/config.schema.json"] {
        let lines = text(schema).lines().map(str::to_owned).collect::<Vec<_>>();
        let chinese = lines
            .iter()
            .filter_map(|l| l.split_once("\"description\": "));
        let chinese = chinese.map(|(_, d)| d.split(" / ").next().unwrap().to_owned());
        all.extend(chinese.map(|d| (schema.to_owned(), d)));
    }
    all.extend(pages());
    all.extend(rules());
    all
}

/// The prose of the Chinese pages, without examples and code.
fn pages() -> Vec<(String, String)> {
    let docs = fs::read_dir(root().join("docs")).unwrap();
    let docs = docs.map(|e| e.unwrap().path());
    let docs = docs
        .filter(|p| p.to_str().unwrap().ends_with(".zh-CN.md") && !p.ends_with("terms.zh-CN.md"));
    let code = Regex::new(r"`[^`]*`").unwrap();
    let mut all = Vec::new();
    for path in docs.chain([root().join("README.zh-CN.md")]) {
        let mut fenced = false;
        for (at, line) in fs::read_to_string(&path).unwrap().lines().enumerate() {
            if line.starts_with("```") {
                fenced = !fenced;
            } else if !fenced && !line.starts_with("<!--") {
                all.push((
                    format!("{}:{}", path.display(), at + 1),
                    code.replace_all(line, "x").into_owned(),
                ));
            }
        }
    }
    all
}

/// What rules say of themselves and of findings.
fn rules() -> Vec<(String, String)> {
    let library = gouji::packs::catalogue(Lang::Zh);
    let mut all = Vec::new();
    for pack in library.packs() {
        let library = library.library(&library.with_bases(&[pack]));
        for (_, rule) in library.all_rules() {
            for words in [
                &rule.title,
                &rule.fault,
                &rule.message,
                &rule.why,
                &rule.help,
            ] {
                all.push((rule.id.clone(), words.get(Lang::Zh).to_owned()));
            }
        }
    }
    all
}

#[test]
fn no_discarded_word_stands_in_a_chinese_text() {
    let words = discarded();
    assert!(words.len() > 10, "{words:?}");
    let texts = texts();
    assert!(texts.len() > 1500, "{}", texts.len());
    let mut wrong = Vec::new();
    for (place, text) in &texts {
        for (bad, used) in words.iter().filter(|(bad, _)| text.contains(bad.as_str())) {
            wrong.push(format!("{place}: {bad}, where {used} is used: {text}"));
        }
    }
    wrong.dedup();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn punctuation_of_chinese_texts_is_full_width() {
    // what a pattern or a value leaves open stands in braces
    let half = Regex::new(r"[\p{Han}」”）》〕][:;,?!](?:[^/:]|$)|\p{Han} ?\(\p{Han}").unwrap();
    let open = Regex::new(r"\{[^}]*\}|\[[^\]]*\]").unwrap();
    let mut wrong = Vec::new();
    for (place, text) in texts() {
        let closed = open.replace_all(&text, "x");
        if closed.chars().any(|c| matches!(c, '\u{4e00}'..='\u{9fff}')) && half.is_match(&closed) {
            wrong.push(format!("{place}: {text}"));
        }
    }
    wrong.dedup();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(
        half.is_match("帮助: 改") && half.is_match("标题 (规范)") && !half.is_match("怎么改：改")
    );
}
