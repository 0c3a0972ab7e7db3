//! What a git repository has stored.

use std::collections::HashMap;
use std::ffi::OsString;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

/// The largest file that is compared, in bytes; a larger one has changed.
const LARGEST: u64 = 1 << 30;
/// What would lead git elsewhere than to the repository of a file.
const LEADING: [&str; 7] = [
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_COMMON_DIR",
    "GIT_OBJECT_DIRECTORY",
    "GIT_NAMESPACE",
    "GIT_CONFIG_PARAMETERS",
];

/// Why it cannot be determined what has changed.
#[derive(Debug)]
pub(super) enum Wrong {
    /// It lies in no repository.
    Outside,
    /// There is no git, or it cannot be started.
    NoGit(io::Error),
    /// The repository has no such revision.
    NoRevision,
    /// git says no; why.
    Refused(String),
}

impl From<io::Error> for Wrong {
    fn from(error: io::Error) -> Self {
        Wrong::NoGit(error)
    }
}

/// A revision of a repository.
pub(super) struct Repository {
    top: PathBuf,
    /// The ids of its files, by their paths in it.
    files: HashMap<Vec<u8>, String>,
    /// What gives the contents of files.
    reader: Option<Contents>,
}

/// git, asked for one content after the other.
struct Contents {
    child: Child,
    ask: ChildStdin,
    answer: BufReader<ChildStdout>,
}

impl Drop for Contents {
    fn drop(&mut self) {
        // it may have ended already
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

/// git in a folder, with all that could run something else switched off.
pub(crate) fn git(folder: &Path, words: &[&str]) -> Command {
    let mut command = Command::new("git");
    for name in LEADING {
        command.env_remove(name);
    }
    command
        .env("GIT_OPTIONAL_LOCKS", "0")
        .env("GIT_NO_LAZY_FETCH", "1")
        .env("GIT_TERMINAL_PROMPT", "0")
        .env("LC_ALL", "C")
        .arg("-C")
        .arg(folder)
        .args(["--no-pager", "--no-replace-objects", "--literal-pathspecs"])
        .args([
            "-c",
            "core.fsmonitor=false",
            "-c",
            "core.hooksPath=/dev/null",
        ])
        .args(["-c", "protocol.allow=never"])
        .args(words)
        .stdin(Stdio::null());
    command
}

/// What git writes; the error is what it complains about.
fn said(folder: &Path, words: &[&str]) -> Result<Result<Vec<u8>, String>, Wrong> {
    let output = git(folder, words).output()?;
    if output.status.success() {
        return Ok(Ok(output.stdout));
    }
    let words = String::from_utf8_lossy(&output.stderr);
    let first = words.lines().find(|l| !l.trim().is_empty());
    Ok(Err(first.unwrap_or_default().trim().to_owned()))
}

impl Repository {
    /// The files of a revision in the repository of a folder.
    pub fn open(top: &Path, since: &str) -> Result<Self, Wrong> {
        let inside = said(top, &["rev-parse", "--git-dir"])?;
        inside.map_err(Wrong::Refused)?;
        // it would be an option of git
        if since.is_empty() || since.starts_with('-') {
            return Err(Wrong::NoRevision);
        }
        let named = format!("{since}^{{commit}}");
        let commit = said(top, &["rev-parse", "--verify", "--quiet", &named])?;
        let commit = commit.map_err(|_| Wrong::NoRevision)?;
        let commit = String::from_utf8_lossy(&commit).trim().to_owned();
        let list = ["ls-tree", "-r", "-z", "--full-tree", &commit];
        let list = said(top, &list)?.map_err(Wrong::Refused)?;
        Ok(Repository {
            top: top.to_owned(),
            files: list.split(|b| *b == 0).filter_map(entry).collect(),
            reader: None,
        })
    }

    /// What the revision has of a file; nothing where it does not have it.
    pub fn stored(&mut self, file: &Path) -> Result<Option<Vec<u8>>, Wrong> {
        let id = file.strip_prefix(&self.top).ok().map(plain);
        let Some(id) = id.and_then(|name| self.files.get(&name)) else {
            return Ok(None);
        };
        let reader = match &mut self.reader {
            Some(reader) => reader,
            none => none.insert(Contents::new(&self.top)?),
        };
        let content = reader.of(id);
        content.map_err(|error| Wrong::Refused(error.to_string()))
    }
}

/// A line of `ls-tree`: mode, kind, id, a tab, the path.
fn entry(line: &[u8]) -> Option<(Vec<u8>, String)> {
    let tab = line.iter().position(|b| *b == b'\t')?;
    let (head, path) = line.split_at_checked(tab)?;
    let head = std::str::from_utf8(head).ok()?;
    let mut words = head.split(' ').skip(1);
    let (kind, id) = (words.next()?, words.next()?);
    (kind == "blob").then(|| Some((path.get(1..)?.to_owned(), id.to_owned())))?
}

/// A path as git writes it.
fn plain(path: &Path) -> Vec<u8> {
    let parts: Vec<OsString> = path.iter().map(OsString::from).collect();
    let parts = parts.iter().map(|p| p.as_encoded_bytes());
    parts.collect::<Vec<_>>().join(&b'/')
}

impl Contents {
    fn new(top: &Path) -> Result<Self, Wrong> {
        let mut child = git(top, &["cat-file", "--batch"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let missing = || Wrong::NoGit(io::ErrorKind::BrokenPipe.into());
        let ask = child.stdin.take().ok_or_else(missing)?;
        let answer = BufReader::new(child.stdout.take().ok_or_else(missing)?);
        Ok(Contents { child, ask, answer })
    }

    /// The content with an id; nothing where the repository does not have it, or it is too large.
    fn of(&mut self, id: &str) -> io::Result<Option<Vec<u8>>> {
        writeln!(self.ask, "{id}")?;
        self.ask.flush()?;
        let mut head = String::new();
        self.answer.read_line(&mut head)?;
        let mut words = head.split_whitespace();
        let (_, Some("blob"), Some(size)) = (words.next(), words.next(), words.next()) else {
            return Ok(None);
        };
        let size: u64 = size.parse().map_err(io::Error::other)?;
        // a line end stands behind it
        let mut content = (&mut self.answer).take(size + 1);
        if size > LARGEST {
            io::copy(&mut content, &mut io::sink())?;
            return Ok(None);
        }
        let mut bytes = Vec::new();
        content.read_to_end(&mut bytes)?;
        match bytes.pop() {
            Some(b'\n') if bytes.len() as u64 == size => Ok(Some(bytes)),
            _ => Err(io::ErrorKind::UnexpectedEof.into()),
        }
    }
}
