//! `gouji mcp`: what assistants call.

use super::args::McpArgs;
use super::console::Console;
use super::status::Status;
use crate::mcp;

/// Runs the command, until the assistant closes the connection.
pub(super) fn run(args: &McpArgs) -> Option<Status> {
    let console = Console::new(&args.common)?;
    match mcp::stdio(&args.folders, args.common.request(console.lang)) {
        Ok(()) => Some(Status::default()),
        Err(error) => {
            console.tell(&error);
            None
        }
    }
}
