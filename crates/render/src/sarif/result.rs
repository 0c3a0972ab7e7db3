//! Findings.

use std::collections::BTreeMap;

use serde::Serialize;

use super::level;
use super::place::{Artifact, Location, Message, Region};
use gouji_core::diagnostic::{
    Acceptance, Accepted, Cause, Diagnostic, Fix, Section, fingerprint, former_fingerprint,
};
use gouji_core::document::Document;
use gouji_core::text::Lang;

/// The names of our fingerprints; another way to make them gets another name. Version 1 is written for one release more.
const FINGERPRINT: &str = "gouji/v2";
const FORMER: &str = "gouji/v1";

/// A finding. One that was accepted before has a suppression: it is marked, and not left out. The list stands in all of
/// them, since the standard wants it in all results of a run or in none.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ResultOut<'a> {
    rule_id: &'a str,
    rule_index: usize,
    level: &'static str,
    message: Message,
    locations: [Location; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location>,
    partial_fingerprints: BTreeMap<&'static str, String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fixes: Vec<FixOut>,
    suppressions: Vec<Suppression<'a>>,
    properties: Properties<'a>,
}

/// Why a finding counts for nothing.
#[derive(Serialize)]
struct Suppression<'a> {
    kind: &'static str,
    status: &'static str,
    #[serde(skip_serializing_if = "str::is_empty")]
    justification: &'a str,
    properties: Acceptor<'a>,
}

/// Who says so, and in what.
#[derive(Serialize)]
struct Acceptor<'a> {
    by: &'static str,
    #[serde(skip_serializing_if = "str::is_empty")]
    who: &'a str,
}

impl<'a> Suppression<'a> {
    fn new(accepted: &'a Accepted) -> Self {
        Suppression {
            kind: match accepted.by {
                Acceptance::Baseline | Acceptance::Waiver => "external",
                Acceptance::Remark => "inSource",
            },
            status: "accepted",
            justification: &accepted.reason,
            properties: Acceptor {
                by: accepted.by.name(),
                who: &accepted.who,
            },
        }
    }
}

/// What SARIF has no words for.
#[derive(Serialize)]
struct Properties<'a> {
    class: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'a str>,
    /// The findings that it stands for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    folded: Vec<Folded<'a>>,
}

#[derive(Serialize)]
struct Folded<'a> {
    rule: &'a str,
    level: &'static str,
    message: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct FixOut {
    description: Message,
    artifact_changes: [Change; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Change {
    artifact_location: Artifact,
    replacements: Vec<Replacement>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Replacement {
    deleted_region: Region,
    inserted_content: Content,
}

#[derive(Serialize)]
struct Content {
    text: String,
}

impl<'a> ResultOut<'a> {
    /// The finding, with the number of its rule.
    pub fn new(
        (document, sections): (&Document, &[Section]),
        diagnostic: &'a Diagnostic,
        number: usize,
        lang: Lang,
    ) -> Self {
        let primary = diagnostic.primary();
        let place = match primary {
            Some(label) => Location::label((document, sections), label, lang),
            None => Location::file(&document.name),
        };
        let others = diagnostic.labels.iter();
        let others = others.filter(|l| primary.is_some_and(|p| p != *l));
        let related = others.map(|l| Location::label((document, sections), l, lang));
        let elsewhere = diagnostic.elsewhere.iter().map(Location::elsewhere);
        let related = related.chain(elsewhere).enumerate();
        let print = fingerprint(diagnostic, &document.text);
        let former = former_fingerprint(diagnostic, &document.text);
        let fixes = diagnostic.fixes.iter();
        ResultOut {
            rule_id: &diagnostic.rule,
            rule_index: number,
            level: level(diagnostic.severity),
            message: Message::new(&diagnostic.message),
            locations: [place],
            related_locations: related.map(|(at, l)| l.numbered(at + 1)).collect(),
            partial_fingerprints: BTreeMap::from([(FINGERPRINT, print), (FORMER, former)]),
            fixes: fixes.filter_map(|f| FixOut::new(document, f)).collect(),
            suppressions: Vec::new(),
            properties: Properties {
                class: diagnostic.class.name(),
                help: diagnostic.help.as_deref(),
                source: diagnostic.source.as_deref(),
                folded: diagnostic.cause.as_deref().map(folded).unwrap_or_default(),
            },
        }
    }

    /// The finding, marked as accepted.
    pub fn suppressed(mut self, accepted: &'a Accepted) -> Self {
        self.suppressions.push(Suppression::new(accepted));
        self
    }
}

fn folded(cause: &Cause) -> Vec<Folded<'_>> {
    let findings = cause.findings.iter().map(|d| Folded {
        rule: &d.rule,
        level: level(d.severity),
        message: &d.message,
    });
    findings.collect()
}

impl FixOut {
    /// `None` where the edits are none of the file itself.
    fn new(document: &Document, fix: &Fix) -> Option<Self> {
        let edit = |edit: &gouji_core::text::Edit| {
            Some(Replacement {
                deleted_region: Region::new(document, edit.span)?,
                inserted_content: Content {
                    text: edit.text.clone(),
                },
            })
        };
        let replacements: Option<Vec<Replacement>> = fix.edits.iter().map(edit).collect();
        Some(FixOut {
            description: Message::new(&fix.message),
            artifact_changes: [Change {
                artifact_location: Artifact::new(&document.name),
                replacements: replacements.filter(|all| !all.is_empty())?,
            }],
        })
    }
}
