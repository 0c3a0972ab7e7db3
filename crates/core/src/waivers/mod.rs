//! Layer 5: waivers, findings that somebody has signed for. `[[waiver]]` tables of `gouji.toml`, and of a file of their own.

mod messages;

use self::messages::NoDay;
use crate::document::Document;
use crate::fields::{Fields, File, Problem, Tree, string};
use crate::rule::Day;
use crate::text::{Lang, LineIndex, Span};

/// The file that holds nothing but waivers, beside `gouji.toml`.
pub const WAIVERS: &str = "waivers.toml";

/// What a file says about findings that are accepted. Paths begin in its folder.
#[derive(Clone, Debug, Default)]
pub struct Waivers {
    /// The file, to draw in.
    pub document: Document,
    /// The waivers, in order.
    pub list: Vec<Waiver>,
    /// The file of the baseline.
    pub baseline: Option<String>,
}

/// Findings of a rule that somebody has signed for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Waiver {
    /// Where it stands.
    pub span: Span,
    /// Id of the rule.
    pub rule: String,
    /// The reports, with wildcards.
    pub file: String,
    /// A cell, a section or words in them; empty for all of a report.
    pub at: String,
    /// Why.
    pub reason: String,
    /// Who says so.
    pub who: String,
    /// The last day on which it holds.
    pub until: Option<Day>,
    /// The fingerprints of the findings.
    pub values: Vec<String>,
}

/// Reads the waivers of a file. What is wrong with them is in the second value; the rest holds. Where the file is a
/// configuration, its other keys and what is no TOML are not looked at.
pub fn read(name: &str, text: &str, lang: Lang, configuration: bool) -> (Waivers, Option<Problem>) {
    let file = File::new(name, text, lang, false);
    let tree = Tree::parse(&file);
    let root = tree.root(&file);
    if configuration {
        file.faults.take();
    }
    let list = root.tables("waiver").iter().map(waiver).collect();
    let baseline = match configuration {
        true => root.text("baseline").map(|t| t.value),
        false => None,
    };
    if !configuration {
        root.finish();
    }
    let document = Document {
        name: name.to_owned(),
        lines: LineIndex::new(text),
        text: text.to_owned(),
        ..Document::default()
    };
    let waivers = Waivers {
        document,
        list,
        baseline,
    };
    (waivers, file.problem())
}

/// The keys of a configuration that are read here.
pub fn known(root: &Fields<'_, '_>) {
    let _ = (root.has("waiver"), root.has("baseline"));
}

fn waiver(fields: &Fields<'_, '_>) -> Waiver {
    let until = fields.text("until").and_then(|text| {
        let day = Day::parse(&text.value);
        if day.is_none() {
            fields.file.fault(text.span, &NoDay(text.value));
        }
        day
    });
    let waiver = Waiver {
        span: fields.span,
        rule: fields.needed("rule").value,
        file: fields.needed("file").value,
        at: fields.plain("at"),
        reason: fields.plain("reason").trim().to_owned(),
        who: fields.plain("who").trim().to_owned(),
        until,
        values: fields
            .texts("values")
            .into_iter()
            .map(|v| v.value)
            .collect(),
    };
    fields.finish();
    waiver
}

impl Waiver {
    /// As a table of a file of waivers.
    pub fn text(&self) -> String {
        let mut out = String::from("[[waiver]]\n");
        let until = self.until.map(|day| day.to_string()).unwrap_or_default();
        let pairs = [
            ("rule", &self.rule),
            ("file", &self.file),
            ("at", &self.at),
            ("reason", &self.reason),
            ("who", &self.who),
            ("until", &until),
        ];
        for (key, value) in pairs.iter().filter(|(_, v)| !v.is_empty()) {
            out.push_str(&format!("{key} = {}\n", string(value)));
        }
        match self.values.as_slice() {
            [one] => out.push_str(&format!("values = {}\n", string(one))),
            several => {
                let line = |value: &String| format!("  {},\n", string(value));
                let lines: String = several.iter().map(line).collect();
                out.push_str(&format!("values = [\n{lines}]\n"));
            }
        }
        out
    }
}
