//! One number of the text after the other: where it stands in reports, or how it follows from them.

use super::answer::{Answer, Verdict, added, bases, counted, stands};
use super::cells::{Facts, Surely, Target};
use super::judged::{Judgement, Judgements};
use super::names::Named;
use super::pick::Pick;
use super::quotes::Quote;
use super::size::{Agreement, agreement};
use super::wording::Sentences;
use super::worked::Change;
use super::{Basis, Cited, Derivation, Support};
use crate::report::FormCell;
use crate::text::Number;

/// So many figures are shown that a number disagrees with, or could be.
const MOST_SHOWN: usize = 3;

/// Goes through the numbers of a text.
pub(super) struct Reader<'a> {
    pub facts: &'a [Facts<'a>],
    pub pick: &'a Pick,
    pub judgements: &'a Judgements,
    pub sentences: Sentences,
    /// The cells that the number before was about: its sentence, the report, the cells.
    pub last: Option<(usize, usize, Vec<FormCell>)>,
}

impl Reader<'_> {
    /// What came of a number.
    pub fn cited(&mut self, quote: &Quote) -> Cited {
        let reports = self.pick.of(quote);
        let (support, answer) = self.verdict(quote, &reports);
        if let Some((report, cells)) = answer.about.filter(|_| !quote.percent) {
            self.last = Some((quote.sentence, report, cells));
        }
        Cited {
            span: quote.span,
            value: quote.value,
            percent: quote.percent,
            unit: quote.unit.clone(),
            words: match quote.before.is_empty() {
                true => quote.after.clone(),
                false => quote.before.clone(),
            },
            support,
            derivation: answer.derivation,
            formula: answer.formula,
            bases: answer.bases,
        }
    }

    fn verdict(&self, quote: &Quote, reports: &[usize]) -> Verdict {
        let judged = self.judged(quote, reports);
        if let Some((support @ (Support::Stands | Support::Follows), answer)) = judged {
            return (support, answer);
        }
        let change = self.change(quote);
        let targets = self.all_targets(quote, reports);
        // what is said of a change is no figure of a cell
        let own = match (&change, quote.percent) {
            (Change::None, false) => self.in_cells(quote, &targets),
            (Change::None, true) => self.share(quote, &targets),
            _ => None,
        };
        if judged.is_none() {
            if let Change::Right(answer) = change {
                return (Support::Follows, answer);
            }
            if let Some(found) = own {
                return found;
            }
        }
        if let Some((support, mut answer)) = judged {
            answer
                .bases
                .extend(self.sentences.find(quote, reports, true));
            return (support, answer);
        }
        if let Some(basis) = self.sentences.find(quote, reports, true) {
            let answer = Answer {
                derivation: Some(Derivation::Sentence),
                bases: vec![basis],
                ..Answer::default()
            };
            return (Support::Stands, answer);
        }
        if let Change::Wrong(answer) = change {
            return (Support::Differs, answer);
        }
        if let Some(found) = self.differs(quote, &targets) {
            return found;
        }
        self.unnamed(quote, reports)
    }

    /// What rules say.
    fn judged(&self, quote: &Quote, reports: &[usize]) -> Option<Verdict> {
        let said = self.judgements.about(quote);
        let all: Vec<&Judgement> = said
            .filter(|j| match j.others {
                true => self.pick.may_compare(quote, j.report),
                false => reports.contains(&j.report),
            })
            .collect();
        let good = all.iter().filter(|j| j.holds);
        let mut borne = good.filter_map(|j| self.borne_out(quote, j));
        if let Some(found) = borne.next() {
            return Some(found);
        }
        let newest = reports.iter().find_map(|at| {
            all.iter()
                .find(|j| !j.holds && (j.report == *at || j.others))
        })?;
        let answer = Answer {
            derivation: Some(Derivation::Rule(newest.rule.clone())),
            formula: newest.sums.first().cloned().unwrap_or_default(),
            bases: bases(newest),
            about: self.about(newest),
        };
        Some((Support::Differs, answer))
    }

    fn borne_out(&self, quote: &Quote, judgement: &Judgement) -> Option<Verdict> {
        let rule = Some(Derivation::Rule(judgement.rule.clone()));
        let says = |value: &Option<Number>| value.and_then(|v| agreement(quote, v));
        let deciding = judgement.cells.iter().take(judgement.deciding);
        let mut values = deciding.clone().map(|(_, value)| *value);
        let sum = values.try_fold(Number::whole(0), |sum, value| sum.checked_add(value?));
        let several = judgement.deciding > 1 && !quote.percent;
        if several && sum.and_then(|sum| agreement(quote, sum)).is_some() {
            let parts = deciding.map(|(basis, _)| basis.clone());
            let parts: Vec<Basis> = counted(parts.collect());
            let answer = Answer {
                derivation: rule,
                formula: sum.map_or_else(String::new, |sum| added(&parts, sum)),
                about: self.cells_of(&parts),
                bases: parts,
            };
            return Some((Support::Follows, answer));
        }
        let own = judgement.cells.iter().find_map(|(basis, value)| {
            (!quote.percent)
                .then(|| says(value))
                .flatten()
                .map(|how| (basis, how))
        });
        if let Some((basis, how)) = own {
            let about = self.cells_of(std::slice::from_ref(basis));
            let support = match how {
                Agreement::Exact => Support::Stands,
                Agreement::Rounded => Support::Follows,
            };
            let answer = Answer {
                derivation: rule,
                bases: vec![basis.clone()],
                about,
                ..Answer::default()
            };
            return Some((support, answer));
        }
        let value = quote.value.to_string();
        let side = |sum: &&String| {
            let holds = !sum.contains('≠');
            holds && sum.split('=').any(|side| side.trim() == value)
        };
        let sum = judgement.sums.iter().find(side);
        let by_years = judgement.others && !judgement.cells.is_empty();
        if sum.is_none() && !by_years {
            return None;
        }
        let answer = Answer {
            derivation: rule,
            formula: sum.cloned().unwrap_or_default(),
            bases: bases(judgement),
            about: self.about(judgement),
        };
        Some((Support::Follows, answer))
    }

    fn about(&self, judgement: &Judgement) -> Option<(usize, Vec<FormCell>)> {
        let own = judgement.cells.iter().map(|(basis, _)| basis);
        let own: Vec<Basis> = own.take(1).cloned().collect();
        self.cells_of(&own)
    }

    fn cells_of(&self, bases: &[Basis]) -> Option<(usize, Vec<FormCell>)> {
        let report = bases.first()?.report;
        let facts = self.facts.get(report)?;
        let cell = |g: &Basis| facts.cell_at(g.span?.start);
        let cells: Vec<FormCell> = bases.iter().filter_map(cell).collect();
        (!cells.is_empty()).then_some((report, cells))
    }

    /// What the words around a number name in each report.
    fn all_targets(&self, quote: &Quote, reports: &[usize]) -> Vec<(usize, Vec<Target>)> {
        let of = |at: &usize| {
            let facts = self.facts.get(*at)?;
            let (near, earlier) = named(facts, quote);
            let mut targets = facts.targets(&near, &earlier);
            // in a row of several numbers the row alone names none of them
            let placed = near.iter().any(|n| n.columns().is_some());
            if quote.unplaced && !placed {
                facts.any_column(&near, &mut targets);
            }
            Some((*at, targets))
        };
        reports.iter().filter_map(of).collect()
    }

    fn in_cells(&self, quote: &Quote, targets: &[(usize, Vec<Target>)]) -> Option<Verdict> {
        for (at, all) in targets {
            let facts = self.facts.get(*at)?;
            let sure = all.iter().any(|t| t.surely == Surely::Named);
            let usable = |t: &&Target| t.surely != Surely::Half || !sure;
            for target in all.iter().filter(usable) {
                if let Some(how) = facts.agreement(quote, &target.cells) {
                    return Some(stands(facts, *at, &target.cells, how));
                }
            }
            let named = all.iter().filter(|t| t.surely == Surely::Named);
            let joint: Vec<FormCell> = named.flat_map(|t| t.cells.clone()).collect();
            let mut once = joint.clone();
            once.sort();
            once.dedup();
            if once.len() == joint.len()
                && let Some(how) = facts.agreement(quote, &joint).filter(|_| joint.len() > 1)
            {
                return Some(stands(facts, *at, &joint, how));
            }
        }
        self.over_reports(quote, targets)
    }

    /// The figures that words name and that are others.
    fn differs(&self, quote: &Quote, targets: &[(usize, Vec<Target>)]) -> Option<Verdict> {
        if quote.percent || self.change_words(quote) {
            return None;
        }
        let mut shown = Vec::new();
        let mut about = None;
        for (at, all) in targets {
            let facts = self.facts.get(*at)?;
            for target in all.iter().filter(|t| t.surely == Surely::Named) {
                if facts.sum(&target.cells).is_none() {
                    continue;
                }
                about = about.or(Some((*at, target.cells.clone())));
                shown.extend(target.cells.iter().map(|c| facts.basis(*at, *c)));
            }
        }
        shown.truncate(MOST_SHOWN);
        let answer = Answer {
            derivation: Some(Derivation::Cell),
            bases: shown,
            about,
            ..Answer::default()
        };
        (!answer.bases.is_empty()).then_some((Support::Differs, answer))
    }

    fn change_words(&self, quote: &Quote) -> bool {
        let mut all = self.facts.iter();
        all.any(|facts| facts.trends.grew(&quote.before).is_some())
    }

    /// Where a number stands that nothing names; it is absent where it stands nowhere.
    fn unnamed(&self, quote: &Quote, reports: &[usize]) -> Verdict {
        let mut shown = Vec::new();
        for at in reports.iter().filter(|_| !quote.percent) {
            if let Some(facts) = self.facts.get(*at) {
                let cells = facts.with_value(quote).take(MOST_SHOWN);
                shown.extend(cells.map(|c| facts.basis(*at, c)));
            }
        }
        shown.extend(self.sentences.find(quote, reports, false));
        shown.truncate(MOST_SHOWN);
        match shown.is_empty() {
            true => (Support::Absent, Answer::default()),
            false => (
                Support::Unnamed,
                Answer {
                    derivation: Some(Derivation::Elsewhere),
                    bases: shown,
                    ..Answer::default()
                },
            ),
        }
    }
}

/// What the words next to a number name, and what the sentence named before.
pub(super) fn named(facts: &Facts<'_>, quote: &Quote) -> (Vec<Named>, Vec<Named>) {
    let mut near = facts.labels.find(&quote.before, true);
    let earlier = facts.labels.find(&quote.earlier, true);
    if near.is_empty() {
        near = facts.labels.find(&quote.after, false);
    }
    (near, earlier)
}
