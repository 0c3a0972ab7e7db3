//! How packs age: which gouji they need, which rules were called otherwise, which are about to go.

use super::catalogue::Pack;
use super::messages::Say;
use super::stack::Stack;
use crate::fields::{At, Fault, Fields, Wrong};
use crate::text::{Lang, near};
use std::collections::BTreeMap;

/// This gouji.
const OWN: &str = env!("CARGO_PKG_VERSION");

/// Whether this gouji is the one that a pack needs, or a later one; says so where it is not. Nothing else is read of the pack then.
pub(super) fn is_met(fields: &Fields<'_, '_>) -> bool {
    let Some(text) = fields.text("needs") else {
        return true;
    };
    let bare = text.value.trim().strip_prefix("gouji").map(str::trim_start);
    let least = bare.and_then(|t| t.strip_prefix(">=").or_else(|| t.strip_prefix('\u{2265}')));
    match (least.and_then(version), version(OWN)) {
        (Some(least), Some(own)) if least <= own => return true,
        (Some(_), _) => {
            let wanted = least.unwrap_or_default().trim().to_owned();
            let fault = Say::Older(wanted, OWN.to_owned());
            fields.file.fault(text.span, &fault);
            return false;
        }
        (None, _) => fields.file.fault(text.span, &Say::Needs),
    }
    true
}

/// Up to three numbers with stops between.
fn version(text: &str) -> Option<[u32; 3]> {
    let mut parts = text.trim().split('.');
    let mut numbers = [0; 3];
    for number in &mut numbers {
        let Some(part) = parts.next() else { break };
        *number = part.parse().ok()?;
    }
    let some = !text.trim().is_empty() && parts.next().is_none();
    some.then_some(numbers)
}

/// The rules that were called otherwise: a former id, and the present one.
pub(super) fn renamed(fields: &Fields<'_, '_>) -> Vec<(At<String>, At<String>)> {
    let all = fields.tables("renamed").into_iter();
    let pairs = all.map(|one| {
        let pair = (one.needed("from"), one.needed("to"));
        one.finish();
        pair
    });
    pairs.collect()
}

/// What is said where a rule is named by an id that it had before: the present one.
pub struct NowCalled(pub String);

impl Fault for NowCalled {
    fn words(&self, lang: Lang) -> (String, Option<String>) {
        Say::Renamed(self.0.clone()).words(lang)
    }
}

/// Former ids of rules, each with the present one.
#[derive(Default)]
pub(super) struct Former(BTreeMap<String, String>);

/// So often may a rule be renamed.
const TIMES: usize = 16;

impl Former {
    /// What the packs of a stack say.
    pub fn of(stack: &Stack<'_, '_>) -> Self {
        let all = stack.layers.iter().flat_map(|l| &l.pack.renamed);
        Former(all.cloned().collect())
    }

    /// What some packs say.
    pub fn among(packs: &[Pack]) -> Self {
        let all = packs.iter().flat_map(|p| &p.renamed);
        Former(all.cloned().collect())
    }

    /// The present id of a rule.
    pub fn now<'a>(&'a self, id: &'a str) -> &'a str {
        let mut id = id;
        for _ in 0..TIMES {
            match self.0.get(id) {
                Some(next) => id = next,
                None => break,
            }
        }
        id
    }

    /// The former ids of a rule.
    pub fn of_rule(&self, id: &str) -> Vec<String> {
        let own = self.0.keys().filter(|from| self.now(from) == id);
        own.cloned().collect()
    }

    /// Says which former ids are still there, and which present ones are not.
    pub fn check(stack: &Stack<'_, '_>, ids: &[String]) {
        for (_, file) in stack.files() {
            let pairs = file.table("pack").map(|f| renamed(&f)).unwrap_or_default();
            let known = |id: &String| ids.contains(id) || pairs.iter().any(|(f, _)| f.value == *id);
            for (from, to) in &pairs {
                if ids.contains(&from.value) {
                    let fault = Say::StillThere(from.value.clone());
                    file.file.fault(from.span, &fault);
                }
                if !known(&to.value) && !to.value.is_empty() {
                    let close = near(&to.value, ids.iter().map(String::as_str));
                    let fault = Wrong::Unknown(to.value.clone(), close);
                    file.file.fault(to.span, &fault);
                }
            }
        }
    }
}
