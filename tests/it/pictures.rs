//! The pictures of the READMEs: what gouji prints on a terminal, drawn as SVG. With `GOUJI_UPDATE=1` they are drawn anew.

#![allow(clippy::unwrap_used)]

use std::fmt::Write;
use std::fs;
use std::process::Command;

use crate::support::page::root;
use unicode_width::UnicodeWidthChar;

/// A column and a line, in units of the picture.
const COLUMN: usize = 8;
const LINE: usize = 18;
/// Around the text.
const MARGIN: usize = 16;
/// Columns of a line at the most.
const WIDTH: usize = 92;

const STYLE: &str = "rect{fill:#16181d}text{font:14px ui-monospace,SFMono-Regular,Menlo,Consolas,'Noto Sans Mono CJK SC',monospace;\
fill:#d6d9e0;white-space:pre}.red{fill:#ff6e6e}.yellow{fill:#e6c34a}.cyan{fill:#56c8d8}.blue{fill:#7aa2f7}.dim{fill:#7f8694}\
.bold{font-weight:bold}.line{text-decoration:underline}";

/// What gouji prints about the sample with these options, in colour.
fn printed(options: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_gouji"))
        .args([
            "check",
            "--no-cache",
            "--fail-on",
            "never",
            "--color",
            "always",
        ])
        .args(["--width", &WIDTH.to_string()])
        .args(options)
        .current_dir(root("tests/samples"))
        .env_remove("GOUJI_LANG")
        .env("LC_ALL", "C")
        .output()
        .unwrap();
    assert!(output.stderr.is_empty());
    String::from_utf8(output.stdout).unwrap()
}

/// The classes of what codes of colours ask for.
fn classes(codes: &str, known: &mut Vec<&'static str>) {
    for code in codes.split(';') {
        known.push(match code {
            "1" => "bold",
            "2" => "dim",
            "4" => "line",
            "31" => "red",
            "33" => "yellow",
            "34" => "blue",
            "36" => "cyan",
            "0" | "" => {
                known.clear();
                continue;
            }
            other => unreachable!("no class for {other}"),
        });
    }
}

/// Characters that are drawn as one, from a column on.
struct Run {
    at: usize,
    columns: usize,
    text: String,
}

impl Run {
    fn draw(&mut self, y: usize, classes: &[&str], out: &mut String) {
        let text = std::mem::take(&mut self.text);
        let columns = std::mem::take(&mut self.columns);
        let at = self.at;
        self.at += columns;
        if text.trim().is_empty() {
            return;
        }
        let escaped = text.replace('&', "&amp;").replace('<', "&lt;");
        let x = MARGIN + at * COLUMN;
        let mut class = classes.join(" ");
        if !class.is_empty() {
            class = format!(" class=\"{class}\"");
        }
        let length = columns * COLUMN;
        writeln!(
            out,
            "<text x=\"{x}\" y=\"{y}\" textLength=\"{length}\" lengthAdjust=\"spacingAndGlyphs\"{class}>{escaped}</text>"
        )
        .unwrap();
    }
}

/// One line; the columns that it takes.
fn line(text: &str, y: usize, known: &mut Vec<&'static str>, out: &mut String) -> usize {
    let mut run = Run {
        at: 0,
        columns: 0,
        text: String::new(),
    };
    let mut rest = text.chars();
    let mut wide = false;
    while let Some(c) = rest.next() {
        if c == '\u{1b}' {
            run.draw(y, known, out);
            let codes: String = rest.by_ref().take_while(|c| *c != 'm').collect();
            classes(codes.trim_start_matches('['), known);
            continue;
        }
        let columns = c.width().unwrap();
        // fonts differ in how wide characters are beside others: each kind is put at its column
        let other = (columns > 1) != wide
            || c == ' ' && run.text.ends_with(' ')
            || run.text.trim().is_empty();
        if other {
            run.draw(y, known, out);
        }
        wide = columns > 1;
        run.columns += columns;
        run.text.push(c);
    }
    run.draw(y, known, out);
    run.at
}

fn picture(title: &str, command: &str, printed: &str) -> String {
    let mut body = String::new();
    let mut known = vec!["dim"];
    let (mut columns, mut y) = (0, MARGIN + LINE - 5);
    columns = columns.max(line(&format!("$ {command}"), y, &mut known, &mut body));
    known.clear();
    for text in printed.trim_end().lines() {
        y += LINE;
        columns = columns.max(line(text.trim_end(), y, &mut known, &mut body));
    }
    let (width, height) = (columns * COLUMN + 2 * MARGIN, y + MARGIN);
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" role=\"img\">\n\
         <title>{title}</title>\n<style>{STYLE}</style>\n<rect width=\"100%\" height=\"100%\" rx=\"8\"/>\n{body}</svg>\n"
    )
}

fn check(name: &str, title: &str, options: &[&str]) {
    let path = root("docs/pictures").join(name);
    let command = format!("gouji check {}", options.join(" "));
    let drawn = picture(title, &command, &printed(options));
    if std::env::var_os("GOUJI_UPDATE").is_some() {
        fs::write(&path, &drawn).unwrap();
        return;
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        kept == drawn,
        "{name} shows something else than gouji prints; run with GOUJI_UPDATE=1"
    );
}

#[test]
fn the_picture_shows_what_gouji_prints() {
    let options = [
        "--lang",
        "en",
        "--select",
        "requests-row-total",
        "qinghe-2023.txt",
    ];
    check("check.svg", "What gouji says about a report", &options);
}

#[test]
fn the_chinese_picture_shows_what_gouji_prints() {
    let options = ["--select", "requests-row-total", "qinghe-2023.txt"];
    check("check.zh-CN.svg", "gouji", &options);
}
