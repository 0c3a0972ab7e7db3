//! `[breakdown]`: how sums in sentences are found.

use super::patterns::Lexicon;
use crate::fields::{Fields, Wrong};
use crate::rule::{Breakdown, SumFault};
use crate::text::Number;

/// Reads `[breakdown]`.
pub(super) fn breakdown(fields: &Fields<'_, '_>, lexicon: &Lexicon) -> Option<Breakdown> {
    let number = |key: &'static str, default: i128| {
        let given = fields.integer(key).map(i128::from);
        Number::whole(given.unwrap_or(default))
    };
    let pattern = |key: &'static str| {
        let found = lexicon.one(fields, key);
        if found.is_none() && !fields.has(key) {
            fields.file.fault(fields.span, &Wrong::Missing(key));
        }
        found
    };
    let spec = (
        pattern("opens"),
        pattern("complete"),
        pattern("stops"),
        pattern("ignores"),
        pattern("optional"),
        pattern("partial"),
    );
    let more = |key: &'static str| lexicon.one(fields, key);
    let (others, joins, chosen) = (more("others"), more("joins"), more("chosen"));
    let (concludes, about) = (more("concludes"), more("about"));
    let overlaps = more("overlaps");
    let classes = lexicon.all(fields, "classes");
    let halves = lexicon.all(fields, "halves");
    let units = fields.texts("units").into_iter().map(|t| t.value).collect();
    let (near, near_share, covers) = (
        number("near", 5),
        number("near-share", 1),
        number("covers", 60),
    );
    let slip_digits = number("slip-digits", 0).to_whole();
    fields.finish();
    let (Some(opens), Some(complete), Some(stops), Some(ignores), Some(optional), Some(partial)) =
        spec
    else {
        return None;
    };
    Some(Breakdown {
        fault: SumFault::Over,
        scope: Vec::new(),
        opens,
        complete,
        stops,
        ignores,
        optional,
        partial,
        others,
        joins,
        chosen,
        concludes,
        about,
        overlaps,
        classes,
        halves,
        units,
        near,
        near_share,
        covers,
        slip_digits: slip_digits
            .and_then(|d| usize::try_from(d).ok())
            .unwrap_or(0),
    })
}
