//! Messages are complete in both languages: those of the engine, read off the catalogues, and those of the packs.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use gouji::text::{Bilingual, Lang, placeholders};
use regex::Regex;

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

/// A text between quotes, or another sign.
static PIECE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r#""(?:[^"\\]|(?s:\\.))*"|(?s:.)"#).unwrap());
/// What a template names.
static FILLED: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\{([a-z_]\w*)[^}]*\}").unwrap());
/// A word of code; a member with its dot, a function with its bracket.
static WORD: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\.?\w+[(!]?").unwrap());

/// What stands in the bracket that pieces begin in, cut at a sign outside of further brackets.
fn parts<'a>(inside: impl Iterator<Item = &'a str>, sign: &str) -> Vec<Vec<&'a str>> {
    let mut depth = 0;
    let mut parts = vec![Vec::new()];
    for piece in inside {
        match piece {
            "(" | "[" | "{" => depth += 1,
            ")" | "]" | "}" => depth -= 1,
            _ => {}
        }
        match depth {
            ..0 => break,
            0 if piece == sign => parts.push(Vec::new()),
            _ => parts.last_mut().unwrap().push(piece),
        }
    }
    parts
}

/// The names in a template of [`format!`], and those in what is put into it. The words for one thing in each language
/// are called `zh` and `en`.
fn names(text: &[&str]) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut code = String::new();
    for piece in text {
        if !piece.starts_with('"') {
            code.push_str(piece);
            continue;
        }
        let open = piece.replace("{{", "").replace("}}", "");
        let filled = FILLED.captures_iter(&open);
        found.extend(filled.map(|c| c[1].to_owned()));
    }
    let words = WORD.find_iter(&code).map(|m| m.as_str());
    let called = |word: &&str| word.ends_with(['(', '!']);
    let words = words.filter(|w| w.starts_with(|c: char| c.is_ascii_lowercase()) && !called(w));
    found.extend(words.map(str::to_owned));
    for general in ["zh", "en", "lang"] {
        found.remove(general);
    }
    found
}

/// The messages of a source: where each stands, its Chinese and its English text with what is put in.
fn messages(code: &str) -> Vec<(usize, Vec<&str>, Vec<&str>)> {
    let mut all = Vec::new();
    for (at, found) in code.match_indices("say!(") {
        let inside = PIECE.find_iter(&code[at + found.len()..]);
        let inside = inside.map(|m| m.as_str());
        let line = code[..at].lines().count();
        for pair in parts(inside, ";").iter().skip(1) {
            let mut texts = parts(pair.iter().copied(), ",").into_iter();
            let (zh, en) = (texts.next().unwrap(), texts.next().unwrap());
            all.push((line, zh, en));
        }
    }
    all
}

/// The column of a cell, which English also tells by its number.
const FURTHER: &str = "，{head}列";

#[test]
fn every_message_of_a_catalogue_says_the_same_values_in_both_languages() {
    let mut count = 0;
    for (path, code) in catalogues() {
        // a language is asked for by `say!` and `pick`, so that the two texts stand together
        assert!(!code.contains("Lang::Zh =>"), "{}", path.display());
        for (line, zh, en) in messages(&code) {
            count += 1;
            let place = format!("{}:{line}", path.display());
            let further = zh.concat().contains(FURTHER);
            assert!(further || names(&zh) == names(&en), "{place}");
            for text in [zh, en] {
                let said = text.iter().find(|piece| piece.starts_with('"'));
                assert!(said.is_some_and(|said| said.len() > 2), "{place}");
            }
        }
    }
    assert!(count > 700, "{count}");
}

#[test]
fn names_of_messages_are_read_off() {
    let code = r#"say!(lang; "{a}：{{b}} {c:?}", ("{}, {c:?}", many(*a, "of; (b")))"#;
    let all = messages(code);
    let (_, zh, en) = all.first().unwrap();
    assert_eq!(names(zh).into_iter().collect::<Vec<_>>(), ["a", "c"]);
    assert_eq!(names(zh), names(en));
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
fn unequal(words: &Bilingual, needed: bool) -> Option<String> {
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
    // a value that is words has a second name, with 英 behind it, for the English ones
    let same = |name: String| name.trim_end_matches('英').to_owned();
    let names = |text: &str| BTreeSet::from_iter(placeholders(text).into_iter().map(same));
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
