//! What a tool is called with, held against what it takes.

use serde_json::Value;

use gouji_core::text::Lang;

use crate::messages::{Say, flat};
use crate::tools::{Takes, Tool};

/// The arguments of one call; each has the type that the tool says.
pub(crate) struct Arguments<'a> {
    given: Option<&'a serde_json::Map<String, Value>>,
}

impl<'a> Arguments<'a> {
    /// Reads arguments; the error says what is wrong with them.
    pub fn new(given: &'a Value, tool: &Tool, lang: Lang) -> Result<Self, String> {
        let fields = match given {
            Value::Null => None,
            Value::Object(fields) => Some(fields),
            _ => return Err(Say::NoObject.say(lang)),
        };
        for (name, value) in fields.into_iter().flatten() {
            let Some(known) = tool.takes.iter().find(|p| p.name == name) else {
                return Err(Say::UnknownArgument(&flat(name)).say(lang));
            };
            let fits = match known.takes {
                Takes::Text => value.is_string(),
                Takes::Yes => value.is_boolean(),
                Takes::OneOf(words) => value.as_str().is_some_and(|v| words.contains(&v)),
                Takes::Texts => value
                    .as_array()
                    .is_some_and(|all| all.iter().all(Value::is_string)),
            };
            if !fits {
                return Err(Say::WrongArgument(known.name).say(lang));
            }
        }
        let arguments = Arguments { given: fields };
        let missing = tool
            .takes
            .iter()
            .find(|p| p.needed && arguments.get(p.name).is_none());
        match missing {
            Some(missing) => Err(Say::MissingArgument(missing.name).say(lang)),
            None => Ok(arguments),
        }
    }

    fn get(&self, name: &str) -> Option<&'a Value> {
        self.given?.get(name)
    }

    /// A text.
    pub fn text(&self, name: &str) -> Option<&'a str> {
        self.get(name)?.as_str()
    }

    /// Several texts.
    pub fn texts(&self, name: &str) -> Vec<&'a str> {
        let all = self.get(name).and_then(Value::as_array);
        all.into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .collect()
    }

    /// Whether something is wanted that is not done else.
    pub fn yes(&self, name: &str) -> bool {
        self.get(name).and_then(Value::as_bool).unwrap_or(false)
    }
}
