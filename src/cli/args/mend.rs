//! `--fix`, `--diff`: what is done about findings.

use clap::Args;

use crate::linter::mend::Level;

#[derive(Clone, Copy, Debug, Args)]
pub(in crate::cli) struct MendArgs {
    /// Put the safe fixes into text files (.txt, .md); what is reported is what remains. Stdin is written to stdout
    /// with its fixes · 自动修改
    #[arg(long, group = "mending")]
    pub fix: bool,
    /// Show as a diff what --fix would do, and change nothing; the exit status is 1 if there is something · 只看怎样改
    #[arg(long, group = "mending")]
    pub diff: bool,
    /// Also the fixes that a person has to agree to · 也用建议的修改
    #[arg(long, requires = "mending")]
    pub suggestions: bool,
}

impl MendArgs {
    /// What may be put into files; `None` where nothing is to be mended.
    pub fn level(self) -> Option<Level> {
        let level = match self.suggestions {
            true => Level::Suggestions,
            false => Level::Safe,
        };
        (self.fix || self.diff).then_some(level)
    }
}
