//! The pages about years and areas, in both languages: their configuration loads, their commands print what is shown. With
//! `GOUJI_UPDATE=1` what they print is written anew.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use crate::support::page;
use page::blocks;

const PAGES: [&str; 2] = ["docs/series.md", "docs/series.zh-CN.md"];

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

#[test]
fn configurations_load() {
    for name in PAGES {
        let text = page::text(name);
        let all = blocks(&text);
        let config = all.iter().find(|b| b.after("config").is_some()).unwrap();
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("gouji.toml"), &config.body).unwrap();
        let output = gouji(folder.path(), "config show --lang en");
        let told = String::from_utf8(output.stderr).unwrap();
        assert_eq!(
            (output.status.code(), told),
            (Some(0), String::new()),
            "{name}"
        );
    }
}

#[test]
fn commands_print_what_is_shown() {
    for name in PAGES {
        let text = page::text(name);
        let new = page::renewed(&text, |block| {
            let output = gouji(&page::root("tests/series"), block.after("run")?);
            Some(String::from_utf8(output.stdout).unwrap())
        });
        if std::env::var_os("GOUJI_UPDATE").is_some() {
            fs::write(page::root(name), &new).unwrap();
        } else {
            assert!(new == text, "{name}: run with GOUJI_UPDATE=1");
        }
    }
}
