//! Reports of a run beside each other. Each is checked alone first; what is kept of it is small. Then it is known which
//! belong together, and each is held against the others: only where that finds something its file is read again.

use std::collections::HashSet;
use std::sync::{Mutex, PoisonError};

use gouji_project::cache;
use gouji_project::paths::Inputs;
use gouji_project::runner::{Runner, batches};
use gouji_project::series;
use gouji_project::settings::Finder;

use super::listed::Say;
use super::{Done, Run, SideResult};
use crate::cli::args::CheckArgs;
use crate::cli::progress::Progress;
use crate::cli::read::{Input, Unread};
use crate::diagnostic::{Record, UsedPack};
use crate::linter::{Beside, Keep};
use crate::series::{Area, Series};

/// What the first reading of all inputs left.
pub(super) struct Joined {
    /// For each input, in order, until it is taken.
    first: Vec<Mutex<Option<First>>>,
    records: Vec<Record>,
    areas: Vec<Area>,
}

/// An input, checked alone.
struct First {
    name: String,
    /// The result as it is stored, and what it gave besides.
    result: Result<(Vec<u8>, SideResult), Unread>,
    /// Its record, by index.
    record: Option<usize>,
    /// The packs that its rules come from.
    packs: Vec<UsedPack>,
}

/// Whether the reports of a run are held against each other.
pub(super) fn joins(args: &CheckArgs, inputs: &[Input]) -> bool {
    let many = inputs.len() > 1 || !args.with.is_empty();
    many && !args.no_series && args.fix.level().is_none()
}

impl Joined {
    /// Which reports belong together.
    pub fn series(&self) -> Series<'_> {
        Series::join(&self.records, &self.areas)
    }
}

impl Run<'_> {
    /// Checks each input alone, and reads those that others are only held against.
    pub(super) fn joined(
        &self,
        inputs: &Inputs,
        runner: &Runner,
        progress: &Progress,
        finder: &mut Finder,
    ) -> Joined {
        let mut joined = Joined {
            first: Vec::with_capacity(inputs.list.len()),
            records: Vec::new(),
            areas: Vec::new(),
        };
        for batch in batches(&inputs.list) {
            let done = runner.each(batch, |input| {
                let done = first(self.one(input, None));
                progress.step();
                done
            });
            for (mut first, record) in done {
                if let Some(record) = record {
                    first.record = Some(joined.records.len());
                    joined.records.push(record);
                }
                joined.first.push(Mutex::new(Some(first)));
            }
        }
        joined.records.extend(self.with(inputs, runner, finder));
        if let Some(linter) = self.linters.first() {
            joined.areas = series::areas(finder, linter, &mut joined.records);
        }
        joined
    }

    /// The records of reports that are not checked themselves.
    fn with(&self, inputs: &Inputs, runner: &Runner, finder: &mut Finder) -> Vec<Record> {
        let mut paths = series::with(finder);
        paths.extend(self.args.with.iter().cloned());
        if paths.is_empty() {
            return Vec::new();
        }
        let checked: HashSet<&Input> = inputs.list.iter().collect();
        let ignored = gouji_project::walk::Ignored::default();
        let mut found = Inputs::find(&paths, ignored, finder).list;
        found.retain(|input| !checked.contains(input));
        let records = runner.each(&found, |input| {
            let (_, result) = self.one(input, None);
            Some(*result.ok()?.1.record?)
        });
        records.into_iter().flatten().collect()
    }

    /// Whether the reports are what they seem, the same bodies over the years, and no collection of something else, which
    /// is said. Whoever asks for it is obeyed.
    pub(super) fn belong(&self, inputs: &Inputs, joined: &Joined, series: &Series<'_>) -> bool {
        if self.args.series || !self.args.with.is_empty() {
            return true;
        }
        let slots = joined.first.iter().zip(&inputs.list);
        let contradict = slots.filter_map(|(slot, input)| {
            let first = slot.lock().unwrap_or_else(PoisonError::into_inner);
            let first = first.as_ref()?;
            let (at, linter) = first.record.zip(self.linters.of(input))?;
            let neighbours = series.neighbours(at);
            let record = joined.records.get(at).filter(|_| !neighbours.is_empty())?;
            Some(linter.fails_beside(&first.packs, record, &neighbours))
        });
        let strangers = series::strangers(contradict);
        if let Some((fail, seen)) = strangers {
            self.console
                .tell(&Say::NoSeries(fail, seen).say(self.console.lang));
        }
        strangers.is_none()
    }

    /// An input beside the others.
    pub(super) fn second(
        &self,
        (at, input): (usize, &Input),
        joined: &Joined,
        series: Option<&Series<'_>>,
    ) -> Done {
        let slot = joined.first.get(at);
        let first = slot.and_then(|s| s.lock().unwrap_or_else(PoisonError::into_inner).take());
        let Some(First {
            name,
            result,
            record,
            ..
        }) = first
        else {
            return self.one(input, None);
        };
        let (bytes, aside) = match result {
            Ok(result) => result,
            Err(unread) => return (name, Err(unread)),
        };
        let neighbours = record
            .zip(series)
            .map(|(at, series)| (at, series.neighbours(at)));
        let record = neighbours
            .as_ref()
            .and_then(|(at, _)| joined.records.get(*at));
        let kept = cache::outcome(&bytes, &name);
        let linter = self.linters.of(input);
        let (Some((document, mut checked, _)), Some(linter)) = (kept, linter) else {
            return self.one(input, neighbours.map(|(_, n)| n).as_ref());
        };
        let beside = match (record, &neighbours) {
            (Some(record), Some((_, neighbours))) => {
                linter.settle_beside(&mut checked, record, neighbours)
            }
            _ => Beside::Settled,
        };
        let whole = super::kept(self.args) != Keep::Findings;
        if beside == Beside::Fails || whole {
            let record = record.cloned().filter(|_| whole).map(Box::new);
            let (name, mut result) = self.one(input, neighbours.map(|(_, n)| n).as_ref());
            if let Ok((_, checked, _)) = &mut result {
                // outputs that show bodies over the years tell them apart by it
                checked.record = record;
            }
            return (name, result);
        }
        (name, Ok((document, checked, aside)))
    }
}

/// What is kept of an input that was checked alone, and its record.
fn first((name, result): Done) -> (First, Option<Record>) {
    let mut record = None;
    let mut packs = Vec::new();
    let result = result.map(|(document, mut checked, aside)| {
        record = checked.record.take().map(|record| *record);
        packs.clone_from(&checked.packs);
        let bytes = cache::to_bytes(&document, &checked, &[]);
        // a result that cannot be stored is worked out again
        (bytes.unwrap_or_default(), aside)
    });
    let first = First {
        name,
        result,
        record: None,
        packs,
    };
    (first, record)
}
