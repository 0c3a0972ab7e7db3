//! Rules that can never be broken, or never be kept.

use super::settled::settled;
use super::system::FormClaims;
use super::{Remarks, What, named};
use crate::report::CellId;
use crate::report::{Form, Years};
use crate::rule::linear::{Instance, Relation};
use crate::rule::{Node, Program};
use std::collections::BTreeSet;

/// What is idle about a rule.
pub(super) fn find(at: usize, forms: &[FormClaims<'_>], out: &mut Remarks<'_>) {
    let Some(rule) = out.rules.get(at) else {
        return;
    };
    let own: Vec<(&FormClaims<'_>, &Program)> = forms
        .iter()
        .zip(&rule.programs)
        .filter_map(|(f, p)| Some((f, p.as_deref()?)))
        .collect();
    let whole = |what: What, out: &mut Remarks<'_>| out.add(at, BTreeSet::new(), None, what);
    if own.is_empty() {
        return whole(What::NoForm, out);
    }
    let meets = |f: &Form| overlap(rule.years, f.years);
    if !own.iter().any(|(f, _)| meets(f.form)) {
        whole(What::Years, out);
    }
    let always = |truth: bool, part: fn(&Program) -> Option<&Node>| {
        own.iter()
            .all(|(f, p)| part(p).is_some_and(|n| settled(rule, p, f.form, n) == Some(truth)))
    };
    if always(false, |p| p.when.as_ref()) {
        return whole(What::NeverApplies, out);
    }
    let checks = |truth: bool| {
        let by_form =
            |(f, _): &(&FormClaims<'_>, &Program)| arithmetic(f.rules.get(&at)) == Some(truth);
        own.iter().all(by_form) || always(truth, |p| p.check.as_ref())
    };
    if checks(true) {
        return whole(What::AlwaysTrue, out);
    }
    // under a condition it is a way to forbid
    let conditional = |f: &FormClaims<'_>| {
        let mut instances = f.rules.get(&at).into_iter().copied().flatten();
        instances.any(|i| i.conditional)
    };
    if checks(false) && !own.iter().any(|(f, _)| conditional(f)) {
        return whole(What::AlwaysFalse, out);
    }
    for (form, _) in own {
        slips(form, at, out);
    }
}

/// Whether what a rule demands of cells holds for all values, or for none, in all its evaluations.
fn arithmetic(instances: Option<&&[Instance]>) -> Option<bool> {
    let instances = instances.filter(|i| !i.is_empty())?;
    let truth = |i: &Instance| {
        let mut all = i.constraints.iter().map(|c| c.settled());
        let broken = all.clone().any(|c| c == Some(false));
        let kept = i.whole && all.all(|c| c == Some(true));
        match (broken, kept) {
            (true, _) => Some(false),
            (_, true) => Some(true),
            _ => None,
        }
    };
    let first = truth(instances.first()?)?;
    instances
        .iter()
        .all(|i| truth(i) == Some(first))
        .then_some(first)
}

/// Cells that a sum counts twice, and cells on both sides of an equation.
fn slips(form: &FormClaims<'_>, at: usize, out: &mut Remarks<'_>) {
    let instances = form.rules.get(&at).copied().unwrap_or_default();
    let all = || instances.iter().flat_map(|i| &i.constraints);
    let names = |cells: BTreeSet<CellId>| -> Vec<String> {
        cells.into_iter().map(|c| named(form.form, c)).collect()
    };
    let repeated = names(all().flat_map(|c| c.repeated.iter().copied()).collect());
    let balanced = all().filter(|c| c.relation == Relation::Equal && !c.terms.is_empty());
    let both = names(balanced.flat_map(|c| c.cancelled.iter().copied()).collect());
    for (cells, what) in [
        (
            repeated,
            (|cells| What::Repeated { cells }) as fn(Vec<String>) -> What,
        ),
        (both, |cells| What::BothSides { cells }),
    ] {
        if !cells.is_empty() {
            out.add(at, BTreeSet::new(), Some(form.form), what(cells));
        }
    }
}

fn overlap(a: Years, b: Years) -> bool {
    let from = a.from.max(b.from);
    let to = match (a.to, b.to) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    };
    from.zip(to).is_none_or(|(from, to)| from <= to)
}
