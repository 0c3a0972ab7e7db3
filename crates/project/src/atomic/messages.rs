//! Files that are not written over, and why.

use std::error::Error;
use std::fmt;
use std::io;

use gouji_core::text::Lang;

/// Why a file is not written over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The path is a link that leads out of its folder, or nowhere.
    Link,
    /// The file has further names (hard links), which would keep the old text.
    Names,
    /// The file belongs to somebody else, and the new one could not be given to them.
    Owner,
    /// The file is no longer what was read.
    Changed,
}

impl Refusal {
    /// The reason.
    pub fn message(self, lang: Lang) -> &'static str {
        let (zh, en) = match self {
            Refusal::Link => (
                "这是指向别处的链接，没有写；请直接写出目标文件的名字",
                "it is a link that leads elsewhere; name the file itself",
            ),
            Refusal::Names => (
                "这个文件另有别的名字（硬链接），没有写；请先复制一份",
                "the file has other names (hard links); copy it first",
            ),
            Refusal::Owner => (
                "这个文件属于别的用户，没有写",
                "the file belongs to another user",
            ),
            Refusal::Changed => (
                "读过之后文件又有改动，没有写；请重新运行",
                "the file has changed since it was read; run again",
            ),
        };
        lang.pick(zh, en)
    }

    /// The refusal that an error is, if it is one.
    pub fn of(error: &io::Error) -> Option<Self> {
        error.get_ref()?.downcast_ref().copied()
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.message(Lang::En))
    }
}

impl Error for Refusal {}

impl From<Refusal> for io::Error {
    fn from(refusal: Refusal) -> Self {
        io::Error::other(refusal)
    }
}
