//! Figures in the sentences of reports: the same number with the same unit, and words that are mostly the same.

use super::cells::value_key;
use super::quotes::{Quote, of_prose};
use super::{Against, Basis};
use crate::text::label_key;
use std::collections::{BTreeMap, BTreeSet};

/// What a number is distinguished by.
type Key = ((i128, i128), bool, String);

/// The figures in the running text of reports.
#[derive(Debug, Default)]
pub(super) struct Sentences {
    by_value: BTreeMap<Key, Vec<(usize, Quote)>>,
}

/// So many letters in front of a number tell what it is.
const IN_FRONT: usize = 12;
/// So many letters behind it.
const BEHIND: usize = 6;

impl Sentences {
    pub fn new(against: &[Against<'_>]) -> Self {
        let mut sentences = Sentences::default();
        for (at, one) in against.iter().enumerate() {
            for quote in of_prose(&one.report.prose) {
                if let Some(key) = key(&quote) {
                    let all = sentences.by_value.entry(key).or_default();
                    all.push((at, quote));
                }
            }
        }
        sentences
    }

    /// Where some of the reports say the same; with `named`, only where the words agree.
    pub fn find(&self, quote: &Quote, reports: &[usize], named: bool) -> Option<Basis> {
        let same = self.by_value.get(&key(quote)?)?.iter();
        let mut same = same.filter(|(report, _)| reports.contains(report));
        let own = pairs(quote);
        let (report, found) = same.find(|(_, other)| !named || alike(&own, &pairs(other)))?;
        Some(Basis {
            report: *report,
            span: Some(found.span),
            name: found.before.clone(),
            value: format!(
                "{}{}{}",
                found.value,
                if found.percent { "%" } else { "" },
                found.unit
            ),
        })
    }
}

fn key(quote: &Quote) -> Option<Key> {
    Some((value_key(quote.value)?, quote.percent, quote.unit.clone()))
}

/// The pairs of letters in the words around a number.
fn pairs(quote: &Quote) -> BTreeSet<(char, char)> {
    let before: Vec<char> = label_key(&quote.before).chars().collect();
    let start = before.len().saturating_sub(IN_FRONT);
    let before = before.get(start..).unwrap_or_default().to_vec();
    let after: Vec<char> = label_key(&quote.after).chars().take(BEHIND).collect();
    let mut all = BTreeSet::new();
    for words in [before, after] {
        for pair in words.windows(2) {
            if let [a, b] = pair {
                all.insert((*a, *b));
            }
        }
    }
    all
}

/// Whether most of the shorter words are in the longer ones.
fn alike(a: &BTreeSet<(char, char)>, b: &BTreeSet<(char, char)>) -> bool {
    let fewer = a.len().min(b.len());
    fewer > 0 && 2 * a.intersection(b).count() >= fewer
}
