//! Mutation: what the rules read, their cases must prove.

#![allow(clippy::unwrap_used, clippy::print_stdout)]

use gouji::linter::{Mutation, mutate};
use gouji::pack;
use gouji::text::Lang;
use std::collections::BTreeMap;
use std::thread;

/// The mutations of all rules of a library, on all cores.
fn all(library: &pack::Library) -> Vec<Mutation> {
    let mut jobs = Vec::new();
    for ((kind, sample), (_, rules)) in library
        .kinds
        .iter()
        .zip(&library.samples)
        .zip(&library.rules)
    {
        jobs.extend(rules.iter().map(|rule| (kind, sample, rule)));
    }
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let share = jobs.len().div_ceil(cores).max(1);
    thread::scope(|scope| {
        let parts: Vec<_> = jobs
            .chunks(share)
            .map(|part| scope.spawn(|| part.iter().map(|(k, s, r)| mutate(k, s, r)).collect()))
            .collect();
        let done = parts.into_iter().map(|p| p.join().unwrap());
        done.collect::<Vec<Vec<Mutation>>>().concat()
    })
}

#[test]
fn the_cases_of_the_built_in_rules_notice_what_the_rules_read() {
    let library = pack::builtin(Lang::Zh);
    let mutations = all(&library);
    let total: usize = mutations.iter().map(Mutation::total).sum();
    let covered: usize = mutations.iter().map(Mutation::covered).sum();
    let mut kinds: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for mutation in &mutations {
        for place in &mutation.places {
            let entry = kinds.entry(format!("{:?}", place.source)).or_default();
            entry.0 += usize::from(place.covered);
            entry.1 += 1;
        }
        for place in mutation.survivors() {
            println!(
                "{}: {:?} {} {} tried {:?}",
                mutation.rule,
                place.source,
                place.id,
                place.name,
                place.tried.iter().take(4).collect::<Vec<_>>()
            );
        }
    }
    println!("{covered} of {total}: {kinds:#?}");
    assert!(covered * 100 >= total * 95, "{covered} of {total}");
}
