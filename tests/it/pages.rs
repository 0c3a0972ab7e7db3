//! Pages of the handbook stand in both languages, with the same examples, and their links lead somewhere.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::PathBuf;

use crate::support::page;
use page::{blocks, root, text};
use regex::Regex;

/// Pages with the same examples to the letter; in the others the words of examples are those of the language.
const SAME: [&str; 2] = ["ci", "editors"];

/// The names of the pages in `docs` that end so.
fn pages(ending: &str) -> Vec<String> {
    let entries = fs::read_dir(root("docs")).unwrap();
    let names = entries.map(|e| e.unwrap().file_name().into_string().unwrap());
    let ours = names.filter_map(|n| n.strip_suffix(ending).map(str::to_owned));
    let mut ours: Vec<String> = ours.filter(|n| !n.contains('.')).collect();
    ours.sort();
    ours
}

#[test]
fn every_page_stands_in_both_languages() {
    let english = pages(".md");
    assert!(english.len() >= 5);
    assert_eq!(english, pages(".zh-CN.md"));
}

#[test]
fn examples_are_the_same_in_both() {
    for name in pages(".md") {
        let both = [".md", ".zh-CN.md"].map(|ending| text(&format!("docs/{name}{ending}")));
        let [english, chinese] = both.each_ref().map(|text| blocks(text));
        let kinds = |all: &[page::Block]| -> Vec<String> {
            let code = all.iter().filter(|b| b.kind != "table");
            code.map(|b| b.kind.clone()).collect()
        };
        assert_eq!(kinds(&english), kinds(&chinese), "{name}");
        if SAME.contains(&name.as_str()) {
            let bodies = |all: &[page::Block]| -> Vec<String> {
                all.iter().map(|b| b.body.clone()).collect()
            };
            assert_eq!(bodies(&english), bodies(&chinese), "{name}");
        }
    }
}

#[test]
fn links_lead_somewhere() {
    let link = Regex::new(r"\]\(([^)#\s:]+)[^)\s:]*\)").unwrap();
    let docs = pages(".md").into_iter();
    let mut all: Vec<PathBuf> = docs
        .flat_map(|n| [format!("docs/{n}.md"), format!("docs/{n}.zh-CN.md")])
        .map(|path| root(&path))
        .collect();
    all.extend([root("README.md"), root("README.zh-CN.md")]);
    let mut seen = 0;
    for path in all {
        let page = fs::read_to_string(&path).unwrap();
        for found in link.captures_iter(&page) {
            let target = path.parent().unwrap().join(&found[1]);
            assert!(target.exists(), "{}: {}", path.display(), &found[1]);
            seen += 1;
        }
    }
    assert!(seen > 20);
}
