//! Reports of a run beside each other, as the command line holds them: each is checked alone first, and what is kept of
//! from it follows which belong together. Only where a rule on other reports fails its file is read again.

use std::collections::HashSet;
use std::path::PathBuf;

use gouji::diagnostic::{Reading, Record, UsedPack};
use gouji::linter::Beside;
use gouji::output::tables::{Columns, Table as Kind};
use gouji::project::accept::Tally;
use gouji::project::runner::Runner;
use gouji::project::{cache, series};
use gouji::series::Series;
use pyo3::prelude::*;

use crate::inputs::{self, Source};
use crate::messages::Say;
use crate::run::{Run, Sink};

/// What the first reading of all inputs left.
pub(crate) struct Joined {
    /// For each input, in order.
    first: Vec<First>,
    records: Vec<Record>,
}

/// An input, checked alone.
#[derive(Default)]
struct First {
    /// The result as it is stored, and what that leaves out; none where there is nothing more to be said.
    stored: Vec<u8>,
    reading: Option<Box<Reading>>,
    /// Rows that are known already: those of cells and mentions, or of what could not be read.
    rows: Vec<Columns>,
    /// Its record, by index.
    record: Option<usize>,
    /// The packs that its rules come from.
    packs: Vec<UsedPack>,
    tally: Tally,
}

/// Whether the rows of a table wait for the other reports.
fn waits(table: &Kind) -> bool {
    !matches!(table, Kind::Cells | Kind::Mentions)
}

impl Joined {
    /// Checks all inputs beside each other; gives what came of the waivers.
    pub fn run(
        run: &mut Run,
        (py, runner): (Python<'_>, &Runner),
        sink: &mut Sink,
        remarks: &mut Vec<String>,
    ) -> PyResult<Tally> {
        let mut joined = Joined::first(run, (py, runner), sink)?;
        joined.records.extend(with(run, py, runner));
        let areas = match run.ready.linters.first() {
            Some(linter) => series::areas(&run.ready.finder, linter, &mut joined.records),
            None => Vec::new(),
        };
        let series = Series::join(&joined.records, &areas);
        let strangers = match run.asked.series {
            Some(_) => None,
            None => py.detach(|| series::strangers(joined.contradict(run, &series))),
        };
        let series = match strangers {
            Some((fail, of)) => {
                remarks.push(Say::Strangers(fail, of).say(run.asked.lang));
                None
            }
            None => Some(&series),
        };
        let mut at = 0;
        for batch in run.batches() {
            py.check_signals()?;
            let firsts = joined.first.iter().skip(at);
            let pairs: Vec<(&Source, &First)> = batch.iter().zip(firsts).collect();
            at += batch.len();
            let second =
                |(source, first): &(&Source, &First)| joined.second(run, source, first, series);
            for rows in py.detach(|| runner.each(&pairs, second)) {
                sink.take(rows)?;
            }
        }
        Ok(joined
            .first
            .into_iter()
            .flat_map(|first| first.tally)
            .collect())
    }

    /// Checks each input alone.
    fn first(run: &Run, (py, runner): (Python<'_>, &Runner), sink: &mut Sink) -> PyResult<Joined> {
        let mut joined = Joined {
            first: Vec::with_capacity(run.ready.sources.len()),
            records: Vec::new(),
        };
        for batch in run.batches() {
            py.check_signals()?;
            for (mut first, record) in py.detach(|| runner.each(batch, |source| alone(run, source)))
            {
                if let Some(record) = record {
                    first.record = Some(joined.records.len());
                    joined.records.push(record);
                }
                sink.take(std::mem::take(&mut first.rows))?;
                joined.first.push(first);
            }
        }
        Ok(joined)
    }

    /// Of each report that has others beside it, whether it contradicts them.
    fn contradict<'j>(
        &'j self,
        run: &'j Run,
        series: &'j Series<'j>,
    ) -> impl Iterator<Item = bool> + 'j {
        let inputs = run.ready.sources.iter().zip(&self.first);
        inputs.filter_map(|(source, first)| {
            let at = first.record?;
            let linter = run.ready.linters.of(&source.input)?;
            let neighbours = series.neighbours(at);
            let record = self.records.get(at).filter(|_| !neighbours.is_empty())?;
            Some(linter.fails_beside(&first.packs, record, &neighbours))
        })
    }

    /// The rows of an input beside the others.
    fn second(
        &self,
        run: &Run,
        source: &Source,
        first: &First,
        series: Option<&Series<'_>>,
    ) -> Vec<Columns> {
        if first.stored.is_empty() {
            return Vec::new();
        }
        let beside = first.record.zip(series);
        let neighbours = beside.map(|(at, series)| (self.records.get(at), series.neighbours(at)));
        let linter = run.ready.linters.of(&source.input);
        if let Some((document, mut checked, _)) = cache::outcome(&first.stored, &source.name)
            && let Some(linter) = linter
        {
            checked.reading.clone_from(&first.reading);
            let settled = match &neighbours {
                Some((Some(record), neighbours)) => {
                    linter.settle_beside(&mut checked, record, neighbours)
                }
                _ => Beside::Settled,
            };
            if settled == Beside::Settled {
                return run.rows(&document, &checked, waits);
            }
        }
        match run.one(source, neighbours.as_ref().map(|(_, n)| n)) {
            Ok(Some((document, checked, _))) => run.rows(&document, &checked, waits),
            Ok(None) => Vec::new(),
            Err(why) => run.unread(&source.name, &why),
        }
    }
}

/// An input, checked alone, and its record.
fn alone(run: &Run, source: &Source) -> (First, Option<Record>) {
    let (document, mut checked, seen) = match run.one(source, None) {
        Ok(Some(done)) => done,
        Ok(None) => return (First::default(), None),
        Err(why) => {
            let rows = run.unread(&source.name, &why);
            return (
                First {
                    rows,
                    ..First::default()
                },
                None,
            );
        }
    };
    let rows = run.rows(&document, &checked, |table| !waits(table));
    let record = checked.record.take().map(|record| *record);
    let mut reading = checked.reading.take();
    if let Some(reading) = &mut reading {
        // the rows of these are made
        reading.mentions = Vec::new();
        let tables = reading.tables.iter_mut();
        for row in tables.flat_map(|table| &mut table.rows) {
            row.cells = Vec::new();
        }
    }
    let first = First {
        stored: cache::to_bytes(&document, &checked, &[]).unwrap_or_default(),
        reading,
        rows,
        record: None,
        packs: checked.packs,
        tally: run.tally(source, seen),
    };
    (first, record)
}

/// The records of reports that configurations name to compare with, and that are not checked themselves.
fn with(run: &mut Run, py: Python<'_>, runner: &Runner) -> Vec<Record> {
    let paths: Vec<PathBuf> = series::with(&run.ready.finder);
    if paths.is_empty() {
        return Vec::new();
    }
    let given = paths.into_iter().map(|path| (path, None)).collect();
    let (mut found, _) = inputs::find(given, &mut run.ready.finder);
    let checked: HashSet<_> = run.ready.sources.iter().map(|s| &s.input).collect();
    found.retain(|source| !checked.contains(&source.input));
    let run = &*run;
    let records = py.detach(|| {
        runner.each(&found, |source| {
            let (_, checked, _) = run.one(source, None).ok()??;
            Some(*checked.record?)
        })
    });
    records.into_iter().flatten().collect()
}
