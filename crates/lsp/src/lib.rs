//! The language server: what an editor shows about reports and packs, over a connection.
//!
//! - `serve` takes messages and keeps `buffers` equal to what the editor shows; `uri` and `lines` turn its addresses and
//!   positions into paths and bytes. Nothing slow runs there.
//! - `requests` answers questions in a thread of its own, without waiting for a check that takes long.
//! - `notifications` takes in the notifications of an editor: documents opened, changed, saved and closed.
//! - `edit` takes in changes of a long text.
//! - `known` keeps what was worked out for open documents, and stops the check of a text that has changed.
//! - `size` says how much a text is served: of a large one no more than its findings, when it is opened or saved.
//! - `wire` reads and writes messages over stdin and stdout, within limits.
//! - `findings` says what is found in a document.
//! - `worker` checks in the background, the newest text first; `workspace` does the same for files that are not open.
//! - `pull` answers editors that ask for what is found.
//! - `publish` turns findings into diagnostics.
//! - `report` answers questions about reports, `pack` those about packs and configurations: pure functions of a text.
//! - `project` is what all of this asks of the machine, and `local` what this one answers; `messages` is what it says, in both languages.

mod buffers;
mod edit;
mod findings;
mod known;
mod lines;
mod local;
mod messages;
mod notifications;
mod pack;
mod project;
mod publish;
mod pull;
mod report;
mod requests;
mod serve;
mod size;
mod start;
mod uri;
mod wire;
mod worker;
mod workspace;

pub use buffers::Buffer;
pub use lines::{Encoding, Lines};
pub use local::local;
pub use messages::{REASON, WHO};
pub use project::{
    Analysis, CaseOutcome, ClientOptions, Member, Named, Project, RuleCard, RulePage,
};
pub use serve::serve;
pub use wire::{Ended, listen};

use std::io;
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use lsp_server::Connection;

/// What still runs may take so long to end; after that it ends with the process.
const GRACE: Duration = Duration::from_millis(300);

/// Serves the editor at the other end of stdin and stdout. The error is a sentence.
pub fn stdio(project: Arc<dyn Project>) -> Result<Ended, String> {
    let (server, editor) = Connection::memory();
    let said = editor.receiver;
    let writer = thread::spawn(move || {
        said.into_iter()
            .try_for_each(|message| wire::write(&wire::written(&message)))
    });
    let serving = thread::spawn(move || serve(server, project));
    let to = |bytes: &[u8]| {
        wire::write(bytes).ok();
    };
    let hand_on = |message| editor.sender.send(message).is_ok();
    let ended = wire::listen(&mut io::stdin().lock(), &to, &hand_on);
    drop(editor.sender);
    let end = Instant::now() + GRACE;
    while !(serving.is_finished() && writer.is_finished()) && Instant::now() < end {
        thread::sleep(Duration::from_millis(5));
    }
    let ended = ended.map_err(|error| error.to_string())?;
    match serving.is_finished() {
        true => serving.join().unwrap_or(Ok(())).map(|()| ended),
        false => Ok(ended),
    }
}
