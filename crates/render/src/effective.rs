//! Every value of a configuration that holds, and where it comes from.

use std::io::{self, Write};

use serde_json::json;

use super::columns::{clip, flat, left, width};
use super::json::VERSION;
use gouji_core::text::Lang;

mod messages;

use self::messages::Text;

/// A value that holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Effective {
    /// The table of `gouji.toml`; empty for its first keys.
    pub table: &'static str,
    /// The key.
    pub key: String,
    /// The value, as in TOML, on one line.
    pub value: String,
    /// Where it comes from.
    pub origin: Origin,
}

/// Where a value comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Nobody says anything else.
    Default,
    /// An option of the command line.
    Option(&'static str),
    /// A variable of the environment.
    Environment(&'static str),
    /// A line of a configuration or pack, from 1.
    File(String, usize),
}

/// All values for a file or folder.
#[derive(Clone, Debug)]
pub struct Page {
    /// The path of the configuration, if there is one.
    pub config: Option<String>,
    /// The values, those of a table together.
    pub values: Vec<Effective>,
    /// The language.
    pub lang: Lang,
}

/// Values keep at least so many columns.
const ROOM: usize = 16;
/// The gap between columns.
const GAP: usize = 2;

impl Page {
    /// Writes a line for each value: key, value, origin; tables under their headings.
    pub fn text(&self, out: &mut dyn Write, columns: usize) -> io::Result<()> {
        match &self.config {
            Some(path) => writeln!(out, "# {}", flat(path))?,
            None => writeln!(out, "# {}", Text::None.say(self.lang))?,
        }
        let rows: Vec<[String; 3]> = self.values.iter().map(|v| self.row(v)).collect();
        let most = |at: usize| {
            rows.iter()
                .filter_map(|r| r.get(at))
                .map(|c| width(c))
                .max()
        };
        let keys = most(0).unwrap_or(0);
        let origins = most(2).unwrap_or(0);
        let room = columns.saturating_sub(keys + origins + 2 * GAP).max(ROOM);
        let room = room.min(most(1).unwrap_or(0));
        let mut table = "";
        for (value, [key, text, origin]) in self.values.iter().zip(&rows) {
            if value.table != table {
                table = value.table;
                writeln!(out, "\n[{table}]")?;
            }
            let (key, text) = (left(key, keys), left(&clip(text, room), room));
            writeln!(out, "{key}  {text}  {origin}")?;
        }
        Ok(())
    }

    fn row(&self, value: &Effective) -> [String; 3] {
        let origin = match &value.origin {
            Origin::Default => Text::Default.say(self.lang).to_owned(),
            Origin::Option(name) | Origin::Environment(name) => (*name).to_owned(),
            Origin::File(path, line) => format!("{path}:{line}"),
        };
        [flat(&value.key), flat(&value.value), flat(&origin)]
    }

    /// Writes the values as one JSON value.
    pub fn json(&self, out: &mut dyn Write) -> io::Result<()> {
        let origin = |origin: &Origin| match origin {
            Origin::Default => json!({ "kind": "default" }),
            Origin::Option(name) => json!({ "kind": "option", "name": name }),
            Origin::Environment(name) => json!({ "kind": "environment", "name": name }),
            Origin::File(path, line) => json!({ "kind": "file", "path": path, "line": line }),
        };
        let value = |v: &Effective| {
            json!({
                "table": v.table, "key": v.key, "value": typed(&v.value), "origin": origin(&v.origin),
            })
        };
        let values: Vec<_> = self.values.iter().map(value).collect();
        let all = json!({ "version": VERSION, "config": self.config, "values": values });
        serde_json::to_writer_pretty(&mut *out, &all)?;
        writeln!(out)
    }
}

/// A value as JSON has it; what only TOML can write stays as it is written.
fn typed(value: &str) -> serde_json::Value {
    let literal = value.strip_prefix('\'').and_then(|v| v.strip_suffix('\''));
    if let Some(text) = literal.filter(|text| !text.contains('\'')) {
        return text.into();
    }
    serde_json::from_str(value).unwrap_or_else(|_| value.into())
}
