//! What is found in a document, said to the editor.

use lsp_types::notification::PublishDiagnostics;
use lsp_types::{Diagnostic, PublishDiagnosticsParams, Uri};

use super::buffers::Buffer;
use super::known::Outdated;
use super::lines::Lines;
use super::project::{Project, RulePage};
use super::publish::{Page, rule_page};
use super::serve::Session;
use super::size::Size;
use super::uri;
use gouji_core::diagnostic::LintResult;
use gouji_core::pack::Problem;

/// Checks an open document and says what is found, unless it changes in the meantime: then false.
pub(super) fn check(session: &Session, uri: &Uri) -> bool {
    let Some(buffer) = session.buffer(uri) else {
        return true;
    };
    let Ok(found) = findings(session, uri, &buffer) else {
        return false;
    };
    let is_now = session.buffers().is_now(uri, &buffer.text);
    if let (Some(found), true) = (found, is_now) {
        publish(session, uri.clone(), found, Some(buffer.version));
    }
    is_now
}

/// Says what is found in a file.
pub(super) fn publish(
    session: &Session,
    uri: Uri,
    diagnostics: Vec<Diagnostic>,
    version: Option<i32>,
) {
    session.tell::<PublishDiagnostics>(PublishDiagnosticsParams {
        uri,
        diagnostics,
        version,
    });
}

/// What is found in an open document; `None` for one that is no business of ours.
pub(super) fn findings(
    session: &Session,
    uri: &Uri,
    buffer: &Buffer,
) -> Result<Option<Vec<Diagnostic>>, Outdated> {
    let path = uri::name(uri);
    if Size::of(buffer.text.len()) == Size::Huge {
        return Ok(Some(Vec::new()));
    }
    if is_pack(uri) {
        let open = |path: &std::path::Path| session.open_text(path);
        let Some(problems) = session.project.inspect(&path, &buffer.text, &open) else {
            return Ok(None);
        };
        let page = Page::new(
            uri,
            &buffer.text,
            &buffer.lines,
            &buffer.text,
            session.encoding(),
        );
        let all = problems.iter().flat_map(|p| &p.diagnostics);
        let found = all.map(|d| page.diagnostic(d, &|_| None)).collect();
        return Ok(Some(found));
    }
    let Some(analysis) = session.analysis(uri, buffer)? else {
        return Ok(Some(Vec::new()));
    };
    let inner = &analysis.document.text;
    let page = Page::new(uri, &buffer.text, &buffer.lines, inner, session.encoding());
    let found = of_report(session.project.as_ref(), page, &path, &analysis.checked);
    Ok(Some(found))
}

/// Whether a document is TOML.
pub(super) fn is_pack(uri: &Uri) -> bool {
    uri.as_str().ends_with(".toml")
}

/// The findings of a report. A text that is none is left in peace: most texts are none.
pub(super) fn of_report(
    project: &dyn Project,
    page: Page<'_>,
    path: &std::path::Path,
    checked: &LintResult,
) -> Vec<Diagnostic> {
    let mut pages = std::collections::BTreeMap::new();
    let mut said = Vec::new();
    let about =
        |d: &&gouji_core::diagnostic::Diagnostic| checked.kind.is_some() || !d.labels.is_empty();
    for finding in checked.diagnostics.iter().filter(about) {
        let link = pages.entry(finding.rule.clone()).or_insert_with(|| {
            match project.page(path, &finding.rule)? {
                RulePage::Published(address) => address.parse().ok(),
                RulePage::File(file, line) => rule_page(&file, line),
            }
        });
        let link = link.clone();
        said.push(page.diagnostic(finding, &|_| link.clone()));
    }
    said
}

/// What is wrong with a configuration or pack that is not open.
pub(super) fn of_problem(session: &Session, uri: &Uri, problem: &Problem) -> Vec<Diagnostic> {
    let text = &problem.document.text;
    let lines = Lines::new(text, session.encoding());
    let page = Page::new(uri, text, &lines, text, session.encoding());
    let all = problem.diagnostics.iter();
    all.map(|d| page.diagnostic(d, &|_| None)).collect()
}
