//! What `gouji check` says besides its outputs.

use std::path::Path;

use crate::cli::console::Console;
use crate::cli::messages::Text;
use crate::cli::outputs::Outputs;
use crate::cli::select;
use crate::cli::settings::{Finder, Settings};
use crate::output;

/// Says which configurations hold, where one of them is not that of the current folder.
pub(super) fn say_used(finder: &Finder, console: Console) {
    let used = finder.used();
    if used.iter().all(|s| s.path.parent() == Some(Path::new(""))) {
        return;
    }
    let name = |s: &&Settings| (s.path.display().to_string(), s.trusted);
    let names: Vec<(String, bool)> = used.iter().map(name).collect();
    console.say(&Text::Configurations(&names));
}

/// Says which names of `--select` and `--ignore` mean no rule.
pub(in crate::cli) fn names_are_known(
    select: &[String],
    ignore: &[String],
    ids: &[String],
    console: Console,
) -> bool {
    let selected = are_known("--select", select, ids, console);
    are_known("--ignore", ignore, ids, console) && selected
}

/// Says which names of an option mean no rule.
pub(in crate::cli) fn are_known(
    option: &'static str,
    patterns: &[String],
    ids: &[String],
    console: Console,
) -> bool {
    let unknown = select::unknown(patterns, ids);
    for name in &unknown {
        let near = select::near(name, ids);
        console.say(&Text::UnknownRule(Some(option), name, &near));
    }
    unknown.is_empty()
}

/// Writes that an input could not be read; false when no output is left.
pub(super) fn unreadable(outputs: &mut Outputs, path: &str, why: &str) -> bool {
    let input = output::Unread { path, why };
    outputs.unread(&input)
}
