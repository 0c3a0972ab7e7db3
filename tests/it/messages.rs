//! Messages are complete in both languages: those of the engine, read off the catalogues, and those of the packs.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use gouji::text::{Lang, Words, placeholders};

/// The message catalogues.
fn catalogues() -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut waiting = vec![root.join("src"), root.join("crates")];
    let mut found = Vec::new();
    while let Some(folder) = waiting.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap();
            if path.is_dir() {
                waiting.push(path);
            } else if ["messages.rs", "words.rs"].contains(&name) {
                let text = fs::read_to_string(&path).unwrap();
                let code = text.split("#[cfg(test)]").next().unwrap().to_owned();
                found.push((path, code));
            }
        }
    }
    found.sort();
    found
}

/// The functions of a source at any depth: their names and bodies.
fn functions(code: &str) -> BTreeMap<String, String> {
    let mut all = BTreeMap::new();
    let lines: Vec<&str> = code.lines().collect();
    for (at, line) in lines.iter().enumerate() {
        let Some((before, rest)) = line.split_once("fn ") else {
            continue;
        };
        let indent = before.len() - before.trim_start().len();
        let name: String = rest
            .chars()
            .take_while(|c| c.is_alphanumeric() || *c == '_')
            .collect();
        let end = format!("{}}}", " ".repeat(indent));
        let body = lines[at + 1..].iter().take_while(|l| **l != end);
        all.insert(name, body.map(|l| format!("{l}\n")).collect());
    }
    all
}

/// The arms of the outermost match of a function: for each variant the values that its patterns name. A variant that one
/// language tells case by case names the cases, not the value: it has one without a name in each.
fn arms(body: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut lines = body
        .lines()
        .skip_while(|l| !l.trim_start().starts_with("match "))
        .skip(1)
        .peekable();
    let indent = lines.peek().map_or(0, |l| l.len() - l.trim_start().len());
    for line in lines {
        let own = line.len() - line.trim_start().len() == indent;
        let Some((pattern, said)) = line.split_once(" => ").filter(|_| own) else {
            continue;
        };
        assert!(!said.starts_with("\"\""), "{line}");
        for pattern in pattern.split(" | ") {
            let (variant, inside) = pattern
                .trim()
                .split_once(['(', '{'])
                .unwrap_or((pattern.trim(), ""));
            let words = inside.split(|c: char| !c.is_alphanumeric() && c != '_');
            if !variant.contains("::") {
                continue;
            }
            let values = words.filter(|w| w.starts_with(|c: char| c.is_ascii_lowercase()));
            let values = values.filter(|w| !["true", "false", "ref"].contains(w));
            let entry = found.entry(variant.trim().to_owned()).or_default();
            entry.extend(values.map(str::to_owned));
            if inside.contains("::") {
                entry.insert("…".to_owned());
            }
        }
    }
    found
}

/// The names that the two functions of a message have.
const PAIRS: [(&str, &str); 4] = [
    ("chinese", "english"),
    ("zh", "en"),
    ("chinese_", "english_"),
    ("_zh", "_en"),
];

fn other(name: &str) -> Option<String> {
    PAIRS.iter().find_map(|(zh, en)| match zh {
        zh if zh.ends_with('_') => name.strip_prefix(zh).map(|rest| format!("{en}{rest}")),
        zh if zh.starts_with('_') => name.strip_suffix(zh).map(|rest| format!("{rest}{en}")),
        zh => (name == *zh).then(|| (*en).to_owned()),
    })
}

#[test]
fn every_message_of_a_catalogue_says_the_same_values_in_both_languages() {
    let mut messages = 0;
    for (path, code) in catalogues() {
        let functions = functions(&code);
        for (name, body) in &functions {
            let Some(other) = other(name) else { continue };
            let english = functions.get(&other);
            let english = english.unwrap_or_else(|| panic!("{}: no {other}", path.display()));
            let (zh, en) = (arms(body), arms(english));
            messages += zh.len();
            let variants = |arms: &BTreeMap<String, _>| arms.keys().cloned().collect::<Vec<_>>();
            assert_eq!(variants(&zh), variants(&en), "{}: {name}", path.display());
            for (variant, values) in &zh {
                let cases = |values: &BTreeSet<String>| values.contains("…");
                let same = *values == en[variant] || cases(values) || cases(&en[variant]);
                assert!(
                    same,
                    "{}: {variant}: {values:?} {:?}",
                    path.display(),
                    en[variant]
                );
            }
        }
    }
    assert!(messages > 150, "{messages}");
}

#[test]
fn no_word_of_a_pair_is_empty() {
    for (path, code) in catalogues() {
        let empty = |line: &&str| {
            let pair = line.trim_start().split_once("=> (").map(|(_, pair)| pair);
            pair.is_some_and(|p| p.starts_with("\"\", ") || p.ends_with(", \"\"),"))
        };
        assert_eq!(code.lines().find(empty), None, "{}", path.display());
    }
}

#[test]
fn rules_say_the_same_values_in_both_languages() {
    let library = gouji::packs::catalogue(Lang::Zh);
    let packs: Vec<_> = library.packs().iter().collect();
    let mut wrong = Vec::new();
    let mut rules = BTreeSet::new();
    for pack in packs {
        let library = library.library(&library.with_bases(&[pack]));
        for (_, rule) in library.all_rules() {
            rules.insert(rule.id.clone());
            let texts = [
                ("title", &rule.title, true),
                ("fault", &rule.fault, true),
                ("message", &rule.message, true),
                ("why", &rule.why, true),
                ("help", &rule.help, false),
            ];
            for (what, words, needed) in texts {
                wrong.extend(unequal(words, needed).map(|w| format!("{}.{what}: {w}", rule.id)));
            }
        }
    }
    wrong.sort();
    wrong.dedup();
    assert!(rules.len() > 150, "{}", rules.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What differs between the two languages of a text.
fn unequal(words: &Words, needed: bool) -> Option<String> {
    let (zh, en) = (words.zh.as_str(), words.en.as_str());
    if zh.is_empty() && en.is_empty() && !needed {
        return None;
    }
    if zh.is_empty() || en.is_empty() {
        return Some(format!("empty: {zh:?} {en:?}"));
    }
    if zh == en {
        return Some(format!("not translated: {zh}"));
    }
    let names = |text: &str| BTreeSet::from_iter(placeholders(text));
    let (in_zh, in_en) = (names(zh), names(en));
    (in_zh != in_en).then(|| format!("{in_zh:?} {in_en:?}: {zh} / {en}"))
}

/// The packs with rules that are read together: each on what it builds on.
fn each_library(mut see: impl FnMut(&gouji::pack::Library)) {
    let catalogue = gouji::packs::catalogue(Lang::Zh);
    let packs: Vec<_> = catalogue.packs().iter().collect();
    for pack in packs {
        see(&catalogue.library(&catalogue.with_bases(&[pack])));
    }
}

#[test]
fn every_rule_has_a_short_name_of_what_is_wrong() {
    let mut wrong = BTreeSet::new();
    let mut seen = BTreeSet::new();
    each_library(|library| {
        for kind in &library.kinds {
            let mut names: BTreeMap<(bool, &str), &str> = BTreeMap::new();
            for rule in library.rules_of(&kind.id) {
                seen.insert(rule.id.clone());
                let texts = [
                    (Lang::Zh, &rule.fault.zh, &rule.title.zh),
                    (Lang::En, &rule.fault.en, &rule.title.en),
                ];
                for (lang, fault, title) in texts {
                    let length = match lang {
                        Lang::Zh => fault.chars().count() as f64 / 14.0,
                        Lang::En => fault.split_whitespace().count() as f64 / 8.0,
                    };
                    let full_stop = fault.ends_with(['。', '.']);
                    let mut note =
                        |what: &str| wrong.insert(format!("{}: {what}: {fault}", rule.id));
                    if fault.is_empty() || fault == title {
                        note("no name of its own");
                    }
                    if length > 1.0 || full_stop || fault.contains('{') {
                        note("no short name");
                    }
                    if let Some(other) = names.insert((lang == Lang::En, fault), &rule.id) {
                        note(&format!("as {other}"));
                    }
                }
            }
        }
    });
    assert!(seen.len() > 200, "{}", seen.len());
    assert!(wrong.is_empty(), "{wrong:#?}");
}
