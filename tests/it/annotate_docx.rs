//! Marked Word documents: comments and tracked changes at any words, with the rest as it was.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::panic
)]

use crate::support::marks::findings;
use crate::support::marks::normal;
use crate::support::marks::package;
use crate::support::marks::valid;

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use findings::found;
use gouji::annotate::docx::{Marks, clean, mark};
use gouji::annotate::{Refusal, Remarks};
use gouji::document::Document;
use gouji::input::docx::{Trace, trace};
use gouji::text::{Edit, Lang, Span};
use normal::{accepted, normal, rejected};
use package::{bodies, package, part, parts, with};

const DOCUMENT: &str = "word/document.xml";

fn samples() -> Vec<(String, Vec<u8>)> {
    let mut all: Vec<(String, Vec<u8>)> = Vec::new();
    for folder in ["reports", "docx"] {
        let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
            .join("tests/fixtures")
            .join(folder);
        let mut files: Vec<_> = fs::read_dir(folder)
            .unwrap()
            .map(|f| f.unwrap().path())
            .collect();
        files.sort();
        for file in files
            .iter()
            .filter(|f| f.extension().is_some_and(|e| e == "docx"))
        {
            all.push((file.display().to_string(), fs::read(file).unwrap()));
        }
    }
    assert!(all.len() >= 4);
    let made = bodies().into_iter();
    all.extend(made.map(|(name, body, comments)| (name.to_owned(), package(&body, comments, ""))));
    all
}

/// Numbers that look random and are the same each time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6364136223846793005)
            .wrapping_add(1442695040888963407);
        (self.0 >> 33) as usize % sides.max(1)
    }
}

/// Spans of any words, and of all blank cells.
fn spans(document: &Document, trace: &Trace, dice: &mut Dice, count: usize) -> Vec<Span> {
    let bounds: Vec<usize> = document.text.char_indices().map(|(at, _)| at).collect();
    let mut spans: Vec<Span> = trace.blanks.iter().map(|b| b.text).collect();
    for _ in 0..count {
        let from = dice.roll(bounds.len());
        let to = (from + dice.roll(7)).min(bounds.len() - 1);
        spans.push(Span::new(bounds[from], bounds[to]));
    }
    spans
}

fn marked(bytes: &[u8], spans: &[Span], edits: &[Edit]) -> Vec<u8> {
    let bytes = clean(bytes).unwrap();
    let (document, trace) = trace(&bytes).unwrap();
    let checked = found(spans, "<不对> & \"错\"\u{1}");
    let remarks = Remarks::new(&document, &checked, Lang::Zh);
    mark(
        &bytes,
        &document,
        &trace,
        Marks {
            remarks: &remarks,
            edits,
            date: "2024-04-20T00:00:00Z",
        },
    )
    .unwrap()
}

fn assert_same(name: &str, once: &[u8], twice: &[u8]) {
    let (one, two) = (part(once, DOCUMENT), part(twice, DOCUMENT));
    let other = one.bytes().zip(two.bytes()).position(|(a, b)| a != b);
    if let Some(at) = other {
        let near = |text: &str| {
            let from = at.saturating_sub(300);
            String::from_utf8_lossy(&text.as_bytes()[from..(at + 200).min(text.len())]).into_owned()
        };
        panic!("{name}: {}\n\n{}", near(&one), near(&two));
    }
    assert!(once == twice, "{name}: the second run gives another file");
}

/// What is the same except for marks.
fn check_rest(name: &str, before: &[u8], after: &[u8]) {
    let (old, new) = (parts(before), parts(after));
    let changed = [
        DOCUMENT,
        "word/comments.xml",
        "word/_rels/document.xml.rels",
        "[Content_Types].xml",
    ];
    let names =
        |all: &[(String, Vec<u8>)]| -> Vec<String> { all.iter().map(|(n, _)| n.clone()).collect() };
    let kept: Vec<String> = names(&new).into_iter().take(old.len()).collect();
    assert_eq!(names(&old), kept, "{name}: the order of parts");
    let new: BTreeMap<_, _> = new.into_iter().collect();
    for (part, bytes) in old {
        if !changed.contains(&part.as_str()) {
            assert_eq!(new[&part], bytes, "{name}: {part}");
        }
    }
    let comments = part(after, "word/comments.xml");
    let was = normal(&part(before, DOCUMENT), "");
    let is = normal(&part(after, DOCUMENT), &comments);
    assert_eq!(was, is, "{name}");
}

#[test]
fn comments_stand_at_any_words_and_change_nothing_else() {
    for (name, bytes) in samples() {
        let before = trace(&bytes).unwrap().0;
        for seed in 0..6 {
            let mut dice = Dice(seed);
            let (document, trace) = trace(&bytes).unwrap();
            let spans = spans(&document, &trace, &mut dice, 12);
            let once = marked(&bytes, &spans, &[]);
            valid::check(&bytes, &once);
            check_rest(&name, &bytes, &once);
            let after = gouji::input::docx::trace(&once).unwrap().0;
            assert_eq!(before.text, after.text, "{name}");
            assert_eq!(before.blocks, after.blocks, "{name}");
            let twice = marked(&once, &spans, &[]);
            assert!(once == twice, "{name}: the second run gives another file");
        }
    }
}

/// Edits of the words at some spans that do not overlap.
/// Runs that were parted for a mark, texts whose blanks had to be kept, and empty elements that were opened.
#[test]
fn without_its_marks_a_document_has_the_bytes_that_it_had() {
    let mut dice = Dice(29);
    for (name, bytes) in samples() {
        let before = clean(&bytes).unwrap();
        let (document, trace) = trace(&before).unwrap();
        for round in 0..8 {
            let spans = spans(&document, &trace, &mut dice, 12);
            let edits = match round % 2 {
                0 => Vec::new(),
                _ => edits(&document, &spans),
            };
            let marked = marked(&before, &spans, &edits);
            let after = clean(&marked).unwrap();
            let (old, new) = (part(&before, DOCUMENT), part(&after, DOCUMENT));
            let other = old.bytes().zip(new.bytes()).position(|(a, b)| a != b);
            let near = |text: &str| {
                let at = other.unwrap_or_default();
                let place = at.saturating_sub(200)..(at + 200).min(text.len());
                String::from_utf8_lossy(&text.as_bytes()[place]).into_owned()
            };
            assert!(
                old == new,
                "{name}, {round}: {}\n\n{}",
                near(&old),
                near(&new)
            );
        }
    }
}

/// What somebody has written between the parts of a run stays where it is.
#[test]
fn what_people_write_between_the_parts_of_a_run_stays() {
    let body = "<w:p><w:r><w:t>一二三四五六</w:t></w:r></w:p>";
    let bytes = package(body, "", "");
    let (document, _) = trace(&bytes).unwrap();
    let start = document.text.find('三').unwrap();
    let marked = marked(&bytes, &[Span::new(start, start + 3)], &[]);
    let xml = part(&marked, DOCUMENT);
    let own = "<w:r><w:t>人</w:t></w:r>";
    let places: Vec<usize> = xml.match_indices("<w:r  >").map(|(at, _)| at).collect();
    assert_eq!(places.len(), 2, "{xml}");
    for at in places {
        let written = format!("{}{own}{}", &xml[..at], &xml[at..]);
        let cleaned = clean(&with(&marked, DOCUMENT, &written))
            .unwrap()
            .into_owned();
        let cleaned = part(&cleaned, DOCUMENT);
        assert!(cleaned.contains(own), "{cleaned}");
        let said = cleaned
            .replace(own, "")
            .replace("</w:t></w:r><w:r  ><w:t xml:space=\"preserve\"  >", "");
        assert_eq!(said, part(&bytes, DOCUMENT));
    }
}

fn edits(document: &Document, spans: &[Span]) -> Vec<Edit> {
    let mut spans = spans.to_vec();
    spans.sort();
    let mut edits: Vec<Edit> = Vec::new();
    for span in spans {
        let free = edits.last().is_none_or(|e| e.span.end < span.start);
        if free && !document.slice(span).contains(['\n', '\t']) {
            let text = ["改&后", "", "新"][edits.len() % 3];
            let text = if span.is_empty() { "填" } else { text };
            edits.push(Edit {
                span,
                text: text.into(),
            });
        }
    }
    edits
}

#[test]
fn changes_can_be_accepted_and_rejected() {
    let mut tracked = 0;
    for (name, bytes) in samples() {
        for seed in 0..2 {
            let mut dice = Dice(seed + 100);
            let (document, trace) = trace(&bytes).unwrap();
            let spans = spans(&document, &trace, &mut dice, 9);
            let edits = edits(&document, &spans);
            for one in edits
                .iter()
                .map(std::slice::from_ref)
                .chain([edits.as_slice()])
            {
                let once = marked(&bytes, &spans, one);
                valid::check(&bytes, &once);
                check_rest(&name, &bytes, &once);
                let xml = part(&once, DOCUMENT);
                let text = |xml: String| {
                    let bytes = with(&once, DOCUMENT, &xml);
                    gouji::input::docx::trace(&bytes).unwrap().0.text
                };
                assert_eq!(text(rejected(&xml)), document.text, "{name}");
                let reading = gouji::input::docx::trace(&once).unwrap().0.text;
                // what nobody has accepted is not read
                assert_eq!(reading, document.text, "{name}");
                let mended = text(accepted(&xml));
                if let [edit] = one
                    && xml.contains("w:author=\"gouji 勾稽\"")
                {
                    let mut fixed = document.text.clone();
                    fixed.replace_range(edit.span.range(), &edit.text);
                    let solid =
                        |t: &str| t.chars().filter(|c| !c.is_whitespace()).collect::<String>();
                    assert_eq!(solid(&mended), solid(&fixed), "{name}: {edit:?}");
                    tracked += 1;
                }
                let twice = marked(&once, &spans, one);
                assert_same(&name, &once, &twice);
            }
        }
    }
    assert!(tracked > 100, "{tracked}");
}

#[test]
fn deleted_words_keep_their_looks() {
    let (_, body, _) = bodies().remove(0);
    let bytes = package(&body, "", "");
    let text = trace(&bytes).unwrap().0.text;
    let from = text.find("2023").unwrap();
    let edit = Edit {
        span: Span::new(from, from + 4),
        text: "2024".into(),
    };
    let xml = part(&marked(&bytes, &[edit.span], &[edit]), DOCUMENT).replace("  >", ">");
    let looks = "<w:rPr><w:b/><w:sz w:val=\"32\"/></w:rPr>";
    assert!(xml.contains(&format!(
        "<w:r w:rsidR=\"00A1\">{looks}<w:delText xml:space=\"preserve\">2023</w:delText></w:r></w:del>"
    )));
    assert!(xml.contains(&format!(
        "<w:r>{looks}<w:t xml:space=\"preserve\">2024</w:t></w:r></w:ins>"
    )));
}

#[test]
fn marks_that_nothing_is_said_of_are_taken_out() {
    for (name, bytes) in samples() {
        let (document, trace) = trace(&bytes).unwrap();
        let spans = spans(&document, &trace, &mut Dice(3), 9);
        let edits = edits(&document, &spans);
        let once = marked(&bytes, &spans, &edits);
        let cleaned = clean(&once).unwrap();
        assert!(!part(&cleaned, DOCUMENT).contains("gouji"), "{name}");
        assert!(
            !part(&cleaned, "word/comments.xml").contains("gouji"),
            "{name}"
        );
        assert!(clean(&bytes).unwrap() == bytes, "{name}");
    }
}

#[test]
fn documents_that_may_not_be_changed_are_refused() {
    let body = &bodies()[0].1;
    for (settings, refused) in [
        (
            "<w:documentProtection w:edit=\"readOnly\" w:enforcement=\"1\"/>",
            true,
        ),
        (
            "<w:documentProtection w:edit=\"readOnly\" w:enforcement=\"0\"/>",
            false,
        ),
        ("<w:writeProtection w:recommended=\"1\"/>", false),
        ("<w:writeProtection w:hash=\"abc=\"/>", true),
    ] {
        let got = clean(&package(body, "", settings)).err();
        assert_eq!(got, refused.then_some(Refusal::Protected), "{settings}");
    }
    let bytes = package(body, "", "");
    let mut all = parts(&bytes);
    all.push(("_xmlsignatures/sig1.xml".into(), b"<Signature/>".to_vec()));
    let signed = package::zipped(all.iter().map(|(n, b)| (n.as_str(), b.as_slice())));
    assert_eq!(clean(&signed).err(), Some(Refusal::Signed));
}
