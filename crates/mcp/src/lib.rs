//! What assistants that help to write reports ask of gouji: the Model Context Protocol over stdin and stdout.
//!
//! Everything is read-only and works without a network. Paths lie in the folders that were given when the server was
//! started, links followed.
//!
//! - `wire` reads and writes messages, one on each line, within limits.
//! - `protocol` answers them: which version is spoken, which tools there are, what one of them says.
//! - `tools` describes the tools and what they take, `arguments` reads that.
//! - `folders` says which files may be read; `sources` turns a file or a text into a document with its rules.
//! - `calls` is what each tool does; `cut` keeps answers short. `messages` is what is said, in both languages.

mod arguments;
mod calls;
mod cut;
mod folders;
mod messages;
mod protocol;
mod sources;
mod tools;
mod wire;

use std::io::{self, BufRead, Write};
use std::path::PathBuf;

use gouji_project::Request;

use self::folders::Folders;
use self::protocol::Server;

/// Serves the assistant at the other end of stdin and stdout until it closes them. The error is a sentence.
pub fn stdio(folders: &[PathBuf], request: Request) -> Result<(), String> {
    serve(
        &mut io::stdin().lock(),
        &mut io::stdout().lock(),
        folders,
        request,
    )
}

/// The same over any connection.
pub fn serve(
    from: &mut impl BufRead,
    to: &mut impl Write,
    folders: &[PathBuf],
    request: Request,
) -> Result<(), String> {
    let folders = Folders::open(folders, request.lang)?;
    let server = Server::new(folders, request);
    wire::converse(from, to, &server).map_err(|error| error.to_string())
}
