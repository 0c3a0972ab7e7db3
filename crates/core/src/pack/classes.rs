//! Classes of bodies: those of the kind, and those that packs above add or widen.

use super::patterns::Lexicon;
use super::stack::Stack;
use crate::fields::Fields;
use crate::report::{BodyClass, Kind};

/// Reads the `[[class]]`es of upper layers. They are asked before those below: one with a new id is a new class, one with a
/// known id takes in further bodies. Locked rules go by the classes of the kind.
pub(super) fn classes(stack: &Stack<'_, '_>, lexicon: &Lexicon, kind: &mut Kind) {
    let mut first = 0;
    let mut last = None;
    for (layer, fields) in stack.tables("class") {
        let class = class(&fields, lexicon);
        if last.replace(layer) != Some(layer) {
            first = 0;
        }
        if let Some(class) = class {
            let class = BodyClass {
                is_added: true,
                ..class
            };
            kind.classes.insert(first.min(kind.classes.len()), class);
            first += 1;
        }
    }
}

/// Reads one class.
pub(super) fn class(fields: &Fields<'_, '_>, lexicon: &Lexicon) -> Option<BodyClass> {
    let id = fields.needed("id").value;
    fields.needed("pattern");
    let pattern = lexicon.one(fields, "pattern");
    fields.finish();
    Some(BodyClass {
        id,
        pattern: pattern?,
        is_added: false,
    })
}
