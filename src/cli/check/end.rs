//! How a run ends: what stands behind the reports, and what is said once everything has been written.

use super::Run;
use super::listed::Listed;
use crate::cli::fix;
use crate::cli::linters::Linters;
use crate::cli::messages::Text;
use crate::cli::outputs::Outputs;
use crate::cli::skipped;
use crate::diagnostic::Stage;
use crate::output::End;

impl Run<'_> {
    /// What stands behind the reports, and what is said after everything has been written.
    pub(super) fn end(&mut self, mut outputs: Outputs) {
        for (document, checked) in self.acceptances.settle(std::mem::take(&mut self.tally)) {
            self.summary.add_findings(&checked);
            outputs.report(&document, &checked);
        }
        let gone = self.acceptances.gone().into_iter();
        let gone = gone.filter(|v| self.linters.run(&v.rule));
        self.summary.vanished.extend(gone);
        let limit = self.args.fail_on.severity();
        self.status.findings = match self.args.fix.diff {
            true => self.summary.fixed > 0,
            false => limit.is_some_and(|s| self.summary.at_least(s) > 0),
        };
        let libraries = self.linters.libraries();
        let rules = Linters::rules_by_id(&libraries);
        let end = End {
            summary: &self.summary,
            exit: self.status.code(),
            day: Some(self.acceptances.dated()),
            rules: &|id| rules.get(id).copied(),
        };
        let (console, status) = (self.console, &mut self.status);
        let finish = || outputs.finish(&end, console, status);
        self.watch.stage(Stage::Render, finish);
        self.watch.tell(self.args, console);
        let (findings, files) = (self.summary.fixed, self.summary.fixed_files);
        if self.args.fix.diff && findings > 0 {
            console.say(&Text::WouldMend(findings, files));
        }
        fix::advise(self.args.fix, self.suggested, console);
        if !self.args.quiet {
            if !self.status.misuse {
                Listed::tell_written(&self.args.format, console);
            }
            skipped::tell(&self.skipped, console, self.args.walking.verbose);
            self.listed.tell(console);
        }
        if self.status.nothing {
            self.console.say(&Text::NothingChecked);
        }
    }
}
