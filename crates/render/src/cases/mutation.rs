//! The mutation score of packs: what their rules read, and what of it their cases prove.

use std::io::{self, Write};

use super::messages::Text;
use crate::columns::{clip, flat};
use crate::json::VERSION;
use gouji_core::rule::Mutation;
use gouji_core::text::Lang;

/// What was tried on a place is shown up to so many times.
const TRIED: usize = 3;

/// Writes the places that may be changed without their rule noticing, rule by rule, and the score.
pub fn draw_mutations(
    out: &mut dyn Write,
    mutations: &[Mutation],
    lang: Lang,
    columns: usize,
) -> io::Result<()> {
    for mutation in mutations {
        let mut survivors = mutation.survivors().peekable();
        if survivors.peek().is_some() {
            writeln!(out, "{}", flat(&mutation.rule))?;
        }
        for place in survivors {
            let name = match place.name.is_empty() {
                true => flat(&place.id),
                false => flat(&place.name),
            };
            let tried: Vec<String> = place.tried.iter().take(TRIED).map(|t| flat(t)).collect();
            let said = match tried.is_empty() {
                true => Text::NeverThere.say(lang),
                false => Text::Tried(&tried.join(", ")).say(lang),
            };
            writeln!(
                out,
                "    {}",
                clip(&format!("{name}: {said}"), columns.saturating_sub(4))
            )?;
        }
    }
    let (covered, total) = score(mutations);
    writeln!(out, "{}", Text::Score(covered, total).say(lang))
}

/// Writes the same as one JSON value.
pub fn mutations_json(out: &mut dyn Write, mutations: &[Mutation]) -> io::Result<()> {
    let rule = |m: &Mutation| {
        let survivors = m
            .survivors()
            .map(|p| serde_json::json!({ "id": p.id, "name": p.name, "tried": p.tried }));
        serde_json::json!({
            "rule": m.rule,
            "places": m.total(),
            "covered": m.covered(),
            "survivors": survivors.collect::<Vec<_>>(),
        })
    };
    let rules: Vec<_> = mutations.iter().map(rule).collect();
    let (covered, places) = score(mutations);
    let all = serde_json::json!({
        "version": VERSION, "rules": rules, "places": places, "covered": covered,
    });
    serde_json::to_writer_pretty(&mut *out, &all)?;
    writeln!(out)
}

/// Proved places, and all of them.
pub fn score(mutations: &[Mutation]) -> (usize, usize) {
    let covered = mutations.iter().map(Mutation::covered).sum();
    let total = mutations.iter().map(Mutation::total).sum();
    (covered, total)
}
