//! Works on the inputs of a call: in parallel, in order, batch by batch.

use std::io::ErrorKind;
use std::panic::{AssertUnwindSafe, catch_unwind};

use arrow_array::RecordBatch;
use gouji::diagnostic::LintResult;
use gouji::document::Document;
use gouji::linter::{Neighbours, Seen};
use gouji::output::tables::{Columns, Table as Kind, Unreadable, rows};
use gouji::project::Problem;
use gouji::project::accept::Tally;
use gouji::project::read::Unread;
use gouji::project::runner::Runner;
use gouji::text::Lang;
use pyo3::prelude::*;

use crate::beside::Joined;
use crate::checker::Ready;
use crate::inputs::Source;
use crate::messages::Say;
use crate::problem::GoujiError;
use crate::table::{self, Table};

/// So many inputs are worked on at a time …
const FILES: usize = 64;
/// … and about so many bytes of them.
const BYTES: u64 = 32 << 20;

/// What is asked of a run.
pub(crate) struct Asked {
    /// What could not be opened, and why.
    pub unread: Vec<(String, String)>,
    pub tables: Vec<Kind>,
    /// Rules are run.
    pub lint: bool,
    /// Whether reports are held against each other; none: where there are many of them.
    pub series: Option<bool>,
    pub jobs: usize,
    pub lang: Lang,
}

/// A run over all inputs.
pub(crate) struct Run {
    pub ready: Ready,
    pub asked: Asked,
}

/// An input that was worked on: nothing for one that is left out.
pub(crate) type Outcome = Option<(Document, LintResult, Vec<Seen>)>;

/// The rows so far, for each table that is asked for: batches that are full, and the rest.
pub(crate) struct Sink(Vec<(Vec<RecordBatch>, Columns)>);

impl Sink {
    fn new(tables: &[Kind]) -> Self {
        let tables = tables.iter();
        Sink(tables.map(|t| (Vec::new(), Columns::new(*t))).collect())
    }

    /// Takes in rows of some of the tables.
    pub fn take(&mut self, rows: Vec<Columns>) -> PyResult<()> {
        for more in rows {
            let mut tables = self.0.iter_mut();
            let of = tables.find(|(_, rest)| rest.table == more.table);
            let Some((full, rest)) = of else {
                continue;
            };
            rest.append(more);
            if rest.is_full() {
                let done = std::mem::replace(rest, Columns::new(rest.table));
                full.push(table::batch(&done)?);
            }
        }
        Ok(())
    }

    /// The tables with all of their rows.
    fn tables(self) -> PyResult<Vec<Table>> {
        let tables = self.0.into_iter().map(|(mut batches, rest)| {
            if rest.rows() > 0 {
                batches.push(table::batch(&rest)?);
            }
            Ok(Table::new(rest.table, batches))
        });
        tables.collect()
    }
}

impl Run {
    pub fn new(ready: Ready, asked: Asked) -> Self {
        Run { ready, asked }
    }

    /// Works on all inputs: the tables that are asked for, and remarks.
    pub fn all(mut self, py: Python<'_>) -> PyResult<(Vec<Table>, Vec<String>)> {
        let lang = self.asked.lang;
        let runner = match self.ready.sources.len() > 1 && self.asked.jobs != 1 {
            true => Runner::new(self.asked.jobs),
            false => Ok(Runner::alone()),
        };
        let runner = runner.map_err(|problem| GoujiError::new_err(problem.message(lang)))?;
        let mut sink = Sink::new(&self.asked.tables);
        let mut remarks = std::mem::take(&mut self.ready.remarks);
        for (path, why) in &self.asked.unread {
            sink.take(self.unread(path, why))?;
        }
        for problem in std::mem::take(&mut self.ready.problems) {
            match &problem {
                Problem::Unread(path, why) => {
                    sink.take(self.unread(&path.display().to_string(), &why.reason(lang)))?;
                }
                other => remarks.push(other.message(lang)),
            }
        }
        let many = self.ready.sources.len() > 1;
        let joins = self.asked.lint && self.asked.series.unwrap_or(many);
        let tally = match joins {
            true => Joined::run(&mut self, (py, &runner), &mut sink, &mut remarks)?,
            false => self.apart((py, &runner), &mut sink)?,
        };
        if let Some(acceptances) = &self.ready.acceptances {
            for (document, checked) in acceptances.settle(tally) {
                let late = |t: &Kind| *t == Kind::Findings;
                sink.take(self.rows(&document, &checked, late))?;
            }
        }
        Ok((py.detach(|| sink.tables())?, remarks))
    }

    /// Works on each input by itself.
    fn apart(&self, (py, runner): (Python<'_>, &Runner), sink: &mut Sink) -> PyResult<Tally> {
        let mut tally = Tally::new();
        for batch in self.batches() {
            py.check_signals()?;
            let done = py.detach(|| {
                runner.each(batch, |source| match self.one(source, None) {
                    Ok(Some((document, checked, seen))) => (
                        self.rows(&document, &checked, |_| true),
                        self.tally(source, seen),
                    ),
                    Ok(None) => (Vec::new(), Tally::new()),
                    Err(why) => (self.unread(&source.name, &why), Tally::new()),
                })
            });
            for (rows, more) in done {
                sink.take(rows)?;
                tally.extend(more);
            }
        }
        Ok(tally)
    }

    /// The inputs, as many at a time as are worked on together.
    pub fn batches(&self) -> Vec<&[Source]> {
        let mut batches = Vec::new();
        let mut rest = self.ready.sources.as_slice();
        while !rest.is_empty() {
            let mut bytes = 0;
            let fits = rest.iter().take(FILES).take_while(|source| {
                let before = bytes;
                bytes += match &source.bytes {
                    Some(all) => u64::try_from(all.len()).unwrap_or(u64::MAX),
                    None => source.input.size(),
                };
                before < BYTES
            });
            let (batch, later) = rest.split_at(fits.count().max(1));
            batches.push(batch);
            rest = later;
        }
        batches
    }

    /// Works on one input, alone or beside others; else why it could not be read. An error of the program is that of one
    /// input, not of the run.
    pub fn one(
        &self,
        source: &Source,
        neighbours: Option<&Neighbours<'_>>,
    ) -> Result<Outcome, String> {
        let lang = self.asked.lang;
        let work = || self.checked(source, neighbours);
        match catch_unwind(AssertUnwindSafe(work)) {
            Ok(done) => done.map_err(|why| why.reason(lang)),
            Err(_) => Err(Say::Failed.say(lang)),
        }
    }

    fn checked(
        &self,
        source: &Source,
        neighbours: Option<&Neighbours<'_>>,
    ) -> Result<Outcome, Unread> {
        let linters = &self.ready.linters;
        // one that is only compared with has no configuration of its own
        let linter = linters.of(&source.input).or_else(|| linters.first());
        let linter = linter.ok_or_else(|| Unread::System(ErrorKind::NotFound.into()))?;
        let document = source.document()?;
        let checked = match neighbours {
            _ if !self.asked.lint => linter.read(&document),
            Some(neighbours) => linter.check_beside(&document, neighbours),
            None => linter.check(&document),
        };
        if checked.marked && !source.named {
            return Ok(None);
        }
        let (checked, seen) = match &self.ready.acceptances {
            Some(acceptances) => {
                let named = (&source.input, source.name.as_str());
                acceptances.accept(linter, named, &document, checked, true)
            }
            None => (checked, Vec::new()),
        };
        Ok(Some((document, checked, seen)))
    }

    /// What came of the waivers of an input.
    pub fn tally(&self, source: &Source, seen: Vec<Seen>) -> Tally {
        let acceptances = self.ready.acceptances.as_ref();
        acceptances.map_or_else(Tally::new, |a| a.tally(&source.input, &source.name, seen))
    }

    /// The rows of a result, in those of the tables that are wanted.
    pub fn rows(
        &self,
        document: &Document,
        checked: &LintResult,
        wanted: impl Fn(&Kind) -> bool,
    ) -> Vec<Columns> {
        let lang = self.asked.lang;
        let tables = self.asked.tables.iter().filter(|t| wanted(t));
        let filled = tables.map(|table| {
            let mut all = Columns::new(*table);
            match table {
                Kind::Reports => all.add(&rows::report(checked, self.asked.lint)),
                Kind::Cells => rows::cells(document, checked, lang)
                    .iter()
                    .for_each(|r| all.add(r)),
                Kind::Mentions => rows::mentions(document, checked, lang)
                    .iter()
                    .for_each(|r| all.add(r)),
                Kind::Findings => rows::findings(document, checked, lang)
                    .iter()
                    .for_each(|r| all.add(r)),
                Kind::Outcomes => rows::outcomes(checked).iter().for_each(|r| all.add(r)),
            }
            all
        });
        filled.collect()
    }

    /// The rows of an input that could not be read.
    pub fn unread(&self, path: &str, reason: &str) -> Vec<Columns> {
        let mut all = Columns::new(Kind::Reports);
        all.add(&rows::unreadable(Unreadable { path, reason }));
        vec![all]
    }
}
