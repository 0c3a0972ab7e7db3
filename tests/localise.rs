//! How often the wrong cell is named: mistakes are put into correct tables, and what is found is counted.
//!
//! `cargo test --release --test localise -- --nocapture` prints the table of results. `GOUJI_BENCH_N` is the number of
//! tables of each form, `GOUJI_BENCH_SEED` what they are drawn from, `GOUJI_BENCH_SHOW=1` shows what was missed.
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

#[path = "localise/errors.rs"]
mod errors;
#[path = "localise/score.rs"]
mod score;
#[path = "localise/tables.rs"]
mod tables;

use errors::Wrong;
use gouji::input;
use gouji::pack::{self, Library};
use gouji::report::{self, Report};
use gouji::rule::linear::{self, Cell};
use gouji::rule::localise::{Cause, Run, localise};
use gouji::rule::{self, Check, Outcome, Rule};
use gouji::text::{Lang, Number};
use score::{HEADS, Score};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::time::{Duration, Instant};
use tables::{Grid, Random, Requests, Text, read};

/// A report into which mistakes are put.
struct Bench<'r> {
    report: Report<'r>,
    rules: &'r [Rule],
    /// The rules that are sums, by index.
    sums: BTreeSet<usize>,
    /// The cells that stand in sums.
    summed: BTreeSet<Cell>,
}

type Scores = BTreeMap<String, Score>;

impl<'r> Bench<'r> {
    /// `None` where sums of the report do not hold.
    fn new(report: Report<'r>, library: &'r Library) -> Option<Self> {
        let rules = library.rules_of(&report.kind.id);
        let form = report
            .kind
            .forms
            .iter()
            .position(|f| f.id == report.form.id)?;
        let mut bench = Bench {
            report,
            rules,
            sums: BTreeSet::new(),
            summed: BTreeSet::new(),
        };
        for (at, rule) in rules
            .iter()
            .enumerate()
            .filter(|(_, r)| matches!(r.check, Check::Expression))
        {
            let Some(program) = &rule.programs[form] else {
                continue;
            };
            let demands = linear::instances(rule, program, bench.report.form);
            let sums = demands
                .iter()
                .flat_map(|i| &i.constraints)
                .filter(|c| c.equation());
            for constraint in sums {
                bench.sums.insert(at);
                bench.summed.extend(constraint.terms.keys());
            }
        }
        let broken = bench.broken(&bench.runs(&bench.report));
        (!broken).then_some(bench)
    }

    fn runs(&self, report: &Report<'_>) -> Vec<Run<'r>> {
        let run = |rule| Run {
            rule,
            verdicts: rule::evaluate(rule, report, Lang::Zh),
        };
        self.rules.iter().filter(|r| !r.off).map(run).collect()
    }

    fn broken(&self, runs: &[Run<'_>]) -> bool {
        let sums = runs.iter().filter(|run| {
            let at = self.rules.iter().position(|r| r.id == run.rule.id);
            at.is_some_and(|at| self.sums.contains(&at))
        });
        sums.flat_map(|r| &r.verdicts)
            .any(|v| matches!(v.outcome, Outcome::Fail(_)))
    }

    /// The values of a table that stand in sums.
    fn grid(&self, table: usize) -> Grid {
        let mut grid = Grid::read(&self.report, table);
        grid.values.retain(|cell, _| self.summed.contains(cell));
        grid
    }

    /// What is found when something is wrong, and how long that takes; `None` where all sums still hold.
    fn find(&self, wrong: &Wrong) -> Option<(Vec<Cause>, Duration)> {
        let mut report = self.report.clone();
        for (cell, value) in wrong {
            assert!(report.set(cell.table, cell.row, cell.column, Number::whole(*value)));
        }
        let runs = self.runs(&report);
        if !self.broken(&runs) {
            return None;
        }
        let start = Instant::now();
        let causes = localise(&report, &runs, Lang::Zh);
        Some((causes, start.elapsed()))
    }

    fn score(&self, grid: &Grid, wrong: Option<Wrong>, name: &str, scores: &mut Scores) {
        let Some(wrong) = wrong else { return };
        let score = scores.entry(name.to_owned()).or_default();
        let Some((causes, time)) = self.find(&wrong) else {
            score.unnoticed += 1;
            return;
        };
        let truth: Vec<(Cell, i128)> = wrong.iter().map(|(c, _)| (*c, grid.values[c])).collect();
        let before = score.clone();
        score.add(&truth, &causes, time);
        let missed = score.first == before.first || score.wrong > before.wrong;
        if missed && std::env::var_os("GOUJI_BENCH_SHOW").is_some() {
            println!(
                "{name}: wrong {wrong:?}, right {truth:?}\n{}",
                shown(&causes)
            );
        }
    }

    /// Every cell of a table wrong once, by itself.
    fn singles(&self, grid: &Grid, random: &mut Random, name: &str, scores: &mut Scores) {
        for (cell, right) in grid.cells() {
            let (slip, value) = errors::slip(right, random);
            let name = format!("{name} {slip:?}");
            self.score(grid, Some(vec![(cell, value)]), &name, scores);
        }
    }

    /// Mistakes in several cells.
    fn several(&self, grid: &Grid, random: &mut Random, name: &str, scores: &mut Scores) {
        let mut make =
            |what: &str, times: usize, make: &mut dyn FnMut(&mut Random) -> Option<Wrong>| {
                // most mistakes can be made at few places
                let made = (0..times * 40).filter_map(|_| make(random)).take(times);
                for wrong in made.collect::<Vec<_>>() {
                    self.score(grid, Some(wrong), &format!("{name} {what}"), scores);
                }
            };
        make("total", 8, &mut |r| errors::stale(grid, r));
        make("pair", 40, &mut |r| errors::pair(grid, r));
        make("neighbour", 20, &mut |r| errors::misplaced(grid, r, false));
        make("neighbour total", 4, &mut |r| {
            errors::misplaced(grid, r, true)
        });
        make("exchanged", 8, &mut |r| errors::exchanged(grid, r));
        make("rows", 8, &mut |r| errors::rows(grid, r));
        make("shifted", 8, &mut |r| errors::shifted(grid, r));
        make("with total", 8, &mut |r| errors::with_total(grid, r));
    }
}

fn shown(causes: &[Cause]) -> String {
    let mut out = String::new();
    for cause in causes {
        out += &format!("  sure {} bounded {}\n", cause.sure, cause.bounded);
        for one in &cause.explanations {
            let changes = one.changes.iter();
            let said = changes
                .map(|c| format!("{},{}: {}→{}", c.cell.row, c.cell.column, c.found, c.right));
            let (cures, breaks) = (one.effect.cures.len(), one.effect.breaks.len());
            out += &format!(
                "    {:?} {} +{cures} -{breaks}\n",
                one.mistake,
                said.collect::<Vec<_>>().join(" ")
            );
        }
    }
    out
}

fn setting(name: &str, otherwise: u64) -> u64 {
    let set = std::env::var(name).ok();
    set.and_then(|n| n.parse().ok()).unwrap_or(otherwise)
}

/// One test, so that nothing else of this file runs beside what is measured.
#[test]
fn the_wrong_cell_is_named() {
    let library = pack::builtin(Lang::Zh);
    let tables = setting("GOUJI_BENCH_N", 2);
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
    let garbage = garbage(&library, seed, tables * 40);
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
            text.cell(form, Cell { table, row, column }, &value.to_string());
        }
        let document = text.write();
        let bench = Bench::new(read(text.kind, &document), library).unwrap();
        let grid = bench.grid(parts.table);
        assert_eq!(grid.values.len(), values.len() * values[0].len());
        bench.singles(&grid, &mut random, "single", scores);
        bench.several(&grid, &mut random, "several", scores);
        let reviews = bench.grid(parts.table + 1);
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
    let grid = bench.grid(0);
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
        let grid = bench.grid(1);
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
    let grid = bench.grid(1);
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
    for (name, first, listed) in [
        ("single", 99.0, 99.0),
        ("several pair", 0.0, 98.0),
        ("several neighbour", 90.0, 98.0),
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
