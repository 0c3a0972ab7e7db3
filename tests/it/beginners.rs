//! What people who write their first pack get wrong: one message for each mistake, and it says what to type.

#![allow(clippy::unwrap_used, clippy::panic)]

use gouji::diagnostic::Diagnostic;
use gouji::pack::{Source, SourceOrigin};
use gouji::packs;
use gouji::text::Lang;
use std::fmt::Write;

const MISTAKES: &str = include_str!("../beginners/mistakes.txt");
const HEADER: &str = "[pack]\nid = \"ours\"\nextends = \"national\"\n\n";

/// A mistake: what it is, the text of the pack, what the message must say.
struct Mistake<'m> {
    what: &'m str,
    text: String,
    type_this: &'m str,
}

fn mistakes() -> impl Iterator<Item = Mistake<'static>> {
    let blocks = MISTAKES.split("\n== ").skip(1);
    blocks.map(|block| {
        let (what, rest) = block.split_once('\n').unwrap();
        let (text, type_this) = rest.split_once("\n=> ").unwrap();
        let (text, bare) = match text.split_once("\n!no header") {
            Some((text, _)) => (text, true),
            None => (
                text,
                text.contains("pack】") || text.contains("[pack]") || text.starts_with('{'),
            ),
        };
        Mistake {
            what,
            text: format!("{}{text}\n", if bare { "" } else { HEADER }),
            type_this: type_this.trim_end(),
        }
    })
}

fn said(text: &str, lang: Lang) -> Vec<Diagnostic> {
    let mut sources = packs::sources();
    sources.push(Source {
        name: "ours.toml".to_owned(),
        text: text.to_owned().into(),
        origin: SourceOrigin::Explicit,
    });
    let catalogue = packs::catalogue_of(sources, lang);
    let problems = match catalogue.find("ours.toml") {
        Some(pack) => catalogue.check(&[pack]).problems,
        None => catalogue.problems().to_vec(),
    };
    problems.into_iter().flat_map(|p| p.diagnostics).collect()
}

#[test]
fn each_mistake_has_one_message_that_says_what_to_type() {
    let (mut count, mut wrong) = (0, String::new());
    for mistake in mistakes() {
        count += 1;
        let found = said(&mistake.text, Lang::Zh);
        let all: Vec<String> = found
            .iter()
            .map(|d| format!("{} → {}", d.message, d.help.as_deref().unwrap_or("")))
            .collect();
        if all.len() != 1 || !all.iter().any(|s| s.contains(mistake.type_this)) {
            writeln!(wrong, "{}: {} of {all:#?}", mistake.what, mistake.type_this).unwrap();
        }
        let english = said(&mistake.text, Lang::En);
        if english.len() != found.len() || english.iter().any(|d| d.help.is_none()) {
            writeln!(wrong, "{} in English: {english:#?}", mistake.what).unwrap();
        }
    }
    assert!(count >= 50, "{count}");
    assert!(wrong.is_empty(), "{wrong}");
}
