//! What a report of an error in gouji needs: facts under topics, as text and as JSON. The names of facts are the same in
//! both languages, since those who read them are the developers.

mod messages;

use std::io::{self, Write};

use serde::{Serialize, Serializer};

use super::columns::{clean, left, width};
use gouji_core::text::Lang;

/// What facts are about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Topic {
    /// The program.
    Program,
    /// The machine.
    System,
    /// The terminal.
    Terminal,
    /// Variables of the environment.
    Environment,
    /// The configuration.
    Configuration,
    /// Rule packs.
    Packs,
    /// The file that it is about.
    File,
    /// The text of that file.
    Content,
}

impl Topic {
    /// The key in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Topic::Program => "program",
            Topic::System => "system",
            Topic::Terminal => "terminal",
            Topic::Environment => "environment",
            Topic::Configuration => "configuration",
            Topic::Packs => "packs",
            Topic::File => "file",
            Topic::Content => "content",
        }
    }
}

/// Facts with their names, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts(Vec<(String, String)>);

impl Facts {
    /// Adds a fact.
    pub fn put(&mut self, name: &str, value: impl ToString) {
        self.0.push((name.to_owned(), value.to_string()));
    }
}

impl Serialize for Facts {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, value)| (name, value)))
    }
}

/// All that is shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rage(Vec<(Topic, Facts)>);

impl Rage {
    /// Adds a topic.
    pub fn put(&mut self, topic: Topic, facts: Facts) {
        self.0.push((topic, facts));
    }

    /// Writes it for people, who are reported first what is not in it.
    pub fn text(&self, out: &mut dyn Write, lang: Lang) -> io::Result<()> {
        let content = self.0.iter().any(|(topic, _)| *topic == Topic::Content);
        writeln!(out, "{}", messages::preface(content, lang))?;
        for (topic, Facts(facts)) in &self.0 {
            writeln!(out, "\n{}", messages::topic(*topic, lang))?;
            let widest = facts.iter().map(|(name, _)| width(name)).max();
            for (name, value) in facts {
                let name = left(name, widest.unwrap_or(0));
                match value.contains('\n') {
                    true => writeln!(out, "  {}\n{}", name.trim_end(), clean(value))?,
                    false => writeln!(out, "  {}", format!("{name}  {}", clean(value)).trim_end())?,
                }
            }
        }
        Ok(())
    }

    /// Writes it as one JSON value.
    pub fn json(&self, out: &mut dyn Write) -> io::Result<()> {
        serde_json::to_writer_pretty(&mut *out, self)?;
        writeln!(out)
    }
}

impl Serialize for Rage {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(topic, facts)| (topic.name(), facts)))
    }
}
