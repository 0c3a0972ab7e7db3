//! `--min-severity` and `--max-findings`: what is listed of what was found.

mod messages;

pub(super) use self::messages::Say;
use crate::cli::args::{Listing, Target};
use crate::cli::console::Console;
use crate::diagnostic::{LintResult, Severity};

/// What is listed.
pub(super) struct Listed {
    least: Severity,
    /// How many more findings are listed.
    room: usize,
    /// How many were not.
    left: usize,
}

impl Listed {
    pub fn new(listing: &Listing) -> Self {
        Listed {
            least: listing.least(),
            room: listing.max_findings.unwrap_or(usize::MAX),
            left: 0,
        }
    }

    /// A result as far as it is listed.
    pub fn take(&mut self, mut checked: LintResult) -> LintResult {
        let all = checked.diagnostics.len();
        let least = self.least;
        checked.diagnostics.retain(|d| d.severity >= least);
        checked.diagnostics.truncate(self.room);
        let listed = checked.diagnostics.len();
        self.room = self.room.saturating_sub(listed);
        self.left += all - listed;
        checked
    }

    /// Says which files were written, where nothing but files is.
    pub fn tell_written(targets: &[Target], console: Console) {
        let files = targets.iter().map(|t| t.file.as_deref());
        let files: Option<Vec<String>> =
            files.map(|f| f.map(|f| f.display().to_string())).collect();
        if let Some(files) = files {
            console.tell(&Say::Written(&files).say(console.lang));
        }
    }

    /// Says how many were not listed.
    pub fn tell(&self, console: Console) {
        if self.left > 0 {
            console.tell(&Say::Left(self.left).say(console.lang));
        }
    }
}
