//! The language server: what an editor is told about reports and packs, over a connection.
//!
//! - `serve` takes messages and keeps `buffers` equal to what the editor shows; `uri` and `lines` turn its addresses and
//!   positions into paths and bytes. It answers at once: nothing slow runs there.
//! - `worker` checks in the background, the newest text first; `workspace` does the same for files that are not open.
//! - `publish` turns findings into diagnostics.
//! - `report` answers questions about reports, `pack` those about packs and configurations: pure functions of a text.
//! - `home` is what all of this asks of the front end; `messages` is what it says, in both languages.

mod ask;
mod buffers;
mod home;
mod lines;
mod messages;
mod pack;
mod publish;
mod report;
mod serve;
mod start;
mod told;
mod uri;
mod worker;
mod workspace;

pub use buffers::{Buffer, Buffers};
pub use home::{Analysis, CaseOutcome, Home, Member, Named, RuleCard, Wishes};
pub use lines::{Encoding, Lines};
pub use messages::{REASON, WHO};
pub use serve::serve;

use std::sync::Arc;

use lsp_server::Connection;

/// Serves the editor at the other end of stdin and stdout. The error is a sentence.
pub fn stdio(home: Arc<dyn Home>) -> Result<(), String> {
    let (connection, threads) = Connection::stdio();
    let served = serve(connection, home);
    let joined = threads.join().map_err(|e| e.to_string());
    served.and(joined)
}
