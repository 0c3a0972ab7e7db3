//! How often the wrong cell is named: mistakes are put into correct tables, and what is found is counted.
//!
//! `cargo test --release --test it localise:: -- --nocapture` prints the table of results. `GOUJI_BENCH_N` is the number of
//! tables of each form, `GOUJI_BENCH_SEED` what they are drawn from, `GOUJI_BENCH_RANDOM` the number of random
//! tables whose time is taken, `GOUJI_BENCH_SHOW=1` shows what was missed.
//!
//! - *first*: what every finding names first is the truth; *listed*: the truth is among what the findings list;
//! - *sure*: every finding names a cell instead of a broken sum; *wrong*: one names a cell that is not wrong.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::print_stdout
)]

#[path = "localise/bench.rs"]
mod bench;
#[path = "localise/errors.rs"]
mod errors;
#[path = "localise/score.rs"]
mod score;
#[path = "localise/tables.rs"]
mod tables;

use bench::{Bench, Scores};
use errors::Wrong;
use gouji::pack::Library;
use gouji::packs;
use gouji::report::{ColumnId, RowId, TableId};
use gouji::text::{Id, Lang};
use gouji::{input, report};
use score::{HEADS, Score};
use std::path::Path;
use std::time::Duration;
use tables::{Random, Requests, Text, read};

fn setting(name: &str, otherwise: u64) -> u64 {
    let set = std::env::var(name).ok();
    set.and_then(|n| n.parse().ok()).unwrap_or(otherwise)
}

/// One test, so that nothing else of this file runs beside what is measured.
#[test]
fn the_wrong_cell_is_named() {
    let library = packs::library(Lang::Zh);
    let tables = setting("GOUJI_BENCH_N", 1);
    let seed = setting("GOUJI_BENCH_SEED", 1);
    let mut scores = Scores::new();
    requests(&library, "2021", "", seed, tables, &mut scores);
    requests(
        &library,
        "2019",
        "2020年政府信息公开工作年度报告",
        seed,
        tables.div_ceil(2),
        &mut scores,
    );
    sheets(&library, seed, tables, &mut scores);
    samples(&library, seed, &mut scores);
    let garbage = garbage(&library, seed, setting("GOUJI_BENCH_RANDOM", tables * 40));
    println!("{:30} {HEADS}", "");
    for (name, score) in &scores {
        println!("{name:30} {score}");
    }
    println!("{:30} {garbage}", "garbage");
    judge(&scores, &garbage);
}

/// Tables of requests, drawn at random and written as text.
fn requests(
    library: &Library,
    form: &str,
    title: &str,
    seed: u64,
    tables: u64,
    scores: &mut Scores,
) {
    for nth in 0..tables {
        let mut random = Random::new(seed * 1_000_003 + nth);
        let mut text = Text::new(library, "gov-disclosure");
        let form = text.kind.forms.iter().find(|f| f.id == form).unwrap();
        let parts = Requests::of(form);
        let values = parts.draw(&mut random);
        text = text.form(form, title);
        let mut cells = values.iter().enumerate().flat_map(|(row, all)| {
            let value = move |(column, n): (usize, &i128)| (row, column, *n);
            all.iter().enumerate().map(value)
        });
        for (row, column, value) in cells.by_ref().filter(|(.., n)| *n != 0) {
            let table = parts.table;
            let cell = (RowId::new(row), ColumnId::new(column));
            let cell = form.cell(table, cell.0, cell.1).unwrap();
            text.cell(form, cell, &value.to_string());
        }
        let document = text.write();
        let bench = Bench::new(read(text.kind, &document), library).unwrap();
        let grid = bench.grid(parts.table);
        assert_eq!(grid.values.len(), values.len() * values[0].len());
        bench.singles(&grid, &mut random, "single", scores);
        bench.several(&grid, &mut random, "several", scores);
        let reviews = bench.grid(parts.table.next());
        for right in reviews.cells() {
            bench.score(
                &reviews,
                Some(errors::single(right, &mut random)),
                "one sum: reviews",
                scores,
            );
        }
    }
}

/// The sheet of a website: every sum has cells of its own.
fn sheets(library: &Library, seed: u64, tables: u64, scores: &mut Scores) {
    let text = Text::new(library, "gov-website");
    let document = text.write();
    let bench = Bench::new(read(text.kind, &document), library).unwrap();
    let grid = bench.grid(TableId::new(0));
    for nth in 0..tables {
        let mut random = Random::new(seed * 1_000_033 + nth);
        for right in grid.cells() {
            bench.score(
                &grid,
                Some(errors::single(right, &mut random)),
                "one sum: website",
                scores,
            );
        }
    }
}

/// Reports with prose, which states some of the values again.
fn samples(library: &Library, seed: u64, scores: &mut Scores) {
    let folder = Path::new("tests/reports/correct");
    let mut paths: Vec<_> = folder
        .read_dir()
        .unwrap()
        .map(|f| f.unwrap().path())
        .collect();
    paths.extend(
        [
            "tests/samples/qinghe-2023.txt",
            "tests/samples/yunhu-2024.md",
        ]
        .map(Into::into),
    );
    paths.sort();
    let mut documents = vec![Text::new(library, "gov-disclosure").write()];
    for path in paths {
        let bytes = std::fs::read(&path).unwrap();
        documents.push(input::read(&path.to_string_lossy(), &bytes).unwrap());
    }
    let mut read = 0;
    for (nth, document) in documents.iter().enumerate() {
        let report = report::read(&library.kinds, document).unwrap();
        let Some(bench) = Bench::new(report, library) else {
            continue;
        };
        let grid = bench.grid(TableId::new(1));
        if grid.values.len() < 100 {
            continue;
        }
        read += 1;
        let mut random = Random::new(seed * 1_000_211 + nth as u64);
        for right in grid.cells() {
            if random.chance(if right.1 == 0 { 4 } else { 40 }) {
                bench.score(
                    &grid,
                    Some(errors::single(right, &mut random)),
                    "sample single",
                    scores,
                );
            }
        }
        for _ in 0..8 {
            bench.score(
                &grid,
                errors::pair(&grid, &mut random),
                "sample pair",
                scores,
            );
            bench.score(
                &grid,
                errors::misplaced(&grid, &mut random, false),
                "sample neighbour",
                scores,
            );
        }
    }
    assert!(read >= 10, "{read} samples");
}

/// Tables in which much or everything is wrong: how long that takes.
fn garbage(library: &Library, seed: u64, tables: u64) -> Score {
    let text = Text::new(library, "gov-disclosure");
    let document = text.write();
    let bench = Bench::new(read(text.kind, &document), library).unwrap();
    println!(
        "reading the equations from the rules: {:?}",
        bench.building()
    );
    let grid = bench.grid(TableId::new(1));
    let mut scores = Scores::new();
    for nth in 0..tables {
        let mut random = Random::new(seed * 1_000_253 + nth);
        let share = 1 + random.below(100);
        let mut wrong = Wrong::new();
        for (cell, right) in grid.cells() {
            if random.chance(share) {
                let other = if random.chance(50) {
                    right + random.from(1, 3)
                } else {
                    random.count()
                };
                wrong.push((cell, other));
            }
        }
        bench.score(&grid, Some(wrong), "garbage", &mut scores);
    }
    scores.remove("garbage").unwrap_or_default()
}

fn judge(scores: &Scores, garbage: &Score) {
    let join = |part: &str| {
        let mut all = Score::default();
        let mine = scores.iter().filter(|(name, _)| name.starts_with(part));
        mine.for_each(|(_, score)| all.join(score));
        all
    };
    let all = join("");
    assert!(all.all > 300, "{all}");
    // the total beside a value is as good a reason as the value, where its row has no other
    for (name, first, listed) in [
        ("single", 99.0, 99.0),
        ("several pair", 0.0, 98.0),
        ("several neighbour", 90.0, 98.0),
        ("several rows", 90.0, 90.0),
        ("several shifted", 90.0, 90.0),
        ("one sum", 0.0, 98.0),
    ] {
        join(name).demand(name, first, listed);
    }
    assert!(all.wrong * 1000 <= all.all, "{all}");
    // what is not built for speed is some thirty times slower
    let slow = if cfg!(debug_assertions) { 40 } else { 1 };
    assert!(
        all.time < Duration::from_millis(5) * slow * all.all as u32,
        "{all}"
    );
    assert!(
        garbage.worst < Duration::from_millis(50) * slow,
        "{garbage}"
    );
}
