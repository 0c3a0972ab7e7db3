//! SARIF 2.1.0, the format in which tools for code hand over findings.
//!
//! Results are written as they come. Behind them stand the rules that they name, which are known only then, with what
//! could not be read: these two are all that is kept.

mod place;
mod result;
mod rules;

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;

use self::place::{Location, Message};
use self::result::ResultOut;
use self::rules::{Component, Driver};
use super::array::Array;
use super::writer::{End, Unread, Writer};
use gouji_core::diagnostic::{LintResult, Severity};
use gouji_core::document::Document;
use gouji_core::text::Lang;

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// Writes one run.
#[derive(Debug)]
pub struct Sarif {
    lang: Lang,
    results: Array,
    /// The rules that were named, with their numbers.
    rules: BTreeMap<String, usize>,
    unread: Vec<Notification>,
}

impl Sarif {
    /// A writer in this language. Rules are described in the other one, too.
    pub fn new(lang: Lang) -> Self {
        Sarif {
            lang,
            results: Array::default(),
            rules: BTreeMap::new(),
            unread: Vec::new(),
        }
    }

    /// The number of a rule.
    fn number(&mut self, rule: &str) -> usize {
        let next = self.rules.len();
        match self.rules.get(rule) {
            Some(number) => *number,
            None => {
                self.rules.insert(rule.to_owned(), next);
                next
            }
        }
    }
}

impl Writer for Sarif {
    fn head(&mut self, out: &mut dyn Write) -> io::Result<()> {
        write!(
            out,
            "{{\"$schema\":\"{SCHEMA}\",\"version\":\"2.1.0\",\"runs\":[{{\
             \"columnKind\":\"unicodeCodePoints\",\"language\":\"{}\",\"results\":[",
            code(self.lang)
        )
    }

    fn report(
        &mut self,
        out: &mut dyn Write,
        document: &Document,
        checked: &LintResult,
    ) -> io::Result<()> {
        for diagnostic in &checked.diagnostics {
            let number = self.number(&diagnostic.rule);
            let result =
                ResultOut::new((document, &checked.sections), diagnostic, number, self.lang);
            self.results.put(out, &result)?;
        }
        for accepted in &checked.accepted {
            let diagnostic = &accepted.diagnostic;
            let number = self.number(&diagnostic.rule);
            let result =
                ResultOut::new((document, &checked.sections), diagnostic, number, self.lang);
            self.results.put(out, &result.suppressed(accepted))?;
        }
        Ok(())
    }

    fn unread(&mut self, _out: &mut dyn Write, input: &Unread<'_>) -> io::Result<()> {
        self.unread.push(Notification {
            level: level(Severity::Error),
            descriptor: Descriptor { id: "unread" },
            message: Message::new(input.why),
            locations: vec![Location::file(input.path)],
        });
        Ok(())
    }

    fn finish(&mut self, out: &mut dyn Write, end: &End<'_>) -> io::Result<()> {
        let mut named: Vec<(&usize, &String)> = self.rules.iter().map(|(r, n)| (n, r)).collect();
        named.sort();
        let named: Vec<&str> = named.iter().map(|(_, rule)| rule.as_str()).collect();
        let other = match self.lang {
            Lang::Zh => Lang::En,
            Lang::En => Lang::Zh,
        };
        let tail = Tail {
            invocations: [Invocation {
                execution_successful: end.exit <= 1,
                exit_code: end.exit,
                tool_execution_notifications: std::mem::take(&mut self.unread),
            }],
            tool: Tool {
                driver: Driver::new(&named, end.rules, self.lang),
            },
            translations: [Component::translation(&named, end.rules, other)],
        };
        // the keys go on where the results end
        let tail = serde_json::to_string(&tail)?;
        let keys = tail.strip_prefix('{').unwrap_or(&tail);
        writeln!(out, "\n],{keys}]}}")
    }
}

#[derive(Serialize)]
struct Tail<'a> {
    invocations: [Invocation; 1],
    tool: Tool<'a>,
    translations: [Component<'a>; 1],
}

#[derive(Serialize)]
struct Tool<'a> {
    driver: Driver<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Invocation {
    execution_successful: bool,
    exit_code: u8,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tool_execution_notifications: Vec<Notification>,
}

#[derive(Debug, Serialize)]
struct Notification {
    level: &'static str,
    descriptor: Descriptor,
    message: Message,
    locations: Vec<Location>,
}

#[derive(Debug, Serialize)]
struct Descriptor {
    id: &'static str,
}

/// The name of a severity.
fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

/// The name of a language.
fn code(lang: Lang) -> &'static str {
    lang.pick("zh-CN", "en")
}
