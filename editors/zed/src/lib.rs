//! Starts `gouji lsp` for Zed: the program on the path, else that of the release with the version of this extension.

use std::fs;

use zed_extension_api::{
    self as zed, Architecture, DownloadedFileType, LanguageServerId,
    LanguageServerInstallationStatus as Status, Os, Result,
};

/// Where releases are.
const REPOSITORY: &str = "OWNER/gouji";
const VERSION: &str = env!("CARGO_PKG_VERSION");

struct Gouji;

/// The archive of a release for a system, what kind it is, and the program inside of it.
fn archive(os: Os, machine: Architecture) -> Result<(String, DownloadedFileType, String)> {
    let triple = match (os, machine) {
        (Os::Linux, Architecture::X8664) => "x86_64-unknown-linux-musl",
        (Os::Linux, Architecture::Aarch64) => "aarch64-unknown-linux-musl",
        (Os::Mac, Architecture::X8664) => "x86_64-apple-darwin",
        (Os::Mac, Architecture::Aarch64) => "aarch64-apple-darwin",
        // Windows for ARM runs programs for x64
        (Os::Windows, Architecture::X8664 | Architecture::Aarch64) => "x86_64-pc-windows-gnu",
        _ => return Err("no program of gouji for this system: put one on the path".into()),
    };
    Ok(match os {
        Os::Windows => (
            format!("gouji-{triple}.zip"),
            DownloadedFileType::Zip,
            format!("gouji-{triple}/gouji.exe"),
        ),
        _ => (
            format!("gouji-{triple}.tar.gz"),
            DownloadedFileType::GzipTar,
            format!("gouji-{triple}/gouji"),
        ),
    })
}

/// The program of the release, fetched unless it is there.
fn fetched(server: &LanguageServerId) -> Result<String> {
    let (os, machine) = zed::current_platform();
    let (name, kind, inside) = archive(os, machine)?;
    let folder = format!("gouji-{VERSION}");
    let program = format!("{folder}/{inside}");
    if fs::metadata(&program).is_ok_and(|m| m.is_file()) {
        return Ok(program);
    }
    zed::set_language_server_installation_status(server, &Status::Downloading);
    let release = zed::github_release_by_tag_name(REPOSITORY, &format!("v{VERSION}"))?;
    let asset = release.assets.iter().find(|a| a.name == name);
    let asset = asset.ok_or_else(|| format!("no {name} in the release of gouji {VERSION}"))?;
    zed::download_file(&asset.download_url, &folder, kind)?;
    zed::make_file_executable(&program)?;
    Ok(program)
}

impl zed::Extension for Gouji {
    fn new() -> Self {
        Gouji
    }

    fn language_server_command(
        &mut self,
        server: &LanguageServerId,
        worktree: &zed::Worktree,
    ) -> Result<zed::Command> {
        let program = match worktree.which("gouji") {
            Some(program) => program,
            None => fetched(server).inspect_err(|why| {
                zed::set_language_server_installation_status(server, &Status::Failed(why.clone()));
            })?,
        };
        Ok(zed::Command {
            command: program,
            args: vec!["lsp".into()],
            env: worktree.shell_env(),
        })
    }
}

zed::register_extension!(Gouji);
