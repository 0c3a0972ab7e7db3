//! Rule ids that people type.

use gouji_core::linter::{Linter, Options};
use gouji_core::pack::Library;
use gouji_core::text;

/// The patterns that mean no rule at all.
pub fn unknown<'p>(patterns: &'p [String], ids: &[String]) -> Vec<&'p str> {
    let means_one = |pattern: &String| {
        let only = Options {
            select: vec![pattern.clone()],
            ..Options::default()
        };
        let linter = Linter::new(Library::default(), only);
        ids.iter().any(|id| linter.shows(id))
    };
    let patterns = patterns.iter().filter(|p| !means_one(p));
    patterns.map(String::as_str).collect()
}

/// The ids that may have been meant, the best first.
pub fn near(name: &str, ids: &[String]) -> Vec<String> {
    match name.trim_end_matches('*') {
        "" => Vec::new(),
        name => text::near(name, ids.iter().map(String::as_str)),
    }
}
