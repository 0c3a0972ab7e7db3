//! The outputs that write one after the other into one place, as the options want them.

use std::io;

use super::sums_behind_lines;
use crate::cli::args::{CheckArgs, Format, Target};
use crate::cli::console::Console;
use crate::cli::terminal;
use crate::output::Writer;
use crate::output::agent::Agent;
use crate::output::checkstyle::Checkstyle;
use crate::output::concise::Concise;
use crate::output::github::Github;
use crate::output::gitlab::Gitlab;
use crate::output::html::Html;
use crate::output::human::{Human, HumanOptions};
use crate::output::json::{Json, JsonLines};
use crate::output::junit::Junit;
use crate::output::narrated::Narrated;
use crate::output::rdjson::Rdjson;
use crate::output::sarif::Sarif;
use crate::output::tables;
use crate::output::xlsx::Xlsx;

/// How the outputs of a run are made.
#[derive(Clone, Copy)]
pub(super) struct Draw<'a> {
    pub args: &'a CheckArgs,
    pub console: Console,
    /// There are many reports.
    pub many: bool,
}

impl Draw<'_> {
    /// Draws for people.
    pub fn human(self, color: bool) -> Human {
        let args = self.args;
        Human::new(HumanOptions {
            lang: self.console.lang,
            width: terminal::width(args.common.width),
            color,
            ascii: args.ascii,
            show_unknown: args.show_unknown,
            coverage: args.coverage,
            show_accepted: args.show_accepted,
            many: self.many,
        })
    }

    /// The table of findings.
    fn findings(self, format: tables::Format) -> Box<dyn Writer> {
        let table = tables::Table::Findings;
        Box::new(tables::Tables::new(format, table, self.console.lang, true))
    }

    /// What writes an output to one place; `None` for one that writes to several.
    pub fn writer(self, target: &Target) -> Option<Box<dyn Writer>> {
        let (args, lang) = (self.args, self.console.lang);
        let color = target.file.is_none() && terminal::color(args.color, &io::stdout());
        let (show_unknown, show_accepted) = (args.show_unknown, args.show_accepted);
        Some(match target.format {
            Format::Human => Box::new(self.human(color)),
            Format::Narrated => Box::new(Narrated {
                lang,
                show_unknown,
                quiet: args.quiet,
                show_accepted,
                coverage: args.coverage,
            }),
            Format::Concise => {
                let sums = target.file.is_none() && sums_behind_lines(args);
                let sums = sums.then(|| self.human(color));
                Box::new(Concise {
                    lang,
                    color,
                    show_unknown,
                    show_accepted,
                    sums,
                })
            }
            Format::Agent => Box::new(Agent::new(lang, show_unknown)),
            Format::Json => Box::new(Json::default()),
            Format::Jsonl => Box::new(JsonLines),
            Format::Sarif => Box::new(Sarif::new(lang)),
            Format::Github => Box::new(Github { lang }),
            Format::Gitlab => Box::new(Gitlab::new(lang)),
            Format::Junit => Box::new(Junit {
                lang,
                fail_on: args.fail_on.severity(),
            }),
            Format::Checkstyle => Box::new(Checkstyle { lang }),
            Format::Rdjson => Box::new(Rdjson::new(lang)),
            Format::Xlsx => Box::new(Xlsx::new(lang)),
            Format::Html => Box::new(Html::new(lang)),
            Format::Letters => return None,
            #[cfg(feature = "parquet")]
            Format::Parquet => self.findings(tables::Format::Parquet),
            #[cfg(feature = "arrow")]
            Format::Arrow => self.findings(tables::Format::Arrow),
            Format::Csv => self.findings(tables::Format::Csv),
        })
    }
}
