//! What may stand in patterns and messages, and what a rule may go through.

use lsp_types::CompletionItemKind;

use super::expressions::head;
use super::{Asked, Offer};
use crate::pack::roles::Kind;
use crate::pack::words::Said;

/// Types of groups in patterns.
const TYPES: [&str; 5] = ["number", "percent", "date", "year", "near"];
/// The values that a check offers to messages.
const FOUND: [&str; 5] = ["lhs", "rhs", "delta", "trace", "match"];

impl Asked<'_> {
    /// What a rule may go through.
    pub(super) fn each(&self) -> Vec<Offer> {
        let before = &self.here.before;
        match head(before) {
            Some(table) => {
                let mut all = self.words("rows", "", CompletionItemKind::KEYWORD);
                all.extend(self.words("columns", "", CompletionItemKind::KEYWORD));
                all.extend(self.lines(table, true));
                let columns = self.lines(table, false).into_iter();
                self.add(&mut all, columns);
                all
            }
            None => {
                let mut all = self.tables();
                all.extend(self.plain_ids(Kind::Mention));
                all.extend(self.words("sentence", "", CompletionItemKind::KEYWORD));
                all
            }
        }
    }

    /// Word lists and types of groups, inside an open `{`.
    pub(super) fn pattern(&self) -> Vec<Offer> {
        let Some((_, inside)) = self.here.before.rsplit_once('{') else {
            return Vec::new();
        };
        if inside.contains(['}', ':']) {
            return Vec::new();
        }
        let mut all = self.hole(&self.here.before).unwrap_or_default();
        all.extend(self.plain_ids(Kind::Words));
        all.extend(self.plain_ids(Kind::Param));
        for name in TYPES {
            all.extend(self.words(name, "", CompletionItemKind::KEYWORD));
        }
        all
    }

    /// Values, inside an open `{`.
    pub(super) fn message(&self) -> Vec<Offer> {
        let Some((_, inside)) = self.here.before.rsplit_once('{') else {
            return Vec::new();
        };
        if inside.contains(['}', '|']) {
            return Vec::new();
        }
        let mut all = self.hole(&self.here.before).unwrap_or_default();
        let said = Said::OfFinding.say(self.lang());
        all.extend(FOUND.map(|name| Offer::new(name, &said, CompletionItemKind::VARIABLE)));
        all.extend(self.values());
        all
    }
}
