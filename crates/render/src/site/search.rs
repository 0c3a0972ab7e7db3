//! What the search looks through: rules, packs and the sections of the handbook, as a script, because a page on disk may load
//! nothing else.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use serde_json::{Value, json};

use super::address::Spot;
use super::chapter::{Slugs, title, words};
use super::{Chapter, Site};
use crate::html::markup::Markup;
use crate::messages::Text;
use gouji_core::text::Lang;

/// The index of a language: for each entry its address below the folder of the site, its title, a word about it, and text.
pub(super) fn index(site: &Site<'_>, lang: Lang) -> String {
    let mut all: Vec<Value> = Vec::new();
    for shelf in &site.shelves {
        let pack = shelf.name(lang);
        let text = format!("{} {}", shelf.pack.places.join(" "), shelf.pack.source);
        all.push(json!([
            Spot::Pack(&shelf.pack.id).path(lang),
            pack,
            shelf.pack.id,
            text
        ]));
        for rule in &shelf.rules {
            let text = [
                rule.fault.get(lang),
                rule.message.get(lang),
                rule.why.get(lang),
                rule.help.get(lang),
                &rule.source,
                &Text::Severity(rule.severity).say(lang),
            ];
            let entry = json!([
                Spot::Rule(&rule.id).path(lang),
                rule.title.get(lang),
                rule.id,
                text.join(" ")
            ]);
            all.push(entry);
        }
    }
    for chapter in &site.handbook {
        sections(chapter, lang, &mut all);
    }
    let mut script = Markup::default();
    script
        .raw("window.GOUJI = ")
        .json(&Value::Array(all))
        .raw(";\n");
    script.as_str().to_owned()
}

/// The sections of a page, without their code.
fn sections(chapter: &Chapter, lang: Lang, all: &mut Vec<Value>) {
    let page = title(chapter.text(lang));
    let path = Spot::Chapter(&chapter.name).path(lang);
    let mut slugs = Slugs::default();
    let mut section: Option<(String, String, bool)> = None;
    let mut code = false;
    let mut close = |section: Option<(String, String, bool)>, slugs: &mut Slugs| {
        let Some((title, text, _)) = section else {
            return;
        };
        let address = format!("{path}#{}", slugs.next(&title));
        all.push(json!([address, title, page, text.trim()]));
    };
    for event in Parser::new_ext(chapter.text(lang), Options::ENABLE_TABLES) {
        match event {
            Event::Start(Tag::Heading { .. }) => {
                close(section.take(), &mut slugs);
                section = Some((String::new(), String::new(), true));
            }
            Event::Start(Tag::CodeBlock(_)) => code = true,
            Event::End(TagEnd::CodeBlock) => code = false,
            Event::End(TagEnd::Heading(_)) => {
                if let Some((_, _, open)) = &mut section {
                    *open = false;
                }
            }
            Event::End(_) | Event::SoftBreak => {
                if let Some((_, text, false)) = &mut section {
                    text.push(' ');
                }
            }
            other => {
                let word = words(other).filter(|_| !code);
                match (&mut section, word) {
                    (Some((title, _, true)), Some(word)) => title.push_str(&word),
                    (Some((_, text, false)), Some(word)) => text.push_str(&word),
                    _ => {}
                }
            }
        }
    }
    close(section, &mut slugs);
}
