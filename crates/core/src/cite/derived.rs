//! One number of the text after the other: where it stands in reports, or how it follows from them.

use super::cells::{Facts, Surely, Target};
use super::judged::{Judgement, Judgements};
use super::names::Named;
use super::pick::Pick;
use super::quotes::Quote;
use super::size::{Agreement, agreement, is_percentage};
use super::wording::Sentences;
use super::{Cited, Derivation, Ground, Support};
use crate::report::FormCell;
use crate::text::Number;

/// So many figures are shown that a number disagrees with, or could be.
const MOST_SHOWN: usize = 3;
/// So many parts of a sum are shown.
const MOST_PARTS: usize = 40;

/// Goes through the numbers of a text.
pub(super) struct Reader<'a> {
    pub facts: &'a [Facts<'a>],
    pub pick: &'a Pick,
    pub judgements: &'a Judgements,
    pub sentences: Sentences,
    /// The cells that the number before was about: its sentence, the report, the cells.
    pub last: Option<(usize, usize, Vec<FormCell>)>,
}

/// What came of a number.
#[derive(Debug, Default)]
struct Answer {
    derivation: Option<Derivation>,
    formula: String,
    grounds: Vec<Ground>,
    /// The cells that the number is about.
    about: Option<(usize, Vec<FormCell>)>,
}

type Verdict = (Support, Answer);

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
            grounds: answer.grounds,
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
            (Change::None, false) => self.from_cells(quote, &targets),
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
            answer.grounds.extend(self.sentences.find(quote, reports, true));
            return (support, answer);
        }
        if let Some(ground) = self.sentences.find(quote, reports, true) {
            let answer = Answer {
                derivation: Some(Derivation::Sentence),
                grounds: vec![ground],
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
            all.iter().find(|j| !j.holds && (j.report == *at || j.others))
        })?;
        let answer = Answer {
            derivation: Some(Derivation::Rule(newest.rule.clone())),
            formula: newest.sums.first().cloned().unwrap_or_default(),
            grounds: grounds(newest),
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
            let parts = deciding.map(|(ground, _)| ground.clone());
            let parts: Vec<Ground> = counted(parts.collect());
            let answer = Answer {
                derivation: rule,
                formula: sum.map_or_else(String::new, |sum| added(&parts, sum)),
                about: self.cells_of(&parts),
                grounds: parts,
            };
            return Some((Support::Follows, answer));
        }
        let own = judgement.cells.iter().find_map(|(ground, value)| {
            (!quote.percent).then(|| says(value)).flatten().map(|how| (ground, how))
        });
        if let Some((ground, how)) = own {
            let about = self.cells_of(std::slice::from_ref(ground));
            let support = match how {
                Agreement::Exact => Support::Stands,
                Agreement::Rounded => Support::Follows,
            };
            let answer = Answer {
                derivation: rule,
                grounds: vec![ground.clone()],
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
        if sum.is_none() && !(judgement.others && !judgement.cells.is_empty()) {
            return None;
        }
        let answer = Answer {
            derivation: rule,
            formula: sum.cloned().unwrap_or_default(),
            grounds: grounds(judgement),
            about: self.about(judgement),
        };
        Some((Support::Follows, answer))
    }

    fn about(&self, judgement: &Judgement) -> Option<(usize, Vec<FormCell>)> {
        let own = judgement.cells.iter().map(|(ground, _)| ground);
        let own: Vec<Ground> = own.take(1).cloned().collect();
        self.cells_of(&own)
    }

    fn cells_of(&self, grounds: &[Ground]) -> Option<(usize, Vec<FormCell>)> {
        let report = grounds.first()?.report;
        let facts = self.facts.get(report)?;
        let cell = |g: &Ground| facts.cell_at(g.span?.start);
        let cells: Vec<FormCell> = grounds.iter().filter_map(cell).collect();
        (!cells.is_empty()).then_some((report, cells))
    }

    /// What the words around a number name in each report.
    fn all_targets(&self, quote: &Quote, reports: &[usize]) -> Vec<(usize, Vec<Target>)> {
        let of = |at: &usize| {
            let facts = self.facts.get(*at)?;
            let (near, earlier) = named(facts, quote);
            Some((*at, facts.targets(&near, &earlier)))
        };
        reports.iter().filter_map(of).collect()
    }

    fn from_cells(&self, quote: &Quote, targets: &[(usize, Vec<Target>)]) -> Option<Verdict> {
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

    /// The sum of the same cells in the reports of all bodies.
    fn over_reports(&self, quote: &Quote, targets: &[(usize, Vec<Target>)]) -> Option<Verdict> {
        let first = targets.first()?.0;
        let beside = self.pick.beside(first);
        if beside.len() < 2 {
            return None;
        }
        let count = targets.first()?.1.len();
        for nth in 0..count {
            let mut sum = Number::whole(0);
            let mut shown = Vec::new();
            for at in &beside {
                let (_, all) = targets.iter().find(|(own, _)| own == at)?;
                let target = all.get(nth).filter(|t| t.surely != Surely::Half)?;
                let facts = self.facts.get(*at)?;
                sum = sum.checked_add(facts.sum(&target.cells)?)?;
                shown.extend(target.cells.iter().map(|c| facts.ground(*at, *c)));
            }
            if agreement(quote, sum).is_some() {
                let answer = Answer {
                    formula: added(&shown, sum),
                    derivation: Some(Derivation::Reports),
                    grounds: shown,
                    about: None,
                };
                return Some((Support::Follows, answer));
            }
        }
        None
    }

    /// A percentage as a part of a total.
    fn share(&self, quote: &Quote, targets: &[(usize, Vec<Target>)]) -> Option<Verdict> {
        let last = self.last.as_ref().filter(|(s, _, _)| *s == quote.sentence);
        let mut known: Vec<(usize, Vec<FormCell>)> = Vec::new();
        for (at, all) in targets {
            let sure = all.iter().filter(|t| t.surely != Surely::Half);
            known.extend(sure.map(|t| (*at, t.cells.clone())));
        }
        // the words name the part, else the total of what was said before
        known.extend(last.map(|(_, at, cells)| (*at, cells.clone())));
        for (at, part) in &known {
            let facts = self.facts.get(*at)?;
            let others = known.iter().filter(|(report, cells)| report == at && cells != part);
            let totals = totals_above(facts, part).into_iter().map(|total| vec![total]);
            let wholes = totals.chain(others.map(|(_, cells)| cells.clone()));
            for whole in wholes {
                if let Some(answer) = share_of(quote, (*at, facts), part, &whole) {
                    return Some((Support::Follows, answer));
                }
            }
        }
        None
    }

    /// A number as the change from one year to the next, where words say that something grew or fell.
    fn change(&self, quote: &Quote) -> Change {
        let Some(grew) = self
            .facts
            .iter()
            .find_map(|facts| facts.trends.grew(&quote.before))
        else {
            return Change::None;
        };
        let last = self.last.as_ref().filter(|(s, _, _)| *s == quote.sentence);
        let mut wrong = None;
        for (at, facts) in self.facts.iter().enumerate() {
            let Some(before) = self.pick.before(at).filter(|_| self.pick.may_compare(quote, at)) else {
                continue;
            };
            let Some(then) = self.facts.get(before) else {
                continue;
            };
            let (near, earlier) = named(facts, quote);
            let named = facts.targets(&near, &earlier).into_iter();
            let mut all: Vec<Vec<FormCell>> = named
                .filter(|t| t.surely != Surely::Half)
                .map(|t| t.cells)
                .collect();
            if all.is_empty() {
                all.extend(last.filter(|l| l.1 == at).map(|l| l.2.clone()));
            }
            for cells in all {
                match changed(quote, grew, (at, facts, &cells), (before, then)) {
                    Some((true, answer)) => return Change::Right(answer),
                    Some((false, answer)) => wrong = wrong.or(Some(answer)),
                    None => {}
                }
            }
        }
        wrong.map_or(Change::Unknown, Change::Wrong)
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
                shown.extend(target.cells.iter().map(|c| facts.ground(*at, *c)));
            }
        }
        shown.truncate(MOST_SHOWN);
        let answer = Answer {
            derivation: Some(Derivation::Cell),
            grounds: shown,
            about,
            ..Answer::default()
        };
        (!answer.grounds.is_empty()).then_some((Support::Differs, answer))
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
                shown.extend(cells.map(|c| facts.ground(*at, c)));
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
                    grounds: shown,
                    ..Answer::default()
                },
            ),
        }
    }
}

/// What is known of a number that may state a change.
enum Change {
    /// It states none.
    None,
    /// It states one of something that is not known.
    Unknown,
    Right(Answer),
    Wrong(Answer),
}

/// What the words next to a number name, and what the sentence named before.
fn named(facts: &Facts<'_>, quote: &Quote) -> (Vec<Named>, Vec<Named>) {
    let mut near = facts.labels.find(&quote.before, true);
    let earlier = facts.labels.find(&quote.earlier, true);
    if near.is_empty() {
        near = facts.labels.find(&quote.after, false);
    }
    (near, earlier)
}

/// The totals that all of some cells are parts of, and the totals of those.
fn totals_above(facts: &Facts<'_>, cells: &[FormCell]) -> Vec<FormCell> {
    let Some((first, rest)) = cells.split_first() else {
        return Vec::new();
    };
    let common = |total: &FormCell| {
        let mut rest = rest.iter();
        rest.all(|cell| facts.totals_of(*cell).any(|t| t == *total))
    };
    let mut totals: Vec<FormCell> = facts.totals_of(*first).filter(common).collect();
    let above: Vec<FormCell> = totals.iter().flat_map(|t| facts.totals_of(*t)).collect();
    totals.extend(above);
    totals
}

/// Whether a percentage is the share that some cells have in others.
fn share_of(
    quote: &Quote,
    (at, facts): (usize, &Facts<'_>),
    part: &[FormCell],
    whole: &[FormCell],
) -> Option<Answer> {
    let (share, of) = (facts.sum(part)?, facts.sum(whole)?);
    if !is_percentage(quote, share, of) {
        return None;
    }
    let shown = part.iter().chain(whole).map(|c| facts.ground(at, *c));
    Some(Answer {
        derivation: Some(Derivation::Share),
        formula: format!("{share} ÷ {of} = {}%", quote.value),
        grounds: counted(shown.collect()),
        about: None,
    })
}

fn grounds(judgement: &Judgement) -> Vec<Ground> {
    judgement.cells.iter().map(|(g, _)| g.clone()).collect()
}

fn stands(facts: &Facts<'_>, at: usize, cells: &[FormCell], how: Agreement) -> Verdict {
    let grounds = counted(cells.iter().map(|c| facts.ground(at, *c)).collect());
    let one = cells.len() == 1;
    let support = match how {
        Agreement::Exact if one => Support::Stands,
        _ => Support::Follows,
    };
    let sum = facts.sum(cells).filter(|_| !one);
    let answer = Answer {
        derivation: Some(if one { Derivation::Cell } else { Derivation::Sum }),
        formula: sum.map_or_else(String::new, |sum| added(&grounds, sum)),
        grounds,
        about: Some((at, cells.to_vec())),
    };
    (support, answer)
}

/// The parts of a sum; of many only those that are not zero.
fn counted(grounds: Vec<Ground>) -> Vec<Ground> {
    let few = grounds.len() < 3;
    let zero = |g: &Ground| matches!(g.value.as_str(), "0" | "");
    let some = grounds.iter().any(|g| !zero(g));
    let kept = grounds.into_iter().filter(|g| few || !some || !zero(g));
    kept.take(MOST_PARTS).collect()
}

/// A sum as a sentence.
fn added(grounds: &[Ground], sum: Number) -> String {
    let parts: Vec<&str> = grounds.iter().map(|g| g.value.as_str()).collect();
    match parts.is_empty() {
        true => format!("0 = {sum}"),
        false => format!("{} = {sum}", parts.join(" + ")),
    }
}

/// Whether a number states the change of cells from one report to the next; `None` where that cannot be worked out.
fn changed(
    quote: &Quote,
    grew: bool,
    (at, facts, cells): (usize, &Facts<'_>, &[FormCell]),
    (before, then): (usize, &Facts<'_>),
) -> Option<(bool, Answer)> {
    let earlier: Vec<FormCell> = cells
        .iter()
        .map(|c| same_cell(facts, *c, then))
        .collect::<Option<_>>()?;
    let (new, old) = (facts.sum(cells)?, then.sum(&earlier)?);
    let step = match grew {
        true => new.checked_sub(old)?,
        false => old.checked_sub(new)?,
    };
    let right = match quote.percent {
        true => is_percentage(quote, step, old),
        false => agreement(quote, step).is_some(),
    };
    let signed = new.checked_sub(old)?;
    let formula = match quote.percent {
        true => match percent(signed, old) {
            Some(share) => format!("{new} - {old} = {signed}, {signed} ÷ {old} = {share}%"),
            None => format!("{new} - {old} = {signed}"),
        },
        false => format!("{new} - {old} = {signed}"),
    };
    let own = cells.iter().map(|c| facts.ground(at, *c));
    let last = earlier.iter().map(|c| then.ground(before, *c));
    let answer = Answer {
        derivation: Some(Derivation::Change),
        formula,
        grounds: own.chain(last).collect(),
        about: None,
    };
    Some((right, answer))
}

/// A change in per cent, with one decimal.
fn percent(part: Number, of: Number) -> Option<Number> {
    let hundredfold = part.checked_mul(Number::whole(100))?;
    hundredfold.checked_div(of)?.round(1)
}

/// The cell of the same table, row and column in the form of another report.
fn same_cell(facts: &Facts<'_>, cell: FormCell, other: &Facts<'_>) -> Option<FormCell> {
    let spec = facts.report.form.tables.get(cell.table)?;
    let (row, column) = (spec.rows.get(cell.row)?, spec.columns.get(cell.column)?);
    let form = other.report.form;
    let table = form.tables.iter().position(|t| t.id == spec.id)?;
    let there = form.tables.get(table)?;
    let row = there.rows.iter().position(|r| r.id == row.id)?;
    let column = there.columns.iter().position(|c| c.id == column.id)?;
    form.cell(table, row, column)
}
