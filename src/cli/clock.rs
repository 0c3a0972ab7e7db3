//! The clock, and what it measured.

use std::io;
use std::sync::{Arc, LazyLock};
use std::time::Instant;

use super::args::CheckArgs;
use super::console::Console;
use super::terminal;
use crate::diagnostic::{Stage, Timings};
use crate::output::sums;

/// Times a run, where that is wanted.
#[derive(Clone, Debug)]
pub(super) struct Watch(Option<Arc<Timings>>);

impl Watch {
    /// A watch that runs only when it is wanted.
    pub fn new(wanted: bool) -> Self {
        Watch(wanted.then(|| Arc::new(Timings::new(nanoseconds))))
    }

    /// What adds up the time.
    pub fn timings(&self) -> Option<Arc<Timings>> {
        self.0.clone()
    }

    /// Times a stage.
    pub fn stage<T>(&self, stage: Stage, act: impl FnOnce() -> T) -> T {
        match &self.0 {
            Some(timings) => timings.stage(stage, act),
            None => act(),
        }
    }

    /// Tells what the time went to.
    pub fn tell(&self, args: &CheckArgs, console: Console) {
        if let Some(timings) = &self.0 {
            let columns = terminal::width_of_errors(args.common.width);
            let mut err = io::stderr().lock();
            // there is nobody to report a failure to
            sums::timings(&mut err, &timings.spent(), console.lang, columns).ok();
        }
    }
}

/// Since the first time that it was asked.
fn nanoseconds() -> u64 {
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    u64::try_from(START.elapsed().as_nanos()).unwrap_or(u64::MAX)
}
