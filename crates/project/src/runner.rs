//! Work on many inputs: on all cores, in order and in bounded memory.

use rayon::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};

use crate::problem::Problem;
use crate::read::Input;

/// How many files are held in memory at a time …
const FILES: usize = 64;
/// … and about how many bytes of them.
const BYTES: u64 = 32 << 20;

/// Threads that work.
#[derive(Debug)]
pub struct Runner(Option<ThreadPool>);

impl Runner {
    /// So many threads; 0 means one for each core.
    ///
    /// # Errors
    ///
    /// [`Problem::NoThreads`], where the system gives none.
    pub fn new(jobs: usize) -> Result<Self, Problem> {
        let pool = ThreadPoolBuilder::new().num_threads(jobs).build();
        let pool = pool.map_err(|error| Problem::NoThreads(error.to_string()))?;
        Ok(Runner(Some(pool)))
    }

    /// No thread but the one that asks.
    pub fn alone() -> Self {
        Runner(None)
    }

    /// What becomes of each, in order.
    pub fn each<I: Sync, T: Send>(&self, all: &[I], one: impl Fn(&I) -> T + Sync + Send) -> Vec<T> {
        match &self.0 {
            Some(pool) => pool.install(|| each(all, one)),
            None => all.iter().map(one).collect(),
        }
    }
}

/// What becomes of each, in order, by as many threads as there are cores.
pub fn each<I: Sync, T: Send>(all: &[I], one: impl Fn(&I) -> T + Sync + Send) -> Vec<T> {
    all.par_iter().map(one).collect()
}

/// Inputs, batch after batch.
pub fn batches(inputs: &[Input]) -> impl Iterator<Item = &[Input]> {
    let mut rest = inputs;
    std::iter::from_fn(move || {
        let (now, later) = rest.split_at_checked(batch(rest.iter()))?;
        rest = later;
        Some(now)
    })
}

/// How many of the inputs make a batch; at least one.
fn batch<'i>(inputs: impl Iterator<Item = &'i Input>) -> usize {
    let mut bytes = 0;
    let fits = inputs.take(FILES).take_while(|input| {
        let before = bytes;
        bytes += input.size();
        before < BYTES
    });
    fits.count().max(1)
}
