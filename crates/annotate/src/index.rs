//! The page that lists the marked copies: each with its findings, and a link to it.

use super::messages::Text;
use gouji_core::diagnostic::{Severity, Summary};
use gouji_core::text::Lang;
use gouji_render::messages::Text as Shown;
use gouji_render::xml::attribute as escape;

/// A document on the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What it is called.
    pub name: String,
    /// The marked copy, seen from the page; `None` where there is none.
    pub file: Option<String>,
    /// Its findings.
    pub summary: Summary,
    /// Why there is no copy; empty where there is one.
    pub why: String,
}

const STYLE: &str = "body{font-family:sans-serif;max-width:60em;margin:2em auto;padding:0 1em;line-height:1.5}\
table{border-collapse:collapse;width:100%}th,td{border-bottom:1px solid #ccc;padding:.4em .6em;text-align:left}\
td+td,th+th{text-align:right}.why{color:#666;text-align:left}";

/// The page.
pub fn page(entries: &[Entry], lang: Lang) -> String {
    let title = escape(&Text::Index.say(lang));
    let mut all = Summary::default();
    for entry in entries {
        all.reports += entry.summary.reports;
        all.errors += entry.summary.errors;
        all.warnings += entry.summary.warnings;
        all.infos += entry.summary.infos;
    }
    let heads = Text::Columns.say(lang);
    let heads = heads
        .split('|')
        .map(|h| format!("<th scope=\"col\">{h}</th>"));
    let rows = entries.iter().map(|e| row(e, lang));
    let language = match lang {
        Lang::Zh => "zh-CN",
        Lang::En => "en",
    };
    format!(
        "<!DOCTYPE html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>{title}</title>\n\
         <style>{STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n<p>{}</p>\n<table>\n<thead><tr>{}</tr></thead>\n\
         <tbody>\n{}</tbody>\n</table>\n</body>\n</html>\n",
        escape(&Shown::Findings(&all).say(lang)),
        heads.collect::<String>(),
        rows.collect::<String>(),
    )
}

fn row(entry: &Entry, lang: Lang) -> String {
    let name = escape(&entry.name);
    let name = match &entry.file {
        Some(file) => format!("<a href=\"{}\">{name}</a>", link(file)),
        None => name,
    };
    let why = match (entry.why.is_empty(), entry.summary.reports) {
        (false, _) => entry.why.clone(),
        (true, 0) => Text::NoReport.say(lang),
        _ => String::new(),
    };
    let said = match why.is_empty() {
        true => String::new(),
        false => format!("<br><span class=\"why\">{}</span>", escape(&why)),
    };
    let count = |severity| {
        let of = &entry.summary;
        let n = match severity {
            Severity::Error => of.errors,
            Severity::Warning => of.warnings,
            Severity::Info => of.infos,
        };
        match entry.file {
            Some(_) => n.to_string(),
            None => String::new(),
        }
    };
    format!(
        "<tr><td>{name}{said}</td><td>{}</td><td>{}</td><td>{}</td></tr>\n",
        count(Severity::Error),
        count(Severity::Warning),
        count(Severity::Info)
    )
}

/// A path as the address of a link; `./` keeps a name with a colon from being a scheme.
fn link(path: &str) -> String {
    let mut out = String::from("./");
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                out.push(char::from(byte));
            }
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}
