//! How much a file may cost its reader.

use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;

#[cfg(unix)]
use gouji_formats::Stopped;

/// The exit status of a worker that waited too long for itself.
pub(super) const TOO_LONG: i32 = 97;

/// Seconds of processor time for any file …
const SECONDS: u64 = 3;
/// … and one more for so many bytes of it.
const BYTES_A_SECOND: u64 = 400_000;
/// Bytes of address space for any file, on top of what the process began with …
const SPACE: u64 = 320 << 20;
/// … and for each byte of it.
const SPACE_A_BYTE: u64 = 32;
/// Bytes of address space that a process begins with.
const MAPPED: u64 = 120 << 20;
/// A worker that gets no processor is patient for so many times the seconds.
const PATIENCE: u64 = 15;

fn seconds(bytes: usize) -> u64 {
    let bytes = u64::try_from(bytes).unwrap_or(u64::MAX);
    SECONDS + bytes / BYTES_A_SECOND
}

/// Sets the limits before a file, and ends the process when the clock on the wall says so: that is all there is where
/// systems have no limits, and helps where a file makes its reader wait.
pub(super) struct Watch {
    clock: Sender<Option<Duration>>,
    /// Bytes of address space that the process began with.
    mapped: u64,
}

impl Watch {
    /// Starts the thread that looks at the clock, and ends the process by `exit`.
    pub fn new(exit: fn(i32) -> !) -> Self {
        let (sender, receiver) = channel::<Option<Duration>>();
        thread::spawn(move || {
            let mut limit = None;
            loop {
                let next = match limit {
                    None => receiver.recv().map_err(|_| RecvTimeoutError::Disconnected),
                    Some(limit) => receiver.recv_timeout(limit),
                };
                limit = match next {
                    Ok(next) => next,
                    Err(RecvTimeoutError::Timeout) => exit(TOO_LONG),
                    Err(RecvTimeoutError::Disconnected) => return,
                };
            }
        });
        Watch {
            clock: sender,
            mapped: mapped(),
        }
    }

    /// A file of so many bytes begins.
    pub fn start(&self, bytes: usize) {
        let seconds = seconds(bytes);
        limit(seconds, bytes, self.mapped);
        let patience = Duration::from_secs(seconds.saturating_mul(PATIENCE));
        self.clock.send(Some(patience)).ok();
    }

    /// It is done.
    pub fn stop(&self) {
        self.clock.send(None).ok();
    }
}

#[cfg(unix)]
fn limit(seconds: u64, bytes: usize, mapped: u64) {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    use rustix::time::{ClockId, clock_gettime};
    let set = |resource: Resource, value: u64| {
        let hard = getrlimit(resource).maximum;
        let current = Some(hard.map_or(value, |hard| value.min(hard)));
        // a system that refuses has the clock
        setrlimit(
            resource,
            Rlimit {
                current,
                maximum: hard,
            },
        )
        .ok();
    };
    let used = clock_gettime(ClockId::ProcessCPUTime).tv_sec;
    let used = u64::try_from(used).unwrap_or(0);
    set(Resource::Cpu, used + seconds);
    let size = u64::try_from(bytes).unwrap_or(u64::MAX);
    let space = SPACE.saturating_add(size.saturating_mul(SPACE_A_BYTE));
    set(Resource::As, mapped.saturating_add(space));
    set(Resource::Core, 0);
}

/// Bytes of address space that the process has; of one that has just begun, where its system does not say. An allocator
/// may reserve more than it ever gives.
fn mapped() -> u64 {
    let said = std::fs::read_to_string("/proc/self/status").ok();
    let kilobytes = said.and_then(|said| {
        let mut lines = said.lines();
        let size = lines.find_map(|line| line.strip_prefix("VmSize:"))?;
        size.split_whitespace().next()?.parse::<u64>().ok()
    });
    kilobytes.map_or(MAPPED, |k| k.saturating_mul(1 << 10))
}

#[cfg(not(unix))]
fn limit(_: u64, _: usize, _: u64) {}

/// Why a signal ended a worker.
#[cfg(unix)]
pub(super) fn why(signal: i32) -> Stopped {
    use rustix::process::Signal;
    match signal {
        s if s == Signal::XCPU.as_raw() => Stopped::Time,
        // what Rust does when memory ends
        s if s == Signal::ABORT.as_raw() => Stopped::Memory,
        _ => Stopped::Crash,
    }
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    /// What an allocator reserves counts, before anything is written there.
    #[test]
    fn reserved_memory_is_mapped() {
        let before = mapped();
        let room: Vec<u8> = Vec::with_capacity(256 << 20);
        std::hint::black_box(&room);
        assert!(mapped() > before + (200 << 20), "{before}, {}", mapped());
    }
}
