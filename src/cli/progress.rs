//! A bar on stderr while many files are checked.

use std::io::{self, IsTerminal};
use std::sync::Once;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// From how many files on.
const MANY: usize = 20;
/// How long a moment is.
const MOMENT: Duration = Duration::from_millis(600);

/// Counts files; shows a bar when they are many, take more than a moment, and somebody looks.
pub(super) struct Progress {
    bar: ProgressBar,
    wanted: bool,
    began: Instant,
    shown: Once,
}

impl Progress {
    /// A bar for so many files.
    pub fn new(files: usize) -> Self {
        let bar = ProgressBar::with_draw_target(
            Some(u64::try_from(files).unwrap_or(u64::MAX)),
            ProgressDrawTarget::hidden(),
        );
        let style = ProgressStyle::with_template("{bar:30} {pos}/{len} {eta}");
        if let Ok(style) = style {
            bar.set_style(style.progress_chars("=> "));
        }
        Progress {
            bar,
            wanted: files > MANY && io::stderr().is_terminal(),
            began: Instant::now(),
            shown: Once::new(),
        }
    }

    /// One file more.
    pub fn step(&self) {
        if self.wanted && self.began.elapsed() > MOMENT {
            self.shown
                .call_once(|| self.bar.set_draw_target(ProgressDrawTarget::stderr()));
        }
        self.bar.inc(1);
    }

    /// Takes the bar away while something is written.
    pub fn aside<T>(&self, write: impl FnOnce() -> T) -> T {
        self.bar.suspend(write)
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
