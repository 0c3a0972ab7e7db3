//! What is said about `--changed-since` on stderr, in Chinese and English.

use std::io;
use std::path::Path;

use super::super::messages::why;
use crate::text::Lang;

/// Something to say.
#[derive(Clone, Copy, Debug)]
pub(super) enum Say<'a> {
    /// Since the revision so many of so many files have changed.
    Kept(&'a str, usize, usize),
    /// A file or folder lies in no repository.
    Outside(&'a Path),
    /// git cannot be started.
    NoGit(&'a io::Error),
    /// A repository has no such revision.
    NoRevision(&'a str, &'a Path),
    /// git says no; why.
    Refused(&'a Path, &'a str),
}

impl Say<'_> {
    /// The text in a language.
    pub fn say(self, lang: Lang) -> String {
        match lang {
            Lang::Zh => self.chinese(),
            Lang::En => self.english(),
        }
    }

    fn chinese(self) -> String {
        match self {
            Say::Kept(since, left, of) => {
                format!("{since} 之后有改动的文件：{of} 个中的 {left} 个")
            }
            Say::Outside(path) => {
                format!("--changed-since：{} 不在 git 仓库里", path.display())
            }
            Say::NoGit(error) => {
                format!("--changed-since：无法启动 git：{}", why(error, Lang::Zh))
            }
            Say::NoRevision(since, path) => format!(
                "--changed-since：{} 所在的仓库里没有版本“{since}”；浅克隆里可能还没有取来",
                path.display()
            ),
            Say::Refused(path, why) => {
                format!("--changed-since：{}：git 没有回答：{why}", path.display())
            }
        }
    }

    fn english(self) -> String {
        match self {
            Say::Kept(since, left, of) => format!("changed since {since}: {left} of {of} files"),
            Say::Outside(path) => {
                format!(
                    "--changed-since: {} lies in no git repository",
                    path.display()
                )
            }
            Say::NoGit(error) => {
                format!(
                    "--changed-since: cannot start git: {}",
                    why(error, Lang::En)
                )
            }
            Say::NoRevision(since, path) => format!(
                "--changed-since: the repository of {} has no revision “{since}”; a shallow clone may lack it",
                path.display()
            ),
            Say::Refused(path, why) => {
                format!(
                    "--changed-since: {}: git does not answer: {why}",
                    path.display()
                )
            }
        }
    }
}
