//! All targets: each binary runs the one that has its name, and measures what an input costs.

#![no_main]

use gouji_fuzz::{TARGETS, Target};
use rustix::time::{ClockId, clock_gettime};
use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::LazyLock;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

/// An input may take so many seconds of processor time in all threads, and so many more for each byte …
const SECONDS: (f64, f64) = (1.0, 1e-4);
/// … and so many bytes of memory. All of this in a build that is watched, which takes several times as long.
const BYTES: (usize, usize) = (64 << 20, 2_000);

/// Counts what is allocated.
struct Counting;

static NOW: AtomicUsize = AtomicUsize::new(0);
static MOST: AtomicUsize = AtomicUsize::new(usize::MAX);

#[global_allocator]
static ALLOCATOR: Counting = Counting;

fn grown(size: usize) {
    let now = NOW.fetch_add(size, Relaxed) + size;
    if now > MOST.load(Relaxed) {
        // what reports this allocates
        MOST.store(usize::MAX, Relaxed);
        panic!("more than the input may take: {size} bytes at once, {now} in all");
    }
}

unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        grown(layout.size());
        unsafe { System.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        grown(layout.size());
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn realloc(&self, old: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        NOW.fetch_sub(layout.size(), Relaxed);
        grown(size);
        unsafe { System.realloc(old, layout, size) }
    }

    unsafe fn dealloc(&self, old: *mut u8, layout: Layout) {
        NOW.fetch_sub(layout.size(), Relaxed);
        unsafe { System.dealloc(old, layout) }
    }
}

static TARGET: LazyLock<Target> = LazyLock::new(|| {
    let mut all = TARGETS.iter().filter(|(name, ..)| *name == env!("CARGO_BIN_NAME"));
    *all.next().expect("a target with the name of the binary")
});

fn seconds() -> f64 {
    let time = clock_gettime(ClockId::ProcessCPUTime);
    time.tv_sec as f64 + time.tv_nsec as f64 / 1e9
}

libfuzzer_sys::fuzz_target!(
    // the rules are made ready, which no input pays for
    init: (TARGET.2)(b"\n"),
    |bytes: &[u8]| {
        MOST.store(NOW.load(Relaxed) + BYTES.0 + BYTES.1 * bytes.len(), Relaxed);
        let start = seconds();
        (TARGET.2)(bytes);
        let took = seconds() - start;
        MOST.store(usize::MAX, Relaxed);
        let most = SECONDS.0 + SECONDS.1 * bytes.len() as f64;
        assert!(took < most, "{} bytes take {took:.2} s", bytes.len());
    }
);
