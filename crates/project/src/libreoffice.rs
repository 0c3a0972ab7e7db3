//! LibreOffice, for documents that are not read here: it is asked to make a `.docx` of them, or an `.xlsx` of a workbook,
//! where it is installed.
//!
//! A document is what strangers sent. LibreOffice gets a profile of its own that runs no macros, follows no links of
//! documents and sends what it asks the network for to a port of this machine where nobody answers.

use std::fs::{self, DirBuilder};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;
use std::thread::sleep;
use std::time::{Duration, Instant};
use std::{env, process};

/// What it may be called and where it may stand.
const NAMES: [&str; 4] = [
    "soffice",
    "libreoffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
];

/// How long it may take.
const PATIENCE: Duration = Duration::from_secs(60);
const PAUSE: Duration = Duration::from_millis(50);

/// One at a time: each takes hundreds of megabytes.
static BUSY: Mutex<()> = Mutex::new(());

/// What a document is turned into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Into {
    /// A Word document.
    Docx,
    /// A workbook.
    Xlsx,
}

impl Into {
    fn ending(self) -> &'static str {
        match self {
            Into::Docx => "docx",
            Into::Xlsx => "xlsx",
        }
    }
}

/// The document in another format; `None` where LibreOffice is not installed, cannot read it, or takes too long.
pub fn convert(document: &[u8], to: Into) -> Option<Vec<u8>> {
    // one that panicked left nothing behind
    let _one = BUSY.lock().unwrap_or_else(|broken| broken.into_inner());
    let folder = folder()?;
    let done = converted(&folder, document, to);
    // it stands among temporary files in any case
    fs::remove_dir_all(&folder).ok();
    done
}

/// Settings of LibreOffice: path, name, value.
const SETTINGS: [(&str, &str, &str); 8] = [
    (
        "Office.Common/Security/Scripting",
        "MacroSecurityLevel",
        "3",
    ),
    (
        "Office.Common/Security/Scripting",
        "DisableMacrosExecution",
        "true",
    ),
    (
        "Office.Common/Security/Scripting",
        "DisableActiveContent",
        "true",
    ),
    (
        "Office.Common/Security/Scripting",
        "BlockUntrustedRefererLinks",
        "true",
    ),
    ("Inet/Settings", "ooInetProxyType", "1"),
    ("Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("Office.Writer/Content/Update", "Link", "0"),
];
/// Where nobody answers: the port `discard`.
const NOWHERE: &str = "http://127.0.0.1:9";

/// The settings as LibreOffice keeps them in a profile.
fn settings() -> String {
    let items = SETTINGS.iter().map(|(path, name, value)| {
        format!(
            "<item oor:path=\"/org.openoffice.{path}\"><prop oor:name=\"{name}\" oor:op=\"fuse\">\
             <value>{value}</value></prop></item>\n"
        )
    });
    let ports = ["ooInetHTTPProxyPort", "ooInetHTTPSProxyPort"].map(|name| {
        format!(
            "<item oor:path=\"/org.openoffice.Inet/Settings\"><prop oor:name=\"{name}\" oor:op=\"fuse\">\
             <value>9</value></prop></item>\n"
        )
    });
    let items: String = items.chain(ports).collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<oor:items \
         xmlns:oor=\"http://openoffice.org/2001/registry\">\n{items}</oor:items>\n"
    )
}

fn converted(folder: &Path, document: &[u8], to: Into) -> Option<Vec<u8>> {
    let user = folder.join("profile").join("user");
    fs::create_dir_all(&user).ok()?;
    fs::write(user.join("registrymodifications.xcu"), settings()).ok()?;
    // LibreOffice goes by the content as well
    let from = folder.join("document.doc");
    fs::write(&from, document).ok()?;
    let out = folder.join("out");
    let started = NAMES
        .iter()
        .find_map(|name| start(name, (folder, &out, &from), to));
    wait(started?)?;
    fs::read(out.join(format!("document.{}", to.ending()))).ok()
}

/// A new folder that nobody else reads.
fn folder() -> Option<PathBuf> {
    let mut builder = DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    let parent = env::temp_dir();
    (0..100)
        .map(|n| parent.join(format!("gouji-{}-{n}", process::id())))
        .find(|folder| builder.create(folder).is_ok())
}

fn start(name: &str, (folder, out, from): (&Path, &Path, &Path), to: Into) -> Option<Child> {
    let mut command = Command::new(name);
    // a profile of its own: one that is in use would take the document to the window of its user
    let profile = folder.join("profile");
    let profile = profile.to_string_lossy().replace('\\', "/");
    let profile = profile.trim_start_matches('/');
    command
        .arg(format!("-env:UserInstallation=file:///{profile}"))
        .args([
            "--headless",
            "--norestore",
            "--convert-to",
            to.ending(),
            "--outdir",
        ])
        .args([out, from])
        .envs(["http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"].map(|n| (n, NOWHERE)))
        .env_remove("no_proxy")
        .env_remove("NO_PROXY")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    // it starts others, which end with it only as a group
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    command.spawn().ok()
}

fn wait(mut child: Child) -> Option<()> {
    let start = Instant::now();
    while start.elapsed() < PATIENCE {
        match child.try_wait() {
            Ok(Some(status)) => return status.success().then_some(()),
            Ok(None) => sleep(PAUSE),
            Err(_) => break,
        }
    }
    end(&mut child);
    None
}

fn end(child: &mut Child) {
    #[cfg(unix)]
    Command::new("kill")
        .args(["-KILL", "--", &format!("-{}", child.id())])
        .stderr(Stdio::null())
        .status()
        .ok();
    child.kill().ok();
    child.wait().ok();
}
