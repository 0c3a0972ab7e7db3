//! The rules that findings name, in both languages.

use serde::Serialize;

use super::place::Message;
use super::{code, level};
use crate::messages::{Text, captioned};
use crate::site::published;
use crate::writer::Rules;
use gouji_core::rule::Rule;
use gouji_core::text::{Lang, fill};

/// The tool with its rules.
#[derive(Serialize)]
pub(super) struct Driver<'a> {
    version: &'static str,
    #[serde(flatten)]
    component: Component<'a>,
}

/// The rules in one language.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Component<'a> {
    name: &'static str,
    language: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    contents: Option<[&'static str; 1]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    translation_metadata: Option<Name>,
    rules: Vec<RuleOut<'a>>,
}

#[derive(Serialize)]
struct Name {
    name: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct RuleOut<'a> {
    id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    short_description: Option<Message>,
    #[serde(skip_serializing_if = "Option::is_none")]
    full_description: Option<Message>,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<Message>,
    /// The page about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    help_uri: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    default_configuration: Option<Configuration>,
    #[serde(skip_serializing_if = "Option::is_none")]
    properties: Option<Properties<'a>>,
}

#[derive(Serialize)]
struct Configuration {
    level: &'static str,
}

#[derive(Serialize)]
struct Properties<'a> {
    class: &'static str,
    pack: &'a str,
    source: &'a str,
}

const NAME: &str = gouji_core::NAME;

impl<'a> Driver<'a> {
    /// The rules with these ids, in the language of the run.
    pub fn new<'r: 'a>(ids: &[&'a str], rules: &Rules<'r>, lang: Lang) -> Self {
        let all = ids.iter().map(|id| match rules(id) {
            Some(rule) => RuleOut {
                default_configuration: Some(Configuration {
                    level: level(rule.severity),
                }),
                properties: Some(Properties {
                    class: rule.class.name(),
                    pack: &rule.pack,
                    source: &rule.source,
                }),
                ..RuleOut::new(id, Some(rule), lang)
            },
            None => RuleOut::new(id, None, lang),
        });
        Driver {
            version: env!("CARGO_PKG_VERSION"),
            component: Component {
                name: NAME,
                language: code(lang),
                contents: None,
                translation_metadata: None,
                rules: all.collect(),
            },
        }
    }
}

impl<'a> Component<'a> {
    /// The words of the same rules in another language.
    pub fn translation<'r: 'a>(ids: &[&'a str], rules: &Rules<'r>, lang: Lang) -> Self {
        let all = ids.iter().map(|id| RuleOut::new(id, rules(id), lang));
        Component {
            name: NAME,
            language: code(lang),
            contents: Some(["localizedData"]),
            translation_metadata: Some(Name { name: NAME }),
            rules: all.collect(),
        }
    }
}

impl<'a> RuleOut<'a> {
    fn new(id: &'a str, rule: Option<&Rule>, lang: Lang) -> Self {
        let text = |text: &str| (!text.trim().is_empty()).then(|| Message::new(text.trim()));
        RuleOut {
            id,
            short_description: rule.and_then(|r| text(r.title.get(lang))),
            full_description: rule.and_then(|r| text(r.why.get(lang))),
            help: rule.and_then(|r| text(&help(r, lang))),
            help_uri: rule.and_then(|r| published(&r.pack, &r.id, lang)),
            default_configuration: None,
            properties: None,
        }
    }
}

/// What to do, and who says so. Values that only a finding has stand as their names.
fn help(rule: &Rule, lang: Lang) -> String {
    let mut help = fill(rule.help.get(lang), |name| Some(format!("‹{name}›")));
    if !rule.source.is_empty() {
        let caption = Text::Source.say(lang);
        help.push_str(&format!("\n{}", captioned(&caption, &rule.source)));
    }
    help
}
