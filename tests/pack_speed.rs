//! How long it takes to check every pack that comes along. It prints and demands nothing:
//! `cargo test --release --test pack_speed -- --nocapture`.

use gouji::pack::Catalogue;
use gouji::text::Lang;
use std::time::Instant;

#[test]
fn checking_every_builtin_pack() {
    let begin = Instant::now();
    let catalogue = Catalogue::builtin(Lang::En);
    println!("{:>8.1?} reading the headers", begin.elapsed());
    for pack in catalogue.packs() {
        let start = Instant::now();
        let rules = catalogue.check(&[pack]).rules;
        println!("{:>8.1?} {} ({rules} rules)", start.elapsed(), pack.id);
    }
    let start = Instant::now();
    let all: Vec<_> = catalogue.packs().iter().collect();
    let rules = catalogue.check(&all).rules;
    println!("{:>8.1?} all in one run ({rules} rules)", start.elapsed());
    println!("{:>8.1?} together", begin.elapsed());
}
