//! What Word demands of comments and tracked changes.

use std::collections::{BTreeMap, BTreeSet};

use super::package::{part, parts};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// Where a range of a comment may begin and end.
const RANGES: [&str; 12] = [
    "w:p",
    "w:ins",
    "w:del",
    "w:hyperlink",
    "w:sdtContent",
    "w:fldSimple",
    "w:smartTag",
    "w:body",
    "w:tc",
    "w:tr",
    "w:tbl",
    "w:moveTo",
];

fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut all = tag.attributes().map(|a| a.unwrap());
    let found = all.find(|a| a.key.as_ref() == name)?;
    Some(found.value.to_string())
}

#[derive(Default)]
struct Seen {
    starts: Vec<(String, usize)>,
    ends: Vec<(String, usize)>,
    signs: Vec<(String, usize)>,
    changes: Vec<String>,
}

/// Checks a marked document; ids that were there twice before may be there twice.
pub fn check(before: &[u8], bytes: &[u8]) {
    let mut names = BTreeSet::new();
    for (name, bytes) in parts(bytes) {
        assert!(names.insert(name.clone()), "{name} twice");
        if name.ends_with(".xml") || name.ends_with(".rels") {
            well_formed(&String::from_utf8(bytes).unwrap(), &name);
        }
    }
    let comments = ids(&part(bytes, "word/comments.xml"));
    let seen = document(&part(bytes, "word/document.xml"));
    let unique = |list: &[(String, usize)]| -> BTreeMap<String, usize> {
        let map: BTreeMap<_, _> = list.iter().cloned().collect();
        assert_eq!(map.len(), list.len(), "an id twice: {list:?}");
        map
    };
    let (starts, ends, signs) = (
        unique(&seen.starts),
        unique(&seen.ends),
        unique(&seen.signs),
    );
    assert_eq!(comments, signs.keys().cloned().collect::<BTreeSet<_>>());
    assert_eq!(comments, starts.keys().cloned().collect::<BTreeSet<_>>());
    for id in &comments {
        assert!(
            starts[id] < ends[id] && ends[id] < signs[id],
            "comment {id}"
        );
    }
    let old = document(&part(before, "word/document.xml")).changes;
    let count = |all: &[String], id: &String| all.iter().filter(|i| *i == id).count();
    for id in &seen.changes {
        let most = count(&old, id).max(1);
        assert!(count(&seen.changes, id) <= most, "a change twice: {id}");
    }
    let relations = part(bytes, "word/_rels/document.xml.rels");
    assert_eq!(relations.matches("relationships/comments\"").count(), 1);
    let types = part(bytes, "[Content_Types].xml");
    assert_eq!(types.matches("PartName=\"/word/comments.xml\"").count(), 1);
}

fn well_formed(text: &str, name: &str) {
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = true;
    loop {
        match reader
            .read_event()
            .unwrap_or_else(|e| panic!("{name}: {e}"))
        {
            Event::Eof => break,
            Event::Start(tag) | Event::Empty(tag) => {
                let names: Vec<_> = tag.attributes().map(|a| a.unwrap().key).collect();
                assert!(!names.is_empty() || tag.attributes().next().is_none());
            }
            _ => {}
        }
    }
}

fn ids(comments: &str) -> BTreeSet<String> {
    let mut reader = Reader::from_str(comments);
    let mut ids = BTreeSet::new();
    loop {
        match reader.read_event().unwrap() {
            Event::Eof => return ids,
            Event::Start(tag) if tag.name().as_ref() == "w:comment" => {
                assert!(attribute(&tag, "w:author").is_some());
                assert!(
                    ids.insert(attribute(&tag, "w:id").unwrap()),
                    "a comment twice"
                );
            }
            _ => {}
        }
    }
}

fn document(text: &str) -> Seen {
    let mut reader = Reader::from_str(text);
    reader.config_mut().expand_empty_elements = true;
    let mut open: Vec<String> = Vec::new();
    let mut seen = Seen::default();
    let mut at = 0;
    loop {
        at += 1;
        match reader.read_event().unwrap() {
            Event::Eof => return seen,
            Event::End(_) => drop(open.pop()),
            Event::Start(tag) => {
                let name = tag.name().as_ref().to_owned();
                let around = open.last().cloned().unwrap_or_default();
                let id = || attribute(&tag, "w:id").unwrap();
                let deleted = || {
                    let inside = open.iter().rev().take_while(|n| *n != "w:p");
                    inside.clone().any(|n| n == "w:del")
                };
                match name.as_str() {
                    "w:commentRangeStart" => seen.starts.push((id(), at)),
                    "w:commentRangeEnd" => seen.ends.push((id(), at)),
                    "w:commentReference" => seen.signs.push((id(), at)),
                    "w:ins" | "w:del" | "w:rPrChange" => seen.changes.push(id()),
                    "w:r" => assert_ne!(around, "w:r", "a run in a run"),
                    "w:t" => assert!(!deleted(), "text in a deletion"),
                    "w:delText" => assert!(deleted(), "deleted text outside of a deletion"),
                    _ => {}
                }
                if name.starts_with("w:commentRange") {
                    assert!(RANGES.contains(&around.as_str()), "{name} in {around}");
                }
                if name == "w:commentReference" {
                    assert_eq!(around, "w:r");
                }
                open.push(name);
            }
            _ => {}
        }
    }
}
