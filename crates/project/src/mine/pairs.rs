//! Cells of different tables that agree, and figures of the prose that stand in a cell.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use gouji_core::report::{CellId, FormCell, MentionId, TableId};

use super::implied::{Implied, Terms};
use super::judge::{Counted, one_more};
use super::seen::{SCALE, Seen};
use super::{Bar, Candidate, Claim, Example, Mine};

/// Smaller numbers are equal by chance.
const LEAST: i128 = 10 * SCALE;
/// So many cells with one value in a report say nothing.
const CROWD: usize = 40;

/// Something with one value in a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Figure {
    Mention(MentionId),
    Cell(TableId, CellId),
}

impl Figure {
    fn value(self, seen: &Seen) -> Option<i128> {
        match self {
            Figure::Mention(at) => seen.mentions.get(&at).map(|said| said.value),
            Figure::Cell(_, cell) => seen.cell(cell),
        }
    }
}

pub(super) fn candidates(mine: &Mine, bar: Bar, known: &Implied) -> Vec<Candidate> {
    let figures: Vec<Figure> = mine
        .mentions
        .ids()
        .map(Figure::Mention)
        .chain(
            mine.form
                .cells()
                .iter()
                .map(|c| Figure::Cell(c.table, c.id)),
        )
        .collect();
    let mut held: BTreeMap<(Figure, Figure), BTreeSet<i128>> = BTreeMap::new();
    for seen in &mine.reports {
        let mut same: HashMap<i128, Vec<Figure>> = HashMap::new();
        for figure in &figures {
            if let Some(value) = figure.value(seen).filter(|v| v.abs() >= LEAST) {
                same.entry(value).or_default().push(*figure);
            }
        }
        for (value, class) in same.into_iter().filter(|(_, c)| c.len() <= CROWD) {
            for (nth, a) in class.iter().enumerate() {
                for b in class.iter().skip(nth + 1) {
                    if may_agree(*a, *b) {
                        held.entry((*a, *b)).or_default().insert(value);
                    }
                }
            }
        }
    }
    // one value in all reports is a constant
    let likely = held.into_iter().filter(|(_, values)| values.len() > 1);
    let counted = likely.filter_map(|((a, b), _)| {
        let counted = counted(mine, a, b);
        counted
            .fits(bar, mine.reports.len())
            .then_some((a, b, counted))
    });
    let mut counted: Vec<(Figure, Figure, Counted)> = counted.collect();
    counted.sort_by_key(|(a, b, c)| {
        let required = !requiring(mine, *a, *b, known).is_empty();
        // the last cell of a row is its total
        (
            c.against.len(),
            usize::MAX - c.support,
            !required,
            *a,
            std::cmp::Reverse(*b),
        )
    });
    let mut taken: BTreeSet<Figure> = BTreeSet::new();
    let mut all = Vec::new();
    for (a, b, counted) in counted {
        let free = match a {
            Figure::Mention(_) => !taken.contains(&a),
            Figure::Cell(..) => !taken.contains(&a) && !taken.contains(&b),
        };
        if !free {
            continue;
        }
        taken.insert(a);
        if matches!(a, Figure::Cell(..)) {
            taken.insert(b);
        }
        all.extend(candidate(mine, (a, b), counted, known));
    }
    all
}

/// Cells of one table are looked at elsewhere; two mentions are not compared.
fn may_agree(a: Figure, b: Figure) -> bool {
    match (a, b) {
        (Figure::Cell(s, _), Figure::Cell(t, _)) => s != t,
        (Figure::Mention(_), Figure::Cell(..)) => true,
        _ => false,
    }
}

fn counted(mine: &Mine, a: Figure, b: Figure) -> Counted {
    let mut counted = Counted::default();
    for seen in &mine.reports {
        let both = a.value(seen).zip(b.value(seen));
        let apart: Vec<i128> = both.iter().map(|(a, b)| a - b).collect();
        let real = both.is_some_and(|(a, _)| a.abs() >= LEAST);
        counted.add(seen, &apart, real, 0);
    }
    counted
}

fn selector(mine: &Mine, cell: CellId) -> Option<String> {
    let FormCell {
        table, row, column, ..
    } = mine.form.at(cell)?;
    let spec = mine.form.tables.get(table)?;
    let (row, column) = (&spec.rows.get(row)?.id, &spec.columns.get(column)?.id);
    Some(format!("{}[{row}, {column}]", spec.id))
}

/// The rules that require it already.
fn requiring(mine: &Mine, a: Figure, b: Figure, known: &Implied) -> Vec<String> {
    match (a, b) {
        (Figure::Cell(_, a), Figure::Cell(_, b)) => {
            mine.requiring(&[Terms::from([(a, 1), (b, -1)])], known)
        }
        (Figure::Mention(at), Figure::Cell(_, cell)) => {
            let (mention, selector) = (mine.mentions.get(at), selector(mine, cell));
            let together = mine.reports.iter().flat_map(|seen| &seen.together);
            let same =
                together.filter(|(_, m, c)| Some(m) == mention && Some(c) == selector.as_ref());
            let ids: BTreeSet<String> = same.map(|(rule, ..)| rule.clone()).collect();
            ids.into_iter().collect()
        }
        _ => Vec::new(),
    }
}

fn candidate(
    mine: &Mine,
    (a, b): (Figure, Figure),
    counted: Counted,
    known: &Implied,
) -> Option<Candidate> {
    let Figure::Cell(_, right) = b else {
        return None;
    };
    let cell = selector(mine, right)?;
    let holds = |seen: &&Seen| {
        let both = a.value(seen).zip(b.value(seen));
        both.is_some_and(|(a, b)| a == b && a.abs() >= LEAST)
    };
    let seen = mine.reports.iter().find(holds)?;
    let there = seen.text(right)?.to_owned();
    let mut example = Example {
        path: seen.path.clone(),
        wrong: Some((cell.clone(), one_more(&there))),
        cells: vec![(cell.clone(), there)],
        sentence: None,
    };
    let claim = match a {
        Figure::Mention(at) => {
            let said = seen.mentions.get(&at)?;
            example.sentence = Some((said.part.clone(), said.sentence.clone()));
            Claim::Mention(mine.mentions.get(at)?.clone(), cell)
        }
        Figure::Cell(_, left) => {
            let other = selector(mine, left)?;
            example
                .cells
                .insert(0, (other.clone(), seen.text(left)?.to_owned()));
            Claim::Cells(other, cell)
        }
    };
    Some(Candidate {
        form: mine.of(),
        claim,
        support: counted.support,
        tolerance: counted.tolerance(),
        required: requiring(mine, a, b, known),
        example,
        against: counted.against,
    })
}
