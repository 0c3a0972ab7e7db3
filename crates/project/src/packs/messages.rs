//! Why a pack was not added, in Chinese and English.

use super::added::NotAdded;
use crate::messages::why;
use gouji_core::text::Lang;

impl NotAdded {
    /// The reason in a language.
    pub fn message(&self, lang: Lang) -> String {
        match lang {
            Lang::Zh => self.chinese(),
            Lang::En => self.english(),
        }
    }

    fn chinese(&self) -> String {
        match self {
            NotAdded::NoPack(place) => format!("{place}：没有规则包"),
            NotAdded::System(path, error) => {
                format!("{}：{}", path.display(), why(error, Lang::Zh))
            }
            NotAdded::Outside(name) => {
                format!("规则包引用的 {name} 在它自己的文件夹之外，没有复制")
            }
            NotAdded::Differs(paths) => format!(
                "{} 已经有了，内容不同，没有改动；要替换请加 --replace",
                paths.join("、")
            ),
            NotAdded::Lock(problem) => problem.message(Lang::Zh),
            NotAdded::NoTag => {
                "仓库地址后面要写明标签，如 https://…/packs.git@v1；分支不行，因为它会变".into()
            }
            NotAdded::Address(address) => {
                format!("{address}：不是能用的仓库地址；可以用 https、ssh、git、file")
            }
            NotAdded::NoGit(error) => format!("无法启动 git：{}", why(error, Lang::Zh)),
            NotAdded::Refused(said) => format!("git 没有给出这个标签：{said}"),
        }
    }

    fn english(&self) -> String {
        match self {
            NotAdded::NoPack(place) => format!("{place}: no pack"),
            NotAdded::System(path, error) => {
                format!("{}: {}", path.display(), why(error, Lang::En))
            }
            NotAdded::Outside(name) => {
                format!("the pack refers to {name}, outside of its folder; nothing was copied")
            }
            NotAdded::Differs(paths) => format!(
                "{} exists and differs; nothing was changed, --replace replaces it",
                paths.join(", ")
            ),
            NotAdded::Lock(problem) => problem.message(Lang::En),
            NotAdded::NoTag => {
                "a repository needs a tag behind it, as in https://…/packs.git@v1; a branch will not do, it changes".into()
            }
            NotAdded::Address(address) => {
                format!("{address}: no address of a repository; https, ssh, git and file are used")
            }
            NotAdded::NoGit(error) => format!("cannot start git: {}", why(error, Lang::En)),
            NotAdded::Refused(said) => format!("git does not give that tag: {said}"),
        }
    }
}
