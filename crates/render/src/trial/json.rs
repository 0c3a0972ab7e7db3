//! What was tried, for programs: one object.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::{Answer, Tally, Tried};
use crate::json::VERSION;
use crate::place::Range;
use crate::why::evaluation;
use gouji_core::document::Document;
use gouji_core::rule::{Outcome, Traced};
use gouji_core::text::Span;

pub(super) fn write(answer: &Answer<'_>, out: &mut dyn Write) -> io::Result<()> {
    let reports: serde_json::Result<Vec<Value>> = answer.reports.iter().map(report).collect();
    let leading = answer.leading.map(|leading| {
        let places = leading.at.iter().filter_map(|(nth, span)| {
            let tried = answer.reports.get(*nth)?;
            Some(json!({
                "path": tried.document.name,
                "text": tried.document.slice(*span),
                "place": place(tried.document, *span),
            }))
        });
        let places: Vec<Value> = places.collect();
        json!({ "text": leading.text, "count": leading.count, "places": places })
    });
    let all = json!({
        "version": VERSION, "text": answer.text, "reports": reports?, "leading": leading,
    });
    serde_json::to_writer_pretty(&mut *out, &all)?;
    writeln!(out)
}

fn place(document: &Document, span: Span) -> Value {
    serde_json::to_value(Range::new(document, span)).unwrap_or(Value::Null)
}

fn report(tried: &Tried<'_>) -> serde_json::Result<Value> {
    let document = tried.document;
    Ok(match &tried.result {
        Tally::Matches(all) => {
            let one = |m: &super::Matched| {
                let groups: serde_json::Map<String, Value> = m
                    .groups
                    .iter()
                    .map(|(n, v)| (n.clone(), json!(v)))
                    .collect();
                json!({
                    "text": document.slice(m.span),
                    "groups": groups,
                    "place": place(document, m.span),
                })
            };
            let matches: Vec<Value> = all.iter().map(one).collect();
            json!({ "path": document.name, "as": "pattern", "matches": matches })
        }
        Tally::Values(runs, ..) => {
            let one = |run: &Traced| -> serde_json::Result<Value> {
                let mut value = evaluation(document, run)?;
                if let Some(fields) = value.as_object_mut() {
                    let said = fields.remove("text").unwrap_or(Value::Null);
                    let known = matches!(run.outcome, Outcome::Fail(_));
                    fields.insert(
                        "outcome".to_owned(),
                        json!(if known { "value" } else { "none" }),
                    );
                    fields.insert("value".to_owned(), said);
                    fields.remove("sums");
                    fields.insert(
                        "steps".to_owned(),
                        json!(super::steps(run).collect::<Vec<_>>()),
                    );
                }
                Ok(value)
            };
            let values: serde_json::Result<Vec<Value>> = runs.iter().map(one).collect();
            json!({ "path": document.name, "as": "expression", "values": values? })
        }
    })
}
