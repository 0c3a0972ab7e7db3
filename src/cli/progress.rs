//! A bar on stderr while many files are checked: how many are done, the errors so far, the time that is left.

mod messages;

use std::io::{self, IsTerminal};
use std::sync::Once;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::text::Lang;

/// From how many files on.
const MANY: usize = 20;
/// How long a moment is.
const MOMENT: Duration = Duration::from_millis(600);

/// Counts files; shows a bar when they are many, take more than a moment, and somebody looks.
pub(super) struct Progress {
    bar: ProgressBar,
    lang: Lang,
    wanted: bool,
    began: Instant,
    shown: Once,
}

impl Progress {
    /// A bar for so many files.
    pub fn new(files: usize, lang: Lang) -> Self {
        let bar = ProgressBar::with_draw_target(
            Some(u64::try_from(files).unwrap_or(u64::MAX)),
            ProgressDrawTarget::hidden(),
        );
        let style = ProgressStyle::with_template(messages::template(lang));
        if let Ok(style) = style {
            bar.set_style(style.progress_chars("=> "));
        }
        Progress {
            bar,
            lang,
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

    /// Shows how many errors were found so far.
    pub fn errors(&self, errors: usize) {
        if self.wanted {
            self.bar.set_message(messages::errors(errors, self.lang));
        }
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
