//! A report into which mistakes are put, one after the other.

use super::errors::{self, Wrong};
use super::score::Score;
use super::tables::{Grid, Random};
use gouji::pack::Library;
use gouji::report::{FormCell, Report, TableId};
use gouji::rule::linear;
use gouji::rule::localise::{Cause, Run, forced, localise};
use gouji::rule::{self, Check, Outcome, Rule};
use gouji::text::{Id, Lang, Number};
use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

/// A report into which mistakes are put.
pub struct Bench<'r> {
    report: Report<'r>,
    rules: &'r [Rule],
    /// The rules that are sums, by index.
    sums: BTreeSet<usize>,
    /// The cells that stand in sums.
    summed: BTreeSet<FormCell>,
}

/// What takes longer than this is measured again.
const SLOW: Duration = Duration::from_millis(if cfg!(debug_assertions) { 100 } else { 5 });

pub type Scores = BTreeMap<String, Score>;

impl<'r> Bench<'r> {
    /// `None` where sums of the report do not hold.
    pub fn new(report: Report<'r>, library: &'r Library) -> Option<Self> {
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
                let cells = constraint
                    .terms
                    .keys()
                    .filter_map(|c| bench.report.form.at(*c));
                bench.summed.extend(cells);
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
    pub fn grid(&self, table: TableId) -> Grid {
        let mut grid = Grid::read(&self.report, table);
        grid.values.retain(|cell, _| self.summed.contains(cell));
        grid
    }

    /// What is found when something is wrong, and how long that takes; `None` where all sums still hold.
    fn find(&self, wrong: &Wrong) -> Option<(Vec<Cause>, Duration)> {
        let mut report = self.report.clone();
        for (cell, value) in wrong {
            assert!(report.set(*cell, Number::whole(*value)));
        }
        let runs = self.runs(&report);
        if !self.broken(&runs) {
            return None;
        }
        let (causes, mut time) = timed(|| localise(&report, &runs, Lang::Zh));
        for _ in 0..2 {
            // what else the machine does makes a run longer, never shorter
            if time > SLOW {
                time = time.min(timed(|| localise(&report, &runs, Lang::Zh)).1);
            }
        }
        Some((causes, time))
    }

    /// How long it takes to read the equations from the rules: nothing more is needed for a cell that was read.
    pub fn building(&self) -> Duration {
        let runs = self.runs(&self.report);
        let read = self.summed.iter().next().copied().unwrap();
        let times =
            (0..20).map(|_| timed(|| assert!(forced(&self.report, &runs, read).is_none())).1);
        times.min().unwrap()
    }

    pub fn score(&self, grid: &Grid, wrong: Option<Wrong>, name: &str, scores: &mut Scores) {
        let Some(wrong) = wrong else { return };
        let score = scores.entry(name.to_owned()).or_default();
        let Some((causes, time)) = self.find(&wrong) else {
            score.unnoticed += 1;
            return;
        };
        let truth: Vec<(FormCell, i128)> =
            wrong.iter().map(|(c, _)| (*c, grid.values[c])).collect();
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
    pub fn singles(&self, grid: &Grid, random: &mut Random, name: &str, scores: &mut Scores) {
        for (cell, right) in grid.cells() {
            let (slip, value) = errors::slip(right, random);
            let name = format!("{name} {slip:?}");
            self.score(grid, Some(vec![(cell, value)]), &name, scores);
        }
    }

    /// Mistakes in several cells.
    pub fn several(&self, grid: &Grid, random: &mut Random, name: &str, scores: &mut Scores) {
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
        make("many", 8, &mut |r| errors::many(grid, r));
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

fn timed<T>(run: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    let result = run();
    (result, start.elapsed())
}

fn shown(causes: &[Cause]) -> String {
    let mut out = String::new();
    for cause in causes {
        out += &format!("  sure {} bounded {}\n", cause.sure, cause.bounded);
        for one in &cause.explanations {
            let changes = one.changes.iter();
            let said = changes
                .map(|c| (c.cell.row.index(), c.cell.column.index(), c.found, c.right))
                .map(|(row, column, found, right)| format!("{row},{column}: {found}→{right}"));
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
