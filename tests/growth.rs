//! Eight times the file, at most twelve times the time and the memory: for every reader, for the linter and for what comes
//! behind it, for each element that a file may repeat. What is measured is the processor time of this thread, so that a
//! busy machine changes nothing, and the greatest sum of what is allocated at once.

#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::cast_precision_loss,
    clippy::indexing_slicing,
    clippy::string_slice
)]

#[path = "growth/doc.rs"]
mod doc;
#[path = "growth/docx.rs"]
mod docx;
#[path = "growth/html.rs"]
mod html;
#[path = "growth/later.rs"]
mod later;
#[path = "growth/marks.rs"]
mod marks;
#[path = "it/support/package.rs"]
mod package;
#[path = "growth/pdf.rs"]
mod pdf;
#[path = "growth/server.rs"]
mod server;
#[path = "growth/text.rs"]
mod text;

use std::sync::{Mutex, PoisonError};

use gouji::input;
use peak_alloc::PeakAlloc;
use rustix::time::{ClockId, clock_gettime};

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// One at a time: memory is that of the whole process.
static ALONE: Mutex<()> = Mutex::new(());

/// So many times the file …
const TIMES: usize = 8;
/// … and at most so many times the time and memory.
const MOST: f64 = 12.0;
/// Seconds that are too short to be compared with.
const SHORT: f64 = 0.004;
/// Bytes that are too few to be compared with.
const FEW: usize = 512 << 10;

/// Seconds by a clock, and bytes at once.
fn costs(clock: ClockId, act: &dyn Fn()) -> (f64, usize) {
    let now = || {
        let time = clock_gettime(clock);
        time.tv_sec as f64 + time.tv_nsec as f64 / 1e9
    };
    let before = MEMORY.current_usage();
    MEMORY.reset_peak_usage();
    let start = now();
    act();
    let seconds = now() - start;
    (seconds, MEMORY.peak_usage().saturating_sub(before))
}

/// What takes too long, or too much, when files grow: how a file of a name with so many pieces is made, what is made of
/// it beforehand, and what is measured.
fn grow<T>(
    cases: &[(&'static str, usize)],
    file: &dyn Fn(&str, usize) -> Vec<u8>,
    before: &dyn Fn(&[u8]) -> T,
    act: &dyn Fn(&T),
) {
    grow_by(ClockId::ThreadCPUTime, cases, file, before, act);
}

/// The same by another clock. Memory is that of one thread: a process keeps what it was asked before.
fn grow_by<T>(
    clock: ClockId,
    cases: &[(&'static str, usize)],
    file: &dyn Fn(&str, usize) -> Vec<u8>,
    before: &dyn Fn(&[u8]) -> T,
    act: &dyn Fn(&T),
) {
    let _alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
    let mut wrong = Vec::new();
    for (name, count) in cases {
        let small = before(&file(name, *count));
        let large = before(&file(name, count * TIMES));
        let best = |made: &T, tries: usize| {
            let all = (0..tries).map(|_| costs(clock, &|| act(made)));
            all.fold((f64::INFINITY, usize::MAX), |(s, b), (seconds, bytes)| {
                (s.min(seconds), b.min(bytes))
            })
        };
        let holds = clock == ClockId::ThreadCPUTime;
        let fills = |few: usize, many: usize| holds && many as f64 > MOST * few as f64;
        let pair = |tries: usize| {
            let (first, few) = best(&small, tries);
            let (second, many) = best(&large, 1);
            (first.max(SHORT), few.max(FEW), second, many)
        };
        let (mut first, mut few, mut second, mut many) = pair(3);
        // other work on the machine empties its caches and slows it, and other tests allocate until it is their turn:
        // what grows too much does so in each pair that is measured in one go
        for _ in 0..6 {
            if second <= MOST * first && !fills(few, many) {
                break;
            }
            let (short, little, long, much) = pair(1);
            if long / short < second / first {
                (first, second) = (short, long);
            }
            if much as f64 / (little as f64) < many as f64 / few as f64 {
                (few, many) = (little, much);
            }
        }
        if second > MOST * first {
            wrong.push(format!("{name}: {first:.4} s, then {second:.4} s"));
        }
        if fills(few, many) {
            wrong.push(format!("{name}: {few} bytes, then {many} bytes"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The same for what begins with the bytes of a file.
fn grows(
    cases: &[(&'static str, usize)],
    file: &dyn Fn(&str, usize) -> Vec<u8>,
    act: &dyn Fn(&[u8]),
) {
    grow(cases, file, &<[u8]>::to_vec, &|bytes| act(bytes));
}

fn read(bytes: &[u8]) {
    // a refusal is an answer, too
    input::read("a", bytes).ok();
}

/// The cases of a list, each with so many pieces.
fn all<T>(
    list: &[T],
    count: usize,
    name: impl Fn(&T) -> &'static str,
) -> Vec<(&'static str, usize)> {
    list.iter().map(|one| (name(one), count)).collect()
}

#[test]
fn what_grows_with_the_square_is_noticed() {
    let file = |_: &str, count: usize| vec![1; count];
    let slow = |bytes: &[u8]| {
        let sum: usize = bytes
            .iter()
            .map(|_| bytes.iter().filter(|b| **b == 1).count())
            .sum();
        assert!(sum > 0);
    };
    let large = |bytes: &[u8]| drop(vec![1_u8; bytes.len() * bytes.len() / 64]);
    for act in [&slow as &dyn Fn(&[u8]), &large] {
        let noticed = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            grows(&[("x", 12_000)], &file, act)
        }));
        assert!(noticed.is_err());
    }
}
