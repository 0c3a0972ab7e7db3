//! The page in a real browser: its filters, its keys, and what it asks of the network.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

#[path = "browser/chromium.rs"]
pub mod chromium;
use crate::support;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use chromium::Browser;
use serde_json::Value;
use support::{Bench, exits, report};

fn browser() -> Browser {
    Browser::new(&chromium::program().expect("Chromium, which GOUJI_CHROMIUM may name"))
}

/// Four reports of three bodies, and a file that is none.
fn several(bench: &Bench) -> PathBuf {
    bench.file("a.txt", report("举办了很多活动。很多。谢谢。"));
    bench.file("b.txt", report("举办了3次活动。"));
    bench.file("c.txt", report("谢谢。").replace("青禾", "白石"));
    bench.file("d.txt", report("很多。").replace("青禾", "红叶"));
    bench.file("news.txt", "今天天气很好。\n");
    let files = [
        "a.txt",
        "b.txt",
        "c.txt",
        "d.txt",
        "news.txt",
        "-f",
        "html=page.html",
        "--fail-on",
        "never",
    ];
    exits(&bench.check(&files), 0);
    bench.path().join("page.html")
}

fn sample(bench: &Bench) -> PathBuf {
    let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/samples/qinghe-2023.txt");
    exits(
        &bench.run(&["check", sample, "-f", "html=one.html", "--fail-on", "never"]),
        0,
    );
    bench.path().join("one.html")
}

/// The notes that can be seen when all reports are unfolded.
const SHOWN: &str = "[...document.querySelectorAll('.note')].filter((n) => !n.hidden && !n.closest('.report').hidden)";

fn shown(browser: &mut Browser) -> Vec<String> {
    let rules = browser.eval(&format!("{SHOWN}.map((n) => n.dataset.r)"));
    let rules = rules.as_array().unwrap().iter();
    rules.map(|r| r.as_str().unwrap().to_owned()).collect()
}

fn set(browser: &mut Browser, what: &str) {
    let event = "document.forms.filters.dispatchEvent(new Event('input', { bubbles: true }))";
    browser.eval(&format!(
        "(() => {{ const f = document.forms.filters; {what}; {event} }})()"
    ));
}

#[test]
#[ignore = "needs Chromium"]
fn filters_leave_what_was_asked_for() {
    let mut browser = browser();
    let bench = Bench::new();
    browser.open(&several(&bench), 1280, 900);
    let count = |all: &[String], rule: &str| all.iter().filter(|r| *r == rule).count();
    let all = shown(&mut browser);
    assert_eq!(
        (count(&all, "club-vague"), count(&all, "club-polite")),
        (3, 2)
    );
    set(&mut browser, "f.rule.value = 'club-polite'");
    assert_eq!(shown(&mut browser), ["club-polite", "club-polite"]);
    let said = browser.eval("document.querySelector('output').textContent");
    assert_eq!(said, format!("2 / {} 处，2 份报告", all.len()));
    set(&mut browser, "f.body.value = '白石书画社'");
    assert_eq!(shown(&mut browser), ["club-polite"]);
    browser.eval("document.forms.filters.reset()");
    browser.eval("new Promise((done) => setTimeout(done, 50))");
    assert_eq!(shown(&mut browser), all);
    set(
        &mut browser,
        "f.severity[0].checked = false; f.severity[2].checked = false",
    );
    assert_eq!(shown(&mut browser), ["club-polite", "club-polite"]);
    set(&mut browser, "f.reset(); f.text.value = '谢谢'");
    assert_eq!(shown(&mut browser), ["club-polite", "club-polite"]);
    set(&mut browser, "f.text.value = '红叶'");
    let rows =
        "[...document.querySelectorAll('#reports tbody tr')].filter((r) => !r.hidden).length";
    assert_eq!(browser.eval(rows), 1);
    assert_eq!(shown(&mut browser), ["club-vague"]);
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

#[test]
#[ignore = "needs Chromium"]
fn the_overview_comes_first_and_its_table_can_be_sorted() {
    let mut browser = browser();
    let bench = Bench::new();
    browser.open(&several(&bench), 1280, 900);
    assert_eq!(
        browser.eval("document.querySelector('main').firstElementChild.id"),
        "overview"
    );
    let first = "document.querySelector('#reports tbody tr').dataset.n";
    assert_eq!(browser.eval(first), "1");
    browser.eval("document.querySelectorAll('#reports th button')[1].click()");
    assert_eq!(
        browser.eval("document.querySelectorAll('#reports th')[1].getAttribute('aria-sort')"),
        "ascending"
    );
    assert_ne!(browser.eval(first), "1");
    browser.eval("document.querySelector('[data-rule=\"club-vague\"] button').click()");
    assert_eq!(
        shown(&mut browser),
        ["club-vague", "club-vague", "club-vague"]
    );
}

#[test]
#[ignore = "needs Chromium"]
fn keys_lead_to_every_finding() {
    let mut browser = browser();
    let bench = Bench::new();
    for page in [several(&bench), sample(&bench)] {
        browser.open(&page, 1280, 900);
        let wanted = browser.eval(
            "[...document.querySelectorAll('.report:not(.none) .note')].map((n) => n.id.replace('f', ' '))",
        );
        let wanted: BTreeSet<String> = serde_json::from_value(wanted).unwrap();
        assert!(wanted.len() > 4);
        let mut reached = BTreeSet::new();
        let mut visible = true;
        for _ in 0..2000 {
            browser.press("Tab");
            let at = browser.eval(
                "(() => { const a = document.activeElement; if (a === document.body) return null;
                 const s = getComputedStyle(a);
                 return { list: a.closest('.list') ? a.closest('.report').id + ' ' + a.parentNode.dataset.f : '',
                   folded: a.tagName === 'SUMMARY' && !a.parentNode.open,
                   outline: s.outlineStyle !== 'none' || s.boxShadow !== 'none' }; })()",
            );
            let Value::Object(at) = at else { break };
            visible &= at["outline"] == true;
            if at["folded"] == true {
                browser.press("Enter");
            }
            reached.insert(at["list"].as_str().unwrap().to_owned());
        }
        reached.remove("");
        assert_eq!(reached, wanted);
        assert!(visible, "focus can be seen everywhere");
        assert_eq!(browser.complaints(), Vec::<String>::new());
    }
    // there and back
    browser.eval("document.querySelector('.list a[href*=p]').focus()");
    let here = "document.activeElement.id";
    browser.press("Enter");
    let place = browser.eval(here).as_str().unwrap().to_owned();
    browser.press("Enter");
    assert_eq!(browser.eval(here), place.replace('p', "f"));
    browser.press("Tab");
    browser.press("Enter");
    assert_eq!(browser.eval(here), place);
    browser.eval("document.forms.filters.next.focus()");
    browser.press("Enter");
    assert_eq!(browser.eval(here), "r1f1");
    browser.press("n");
    assert_eq!(browser.eval(here), "r1f2");
}

#[test]
#[ignore = "needs Chromium"]
fn a_cell_tells_its_name_and_its_sums() {
    let mut browser = browser();
    let bench = Bench::new();
    browser.open(&sample(&bench), 1280, 900);
    let table = "[...document.querySelectorAll('.text table')].sort((a, b) => b.rows.length - a.rows.length)[0]";
    browser.eval(&format!(
        "{table}.querySelector('[data-c][tabindex=\"0\"]').focus()"
    ));
    let card =
        "document.getElementById('card').hidden ? '' : document.getElementById('card').textContent";
    let first = browser.eval(card);
    let first = first.as_str().unwrap();
    assert!(first.contains(" · ") && first.contains('='), "{first}");
    assert!(first.contains("成立"), "{first}");
    assert_eq!(
        browser.eval("document.activeElement.getAttribute('aria-describedby')"),
        "card"
    );
    browser.press("ArrowDown");
    let below = browser.eval(card);
    assert_ne!(below, first);
    browser.press("ArrowRight");
    assert_ne!(browser.eval(card), below);
    browser.press("Escape");
    assert_eq!(browser.eval(card), "");
    assert_eq!(
        browser.eval("document.querySelectorAll('[role=grid] [tabindex=\"0\"]').length"),
        browser.eval("document.querySelectorAll('[role=grid]').length")
    );
}

#[test]
#[ignore = "needs Chromium"]
fn a_narrow_window_does_not_scroll_sideways() {
    let mut browser = browser();
    let bench = Bench::new();
    for page in [several(&bench), sample(&bench)] {
        for width in [400, 1280] {
            browser.open(&page, width, 800);
            browser.eval("document.querySelectorAll('details').forEach((d) => { d.open = true; })");
            let wide = browser.eval("document.documentElement.scrollWidth");
            assert!(
                wide.as_u64().unwrap() <= u64::from(width),
                "{wide} in {width}: {}",
                page.display()
            );
            assert_eq!(browser.complaints(), Vec::<String>::new());
        }
    }
}

#[test]
#[ignore = "needs Chromium"]
fn a_hostile_report_runs_nothing() {
    let mut browser = browser();
    let bench = Bench::new();
    let hostile = "很多<script>document.title='x'</script><img src=\"http://127.0.0.1/a.png\" onerror=\"document.title='y'\">";
    bench.file("<b onload=x>.txt", report(hostile));
    let page = bench.check(&[
        "<b onload=x>.txt",
        "-f",
        "html=page.html",
        "--fail-on",
        "never",
    ]);
    exits(&page, 0);
    browser.open(&bench.path().join("page.html"), 1280, 900);
    assert_eq!(browser.eval("document.title"), "报告检查结果");
    assert_eq!(browser.eval("document.images.length"), 0);
    assert_eq!(browser.complaints(), Vec::<String>::new());
    // what got in all the same would not run: the page lets no script in but its own
    let page = fs::read_to_string(bench.path().join("page.html")).unwrap();
    let broken = page.replace("<main>", "<main><script>document.title='x'</script>");
    let file: &Path = &bench.path().join("broken.html");
    fs::write(file, broken).unwrap();
    browser.open(file, 1280, 900);
    assert_eq!(browser.eval("document.title"), "报告检查结果");
}
