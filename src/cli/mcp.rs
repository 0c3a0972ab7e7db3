//! `gouji mcp`: what assistants call.

use super::args::McpArgs;
use super::status::Status;

/// Runs the command.
pub(super) fn run(_args: &McpArgs) -> Option<Status> {
    None
}
