//! How long it takes to check every pack that comes along: whoever writes a pack checks it after each change.
//! `cargo test --release --test it pack_speed:: -- --nocapture` prints the figures.

#![allow(clippy::unwrap_used)]

use gouji::pack::Pack;
use gouji::packs;
use gouji::text::Lang;
use std::process::Command;
use std::time::{Duration, Instant};

/// The best of several runs: what else the machine does makes a run longer, never shorter.
fn best(runs: usize, mut run: impl FnMut()) -> Duration {
    let times = (0..runs).map(|_| {
        let start = Instant::now();
        run();
        start.elapsed()
    });
    times.min().unwrap()
}

/// One test, so that nothing else of this file runs beside what is measured.
#[test]
fn checking_packs_is_quick() {
    places_cost_little();
    all_within_fifty_milliseconds();
}

/// The packs for places cost little beside the kinds that they build on, which are read once for all of them.
fn places_cost_little() {
    let catalogue = || packs::catalogue(Lang::En);
    let names = catalogue();
    for pack in names.packs() {
        let time = best(3, || {
            let fresh = catalogue();
            fresh.check(&[fresh.find(&pack.id).unwrap()]);
        });
        println!("{time:>8.1?} {}", pack.id);
    }
    let check = |wanted: fn(&Pack) -> bool| {
        best(5, || {
            let fresh = catalogue();
            let packs: Vec<&Pack> = fresh.packs().iter().filter(|p| wanted(p)).collect();
            fresh.check(&packs);
        })
    };
    let (bases, all) = (check(|p| p.base), check(|_| true));
    println!("{bases:>8.1?} what the others build on\n{all:>8.1?} all in one run");
    assert!(all * 2 < bases * 3, "all {all:?}, bases alone {bases:?}");
}

/// The whole program, from its start to its end. Only what is built for speed must be quick; and where the machine has
/// other things to do, what counts is the time that the program had of its cores: it takes no longer when it has them.
fn all_within_fifty_milliseconds() {
    let run = || {
        let mut gouji = Command::new(env!("CARGO_BIN_EXE_gouji"));
        let out = gouji.args(["pack", "check"]).output().unwrap();
        assert!(out.status.success());
    };
    let mut busy = Duration::MAX;
    let wall = best(5, || {
        let before = children();
        (0..5).for_each(|_| run());
        if let Some((before, after)) = before.zip(children()) {
            busy = busy.min((after - before) / 5);
        }
    }) / 5;
    println!("{wall:>8.1?} gouji pack check\n{busy:>8.1?} on cores");
    assert!(cfg!(debug_assertions) || wall.min(busy) < Duration::from_millis(50));
}

/// The time that programs which this one started had on cores, where the system says it.
fn children() -> Option<Duration> {
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    let (_, fields) = stat.rsplit_once(')')?;
    let ticks = fields.split_whitespace().skip(13).take(2);
    let ticks: u64 = ticks.filter_map(|t| t.parse::<u64>().ok()).sum();
    Some(Duration::from_millis(ticks * 10))
}
