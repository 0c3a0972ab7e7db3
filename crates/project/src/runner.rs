//! Work on many inputs: on all cores, in order and in bounded memory.

use std::hint::black_box;
use std::sync::LazyLock;

use rayon::{ThreadPool, ThreadPoolBuilder};

use crate::problem::Problem;
use crate::read::Input;

/// How many files are held in memory at a time …
const FILES: usize = 64;
/// … and about how many bytes of them.
const BYTES: u64 = 32 << 20;

/// Room that each thread asks of its allocator when it starts, in bytes.
const ROOM: usize = 16 << 20;

/// Threads of the whole process, one for each core.
static SHARED: LazyLock<Runner> =
    LazyLock::new(|| Runner::new(0).unwrap_or_else(|_| Runner::alone()));

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
        let pool = ThreadPoolBuilder::new().num_threads(jobs);
        let pool = pool.start_handler(|_| make_room()).build();
        let pool = pool.map_err(|error| Problem::NoThreads(error.to_string()))?;
        Ok(Runner(Some(pool)))
    }

    /// No thread but the one that asks.
    pub fn alone() -> Self {
        Runner(None)
    }

    /// What becomes of each, in order. They are begun in order, too, each by the next thread that is free: where some take
    /// longer than others, these stand first.
    pub fn each<I: Sync, T: Send>(&self, all: &[I], one: impl Fn(&I) -> T + Sync + Send) -> Vec<T> {
        let Some(pool) = &self.0 else {
            return all.iter().map(one).collect();
        };
        let one = &one;
        let mut done: Vec<Option<T>> = all.iter().map(|_| None).collect();
        pool.scope_fifo(|scope| {
            for (item, done) in all.iter().zip(&mut done) {
                scope.spawn_fifo(move |_| *done = Some(one(item)));
            }
        });
        done.into_iter().flatten().collect()
    }
}

/// What becomes of each, in order, by as many threads as there are cores.
pub fn each<I: Sync, T: Send>(all: &[I], one: impl Fn(&I) -> T + Sync + Send) -> Vec<T> {
    SHARED.each(all, one)
}

/// Asks the allocator for room and gives it back, which touches none of it. The allocator of glibc lets the memory of a
/// thread grow by a few pages at a time, each time by a call of the system; room that was there once it keeps. What is
/// asked first is mapped by itself, and its return lets the allocator serve what is smaller from its own memory.
fn make_room() {
    for bytes in [ROOM + ROOM / 2, ROOM] {
        let mut room: Vec<u8> = Vec::new();
        // without room the thread goes on as it is
        if room.try_reserve_exact(bytes).is_ok() {
            black_box(&room);
        }
    }
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
