//! Another text beside the cells of a report: what rules on mentions say about figures in a speech or a summary.

use super::matcher::Matcher;
use super::others::{Other, Others};
use super::prose::Prose;
use super::read::{MOST_MENTIONS, Report};
use super::zones::ZoneRanges;
use crate::document::Document;
use std::sync::Arc;

impl<'a> Report<'a> {
    /// The report with another text in the place of its own: the mentions are those of the text, wherever in it they
    /// stand, for it has none of the report's sections. Spans of mentions lie in that text, those of cells in the report.
    pub fn with_text(
        &self,
        document: &'a Document,
        prose: &Arc<Prose>,
        previous: Option<&'a Other<'a>>,
    ) -> Report<'a> {
        let nowhere = ZoneRanges::default();
        let mentions = self.kind.mentions.iter().map(|mention| {
            let anywhere = Matcher {
                scope: Vec::new(),
                ..mention.matcher.clone()
            };
            anywhere.first(MOST_MENTIONS, document, prose, &nowhere, self.year())
        });
        Report {
            mentions: Arc::new(mentions.collect()),
            document,
            prose: Arc::clone(prose),
            headings: Vec::new(),
            zones: ZoneRanges::default(),
            others: Others {
                previous,
                ..Others::default()
            },
            ..self.clone()
        }
    }
}
