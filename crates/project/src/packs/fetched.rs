//! Packs out of a git repository: the one place where a network may be asked, and only when somebody adds a pack.

use std::io;
use std::path::Path;
use std::process::Output;

use tempfile::TempDir;

use super::added::NotAdded;
use crate::changed::git::git;

/// How the address may be reached; nothing else runs, whatever a configuration of git says.
const TRANSPORTS: [&str; 5] = ["https", "http", "ssh", "git", "file"];

/// A repository and the tag that is wanted of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// The address of the repository.
    pub url: String,
    /// The tag.
    pub tag: String,
}

/// The files of a tag, until this is dropped.
#[derive(Debug)]
pub struct Fetched {
    /// Where they lie.
    pub folder: TempDir,
    /// The commit that the tag stands for.
    pub commit: String,
}

/// Whether a source is meant as a repository, and not as a file or a folder.
pub fn is_address(source: &str) -> bool {
    let scp = source
        .split_once(':')
        .is_some_and(|(host, path)| host.contains('@') && !path.is_empty());
    source.contains("://") || source.contains("::") || scp
}

impl Address {
    /// Takes an address apart; nothing of it can be an option of git, or a program.
    pub fn parse(source: &str) -> Result<Self, NotAdded> {
        let bad = || NotAdded::Address(source.to_owned());
        let source = source.strip_prefix("git+").unwrap_or(source);
        let (url, tag) = source.rsplit_once('@').ok_or(NotAdded::NoTag)?;
        let host = match url.split_once("://") {
            Some((scheme, rest)) => {
                if !TRANSPORTS.contains(&scheme) {
                    return Err(bad());
                }
                // without a path the sign stands before the host
                let (host, _) = rest.split_once('/').ok_or(NotAdded::NoTag)?;
                host
            }
            None => url.split_once(':').ok_or(NotAdded::NoTag)?.0,
        };
        let host = host.rsplit_once('@').map_or(host, |(_, host)| host);
        let odd = |c: char| c.is_whitespace() || c.is_control();
        if url.starts_with('-') || host.starts_with('-') || url.contains("::") || url.contains(odd)
        {
            return Err(bad());
        }
        let plain = |c: char| c.is_alphanumeric() || "._-+/".contains(c);
        let named = !tag.is_empty() && tag.chars().all(plain) && !tag.contains("..");
        if !named || tag.starts_with(['-', '/', '.']) {
            return Err(NotAdded::NoTag);
        }
        Ok(Address {
            url: url.to_owned(),
            tag: tag.to_owned(),
        })
    }

    /// Asks git for the files of the tag.
    pub fn fetch(&self) -> Result<Fetched, NotAdded> {
        let folder = tempfile::tempdir().map_err(NotAdded::NoGit)?;
        let branch = format!("--branch={}", self.tag);
        let words = ["-c", "core.symlinks=false", "-c", "submodule.recurse=false"];
        let words = words
            .into_iter()
            .chain(["clone", "--quiet", "--depth=1", "--single-branch"]);
        let words = words.chain([
            "--template=",
            "--no-recurse-submodules",
            &branch,
            "--",
            &self.url,
            ".",
        ]);
        ask(folder.path(), &words.collect::<Vec<_>>())?;
        let tag = format!("refs/tags/{}^{{commit}}", self.tag);
        // a branch of that name is no tag: it is another one tomorrow
        let commit = ask(folder.path(), &["rev-parse", "--verify", "--quiet", "HEAD"])?;
        let tagged = ask(folder.path(), &["rev-parse", "--verify", "--quiet", &tag]);
        match tagged.is_ok_and(|tagged| tagged == commit) {
            true => Ok(Fetched { folder, commit }),
            false => Err(NotAdded::NoTag),
        }
    }
}

/// What git answers.
fn ask(folder: &Path, words: &[&str]) -> Result<String, NotAdded> {
    let answered: io::Result<Output> = git(folder, words)
        .env("GIT_ALLOW_PROTOCOL", TRANSPORTS.join(":"))
        .env("GIT_LFS_SKIP_SMUDGE", "1")
        .output();
    let output = answered.map_err(NotAdded::NoGit)?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    let last = said.lines().rfind(|l| !l.trim().is_empty());
    Err(NotAdded::Refused(
        last.unwrap_or_default().trim().to_owned(),
    ))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn an_address_has_a_tag() {
        let parsed = |text: &str| Address::parse(text).ok().map(|a| (a.url, a.tag));
        let both = |url: &str, tag: &str| Some((url.to_owned(), tag.to_owned()));
        assert_eq!(
            parsed("https://example.org/packs.git@v1.0"),
            both("https://example.org/packs.git", "v1.0")
        );
        assert_eq!(
            parsed("ssh://git@example.org/packs@2026/1"),
            both("ssh://git@example.org/packs", "2026/1")
        );
        assert_eq!(
            parsed("git@example.org:packs.git@v1"),
            both("git@example.org:packs.git", "v1")
        );
        for none in [
            "https://example.org/packs.git",
            "https://user@example.org/packs.git",
            "git@example.org:packs.git",
            "https://example.org/packs.git@",
            "https://example.org/packs.git@--upload-pack=touch",
            "https://example.org/packs.git@a..b",
        ] {
            assert!(
                matches!(Address::parse(none), Err(NotAdded::NoTag)),
                "{none}"
            );
        }
        for bad in [
            "ext::sh -c touch@v1",
            "ext::sh://x/y@v1",
            "-oProxyCommand=x:y@v1",
            "ssh://-oProxyCommand=x/y@v1",
            "ftp://example.org/x@v1",
            "https://example.org/a b@v1",
        ] {
            assert!(Address::parse(bad).is_err(), "{bad}");
        }
    }
}
