//! The elements of a page, as an HTML tokenizer reads them.

#![allow(clippy::unwrap_used, clippy::panic)]

use std::collections::BTreeMap;

use html5gum::emitters::default::DefaultEmitter;
use html5gum::{Token, Tokenizer};

/// A name and its attributes.
pub type Element = (String, BTreeMap<String, String>);

/// The elements of a page, in order. Every one that is opened is closed, but for those that stand alone: by their names,
/// and by whether they close themselves.
pub fn elements(path: &str, page: &str, alone: impl Fn(&str, bool) -> bool) -> Vec<Element> {
    let string = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    let (mut found, mut open) = (Vec::new(), Vec::new());
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    for token in Tokenizer::new_with_emitter(page, emitter) {
        match token.unwrap() {
            Token::StartTag(tag) => {
                let name = string(&tag.name);
                let attributes = tag.attributes.iter();
                let attributes = attributes.map(|(k, v)| (string(k), string(v))).collect();
                if !alone(&name, tag.self_closing) {
                    open.push(name.clone());
                }
                found.push((name, attributes));
            }
            Token::EndTag(tag) => {
                assert_eq!(open.pop(), Some(string(&tag.name)), "{path}: a stray end");
            }
            Token::Error(error) => panic!("{path}: {error:?}"),
            _ => {}
        }
    }
    assert_eq!(open, Vec::<String>::new(), "{path}");
    found
}
