//! How a conversation begins: what the editor can do, and what the server can do.

use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use lsp_server::Connection;
use lsp_types::{
    CodeActionKind, CodeActionOptions, CodeActionProviderCapability, CodeLensOptions,
    CompletionOptions, DiagnosticOptions, DiagnosticServerCapabilities, ExecuteCommandOptions,
    FoldingRangeProviderCapability, HoverProviderCapability, InitializeParams, LSPAny, OneOf,
    RenameOptions, SaveOptions, ServerCapabilities, SignatureHelpOptions,
    TextDocumentSyncCapability, TextDocumentSyncKind, TextDocumentSyncOptions,
    TextDocumentSyncSaveOptions, WorkspaceFoldersServerCapabilities, WorkspaceServerCapabilities,
};

use super::lines::Encoding;
use super::project::{ClientOptions, Project};
use super::uri;
use gouji_core::text::Lang;

/// What fixes all that is safe.
pub const FIX_ALL: &str = "source.fixAll.gouji";
/// Shows the page of a rule.
pub const EXPLAIN: &str = "gouji.explain";
/// Runs the cases of a pack.
pub const CASES: &str = "gouji.cases";
/// Puts a waiver into the file of waivers.
pub const WAIVE: &str = "gouji.waive";

/// What is known of the editor.
#[derive(Debug, Default)]
pub struct Client {
    /// What positions count.
    pub encoding: Encoding,
    /// It asks for diagnostics, so that none are sent.
    pub pulls: bool,
    /// It shows progress.
    pub progress: bool,
    /// It takes the place of a parameter in its signature, and not only its words.
    pub offsets: bool,
    /// It watches files where it is asked to.
    pub watches: bool,
    /// It asks for hints and lenses again on request of the server.
    pub refreshes: (bool, bool, bool),
    /// Whether reports are checked that are not open; where it is not said, a `gouji.toml` in the root decides.
    pub workspace: Option<bool>,
    roots: Mutex<Vec<PathBuf>>,
}

impl Client {
    /// The folders that are open.
    pub fn roots(&self) -> Vec<PathBuf> {
        self.roots
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// Changes the folders that are open.
    pub fn change_roots(&self, change: impl FnOnce(&mut Vec<PathBuf>)) {
        change(&mut self.roots.lock().unwrap_or_else(PoisonError::into_inner));
    }

    fn new(params: &InitializeParams) -> Self {
        let all = &params.capabilities;
        let general = all.general.as_ref();
        let text = all.text_document.as_ref();
        let window = all.window.as_ref();
        let workspace = all.workspace.as_ref();
        let watched = workspace.and_then(|w| w.did_change_watched_files);
        let hints = workspace.and_then(|w| w.inlay_hint.as_ref()?.refresh_support);
        let lenses = workspace.and_then(|w| w.code_lens.as_ref()?.refresh_support);
        let pulls = workspace.and_then(|w| w.diagnostic.as_ref()?.refresh_support);
        let signatures =
            text.and_then(|t| t.signature_help.as_ref()?.signature_information.as_ref());
        let offsets =
            signatures.and_then(|s| s.parameter_information.as_ref()?.label_offset_support);
        let folders = params.workspace_folders.iter().flatten().map(|f| &f.uri);
        let mut roots: Vec<PathBuf> = folders.filter_map(uri::path).collect();
        #[allow(deprecated)]
        if roots.is_empty() {
            roots.extend(params.root_uri.as_ref().and_then(uri::path));
        }
        let option = |key: &str| params.initialization_options.as_ref()?.get(key);
        Client {
            encoding: Encoding::of(general.and_then(|g| g.position_encodings.as_deref())),
            pulls: text.is_some_and(|t| t.diagnostic.is_some()),
            progress: window.and_then(|w| w.work_done_progress).unwrap_or(false),
            offsets: offsets.unwrap_or(false),
            watches: watched
                .and_then(|w| w.dynamic_registration)
                .unwrap_or(false),
            refreshes: (
                hints.unwrap_or(false),
                lenses.unwrap_or(false),
                pulls.unwrap_or(false),
            ),
            workspace: option("workspace").and_then(LSPAny::as_bool),
            roots: Mutex::new(roots),
        }
    }
}

/// Takes the first messages. The error is a sentence.
pub fn start(connection: &Connection, project: &dyn Project) -> Result<Client, String> {
    let wrong = |error: lsp_server::ProtocolError| error.to_string();
    let (id, params) = connection.initialize_start().map_err(wrong)?;
    let params = <InitializeParams as serde::Deserialize>::deserialize(params);
    let params = params.map_err(|error| error.to_string())?;
    let client = Client::new(&params);
    project.configure(client_options(params.initialization_options.as_ref()));
    let capabilities = capabilities(&client);
    let answer = lsp_types::InitializeResult {
        capabilities,
        server_info: Some(lsp_types::ServerInfo {
            name: gouji_core::NAME.to_owned(),
            version: Some(env!("CARGO_PKG_VERSION").to_owned()),
        }),
    };
    let answer = lsp_server::Response::new_ok(id.clone(), answer).result;
    let finished = connection.initialize_finish(id, answer.unwrap_or_default());
    finished.map_err(wrong)?;
    Ok(client)
}

/// What the options of an editor say.
fn client_options(options: Option<&LSPAny>) -> ClientOptions {
    let option = |key: &str| options?.get(key);
    let lang = match option("lang").and_then(LSPAny::as_str) {
        Some("zh") => Some(Lang::Zh),
        Some("en") => Some(Lang::En),
        _ => None,
    };
    let packs = option("packs")
        .and_then(LSPAny::as_array)
        .into_iter()
        .flatten();
    let packs = packs.filter_map(|p| Some(p.as_str()?.to_owned()));
    ClientOptions {
        lang,
        packs: packs.collect(),
    }
}

fn capabilities(client: &Client) -> ServerCapabilities {
    let sync = TextDocumentSyncOptions {
        open_close: Some(true),
        change: Some(TextDocumentSyncKind::INCREMENTAL),
        save: Some(TextDocumentSyncSaveOptions::SaveOptions(
            SaveOptions::default(),
        )),
        ..TextDocumentSyncOptions::default()
    };
    let kinds = vec![CodeActionKind::QUICKFIX, CodeActionKind::from(FIX_ALL)];
    let commands = [EXPLAIN, CASES, WAIVE].map(str::to_owned).to_vec();
    let triggers = ["\"", "'", "[", "{", ",", ".", "$", " "]
        .map(str::to_owned)
        .to_vec();
    let calls = ["(", ",", "\u{ff08}", "\u{ff0c}"]
        .map(str::to_owned)
        .to_vec();
    ServerCapabilities {
        position_encoding: Some(client.encoding.kind()),
        text_document_sync: Some(TextDocumentSyncCapability::Options(sync)),
        diagnostic_provider: Some(DiagnosticServerCapabilities::Options(DiagnosticOptions {
            identifier: Some(gouji_core::NAME.to_owned()),
            inter_file_dependencies: true,
            workspace_diagnostics: true,
            ..DiagnosticOptions::default()
        })),
        code_action_provider: Some(CodeActionProviderCapability::Options(CodeActionOptions {
            code_action_kinds: Some(kinds),
            ..CodeActionOptions::default()
        })),
        hover_provider: Some(HoverProviderCapability::Simple(true)),
        inlay_hint_provider: Some(OneOf::Left(true)),
        document_symbol_provider: Some(OneOf::Left(true)),
        folding_range_provider: Some(FoldingRangeProviderCapability::Simple(true)),
        definition_provider: Some(OneOf::Left(true)),
        references_provider: Some(OneOf::Left(true)),
        rename_provider: Some(OneOf::Right(RenameOptions {
            prepare_provider: Some(true),
            work_done_progress_options: Default::default(),
        })),
        completion_provider: Some(CompletionOptions {
            trigger_characters: Some(triggers),
            ..CompletionOptions::default()
        }),
        signature_help_provider: Some(SignatureHelpOptions {
            trigger_characters: Some(calls),
            ..SignatureHelpOptions::default()
        }),
        code_lens_provider: Some(CodeLensOptions {
            resolve_provider: Some(false),
        }),
        execute_command_provider: Some(ExecuteCommandOptions {
            commands,
            ..ExecuteCommandOptions::default()
        }),
        workspace: Some(WorkspaceServerCapabilities {
            workspace_folders: Some(WorkspaceFoldersServerCapabilities {
                supported: Some(true),
                change_notifications: Some(OneOf::Left(true)),
            }),
            file_operations: None,
        }),
        ..ServerCapabilities::default()
    }
}
