//! Questions about packs and configurations.

use lsp_types::{
    CodeLens, Command, CompletionResponse, GotoDefinitionResponse, Hover, LSPAny, Location,
    Position, PrepareRenameResponse, Range, Uri, WorkspaceEdit,
};

use super::buffers::Buffer;
use super::messages::Text;
use super::serve::Desk;
use super::start::CASES;
use super::uri;
use crate::rule::CaseResult;

pub(super) fn hover(_: &Desk, _: &Uri, _: &Buffer, _: Position) -> Option<Hover> {
    None
}
pub(super) fn definition(
    _: &Desk,
    _: &Uri,
    _: &Buffer,
    _: Position,
) -> Option<GotoDefinitionResponse> {
    None
}
pub(super) fn completion(_: &Desk, _: &Uri, _: &Buffer, _: Position) -> Option<CompletionResponse> {
    None
}
pub(super) fn references(_: &Desk, _: &Uri, _: &Buffer, _: Position) -> Option<Vec<Location>> {
    None
}
pub(super) fn prepare(_: &Desk, _: &Uri, _: &Buffer, _: Position) -> Option<PrepareRenameResponse> {
    None
}
pub(super) fn rename(_: &Desk, _: &Uri, _: &Buffer, _: Position, _: &str) -> Option<WorkspaceEdit> {
    None
}
pub(super) fn lenses(desk: &Desk, uri: &Uri, buffer: &Buffer) -> Option<Vec<CodeLens>> {
    let _ = (
        desk,
        uri,
        buffer,
        Text::RunCases,
        Command::default(),
        CASES,
        Range::default(),
    );
    None
}
pub(super) fn run_cases(desk: &Desk, uri: &Uri) -> Option<LSPAny> {
    let buffer = desk.buffer(uri)?;
    let open = |path: &std::path::Path| desk.open_text(path);
    let all = desk.home.cases(&uri::name(uri), &buffer.text, &open);
    let passed = |r: &CaseResult| matches!(r, CaseResult::Passed | CaseResult::Todo);
    let pass = all.iter().filter(|c| passed(&c.result)).count();
    Some(Text::Cases(pass, all.len()).say(desk.home.lang()).into())
}
