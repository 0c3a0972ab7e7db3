//! The pages about `gouji.toml`, in both languages: their examples load, are refused as shown, and print what is shown. With `GOUJI_UPDATE=1`
//! what they print is written anew.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use crate::support::page;
use page::{Block, blocks};

const PAGES: [&str; 2] = ["docs/config.md", "docs/config.zh-CN.md"];

fn gouji(folder: &Path, words: &str) -> Output {
    Command::new(env!("CARGO_BIN_EXE_gouji"))
        .args(words.split_whitespace())
        .current_dir(folder)
        .env("NO_COLOR", "1")
        .env_remove("GOUJI_LANG")
        .env("LC_ALL", "C")
        .output()
        .unwrap()
}

/// What `config show` says of an example on stderr.
fn said(block: &Block) -> (Option<i32>, String) {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("gouji.toml"), &block.body).unwrap();
    let output = gouji(folder.path(), "config show --lang en");
    let told = String::from_utf8(output.stderr).unwrap();
    (output.status.code(), told)
}

#[test]
fn examples_load_or_are_refused_as_shown() {
    let texts = PAGES.map(|page| (page, page::text(page)));
    let all = texts
        .iter()
        .flat_map(|(page, text)| blocks(text).into_iter().map(move |b| (page, b)));
    for (page, block) in all {
        let at = format!("{page}:{}: {}", block.line, block.mark);
        if block.after("config").is_some() {
            assert_eq!(said(&block), (Some(0), String::new()), "{at}");
        } else if let Some(due) = block.after("wrong") {
            let (code, told) = said(&block);
            assert_eq!(code, Some(2), "{at}");
            assert!(told.contains(due), "{at}\n{told}");
            assert_eq!(told.matches("error[").count(), 1, "{at}\n{told}");
        } else {
            assert!(block.after("run").is_some(), "{at}: not run");
        }
    }
}

#[test]
fn commands_print_what_is_shown() {
    PAGES.into_iter().for_each(prints_what_is_shown);
}

fn prints_what_is_shown(name: &str) {
    let text = page::text(name);
    let all = blocks(&text);
    let config = all.iter().find(|b| b.after("config").is_some()).unwrap();
    let new = page::renewed(&text, |block| {
        let folder = tempfile::tempdir().unwrap();
        for name in ["report.txt", "qinghe.toml"] {
            let from = page::root("docs/example").join(name);
            fs::copy(from, folder.path().join(name)).unwrap();
        }
        fs::write(folder.path().join("gouji.toml"), &config.body).unwrap();
        let output = gouji(folder.path(), block.after("run")?);
        Some(String::from_utf8(output.stdout).unwrap())
    });
    if std::env::var_os("GOUJI_UPDATE").is_some() {
        fs::write(page::root(name), &new).unwrap();
    } else {
        assert!(new == text, "{name}: run with GOUJI_UPDATE=1");
    }
}

#[test]
fn every_key_is_described() {
    let texts = PAGES.map(page::text);
    let schema: serde_json::Value = serde_json::from_str(gouji::pack::config_schema()).unwrap();
    let tables = schema["$defs"].as_object().unwrap().values();
    for shape in tables.chain([&schema]) {
        for key in shape["properties"]
            .as_object()
            .into_iter()
            .flatten()
            .map(|(k, _)| k)
        {
            let shown = [format!("`{key}`"), format!("[{key}]")];
            for text in &texts {
                assert!(shown.iter().any(|s| text.contains(s)), "{key}");
            }
        }
    }
}
