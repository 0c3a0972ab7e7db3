//! A page in Markdown whose examples are marked by a comment in front of each: `<!-- rules -->`, `<!-- run -->` and so on.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};

/// An example: a code block, or a table.
#[derive(Clone, Debug)]
pub struct Block {
    /// What the comment in front of it says; empty without one.
    pub mark: String,
    /// The language of the code block; `table` for a table.
    pub kind: String,
    /// Its text, line by line.
    pub body: String,
    /// Its first line, from 1.
    pub line: usize,
}

impl Block {
    /// What stands behind a word of the mark: `rules` in `broken: rules`.
    pub fn after<'b>(&'b self, word: &str) -> Option<&'b str> {
        let rest = self.mark.strip_prefix(word)?;
        match rest.strip_prefix(':') {
            Some(rest) => Some(rest.trim()),
            None => rest.is_empty().then_some(""),
        }
    }
}

/// A file of this repository.
pub fn root(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The text of a page.
pub fn text(path: &str) -> String {
    fs::read_to_string(root(path)).unwrap()
}

/// All code blocks of a page, and its tables that have a mark.
pub fn blocks(page: &str) -> Vec<Block> {
    let lines: Vec<&str> = page.lines().collect();
    let mut all = Vec::new();
    let mut mark = String::new();
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        at += 1;
        let comment = line.strip_prefix("<!-- ");
        if let Some(comment) = comment.and_then(|l| l.strip_suffix(" -->")) {
            mark = comment.to_owned();
            continue;
        }
        let fence = line.strip_prefix("```");
        let table = line.starts_with('|') && !mark.is_empty();
        if fence.is_some() || table {
            let rest = lines.iter().skip(if table { at - 1 } else { at });
            let inside = |l: &&&str| match table {
                true => l.starts_with('|'),
                false => **l != "```",
            };
            let body: Vec<&str> = rest.take_while(inside).copied().collect();
            all.push(Block {
                mark: std::mem::take(&mut mark),
                kind: fence.unwrap_or("table").to_owned(),
                line: at,
                body: body.iter().map(|l| format!("{l}\n")).collect(),
            });
            at += body.len() + usize::from(!table);
        }
        mark.clear();
    }
    all
}

/// The page with the bodies of its blocks replaced, where there is another one.
pub fn renewed(page: &str, mut body: impl FnMut(&Block) -> Option<String>) -> String {
    let lines: Vec<&str> = page.lines().collect();
    let mut out = String::new();
    let mut at = 0;
    for block in blocks(page) {
        let Some(new) = body(&block).filter(|n| *n != block.body) else {
            continue;
        };
        let until = lines.iter().take(block.line).skip(at);
        out.extend(until.map(|l| format!("{l}\n")));
        out.push_str(&new);
        at = block.line + block.body.lines().count();
    }
    out.extend(lines.iter().skip(at).map(|l| format!("{l}\n")));
    out
}
