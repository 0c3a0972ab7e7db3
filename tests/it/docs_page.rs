//! Pages about packs: exact for a small pack, sound for the national one.

#![allow(clippy::unwrap_used, clippy::panic)]

use gouji::packs;
use std::collections::BTreeSet;

use gouji::output::docs::Docs;
use gouji::pack::{Library, Source, SourceOrigin};
use gouji::rule::Rule;
use gouji::text::Lang;
use regex::Regex;

use crate::support;

/// A rule without any words, and rules whose words hold what Markdown would take for its own, with a parameter and examples of every shape.
const MORE: &str = r##"
[pack]
id = "more"
extends = "clubs"

[param."期限"]
default = "01-31"
by-class = { "社" = "03-31", "会" = "02-15" }

[[rule]]
id = "club-late"
title = "1. 活动不晚于 *期限*"
when = "found(year)"
check = "on(year, 期限) >= on(year, 期限)"
message = "`{year}` | <年> 的 [报告] 晚了"
help = "a_b_c"
why = "第一行\n第二行"
source = "社团报告办法 & 附件"
severity = "info"
class = "explain"
years = "2021.."

[rule.en]
title = "# not after the *deadline*"
message = "the report on {year} is late"

[[rule.case]]
expect = "fail"
note = "多处改动 | 竖线"
body = ""
section = { "活动" = "第一段。\n\n```\n第三段。  " }
heading = { "人数" = "二、`人数`" }
set = { "人数[新生, 男]" = "7" }
label = { "人数.新生" = "新生|人数" }
at = "`"

[[rule.case]]
expect = "pass"

[[rule]]
id = "club-bare"
check = "found(year)"
"##;

/// The bodies that a value can be for.
const CLASSES: &str = r##"
[[kind.class]]
id = "社"
pattern = '社$'

[[kind.class]]
id = "会"
pattern = '会$'
"##;

fn page(library: &Library, about: &str, lang: Lang) -> String {
    let kind = library.kinds.last().unwrap();
    let rules: Vec<&Rule> = library.rules_of(&kind.id).iter().collect();
    let docs = Docs {
        name: "社团 [clubs]",
        about,
        kind,
        rules: &rules,
        lang,
    };
    let mut out = Vec::new();
    docs.write(&mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn clubs(lang: Lang) -> Library {
    let source = |name: &str, text: &str| Source {
        name: name.to_owned(),
        text: text.to_owned().into(),
        origin: SourceOrigin::Explicit,
    };
    let kind = format!("{}{CLASSES}", support::PACK);
    let sources = [source("a.toml", &kind), source("b.toml", MORE)];
    let library = packs::catalogue_of(sources.to_vec(), lang).asked();
    let faults = library.problems.iter().flat_map(|p| &p.diagnostics);
    let faults: Vec<&str> = faults.map(|d| d.message.as_str()).collect();
    assert!(faults.is_empty(), "{faults:?}");
    library
}

#[test]
fn the_page_of_a_small_pack() {
    let zh = page(&clubs(Lang::Zh), "- 社团自己的规则。", Lang::Zh);
    insta::assert_snapshot!("docs_zh", zh);
    let en = page(&clubs(Lang::En), "", Lang::En);
    insta::assert_snapshot!("docs_en", en);
    for page in [zh, en] {
        check(&page, 4);
    }
}

#[test]
fn the_pages_of_the_national_pack() {
    for lang in [Lang::Zh, Lang::En] {
        let library = packs::library(lang);
        let page = page(&library, "", lang);
        let kind = library.kinds.last().unwrap();
        check(&page, library.rules_of(&kind.id).len());
    }
}

/// The lines outside of fences; fences are closed.
fn prose(page: &str) -> Vec<&str> {
    let mut fence = None;
    let mut all = Vec::new();
    for row in page.lines() {
        let text = row.trim_start();
        let ticks = text.len() - text.trim_start_matches('`').len();
        match fence {
            None if ticks >= 3 => fence = Some(ticks),
            None => all.push(row),
            Some(open) if ticks >= open && text.len() == ticks => fence = None,
            Some(_) => {}
        }
    }
    assert_eq!(fence, None, "a fence is open");
    all
}

/// Cells of a row of a table.
fn cells(row: &str) -> usize {
    row.replace("\\|", "").matches('|').count() - 1
}

/// What has to hold for every page of so many rules.
fn check(page: &str, rules: usize) {
    for row in page.lines() {
        assert_eq!(row, row.trim_end(), "blanks at the end");
    }
    assert!(page.ends_with('\n') && !page.ends_with("\n\n"));
    assert!(!page.contains("\n\n\n"));
    let rows = prose(page);
    let heads: Vec<&&str> = rows.iter().filter(|r| r.starts_with('#')).collect();
    let once: BTreeSet<&&&str> = heads.iter().collect();
    assert_eq!(heads.len(), once.len(), "a heading stands twice");
    assert_eq!(heads.len(), rules + 3);
    // headings and tables stand apart from paragraphs
    for pair in rows.windows(2).filter(|p| p.iter().all(|r| !r.is_empty())) {
        let same = |sign: char| pair.iter().all(|r| r.starts_with(sign));
        assert!(same('|') || same('-'), "{pair:?}");
    }
    for table in rows
        .split(|r| !r.starts_with('|'))
        .filter(|t| !t.is_empty())
    {
        assert!(table.len() > 2, "{table:?}");
        assert!(
            table.iter().all(|r| cells(r) == 3 && r.ends_with('|')),
            "{table:?}"
        );
    }
    let named = |pattern: &str| -> Vec<String> {
        let found = Regex::new(pattern).unwrap();
        let all = found.captures_iter(page).map(|c| c.get(1).unwrap());
        all.map(|m| m.as_str().to_owned()).collect()
    };
    let (mut anchors, mut links) = (named("<a id=\"([^\"]+)\"></a>"), named(r"\]\(#([^)]+)\)"));
    anchors.sort();
    links.sort();
    assert_eq!(anchors.len(), rules);
    assert_eq!(anchors, links);
}
