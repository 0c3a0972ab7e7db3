//! The numbers of a report.

use std::collections::BTreeMap;

use gouji_core::report::{Captured, CellId, MentionId, Report};
use gouji_core::rule::{Rule, Source, trace};
use gouji_core::text::{IdVec, Lang, Number};

/// What is added up: tens of thousandths, so that printed decimals are whole numbers.
pub const SCALE: i128 = 10_000;

/// The numbers of a report.
#[derive(Clone, Debug, Default)]
pub struct Seen {
    /// The report.
    pub path: String,
    /// The cells of the form.
    cells: IdVec<CellId, Option<(i128, String)>>,
    /// The first figure of each mention: its value, the part and the sentence that it stands in.
    pub mentions: BTreeMap<MentionId, Said>,
    /// Mentions and cells that one rule reads together, with the rule.
    pub together: Vec<(String, String, String)>,
}

/// A figure of the prose.
#[derive(Clone, Debug)]
pub struct Said {
    /// Its value.
    pub value: i128,
    /// The part of the text.
    pub part: String,
    /// The sentence.
    pub sentence: String,
}

impl Seen {
    /// Takes the numbers out of a report.
    pub fn of(report: &Report<'_>, rules: &[Rule]) -> Self {
        let cells = report.form.cells().iter().map(|cell| {
            let fact = report.at(*cell)?;
            Some((scaled(fact.number()?)?, fact.folded().to_owned()))
        });
        let mentions = report.mentions.iter_ids().filter_map(|(at, hits)| {
            let hit = hits.first()?;
            let number = hit.groups.iter().find_map(|g| match g.value {
                Captured::Number {
                    value,
                    approx: false,
                } => Some(value),
                _ => None,
            })?;
            let paragraph = report.prose.paragraphs.get(hit.paragraph)?;
            let sentence = report.prose.sentence(paragraph, hit.range.start);
            Some((
                at,
                Said {
                    value: scaled(number)?,
                    part: report.part_name(paragraph.part).to_owned(),
                    sentence: report.prose.text(sentence).trim().to_owned(),
                },
            ))
        });
        Seen {
            path: report.document.name.clone(),
            cells: cells.collect(),
            mentions: mentions.collect(),
            together: together(report, rules),
        }
    }

    /// The number in a cell.
    pub fn cell(&self, cell: CellId) -> Option<i128> {
        self.cells.get(cell)?.as_ref().map(|(n, _)| *n)
    }

    /// What stands in a cell that is a number.
    pub fn text(&self, cell: CellId) -> Option<&str> {
        self.cells
            .get(cell)?
            .as_ref()
            .map(|(_, text)| text.as_str())
    }
}

fn scaled(number: Number) -> Option<i128> {
    number.scaled(SCALE)
}

/// A number as it is written.
pub fn written(value: i128) -> String {
    let (whole, rest) = (value / SCALE, (value % SCALE).abs());
    let sign = if value < 0 && whole == 0 { "-" } else { "" };
    let text = format!("{sign}{whole}.{rest:04}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// What rules on mentions read together with them.
fn together(report: &Report<'_>, rules: &[Rule]) -> Vec<(String, String, String)> {
    let mut all = Vec::new();
    for rule in rules.iter().filter(|r| !r.off && reads_mention(r)) {
        let trace = trace(rule, report, Lang::default());
        for run in &trace.runs {
            let reads = || run.seen.reads.iter();
            for mention in reads().filter(|r| r.source == Source::Mention) {
                for cell in reads().filter(|r| r.source == Source::Cell) {
                    all.push((rule.id.clone(), mention.id.clone(), cell.id.clone()));
                }
            }
        }
    }
    all.sort();
    all.dedup();
    all
}

fn reads_mention(rule: &Rule) -> bool {
    let mut found = false;
    for program in rule.programs.iter().flatten() {
        program.nodes(&mut |node| found |= matches!(node, gouji_core::rule::Node::Mention(_)));
        found |= matches!(program.each, gouji_core::rule::Each::Mention(_));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_people_do() {
        assert_eq!(written(27 * SCALE), "27");
        assert_eq!(written(1_205_000), "120.5");
        assert_eq!(written(-5_000), "-0.5");
        assert_eq!(written(0), "0");
    }
}
