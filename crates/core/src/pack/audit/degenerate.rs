//! Cells that the rules together leave no choice: always the same number, or always equal to another cell.

use super::elimination::{Echelon, Row, support};
use super::system::{Claim, System};
use super::{Remarks, What, named};
use crate::report::CellId;
use crate::rule::Tolerance;
use crate::rule::linear::{Constraint, Relation, Terms, add};
use crate::text::Number;
use std::collections::{BTreeMap, BTreeSet};

/// Cells and the rules that together say so.
type Known = BTreeMap<CellId, BTreeSet<usize>>;

/// Finds such cells, but for what one rule says in so many words. `None` where numbers become too large.
pub(super) fn find(system: &System<'_>, echelon: &Echelon, out: &mut Remarks<'_>) -> Option<()> {
    fixed(system, echelon, out);
    let zero = zeros(system, echelon)?;
    let said = said(system);
    let mut groups: BTreeMap<&BTreeSet<usize>, Vec<CellId>> = BTreeMap::new();
    for (cell, rules) in zero.iter().filter(|(cell, _)| !said.contains(cell)) {
        groups.entry(rules).or_default().push(*cell);
    }
    for (rules, cells) in groups {
        let cells = cells.iter().map(|c| named(system.form, *c)).collect();
        let value = Number::whole(0);
        out.rules(rules, Some(system.form), What::Fixed { cells, value });
    }
    equal(system, echelon, &zero, out);
    Some(())
}

/// Cells with one value other than zero.
fn fixed(system: &System<'_>, echelon: &Echelon, out: &mut Remarks<'_>) {
    let equations = system.equations();
    for (cell, row) in &echelon.rows {
        let alone = |c: &Constraint| c.terms.len() == 1 && c.terms.contains_key(cell);
        let said = || equations.iter().any(|(_, c)| alone(c));
        if row.terms.len() == 1 && !row.constant.same(Number::whole(0)) && !said() {
            let cells = vec![named(system.form, *cell)];
            let value = row.constant;
            let rules = system.rules(support(&[&row.from]));
            out.rules(&rules, Some(system.form), What::Fixed { cells, value });
        }
    }
}

/// Cells that a constraint alone forces to zero: nobody needs a remark.
fn said(system: &System<'_>) -> BTreeSet<CellId> {
    let all = system.claims.iter().map(|c| c.constraint);
    let alone = all.filter(|c| no_room(&c.terms, c.relation, c.constant));
    alone.flat_map(|c| c.terms.keys().copied()).collect()
}

/// Whether cells that are not below zero must all be zero.
fn no_room(terms: &Terms, relation: Relation, constant: Number) -> bool {
    let mut signs = terms.values().map(|n| n.is_negative());
    let Some(first) = signs.next() else {
        return false;
    };
    let one_sign = signs.all(|s| s == first);
    let against = match relation {
        Relation::Equal => true,
        Relation::AtMost => !first,
        Relation::AtLeast => first,
        Relation::Below | Relation::Above => false,
    };
    one_sign && against && constant.same(Number::whole(0))
}

/// A sum, how it stands to a constant, and the rules that say so.
type Line = (Terms, Relation, Number, BTreeSet<usize>);

/// A cell that more demands name than this is not looked at in pairs: the work grows with the square.
const MOST_USERS: usize = 32;

/// What each equation makes of each other demand on one of its cells. Solving all equations at once may hide that two
/// of them differ in a few parts.
fn pairs(system: &System<'_>) -> Option<Vec<Line>> {
    let exact = |c: &&Claim<'_>| c.constraint.tolerance == Tolerance::Exact;
    let mut users: BTreeMap<CellId, Vec<&Claim<'_>>> = BTreeMap::new();
    for claim in system.claims.iter().filter(exact) {
        for cell in claim.constraint.terms.keys() {
            users.entry(*cell).or_default().push(claim);
        }
    }
    let mut lines = Vec::new();
    for (cell, claims) in users.iter().filter(|(_, c)| c.len() <= MOST_USERS) {
        let equations = claims.iter().filter(|c| c.constraint.equation());
        for (equation, claim) in equations.flat_map(|e| claims.iter().map(move |c| (e, c))) {
            if std::ptr::eq(*equation, *claim) {
                continue;
            }
            let (one, other) = (equation.constraint, claim.constraint);
            let factor = other.terms.get(cell)?.checked_div(*one.terms.get(cell)?)?;
            let factor = Number::whole(0).checked_sub(factor)?;
            if !one_sign(&other.terms, &one.terms, factor)? {
                continue;
            }
            let mut terms = other.terms.clone();
            add(&mut terms, &one.terms, factor)?;
            let more = one.constant.checked_mul(factor)?;
            let constant = other.constant.checked_add(more)?;
            if no_room(&terms, other.relation, constant) {
                let rules = BTreeSet::from([equation.rule, claim.rule]);
                lines.push((terms, other.relation, constant, rules));
            }
        }
    }
    Some(lines)
}

/// Whether all coefficients of a sum have the same sign once a multiple of another one is added. Most pairs end here.
fn one_sign(terms: &Terms, more: &Terms, factor: Number) -> Option<bool> {
    let zero = Number::whole(0);
    let new = more.keys().filter(|cell| !terms.contains_key(cell));
    let mut sign = None;
    for cell in terms.keys().chain(new) {
        let own = terms.get(cell).copied().unwrap_or(zero);
        let added = more.get(cell).map_or(Some(zero), |n| n.checked_mul(factor));
        let sum = own.checked_add(added?)?;
        if !sum.same(zero) && *sign.get_or_insert(sum.is_negative()) != sum.is_negative() {
            return Some(false);
        }
    }
    Some(true)
}

/// Cells that are always zero when no cell is below zero.
fn zeros(system: &System<'_>, echelon: &Echelon) -> Option<Known> {
    let mut rows = pairs(system)?;
    for row in echelon.rows.values() {
        let rules = system.rules(support(&[&row.from]));
        rows.push((row.terms.clone(), Relation::Equal, row.constant, rules));
    }
    for (at, claim) in system.claims.iter().enumerate() {
        let own = claim.constraint;
        let exact = own.tolerance == Tolerance::Exact;
        if exact && !own.equation() {
            let (rest, from) = echelon.rest(at, own)?;
            let rules = system.rules(support(&[&from]));
            rows.push((rest.terms, own.relation, rest.constant, rules));
        }
        if exact {
            let rules = BTreeSet::from([claim.rule]);
            rows.push((own.terms.clone(), own.relation, own.constant, rules));
        }
    }
    let mut zero = Known::new();
    loop {
        let before = zero.len();
        for (terms, relation, constant, rules) in &mut rows {
            let gone: Vec<CellId> = terms
                .keys()
                .filter(|c| zero.contains_key(c))
                .copied()
                .collect();
            for cell in gone {
                terms.remove(&cell);
                rules.extend(zero.get(&cell).into_iter().flatten());
            }
            if no_room(terms, *relation, *constant) {
                zero.extend(terms.keys().map(|c| (*c, rules.clone())));
            }
        }
        if zero.len() == before {
            return Some(zero);
        }
    }
}

/// Pairs of cells that are always equal, though no chain of rules says that they are.
fn equal(system: &System<'_>, echelon: &Echelon, zero: &Known, out: &mut Remarks<'_>) {
    let mut said = Classes::default();
    for (_, equation) in system.equations() {
        if let Some((a, b)) = twins(&equation.terms, equation.constant) {
            said.join(a, b);
        }
    }
    // what a cell is, other than itself: two that are the same are equal
    let mut seen: Vec<(Terms, Number, CellId, Option<&Row>)> = Vec::new();
    for (cell, row) in &echelon.rows {
        let mut rest = row.terms.clone();
        rest.remove(cell);
        if rest.is_empty() || rest.keys().chain([cell]).any(|c| zero.contains_key(c)) {
            continue;
        }
        if let Some((_, other)) =
            twins(&row.terms, row.constant).map(|(a, b)| if a == *cell { (a, b) } else { (b, a) })
        {
            let itself = Terms::from([(other, Number::whole(-1))]);
            if !seen.iter().any(|(_, _, c, _)| *c == other) {
                seen.push((itself, Number::whole(0), other, None));
            }
        }
        let same = |(terms, constant, ..): &&(Terms, Number, CellId, Option<&Row>)| {
            *terms == rest && constant.same(row.constant)
        };
        match seen.iter().find(same) {
            Some((_, _, first, other)) if !said.together(*first, *cell) => {
                let from: Vec<_> = [Some(row), *other]
                    .iter()
                    .flatten()
                    .map(|r| &r.from)
                    .collect();
                let rules = system.rules(difference(&from));
                let cells = [*first, *cell].map(|c| named(system.form, c)).to_vec();
                out.rules(&rules, Some(system.form), What::Equal { cells });
                said.join(*first, *cell);
            }
            Some(_) => {}
            None => seen.push((rest, row.constant, *cell, Some(row))),
        }
    }
}

/// The claims that make up the difference of two rows, or one row.
fn difference(from: &[&super::elimination::Weights]) -> BTreeSet<usize> {
    match from {
        [a, b] => {
            let mut weights = (*a).clone();
            match add(&mut weights, b, Number::whole(-1)) {
                Some(()) => support(&[&weights]),
                None => support(from),
            }
        }
        _ => support(from),
    }
}

/// The two cells that an equation makes equal.
fn twins(terms: &Terms, constant: Number) -> Option<(CellId, CellId)> {
    let mut all = terms.iter();
    let ((a, x), (b, y)) = (all.next()?, all.next()?);
    let opposite = x.checked_add(*y)?.same(Number::whole(0));
    let only = all.next().is_none() && constant.same(Number::whole(0));
    (opposite && only).then_some((*a, *b))
}

/// Cells that are known to be equal.
#[derive(Default)]
struct Classes(Vec<BTreeSet<CellId>>);

impl Classes {
    fn join(&mut self, a: CellId, b: CellId) {
        let touched = |class: &BTreeSet<CellId>| class.contains(&a) || class.contains(&b);
        let (joined, mut rest): (Vec<_>, Vec<_>) = self.0.drain(..).partition(touched);
        rest.push(joined.into_iter().flatten().chain([a, b]).collect());
        self.0 = rest;
    }

    fn together(&self, a: CellId, b: CellId) -> bool {
        self.0.iter().any(|c| c.contains(&a) && c.contains(&b))
    }
}
