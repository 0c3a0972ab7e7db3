//! Which reports a number of the text is about: those of the year and the body that the text names.

use super::Against;
use super::quotes::Quote;
use crate::diagnostic::Record;
use crate::document::Document;
use crate::grammar::TokenKind;
use crate::report::Prose;
use crate::text::label_key;
use std::collections::BTreeMap;

/// What a text says of years and bodies.
#[derive(Debug)]
pub(super) struct Pick {
    /// The year and the name of the body of each report.
    reports: Vec<(Option<i32>, String)>,
    /// What its bodies are distinguished by.
    keys: Vec<String>,
    /// The year that each paragraph names first.
    by_paragraph: BTreeMap<usize, Vec<i32>>,
    /// The first year of the text that a report is on.
    usual: Option<i32>,
    /// The only body that the text names, as a key.
    body: Option<String>,
}

impl Pick {
    pub fn new(
        records: &[Record],
        against: &[Against<'_>],
        text: &Document,
        prose: &Prose,
    ) -> Self {
        let name = |one: &Against<'_>| label_key(one.report.body().unwrap_or_default());
        let reports: Vec<(Option<i32>, String)> = against
            .iter()
            .map(|one| (one.report.year(), name(one)))
            .collect();
        let known = |year: &i32| reports.iter().any(|(own, _)| own == &Some(*year));
        let mut by_paragraph = BTreeMap::new();
        for (at, paragraph) in prose.paragraphs.iter().enumerate() {
            let years = paragraph.tokens.iter().filter_map(|t| match t.kind {
                TokenKind::Year(year) | TokenKind::Date { year, .. } => Some(year),
                _ => None,
            });
            by_paragraph.insert(at, years.filter(known).collect::<Vec<i32>>());
        }
        let usual = by_paragraph.values().flatten().next().copied();
        let whole = label_key(&text.text);
        let mut bodies: Vec<&String> = reports.iter().map(|(_, body)| body).collect();
        bodies.sort();
        bodies.dedup();
        bodies.retain(|body| !body.is_empty() && whole.contains(body.as_str()));
        let body = match bodies.as_slice() {
            [one] => Some((*one).clone()),
            _ => None,
        };
        Pick {
            keys: records.iter().map(|r| r.key.clone()).collect(),
            reports,
            by_paragraph,
            usual,
            body,
        }
    }

    /// The reports that a number may be from, the newest first.
    pub fn of(&self, quote: &Quote) -> Vec<usize> {
        let named = label_key(&format!("{}{}", quote.earlier, quote.before));
        let says = |body: &String| !body.is_empty() && named.contains(body.as_str());
        let here = self.reports.iter().any(|(_, body)| says(body));
        let is_body = |body: &String| match (here, &self.body) {
            (true, _) => says(body),
            (false, Some(only)) => body == only,
            (false, None) => true,
        };
        let year = self.year(quote);
        let fits = |(_, (own, body)): &(usize, &(Option<i32>, String))| {
            is_body(body) && year.is_none_or(|year| *own == Some(year))
        };
        let all = self.reports.iter().enumerate();
        let mut picked: Vec<usize> = all.filter(fits).map(|(at, _)| at).collect();
        let newest = |at: &usize| self.reports.get(*at).map(|(year, _)| *year);
        picked.sort_by_key(|at| std::cmp::Reverse(newest(at)));
        picked
    }

    /// The year that a number is about: the last one that its sentence names, else that of its paragraph or the text.
    fn year(&self, quote: &Quote) -> Option<i32> {
        let paragraph = self.by_paragraph.get(&quote.paragraph);
        let first = paragraph.and_then(|years| years.first().copied());
        quote.years.last().copied().or(first).or(self.usual)
    }

    /// Whether a report may be the newer one of a comparison of two years that a number states.
    pub fn may_compare(&self, quote: &Quote, report: usize) -> bool {
        let own = self.reports.get(report).and_then(|(year, _)| *year);
        let year = self.year(quote);
        year.is_none() || year == own || year == own.map(|own| own - 1)
    }

    /// The report of the same body on the year before.
    pub fn before(&self, report: usize) -> Option<usize> {
        let key = self.keys.get(report).filter(|key| !key.is_empty())?;
        let year = self.reports.get(report)?.0? - 1;
        let all = self.reports.iter().zip(&self.keys);
        all.enumerate()
            .find(|(_, ((own, _), other))| *own == Some(year) && *other == key)
            .map(|(at, _)| at)
    }

    /// The reports on the year of one that are of other bodies, and that one.
    pub fn beside(&self, report: usize) -> Vec<usize> {
        let year = self.reports.get(report).map(|(year, _)| *year);
        let mut seen: Vec<&String> = Vec::new();
        let mut all = Vec::new();
        for (at, ((own, _), key)) in self.reports.iter().zip(&self.keys).enumerate() {
            if Some(*own) == year && !seen.contains(&key) {
                seen.push(key);
                all.push(at);
            }
        }
        all
    }
}
