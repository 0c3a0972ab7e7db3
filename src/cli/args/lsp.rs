//! The options of `gouji lsp`.

use clap::Args;

use super::Common;

#[derive(Debug, Args)]
pub(in crate::cli) struct LspArgs {
    /// Speak over stdin and stdout, as it always does
    #[arg(long)]
    stdio: bool,
    #[command(flatten)]
    pub common: Common,
}
