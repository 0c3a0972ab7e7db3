//! What a kind takes for evidence, and where its year and body stand besides the title.

use super::patterns::Lexicon;
use crate::fields::Fields;
use crate::report::{Evidence, Sign, StatedIn, Stating};

/// Reads `[kind.evidence]`; what is not written there is as usual.
pub(super) fn evidence(kind: &Fields<'_, '_>, lexicon: &Lexicon) -> Evidence {
    let usual = Evidence::default();
    let Some(fields) = kind.table("evidence") else {
        return usual;
    };
    let signs = fields.tables("sign");
    let evidence = Evidence {
        threshold: worth(&fields, "threshold", usual.threshold),
        title: worth(&fields, "title", usual.title),
        near_title: worth(&fields, "near-title", usual.near_title),
        labels: worth(&fields, "labels", usual.labels),
        most_labels: worth(&fields, "most-labels", usual.most_labels),
        signs: signs.iter().map(|f| sign(f, lexicon)).collect(),
    };
    fields.finish();
    evidence
}

fn sign(fields: &Fields<'_, '_>, lexicon: &Lexicon) -> Sign {
    fields.needs("pattern");
    let sign = Sign {
        id: fields.needed("id").value,
        name: fields.words("name", "name-en"),
        patterns: lexicon.all(fields, "pattern"),
        worth: worth(fields, "worth", 1),
        in_head: fields.choice("in", PLACES).unwrap_or(false),
    };
    fields.finish();
    sign
}

const PLACES: &[(&str, bool)] = &[("head", true), ("text", false)];

/// Reads `[[kind.stated]]`.
pub(super) fn stated(kind: &Fields<'_, '_>, lexicon: &Lexicon) -> Vec<Stating> {
    let tables = kind.tables("stated").into_iter();
    let stated = tables.map(|fields| {
        fields.needs("pattern");
        let stating = Stating {
            patterns: lexicon.all(&fields, "pattern"),
            place: fields.choice("in", ENDS).unwrap_or_default(),
            bounded: fields.flag("bounded"),
        };
        fields.finish();
        stating
    });
    stated.collect()
}

const ENDS: &[(&str, StatedIn)] = &[
    ("head", StatedIn::Head),
    ("tail", StatedIn::Tail),
    ("text", StatedIn::Text),
];

/// The most that one thing is worth.
const MOST: i64 = 1000;

/// A whole number of points.
pub(super) fn worth(fields: &Fields<'_, '_>, key: &'static str, usual: i32) -> i32 {
    let number = fields.integer(key).map(|n| n.clamp(-MOST, MOST));
    number.and_then(|n| i32::try_from(n).ok()).unwrap_or(usual)
}
