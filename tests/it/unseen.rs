//! What people do not see satisfies nothing: text that is not shown, in no size, off the page or in the colour of what it
//! stands on, in pages, Word documents and PDF files.

#![allow(clippy::unwrap_used)]

use crate::support::package;
use gouji::packs;

use std::sync::OnceLock;

use gouji::input;
use gouji::linter::{Linter, Options};
use gouji::text::Lang;
use package::{pdf, word};

fn text(bytes: &[u8]) -> String {
    input::read("a", bytes).unwrap().text
}

/// Rules with the words that they underline.
fn found(bytes: &[u8]) -> Vec<(String, String)> {
    static LINTER: OnceLock<Linter> = OnceLock::new();
    let linter = LINTER.get_or_init(|| Linter::new(packs::library(Lang::Zh), Options::default()));
    let document = input::read("a", bytes).unwrap();
    let checked = linter.check(&document);
    let all = checked.diagnostics.iter().map(|d| {
        let words = d.primary().map(|l| document.slice(l.span));
        (d.rule.clone(), words.unwrap_or_default().to_owned())
    });
    all.collect()
}

fn page(head: &str, body: &str) -> Vec<u8> {
    format!(
        "<!doctype html><html><head><meta charset=utf-8>{head}</head><body>{body}</body></html>"
    )
    .into_bytes()
}

/// Styles in the head of a page, and a piece of it that people do not see.
const HIDDEN: &[(&str, &str)] = &[
    ("", "<p hidden>甲</p>"),
    ("", "<p style='display:none'>甲</p>"),
    ("", "<p style='DISPLAY : None !important'>甲</p>"),
    ("", "<p style='visibility:hidden'>甲</p>"),
    ("", "<p style='opacity:0'>甲</p>"),
    ("", "<p style='opacity: 0.0'>甲</p>"),
    ("", "<p style='font-size:0'>甲</p>"),
    ("", "<p style='font-size:0px'>甲</p>"),
    ("", "<p style='font-size:1px'>甲</p>"),
    ("", "<p style='font:0/0 a'>甲</p>"),
    (
        "",
        "<p style='font-size:0'><span style='font-size:2em'>甲</span></p>",
    ),
    ("", "<p style='text-indent:-9999px'>甲</p>"),
    ("", "<p style='position:absolute;left:-9999px'>甲</p>"),
    ("", "<p style='position:absolute; top:-2000em'>甲</p>"),
    ("", "<p style='color:#fff'>甲</p>"),
    ("", "<p style='color:white'>甲</p>"),
    ("", "<p style='color:#FFFFFF;background:#fff'>甲</p>"),
    ("", "<p style='color:rgb(255, 255, 255)'>甲</p>"),
    ("", "<p style='color:#fefefe'>甲</p>"),
    ("", "<p style='color:transparent'>甲</p>"),
    ("", "<p style='color:rgba(0,0,0,0)'>甲</p>"),
    ("", "<p style='background-color:#000'>甲</p>"),
    (
        "",
        "<div style='background:#336699'><p style='color:#369'>甲</p></div>",
    ),
    ("", "<p><font color=#ffffff>甲</font></p>"),
    ("", "<p><font color='FFFFFF'>甲</font></p>"),
    ("", "<p style='overflow:hidden;height:0'>甲</p>"),
    ("", "<p style='position:absolute;clip:rect(0 0 0 0)'>甲</p>"),
    ("", "<form style='display:none'><p>甲</p></form>"),
    ("", "<form hidden><div>甲</div></form>"),
    ("<style>.x{display:none}</style>", "<p class='y x'>甲</p>"),
    (
        "<style>\n/* a */ .a, p.x { color: red; display: none }\n</style>",
        "<p class=x>甲</p>",
    ),
    ("<style>#x{visibility:hidden}</style>", "<p id=x>甲</p>"),
    (
        "<style>@media screen{.x{font-size:0}}</style>",
        "<p class=x>甲</p>",
    ),
    ("<style>aside{opacity:0}</style>", "<aside>甲</aside>"),
    (
        "<style>.x{display:block}.x{text-indent:-9999px}</style>",
        "<p class=x>甲</p>",
    ),
    ("<style>.x{color:#fff}</style>", "<p class=x>甲</p>"),
    (
        "<style>body{background:#222}</style>",
        "<p style='color:#222'>甲</p>",
    ),
    (
        "<link rel=stylesheet href=a.css>",
        "<p style='color:#fff;background:#fff'>甲</p>",
    ),
];

/// The same, of what people see.
const SHOWN: &[(&str, &str)] = &[
    ("", "<p aria-hidden=true>甲</p>"),
    (
        "",
        "<p style='visibility:hidden'><b style='visibility:visible'>甲</b></p>",
    ),
    (
        "",
        "<p style='font-size:0'><span style='font-size:14px'>甲</span></p>",
    ),
    ("", "<p style='color:#fff;background:#036'>甲</p>"),
    ("", "<p style='background:url(a.png);color:#fff'>甲</p>"),
    (
        "",
        "<div bgcolor=#003366><p style='color:#fff'>甲</p></div>",
    ),
    (
        "",
        "<form style='background:navy'><p style='color:#fff'>甲</p></form>",
    ),
    ("", "<p style='opacity:0.5'>甲</p>"),
    ("", "<p style='text-indent:2em;margin-left:-20px'>甲</p>"),
    ("", "<p style='overflow:hidden;height:20px'>甲</p>"),
    (
        "<style>.x{display:none}.y.x{display:block}</style>",
        "<p class='x y'>甲</p>",
    ),
    (
        "<style>.x{display:none}</style>",
        "<p class=x style='display:block'>甲</p>",
    ),
    ("<style>.x{display:none}</style>", "<p class='xy'>甲</p>"),
    (
        "<style>.a .x{display:none}.x:hover{display:none}</style>",
        "<p class=x>甲</p>",
    ),
    (
        "<style>@media print{.x{display:none}}</style>",
        "<p class=x>甲</p>",
    ),
    (
        "<style media=print>.x{display:none}</style>",
        "<p class=x>甲</p>",
    ),
    (
        "<style>.x{color:#fff}.a .x{background:#036}</style>",
        "<p class=x>甲</p>",
    ),
    (
        "<style>tr:first-child{background:#036}</style>",
        "<p style='color:#000'>甲</p>",
    ),
    (
        "<link rel=stylesheet href=a.css>",
        "<p class=x style='color:#fff'>甲</p>",
    ),
    ("<style>.x{display:none", "<p>甲</p>"),
];

#[test]
fn what_a_page_does_not_show_is_no_text() {
    for (head, piece) in HIDDEN {
        let read = text(&page(head, &format!("{piece}<p>乙</p>")));
        assert_eq!(read, "乙\n", "{head} {piece}");
    }
}

#[test]
fn what_a_page_shows_is_text() {
    for (head, piece) in SHOWN {
        let head = if head.contains('}') || head.is_empty() || head.contains("link") {
            (*head).to_owned()
        } else {
            format!("{head}}}</style>")
        };
        let read = text(&page(&head, &format!("{piece}<p>乙</p>")));
        assert_eq!(read, "甲\n乙\n", "{head} {piece}");
    }
}

const TITLE: &str = "青禾县2023年政府信息公开工作年度报告";
const FIRST: [&str; 7] = [
    TITLE,
    "一、总体情况",
    "本机关认真贯彻落实《中华人民共和国政府信息公开条例》，2023年主动公开信息三条。",
    "二、主动公开政府信息情况",
    "主动公开三条。",
    "三、收到和处理政府信息公开申请情况",
    "没有收到申请。",
];
/// With a signature the text is whole.
const SIGNED: [&str; 2] = ["青禾县人民政府", "2024年3月20日"];
const LAST: [&str; 2] = [
    "五、存在的主要问题及改进情况",
    "公开内容不够全面。2024年将加强培训。",
];

#[test]
fn sections_that_nobody_sees_are_missing() {
    let paragraph = |words: &str, style: &str| format!("<p style='{style}'>{words}</p>");
    let made = |style: Option<&str>| {
        let seen = FIRST.map(|w| paragraph(w, ""));
        let last = style.map(|style| LAST.map(|w| paragraph(w, style)).concat());
        let signed = SIGNED.map(|w| paragraph(w, ""));
        page(
            "",
            &(seen.concat() + &last.unwrap_or_default() + &signed.concat()),
        )
    };
    let missing = |all: &[(String, String)]| {
        all.iter()
            .filter(|(rule, _)| rule == "section-missing")
            .count()
    };
    let (without, with) = (found(&made(None)), found(&made(Some(""))));
    assert_eq!(missing(&without), missing(&with) + 1);
    for style in [
        "display:none",
        "font-size:0",
        "color:#fff",
        "visibility:hidden",
        "text-indent:-9999px",
    ] {
        assert_eq!(found(&made(Some(style))), without, "{style}");
    }
}

fn run(properties: &str, words: &str) -> String {
    format!("<w:r><w:rPr>{properties}</w:rPr><w:t>{words}</w:t></w:r>")
}

/// Properties of a paragraph and of its run, and styles.
const PRINTED: &[(&str, &str, &str, bool)] = &[
    ("", "", "", true),
    ("", "<w:vanish/>", "", false),
    ("", "<w:color w:val=\"FFFFFF\"/>", "", false),
    ("", "<w:color w:val=\"fefefe\"/>", "", false),
    ("", "<w:color w:val=\"auto\"/>", "", true),
    ("", "<w:color w:val=\"FF0000\"/>", "", true),
    ("", "<w:sz w:val=\"1\"/>", "", false),
    ("", "<w:sz w:val=\"2\"/>", "", false),
    ("", "<w:sz w:val=\"10\"/>", "", true),
    (
        "",
        "<w:color w:val=\"FFFFFF\"/><w:shd w:val=\"clear\" w:fill=\"003366\"/>",
        "",
        true,
    ),
    (
        "",
        "<w:color w:val=\"FFFFFF\"/><w:shd w:val=\"clear\" w:fill=\"auto\"/>",
        "",
        false,
    ),
    (
        "",
        "<w:color w:val=\"FFFFFF\"/><w:highlight w:val=\"black\"/>",
        "",
        true,
    ),
    (
        "",
        "<w:color w:val=\"000000\"/><w:shd w:val=\"clear\" w:fill=\"000000\"/>",
        "",
        false,
    ),
    (
        "<w:shd w:val=\"clear\" w:fill=\"003366\"/>",
        "<w:color w:val=\"FFFFFF\"/>",
        "",
        true,
    ),
    (
        "<w:pStyle w:val=\"a\"/>",
        "",
        "<w:style w:type=\"paragraph\" w:styleId=\"a\"><w:rPr><w:color w:val=\"FFFFFF\"/></w:rPr></w:style>",
        false,
    ),
    (
        "<w:pStyle w:val=\"a\"/>",
        "<w:color w:val=\"000000\"/>",
        "<w:style w:type=\"paragraph\" w:styleId=\"a\"><w:rPr><w:color w:val=\"FFFFFF\"/></w:rPr></w:style>",
        true,
    ),
    (
        "",
        "<w:rStyle w:val=\"a\"/>",
        "<w:style w:type=\"character\" w:styleId=\"a\"><w:rPr><w:sz w:val=\"1\"/></w:rPr></w:style>",
        false,
    ),
];

#[test]
fn what_word_does_not_print_is_no_text() {
    for (paragraph, properties, styles, seen) in PRINTED {
        let body = format!(
            "<w:p><w:pPr>{paragraph}</w:pPr>{}</w:p><w:p>{}</w:p>",
            run(properties, "甲"),
            run("", "乙")
        );
        let due = if *seen { "甲\n乙" } else { "乙" };
        assert_eq!(
            text(&word(&body, styles, "")).trim_end(),
            due,
            "{paragraph} {properties} {styles}"
        );
    }
}

#[test]
fn white_letters_in_tables_are_text_where_their_ground_may_have_a_colour() {
    let cell = |properties: &str, ink: &str| {
        let run = run(&format!("<w:color w:val=\"{ink}\"/>"), "甲");
        format!("<w:tc><w:tcPr>{properties}</w:tcPr><w:p>{run}</w:p></w:tc>")
    };
    let white = "<w:shd w:val=\"clear\" w:fill=\"FFFFFF\"/>";
    let blue = "<w:shd w:val=\"clear\" w:fill=\"0000FF\"/>";
    let cells = [
        cell("", "FFFFFF"),
        cell(white, "FFFFFF"),
        cell(blue, "FFFFFF"),
        cell(white, "000000"),
    ];
    let body = format!("<w:tbl><w:tr>{}</w:tr></w:tbl>", cells.concat());
    assert_eq!(text(&word(&body, "", "")), "甲\t\t甲\t甲\n");
}

#[test]
fn what_a_pdf_does_not_print_is_no_text() {
    let line = |before: &str, y: u32, words: &str| {
        format!("{before} BT /F1 12 Tf 1 0 0 1 50 {y} Tm ({words}) Tj ET\n")
    };
    let shown = line("0 g 0 Tr", 700, "Seen");
    for (before, seen) in [
        ("0 g", true),
        ("1 g", false),
        ("1 1 1 rg", false),
        ("0 0 0 0 k", false),
        ("0.99 g", false),
        ("0.5 g", true),
        ("1 0 0 rg", true),
        ("3 Tr", false),
        ("1 1 1 sc", false),
        ("/DeviceGray cs 1 sc", false),
        ("/Cs8 cs 1 scn", true),
        ("0 0 1 rg 40 640 300 30 re f 1 g", true),
        ("1 g 40 640 300 30 re f", false),
        ("0 0 1 rg 40 500 300 30 re f 1 g", false),
        ("1 g 1 Tr", true),
    ] {
        let read = text(&pdf(&(shown.clone() + &line(before, 650, "Other"))));
        assert_eq!(read.contains("Other"), seen, "{before}: {read}");
        assert!(read.contains("Seen"), "{before}: {read}");
    }
}
