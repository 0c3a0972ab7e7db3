//! Tells the program which commit it is built from: `GOUJI_COMMIT`, its first 12 digits, or nothing where
//! nobody knows. The same sources at the same commit give the same text, whatever the clock says.

use std::env;
use std::ffi::OsStr;
use std::fs;
use std::path::Path;
use std::process::Command;

/// Digits of a commit that are shown.
const DIGITS: usize = 12;
/// What `cargo package` puts into an archive of the sources.
const PACKAGED: &str = ".cargo_vcs_info.json";

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-env-changed=GOUJI_COMMIT");
    let root = env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default();
    let root = Path::new(&root);
    let commit = named().or_else(|| packaged(root)).or_else(|| of_git(root));
    println!(
        "cargo:rustc-env=GOUJI_COMMIT={}",
        commit.unwrap_or_default()
    );
}

/// What whoever builds says.
fn named() -> Option<String> {
    let commit = env::var("GOUJI_COMMIT").ok()?;
    shortened(&commit)
}

/// What an archive of the sources says.
fn packaged(root: &Path) -> Option<String> {
    let path = root.join(PACKAGED);
    // a path that is not there would make each build run this again
    let text = fs::read_to_string(&path).ok()?;
    println!("cargo:rerun-if-changed={PACKAGED}");
    let (_, behind) = text.split_once("\"sha1\"")?;
    shortened(behind.split('"').nth(1)?)
}

/// What the repository says, where its root is that of these sources: an archive may be unpacked inside of another one.
fn of_git(root: &Path) -> Option<String> {
    let top = git(root, &["rev-parse", "--show-toplevel"])?;
    let (top, root) = (fs::canonicalize(top).ok()?, fs::canonicalize(root).ok()?);
    if top != root {
        return None;
    }
    let head = git(&root, &["rev-parse", "--verify", "HEAD"])?;
    let branch = git(&root, &["symbolic-ref", "--quiet", "HEAD"]);
    for name in ["HEAD", "packed-refs"].into_iter().chain(branch.as_deref()) {
        let path = git(&root, &["rev-parse", "--git-path", name]);
        let path = path.map(|path| root.join(path)).filter(|p| p.exists());
        if let Some(path) = path {
            println!("cargo:rerun-if-changed={}", path.display());
        }
    }
    shortened(&head)
}

/// The first line that git says; nothing that stands in a configuration is run.
fn git(folder: &Path, words: &[&str]) -> Option<String> {
    let safe = [
        "-c",
        "core.fsmonitor=false",
        "-c",
        "core.hooksPath=/dev/null",
    ];
    let mut command = Command::new("git");
    for variable in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"] {
        command.env_remove(variable);
    }
    let output = command
        .args([OsStr::new("-C"), folder.as_os_str()])
        .args(safe)
        .args(words)
        .output()
        .ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    let line = text.lines().next().filter(|l| !l.is_empty())?;
    output.status.success().then(|| line.to_owned())
}

/// The beginning of a commit; nothing where a text is none.
fn shortened(commit: &str) -> Option<String> {
    let commit = commit.trim();
    let known = commit.len() >= 7 && commit.bytes().all(|b| b.is_ascii_hexdigit());
    known.then(|| commit.get(..DIGITS).unwrap_or(commit).to_ascii_lowercase())
}
