//! The folder of pages about packs: every link leads somewhere, nothing is fetched, hostile words stay words, and findings
//! lead to pages that are there.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Component, Path, PathBuf};

use gouji::output::site::{PACKS, published};
use gouji::pack::SourceOrigin;
use gouji::packs;
use gouji::text::Lang;

#[cfg(unix)]
use crate::browser::chromium;
use crate::support;
use serde_json::json;
use support::editor::{Editor, address};
use support::elements::{Element, elements};
use support::{Bench, err, exits, json as printed};

const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/samples/qinghe-2023.txt");

/// A pack whose every word would be markup.
const HOSTILE: &str = r##"
[pack]
id = "evil"
name = "<img src=x onerror=alert(1)>"
extends = "national"
source = "</dd><script>alert(2)</script>"
places = ["\"><script>alert(3)</script>省"]

[[rule]]
id = "evil-rule"
title = "</title><script>alert(4)</script>"
check = "found(year)"
message = "\"'><svg onload=alert(5)><b>"
help = "javascript:alert(6)"
why = "</script><!--"
source = "<base href=//evil>"

[[rule.case]]
expect = "pass"
note = "</pre><iframe src=//evil>"
tail = "</pre><script>alert(7)</script>"
"##;

/// A page of a handbook whose every word would be markup.
const CHAPTER: &str = "# <script>alert(1)</script>\n\n<iframe src=//evil></iframe>\n\n[a](javascript:alert(2)) \
    ![b](https://evil/x.png) <b onclick=alert(3)>c</b>\n\n<!-- a remark -->\n\n| a |\n| --- |\n| `</td>` |\n";

/// An element: its name and attributes.
/// Elements without an end.
const VOID: &[&str] = &["meta", "link", "br", "hr", "input"];

/// All pages below a folder, with their elements.
fn pages(folder: &Path) -> BTreeMap<PathBuf, Vec<Element>> {
    let mut found = BTreeMap::new();
    let mut left = vec![folder.to_owned()];
    while let Some(here) = left.pop() {
        for entry in fs::read_dir(here).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                left.push(path);
            } else if path.extension().is_some_and(|e| e == "html") {
                let text = fs::read_to_string(&path).unwrap();
                let all = elements(&path.display().to_string(), &text, |name, _| {
                    VOID.contains(&name)
                });
                found.insert(path, all);
            }
        }
    }
    found
}

/// A path without `..`.
fn plain(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => assert!(out.pop()),
            part => out.push(part),
        }
    }
    out
}

fn unescaped(text: &str) -> String {
    let bytes = text.as_bytes();
    let (mut out, mut at) = (Vec::new(), 0);
    while at < bytes.len() {
        if bytes[at] == b'%' {
            out.push(u8::from_str_radix(text.get(at + 1..at + 3).unwrap(), 16).unwrap());
            at += 2;
        } else {
            out.push(bytes[at]);
        }
        at += 1;
    }
    String::from_utf8(out).unwrap()
}

/// What is wrong with the links of pages, and with what they fetch. How many links were followed.
fn follow(folder: &Path) -> (usize, Vec<String>) {
    let pages = pages(folder);
    let ids: BTreeMap<&PathBuf, BTreeSet<&str>> = pages
        .iter()
        .map(|(path, all)| {
            (
                path,
                all.iter()
                    .filter_map(|(_, a)| a.get("id"))
                    .map(String::as_str)
                    .collect(),
            )
        })
        .collect();
    let (mut seen, mut wrong) = (0, Vec::new());
    for (path, all) in &pages {
        for (name, attributes) in all {
            let shown = path.display();
            let fetched = ["iframe", "img", "object", "embed", "base", "svg", "style"]
                .contains(&name.as_str());
            let handler = attributes
                .keys()
                .any(|k| k.starts_with("on") || k == "style");
            if fetched || handler {
                wrong.push(format!("{shown}: <{name} {attributes:?}>"));
            }
            let to = attributes.get("href").or(attributes.get("src"));
            if name == "script" && to.is_none() {
                wrong.push(format!("{shown}: a script in the page"));
            }
            let Some(to) = to else { continue };
            if to.contains(':') {
                if name != "a" || !to.starts_with("https://") {
                    wrong.push(format!("{shown}: <{name}> to {to}"));
                }
                continue;
            }
            let (file, fragment) = to.split_once('#').unwrap_or((to, ""));
            let target = match file.is_empty() {
                true => path.clone(),
                false => plain(&path.parent().unwrap().join(unescaped(file))),
            };
            seen += 1;
            let there = ids.get(&target).map_or(target.is_file(), |ids| {
                fragment.is_empty() || ids.contains(unescaped(fragment).as_str())
            });
            if !there {
                wrong.push(format!("{shown}: {to} leads nowhere"));
            }
        }
    }
    (seen, wrong)
}

/// The site of all packs that come along.
fn whole(bench: &Bench) -> PathBuf {
    let docs = concat!(env!("CARGO_MANIFEST_DIR"), "/docs");
    let page = bench.file(
        "gouji.html",
        "<!DOCTYPE html><title>stands for the page</title>",
    );
    let words = [
        "pack",
        "docs",
        "--site",
        "site",
        "--handbook",
        docs,
        "--playground",
        &page,
    ];
    let output = bench.run(&words);
    exits(&output, 0);
    assert!(err(&output).contains("index.html"));
    bench.path().join("site")
}

#[test]
fn every_link_leads_somewhere_and_nothing_is_fetched() {
    let bench = Bench::new();
    let site = whole(&bench);
    let (seen, wrong) = follow(&site);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(seen > 5000, "{seen}");
    let listed = printed(&bench.run(&["rules", "--format", "json"]));
    let rules = listed["rules"].as_array().unwrap();
    assert!(rules.len() > 200);
    for rule in rules {
        let (id, pack) = (rule["id"].as_str().unwrap(), rule["pack"].as_str().unwrap());
        for lang in [Lang::Zh, Lang::En] {
            let address =
                published(pack, id, lang).unwrap_or_else(|| panic!("{pack} has no pages"));
            let (_, path) = address.split_once("/gouji/").unwrap();
            assert!(site.join(path).is_file(), "{path}");
        }
    }
}

#[test]
fn packs_that_come_along_are_published() {
    let catalogue = packs::catalogue(Lang::Zh);
    let own = catalogue
        .packs()
        .iter()
        .filter(|p| p.origin == SourceOrigin::Builtin);
    let own: BTreeSet<&str> = own.map(|p| p.id.as_str()).collect();
    assert_eq!(own, PACKS.iter().copied().collect());
}

#[test]
fn findings_lead_to_the_page_of_their_rule() {
    let bench = Bench::new();
    let sarif = printed(&bench.run(&["check", SAMPLE, "-f", "sarif", "--fail-on", "never"]));
    let run = &sarif["runs"][0];
    let places = [
        &run["tool"]["driver"]["rules"],
        &run["translations"][0]["rules"],
    ];
    for (rules, folder) in places.iter().zip(["gouji/rules/", "gouji/en/rules/"]) {
        for rule in rules.as_array().unwrap() {
            let id = rule["id"].as_str().unwrap();
            let address = rule["helpUri"].as_str().unwrap();
            assert!(address.starts_with("https://"), "{address}");
            assert!(
                address.ends_with(&format!("{folder}{id}.html")),
                "{address}"
            );
        }
    }
}

#[test]
fn an_editor_leads_to_the_page_of_a_rule() {
    for (lang, folder) in [("zh", "gouji/rules/"), ("en", "gouji/en/rules/")] {
        let mut editor = Editor::new(json!({ "initializationOptions": { "lang": lang } }));
        let uri = address("tests/samples/qinghe-2023.txt");
        editor.open(&uri, &fs::read_to_string(SAMPLE).unwrap());
        let all = editor.published(&uri, Some(1));
        assert!(!all.is_empty());
        for found in all {
            let page = found["codeDescription"]["href"].as_str().unwrap();
            let due = format!("{folder}{}.html", found["code"].as_str().unwrap());
            assert!(
                page.starts_with("https://") && page.ends_with(&due),
                "{page}"
            );
        }
        editor.stop();
    }
}

#[test]
fn hostile_words_stay_words() {
    let bench = Bench::new();
    let pack = bench.file("evil.toml", HOSTILE);
    fs::create_dir(bench.path().join("book")).unwrap();
    bench.file("book/evil.md", CHAPTER);
    exits(
        &bench.run(&[
            "pack",
            "docs",
            &pack,
            "--site",
            "site",
            "--handbook",
            "book",
        ]),
        0,
    );
    let site = bench.path().join("site");
    let (_, wrong) = follow(&site);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    for name in ["rules/evil-rule", "packs/evil", "handbook/evil"] {
        let page = fs::read_to_string(site.join(format!("{name}.html"))).unwrap();
        assert!(page.contains("&lt;script&gt;"), "{name}");
    }
    for name in ["search.zh.js", "search.en.js"] {
        let index = fs::read_to_string(site.join(name)).unwrap();
        assert!(index.contains("alert(4)") && !index.contains('<'), "{name}");
    }
}

#[test]
fn what_cannot_be_read_or_written_is_said() {
    let bench = Bench::new();
    let output = bench.run(&["pack", "docs", "--site", "site", "--handbook", "nowhere"]);
    exits(&output, 2);
    assert!(err(&output).contains("nowhere"));
    bench.file("file", "");
    let output = bench.run(&["pack", "docs", "hebei", "--site", "file"]);
    exits(&output, 2);
    exits(&bench.run(&["pack", "docs"]), 2);
    exits(
        &bench.run(&["pack", "docs", "national", "--handbook", "docs"]),
        2,
    );
}

#[test]
#[cfg(unix)]
#[ignore = "needs Chromium"]
fn the_search_works_from_disk() {
    let bench = Bench::new();
    let site = whole(&bench);
    let mut browser = chromium::Browser::new(&chromium::program().expect("Chromium"));
    for (page, word, wanted) in [
        ("index.html", "date-late", "rules/date-late.html"),
        ("rules/date-late.html", "信息处理费", "fee"),
        ("en/handbook/packs.html", "waiver", "en/"),
    ] {
        browser.open(&site.join(page), 1280, 900);
        browser.eval("document.getElementById('q').focus()");
        browser.eval(&format!(
            "(() => {{ const q = document.getElementById('q'); q.value = '{word}'; q.dispatchEvent(new Event('input')); }})()"
        ));
        let first = "document.querySelector('#found a')?.href ?? ''";
        let mut found = String::new();
        for _ in 0..50 {
            found = browser.eval(first).as_str().unwrap().to_owned();
            if !found.is_empty() {
                break;
            }
            std::thread::sleep(std::time::Duration::from_millis(100));
        }
        assert!(found.contains(wanted), "{page}: {word} finds {found}");
        // the styles and scripts beside the page
        let own =
            |c: &String| c.contains("Network.requestWillBeSent") && c.contains("\"url\":\"file://");
        let complaints: Vec<String> = browser
            .complaints()
            .into_iter()
            .filter(|c| !own(c))
            .collect();
        assert_eq!(complaints, Vec::<String>::new());
        let wide = browser.eval("document.documentElement.scrollWidth <= innerWidth");
        assert_eq!(wide.as_bool(), Some(true), "{page}");
    }
    browser.open(&site.join("rules/date-late.html"), 1280, 900);
    // what the page that checks does with its address
    let unpacked = browser.eval(UNPACK);
    let linked: serde_json::Value = serde_json::from_str(unpacked.as_str().unwrap()).unwrap();
    let [pack, report] = ["pack", "report"].map(|k| linked[k].as_str().unwrap());
    let given = bench.file("linked.toml", pack);
    exits(&bench.run(&["pack", "check", &given]), 0);
    bench.file("linked.txt", report);
    let found = printed(&bench.run(&["check", "linked.txt", "--pack", &given, "-f", "json"]));
    let found = found["reports"][0]["diagnostics"].as_array().unwrap();
    assert!(found.iter().any(|d| d["rule"] == "date-late"));
}

/// Unpacks what stands behind the address of the first example, once it is there.
const UNPACK: &str = "(async () => {
    const link = document.querySelector('a.try');
    for (let n = 0; n < 100 && !link.hash; n += 1) await new Promise((done) => setTimeout(done, 50));
    if (!link.href.includes('/site/gouji.html#pack=')) return link.href;
    const letters = atob(link.hash.slice(6).replaceAll('-', '+').replaceAll('_', '/'));
    const bytes = Uint8Array.from(letters, (l) => l.charCodeAt(0));
    return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'))).text();
})()";
