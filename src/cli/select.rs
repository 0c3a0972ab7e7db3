//! Rule ids that people type.

use crate::linter::{Linter, Options};
use crate::pack::Library;

/// The patterns that mean no rule at all.
pub(super) fn unknown<'p>(patterns: &'p [String], library: &Library) -> Vec<&'p str> {
    let means_one = |pattern: &String| {
        let only = Options {
            select: vec![pattern.clone()],
            ..Options::default()
        };
        let linter = Linter::new(Library::default(), only);
        library.all_rules().any(|(_, rule)| linter.runs(&rule.id))
    };
    let patterns = patterns.iter().filter(|p| !means_one(p));
    patterns.map(String::as_str).collect()
}

/// The ids that may have been meant, the best first.
pub(super) fn near(name: &str, library: &Library) -> Vec<String> {
    match name.trim_end_matches('*') {
        "" => Vec::new(),
        name => library.near_rules(name),
    }
}
