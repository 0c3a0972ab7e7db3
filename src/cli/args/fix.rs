//! `--fix`, `--diff`: what is done about findings.

use clap::Args;

use crate::linter::autofix::Level;

#[derive(Clone, Copy, Debug, Args)]
pub(in crate::cli) struct FixArgs {
    /// Put the safe fixes into text files (.txt, .md); what is reported is what remains. Stdin is written to stdout
    /// with its fixes · 把一定对的修改写进文本文件（.txt、.md），再报告剩下的问题；标准输入改好后写到标准输出
    #[arg(long, group = "mending")]
    pub fix: bool,
    /// Show as a diff what --fix would do, and change nothing; the exit status is 1 if there is something ·
    /// 只显示 --fix 会怎样改，不动文件；有可以改的，退出码是 1
    #[arg(long, group = "mending")]
    pub diff: bool,
    /// Also the fixes that a person has to agree to · 要人确认的建议也一起改
    #[arg(long)]
    pub suggestions: bool,
    /// Ask about each fix, safe or suggested: y takes it, n leaves it, a takes all that follow in the file, q stops
    /// · 逐处确认：y 改，n 不改，a 其余都改，q 停止
    #[arg(short, long)]
    pub interactive: bool,
}

impl FixArgs {
    /// Takes it that fixes are wanted, unless they are only to be shown.
    pub fn fix(&mut self) {
        self.fix |= !self.diff;
    }

    /// What may be put into files; `None` where nothing is to be fixed.
    pub fn level(self) -> Option<Level> {
        let level = match self.suggestions {
            true => Level::Suggestions,
            false => Level::Safe,
        };
        (self.fix || self.diff).then_some(level)
    }
}
