//! The options of `gouji lsp`.

use clap::Args;

use super::Common;

#[derive(Debug, Args)]
pub(in crate::cli) struct LspArgs {
    /// Speak over stdin and stdout, as it always does · 通过标准输入输出通信（总是这样，可以不写）
    #[arg(long)]
    stdio: bool,
    #[command(flatten)]
    pub common: Common,
}
