//! The pages about assistants, in both languages: their commands print what is shown, the skill names commands that there
//! are. With `GOUJI_UPDATE=1` what they print is written anew.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::process::Command;

use crate::support::page;

const PAGES: [&str; 2] = ["docs/assistants.md", "docs/assistants.zh-CN.md"];

#[test]
fn commands_print_what_is_shown() {
    for name in PAGES {
        let text = page::text(name);
        let new = page::renewed(&text, |block| {
            let output = Command::new(env!("CARGO_BIN_EXE_gouji"))
                .args(block.after("run")?.split_whitespace())
                .current_dir(page::root("tests"))
                .env("NO_COLOR", "1")
                .env_remove("GOUJI_LANG")
                .env("LC_ALL", "C")
                .output()
                .unwrap();
            Some(String::from_utf8(output.stdout).unwrap())
        });
        if std::env::var_os("GOUJI_UPDATE").is_some() {
            fs::write(page::root(name), &new).unwrap();
        } else {
            assert!(new == text, "{name}: run with GOUJI_UPDATE=1");
        }
    }
}

#[test]
fn the_skill_has_a_head_and_names_what_there_is() {
    let skill = page::text("docs/assistants/gouji/SKILL.md");
    let head = skill.strip_prefix("---\n").unwrap().split_once("\n---\n");
    let (head, body) = head.unwrap();
    assert!(head.starts_with("name: gouji\ndescription: "));
    assert!(head.lines().all(|l| l.len() < 1_024));
    let words = body.split("`gouji ").skip(1);
    let commands = words.filter_map(|w| w.split([' ', '`']).next());
    let mut known = 0;
    for command in commands {
        let output = Command::new(env!("CARGO_BIN_EXE_gouji"))
            .args([command, "--help"])
            .output()
            .unwrap();
        assert!(output.status.success(), "{command}");
        known += 1;
    }
    assert!(known > 6);
    let pages = PAGES.map(page::text);
    for tool in ["check", "explain", "facts", "why", "cite", "fix_preview"] {
        let named = format!("`{tool}`");
        assert!(
            pages.iter().chain([&skill]).all(|p| p.contains(&named)),
            "{tool}"
        );
    }
}
