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
/// Bytes of address space for any file …
const SPACE: u64 = 440 << 20;
/// … and for each byte of it.
const SPACE_A_BYTE: u64 = 32;
/// A worker that gets no processor is patient for so many times the seconds.
const PATIENCE: u64 = 15;

fn seconds(bytes: usize) -> u64 {
    let bytes = u64::try_from(bytes).unwrap_or(u64::MAX);
    SECONDS + bytes / BYTES_A_SECOND
}

/// Sets the limits before a file, and ends the process when the clock on the wall says so: that is all there is where
/// systems have no limits, and helps where a file makes its reader wait.
pub(super) struct Watch(Sender<Option<Duration>>);

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
        Watch(sender)
    }

    /// A file of so many bytes begins.
    pub fn start(&self, bytes: usize) {
        let seconds = seconds(bytes);
        limit(seconds, bytes);
        let patience = Duration::from_secs(seconds.saturating_mul(PATIENCE));
        self.0.send(Some(patience)).ok();
    }

    /// It is done.
    pub fn stop(&self) {
        self.0.send(None).ok();
    }
}

#[cfg(unix)]
fn limit(seconds: u64, bytes: usize) {
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
    set(
        Resource::As,
        SPACE.saturating_add(size.saturating_mul(SPACE_A_BYTE)),
    );
    set(Resource::Core, 0);
}

#[cfg(not(unix))]
fn limit(_: u64, _: usize) {}

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
