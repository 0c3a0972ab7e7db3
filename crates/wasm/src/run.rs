//! Several reports, held against each other as the command line does it, and written as one file.

use gouji_core::diagnostic::{LintResult, Record, Summary};
use gouji_core::document::Document;
use gouji_core::linter::{Beside, Neighbours};
use gouji_core::rule::Day;
use gouji_core::series::{Series, strangers};
use gouji_render::html::Html;
use gouji_render::json::Json;
use gouji_render::xlsx::Xlsx;
use gouji_render::{End, Unread, Writer};

use crate::checker::Checker;
use crate::messages::Say;
use crate::shown::{Kept, Shown};

/// What a run gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Output {
    /// Each report that has others beside it, anew.
    Beside,
    /// All as JSON.
    Json,
    /// A workbook.
    Xlsx,
    /// A page.
    Html,
}

impl Output {
    /// The output of a name.
    pub fn named(name: &str) -> Option<Self> {
        Some(match name {
            "beside" => Output::Beside,
            "json" => Output::Json,
            "xlsx" => Output::Xlsx,
            "html" => Output::Html,
            _ => return None,
        })
    }

    fn writer(self, checker: &Checker) -> Option<Box<dyn Writer>> {
        Some(match self {
            Output::Beside => return None,
            Output::Json => Box::new(Json::default()),
            Output::Xlsx => Box::new(Xlsx::new(checker.lang)),
            Output::Html => Box::new(Html::new(checker.lang)),
        })
    }
}

/// One of the reports.
#[derive(Clone, Debug, Default)]
pub struct Input {
    /// What it is called.
    pub name: String,
    /// What was kept of it when it was checked alone.
    pub kept: Vec<u8>,
    /// Why it could not be read, where that is known.
    pub unread: Option<String>,
}

/// Several reports and what is asked of them.
pub struct Run<'a> {
    /// The rules.
    pub checker: &'a Checker,
    /// The reports, in order.
    pub inputs: &'a [Input],
    /// Today, as `2024-01-31`.
    pub day: &'a str,
}

/// The bytes of a report by its index; else why there are none.
pub type Read<'r> = dyn FnMut(usize) -> Result<Vec<u8>, String> + 'r;
/// Takes what a report shows beside the others, by its index.
pub type Take<'r> = dyn FnMut(usize, Option<Shown>) + 'r;

impl Run<'_> {
    /// Works on all reports: those that are needed are read again, and `take` is called after each. Gives the file.
    ///
    /// # Errors
    ///
    /// Why the file cannot be written, in a sentence.
    pub fn all(
        &self,
        output: Output,
        read: &mut Read<'_>,
        take: &mut Take<'_>,
    ) -> Result<Vec<u8>, String> {
        let kept: Vec<Option<Kept>> = self.inputs.iter().map(|i| Kept::read(&i.kept)).collect();
        let records: Vec<Record> = kept.iter().flatten().map(|k| k.record.clone()).collect();
        let many = self.inputs.len() > 1;
        let series = Series::join(&records, &[]);
        let belong = many && self.belong(&kept, &series);
        let mut written = Written::new(self, output).map_err(|e| self.unwritten(&e))?;
        let mut at = 0;
        for (index, (input, kept)) in self.inputs.iter().zip(&kept).enumerate() {
            let neighbours = kept
                .as_ref()
                .filter(|_| belong)
                .map(|_| series.neighbours(at));
            at += usize::from(kept.is_some());
            let alone = neighbours.as_ref().is_none_or(Neighbours::is_empty);
            if alone && output == Output::Beside {
                continue;
            }
            let done = match &input.unread {
                Some(why) => Err(why.clone()),
                None => read(index).and_then(|bytes| {
                    let beside = kept.as_ref().zip(neighbours.as_ref());
                    self.checked((&input.name, &bytes), beside, output)
                }),
            };
            let wrote = match done {
                Ok((document, mut checked)) if output == Output::Beside => {
                    let shown = self
                        .checker
                        .shown(index + 1, &document, &mut checked, self.day);
                    take(index, Some(shown));
                    continue;
                }
                Ok((document, checked)) => written.report(&document, checked, many),
                Err(why) => written.unread(&input.name, &why),
            };
            wrote.map_err(|e| self.unwritten(&e))?;
            take(index, None);
        }
        written.end(self).map_err(|e| self.unwritten(&e))
    }

    /// Checks a report, as the command line does it: what is drawn whole is read beside the others, of other outputs only
    /// what fails there.
    fn checked(
        &self,
        (name, bytes): (&str, &[u8]),
        beside: Option<(&Kept, &Neighbours<'_>)>,
        output: Output,
    ) -> Result<(Document, LintResult), String> {
        let whole = matches!(output, Output::Html | Output::Xlsx);
        let Some((kept, neighbours)) = beside.filter(|_| !whole) else {
            return self.checker.checked(name, bytes, beside.map(|(_, n)| n));
        };
        let (document, mut checked) = self.checker.checked(name, bytes, None)?;
        let linter = &self.checker.linter;
        match linter.settle_beside(&mut checked, &kept.record, neighbours) {
            Beside::Settled => Ok((document, checked)),
            Beside::Fails => {
                let checked = linter.check_beside(&document, neighbours);
                Ok((document, checked))
            }
        }
    }

    fn unwritten(&self, error: &std::io::Error) -> String {
        Say::Unwritten(&error.to_string()).say(self.checker.lang)
    }

    /// Whether the reports are what they seem, the same bodies over the years, and no collection of something else.
    fn belong(&self, kept: &[Option<Kept>], series: &Series<'_>) -> bool {
        let all = kept.iter().flatten().enumerate();
        let contradict = all.filter_map(|(at, kept)| {
            let neighbours = series.neighbours(at);
            let linter = &self.checker.linter;
            let fails = || linter.fails_beside(&kept.packs, &kept.record, &neighbours);
            (!neighbours.is_empty()).then(fails)
        });
        strangers(contradict).is_none()
    }
}

/// A file on its way.
struct Written {
    out: Vec<u8>,
    writer: Option<Box<dyn Writer>>,
    summary: Summary,
}

impl Written {
    fn new(run: &Run<'_>, output: Output) -> std::io::Result<Self> {
        let mut written = Written {
            out: Vec::new(),
            writer: output.writer(run.checker),
            summary: Summary {
                by_report: (run.inputs.len() > 1).then(Vec::new),
                ..Summary::default()
            },
        };
        if let Some(writer) = &mut written.writer {
            writer.head(&mut written.out)?;
        }
        Ok(written)
    }

    fn report(
        &mut self,
        document: &Document,
        mut checked: LintResult,
        many: bool,
    ) -> std::io::Result<()> {
        if !many {
            checked.record = None;
        }
        self.summary.add(&checked);
        match &mut self.writer {
            Some(writer) => writer.report(&mut self.out, document, &checked),
            None => Ok(()),
        }
    }

    fn unread(&mut self, path: &str, why: &str) -> std::io::Result<()> {
        match &mut self.writer {
            Some(writer) => writer.unread(&mut self.out, &Unread { path, why }),
            None => Ok(()),
        }
    }

    fn end(mut self, run: &Run<'_>) -> std::io::Result<Vec<u8>> {
        if let Some(writer) = &mut self.writer {
            run.checker.with_rules(|rules| {
                let end = End {
                    summary: &self.summary,
                    exit: u8::from(self.summary.errors > 0),
                    day: Day::parse(run.day),
                    rules: &|id| rules.get(id).copied(),
                };
                writer.finish(&mut self.out, &end)
            })?;
        }
        Ok(self.out)
    }
}
