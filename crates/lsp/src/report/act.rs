//! What can be done about findings: fixes, waivers, explanations.

use std::collections::HashMap;

use lsp_types::notification::ShowMessage;
use lsp_types::request::ApplyWorkspaceEdit;
use lsp_types::{
    ApplyWorkspaceEditParams, CodeAction, CodeActionKind, CodeActionOrCommand, CodeActionParams,
    CodeActionResponse, Command, CreateFile, CreateFileOptions, DocumentChangeOperation,
    DocumentChanges, ExecuteCommandParams, LSPAny, MessageType, OneOf,
    OptionalVersionedTextDocumentIdentifier, Position, Range, ResourceOp, ShowMessageParams,
    TextDocumentEdit, TextEdit, Uri, WorkspaceEdit,
};

use super::Open;
use crate::buffers::Buffer;
use crate::messages::Text;
use crate::pack;
use crate::publish::{Page, end_of};
use crate::requests::value;
use crate::serve::Session;
use crate::size::Size;
use crate::start::{CASES, EXPLAIN, FIX_ALL, WAIVE};
use crate::uri;
use gouji_core::diagnostic::{Applicability, Diagnostic, Fix, fingerprint};
use gouji_core::linter::autofix::Level;

/// What can be done at a place.
pub fn actions(
    session: &Session,
    uri: &Uri,
    buffer: &Buffer,
    params: &CodeActionParams,
) -> Option<CodeActionResponse> {
    let open = Open::new(session, uri, buffer)?;
    let wants = |kind: &CodeActionKind| {
        let only = params.context.only.as_deref();
        let under = |o: &CodeActionKind| {
            kind == o || kind.as_str().starts_with(&format!("{}.", o.as_str()))
        };
        only.is_none_or(|only| only.iter().any(under))
    };
    let mut actions = Vec::new();
    if wants(&CodeActionKind::QUICKFIX) {
        let from = open.page.offset(params.range.start);
        let to = open.page.offset(params.range.end);
        let findings = open.analysis.checked.diagnostics.iter();
        let touched = findings.filter(|d| {
            let place = d.primary().map(|l| l.span);
            place.is_some_and(|s| s.start <= to && from <= s.end)
        });
        for finding in touched {
            about(session, &open, finding, &mut actions);
        }
    }
    let all = CodeActionKind::from(FIX_ALL);
    // each fix is tried by checking the whole text
    let quick = match params.context.only {
        Some(_) => Size::Small,
        None => Size::Quick,
    };
    if wants(&all) && Size::of(buffer.text.len()) <= quick {
        actions.extend(fix_all(session, uri, &open, all));
    }
    Some(actions)
}

/// What can be done about a finding.
fn about(
    session: &Session,
    open: &Open<'_>,
    finding: &Diagnostic,
    actions: &mut CodeActionResponse,
) {
    let lang = session.project.lang();
    let shown = vec![open.page.diagnostic(finding, &|_| None)];
    for fix in &finding.fixes {
        actions.push(CodeActionOrCommand::CodeAction(CodeAction {
            title: fix.message.clone(),
            kind: Some(CodeActionKind::QUICKFIX),
            diagnostics: Some(shown.clone()),
            edit: Some(edit(open.page.uri, edits(&open.page, fix))),
            is_preferred: Some(fix.applicability == Applicability::Safe),
            ..CodeAction::default()
        }));
    }
    let address = open.page.uri.as_str().to_owned();
    let print = fingerprint(finding, &open.analysis.document.text);
    let waive = Command {
        title: Text::Waive(&finding.rule).say(lang),
        command: WAIVE.to_owned(),
        arguments: Some(vec![
            address.clone().into(),
            finding.rule.clone().into(),
            print.into(),
        ]),
    };
    let explain = Command {
        title: Text::Explain(&finding.rule).say(lang),
        command: EXPLAIN.to_owned(),
        arguments: Some(vec![address.into(), finding.rule.clone().into()]),
    };
    for command in [waive, explain] {
        actions.push(CodeActionOrCommand::CodeAction(CodeAction {
            title: command.title.clone(),
            kind: Some(CodeActionKind::QUICKFIX),
            diagnostics: Some(shown.clone()),
            command: Some(command),
            ..CodeAction::default()
        }));
    }
}

fn edits(page: &Page<'_>, fix: &Fix) -> Vec<TextEdit> {
    let one = |e: &gouji_core::text::Edit| TextEdit::new(page.range(e.span), e.text.clone());
    fix.edits.iter().map(one).collect()
}

#[allow(clippy::mutable_key_type)]
fn edit(uri: &Uri, edits: Vec<TextEdit>) -> WorkspaceEdit {
    WorkspaceEdit {
        changes: Some(HashMap::from([(uri.clone(), edits)])),
        ..WorkspaceEdit::default()
    }
}

/// All safe fixes, put in as `gouji check --fix` would.
fn fix_all(
    session: &Session,
    uri: &Uri,
    open: &Open<'_>,
    kind: CodeActionKind,
) -> Option<CodeActionOrCommand> {
    let findings = &open.analysis.checked.diagnostics;
    findings.iter().find(|d| Level::Safe.fix(d).is_some())?;
    let document = open.analysis.document.clone();
    let fixed = session.project.fix(&uri::name(uri), document, Level::Safe);
    if fixed.fixed.is_empty() {
        return None;
    }
    let edits = difference(
        &open.page,
        &open.analysis.document.text,
        &fixed.document.text,
    );
    Some(CodeActionOrCommand::CodeAction(CodeAction {
        title: Text::FixAll(fixed.fixed.len()).say(session.project.lang()),
        kind: Some(kind),
        edit: Some(edit(uri, vec![edits])),
        ..CodeAction::default()
    }))
}

/// One edit that turns a text into another: what is the same at both ends stays.
fn difference(page: &Page<'_>, old: &str, new: &str) -> TextEdit {
    let same = |(a, b): &(char, char)| a == b;
    let ahead: usize = old
        .chars()
        .zip(new.chars())
        .take_while(same)
        .map(|(c, _)| c.len_utf8())
        .sum();
    let (left, right) = (
        old.get(ahead..).unwrap_or(""),
        new.get(ahead..).unwrap_or(""),
    );
    let ends = left.chars().rev().zip(right.chars().rev());
    let behind: usize = ends.take_while(same).map(|(c, _)| c.len_utf8()).sum();
    let span = gouji_core::text::Span::new(ahead, old.len() - behind);
    let new = right.get(..right.len() - behind).unwrap_or("");
    TextEdit::new(page.range(span), new.to_owned())
}

/// Runs a command.
pub fn command(session: &Session, params: &ExecuteCommandParams) -> Option<LSPAny> {
    let mut words = params.arguments.iter().filter_map(LSPAny::as_str);
    let uri: Uri = words.next()?.parse().ok()?;
    match params.command.as_str() {
        EXPLAIN => {
            let card = session.project.rule(&uri::name(&uri), words.next()?)?;
            session.tell::<ShowMessage>(ShowMessageParams {
                typ: MessageType::INFO,
                message: card.page.clone(),
            });
            Some(card.page.into())
        }
        CASES => pack::run_cases(session, &uri),
        WAIVE => waive(session, &uri, words.next()?, words.next()?),
        _ => None,
    }
}

/// Asks the editor to put a waiver behind the last one.
fn waive(session: &Session, uri: &Uri, rule: &str, print: &str) -> Option<LSPAny> {
    let buffer = session.buffer(uri)?;
    let open = Open::new(session, uri, &buffer)?;
    let text = &open.analysis.document.text;
    let mut findings = open.analysis.checked.diagnostics.iter();
    let finding = findings.find(|d| d.rule == rule && fingerprint(d, text) == print)?;
    let path = uri::name(uri);
    let (file, on_disk, table) = session.project.waiver(&path, &open.analysis, finding)?;
    let address = uri::of(&file)?;
    let old = session.open_text(&file).or(on_disk);
    let edit = append(address, old.as_deref(), &table, session);
    session.ask::<ApplyWorkspaceEdit>(ApplyWorkspaceEditParams {
        label: Some(Text::Waive(rule).say(session.project.lang())),
        edit: edit.clone(),
    });
    Some(value(edit))
}

/// An edit that puts a table at the end of a file, which need not be there.
fn append(uri: Uri, old: Option<&str>, table: &str, session: &Session) -> WorkspaceEdit {
    let at = old.map_or(Position::default(), |old| end_of(old, session.encoding()));
    let gap = match old {
        None | Some("") => "",
        Some(old) if old.ends_with("\n\n") => "",
        Some(old) if old.ends_with('\n') => "\n",
        Some(_) => "\n\n",
    };
    let create = DocumentChangeOperation::Op(ResourceOp::Create(CreateFile {
        uri: uri.clone(),
        options: Some(CreateFileOptions {
            overwrite: None,
            ignore_if_exists: Some(true),
        }),
        annotation_id: None,
    }));
    let change = DocumentChangeOperation::Edit(TextDocumentEdit {
        text_document: OptionalVersionedTextDocumentIdentifier { uri, version: None },
        edits: vec![OneOf::Left(TextEdit::new(
            Range::new(at, at),
            format!("{gap}{table}"),
        ))],
    });
    let steps = match old {
        None => vec![create, change],
        Some(_) => vec![change],
    };
    WorkspaceEdit {
        document_changes: Some(DocumentChanges::Operations(steps)),
        ..WorkspaceEdit::default()
    }
}
