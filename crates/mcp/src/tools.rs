//! The tools: their names, and what they take.

use serde_json::{Map, Value, json};

use gouji_core::text::Lang;

use crate::messages::{Both, in_lang, words};

/// A tool.
pub(crate) struct Tool {
    pub name: &'static str,
    /// What people call it.
    pub title: Both,
    /// What it does, for an assistant that chooses among tools.
    pub does: Both,
    pub takes: &'static [Parameter],
}

/// Something that a tool takes.
pub(crate) struct Parameter {
    pub name: &'static str,
    pub takes: Takes,
    pub needed: bool,
    /// What it means.
    pub says: Both,
}

/// What an argument is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Takes {
    Text,
    Texts,
    Yes,
    /// One of these words.
    OneOf(&'static [&'static str]),
}

const PATH: Parameter = optional("path", Takes::Text, words::PATH);
const TEXT: Parameter = optional("text", Takes::Text, words::TEXT);
const RULE: Parameter = Parameter {
    needed: true,
    ..optional("rule", Takes::Text, words::RULE)
};

const fn optional(name: &'static str, takes: Takes, says: Both) -> Parameter {
    Parameter {
        name,
        takes,
        needed: false,
        says,
    }
}

/// All tools.
pub(crate) const TOOLS: &[Tool] = &[
    Tool {
        name: "check",
        title: words::CHECK,
        does: words::DOES_CHECK,
        takes: &[
            PATH,
            TEXT,
            optional(
                "format",
                Takes::OneOf(&["agent", "json"]),
                words::CHECK_FORMAT,
            ),
        ],
    },
    Tool {
        name: "explain",
        title: words::EXPLAIN,
        does: words::DOES_EXPLAIN,
        takes: &[RULE],
    },
    Tool {
        name: "facts",
        title: words::FACTS,
        does: words::DOES_FACTS,
        takes: &[
            PATH,
            TEXT,
            optional("format", Takes::OneOf(&["text", "json"]), words::FORMAT),
        ],
    },
    Tool {
        name: "why",
        title: words::WHY,
        does: words::DOES_WHY,
        takes: &[RULE, PATH, TEXT],
    },
    Tool {
        name: "cite",
        title: words::CITE,
        does: words::DOES_CITE,
        takes: &[
            PATH,
            TEXT,
            Parameter {
                needed: true,
                ..optional("against", Takes::Texts, words::AGAINST)
            },
            optional("format", Takes::OneOf(&["text", "json"]), words::FORMAT),
        ],
    },
    Tool {
        name: "fix_preview",
        title: words::FIX,
        does: words::DOES_FIX,
        takes: &[
            PATH,
            TEXT,
            optional("suggestions", Takes::Yes, words::SUGGESTIONS),
        ],
    },
];

impl Tool {
    /// The tool as the protocol describes it, with a JSON Schema of what it takes.
    pub fn described(&self, lang: Lang) -> Value {
        let properties = self
            .takes
            .iter()
            .map(|p| (p.name.to_owned(), p.schema(lang)));
        let needed = self.takes.iter().filter(|p| p.needed).map(|p| p.name);
        json!({
            "name": self.name,
            "title": in_lang(self.title, lang),
            "description": in_lang(self.does, lang),
            "inputSchema": {
                "type": "object",
                "properties": properties.collect::<Map<String, Value>>(),
                "required": needed.collect::<Vec<_>>(),
                "additionalProperties": false,
            },
            "annotations": {
                "title": in_lang(self.title, lang),
                "readOnlyHint": true,
                "destructiveHint": false,
                "idempotentHint": true,
                "openWorldHint": false,
            },
        })
    }
}

impl Parameter {
    fn schema(&self, lang: Lang) -> Value {
        let says = in_lang(self.says, lang);
        match self.takes {
            Takes::Text => json!({"type": "string", "description": says}),
            Takes::Yes => json!({"type": "boolean", "default": false, "description": says}),
            Takes::OneOf(words) => json!({
                "type": "string", "enum": words, "default": words.first(), "description": says,
            }),
            Takes::Texts => json!({
                "type": "array", "items": {"type": "string"}, "minItems": 1, "description": says,
            }),
        }
    }
}
